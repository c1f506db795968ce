"""The first run in a real terminal: both languages, every step skipped, nonsense typed in.

Each step is skipped in one language; `FAULTS=full` skips each in both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jornada.config import Config, load_config
from jornada.paths import Paths
from jornada.present.words import load_words
from jornada.store.workflows import WorkflowStore
from tests.conftest import FULL
from tests.pty.terminal import Terminal, environment

FRIDAY = "2026-11-20T09:58:00+01:00"
ENTER, ESCAPE, SKIP_ALL, BACK, DEMO, QUIT = "\r", "\x1b", "\x04", "\x1b[Z", "\x1bOR", "\x11"
DOWN = "\x1b[B"
LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])

Start = Callable[..., Terminal]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the program on an empty home, whose first run is shown under the test's clock too."""
    opened: list[Terminal] = []

    def start(*, language: str = "en", columns: int = 80, rows: int = 24, first: str = "1") -> Terminal:
        extra = {"JORNADA_NOW": FRIDAY, "JORNADA_FIRST_RUN": first, "LANG": f"{language}_ES.UTF-8"}
        ours = environment(tmp_path, **extra)
        del ours["JORNADA_LANG"]
        terminal = Terminal(ours, columns=columns, rows=rows)
        opened.append(terminal)
        return terminal

    yield start
    for terminal in opened:
        terminal.close()


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "data", tmp_path / "config", tmp_path / "state")


def say(language: str) -> Callable[[str], str]:
    return load_words(language).gettext


def own_files(paths: Paths) -> list[str]:
    """The files that a person may edit; the directories of them are made by whoever watches them."""
    return [file.name for place in (paths.config, paths.workflows) for file in place.glob("*")]


def answer(terminal: Terminal, number: int, keys: str) -> None:
    """Press keys at that question; typing ahead would be lost between two of them."""
    terminal.wait_for(f"{number}/5")
    terminal.press(keys)
    terminal.wait_for(f"{number}/5", gone=True)


def leave(terminal: Terminal, language: str = "en") -> None:
    # The word to who is new takes the room of what the keys do, where that is long.
    ways_out = (f"q {say(language)('Quit')}", "? q")
    terminal.wait_for(lambda text: text.rstrip().endswith(ways_out))
    terminal.press("q")
    assert terminal.wait_for_end() == 0


@LANGUAGES
def test_five_answers_make_a_config_and_a_workflow_of_ones_own(
    start: Start, paths: Paths, language: str
) -> None:
    told = say(language)
    terminal = start(language="en")
    terminal.wait_for("In which language?")
    answer(terminal, 1, ENTER if language == "en" else DOWN + ENTER)
    chart = terminal.wait_for(WorkflowStore(paths, language).load("garcia").workflow.areas[0].title)
    assert told("Which plan of the day do you begin with? All of it can be changed later.") in chart
    answer(terminal, 2, DOWN + DOWN + ENTER)
    answer(terminal, 3, f"Bar Pepe{ENTER}")
    terminal.wait_for("4/5")
    terminal.press("8-15")
    terminal.wait_for("08:00–10:20")
    answer(terminal, 4, ENTER)
    answer(terminal, 5, f"America/Bogota{ENTER}")
    done = terminal.wait_for(told("begin the day"))
    assert "8:00–15:00" in done
    assert "9:00–18:00" in done
    terminal.press(ENTER)
    leave(terminal, language)

    config, mistakes = load_config(paths.config_file.read_text())
    assert (config, mistakes) == (Config(language=language, workflow="agency"), ())
    loaded = WorkflowStore(paths, language).load("agency")
    assert loaded.mistakes == ()
    assert loaded.path == paths.workflows / "agency.toml"
    assert loaded.workflow.timezone == "America/Bogota"
    assert loaded.workflow.brands[0].title == "Bar Pepe"
    assert (loaded.workflow.blocks[0].start.hour, loaded.workflow.blocks[-1].end.hour) == (8, 15)


@LANGUAGES
def test_each_step_skipped_opens_the_day_as_it_ever_did_and_asks_no_more(
    start: Start, paths: Paths, language: str
) -> None:
    terminal = start(language=language)
    for number in range(1, 6):
        answer(terminal, number, ESCAPE)
    leave(terminal, language)

    assert own_files(paths) == []
    again = start(language=language)
    assert "1/5" not in again.wait_for(f"q {say(language)('Quit')}")
    leave(again, language)


