"""Writing the journal and reading it back: ids, order, files, other writers, what is wrong in it."""

from __future__ import annotations

import datetime as dt
import os
import stat
import threading
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jornada.core.intents import Record, TaskDone, TaskNote, TaskStart, Unknown
from jornada.store.device import Machine
from jornada.store.errors import Busy
from jornada.store.files import System
from jornada.store.journal import Journal, Loaded, ProblemKind
from jornada.store.lock import Lock
from jornada.store.reading import MAX_PROBLEMS
from jornada.store.record import LineTooLong
from tests.store.helpers import (
    HERE,
    NOON,
    ZONE,
    Faulty,
    be_k7q2,
    day_file,
    kinds,
    line,
    minted,
    note,
    open_journal,
    paths_in,
    refuse_names,
    tasks,
    write,
)


def test_a_new_place_is_empty_and_looking_leaves_the_data_alone(tmp_path: Path) -> None:
    journal = open_journal(tmp_path)
    assert journal.load() == Loaded((), (), replaced=True)
    assert journal.refresh() == Loaded(())
    assert (journal.records(), journal.files(), journal.pending, journal.vanished) == ((), (), (), ())
    assert not paths_in(tmp_path).data.exists()


def test_records_get_ids_and_rise(tmp_path: Path) -> None:
    journal = open_journal(tmp_path)
    first, second = write(journal, "a", "b")
    [third] = write(journal, "c")
    assert [record.id for record in (first, second, third)] == ["k7q2-1", "k7q2-2", "k7q2-3"]
    assert [record.n for record in (first, second, third)] == [1, 2, 3]
    assert first == Record(id="k7q2-1", at=NOON, n=1, intent=TaskDone(task="a"))
    assert journal.records() == (first, second, third)
    assert journal.refresh() == Loaded(()), "what was just written is no news"
    assert open_journal(tmp_path).load().records == (first, second, third)


def test_counters_are_in_base_36(tmp_path: Path) -> None:
    journal = open_journal(tmp_path)
    records = write(journal, *[str(number) for number in range(37)])
    assert [record.id for record in records[8:]][:3] == ["k7q2-9", "k7q2-a", "k7q2-b"]
    assert records[-1].id == "k7q2-11"


def test_the_file_is_strict_toml_named_by_local_day_and_device(tmp_path: Path) -> None:
    journal = open_journal(tmp_path)
    late = dt.datetime(2026, 12, 31, 23, 59, 30, 999, tzinfo=ZONE)
    write(journal, "a", at=late)
    write(journal, "b", at=late + dt.timedelta(minutes=1))
    journal_directory = paths_in(tmp_path).journal
    assert journal.refresh().records == ()
    assert journal.files() == (
        journal_directory / "2026" / "2026-12-31.k7q2.toml",
        journal_directory / "2027" / "2027-01-01.k7q2.toml",
    )
    assert [tomllib.loads(path.read_text("utf-8")) for path in journal.files()] == [
        {"k7q2-1": {"at": late.replace(microsecond=0), "n": 1, "do": "task.done", "task": "a"}},
        {
            "k7q2-2": {
                "at": late.replace(microsecond=0) + dt.timedelta(minutes=1),
                "n": 2,
                "do": "task.done",
                "task": "b",
            }
        },
    ]


def test_one_transaction_over_midnight_goes_into_two_files(tmp_path: Path) -> None:
    journal = open_journal(tmp_path)
    tomorrow = NOON + dt.timedelta(days=1)
    records = journal.transact(
        lambda _: [(TaskDone(task="a"), NOON), (TaskDone(task="b"), tomorrow), (TaskDone(task="c"), NOON)]
    )
    assert day_file(tmp_path).read_text("utf-8") == line("k7q2-1", 1, TaskDone(task="a")) + line(
        "k7q2-3", 3, TaskDone(task="c")
    )
    assert open_journal(tmp_path).load().records == records


