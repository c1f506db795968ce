"""`jornada incident prevent`: a task so that it does not come again."""

from __future__ import annotations

import click

from jornada.cli import naming
from jornada.cli.commands import argument, command, option
from jornada.cli.door import Door
from jornada.cli.exits import NOT_ALLOWED, Failure
from jornada.cli.naming import incident_id, joined
from jornada.core.repeats import Repeat, preventing, prevention, repeat_of
from jornada.present.words import N_


@command("prevent", N_("Make a task so that an incident does not come again."))
@argument("incident", N_("[INCIDENT…]"), nargs=-1)
@option("--date", metavar=N_("DAY"), help=N_("The day: 2026-11-20, tomorrow, fri, +3"))
@click.pass_obj
def prevent_command(door: Door, incident: tuple[str, ...], date: str | None) -> None:
    from jornada.present.repeat_lines import prevent_title
    from jornada.present.titles import shorten

    desk, words = door.desk, door.words
    named = desk.state.incidents[incident_id(door, joined(incident))]
    repeat = repeat_of(desk.state, named, desk.zone) or Repeat(named, ())
    task = preventing(desk.state, repeat)
    if task is not None:
        said = words.gettext("There is a task for it already: {title}")
        raise Failure(NOT_ALLOWED, said.format(title=shorten(task.title)))
    day = naming.maybe(naming.day, door, date) or door.today
    door.act(prevention(repeat, prevent_title(words, named), day, desk.workflow))
