"""Whatever comes out of a terminal instead of keys: bytes that are no text, halves of sequences, a terminal's
answers, sizes that change all the time, and terminals of every name. It stays there, and does nothing that
nobody meant.
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

import pytest

from tests.faults import resizing
from tests.faults.conftest import FULL, Figure
from tests.faults.resizing import TIMES
from tests.faults.seat import Seat, deeds
from tests.pty.terminal import environment

NOW = "2026-11-20T09:40:00+01:00"
RESIZING = str(resizing.__file__)
ESCAPE = b"\x1b"
ANSWERS = (
    b"\x1b[24;80R",
    b"\x1b[?62;22c",
    b"\x1b[>41;354;0c",
    b"\x1b[?2026;2$y",
    b"\x1b[?2048;0$y",
    b"\x1b[?1u",
    b"\x1b[I",
    b"\x1b[O",
    b"\x1b[0n",
    b"\x1b[8;24;80t",
    b"\x1b]11;rgb:0000/0000/0000\x1b\\",
    b"\x1b]10;rgb:dddd/dddd/dddd\x07",
    b"\x1b]52;c;ZGR4eA==\x07",
    b"\x1bP>|xterm(390)\x1b\\",
    b"\x1bP1+r544e=787465726d\x1b\\",
    b"\x1b_Gi=31;OK\x1b\\",
)
"""What terminals say of themselves when they are asked, or when they like."""
LEAVES = b"qE\x11"
"""Keys that leave the screen to somebody else."""


def sit_down(seats: list[Seat], home: Path, **more: str) -> Seat:
    seat = Seat({**environment(home, JORNADA_NOW=NOW, **more), "EDITOR": "true"}, folder=home)
    seats.append(seat)
    seat.wait_for("Overnight")
    seat.wait_for("q Quit")
    return seat


def meaningless(choose: random.Random) -> bytes:
    """Bytes that are no key of anybody's: answers, no text, sequences of no terminal."""
    kind = choose.randrange(4)
    if kind == 0:
        return choose.choice(ANSWERS)
    if kind == 1:  # no UTF-8
        return bytes(choose.randrange(0x80, 0x100) for _ in range(choose.randrange(1, 20)))
    if kind == 2:  # a private sequence
        parameters = ";".join(str(choose.randrange(9999)) for _ in range(choose.randrange(4)))
        return (
            b"\x1b["
            + choose.choice((b"?", b">", b"="))
            + parameters.encode()
            + choose.choice(b"hlpsSxz").to_bytes()
        )
    return bytes(choose.choice((0x1C, 0x1D, 0x1E, 0x1F)) for _ in range(choose.randrange(1, 8)))


def anything(choose: random.Random) -> bytes:
    """Any bytes but those that leave."""
    drawn = bytes(choose.randrange(256) for _ in range(choose.randrange(1, 12 if not FULL else 48)))
    return bytes(each for each in drawn if each not in LEAVES)


def assert_alive(seat: Seat) -> None:
    """It takes a key and shows what came of it; then it is left."""
    seat.comes_to_rest()
    for _ in range(8):
        seat.type(ESCAPE)
        seat.read(0.2)
    seat.comes_to_rest()
    seat.type(b"1")
    seat.read(0.2)
    seat.type(b"a")
    seat.wait_for("Add a task")
    seat.type(ESCAPE)
    seat.wait_for(lambda text: "Add a task" not in text)
    seat.type(b"q")
    assert seat.leaves().status == 0, seat.text
    assert seat.is_restored()


def journal(home: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (home / "data" / "journal").rglob("*.toml")}


def assert_only_added(before: dict[str, bytes], after: dict[str, bytes]) -> None:
    """What was in the journal is there as it was."""
    for name, data in before.items():
        assert after[name].startswith(data), name


def test_what_is_no_key_does_nothing(
    tmp_path: Path, seats: list[Seat], full: bool, figure: Figure, driver: dict[str, str]
) -> None:
    strings = 10_000 if full else 150
    choose = random.Random(15)
    seat = sit_down(seats, tmp_path, **driver)
    seat.type(b"s")
    seat.wait_for("Started")
    before = journal(tmp_path)
    for _ in range(strings):
        seat.type(meaningless(choose))
    assert_alive(seat)

    assert journal(tmp_path) == before
    figure(
        "15", f"of {strings} strings that are no keys did something {' '.join(driver.values())}".rstrip(), 0
    )


def test_an_answer_that_comes_in_pieces_does_nothing(tmp_path: Path, seats: list[Seat]) -> None:
    seat = sit_down(seats, tmp_path)
    for answer in ANSWERS:
        for place in range(len(answer)):
            seat.type(answer[place : place + 1])
            seat.read(0.002)
    assert_alive(seat)

    assert deeds(tmp_path) == []


