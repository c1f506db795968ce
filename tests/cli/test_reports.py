"""Reports on the command line: text and JSON, periods, one brand and what is private."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import pytest

from jornada.cli.reports import report_command
from jornada.weekly import ReportFormat
from tests.cli.conftest import Shell


@pytest.fixture
def worked(shell: Shell) -> Shell:
    """A Friday at the agency: two tasks, an interruption, one task dropped after it; noon."""
    shell("workflow", "use", "agency", at="09:00")
    shell("start", "Mentions – Café Ñandú", at="09:00")
    shell("start", "Mentions – Hotel Brisa", at="09:20")
    shell("interrupt", "It spreads", at="09:50")
    shell("incident", "edit", "It spreads", "--severity", "2", "--brand", "brisa", at="09:50")
    shell("resume", at="10:30")
    shell("stop", at="10:40")
    shell("drop", "Updates – Cobalto", "--reason", "no time left", at="10:45")
    shell.time = "12:00"
    return shell


def row(found: Any, key: str | None) -> Any:
    return next(each for each in found["rows"] if each["key"] == key)


def test_a_week_as_a_program_reads_it(worked: Shell) -> None:
    found = worked("report", "--by", "brand", "--json").json
    assert (found["period"], found["first"], found["last"]) == ("week", "2026-11-16", "2026-11-22")
    assert found["actual_minutes"] == 100
    assert row(found, "acme")["actual_minutes"] == 20
    brisa = row(found, "brisa")
    assert (brisa["title"], brisa["actual_minutes"], brisa["share"]) == ("Hotel Brisa", 80, 0.8)
    assert brisa["difference_minutes"] == 80 - brisa["planned_minutes"]
    assert sum(each["actual_minutes"] for each in found["rows"]) == found["actual_minutes"]
    assert sum(map(sum, found["hours"])) == 100
    assert found["hours"][4][9] == 60
    assert len(found["trend"]["mondays"]) == 8
    assert found["trend"]["mondays"][-1] == "2026-11-16"
    unforeseen = next(each for each in found["trend"]["areas"] if each["key"] == "unforeseen")
    assert unforeseen["minutes"] == [0] * 7 + [40]
    incidents = found["incidents"]
    assert (incidents["minutes"], [each["title"] for each in incidents["incidents"]]) == (40, ["It spreads"])
    (gone,) = incidents["displaced"]
    assert (gone["title"], gone["what"], gone["reason"]) == ("Updates – Cobalto", "dropped", "no time left")
    assert found["tasks"]["dropped"] == 1
    assert found["kept"]["blocks"][0]["lost_minutes"]["incidents"] == 40
    assert found["private"]["interruptions"] == 1


def test_as_text(worked: Shell) -> None:
    text = worked("report", "day").out
    assert "By area" in text
    assert "1 h 40 min of" in text
    assert "40 min went to 1 incident" in text
    assert "dropped · no time left" in text
    assert "of the plan was kept; Morning breaks most: " in text
    assert "1 interruption" in text


def test_of_a_brand_nothing_is_private_unless_asked_for(worked: Shell) -> None:
    told = worked("report", "--brand", "acme")
    assert "interruption" not in told.out
    assert "Hotel Brisa" not in told.out
    assert "It spreads" not in told.out
    assert "of the plan was kept" not in told.out
    found = worked("report", "--brand", "acme", "--json").json
    assert (found["brand"], found["private"], found["kept"]) == ("acme", None, None)
    assert found["actual_minutes"] == 20
    assert "interruptions" in worked("report", "--brand", "acme", "--private").out
    found = worked("report", "--brand", "brisa", "--private", "--json").json
    assert found["private"]["interruptions"] == 1


@pytest.mark.parametrize(
    ("arguments", "first", "last"),
    [
        (("day",), "2026-11-20", "2026-11-20"),
        (("day", "--date", "mon"), "2026-11-16", "2026-11-16"),
        (("week", "--date", "2026-10-01"), "2026-09-28", "2026-10-04"),
        (("month",), "2026-11-01", "2026-11-30"),
        (("quarter",), "2026-10-01", "2026-12-31"),
        (("year", "--date", "2025-06-01"), "2025-01-01", "2025-12-31"),
        (("2026-11-02..2026-11-13",), "2026-11-02", "2026-11-13"),
        (("-6..today",), "2026-11-14", "2026-11-20"),
    ],
)
def test_periods(shell: Shell, arguments: tuple[str, ...], first: str, last: str) -> None:
    found = shell("report", "--json", "--", *arguments).json if arguments[0][0] == "-" else None
    found = found or shell("report", *arguments, "--json").json
    assert (found["first"], found["last"]) == (first, last)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("decade",), 2, "There is no period “decade”: day, week, month, quarter, year"),
        (("month", "--format", "csv"), 2, "written as text, md or html"),
        (("year", "--format", "html", "--json"), 2, "written as text, md or html"),
        (("2026-11-13..2026-11-02",), 2, "The last day is before the first"),
        (("today..nonsense",), 2, "nonsense"),
        (("today..today", "--date", "today"), 2, "leave --date out"),
        (("--by", "date"), 2, "area"),
        (("--brand", "nobody"), 1, "There is no brand “nobody”"),
    ],
)
def test_refused_in_words(shell: Shell, arguments: tuple[str, ...], code: int, said: str) -> None:
    assert said in shell("report", *arguments, fails=code).err


def test_it_writes_nothing(worked: Shell) -> None:
    before = worked.journal()
    worked("report", "month")
    assert worked.journal() == before


@pytest.mark.parametrize("columns", ["40", "60", "200"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_at_any_width(worked: Shell, columns: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    worked.environment["JORNADA_LANG"] = language
    for by in ("area", "task"):
        lines = worked("report", "--by", by).lines
        assert max(map(len, lines)) <= int(columns)
        assert any("1:40" in line for line in lines), "the total is told in any room"


# The weekly report for somebody else


def test_with_a_format_it_is_the_weekly_report_of_a_brand(worked: Shell, tmp_path: Path) -> None:
    assert (
        worked("report", "--brand", "acme", "--format", "text").out == worked("weekly", "--brand", "acme").out
    )
    file = tmp_path / "acme.html"
    worked("report", "week", "--brand", "acme", "--client", "--format", "html", "-o", str(file))
    assert "<html" in file.read_text()
    assert "already" in worked("report", "--brand", "acme", "--format", "html", "-o", str(file), fails=1).err


def test_the_formats_are_those_of_the_weekly_report() -> None:
    (option,) = (each for each in report_command.params if each.name == "form")
    assert isinstance(option.type, click.Choice)
    assert list(option.type.choices) == [each.value for each in ReportFormat]


@pytest.mark.parametrize("more", [("--by", "task"), ("--private",), ("--json",)])
def test_what_does_not_go_with_a_format(shell: Shell, more: tuple[str, ...]) -> None:
    assert "report of a week" in shell("report", *more, "--format", "md", fails=2).err


# The report of a period as a page


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("period", ["day", "month", "quarter", "year", "2026-11-16..2026-11-20"])
def test_a_period_as_a_page(worked: Shell, period: str, language: str, tmp_path: Path) -> None:
    worked.environment["JORNADA_LANG"] = language
    file = tmp_path / "report.html"
    assert str(file) in worked("report", period, "--format", "html", "-o", str(file)).out
    html = file.read_text()
    assert f'<html lang="{language}">' in html
    assert "Hotel Brisa" in worked("report", period, "--by", "brand", "--format", "html").out
    assert "http" not in html.replace("http-equiv", "")
    assert "<script" not in html
    assert "already" in worked("report", period, "-o", str(file), fails=1).err or language == "es"
    text = worked("report", period, "--format", "text").out
    for told in ("1:40", "0:40"):
        assert told in html
        assert told in text
        assert told in worked("report", period, "--format", "md").out


def test_a_page_for_a_client_has_nothing_private(worked: Shell) -> None:
    whole = worked("report", "month", "--brand", "brisa", "--private", "--format", "html").out
    assert "For you alone" in whole
    for more in ((), ("--private", "--client")):
        told = worked("report", "month", "--brand", "brisa", *more, "--format", "html").out
        assert "For you alone" not in told
        assert "Hotel Brisa" in told
    assert "For you alone" not in worked("report", "month", "--client").out
