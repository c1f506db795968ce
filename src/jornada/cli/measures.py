"""`jornada incident measures`: how long until incidents were seen, answered and over."""

from __future__ import annotations

from typing import cast, get_args

import click

from jornada.cli import naming
from jornada.cli.commands import command, json_option, option
from jornada.cli.door import Door
from jornada.cli.exits import USAGE, Failure
from jornada.core.measures import By, Measures, measures
from jornada.present.json_facts import Object
from jornada.present.words import N_


@command(
    "measures",
    N_(
        "How long until incidents were seen, answered and over, and how many were answered in time.\n\n"
        "Minutes count as the clock of the severity does: on the wall, or in working hours."
    ),
)
@option("--from", "first", metavar=N_("DAY"), help=N_("The first day: those detected from then on"))
@option("--to", "last", metavar=N_("DAY"), help=N_("The last day"))
@option(
    "--by",
    type=click.Choice(list(get_args(By))),
    default="severity",
    metavar="severity|kind|brand|week",
    help=N_("What to group them by"),
)
@json_option
@click.pass_obj
def measures_command(door: Door, first: str | None, last: str | None, by: str, as_json: bool) -> None:
    from jornada.present.measure_lines import measure_lines

    desk = door.desk
    start, end = naming.maybe(naming.day, door, first), naming.maybe(naming.day, door, last)
    if start and end and end < start:
        raise Failure(USAGE, door.words.gettext("The last day is before the first"))
    grouped = cast(By, by)
    book = measures(
        desk.state.incidents.values(),
        desk.targets,
        desk.hours,
        desk.now(),
        desk.zone,
        first=start,
        last=end,
        by=grouped,
    )
    if as_json:
        door.say_json(
            {
                "from": start.isoformat() if start else None,
                "to": end.isoformat() if end else None,
                "by": by,
                "total": _object(book.total),
                "groups": [{"key": group.key or None, **_object(group)} for group in book.groups],
            }
        )
    else:
        lines = measure_lines(door.pen, book, grouped, desk.workflow, door.width, first=start, last=end)
        door.say(*lines)


def _object(group: Measures) -> Object:
    return {
        "count": group.count,
        "on_target": {"met": group.on_target.met, "counted": group.on_target.counted},
        "stages": {
            stage.value: {
                "count": figure.count,
                "median_minutes": figure.median_seconds // 60,
                "p90_minutes": figure.high_seconds // 60,
            }
            for stage, figure in group.figures.items()
        },
    }