def test_files_and_directories_are_for_the_owner_alone(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        journal = open_journal(tmp_path)
        write(journal, *"abcdefghijklmnopqrstuvwxyz")
        journal.load()
        journal.close()
    finally:
        os.umask(old)
    for path in tmp_path.rglob("*"):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path


def test_one_batch_is_one_write_and_one_sync(tmp_path: Path) -> None:
    system = Faulty()
    journal = open_journal(tmp_path, system=system)
    write(journal, "a")
    system.calls.clear()
    write(journal, "b", "c", "d")
    assert system.calls["write"] == 1
    assert system.calls["sync"] == 1


def test_the_decision_sees_what_others_wrote_and_may_write_nothing(tmp_path: Path) -> None:
    here, there = open_journal(tmp_path), open_journal(tmp_path)
    here.load()
    written = write(there, "a")
    seen: list[Loaded] = []

    def decide(loaded: Loaded) -> list[tuple[TaskDone, dt.datetime]]:
        seen.append(loaded)
        return []

    assert here.transact(decide) == ()
    assert [loaded.records for loaded in seen] == [written]


def test_a_decision_that_raises_writes_nothing_and_lets_go_of_the_lock(tmp_path: Path) -> None:
    journal = open_journal(tmp_path)

    def refuse(_: Loaded) -> list[tuple[TaskDone, dt.datetime]]:
        raise LookupError

    with pytest.raises(LookupError):
        journal.transact(refuse)
    assert journal.records() == ()
    assert [record.id for record in write(open_journal(tmp_path), "a")] == ["k7q2-1"]


@pytest.mark.parametrize(
    "intents",
    [
        [(TaskDone(task="fits"), NOON), (TaskNote(task="x", text="x" * 20_000), NOON)],
        [(TaskDone(task="fits"), NOON), (TaskDone(task="x"), NOON.replace(tzinfo=None))],
        [(TaskDone(task="fits"), NOON), (TaskDone(task="x"), NOON.replace(year=9999))],
    ],
    ids=["too long", "naive", "year 9999"],
)
def test_what_no_line_can_hold_writes_nothing(
    tmp_path: Path, intents: list[tuple[TaskDone, dt.datetime]]
) -> None:
    journal = open_journal(tmp_path)
    with pytest.raises((LineTooLong, ValueError)):
        journal.transact(lambda _: intents)
    assert (journal.records(), journal.pending) == ((), ())
    assert not day_file(tmp_path).exists()


def test_n_is_one_more_than_the_largest_of_all_devices(tmp_path: Path) -> None:
    day_file(tmp_path, "2026-11-20.aaaa.toml").write_text(line("aaaa-5", 700) + line("aaaa-6", 2**53))
    [record] = write(open_journal(tmp_path), "a")
    assert record.n == 701, "a counter that cannot be true is not followed"


def test_ids_are_not_given_twice_even_if_the_files_are_gone(tmp_path: Path) -> None:
    write(open_journal(tmp_path), "a", "b")
    day_file(tmp_path).unlink()
    assert write(open_journal(tmp_path), "c")[0].id == "k7q2-3"


def test_ids_follow_the_journal_if_the_counter_is_gone(tmp_path: Path) -> None:
    write(open_journal(tmp_path), "a", "b")
    (paths_in(tmp_path).state / "counter").unlink()
    assert write(open_journal(tmp_path), "c")[0].id == "k7q2-3"
    (paths_in(tmp_path).state / "counter").write_text("damaged")
    assert write(open_journal(tmp_path), "d")[0].id == "k7q2-4"


def test_records_come_in_order_whatever_the_file(tmp_path: Path) -> None:
    day_file(tmp_path, "2026-11-20.bbbb.toml").write_text(line("bbbb-1", 3) + line("bbbb-2", 1))
    day_file(tmp_path, "2026-11-21.aaaa.toml").write_text(line("aaaa-1", 3) + line("aaaa-2", 2))
    journal = open_journal(tmp_path)
    records = journal.load().records
    assert [record.id for record in records] == ["bbbb-2", "aaaa-2", "aaaa-1", "bbbb-1"]
    assert records == tuple(sorted(records, key=lambda record: record.order))


# What others write


def test_other_devices_and_late_days_are_taken_in(tmp_path: Path) -> None:
    journal = open_journal(tmp_path)
    journal.load()
    write(journal, "a")
    day_file(tmp_path, "2026-11-20.aaaa.toml").write_text(line("aaaa-1", 1))
    loaded = journal.refresh()
    assert (tasks(loaded.records), loaded.replaced) == (["aaaa-1"], False)
    with day_file(tmp_path, "2026-11-20.aaaa.toml").open("a") as file:
        file.write(line("aaaa-2", 5))
    assert tasks(journal.refresh().records) == ["aaaa-2"]
    assert journal.refresh().records == ()
    assert tasks(journal.records()) == ["aaaa-1", "a", "aaaa-2"]


def test_only_what_is_new_is_read(tmp_path: Path) -> None:
    system = Faulty()
    old = day_file(tmp_path, "2026-11-20.aaaa.toml")
    old.write_text(line("aaaa-1", 1))
    journal = open_journal(tmp_path, system=system)
    journal.load()
    system.calls.clear()
    journal.refresh()
    assert not system.calls
    day_file(tmp_path, "2026-11-21.aaaa.toml").write_text(line("aaaa-2", 2))
    journal.refresh()
    assert system.opened[-1] == "2026-11-21.aaaa.toml"
    assert system.calls["open"] == 1


def test_a_same_record_twice_is_one(tmp_path: Path) -> None:
    day_file(tmp_path, "2026-11-20.aaaa.toml").write_text(2 * line("aaaa-1", 1))
    day_file(tmp_path, "2026-11-20.aaaa.2.toml").write_text(line("aaaa-1", 1))
    loaded = open_journal(tmp_path).load()
    assert (tasks(loaded.records), loaded.problems) == (["aaaa-1"], ())


def test_what_a_person_edits_replaces(tmp_path: Path) -> None:
    journal = open_journal(tmp_path)
    journal.load()
    write(journal, "a", "b", "c")
    journal.refresh()
    path = day_file(tmp_path)
    path.write_text(path.read_text().replace('task = "b"', 'task = "better and longer"'))
    loaded = journal.refresh()
    assert loaded.replaced
    [problem] = loaded.problems
    assert (problem.file, problem.line, problem.kind, problem.ids) == (
        path,
        2,
        ProblemKind.EDITED,
        ("k7q2-2",),
    )
    assert tasks(journal.records()) == ["a", "better and longer", "c"]
    assert journal.refresh() == Loaded(()), "said once"


def test_an_edit_before_what_was_appended_meanwhile_is_seen(tmp_path: Path) -> None:
    journal = open_journal(tmp_path)
    write(journal, "a")
    journal.refresh()
    path = day_file(tmp_path)
    content = path.read_text().replace('task = "a"', 'task = "z"') + line("k7q2-2", 2)
    with path.open("r+") as file:  # the same file, larger, its beginning another
        file.write(content)
    assert journal.refresh().replaced
    assert tasks(journal.records()) == ["z", "k7q2-2"]


def test_comments_blank_lines_and_foreign_line_ends_are_no_mistakes(tmp_path: Path) -> None:
    day_file(tmp_path).write_bytes(
        b"\xef\xbb\xbf"
        + line("k7q2-1", 1).replace("\n", "\r\n").encode()
        + b"\n# a word of mine\r\n   \n"
        + line("k7q2-2", 2).encode()
    )
    loaded = open_journal(tmp_path).load()
    assert (tasks(loaded.records), loaded.problems) == (["k7q2-1", "k7q2-2"], ())


def test_foreign_files_are_passed_over(tmp_path: Path) -> None:
    for name in (".2026-11-21.k7q2.toml.swp", "2026-11-21.k7q2.toml~", "notes.toml", "2026-11-21.toml"):
        (day_file(tmp_path).parent / name).write_text("nothing for us")
    (paths_in(tmp_path).journal / ".git").mkdir()
    (paths_in(tmp_path).journal / "README").write_text("mine")
    loaded = open_journal(tmp_path).load()
    assert (loaded.records, loaded.problems) == ((), ())


# What is wrong


def test_a_bad_line_is_named_and_the_others_live(tmp_path: Path) -> None:
    bad = "k7q2-2 = { at = yesterday, \x1b[31mn = 2 }" + "x" * 200
    be_k7q2(tmp_path)
    path = day_file(tmp_path)
    path.write_text(line("k7q2-1", 1) + bad + "\n" + line("k7q2-3", 3))
    before = path.read_bytes()
    journal = open_journal(tmp_path)
    loaded = journal.load()
    assert tasks(loaded.records) == ["k7q2-1", "k7q2-3"]
    [problem] = loaded.problems
    assert (problem.file, problem.line, problem.kind) == (path, 2, ProblemKind.BAD_LINE)
    assert problem.excerpt == bad.replace("\x1b", "")[:80]
    assert journal.refresh().problems == loaded.problems, "it stands until it is mended"
    write(journal, "d")
    assert path.read_bytes().startswith(before)


def test_a_line_that_is_too_long_is_named(tmp_path: Path) -> None:
    day_file(tmp_path).write_text("k7q2-1 = { x = '" + "x" * 20_000 + "' }\n" + line("k7q2-2", 2))
    loaded = open_journal(tmp_path).load()
    assert (tasks(loaded.records), kinds(loaded)) == (["k7q2-2"], [ProblemKind.TOO_LONG])


def test_conflict_markers_are_named_and_both_sides_read(tmp_path: Path) -> None:
    day_file(tmp_path).write_text(
        "<<<<<<< HEAD\n" + line("k7q2-1", 1) + "=======\n" + line("k7q2-2", 2) + ">>>>>>> theirs\n"
    )
    loaded = open_journal(tmp_path).load()
    assert tasks(loaded.records) == ["k7q2-1", "k7q2-2"]
    assert [(problem.kind, problem.line) for problem in loaded.problems] == [
        (ProblemKind.CONFLICT_MARKER, 1),
        (ProblemKind.CONFLICT_MARKER, 3),
        (ProblemKind.CONFLICT_MARKER, 5),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "2026-11-21.k7q2.sync-conflict-20261121-101112-ABCDEFG.toml",
        "2026-11-21.k7q2 (conflicted copy 2026-11-21 101112).toml",
        "2026-11-21.k7q2 (Ana's conflicted copy 2026-11-21).toml",
    ],
)
def test_conflict_copies_are_named_and_read(tmp_path: Path, name: str) -> None:
    day_file(tmp_path).write_text(line("k7q2-1", 1))
    copy = day_file(tmp_path, name)
    copy.write_text(line("k7q2-1", 1) + line("k7q2-2", 2))
    loaded = open_journal(tmp_path).load()
    assert tasks(loaded.records) == ["k7q2-1", "k7q2-2"]
    assert [(problem.file, problem.kind) for problem in loaded.problems] == [
        (copy, ProblemKind.SYNC_CONFLICT_FILE)
    ]


