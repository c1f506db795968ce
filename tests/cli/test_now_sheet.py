"""The answers of `jornada now` that are made of what was kept of an earlier one: as in full, or none."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest

from jornada import now_memory, now_sheet
from jornada.cli import main
from jornada.core.incidents import TargetBook
from jornada.core.state import State
from jornada.demo import open_demo
from jornada.now_memory import SHEET, Question
from jornada.now_sheet import NotNotedError, Plan, Source, answer_of_sheet, unpacked
from jornada.present.words import Words
from tests.cli.conftest import Shell
from tests.core.builders import workflow

ZONE = dt.timezone(dt.timedelta(hours=1))

MODULES = """
import json, os, sys
from jornada import __main__ as program, now_memory
program._end = lambda code: code
now_memory._FRESH_NANOSECONDS = 0
sys.argv = ["jornada", {word!r}]
code = program.main()
print(json.dumps([code, sorted(sys.modules)]))
"""


class Bar:
    """A status bar that asks at one time and another."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.environment = dict(shell.environment)

    def question(self, *arguments: str) -> Question:
        return Question({**self.environment, "JORNADA_NOW": "2026-11-20T09:50:00+01:00"}, arguments)

    def makes(self, at: dt.datetime, *arguments: str) -> None:
        """The long way, which leaves a sheet."""
        asked = self.question(*arguments)
        environment = {**self.environment, "JORNADA_NOW": at.isoformat()}
        assert main(["now", *arguments], environment, question=asked) == 0

    def told(self, at: dt.datetime, *arguments: str) -> str | None:
        """What is made of the sheet."""
        sheet = self.question(*arguments).sheet()
        environment = {**self.environment, "JORNADA_NOW": at.isoformat()}
        answer = answer_of_sheet(sheet, environment, arguments, "utf-8") if sheet else None
        return answer.text if answer else None

    def in_full(self, at: dt.datetime, *arguments: str) -> str:
        self.shell.environment["JORNADA_NOW"] = at.isoformat()
        return self.shell("now", *arguments).out


