"""The editorial calendar: the plan and what the journal says of it, days and weeks, clashes, what is next."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.core import intents as do
from jornada.core.calendar import monday_of
from jornada.core.fold import fold
from jornada.core.posts import (
    Clash,
    ClashKind,
    Post,
    PostState,
    clashes,
    edited,
    new_key,
    next_posts,
    next_state,
    open_incidents,
    posts_between,
    posts_of_day,
    posts_of_week,
    task_for,
    task_there,
    with_marks,
)
from jornada.core.refusals import Reason
from jornada.core.state import Item, NoticeKind, State
from jornada.core.workflow import KEY_PATTERN
from tests.core.builders import FRIDAY, MADRID, MONDAY, SATURDAY, Bench, at, workflow


def post(key: str, time: str = "10:00", date: dt.date = FRIDAY, **more: Any) -> Post:
    """A post that is scheduled; without a time, `""`."""
    return Post(
        key=key,
        date=date,
        title=more.pop("title", key.title()),
        time=dt.time.fromisoformat(time) if time else None,
        state=more.pop("state", PostState.SCHEDULED),
        **more,
    )


def seen(bench: Bench) -> dict[str, Post]:
    """The posts of the bench with what was said of them."""
    return {each.key: each for each in with_marks(bench.posts.values(), bench.state.posts)}


def mark(bench: Bench, key: str, state: str, link: str = "") -> str:
    """Set a post's state, as the desk does it: decided on the posts as they are shown."""
    files, bench.posts = bench.posts, seen(bench)
    try:
        return bench.act(do.PostStateSet(post=key, state=state, link=link))
    finally:
        bench.posts = files


# What the journal says


def test_the_journal_says_how_far_a_post_is_and_where_it_went() -> None:
    bench = Bench()
    mark(bench, "raffle", "approved")
    mark(bench, "raffle", "published", "https://x.test/1")
    raffle = seen(bench)["raffle"]
    assert (raffle.state, raffle.link) == (PostState.PUBLISHED, "https://x.test/1")
    assert raffle.as_in_file == bench.posts["raffle"]
    assert bench.state.posts["raffle"].title == "Raffle"


def test_what_is_published_stays_so_whatever_the_file_says() -> None:
    bench = Bench()
    mark(bench, "raffle", "published")
    for state in PostState:
        bench.posts["raffle"] = replace(bench.posts["raffle"], state=state)
        assert seen(bench)["raffle"].is_published


def test_a_person_who_changes_the_file_after_the_journal_is_believed() -> None:
    bench = Bench()
    mark(bench, "raffle", "approved")
    bench.posts["raffle"] = replace(bench.posts["raffle"], state=PostState.SCHEDULED)
    assert seen(bench)["raffle"].state is PostState.SCHEDULED


def test_a_state_is_taken_back_by_undo_and_by_another_word() -> None:
    bench = Bench()
    mark(bench, "menu", "published", "https://x.test/1")
    bench.act(do.Undo())
    assert seen(bench)["menu"] == bench.posts["menu"]
    bench.act(do.Redo())
    assert seen(bench)["menu"].is_published
    mark(bench, "menu", "draft")
    assert seen(bench)["menu"].state is PostState.DRAFT


def test_a_link_is_added_to_what_is_published() -> None:
    bench = Bench()
    mark(bench, "raffle", "published")
    mark(bench, "raffle", "published", "https://x.test/1")
    assert seen(bench)["raffle"].link == "https://x.test/1"


def test_setting_a_state_is_not_yet_to_work_on_a_day() -> None:
    bench = Bench()
    mark(bench, "raffle", "draft")
    assert not bench.state.days