def test_a_same_id_with_other_content_is_kept_and_said_whatever_the_order(tmp_path: Path) -> None:
    ours, theirs = line("k7q2-1", 1, TaskDone(task="a")), line("k7q2-1", 1, TaskDone(task="b"))
    states: list[list[tuple[str, str]]] = []
    for number, (first, second) in enumerate([(ours, theirs), (theirs, ours)]):
        root = tmp_path / str(number)
        day_file(root).write_text(first)
        journal = open_journal(root)
        journal.load()
        copy = day_file(root, "2026-11-21.k7q2.sync-conflict-1.toml")
        copy.write_text(second)
        loaded = journal.refresh()
        assert kinds(loaded) == [
            ProblemKind.SYNC_CONFLICT_FILE,
            ProblemKind.SAME_ID_OTHER_CONTENT,
            ProblemKind.SAME_ID_OTHER_CONTENT,
        ]
        assert {problem.ids[0] for problem in loaded.problems[1:]} == {"k7q2-1"}
        assert len(loaded.problems[1].ids) == 2
        at_once = open_journal(root)
        assert at_once.load().records == journal.records()
        states.append([(record.id, record.intent.task) for record in journal.records()])
    assert states[0] == states[1]
    assert sorted(task for _, task in states[0]) == ["a", "b"]
    assert len({key for key, _ in states[0]}) == 2


