"""The time and the estimates screens as they look at three sizes, and the time screen without colours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from concurrent.futures import Future

import pytest
from textual.pilot import Pilot

from jornada.config import load_config
from jornada.core import intents as do
from jornada.desk import Desk, LoadedConfig, Saved, open_desk
from jornada.paths import Paths
from jornada.present.words import load_words
from jornada.tui import app as app_module
from jornada.tui.app import make_app
from jornada.tui.screens.estimates import EstimatesScreen
from jornada.tui.screens.time import TimeScreen
from tests.conftest import FixedClock
from tests.tui.conftest import FRIDAY, FakeWatcher, until_live
from tests.tui.estimate_history import MADRID, history

Compare = Callable[..., bool]
SIZES = [(140, 45), (80, 24), (50, 15)]


def at(time: str, date: dt.date = FRIDAY) -> dt.datetime:
    return dt.datetime.combine(date, dt.time.fromisoformat(time), tzinfo=MADRID)


def day() -> tuple[do.Intent, ...]:
    """Over midnight, a gap, a note, a break, an incident, and what runs."""
    sweep, answers = f"{FRIDAY}.overnight-sweep", f"{FRIDAY}.publish-and-answer"
    night = at("23:40", FRIDAY - dt.timedelta(days=1))
    return (
        do.TimeLog(task=sweep, start=night, end=at("00:20")),
        do.TimeLog(task=sweep, start=at("09:00"), end=at("09:08")),
        do.TimeLog(task=answers, start=at("09:15"), end=at("09:25"), note="on the phone with the printer"),
        do.TimeLog(start=at("09:25"), end=at("09:30")),
        do.Interrupt(title="Viral comment about the menu", when=at("09:36")),
    )


def picture(
    paths: Paths,
    clock: FixedClock,
    compare: Compare,
    monkeypatch: pytest.MonkeyPatch,
    before: Iterable[do.Intent],
    keys: tuple[str, ...],
    size: tuple[int, int],
    environment: dict[str, str] | None = None,
) -> bool:
    """Whether the screen that `keys` lead to looks as it did."""
    monkeypatch.setattr(app_module, "watch", lambda *args, **named: FakeWatcher())
    config = LoadedConfig(*load_config(""))
    desk = open_desk(paths, clock=clock, language="en", config=config)
    for intent in before:
        assert isinstance(desk.act(intent), Saved), intent
    opening: Future[Desk] = Future()
    opening.set_result(desk)
    app = make_app(
        opening,
        paths=paths,
        words=load_words("en"),
        config=config,
        environment=environment or {},
    )

    async def run(pilot: Pilot[int]) -> None:
        await until_live(pilot)
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
            if isinstance(app.screen, TimeScreen | EstimatesScreen):
                await app.screen.settled()
        await pilot.pause()

    try:
        return compare(app, terminal_size=size, run_before=run)
    finally:
        desk.close()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_time(
    paths: Paths,
    clock: FixedClock,
    snap_compare: Compare,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
) -> None:
    assert picture(paths, clock, snap_compare, monkeypatch, day(), ("4", "j", "j", "j"), size)


def test_time_without_colours(
    paths: Paths, clock: FixedClock, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    plain = {"NO_COLOR": "1"}
    assert picture(paths, clock, snap_compare, monkeypatch, day(), ("4", "j", "j"), (80, 24), plain)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_estimates(
    paths: Paths,
    clock: FixedClock,
    snap_compare: Compare,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
) -> None:
    assert picture(paths, clock, snap_compare, monkeypatch, history(), ("L", "enter", "j"), size)
