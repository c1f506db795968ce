"""Word of a retainer waits for the alarms: being asked for twice meanwhile must not stop them."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from tests.tui.conftest import OpenDashboard


async def test_asked_for_twice_while_an_alarm_rings(
    dashboard: OpenDashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with dashboard() as day:
        ringing: Future[bool] = Future()
        monkeypatch.setattr(day.desk, "submit_ring", lambda **named: ringing)
        day.screen._ring()
        day.screen._tell_retainers()
        await day.pilot.pause()
        day.screen._tell_retainers()  # takes the place of the one that waits
        await day.pilot.pause()
        assert not ringing.cancelled()
        ringing.set_result(False)
        await day.settle()
        await day.press("j")
        assert day.app.is_running