def test_any_bytes_at_all_take_nothing_away(
    tmp_path: Path, seats: list[Seat], full: bool, figure: Figure
) -> None:
    strings, each = (10_000, 250) if full else (40, 40)
    choose = random.Random(51)
    for start in range(0, strings, each):
        home = tmp_path / str(start)
        home.mkdir()
        seat = sit_down(seats, home)
        seat.type(b"s")
        seat.wait_for("Started")
        before = journal(home)
        for _ in range(each):
            seat.type(anything(choose))
        assert_alive(seat)
        assert_only_added(before, journal(home))
        deeds(home)  # each line of it can be read
        seat.close()
    figure("15", f"of {strings} strings of any bytes: crashes", 0)


def test_sizes_that_change_all_the_time(
    tmp_path: Path, seats: list[Seat], full: bool, figure: Figure
) -> None:
    times = 2000 if full else 60
    choose = random.Random(300)
    seat = sit_down(seats, tmp_path)
    for _ in range(times):
        seat.resize(choose.randint(1, 300), choose.randint(1, 100))
        seat.read(0.0)
        if full:
            seat.type(choose.choice((b"j", b"k", b"1", b"2", b"4", ESCAPE)))
    for columns, rows in ((1, 1), (300, 100), (80, 24)):
        seat.resize(columns, rows)
        seat.read(0.3)
    seat.wait_for("q Quit")
    assert_alive(seat)

    assert deeds(tmp_path) == []
    figure("15", f"of {times} sizes: crashes", 0)


def test_word_of_a_new_size_while_the_last_one_is_looked_at(
    tmp_path: Path, seats: list[Seat], figure: Figure
) -> None:
    """A signal that strikes while another one is dealt with must not be dealt with inside it."""
    seat = Seat(environment(tmp_path, JORNADA_NOW=NOW), command=(sys.executable, RESIZING), folder=tmp_path)
    seats.append(seat)
    seat.wait_for("q Quit")
    assert_alive(seat)
    figure("15", f"of {TIMES} sizes told one in the other: crashes", 0)


NAMES = ("linux", "screen", "vt100", "xterm", "tmux-256color")


@pytest.mark.parametrize(
    ("name", "more"),
    [
        *((name, {}) for name in (NAMES if FULL else ("vt100",))),
        ("linux", {"LANG": "C"}),
        ("xterm-256color", {"NO_COLOR": "1"}),
    ],
)
def test_a_terminal_of_any_name(
    name: str, more: dict[str, str], tmp_path: Path, seats: list[Seat], figure: Figure
) -> None:
    seat = sit_down(seats, tmp_path, TERM=name, **more)
    seat.type(b"s")
    seat.wait_for("Started")
    assert_alive(seat)

    assert deeds(tmp_path) == ["task.start"]
    if "NO_COLOR" in more:
        assert not re.search(rb"\x1b\[[0-9;]*[34]8;[25];", bytes(seat.received))
    figure("15", " ".join((f"TERM={name}", *(f"{key}={value}" for key, value in more.items()))), "alive")


@pytest.mark.parametrize("name", ["dumb", None], ids=["dumb", "unset"])
def test_a_terminal_that_cannot_draw_is_refused_with_a_word(
    name: str | None, tmp_path: Path, seats: list[Seat], figure: Figure
) -> None:
    ours = environment(tmp_path, JORNADA_NOW=NOW)
    del ours["TERM"]
    seat = Seat({**ours, **({"TERM": name} if name else {})})
    seats.append(seat)

    assert seat.leaves().status == 2
    assert "jornada day" in seat.text
    assert ESCAPE not in seat.received
    figure("15", f"TERM={name or ''}", "refused")


# That the checks find what they look for

STRICT = """
import sys
sys.stdin.reconfigure(errors='strict')
print('here', flush=True)
for line in sys.stdin:
    pass
"""
EAGER = """
import os, sys, tty
tty.setraw(0)
print('here', flush=True)
with open(sys.argv[1], 'ab', buffering=0) as journal:
    while True:
        journal.write(b'did %r\\n' % os.read(0, 1))
"""


def naive(seats: list[Seat], program: str, *arguments: str) -> Seat:
    seat = Seat({"PYTHONUTF8": "1"}, command=(sys.executable, "-c", program, *arguments))
    seats.append(seat)
    seat.wait_for("here")
    return seat


def test_one_that_dies_of_no_text_is_found(seats: list[Seat]) -> None:
    seat = naive(seats, STRICT)
    seat.type(b"\xff\xfe\n")

    with pytest.raises(AssertionError):
        assert_alive(seat)
    assert seat.leaves().status == 1


def test_one_that_takes_an_answer_for_keys_is_found(tmp_path: Path, seats: list[Seat]) -> None:
    file = tmp_path / "data" / "journal" / "naive.toml"
    file.parent.mkdir(parents=True)
    file.touch()
    seat = naive(seats, EAGER, str(file))
    before = journal(tmp_path)
    seat.type(ANSWERS[0])
    while len(file.read_bytes().splitlines()) < len(ANSWERS[0]):
        assert seat.process_runs()

    assert journal(tmp_path) != before


def test_one_that_takes_something_away_is_found() -> None:
    with pytest.raises(AssertionError):
        assert_only_added({"a": b"one\ntwo\n"}, {"a": b"one\n"})
