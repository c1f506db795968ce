"""The outcome of what happened long ago is never the truth: with it, without it, stale or damaged, the state
is that of all records."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jornada.core import fold as fold_module
from jornada.core import intents as do
from jornada.core.fold import PastChangedError, Timeline, fold
from jornada.core.folding.working import TABLES
from jornada.core.intents import Record
from jornada.core.layers import columns_of, found_of, values_of
from jornada.core.state import State
from jornada.store import archive, archive_table, snapshot
from jornada.store.journal import Journal, Loaded, ProblemKind
from jornada.store.reading import journal_name
from jornada.store.record import encode
from tests.core.builders import Bench, garbage, walk
from tests.store.helpers import NOON, Faulty, kinds, open_journal, paths_in

SEEDS = st.integers(0, 2**32)
EACH_SEED = settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
"""A smaller seed is no smaller case."""
LATER = NOON + dt.timedelta(days=300)


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What happened a few records ago is long ago."""
    monkeypatch.setattr(fold_module, "CHECKPOINT_AFTER", 8)


@pytest.fixture
def homes(tmp_path: Path) -> Iterator[Path]:
    """Directories, each with nothing in it."""
    count = iter(range(10_000))
    return (tmp_path / str(number) for number in count)


def write(root: Path, records: list[Record]) -> None:
    """Append records to the files of their days and devices."""
    for record in records:
        path = paths_in(root).journal / journal_name(record.at.date(), record.device)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a") as file:
            file.write(encode(record) + "\n")


def opened(root: Path, **changes: Any) -> tuple[Journal, Timeline, bool]:
    """A journal, the timeline of what is in it, and whether that begins with an outcome."""
    journal = open_journal(root, clock=lambda: LATER, **changes)
    loaded = journal.load()
    try:
        return journal, Timeline(loaded.records, loaded.past), loaded.past is not None
    except PastChangedError:
        return journal, Timeline(journal.records()), False


def shut(journal: Journal, timeline: Timeline) -> None:
    journal.close(timeline.past())


def archive_of(root: Path) -> Path:
    return paths_in(root).snapshot / snapshot.ARCHIVE


def of_all_records(root: Path) -> State:
    """The state with no snapshot."""
    kept = paths_in(root).snapshot
    aside = kept.rename(kept.with_name("aside")) if kept.exists() else None
    try:
        return fold(open_journal(root, clock=lambda: LATER, keep_snapshot=False).load().records)
    finally:
        if aside is not None:
            aside.rename(kept)


def same(one: State, other: State) -> None:
    """The two say the same, in the same order."""
    assert one == other
    for name in TABLES:
        if hasattr(one, name):
            assert list(getattr(one, name).items()) == list(getattr(other, name).items())
    assert {field.name for field in fields(State)} > set(TABLES)


def lived(random: Random, steps: int = 60) -> list[Record]:
    return list(walk(Bench(device="aaaa"), random, steps, (20, 300, 20_000)).timeline.records)


@EACH_SEED
@given(seed=SEEDS, orderly=st.booleans())
def test_the_state_is_that_of_all_records_whatever_comes_after(
    homes: Iterator[Path], seed: int, orderly: bool
) -> None:
    """Records come in any order: later ones, undoing of old ones, days that were delivered late."""
    root, random = next(homes), Random(seed)
    records = lived(random) if orderly else garbage(random, 60)
    if not orderly or random.random() < 0.3:
        late = random.sample(records, 3)
        records = [record for record in records if record not in late] + late
    while records:
        size = random.randrange(1, 25)
        batch, records = records[:size], records[size:]
        write(root, batch)
        journal, timeline, _ = opened(root)
        same(timeline.state, of_all_records(root))
        if random.random() < 0.3:
            same(fold(journal.records()), timeline.state)
        shut(journal, timeline)


def test_with_too_much_that_is_open_it_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_NEAR", 0)
    write(tmp_path, lived(Random(2)))
    journal, timeline, _ = opened(tmp_path)
    shut(journal, timeline)

    journal, again, from_outcome = opened(tmp_path)
    assert from_outcome
    same(again.state, of_all_records(tmp_path))
    # What was looked at is written again as it was.
    again.add(journal.transact(lambda loaded: [(do.IdeaAdd(text="one more"), LATER)] * 20))
    shut(journal, again)
    _, last, from_outcome = opened(tmp_path)
    assert from_outcome
    same(last.state, of_all_records(tmp_path))


