"""Sizes, terminals, encodings and palettes in real terminals, against each other.

Pairwise: any two values stand together in one of the rows. `FAULTS=full` tries every combination.
"""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from tests.conftest import FULL
from tests.pty.home import MORNING
from tests.pty.terminal import Terminal, environment

SIZES = ((40, 10), (80, 24), (110, 35))
TERMS = ("xterm-256color", "vt100", "linux")
LOCALES = ("es_ES.UTF-8", "C", "iso-8859-1")
"""In the locale C Python writes UTF-8 all the same. The last one is an encoding, told to the program as such:
the machine may not have the locale."""
PALETTES = ("truecolor", "few", "none")
"""Few: 256, or 16 where TERM names no more."""
COLOURS = {
    "truecolor": {"COLORTERM": "truecolor"},
    "few": {"COLORTERM": ""},
    "none": {"COLORTERM": "truecolor", "NO_COLOR": "1"},
}
PAIRWISE = tuple(
    (SIZES[one], TERMS[other], LOCALES[(one + other) % 3], PALETTES[(one + 2 * other) % 3])
    for one, other in itertools.product(range(3), repeat=2)
)
"""Two orthogonal squares: nine rows in which any two values of any two columns meet once."""
EVERY = tuple(itertools.product(SIZES, TERMS, LOCALES, PALETTES))
ROWS = EVERY if FULL else PAIRWISE
TRUE_COLOUR = re.compile(rb"\x1b\[[0-9;]*[34]8;2;")
OF_256 = re.compile(rb"\x1b\[[0-9;]*[34]8;5;")
ANY_COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")


def test_any_two_values_meet() -> None:
    for one, other in itertools.combinations(range(4), 2):
        assert len({(row[one], row[other]) for row in PAIRWISE}) == 9


@pytest.mark.parametrize(("size", "term", "locale", "palette"), ROWS)
def test_a_task_is_started_and_done_in_any_terminal(
    tmp_path: Path, size: tuple[int, int], term: str, locale: str, palette: str
) -> None:
    letters = {"PYTHONIOENCODING": locale} if locale.islower() else {"LANG": locale}
    ours = environment(tmp_path, JORNADA_NOW=MORNING, TERM=term, **letters, **COLOURS[palette])
    terminal = Terminal(ours, columns=size[0], rows=size[1])
    running = "▶" if "UTF" in locale else ">"
    try:
        terminal.wait_for(lambda text: {"?", "q"} <= set(text.splitlines()[-1].split()))
        terminal.wait_for("Overnight")
        terminal.press("s")
        terminal.wait_for(lambda text: f" {running} Overnight" in "\n".join(text.splitlines()[-3:]))
        assert "09:45" in terminal.text
        assert all(len(line) <= size[0] for line in terminal.lines)
        assert "UTF" in locale or not set(terminal.text) & set("▶○◆─░█…")
        assert bool(ANY_COLOUR.search(terminal.received)) is (palette != "none" and term != "vt100")
        assert bool(TRUE_COLOUR.search(terminal.received)) is (palette == "truecolor" and term != "vt100")
        assert bool(OF_256.search(terminal.received)) is (palette == "few" and "256" in term)
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    finally:
        terminal.close()
