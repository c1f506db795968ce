"""The life of a task: start, stop, switch, done, reopen, drop."""

from __future__ import annotations

import click

from jornada.cli import naming
from jornada.cli.commands import argument, command, option, task_argument
from jornada.cli.door import Door
from jornada.cli.exits import NOT_ALLOWED, Failure
from jornada.cli.naming import joined, task_id
from jornada.core import intents as do
from jornada.core.refusals import Reason, Refused
from jornada.present.sentences import named, refusal
from jornada.present.words import N_


@command("start", N_("Start the timer of a task; what runs ends."))
@task_argument
@click.pass_obj
def start_command(door: Door, task: tuple[str, ...]) -> None:
    door.act(do.TaskStart(task=task_id(door, joined(task))))


@command("switch", N_("Go over to another task, at once."))
@task_argument
@click.pass_obj
def switch_command(door: Door, task: tuple[str, ...]) -> None:
    door.act(do.TaskStart(task=task_id(door, joined(task))))


@command("stop", N_("Stop what runs."))
@option("--at", metavar=N_("TIME"), help=N_("It ended then: 11:40, or yesterday 17:30"))
@click.pass_obj
def stop_command(door: Door, at: str | None) -> None:
    running = door.desk.state.running_session
    end = naming.past(door, at, running.start if running else None) if at is not None else None
    door.act(do.TaskStop(session="", end=end))


@command("done", N_("A task is done: the one that runs, or the one named."))
@argument("task", N_("[TASK…]"), nargs=-1)
@click.pass_obj
def done_command(door: Door, task: tuple[str, ...]) -> None:
    key = task_id(door, joined(task)) if task else _running_task(door)
    door.act(do.TaskDone(task=key))


@command("reopen", N_("Open a task again that was done or dropped."))
@task_argument
@click.pass_obj
def reopen_command(door: Door, task: tuple[str, ...]) -> None:
    door.act(do.TaskReopen(task=task_id(door, joined(task), closed_first=True)))


@command("drop", N_("A task will not be done."))
@option("--reason", metavar=N_("TEXT"), default="", help=N_("Why"))
@task_argument
@click.pass_obj
def drop_command(door: Door, task: tuple[str, ...], reason: str) -> None:
    door.act(do.TaskDrop(task=task_id(door, joined(task)), reason=reason))


def _running_task(door: Door) -> str:
    """The task that runs. Raises `Failure` where none does."""
    state = door.desk.state
    running = state.running_session
    if running is not None and running.task:
        return running.task
    if running is not None and running.incident:
        said = door.words.gettext("An incident runs, no task: “jornada incident resolve” for {title}")
        title = named(door.words, state.subject_title(running.incident))
        raise Failure(NOT_ALLOWED, said.format(title=title))
    raise Failure(NOT_ALLOWED, refusal(door.words, Refused(Reason.NOTHING_RUNS)))
