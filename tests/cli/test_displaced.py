"""`jornada displaced`: what no longer fits, and accepting what is proposed."""

from __future__ import annotations

from tests.cli.conftest import Shell


def eat_the_noon(shell: Shell) -> None:
    shell("interrupt", "Viral comment", at="12:00")
    shell("stop", at="13:00")


def test_it_tells_and_moves_nothing(shell: Shell) -> None:
    eat_the_noon(shell)
    before = shell.journal()

    lines = shell("displaced").lines

    assert lines[0] == "Viral comment took 1 h, 30 min beyond the reserve: 1 task no longer fits"
    assert lines[-1] == "1  Research sector and competitors         6  45 min  drop"
    assert shell.journal() == before


def test_its_numbers_name_tasks(shell: Shell) -> None:
    eat_the_noon(shell)
    shell("displaced")

    assert shell("move", "1", "--date", "mon").out.startswith("Moved: Research sector and competitors")


def test_accepting_is_one_record_and_one_undo(shell: Shell) -> None:
    eat_the_noon(shell)
    records = len(shell.journal().splitlines())

    assert shell("displaced", "--accept").out == "Decided: 1 task\n"

    assert len(shell.journal().splitlines()) == records + 1
    assert 'reason = "displaced by an incident"' in shell.journal()
    assert shell("displaced").out == "Incidents displace no task\n"
    assert "Nothing" not in shell("undo").out
    assert shell("displaced").lines[0].endswith("1 task no longer fits")


def test_nothing_to_accept(shell: Shell) -> None:
    assert shell("displaced", "--accept", fails=1).err == "Incidents displace no task\n"
    assert shell("displaced", "--json").json["tasks"] == []


def test_as_an_object(shell: Shell) -> None:
    eat_the_noon(shell)

    said = shell("displaced", "--json").json

    assert (said["incident_minutes"], said["reserve_minutes"], said["beyond_minutes"]) == (60, 30, 30)
    assert [(each["title"], each["minutes"]) for each in said["incidents"]] == [("Viral comment", 60)]
    (task,) = said["tasks"]
    assert (task["id"], task["frees_minutes"]) == ("2026-11-20.research", 45)
    assert task["proposal"] == {"drop": True, "date": None, "block": None}
