"""`jornada backup` and `jornada restore`: everything a person has, in one file, and back."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jornada.cli.commands import argument, command, json_option, option
from jornada.cli.door import PROGRAM, Door
from jornada.cli.exits import BAD_DATA, NOT_ALLOWED, NOT_WRITTEN, TRY_AGAIN, USAGE, Failure
from jornada.cli.progress import counted
from jornada.core.text import clean
from jornada.present.backup_words import (
    bad_archive_line,
    fate_line,
    files_count,
    left_out_line,
    named_lines,
)
from jornada.present.sentences import locked_line, not_saved_line, vanished_line
from jornada.present.system_words import place_lines
from jornada.present.words import N_

if TYPE_CHECKING:
    from jornada.store.backup import BackedUp
    from jornada.store.restore import Step


@command(
    "backup",
    N_(
        "Write all you have into one new file: workflows, journal, editorial calendar, options, themes.\n\n"
        "It is read back and compared before it gets its name. No file is ever replaced."
    ),
)
@argument("file", N_("FILE"), type=click.Path(path_type=Path))
@json_option
@click.pass_obj
def backup_command(door: Door, file: Path, as_json: bool) -> None:
    from jornada.store.backup import back_up

    words = door.words
    _say_what_waits(door)
    with _said(door, file, reading=False), counted(door, words.gettext("Backing up")) as tick:
        done = back_up(door.paths, file, door.clock(), tick)
    left_out = [left_out_line(words, str(each.path), each.why.value) for each in done.left_out]
    if as_json:
        door.say_json(_backup_object(file, done))
        return
    door.complain(*left_out)
    said = words.gettext("Written and read back: {file}, {files}, {size} kB")
    size = max(1, round(done.bytes_ / 1000))
    door.say(said.format(file=clean(str(file)), files=files_count(words, len(done.entries)), size=size))
    door.say(
        words.gettext("To bring it back: {command}").format(command=f"{PROGRAM} restore {clean(str(file))}")
    )


@command(
    "restore",
    N_(
        "Bring back the files of a backup that are not there.\n\nWhat is there is never replaced: where a "
        "file differs, nothing is restored and the files are named. --dry-run shows what would be done."
    ),
)
@argument("file", N_("FILE"), type=click.Path(path_type=Path))
@option("--dry-run", is_flag=True, help=N_("Show what would be restored, and write nothing"))
@json_option
@click.pass_obj
def restore_command(door: Door, file: Path, dry_run: bool, as_json: bool) -> None:
    from jornada.store.backup_file import opened_archive
    from jornada.store.restore import Fate, plan_restore, restore

    words = door.words
    if not dry_run and not door.may_write:
        raise Failure(USAGE, locked_line(words, "clock"))
    with _said(door, file, reading=True), opened_archive(file) as archive:
        if dry_run:
            with counted(door, words.gettext("Reading the backup")) as tick:
                steps = plan_restore(archive, door.paths, tick)
        else:
            with counted(door, words.gettext("Restoring")) as tick:
                steps = restore(archive, door.paths, tick)
    differ = any(step.fate is Fate.DIFFERS for step in steps)
    if as_json:
        door.say_json(_restore_object(archive.made, steps, written=not dry_run))
    elif dry_run:
        door.say(*(fate_line(words, str(step.path), step.fate.value) for step in steps))
    else:
        _say_restored(door, steps)
    if differ:
        raise Failure(NOT_ALLOWED, _differ_line(door), *_way_out(door))


def _say_what_waits(door: Door) -> None:
    """Save what waits to be saved, and say what no file holds: a backup cannot hold it either."""
    desk, words = door.open_desk(), door.words
    try:
        if desk.troubles().not_saved and door.may_write:
            desk.retry()
        troubles = desk.troubles()
    finally:
        desk.close()
    if troubles.not_saved:
        door.complain(not_saved_line(words, troubles.not_saved, troubles.error))
    if troubles.vanished:
        door.complain(vanished_line(words, len(troubles.vanished)))


def _say_restored(door: Door, steps: tuple[Step, ...]) -> None:
    from jornada.store.restore import Fate

    words = door.words
    new = [step for step in steps if step.fate is Fate.NEW]
    there = len(steps) - len(new)
    if not new:
        door.say(words.gettext("Everything in it is there already"))
        return
    said = words.gettext("Restored: {files}; there already: {count}")
    door.say(said.format(files=files_count(words, len(new)), count=there))
    if runs := [str(step.path) for step in new if step.entry.executable]:
        door.say(words.gettext("These can be run as programs:"), *named_lines(words, runs))
    door.say(words.gettext("See that all is well: {command}").format(command=f"{PROGRAM} check"))


def _differ_line(door: Door) -> str:
    return door.words.gettext("Nothing was restored: another file is there, and none is ever replaced")


def _way_out(door: Door) -> tuple[str, ...]:
    said = door.words.gettext("Move what is there away, or restore beside it: {command}")
    command = f"JORNADA_DATA=… JORNADA_CONFIG=… {PROGRAM} restore …"
    return (f"  {said.format(command=command)}",)


@contextmanager
def _said(door: Door, file: Path, *, reading: bool) -> Iterator[None]:
    """What can go wrong, in words. Whatever it is, nothing was written."""
    from jornada.store.backup import InTheWay
    from jornada.store.backup_file import BadArchive
    from jornada.store.errors import Busy
    from jornada.store.restore import WouldReplace

    words, named = door.words, clean(str(file))
    try:
        yield
    except BadArchive as bad:
        if reading:
            raise Failure(BAD_DATA, bad_archive_line(words, str(file), bad.wrong.value, bad.about)) from None
        said = words.gettext("No backup was written: what was read back is not what was written")
        raise Failure(NOT_WRITTEN, said) from None
    except WouldReplace as there:
        paths = [str(path) for path in there.paths]
        raise Failure(
            NOT_ALLOWED, _differ_line(door) + ":", *named_lines(words, paths), *_way_out(door)
        ) from None
    except InTheWay:
        said = words.gettext("{file} lies among the files that are backed up; name a place beside them")
        raise Failure(NOT_ALLOWED, said.format(file=named)) from None
    except FileExistsError:
        said = words.gettext("{file} is there already, and a backup replaces nothing; name another file")
        raise Failure(NOT_ALLOWED, said.format(file=named)) from None
    except Busy:
        raise Failure(TRY_AGAIN, locked_line(words, "busy")) from None
    except FileNotFoundError as error:
        if reading and str(error.filename) == str(file):
            raise Failure(BAD_DATA, words.gettext("There is no file {file}").format(file=named)) from None
        raise Failure(NOT_WRITTEN, *_not_done(door, error, file)) from error
    except (OSError, zipfile.LargeZipFile) as error:
        raise Failure(NOT_WRITTEN, *_not_done(door, error, file)) from error
    except KeyboardInterrupt:
        door.complain("", words.gettext("Stopped; nothing was written"))
        raise


def _not_done(door: Door, error: Exception, file: Path) -> tuple[str, ...]:
    words = door.words
    place = getattr(error, "filename", None) or file
    said = getattr(error, "strerror", None) or str(error)
    return words.gettext("Nothing was written"), *place_lines(words, clean(str(place)), said)


def _backup_object(file: Path, done: BackedUp) -> dict[str, object]:
    return {
        "file": str(file),
        "bytes": done.bytes_,
        "files": [{"name": each.name, "bytes": each.size, "sha256": each.sha256} for each in done.entries],
        "left_out": [{"file": str(each.path), "why": each.why.value} for each in done.left_out],
    }


def _restore_object(made: str, steps: tuple[Step, ...], *, written: bool) -> dict[str, object]:
    files = [
        {"name": step.entry.name, "file": str(step.path), "bytes": step.entry.size, "fate": step.fate.value}
        for step in steps
    ]
    return {"made": made, "written": written, "files": files}