@LANGUAGES
def test_all_of_it_is_skipped_with_one_key(start: Start, paths: Paths, language: str) -> None:
    terminal = start(language=language)
    answer(terminal, 1, SKIP_ALL)
    leave(terminal, language)

    assert own_files(paths) == []


@pytest.mark.parametrize(
    ("language", "skipped"),
    [(each, step) for step in range(1, 6) for each in (("en", "es") if FULL else (("en", "es")[step % 2],))],
)
def test_any_one_step_is_skipped_and_the_others_count(
    start: Start, paths: Paths, language: str, skipped: int
) -> None:
    terminal = start(language=language)
    for number, keys in enumerate((ENTER, DOWN + ENTER, f"Eco{ENTER}", f"8-17{ENTER}", ENTER), start=1):
        answer(terminal, number, ESCAPE if number == skipped else keys)
    terminal.wait_for(say(language)("begin the day"))
    terminal.press(ENTER)
    leave(terminal, language)

    config, _ = load_config(paths.config_file.read_text())
    name = "garcia" if skipped == 2 else "once-areas"
    loaded = WorkflowStore(paths, language).load(name)
    assert loaded.mistakes == ()
    assert config == Config(language="" if skipped == 1 else language, workflow=name)
    assert [brand.title for brand in loaded.workflow.brands] == ([] if skipped == 3 else ["Eco"])
    assert loaded.workflow.blocks[0].start.hour == (9 if skipped == 4 else 8)
    assert loaded.workflow.timezone == "Europe/Madrid"


@LANGUAGES
def test_nonsense_is_said_at_the_field_with_the_nearest_right_name(start: Start, language: str) -> None:
    meant = say(language)("{mistake}; did you mean {nearest}?").partition("; ")[2]
    terminal = start(language=language)
    for number in (1, 2):
        answer(terminal, number, ESCAPE)
    terminal.wait_for("3/5")
    terminal.press("x" * 70 + ENTER)
    terminal.wait_for(say(language)("A name has {limit} characters at most").format(limit=60))
    answer(terminal, 3, ESCAPE)
    terminal.wait_for("4/5")
    terminal.press(f"9-6{ENTER}")
    terminal.wait_for(lambda text: meant.format(nearest="9:00–18:00") in " ".join(text.split()))
    terminal.press(f"mañana{ENTER}")
    terminal.wait_for("! “mañana”" if language == "en" else "! «mañana»")
    answer(terminal, 4, f"8:30-16{ENTER}")
    terminal.wait_for("5/5")
    terminal.press(f"Europa/Madird{ENTER}")
    terminal.wait_for(lambda text: "Europe/Madrid?" in text)
    answer(terminal, 5, f"europe/madrid{ENTER}")
    terminal.wait_for("8:30–16:00")


def test_one_can_go_back_and_answer_anew(start: Start, paths: Paths) -> None:
    terminal = start()
    answer(terminal, 1, ENTER)
    answer(terminal, 2, DOWN + ENTER)
    answer(terminal, 3, BACK)
    answer(terminal, 2, DOWN + ENTER)
    answer(terminal, 3, SKIP_ALL)
    terminal.wait_for("begin the day")
    terminal.press(ENTER)
    leave(terminal)

    assert [file.name for file in paths.workflows.iterdir()] == ["agency.toml"]


def test_who_leaves_is_asked_again(start: Start, paths: Paths) -> None:
    terminal = start()
    answer(terminal, 1, ENTER)
    terminal.wait_for("2/5")
    terminal.press(QUIT)

    assert terminal.wait_for_end() == 0
    assert own_files(paths) == []
    start().wait_for("1/5")


def test_the_demonstration_leads_back_to_the_question(start: Start, paths: Paths) -> None:
    terminal = start()
    answer(terminal, 1, DOWN + ENTER)
    terminal.wait_for("2/5")
    terminal.press(DEMO)
    terminal.wait_for("DEMOSTRACIÓN")
    terminal.wait_for("Cola")
    terminal.press("q")
    assert "DEMOSTRACIÓN" not in terminal.wait_for("2/5")

    assert own_files(paths) == []


@pytest.mark.parametrize(("columns", "rows"), [(50, 15), (40, 10)])
def test_it_fits_small_terminals(start: Start, columns: int, rows: int) -> None:
    terminal = start(columns=columns, rows=rows)
    for number, wanted in enumerate(("Español", "once-areas", "which brand", "Hours", "Zone"), start=1):
        terminal.wait_for(wanted)
        terminal.wait_for("esc")
        answer(terminal, number, ESCAPE)
    terminal.wait_for("garcia", gone=True)
