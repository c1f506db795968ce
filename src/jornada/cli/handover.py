"""`jornada handover`: what whoever takes over needs to know, as text to send."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import Any

import click

from jornada.cli import naming
from jornada.cli.commands import command, json_option, option
from jornada.cli.door import Door
from jornada.core.calendar import in_zone
from jornada.core.dataclass import fields, is_dataclass
from jornada.core.refusals import Reason
from jornada.core.text import clean_prose
from jornada.present.words import N_


@command(
    "handover",
    N_("What whoever takes over needs to know: open incidents, promises, what runs and waits, what is left."),
)
@option("--md", "as_markdown", is_flag=True, help=N_("Print Markdown"))
@option("--brand", metavar=N_("BRAND"), help=N_("Only of this brand: nothing of another is told"))
@option(
    "--public",
    is_flag=True,
    help=N_("For those outside: without notes, evidence, who was told, and minutes"),
)
@json_option
@click.pass_obj
def handover_command(door: Door, as_markdown: bool, brand: str | None, public: bool, as_json: bool) -> None:
    from jornada.present.handover_text import handover_markdown, handover_text

    desk = door.desk
    key = naming.maybe(naming.brand_key, door, brand)
    known = {each.key for each in desk.workflow.brands}
    known |= {item.brand for item in desk.state.items.values()}
    known |= {each.brand for each in desk.state.incidents.values()}
    naming.must_be_one(door, Reason.NO_SUCH_BRAND, key, known)
    handed = desk.handover(brand=key or "", public=public)
    if as_json:
        door.say_json(_plain(handed, desk.zone))
    else:
        write = handover_markdown if as_markdown else handover_text
        door.say(write(door.words, handed, desk.day(), desk.workflow).rstrip("\n"))


def _plain(value: Any, zone: dt.tzinfo) -> Any:
    """The value as JSON has it: what is not told is `null`, lengths of clocks are whole minutes."""
    if is_dataclass(value):
        found = {field.name: _plain(getattr(value, field.name), zone) for field in fields(value)}
        if "seconds_left" in found:
            found["minutes_left"] = found.pop("seconds_left") // 60
        return found
    if isinstance(value, tuple):
        return [_plain(each, zone) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.datetime):
        return in_zone(value, zone).isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str):
        return clean_prose(value) or None
    return value
