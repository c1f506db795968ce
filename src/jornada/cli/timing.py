"""Time and what comes between: log, break, interrupt, resume; undo and redo."""

from __future__ import annotations

import datetime as dt

import click

from jornada.cli import naming
from jornada.cli.commands import argument, command, option
from jornada.cli.door import Door
from jornada.cli.naming import incident_id, joined, task_id
from jornada.core import intents as do
from jornada.core import moments
from jornada.present.words import N_


@command("log", N_("Enter time spent earlier. Say from when to when, or at what time and how long."))
@argument("subject", N_("TASK…"), nargs=-1, required=True)
@option("--from", "start", metavar=N_("TIME"), help=N_("It began then"))
@option("--to", "end", metavar=N_("TIME"), help=N_("It ended then"))
@option("--at", nargs=2, metavar=N_("TIME LENGTH"), help=N_("It began then and took so long: 9:10 25m"))
@option("--date", metavar=N_("DAY"), help=N_("On that day, if not today"))
@option("--note", metavar=N_("TEXT"), default="", help=N_("What it was"))
@option("--incident", is_flag=True, help=N_("It was spent on an incident, not on a task"))
@option("--cut", is_flag=True, help=N_("Other entries of that time make room"))
@click.pass_obj
def log_command(
    door: Door,
    subject: tuple[str, ...],
    start: str | None,
    end: str | None,
    at: tuple[str, str] | None,
    date: str | None,
    note: str,
    incident: bool,
    cut: bool,
) -> None:
    day = naming.day(door, date) if date is not None else door.today
    zone = door.desk.zone
    if at is not None and start is None and end is None:
        first = moments.instant_on(day, naming.time(door, at[0]), zone)
        last = first + dt.timedelta(minutes=naming.minutes(door, at[1]))
    elif at is None and start is not None and end is not None:
        first = moments.instant_on(day, naming.time(door, start), zone)
        last = moments.end_at(naming.time(door, end), first, zone)
    else:
        raise click.UsageError(door.words.gettext("Give --from and --to, or --at with a time and a length"))
    key = incident_id(door, joined(subject)) if incident else task_id(door, joined(subject))
    task, of_incident = ("", key) if incident else (key, "")
    door.act(do.TimeLog(start=first, end=last, task=task, incident=of_incident, note=note, cut=cut))


@command("break", N_("Begin a break, or end it; with --from and --to, enter one that was."))
@argument("step", "[start|stop]", type=click.Choice(["start", "stop"]), required=False)
@option("--from", "start", metavar=N_("TIME"), help=N_("It began then"))
@option("--to", "end", metavar=N_("TIME"), help=N_("It ended then"))
@option("--date", metavar=N_("DAY"), help=N_("On that day, if not today"))
@option("--cut", is_flag=True, help=N_("Other entries of that time make room"))
@click.pass_obj
def break_command(
    door: Door, step: str | None, start: str | None, end: str | None, date: str | None, cut: bool
) -> None:
    if start is not None or end is not None or date is not None or cut:
        if step is not None or start is None or end is None:
            raise click.UsageError(door.words.gettext("Give --from and --to for a break that was"))
        day = naming.day(door, date) if date is not None else door.today
        first = moments.instant_on(day, naming.time(door, start), door.desk.zone)
        last = moments.end_at(naming.time(door, end), first, door.desk.zone)
        door.act(do.TimeLog(start=first, end=last, cut=cut))
        return
    running = door.desk.state.running_session
    if step is None:
        step = "stop" if running is not None and running.is_break else "start"
    door.act(do.BreakStart() if step == "start" else do.BreakStop(session=""))


@command("interrupt", N_("Park what runs and open an incident. It may be named later."))
@argument("title", N_("[TITLE…]"), nargs=-1)
@click.pass_obj
def interrupt_command(door: Door, title: tuple[str, ...]) -> None:
    door.act(do.Interrupt(title=joined(title)))


@command("resume", N_("Take up again what was interrupted."))
@click.pass_obj
def resume_command(door: Door) -> None:
    door.act(do.Resume(incident=""))


@command("undo", N_("Take back the last thing done."))
@click.pass_obj
def undo_command(door: Door) -> None:
    door.act(do.Undo())


@command("redo", N_("Do again what was taken back."))
@click.pass_obj
def redo_command(door: Door) -> None:
    door.act(do.Redo())
