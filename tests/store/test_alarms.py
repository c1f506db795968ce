"""Each alarm rings once: over starts, and over several dashboards of which one rings."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from jornada.core.alarms import Alarm
from jornada.core.incidents import ClockState
from jornada.paths import Paths
from jornada.store.alarms import KEPT, AlarmBook

NOW = dt.datetime(2026, 11, 20, 9, 40, tzinfo=dt.UTC)


def alarm(subject: str = "a-1", minutes: int = 5, stage: ClockState = ClockState.SOON) -> Alarm:
    return Alarm(subject, "first_response", NOW + dt.timedelta(minutes=minutes), stage)


def test_it_rings_once(paths: Paths) -> None:
    book = AlarmBook(paths)

    assert book.ring([alarm()], NOW) == (alarm(),)
    assert book.ring([alarm()], NOW) == ()


def test_each_stage_and_each_due_time_rings(paths: Paths) -> None:
    book = AlarmBook(paths)
    book.ring([alarm()], NOW)
    late, other = alarm(stage=ClockState.OVERDUE), alarm(minutes=9)

    assert book.ring([late], NOW) == (late,)
    assert book.ring([late, other], NOW) == (other,)


def test_not_again_on_the_next_start(paths: Paths) -> None:
    first = AlarmBook(paths)
    first.ring([alarm()], NOW)
    first.close()

    assert AlarmBook(paths).ring([alarm(), alarm("b-2")], NOW) == (alarm("b-2"),)


def test_of_two_that_are_open_one_rings_and_the_other_takes_over(paths: Paths) -> None:
    first, second = AlarmBook(paths), AlarmBook(paths)
    assert first.ring([alarm()], NOW) == (alarm(),)
    assert second.ring([alarm(), alarm("b-2")], NOW) == ()

    first.close()

    assert second.ring([alarm(), alarm("b-2")], NOW) == (alarm("b-2"),)
    assert first.ring([alarm("c-3")], NOW) == ()


def test_nothing_is_to_be_done_where_all_has_rung(paths: Paths) -> None:
    book = AlarmBook(paths)
    assert book.has_to_ring([], NOW), "it may be the one that rings"
    book.ring([alarm()], NOW)

    assert not book.has_to_ring([alarm()], NOW)
    assert not book.has_to_ring([], NOW)
    assert book.has_to_ring([alarm("b-2")], NOW)
    assert book.has_to_ring([], NOW + KEPT + dt.timedelta(hours=1)), "one is to be forgotten"

    other = AlarmBook(paths)
    other.ring([], NOW)
    assert other.has_to_ring([], NOW), "it looks whether the one that rings has gone"


HOLD = """
import datetime as dt, sys
from pathlib import Path
from jornada.paths import Paths
from jornada.store.alarms import AlarmBook
state = Path(sys.argv[1])
AlarmBook(Paths(data=state, config=state, state=state)).ring([], dt.datetime.now(dt.UTC))
print("rings", flush=True)
sys.stdin.read()
"""


def test_a_process_that_is_killed_lets_another_one_ring(paths: Paths) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(paths.state)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"rings\n"
        book = AlarmBook(paths)
        assert book.ring([alarm()], NOW) == ()

        other.kill()
        other.wait()

    assert book.ring([alarm()], NOW) == (alarm(),)


def test_old_ones_are_forgotten_unless_their_clock_still_stands(paths: Paths) -> None:
    book = AlarmBook(paths)
    standing, gone = alarm("a-1"), alarm("b-2")
    book.ring([standing, gone], NOW)

    book.ring([standing], NOW + KEPT + dt.timedelta(hours=1))

    kept = (paths.state / "alarms").read_text()
    assert "a-1" in kept
    assert "b-2" not in kept
    assert book.ring([standing], NOW + 2 * KEPT) == ()


@pytest.mark.parametrize("text", ["", "{", "[[1]]", '[["a", "b", "soon", "c"]]', "[" * 100_000, "\xff"])
def test_a_file_that_cannot_be_read_counts_as_none(paths: Paths, text: str) -> None:
    paths.state.mkdir()
    (paths.state / "alarms").write_bytes(text.encode("latin-1"))

    assert AlarmBook(paths).ring([alarm()], NOW) == (alarm(),)


def test_where_nothing_can_be_written_it_rings_once_a_process(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no directory")
    nowhere = Paths(data=tmp_path, config=tmp_path, state=tmp_path / "file" / "state")
    book = AlarmBook(nowhere)

    assert book.ring([alarm()], NOW) == (alarm(),)
    assert book.ring([alarm()], NOW) == ()


def test_a_clock_set_by_hand_leaves_no_trace(paths: Paths) -> None:
    book = AlarmBook(paths, keep=False)

    assert book.ring([alarm()], NOW) == (alarm(),)
    assert book.ring([alarm()], NOW) == ()
    assert not paths.state.exists()
