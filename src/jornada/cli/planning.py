"""What is said of a task, and where it stands: note, count, milestone, edit, minutes, move, order."""

from __future__ import annotations

import click

from jornada.cli import naming
from jornada.cli.commands import NEGATIVE_NUMBERS, WholeNumber, argument, command, option, task_argument
from jornada.cli.door import Door
from jornada.cli.naming import joined, maybe, task_id
from jornada.core import intents as do
from jornada.present.words import N_


@command("note", N_("Write a note on a task."))
@argument("task", N_("TASK"))
@argument("text", N_("TEXT…"), nargs=-1, required=True)
@click.pass_obj
def note_command(door: Door, task: str, text: tuple[str, ...]) -> None:
    door.act(do.TaskNote(task=task_id(door, task), text=joined(text)))


@command("count", N_("Count towards the goal of a task: one, or so many."), context_settings=NEGATIVE_NUMBERS)
@argument("task", N_("TASK"))
@argument("amount", N_("[NUMBER]"), type=WholeNumber(), default=1)
@click.pass_obj
def count_command(door: Door, task: str, amount: int) -> None:
    door.act(do.TaskCount(task=task_id(door, task), amount=amount))


@command("milestone", N_("The milestone of a task is reached."))
@task_argument
@click.pass_obj
def milestone_command(door: Door, task: tuple[str, ...]) -> None:
    door.act(do.TaskMilestone(task=task_id(door, joined(task))))


@command("minutes", N_("Plan so much time for a task: 25m, or 1h30."))
@argument("task", N_("TASK"))
@argument("length", N_("LENGTH"))
@click.pass_obj
def minutes_command(door: Door, task: str, length: str) -> None:
    door.act(do.TaskMinutes(task=task_id(door, task), minutes=naming.minutes(door, length)))


@command("edit", N_("Change what is said of a task. An empty value clears a field."))
@task_argument
@option("--title", metavar=N_("TEXT"), help=N_("Its title"))
@option("--area", metavar=N_("AREA"), help=N_("Its area"))
@option("--brand", metavar=N_("BRAND"), help=N_("Its brand"))
@option("--block", metavar=N_("BLOCK"), help=N_("Its block"))
@option("--minutes", metavar=N_("LENGTH"), help=N_("Its planned time"))
@option(
    "--rank",
    metavar=N_("NUMBER"),
    type=WholeNumber(),
    help=N_("Its priority for the audience, 1 comes first"),
)
@option("--milestone", metavar=N_("TEXT"), help=N_("Its milestone"))
@option("--due", metavar=N_("TIME"), help=N_("When its milestone is due: 10:30, or thu 14:00"))
@option("--role", metavar=N_("ROLE"), help=N_("Its role"))
@option("--objective", metavar=N_("OBJECTIVE"), help=N_("Its objective"))
@click.pass_obj
def edit_command(
    door: Door,
    task: tuple[str, ...],
    title: str | None,
    area: str | None,
    brand: str | None,
    block: str | None,
    minutes: str | None,
    rank: int | None,
    milestone: str | None,
    due: str | None,
    role: str | None,
    objective: str | None,
) -> None:
    door.act(
        do.TaskEdit(
            task=task_id(door, joined(task)),
            title=title,
            area=maybe(naming.area_key, door, area),
            brand=maybe(naming.brand_key, door, brand),
            block=maybe(naming.block_key, door, block),
            minutes=maybe(naming.minutes, door, minutes),
            rank=rank,
            milestone=milestone,
            due=maybe(naming.due, door, due),
            role=maybe(naming.role_key, door, role),
            objective=maybe(naming.objective_key, door, objective),
        )
    )


@command("move", N_("Move a task to another block, another day, or both."))
@task_argument
@option("--block", metavar=N_("BLOCK"), help=N_("The block"))
@option("--date", metavar=N_("DAY"), help=N_("The day: 2026-11-20, tomorrow, fri, +3"))
@click.pass_obj
def move_command(door: Door, task: tuple[str, ...], block: str | None, date: str | None) -> None:
    if block is None and date is None:
        raise click.UsageError(door.words.gettext("Where to? Give --block, --date, or both"))
    door.act(
        do.TaskMove(
            task=task_id(door, joined(task)),
            block=maybe(naming.block_key, door, block),
            date=maybe(naming.day, door, date),
        )
    )


@command("order", N_("Put a task right before or after another one."))
@task_argument
@option("--before", metavar=N_("TASK"), help=N_("The one it goes before"))
@option("--after", metavar=N_("TASK"), help=N_("The one it goes after"))
@click.pass_obj
def order_command(door: Door, task: tuple[str, ...], before: str | None, after: str | None) -> None:
    if (before is None) == (after is None):
        raise click.UsageError(door.words.gettext("Give --before or --after, one of them"))
    door.act(
        do.TaskOrder(
            task=task_id(door, joined(task)),
            before=maybe(task_id, door, before) or "",
            after=maybe(task_id, door, after) or "",
        )
    )
