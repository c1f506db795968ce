"""Fault 6: a journal cut at any byte, with flipped bits, conflict markers, events of others and of later
versions. The other records live, and what is bad is named with its file and line."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from jornada.core.fold import fold
from jornada.core.intents import Record, TaskDone, Unknown
from jornada.store.journal import Problem, ProblemKind
from jornada.store.record import encode
from tests.core.builders import Bench, walk
from tests.faults.conftest import Figure
from tests.faults.naive_reader import read_at_once
from tests.store.helpers import NOON, be_k7q2, day_file, line, open_journal

LONG_AGO = 1_700_000_000
"""When the file was last written: nobody is writing it any more."""


@dataclass(frozen=True)
class Read:
    """What was read of a journal of one file: records and problems, each by its line."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...]

    @property
    def named(self) -> set[int]:
        return {problem.line for problem in self.problems}


def a_day(seed: int, steps: int = 60, device: str = "caaa") -> tuple[list[Record], list[bytes]]:
    """What happened on a day, and its lines. `c` is one bit from `#`."""
    records = list(walk(Bench(device=device), Random(seed), steps, clock=(20, 300)).timeline.records)
    return records, [f"{encode(record)}\n".encode() for record in records]


def read_bytes(root: Path, data: bytes) -> Read:
    """Read a journal of this one file anew, without a snapshot."""
    file = day_file(root, "2026-11-20.caaa.toml")
    file.write_bytes(data)
    os.utime(file, (LONG_AGO, LONG_AGO))
    journal = open_journal(root, keep_snapshot=False, clock=lambda: NOON + dt.timedelta(days=9))
    loaded = journal.load()
    assert all(problem.file == file for problem in loaded.problems)
    return Read(loaded.records, loaded.problems)


# Cut


def test_a_day_cut_at_every_byte_keeps_every_line_that_is_whole(
    tmp_path: Path, full: bool, figure: Figure
) -> None:
    records, lines = a_day(1, 60 if full else 8)
    whole = b"".join(lines)
    ends = {sum(map(len, lines[: count + 1])): count + 1 for count in range(len(lines))}
    kept = 0
    for cut in range(len(whole) + 1):
        kept = ends.get(cut, kept)
        # A last line that lacks nothing but its newline is whole.
        living = ends.get(cut + 1, kept)
        read = read_bytes(tmp_path, whole[:cut])

        assert list(read.records) == records[:living], cut
        torn = cut and living == kept and cut not in ends
        assert read.named == ({kept + 1} if torn else set()), cut
    figure("6", "cuts that cost a whole record", f"0 of {len(whole) + 1}")


def test_writing_goes_on_behind_a_line_that_was_cut(tmp_path: Path) -> None:
    records, lines = a_day(2, 20, "k7q2")
    file = day_file(tmp_path, "2026-11-20.k7q2.toml")
    be_k7q2(tmp_path)
    whole = b"".join(lines)
    for cut in range(len(whole) - 2 * len(lines[-1]), len(whole), 7):
        file.write_bytes(whole[:cut])
        journal = open_journal(tmp_path)
        before = journal.load().records
        [fresh] = journal.transact(lambda _: [(TaskDone(task="after"), records[-1].at)])

        assert open_journal(tmp_path).load().records == (*before, fresh), cut


# Flipped


def flipped(data: bytes, random: Random) -> tuple[bytes, int]:
    """One bit is the other way round; and the line it is in."""
    place = random.randrange(len(data))
    damaged = bytearray(data)
    damaged[place] ^= 1 << random.randrange(8)
    return bytes(damaged), data.count(b"\n", 0, place) + 1


def harm(records: Sequence[Record], read: Sequence[Record]) -> int:
    """How many records are not as they were."""
    contents = {record.id: record for record in read}
    return sum(contents.get(record.id) != record for record in records)


def unsaid(records: Sequence[Record], read: Read, where: int) -> str:
    """What is wrong that nobody is told of: fewer records, and no word of it at the place."""
    if len(read.records) < len(records) and not read.named & {where, where + 1}:
        return f"{len(records) - len(read.records)} records gone at line {where}"
    return ""


@pytest.fixture(scope="module")
def flips(full: bool) -> int:
    return 10_000 if full else 1_000


def test_a_flipped_bit_harms_at_most_the_two_records_it_stands_between(
    tmp_path: Path, flips: int, figure: Figure
) -> None:
    random, worst, harmed, silent = Random(6), 0, 0, []
    days = [a_day(seed) for seed in range(3)]
    for _ in range(flips):
        records, lines = random.choice(days)
        damaged, where = flipped(b"".join(lines), random)
        read = read_bytes(tmp_path, damaged)
        fold(read.records)
        most = harm(records, read.records)
        worst, harmed = max(worst, most), harmed + bool(most)
        silent += filter(None, [unsaid(records, read, where)])

    figure("6", f"most records harmed by one of {flips} flips", worst)
    figure("6", "flips after which a record is gone and nothing said", len(silent))
    assert harmed > flips // 2, "the flips must matter"
    assert worst <= 2
    assert not silent


