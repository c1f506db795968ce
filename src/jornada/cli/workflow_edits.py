"""`jornada workflow new`, `copy`, `edit`, `diff`, `adopt`: making plans one's own, and what that changes."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jornada.cli.commands import argument, command, json_option, option
from jornada.cli.door import PROGRAM, Door
from jornada.cli.exits import BAD_DATA, NOT_ALLOWED, NOT_WRITTEN, USAGE, Failure
from jornada.core.mistakes import Problem
from jornada.core.text import clean
from jornada.core.workflow import KEY_PATTERN
from jornada.present.system_words import place_lines
from jornada.present.words import N_

if TYPE_CHECKING:
    from jornada.core.mistakes import LocatedMistake
    from jornada.core.workflow import Workflow

GROUP = "workflow"


@command("new", N_("Begin a plan of your own: a short one, with comments that say how to go on."))
@argument("name", N_("NEW"))
@option("--title", metavar=N_("TITLE"), help=N_("What it is called; else its name"))
@click.pass_obj
def new_command(door: Door, name: str, title: str | None) -> None:
    from jornada.first_day import built_in_names
    from jornada.present.new_workflow import new_workflow_text
    from jornada.zone import system_zone

    if name in built_in_names(door.paths, door.words.language):
        said = door.words.gettext("{name} comes with the program: “{command}” makes it your own")
        raise Failure(
            NOT_ALLOWED, said.format(name=name, command=" ".join((PROGRAM, GROUP, "copy", name, name)))
        )
    zone = system_zone(door.environment) or door.desk.workflow.timezone
    _write_own(door, name, new_workflow_text(door.words, clean(title or "") or name, zone))


@command("copy", N_("Make a copy of a plan, with its comments, under a name of your own."))
@argument("name", N_("NAME"))
@argument("new", N_("NEW"))
@click.pass_obj
def copy_command(door: Door, name: str, new: str) -> None:
    _write_own(door, new, _text_of(door, name))


@command(
    "edit",
    N_(
        "Open a plan in your editor ($VISUAL, else $EDITOR) and check it afterwards. Without a name, the one "
        "in use. One that comes with the program becomes your own first."
    ),
)
@argument("name", N_("[NAME]"), required=False)
@click.pass_obj
def edit_command(door: Door, name: str | None) -> None:
    from jornada.store.workflows import WorkflowStore

    words = door.words
    name = name or door.desk.workflow.name
    file, was_made = _own_file(door, name)
    before = file.read_bytes()
    store = WorkflowStore(door.paths, words.language, keep_good=False)
    while True:
        _open(door, file)
        workflow, mistakes = store.check_file(file)
        if file.is_file() and file.read_bytes() == before and workflow is not None:
            if was_made:
                file.unlink()
            door.say(words.gettext("Nothing was changed"))
            return
        lines = _check_lines(door, file, workflow, mistakes)
        if workflow is not None:
            door.say(*lines)
            break
        if not _wants_it_again(door, lines):
            raise Failure(BAD_DATA, *lines)
    if was_made:
        door.say(words.gettext("It is your own now: {file}").format(file=clean(str(file))))
    door.desk.refresh()
    tell_of_today(door)


@command(
    "diff",
    N_(
        "What differs between two plans, in words: tasks, blocks and all else, and the sums. A plan is a "
        "name or a file. Without any, the one in use against the one that comes with the program; with "
        "one, that one against the one in use."
    ),
)
@argument("a", N_("[NAME|FILE]"), required=False)
@argument("b", N_("[NAME|FILE]"), required=False)
@json_option
@click.pass_obj
def diff_command(door: Door, a: str | None, b: str | None, as_json: bool) -> None:
    from jornada.core.workflow_difference import compare
    from jornada.present.workflow_words import workflow_change_lines

    words, used = door.words, door.desk.workflow
    if b is not None:
        before, after = read_plan(door, a or ""), read_plan(door, b)
    elif a is None or a == used.name:
        before, after = _built_in(door, used.name), used
    else:
        before, after = read_plan(door, a), used
    change = compare(before, after)
    if as_json:
        door.say_json(_change_json(before, after, change))
        return
    lines = list(workflow_change_lines(door.pen, change))
    door.say(*(lines or [words.gettext("Nothing differs")]))


@command(
    "adopt",
    N_(
        "What today would gain, lose and change by the plan as it is now. A day that was begun stays as it "
        "was planned until you take that over."
    ),
)
@option("--all", "everything", is_flag=True, help=N_("Take over all of it"))
@option("--none", "nothing", is_flag=True, help=N_("Leave the day as it was planned, and ask no more"))
@option("--only", "only", metavar=N_("KEY"), multiple=True, help=N_("Take over this only; can be repeated"))
@json_option
@click.pass_obj
def adopt_command(door: Door, everything: bool, nothing: bool, only: Sequence[str], as_json: bool) -> None:
    from jornada.core.day_change import BLOCKS
    from jornada.present.workflow_words import day_change_rows

    words = door.words
    if everything + nothing + bool(only) > 1:
        raise click.UsageError(words.gettext("Give --all, --none or --only, one of them"))
    change = door.desk.day_change()
    rows = list(day_change_rows(door.pen, change)) if change else []
    named = {key if key != BLOCKS else "blocks": key for key, _, _ in rows}
    if as_json:
        kinds = {"+": "added", "-": "removed", "~": "changed"}
        listed = [
            {"key": name, "change": kinds[sign], "text": text}
            for name, (_, sign, text) in zip(named, rows, strict=True)
        ]
        door.say_json({"date": str(door.today), "changes": listed})
        return
    if change is None:
        door.say(words.gettext("Today is as the plan says"))
        return
    unknown = [clean(key) for key in only if key not in named]
    if unknown:
        said = words.gettext("Nothing of that name changes: {keys}; there are: {allowed}")
        raise Failure(NOT_ALLOWED, said.format(keys=", ".join(unknown), allowed=", ".join(named)))
    if everything or nothing or only:
        chosen = change.keys if everything else tuple(named[key] for key in only)
        door.act(change.accept(chosen))
        return
    door.say(*(f"{sign} {name}  {text}" for name, (_, sign, text) in zip(named, rows, strict=True)))
    door.say(words.gettext("Nothing of it is in your day yet: --all takes it over, --none leaves the day."))


def read_plan(door: Door, name: str) -> Workflow:
    """The plan of that name, or in that file. Raises `Failure` where there is none, or one with errors."""
    workflow, file, mistakes = check_plan(door, name)
    if workflow is None:
        raise Failure(BAD_DATA, *_check_lines(door, file, workflow, mistakes))
    return workflow


def check_plan(door: Door, name: str) -> tuple[Workflow | None, Path, tuple[LocatedMistake, ...]]:
    """The plan of a name or in a file, its file, and what is wrong with it. Raises `Failure` for none."""
    from jornada.present.mistakes import mistake_line
    from jornada.store.workflows import WorkflowStore

    store = WorkflowStore(door.paths, door.words.language, keep_good=False)
    if not re.fullmatch(KEY_PATTERN, name):
        workflow, mistakes = store.check_file(Path(name))
        return workflow, Path(name), mistakes
    loaded = store.load(name)
    for each in loaded.mistakes:
        if each.mistake.problem is Problem.NO_SUCH_WORKFLOW:
            if Path(name).exists():
                workflow, mistakes = store.check_file(Path(name))
                return workflow, Path(name), mistakes
            raise Failure(NOT_ALLOWED, mistake_line(door.words, each))
    return (None if loaded.last_good else loaded.workflow), loaded.path, loaded.mistakes


def _check_lines(
    door: Door, file: Path, workflow: Workflow | None, mistakes: tuple[LocatedMistake, ...]
) -> list[str]:
    """What is wrong with a file; where nothing is, that."""
    from jornada.cli.checking import mistake_lines

    lines = mistake_lines(door.words, str(file), mistakes)
    if workflow is not None and not mistakes:
        lines.append(fine_line(door, file, workflow))
    return lines


def fine_line(door: Door, file: Path, workflow: Workflow) -> str:
    """That nothing is wrong with a file, and what it holds."""
    minutes = sum(task.minutes for task in workflow.tasks)
    said = door.words.ngettext(
        "{file}: nothing wrong; {count} task, {minutes} planned",
        "{file}: nothing wrong; {count} tasks, {minutes} planned",
        len(workflow.tasks),
    )
    return said.format(file=clean(str(file)), count=len(workflow.tasks), minutes=door.words.duration(minutes))


def _text_of(door: Door, name: str) -> str:
    """The text of a plan, one's own or built in. Raises `Failure`."""
    from jornada.own_files import read_own_file
    from jornada.store.own_copy import built_in_text

    workflow, file, mistakes = check_plan(door, name)
    if workflow is None:
        raise Failure(BAD_DATA, *_check_lines(door, file, workflow, mistakes))
    data = read_own_file(file)
    if isinstance(data, bytes):
        return data.decode()
    return built_in_text(name, door.words.language)


