"""`jornada incident`: log what is unforeseen and take it through its life."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import click

from jornada.cli import naming
from jornada.cli.commands import Group, WholeNumber, argument, command, json_option, option
from jornada.cli.door import Door
from jornada.cli.naming import incident_id, joined, maybe
from jornada.core import intents as do
from jornada.core.incidents import in_order
from jornada.present.words import N_

_HERE = "jornada.cli.incidents"

incident_argument = argument("incident", N_("[INCIDENT…]"), nargs=-1)
"""An incident as the rest of the line; without one, the one that runs or the only one that is open."""


class IncidentGroup(Group):
    """The verbs of an incident."""

    sections: ClassVar[Mapping[str, Mapping[str, str]]] = {
        N_("Incidents"): dict.fromkeys(
            (
                "open",
                "list",
                "show",
                "start",
                "ack",
                "respond",
                "contain",
                "resolve",
                "reopen",
                "severity",
                "note",
                "edit",
            ),
            _HERE,
        ),
        N_("Afterwards"): {"measures": "jornada.cli.measures"},
    }


@click.group(
    "incident",
    cls=IncidentGroup,
    help=N_(
        "Log the unforeseen and see it through.\n\nAn incident is named by its number in the "
        "last list, by a part of its title, or by its id. Without a name it is the one whose timer runs, or "
        "the only one that is open."
    ),
)
def incident_command() -> None:
    """The group itself does nothing."""


def _facts(function: Any) -> Any:
    """The options that opening and editing share."""
    for add in reversed(
        (
            option("--kind", metavar=N_("KIND"), help=N_("Its kind: complaint, outage, leak …")),
            option(
                "--severity",
                metavar=N_("NUMBER"),
                help=N_("Its severity: 1 critical, 2 high, 3 medium, 4 low"),
            ),
            option("--brand", metavar=N_("BRAND"), help=N_("Its brand")),
            option("--channel", metavar=N_("TEXT"), help=N_("Where it happens")),
            option("--link", metavar=N_("TEXT"), help=N_("A link to it")),
            option("--author", metavar=N_("TEXT"), help=N_("Who wrote it")),
            option(
                "--reach",
                metavar=N_("NUMBER"),
                type=WholeNumber(),
                help=N_("How many people it reaches"),
            ),
            option("--evidence", metavar=N_("TEXT"), help=N_("What proves it")),
            option("--occurred", metavar=N_("TIME"), help=N_("When it happened: 9:10, or yesterday 17:30")),
            option("--detected", metavar=N_("TIME"), help=N_("When it was seen, if not now")),
        )
    ):
        function = add(function)
    return function


def _read(door: Door, given: dict[str, Any]) -> dict[str, Any]:
    """What the shared options say, read."""
    read = {
        "kind": maybe(naming.kind_key, door, given["kind"]),
        "severity": maybe(naming.severity, door, given["severity"]),
        "brand": maybe(naming.brand_key, door, given["brand"]),
        "occurred": maybe(naming.past, door, given["occurred"]),
        "detected": maybe(naming.past, door, given["detected"]),
    }
    return {name: value for name, value in {**given, **read}.items() if value is not None}


@command("open", N_("Log an incident."))
@argument("title", N_("TITLE…"), nargs=-1, required=True)
@_facts
@click.pass_obj
def open_command(door: Door, /, title: tuple[str, ...], **given: Any) -> None:
    door.act(do.IncidentOpen(title=joined(title), **_read(door, given)))


@command("edit", N_("Name, classify or correct an incident. An empty value clears a field."))
@incident_argument
@option("--title", metavar=N_("TEXT"), help=N_("Its title"))
@_facts
@click.pass_obj
def edit_command(door: Door, /, incident: tuple[str, ...], title: str | None, **given: Any) -> None:
    key = incident_id(door, joined(incident))
    door.act(do.IncidentEdit(incident=key, title=title, **_read(door, given)))


@command("list", N_("The open incidents, the most urgent first. Other commands take their numbers."))
@option("--all", "with_closed", is_flag=True, help=N_("Those resolved too"))
@json_option
@click.pass_obj
def list_command(door: Door, with_closed: bool, as_json: bool) -> None:
    from jornada.cli.objects import incident_object
    from jornada.present.incident_listing import incident_lines

    desk = door.desk
    due = {deadline.incident: deadline for deadline in desk.deadlines()}
    shown = in_order((each for each in desk.state.incidents.values() if with_closed or each.is_open), due)
    naming.number(door, "incidents", [each.id for each in shown])
    if as_json:
        objects = [incident_object(n, each, due.get(each.id), desk) for n, each in enumerate(shown, 1)]
        door.say_json({"incidents": objects})
    else:
        door.say(*incident_lines(door.pen, shown, due, desk.workflow, desk.zone, door.width))


@command("show", N_("All that is known of an incident, with its timeline."))
@incident_argument
@json_option
@click.pass_obj
def show_command(door: Door, incident: tuple[str, ...], as_json: bool) -> None:
    from jornada.cli.objects import incident_object, timeline_object
    from jornada.present.incident_listing import incident_page

    desk = door.desk
    shown = desk.state.incidents[incident_id(door, joined(incident))]
    due = next((each for each in desk.deadlines() if each.incident == shown.id), None)
    if as_json:
        timeline = timeline_object(shown, desk.zone)
        door.say_json({"incident": {**incident_object(None, shown, due, desk), "timeline": timeline}})
    else:
        door.say(*incident_page(door.pen, shown, due, desk.state, desk.workflow, desk.zone))


@command("start", N_("Start the timer of an incident; what runs ends."))
@incident_argument
@click.pass_obj
def start_command(door: Door, incident: tuple[str, ...]) -> None:
    door.act(do.TaskStart(incident=incident_id(door, joined(incident))))


@command("ack", N_("Somebody has seen it; its response clock runs on."))
@incident_argument
@click.pass_obj
def ack_command(door: Door, incident: tuple[str, ...]) -> None:
    door.act(do.IncidentAcknowledge(incident=incident_id(door, joined(incident))))


@command("respond", N_("The first response went out; its clock stops."))
@incident_argument
@click.pass_obj
def respond_command(door: Door, incident: tuple[str, ...]) -> None:
    door.act(do.IncidentRespond(incident=incident_id(door, joined(incident))))


@command("contain", N_("It no longer spreads."))
@incident_argument
@click.pass_obj
def contain_command(door: Door, incident: tuple[str, ...]) -> None:
    door.act(do.IncidentContain(incident=incident_id(door, joined(incident))))


@command("resolve", N_("It is over."))
@incident_argument
@click.pass_obj
def resolve_command(door: Door, incident: tuple[str, ...]) -> None:
    door.act(do.IncidentResolve(incident=incident_id(door, joined(incident))))


@command("reopen", N_("It is back: open it again."))
@argument("incident", N_("INCIDENT…"), nargs=-1, required=True)
@click.pass_obj
def reopen_command(door: Door, incident: tuple[str, ...]) -> None:
    door.act(do.IncidentReopen(incident=incident_id(door, joined(incident))))


@command(
    "severity", N_("It is worse, or less bad, than was thought. 1 is critical, 2 high, 3 medium, 4 low.")
)
@argument("incident", N_("INCIDENT"))
@argument("severity", N_("NUMBER"))
@click.pass_obj
def severity_command(door: Door, incident: str, severity: str) -> None:
    key = incident_id(door, incident)
    door.act(do.IncidentSeverity(incident=key, severity=naming.severity(door, severity)))


@command("note", N_("Write a line in the timeline of an incident."))
@argument("incident", N_("INCIDENT"))
@argument("text", N_("TEXT…"), nargs=-1, required=True)
@click.pass_obj
def note_command(door: Door, incident: str, text: tuple[str, ...]) -> None:
    door.act(do.IncidentNote(incident=incident_id(door, incident), text=joined(text)))
