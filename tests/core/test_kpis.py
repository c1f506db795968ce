"""The figures of a week: what may be typed in, what is computed, what is missing from when on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.core import intents as do
from jornada.core.fold import fold
from jornada.core.kpis import KpiRow, due_day, kpi_rows, missing_kpis, rate, typed_measures
from jornada.core.posts import Post, PostState
from jornada.core.recurrence import parse_recurrence
from jornada.core.refusals import Reason
from jornada.core.workflow import Brand, Kpi, Task, Workflow
from tests.core.builders import FRIDAY, Bench, workflow

MONDAY = dt.date(2026, 11, 16)
WEEK = dt.timedelta(days=7)


def agency(*kpis: Kpi) -> Workflow:
    return replace(
        workflow(), brands=(Brand(key="acme", title="Acme"), Brand(key="brisa", title="Brisa")), kpis=kpis
    )


def typed(brand: str = "acme", week: dt.date = FRIDAY, **figures: float | None) -> do.KpiSet:
    values = tuple(do.KpiValue(key=key, value=value) for key, value in figures.items())
    return do.KpiSet(brand=brand, week=week, values=values)


def row(bench: Bench, key: str, *, weeks: int = 8, posts: tuple[Post, ...] = ()) -> KpiRow:
    rows = kpi_rows(bench.state, bench.flow, "acme", FRIDAY, posts=posts, weeks=weeks)
    (found,) = (each for each in rows if each.key == key)
    return found


def test_what_is_typed_in_is_of_the_week_of_that_day() -> None:
    bench = Bench(agency())
    bench.act(typed(followers=1200, mentions=40))
    assert bench.state.kpis == {("acme", MONDAY): {"followers": 1200, "mentions": 40}}


def test_the_others_of_the_week_stay_and_one_is_taken_back() -> None:
    bench = Bench(agency())
    bench.act(typed(followers=1200, mentions=40))
    bench.act(typed(followers=None, reach=9))
    assert bench.state.kpis["acme", MONDAY] == {"mentions": 40, "reach": 9}


def test_only_what_changes_is_written() -> None:
    bench = Bench(agency())
    bench.act(typed(followers=1200, mentions=40))
    bench.act(typed(followers=1200, mentions=41))
    assert bench.timeline.records[-1].intent == do.KpiSet(
        brand="acme", week=MONDAY, values=(do.KpiValue(key="mentions", value=41),)
    )
    assert bench.refused(typed(followers=1200)).reason is Reason.NOTHING_CHANGES


def test_no_day_is_begun_by_it_and_undo_takes_it_back() -> None:
    bench = Bench(agency())
    bench.act(typed(followers=1200))
    assert bench.state.days == {}
    bench.act(do.Undo())
    assert bench.state.kpis == {}


@pytest.mark.parametrize(
    ("intent", "reason"),
    [
        (typed(followers=-1), Reason.BAD_KPI),
        (typed(followers=1.5), Reason.BAD_KPI),
        (typed(followers=float("nan")), Reason.BAD_KPI),
        (typed(followers=float("inf")), Reason.BAD_KPI),
        (typed(followers=1e12), Reason.BAD_KPI),
        (typed(mood=1), Reason.NO_SUCH_KPI),
        (typed(response_rate=99), Reason.NO_SUCH_KPI),
        (typed(brand="gone", followers=1), Reason.NO_SUCH_BRAND),
        (typed(brand="", followers=1), Reason.WHOSE_WEEK),
        (typed(week=MONDAY + WEEK, followers=1), Reason.COMING_WEEK),
        (typed(week=dt.date(1990, 1, 1), followers=1), Reason.FAR_DAY),
        (typed(), Reason.NOTHING_CHANGES),
    ],
)
def test_what_is_refused(intent: do.KpiSet, reason: Reason) -> None:
    assert Bench(agency()).refused(intent).reason is reason


def test_a_workflow_without_brands_has_one_page() -> None:
    bench = Bench(replace(workflow(), brands=()))
    bench.act(typed(brand="", followers=5))
    assert bench.state.kpis["", MONDAY] == {"followers": 5}


def test_ones_own_may_be_a_fraction_or_less_than_nothing() -> None:
    bench = Bench(agency(Kpi(key="mood", title="Mood", brand="acme")))
    bench.act(typed(mood=-0.5))
    assert row(bench, "mood").value == -0.5
    assert bench.refused(typed(brand="brisa", mood=1)).reason is Reason.NO_SUCH_KPI


def test_what_a_brand_says_counts_before_what_is_said_of_all() -> None:
    bench = Bench(
        agency(
            Kpi(key="followers", brand="acme", target=1500),
            Kpi(key="followers", target=900, unit="people"),
            Kpi(key="signups", title="Sign-ups"),
        )
    )
    assert row(bench, "followers").target == 1500
    assert row(bench, "followers").unit == "people"
    assert row(bench, "signups").title == "Sign-ups"
    assert typed_measures(bench.flow, "brisa")[-1] == "signups"


def test_the_rates_are_computed_and_nothing_where_the_denominator_is_missing_or_nothing() -> None:
    bench = Bench(agency())
    bench.act(typed(replies=38, mentions=40, interactions=90, reach=0))
    bench.act(typed(week=FRIDAY - WEEK, replies=5))
    assert row(bench, "response_rate").value == 95
    assert row(bench, "response_rate").before is None
    assert row(bench, "engagement_rate").value is None


@given(st.none() | st.integers(0, 10**9), st.none() | st.integers(0, 10**9))
def test_a_rate_never_divides_by_nothing(part: int | None, whole: int | None) -> None:
    found = rate(part, whole)
    assert (found is None) == (part is None or not whole)


def test_posts_come_from_the_calendar_where_nothing_is_typed_in() -> None:
    bench = Bench(agency())
    out, planned = PostState.PUBLISHED, PostState.SCHEDULED
    posts = (
        Post(key="a", date=MONDAY, title="A", brand="acme", state=out),
        Post(key="b", date=FRIDAY, title="B", brand="acme", state=planned),
        Post(key="c", date=FRIDAY, title="C", brand="brisa", state=out),
    )
    assert row(bench, "posts", posts=posts).value == 1
    assert row(bench, "posts", posts=posts).counted
    assert row(bench, "posts", posts=posts).before is None
    bench.act(typed(posts=7))
    assert row(bench, "posts", posts=posts).value == 7
    assert not row(bench, "posts", posts=posts).counted


def test_the_last_weeks_come_with_it() -> None:
    bench = Bench(agency())
    for place, value in enumerate((30, 20, 10)):
        bench.act(typed(week=FRIDAY - WEEK * place, followers=value))
    found = row(bench, "followers", weeks=4)
    assert found.weeks == (None, 10, 20, 30)
    assert (found.value, found.before, found.change) == (30, 20, 10)


def test_of_two_devices_the_later_holds_whatever_the_order_of_arrival() -> None:
    one, two = Bench(agency()), Bench(agency(), device="bbbb")
    one.act(typed(followers=1))
    two.sync(one)
    two.act(typed(followers=2))
    records = [*one.timeline.records, *two.timeline.records]
    assert fold(records).kpis == fold(reversed(records)).kpis == {("acme", MONDAY): {"followers": 2}}


# What is missing


ANALYTICS = Task(
    key="figures",
    area="analytics",
    title="Figures",
    block="morning",
    minutes=30,
    repeat=parse_recurrence("weekly thu"),
    brand="acme",
)


def missing(bench: Bench, date: dt.date) -> list[tuple[str, dt.date, tuple[str, ...]]]:
    return [(each.brand, each.monday, each.keys) for each in missing_kpis(bench.state, bench.flow, date)]


def test_who_never_keeps_figures_is_not_asked_for_them() -> None:
    assert missing(Bench(agency()), FRIDAY) == []


def test_what_the_plan_declares_is_asked_for_from_friday_on_until_it_is_in() -> None:
    bench = Bench(agency(Kpi(key="followers", brand="acme", target=9)))
    thursday = FRIDAY - dt.timedelta(days=1)
    assert missing(bench, thursday) == [("acme", MONDAY - WEEK, ("followers",))]
    assert missing(bench, FRIDAY) == [("acme", MONDAY, ("followers",))]
    bench.act(typed(reach=4))
    assert missing(bench, FRIDAY + dt.timedelta(days=2)) == [("acme", MONDAY, ("followers",))]
    bench.act(typed(followers=4))
    assert missing(bench, FRIDAY + dt.timedelta(days=5)) == []


def test_a_rate_asks_for_what_it_is_made_of() -> None:
    bench = Bench(agency(Kpi(key="response_rate", target=95)))
    assert missing(bench, FRIDAY) == [
        ("acme", MONDAY, ("mentions", "replies")),
        ("brisa", MONDAY, ("mentions", "replies")),
    ]


def test_what_was_usual_is_asked_for_and_forgotten_after_a_while() -> None:
    bench = Bench(agency())
    bench.act(typed(week=FRIDAY - WEEK, mentions=4))
    assert missing(bench, FRIDAY) == [("acme", MONDAY, ("mentions",))]
    assert missing(bench, FRIDAY + 5 * WEEK) == []


def test_they_are_due_on_the_day_of_the_analytics_work() -> None:
    flow = replace(agency(Kpi(key="reach")), tasks=(*workflow().tasks, ANALYTICS))
    assert due_day(flow, "acme", MONDAY) == MONDAY + dt.timedelta(days=3)
    assert due_day(flow, "brisa", MONDAY) == FRIDAY
    assert missing(Bench(flow), MONDAY + dt.timedelta(days=3)) == [
        ("acme", MONDAY, ("reach",)),
        ("brisa", MONDAY - WEEK, ("reach",)),
    ]


# What is said in the report


def test_what_is_said_of_a_week_is_kept_text_by_text() -> None:
    bench = Bench(agency())
    bench.act(do.ReportNote(brand="acme", week=FRIDAY, status="A calm week", need="Photos\nby Tuesday"))
    bench.act(do.ReportNote(brand="acme", week=MONDAY, worked="The raffle", need=""))
    (said,) = bench.state.report_notes.values()
    assert (said.status, said.worked, said.need) == ("A calm week", "The raffle", "")
    again = do.ReportNote(brand="acme", week=FRIDAY, status="A calm week")
    assert bench.refused(again).reason is Reason.NOTHING_CHANGES
    assert bench.refused(do.ReportNote(week=FRIDAY, status="x")).reason is Reason.WHOSE_WEEK
