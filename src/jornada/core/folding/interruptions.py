"""Interruptions: work is parked for something unforeseen, and resumed."""

from __future__ import annotations

from collections.abc import Mapping

from jornada.core import intents as do
from jornada.core.dataclass import replace
from jornada.core.folding.incidents import open_incident
from jornada.core.folding.parking import unpark
from jornada.core.folding.sessions import begin
from jornada.core.folding.working import Apply, Working


def _interrupt(working: Working, record: do.Record, intent: do.Interrupt) -> None:
    if intent.when is not None:
        running = working.sessions.get(working.running)
        earliest = running.start if running else intent.when
        record = replace(record, at=min(record.at, max(intent.when, earliest)))
    open_incident(
        working,
        record,
        intent.title,
        detected=record.at,
        interrupted_task=intent.parks if intent.parks in working.items else "",
        interrupted_incident=intent.parks if intent.parks in working.incidents else "",
    )
    begin(working, record, intent.ends, incident=record.id)
    opened = working.incidents[record.id]
    if opened.interrupted_task or opened.interrupted_incident:
        working.incidents[record.id] = replace(opened, parked=True)
        working.parked[record.id] = intent.parks
        working.waiting[intent.parks] = (*working.waiting.get(intent.parks, ()), record.id)


def _resume(working: Working, record: do.Record, intent: do.Resume) -> None:
    incident = working.incidents.get(intent.incident)
    if incident is None or not incident.parked:
        working.lost(record, intent.incident)
        return
    unpark(working, incident.id)
    begin(
        working, record, intent.ends, task=incident.interrupted_task, incident=incident.interrupted_incident
    )


APPLY: Mapping[type[do.Intent], Apply] = {
    do.Interrupt: _interrupt,
    do.Resume: _resume,
}
