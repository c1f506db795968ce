"""What is wrong, in the sentences of banners. What few days need is imported when it is needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from jornada.core.mistakes import LEFT_BY_A_SYNC, LocatedMistake
from jornada.core.plan import DayView
from jornada.desk import Troubles
from jornada.present.banner_lines import Banner, Weight
from jornada.present.lines import KeyNames
from jornada.present.moment_lines import left_over_text
from jornada.present.words import Words
from jornada.store.journal import Problem, ProblemKind

FileMistakes = tuple[Path, Sequence[LocatedMistake]]


def banners_of(
    words: Words, troubles: Troubles, files: Sequence[FileMistakes], today: DayView, keys: KeyNames
) -> tuple[Banner, ...]:
    """One banner for each kind of trouble; `files` are those with mistakes, beside the workflow's."""
    return tuple(_banners(words, troubles, files, today, keys))


def _banners(
    words: Words, troubles: Troubles, files: Sequence[FileMistakes], today: DayView, keys: KeyNames
) -> Iterator[Banner]:
    problems = [each for each in troubles.journal if each.kind is not ProblemKind.VANISHED]
    if troubles.not_saved or troubles.vanished or problems:
        yield from _of_journal(words, troubles, problems)
    if troubles.workflow is not None:
        loaded = troubles.workflow
        said = _of_file(words, loaded.path, loaded.mistakes)
        if loaded.last_good:
            said = words.gettext("{mistake}; the last good plan is in use").format(mistake=said)
        yield Banner(Weight.WARNING, said, len(loaded.mistakes) - 1)
    if troubles.copies:
        said = _of_file(words, troubles.copies[0], (LEFT_BY_A_SYNC,))
        yield Banner(Weight.WARNING, said, len(troubles.copies) - 1)
    for file in troubles.calendar:
        said = _of_file(words, file.path, file.mistakes)
        if file.last_good:
            said = words.gettext("{mistake}; its last good posts are in use").format(mistake=said)
        yield Banner(Weight.WARNING, said, len(file.mistakes) - 1)
    for path, mistakes in files:
        if mistakes:
            yield Banner(Weight.WARNING, _of_file(words, path, mistakes), len(mistakes) - 1)
    if troubles.plan is not None:
        from jornada.present.workflow_words import day_change_summary

        said = words.gettext("The plan was edited; today would change: {changes}. {key} decides")
        changes = day_change_summary(words, troubles.plan)
        yield Banner(Weight.PROPOSAL, said.format(changes=changes, key=keys("day.adopt")))
    proposal = left_over_text(words, today, keys)
    if proposal:
        yield Banner(Weight.PROPOSAL, proposal)


def _of_journal(words: Words, troubles: Troubles, problems: Sequence[Problem]) -> Iterator[Banner]:
    from jornada.present.sentences import not_saved_line, problem_line, vanished_line

    if troubles.not_saved:
        yield Banner(Weight.ERROR, not_saved_line(words, troubles.not_saved, troubles.error))
    if troubles.vanished:
        yield Banner(Weight.ERROR, vanished_line(words, len(troubles.vanished)))
    if problems:
        first = problems[0]
        said = problem_line(words, first.kind.value, first.file.name, first.line or None, first.excerpt)
        yield Banner(Weight.WARNING, said, len(problems) - 1)


def _of_file(words: Words, path: Path, mistakes: Sequence[LocatedMistake]) -> str:
    """The first mistake of a file; errors go before warnings."""
    from jornada.present.mistakes import mistake_line

    first = min(mistakes, key=lambda each: each.mistake.severity != "error")
    return f"{path.name}: {mistake_line(words, first)}"
