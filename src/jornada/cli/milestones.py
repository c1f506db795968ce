"""`jornada milestones`: what is due in a week, and how it stands."""

from __future__ import annotations

import click

from jornada.cli import naming
from jornada.cli.commands import argument, command, json_option
from jornada.cli.door import Door
from jornada.cli.naming import joined
from jornada.core.calendar import monday_of
from jornada.core.milestones import milestones_of_week
from jornada.present.words import N_


@command("milestones", N_("The milestones of a week. Other commands take their numbers for the tasks."))
@argument("date", N_("[DAY]"), nargs=-1)
@json_option
@click.pass_obj
def milestones_command(door: Door, date: tuple[str, ...], as_json: bool) -> None:
    day = naming.day(door, joined(date)) if date else door.today
    monday = monday_of(day)
    desk = door.desk
    found = milestones_of_week(desk.state, desk.workflow, monday, desk.now())
    naming.number(door, "tasks", [each.item.id for each in found])
    if as_json:
        from jornada.cli.objects import milestone_object

        objects = [milestone_object(number, each, desk.zone) for number, each in enumerate(found, 1)]
        door.say_json({"monday": monday.isoformat(), "milestones": objects})
    else:
        from jornada.present.milestone_listing import milestone_table

        door.say(*milestone_table(door.pen, found, desk.workflow, desk.zone, door.width))
