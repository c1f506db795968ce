"""A fortnight through the command line; its journal, week and coverage are as counted by hand.

The plan is a small one, so that all of it can be counted: Monday to Friday, one block of two hours a day,
half an hour of it kept free. Listening takes 60 minutes a day, writing 30 on Mondays and Thursdays. The
first week everything is done; in the second nobody writes, and Wednesday is lost to an incident.
"""

from __future__ import annotations

import datetime as dt
import re

from tests.cli.conftest import Shell

PLAN = """\
version = 1
title = "Small"
timezone = "Europe/Madrid"
days = ["mon", "tue", "wed", "thu", "fri"]
daily_minutes = 120

[[area]]
key = "listening"
title = "Listening"
rank = 1

[[area]]
key = "writing"
title = "Writing"
rank = 2

[[block]]
key = "morning"
title = "Morning"
start = "09:00"
end = "11:00"
reserve = 30

[[task]]
key = "sweep"
area = "listening"
title = "Sweep"
block = "morning"
minutes = 60
repeat = "working days"

[[task]]
key = "text"
area = "writing"
title = "Text"
block = "morning"
minutes = 30
repeat = "weekly mon thu"
if_missed = "keep"
"""
FIRST = dt.date(2026, 11, 9)
DAYS = [FIRST + dt.timedelta(days=day) for day in range(14) if day % 7 < 5]


def fortnight(shell: Shell) -> None:
    shell.paths.workflows.mkdir(parents=True)
    (shell.paths.workflows / "small.toml").write_text(PLAN)

    def at(date: dt.date, time: str, *arguments: str) -> None:
        result = shell(*arguments, date=date.isoformat(), at=time)
        assert result.code == 0, result

    at(FIRST, "08:55", "workflow", "use", "small")
    for date in DAYS:
        first_week, wednesday = date < FIRST + dt.timedelta(days=7), date.weekday() == 2
        if not first_week and wednesday:
            at(date, "09:00", "interrupt", "Everything is down")
            at(date, "10:40", "incident", "resolve", "everything")
            continue
        at(date, "09:00", "start", "sweep")
        at(date, "09:50", "done", "sweep")
        if first_week and date.weekday() in (0, 3):
            at(date, "09:50", "start", "text")
            at(date, "10:30", "done", "text")


def test_the_journal_has_what_was_done_and_nothing_else(shell: Shell) -> None:
    fortnight(shell)
    done = re.findall(r'do = "([a-z._]+)"', shell.journal())
    counted = {word: done.count(word) for word in sorted(set(done))}
    # Nine days with a sweep, two with a text; a day's plan is written when it is first worked on.
    assert counted == {
        "day.plan": 10,
        "incident.resolve": 1,
        "interrupt": 1,
        "task.done": 11,
        "task.start": 11,
        "workflow.use": 1,
    }


def test_the_week_holds_what_was_planned_and_spent(shell: Shell) -> None:
    fortnight(shell)
    week = shell("week", date="2026-11-20", at="17:00").out
    assert week.startswith(" Week 47")
    found = shell("week", "--json", date="2026-11-20", at="17:00").json
    days = {day["date"]: day["blocks"][0] for day in found["days"]}
    # On Friday the text of Thursday, which is kept, is booked beside the sweep.
    assert [days[f"2026-11-{day}"]["planned_minutes"] for day in range(16, 21)] == [90, 60, 60, 90, 60]
    assert days["2026-11-20"]["booked_minutes"] == 30
    assert [days[f"2026-11-{day}"]["spent_minutes"] for day in range(16, 21)] == [50, 50, 0, 50, 50]
    assert days["2026-11-16"]["free_minutes"] == 0
    assert days["2026-11-17"]["free_minutes"] == 30


def test_coverage_names_what_was_left_alone(shell: Shell) -> None:
    fortnight(shell)
    found = shell("coverage", "--json", date="2026-11-20", at="17:00").json
    week = {row["key"]: row for row in found["week"]["rows"] if row["of"] == "area"}
    assert (week["writing"]["planned_minutes"], week["writing"]["spent_minutes"]) == (60, 0)
    assert week["writing"]["shortfall"] == "no_time"
    before = {row["key"]: row for row in found["before"]["rows"] if row["of"] == "area"}
    assert before.get("writing") is None or before["writing"]["spent_minutes"] == 80


def test_the_report_of_the_fortnight(shell: Shell) -> None:
    fortnight(shell)
    found = shell("report", "2026-11-09..2026-11-22", "--json", date="2026-11-22", at="17:00").json
    areas = {row["key"]: (row["planned_minutes"], row["actual_minutes"]) for row in found["rows"]}
    assert areas["listening"] == (600, 450)
    assert areas["writing"] == (120, 80)
    assert found["incidents"]["minutes"] == 100
    assert (found["planned_minutes"], found["actual_minutes"]) == (720, 630)
