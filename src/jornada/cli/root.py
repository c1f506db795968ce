"""All commands by section, and what happens without one: the dashboard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import click

from jornada import __version__
from jornada.cli.commands import Group, Option
from jornada.cli.door import PROGRAM, Door
from jornada.present.words import N_

_TASKS, _PLAN, _TIME = "jornada.cli.tasks", "jornada.cli.planning", "jornada.cli.timing"
_LOOK, _FILES = "jornada.cli.looking", "jornada.cli.upkeep"


def _say_version(context: click.Context, parameter: click.Parameter, asked: bool) -> None:
    if not asked or context.resilient_parsing:
        return
    door = context.ensure_object(Door)
    said = door.words.gettext("%(prog)s, version %(version)s")
    door.say(said % {"prog": PROGRAM, "version": __version__})
    context.exit()


class Root(Group):
    """The program itself."""

    sections: ClassVar[Mapping[str, Mapping[str, str]]] = {
        N_("The day"): {
            "now": _LOOK,
            "day": _LOOK,
            "week": "jornada.cli.week",
            "list": _LOOK,
            "close": "jornada.cli.day_ends",
            "add": "jornada.cli.adding",
            "watch": "jornada.cli.watching",
        },
        N_("A task"): {
            "start": _TASKS,
            "stop": _TASKS,
            "switch": _TASKS,
            "done": _TASKS,
            "reopen": _TASKS,
            "drop": _TASKS,
            "note": _PLAN,
            "count": _PLAN,
            "milestone": _PLAN,
            "milestones": "jornada.cli.milestones",
            "edit": _PLAN,
            "minutes": _PLAN,
            "move": _PLAN,
            "order": _PLAN,
        },
        N_("Time"): {
            "log": _TIME,
            "break": _TIME,
            "session": "jornada.cli.sessions",
            "report": "jornada.cli.reports",
            "estimates": "jornada.cli.estimates",
        },
        N_("The unforeseen"): {
            "interrupt": _TIME,
            "resume": _TIME,
            "incident": "jornada.cli.incidents",
            "displaced": "jornada.cli.displaced",
            "handover": "jornada.cli.handover",
        },
        N_("Figures and reports"): {"kpi": "jornada.cli.kpis", "weekly": "jornada.cli.weekly"},
        N_("What it is for"): dict.fromkeys(("strategy", "brands", "coverage"), "jornada.cli.strategy"),
        N_("Ideas and promises"): {"idea": "jornada.cli.ideas", "promise": "jornada.cli.promises"},
        N_("Campaigns"): {"campaigns": "jornada.cli.campaigns"},
        N_("The editorial calendar"): {
            "post": "jornada.cli.posts",
            "import": "jornada.cli.exchange",
            "export": "jornada.cli.exchange",
        },
        N_("Taking back"): {"undo": _TIME, "redo": _TIME},
        N_("Files and help"): {
            "init": "jornada.cli.first_day",
            "workflow": "jornada.cli.workflows",
            "theme": "jornada.cli.themes",
            "settings": "jornada.cli.settings",
            "check": "jornada.cli.checking",
            "backup": "jornada.cli.backups",
            "restore": "jornada.cli.backups",
            "locate": _FILES,
            "keys": _FILES,
            "help": _FILES,
            "demo": "jornada.cli.demonstration",
            "completion": "jornada.cli.completing",
        },
    }


@click.group(
    PROGRAM,
    cls=Root,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=N_(
        "A community manager's working day, in the terminal. Without a command it opens the dashboard.\n\n"
        "A task or an incident is named by its number in the last list, by a part of its title, or by its "
        "id."
    ),
)
@click.option(
    "--version",
    cls=Option,
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_say_version,
    help=N_("Show the version and exit."),
)
@click.pass_context
def COMMANDS(context: click.Context) -> int | None:  # noqa: N802 - a constant to those who import it
    if context.invoked_subcommand is not None:
        return None
    from jornada.cli.dashboard import open_dashboard

    return open_dashboard(context.ensure_object(Door))
