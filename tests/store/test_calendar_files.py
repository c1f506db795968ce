"""The calendar's files: read with care, changed so that every other byte stays."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jornada.core.mistakes import Problem
from jornada.core.post_check import Known
from jornada.core.posts import Post, PostState
from jornada.own_files import MOST_BYTES
from jornada.store.calendar_files import (
    CalendarFiles,
    CannotChange,
    Damaged,
    LoadedCalendar,
    PostChanged,
)
from tests.store.helpers import paths_in

KNOWN = Known({"acme": "Café Ñandú"}, {"trust": "Nobody waits"})
DECEMBER = dt.date(2026, 12, 1)

COMMENTED = """\
# December: what we publish and why.
version = 1                # of the format

# The big one. Ask Ana before you change the hour.
[[post]]
key = "raffle"             # the journal names it so
title = "Sorteo de Navidad"
date = 2026-12-01
time = "10:00"             # noon is taken
channel = 'instagram'
state = "draft"


[[post]]   # a quiet one
date="2026-12-02"
key="menu"
title="Menú"

# Nothing after this yet.
"""


def post(key: str, **more: Any) -> Post:
    return Post(key=key, date=more.pop("date", DECEMBER), title=more.pop("title", key.title()), **more)


@pytest.fixture
def files(tmp_path: Path) -> CalendarFiles:
    return CalendarFiles(paths_in(tmp_path))


@pytest.fixture
def calendar(tmp_path: Path) -> Path:
    directory = paths_in(tmp_path).calendar
    directory.mkdir(parents=True)
    return directory


def load(files: CalendarFiles) -> LoadedCalendar:
    return files.load(KNOWN)


def keys(files: CalendarFiles) -> list[str]:
    return [post.key for post in load(files).posts]


def problems(files: CalendarFiles) -> list[tuple[str, int | None, Problem]]:
    return [
        (file.path.name, each.line, each.mistake.problem)
        for file in load(files).troubles
        for each in file.mistakes
    ]


# Reading


def test_no_directory_is_an_empty_calendar(files: CalendarFiles) -> None:
    assert load(files) == LoadedCalendar()


def test_all_files_are_read_by_name_and_say_which_they_are(files: CalendarFiles, calendar: Path) -> None:
    (calendar / "b.toml").write_text('[[post]]\nkey = "b"\ntitle = "B"\ndate = "2026-12-01"\n')
    (calendar / "a.toml").write_text(COMMENTED)
    (calendar / "notes.txt").write_text("not ours")
    (calendar / ".a.toml.swp.toml").write_text("[[[")
    assert [(each.key, each.file) for each in load(files).posts] == [
        ("raffle", "a.toml"),
        ("menu", "a.toml"),
        ("b", "b.toml"),
    ]
    assert not load(files).troubles


def test_of_two_posts_with_one_key_the_first_counts_and_the_copy_of_a_sync_comes_last(
    files: CalendarFiles, calendar: Path
) -> None:
    (calendar / "2026-12.toml").write_text(COMMENTED)
    copy = "2026-12.sync-conflict-20261201-101010-ABC.toml"
    (calendar / copy).write_text(COMMENTED.replace("Menú", "Other"))
    assert {post.title for post in load(files).posts} == {"Sorteo de Navidad", "Menú"}
    assert problems(files) == [(copy, 6, Problem.DUPLICATE), (copy, 16, Problem.DUPLICATE)]


@pytest.mark.parametrize(
    ("data", "line", "problem"),
    [
        (b"\xef\xbb\xbfversion = 1\n", 1, Problem.BYTE_ORDER_MARK),
        (b"version = 1\n# \xff\n", 2, Problem.NOT_UTF8),
        (b"version = 1\n[[post\n", 2, Problem.SYNTAX),
        (b"version = 9\n", 1, Problem.BAD_VERSION),
        (b"#" * (MOST_BYTES + 1), None, Problem.TOO_BIG),
        (b"x = " + b"[" * 5000 + b"]" * 5000, None, Problem.TOO_DEEP),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_a_mistake_with_its_line(
    files: CalendarFiles, calendar: Path, data: bytes, line: int | None, problem: Problem
) -> None:
    (calendar / "a.toml").write_bytes(data)
    assert problems(files) == [("a.toml", line, problem)]


def test_odd_things_in_the_place_of_a_file_neither_raise_nor_wait(
    files: CalendarFiles, calendar: Path, tmp_path: Path
) -> None:
    os.mkfifo(calendar / "fifo.toml")
    (calendar / "directory.toml").mkdir()
    (calendar / "gone.toml").symlink_to(tmp_path / "nothing")
    (calendar / "circle.toml").symlink_to(calendar / "circle.toml")
    elsewhere = tmp_path / "elsewhere.toml"
    elsewhere.write_text(COMMENTED)
    (calendar / "link.toml").symlink_to(elsewhere)
    assert keys(files) == ["raffle", "menu"]
    assert {(name, problem) for name, _, problem in problems(files)} == {
        ("fifo.toml", Problem.NOT_A_FILE),
        ("directory.toml", Problem.NOT_A_FILE),
        ("gone.toml", Problem.UNREADABLE),
        ("circle.toml", Problem.UNREADABLE),
    }


def test_a_file_in_the_place_of_the_directory_is_an_empty_calendar(
    files: CalendarFiles, tmp_path: Path
) -> None:
    paths_in(tmp_path).data.mkdir()
    paths_in(tmp_path).calendar.write_text("x")
    assert load(files) == LoadedCalendar()


def test_on_a_mistake_the_last_good_version_is_used(
    files: CalendarFiles, calendar: Path, tmp_path: Path
) -> None:
    file = calendar / "a.toml"
    file.write_text(COMMENTED)
    load(files)
    file.write_text(COMMENTED.replace('"10:00"', '"25:00"'))
    after = CalendarFiles(paths_in(tmp_path))
    assert keys(after) == ["raffle", "menu"]
    assert [file.last_good for file in load(after).troubles] == [True]
    assert problems(after) == [("a.toml", 9, Problem.BAD_TIME)]


def test_without_a_good_version_the_posts_that_are_right_are_used(
    files: CalendarFiles, calendar: Path
) -> None:
    (calendar / "a.toml").write_text(COMMENTED.replace('"10:00"', '"25:00"'))
    assert keys(files) == ["menu"]
    assert [file.last_good for file in load(files).troubles] == [False]


def test_a_change_of_the_plan_in_use_is_a_change_of_what_is_known(
    files: CalendarFiles, calendar: Path
) -> None:
    (calendar / "a.toml").write_text(COMMENTED.replace("channel = 'instagram'", 'brand = "acme"'))
    assert problems(files) == []
    (trouble,) = files.load(Known()).troubles
    assert [each.mistake.problem for each in trouble.mistakes] == [Problem.NOT_IN_WORKFLOW]
    assert not trouble.last_good
    assert len(files.load(Known()).posts) == 2


def test_a_store_that_must_not_write_keeps_no_copy(calendar: Path, tmp_path: Path) -> None:
    (calendar / "a.toml").write_text(COMMENTED)
    load(CalendarFiles(paths_in(tmp_path), keep_good=False))
    assert not paths_in(tmp_path).state.exists()


# Adding


def test_new_posts_go_into_the_files_of_their_months(files: CalendarFiles, calendar: Path) -> None:
    files.add([post("a"), post("b", date=dt.date(2027, 1, 5)), post("c")], KNOWN)
    assert sorted(path.name for path in calendar.iterdir()) == ["2026-12.toml", "2027-01.toml"]
    assert sorted(keys(files)) == ["a", "b", "c"]
    assert (calendar / "2026-12.toml").stat().st_mode & 0o777 == 0o600


def test_a_post_is_added_behind_every_byte_that_is_there(files: CalendarFiles, calendar: Path) -> None:
    file = calendar / "2026-12.toml"
    file.write_text(COMMENTED)
    new = post("new", title='Quote " and \\ and\ttab', time=dt.time(9, 5), state=PostState.APPROVED)
    files.add([new], KNOWN)
    assert file.read_text().startswith(COMMENTED)
    assert load(files).posts[-1] == replace(new, title='Quote " and \\ and tab', file="2026-12.toml")


@pytest.mark.parametrize(
    "before",
    [
        "",
        "# only a comment",
        "version = 1",
        "version = 1\r\n[[post]]\r\nkey = 'x'\r\ntitle = 'X'\r\ndate = '2026-12-01'",
    ],
    ids=["empty", "comment", "no newline", "carriage returns"],
)
def test_a_post_is_added_to_whatever_the_file_ends_with(
    files: CalendarFiles, calendar: Path, before: str
) -> None:
    file = calendar / "2026-12.toml"
    file.write_bytes(before.encode())
    files.add([post("a"), post("b")], KNOWN)
    assert file.read_bytes().startswith(before.encode())
    assert keys(files)[-2:] == ["a", "b"]


def test_a_list_in_brackets_takes_its_new_posts_inside(files: CalendarFiles, calendar: Path) -> None:
    file = calendar / "2026-12.toml"
    file.write_text('post = [ # all of them\n  { key = "x", title = "X", date = "2026-12-01" },\n]\n')
    files.add([post("a"), post("b")], KNOWN)
    assert keys(files) == ["x", "a", "b"]
    assert "# all of them" in file.read_text()


def test_nothing_is_added_to_a_file_with_mistakes(files: CalendarFiles, calendar: Path) -> None:
    file = calendar / "2026-12.toml"
    file.write_text("[[post]]\n")
    with pytest.raises(Damaged) as raised:
        files.add([post("a")], KNOWN)
    assert raised.value.path == file
    assert file.read_text() == "[[post]]\n"


def test_nothing_is_written_through_a_fifo(files: CalendarFiles, calendar: Path) -> None:
    os.mkfifo(calendar / "2026-12.toml")
    with pytest.raises(Damaged):
        files.add([post("a")], KNOWN)


# Editing


def raffle(files: CalendarFiles) -> Post:
    return next(post for post in load(files).posts if post.key == "raffle")


def test_an_edit_leaves_every_other_byte(files: CalendarFiles, calendar: Path) -> None:
    file = calendar / "december.toml"
    file.write_text(COMMENTED)
    before = raffle(files)
    files.edit(before, replace(before, time=dt.time(11, 30)), KNOWN)
    assert file.read_text() == COMMENTED.replace('time = "10:00"', 'time = "11:30"')


def test_fields_are_added_and_taken_out(files: CalendarFiles, calendar: Path) -> None:
    file = calendar / "december.toml"
    file.write_text(COMMENTED)
    before = raffle(files)
    after = replace(before, time=None, brand="acme", title="Sorteo «grande»")
    files.edit(before, after, KNOWN)
    assert raffle(files) == after
    for comment in ("# December", "# of the format", "# The big one", "# the journal", "# a quiet one"):
        assert comment in file.read_text()


def test_an_edit_of_a_list_in_brackets(files: CalendarFiles, calendar: Path) -> None:
    text = 'post = [ # all\n  { key = "raffle", title = "X", date = "2026-12-01" }, # the one\n]\n'
    (calendar / "a.toml").write_text(text)
    before = raffle(files)
    files.edit(before, replace(before, title="Y"), KNOWN)
    assert (calendar / "a.toml").read_text() == text.replace('"X"', '"Y"')


def test_what_the_journal_says_of_a_post_is_never_written_into_its_file(
    files: CalendarFiles, calendar: Path
) -> None:
    (calendar / "a.toml").write_text(COMMENTED)
    planned = raffle(files)
    marked = replace(planned, state=PostState.PUBLISHED, link="https://x.test/1", in_file=planned)
    files.edit(marked, replace(marked, title="Other"), KNOWN)
    assert (calendar / "a.toml").read_text() == COMMENTED.replace("Sorteo de Navidad", "Other")


@pytest.mark.parametrize("gone", [True, False])
def test_what_a_person_changed_meanwhile_is_left_alone(
    files: CalendarFiles, calendar: Path, gone: bool
) -> None:
    file = calendar / "a.toml"
    file.write_text(COMMENTED)
    before = raffle(files)
    text = "" if gone else COMMENTED.replace('"10:00"', '"12:00"')
    file.write_text(text)
    with pytest.raises(PostChanged) as raised:
        files.edit(before, replace(before, title="Other"), KNOWN)
    assert raised.value.now == (None if gone else replace(before, time=dt.time(12)))
    assert file.read_text() == text


def test_another_post_that_was_changed_meanwhile_keeps_its_change(
    files: CalendarFiles, calendar: Path
) -> None:
    file = calendar / "a.toml"
    file.write_text(COMMENTED)
    before = raffle(files)
    file.write_text(COMMENTED.replace("Menú", "Menú nuevo"))
    files.edit(before, replace(before, title="Other"), KNOWN)
    assert [post.title for post in load(files).posts] == ["Other", "Menú nuevo"]


def test_a_link_stays_a_link_and_the_file_keeps_its_mode(
    files: CalendarFiles, calendar: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere.toml"
    elsewhere.write_text(COMMENTED)
    elsewhere.chmod(0o640)
    (calendar / "a.toml").symlink_to(elsewhere)
    before = raffle(files)
    files.edit(before, replace(before, title="Other"), KNOWN)
    assert (calendar / "a.toml").is_symlink()
    assert "Other" in elsewhere.read_text()
    assert elsewhere.stat().st_mode & 0o777 == 0o640


def test_a_disk_that_is_full_leaves_the_file_whole(
    files: CalendarFiles, calendar: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = calendar / "a.toml"
    file.write_text(COMMENTED)
    before = raffle(files)

    def full(descriptor: int, data: bytes) -> int:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(files._system, "write", full)
    with pytest.raises(OSError, match="No space left"):
        files.edit(before, replace(before, title="Other"), KNOWN)
    assert file.read_text() == COMMENTED
    assert [path.name for path in calendar.iterdir()] == ["a.toml"]


def test_a_key_that_stands_twice_is_never_changed(files: CalendarFiles, calendar: Path) -> None:
    file = calendar / "a.toml"
    file.write_text(COMMENTED)
    before = raffle(files)
    file.write_text(COMMENTED + COMMENTED.partition("version = 1")[2].partition("\n")[2])
    with pytest.raises((Damaged, CannotChange)):
        files.edit(before, replace(before, title="Other"), KNOWN)
