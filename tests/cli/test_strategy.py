"""`strategy`, `brands`, `coverage`, and the tasks of one role."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def thursday(shell: Shell) -> Shell:
    """Three days of one brand, the fourth at noon."""
    shell("workflow", "use", "agency", date="2026-11-16")
    for day in ("16", "17", "18"):
        shell("start", "mentions – café", at="09:00", date=f"2026-11-{day}")
        shell("stop", at="12:30")
    shell("done", "mentions – hotel", at="12:31")
    shell.date, shell.time = "2026-11-19", "12:00"
    return shell


def test_strategy(thursday: Shell) -> None:
    lines = thursday("strategy").lines
    assert lines[0].startswith("Strategy  week 47: Monday 16 November – Sunday 22 November")
    assert lines[0].endswith("this week")
    rows = {line[:50].strip(): line for line in lines}
    assert rows["Nobody waits for an answer"].endswith("630/625")
    assert rows["Mentions – Café Ñandú"].endswith("630/100")
    assert rows["! Communities that grow"].endswith("0/270  no time")
    assert rows["Account manager"].endswith("0/240  no time")
    assert "    serves Every retainer used as agreed" in lines


def test_strategy_as_json(thursday: Shell) -> None:
    found = thursday("strategy", "--json").json
    assert (found["first"], found["last"]) == ("2026-11-16", "2026-11-22")
    assert found["spent_minutes"] == 630
    trust = found["objectives"][0]
    assert (trust["key"], trust["planned_minutes"], trust["spent_minutes"]) == ("trust", 625, 630)
    assert trust["roles"] == ["community"]
    assert sum(task["planned_minutes"] for task in trust["tasks"]) == 625
    assert sum(each["planned_minutes"] for each in found["objectives"]) == found["planned_minutes"] == 2040


def test_brands(thursday: Shell) -> None:
    lines = thursday("brands").lines
    assert lines[1].startswith("! ● Café Ñandú")
    assert lines[1].endswith("630/840  75 %")
    assert lines[2] == "    retainer 14 h a week: 75 % used, 3 h 30 min of it left"
    assert lines[3].startswith("    by now ")
    assert "    Requirements: The client approves the week's content. Legal reads every contest." in lines


def test_brands_as_json(thursday: Shell) -> None:
    brands = {each["key"]: each for each in thursday("brands", "--json").json["brands"]}
    acme = brands["acme"]["retainer"]
    assert (acme["minutes"], acme["used_minutes"], acme["left_minutes"]) == (840, 630, 210)
    assert (acme["percent"], acme["level"]) == (75, 75)
    # Three whole days and 180 of the 480 working minutes of the fourth.
    assert acme["due_by_days_minutes"] == round(840 * (3 + 180 / 480) / 5)
    assert brands["agency"]["retainer"] is None
    earlier = thursday("brands", "--date", "-7", "--json").json["brands"][0]["retainer"]
    assert (earlier["first"], earlier["used_minutes"]) == ("2026-11-09", 0)


def test_coverage(thursday: Shell) -> None:
    lines = thursday("coverage").lines
    assert "! Updating social media: nothing for 4 days, where 3 is the most its tasks allow" in lines
    rows = {line[:50].strip(): line for line in reversed(lines)}
    assert rows["! Hotel Brisa"].endswith("0/600  far less")
    assert rows["! Cobalto Bicycles"].endswith("0/360  no time")
    assert rows["Handling the unforeseen"].endswith("0/360")
    assert "  No records yet" in lines


def test_coverage_as_json(thursday: Shell) -> None:
    found = thursday("coverage", "--json").json
    brisa = next(each for each in found["week"]["rows"] if (each["of"], each["key"]) == ("brand", "brisa"))
    assert (brisa["spent_minutes"], brisa["untimed_minutes"], brisa["shortfall"]) == (0, 15, "far_less")
    assert {"area": "updating", "days": 4, "allowed_days": 3, "last": None} in found["unnoticed"]
    last = thursday("coverage", "--week", "-7", "--json", date="2026-11-23").json
    assert last["week"]["first"] == "2026-11-16"
    assert not last["unnoticed"], "of a week that is over nothing goes unnoticed now"


def test_a_day_that_cannot_be_read(thursday: Shell) -> None:
    assert "no day" in thursday("coverage", "--week", "someday", fails=2).err


def test_the_tasks_of_a_role(thursday: Shell) -> None:
    found = thursday("list", "--role", "Account manager", "--json").json["tasks"]
    assert {each["title"] for each in found} == {"Accounts and approvals", "Plan the week"}
    assert "nobody" in thursday("list", "--role", "nobody", fails=1).err


def test_without_brands_and_objectives(shell: Shell) -> None:
    assert "This workflow has no brands" in shell("brands").out
    assert shell("brands", "--json").json["brands"] == []


@pytest.mark.parametrize("command", ["strategy", "brands", "coverage"])
def test_no_line_is_too_long(thursday: Shell, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in (80, 50, 40):
        monkeypatch.setenv("COLUMNS", str(columns))
        assert max(map(len, thursday(command).lines)) <= columns


def test_in_spanish(thursday: Shell) -> None:
    thursday.environment["JORNADA_LANG"] = "es"
    assert thursday("coverage").lines[0].startswith("Cobertura  semana 47: lunes 16 de noviembre – domingo")
    assert any("sin tiempo" in line for line in thursday("strategy").lines)


def test_a_retainer_is_told_once_a_level(shell: Shell) -> None:
    shell("workflow", "use", "agency", date="2026-11-16")
    shell("start", "mentions – cobalto", at="09:00")
    told = shell("stop", at="13:30").err.splitlines()
    assert told[0] == "Cobalto Bicycles: 75 % of the week's retainer is used, 1 h 30 min left"
    shell("start", "mentions – cobalto", at="13:31")
    assert not shell("stop", at="13:40").err, "it was told"
    shell("start", "mentions – cobalto", at="13:41")
    assert "Cobalto Bicycles: 91 %" in shell("stop", at="14:30").err
    assert not shell("note", "mentions – cobalto", "enough").err
    shell("start", "mentions – cobalto", at="09:00", date="2026-11-23")
    assert "75 %" in shell("stop", at="13:31").err, "another week"


def test_one_that_only_looks_is_not_told(thursday: Shell) -> None:
    """A status bar must not take the word away from whoever does something."""
    assert not thursday("now").err
    assert not thursday("brands").err
