"""The week looked back on: figures typed in, what is said in a report."""

from __future__ import annotations

from collections.abc import Mapping

from jornada.core import intents as do
from jornada.core.calendar import monday_of
from jornada.core.dataclass import replace
from jornada.core.folding.working import Apply, Working, given
from jornada.core.state import ReportTexts

REPORT_TEXTS = ("status", "worked", "failed", "next", "need")
"""What a person says in a weekly report."""


def _kpi_set(working: Working, record: do.Record, intent: do.KpiSet) -> None:
    """Of two devices that typed a figure in, the later holds. A hand may have written another day than
    the Monday: it is of that week."""
    key = (intent.brand, monday_of(intent.week))
    figures = dict(working.kpis.get(key, {}))
    for each in intent.values:
        if each.value is None:
            figures.pop(each.key, None)
        else:
            figures[each.key] = each.value
    working.kpis[key] = figures


def _report_note(working: Working, record: do.Record, intent: do.ReportNote) -> None:
    key = (intent.brand, monday_of(intent.week))
    said = working.report_notes.get(key, ReportTexts())
    working.report_notes[key] = replace(said, **given(intent, REPORT_TEXTS))


APPLY: Mapping[type[do.Intent], Apply] = {
    do.KpiSet: _kpi_set,
    do.ReportNote: _report_note,
}
