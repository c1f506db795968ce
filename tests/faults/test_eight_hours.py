"""A working day of eight hours, its minutes passed as fast as can be: what the dashboard takes of memory,
descriptors and the processor does not grow by what it shows, only by what is done.
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from jornada.tui.screens.desk_screen import DeskScreen
from jornada.tui.screens.today_time import TodayTime
from tests.faults.conftest import Figure
from tests.tui.conftest import Dashboard, OpenDashboard

PROBE_MINUTES = 10
MOST_BLOCKS_AN_HOUR = 5_000
"""Blocks of the allocator, of which this process has 400,000. A minute leaves some forty, in caches that have
an end; a screen whose drawn lines are kept leaves 1,400, one that is kept as a whole more than twice as many,
and there are six visits an hour."""
MOST_DESCRIPTORS_AN_HOUR = 0.5
MOST_KIBIBYTES_AN_HOUR = 2_048.0
MOST_GROWTH = 2.0
"""How many times as much of the processor a minute of the last hours may take as one of the first."""


@dataclass
class Probes:
    """What a process takes, measured again and again; `hours` since the beginning."""

    hours: list[float] = field(default_factory=list)
    blocks: list[float] = field(default_factory=list)
    kibibytes: list[float] = field(default_factory=list)
    descriptors: list[float] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    """Of the processor, for each minute since the last time."""

    def take(self, hours: float, milliseconds: float) -> None:
        gc.collect()
        self.hours.append(hours)
        self.blocks.append(sys.getallocatedblocks())
        resident = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        self.kibibytes.append(resident * os.sysconf("SC_PAGE_SIZE") / 1024)
        self.descriptors.append(len(os.listdir("/proc/self/fd")))  # noqa: PTH208 - a view, no files
        self.milliseconds.append(milliseconds)

    def slope(self, values: Sequence[float]) -> float:
        """How much more an hour; the median of all pairs, which one outlier does not move."""
        pairs = [
            (later - earlier) / (self.hours[j] - self.hours[i])
            for i, earlier in enumerate(values)
            for j, later in enumerate(values)
            if j > i
        ]
        return statistics.median(pairs)

    @property
    def growth(self) -> float:
        """The processor's time for a minute in the last third, to that in the first."""
        third = len(self.milliseconds) // 3
        first, last = self.milliseconds[:third], self.milliseconds[-third:]
        return statistics.median(last) / statistics.median(first)


def assert_flat(probes: Probes, *, in_full: bool) -> None:
    """Nothing grows; what else runs on the machine is in the last two, which only the full form asks for."""
    assert probes.slope(probes.descriptors) < MOST_DESCRIPTORS_AN_HOUR
    assert probes.slope(probes.blocks) < MOST_BLOCKS_AN_HOUR
    if in_full:
        assert probes.slope(probes.kibibytes) < MOST_KIBIBYTES_AN_HOUR
        assert probes.growth < MOST_GROWTH


Deed = Callable[[Dashboard], None]
SCREENS = "23456789"


async def pass_day(day: Dashboard, minutes: int, each_minute: Deed = lambda day: None) -> Probes:
    """So many minutes of a day on which something is done every ten, and every screen is looked at."""
    probes, began = Probes(), time.process_time()
    screens = SCREENS
    for minute in range(1, minutes + 1):
        await day.pass_minutes(1)
        each_minute(day)
        if not minute % 10:
            await day.press("s")
            await day.pilot.press(screens[minute // 10 % len(screens)])
            await day.pilot.press("1")
        if not minute % PROBE_MINUTES:
            used = (time.process_time() - began) * 1000 / PROBE_MINUTES
            probes.take(minute / 60, used)
            began = time.process_time()
    return probes


@pytest.fixture(autouse=True)
def minutes_only_from_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """No timer waits for a minute of the real clock: they would gather here, where none of them passes."""
    for kind in (TodayTime, DeskScreen):
        monkeypatch.setattr(kind, "_wait_for_minute", lambda self: None)


async def test_a_day_takes_no_more_at_its_end_than_at_its_beginning(
    dashboard: OpenDashboard,
    full: bool,
    figure: Figure,
) -> None:
    minutes = 480 if full else 60
    async with dashboard(size=(80, 24)) as day:
        await day.pilot.press(*f"{'1'.join(SCREENS)}1")  # what is made when it is first used
        await pass_day(day, PROBE_MINUTES)
        probes = await pass_day(day, minutes)
    hours = f"in {minutes / 60:g} h"
    figure("19", f"allocated blocks more an hour {hours}", round(probes.slope(probes.blocks)))
    figure("19", f"resident KiB more an hour {hours}", round(probes.slope(probes.kibibytes)))
    figure("19", f"descriptors more an hour {hours}", probes.slope(probes.descriptors))
    figure("19", f"processor ms for a minute {hours}", f"{statistics.median(probes.milliseconds):.1f}")
    figure("19", f"processor, last third to first {hours}", f"{probes.growth:.2f}")
    assert_flat(probes, in_full=full)


async def test_a_screen_that_was_left_is_not_kept(dashboard: OpenDashboard) -> None:
    async with dashboard(size=(80, 24)) as day:
        for key in SCREENS:
            await day.pilot.press(key)
            await day.pilot.press("1")
        gc.collect()
        kept = {type(each).__name__ for each in gc.get_objects() if isinstance(each, DeskScreen)}
    assert kept == set()


# That the checks find what they look for


def probes_of(**changed: list[float]) -> Probes:
    flat = [100.0] * 9
    probes = Probes([place / 4 for place in range(9)], [*flat], [*flat], [*flat], [*flat])
    for name, values in changed.items():
        setattr(probes, name, values)
    return probes


@pytest.mark.parametrize(
    "grows",
    [
        {"blocks": [9000.0 * place for place in range(9)]},
        {"descriptors": [float(place) for place in range(9)]},
        {"kibibytes": [1000.0 * place for place in range(9)]},
        {"milliseconds": [2.0**place for place in range(9)]},
    ],
    ids=lambda grows: next(iter(grows)),
)
def test_what_grows_is_found(grows: dict[str, list[float]]) -> None:
    with pytest.raises(AssertionError):
        assert_flat(probes_of(**grows), in_full=True)


def test_what_stays_or_jumps_once_is_not() -> None:
    assert_flat(probes_of(blocks=[100.0] * 4 + [90_000.0] + [100.0] * 4), in_full=True)


async def test_a_dashboard_that_keeps_every_minute_is_found(dashboard: OpenDashboard) -> None:
    kept: list[object] = []
    async with dashboard(size=(80, 24)) as day:

        def keep(day: Dashboard) -> None:
            kept.append([str(number) for number in range(100_000, 101_000)])

        probes = await pass_day(day, 3 * PROBE_MINUTES, keep)
    with pytest.raises(AssertionError):
        assert_flat(probes, in_full=False)
