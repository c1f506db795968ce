"""The demonstration in a real terminal: it says what it is everywhere, and touches nothing else.

Each size is tried in one language; `FAULTS=full` tries each in both.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jornada.demo import demo_paths
from jornada.present.words import load_words
from tests.conftest import FULL
from tests.pty.terminal import Terminal, environment

FRIDAY = "2026-11-20T12:40:00+01:00"
SIZES = ((120, 35), (80, 24), (50, 15), (40, 10), (80, 6))
SIGNS = {"en": "DEMONSTRATION", "es": "DEMOSTRACIÓN"}


def files(home: Path) -> dict[Path, bytes]:
    return {each: each.read_bytes() for each in home.rglob("*") if each.is_file()}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with days of its own."""
    for place in ("data/workflows", "config", "state"):
        (tmp_path / "home" / place).mkdir(parents=True)
    (tmp_path / "home/data/workflows/agency.toml").write_text("mine, and no TOML")
    (tmp_path / "home/config/config.toml").write_text('theme = "jornada-light"\n')
    (tmp_path / "tmp").mkdir()
    return tmp_path / "home"


@pytest.fixture
def opened(home: Path) -> Iterator[list[Terminal]]:
    terminals: list[Terminal] = []
    yield terminals
    for each in terminals:
        each.close()


def demo(home: Path, opened: list[Terminal], language: str, *arguments: str, **size: int) -> Terminal:
    ours = environment(home, JORNADA_NOW=FRIDAY, JORNADA_LANG=language, TMPDIR=str(home.parent / "tmp"))
    terminal = Terminal(ours, arguments=("demo", *arguments), **size)
    opened.append(terminal)
    return terminal


@pytest.mark.parametrize(
    ("columns", "rows", "language"),
    [
        (*size, language)
        for place, size in enumerate(SIZES)
        for language in (SIGNS if FULL else [list(SIGNS)[place % 2]])
    ],
)
def test_every_screen_says_that_it_is_one(
    home: Path, opened: list[Terminal], language: str, columns: int, rows: int
) -> None:
    sign = SIGNS[language]
    terminal = demo(home, opened, language, columns=columns, rows=rows)

    def is_over_it(text: str) -> bool:
        return text.lstrip().startswith(sign)

    terminal.wait_for("▶")
    terminal.wait_for(is_over_it)
    gettext = load_words(language).gettext
    for key, title in (("?", "On a task"), ("i", "Log an incident"), (":", "Commands")):
        terminal.press(key)
        terminal.wait_for(gettext(title))
        terminal.wait_for(is_over_it)
        terminal.press("\x1b")
        terminal.wait_for(gettext(title), gone=True)
        terminal.wait_for(is_over_it)
    terminal.press("q")

    assert terminal.wait_for_end() == 0


def test_it_is_gone_afterwards_and_a_persons_own_files_are_as_they_were(
    home: Path, opened: list[Terminal]
) -> None:
    before = files(home)
    terminal = demo(home, opened, "en")
    terminal.wait_for("Queue")
    assert [each.name[:13] for each in (home.parent / "tmp").iterdir()] == ["jornada-demo-"]
    terminal.press(" ")
    terminal.press("r")
    terminal.wait_for("▶  4 Posts")
    terminal.press("q")

    assert terminal.wait_for_end() == 0
    assert list((home.parent / "tmp").iterdir()) == []
    assert files(home) == before


def test_kept_it_is_there_to_go_on_with(home: Path, opened: list[Terminal]) -> None:
    place = home.parent / "kept"
    for _ in range(2):
        terminal = demo(home, opened, "en", "--keep", str(place))
        terminal.wait_for("stays in its directory")
        terminal.wait_for("Queue")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert str(place) in "".join(terminal.lines)

    assert (demo_paths(place).data / "journal").is_dir()


def test_a_directory_of_something_else_is_refused(home: Path, opened: list[Terminal]) -> None:
    terminal = demo(home, opened, "en", "--keep", str(home))

    assert terminal.wait_for_end() == 1
    # The line breaks somewhere in it, as long as the path is.
    assert "isnotempty" in "".join("".join(terminal.lines).split())
