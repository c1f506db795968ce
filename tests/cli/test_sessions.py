"""Time entries on the command line: listed, put right, refused in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from tests.cli.conftest import Result, Shell

Late = Callable[..., Result]


@pytest.fixture
def logged(shell: Shell) -> Late:
    """The sweep ran from nine to twenty past; it is a quarter to ten."""
    late = partial(shell, at="09:45")
    late("log", "overnight", "--from", "9:00", "--to", "9:20")
    late("session", "list")
    return late


def sessions(shell: Late) -> list[tuple[str, str, str]]:
    found = shell("session", "list", "--json").json["sessions"]
    return [(each["start"][11:16], (each["end"] or "")[11:16], each["title"]) for each in found]


SWEEP, ANSWERS = "Overnight sweep of mentions", "Publish and answer comments"


def test_listed_with_numbers_and_gaps(logged: Late) -> None:
    lines = logged("session", "list").lines
    assert "20 min worked" in lines[0]
    assert lines[1].split()[:4] == ["1", "09:00–09:20", "20", "min"]
    assert SWEEP in lines[1]
    assert "no timer ran" in lines[2]


def test_put_right_and_taken_back(logged: Late) -> None:
    assert logged("session", "edit", "1", "--to", "9:10", "--task", "answer comments").code == 0
    assert sessions(logged) == [("09:00", "09:10", ANSWERS)]
    logged("undo")
    assert sessions(logged) == [("09:00", "09:20", SWEEP)]


def test_split_joined_and_dropped(logged: Late) -> None:
    logged("session", "split", "1", "--at", "9:05", "--task", "answer comments")
    assert sessions(logged) == [("09:00", "09:05", SWEEP), ("09:05", "09:20", ANSWERS)]
    assert "Only sessions of one" in logged("session", "join", "1", "2", fails=1).err
    logged("session", "list")
    logged("session", "edit", "2", "--task", "overnight")
    logged("session", "join", "1", "2")
    assert sessions(logged) == [("09:00", "09:20", SWEEP)]
    logged("session", "drop", "1")
    assert sessions(logged) == []


def test_others_make_room_only_where_that_is_asked_for(logged: Late) -> None:
    again = ("log", "answer comments", "--from", "9:10", "--to", "9:15")
    assert SWEEP in logged(*again, fails=1).err
    logged(*again, "--cut")
    assert sessions(logged) == [
        ("09:00", "09:10", SWEEP),
        ("09:10", "09:15", ANSWERS),
        ("09:15", "09:20", SWEEP),
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("edit", "7", "--note", "x"), 1, "There is no time entry “7”"),
        (("edit", "1", "--task", "overnight", "--break"), 2, "one of them"),
        (("edit", "1", "--to", "8:00"), 1, "08:00"),
        (("edit", "1", "--to", "23:00"), 1, "23:00"),
        (("split", "1", "--at", "9:40"), 1, "not within"),
        (("split", "1"), 2, "--at"),
    ],
)
def test_refused_in_words(logged: Late, arguments: tuple[str, ...], code: int, said: str) -> None:
    logged("session", "list")
    assert said in logged("session", *arguments, fails=code).err
    assert sessions(logged) == [("09:00", "09:20", SWEEP)]


def test_a_break_that_was_is_entered_afterwards(logged: Late) -> None:
    logged("break", "--from", "9:30", "--to", "9:40")
    assert sessions(logged)[1][:2] == ("09:30", "09:40")
    assert logged("session", "list", "--json").json["break_minutes"] == 10
    assert "--from and --to" in logged("break", "--from", "9:30", fails=2).err
    assert "--from and --to" in logged("break", "stop", "--from", "9:30", "--to", "9:40", fails=2).err


def test_what_goes_over_midnight_is_put_right_by_the_clock(shell: Shell) -> None:
    shell("add", "Night watch", at="23:00", date="2026-11-19")
    shell("log", "night", "--from", "23:20", "--to", "0:30", at="09:00", date="2026-11-20", fails=1)
    shell("log", "night", "--from", "23:20", "--to", "0:30", "--date", "2026-11-19")
    shell("session", "list")
    shell("session", "edit", "1", "--from", "23:30", "--to", "0:20")
    assert sessions(shell)[0][:2] == ("23:30", "00:20")
    shell("session", "split", "1", "--at", "0:05")
    assert [each[:2] for each in sessions(shell)] == [("23:30", "00:05"), ("00:05", "00:20")]
