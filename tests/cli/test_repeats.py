"""An incident that comes again says so when it is opened, and one command makes a task of it."""

from __future__ import annotations

import re

from tests.cli.conftest import Shell


def test_opening_the_third_shows_the_earlier_ones_and_what_was_learnt(shell: Shell) -> None:
    shell("incident", "open", "Site down", "--kind", "outage", "--severity", "2", date="2026-11-03")
    shell("incident", "resolve", at="10:00")
    review = ("--worked", "a", "--failed", "b", "--cause", "c", "--lesson", "Ask the host first")
    shell("incident", "review", "site", *review)
    shell("incident", "open", "Down again", "--kind", "outage", at="11:00", date="2026-11-10")

    said = shell("incident", "open", "Down for good", "--kind", "outage", date="2026-11-20")

    assert said.out == "Incident opened: Down for good\n"
    lines = said.err.splitlines()
    assert lines[0] == "The third like it this month:"
    assert re.fullmatch(r"  \w+-\w+  Tue 10  Down again, open", lines[1])
    assert re.fullmatch(r"  \w+-\w+  Tue 3  Site down, reviewed", lines[2])
    assert lines[3] == "    Learnt: Ask the host first"
    assert re.fullmatch(r"A task of it: jornada incident prevent \w+-\w+", lines[4])


def test_the_command_it_names_makes_the_task_once(shell: Shell) -> None:
    shell("incident", "open", "Site down", "--kind", "outage")
    told = shell("incident", "open", "Down again", "--kind", "outage").err
    command = told.splitlines()[-1].partition("jornada ")[2].split()

    assert shell(*command).out.startswith("Added: Prevent: Down again")
    assert shell(*command, fails=1).err == "There is a task for it already: Prevent: Down again\n"
    (task,) = [each for each in shell("list", "--json").json["tasks"] if "Prevent" in each["title"]]
    assert task["area"] == "unforeseen"


def test_naming_an_interruption_tells_too(shell: Shell) -> None:
    shell("incident", "open", "Site down", "--kind", "outage")
    assert shell("interrupt").err == ""

    told = shell("incident", "edit", "--title", "Down again", "--kind", "outage")

    assert told.err.startswith("The second like it this month:\n")


def test_another_day_for_the_task(shell: Shell) -> None:
    shell("incident", "open", "Site down", "--kind", "outage")
    assert "Mon 23" in shell("incident", "prevent", "site", "--date", "mon").out


def test_in_spanish(shell: Shell) -> None:
    shell.environment["JORNADA_LANG"] = "es"
    shell("incident", "open", "Caída", "--kind", "outage")
    told = shell("incident", "open", "Otra caída", "--kind", "outage")
    assert told.err.startswith("La segunda como esta este mes:\n")
