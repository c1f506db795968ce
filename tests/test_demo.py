"""The demonstration: a fortnight that keeps every rule, in a directory of its own."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from jornada.config import Config
from jornada.core import intents as do
from jornada.core.fold import fold
from jornada.core.incidents import ClockState
from jornada.core.promises import open_promises
from jornada.core.state import IdeaState, IncidentStatus, ItemState, PostState, State
from jornada.core.workflow import Workflow
from jornada.demo import (
    NotADemonstrationError,
    demo_paths,
    is_demo,
    moment_of,
    open_demo,
)
from jornada.demo_teller import Teller, tell
from jornada.desk import LoadedConfig, open_desk
from jornada.paths import Paths
from jornada.present.words import load_words
from jornada.store.workflows import WorkflowStore

ZONE = ZoneInfo("Europe/Madrid")
MOMENTS = [
    "2026-11-16T09:26",
    "2026-11-16T12:40",
    "2026-11-17T14:30",
    "2026-11-18T10:55",
    "2026-11-19T17:59",
    "2026-11-20T15:10",
    "2026-03-30T11:00",  # the day after the clocks changed
    "2027-01-04T16:20",
]


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZONE)


@cache
def workflow(language: str = "en") -> Workflow:
    nowhere = Path("/nowhere")
    store = WorkflowStore(Paths(nowhere, nowhere, nowhere), language, keep_good=False)
    return store.load("agency").workflow


@cache
def records(moment: str, language: str = "en") -> tuple[do.Record, ...]:
    return tell(load_words(language), workflow(language), at(moment))


def state(moment: str, language: str = "en") -> State:
    return fold(records(moment, language))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_every_rule_is_kept(moment: str, language: str) -> None:
    teller = Teller(load_words(language), workflow(language), at(moment))
    teller.tell()

    assert teller.refused == []
    assert state(moment, language).notices == ()


@pytest.mark.parametrize("moment", MOMENTS)
def test_it_goes_up_to_the_moment_and_what_is_open_waits_for_an_answer(moment: str) -> None:
    told = records(moment)
    now = state(moment)
    open_now = [each for each in now.incidents.values() if each.is_open]

    assert [record.at for record in told] == sorted(record.at for record in told)
    assert told[-1].at <= at(moment)
    assert at(moment) - told[-1].at < dt.timedelta(minutes=11)
    assert told[0].at.date() == at(moment).date() - dt.timedelta(days=14 + at(moment).weekday())
    assert [(each.severity, each.status) for each in open_now] == [(3, IncidentStatus.ACKNOWLEDGED)]
    assert now.running_session is not None
    assert now.running_session.incident == open_now[0].id


def test_the_fortnight_has_something_of_everything() -> None:
    told = records("2026-11-20T15:10")
    now = state("2026-11-20T15:10")
    done = Counter(record.intent.do for record in told)
    outcomes = Counter(item.state for item in now.items.values())

    assert {each.severity for each in now.incidents.values()} == {1, 2, 3, 4}
    assert len({each.kind for each in now.incidents.values()}) >= 10
    assert outcomes[ItemState.DONE] > 150
    assert outcomes[ItemState.DROPPED] >= 3
    for word in (
        "task.move",
        "task.note",
        "task.count",
        "task.milestone",
        "break.start",
        "interrupt",
        "resume",
    ):
        assert done[word] >= 2, word
    for word in ("incident.contain", "incident.severity", "incident.reopen", "incident.note"):
        assert done[word] >= 1, word


@pytest.mark.parametrize("moment", MOMENTS)
def test_one_promise_is_due_soon_and_earlier_ones_were_kept_in_time(moment: str) -> None:
    now = state(moment)
    due = open_promises(now, at(moment))
    answer = next(each for each in due if each.promise.incident)
    kept = [each for each in now.promises.values() if each.kept]

    assert answer.state is ClockState.SOON
    assert now.incidents[answer.promise.incident].is_open
    assert len(due) <= 2
    assert all(each.seconds_left > 0 for each in due)
    assert len(kept) >= 2
    assert all(each.kept and each.kept <= each.by for each in kept)


@pytest.mark.parametrize("moment", MOMENTS)
def test_what_was_grave_was_looked_back_on_the_same_day(moment: str) -> None:
    told = state(moment)
    today = at(moment).date()
    over = [each for each in told.incidents.values() if each.severity in (1, 2) and not each.is_open]

    assert over
    for each in over:
        assert each.resolved is not None
        assert each.status is IncidentStatus.REVIEWED or each.resolved.date() == today


def test_of_the_ideas_one_was_used_one_dropped_and_some_wait() -> None:
    now = state("2026-11-20T15:10")
    ideas = Counter(each.state for each in now.ideas.values())
    (used,) = (each for each in now.ideas.values() if each.state is IdeaState.USED)

    assert ideas == {IdeaState.USED: 1, IdeaState.DROPPED: 1, IdeaState.OPEN: 3}
    assert now.items[used.task].title == used.text
    assert now.items[used.task].state is ItemState.DONE


def test_the_same_moment_makes_the_same_fortnight() -> None:
    assert tell(load_words("en"), workflow(), at("2026-11-18T10:55")) == records("2026-11-18T10:55")


def test_it_speaks_the_persons_language() -> None:
    english = {each.title for each in state("2026-11-20T15:10").incidents.values()}
    spanish = {each.title for each in state("2026-11-20T15:10", "es").incidents.values()}

    assert len(spanish) == len(english)
    assert english & spanish == set()
    for kept in ("ideas", "promises"):
        told = [getattr(state("2026-11-20T15:10", language), kept).values() for language in ("en", "es")]
        said = [{each.text for each in values} for values in told]
        assert len(said[0]) == len(said[1]) == 5
        assert said[0] & said[1] == set()


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        ("2026-11-20T09:25", "2026-11-20T09:25"),
        ("2026-11-20T17:59", "2026-11-20T17:59"),
        ("2026-11-20T21:00", "2026-11-20T11:20"),
        ("2026-11-20T06:00", "2026-11-19T11:20"),
        ("2026-11-21T12:00", "2026-11-20T11:20"),
        ("2026-11-23T03:00", "2026-11-20T11:20"),
    ],
)
def test_outside_working_hours_it_shows_the_last_working_morning(now: str, shown: str) -> None:
    assert moment_of(at(now).astimezone(dt.UTC), ZONE) == at(shown)


def test_the_desk_opens_on_it_without_a_word(tmp_path: Path) -> None:
    moment = at("2026-11-18T10:55")
    paths = open_demo(tmp_path / "here", load_words("es"), moment, "America/Bogota")
    desk = open_desk(paths, clock=lambda: moment, language="es", config=LoadedConfig(Config()))
    troubles = desk.troubles()
    desk.close()

    assert (troubles.journal, troubles.workflow, troubles.config) == ((), None, ())
    assert (desk.workflow.name, desk.workflow.timezone) == ("agency", "America/Bogota")
    assert desk.left_running() is None
    assert is_demo(paths)
    assert [each.name for each in tmp_path.iterdir()] == ["here"]


def test_one_that_is_there_is_taken_as_it_is(tmp_path: Path) -> None:
    words, moment = load_words("en"), at("2026-11-18T10:55")
    paths = open_demo(tmp_path, words, moment, "UTC")
    before = {file: file.read_bytes() for file in tmp_path.rglob("*.toml")}

    assert open_demo(tmp_path, words, at("2026-11-20T12:00"), "UTC") == paths
    assert {file: file.read_bytes() for file in tmp_path.rglob("*.toml")} == before


def test_a_directory_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")

    with pytest.raises(NotADemonstrationError):
        open_demo(tmp_path, load_words("en"), at("2026-11-18T10:55"), "UTC")

    assert [each.name for each in tmp_path.iterdir()] == ["thesis.txt"]
    assert not is_demo(demo_paths(tmp_path))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_it_has_posts_a_campaign_to_come_and_figures_of_weeks(
    tmp_path: Path, moment: str, language: str
) -> None:
    paths = open_demo(tmp_path / "here", load_words(language), at(moment), "Europe/Madrid")
    desk = open_desk(paths, clock=lambda: at(moment), language=language, config=LoadedConfig(Config()))
    posts, troubles = desk.posts(), desk.troubles()
    monday = at(moment).date() - dt.timedelta(days=at(moment).weekday())
    weeks = {week for brand, week in desk.state.kpis if brand == "acme"}
    desk.close()

    assert troubles.calendar == ()
    assert {each.state for each in posts} >= {PostState.PUBLISHED, PostState.APPROVED, PostState.IDEA}
    assert all(each.is_published == (each.instant(ZONE) <= at(moment)) for each in posts)
    (campaign,) = desk.workflow.campaigns
    assert all(step.due > monday + dt.timedelta(days=6) for step in campaign.steps)
    assert weeks == {monday - dt.timedelta(days=7 * back) for back in range(1, 10)}
