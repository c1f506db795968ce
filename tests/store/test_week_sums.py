"""The sums of weeks that are kept beside the outcome of what happened long ago: with them and without them a
report says the same, whatever came to be known, undone or corrected since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jornada.core import fold as fold_module
from jornada.core import intents as do
from jornada.core import week_sums
from jornada.core.findings import Findings, findings
from jornada.core.fold import PastChangedError, Timeline, fold
from jornada.core.intents import Record
from jornada.core.periods import PeriodKind, period_of
from jornada.core.spent import Dimension
from jornada.core.state import State
from jornada.core.week_sums import KEPT_WEEKS, kept_sums, seconds_by, with_week_sums
from jornada.core.workflow import Goal
from jornada.store.journal import Journal
from tests.core.builders import FRIDAY, MADRID, TASKS, Bench, at, garbage, planned, walk, workflow
from tests.store.helpers import NOON, open_journal
from tests.store.test_archive import archive_of, write

AUCKLAND, LIMA, LONDON = ZoneInfo("Pacific/Auckland"), ZoneInfo("America/Lima"), ZoneInfo("Europe/London")
ZONES = (MADRID, AUCKLAND, LIMA, LONDON)
WEEK = dt.timedelta(days=7)
THIS_MONDAY = FRIDAY - dt.timedelta(days=4)
LONG_AGO = THIS_MONDAY - 5 * WEEK
EACH_SEED = settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
"""A smaller seed is no smaller case."""
GOAL = Goal(text="20 conversations a day", target=20, unit="conversations")
FLOW = workflow([replace(task, goal=GOAL) for task in TASKS])


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What happened a few records ago is long ago."""
    monkeypatch.setattr(fold_module, "CHECKPOINT_AFTER", 8)


@pytest.fixture
def homes(tmp_path: Path) -> Iterator[Path]:
    """Directories, each with nothing in it."""
    count = iter(range(10_000))
    return (tmp_path / str(number) for number in count)


def opened(root: Path, now: dt.datetime) -> tuple[Journal, Timeline]:
    journal = open_journal(root, clock=lambda: now)
    loaded = journal.load()
    try:
        return journal, Timeline(loaded.records, loaded.past)
    except PastChangedError:
        return journal, Timeline(journal.records())


def shut(journal: Journal, timeline: Timeline, zone: dt.tzinfo = MADRID) -> None:
    past = timeline.past()
    journal.close(past and with_week_sums(past, zone, lambda: False))


def found(
    state: State,
    date: dt.date,
    now: dt.datetime,
    zone: dt.tzinfo = MADRID,
    kind: PeriodKind = PeriodKind.WEEK,
    brand: str = "",
) -> Findings:
    return findings(state, FLOW, period_of(kind, date), zone=zone, now=now, brand=brand)


def without(state: State) -> State:
    return replace(state, weeks={})


def lived(random: Random) -> list[Record]:
    """Some weeks at two devices that learn of each other now and then; one of them travels."""
    clock = (20, 300, 9_000, 90_000, 250_000)
    one, other = Bench(FLOW, device="aaaa"), Bench(FLOW, device="bbbb")
    for _ in range(6):
        other.zone = random.choice(ZONES)
        other.now = max(one.now, other.now) - dt.timedelta(minutes=random.randrange(300))
        walk(one, random, random.randrange(12), clock)
        walk(other, random, random.randrange(8), clock)
        one.sync(other)
    return list(one.timeline.records)


def corrected(known: list[Record], random: Random, now: dt.datetime) -> list[Record]:
    """Somebody puts old days right."""
    bench = Bench(FLOW, device="dddd")
    bench.timeline, bench.now, bench.minted = Timeline(known), now, len(known)
    state = bench.state
    some = {name: list(getattr(state, name)) or ["nothing"] for name in ("sessions", "items", "incidents")}
    session, item, incident = (random.choice(keys) for keys in some.values())
    of_session = state.sessions.get(session)
    if of_session is not None and random.random() < 0.8:
        item, incident = of_session.task or item, of_session.incident or incident
    start = of_session.start if of_session is not None else now - dt.timedelta(days=9)
    later = start + dt.timedelta(minutes=random.randrange(-90, 90))
    intents = (
        do.TimeEdit(session=session, start=min(start, later)),
        do.TimeEdit(session=session, end=max(start, later)),
        do.TimeEdit(session=session, task=item, incident=""),
        do.TimeDrop(session=session),
        do.TimeLog(task=item, start=later, end=later + dt.timedelta(minutes=20), cut=True),
        do.TaskEdit(task=item, area=random.choice(("", "engagement")), brand="beta"),
        do.TaskCount(task=item, amount=random.choice((3, 5, -2))),
        do.TaskMove(task=item, date=now.date() + dt.timedelta(days=2)),
        do.IncidentEdit(incident=incident, brand=random.choice(("acme", "beta", ""))),
        do.Undo(of=random.choice(known).id),
    )
    for intent in random.sample(intents, 3):
        bench.ask(intent)
    before = {record.id for record in known}
    return [record for record in bench.timeline.records if record.id not in before]


