"""The measures of a week, typed in by a person, brand by brand; what is computed of them; what is missing.

A measure is there for everybody (`core.kpi_keys`) or a person's own, which the plan declares (`[[kpi]]`).
Source of the two rates: `DOMAIN.md`, "The weekly report": response rate = replies / mentions × 100,
engagement rate = interactions / reach × 100. Where the denominator is not known or 0 there is no rate.

The figures of a week are due from its Friday on, or from the last day of the week on which the plan has
analytics work for the brand (a task of the area `analytics`, the brand's or nobody's); those of the week
before, until then. They are asked for of a brand for which the plan declares measures, or for which some
were typed in lately: who never keeps figures is not asked for them. They are in when each measure that is
declared, or that was typed in over the last four weeks, has a figure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from jornada.core.calendar import monday_of
from jornada.core.dataclass import dataclass
from jornada.core.kpi_keys import (
    COMPUTED,
    ENGAGEMENT_RATE,
    EVERYBODYS,
    INTERACTIONS,
    MENTIONS,
    ORDER,
    POSTS,
    REACH,
    REPLIES,
    RESPONSE_RATE,
)
from jornada.core.posts import Post, posts_of_week
from jornada.core.state import State
from jornada.core.workflow import Kpi, Workflow

ANALYTICS = "analytics"
"""The key of the area whose tasks bring the figures in, as in the built-in workflows."""
FRIDAY = 4
WEEKS = 8
"""So many weeks are shown as a line, the newest last."""
USUAL_WEEKS = 4
"""What was typed in over so many weeks is asked for again."""
A_WEEK = dt.timedelta(days=7)
_RATES: Mapping[str, tuple[str, str]] = {
    RESPONSE_RATE: (REPLIES, MENTIONS),
    ENGAGEMENT_RATE: (INTERACTIONS, REACH),
}
"""What is divided by what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiRow:
    """A measure of a brand in a week. `weeks` are the figures of the last weeks, that week's last; `None`
    where there is none. `title` is the plan's, empty for one of everybody's. `computed`: it is made of
    others; `counted`: the posts of the editorial calendar were counted."""

    key: str
    title: str = ""
    unit: str = ""
    target: float | None = None
    weeks: tuple[float | None, ...] = (None,)
    computed: bool = False
    counted: bool = False

    @property
    def value(self) -> float | None:
        """The figure of the week it is about; `None` where there is none."""
        return self.weeks[-1]

    @property
    def before(self) -> float | None:
        """That of the week before."""
        return self.weeks[-2] if len(self.weeks) > 1 else None

    @property
    def change(self) -> float | None:
        """This week's less that of the week before."""
        return None if self.value is None or self.before is None else self.value - self.before

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; `None` where there is none, or no figure."""
        return None if self.value is None or self.target is None else self.value >= self.target


def rate(part: float | None, whole: float | None) -> float | None:
    """`part` in percent of `whole`; nothing where that is not known or nothing."""
    return None if part is None or not whole else part / whole * 100


def measures_of(workflow: Workflow, brand: str) -> Mapping[str, Kpi]:
    """The measures a brand may have, in their order: everybody's, then the plan's own. What the plan says
    of a brand counts before what it says of all, field by field."""
    found = {key: Kpi(key=key) for key in ORDER}
    for kpi in sorted(workflow.kpis, key=lambda kpi: bool(kpi.brand)):
        if kpi.brand not in ("", brand):
            continue
        known = found.get(kpi.key, kpi)
        found[kpi.key] = Kpi(
            key=kpi.key,
            title=kpi.title or known.title,
            brand=kpi.brand,
            target=known.target if kpi.target is None else kpi.target,
            unit=kpi.unit or known.unit,
        )
    return found


def typed_measures(workflow: Workflow, brand: str) -> tuple[str, ...]:
    """The keys of what a person may type in for a brand."""
    return tuple(key for key in measures_of(workflow, brand) if key not in COMPUTED)


def is_count(key: str) -> bool:
    """Whether it counts something: only whole numbers that are not negative will do."""
    return key in EVERYBODYS and key not in COMPUTED


def brands_with_kpis(workflow: Workflow) -> tuple[str, ...]:
    """The brands that have a page: those of the plan; without any, all work is of one that has no key."""
    return tuple(brand.key for brand in workflow.brands) or ("",)


@dataclass(frozen=True)
class Figures:
    """The figures of one brand, week by week. `posts` are all of the editorial calendar."""

    state: State
    brand: str
    posts: tuple[Post, ...] = ()

    @cached_property
    def _posts(self) -> tuple[Post, ...]:
        return tuple(post for post in self.posts if post.brand == self.brand)

    def of(self, key: str, monday: dt.date) -> float | None:
        """The figure of a measure in a week; `None` where there is none."""
        if key in _RATES:
            part, whole = _RATES[key]
            return rate(self.of(part, monday), self.of(whole, monday))
        typed = self.state.kpis.get((self.brand, monday), {}).get(key)
        return self.counted(monday) if typed is None and key == POSTS else typed

    def counted(self, monday: dt.date) -> float | None:
        """The posts of a week that are published; nothing where none was planned either."""
        week = posts_of_week(self._posts, monday)
        return float(sum(post.is_published for post in week)) if week else None

    def is_typed(self, key: str, monday: dt.date) -> bool:
        """Whether a person typed the figure of that week, whatever could be counted."""
        return key in self.state.kpis.get((self.brand, monday), {})


def kpi_rows(
    state: State,
    workflow: Workflow,
    brand: str,
    date: dt.date,
    *,
    posts: Iterable[Post] = (),
    weeks: int = WEEKS,
) -> tuple[KpiRow, ...]:
    """The measures of a brand in the week of `date`, each with so many weeks up to it. A measure of a
    plan that was in use before is there as long as it has a figure in them."""
    monday = monday_of(date)
    mondays = [monday - A_WEEK * place for place in reversed(range(max(1, weeks)))]
    figures = Figures(state, brand, tuple(posts))
    known = dict(measures_of(workflow, brand))
    for each in mondays:
        for key in state.kpis.get((brand, each), {}):
            known.setdefault(key, Kpi(key=key, title=key))
    return tuple(
        KpiRow(
            key=key,
            title=kpi.title,
            unit=kpi.unit or ("%" if key in COMPUTED else ""),
            target=kpi.target,
            weeks=tuple(figures.of(key, each) for each in mondays),
            computed=key in COMPUTED,
            counted=key == POSTS
            and not figures.is_typed(key, monday)
            and figures.of(key, monday) is not None,
        )
        for key, kpi in known.items()
    )


# What is missing


@dataclass(frozen=True, slots=True)
class MissingKpis:
    """The measures of a brand that are still to be typed in, and the week they are of."""

    brand: str
    monday: dt.date
    keys: tuple[str, ...]


def missing_kpis(
    state: State, workflow: Workflow, today: dt.date, posts: Iterable[Post] = ()
) -> tuple[MissingKpis, ...]:
    """What is due on that day and not in, brand by brand; nothing is written by looking."""
    every = tuple(posts)
    found = []
    for brand in brands_with_kpis(workflow):
        monday = due_week(workflow, brand, today)
        keys = missing_in(state, workflow, brand, monday, every)
        if keys:
            found.append(MissingKpis(brand, monday, keys))
    return tuple(found)


def missing_in(
    state: State, workflow: Workflow, brand: str, monday: dt.date, posts: Iterable[Post] = ()
) -> tuple[str, ...]:
    """The measures of a brand that are asked for in a week and have no figure."""
    figures = Figures(state, brand, tuple(posts))
    wanted = _wanted(state, workflow, brand, monday)
    return tuple(key for key in wanted if figures.of(key, monday) is None)


@dataclass(frozen=True, slots=True)
class BrandKpis:
    """A brand with its measures in a week; `missing` are those that are due and have no figure."""

    brand: str
    rows: tuple[KpiRow, ...]
    missing: tuple[str, ...] = ()


def brands_kpis(
    state: State,
    workflow: Workflow,
    date: dt.date,
    today: dt.date,
    *,
    posts: Iterable[Post] = (),
    weeks: int = WEEKS,
    brand: str | None = None,
) -> tuple[BrandKpis, ...]:
    """The measures of every brand, or of one, in the week of `date`, as that is looked at `today`."""
    every, monday = tuple(posts), monday_of(date)
    return tuple(
        BrandKpis(
            key,
            kpi_rows(state, workflow, key, date, posts=every, weeks=weeks),
            missing_in(state, workflow, key, monday, every)
            if monday <= due_week(workflow, key, today)
            else (),
        )
        for key in brands_with_kpis(workflow)
        if brand in (None, key)
    )


def due_week(workflow: Workflow, brand: str, today: dt.date) -> dt.date:
    """The Monday of the newest week whose figures are due."""
    monday = monday_of(today)
    return monday if today >= due_day(workflow, brand, monday) else monday - A_WEEK


def due_day(workflow: Workflow, brand: str, monday: dt.date) -> dt.date:
    """The day from which on the figures of a week are due."""
    days = [monday + dt.timedelta(days=place) for place in range(7)]
    for day in reversed(days):
        if any(
            task.area == ANALYTICS and task.brand in ("", brand) and workflow.occurs(task, day)
            for task in workflow.tasks
        ):
            return day
    return days[FRIDAY]


def _wanted(state: State, workflow: Workflow, brand: str, monday: dt.date) -> Sequence[str]:
    declared = {kpi.key for kpi in workflow.kpis if kpi.brand in ("", brand)}
    # A rate is wanted as far as what it is made of is.
    for key in declared & set(COMPUTED):
        declared |= set(_RATES[key])
    usual = {
        key
        for place in range(1, USUAL_WEEKS + 1)
        for key in state.kpis.get((brand, monday - A_WEEK * place), {})
    }
    return [key for key in typed_measures(workflow, brand) if key in declared | usual]