def test_a_person_settles_two_of_one_id_by_removing_one(tmp_path: Path) -> None:
    path = day_file(tmp_path)
    path.write_text(line("k7q2-1", 1, TaskDone(task="a")) + line("k7q2-1", 1, TaskDone(task="b")))
    journal = open_journal(tmp_path)
    assert sorted(tasks(journal.load().records)) == ["a", "b"]
    path.write_text(line("k7q2-1", 1, TaskDone(task="b")))
    loaded = journal.refresh()
    assert loaded.replaced
    assert [record.id for record in journal.records() if record not in journal.vanished] == ["k7q2-1"]
    assert ProblemKind.SAME_ID_OTHER_CONTENT not in kinds(loaded)
    journal.forget_vanished()
    assert tasks(journal.records()) == ["b"]


def test_what_another_version_wrote_is_kept_and_said(tmp_path: Path) -> None:
    day_file(tmp_path).write_text(
        line("k7q2-1", 1, Unknown(word="mood.set", fields={"mood": "good"}))
        + 'k7q2-2 = { at = 2026-11-21T12:00:00+01:00, n = 2, do = "task.done", task = "a", mood = "b" }\n'
    )
    loaded = open_journal(tmp_path).load()
    assert [record.intent for record in loaded.records] == [
        Unknown(word="mood.set", fields={"mood": "good"}),
        TaskDone(task="a"),
    ]
    assert [(problem.kind, problem.excerpt, problem.ids) for problem in loaded.problems] == [
        (ProblemKind.NEWER, "mood.set", ("k7q2-1",)),
        (ProblemKind.NEWER, "mood", ("k7q2-2",)),
    ]


