"""Retainers: what a client pays for, how much of it is used, and how much should be by now.

A retainer is of an ISO week or of a calendar month. All time of the brand uses it up, that of its
incidents too. By now should be used: by working days, the same share of the retainer as of the working
days that have passed; by plan, what was planned for the brand up to now. Of the day that runs counts as
much as of its working time has passed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from jornada.core import calendar
from jornada.core.calendar import BlockSpan, block_spans, monday_of
from jornada.core.dataclass import dataclass
from jornada.core.plan import plan_for
from jornada.core.planned import minutes_by_brand
from jornada.core.recurrence import days_in_month
from jornada.core.spent import Dimension, spending
from jornada.core.state import State
from jornada.core.workflow import Brand, Retainer, Workflow

WARNING_LEVELS = (75, 90)
"""Percent of a retainer at which a person is warned, once each in a week or month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetainerUse:
    """The retainer of a brand in the week or month from `first` to `last`, in minutes.

    `due_by_days` and `due_by_plan` are what should be used by now, `planned_minutes` what is planned for
    all of the week or month.
    """

    brand: Brand
    retainer: Retainer
    first: dt.date
    last: dt.date
    used_minutes: int
    due_by_days: int
    due_by_plan: int
    planned_minutes: int

    @property
    def minutes(self) -> int:
        """What the client pays for in a period."""
        return self.retainer.minutes

    @property
    def left_minutes(self) -> int:
        """What is left; less than nothing once more was used than is paid for."""
        return self.minutes - self.used_minutes

    @property
    def percent(self) -> int:
        """Whole percent used, rounded down."""
        return self.used_minutes * 100 // self.minutes if self.minutes > 0 else 0

    @property
    def ahead_minutes(self) -> int:
        """How far the use is ahead of the plan; negative where it is behind."""
        return self.used_minutes - self.due_by_plan

    @property
    def level(self) -> int:
        """The highest warning level that is reached, 0 for none."""
        return max((level for level in WARNING_LEVELS if self.percent >= level), default=0)

    @property
    def warnings(self) -> tuple[str, ...]:
        """A name for each level that is reached, by which it is remembered that it was told."""
        return tuple(
            f"{self.brand.key} {self.first.isoformat()} {self.retainer.per} {level}"
            for level in WARNING_LEVELS
            if self.percent >= level
        )


def retainers(state: State, workflow: Workflow, date: dt.date, now: dt.datetime) -> tuple[RetainerUse, ...]:
    """The retainers of all brands that have one, in the week or month of `date`, as they stand `now`."""
    return tuple(_uses(state, workflow, date, now))


def span_of(retainer: Retainer, date: dt.date) -> tuple[dt.date, dt.date]:
    """The first and last day of the week or month of `date`."""
    if retainer.per == "week":
        return monday_of(date), monday_of(date) + dt.timedelta(days=6)
    last = days_in_month(date.year, date.month)
    return date.replace(day=1), date.replace(day=last)


def _uses(state: State, workflow: Workflow, date: dt.date, now: dt.datetime) -> Iterator[RetainerUse]:
    zone = ZoneInfo(workflow.timezone)
    today = calendar.local_date(now, zone)
    # Most brands have the same span.
    of_span: dict[tuple[dt.date, dt.date], tuple[Mapping[str, int], Mapping[tuple[dt.date, str], int]]] = {}
    for brand in workflow.brands:
        retainer = brand.retainer
        if retainer is None:
            continue
        first, last = span_of(retainer, date)
        if (first, last) not in of_span:
            spent = spending(state, first, last, zone, now).by(Dimension.BRAND)
            of_span[first, last] = spent, minutes_by_brand(state, workflow, first, last, today)
        spent, planned = of_span[first, last]
        used = spent.get(brand.key, 0)
        by_date = {date: minutes for (date, own), minutes in planned.items() if own == brand.key}
        before = sum(minutes for date, minutes in by_date.items() if date < today)
        passed = _passed_today(state, workflow, today, zone, now)
        yield RetainerUse(
            brand=brand,
            retainer=retainer,
            first=first,
            last=last,
            used_minutes=used,
            due_by_days=round(retainer.minutes * _share_passed(workflow, first, last, today, passed)),
            due_by_plan=before + round(by_date.get(today, 0) * passed),
            planned_minutes=sum(by_date.values()),
        )


def _share_passed(
    workflow: Workflow, first: dt.date, last: dt.date, today: dt.date, passed_today: float
) -> float:
    """Which share of the working days has passed, 0 to 1; without any, all of it with the last day."""
    ordinals = range(first.toordinal(), last.toordinal() + 1)
    working = [day for each in ordinals if workflow.is_working_day(day := dt.date.fromordinal(each))]
    if not working:
        return 1.0 if last < today else 0.0
    passed = sum(1 for day in working if day < today)
    return (passed + (passed_today if today in working else 0)) / len(working)


def _passed_today(
    state: State, workflow: Workflow, today: dt.date, zone: ZoneInfo, now: dt.datetime
) -> float:
    """Which share of the working time of today has passed, 0 to 1."""
    day = state.days.get(today)
    spans = block_spans(day.blocks if day else plan_for(workflow, today).blocks, today, zone)
    whole = sum(span.working_seconds() for span in spans)
    return sum(_seconds_passed(span, now) for span in spans) / whole if whole else 0.0


def _seconds_passed(span: BlockSpan, now: dt.datetime) -> int:
    return (
        span.working_seconds_between(span.span.start, min(now, span.span.end)) if now > span.span.start else 0
    )