@EACH_SEED
@given(seed=st.integers(0, 2**32))
def test_a_report_says_the_same_with_sums_that_are_kept_and_without(homes: Iterator[Path], seed: int) -> None:
    """Sessions past midnight and of days, changes of zone, corrections, undoing, records that come late."""
    root, random = next(homes), Random(seed)
    records = lived(random) if random.random() < 0.8 else garbage(random, 60)
    late = random.sample(records, min(len(records), random.randrange(4)))
    records = [record for record in records if record not in late] + late
    batches = [records[:20], records[20:-12], records[-12:-6], records[-6:]]
    known: list[Record] = []
    for number in range(10):
        # What puts things right comes after all that was known then.
        last = max((record.at for record in known), default=NOON)
        batch = batches[number] if number < len(batches) else corrected(known, random, last)
        write(root, batch)
        known += batch
        now = max(record.at for record in known) + dt.timedelta(hours=1)
        journal, timeline = opened(root, now)
        state, afresh = timeline.state, fold(known)
        for zone in random.sample(ZONES, 2):
            date = now.date() - random.randrange(9) * dt.timedelta(days=3)
            kind = random.choice((PeriodKind.DAY, PeriodKind.WEEK, PeriodKind.MONTH))
            asked = (date, now, zone, kind, random.choice(("", "", "acme", "beta")))
            said = found(state, *asked)
            assert said == found(without(state), *asked)
            assert said == found(afresh, *asked)
        shut(journal, timeline, random.choice((MADRID, MADRID, AUCKLAND)))


def worked(weeks: int) -> Bench:
    """An hour of each of two tasks and some talk on each Monday and Thursday, up to this Friday."""
    bench = Bench(FLOW, time="18:00", date=THIS_MONDAY - weeks * WEEK)
    while bench.today < FRIDAY:
        for start, key in (("09:00", "sweep"), ("11:00", "answers")):
            date = bench.today
            task = planned(key, FRIDAY)
            bench.act(
                do.TimeLog(task=task, start=at(start, date), end=at(start, date) + dt.timedelta(hours=1))
            )
        bench.act(do.TaskCount(task=planned("talk", bench.today), amount=7))
        bench.later(days=3 if bench.today.weekday() == 0 else 4)
    return bench.clock("18:00", FRIDAY)


def kept(root: Path, bench: Bench) -> State:
    """The state as the next process has it, from the sums of this one."""
    write(root, list(bench.timeline.records))
    shut(*opened(root, bench.now))
    return again(root, bench)


def again(root: Path, bench: Bench) -> State:
    return opened(root, bench.now)[1].state


def held(state: State, zone: dt.tzinfo = MADRID, weeks: int = 8) -> list[int]:
    """How many weeks ago those were whose sums are used."""
    mondays = {THIS_MONDAY - back * WEEK: back for back in range(weeks + 1)}
    return [mondays[monday] for monday, _ in kept_sums(state, mondays, zone)]


def test_the_weeks_before_are_told_by_their_sums(tmp_path: Path) -> None:
    bench = worked(9)
    state = kept(tmp_path, bench)
    assert held(state) == [1, 2, 3, 4, 5, 6, 7, 8]
    (sums,) = (sums for _, sums in kept_sums(state, [THIS_MONDAY - 4 * WEEK], MADRID))
    assert seconds_by(sums, Dimension.TASK) == {"sweep": 7200, "answers": 7200}
    assert set(seconds_by(sums, Dimension.TASK, "acme")) == {"answers"}

    # Nothing else is read of such a week: without its sessions the trend is the same.
    emptied = replace(
        state,
        starts_on={date: keys for date, keys in state.starts_on.items() if date >= THIS_MONDAY - 3 * WEEK},
    )
    assert found(emptied, FRIDAY, bench.now).trend == found(state, FRIDAY, bench.now).trend
    assert held(state, weeks=20)[-1] == 9, "from the first one on"


