"""`jornada now` is not made anew while it would be the same."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from jornada import now_memory
from jornada.cli import main
from jornada.now_memory import Question
from tests.cli.conftest import Shell


class Bar:
    """A status bar that asks now and then."""

    def __init__(self, shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
        self.shell = shell
        self._capsys = capsys
        self.environment = dict(shell.environment)

    def question(self, *arguments: str, **environment: str) -> Question:
        now = {"JORNADA_NOW": f"{self.shell.date}T{self.shell.time}:00+01:00"}
        return Question({**now, **self.environment, **environment}, arguments)

    @property
    def file(self) -> Path:
        """Where the answer to the plain question is kept."""
        return self.shell.paths.state / self.question().file_name

    def makes(self, *arguments: str) -> str:
        """The long way, which keeps the answer."""
        asked = self.question(*arguments)
        self._capsys.readouterr()
        environment = {
            "JORNADA_NOW": f"{self.shell.date}T{self.shell.time}:00+01:00",
            **self.environment,
        }
        assert main(["now", *arguments], environment, question=asked) == 0
        return self._capsys.readouterr().out


@pytest.fixture
def bar(shell: Shell, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Bar:
    # Files of a test are always fresh; what is said of fresh ones has a test of its own.
    monkeypatch.setattr(now_memory, "_FRESH_NANOSECONDS", 0)
    shell("list")
    shell("start", "1", at="09:40")
    shell.time = "09:50"
    return Bar(shell, capsys)


def test_the_answer_is_given_again_as_it_was(bar: Bar) -> None:
    made = bar.makes()

    assert "10/45" in made
    assert bar.question().answer() == made
    file = bar.file
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_of_another_question_nothing_is_known(bar: Bar) -> None:
    bar.makes()

    assert bar.question("--width", "20").answer() is None
    assert bar.question(JORNADA_LANG="es").answer() is None
    assert bar.question(JORNADA_NOW="2026-11-20T09:51:00+01:00").answer() is None


def test_arguments_have_answers_of_their_own(bar: Bar) -> None:
    made = bar.makes("--format", "{task}")

    assert bar.question("--format", "{task}").answer() == made
    assert bar.question().answer() is None
    plain = bar.makes()
    assert bar.question("--format", "{task}").answer() == made
    assert bar.question().answer() == plain
    bar.makes("--json")
    assert bar.question("--json").answer() is None  # it has the second in it


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda shell: shell("stop", at="09:50"),
        lambda shell: write(shell.paths.config_file, 'glyphs = "ascii"\n'),
        lambda shell: write(shell.paths.workflows / "other.toml", 'title = "Other"\n'),
        lambda shell: write(shell.paths.journal / "2025" / "2025-01-02.other.toml", ""),
        lambda shell: next(shell.paths.journal.rglob("*.toml")).unlink(),
        lambda shell: os.utime(next(shell.paths.journal.rglob("*.toml")), (1, 1)),
        lambda shell: write(shell.paths.rescue / "one", "x"),
    ],
    ids=["record", "option", "workflow", "late file", "file gone", "file edited", "rescue file"],
)  # fmt: skip
def test_whatever_changes_makes_it_anew(bar: Bar, change: Callable[[Shell], object]) -> None:
    bar.makes()
    assert bar.question().answer() is not None

    change(bar.shell)

    assert bar.question().answer() is None


def test_what_was_written_while_it_was_made_counts(bar: Bar) -> None:
    asked = bar.question()
    bar.shell("stop", at="09:50")
    environment = {"JORNADA_NOW": "2026-11-20T09:50:00+01:00", **bar.environment}

    main(["now"], environment, question=asked)

    assert bar.question().answer() is None


def test_of_a_file_just_written_nothing_is_kept(bar: Bar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(now_memory, "_FRESH_NANOSECONDS", 3600 * 10**9)

    bar.makes()

    assert bar.question().answer() is None


def test_an_answer_with_a_complaint_is_made_anew_each_time(bar: Bar) -> None:
    write(bar.shell.paths.config_file, "nonsense = 1\n")

    bar.makes()

    assert bar.question().answer() is None


@pytest.mark.parametrize("harm", [b"", b"noise\n\n\n", b"\xff\xfe"], ids=["empty", "noise", "bytes"])
def test_a_file_that_is_not_whole_is_not_believed(bar: Bar, harm: bytes) -> None:
    bar.makes()
    file = bar.file
    file.write_bytes(harm or file.read_bytes()[:-3])

    assert bar.question().answer() is None


def test_a_link_is_not_followed(bar: Bar, tmp_path: Path) -> None:
    bar.makes()
    file = bar.file
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")

    assert bar.question().answer() is None


def test_it_holds_from_its_second_to_the_first_that_differs(
    bar: Bar, monkeypatch: pytest.MonkeyPatch
) -> None:
    del bar.environment["JORNADA_LANG"]
    environment = {**bar.environment, "JORNADA_LANG": "en"}
    asked = Question(environment, ())
    kept = asked.keep("one\n", 1000, lambda second: second < 1037)
    assert kept is not None
    (bar.file).write_bytes(kept)

    def at(second: float) -> str | None:
        monkeypatch.setattr(now_memory.time, "time", lambda: second)
        return Question(environment, ()).answer()

    assert [at(second) for second in (999.9, 1000.0, 1036.9, 1037.0, 2000.0)] == [
        None,
        "one\n",
        "one\n",
        None,
        None,
    ]


@pytest.mark.parametrize("ends", [1, 2, 30, 59, 60, 61, 10_000])
def test_the_end_is_found_within_a_minute(bar: Bar, ends: int) -> None:
    kept = bar.question().keep("one\n", 1000, lambda second: second < 1000 + ends)

    assert kept is not None
    assert kept.split(b"\n")[1] == f"1000 {1000 + min(ends, 60)}".encode()


@pytest.mark.parametrize("turns", [(), (0,), (17, 40), (59, 3)])
@pytest.mark.parametrize("ends", [1, 2, 20, 41, 60, 100])
@pytest.mark.parametrize("seconds", [0, 3600])
def test_it_never_holds_too_long_wherever_it_is_looked_for(
    bar: Bar, monkeypatch: pytest.MonkeyPatch, turns: tuple[int, ...], ends: int, seconds: int
) -> None:
    monkeypatch.setattr(now_memory, "_SEARCH_SECONDS", seconds)
    kept = bar.question().keep("one\n", 1000, lambda second: second < 1000 + ends, turns)

    assert kept is not None
    end = int(kept.split(b"\n")[1].split()[1])
    assert 1001 <= end <= 1000 + min(ends, 60)
    if seconds and not turns:
        assert end == 1000 + min(ends, 60)


@pytest.mark.parametrize("time", ["09:50", "10:29", "11:59", "12:20", "14:00", "20:00"])
def test_every_second_until_then_has_the_same_line(bar: Bar, time: str) -> None:
    shell = bar.shell
    shell("interrupt", at="09:55")
    shell("incident", "open", "Viral comment", "--severity", "2", at="09:57") if time > "10:00" else None
    shell.time = time
    made = bar.makes()
    first, end = map(int, (bar.file).read_bytes().split(b"\n")[1].split())

    def at(second: int) -> str:
        import datetime as dt

        zone = dt.timezone(dt.timedelta(hours=1))
        shell.environment["JORNADA_NOW"] = dt.datetime.fromtimestamp(second, zone).isoformat()
        return shell("now").out

    seconds = sorted({first, (first + end) // 2, end - 1})
    assert {at(second) for second in seconds} == {made}