def _own_file(door: Door, name: str) -> tuple[Path, bool]:
    """A person's own file of that plan, and whether it was only just made. Raises `Failure`."""
    from jornada.first_day import own_file

    file = own_file(door.paths, name)
    if re.fullmatch(KEY_PATTERN, name) and (file.exists() or file.is_symlink()):
        return file, False
    _write_own(door, name, _text_of(door, name), say=False)
    return file, True


def _write_own(door: Door, name: str, text: str, *, say: bool = True) -> None:
    """Write a plan of one's own. Raises `Failure` where one is there, or it cannot be written."""
    from jornada.core.mistakes import LocatedMistake, Mistake
    from jornada.first_day import own_file
    from jornada.present.mistakes import mistake_line
    from jornada.present.sentences import locked_line
    from jornada.store.files import System, write_new

    words = door.words
    if not re.fullmatch(KEY_PATTERN, name):
        bad = LocatedMistake(None, Mistake((), Problem.BAD_NAME, name[:80]))
        raise Failure(USAGE, mistake_line(words, bad))
    if not door.may_write:
        raise Failure(USAGE, locked_line(words, "clock"))
    file = own_file(door.paths, name)
    try:
        write_new(System(), file, text.encode())
    except FileExistsError:
        said = words.gettext("{file} is there already, and stays as it is")
        raise Failure(NOT_ALLOWED, said.format(file=clean(str(file)))) from None
    except OSError as error:
        why = error.strerror or str(error)
        raise Failure(NOT_WRITTEN, *place_lines(words, clean(str(file)), why)) from error
    if say:
        door.say(
            words.gettext("Written: {file}").format(file=clean(str(file))),
            words.gettext("“{command}” plans by it from now on").format(
                command=" ".join((PROGRAM, GROUP, "use", name))
            ),
        )


