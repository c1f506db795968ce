"""The ends of a day: `jornada close`, and what `jornada day --start` and `--end` print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import click

from jornada.cli import naming
from jornada.cli.commands import command, json_option, option
from jornada.cli.door import Door
from jornada.cli.naming import maybe
from jornada.core import intents as do
from jornada.core.day_close import DayDone, day_done, first_choices
from jornada.core.day_start import day_start
from jornada.core.plan import DayView, next_working_day
from jornada.core.posts import next_posts
from jornada.core.reference import plain
from jornada.core.state import Item
from jornada.present.pen import Line, text_of
from jornada.present.words import N_


@command(
    "close",
    N_(
        "Close the day: what comes first on the next one, and what was done of this one. Tasks are named as "
        "elsewhere, of the next working day; what names none is kept as it is typed."
    ),
)
@option(
    "--top",
    "top",
    multiple=True,
    metavar=N_("TASK|TEXT"),
    help=N_("What comes first on the next working day; up to three times"),
)
@option("--note", metavar=N_("TEXT"), default="", help=N_("A note for the next day"))
@option("--date", metavar=N_("DAY"), help=N_("The day, where it is not today: yesterday, -1"))
@json_option
@click.pass_obj
def close_command(door: Door, top: Sequence[str], note: str, date: str | None, as_json: bool) -> None:
    desk = door.desk
    day = maybe(naming.day, door, date) or door.today
    choices = _choices(door, day) if top else ()
    door.act(do.DayClose(date=day, top=tuple(_meant(door, choices, text) for text in top), note=note))
    done = _done(door, desk.day(day))
    naming.number(door, "tasks", [row.item.id for row in done.left])
    if as_json:
        from jornada.cli.day_end_objects import done_object

        door.say_json(done_object(desk, done))
    else:
        door.say("", *_end_lines(door, done))


def start_of(door: Door, view: DayView, *, as_json: bool) -> None:
    """Print what a day begins with."""
    desk = door.desk
    posts = next_posts(desk.posts(), view.now, view.zone)
    start = day_start(desk.state, desk.workflow, view, desk.deadlines(), posts)
    naming.number(door, "tasks", [row.item.id for row in start.left])
    if as_json:
        from jornada.cli.day_end_objects import start_object

        door.say_json(start_object(desk, start))
        return
    from jornada.present.day_ends_lines import start_lines

    door.say(door.words.day_title(start.date))
    door.say(*_texts(start_lines(door.pen, start, desk.workflow, door.width)))


def end_of(door: Door, view: DayView, *, as_json: bool) -> None:
    """Print what became of a day."""
    done = _done(door, view)
    naming.number(door, "tasks", [row.item.id for row in done.left])
    if as_json:
        from jornada.cli.day_end_objects import done_object

        door.say_json(done_object(door.desk, done))
    else:
        door.say(door.words.day_title(done.date), *_end_lines(door, done))


def _done(door: Door, view: DayView) -> DayDone:
    return day_done(door.desk.state, door.desk.workflow, view)


def _end_lines(door: Door, done: DayDone) -> list[str]:
    from jornada.present.day_ends_lines import close_lines

    return _texts(close_lines(door.pen, done, door.desk.workflow, door.width))


def _texts(lines: Iterable[Line]) -> list[str]:
    return [text_of(line).rstrip() for line in lines]


def _choices(door: Door, day: dt.date) -> tuple[Item, ...]:
    """What may come first on the next working day."""
    tomorrow = door.desk.day(next_working_day(door.desk.workflow, day))
    return tuple(row.item for row in first_choices(_done(door, door.desk.day(day)), tomorrow))


def _meant(door: Door, rows: Sequence[Item], typed: str) -> str:
    """The id of the one task that is named; else what was typed. A number is the last list's."""
    if typed.isdigit():
        return naming.task_id(door, typed)
    if any(item.id == typed for item in rows):
        return typed
    asked = plain(typed)
    exact = [item.id for item in rows if plain(item.title) == asked]
    found = exact or [item.id for item in rows if asked and asked in plain(item.title)]
    return found[0] if len(found) == 1 else typed
