"""Each command, what it refuses, and the code it ends with."""

from __future__ import annotations

import json
import re

import pytest

from tests.cli.conftest import Shell


def test_now_fills_a_format_and_names_the_fields_there_are(shell: Shell) -> None:
    shell("start", "overnight")

    assert shell("now", "--format", "{task}: {spent}/{planned} {{x}}", at="09:12").out == (
        "Overnight sweep of mentions: 12/45 {x}\n"
    )
    for template in ("{nothing}", "{task!r}", "{task:>10}", "{", "{0}", "{task.title}"):
        wrong = shell("now", "--format", template, fails=2)
        assert "{block_left}" in wrong.err
        assert wrong.out == ""
    help_text = shell("now", "--help").out
    assert "{due_left}" in help_text
    assert "negative when overdue" in help_text


def test_now_as_json_and_in_little_room(shell: Shell) -> None:
    shell("start", "overnight")
    shell("incident", "open", "Viral", "--severity", "2")
    now = shell("now", "--json", at="09:10").json

    assert now["version"] == 1
    assert (now["running"]["title"], now["running"]["spent_minutes"]) == ("Overnight sweep of mentions", 10)
    assert now["deadline"]["minutes_left"] == 20
    assert len(shell("now", "--width", "40").out.rstrip("\n")) <= 40


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["start", "zzz"], 1, "There is no task “zzz”"),
        (["start", "overnigt"], 1, "did you mean:\n  Overnight sweep of mentions"),
        (["start", "9999-12-31.overnight-sweep"], 1, "There is no task “9999-12-31.overnight-sweep”"),
        (["start", "7"], 1, "nothing was listed yet"),
        (["start", "mentions"], 1, "“mentions” could be several:"),
        (["stop"], 1, "Nothing runs"),
        (["done"], 1, "Nothing runs"),
        (["resume"], 1, "Nothing waits to be resumed"),
        (["undo"], 1, "Nothing to undo"),
        (["break", "stop"], 1, "There is no break to end"),
        (["reopen", "overnight"], 1, "is open already"),
        (["move", "overnight", "--block", "night"], 1, "There is no block “night”; there are: morning"),
        (["move", "overnight", "--date", "2026-11-19"], 1, "2026-11-19 is past"),
        (["milestone", "zzz"], 1, "There is no task"),
        (["count", "overnight", "0"], 1, "will not do"),
        (["note", "overnight", " "], 1, "A text is needed"),
        (["edit", "overnight", "--title", ""], 1, "A title is needed"),
        (["edit", "overnight", "--rank", "100"], 1, "Rank “100” will not do"),
        (["incident", "ack"], 1, "No incident is open"),
        (["incident", "ack", "zzz"], 1, "There is no incident “zzz”"),
        (["workflow", "use", "garci"], 1, "did you mean “garcia”?"),
        (["help", "zzz"], 1, "There is no page “zzz”"),
        (["help", "incident"], 1, "did you mean “incidents”?"),
        (["start"], 2, "Missing argument"),
        (["stop", "--at", "25:00"], 2, "“25:00” is no time of the day"),
        (["minutes", "overnight", "soon"], 2, "“soon” is no length of time"),
        (["minutes", "overnight", "25h"], 2, "more than a day"),
        (["move", "overnight"], 2, "Give --block, --date, or both"),
        (["move", "overnight", "--date", "2026-02-30"], 2, "is no day"),
        (["order", "overnight"], 2, "--before or --after"),
        (["log", "overnight", "--from", "8:00"], 2, "Give --from and --to"),
        (["log", "overnight", "--at", "8:00"], 2, "'--at' requires 2 arguments"),
        (["log", "overnight", "--at", "8:00", "5m", "--to", "9:00"], 2, "Give --from and --to"),
        (["edit", "overnight", "--due", "noon"], 2, "“noon” is no due time"),
        (["edit", "overnight", "--rank", "first"], 2, "'first' is not a valid integer"),
        (["add", "Call", "@reddit"], 2, "reddit"),
        (["add", "Call", "--date", "someday"], 2, "“someday” is no day"),
        (["incident", "open", "Leak", "--severity", "5"], 2, "There is no severity “5”"),
        (["break", "now"], 2, "'now' is not one of"),
        (["day", "someday"], 2, "“someday” is no day"),
        (["list", "--brnd", "x"], 2, "--brand"),
        (["strat", "overnight"], 2, "There is no command “strat”; did you mean start"),
        (["empezar"], 2, "did you mean start?"),
        (["hecha"], 2, "did you mean done?"),
        (["zzzzz"], 2, "There is no command “zzzzz”"),
        (["incident", "resolver"], 2, "did you mean resolve?"),
        (["incident", "xyzzy"], 2, "There is no command “xyzzy”"),
        ([], 2, "The dashboard needs a terminal"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_said_in_a_sentence_with_its_code(
    shell: Shell, arguments: list[str], code: int, said: str
) -> None:
    result = shell(*arguments, fails=code)

    assert said in result.err
    assert result.out == ""
    assert "Traceback" not in result.err
    assert not shell.paths.journal.exists()


def test_what_is_done_already_says_so(shell: Shell) -> None:
    shell("start", "overnight")
    assert shell("start", "overnight", fails=1).err == "Overnight sweep of mentions runs already\n"
    shell("done")
    assert (
        shell("done", "overnight", fails=1).err
        == "Overnight sweep of mentions is done already; reopen it to go on with it\n"
    )
    assert shell("reopen", "overnight").out == "Open again: Overnight sweep of mentions\n"
    shell("milestone", "overnight")
    assert "The milestone is reached already" in shell("milestone", "overnight", fails=1).err


def test_done_while_an_incident_runs_names_the_command_that_is_meant(shell: Shell) -> None:
    shell("interrupt", "Viral")

    assert "jornada incident resolve" in shell("done", fails=1).err


def test_options_of_add_win_over_its_line(shell: Shell) -> None:
    shell(
        "add",
        "Call @updating 30m !noon due 12:30",
        "--area",
        "Engagement",
        "--block",
        "afternoon",
        "--minutes",
        "1h",
        "--due",
        "16h30",
        "--date",
        "tomorrow",
    )

    (task,) = (
        t for t in shell("list", "--date", "2026-11-21", "--json").json["tasks"] if t["title"] == "Call"
    )
    assert (task["area"], task["block"], task["planned_minutes"]) == ("engagement", "afternoon", 60)
    assert task["due"] == "2026-11-21T16:30:00+01:00"


def test_a_task_added_without_a_block_goes_where_the_day_is(shell: Shell) -> None:
    shell("add", "Now", at="12:30")
    shell("add", "Later", at="20:00")
    shell("add", "Another day on 2026-11-23")

    blocks = {task["title"]: task["block"] for task in shell("list", "--all", "--json").json["tasks"]}
    assert (blocks["Now"], blocks["Later"]) == ("noon", None)
    (other,) = (
        t
        for t in shell("list", "--date", "2026-11-23", "--json").json["tasks"]
        if t["title"] == "Another day"
    )
    assert other["block"] is None


def test_edit_changes_and_clears(shell: Shell) -> None:
    shell(
        "edit",
        "overnight",
        "--title",
        "Night sweep",
        "--area",
        "planning",
        "--minutes",
        "1h",
        "--due",
        "fri 10:00",
    )
    assert shell("edit", "Night", "sweep", "--due", "", "--milestone", "").out == "Changed: Night sweep\n"

    (task,) = (t for t in shell("list", "--json").json["tasks"] if t["title"] == "Night sweep")
    assert (task["area"], task["planned_minutes"], task["due"], task["milestone"]) == (
        "planning",
        60,
        None,
        None,
    )


def test_an_incident_goes_through_its_life(shell: Shell) -> None:
    said = shell(
        "incident", "open", "Wrong", "account", "--kind", "mistaken-post", "--channel", "X",
        "--reach", "1200", "--occurred", "8:55", "--link", "https://example.org/1",
    )  # fmt: skip
    assert said.out == (
        "Incident opened: Wrong account\n"
        "Made S2 high: an incident of the kind “mistaken or wrong-account post” is at least high\n"
    )
    assert "S2 high" in shell("incident", "list").out, "its kind has a floor"
    assert shell("incident", "severity", "wrong", "4", fails=1).err.startswith(
        "An incident of this kind is at least"
    )
    assert shell("incident", "severity", "1", "critical").out == "Wrong account is now S1 critical\n"
    assert shell("incident", "ack", at="09:05").out == "Acknowledged: Wrong account\n"
    assert shell("incident", "ack", fails=1).err == "Wrong account is acknowledged already\n"
    assert shell("incident", "start").out == "Started: Wrong account\n"
    shell("incident", "respond", "wrong account", at="09:10")
    shell("incident", "contain")
    assert shell("incident", "note", "wrong", "Deleted", "the post").out == "Noted: Wrong account\n"
    shell("incident", "edit", "--author", "intern", "--reach", "1500")
    assert shell("incident", "resolve", at="09:30").out == "Resolved: Wrong account\n"
    assert (
        shell("incident", "respond", "wrong", fails=1).err == "Wrong account is resolved; reopen it first\n"
    )
    assert "post-mortem 48 h left" in shell("incident", "list").out, "it is still owed that"
    assert shell("incident", "reopen", "wrong").out == "Open again: Wrong account\n"

    page = shell("incident", "show").out
    assert re.search("^Occurred +08:55$", page, re.MULTILINE)
    assert "Note: Deleted the post" in page
    shown = shell("incident", "show", "--json").json["incident"]
    assert (shown["severity"], shown["reach"], shown["spent_minutes"]) == (1, 1500, 25)
    assert [entry["do"] for entry in shown["timeline"]][:3] == [
        "incident.open",
        "incident.severity",
        "incident.acknowledge",
    ]
    (listed,) = shell("incident", "list", "--all", "--json").json["incidents"]
    assert (listed["number"], listed["next_step"]) == (1, "acknowledge")


def test_several_open_incidents_need_a_name(shell: Shell) -> None:
    shell("incident", "open", "One")
    shell("incident", "open", "Two")

    said = shell("incident", "ack", fails=1).err.splitlines()
    assert said[0].startswith("2 incidents are open; name the one you mean")
    assert "“jornada incident list”" in said[0]
    assert [line.split()[-1] for line in said[1:]] == ["One", "Two"]
    shell("incident", "start", "Two")
    assert shell("incident", "resolve").out == "Resolved: Two\n"
    shell("incident", "resolve", "One")
    assert shell("incident", "ack", fails=1).err.startswith(
        "No incident is open; “jornada incident list --all”"
    )


def test_workflows_are_listed_and_chosen(shell: Shell) -> None:
    names = [each["name"] for each in shell("workflow", "list", "--json").json["workflows"]]
    assert names == ["agency", "garcia", "once-areas"]

    assert shell("workflow", "use", "agency").out == "From now on: agency\n"
    used = [line for line in shell("workflow", "list").lines if line.startswith("●")]
    assert "Three brands" in used[0]
    assert "nothing wrong" in shell("workflow", "check", shell_file(shell, "garcia")).out


def shell_file(shell: Shell, name: str) -> str:
    workflows = shell("workflow", "list", "--json").json["workflows"]
    return next(each["file"] for each in workflows if each["name"] == name)


def test_locate_says_where_files_are(shell: Shell) -> None:
    shell("start", "overnight")
    places = shell("locate", "--json").json

    assert places["data"] == str(shell.paths.data)
    assert places["config"] == str(shell.paths.config_file)
    with open(places["today"], encoding="utf-8") as today:  # noqa: PTH123 - the path as it was printed
        assert "overnight-sweep" in today.read()
    assert str(shell.paths.themes) in shell("locate").out


def test_keys_are_those_that_are_set(shell: Shell) -> None:
    shell.paths.config.mkdir()
    shell.paths.config_file.write_text('[keys]\ntask.done = "Y"\n')

    keys = shell("keys").lines

    assert any(line.split()[0] == "Y" and "task.done" in line for line in keys)
    assert any(line.split()[:2] == ["?", "f1"] and "app.help" in line for line in keys)


def test_keys_are_those_of_the_preset(shell: Shell) -> None:
    shell.paths.config.mkdir()
    shell.paths.config_file.write_text('keymap = "vim"\n[keys]\ntask.done = "Y"\n')

    listed = shell("keys", "--json").json
    keys = {each["id"]: each["keys"] for each in listed["actions"]}
    assert listed["keymap"] == "vim"
    assert (keys["cursor.first"], keys["task.done"]) == (["g g", "home"], ["Y"])
    assert any(line.split()[:2] == ["gg", "home"] for line in shell("keys").lines)


def test_the_manual_is_printed_in_the_language(shell: Shell) -> None:
    assert ["adding", "Adding", "a", "task"] in [line.split()[:4] for line in shell("help").lines]
    english = shell("help", "adding").out
    shell.environment["JORNADA_LANG"] = "es"
    assert shell("help", "adding").out != english


def test_a_list_as_json_has_the_documented_names(shell: Shell) -> None:
    listed = shell("list", "--json").json

    assert listed.keys() == {"version", "date", "tasks", "unforeseen"}
    assert {"number", "id", "title", "status", "planned_minutes", "spent_minutes", "due"} <= listed["tasks"][
        0
    ].keys()
    assert json.dumps(listed, ensure_ascii=False)


def test_every_command_explains_itself(shell: Shell) -> None:
    _, _, sections = shell("--help").out.partition("The day:")
    names = re.findall(r"^  ([a-z]+)  ", sections, re.MULTILINE)

    assert {"now", "start", "incident", "workflow", "check"} <= set(names)
    for name in names:
        assert shell(name, "--help").out.startswith(f"Usage: jornada {name}")