@pytest.mark.parametrize(
    ("intent", "reason"),
    [
        (do.PostStateSet(post="gone", state="draft"), Reason.NO_SUCH_POST),
        (do.PostStateSet(post="menu", state="flown"), Reason.NO_SUCH_POST_STATE),
        (do.PostStateSet(post="menu", state=""), Reason.NO_SUCH_POST_STATE),
        (do.PostStateSet(post="menu", state="approved"), Reason.POST_IS_SO),
        (do.PostStateSet(post="menu", state="draft", link="x" * 501), Reason.TITLE_TOO_LONG),
    ],
)
def test_refusals(intent: do.Intent, reason: Reason) -> None:
    assert Bench().refused(intent).reason is reason


def test_a_state_that_another_version_wrote_changes_nothing_and_is_noticed() -> None:
    state = fold([do.Record("aaaa-1", at("09:00"), 1, do.PostStateSet(post="raffle", state="boosted"))])
    assert not state.posts
    assert [notice.kind for notice in state.notices] == [NoticeKind.UNKNOWN_RECORD]


def test_of_two_devices_the_later_word_holds_in_whatever_order_it_comes() -> None:
    one, other = Bench(device="aaaa"), Bench(device="bbbb")
    mark(one, "raffle", "approved")
    other.sync(one)
    mark(other, "raffle", "scheduled")
    records = [*other.timeline.records]
    assert fold(records).posts == fold(reversed(records)).posts
    assert fold(records).posts["raffle"].state is PostState.SCHEDULED


# Days and weeks


def test_days_and_weeks_are_in_the_order_of_time() -> None:
    posts = (post("late", "18:00"), post("somewhen", ""), post("early", "08:00"), post("next", date=MONDAY))
    assert [each.key for each in posts_of_day(posts, FRIDAY)] == ["early", "late", "somewhen"]
    assert [each.key for each in posts_of_week(posts, MONDAY)] == ["next"]
    assert len(posts_of_week(posts, SATURDAY)) == 3
    assert [each.key for each in posts_between(posts, SATURDAY)] == ["next"]


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)))
def test_a_week_begins_on_a_monday_and_has_the_day_in_it(date: dt.date) -> None:
    monday = monday_of(date)
    assert monday.weekday() == 0
    assert dt.timedelta(0) <= date - monday < dt.timedelta(days=7)


def test_the_steps_end_with_published() -> None:
    assert next_state(post("a", state=PostState.IDEA)) is PostState.DRAFT
    assert next_state(post("a")) is PostState.PUBLISHED
    assert next_state(post("a", state=PostState.PUBLISHED)) is None


# What comes next


def test_the_next_posts_are_those_still_to_go_out_the_missed_ones_first() -> None:
    posts = (
        post("done", "08:00", state=PostState.PUBLISHED),
        post("thought", "16:00", state=PostState.IDEA),
        post("missed", "11:00"),
        post("next", "12:30"),
        post("somewhen", ""),
        post("yesterday-evening", "20:00", date=FRIDAY - dt.timedelta(days=1)),
        post("yesterday-morning", "09:00", date=FRIDAY - dt.timedelta(days=1)),
        post("in-six-days", date=FRIDAY + dt.timedelta(days=6)),
        post("in-a-week", date=FRIDAY + dt.timedelta(days=7)),
    )
    due = next_posts(posts, at("12:00"), MADRID)
    assert [(each.post.key, each.late) for each in due] == [
        ("yesterday-evening", True),
        ("missed", True),
        ("next", False),
        ("somewhen", False),
        ("in-six-days", False),
    ]
    assert due[2].due == at("12:30")


def test_a_post_in_the_hour_that_a_clock_change_skips_is_due_at_the_jump() -> None:
    spring = dt.date(2026, 3, 29)
    assert post("a", "02:30", date=spring).instant(MADRID) == at("03:00", spring)


# Clashes


def test_two_posts_at_the_same_minute_clash_on_whatever_channel_and_brand() -> None:
    posts = (
        post("a", channel="instagram", brand="acme"),
        post("b", channel="x", brand="acme"),
        post("c", "10:01"),
        post("d", date=MONDAY),
        post("e", ""),
        post("f", ""),
        post("g", state=PostState.IDEA),
        post("h", state=PostState.PUBLISHED),
    )
    assert clashes(posts, (), MADRID) == {
        "a": (Clash(ClashKind.SAME_MINUTE, "a", "b"),),
        "b": (Clash(ClashKind.SAME_MINUTE, "b", "a"),),
    }


