"""What tasks really take on the command line, and a better plan written into the workflow file."""

from __future__ import annotations

import pytest

from jornada import resources
from jornada.cli.exits import BAD_DATA, NOT_ALLOWED, USAGE
from tests.cli.conftest import Shell

DATES = ("2026-11-13", "2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20")
BUILT_IN = resources.text("workflows", "garcia.en.toml")


@pytest.fixture
def worked(shell: Shell) -> Shell:
    """The sweep (planned for 45) took an hour on five of six days."""
    for date in DATES:
        end = "9:45" if date == DATES[0] else "10:00"
        shell("log", "overnight", "--from", "9:00", "--to", end, at="12:00", date=date)
        shell("done", "overnight")
    return shell


def own(shell: Shell) -> str:
    return (shell.paths.workflows / "garcia.toml").read_text(encoding="utf-8")


def with_minutes(minutes: int) -> str:
    before, key, after = BUILT_IN.partition('key = "overnight-sweep"')
    return before + key + after.replace("minutes = 45", f"minutes = {minutes}", 1)


def test_every_task_with_its_figures_and_what_would_be_better(worked: Shell) -> None:
    lines = worked("estimates").lines
    assert " ".join(lines[1].split()) == "1 Overnight sweep of mentions 45 6 60 60 nearly always longer"
    assert any("plan 60 instead of 45: 5 of 6 took longer" in line for line in lines)
    assert any("Write for the blog: not done in any of the last 5 times" in line for line in lines)


def test_the_same_for_a_program(worked: Shell) -> None:
    found = worked("estimates", "--json").json
    assert found["workflow"] == "garcia"
    first, second = found["estimates"][:2]
    assert first == {
        "number": 1,
        "task": "overnight-sweep",
        "title": "Overnight sweep of mentions",
        "block": "morning",
        "brand": None,
        "planned_minutes": 45,
        "times": 6,
        "median_minutes": 60,
        "percentile_80_minutes": 60,
        "longer": 5,
        "shorter": 0,
        "occurrences": 6,
        "done": 6,
        "tendency": "always_over",
        "suggested_minutes": 60,
    }
    assert (second["median_minutes"], second["tendency"]) == (None, "never_done")


def test_what_is_suggested_is_written_and_nothing_else_changes(worked: Shell) -> None:
    worked("estimates")
    said = worked("estimates", "apply", "1").lines
    assert own(worked) == with_minutes(60)
    assert said[0] == "1 h planned from now on: Overnight sweep of mentions"
    assert said[1].startswith("It is your own now: ")
    assert said[2] == "Morning: 180 of 180 min; with this 195, 15 too many"
    assert len(said) == 3  # today it is done: nothing of the day would change
    assert worked("estimates", "apply", "overnight", "1h").lines == [
        "1 h is the plan already: Overnight sweep of mentions"
    ]
    worked("estimates", "apply", "overnight-sweep", "50")
    assert own(worked) == with_minutes(50)


def test_a_day_that_was_begun_is_told_of(worked: Shell) -> None:
    said = worked("estimates", "apply", "write-post", "75").lines
    assert said[-1].startswith("Today stays as it was planned; it would change: 1 changed")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("sweeping the floor",), NOT_ALLOWED, "There is no task “sweeping the floor”"),
        (("mentions",), NOT_ALLOWED, "Overnight sweep"),
        (("write-post",), NOT_ALLOWED, "estimates apply write-post 60"),
        (("overnight", "soon"), USAGE, "soon"),
        (("overnight", "9999"), USAGE, "more than a day"),
    ],
)
def test_what_is_refused(worked: Shell, arguments: tuple[str, ...], code: int, said: str) -> None:
    assert said in worked("estimates", "apply", *arguments, fails=code).err
    assert not (worked.paths.workflows / "garcia.toml").exists()


def test_a_clock_set_by_hand_writes_nothing_of_a_persons_own(worked: Shell) -> None:
    del worked.environment["JORNADA_DATA"]
    worked.environment["XDG_DATA_HOME"] = str(worked.paths.data / "elsewhere")
    worked("estimates", "apply", "overnight-sweep", "50", fails=USAGE)


def test_a_plan_that_cannot_be_read_is_said(worked: Shell) -> None:
    worked.paths.workflows.mkdir(parents=True, exist_ok=True)
    (worked.paths.workflows / "garcia.toml").write_text("minutes =\n", encoding="utf-8")
    assert "garcia.toml:1" in worked("estimates", "apply", "overnight-sweep", fails=BAD_DATA).err
