"""The timeline of an incident in words: what was done, and what an edit changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from jornada.core import intents as do
from jornada.core.folding.incidents import NOT_ANY_MORE
from jornada.core.state import Entry
from jornada.present.checklist_words import check_title
from jornada.present.titles import kind_title, learnt_title, severity_title, shorten
from jornada.present.words import N_, Words

_DONE: Mapping[str, str] = {
    do.IncidentOpen.do: N_("Opened"),
    do.IncidentAcknowledge.do: N_("Acknowledged"),
    do.IncidentRespond.do: N_("First response sent"),
    do.IncidentContain.do: N_("Contained"),
    do.IncidentResolve.do: N_("Resolved"),
    do.IncidentReview.do: N_("Reviewed"),
    do.IncidentMonitor.do: N_("Only watched from now on"),
    do.IncidentUpdate.do: N_("Update sent"),
    do.IncidentNotify.do: N_("Notified"),
    do.IncidentPausePosts.do: N_("Scheduled posts paused"),
    do.IncidentCheck.do: N_("Ticked"),
    do.IncidentReopen.do: N_("Open again"),
    do.IncidentNote.do: N_("Note"),
    do.IncidentEdit.do: N_("Changed"),
    do.IncidentSeverity.do: N_("Severity"),
}

_UNDONE: Mapping[str, str] = {
    do.IncidentPausePosts.do: N_("The scheduled posts go out again"),
    do.IncidentCheck.do: N_("No longer ticked"),
}

_FIELDS: Mapping[str, str] = {
    "title": N_("title"),
    "kind": N_("kind"),
    "severity": N_("severity"),
    "brand": N_("brand"),
    "channel": N_("channel"),
    "link": N_("link"),
    "author": N_("author"),
    "reach": N_("reach"),
    "evidence": N_("evidence"),
    "occurred": N_("occurred"),
    "detected": N_("detected"),
    "owner": N_("owner"),
    "statement": N_("holding statement"),
    "approved_by": N_("approved by"),
    "next_update": N_("next update"),
    "measure": N_("measure"),
}

_INSTANTS = frozenset({"occurred", "detected", "next_update"})

TEXT_LIMIT = 4_000


def in_time_order(timeline: Sequence[Entry]) -> tuple[Entry, ...]:
    """A timeline as it happened: what was told late stands where it belongs."""
    return tuple(sorted(timeline, key=lambda entry: entry.at))


def entry_sentence(words: Words, entry: Entry) -> str:
    """One entry in one line: "Severity: S1 critical", "Changed: title Viral comment, kind complaint"."""
    back = entry.text == NOT_ANY_MORE or any(value == NOT_ANY_MORE for _, value in entry.changes)
    done = _UNDONE.get(entry.do) if back else None
    said = words.gettext(done or _DONE[entry.do]) if entry.do in _DONE else shorten(entry.do)
    if done and not entry.changes:
        return said
    if entry.do == do.IncidentCheck.do:
        told = ", ".join(check_title(words, step) for step, _ in entry.changes)
    elif entry.do == do.IncidentSeverity.do:
        told = _value(words, "severity", entry.text)
    else:
        changes = ", ".join(_change(words, name, value) for name, value in entry.changes)
        told = "; ".join(part for part in (shorten(entry.text, TEXT_LIMIT), changes) if part)
    return words.gettext("{done}: {told}").format(done=said, told=told) if told else said


def _change(words: Words, name: str, value: str) -> str:
    field = words.gettext(_FIELDS[name]) if name in _FIELDS else learnt_title(words, name)
    return f"{field} {_value(words, name, value)}"


def _value(words: Words, name: str, value: str) -> str:
    if name == "severity" and value.isdecimal():
        return severity_title(words, int(value))
    if name in _INSTANTS:
        return _instant(words, value)
    return kind_title(words, value) if name == "kind" else shorten(value, TEXT_LIMIT)


def _instant(words: Words, value: str) -> str:
    """ "Fri 20 09:40", by the offset it was written with."""
    try:
        instant = dt.datetime.fromisoformat(value)
    except ValueError:
        return shorten(value)
    return f"{words.weekday_short(instant.date())} {instant.day} {words.clock(instant)}"
