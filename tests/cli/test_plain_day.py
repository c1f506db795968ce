"""`day --plain`: a whole day in sentences, for one who listens to it."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from jornada.present.glyphs import UNICODE
from tests.cli.conftest import Shell

SIGNS = {sign for name, sign in asdict(UNICODE).items() if name not in ("overdue", "ellipsis")}


@pytest.fixture
def morning(shell: Shell) -> Shell:
    shell("start", "overnight")
    shell("done", at="09:30")
    shell("start", "publish and", at="09:31")
    shell("interrupt", "Viral comment", at="09:50")
    shell("incident", "severity", "viral", "2", at="09:51")
    shell("move", "blog", "--block", "afternoon", at="09:52")
    return shell


def test_it_is_read_in_order(morning: Shell) -> None:
    lines = morning("day", "--plain", at="10:00").lines

    assert lines[:8] == [
        "Friday 20 November 2026, The eight steps.",
        "Time: 10:00.",
        "Morning 2 h left.",
        "Running: Viral comment, 10 min.",
        "Interrupted: Publish and answer comments.",
        "11 tasks open.",
        "Morning, 09:00 to 12:00: 1 of 3 done, 49 of 120 min.",
        "1. Overnight sweep of mentions, done, 30 of 45 min, Morning, milestone reached on time 09:45.",
    ]
    assert lines[-1] == "Incident 1: Viral comment, S2 high, open, 20 min left."


@pytest.mark.parametrize("language", ["en", "es"])
def test_there_is_no_sign_and_no_column_in_it(morning: Shell, language: str) -> None:
    morning.environment["JORNADA_LANG"] = language
    said = morning("day", "--plain", at="10:00").out

    assert not SIGNS & set(said)
    assert "  " not in said
    assert all(line.endswith(".") for line in said.splitlines())


def test_the_numbers_are_those_other_commands_take(morning: Shell) -> None:
    line = next(
        line for line in morning("day", "--plain", at="10:00").lines if "Check mentions at noon" in line
    )
    number = line.partition(".")[0]

    assert morning("start", number).out == "Started: Check mentions at noon\n"


def test_what_does_not_fit_is_said(shell: Shell) -> None:
    lines = shell("day", "--plain", at="11:00").lines

    assert "2 h 15 min too much for Morning: the tasks that do not fit say so." in lines
    assert any(line.endswith("does not fit.") for line in lines)


def test_a_break_and_a_day_off_are_said_too(shell: Shell) -> None:
    shell("break", at="14:05")
    assert "Running: break, 5 min." in shell("day", "--plain", at="14:10").lines
    assert shell("day", "--plain", "2026-11-21").lines == [
        "Saturday 21 November 2026, The eight steps.",
        "Day off.",
        "0 tasks open.",
        "No incidents.",
    ]


def test_it_is_in_the_language(morning: Shell) -> None:
    morning.environment["JORNADA_LANG"] = "es"
    lines = morning("day", "--plain", at="10:00").lines

    assert lines[1] == "Hora: 10:00."
    assert "En marcha: Viral comment, 10 min." in lines
