"""`jornada check`: reads everything and says what is wrong, where, and what to do."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator

import click

from jornada.cli.commands import command, json_option, option
from jornada.cli.door import Door
from jornada.cli.exits import BAD_DATA, NOT_WRITTEN, TRY_AGAIN, USAGE, Failure
from jornada.cli.progress import waiting
from jornada.cli.upkeep import keymap_of
from jornada.core.dataclass import dataclass
from jornada.core.mistakes import LEFT_BY_A_SYNC, LocatedMistake
from jornada.core.text import clean
from jornada.desk import Desk
from jornada.present.check_words import left_over_line, own_file_advice, own_file_line
from jornada.present.mistakes import mistake_line
from jornada.present.sentences import (
    clean_place,
    done_sentence,
    is_note,
    locked_line,
    not_saved_line,
    notice_line,
    problem_advice,
    problem_line,
)
from jornada.present.system_words import place_lines
from jornada.present.words import N_, Words
from jornada.store.journal import Problem, ProblemKind

MOST_NAMED = 20
"""So many records of a file that are gone are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to say: a line with its place, lines that explain it, what to do. `is_wrong` is false for
    what is only worth knowing."""

    kind: str
    said: str
    file: str = ""
    line: int | None = None
    more: tuple[str, ...] = ()
    advice: str = ""
    is_wrong: bool = True

    def lines(self) -> list[str]:
        advice = [f"  {self.advice}"] if self.advice else []
        return [self.said, *(f"  {each}" for each in self.more), *advice]

    def as_object(self) -> dict[str, object]:
        return {
            "kind": self.kind,
            "severity": "error" if self.is_wrong else "note",
            "file": self.file or None,
            "line": self.line,
            "text": self.said,
            "more": list(self.more),
            "advice": self.advice or None,
        }


def mistake_lines(words: Words, file: str, mistakes: Iterable[LocatedMistake]) -> list[str]:
    """What is wrong with a file that a person wrote, a line each: "garcia.toml:12: task 3: …"."""
    return [_mistake(words, file, each).said for each in mistakes]


@command(
    "check",
    N_(
        "Read everything and say what is wrong. Each line says where, and what to do.\n\n"
        "With --fix what programs that ended left over is removed, and what is remembered of earlier "
        "readings is made anew; nothing you wrote is moved or changed."
    ),
)
@option("--fix", is_flag=True, help=N_("Sweep up what was left over, and read the journal from the start"))
@option("--restore", is_flag=True, help=N_("Write again the records that are gone from the journal"))
@option("--accept", is_flag=True, help=N_("The records that are gone from the journal are meant to be gone"))
@json_option
@click.pass_obj
def check_command(door: Door, fix: bool, restore: bool, accept: bool, as_json: bool) -> None:
    if restore and accept:
        raise click.UsageError(door.words.gettext("Give --restore or --accept, one of them"))
    if (restore or accept or fix) and not door.may_write:
        raise Failure(USAGE, locked_line(door.words, "clock"))
    did: list[str] = []
    if restore or accept or fix:
        desk = door.open_desk()
        try:
            if restore or accept:
                did.append(_decide(door, desk, restore=restore))
        finally:
            # What has gone is noted before what it is compared with is forgotten.
            desk.close()
    if fix:
        did.extend(_fix(door))
    findings, sums = _look(door)
    if as_json:
        objects = [each.as_object() for each in findings]
        door.say_json({"well": not any(each.is_wrong for each in findings), "findings": objects, "did": did})
    else:
        door.say(*did, *(line for each in findings if not each.is_wrong for line in each.lines()))
    wrong = [line for each in findings if each.is_wrong for line in each.lines()]
    if wrong:
        raise Failure(BAD_DATA, *(() if as_json else wrong))
    if not as_json:
        door.say(sums)


def _look(door: Door) -> tuple[list[Finding], str]:
    """All there is to say, and the sentence for when nothing is wrong."""
    desk = door.open_desk()
    try:
        if desk.troubles().not_saved and door.may_write:
            desk.retry()
        findings = [*_journal(door, desk), *_closed_places(door), *_own_files(door), *_hooks(door)]
        for file, mistakes in _people_files(door, desk):
            findings.extend(_mistake(door.words, file, each) for each in mistakes)
        return findings, _sums(door.words, desk)
    finally:
        desk.close()


def _sums(words: Words, desk: Desk) -> str:
    days, incidents = len(desk.state.days), len(desk.state.incidents)
    return words.gettext("Nothing is wrong: {days} and {incidents} in the journal").format(
        days=words.ngettext("{count} day", "{count} days", days).format(count=days),
        incidents=words.ngettext("{count} incident", "{count} incidents", incidents).format(count=incidents),
    )


def _decide(door: Door, desk: Desk, *, restore: bool) -> str:
    """Do with what has gone what a person said. Raises `Failure` where that cannot be done now."""
    words, count = door.words, len(desk.troubles().vanished)
    if not count:
        return words.gettext("Nothing is gone from the journal")
    if not (desk.restore_vanished() if restore else desk.accept_vanished()):
        troubles = desk.troubles()
        if not troubles.not_saved:
            raise Failure(TRY_AGAIN, locked_line(words, "busy"))
        raise Failure(NOT_WRITTEN, not_saved_line(words, troubles.not_saved, troubles.error))
    if restore:
        said = words.ngettext("Written again: {count} record", "Written again: {count} records", count)
    else:
        said = words.ngettext("Let go: {count} record", "Let go: {count} records", count)
    return said.format(count=count)


def _fix(door: Door) -> Iterator[str]:
    """Sweep and forget; a sentence for each thing done."""
    from jornada.store.files import System
    from jornada.store.upkeep import forget_cache, left_overs, sweep

    words = door.words
    for path in sweep(door.paths, left_overs(door.paths, System().time())):
        yield words.gettext("Removed: {file}").format(file=clean(str(path)))
    forget_cache(door.paths)
    yield words.gettext("The journal is read from the start, and remembered anew")


def _journal(door: Door, desk: Desk) -> Iterator[Finding]:
    """What is wrong with the journal, and what is only worth knowing."""
    from jornada.store.upkeep import agree, read_afresh

    words, troubles = door.words, desk.troubles()
    if troubles.not_saved:
        yield Finding(
            kind="not_saved",
            said=not_saved_line(words, troubles.not_saved, troubles.error),
            advice=words.gettext("The next command that can write puts it into the journal"),
        )
    for notice in desk.ended_elsewhere():
        yield Finding(kind=notice.kind.value, said=notice_line(words, notice, desk.state), is_wrong=False)
    with waiting(door, words.gettext("Reading the journal once more")):
        afresh = read_afresh(door.paths, door.clock)
        if desk.refresh():
            troubles = desk.troubles()
    known = {(each.file, each.line, each.kind) for each in troubles.journal}
    unseen = [each for each in afresh.problems if (each.file, each.line, each.kind) not in known]
    for problem in (*troubles.journal, *unseen):
        yield _problem(words, desk, problem)
    if not agree(afresh.records, desk.records_in_files()):
        # Somebody may have written in between.
        desk.refresh()
        if not agree(read_afresh(door.paths, door.clock).records, desk.records_in_files()):
            yield Finding(
                kind="cache",
                said=words.gettext("What is remembered of the journal is not what its files hold"),
                file=str(door.paths.snapshot),
                advice=words.gettext("“jornada check --fix” reads it from the start"),
            )


def _problem(words: Words, desk: Desk, problem: Problem) -> Finding:
    kind = problem.kind.value
    gone: list[str] = []
    if problem.kind is ProblemKind.VANISHED:
        records = [record for record in map(desk.record, problem.ids) if record is not None]
        gone = [f"– {done_sentence(words, each.intent, desk.state)}" for each in records[:MOST_NAMED]]
    return Finding(
        kind=kind,
        said=problem_line(words, kind, str(problem.file), problem.line or None, problem.excerpt),
        file=str(problem.file),
        line=problem.line or None,
        more=tuple(gone),
        advice=problem_advice(words, kind),
        is_wrong=not is_note(kind),
    )


def _closed_places(door: Door) -> Iterator[Finding]:
    """The directories in which nothing can be written, though nothing may wait for it just now."""
    words = door.words
    for place in (door.paths.data, door.paths.state):
        there = next(each for each in (place, *place.parents) if os.path.lexists(each))
        reason = errno.EACCES if there.is_dir() else errno.ENOTDIR
        if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
            said, *advice = place_lines(words, clean(str(place)), os.strerror(reason))
            yield Finding(kind="closed", said=said, file=str(place), advice="".join(advice).strip())


def _own_files(door: Door) -> Iterator[Finding]:
    """What is wrong with the files of the program's own, and what was left over."""
    from jornada.store.files import System
    from jornada.store.upkeep import left_overs, own_troubles

    words = door.words
    for found in own_troubles(door.paths):
        kind, file = found.trouble.value, str(found.path)
        said, advice = own_file_line(words, file, kind), own_file_advice(words, kind)
        yield Finding(kind=kind, said=said, file=file, advice=advice)
    for path in left_overs(door.paths, System().time()):
        yield Finding(
            kind="left_over",
            said=left_over_line(words, str(path)),
            file=str(path),
            advice=words.gettext("“jornada check --fix” removes it"),
            is_wrong=False,
        )