@pytest.fixture
def bar(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Bar:
    # Files of a test are always fresh; what is said of fresh ones has a test of its own.
    monkeypatch.setattr(now_memory, "_FRESH_NANOSECONDS", 0)
    shell("list")
    shell("start", "1", at="09:40")
    shell("promise", "add", "1", "Ana", "--by", "10:45", at="09:45")
    shell.time = "09:50"
    return Bar(shell)


def at(hour: int, minute: int, second: int = 0, day: int = 20) -> dt.datetime:
    return dt.datetime(2026, 11, day, hour, minute, second, tzinfo=ZONE)


def test_later_minutes_are_told_as_in_full(bar: Bar) -> None:
    bar.makes(at(9, 50))

    assert "10/45" in str(bar.told(at(9, 50)))
    assert "11/45" in str(bar.told(at(9, 51)))
    for minutes in (1, 7, 40, 69, 70, 71, 130, 240, 310, 600):
        later = at(9, 50) + dt.timedelta(minutes=minutes, seconds=minutes % 60)
        assert bar.told(later) in (bar.in_full(later), None)
    # Most of them without the long way.
    assert bar.told(at(10, 29)) == bar.in_full(at(10, 29))
    assert bar.told(at(13, 0)) == bar.in_full(at(13, 0))


@pytest.mark.parametrize(
    "arguments", [(), ("--width", "40"), ("--format", "{line} | {left} {next} {promised_left}")]
)
def test_in_the_middle_of_the_unforeseen_too(bar: Bar, arguments: tuple[str, ...]) -> None:
    bar.shell("interrupt", at="09:55")
    bar.shell("incident", "open", "Viral comment", "--severity", "2", at="09:57")
    bar.makes(at(10, 0), *arguments)

    told = 0
    for minutes in range(0, 180, 9):
        later = at(10, 0, 30) + dt.timedelta(minutes=minutes)
        answer = bar.told(later, *arguments)
        told += answer is not None
        assert answer in (bar.in_full(later, *arguments), None)
    assert told > 10


def test_the_demonstration_is_told_as_in_full(bar: Bar, tmp_path: Path, words_es: Words) -> None:
    """Every twenty minutes of a day with all there is in it."""
    paths = open_demo(tmp_path / "demo", words_es, at(10, 25), "Europe/Madrid")
    for name, directory in (("DATA", paths.data), ("CONFIG", paths.config), ("STATE", paths.state)):
        bar.environment[f"JORNADA_{name}"] = bar.shell.environment[f"JORNADA_{name}"] = str(directory)
    bar.environment["JORNADA_LANG"] = bar.shell.environment["JORNADA_LANG"] = "es"
    first = at(8, 50)
    told = 0
    for minutes in range(0, 11 * 60, 20):
        now = first + dt.timedelta(minutes=minutes)
        answer = bar.told(now)
        if answer is None:
            bar.makes(now)
            answer = bar.told(now)
        else:
            told += 1
        assert answer == bar.in_full(now)
    assert told > 20


def test_of_very_many_tasks_it_knows_what_stays_until_the_block_ends(
    bar: Bar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(now_sheet, "_MOST_VALUES", 20)
    bar.makes(at(9, 50))

    for minute in (50, 51, 59):
        assert bar.told(at(9, minute, 7)) == bar.in_full(at(9, minute, 7))
    assert bar.told(at(9, 49)) is None
    assert bar.told(at(13, 0)) is None


def test_what_stays_from_the_next_block_on_is_kept_too(bar: Bar) -> None:
    bar.makes(at(9, 50))
    before = bar.question().sheet()
    environment = {**bar.environment, "JORNADA_NOW": at(13, 0).isoformat()}
    answer = answer_of_sheet(before or b"", environment, (), "utf-8")
    assert answer is not None
    answer.keep(bar.question())
    after = bar.question().sheet()

    assert after != before
    for minute in (0, 1, 30):
        assert bar.told(at(13, minute)) == bar.in_full(at(13, minute))
    assert bar.told(at(9, 51)) == bar.in_full(at(9, 51))


def test_of_another_day_it_knows_nothing(bar: Bar) -> None:
    bar.makes(at(9, 50))

    assert bar.told(at(9, 50, day=21)) is None
    assert bar.told(at(9, 50, day=19)) is None


@pytest.mark.parametrize("arguments", [("--json",), ("--width", "0"), ("--format",), ("rubbish",)])
def test_what_it_does_not_understand_goes_the_long_way(bar: Bar, arguments: tuple[str, ...]) -> None:
    bar.makes(at(9, 50))

    assert bar.question(*arguments).sheet() is not None
    assert bar.told(at(9, 51), *arguments) is None


def test_a_field_there_is_not_goes_the_long_way(bar: Bar) -> None:
    bar.makes(at(9, 50))
    sheet = bar.question().sheet()
    assert sheet is not None
    answer = answer_of_sheet(sheet, bar.environment, ("--format", "{nonsense}"), "utf-8")

    assert answer is None or answer.line is None


def test_a_file_that_is_another_leaves_no_sheet(bar: Bar) -> None:
    bar.makes(at(9, 50))
    assert bar.question().sheet() is not None
    (bar.shell.paths.journal / "2026" / "2026-11-19.zzzz.toml").write_text("")

    assert bar.question().sheet() is None


def test_who_writes_a_record_renews_it_for_a_bar_that_asks(bar: Bar) -> None:
    bar.makes(at(9, 50))
    # Its brands have retainers, of which there is nothing to tell.
    bar.shell("workflow", "use", "agency", at="09:51")
    bar.makes(at(9, 52))
    bar.shell("add", "Call the printer", at="09:55")

    assert bar.told(at(9, 56)) is not None
    bar.shell("done", "1", at="09:55")
    assert "Overnight" not in str(bar.told(at(9, 56)))
    assert bar.told(at(9, 56)) == bar.in_full(at(9, 56))


def test_where_no_bar_asks_nothing_is_renewed(bar: Bar, monkeypatch: pytest.MonkeyPatch) -> None:
    bar.shell("done", "1", at="09:55")
    assert not (bar.shell.paths.state / SHEET).exists()

    bar.makes(at(9, 56))
    before = (bar.shell.paths.state / SHEET).read_bytes()
    monkeypatch.setattr(now_memory, "_OFTEN_SECONDS", 0)
    bar.shell("start", "2", at="09:57")
    assert (bar.shell.paths.state / SHEET).read_bytes() == before


def test_what_came_from_elsewhere_meanwhile_is_in_what_is_renewed(
    bar: Bar, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar.makes(at(9, 50))
    journal = bar.shell.paths.journal / "2026" / "2026-11-20.zzzz.toml"
    line = 'zzzz-1 = { at = 2026-11-20T09:54:00+01:00, n = 900, do = "incident.open", title = "Fire" }\n'

    def late(*given: object) -> bool:
        """Another device's record comes in while this one is acknowledged."""
        if not journal.exists():
            journal.write_text(line)
        return True

    monkeypatch.setattr(Question, "is_asked_often", late)
    bar.shell("done", "1", at="09:55")

    assert bar.told(at(9, 56)) in (bar.in_full(at(9, 56)), None)


def test_of_a_file_just_written_no_sheet_is_kept(bar: Bar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(now_memory, "_FRESH_NANOSECONDS", 3600 * 10**9)
    bar.makes(at(9, 50))

    assert not (bar.shell.paths.state / SHEET).exists()


def test_with_a_complaint_no_sheet_is_kept(bar: Bar) -> None:
    bar.shell.paths.config_file.parent.mkdir(parents=True)
    bar.shell.paths.config_file.write_text("nonsense = 1\n")
    bar.makes(at(9, 50))

    assert not (bar.shell.paths.state / SHEET).exists()


@pytest.mark.parametrize("sheet", [b"", b"noise", bytes(100)])
def test_what_is_no_sheet_is_not_believed(sheet: bytes) -> None:
    assert answer_of_sheet(sheet, {}, (), "utf-8") is None


def test_a_flipped_byte_is_noticed(bar: Bar) -> None:
    bar.makes(at(9, 50))
    file: Path = bar.shell.paths.state / SHEET
    whole = file.read_bytes()
    sheet = bar.question().sheet()
    assert sheet is not None
    for place in range(len(whole) - len(sheet), len(whole), 97):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        assert bar.told(at(9, 51)) is None
    file.write_bytes(whole)
    assert bar.told(at(9, 51)) is not None


@pytest.mark.parametrize("of_minute", [True, False])
def test_what_was_not_looked_at_is_not_there(of_minute: bool) -> None:
    noting = Source(
        state=State(),
        of_day=State,
        plan=lambda: Plan(workflow(), TargetBook()),
        timezone="Europe/Madrid",
        language="en",
        glyphs="auto",
    ).noting()
    noting.facts(at(9, 50))
    seen = noting.state if of_minute else noting.of_day()
    assert "gone" not in seen.items
    assert seen.days.get(dt.date(2026, 12, 20)) is None
    kept = unpacked(noting.packed())
    state = kept.state if of_minute else kept.of_day()

    assert "gone" not in state.items
    assert state.days.get(dt.date(2026, 12, 20)) is None
    for look in (
        lambda: state.items.get("other"),
        lambda: state.items["gone"],
        lambda: "other" in state.items,
        lambda: list(state.items),
        lambda: len(state.posts),
        lambda: state.on_date[dt.date(2027, 1, 21)],
        lambda: state.undoable.get("k7q2"),
        lambda: list(state.notices),
        lambda: bool(state.open_ideas),
    ):
        with pytest.raises(NotNotedError):
            look()


def test_a_process_reads_no_journal_for_it(environment: dict[str, str]) -> None:
    def run(at: str, word: str = "now") -> tuple[str, set[str]]:
        """What the command says last, and what it loaded."""
        done = subprocess.run(
            [sys.executable, "-c", MODULES.format(word=word)],
            env={**environment, "JORNADA_NOW": f"2026-11-20T{at}:00+01:00"},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        *_, said, loaded = done.stdout.splitlines()
        code, modules = json.loads(loaded)
        assert code == 0, done.stderr
        return said, set(modules)

    run("10:00", "list")
    _, in_full = run("10:00")
    said, of_sheet = run("10:01")
    again, kept = run("10:01")

    assert said == again
    assert {"jornada.store.journal", "jornada.now_sheet"} <= in_full
    assert "jornada.now_sheet" in of_sheet
    assert {"click", "pathlib", "tomllib", "jornada.store.journal", "jornada.desk"} & of_sheet == set()
    assert {"jornada.now_sheet", "jornada.core.state"} & kept == set()