@pytest.mark.parametrize("first", ["c", "3"])
def test_a_first_letter_that_became_a_comment_sign_is_named(tmp_path: Path, first: str) -> None:
    """`c` and `3` are one bit from `#`: the record would be a comment, and nobody would know."""
    kept, gone = line(f"{first}aaa-1", 1), line(f"{first}aaa-2", 2)
    read = read_bytes(tmp_path, (kept + "#" + gone[1:]).encode())

    assert [record.id for record in read.records] == [f"{first}aaa-1"]
    assert [(each.line, each.kind) for each in read.problems] == [(2, ProblemKind.BAD_LINE)]


def test_what_a_person_made_a_comment_stays_one(tmp_path: Path) -> None:
    text = "# a note\n#\n#caaa-9 = { at = 1 }\n# aaa-9 = { at = 1 }\n" + line("caaa-1", 1)

    assert read_bytes(tmp_path, text.encode()).problems == ()


def test_the_gate_finds_a_reader_that_takes_all_or_nothing(tmp_path: Path) -> None:
    records, lines = a_day(1)
    random, file = Random(6), tmp_path / "day.toml"
    worst = 0
    for _ in range(20):
        damaged, where = flipped(b"".join(lines), random)
        file.write_bytes(damaged)
        read = Read(tuple(read_at_once(file)), ())
        worst = max(worst, harm(records, read.records))
        assert len(read.records) == len(records) or unsaid(records, read, where)

    assert worst > 2


# Markers, others' events, later versions'


def test_conflict_markers_anywhere_are_named_and_both_sides_live(tmp_path: Path) -> None:
    records, lines = a_day(3)
    random = Random(3)
    for _ in range(50):
        first, middle, last = sorted(random.sample(range(len(lines) + 1), 3))
        merged = [
            *lines[:first],
            b"<<<<<<< HEAD\n",
            *lines[first:middle],
            b"=======\n",
            *lines[middle:last],
            b">>>>>>> theirs\n",
            *lines[last:],
        ]
        read = read_bytes(tmp_path, b"".join(merged))

        assert list(read.records) == records
        assert [(each.line, each.kind) for each in read.problems] == [
            (place, ProblemKind.CONFLICT_MARKER) for place in (first + 1, middle + 2, last + 3)
        ]


Strange = Callable[[Record], str]

STRANGE: dict[str, tuple[Strange, ProblemKind]] = {
    "an intent of a later version": (
        lambda record: encode(
            Record("caaa-zz", record.at, record.n, Unknown(word="task.fly", fields={"task": "x"}))
        ),
        ProblemKind.NEWER,
    ),
    "a field of a later version": (
        lambda record: (
            encode(Record("caaa-zz", record.at, record.n, TaskDone(task="x")))[:-2] + ', mood = "fine" }'
        ),
        ProblemKind.NEWER,
    ),
    "a day to come": (
        lambda record: encode(
            Record("caaa-zz", record.at + dt.timedelta(days=400), record.n, TaskDone(task="x"))
        ),
        ProblemKind.AHEAD,
    ),
    "an id of nobody": (
        lambda record: 'somebody = { at = 2026-11-20T09:00:00+01:00, n = 1, do = "task.done", task = "x" }',
        ProblemKind.BAD_LINE,
    ),
    "a table of another program": (lambda record: "[event]", ProblemKind.BAD_LINE),
    "a line of JSON": (lambda record: '{"at": 1, "do": "task.done"}', ProblemKind.BAD_LINE),
    "a field of another type": (
        lambda record: 'caaa-zz = { at = 2026-11-20T09:00:00+01:00, n = "1", do = "task.done", task = "x" }',
        ProblemKind.BAD_LINE,
    ),
    "a counter beyond counting": (
        lambda record: f'caaa-zz = {{ at = 2026-11-20T09:00:00+01:00, n = {10**30}, do = "undo", of = "x" }}',
        ProblemKind.BAD_LINE,
    ),
    "an instant without offset": (
        lambda record: 'caaa-zz = { at = 2026-11-20T09:00:00, n = 1, do = "task.done", task = "x" }',
        ProblemKind.BAD_LINE,
    ),
}


@pytest.mark.parametrize("name", STRANGE)
def test_an_event_from_elsewhere_is_named_and_harms_no_other(tmp_path: Path, name: str) -> None:
    records, lines = a_day(4)
    strange, kind = STRANGE[name]
    known = {record.id for record in records}
    for place in (0, len(lines) // 2, len(lines)):
        fresh = f"{strange(records[place - 1])}\n".encode()
        read = read_bytes(tmp_path, b"".join([*lines[:place], fresh, *lines[place:]]))

        assert [record for record in read.records if record.id in known] == records
        assert [(each.line, each.kind) for each in read.problems] == [(place + 1, kind)]
        fold(read.records)
