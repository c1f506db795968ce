"""The weekly report as both front ends write it: from the desk to a text in one of the formats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from jornada.core.calendar import monday_of
from jornada.core.weekly_report import Sources, weekly_report
from jornada.core.weekly_values import Audience, WeeklyReport
from jornada.desk import Desk
from jornada.present.pen import Pen
from jornada.present.weekly_page import week_name, weekly_page


class ReportFormat(StrEnum):
    """The formats of a weekly report."""

    TEXT = "text"
    MARKDOWN = "md"
    HTML = "html"
    CSV = "csv"
    JSON = "json"
    TOML = "toml"


SUFFIXES: Mapping[ReportFormat, str] = {ReportFormat.TEXT: "txt"}
"""How a file's name ends, where that is not the word of the format."""


def form_of(file: Path | None) -> ReportFormat:
    """The format that the end of a file's name says; plain text where it says none."""
    named = file.suffix.lower().removeprefix(".") if file else ""
    known = {"htm": ReportFormat.HTML, "markdown": ReportFormat.MARKDOWN}
    known.update((SUFFIXES.get(form, form.value), form) for form in ReportFormat)
    return known.get(named, ReportFormat.TEXT)


def report_of(desk: Desk, brand: str, date: dt.date, audience: Audience) -> WeeklyReport:
    """The report of a brand for the week of `date`, as things stand now."""
    sources = Sources(
        state=desk.state,
        workflow=desk.workflow,
        now=desk.now(),
        zone=desk.zone,
        targets=desk.targets,
        hours=desk.hours,
        posts=desk.posts(),
    )
    return weekly_report(sources, brand, date, audience)


def report_text(pen: Pen, report: WeeklyReport, form: ReportFormat) -> str:
    """The report in a format. Plain text and spark lines take the signs of the terminal; a file for other
    programs or for a browser always has Unicode."""
    match form:
        case ReportFormat.TEXT:
            from jornada.present.weekly_text import weekly_text

            return weekly_text(pen, weekly_page(pen.words, report, pen.glyphs))
        case ReportFormat.MARKDOWN:
            from jornada.present.weekly_text import weekly_markdown

            return weekly_markdown(weekly_page(pen.words, report))
        case ReportFormat.HTML:
            from jornada.present.weekly_html import weekly_html

            return weekly_html(weekly_page(pen.words, report))
        case ReportFormat.CSV:
            from jornada.present.weekly_data import report_csv

            return report_csv(report)
        case ReportFormat.JSON:
            from jornada.present.weekly_data import report_json

            return report_json(report)
        case ReportFormat.TOML:
            from jornada.present.weekly_data import report_toml

            return report_toml(report)


def file_name(brand: str, date: dt.date, form: ReportFormat) -> str:
    """What a report's file is called where nobody says: "acme-2026-W47.html"."""
    name = week_name(monday_of(date))
    return f"{brand or 'report'}-{name}.{SUFFIXES.get(form, form.value)}"
