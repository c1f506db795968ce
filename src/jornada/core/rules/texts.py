"""Texts as they may be kept: cleaned, and no longer than a record may hold."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

from jornada.core import calendar
from jornada.core.dataclass import fields, is_dataclass, replace
from jornada.core.limits import PROSE_LIMIT, TITLE_LIMIT
from jornada.core.refusals import Reason, no
from jornada.core.text import clean, clean_prose
from jornada.core.workflow import Goal

if TYPE_CHECKING:
    from typing import ClassVar, Protocol

    class Value(Protocol):
        """What has fields."""

        __dataclass_fields__: ClassVar[dict[str, Any]]


PROSE = frozenset(
    {
        "text",
        "evidence",
        "note",
        "reason",
        "statement",
        "worked",
        "failed",
        "cause",
        "lesson",
        "next",
        "need",
    }
)
"""The fields that may have several lines."""

Given = TypeVar("Given", bound="Value")


def cleaned(given: Given, zone: ZoneInfo) -> Given:
    """Texts as they may be kept: no control characters, no lines in titles. Instants with the offset of
    the zone as a fixed one."""
    changes: dict[str, Any] = {}
    for each in fields(given):
        before = getattr(given, each.name)
        after = _clean_value(before, zone, prose=_is_prose(given, each.name))
        if after is not before:
            changes[each.name] = after
    return replace(given, **changes) if changes else given


def _clean_value(value: Any, zone: ZoneInfo, *, prose: bool) -> Any:
    if isinstance(value, str):
        return clean_prose(value) if prose else clean(value)
    if isinstance(value, dt.datetime):
        return calendar.in_zone_or_as_is(value, zone)
    if isinstance(value, tuple):
        return tuple(_clean_value(each, zone, prose=prose) for each in value)
    return cleaned(value, zone) if is_dataclass(value) and not isinstance(value, type) else value


def _is_prose(given: object, name: str) -> bool:
    """Whether a field may have several lines; the text of a goal is of one line."""
    return name in PROSE and not isinstance(given, Goal)


def check(given: Any) -> None:
    """All texts of an intent, those of its parts too; raises a refusal."""
    for each in fields(given):
        value = getattr(given, each.name)
        if isinstance(value, str):
            check_length(value, prose=_is_prose(given, each.name))
        for part in value if isinstance(value, tuple) else (value,):
            if is_dataclass(part):
                check(part)


def check_length(text: str, *, prose: bool) -> None:
    """Raises a refusal for a text that is longer than its kind may be."""
    if prose and len(text) > PROSE_LIMIT:
        raise no(Reason.TEXT_TOO_LONG, text[:40], limit=PROSE_LIMIT)
    if not prose and len(text) > TITLE_LIMIT:
        raise no(Reason.TITLE_TOO_LONG, text[:40], limit=TITLE_LIMIT)
