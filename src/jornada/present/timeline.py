"""The timeline of an incident in words: what was done, and what an edit changed."""

from __future__ import annotations

from collections.abc import Mapping

from jornada.core import intents as do
from jornada.core.state import Entry
from jornada.present.titles import kind_title, severity_title, shorten
from jornada.present.words import N_, Words

_DONE: Mapping[str, str] = {
    do.IncidentOpen.do: N_("Opened"),
    do.IncidentAcknowledge.do: N_("Acknowledged"),
    do.IncidentRespond.do: N_("First response sent"),
    do.IncidentContain.do: N_("Contained"),
    do.IncidentResolve.do: N_("Resolved"),
    do.IncidentReopen.do: N_("Open again"),
    do.IncidentNote.do: N_("Note"),
    do.IncidentEdit.do: N_("Changed"),
    do.IncidentSeverity.do: N_("Severity"),
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
}

TEXT_LIMIT = 4_000


def entry_sentence(words: Words, entry: Entry) -> str:
    """One entry in one line: "Severity: S1 critical", "Changed: title Viral comment, kind complaint"."""
    said = words.gettext(_DONE[entry.do]) if entry.do in _DONE else shorten(entry.do)
    if entry.do == do.IncidentSeverity.do:
        told = _value(words, "severity", entry.text)
    elif entry.changes:
        told = ", ".join(_change(words, name, value) for name, value in entry.changes)
    else:
        told = shorten(entry.text, TEXT_LIMIT)
    return words.gettext("{done}: {told}").format(done=said, told=told) if told else said


def _change(words: Words, name: str, value: str) -> str:
    field = words.gettext(_FIELDS[name]) if name in _FIELDS else shorten(name)
    return f"{field} {_value(words, name, value)}"


def _value(words: Words, name: str, value: str) -> str:
    if name == "severity" and value.isdecimal():
        return severity_title(words, int(value))
    return kind_title(words, value) if name == "kind" else shorten(value, TEXT_LIMIT)