@pytest.mark.parametrize("many", [0, 2, 1000])
def test_many_values_at_once_are_those_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(archive, "MOST_NEAR", 0)
    monkeypatch.setattr(archive_table, "_MANY", many)
    write(tmp_path, lived(Random(3), 120))
    shut(*opened(tmp_path)[:2])

    _, again, from_outcome = opened(tmp_path)
    assert from_outcome
    whole = of_all_records(tmp_path)
    for name in TABLES:
        table, expected = getattr(again.state, name), getattr(whole, name)
        keys = list(expected)
        before = table[keys[-1]] if keys else None
        mixed = keys[::-1] + keys[:3]
        for names in map(names_of, map(type, list(expected.values())[:1])):
            for asked in (keys, mixed):
                told = [[getattr(expected[key], each) for key in asked] for each in names]
                assert columns_of(table, asked, names) == told
        assert values_of(table, keys) == list(expected.values())
        assert found_of(table, [*keys, *keys[:2]]) == dict(expected)
        assert not keys or table[keys[-1]] is before
        assert not keys or columns_of(table, keys, ("__class__",)) == [list(map(type, expected.values()))]
    with pytest.raises(KeyError):
        values_of(again.state.items, ["aaaa-zzz", *whole.items])
    with pytest.raises(KeyError):
        columns_of(again.state.items, ["aaaa-zzz", *whole.items], ("title",))


def names_of(kind: type) -> list[str]:
    return [each.name for each in fields(kind)] if is_dataclass(kind) else []


def test_who_only_ever_writes_keeps_the_past_too(tmp_path: Path) -> None:
    write(tmp_path, lived(Random(1)))
    journal, timeline, _ = opened(tmp_path)
    timeline.add(journal.transact(lambda loaded: [(do.IdeaAdd(text="one more"), LATER)]))
    shut(journal, timeline)

    _, again, from_outcome = opened(tmp_path)
    assert from_outcome
    same(again.state, of_all_records(tmp_path))


@EACH_SEED
@given(seed=SEEDS)
def test_what_comes_while_it_is_open_is_folded_as_it_would_be(homes: Iterator[Path], seed: int) -> None:
    root, random = next(homes), Random(seed)
    records = lived(random)
    late = random.sample(records, random.randrange(3))
    records = [record for record in records if record not in late] + late
    write(root, records[:40])
    for _ in range(2):
        journal, timeline, _ = opened(root)
        shut(journal, timeline)
    journal, timeline, _ = opened(root)
    for start in range(40, len(records), 5):
        write(root, records[start : start + 5])
        loaded = journal.refresh()
        try:
            timeline.add(loaded.records)
        except PastChangedError:
            timeline = Timeline(journal.records())
        same(timeline.state, of_all_records(root))


@EACH_SEED
@given(seed=SEEDS)
def test_what_is_kept_while_it_is_open_is_what_the_next_one_finds(homes: Iterator[Path], seed: int) -> None:
    """Records come before, while and after the outcome is made: some belong before it."""
    root, random = next(homes), Random(seed)
    records = lived(random)
    late = random.sample(records, random.randrange(3))
    records = [record for record in records if record not in late] + late
    write(root, records[:30])
    journal, timeline, _ = opened(root)
    for start in range(30, len(records), 10):
        write(root, records[start : start + 10])
        if random.random() < 0.7:
            loaded = journal.refresh()
            try:
                timeline.add(loaded.records)
            except PastChangedError:
                timeline = Timeline(journal.records())
        past = timeline.past()
        if past is not None:
            assert journal.archive(past)
        same(opened(root)[1].state, of_all_records(root))


def test_a_record_that_came_too_late_for_the_outcome_keeps_it_from_being_written(tmp_path: Path) -> None:
    records = lived(Random(1))
    write(tmp_path, records[:3] + records[4:])
    journal, timeline, _ = opened(tmp_path)
    past = timeline.past()
    assert past is not None
    write(tmp_path, records[3:4])
    journal.refresh()
    journal.archive(past)
    assert not archive_of(tmp_path).exists()


