"""The steps of an incident's life, each now or, told late, at an earlier time."""

from __future__ import annotations

import datetime as dt

import click

from jornada.cli import naming
from jornada.cli.commands import argument, command, option
from jornada.cli.door import PROGRAM, Door
from jornada.cli.exits import USAGE, Failure
from jornada.cli.naming import incident_id, joined, maybe
from jornada.core import intents as do
from jornada.core.measure_text import read_measure
from jornada.core.moments import MomentError
from jornada.present.sentences import moment_line
from jornada.present.words import N_

incident_argument = argument("incident", N_("[INCIDENT…]"), nargs=-1)
"""An incident as the rest of the line; without one, the one that runs or the only one that is open."""

at_option = option(
    "--at", "when", metavar=N_("TIME"), help=N_("When it was, if not now: 9:10, or yesterday 17:30")
)


def told_at(door: Door, key: str, typed: str | None) -> dt.datetime | None:
    """The instant of a step that is told late: of yesterday where only that is after the detection."""
    if typed is None:
        return None
    return naming.past(door, typed, door.desk.state.incidents[key].detected)


def _step(door: Door, intent: type[do.IncidentStep], incident: tuple[str, ...], when: str | None) -> None:
    key = incident_id(door, joined(incident))
    door.act(intent(incident=key, when=told_at(door, key, when)))


@command("ack", N_("Somebody has seen it; its response clock runs on."))
@incident_argument
@at_option
@click.pass_obj
def ack_command(door: Door, incident: tuple[str, ...], when: str | None) -> None:
    _step(door, do.IncidentAcknowledge, incident, when)


@command("respond", N_("The first response went out; its clock stops."))
@incident_argument
@at_option
@click.pass_obj
def respond_command(door: Door, incident: tuple[str, ...], when: str | None) -> None:
    _step(door, do.IncidentRespond, incident, when)


@command("update", N_("Those who wait were told how it stands; the clock of the next update starts again."))
@argument("incident", N_("INCIDENT"))
@argument("text", N_("[TEXT…]"), nargs=-1)
@option(
    "--next",
    "promised",
    metavar=N_("TIME"),
    help=N_("When the next one was promised for: 16:00, or tomorrow 10:00"),
)
@at_option
@click.pass_obj
def update_command(
    door: Door, incident: str, text: tuple[str, ...], promised: str | None, when: str | None
) -> None:
    key = incident_id(door, incident)
    door.act(
        do.IncidentUpdate(
            incident=key,
            when=told_at(door, key, when),
            text=joined(text),
            next_update=maybe(naming.coming, door, promised),
        )
    )


@command("contain", N_("It no longer spreads."))
@incident_argument
@at_option
@click.pass_obj
def contain_command(door: Door, incident: tuple[str, ...], when: str | None) -> None:
    _step(door, do.IncidentContain, incident, when)


@command("resolve", N_("It is over."))
@incident_argument
@at_option
@click.pass_obj
def resolve_command(door: Door, incident: tuple[str, ...], when: str | None) -> None:
    key = incident_id(door, joined(incident))
    door.act(do.IncidentResolve(incident=key, when=told_at(door, key, when)))
    if door.desk.state.incidents[key].has_posts_paused:
        said = door.words.gettext("Its scheduled posts are still paused: {command}")
        command = " ".join((PROGRAM, "incident", "pause-posts", "--resume", key))
        door.complain(said.format(command=command))


@command(
    "review",
    N_(
        "Look back on it and close it. A critical or high one needs what worked, what did not, and the root "
        "cause.\n\nWithout a name it is the only one that waits for it."
    ),
)
@incident_argument
@option("--worked", metavar=N_("TEXT"), default="", help=N_("What worked"))
@option("--failed", metavar=N_("TEXT"), default="", help=N_("What did not"))
@option("--cause", metavar=N_("TEXT"), default="", help=N_("Its root cause"))
@option("--lesson", metavar=N_("TEXT"), default="", help=N_("What was learnt"))
@option("--severity", metavar=N_("NUMBER"), help=N_("What it turned out to be, 1 critical to 4 low"))
@option(
    "--measure",
    "measures",
    metavar=N_("TEXT"),
    multiple=True,
    help=N_("What is done about it: “what; who; when”. May be given several times"),
)
@at_option
@click.pass_obj
def review_command(
    door: Door,
    /,
    incident: tuple[str, ...],
    severity: str | None,
    measures: tuple[str, ...],
    when: str | None,
    **learnt: str,
) -> None:
    key = naming.unreviewed_id(door, joined(incident))
    door.act(
        do.IncidentReview(
            incident=key,
            when=told_at(door, key, when),
            severity=maybe(naming.severity, door, severity),
            measures=tuple(_measure(door, each) for each in measures),
            **learnt,
        )
    )


def _measure(door: Door, typed: str) -> do.Measure:
    try:
        return read_measure(typed, door.today)
    except MomentError as error:
        raise Failure(USAGE, moment_line(door.words, error)) from None


@command("monitor", N_("It is only watched, as with a troll: no answer is owed."))
@incident_argument
@at_option
@click.pass_obj
def monitor_command(door: Door, incident: tuple[str, ...], when: str | None) -> None:
    _step(door, do.IncidentMonitor, incident, when)


@command("reopen", N_("It is back: open it again. An answer is owed anew."))
@argument("incident", N_("INCIDENT…"), nargs=-1, required=True)
@at_option
@click.pass_obj
def reopen_command(door: Door, incident: tuple[str, ...], when: str | None) -> None:
    _step(door, do.IncidentReopen, incident, when)


@command(
    "severity", N_("It is worse, or less bad, than was thought. 1 is critical, 2 high, 3 medium, 4 low.")
)
@argument("incident", N_("INCIDENT"))
@argument("severity", N_("NUMBER"))
@at_option
@click.pass_obj
def severity_command(door: Door, incident: str, severity: str, when: str | None) -> None:
    key = incident_id(door, incident)
    level = naming.severity(door, severity)
    door.act(do.IncidentSeverity(incident=key, severity=level, when=told_at(door, key, when)))


@command("notify", N_("Somebody inside was told of it."))
@argument("incident", N_("INCIDENT"))
@argument("who", N_("WHO…"), nargs=-1, required=True)
@at_option
@click.pass_obj
def notify_command(door: Door, incident: str, who: tuple[str, ...], when: str | None) -> None:
    key = incident_id(door, incident)
    door.act(do.IncidentNotify(incident=key, who=joined(who), when=told_at(door, key, when)))


@command("pause-posts", N_("The scheduled posts are paused because of it; with --resume they go out again."))
@incident_argument
@option("--resume", is_flag=True, help=N_("They go out again"))
@at_option
@click.pass_obj
def pause_posts_command(door: Door, incident: tuple[str, ...], resume: bool, when: str | None) -> None:
    key = incident_id(door, joined(incident))
    door.act(do.IncidentPausePosts(incident=key, paused=not resume, when=told_at(door, key, when)))


@command("note", N_("Write a line in the timeline of an incident."))
@argument("incident", N_("INCIDENT"))
@argument("text", N_("TEXT…"), nargs=-1, required=True)
@at_option
@click.pass_obj
def note_command(door: Door, incident: str, text: tuple[str, ...], when: str | None) -> None:
    from jornada.cli.incident_papers import warn_of_personal_data

    key = incident_id(door, incident)
    said = joined(text)
    door.act(do.IncidentNote(incident=key, text=said, when=told_at(door, key, when)))
    warn_of_personal_data(door, said)