def _hooks(door: Door) -> Iterator[Finding]:
    """The hooks that are never run."""
    from jornada.hooks import NAMES, hook_troubles
    from jornada.outside import Failure
    from jornada.present.outside_words import failure_line, unknown_hook_line

    words = door.words
    for found in hook_troubles(door.paths):
        file = str(found.path)
        if found.why is None:
            said = unknown_hook_line(words, file, found.nearest)
            advice = words.gettext("The hooks there are: {names}").format(names=", ".join(NAMES))
            yield Finding(kind="unknown_hook", said=said, file=file, advice=advice)
        else:
            said = failure_line(words, Failure(file, found.why))
            yield Finding(kind=f"hook_{found.why.value}", said=said, file=file)


def _mistake(words: Words, file: str, located: LocatedMistake) -> Finding:
    said = mistake_line(words, LocatedMistake(None, located.mistake))
    is_wrong = located.mistake.severity != "warning"
    if not is_wrong:
        said = words.gettext("worth a look: {mistake}").format(mistake=said)
    return Finding(
        kind=located.mistake.problem.value,
        said=f"{clean_place(file, located.line)}: {said}",
        file=file,
        line=located.line,
        is_wrong=is_wrong,
    )


def _people_files(door: Door, desk: Desk) -> Iterator[tuple[str, tuple[LocatedMistake, ...]]]:
    """The files a person wrote, each with its mistakes."""
    from jornada.themes import list_themes

    config = str(door.paths.config_file)
    yield config, door.config.mistakes
    yield config, keymap_of(door).mistakes
    checked = set()
    for entry in desk.workflows():
        if entry.origin == "own":
            checked.add(entry.path)
            yield str(entry.path), desk.workflow_mistakes(entry.path)
    loaded = desk.troubles().workflow
    if loaded is not None and loaded.path not in checked:
        yield str(loaded.path), loaded.mistakes
    desk.posts()
    for file in desk.troubles().calendar:
        yield str(file.path), file.mistakes
    for copy in desk.troubles().copies:
        yield str(copy), (LEFT_BY_A_SYNC,)
    for bad in list_themes(door.paths.themes).bad:
        yield str(door.paths.themes / bad.file), bad.mistakes