@pytest.mark.parametrize(
    "change",
    [
        lambda session: do.TimeEdit(session=session, end=at("09:10", LONG_AGO)),
        lambda session: do.TimeDrop(session=session),
        lambda session: do.TimeLog(
            task=planned("sweep"), start=at("23:30", LONG_AGO), end=at("23:50", LONG_AGO)
        ),
    ],
    ids=["edited", "dropped", "logged late"],
)
def test_a_week_that_was_corrected_since_is_read_again(
    tmp_path: Path, change: Callable[[str], do.Intent]
) -> None:
    bench = worked(9)
    kept(tmp_path, bench)
    session, _ = bench.state.starts_on[LONG_AGO]
    bench.act(change(session))
    write(tmp_path, [bench.timeline.records[-1]])

    state = again(tmp_path, bench)
    assert 5 not in held(state)
    assert {4, 6} <= set(held(state))
    assert found(state, FRIDAY, bench.now) == found(bench.state, FRIDAY, bench.now)


def test_of_a_task_that_is_of_another_area_now_every_week_is_read_again(tmp_path: Path) -> None:
    bench = worked(9)
    before = found(kept(tmp_path, bench), FRIDAY, bench.now).trend
    bench.act(do.TaskEdit(task=planned("sweep"), area="engagement"))
    write(tmp_path, [bench.timeline.records[-1]])

    state = again(tmp_path, bench)
    assert held(state) == []
    assert found(state, FRIDAY, bench.now).trend != before
    assert found(state, FRIDAY, bench.now) == found(bench.state, FRIDAY, bench.now)


def test_what_was_counted_goes_where_its_task_goes(tmp_path: Path) -> None:
    bench = worked(9)
    before = found(kept(tmp_path, bench), FRIDAY, bench.now).paces
    bench.act(do.TaskMove(task=planned("talk", LONG_AGO), date=FRIDAY))
    write(tmp_path, [bench.timeline.records[-1]])

    state = again(tmp_path, bench)
    assert 5 not in held(state)
    (talk,) = (pace for pace in found(state, FRIDAY, bench.now).paces if pace.task == "talk")
    (as_it_was,) = (pace for pace in before if pace.task == "talk")
    assert (talk.count - as_it_was.count, talk.before_count - as_it_was.before_count) == (7, -7)


def test_in_another_zone_weeks_begin_elsewhere(tmp_path: Path) -> None:
    bench = worked(9)
    state = kept(tmp_path, bench)
    assert held(state, AUCKLAND) == []
    assert held(state, ZoneInfo("Europe/Paris")) == held(state), "which has the same midnights"


def test_a_timer_that_runs_on_is_in_no_sum(tmp_path: Path) -> None:
    bench = worked(9)
    bench.now = at("10:00", LONG_AGO)
    bench.act(do.TaskStart(task=planned("answers")))
    bench.clock("18:00", FRIDAY)
    assert set(held(kept(tmp_path, bench))) <= {6, 7, 8}


def test_sums_are_kept_of_a_year_and_given_up_for_whoever_waits() -> None:
    past = Timeline(worked(KEPT_WEEKS + 8).timeline.records).past()
    assert past is not None
    summed = with_week_sums(past, MADRID, lambda: False)
    assert summed is not None
    assert len(summed.working.weeks) == KEPT_WEEKS
    assert not past.working.weeks, "the past that goes on is another one"
    assert with_week_sums(past, MADRID, lambda: True) is None


def test_sums_that_hold_are_taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = worked(9)
    kept(tmp_path, bench)
    for _ in range(12):
        bench.act(do.IdeaAdd(text="one more"))
        write(tmp_path, [bench.timeline.records[-1]])
    journal, timeline = opened(tmp_path, bench.now)
    read: list[dt.date] = []
    monkeypatch.setattr(week_sums, "sums_of", lambda state, monday, zone, spent: read.append(monday))
    past = timeline.past()
    assert past is not None
    summed = with_week_sums(past, MADRID, lambda: False)
    assert summed is not None
    assert set(summed.working.weeks) - set(read) >= {THIS_MONDAY - back * WEEK for back in (4, 5, 6)}
    journal.close()


def test_with_a_damaged_part_the_sessions_are_read(tmp_path: Path) -> None:
    bench = worked(9)
    kept(tmp_path, bench)
    file = archive_of(tmp_path)
    data = bytearray(file.read_bytes())
    data[data.rindex(b"sweep")] ^= 1
    file.write_bytes(data)

    state = again(tmp_path, bench)
    assert found(state, FRIDAY, bench.now) == found(bench.state, FRIDAY, bench.now)
