"""`jornada weekly`: the report of a brand, printed or written, with what was said kept for the week."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def agency(shell: Shell) -> Shell:
    shell("workflow", "use", "agency")
    return shell


def test_what_is_said_is_kept_and_there_when_it_is_written_again(agency: Shell) -> None:
    first = agency("weekly", "--brand", "acme", "--status", "A calm week", "--need", "Photos").out
    assert "A calm week" in first
    again = agency("weekly", "--brand", "café ñandú", "--worked", "The raffle").out
    assert "A calm week" in again
    assert "The raffle" in again
    assert agency.journal().count("report.note") == 2
    agency("weekly", "--brand", "acme", "--status", "A calm week")
    assert agency.journal().count("report.note") == 2
    assert "A calm week" not in agency("weekly", "--brand", "brisa").out
    assert "A calm week" not in agency("weekly", "--brand", "acme", "--date", "-7").out


def test_looking_writes_nothing(agency: Shell) -> None:
    before = agency.journal()
    agency("weekly", "--brand", "acme", "--format", "json")
    assert agency.journal() == before


def test_it_is_written_into_a_file_and_never_over_another(agency: Shell, tmp_path: Path) -> None:
    file = tmp_path / "week.html"
    said = agency("weekly", "--brand", "acme", "--format", "html", "--client", "-o", str(file))
    assert said.lines == [f"Written: {file}"]
    assert file.read_text().startswith("<!doctype html>")
    agency("weekly", "--brand", "acme", "-o", str(file), fails=1)
    assert file.read_text().startswith("<!doctype html>")
    agency("weekly", "--brand", "acme", "--format", "text", "-o", str(file), "--force")
    assert file.read_text().startswith("Weekly report: Café Ñandú")
    agency("weekly", "--brand", "acme", "-o", str(file), "--force")  # the name says what it is
    assert file.read_text().startswith("<!doctype html>")
    agency("weekly", "--brand", "acme", "-o", str(tmp_path / "no" / "where"), fails=74)


def test_objects_for_scripts(agency: Shell) -> None:
    as_json = json.loads(agency("weekly", "--brand", "acme", "--format", "json", "--client").out)
    as_toml = tomllib.loads(agency("weekly", "--brand", "acme", "--format", "toml", "--client").out)
    assert (as_json["week"], as_json["audience"]) == ("2026-W47", "client")
    assert as_toml["brand"] == {"key": "acme", "title": "Café Ñandú"}
    assert "private" not in as_json


def test_which_brand_must_be_said_unless_there_is_one(agency: Shell) -> None:
    assert "Of which brand?" in agency("weekly", fails=1).err
    assert "There is no brand “gone”" in agency("weekly", "--brand", "gone", fails=1).err
    agency("workflow", "use", "garcia")
    assert agency("weekly").lines[0] == "Weekly report: The eight steps"


def test_a_week_that_has_not_begun_has_nothing_to_say(agency: Shell) -> None:
    said = agency("weekly", "--brand", "acme", "--date", "+7", "--status", "x", fails=1).err
    assert "The week of 2026-11-23 has not begun" in said


def test_the_report_of_a_week_takes_the_same_options(agency: Shell, tmp_path: Path) -> None:
    words = ("--brand", "acme", "--format", "md", "--client")
    assert agency("report", "week", *words).out == agency("weekly", *words).out
    file = tmp_path / "week.csv"
    agency("report", "week", "--brand", "acme", "--format", "csv", "-o", str(file))
    assert file.read_text().startswith("brand,week,section")
