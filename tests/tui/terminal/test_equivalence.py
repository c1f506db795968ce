"""What is sent by way of differences looks, in every cell, like what the toolkit sends by itself.

A few dozen random sessions; a thousand with FAULTS=full.
"""

from __future__ import annotations

import random

import pytest

from jornada.paths import Paths
from jornada.tui.watching import Watching
from tests.conftest import FULL, FixedClock
from tests.tui.terminal.sessions import opened

STARTS = 50 if FULL else 2
SESSIONS_A_START = 20 if FULL else 12
STEPS = 8 if FULL else 5


@pytest.mark.parametrize("seed", range(STARTS))
async def test_both_drivers_show_the_same(
    seed: int, paths: Paths, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Watching, "start", lambda watching: None)
    chance = random.Random(seed)
    async with opened(paths, clock, chance) as sessions:
        for _ in range(SESSIONS_A_START):
            await sessions.play(STEPS)
        assert sessions.driver.bytes_own < 0.35 * sessions.driver.bytes_stock
