"""The posts screen: the calendar by day and week, planned, changed, marked as published; clashes said."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from jornada.core import intents as do
from jornada.core.posts import Post, PostState
from jornada.desk import Desk
from jornada.paths import Paths
from jornada.tui.screens.post_form import PostForm, PublishForm
from jornada.tui.screens.posts import PostsScreen
from jornada.tui.screens.today import TodayScreen
from tests.tui.conftest import FRIDAY, Dashboard, OpenDashboard

AGENCY = 'workflow = "agency"\n'
CALENDAR = """\
# November
[[post]]
key = "menu"
date = "2026-11-16"
time = "09:00"
channel = "instagram"
brand = "acme"
title = "Menu of the week"
state = "published"

[[post]]
key = "raffle"
date = "2026-11-20"
time = "12:30"     # after the call
channel = "instagram"
brand = "acme"
title = "Christmas raffle"
state = "draft"

[[post]]
key = "late"
date = "2026-11-20"
time = "08:30"
channel = "x"
brand = "brisa"
title = "Weather for the weekend"
state = "scheduled"

[[post]]
key = "reel"
date = "2026-11-21"
title = "Reel of the kitchen"
"""


def write_calendar(paths: Paths) -> Path:
    """The calendar of the tests of posts and of the week."""
    paths.calendar.mkdir(parents=True)
    file = paths.calendar / "2026-11.toml"
    file.write_text(CALENDAR)
    return file


@pytest.fixture
def calendar(paths: Paths) -> Path:
    return write_calendar(paths)


async def press(day: Dashboard, *keys: str) -> None:
    for key in keys:
        await day.press(key)
        if isinstance(day.app.screen, PostsScreen):
            await day.app.screen.settled()
    await day.pilot.pause()


async def typed(day: Dashboard, text: str) -> None:
    await day.pilot.press(*("space" if sign == " " else sign for sign in text))
    await day.pilot.pause()


async def saved(day: Dashboard) -> None:
    """Enter in a form, until its post is in the file and drawn."""
    await day.pilot.press("enter")
    await day.pilot.pause()
    asked = [each for each in day.app.workers if each.group == "dialogs" and each.node is day.app.screen]
    for each in asked:
        await each.wait()
    await day.pilot.pause()


def posts(desk: Desk) -> dict[str, Post]:
    return {post.key: post for post in desk.posts()}


def screen(day: Dashboard) -> PostsScreen:
    found = day.app.screen
    assert isinstance(found, PostsScreen)
    return found


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (50, 15), (40, 10), (30, 8)])
@pytest.mark.parametrize("language", ["en", "es"])
async def test_it_is_read_at_any_size(
    dashboard: OpenDashboard, calendar: Path, size: tuple[int, int], language: str
) -> None:
    async with dashboard(size=size, language=language, config=AGENCY) as day:
        await press(day, "5")
        rows = day.rows()
        assert max(map(len, rows)) <= size[0]
        assert "16–22" in rows[0]
        await press(day, "G")
        assert "Reel" in day.text()
        assert "q" in day.foot


async def test_80_by_24(dashboard: OpenDashboard, calendar: Path) -> None:
    async with dashboard(config=AGENCY) as day:
        await press(day, "5")
        assert day.rows()[:10] == [
            " Posts  16–22 November 2026                                    1 of 4 published",
            " Monday 16 November ──────────────────────────────────────────────────── 1 post",
            "▌ 09:00 ✓ published  Café Ñandú   instagram  Menu of the week",
            " Friday 20 November ─────────────────────────────────────────────────── 2 posts",
            " !08:30 ● scheduled  Hotel Brisa  x          Weather for the weekend",
            "  12:30 ○ draft      Café Ñandú   instagram  Christmas raffle",
            " Saturday 21 November ────────────────────────────────────────────────── 1 post",
            "      – ? idea                               Reel of the kitchen",
            "",
            "",
        ]


async def test_weeks_days_and_back(dashboard: OpenDashboard, calendar: Path) -> None:
    async with dashboard(config=AGENCY) as day:
        await press(day, "5", "right_square_bracket")
        assert "23–29 November 2026" in day.rows()[0]
        assert "No posts here; a plans one" in day.text()
        await press(day, "left_square_bracket", "left_square_bracket")
        assert "9–15 November 2026" in day.rows()[0]
        await press(day, "t")
        assert "16–22 November 2026" in day.rows()[0]
        await press(day, "G", "w")
        assert "Saturday 21 November 2026" in day.rows()[0]
        await press(day, "left_square_bracket")
        assert "Friday 20 November 2026" in day.rows()[0]
        assert "Christmas raffle" in day.text()
        assert "Reel" not in day.text()
        await press(day, "w")
        assert "16–22 November 2026" in day.rows()[0]


@pytest.mark.parametrize("key", ["escape", "1"])
async def test_it_is_left_for_today_where_the_next_posts_stand(
    dashboard: OpenDashboard, calendar: Path, key: str
) -> None:
    async with dashboard(size=(140, 45), config=AGENCY) as day:
        assert "! 08:30 Weather for th" in day.text()
        assert "○ 12:30 Christmas raf" in day.text()
        await press(day, "5", key)
        assert isinstance(day.app.screen, TodayScreen)


async def test_space_takes_the_next_state_up_to_scheduled(dashboard: OpenDashboard, calendar: Path) -> None:
    async with dashboard(config=AGENCY) as day:
        await press(day, "5", "G", "k", "space")
        assert posts(day.desk)["raffle"].state is PostState.APPROVED
        assert day.foot.startswith("Christmas raffle: approved")
        await press(day, "space", "space", "space")
        assert posts(day.desk)["raffle"].state is PostState.SCHEDULED
        assert "P marks it as published" in day.foot
        await press(day, "u", "u")
        assert posts(day.desk)["raffle"].state is PostState.DRAFT
        assert calendar.read_text() == CALENDAR


async def test_it_is_marked_as_published_with_its_address(dashboard: OpenDashboard, calendar: Path) -> None:
    async with dashboard(config=AGENCY) as day:
        await press(day, "5", "j")
        await day.pilot.press("P")
        await day.pilot.pause()
        assert isinstance(day.app.screen, PublishForm)
        await typed(day, "https://x.test/1")
        await day.pilot.press("enter")
        await day.pilot.pause()
        await screen(day).settled()
        late = posts(day.desk)["late"]
        assert (late.state, late.link) == (PostState.PUBLISHED, "https://x.test/1")
        assert calendar.read_text() == CALENDAR
        await press(day, "space")
        assert "published already" in day.foot


async def test_a_post_is_changed_in_its_file(dashboard: OpenDashboard, calendar: Path) -> None:
    async with dashboard(config=AGENCY) as day:
        await press(day, "5", "j", "j")
        await day.pilot.press("enter")
        await day.pilot.pause()
        assert isinstance(day.app.screen, PostForm)
        await day.pilot.press("tab", "tab")
        await typed(day, "13:15")
        await saved(day)
        assert calendar.read_text() == CALENDAR.replace('time = "12:30" ', 'time = "13:15" ')
        assert "13:15" in day.text()
        assert day.foot.startswith("Saved: Christmas raffle · today 13:15")


async def test_a_post_is_planned_and_its_clash_is_said(dashboard: OpenDashboard, calendar: Path) -> None:
    async with dashboard(config=AGENCY, size=(110, 24)) as day:
        await press(day, "5", "j", "a")
        assert isinstance(day.app.screen, PostForm)
        await typed(day, "Another one")
        await day.pilot.press("tab", "tab")
        await typed(day, "12:30")
        await saved(day)
        (made,) = [post for post in posts(day.desk).values() if post.title == "Another one"]
        assert (made.date, made.time, made.state) == (FRIDAY, dt.time(12, 30), PostState.DRAFT)
        assert calendar.read_text().startswith(CALENDAR)
        assert "at the same minute as Christmas raffle (instagram)" in day.foot
        assert "! at the same minute as Another one" in day.text()


async def test_what_is_wrong_is_said_at_its_field(dashboard: OpenDashboard, calendar: Path) -> None:
    async with dashboard(config=AGENCY) as day:
        await press(day, "5", "a")
        await day.pilot.press("enter")
        await day.pilot.pause()
        form = day.app.screen
        assert isinstance(form, PostForm)
        assert form.field("title").wrong == "A title is needed"
        await typed(day, "A")
        await day.pilot.press("tab")
        await typed(day, "someday")
        await day.pilot.press("enter")
        await day.pilot.pause()
        assert "is no day" in form.field("date").wrong
        await day.pilot.press("escape")
        await day.pilot.pause()
        assert calendar.read_text() == CALENDAR


async def test_what_was_changed_meanwhile_is_not_written_over(
    dashboard: OpenDashboard, calendar: Path
) -> None:
    async with dashboard(config=AGENCY) as day:
        await press(day, "5", "j", "j")
        await day.pilot.press("enter")
        await day.pilot.pause()
        theirs = CALENDAR.replace("Christmas raffle", "New Year raffle")
        calendar.write_text(theirs)
        await typed(day, " now")
        await saved(day)
        assert calendar.read_text() == theirs
        assert "was changed in its file meanwhile" in day.foot
        assert "New Year raffle" in day.text()


async def test_a_task_is_made_once(dashboard: OpenDashboard, calendar: Path) -> None:
    async with dashboard(config=AGENCY) as day:
        await press(day, "5", "j", "j", "m")
        tasks = [item for item in day.desk.state.items.values() if item.title == "Christmas raffle"]
        assert [(item.block, item.due, item.brand) for item in tasks] == [("noon", "12:30", "acme")]
        await press(day, "m")
        assert "is a task already" in day.foot
        await press(day, "u")
        assert not [item for item in day.desk.state.items.values() if item.title == "Christmas raffle"]


async def test_a_crisis_of_its_brand_stands_under_a_post(dashboard: OpenDashboard, calendar: Path) -> None:
    crisis = do.IncidentOpen(title="Boycott", kind="press", severity=2, brand="acme")
    async with dashboard(config=AGENCY, before=(crisis,)) as day:
        await press(day, "5")
        assert "! a crisis of its brand is open: S2 high, Boycott" in day.text()


async def test_one_brand_or_all(dashboard: OpenDashboard, calendar: Path) -> None:
    async with dashboard(config=AGENCY) as day:
        await press(day, "5")
        await day.pilot.press("b")
        await day.pilot.pause()
        await day.pilot.press("2")
        await day.pilot.pause()
        assert "Weather" in day.text()
        assert "raffle" not in day.text()
        assert "/ Hotel Brisa" in day.rows()[0]


async def test_what_others_write_is_shown(dashboard: OpenDashboard, calendar: Path) -> None:
    async with dashboard(config=AGENCY) as day:
        await press(day, "5")
        calendar.write_text(CALENDAR.replace("Reel of the kitchen", "Reel of the cellar"))
        day.desk.refresh()
        await day.pilot.pause()
        assert "Reel of the cellar" in day.text()


async def test_a_file_with_a_mistake_is_told_by_a_banner(dashboard: OpenDashboard, calendar: Path) -> None:
    async with dashboard(config=AGENCY, size=(110, 24)) as day:
        await press(day, "5")
        calendar.write_text(CALENDAR.replace("12:30", "32:30"))
        day.desk.refresh()
        await day.pilot.pause()
        assert "2026-11.toml: line 14, post 2 › time: “32:30” is no time of the day" in day.text()
        assert "Christmas raffle" in day.text()


async def test_without_posts_it_says_how_to_plan_one(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await press(day, "5", "enter", "space", "m", "P")
        assert isinstance(day.app.screen, PostsScreen)
        assert "No post is under the cursor" in day.foot
        assert "No posts here; a plans one" in day.text()
