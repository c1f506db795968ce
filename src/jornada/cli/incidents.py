"""`jornada incident`: log what is unforeseen and take it through its life."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import click

from jornada.cli import naming
from jornada.cli.commands import Group, WholeNumber, argument, command, json_option, option
from jornada.cli.door import Door
from jornada.cli.incident_papers import warn_of_personal_data
from jornada.cli.incident_steps import incident_argument
from jornada.cli.naming import incident_id, joined, maybe
from jornada.core import intents as do
from jornada.core.incidents import in_order
from jornada.core.state import Incident
from jornada.present.titles import raised_sentence
from jornada.present.words import N_

_HERE = "jornada.cli.incidents"
_STEPS = "jornada.cli.incident_steps"
_PAPERS = "jornada.cli.incident_papers"


class IncidentGroup(Group):
    """The verbs of an incident."""

    sections: ClassVar[Mapping[str, Mapping[str, str]]] = {
        N_("Incidents"): dict.fromkeys(("open", "list", "show", "start", "edit"), _HERE),
        N_("Its life"): dict.fromkeys(
            ("ack", "respond", "update", "contain", "resolve", "monitor", "reopen", "severity"), _STEPS
        ),
        N_("What is done about it"): {
            "check": _PAPERS,
            "pause-posts": _STEPS,
            "notify": _STEPS,
            "statement": _PAPERS,
            "note": _STEPS,
        },
        N_("Afterwards"): {
            "review": _STEPS,
            "prevent": "jornada.cli.repeats",
            "measures": "jornada.cli.measures",
        },
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
            option("--owner", metavar=N_("WHO"), help=N_("Who takes care of it")),
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
    facts = _read(door, given)
    saved = door.act(do.IncidentOpen(title=joined(title), **facts))
    _tell_more(door, saved.record.id, facts.get("severity"), joined(title), given)


def _tell_more(door: Door, key: str, before: int | None, title: str | None, given: Mapping[str, Any]) -> None:
    """That the kind asks for more than the severity that was given, and what to keep out of the record."""
    incident = door.desk.state.incidents[key]
    raised = raised_sentence(door.words, incident.kind, before, incident.severity)
    if raised:
        door.say(raised)
    texts = (title, given["author"], given["evidence"], given["channel"], given["owner"])
    kind = incident.kind if given["kind"] is not None else ""
    warn_of_personal_data(door, *texts, kind=kind)


@command("edit", N_("Name, classify or correct an incident. An empty value clears a field."))
@incident_argument
@option("--title", metavar=N_("TEXT"), help=N_("Its title"))
@_facts
@click.pass_obj
def edit_command(door: Door, /, incident: tuple[str, ...], title: str | None, **given: Any) -> None:
    key = incident_id(door, joined(incident))
    facts = _read(door, given)
    before = facts.get("severity", door.desk.state.incidents[key].severity)
    door.act(do.IncidentEdit(incident=key, title=title, **facts))
    _tell_more(door, key, before, title, given)


@command(
    "list",
    N_(
        "The open incidents and those that are owed a post-mortem, the most urgent first. Other commands "
        "take their numbers."
    ),
)
@option("--all", "with_closed", is_flag=True, help=N_("All of them, however long they are over"))
@json_option
@click.pass_obj
def list_command(door: Door, with_closed: bool, as_json: bool) -> None:
    from jornada.cli.incident_objects import incident_object
    from jornada.present.incident_listing import incident_lines

    desk = door.desk
    due = {deadline.incident: deadline for deadline in desk.deadlines()}
    known = desk.state.incidents.values()
    shown = in_order((each for each in known if with_closed or each.is_open or each.id in due), due)
    naming.number(door, "incidents", [each.id for each in shown])
    if as_json:
        objects = [incident_object(n, each, desk) for n, each in enumerate(shown, 1)]
        door.say_json({"incidents": objects})
    else:
        door.say(*incident_lines(door.pen, shown, due, desk.workflow, desk.zone, door.width))


@command("show", N_("All that is known of an incident, with its timeline."))
@incident_argument
@option("--md", "as_markdown", is_flag=True, help=N_("Print its post-mortem as Markdown instead"))
@json_option
@click.pass_obj
def show_command(door: Door, incident: tuple[str, ...], as_markdown: bool, as_json: bool) -> None:
    desk = door.desk
    shown = desk.state.incidents[incident_id(door, joined(incident))]
    if as_json:
        door.say_json({"incident": _page_object(door, shown)})
    elif as_markdown:
        from jornada.present.post_mortem import post_mortem_markdown

        targets = desk.targets.of(shown.brand)
        page = post_mortem_markdown(
            door.words, shown, desk.state, desk.workflow, targets, desk.now(), desk.zone
        )
        door.say(page.rstrip("\n"))
    else:
        from jornada.present.incident_listing import incident_page

        owed = [each for each in desk.all_deadlines() if each.incident == shown.id]
        door.say(*incident_page(door.pen, shown, owed, desk.state, desk.workflow, desk.now(), desk.zone))


def _page_object(door: Door, incident: Incident) -> Mapping[str, Any]:
    from jornada.cli.incident_objects import (
        checklist_object,
        incident_object,
        post_mortem_object,
        timeline_object,
    )

    desk = door.desk
    return {
        **incident_object(None, incident, desk),
        "checklist": checklist_object(incident, door.words),
        "post_mortem": post_mortem_object(incident, desk.zone),
        "timeline": timeline_object(incident, desk.zone),
    }


@command("start", N_("Start the timer of an incident; what runs ends."))
@incident_argument
@click.pass_obj
def start_command(door: Door, incident: tuple[str, ...]) -> None:
    door.act(do.TaskStart(incident=incident_id(door, joined(incident))))
