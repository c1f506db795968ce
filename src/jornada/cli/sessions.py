"""`jornada session`: the time entries of a day, to look at and to put right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar

import click

from jornada.cli import naming
from jornada.cli.commands import Group, argument, command, json_option, option
from jornada.cli.door import Door
from jornada.cli.exits import NOT_ALLOWED, Failure
from jornada.cli.last_list import remembered
from jornada.cli.naming import joined
from jornada.core import intents as do
from jornada.core import moments
from jornada.core.calendar import local_date
from jornada.core.state import Session
from jornada.core.text import clean
from jornada.core.time_account import account_of
from jornada.present.words import N_

_HERE = "jornada.cli.sessions"


class SessionGroup(Group):
    """The verbs of a time entry."""

    sections: ClassVar[Mapping[str, Mapping[str, str]]] = {
        N_("Time entries"): dict.fromkeys(("list", "edit", "split", "join", "drop"), _HERE)
    }


@click.group(
    "session",
    cls=SessionGroup,
    help=N_(
        "The time entries of a day, and putting them right.\n\nAn entry is named by its number in the last "
        "list, or by its id."
    ),
)
def session_command() -> None:
    """The group itself does nothing."""


@command("list", N_("What ran from when to when, what is missing between, what is counted twice."))
@argument("date", N_("[DAY]"), nargs=-1)
@json_option
@click.pass_obj
def list_command(door: Door, date: tuple[str, ...], as_json: bool) -> None:
    desk = door.desk
    view = desk.day(naming.day(door, joined(date)) if date else None)
    account = account_of(desk.state, view)
    naming.number(door, "sessions", [row.session.id for row in account.sessions])
    if as_json:
        from jornada.cli.objects import account_object

        door.say_json(account_object(account, desk))
    else:
        from jornada.present.time_lines import time_table

        door.say(*time_table(door.pen, account, desk.state, desk.workflow, view, door.width))


@command("edit", N_("Put an entry right: its times, what it was about, its note."))
@argument("session", N_("SESSION"))
@option("--from", "start", metavar=N_("TIME"), help=N_("It began then"))
@option("--to", "end", metavar=N_("TIME"), help=N_("It ended then"))
@option("--task", metavar=N_("TASK"), help=N_("It was this task"))
@option("--incident", metavar=N_("INCIDENT"), help=N_("It was this incident"))
@option("--break", "as_break", is_flag=True, help=N_("It was a break"))
@option("--note", metavar=N_("TEXT"), help=N_("What it was"))
@option("--cut", is_flag=True, help=N_("Other entries of that time make room"))
@click.pass_obj
def edit_command(
    door: Door,
    session: str,
    start: str | None,
    end: str | None,
    task: str | None,
    incident: str | None,
    as_break: bool,
    note: str | None,
    cut: bool,
) -> None:
    found = _session(door, session)
    about = _about(door, task, incident, as_break=as_break)
    began = _instant(door, found.start, start)
    ended = moments.end_at(naming.time(door, end), began or found.start, door.desk.zone) if end else None
    door.act(
        do.TimeEdit(
            session=found.id,
            start=began,
            end=ended,
            task=about[0],
            incident=about[1],
            note=note,
            cut=cut,
        )
    )


@command("split", N_("Make two of an entry. The second may have been something else."))
@argument("session", N_("SESSION"))
@option("--at", "when", metavar=N_("TIME"), required=True, help=N_("The second one began then"))
@option("--task", metavar=N_("TASK"), help=N_("The second one was this task"))
@option("--incident", metavar=N_("INCIDENT"), help=N_("The second one was this incident"))
@option("--break", "as_break", is_flag=True, help=N_("The second one was a break"))
@click.pass_obj
def split_command(
    door: Door, session: str, when: str, task: str | None, incident: str | None, as_break: bool
) -> None:
    found = _session(door, session)
    about = _about(door, task, incident, as_break=as_break)
    until = found.end or door.now
    instant = moments.within_at(naming.time(door, when), found.start, until, door.desk.zone)
    door.act(do.TimeSplit(session=found.id, when=instant, task=about[0], incident=about[1]))


@command("join", N_("Make one of two entries about the same; what was between counts too."))
@argument("session", N_("SESSION"))
@argument("other", N_("SESSION"))
@click.pass_obj
def join_command(door: Door, session: str, other: str) -> None:
    door.act(do.TimeJoin(session=_session(door, session).id, other=_session(door, other).id))


@command("drop", N_("An entry no longer counts."))
@argument("session", N_("SESSION"))
@click.pass_obj
def drop_command(door: Door, session: str) -> None:
    door.act(do.TimeDrop(session=_session(door, session).id))


def _session(door: Door, typed: str) -> Session:
    """The entry of that number of the last list, or of that id. Raises `Failure` where there is none."""
    listed = remembered(door.paths, "sessions")
    sessions = door.desk.state.sessions
    key = typed
    if typed.isdecimal() and 1 <= int(typed[:6]) <= len(listed):
        key = listed[int(typed[:6]) - 1]
    if key not in sessions:
        said = door.words.gettext("There is no time entry “{typed}”: “jornada session list” numbers them")
        raise Failure(NOT_ALLOWED, said.format(typed=clean(typed)[:40]))
    return sessions[key]


def _about(
    door: Door, task: str | None, incident: str | None, *, as_break: bool
) -> tuple[str | None, str | None]:
    """What an entry is about from now on: a task, an incident, or neither for a break; `None` leaves it."""
    if sum((task is not None, incident is not None, as_break)) > 1:
        raise click.UsageError(door.words.gettext("Give --task, --incident or --break, one of them"))
    if as_break:
        return "", ""
    if task is not None:
        return naming.task_id(door, task), None
    return None, naming.incident_id(door, incident) if incident is not None else None


def _instant(door: Door, start: dt.datetime, typed: str | None) -> dt.datetime | None:
    """A time of the day on which an entry began."""
    if typed is None:
        return None
    zone = door.desk.zone
    date = local_date(start, zone)
    return moments.instant_on(date, naming.time(door, typed), zone)
