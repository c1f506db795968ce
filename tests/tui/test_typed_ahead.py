"""Keys that come in one go: what comes after the key that opens something is meant for what it opens."""

from __future__ import annotations

import pytest
from textual import events

from jornada.tui import key_way, typed_ahead
from jornada.tui.key_way import Follower
from jornada.tui.screens.add_form import AddForm
from jornada.tui.typed_ahead import LONGEST_SECONDS, TypedAhead
from tests.tui.conftest import Dashboard, OpenDashboard

NAMES = {" ": "space", "\r": "enter", "\x1b": "escape", "[": "left_square_bracket"}


async def type_at_once(day: Dashboard, keys: str) -> None:
    for key in keys:
        day.app.post_message(events.Key(NAMES.get(key, key), key))
    for _ in range(8):
        await day.settle()


async def test_the_letters_after_the_key_of_a_form_stand_in_it(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        before = day.desk.state
        await type_at_once(day, "ax d 10m")
        form = day.app.screen
        assert isinstance(form, AddForm)
        assert form.values()["line"] == "x d 10m"
        assert day.desk.state == before


async def test_a_whole_line_and_what_follows_it(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await type_at_once(day, "aCall the printer 10m\r")
        assert "Call the printer" in [item.title for item in day.desk.state.items.values()]


@pytest.mark.parametrize(
    ("keys", "screen"),
    [("34", "TimeScreen"), ("43", "IncidentsScreen"), ("3424", "TimeScreen"), ("9431", "TodayScreen")],
)
async def test_from_screen_to_screen(dashboard: OpenDashboard, keys: str, screen: str) -> None:
    async with dashboard() as day:
        await type_at_once(day, keys)
        assert type(day.app.screen).__name__ == screen


async def test_a_key_of_another_screen_does_nothing_to_the_day(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        before = day.desk.state
        await type_at_once(day, "3x")
        assert day.desk.state == before


def test_they_go_when_all_that_opens_has_opened_in_their_order() -> None:
    went: list[str] = []
    ahead = TypedAhead(lambda: went.append("on"))
    ahead.hold("form", 0.0)
    ahead.hold("screen", 0.0)
    assert [ahead.takes(events.Key(each, each)) for each in "ab"] == [True, True]
    ahead.let_go("form")
    ahead.let_go("form")
    assert (went, ahead.next()) == ([], None)
    ahead.let_go("screen")
    assert went == ["on"]
    assert ahead.takes(events.Key("c", "c")), "one that comes meanwhile waits behind them"
    assert [key.key for key in iter(ahead.next, None)] == ["a", "b", "c"]
    assert not ahead.takes(events.Key("d", "d"))


def test_the_way_out_is_never_held() -> None:
    ahead = TypedAhead(lambda: None)
    ahead.hold("form", 0.0)
    assert not ahead.takes(events.Key("ctrl+q", None))


def test_what_never_opens_is_waited_for_no_longer_than_what_opens_late() -> None:
    went: list[str] = []
    ahead = TypedAhead(lambda: went.append("on"))
    ahead.hold("form", 10.0)
    ahead.takes(events.Key("a", "a"))
    ahead.let_go_late(10.0 + LONGEST_SECONDS / 2)
    assert went == []
    ahead.let_go_late(10.0 + LONGEST_SECONDS)
    assert went == ["on"]
    # What began since is waited for as long.
    ahead.hold("screen", 10.0 + LONGEST_SECONDS)
    ahead.let_go_late(10.5 + LONGEST_SECONDS)
    assert (went, ahead.next()) == (["on"], None)


async def test_keys_go_on_however_often_something_is_lost_on_the_way(
    dashboard: OpenDashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    for where in (typed_ahead, key_way):
        monkeypatch.setattr(where, "LONGEST_SECONDS", 0.01)
    async with dashboard() as day:
        monkeypatch.setattr(Follower, "go_on", lambda follower: None)
        await type_at_once(day, "jjja")
        while not isinstance(day.app.screen, AddForm):
            await day.settle()