def test_a_post_meets_the_crisis_of_its_brand_until_that_is_over() -> None:
    bench = Bench(time="10:30")
    crisis = bench.act(do.IncidentOpen(title="Boycott", kind="press", severity=2, brand="acme"))
    bench.act(do.IncidentOpen(title="Rude", kind="complaint", severity=3, brand="beta"))
    posts = (
        post("before", "10:00", brand="acme"),
        post("during", "11:00", brand="acme"),
        post("tomorrow", "09:00", date=SATURDAY, brand="acme"),
        post("other", "12:00", brand="beta"),
        post("nobody", "13:00"),
    )
    found = clashes(posts, open_incidents(bench.state), MADRID)
    assert found == {key: (Clash(ClashKind.CRISIS, key, crisis),) for key in ("during", "tomorrow")}
    bench.act(do.IncidentResolve(incident=crisis))
    assert not clashes(posts, open_incidents(bench.state), MADRID)


# A task of a post


@pytest.mark.parametrize(
    ("time", "block"),
    [
        ("08:00", "morning"),
        ("11:00", "morning"),
        ("14:30", "noon"),
        ("15:30", "noon"),
        ("20:00", "afternoon"),
    ],
)
def test_the_task_of_a_post_is_in_the_block_in_which_it_can_still_be_done(time: str, block: str) -> None:
    made = task_for(post("raffle", time, brand="acme", objective="trust"), workflow(), MADRID, FRIDAY, 15)
    assert made == do.TaskAdd(
        title="Raffle",
        date=FRIDAY,
        block=block,
        minutes=15,
        brand="acme",
        objective="trust",
        due=time,
    )


def test_the_task_of_a_day_that_is_past_is_todays_and_names_only_what_the_plan_has() -> None:
    made = task_for(post("raffle", brand="gone", objective="gone"), workflow(), MADRID, MONDAY)
    assert made == do.TaskAdd(title="Raffle", date=MONDAY)
    assert task_for(post("raffle", date=SATURDAY), workflow(), MADRID, FRIDAY).block == ""
    assert task_for(post("raffle", ""), workflow(), MADRID, FRIDAY).due == ""


def test_a_task_made_of_a_post_is_found_again_while_it_is_open() -> None:
    bench = Bench()
    made = task_for(post("raffle"), bench.flow, bench.zone, bench.today)
    assert task_there(State(), made) is None
    key = bench.act(made)
    there = task_there(bench.state, made)
    assert isinstance(there, Item)
    assert there.id == key
    bench.act(do.TaskDone(task=key))
    assert task_there(bench.state, made) is None


# Keys and edits


def test_a_new_key_has_the_day_and_the_title_and_is_free() -> None:
    assert new_key("Café Ñandú: ¡sorteo!", FRIDAY, ()) == "2026-11-20-cafe-nandu-sorteo"
    assert new_key("Menu", FRIDAY, {"2026-11-20-menu", "2026-11-20-menu-2"}) == "2026-11-20-menu-3"
    assert new_key("日本語", FRIDAY, ()) == "2026-11-20-post"


@given(st.text(max_size=60), st.integers(0, 12))
def test_every_new_key_is_a_key(title: str, count: int) -> None:
    import re

    taken: list[str] = []
    for _ in range(count):
        taken.append(new_key(title, FRIDAY, taken))
    assert len(set(taken)) == count
    assert all(re.fullmatch(KEY_PATTERN, key) for key in taken)


def test_an_edit_changes_in_the_file_only_what_was_changed() -> None:
    bench = Bench()
    mark(bench, "raffle", "published", "https://x.test/1")
    before = seen(bench)["raffle"]
    after = replace(before, title="Big raffle", time=None)
    assert edited(before, after) == replace(bench.posts["raffle"], title="Big raffle", time=None)