def test_a_record_ahead_of_the_clock_is_taken_and_flagged_as_long_as_it_is(tmp_path: Path) -> None:
    now = NOON
    day_file(tmp_path, "2026-11-21.aaaa.toml").write_text(
        line("aaaa-1", 1, at=NOON + dt.timedelta(minutes=5))
        + line("aaaa-2", 2, at=NOON + dt.timedelta(minutes=5, seconds=1))
    )
    journal = open_journal(tmp_path, clock=lambda: now)
    loaded = journal.load()
    assert tasks(loaded.records) == ["aaaa-1", "aaaa-2"]
    assert [(problem.kind, problem.line, problem.ids) for problem in loaded.problems] == [
        (ProblemKind.AHEAD, 2, ("aaaa-2",))
    ]
    now = NOON + dt.timedelta(minutes=1)
    assert journal.refresh().problems == ()


@pytest.mark.parametrize("kind", ["directory", "fifo", "symlink", "dangling", "year symlink"])
def test_what_is_not_a_file_is_refused_by_name(tmp_path: Path, kind: str) -> None:
    path = day_file(tmp_path, "2026-11-20.aaaa.toml")
    elsewhere = tmp_path / "elsewhere.toml"
    elsewhere.write_text(line("aaaa-1", 1))
    if kind == "directory":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    elif kind == "year symlink":
        path = paths_in(tmp_path).journal / "2025"
        path.symlink_to(day_file(tmp_path).parent)
    else:
        path.symlink_to(elsewhere if kind == "symlink" else tmp_path / "nowhere")
    loaded = open_journal(tmp_path).load()
    assert loaded.records == ()
    assert [(problem.file, problem.kind) for problem in loaded.problems] == [(path, ProblemKind.NOT_A_FILE)]


def test_a_file_that_cannot_be_read_is_named_and_what_it_held_stays_known(tmp_path: Path) -> None:
    system = Faulty()
    journal = open_journal(tmp_path, system=system)
    path = day_file(tmp_path, "2026-11-20.aaaa.toml")
    path.write_text(line("aaaa-1", 1))
    journal.load()
    system.faults["open"] = refuse_names("aaaa", 13)
    with path.open("a") as file:
        file.write(line("aaaa-2", 2))
    loaded = journal.refresh()
    assert [(problem.file, problem.kind) for problem in loaded.problems] == [(path, ProblemKind.UNREADABLE)]
    assert (tasks(journal.records()), journal.vanished) == (["aaaa-1"], ())
    del system.faults["open"]
    loaded = journal.refresh()
    assert (tasks(loaded.records), loaded.problems) == (["aaaa-2"], ())


def test_a_file_that_is_too_big_is_named_at_once(tmp_path: Path) -> None:
    path = day_file(tmp_path, "2026-11-20.aaaa.toml")
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    day_file(tmp_path).write_text(line("k7q2-1", 1))
    loaded = open_journal(tmp_path).load()
    assert (tasks(loaded.records), kinds(loaded)) == (["k7q2-1"], [ProblemKind.TOO_BIG])


@pytest.mark.parametrize(
    "hostile",
    [b"{\n" * 100_000, b"k7q2-2 = {\n" * 50_000, ("k7q2-2 = { x = " + "[" * 9000 + "\n").encode() * 400],
    ids=["short", "like ours", "deep"],
)
def test_a_file_full_of_bad_lines_hides_no_good_one_and_no_other_file(tmp_path: Path, hostile: bytes) -> None:
    path = day_file(tmp_path, "2026-11-20.aaaa.toml")
    path.write_bytes(hostile + line("aaaa-1", 1).encode())
    day_file(tmp_path).write_text(line("k7q2-1", 2))
    loaded = open_journal(tmp_path).load()
    assert tasks(loaded.records) == ["aaaa-1", "k7q2-1"]
    assert set(kinds(loaded)) == {ProblemKind.BAD_LINE}
    assert {problem.file for problem in loaded.problems} == {path}
    assert len(loaded.problems) <= MAX_PROBLEMS


