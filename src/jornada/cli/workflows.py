"""`jornada workflow`: which plans there are, which one is used, one as a page, what is wrong with a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click

from jornada.cli.commands import Group, argument, command, json_option, option
from jornada.cli.door import Door
from jornada.cli.exits import BAD_DATA, NOT_ALLOWED, Failure
from jornada.cli.file_options import force_option
from jornada.core import intents as do
from jornada.core.mistakes import LocatedMistake, Problem
from jornada.core.text import clean
from jornada.present.words import N_

if TYPE_CHECKING:
    from jornada.core.workflow import Workflow
    from jornada.present.chart_words import Part
    from jornada.themes import Theme

_HERE = "jornada.cli.workflows"
_EDITS = "jornada.cli.workflow_edits"
FORMATS = {".html": "html", ".htm": "html", ".md": "md", ".markdown": "md"}
"""What the end of a file's name says of its format."""
FILE_COLUMNS = 80
"""The width of a page of text in a file."""
PAPER_THEME = "jornada-light"
"""Whose colours are taken where those of the dashboard are made for a dark ground, or not known."""


class WorkflowGroup(Group):
    """The verbs of a workflow."""

    sections: ClassVar[Mapping[str, Mapping[str, str]]] = {
        N_("Workflows"): {
            **dict.fromkeys(("list", "show", "use"), _HERE),
            **dict.fromkeys(("new", "copy", "edit"), _EDITS),
            "check": _HERE,
            **dict.fromkeys(("diff", "adopt"), _EDITS),
        }
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


@command(
    "show",
    N_(
        "A workflow as one page: its blocks, its tasks by priority for the audience, and the week. Without a "
        "name, the one in use. The HTML is one file that prints on a sheet of A4."
    ),
)
@argument("name", N_("[NAME]"), required=False)
@option(
    "--format",
    "form",
    type=click.Choice(("text", "html", "md")),
    help=N_("How it is written; else as the end of the file's name says, else as text"),
)
@option(
    "--output",
    "-o",
    metavar=N_("FILE"),
    type=click.Path(path_type=Path),
    help=N_("Write it there instead of printing it"),
)
@force_option
@option("--day/--week", "day", default=None, help=N_("Only the blocks of the day, or only the week"))
@click.pass_obj
def show_command(
    door: Door, name: str | None, form: str | None, output: Path | None, force: bool, day: bool | None
) -> None:
    from jornada.cli.files import write_shared
    from jornada.present.chart_words import Part

    workflow = _named(door, name) if name else door.desk.workflow
    part = {None: Part.WHOLE, True: Part.DAY, False: Part.WEEK}[day]
    form = form or (FORMATS.get(output.suffix.lower()) if output else None) or "text"
    page = _page(door, workflow, form, part, FILE_COLUMNS if output else door.width)
    if output is None:
        door.say(page.rstrip("\n"))
        return
    write_shared(door.words, output, page, force=force)
    door.say(door.words.gettext("Written: {file}").format(file=clean(str(output))))


@command("use", N_("Plan by this workflow from now on. Days already worked on stay as they are."))
@argument("name", N_("NAME"))
@click.pass_obj
def use_command(door: Door, name: str) -> None:
    door.act(do.WorkflowUse(name=name))


@command(
    "check",
    N_(
        "Every mistake in a workflow file, with its line and what is right. Without a name or a file, the "
        "one in use."
    ),
)
@argument("plan", N_("[NAME|FILE]"), required=False)
@json_option
@click.pass_obj
def check_command(door: Door, plan: str | None, as_json: bool) -> None:
    from jornada.cli.checking import mistake_lines
    from jornada.cli.workflow_edits import check_plan, fine_line
    from jornada.present.mistakes import mistake_line

    workflow, file, mistakes = check_plan(door, door.desk.workflow.name if plan is None else plan)
    if as_json:
        found = [
            {
                "line": each.line,
                "path": list(each.mistake.path),
                "severity": each.mistake.severity,
                "problem": each.mistake.problem.value,
                "text": mistake_line(door.words, LocatedMistake(None, each.mistake)),
            }
            for each in mistakes
        ]
        door.say_json({"file": str(file), "readable": workflow is not None, "mistakes": found})
        if workflow is None:
            raise Failure(BAD_DATA)
        return
    lines = mistake_lines(door.words, str(file), mistakes)
    if workflow is None:
        raise Failure(BAD_DATA, *lines)
    door.say(*lines)
    if not mistakes:
        door.say(fine_line(door, file, workflow))


def _named(door: Door, name: str) -> Workflow:
    """The workflow of that name; what is wrong with its file is said. Raises `Failure` for none."""
    from jornada.cli.checking import mistake_lines
    from jornada.present.mistakes import mistake_line
    from jornada.store.workflows import WorkflowStore

    words = door.words
    loaded = WorkflowStore(door.paths, words.language, keep_good=False).load(name)
    for each in loaded.mistakes:
        if each.mistake.problem in (Problem.NO_SUCH_WORKFLOW, Problem.BAD_NAME):
            raise Failure(NOT_ALLOWED, mistake_line(words, each))
    if loaded.last_good:
        door.complain(
            *mistake_lines(words, str(loaded.path), loaded.mistakes),
            words.gettext("That file cannot be used; shown is the plan that stands in for it."),
        )
    return loaded.workflow


def _page(door: Door, workflow: Workflow, form: str, part: Part, width: int) -> str:
    match form:
        case "html":
            from jornada.present.chart_html import chart_html

            return chart_html(door.words, workflow, _paper_theme(door).colour, part=part, on=door.today)
        case "md":
            from jornada.present.chart_markdown import chart_markdown

            return chart_markdown(door.words, workflow, part=part, on=door.today)
        case _:
            from jornada.present.chart_text import chart_lines
            from jornada.present.pen import text_of

            lines = chart_lines(door.pen, workflow, width, part=part, on=door.today)
            return "".join(f"{text_of(line).rstrip()}\n" for line in lines)


def _paper_theme(door: Door) -> Theme:
    """The theme in use, where it is made for a light ground."""
    from jornada.themes import list_themes

    themes = list_themes(door.paths.themes).by_name
    name = door.environment.get("JORNADA_THEME") or door.config.config.theme
    theme = themes.get(name)
    if theme is None or theme.dark or theme.ansi:
        # Of a file of a person's own in the place of the built-in one, that may be true as well.
        return themes.get(PAPER_THEME) or next(iter(themes.values()))
    return theme
