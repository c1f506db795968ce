"""What the report looks like, at three sizes and without colour.

After a change that is meant, look at the report of the failing run and keep the new drawings with
`pytest tests/tui/test_report_snapshots.py --snapshot-update`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest
from textual.pilot import Pilot

from jornada.config import load_config
from jornada.core import intents as do
from jornada.desk import Desk, LoadedConfig, Saved, open_desk
from jornada.paths import Paths
from jornada.present.words import load_words
from jornada.tui import app as app_module
from jornada.tui.app import JornadaApp, make_app
from jornada.tui.screens.report import ReportScreen
from tests.tui.conftest import FakeWatcher, until_live

Compare = Callable[..., bool]
SIZES = ((140, 45), (80, 24), (50, 15))
ZONE = dt.timezone(dt.timedelta(hours=1))
THURSDAY, FRIDAY = dt.date(2026, 11, 19), dt.date(2026, 11, 20)


def at(date: dt.date, time: str) -> dt.datetime:
    return dt.datetime.combine(date, dt.time.fromisoformat(time), tzinfo=ZONE)


class Week:
    """Two days at the agency: over and under the plan, an incident and what it displaced, goals counted."""

    def __init__(self, paths: Paths, language: str) -> None:
        self.paths, self.language = paths, language
        self.now = at(THURSDAY, "09:00")
        self.config = LoadedConfig(*load_config('workflow = "agency"\n'))
        self.desk = open_desk(paths, clock=lambda: self.now, language=language, config=self.config)

    def act(self, date: dt.date, time: str, intent: do.Intent) -> str:
        self.now = at(date, time)
        outcome = self.desk.act(intent)
        assert isinstance(outcome, Saved), outcome
        return outcome.record.id

    def begin(self) -> None:
        for date in (THURSDAY, FRIDAY):
            rows = [row.item for row in self.desk.day(date).rows]
            for place, (start, end) in enumerate(
                (("09:00", "09:25"), ("09:25", "09:35"), ("09:40", "09:50"), ("10:00", "11:10"))
            ):
                task = rows[place].id
                log = do.TimeLog(task=task, start=at(date, start), end=at(date, end))
                self.act(date, "11:10", log)
                self.act(date, "11:10", do.TaskDone(task=task))
        incident = self.act(FRIDAY, "11:10", do.Interrupt(title="[bold]Viral comment[/]"))
        edit = do.IncidentEdit(incident=incident, kind="complaint", severity=3, brand="brisa")
        self.act(FRIDAY, "11:12", edit)
        growth = next(row.item for row in self.desk.day(FRIDAY).rows if row.item.is_open)
        self.act(FRIDAY, "11:30", do.TaskDrop(task=growth.id, reason="the comment first"))
        self.act(FRIDAY, "11:50", do.IncidentResolve(incident=incident))
        self.now = at(FRIDAY, "12:30")

    def app(self, environment: dict[str, str]) -> JornadaApp:
        opening: Future[Desk] = Future()
        opening.set_result(self.desk)
        words = load_words(self.language)
        return make_app(opening, paths=self.paths, words=words, config=self.config, environment=environment)


@pytest.fixture(autouse=True)
def no_watching(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_module, "watch", lambda paths, on_change, *, network: FakeWatcher())


async def shown(pilot: Pilot[int]) -> None:
    await until_live(pilot)
    await pilot.press("9")
    while not isinstance(pilot.app.screen, ReportScreen):
        await pilot.pause()
    await pilot.pause()


async def bottom(pilot: Pilot[int]) -> None:
    await shown(pilot)
    await pilot.press("G")


PLACES = {"top": shown, "bottom": bottom}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "{}x{}".format(*size))
@pytest.mark.parametrize("place", PLACES)
def test_report(snap_compare: Compare, tmp_path: Path, size: tuple[int, int], place: str) -> None:
    week = Week(Paths(tmp_path / "data", tmp_path / "config", tmp_path / "state"), "en")
    week.begin()
    assert snap_compare(week.app({}), terminal_size=size, run_before=PLACES[place])
    week.desk.close()


def test_without_colour_in_spanish(
    snap_compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")  # the toolkit looks in the process's own
    week = Week(Paths(tmp_path / "data", tmp_path / "config", tmp_path / "state"), "es")
    week.begin()
    assert snap_compare(week.app({"NO_COLOR": "1"}), terminal_size=(80, 24), run_before=shown)
    week.desk.close()
