"""Goals and milestones through the command line."""

from __future__ import annotations

from tests.cli.conftest import Shell

OWN = """
version = 1
title = "Small"
timezone = "Europe/Madrid"
days = ["mon", "tue", "wed", "thu", "fri"]

[[area]]
key = "blog"
title = "Blogging"
rank = 1

[[block]]
key = "morning"
title = "Morning"
start = "09:00"
end = "12:00"

[[task]]
key = "sweep"
area = "blog"
title = "Sweep"
block = "morning"
minutes = 45
repeat = "working days"
milestone = { text = "Triaged", due = "09:45" }

[[task]]
key = "outline"
area = "blog"
title = "Outline"
block = "morning"
minutes = 30
repeat = "weekly mon"
goal = { text = "2 posts a week", target = 2, unit = "posts", per = "week" }
milestone = { text = "Outline agreed", due = "thu 11:00" }

[[task]]
key = "write"
area = "blog"
title = "Write"
block = "morning"
minutes = 30
repeat = "weekly thu"
goal = { text = "2 posts a week", target = 2, unit = "posts", per = "week" }
"""


def use_own(shell: Shell) -> None:
    shell.paths.workflows.mkdir(parents=True)
    (shell.paths.workflows / "small.toml").write_text(OWN)
    shell("workflow", "use", "small", at="09:00", date="2026-11-16")


def test_the_milestones_of_a_week_and_how_they_stand(shell: Shell) -> None:
    use_own(shell)
    shell("done", "sweep", at="09:40")
    shell("start", "outline", at="09:50", date="2026-11-17", fails=1)
    shell("start", "sweep", at="09:50")

    said = shell("milestones", at="09:30", date="2026-11-19")
    assert said.lines == [
        "#  Due                      Milestone       Task",
        "1  Mon 16 09:45  ◇ on time  Triaged         Sweep",
        "2  Tue 17 09:45  ✗ missed   Triaged         Sweep",
        "3  Wed 18 09:45  ✗ missed   Triaged         Sweep",
        "4  Thu 19 09:45  ◈ at risk  Triaged         Sweep",
        "5  Thu 19 11:00  ◆ pending  Outline agreed  Outline",
        "6  Fri 20 09:45  ◆ pending  Triaged         Sweep",
    ]
    assert shell("milestone", "5").out == "Milestone reached: Outline agreed\n"
    found = shell("milestones", "2026-11-20", "--json").json
    assert found["monday"] == "2026-11-16"
    assert [each["status"] for each in found["milestones"]] == [
        "on_time",
        "missed",
        "missed",
        "at_risk",
        "on_time",
        "pending",
    ]
    assert found["milestones"][4] == {
        "number": 5,
        "task": "2026-11-16.outline",
        "title": "Outline agreed",
        "task_title": "Outline",
        "brand": None,
        "date": "2026-11-19",
        "due": "2026-11-19T11:00:00+01:00",
        "status": "on_time",
        "reached": "2026-11-19T09:30:00+01:00",
    }


def test_a_milestone_of_the_week_is_named_by_its_task_on_its_day(shell: Shell) -> None:
    use_own(shell)
    shell("milestone", "outline", at="10:00", date="2026-11-18", fails=1)

    assert shell("milestone", "outline", date="2026-11-19").out == "Milestone reached: Outline agreed\n"


def test_a_week_without_milestones_says_so(shell: Shell) -> None:
    use_own(shell)
    (shell.paths.workflows / "small.toml").write_text(
        OWN.replace('milestone = { text = "Triaged", due = "09:45" }\n', "").replace(
            'milestone = { text = "Outline agreed", due = "thu 11:00" }\n', ""
        )
    )
    assert shell("milestones").out == "No milestones in this week\n"


def test_a_goal_of_the_week_adds_up_its_tasks_and_days(shell: Shell) -> None:
    use_own(shell)
    assert shell("count", "outline").out == "Counted: Outline, 1 of 2\n"
    (write,) = (
        task
        for task in shell("day", "--json", date="2026-11-19").json["tasks"]
        if task["id"] == "2026-11-19.write"
    )
    assert (write["count"], write["goal"]) == (
        0,
        {
            "text": "2 posts a week",
            "target": 2.0,
            "unit": "posts",
            "per": "week",
            "counted": 1,
            "reached": False,
        },
    )
    assert shell("count", "write", "3").out == "Counted: Write, 4 of 2\n"
