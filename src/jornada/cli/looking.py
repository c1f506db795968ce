"""Looking at the day: now, day, list. Nothing is written but the numbers of what was listed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import click

from jornada.cli import naming
from jornada.cli.commands import (
    Command,
    WholeNumberFrom,
    argument,
    command,
    json_option,
    option,
    words_here,
)
from jornada.cli.door import Door
from jornada.cli.naming import joined
from jornada.cli.now_answer import facts_at, say_now
from jornada.core.incidents import Deadline
from jornada.core.plan import DayView, QueueRow
from jornada.core.promises import open_promises
from jornada.core.refusals import Reason
from jornada.core.state import Incident
from jornada.present.now_line import FIELDS, NowFacts, now_line
from jornada.present.words import N_


class NowCommand(Command):
    """`now`, with the fields of its format in its help."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        words = words_here()
        with formatter.section(words.gettext("Fields of a format")):
            formatter.write_dl([(f"{{{name}}}", words.gettext(meaning)) for name, meaning in FIELDS.items()])


@click.command("now", cls=NowCommand, help=N_("The day in one line, for a status bar."))
@option(
    "--format",
    "template",
    metavar=N_("TEXT"),
    help=N_("Print this text with its fields filled in, as {task} {spent}/{planned}"),
)
@option("--width", type=WholeNumberFrom(1), metavar=N_("NUMBER"), help=N_("At most so many columns"))
@json_option
@click.pass_obj
def now_command(door: Door, template: str | None, width: int | None, as_json: bool) -> None:
    say_now(door, template, width, as_json=as_json)


@command("day", N_("A whole day: its blocks, its tasks, its incidents."))
@argument("date", N_("[DAY]"), nargs=-1)
@option("--plain", is_flag=True, help=N_("A sentence a line, without columns and signs"))
@option(
    "--start",
    "start",
    is_flag=True,
    help=N_("What it begins with: what is left, what comes first, does it fit"),
)
@option("--end", "end", is_flag=True, help=N_("What became of it: done, carried, dropped, left"))
@json_option
@click.pass_obj
def day_command(
    door: Door, date: tuple[str, ...], plain: bool, start: bool, end: bool, as_json: bool
) -> None:
    if start + end + plain > 1:
        raise click.UsageError(door.words.gettext("Give --start, --end or --plain, one of them"))
    view = door.desk.day(naming.day(door, joined(date)) if date else None)
    if start or end:
        from jornada.cli.day_ends import end_of, start_of

        (start_of if start else end_of)(door, view, as_json=as_json)
        return
    due = {deadline.incident: deadline for deadline in door.desk.deadlines()}
    incidents = _incidents(door, view, due)
    naming.number(door, "tasks", [row.item.id for row in view.rows])
    naming.number(door, "incidents", [each.id for each in incidents])
    if as_json:
        from jornada.cli.objects import day_object

        door.say_json(day_object(door.desk, view, incidents))
    else:
        door.say(*_day_lines(door, view, incidents, due, plain=plain))


