"""`jornada incident measures`: a table to read, and an object for scripts."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Shell


def two_incidents(shell: Shell) -> None:
    """A high one answered in time, a low one too late."""
    shell("incident", "open", "Press", "--kind", "press", "--brand", "", "--occurred", "9:00", at="09:40")
    shell("incident", "ack", at="09:45")
    shell("incident", "respond", at="10:00")
    shell("incident", "resolve", at="11:00")
    shell("incident", "open", "Slow", "--kind", "complaint", "--severity", "4", at="09:00")
    shell("incident", "respond", at="16:00")
    shell("incident", "resolve", at="16:30")


def test_a_table_by_severity(shell: Shell) -> None:
    two_incidents(shell)

    lines = shell("incident", "measures").lines

    assert lines[0] == "All incidents"
    assert lines[2:6] == [
        "Severity  Incidents       On target  Detected  Acknowledged  First response   Resolved",
        "S2 high           1  100 % (1 of 1)   40 / 40         5 / 5         20 / 20    80 / 80",
        "S4 low            1    0 % (0 of 1)                               360 / 360  390 / 390",
        "All               2   50 % (1 of 2)   40 / 40         5 / 5        20 / 360   80 / 390",
    ]
    assert "90 in 100" in lines[-1]


def test_as_an_object(shell: Shell) -> None:
    two_incidents(shell)

    said = shell("incident", "measures", "--by", "kind", "--json").json

    assert (said["from"], said["to"], said["by"]) == (None, None, "kind")
    assert [group["key"] for group in said["groups"]] == ["complaint", "press"]
    assert said["total"]["count"] == 2
    assert said["total"]["on_target"] == {"met": 1, "counted": 2}
    assert said["groups"][1]["stages"]["first_response"] == {
        "count": 1,
        "median_minutes": 20,
        "p90_minutes": 20,
    }


def test_of_a_period(shell: Shell) -> None:
    two_incidents(shell)

    assert shell("incident", "measures", "--from", "2026-11-21").lines == [
        "Incidents from Saturday 21 November 2026 on",
        "",
        "No incidents",
    ]
    assert shell("incident", "measures", "--to", "today", "--json").json["total"]["count"] == 2


@pytest.mark.parametrize(
    "wrong", [("--by", "mood"), ("--from", "soon"), ("--from", "2026-11-20", "--to", "2026-11-19")]
)
def test_what_cannot_be_read(shell: Shell, wrong: tuple[str, ...]) -> None:
    assert shell("incident", "measures", *wrong, fails=2).out == ""
