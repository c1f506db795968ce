"""What came of adding or changing a post, in words: for the screens and the command line alike."""

from __future__ import annotations

from jornada.core.mistakes import LocatedMistake
from jornada.core.text import clean
from jornada.editorial import (
    CalendarLocked,
    FileDamaged,
    FileNotWritten,
    PostMistaken,
    PostMoved,
    PostOutcome,
    PostsSaved,
    PostUnchanged,
)
from jornada.present.mistakes import mistake_line
from jornada.present.sentences import clean_place, locked_line
from jornada.present.system_words import system_words
from jornada.present.titles import shorten
from jornada.present.words import Words


def post_lines(words: Words, outcome: PostOutcome) -> tuple[str, ...]:
    """Why nothing was written, a line for each thing that is wrong; nothing where it was."""
    match outcome:
        case PostsSaved():
            return ()
        case PostMistaken(mistakes=mistakes):
            return tuple(mistake_line(words, LocatedMistake(None, each)) for each in mistakes)
        case PostUnchanged():
            return (words.gettext("Nothing changes"),)
        case PostMoved(now=None):
            return (words.gettext("The post is no longer in its file; nothing was written"),)
        case PostMoved(now=post):
            assert post is not None
            return (
                words.gettext("{title} was changed in its file meanwhile; nothing was written").format(
                    title=shorten(post.title)
                ),
            )
        case FileDamaged(path=path, mistakes=()):
            return (
                words.gettext(
                    "{file} is written in a way that cannot be changed here: change it in an editor"
                ).format(file=clean(str(path))),
            )
        case FileDamaged(path=path, mistakes=mistakes):
            said = words.gettext("{file} has mistakes; nothing is written to it before they are gone:")
            return (
                said.format(file=clean(str(path))),
                *(f"{clean_place(path.name, each.line)}: {_said(words, each)}" for each in mistakes),
            )
        case FileNotWritten(path=path, error=error):
            return (
                words.gettext("NOT SAVED: {file}, {reason}").format(
                    file=clean(str(path)), reason=system_words(words, error)
                ),
            )
        case CalendarLocked(why=why):
            return (locked_line(words, why),)


def _said(words: Words, located: LocatedMistake) -> str:
    """The mistake without its line, which stands before it."""
    return mistake_line(words, LocatedMistake(None, located.mistake))
