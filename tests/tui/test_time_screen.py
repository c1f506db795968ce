"""The time screen: what ran, what is missing, and putting it right with keys."""

from __future__ import annotations

import datetime as dt

import pytest

from jornada.core import intents as do
from jornada.paths import Paths
from jornada.tui.screens.session_form import SessionForm
from jornada.tui.screens.split_form import SplitForm
from jornada.tui.screens.time import TimeScreen
from tests.conftest import FixedClock
from tests.tui.conftest import FRIDAY, Dashboard, OpenDashboard

SWEEP = f"{FRIDAY}.overnight-sweep"
ANSWERS = f"{FRIDAY}.publish-and-answer"
MADRID = dt.timezone(dt.timedelta(hours=1))


def at(time: str) -> dt.datetime:
    return dt.datetime.combine(FRIDAY, dt.time.fromisoformat(time), tzinfo=MADRID)


def log(task: str, start: str, end: str) -> do.TimeLog:
    return do.TimeLog(task=task, start=at(start), end=at(end))


TWO = (log(SWEEP, "09:00", "09:10"), log(SWEEP, "09:20", "09:30"))


async def press(day: Dashboard, *keys: str) -> None:
    for key in keys:
        await day.press(key)
        if isinstance(day.app.screen, TimeScreen):
            await day.app.screen.settled()
        await day.pilot.pause()


def spans(day: Dashboard) -> list[str]:
    found = sorted(day.desk.state.sessions.values(), key=lambda each: each.start)
    return [f"{each.start:%H:%M}-{each.end:%H:%M}" if each.end else f"{each.start:%H:%M}-" for each in found]


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (50, 15), (40, 10)])
@pytest.mark.parametrize("language", ["en", "es"])
async def test_it_is_read_at_any_size(dashboard: OpenDashboard, size: tuple[int, int], language: str) -> None:
    async with dashboard(size=size, language=language, before=TWO) as day:
        await press(day, "4")
        assert isinstance(day.app.screen, TimeScreen)
        rows = day.rows()
        assert max(map(len, rows)) <= size[0]
        assert "09:00–09:10" in rows[1]
        assert "09:10–09:20" in rows[2]
        assert day.foot.endswith(("q Quit", "q Salir", "q"))


async def test_a_gap_is_filled_with_one_key_and_taken_back(dashboard: OpenDashboard) -> None:
    async with dashboard(before=TWO) as day:
        await press(day, "4", "j", "f")
        assert spans(day) == ["09:00-09:20", "09:20-09:30"]
        await press(day, "u")
        assert spans(day) == ["09:00-09:10", "09:20-09:30"]


async def test_a_gap_is_filled_with_what_one_says(dashboard: OpenDashboard) -> None:
    async with dashboard(before=TWO) as day:
        await press(day, "4", "j", "enter")
        form = day.app.screen
        assert isinstance(form, SessionForm)
        assert form.values()["start"] == "09:10"
        assert form.values()["end"] == "09:20"
        await press(day, "enter")
        assert spans(day) == ["09:00-09:10", "09:10-09:20", "09:20-09:30"]


async def test_put_right_joined_split_dropped(dashboard: OpenDashboard) -> None:
    async with dashboard(before=TWO) as day:
        await press(day, "4", "J")
        assert spans(day) == ["09:00-09:30"]
        await press(day, "S")
        assert isinstance(day.app.screen, SplitForm)
        await press(day, "enter")
        assert spans(day) == ["09:00-09:15", "09:15-09:30"]
        await press(day, "e")
        assert isinstance(day.app.screen, SessionForm)
        await press(day, "tab", *"09:12", "enter")
        assert spans(day) == ["09:00-09:12", "09:15-09:30"]
        await press(day, "x")
        assert spans(day) == ["09:15-09:30"]


async def test_what_overlaps_is_refused_at_its_field_and_makes_room_when_told(
    dashboard: OpenDashboard,
) -> None:
    async with dashboard(before=TWO) as day:
        await press(day, "4", "e", "tab", *"09:25", "enter")
        form = day.app.screen
        assert isinstance(form, SessionForm)
        assert form.field("start").wrong
        await press(day, "tab", "tab", "tab", "tab", "right", "enter")
        assert spans(day) == ["09:00-09:25", "09:25-09:30"]


async def test_other_days_and_a_day_without_time(dashboard: OpenDashboard) -> None:
    async with dashboard(before=TWO) as day:
        await press(day, "4", "left_square_bracket")
        assert "Thursday 19 November" in day.rows()[0]
        assert "No time was spent" in day.text()
        await press(day, "f")
        assert "No gap" in day.foot
        await press(day, "t")
        assert "today" in day.rows()[0]


