"""What all of it is for, and what of it is done: strategy, brands, coverage."""

from __future__ import annotations

import datetime as dt

import click

from jornada.cli import naming
from jornada.cli.commands import command, json_option, option
from jornada.cli.door import Door
from jornada.cli.naming import maybe
from jornada.core.coverage import coverage
from jornada.core.retainers import retainers
from jornada.core.strategy import strategy
from jornada.present.words import N_

_WEEK = N_("The week of this day: 2026-11-20, yesterday, -7")


@command("strategy", N_("The strategy in a week: which objective gets which tasks, and how much time."))
@option("--week", metavar=N_("DAY"), help=_WEEK)
@json_option
@click.pass_obj
def strategy_command(door: Door, week: str | None, as_json: bool) -> None:
    from jornada.present.pen import text_of
    from jornada.present.strategy_lines import StrategyFacts, strategy_text, week_heading

    desk, date = door.desk, _day(door, week)
    if as_json:
        from jornada.cli.strategy_objects import strategy_object

        door.say_json(strategy_object(strategy(desk.state, desk.workflow, date, door.now)))
        return
    facts = StrategyFacts(
        workflow=desk.workflow,
        strategy=strategy(desk.state, desk.workflow, date, door.now),
        uses=(),
        coverage=coverage(desk.state, desk.workflow, date, door.now),
    )
    found, title = facts.strategy, door.words.gettext("Strategy")
    heading = week_heading(door.pen, found.first, found.last, door.today, title, door.width)
    door.say(text_of(heading).strip(), "")
    door.say(*strategy_text(door.pen, facts, door.width))


@command(
    "brands",
    N_(
        "The brands and their retainers: used, left, and what should be used by now. A retainer is of the "
        "week or the month of the day that is asked for."
    ),
)
@option("--date", metavar=N_("DAY"), help=N_("The day: 2026-11-20, tomorrow, fri, +3"))
@json_option
@click.pass_obj
def brands_command(door: Door, date: str | None, as_json: bool) -> None:
    from jornada.present.pen import text_of
    from jornada.present.retainer_lines import brand_lines
    from jornada.present.strategy_lines import brand_minutes

    desk, day = door.desk, _day(door, date)
    uses = retainers(desk.state, desk.workflow, day, door.now)
    week = brand_minutes(coverage(desk.state, desk.workflow, day, door.now))
    if as_json:
        from jornada.cli.strategy_objects import brands_object

        door.say_json(brands_object(desk.workflow, uses, week))
    else:
        lines = brand_lines(door.pen, desk.workflow, uses, week, door.width)
        door.say(*(text_of(line).rstrip() for line in lines))


@command(
    "coverage",
    N_("What goes unnoticed: areas, objectives and brands with no time, or far less than planned."),
)
@option("--week", metavar=N_("DAY"), help=_WEEK)
@json_option
@click.pass_obj
def coverage_command(door: Door, week: str | None, as_json: bool) -> None:
    from jornada.present.coverage_lines import coverage_lines
    from jornada.present.pen import text_of
    from jornada.present.strategy_lines import week_heading

    desk = door.desk
    found = coverage(desk.state, desk.workflow, _day(door, week), door.now)
    if as_json:
        from jornada.cli.strategy_objects import coverage_object

        door.say_json(coverage_object(found))
        return
    title = door.words.gettext("Coverage")
    span = found.week
    heading = week_heading(door.pen, span.first, span.last, door.today, title, door.width)
    door.say(text_of(heading).strip(), "")
    lines = coverage_lines(door.pen, desk.workflow, found, door.width)
    door.say(*(text_of(line).rstrip() for line in lines))


def _day(door: Door, typed: str | None) -> dt.date:
    return maybe(naming.day, door, typed) or door.today
