"""The editorial calendar at the desk: one door, typed outcomes, the journal's word on top of the files."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jornada import resources
from jornada.config import Config
from jornada.core import intents as do
from jornada.core.mistakes import Problem
from jornada.core.post_check import Known, read_calendar
from jornada.core.posts import ClashKind, Post, PostState
from jornada.core.refusals import Reason, Refused
from jornada.desk import Desk, LoadedConfig, Saved, open_desk
from jornada.editorial import (
    CalendarLocked,
    FileDamaged,
    FileNotWritten,
    PostMistaken,
    PostMoved,
    PostsSaved,
    PostUnchanged,
)
from jornada.paths import Paths
from jornada.present.words import LANGUAGES

DAY = dt.date(2026, 11, 20)
NOW = dt.datetime(2026, 11, 20, 9, 40, tzinfo=dt.timezone(dt.timedelta(hours=1)))
AGENCY = LoadedConfig(Config(workflow="agency"))


def desk_on(paths: Paths, **more: Any) -> Desk:
    return open_desk(paths, clock=lambda: NOW, language="en", config=AGENCY, **more)


@pytest.fixture
def desk(paths: Paths) -> Iterator[Desk]:
    opened = desk_on(paths)
    yield opened
    opened.close()


def post(title: str = "Raffle", time: str = "10:00", **more: Any) -> Post:
    return Post(key="", date=DAY, title=title, time=dt.time.fromisoformat(time), **more)


def added(desk: Desk, *posts: Post) -> tuple[Post, ...]:
    outcome = desk.add_posts(posts or (post(),))
    assert isinstance(outcome, PostsSaved), outcome
    return outcome.posts


def test_an_added_post_is_there_at_once_and_listeners_are_told(desk: Desk, paths: Paths) -> None:
    told: list[int] = []
    desk.listen(lambda: told.append(len(desk.posts())))
    (raffle,) = added(desk)
    assert desk.posts() == (raffle,)
    assert (raffle.key, raffle.file) == ("2026-11-20-raffle", "2026-11.toml")
    assert told == [1]
    assert not paths.journal.exists()


def test_the_first_file_of_a_calendar_is_seen_when_it_comes(desk: Desk, paths: Paths) -> None:
    told: list[int] = []
    desk.listen(lambda: told.append(len(desk.posts())))
    assert desk.posts() == ()
    assert not desk.refresh()

    paths.calendar.mkdir(parents=True)
    assert not desk.refresh()
    entry = '[[post]]\nkey = "raffle"\ndate = "2026-11-20"\ntime = "10:00"\ntitle = "Raffle"\n'
    (paths.calendar / "2026-11.toml").write_text(entry)
    assert desk.refresh()
    assert ([each.title for each in desk.posts()], told) == (["Raffle"], [1])
    assert not desk.refresh()


def test_without_a_calendar_nothing_is_loaded_that_reads_one(
    paths: Paths, environment: dict[str, str]
) -> None:
    code = (
        "import sys; from jornada.cli.door import Door\n"
        "desk = Door(dict(__import__('os').environ)).open_desk(); print(desk.posts()); desk.close()\n"
        "print('jornada.editorial' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["()", "False"], done.stderr


def test_the_state_of_a_post_is_a_record_and_undo_takes_it_back(desk: Desk) -> None:
    (raffle,) = added(desk)
    outcome = desk.act(do.PostStateSet(post=raffle.key, state="published", link="https://x.test"))
    assert isinstance(outcome, Saved)
    assert [(each.state, each.link) for each in desk.posts()] == [(PostState.PUBLISHED, "https://x.test")]
    desk.act(do.Undo())
    assert desk.posts() == (raffle,)


def test_a_post_that_is_not_there_cannot_be_published(desk: Desk) -> None:
    outcome = desk.act(do.PostStateSet(post="gone", state="published"))
    assert isinstance(outcome, Refused)
    assert outcome.reason is Reason.NO_SUCH_POST


def test_a_new_post_never_takes_the_name_of_one_that_was_published(desk: Desk, paths: Paths) -> None:
    (raffle,) = added(desk)
    desk.act(do.PostStateSet(post=raffle.key, state="published"))
    (paths.calendar / raffle.file).unlink()
    desk.refresh()
    assert [each.key for each in added(desk)] == [f"{raffle.key}-2"]
    assert [each.state for each in desk.posts()] == [PostState.IDEA]


def test_a_change_from_outside_is_seen_by_a_refresh(desk: Desk, paths: Paths) -> None:
    (raffle,) = added(desk)
    file = paths.calendar / raffle.file
    file.write_text(file.read_text().replace("Raffle", "Draw"))
    assert desk.refresh()
    assert [each.title for each in desk.posts()] == ["Draw"]
    assert not desk.refresh()


def test_the_calendar_is_not_read_before_it_is_asked_for(desk: Desk, paths: Paths) -> None:
    paths.calendar.mkdir(parents=True)
    (paths.calendar / "a.toml").write_text("[[post")
    desk.refresh()
    assert desk.troubles().calendar == ()
    assert desk.posts() == ()
    assert [file.path.name for file in desk.troubles().calendar] == ["a.toml"]


def test_an_edit_is_in_the_file_and_the_state_stays_the_journals(desk: Desk) -> None:
    (raffle,) = added(desk)
    desk.act(do.PostStateSet(post=raffle.key, state="published", link="https://x.test/1"))
    (shown,) = desk.posts()
    outcome = desk.edit_post(shown, replace(shown, title="Draw", link="https://x.test/2"))
    assert isinstance(outcome, PostsSaved)
    (now,) = desk.posts()
    assert (now.title, now.link, now.state) == ("Draw", "https://x.test/2", PostState.PUBLISHED)
    assert now.as_in_file.state is PostState.IDEA


def test_what_is_wrong_is_said_field_by_field_and_nothing_is_written(desk: Desk, paths: Paths) -> None:
    outcome = desk.add_posts([post("Good"), post("", brand="acmee")])
    assert isinstance(outcome, PostMistaken)
    assert {(each.path, each.problem) for each in outcome.mistakes} == {
        (("title",), Problem.MISSING),
        (("brand",), Problem.NOT_IN_WORKFLOW),
    }
    assert not paths.calendar.exists()


def test_a_brand_that_was_strange_before_does_not_stop_another_change(desk: Desk, paths: Paths) -> None:
    paths.calendar.mkdir(parents=True)
    text = '[[post]]\nkey = "a"\ndate = "2026-11-20"\ntitle = "A"\nbrand = "gone"\n'
    (paths.calendar / "a.toml").write_text(text)
    (before,) = desk.posts()
    assert isinstance(desk.edit_post(before, replace(before, title="B")), PostsSaved)
    (now,) = desk.posts()
    assert isinstance(desk.edit_post(now, replace(now, brand="worse")), PostMistaken)


def test_conflicts_are_typed(desk: Desk, paths: Paths) -> None:
    (raffle,) = added(desk)
    file = paths.calendar / raffle.file
    assert desk.edit_post(raffle, raffle) == PostUnchanged(raffle)
    file.write_text(file.read_text().replace("Raffle", "Draw"))
    outcome = desk.edit_post(raffle, replace(raffle, title="Other"))
    assert outcome == PostMoved(replace(raffle, title="Draw"))
    assert [each.title for each in desk.posts()] == ["Draw"]
    file.write_text("[[post]]")
    outcome = desk.add_posts([post()])
    assert isinstance(outcome, FileDamaged)
    assert outcome.path == file


def test_what_cannot_be_written_says_so(desk: Desk, paths: Paths) -> None:
    paths.data.mkdir(exist_ok=True)
    paths.calendar.write_text("in its place")
    outcome = desk.add_posts([post()])
    assert isinstance(outcome, FileNotWritten | FileDamaged)
    assert paths.calendar.read_text() == "in its place"


def test_with_a_clock_set_by_hand_nothing_is_written(paths: Paths) -> None:
    desk = desk_on(paths, may_write=False)
    assert desk.add_posts([post()]) == CalendarLocked("clock")
    assert desk.edit_post(post(), post("Draw")) == CalendarLocked("clock")
    assert not paths.data.exists()
    desk.close()


def test_clashes_know_the_open_incidents(desk: Desk) -> None:
    brand = desk.workflow.brands[0].key
    one, other, meets = added(
        desk,
        post("A", state=PostState.SCHEDULED),
        post("B", state=PostState.SCHEDULED),
        post("C", "12:00", state=PostState.SCHEDULED, brand=brand),
    )
    assert set(desk.clashes()) == {one.key, other.key}
    desk.act(do.IncidentOpen(title="Boycott", kind="press", severity=2, brand=brand))
    assert [each.kind for each in desk.clashes()[meets.key]] == [ClashKind.CRISIS]


def test_another_plan_in_use_knows_other_brands(desk: Desk) -> None:
    brand = desk.workflow.brands[0].key
    added(desk, post(brand=brand))
    assert desk.troubles().calendar == ()
    desk.act(do.WorkflowUse(name="garcia"))
    desk.posts()
    (trouble,) = desk.troubles().calendar
    assert [each.mistake.problem for each in trouble.mistakes] == [Problem.NOT_IN_WORKFLOW]


def test_two_desks_on_one_calendar_lose_nothing(desk: Desk, paths: Paths) -> None:
    other = desk_on(paths)
    added(desk, post("A"))
    added(other, post("B"))
    added(desk, post("C"))
    other.refresh()
    assert [each.title for each in other.posts()] == ["A", "B", "C"]
    other.close()


def test_a_calendar_that_is_a_link_stays_one(desk: Desk, paths: Paths, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    paths.data.mkdir(exist_ok=True)
    paths.calendar.symlink_to(elsewhere)
    added(desk)
    assert paths.calendar.is_symlink()
    assert [path.name for path in elsewhere.iterdir()] == ["2026-11.toml"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_calendar_of_the_manual_has_no_mistake(language: str) -> None:
    page = resources.text("help", f"calendar.{language}.md")
    (example,) = re.findall(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    known = Known({"acme": "Café Ñandú"}, {"trust": "Nobody waits"})
    posts, mistakes = read_calendar(tomllib.loads(example), known, file="")
    assert mistakes == ()
    assert [each.state for each in posts] == [PostState.DRAFT]