@settings(max_examples=100, deadline=None)
@given(content=st.binary(max_size=400))
def test_any_bytes_may_stand_in_a_file(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    root = tmp_path_factory.mktemp("bytes")
    day_file(root, "2026-11-20.aaaa.toml").write_bytes(content)
    day_file(root).write_text(line("k7q2-1", 1))
    journal = open_journal(root)
    journal.load()
    journal.refresh()
    assert tasks(journal.records()) == ["k7q2-1"]


# The order of arrival


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_what_is_known_does_not_depend_on_the_order_of_arrival(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    root = tmp_path_factory.mktemp("order")
    names = ["2026-11-20.aaaa.toml", "2026-11-21.aaaa.toml", "2026-11-21.bbbb.toml", "2025-01-01.cccc.toml"]
    writes = st.tuples(
        st.sampled_from(names), st.sampled_from("abc"), st.integers(1, 6), st.integers(1, 8), st.booleans()
    )
    journal = open_journal(root)
    journal.load()
    handed_out: list[Record] = []
    for name, letter, counter, n, look in data.draw(st.lists(writes, max_size=15)):
        with day_file(root, name).open("a") as file:
            file.write(line(f"{letter * 4}-{counter}", n))
        if look:
            loaded = journal.refresh()
            handed_out = list(journal.records()) if loaded.replaced else [*handed_out, *loaded.records]
    loaded = journal.refresh()
    handed_out = list(journal.records()) if loaded.replaced else [*handed_out, *loaded.records]
    at_once = open_journal(root)
    assert at_once.load().records == journal.records()
    assert journal.vanished == ()
    assert sorted(handed_out, key=lambda record: record.order) == list(journal.records())
    written = {text for path in journal.files() for text in path.read_text().splitlines()}
    assert len(journal.records()) == len(written), "of one id, every content is there"


# Threads


def test_a_slow_disk_keeps_nobody_from_reading(tmp_path: Path) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def slowly(path: Path) -> None:
        if "2026-11-21" in str(path):
            reached.set()
            assert go_on.wait(20)

    system = Faulty()
    system.faults["sync"] = slowly
    journal = open_journal(tmp_path, system=system)
    journal.load()
    writer = threading.Thread(target=write, args=(journal, "a"))
    writer.start()
    assert reached.wait(20)
    day_file(tmp_path, "2026-11-21.aaaa.toml").write_text(line("aaaa-1", 1))
    loaded = journal.refresh()
    assert tasks(loaded.records) == ["aaaa-1"], "what is being written is no news"
    assert tasks(journal.records()) == ["aaaa-1", "a"]
    assert tasks(journal.pending) == ["a"]
    go_on.set()
    writer.join()
    assert (journal.pending, journal.refresh()) == ((), Loaded(()))


# The last line


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_file_cut_at_any_byte_keeps_what_was_whole(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = (line("k7q2-1", 1) + line("k7q2-2", 2, TaskNote(task="x", text="ñ\n}"))).encode()
    cut = data.draw(st.integers(0, len(whole)))
    root = tmp_path_factory.mktemp("cut")
    be_k7q2(root)
    path = day_file(root)
    path.write_bytes(whole[:cut])
    os.utime(path, (0, 0))
    journal = open_journal(root)
    loaded = journal.load()
    expected = whole[:cut].count(b"\n") + (cut in (len(line("k7q2-1", 1)) - 1, len(whole) - 1))
    assert len(loaded.records) == expected
    torn = cut and whole[:cut].splitlines()[-1] not in whole.splitlines()
    assert kinds(loaded) == ([ProblemKind.BAD_LINE] if torn else [])
    [new] = write(journal, "after")
    again = open_journal(root)
    assert again.load().records == (*loaded.records, new)
    assert len(again.refresh().problems) == len(loaded.problems)


def test_a_line_that_is_being_written_is_waited_for(tmp_path: Path) -> None:
    path = day_file(tmp_path, "2026-11-21.aaaa.toml")
    text = line("aaaa-1", 1)
    path.write_text(text[:30])
    journal = open_journal(tmp_path)
    assert journal.load().problems == ()
    path.write_text(text)
    loaded = journal.refresh()
    assert (tasks(loaded.records), loaded.problems) == (["aaaa-1"], ())


def test_a_torn_line_that_stays_is_named(tmp_path: Path) -> None:
    path = day_file(tmp_path, "2026-11-21.aaaa.toml")
    path.write_text(line("aaaa-1", 1) + line("aaaa-2", 2)[:30])
    journal = open_journal(tmp_path)
    assert journal.load().problems == ()
    [problem] = journal.refresh().problems
    assert (problem.line, problem.kind) == (2, ProblemKind.BAD_LINE)


def test_a_whole_line_without_newline_counts_and_goes_on(tmp_path: Path) -> None:
    be_k7q2(tmp_path)
    path = day_file(tmp_path)
    path.write_text(line("k7q2-1", 1).rstrip("\n"))
    journal = open_journal(tmp_path)
    assert tasks(journal.load().records) == ["k7q2-1"]
    [record] = write(journal, "b")
    assert path.read_text() == line("k7q2-1", 1) + line("k7q2-2", 2, TaskDone(task="b"))
    loaded = journal.refresh()
    assert (loaded.records, loaded.problems, loaded.replaced) == ((), (), False)
    assert record in journal.records()


# What vanishes


def test_what_vanished_is_said_stays_known_and_is_never_put_back_by_itself(tmp_path: Path) -> None:
    journal = open_journal(tmp_path)
    journal.load()
    first, second = write(journal, "a", "b")
    journal.refresh()
    path = day_file(tmp_path)
    path.write_text(line("k7q2-1", 1, TaskDone(task="a")))
    loaded = journal.refresh()
    assert [(problem.file, problem.kind, problem.ids) for problem in loaded.problems] == [
        (path, ProblemKind.VANISHED, ("k7q2-2",))
    ]
    assert not loaded.replaced
    assert journal.vanished == (second,)
    assert journal.records() == (first, second)
    write(journal, "c")
    assert "k7q2-2" not in path.read_text()
    assert kinds(journal.refresh()) == [ProblemKind.VANISHED]


def test_what_vanished_right_after_it_was_written_is_noticed(tmp_path: Path) -> None:
    journal = open_journal(tmp_path)
    [record] = write(journal, "a")
    day_file(tmp_path).unlink()
    assert kinds(journal.refresh()) == [ProblemKind.VANISHED]
    assert journal.vanished == (record,)


def test_what_comes_back_is_no_longer_vanished(tmp_path: Path) -> None:
    journal = open_journal(tmp_path)
    write(journal, "a")
    journal.refresh()
    path = day_file(tmp_path)
    content = path.read_bytes()
    path.unlink()
    assert kinds(journal.refresh()) == [ProblemKind.VANISHED]
    path.write_bytes(content)
    loaded = journal.refresh()
    assert (loaded.records, loaded.problems, loaded.replaced, journal.vanished) == ((), (), False, ())


def test_a_line_moved_to_another_file_has_not_vanished(tmp_path: Path) -> None:
    journal = open_journal(tmp_path)
    write(journal, "a")
    journal.refresh()
    path = day_file(tmp_path)
    path.rename(path.with_name("2026-11-22.k7q2.toml"))
    assert journal.refresh() == Loaded(())


def test_a_person_has_it_written_again(tmp_path: Path) -> None:
    journal = open_journal(tmp_path)
    [record] = write(journal, "a")
    journal.refresh()
    day_file(tmp_path).unlink()
    journal.refresh()
    assert journal.restore_vanished() == (record,)
    assert (journal.vanished, journal.pending) == ((), ())
    assert journal.refresh() == Loaded(())
    assert open_journal(tmp_path).load().records == (record,)


def test_or_lets_it_go(tmp_path: Path) -> None:
    journal = open_journal(tmp_path)
    write(journal, "a", "b")
    journal.refresh()
    day_file(tmp_path).write_text(line("k7q2-2", 2, TaskDone(task="b")))
    journal.refresh()
    journal.forget_vanished()
    loaded = journal.refresh()
    assert (loaded.replaced, loaded.problems, tasks(journal.records())) == (True, (), ["b"])


def open_and_load(root: Path) -> Journal:
    journal = open_journal(root)
    journal.load()
    return journal


def both_miss_b(root: Path) -> tuple[Journal, Journal]:
    """Two processes, the first of which saw a record of the second go; the other asks about it too."""
    first = open_journal(root)
    first.load()
    write(first, "a", "b", "c")
    first.refresh()
    path = day_file(root)
    path.write_text("".join(each for each in path.read_text().splitlines(True) if '"b"' not in each))
    assert kinds(first.refresh()) == [ProblemKind.VANISHED]
    second = open_journal(root)
    second.load()
    assert tasks(second.vanished) == ["b"]
    return first, second


def test_another_process_is_told_to_let_it_go(tmp_path: Path) -> None:
    first, second = both_miss_b(tmp_path)
    second.forget_vanished()
    assert first.refresh().replaced
    assert (first.vanished, tasks(first.records())) == ((), ["a", "c"])
    first.close()
    assert open_journal(tmp_path).load().problems == ()


def test_another_process_is_told_to_write_it_again(tmp_path: Path) -> None:
    first, second = both_miss_b(tmp_path)
    assert tasks(second.restore_vanished()) == ["b"]
    assert second.vanished == ()
    assert first.refresh() == Loaded(())
    assert (first.vanished, tasks(first.records())) == ((), ["a", "b", "c"])
    assert open_journal(tmp_path).load().problems == ()


def test_what_is_asked_about_is_not_decided_by_losing_the_snapshot(tmp_path: Path) -> None:
    first, _ = both_miss_b(tmp_path)
    (paths_in(tmp_path).snapshot / "vanished").unlink()
    assert kinds(first.refresh()) == [ProblemKind.VANISHED]
    assert tasks(first.records()) == ["a", "b", "c"]


def test_what_two_processes_saw_go_is_asked_about_together(tmp_path: Path) -> None:
    first, second = both_miss_b(tmp_path)
    path = day_file(tmp_path)
    path.write_text("".join(each for each in path.read_text().splitlines(True) if '"c"' not in each))
    second.refresh()
    first.refresh()
    assert tasks(first.vanished) == tasks(second.vanished) == ["b", "c"]
    assert tasks(open_and_load(tmp_path).vanished) == ["b", "c"]


def test_while_another_writes_what_has_gone_is_asked_about(tmp_path: Path) -> None:
    first, _ = both_miss_b(tmp_path)
    with Lock(paths_in(tmp_path).lock, System()).held(), pytest.raises(Busy):
        first.restore_vanished()
    assert tasks(first.vanished) == ["b"]
    assert first.pending == ()


def test_a_directory_that_cannot_be_listed_loses_nothing(tmp_path: Path) -> None:
    journal = open_journal(tmp_path)
    write(journal, "a")
    journal.refresh()
    year = day_file(tmp_path).parent
    year.rename(tmp_path / "away")
    year.symlink_to(tmp_path / "away")
    loaded = journal.refresh()
    assert ProblemKind.NOT_A_FILE in kinds(loaded)
    assert tasks(journal.records()) == ["a"]


# Devices


def test_the_device_is_minted_once_and_kept(tmp_path: Path) -> None:
    journal = open_journal(tmp_path, mint=minted("abcd"))
    assert journal.device == "abcd"
    assert journal.device == "abcd"
    assert open_journal(tmp_path, mint=minted()).device == "abcd"
    noted = tomllib.loads(paths_in(tmp_path).device_file.read_text())
    assert noted == {"device": "abcd", "machine": HERE.machine, "host": HERE.host}


@pytest.mark.parametrize("clone", [("other", HERE.host), (HERE.machine, "other")])
def test_a_clone_mints_its_own_and_notes_the_old(tmp_path: Path, clone: tuple[str, str]) -> None:
    write(open_journal(tmp_path, mint=minted("abcd")), "a")
    there = open_journal(tmp_path, machine=Machine(*clone), mint=minted("abcd", "efgh"))
    assert [record.id for record in write(there, "b")] == ["efgh-2"]
    noted = tomllib.loads(paths_in(tmp_path).device_file.read_text())
    assert (noted["device"], noted["previous"]) == ("efgh", ["abcd"])
    assert day_file(tmp_path, "2026-11-21.efgh.toml").exists()
    assert tasks(open_journal(tmp_path).load().records) == ["a", "b"]


def test_a_device_that_another_writes_under_is_not_minted(tmp_path: Path) -> None:
    day_file(tmp_path, "2026-11-20.aaaa.toml").write_text(line("aaaa-1", 1))
    assert open_journal(tmp_path, mint=minted("aaaa", "bbbb")).device == "bbbb"


@pytest.mark.parametrize("content", ["", "device = 3", 'device = "TOO LONG"', "\x00", "[" * 5000])
def test_a_damaged_device_file_means_a_new_device(tmp_path: Path, content: str) -> None:
    paths_in(tmp_path).state.mkdir()
    paths_in(tmp_path).device_file.write_text(content)
    assert write(open_journal(tmp_path), "a")[0].id == "k7q2-1"


def test_minted_devices_are_four_letters_or_digits(tmp_path: Path) -> None:
    journal = Journal(paths_in(tmp_path), clock=lambda: NOON)
    assert len(journal.device) == 4
    assert journal.device.isalnum()
    assert journal.device == journal.device.lower()
    [record] = journal.transact(lambda _: [(TaskStart(task="a"), NOON)])
    assert record.device == journal.device


def test_prose_of_several_lines_is_one_line_of_the_file(tmp_path: Path) -> None:
    record = note(open_journal(tmp_path), "two\nlines")
    assert day_file(tmp_path).read_text().count("\n") == 1
    assert open_journal(tmp_path).load().records == (record,)
