"""`jornada promise`: who was promised an answer, and by when; keep it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import click

from jornada.cli import naming
from jornada.cli.commands import Group, argument, command, json_option, option
from jornada.cli.door import Door
from jornada.cli.naming import joined, promise_id
from jornada.core import intents as do
from jornada.core.promises import open_promises
from jornada.present.words import N_

_HERE = "jornada.cli.promises"


class PromiseGroup(Group):
    """The verbs of a promise."""

    sections: ClassVar[Mapping[str, Mapping[str, str]]] = {
        N_("Promises"): dict.fromkeys(("add", "list", "keep"), _HERE)
    }


@click.group(
    "promise",
    cls=PromiseGroup,
    help=N_(
        "Promise an answer, and keep it.\n\nA promise is named by its number in the last list, by whom it "
        "was made to, by a part of what it is about, or by its id. It stays open until it is kept, on "
        "whatever day."
    ),
)
def promise_command() -> None:
    """The group itself does nothing."""


@command("add", N_("Promise somebody an answer about a task or an incident."))
@argument("subject", N_("TASK|INCIDENT"))
@argument("who", N_("WHO…"), nargs=-1, required=True)
@option("--by", metavar=N_("TIME"), help=N_("Before when: 16:00, tomorrow 10:00, fri 10:00"))
@option("--text", metavar=N_("TEXT"), default="", help=N_("What was promised"))
@option("--incident", "of_incident", is_flag=True, help=N_("Look among the incidents only"))
@click.pass_obj
def add_command(
    door: Door, subject: str, who: tuple[str, ...], by: str | None, text: str, of_incident: bool
) -> None:
    if by is None:
        raise click.UsageError(door.words.gettext("Before when? Give --by 16:00"))
    task, incident = naming.task_or_incident(door, subject, only_incidents=of_incident)
    door.act(
        do.PromiseAdd(who=joined(who), by=naming.coming(door, by), task=task, incident=incident, text=text)
    )


@command("list", N_("The open promises, the one due first in front. Other commands take their numbers."))
@json_option
@click.pass_obj
def list_command(door: Door, as_json: bool) -> None:
    from jornada.cli.promise_objects import promise_object
    from jornada.present.promise_listing import promise_table

    desk = door.desk
    promises = open_promises(desk.state, door.now)
    naming.number(door, "promises", [due.promise.id for due in promises])
    if as_json:
        objects = [promise_object(due, desk, number) for number, due in enumerate(promises, 1)]
        door.say_json({"promises": objects})
    else:
        door.say(*promise_table(door.pen, desk.state, promises, door.now, desk.zone, door.width))


@command("keep", N_("A promise is kept: the one named, or the only one that is open."))
@argument("promise", N_("[PROMISE…]"), nargs=-1)
@click.pass_obj
def keep_command(door: Door, promise: tuple[str, ...]) -> None:
    door.act(do.PromiseKeep(promise=promise_id(door, joined(promise))))
