"""Ideas and promises on the command line: told, listed, named, and found in what other commands say."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Shell


def test_a_thought_becomes_a_task_with_its_words(shell: Shell) -> None:
    assert shell("idea", "add", "Ask", "about", "#Roscón").out == "Idea kept: Ask about #Roscón\n"
    assert "Ask about #Roscón" in shell("idea", "list").lines[1]
    said = shell("idea", "use", "1").out
    assert said == "The idea is a task now: Ask about #Roscón · Fri 20 · Morning\n"
    assert shell("idea", "list").out == "No ideas\n"
    (idea,) = shell("idea", "list", "--all", "--json").json["ideas"]
    tasks = {task["id"]: task["title"] for task in shell("list", "--json").json["tasks"]}
    assert (idea["state"], tasks[idea["task"]]) == ("used", "Ask about #Roscón")


def test_used_with_a_line_of_its_own(shell: Shell) -> None:
    shell("idea", "add", "Roscón")
    shell("idea", "use", "rosc", "--line", "Bake it 25m tomorrow @research")
    task = next(each for each in shell("list", "--date", "+1", "--json").json["tasks"])
    assert (task["title"], task["planned_minutes"], task["area"]) == ("Bake it", 25, "research")
    shell("undo")
    assert len(shell("idea", "list", "--json").json["ideas"]) == 1


def test_an_idea_is_one_record_with_its_task(shell: Shell) -> None:
    shell("idea", "add", "Roscón")
    before = shell.journal()
    shell("idea", "use", "rosc")
    written = [line for line in shell.journal()[len(before) :].splitlines() if "day.plan" not in line]
    assert len(written) == 1
    assert 'do = "task.add"' in written[0]
    assert "idea = " in written[0]


def test_an_idea_that_became_a_task_that_is_there(shell: Shell) -> None:
    shell("idea", "add", "Sweep twice")
    assert shell("idea", "use", "twice", "--task", "overnight").code == 0
    assert "became a task: Overnight sweep of mentions" in shell("idea", "list", "--all").out


def test_a_dropped_idea_comes_back(shell: Shell) -> None:
    shell("idea", "add", "Roscón")
    assert shell("idea", "drop", "rosc").out == "Idea dropped: Roscón\n"
    assert "undo brings it back" in shell("idea", "drop", "rosc", fails=1).err
    assert shell("undo").out == "Undid: dropped the idea Roscón\n"
    assert "Roscón" in shell("idea", "list").out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("idea", "add", " "), 1, "A text is needed"),
        (("idea", "use", "nothing"), 1, "There is no idea “nothing”"),
        (("idea", "use", "it", "--line", "x", "--task", "y"), 2, "one of them"),
        (("idea", "use", "it", "--line", "Bake #nobody"), 2, "nobody"),
        (("promise", "add", "overnight", "Ana"), 2, "Give --by 16:00"),
        (("promise", "add", "overnight", "Ana", "--by", "25:00"), 2, "“25:00” is no time of the day"),
        (("promise", "add", "overnight", "Ana", "--by", "someday 9:00"), 2, "“someday” is no day"),
        (("promise", "add", "overnight", "Ana", "--by", "8:59"), 1, "08:59 is past"),
        (("promise", "add", "overnight", " ", "--by", "16:00"), 1, "A name is needed"),
        (("promise", "add", "nothing", "Ana", "--by", "16:00"), 1, "There is no task “nothing”"),
        (("promise", "keep"), 1, "No promise is open"),
        (("promise", "keep", "Ana"), 1, "There is no promise “Ana”"),
    ],
)
def test_what_is_refused_is_said(shell: Shell, arguments: tuple[str, ...], code: int, said: str) -> None:
    shell("idea", "add", "It")
    before = shell.journal()
    assert said in shell(*arguments, fails=code).err
    assert shell.journal() == before


def test_a_promise_is_seen_wherever_the_day_is_and_kept(shell: Shell) -> None:
    said = shell("promise", "add", "overnight", "Ana", "García", "--by", "16:00", "--text", "the figures").out
    assert said == "Promised to Ana García before Fri 20 16:00: Overnight sweep of mentions\n"
    sentence = "Promised to Ana García before 16:00, 7 h left: Overnight sweep of mentions (the figures)"
    assert sentence in shell("list").lines
    assert sentence in shell("day").lines
    assert f"{sentence}." in shell("day", "--plain").lines
    assert "⇄ Ana García 7 h left" in shell("now").out
    promise = shell("now", "--json").json["promise"]
    assert (promise["who"], promise["by"], promise["minutes_left"], promise["state"]) == (
        "Ana García",
        "2026-11-20T16:00:00+01:00",
        420,
        "due",
    )
    first, *_ = shell("list", "--json").json["tasks"]
    assert [each["who"] for each in first["promises"]] == ["Ana García"]
    assert [each["who"] for each in shell("day", "--json").json["promises"]] == ["Ana García"]
    assert shell("now", "--format", "{promised} {promised_left}").out == "Ana García 420\n"
    kept = shell("promise", "keep").out
    assert kept == "Promise kept: Ana García, Overnight sweep of mentions\n"
    assert shell("promise", "list").out == "No open promises\n"


def test_yesterdays_promise_is_there_until_it_is_kept(shell: Shell) -> None:
    shell("promise", "add", "overnight", "Ana", "--by", "16:00")
    shell("done", "overnight")
    shell.date, shell.time = "2026-11-23", "09:00"
    late = "Promised to Ana before Fri 20, 16:00, 65 h overdue: Overnight sweep of mentions"
    assert late in shell("list").lines
    assert "! Ana 65 h overdue" in shell("now").out
    assert "! 65 h overdue" in shell("promise", "list").out
    shell("promise", "keep", "1")
    assert late not in shell("list").lines
    shell("undo")
    assert late in shell("list").lines


def test_a_promise_about_an_incident(shell: Shell) -> None:
    shell("incident", "open", "Viral comment", "--severity", "2")
    shell("promise", "add", "viral", "Luis", "--by", "tomorrow 10:00")
    shell("incident", "list")
    shell("promise", "add", "1", "Press", "--by", "12:00", "--incident")
    (incident,) = shell("incident", "list", "--json").json["incidents"]
    assert [each["who"] for each in incident["promises"]] == ["Press", "Luis"]
    assert [each["by"] for each in incident["promises"]] == [
        "2026-11-20T12:00:00+01:00",
        "2026-11-21T10:00:00+01:00",
    ]


def test_of_several_promises_one_is_named(shell: Shell) -> None:
    for who, task in (("Ana", "overnight"), ("Luis", "answer comments")):
        shell("promise", "add", task, who, "--by", "16:00")
    said = shell("promise", "keep", fails=1).err
    assert "2 promises are open; name the one you mean" in said
    shell("promise", "keep", "lui")
    assert [each["who"] for each in shell("promise", "list", "--json").json["promises"]] == ["Ana"]
    shell("promise", "keep", "overnight")
    assert shell("promise", "list", "--json").json["promises"] == []
