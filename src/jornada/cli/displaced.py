"""`jornada displaced`: which tasks no longer fit because of incidents, and what is proposed."""

from __future__ import annotations

import click

from jornada.cli import naming
from jornada.cli.commands import command, json_option, option
from jornada.cli.door import Door
from jornada.cli.exits import NOT_ALLOWED, Failure
from jornada.cli.objects import task_object
from jornada.core import intents as do
from jornada.core.displacement import Displaced, Displacement, displacement
from jornada.core.plan import DayView
from jornada.core.text import clean
from jornada.present.json_facts import Object
from jornada.present.words import N_


@command(
    "displaced",
    N_(
        "The tasks that no longer fit today because of incidents, and where each might go.\n\nThe reserve is "
        "used first. Nothing moves until you accept; one undo takes all of it back."
    ),
)
@option("--accept", is_flag=True, help=N_("Do all that is proposed"))
@json_option
@click.pass_obj
def displaced_command(door: Door, accept: bool, as_json: bool) -> None:
    from jornada.present.displacement_lines import displacement_sentence, displacement_table, with_reasons

    desk, words = door.desk, door.words
    view = desk.day()
    found = displacement(desk.state, desk.workflow, view)
    if accept:
        moves = with_reasons(words, found.moves) if found else ()
        if not moves:
            raise Failure(NOT_ALLOWED, words.gettext("Incidents displace no task"))
        door.act(do.Triage(moves=moves))
        return
    naming.number(door, "tasks", [each.row.item.id for each in found.tasks] if found else [])
    if as_json:
        door.say_json(_object(door, view, found))
    elif found is None:
        door.say(words.gettext("Incidents displace no task"))
    else:
        door.say(displacement_sentence(words, desk.state, found), "")
        door.say(*displacement_table(door.pen, found, view, desk.workflow, door.width))


def _object(door: Door, view: DayView, found: Displacement | None) -> Object:
    state = door.desk.state
    shares = found.incidents if found else ()
    return {
        "date": view.date.isoformat(),
        "incident_minutes": found.minutes if found else None,
        "reserve_minutes": found.reserve_minutes if found else None,
        "beyond_minutes": found.beyond_minutes if found else None,
        "incidents": [
            {
                "id": share.key,
                "title": clean(state.subject_title(share.key)) or None,
                "minutes": share.minutes,
            }
            for share in shares
        ],
        "tasks": [
            _task(door, number, view, each) for number, each in enumerate(found.tasks if found else (), 1)
        ],
    }


def _task(door: Door, number: int, view: DayView, displaced: Displaced) -> Object:
    move = displaced.move
    proposal = None
    if move is not None:
        date = None if move.drop else (move.date or view.date).isoformat()
        proposal = {"drop": move.drop, "date": date, "block": move.block}
    task = task_object(number, displaced.row, door.desk)
    return {**task, "frees_minutes": displaced.frees_minutes, "proposal": proposal}
