"""Holidays in the options, through the command line."""

from __future__ import annotations

from tests.cli.conftest import Shell


def options(shell: Shell, text: str) -> None:
    shell.paths.config_file.parent.mkdir(parents=True, exist_ok=True)
    shell.paths.config_file.write_text(text)


def test_a_holiday_is_a_day_off_and_clocks_in_working_hours_stand_still(shell: Shell) -> None:
    options(shell, 'days_off = ["2026-11-23"]\n')
    shell("incident", "open", "One complaint", "--kind", "complaint", "--severity", "3", at="17:30")

    monday = shell("day", "monday", "--json").json
    assert (monday["off"], monday["tasks"]) == (True, [])
    assert not shell("day", "2026-11-24", "--json").json["off"]
    (incident,) = shell("incident", "list", "--json").json["incidents"]
    assert incident["response_due"] == "2026-11-24T09:30:00+01:00"


def test_a_wrong_day_off_is_named_and_the_others_count(shell: Shell) -> None:
    options(shell, 'days_off = [\n  "2026-11-23",\n  "2026-11-31",\n]\n')

    said = shell.run("check")
    assert "config.toml:3: days_off 2: “2026-11-31” is no date" in said.out + said.err
    assert shell("day", "2026-11-23", "--json").json["off"]
