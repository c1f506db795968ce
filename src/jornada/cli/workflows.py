"""`jornada workflow`: which plans there are, which one is used, what is wrong with a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

import click

from jornada.cli.commands import Group, argument, command, json_option
from jornada.cli.door import Door
from jornada.cli.exits import BAD_DATA, Failure
from jornada.core import intents as do
from jornada.core.text import clean
from jornada.present.words import N_

_HERE = "jornada.cli.workflows"


class WorkflowGroup(Group):
    """The verbs of a workflow."""

    sections: ClassVar[Mapping[str, Mapping[str, str]]] = {
        N_("Workflows"): dict.fromkeys(("list", "use", "check"), _HERE)
    }


@click.group(
    "workflow", cls=WorkflowGroup, help=N_("The plans of your days: which there are, which is used.")
)
def workflow_command() -> None:
    """The group itself does nothing."""


@command("list", N_("The workflows there are: your own, then the built-in ones."))
@json_option
@click.pass_obj
def list_command(door: Door, as_json: bool) -> None:
    from jornada.present.listing import Column, table

    desk, words = door.desk, door.words
    entries = desk.workflows()
    used = desk.workflow.name
    if as_json:
        door.say_json(
            {
                "workflows": [
                    {
                        "name": each.name,
                        "title": clean(each.title),
                        "origin": each.origin,
                        "file": str(each.path),
                        "used": each.name == used,
                    }
                    for each in entries
                ]
            }
        )
        return
    origins = {"own": words.gettext("your own"), "built-in": words.gettext("built in")}
    columns = (
        Column(""),
        Column(words.gettext("Workflow")),
        Column(words.gettext("Title"), gives_way=True),
        Column(words.gettext("Origin")),
    )
    rows = [
        (
            door.pen.glyphs.marked if each.name == used else " ",
            each.name,
            clean(each.title),
            origins[each.origin],
        )
        for each in entries
    ]
    door.say(*table(door.pen, columns, rows, door.width))


@command("use", N_("Plan by this workflow from now on. Days already worked on stay as they are."))
@argument("name", N_("NAME"))
@click.pass_obj
def use_command(door: Door, name: str) -> None:
    door.act(do.WorkflowUse(name=name))


@command("check", N_("Every mistake in a workflow file, with its line and what is right."))
@argument("file", N_("FILE"), type=click.Path(path_type=Path))
@click.pass_obj
def check_command(door: Door, file: Path) -> None:
    from jornada.cli.upkeep import mistake_lines
    from jornada.store.workflows import WorkflowStore

    store = WorkflowStore(door.paths, door.words.language, keep_good=False)
    workflow, mistakes = store.check_file(file)
    lines = mistake_lines(door.words, str(file), mistakes)
    if workflow is None:
        raise Failure(BAD_DATA, *lines)
    door.say(*lines)
    if not mistakes:
        minutes = sum(task.minutes for task in workflow.tasks)
        said = door.words.ngettext(
            "{file}: nothing wrong; {count} task, {minutes} planned",
            "{file}: nothing wrong; {count} tasks, {minutes} planned",
            len(workflow.tasks),
        )
        door.say(
            said.format(
                file=clean(str(file)), count=len(workflow.tasks), minutes=door.words.duration(minutes)
            )
        )