def test_an_outcome_is_given_up_for_whoever_waits(tmp_path: Path) -> None:
    write(tmp_path, lived(Random(1)))
    journal, timeline, _ = opened(tmp_path)
    past = timeline.past()
    assert past is not None
    assert not journal.archive(past, hurried=lambda: True)
    assert not archive_of(tmp_path).exists()
    assert journal.archive(past)
    assert opened(tmp_path)[2]


def test_a_day_of_years_ago_is_not_read_until_it_is_asked_for(tmp_path: Path) -> None:
    records = lived(Random(1))
    write(tmp_path, records)
    shut(*opened(tmp_path)[:2])
    system = Faulty()
    journal, timeline, begins_with_outcome = opened(tmp_path, system=system)
    assert begins_with_outcome
    assert not [name for name in system.opened if name.endswith(".toml")]
    assert len(timeline.records) < len(records) // 4
    assert len(journal.records()) == len(records)


def closed_twice(root: Path) -> list[Record]:
    """A journal with an archive; its records."""
    records = lived(Random(7))
    write(root, records)
    shut(*opened(root)[:2])
    assert archive_of(root).exists()
    return records


def test_an_archive_of_another_version_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed_twice(tmp_path)
    monkeypatch.setattr(snapshot, "_folding", lambda: "another")
    _, timeline, begins_with_outcome = opened(tmp_path)
    assert not begins_with_outcome
    same(timeline.state, of_all_records(tmp_path))


@pytest.mark.parametrize("kept", ["archive", "months", "neither"])
def test_a_snapshot_that_is_deleted_is_made_again(tmp_path: Path, kept: str) -> None:
    closed_twice(tmp_path)
    for path in list(paths_in(tmp_path).snapshot.iterdir()):
        if (path.name == snapshot.ARCHIVE) is not (kept == "archive") or kept == "neither":
            path.unlink()
    journal, timeline, _ = opened(tmp_path)
    same(timeline.state, of_all_records(tmp_path))
    shut(journal, timeline)
    _, again, begins_with_outcome = opened(tmp_path)
    assert begins_with_outcome
    same(again.state, timeline.state)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_archive_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    root = tmp_path_factory.getbasetemp() / "damaged-archive"
    if not root.exists():
        closed_twice(root)
        shutil.copy(archive_of(root), root / "good")
    good = (root / "good").read_bytes()
    if data.draw(st.booleans()):
        damaged = bytearray(good)
        damaged[data.draw(st.integers(0, len(good) - 1))] ^= data.draw(st.integers(1, 255))
        archive_of(root).write_bytes(damaged)
    else:
        archive_of(root).write_bytes(good[: data.draw(st.integers(0, len(good) - 1))])
    same(opened(root)[1].state, of_all_records(root))


@pytest.mark.parametrize("is_sound", [True, False])
@pytest.mark.parametrize("has_months", [True, False])
def test_files_that_are_known_short_are_known_again_when_one_is_another(
    tmp_path: Path, is_sound: bool, has_months: bool
) -> None:
    """What is known of each stands last in the archive: it, and the months, may be gone or wrong."""
    closed_twice(tmp_path)
    if not is_sound:
        data = bytearray(archive_of(tmp_path).read_bytes())
        data[-1] ^= 1
        archive_of(tmp_path).write_bytes(data)
    if not has_months:
        for path in paths_in(tmp_path).snapshot.glob("20*"):
            path.unlink()
    oldest = min(paths_in(tmp_path).journal.glob("*/*.toml"))
    late = Record(id="bbbb-1", at=NOON, n=10_000, intent=do.IdeaAdd(text="From another device"))
    journal, timeline, begins_with_outcome = opened(tmp_path)
    assert begins_with_outcome or not has_months

    os.utime(oldest)  # a sync put the same there once more
    assert not journal.refresh().replaced
    with oldest.open("a") as file:
        file.write(encode(late) + "\n")
    loaded = journal.refresh()
    assert [record.id for record in loaded.records] == ["bbbb-1"]
    timeline.add(loaded.records)
    same(timeline.state, of_all_records(tmp_path))
    same(fold(journal.records()), timeline.state)
    oldest.unlink()
    journal.refresh()
    assert "bbbb-1" in {record.id for record in journal.vanished}