async def test_what_runs_grows_by_the_minute(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(do.TaskStart(task=SWEEP),)) as day:
        await press(day, "4")
        screen = day.app.screen
        assert isinstance(screen, TimeScreen)
        day.clock.advance(minutes=7)
        screen.tick()
        await day.pilot.pause()
        assert "7 min" in day.text()
        assert "now" in day.text()


async def test_moved_to_another_task_with_two_keys(dashboard: OpenDashboard) -> None:
    async with dashboard(before=TWO) as day:
        await press(day, "4", "m", "1")  # the first that it is not about already
        first = min(day.desk.state.sessions.values(), key=lambda each: each.start)
        assert first.task == ANSWERS
        assert (first.start, first.end) == (at("09:00"), at("09:10"))
        await press(day, "m", "b")
        assert min(day.desk.state.sessions.values(), key=lambda each: each.start).is_break
        await press(day, "u", "u", "m", "escape")
        assert min(day.desk.state.sessions.values(), key=lambda each: each.start).task == SWEEP


async def test_a_gap_may_have_been_a_break(dashboard: OpenDashboard) -> None:
    async with dashboard(before=TWO) as day:
        await press(day, "4", "j", "enter", "tab", "tab", "end", "enter")
        assert [each.is_break for each in day.desk.state.sessions.values()].count(True) == 1
        assert spans(day) == ["09:00-09:10", "09:10-09:20", "09:20-09:30"]


async def test_what_a_gap_would_become_and_a_note_are_said_below(dashboard: OpenDashboard) -> None:
    noted = do.TimeLog(task=ANSWERS, start=at("09:32"), end=at("09:38"), note="on the phone " * 4 + "END")
    async with dashboard(before=(*TWO, noted)) as day:
        await press(day, "4", "j")
        assert "Filled, it is Overnight sweep of mentions" in day.rows()[-3]
        await press(day, "G")
        assert "END" in day.rows()[-3]
        assert day.rows()[-3].strip().startswith("on the phone")


async def test_an_incident_has_its_area_and_its_brand(dashboard: OpenDashboard) -> None:
    opened = do.IncidentOpen(title="Viral comment", brand="acme")
    async with dashboard(size=(120, 30), config='workflow = "agency"\n', before=(opened,)) as day:
        key = day.incident().id
        await day.do(do.TimeLog(incident=key, start=at("09:10"), end=at("09:30")))
        await press(day, "4")
        row = next(line for line in day.rows() if "09:10–09:30" in line)
        assert "Handling the unforeseen" in row
        assert "Café Ñandú" in row


@pytest.mark.parametrize(
    ("width", "said"),
    [(80, "  ! 5 min counted twice\n"), (120, "! 5 min counted twice, with Overnight sweep of m")],
)
async def test_what_is_counted_twice_is_said_apart_and_with_what(
    dashboard: OpenDashboard, paths: Paths, width: int, said: str
) -> None:
    async with dashboard(size=(width, 24), before=TWO) as day:
        file = paths.journal / "2026" / f"{FRIDAY}.zzzz.toml"
        start, end = at("09:25").isoformat(), at("09:35").isoformat()
        logged = f'do = "time.log", task = "{ANSWERS}", start = {start}, end = {end}'
        file.write_text(f"zzzz-1 = {{ at = {end}, n = 90, {logged} }}\n")
        day.watcher.on_change()
        await press(day, "4", "G", "k")
        assert said in day.text()
        assert "5 min counted twice, with Overnight sweep of m" in day.rows()[-3]


async def test_after_midnight_the_columns_stand_below_each_other(
    dashboard: OpenDashboard, clock: FixedClock
) -> None:
    late = do.TimeLog(task=SWEEP, start=at("23:00") - dt.timedelta(days=1), end=at("00:30"))
    async with dashboard(before=(late, *TWO)) as day:
        await press(day, "4")
        first, second = day.rows()[1], next(line for line in day.rows() if "09:00–09:10" in line)
        assert first.index("✓") == second.index("✓")
        assert "50 min worked" in day.rows()[0]


async def test_time_is_entered_where_some_is_free(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(*TWO, do.TaskStart(task=ANSWERS))) as day:
        await press(day, "4", "k", "k", "k", "k", "l")
        form = day.app.screen
        assert isinstance(form, SessionForm)
        assert (form.values()["start"], form.values()["end"]) == ("09:10", "09:20")
        await press(day, "escape", "G", "l")
        form = day.app.screen
        assert isinstance(form, SessionForm)
        assert (form.values()["start"], form.values()["end"]) == ("09:30", "09:40")
