"""Fault 13: the clock is changed for summer and winter, moved by hand, moved to another zone; the machine
sleeps; midnight comes. The right day, the right minutes, no minute below zero, and said when in doubt."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from jornada.core import intents as do
from jornada.core.spent import spending
from jornada.core.state import Session, State
from jornada.paths import Paths
from jornada.store.journal import ProblemKind
from jornada.tui.screens.pick import Pick
from tests.core.builders import MADRID, Bench, anything, planned, workflow
from tests.faults.conftest import Figure
from tests.faults.devices import Device
from tests.faults.naive_reader import minutes_by_the_wall
from tests.tui.conftest import OpenDashboard

SWEEP = "overnight-sweep"
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def madrid(text: str, *, fold: int = 0) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=MADRID, fold=fold).astimezone(dt.UTC)


def minutes_on(state: State, date: dt.date, now: dt.datetime, zone: dt.tzinfo = MADRID) -> int:
    return spending(state, date, date, zone, now).minutes


# Summer and winter


CHANGES = [
    ("2027-03-28T01:30", "2027-03-28T03:30", 0, 60),
    ("2027-03-28T01:59", "2027-03-28T03:00", 0, 1),
    ("2026-10-25T01:30", "2026-10-25T03:30", 0, 180),
    ("2026-10-25T02:30", "2026-10-25T02:30", 1, 60),
    ("2026-10-25T02:59", "2026-10-25T02:00", 1, 1),
]


@pytest.mark.parametrize(("start", "stop", "fold", "minutes"), CHANGES)
def test_a_timer_over_a_change_of_the_clocks_has_the_minutes_that_passed(
    tmp_path: Path, start: str, stop: str, fold: int, minutes: int
) -> None:
    device = Device(tmp_path, start=madrid(start))
    date = device.today
    task = device.act(do.TaskAdd(title="Watch the night", date=date))
    device.act(do.TaskStart(task=task))
    device.clock.now = madrid(stop, fold=fold)
    device.act(do.TaskStop(session=""))

    assert device.state.seconds_on(task, device.now) == minutes * 60
    assert minutes_on(device.state, date, device.now) == minutes
    assert not device.desk.troubles().journal
    device.reopen()
    assert minutes_on(device.state, date, device.now) == minutes, "as it is read again"


@pytest.mark.parametrize(("start", "stop", "fold", "minutes"), CHANGES)
def test_the_gate_finds_who_counts_by_the_wall(start: str, stop: str, fold: int, minutes: int) -> None:
    first = dt.datetime.fromisoformat(start).replace(tzinfo=MADRID)
    last = dt.datetime.fromisoformat(stop).replace(tzinfo=MADRID, fold=fold)

    assert minutes_by_the_wall([(first, last)]) != minutes


@pytest.mark.skipif(shutil.which("faketime") is None, reason="libfaketime's `faketime` is not installed")
@pytest.mark.parametrize(
    ("start", "zone_of_start", "stop", "zone_of_stop", "minutes"),
    [
        ("2027-03-28 01:30:00", "Europe/Madrid", "2027-03-28 03:30:30", "Europe/Madrid", 60),
        ("2026-11-20 10:00:00", "Europe/Madrid", "2026-11-20 18:45:30", "Asia/Tokyo", 45),
        ("2026-11-20 10:00:00", "Europe/Madrid", "2026-11-20 09:00:30", "Europe/Madrid", 0),
    ],
)
def test_processes_of_their_own_under_a_clock_that_is_changed(
    paths: Paths,
    environment: dict[str, str],
    start: str,
    zone_of_start: str,
    stop: str,
    zone_of_stop: str,
    minutes: int,
) -> None:
    # The clock of each runs on from there: the half a minute at the end is for one that starts slowly.
    for time, zone, words in (
        (start, zone_of_start, ("add", "Watch the night")),
        (start, zone_of_start, ("start", "watch")),
        (stop, zone_of_stop, ("stop",)),
    ):
        subprocess.run(
            ["faketime", "-f", f"@{time}", sys.executable, "-m", "jornada", *words],
            env={**environment, "TZ": zone},
            check=True,
            capture_output=True,
        )
    device = Device(paths.data.parent, start=madrid(stop.replace(" ", "T")))

    (session,) = device.state.sessions.values()
    assert session.seconds(device.now) // 60 == minutes


# Moved by hand


@pytest.mark.parametrize(
    "moved", [-DAY, -HOUR, HOUR, DAY], ids=["day back", "hour back", "hour on", "day on"]
)
def test_a_clock_that_is_moved_under_a_timer_is_said(tmp_path: Path, moved: dt.timedelta) -> None:
    device = Device(tmp_path)
    session = device.act(do.TaskStart(task=planned(SWEEP)))
    device.clock.advance(minutes=30)
    device.clock.now += moved
    device.reopen()

    said = {each.kind for each in device.desk.troubles().journal}
    if moved < dt.timedelta():
        assert said == {ProblemKind.AHEAD}, "what was recorded is ahead of the clock"
        assert device.state.sessions[session].seconds(device.now) == 0
    else:
        assert not said
        left = device.desk.left_running()
        assert left is not None, "it is asked about"
        assert left.seconds == (moved + HOUR / 2).total_seconds()
    device.act(do.TaskStop(session=""))
    ran = device.state.sessions[session]
    assert ran.seconds(device.now) == max(0, (moved + HOUR / 2).total_seconds())
    device.clock.now = max(device.clock.now, device.clock.now - moved) + HOUR
    device.desk.refresh()
    assert not device.desk.troubles().journal, "the clock has come up again: nothing is in doubt"


async def test_the_dashboard_stays_right_when_the_clock_goes_back(dashboard: OpenDashboard) -> None:
    started = (do.TaskStart(task=planned(SWEEP)),)
    async with dashboard(before=started) as day:
        await day.pass_minutes(20)
        await day.pass_minutes(-80)
        await day.press("j")

        assert "0/45" in day.text(), "no minute is below zero"
        day.desk.refresh()
        await day.settle()
        assert "2026-11-20" in day.text(), "the file whose records are ahead is named"
        await day.pass_minutes(80)
        day.desk.refresh()
        await day.settle()
        assert not day.desk.troubles().journal


async def test_after_a_sleep_the_first_key_asks_and_does_nothing_else(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(do.TaskStart(task=planned(SWEEP)),)) as day:
        await day.press("j")
        day.clock.advance(minutes=200)
        await day.press("d")

        assert isinstance(day.app.screen, Pick)
        assert day.item(SWEEP).is_open


async def test_the_dashboard_goes_over_midnight(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.pass_minutes(14 * 60)  # 23:40
        await day.do(do.TaskStart(task=planned(SWEEP)))
        await day.pass_minutes(50)
        await day.do(do.TaskStop(session=""))

        friday = dt.date(2026, 11, 20)
        now = day.desk.now()
        assert day.desk.today() == friday + DAY
        assert minutes_on(day.desk.state, friday, now) == 20
        assert minutes_on(day.desk.state, friday + DAY, now) == 30


# The zone


@pytest.mark.parametrize("zone", ["America/Santiago", "Asia/Kathmandu", "Pacific/Kiritimati", "UTC"])
def test_another_zone_changes_the_day_and_no_minute(tmp_path: Path, zone: str) -> None:
    device = Device(tmp_path, start=madrid("2026-11-20T22:30"))
    device.act(do.TaskStart(task=planned(SWEEP)))
    device.clock.advance(minutes=150)
    device.act(do.TaskStop(session=""))
    here = [minutes_on(device.state, dt.date(2026, 11, 20) + DAY * days, device.now) for days in range(2)]
    there = [
        minutes_on(device.state, dt.date(2026, 11, 19) + DAY * days, device.now, ZoneInfo(zone))
        for days in range(4)
    ]

    assert here == [90, 60]
    assert sum(there) == 150


# Anything, at any clock


def owner(sessions: list[Session], instant: dt.datetime, now: dt.datetime) -> Session | None:
    """Whose an instant is: of those that ran then the one that began last."""
    ran = [each for each in sessions if each.start <= instant < (each.end or now)]
    return max(ran, key=lambda each: (each.start, each.id), default=None)


def seconds_by_hand(state: State, zone: dt.tzinfo, now: dt.datetime) -> dict[dt.date, int]:
    """Seconds of work by day, piece by piece between all instants at which anything changes."""
    sessions = list(state.sessions.values())
    cuts = {each.start.astimezone(dt.UTC) for each in sessions}
    cuts |= {(each.end or now).astimezone(dt.UTC) for each in sessions}
    if not cuts:
        return {}
    first, last = min(cuts).astimezone(zone).date(), max(cuts).astimezone(zone).date()
    for days in range((last - first).days + 2):
        midnight = dt.datetime.combine(first + DAY * days, dt.time(), tzinfo=zone)
        cuts.add(midnight.astimezone(dt.UTC))
    found: dict[dt.date, int] = {}
    ordered = sorted(cuts)
    for begins, ends in pairwise(ordered):
        session = owner(sessions, begins, now)
        if session is not None and not session.is_break:
            date = begins.astimezone(zone).date()
            found[date] = found.get(date, 0) + int((ends - begins).total_seconds())
    return {date: seconds for date, seconds in found.items() if seconds}


def test_whatever_the_clock_does_no_minute_is_below_zero_or_counted_twice(full: bool, figure: Figure) -> None:
    walks, negative, steps = (3_000 if full else 120), 0, 0
    jumps = [-86_400, -3_600, -60, 0, 20, 300, 1500, 3_600, 30_000, 86_400]
    zones = ["Europe/Madrid", "America/Santiago", "Australia/Lord_Howe", "Africa/Cairo"]
    for seed in range(walks):
        random = Random(seed)
        flow = workflow(timezone=random.choice(zones))
        change = random.choice([dt.date(2026, 10, 25), dt.date(2027, 3, 28), dt.date(2026, 9, 5)])
        bench = Bench(flow, date=change, time=random.choice(["00:10", "01:40", "12:00", "23:30"]))
        for _ in range(25):
            bench.ask(anything(bench, random))
            bench.later(seconds=random.choice(jumps))
            steps += 1
        state, now = bench.state, bench.now
        negative += sum(
            session.end is not None and session.end < session.start for session in state.sessions.values()
        )
        by_hand = seconds_by_hand(state, bench.zone, now)
        dates = {session.start.astimezone(bench.zone).date() for session in state.sessions.values()}
        for date in dates | set(by_hand):
            told = spending(state, date, date, bench.zone, now).seconds
            assert told == by_hand.get(date, 0), (seed, date)
            assert 0 <= told <= 25 * 3600
    figure("13", f"negative minutes in {walks} walks, {steps} steps, the clock moved at any", negative)
    figure("13", "days whose seconds are not those counted by hand", 0)
    assert not negative
