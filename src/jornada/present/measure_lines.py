"""How incidents went, as a table: median and 90th percentile of each stage, and the share on target."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from jornada.core.measures import By, Figure, MeasureBook, Measures, OnTarget, Stage
from jornada.core.workflow import Workflow
from jornada.present.listing import Column, table
from jornada.present.pen import Pen
from jornada.present.titles import brand_title, kind_title, severity_title
from jornada.present.words import N_, Words

STAGES: Mapping[Stage, str] = {
    Stage.DETECTION: N_("Detected"),
    Stage.ACKNOWLEDGEMENT: N_("Acknowledged"),
    Stage.FIRST_RESPONSE: N_("First response"),
    Stage.CONTAINMENT: N_("Contained"),
    Stage.RESOLUTION: N_("Resolved"),
}
GROUPED: Mapping[By, str] = {
    "severity": N_("Severity"),
    "kind": N_("Kind"),
    "brand": N_("Brand"),
    "week": N_("Week"),
}


def measure_lines(
    pen: Pen,
    book: MeasureBook,
    by: By,
    workflow: Workflow,
    width: int,
    *,
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> tuple[str, ...]:
    """The figures of each group and of all of them, and how they are to be read."""
    words = pen.words
    head = period_text(words, first, last)
    if not book.total.count:
        return (head, "", words.gettext("No incidents"))
    columns = (
        Column(words.gettext(GROUPED[by]), gives_way=True),
        Column(words.gettext("Incidents"), right=True),
        Column(words.gettext("On target"), right=True),
        *(Column(words.gettext(title), right=True) for title in STAGES.values()),
    )
    rows = [
        *(_row(words, group_title(words, by, group.key, workflow), group) for group in book.groups),
        _row(words, words.gettext("All"), book.total),
    ]
    rule = words.gettext("Minutes: the middle one / the one that 90 in 100 do not exceed")
    return (head, "", *table(pen, columns, rows, width), "", rule)


def period_text(words: Words, first: dt.date | None, last: dt.date | None) -> str:
    """ "Incidents from Monday 2 November 2026 to Friday 20 November 2026"."""
    dates = {"first": words.full_date(first) if first else "", "last": words.full_date(last) if last else ""}
    if first and last:
        return words.gettext("Incidents from {first} to {last}").format_map(dates)
    if first:
        return words.gettext("Incidents from {first} on").format_map(dates)
    if last:
        return words.gettext("Incidents up to {last}").format_map(dates)
    return words.gettext("All incidents")


def group_title(words: Words, by: By, key: str, workflow: Workflow) -> str:
    """The name of a group: "S2 high", "complaint", a brand, or its week."""
    match by:
        case "severity":
            return severity_title(words, int(key) if key else None)
        case "kind":
            return kind_title(words, key)
        case "brand":
            return brand_title(workflow, key) or words.gettext("no brand")
        case "week":
            return key


def _row(words: Words, title: str, group: Measures) -> tuple[str, ...]:
    stages = (_figure(group.figures.get(stage)) for stage in STAGES)
    return (title, str(group.count), _on_target(words, group.on_target), *stages)


def _figure(figure: Figure | None) -> str:
    return f"{figure.median_seconds // 60} / {figure.high_seconds // 60}" if figure else ""


def _on_target(words: Words, share: OnTarget) -> str:
    if share.percent is None:
        return ""
    said = words.gettext("{percent} % ({met} of {counted})")
    return said.format(percent=share.percent, met=share.met, counted=share.counted)
