"""`jornada add`: one line makes one task; options say the same and win."""

from __future__ import annotations

import click

from jornada.cli import naming
from jornada.cli.add_line import add_line
from jornada.cli.commands import argument, command, option
from jornada.cli.door import Door
from jornada.cli.naming import joined, maybe
from jornada.present.words import N_


@command(
    "add",
    N_(
        "Add a task with one line.\n\nFor example: Answer comments @updating 30m !morning due 10:30 #acme\n\n"
        "“jornada help adding” explains all that such a line may say."
    ),
)
@argument("line", N_("LINE…"), nargs=-1, required=True)
@option("--area", metavar=N_("AREA"), help=N_("Its area"))
@option("--block", metavar=N_("BLOCK"), help=N_("Its block"))
@option("--minutes", metavar=N_("LENGTH"), help=N_("Its planned time"))
@option("--due", metavar=N_("TIME"), help=N_("When its milestone is due: 10:30, or thu 14:00"))
@option("--brand", metavar=N_("BRAND"), help=N_("Its brand"))
@option("--date", metavar=N_("DAY"), help=N_("The day: 2026-11-20, tomorrow, fri, +3"))
@option("--incident", metavar=N_("INCIDENT"), help=N_("The incident it follows up"))
@click.pass_obj
def add_command(
    door: Door,
    line: tuple[str, ...],
    area: str | None,
    block: str | None,
    minutes: str | None,
    due: str | None,
    brand: str | None,
    date: str | None,
    incident: str | None,
) -> None:
    said = {
        "area": maybe(naming.area_key, door, area),
        "block": maybe(naming.block_key, door, block),
        "minutes": maybe(naming.minutes, door, minutes),
        "due": maybe(naming.due, door, due),
        "brand": maybe(naming.brand_key, door, brand),
        "date": maybe(naming.day, door, date),
    }
    add_line(door, joined(line), said, maybe(naming.incident_id, door, incident))