def _open(door: Door, file: Path) -> None:
    from jornada.own_editor import NoEditorError, open_editor

    words = door.words
    sys.stdout.flush()
    try:
        code = open_editor(door.environment, file)
    except NoEditorError:
        said = words.gettext("No editor: set EDITOR, for instance EDITOR=nano; the file is {file}")
        raise Failure(NOT_ALLOWED, said.format(file=clean(str(file)))) from None
    except OSError as error:
        said = words.gettext("The editor cannot be started: {reason}")
        raise Failure(NOT_ALLOWED, said.format(reason=clean(str(error)))) from error
    if code:
        said = words.gettext("The editor ended with {code}; the file is {file}")
        raise Failure(NOT_ALLOWED, said.format(code=code, file=clean(str(file))))


def _wants_it_again(door: Door, lines: Sequence[str]) -> bool:
    """Whether to open a file with mistakes once more: asked where somebody can answer."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    door.complain(*lines)
    asked = door.words.gettext("Open it again? Until it is right, the last good plan stays in use")
    return click.confirm(asked, default=True, err=True)


def tell_of_today(door: Door) -> None:
    """A day that was begun does not change by itself: what would."""
    from jornada.present.workflow_words import day_change_summary

    change = door.desk.day_change()
    if change is not None:
        said = door.words.gettext("Today stays as it was planned; it would change: {changes}. See {command}")
        door.say(
            said.format(
                changes=day_change_summary(door.words, change), command=" ".join((PROGRAM, GROUP, "adopt"))
            )
        )


def _built_in(door: Door, name: str) -> Workflow:
    from jornada.first_day import NoSuchWorkflowError, built_in

    try:
        return built_in(door.paths, door.words.language, name)
    except NoSuchWorkflowError:
        said = door.words.gettext("{name} is all your own: say what to compare it with")
        raise Failure(USAGE, said.format(name=clean(name))) from None


def _change_json(before: Workflow, after: Workflow, change: Any) -> dict[str, Any]:
    from dataclasses import asdict

    from jornada.core.workflow_difference import plain_value

    def fields(changes: Any) -> list[dict[str, Any]]:
        return [
            {"field": each.name, "before": plain_value(each.before), "after": plain_value(each.after)}
            for each in changes
        ]

    return {
        "before": {"name": before.name, "title": clean(before.title)},
        "after": {"name": after.name, "title": clean(after.title)},
        "fields": fields(change.head),
        "lists": {
            each.section: {
                "added": [{"key": key, "title": clean(title)} for key, title in each.added],
                "removed": [{"key": key, "title": clean(title)} for key, title in each.removed],
                "changed": [
                    {"key": one.key, "title": clean(one.title), "fields": fields(one.changes)}
                    for one in each.changed
                ],
                "reordered": each.reordered,
            }
            for each in change.lists
        },
        "sums": [
            {
                "block": each.block,
                "weekdays": list(each.weekdays),
                "before": asdict(each.before) if each.before else None,
                "after": asdict(each.after) if each.after else None,
            }
            for each in change.sums
        ],
    }
