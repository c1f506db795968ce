"""The measuring itself: what it says of a program whose every byte is known, and the table it makes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.bench import imports
from tests.bench.__main__ import kept_figures, told_of, write_told
from tests.bench.cases import group_of
from tests.bench.figures import FIGURES, as_markdown, medians, rows
from tests.bench.meter import Ended, Program, Screen, command_cost, held_by_terminal, running
from tests.bench.programs import FLOORS, plain_environment, python

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="what a process costs is read from Linux's /proc"
)


def test_each_byte_of_a_program_is_counted(tmp_path: Path) -> None:
    with running(python(str(FLOORS / "python_list.py"), "10", home=tmp_path)) as one:
        start = one.start()
        assert start.first_byte_milliseconds <= start.useful_milliseconds <= start.ready_milliseconds
        assert start.bytes == len(b"".join(data for _, data in one.chunks))
        # Away from the one row, and to the next.
        assert one.press(b"j", b"j").bytes == len(b"\x1b[1H \x1b[2H>")
        assert one.press(b"x").bytes == 0
        assert one.leave() > 0


def test_a_program_that_ends_too_early_is_not_measured(tmp_path: Path) -> None:
    program = Program(
        command=(sys.executable, "-c", "print('no')"), environment=plain_environment(tmp_path), ready="READY"
    )
    with running(program) as one, pytest.raises(Ended, match="no"):
        one.start()


def test_a_command_that_fails_is_not_measured(tmp_path: Path) -> None:
    program = Program(
        command=(sys.executable, "-c", "raise SystemExit(3)"),
        environment=plain_environment(tmp_path),
        ready="",
    )
    with pytest.raises(Ended, match="status 3"):
        command_cost(program)


def test_a_command_has_acknowledged_when_its_first_word_is_there(tmp_path: Path) -> None:
    said = "print('done', flush=True)"
    program = Program(command=(sys.executable, "-c", said), environment=plain_environment(tmp_path), ready="")
    cost = command_cost(program)
    assert cost.said_milliseconds is not None
    assert 0 < cost.said_milliseconds <= cost.milliseconds
    assert cost.processor_milliseconds > 0
    silent = Program(
        command=(sys.executable, "-c", "pass"), environment=plain_environment(tmp_path), ready=""
    )
    assert command_cost(silent).said_milliseconds is None


def test_what_a_terminal_holds_that_nobody_reads() -> None:
    assert held_by_terminal(b"x" * 100) == 100
    frames = b"x" * 1_000_000
    # How much exactly is the kernel's affair, and another each time.
    assert 4096 <= held_by_terminal(frames) < len(frames)


def test_a_letter_that_is_cut_between_two_reads_is_one() -> None:
    screen = Screen()
    for part in (b"\xc3", b"\x91and\xc3", b"\xba\x1b[3", b"1m!"):
        screen.feed(part)
    assert screen.lines[0] == "Ñandú!"


def test_a_figure_is_met_or_not_or_its_programs_are_not_there() -> None:
    measured = {"day": {"ready": 300.0, "key bytes": 53.0}, "bare": {"ready": 200.0}}
    told = {row.name: row for row in rows([measured])}
    assert told["a cursor move"].is_met
    assert told["ready to bare Textual"].value == 1.5
    assert told["ready to bare Textual"].is_met is False
    assert told["ready to dooit"].is_met is None
    text = as_markdown(tuple(told.values()), {"a cursor move": 60.0}, measured)
    assert "| a cursor move | 53 bytes | 80 bytes | yes | 60 bytes (-12 %) |" in text
    assert "| ready to bare Textual | 1.5 × | 1.25 × | **no** | – |" in text


def test_a_run_that_was_kept_is_compared_with(tmp_path: Path) -> None:
    assert kept_figures(tmp_path / "kept.json") == {}

    measured = {"day": {"key bytes": 53.0}}
    write_told(tmp_path / "kept", told_of([measured] * 3), "the table\n")
    assert kept_figures(tmp_path / "kept.json") == {"a cursor move": 53.0}
    assert (tmp_path / "kept.md").read_text() == "the table\n"

    text = as_markdown(rows([{"day": {"key bytes": 106.0}}]), kept_figures(tmp_path / "kept.json"), measured)
    assert "| a cursor move | 106 bytes | 80 bytes | **no** | 53 bytes (+100 %) |" in text


def test_a_machine_that_is_slow_by_turns_compares_what_ran_at_one_time() -> None:
    slowness = (1.0, 2.0, 2.0)
    rounds = [{"day": {"ready": 250.0 * by}, "bare": {"ready": 200.0 * by}} for by in slowness]
    del rounds[2]["bare"]  # which failed there
    told = {row.name: row.value for row in rows(rounds)}
    assert told["ready to bare Textual"] == 1.25
    assert medians(rounds) == {"day": {"ready": 500.0}, "bare": {"ready": 300.0}}


def test_what_is_compared_runs_together() -> None:
    assert group_of("few") == group_of("many") != group_of("day") == group_of("bare")
    assert group_of("pass") == group_of("now anew old") == group_of("calcurse")


def test_no_two_figures_have_one_name() -> None:
    names = [figure.name for figure in FIGURES]
    assert len(names) == len(set(names))


def test_what_a_start_imports_is_told_until_its_screen_stays(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import sys, colorsys\n"
        "sys.stderr.write('READY\\n')\n"
        "sys.stdin.read(1)\n"
        "import this\n"  # after the last thing that is drawn
        "sys.stdin.read()\n"
    )
    found = imports.imported(python(str(script), home=tmp_path), tmp_path / "imported")
    assert found["colorsys"] > 0
    assert "encodings" in found  # by the interpreter itself, before any line of the script
    assert "this" not in found


def test_a_program_that_ends_too_early_tells_no_imports(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text("import colorsys\n")
    with pytest.raises(Ended):
        imports.imported(python(str(script), home=tmp_path), tmp_path / "imported")


def test_imports_are_summed_up_by_package() -> None:
    told = (
        "import time: self [us] | cumulative | imported package\n"
        "import time:      1500 |       1500 |     rich.cells\n"
        "import time:       500 |       2000 |   rich\n"
        "import time:       300 |       2300 | textual\n"
    )
    runs = [imports.told_in(told), {"rich": 0.7, "rich.cells": 1.5, "other": 9.0}]
    assert runs[0] == {"rich.cells": 1.5, "rich": 0.5, "textual": 0.3}
    medians = imports.medians(runs)
    assert medians == pytest.approx({"rich": 0.6, "rich.cells": 1.5})
    assert [(each.name, each.modules) for each in imports.packages(runs[0])] == [("rich", 2), ("textual", 1)]
    text = imports.as_markdown(runs[0], {"textual": 0.2})
    assert "| all | 3 | 2.3 | 1 | 0.2 |" in text
    assert "| rich | 2 | 2.0 | – | – |" in text
    assert "| rich.cells | 1.50 |" in text
