"""What may be said of a week of a brand: its figures and the texts of its report."""

from __future__ import annotations

import datetime as dt

from jornada.core import intents as do
from jornada.core.calendar import monday_of
from jornada.core.folding.weeks import REPORT_TEXTS
from jornada.core.kpis import is_count, typed_measures
from jornada.core.limits import KPI_LIMIT
from jornada.core.refusals import Reason, no
from jornada.core.rules import allowed
from jornada.core.setting import Setting
from jornada.core.state import ReportTexts, State


def set_kpis(state: State, intent: do.KpiSet, setting: Setting) -> do.Intent:
    """Only what changes is written, each measure once."""
    monday = _week_of_brand(intent.brand, intent.week, setting)
    before = state.kpis.get((intent.brand, monday), {})
    known = {**dict.fromkeys(typed_measures(setting.workflow, intent.brand)), **dict.fromkeys(before)}
    for each in intent.values:
        allowed.one_of(each.key or "?", known, Reason.NO_SUCH_KPI)
        _kpi(each)
    values = {each.key: each for each in intent.values if before.get(each.key) != each.value}
    if not values:
        raise no(Reason.NOTHING_CHANGES, intent.brand)
    return do.KpiSet(brand=intent.brand, week=monday, values=tuple(values.values()))


def _kpi(figure: do.KpiValue) -> None:
    value = figure.value
    if value is None:
        return
    # What is not a number is not less than the limit either.
    if not abs(value) < KPI_LIMIT or (is_count(figure.key) and (value < 0 or value % 1 != 0)):
        raise no(Reason.BAD_KPI, f"{value:g}", (figure.key,))


def _week_of_brand(brand: str, date: dt.date, setting: Setting) -> dt.date:
    """The Monday of a week of which something may be said for a brand: one that has begun."""
    brands = setting.workflow.brand_by_key
    allowed.one_of(brand, brands, Reason.NO_SUCH_BRAND)
    if brands and not brand:
        raise no(Reason.WHOSE_WEEK, "", tuple(brands))
    if setting.is_far(date):
        raise no(Reason.FAR_DAY, date.isoformat())
    monday = monday_of(date)
    if monday > setting.today:
        raise no(Reason.COMING_WEEK, monday.isoformat())
    return monday


def note_report(state: State, intent: do.ReportNote, setting: Setting) -> do.Intent:
    """Only what changes is written."""
    monday = _week_of_brand(intent.brand, intent.week, setting)
    before = state.report_notes.get((intent.brand, monday), ReportTexts())
    changes = {
        name: text
        for name in REPORT_TEXTS
        if (text := getattr(intent, name)) is not None and text != getattr(before, name)
    }
    if not changes:
        raise no(Reason.NOTHING_CHANGES, intent.brand)
    return do.ReportNote(brand=intent.brand, week=monday, **changes)
