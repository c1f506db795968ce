"""`jornada week`: what each block of each day of a week holds."""

from __future__ import annotations

import click

from jornada.cli import naming
from jornada.cli.commands import argument, command, json_option
from jornada.cli.door import Door
from jornada.cli.naming import joined
from jornada.core.calendar import dates_of_week
from jornada.core.week import week_of
from jornada.present.words import N_


@command("week", N_("A week: what each block of each day holds against what it can hold."))
@argument("date", N_("[DAY]"), nargs=-1)
@json_option
@click.pass_obj
def week_command(door: Door, date: tuple[str, ...], as_json: bool) -> None:
    desk = door.desk
    day = naming.day(door, joined(date)) if date else desk.today()
    week = week_of([desk.day(each) for each in dates_of_week(day)], desk.posts())
    if as_json:
        from jornada.cli.objects import week_object

        door.say_json(week_object(week, desk))
    else:
        from jornada.present.week_lines import week_text

        door.say(*week_text(door.pen, week, desk.workflow, door.width))
