"""What a full minute sends to the terminal: the digits that it changes."""

from __future__ import annotations

import random
import statistics

import pytest

from jornada.core import intents as do
from jornada.paths import Paths
from jornada.tui.watching import Watching
from tests.conftest import FixedClock
from tests.tui.conftest import FRIDAY
from tests.tui.terminal.sessions import opened

MINUTES = 12
NOTHING_FALLS_DUE_FROM = {"hour": 9, "minute": 46}
MOST_BYTES = {"idle": 60, "timer": 100}
"""On the average of some minutes: now and then the bar of the day gets one cell further."""


@pytest.mark.parametrize("kind", MOST_BYTES)
async def test_a_minute_is_the_digits_it_changes(
    kind: str, paths: Paths, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Watching, "start", lambda watching: None)
    clock.now = clock.now.replace(**NOTHING_FALLS_DUE_FROM)
    before = (do.TaskStart(task=f"{FRIDAY}.overnight-sweep"),) if kind == "timer" else ()
    async with opened(paths, clock, random.Random(0), size=(120, 40), before=before) as sessions:
        sessions.compare(["opened"])
        sent = [await sessions.pass_minute(clock) for _ in range(MINUTES)]
    assert all(sent), "each minute is drawn"
    assert statistics.mean(sent) <= MOST_BYTES[kind], sent
