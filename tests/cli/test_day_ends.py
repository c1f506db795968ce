"""Two days through the command line: closed in the evening, begun in the morning."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Shell

FRIDAY, SATURDAY, MONDAY, TUESDAY = "2026-11-20", "2026-11-21", "2026-11-23", "2026-11-24"


@pytest.fixture
def evening(shell: Shell) -> Shell:
    """Friday, 17:50: 45 minutes of a sweep, 15 of an incident, a task dropped, one put off, one added."""
    shell("workflow", "use", "garcia", at="09:00", date=FRIDAY)
    shell("start", "sweep")
    shell("done", at="09:45")
    shell("interrupt")
    shell("incident", "edit", "--title", "It spreads", "--severity", "3")
    shell("stop", at="10:00")
    shell("drop", "write for the blog", "--reason", "nothing to say")
    shell("move", "research", "--date", MONDAY)
    shell("add", "Call Ana 20m")
    shell.time = "17:50"
    return shell


def test_what_became_of_the_day(evening: Shell) -> None:
    found = evening("day", "--end", "--json").json
    assert (found["planned_minutes"], found["spent_minutes"], found["unforeseen_minutes"]) == (440, 60, 15)
    assert [task["title"] for task in found["done"]] == ["Overnight sweep of mentions"]
    assert [task["reason"] for task in found["dropped"]] == ["nothing to say"]
    assert [(each["title"], each["date"]) for each in found["carried"]] == [
        ("Research sector and competitors", MONDAY)
    ]
    assert [task["title"] for task in found["left"] if task["proposed"]] == ["Call Ana"]
    assert found["closed"] is None
    text = evening("day", "--end").out
    assert "1 h spent of 7 h 20 min planned, 15 min of it unforeseen" in text
    assert "1 of 12 tasks done, 1 carried, 1 dropped, 10 left" in text
    assert "It spreads" in text


def test_two_days(evening: Shell) -> None:
    closed = evening(
        "close",
        "--top",
        "blog",
        "--top",
        "call ana",
        "--top",
        "Think of spring",
        "--note",
        "Ana calls at ten",
    )
    assert closed.lines[0] == "The day is closed: Friday 20 November"
    assert "First on Monday 23 November" in closed.out
    record = evening.journal().splitlines()[-1]
    assert 'do = "day.close"' in record
    assert f'top = ["{MONDAY}.write-post"' in record

    # Nothing of it on the days between.
    assert evening("list", "--json", date=SATURDAY).json["date"] == SATURDAY
    start = evening("day", "--start", "--json", at="08:50", date=MONDAY).json
    assert (start["before"], start["note"]) == (FRIDAY, "Ana calls at ten")
    assert [each["title"] for each in start["first"]] == ["Write for the blog", "Call Ana", "Think of spring"]
    assert [each["task"] is None for each in start["first"]] == [False, False, True]
    assert [task["title"] for task in start["left"]] == ["Call Ana", "Research sector and competitors"]
    # 420 of the plan's own tasks, 45 and 20 that came along; 480 less twice 30 are available.
    assert (start["planned_minutes"], start["available_minutes"], start["over_minutes"]) == (485, 420, 65)
    text = evening("day", "--start").out
    assert "485" not in text
    assert "8 h 5 min planned, 7 h available: 1 h 5 min too many" in text
    assert "★ 1  Write for the blog" in text

    marked = {task["title"]: task["first"] for task in evening("list", "--json").json["tasks"]}
    assert marked["Write for the blog"] == 1
    assert marked["Call Ana"] == 2
    assert marked["Overnight sweep of mentions"] is None
    assert "★ Write for the blog" in evening("list").out
    evening("done", "blog")
    assert evening("day", "--start", "--json", date=TUESDAY, at="08:50").json["first"] == []


def test_a_close_is_undone_and_done_again(evening: Shell) -> None:
    evening("close", "--top", "Rest")
    assert evening("undo").out == "Undid: the close of Friday 20 November\n"
    assert evening("day", "--end", "--json").json["closed"] is None
    evening("redo")
    assert evening("day", "--end", "--json").json["first"] == [{"task": None, "title": "Rest"}]


def test_yesterday_is_closed_in_the_morning_but_not_a_day_nobody_worked_on(evening: Shell) -> None:
    evening("close", "--date", "yesterday", at="08:00", date=SATURDAY)
    assert "closed" in evening("day", FRIDAY, "--end", "--json").json
    assert "nothing to close" in evening("close", "--date", "2026-11-18", fails=1).err
    assert (
        "At most 3"
        in evening("close", *["--top", "a", "--top", "b", "--top", "c", "--top", "d"], fails=1).err
    )


def test_the_looks_of_a_day_exclude_each_other(shell: Shell) -> None:
    assert "--start" in shell("day", "--start", "--end", fails=2).err
    assert shell("day", "--start").lines[0] == "Friday 20 November"
    assert not shell.paths.journal.exists()
