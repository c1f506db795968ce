"""What an incident is worked with: its checklist and its holding statement; and what is warned of."""

from __future__ import annotations

import click

from jornada.cli import naming
from jornada.cli.commands import argument, command, json_option, option
from jornada.cli.door import Door
from jornada.cli.incident_steps import incident_argument
from jornada.cli.naming import incident_id, joined, maybe
from jornada.core import intents as do
from jornada.core.checklists import checklist_of
from jornada.core.state import Incident
from jornada.present.personal_data_words import personal_data_warning
from jornada.present.words import LANGUAGES, N_, load_words


@command(
    "check",
    N_(
        "Tick a step of an incident's checklist; without a step, the checklist.\n\nA step is named by its "
        "number, by a part of its title, or by its key."
    ),
)
@argument("incident", N_("[INCIDENT]"), default="")
@argument("step", N_("[STEP…]"), nargs=-1)
@option("--undo", is_flag=True, help=N_("It is not done, after all"))
@json_option
@click.pass_obj
def check_command(door: Door, incident: str, step: tuple[str, ...], undo: bool, as_json: bool) -> None:
    key = incident_id(door, incident)
    if step:
        door.act(
            do.IncidentCheck(incident=key, step=naming.check_key(door, key, joined(step)), done=not undo)
        )
        return
    shown = door.desk.state.incidents[key]
    if as_json:
        from jornada.cli.incident_objects import checklist_object

        door.say_json({"incident": key, "checklist": checklist_object(shown, door.words)})
    else:
        from jornada.present.checklist_listing import checklist_lines

        door.say(*checklist_lines(door.pen, shown, checklist_of(shown)))


@command(
    "statement",
    N_(
        "Print the holding statement of an incident, its marks filled in.\n\nWithout a text of its own it is "
        "the built-in one. [issue], [time] and [brand] are filled in in a text of your own too; the time is "
        "that of the next update."
    ),
)
@incident_argument
@option("--set", "text", metavar=N_("TEXT"), help=N_("Write it; an empty text is the built-in one again"))
@option("--approved-by", metavar=N_("WHO"), help=N_("Who approved it"))
@option("--until", metavar=N_("TIME"), help=N_("When the next update is promised for: 16:00"))
@option(
    "--lang", type=click.Choice(LANGUAGES), metavar="en|es", help=N_("The built-in text, in that language")
)
@click.pass_obj
def statement_command(
    door: Door,
    incident: tuple[str, ...],
    text: str | None,
    approved_by: str | None,
    until: str | None,
    lang: str | None,
) -> None:
    key = incident_id(door, joined(incident))
    if (text, approved_by, until) != (None, None, None):
        promised = maybe(naming.coming, door, until)
        door.act(do.IncidentEdit(incident=key, statement=text, approved_by=approved_by, next_update=promised))
        warn_of_personal_data(door, text)
        return
    _print_statement(door, door.desk.state.incidents[key], lang)


def _print_statement(door: Door, incident: Incident, lang: str | None) -> None:
    from jornada.present.statement import has_marks, statement_text
    from jornada.present.titles import brand_title

    desk = door.desk
    said = statement_text(
        load_words(lang) if lang else door.words,
        incident,
        desk.targets.of(incident.brand),
        desk.hours,
        desk.now(),
        desk.zone,
        brand=brand_title(desk.workflow, incident.brand),
        own=lang is None,
    )
    door.say(said)
    if has_marks(said):
        door.complain(
            door.words.gettext(
                "What is in [ ] is not known: name the incident, or say with --until when the next update "
                "comes"
            )
        )


def warn_of_personal_data(door: Door, *texts: str | None, kind: str = "") -> None:
    """A line on stderr where personal data may have been written into the record."""
    warning = personal_data_warning(door.words, kind, *texts)
    if warning:
        door.complain(warning)