def old_and_other(root: Path) -> tuple[Journal, Path, Record]:
    """A journal that knows an outcome, the file of an old day, and a record from another device."""
    closed_twice(root)
    [mine] = open_journal(root, clock=lambda: LATER).transact(
        lambda loaded: [(do.IdeaAdd(text="Mine"), LATER)]
    )
    journal, _, begins_with_outcome = opened(root)
    assert begins_with_outcome
    oldest = min(paths_in(root).journal.glob("*/*.toml"))
    return journal, oldest, replace(mine, id="zzzz-1", n=9_999)


def ideas_seen(journal: Journal) -> list[str]:
    """The ids of what whoever writes now is told to be new."""
    seen: list[str] = []

    def decide(loaded: Loaded) -> list[tuple[do.Intent, dt.datetime]]:
        seen.extend(record.id for record in loaded.records)
        return []

    journal.transact(decide)
    return seen


def append(file: Path, record: Record) -> None:
    with file.open("a") as opened_file:
        opened_file.write(encode(record) + "\n")


def test_who_writes_does_not_look_at_years_of_files_twice(tmp_path: Path) -> None:
    journal, old, late = old_and_other(tmp_path)
    append(old, late)

    assert ideas_seen(journal) == []
    assert late.id in {record.id for record in journal.refresh().records}


def test_a_while_later_who_writes_looks_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal, old, late = old_and_other(tmp_path)
    monkeypatch.setattr("jornada.store.tree.JUST_NOW_SECONDS", 0.0)
    append(old, late)

    assert late.id in ideas_seen(journal)


def test_where_somebody_else_here_has_written_meanwhile_all_is_looked_at(tmp_path: Path) -> None:
    journal, old, late = old_and_other(tmp_path)
    append(old, late)
    [other] = open_journal(tmp_path, clock=lambda: LATER).transact(
        lambda loaded: [(do.IdeaAdd(text="Theirs"), LATER)]
    )

    assert {late.id, other.id} <= set(ideas_seen(journal))


def test_what_came_beside_the_old_files_is_seen_by_who_writes(tmp_path: Path) -> None:
    journal, _, late = old_and_other(tmp_path)
    write(tmp_path, [late])

    assert ideas_seen(journal) == [late.id]


def test_an_old_file_that_is_gone_is_asked_about(tmp_path: Path) -> None:
    closed_twice(tmp_path)
    oldest = min(paths_in(tmp_path).journal.glob("*/*.toml"))
    gone = len(oldest.read_text().splitlines())
    oldest.unlink()
    journal, _, _ = opened(tmp_path)
    assert len(journal.vanished) == gone


def test_an_old_line_that_was_edited_is_told_of_and_counts(tmp_path: Path) -> None:
    records = closed_twice(tmp_path)
    journal, _, begins_with_outcome = opened(tmp_path)
    assert begins_with_outcome
    old = next(
        record for record in records if isinstance(record.intent, do.TaskAdd | do.TaskNote | do.IdeaAdd)
    )
    path = paths_in(tmp_path).journal / journal_name(old.at.date(), old.device)
    name = "text" if hasattr(old.intent, "text") else "title"
    edited = replace(old, intent=replace(old.intent, **{name: "By hand"}))
    path.write_text(path.read_text().replace(encode(old), encode(edited)))
    loaded = journal.refresh()
    assert loaded.replaced
    assert "edited" in [problem.kind.value for problem in loaded.problems]
    same(Timeline(*reversed(journal.standing())).state, of_all_records(tmp_path))


def test_a_copy_that_a_sync_left_of_an_old_day_changes_nothing(tmp_path: Path) -> None:
    closed_twice(tmp_path)
    oldest = min(paths_in(tmp_path).journal.glob("*/*.toml"))
    copy = oldest.with_name(f"{oldest.name.removesuffix('.toml')}.sync-conflict-20261121-120000-ABC.toml")
    shutil.copy(oldest, copy)
    before = of_all_records(tmp_path)
    journal, timeline, _ = opened(tmp_path)
    same(timeline.state, before)
    shut(journal, timeline)
    journal, timeline, begins_with_outcome = opened(tmp_path)
    assert begins_with_outcome
    assert kinds(journal.refresh()) == [ProblemKind.SYNC_CONFLICT_FILE]
