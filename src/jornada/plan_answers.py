"""What came of an edit of the plan, in a sentence."""

from __future__ import annotations

from jornada.core.text import clean
from jornada.plan_editor import Done, Elsewhere, NotHere, NotWritten, Outcome, Wrong
from jornada.present.mistakes import mistake_line
from jornada.present.system_words import system_words
from jornada.present.words import Words


def answer_text(words: Words, outcome: Outcome, *, undone: bool = False) -> str:
    """What came of an edit."""
    match outcome:
        case Done(made_own=path) if path is not None:
            said = words.gettext("Saved. The plan is your own now: {file}")
            return said.format(file=clean(path.name))
        case Done():
            return words.gettext("Taken back") if undone else words.gettext("Saved")
        case Wrong(mistakes=mistakes):
            said = words.gettext("Not saved: {mistake}")
            return said.format(mistake=mistake_line(words, mistakes[0]) if mistakes else "")
        case Elsewhere(kept=kept, lines=lines):
            said = words.ngettext(
                "Changed elsewhere ({count} line): yours is in {kept}",
                "Changed elsewhere ({count} lines): yours is in {kept}",
                lines,
            )
            return said.format(count=lines, kept=kept.name if kept else "–")
        case NotHere(path=path):
            said = words.gettext("{file} is written in a form that only your editor can change here")
            return said.format(file=path.name)
        case NotWritten(path=path, reason=reason):
            said = words.gettext("{place} cannot be used: {reason}")
            return said.format(place=clean(str(path)), reason=system_words(words, reason))