@command(
    "list",
    N_("The open tasks of a day. They come in the order of the queue, with the numbers other commands take."),
)
@option("--brand", metavar=N_("BRAND"), help=N_("Only of this brand"))
@option("--area", metavar=N_("AREA"), help=N_("Only of this area"))
@option("--role", metavar=N_("ROLE"), help=N_("Only of this role"))
@option("--date", metavar=N_("DAY"), help=N_("The day: 2026-11-20, tomorrow, fri, +3"))
@option("--all", "with_closed", is_flag=True, help=N_("Those done and dropped too"))
@json_option
@click.pass_obj
def list_command(
    door: Door,
    brand: str | None,
    area: str | None,
    role: str | None,
    date: str | None,
    with_closed: bool,
    as_json: bool,
) -> None:
    from jornada.present.listing import task_lines

    brand_key = naming.maybe(naming.brand_key, door, brand)
    area_key = naming.maybe(naming.area_key, door, area)
    role_key = naming.maybe(naming.role_key, door, role)
    view = door.desk.day(naming.maybe(naming.day, door, date))
    workflow = door.desk.workflow
    naming.must_be_one(
        door,
        Reason.NO_SUCH_BRAND,
        brand_key,
        {each.key for each in workflow.brands} | {row.item.brand for row in view.rows},
    )
    naming.must_be_one(
        door,
        Reason.NO_SUCH_AREA,
        area_key,
        {each.key for each in workflow.areas} | {row.item.area for row in view.rows},
    )
    naming.must_be_one(
        door,
        Reason.NO_SUCH_ROLE,
        role_key,
        {each.key for each in workflow.roles} | {row.item.role for row in view.rows},
    )
    rows = [
        row
        for row in view.rows
        if (with_closed or row.item.is_open)
        and brand_key in (None, row.item.brand)
        and area_key in (None, row.item.area)
        and role_key in (None, row.item.role)
    ]
    naming.number(door, "tasks", [row.item.id for row in rows])
    if as_json:
        from jornada.cli.objects import task_object, unforeseen_object

        tasks = [task_object(number, row, door.desk) for number, row in enumerate(rows, 1)]
        door.say_json(
            {"date": view.date.isoformat(), "tasks": tasks, "unforeseen": unforeseen_object(door.desk, view)}
        )
    else:
        door.say(*task_lines(door.pen, view, door.desk.workflow, rows, door.width))
        door.say(*_cost_lines(door, view))
        if view.is_today:
            door.say(*_promise_lines(door))


def _facts(door: Door) -> NowFacts:
    return facts_at(door, door.now)


def _promise_lines(door: Door) -> list[str]:
    """The open promises, of whatever day, a sentence each."""
    from jornada.present.promise_listing import promise_sentence

    desk, now = door.desk, door.now
    promises = open_promises(desk.state, now)
    return [promise_sentence(door.words, desk.state, due, now, desk.zone) for due in promises]


def _cost_lines(door: Door, view: DayView) -> list[str]:
    """What incidents took of the day, by brand; nothing where it is nothing."""
    from jornada.core.unforeseen import cost_of_day
    from jornada.present.unforeseen_lines import cost_text

    desk = door.desk
    cost = cost_of_day(desk.state, view.date, view.now, view.zone)
    return [cost_text(door.words, cost, desk.workflow)] if cost.minutes else []


def _incidents(door: Door, view: DayView, due: dict[str, Deadline]) -> tuple[Incident, ...]:
    from jornada.present.incident_lines import incidents_of

    return incidents_of(door.desk.state, view, tuple(due.values()))


def _day_lines(
    door: Door, view: DayView, incidents: Sequence[Incident], due: dict[str, Deadline], *, plain: bool
) -> list[str]:
    from jornada.present.incident_listing import incident_lines
    from jornada.present.listing import block_lines, day_heading, moment_line, task_lines
    from jornada.present.plain_day import plain_day_incidents, plain_day_lines

    pen, workflow, width = door.pen, door.desk.workflow, door.width
    rows: Sequence[QueueRow] = view.rows
    promises = _promise_lines(door) if view.is_today else []
    if plain:
        told = plain_day_lines(door.words, view, workflow, _facts(door))
        unforeseen = plain_day_incidents(door.words, incidents, due, workflow)
        cost = [f"{line}." for line in _cost_lines(door, view)]
        return [*told, *cost, *unforeseen, *(f"{line}." for line in promises)]
    heading = [day_heading(pen, view, workflow.title)]
    moment = moment_line(pen, view, _facts(door))
    if view.is_today and door.desk.state.running:
        moment = now_line(pen, _facts(door), width)
    if moment:
        heading.append(moment)
    blocks = block_lines(pen, view.blocks, width)
    zone: dt.tzinfo = view.zone
    parts = [heading, list(blocks), list(task_lines(pen, view, workflow, rows, width))]
    if incidents:
        parts.append(list(incident_lines(pen, incidents, due, workflow, zone, width)))
    parts.append([*_cost_lines(door, view), *promises])
    lines: list[str] = []
    for part in parts:
        lines += ["", *part] if lines and part else part
    return lines
