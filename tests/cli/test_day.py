"""A whole day through the command line."""

from __future__ import annotations

from tests.cli.conftest import Shell

DAY = "2026-11-20"


def test_a_day_is_worked_through_and_found_as_it_was(shell: Shell) -> None:
    assert shell("now").out == "Morning 3 h left · next: Overnight sweep of mentions\n"
    assert not shell.paths.journal.exists(), "looking writes nothing"

    assert shell("start", "overnight").out == "Started: Overnight sweep of mentions\n"
    assert shell("done", at="09:40").out == "Done: Overnight sweep of mentions\n"
    shell("start", "publish and", at="09:45")
    added = shell("add", "Call the printer @updating 20m !morning due 11:30", at="09:50")
    assert added.out == "Added: Call the printer · Fri 20 · Morning · 20 min\n"
    shell("interrupt", at="10:00")
    shell(
        "incident", "edit", "--title", "Viral comment", "--kind", "complaint", "--severity", "2", at="10:05"
    )
    line = shell("now", at="10:06").out
    assert line.startswith("▶ ⚠ Viral comment 6 min · ‖ Publish and answer comments")
    assert line.endswith("⚠ CRISIS S2 24 min left\n")
    assert shell("incident", "respond", at="10:12").out == "First response sent: Viral comment\n"
    shell("incident", "resolve", at="10:20")
    assert shell("resume").out == "Back to: Publish and answer comments\n"
    shell("count", "publish and", "12", at="10:30")
    shell("count", "publish and", "-2")
    shell("note", "publish and", "Two about opening hours")
    shell("stop", "--at", "10:40", at="10:50")
    shell("move", "blog", "--block", "afternoon", at="11:00")
    shell("drop", "Adapt each piece", "--reason", "nothing new")
    shell("minutes", "printer", "25")
    shell("order", "printer", "--before", "publish and")
    shell("log", "Check mentions at noon", "--at", "9:40", "4m", at="12:20")
    shell("break", at="14:00")
    shell("break", at="14:30")
    shell("undo", at="14:31")
    shell("redo")

    day = shell("day", "--json", at="15:00").json

    assert (day["version"], day["date"], day["workflow"], day["planned"]) == (1, DAY, "garcia", True)
    assert day["moment"] == {
        "kind": "in block",
        "block": "afternoon",
        "until": "2026-11-20T18:00:00+01:00",
    }
    assert day["running"] is None
    tasks = {task["title"]: task for task in day["tasks"]}
    sweep = tasks["Overnight sweep of mentions"]
    assert (sweep["status"], sweep["spent_minutes"], sweep["milestone_status"]) == ("done", 40, "on_time")
    comments = tasks["Publish and answer comments"]
    assert (comments["status"], comments["spent_minutes"], comments["count"]) == ("paused", 35, 10)
    assert [note["text"] for note in comments["notes"]] == ["Two about opening hours"]
    printer = tasks["Call the printer"]
    assert (printer["planned_minutes"], printer["area"], printer["due"]) == (
        25,
        "updating",
        "2026-11-20T11:30:00+01:00",
    )
    assert list(tasks).index("Call the printer") + 1 == list(tasks).index("Publish and answer comments")
    assert (tasks["Write for the blog"]["block"], tasks["Adapt each piece per network"]["status"]) == (
        "afternoon",
        "dropped",
    )
    assert tasks["Adapt each piece per network"]["reason"] == "nothing new"
    assert tasks["Check mentions at noon"]["spent_minutes"] == 4
    (viral,) = day["incidents"]
    assert (viral["title"], viral["severity"], viral["status"], viral["spent_minutes"]) == (
        "Viral comment",
        2,
        "resolved",
        20,
    )
    assert viral["interrupted"] == comments["id"]
    assert [block["key"] for block in day["blocks"]] == ["morning", "noon", "afternoon"]


def test_what_is_moved_to_another_day_is_found_there(shell: Shell) -> None:
    shell("move", "research", "--date", "mon")

    titles = [task["title"] for task in shell("list", "--date", "2026-11-23", "--json").json["tasks"]]
    assert titles.count("Research sector and competitors") == 2
    assert "Research" not in shell("list").out

    # On Monday the one that was moved stands beside Monday's own.
    shell("list", date="2026-11-23")
    assert "could be several" in shell("start", "research", fails=1).err


def test_a_task_of_a_day_that_nobody_has_worked_on_is_named_by_its_number(shell: Shell) -> None:
    listed = shell("day", "tomorrow", date="2026-11-22")
    number = next(line.split()[0] for line in listed.lines if "Research" in line)

    assert shell("minutes", number, "1h").out == "Planned for Research sector and competitors: 1 h\n"
    tasks = shell("day", "2026-11-23", "--json").json["tasks"]
    assert [t["planned_minutes"] for t in tasks if t["title"].startswith("Research")] == [60]


def test_undo_says_what_was_undone_and_what_stays(shell: Shell) -> None:
    shell("add", "Call the printer")
    shell("done", "printer", at="09:10")
    shell("note", "printer", "they were closed")

    assert shell("undo").out == "Undid: noted on Call the printer\n"
    assert shell("undo").out == "Undid: done Call the printer\n"
    assert shell("redo").out == "Done again: done Call the printer\n"
    assert shell("redo").out == "Done again: noted on Call the printer\n"
    assert shell("redo", fails=1).err == "Nothing to do again\n"


def test_a_timer_that_ran_over_night_says_how_to_take_that_time_out(shell: Shell) -> None:
    shell("start", "conversations", at="17:10")
    shell("note", "conversations", "going well", at="17:40")

    stopped = shell("stop", date="2026-11-23", at="09:00")
    assert stopped.out == "Stopped: Conversations and thanks, 63 h 50 min\n"
    assert "the last sign of you was at Fri 20 17:40" in stopped.err
    assert "jornada undo && jornada stop --at '2026-11-20 17:40'" in stopped.err

    shell("undo")
    assert shell("stop", "--at", "2026-11-20 17:40").out == "Stopped: Conversations and thanks, 30 min\n"


def test_time_logged_over_midnight_and_on_an_incident(shell: Shell) -> None:
    shell("start", "overnight")
    shell("stop", at="09:01")
    shell("incident", "open", "Outage", "--severity", "low", date="2026-11-21", at="00:40")

    said = shell("log", "--incident", "Outage", "--from", "23:30", "--to", "00:15", "--date", "yesterday")
    assert said.out == "Logged: Outage, 45 min (23:30–00:15)\n"
    # The other way round it is a slip of the finger and not a night's work.
    slip = shell("log", "--incident", "Outage", "--from", "12:00", "--to", "11:00", "--date", "ayer", fails=1)
    assert slip.err == "The end, 11:00, is not after the start: name a later one\n"


def test_lists_take_a_brand_an_area_and_what_is_closed(shell: Shell) -> None:
    shell("workflow", "use", "agency")
    everything = shell("list", "--json").json["tasks"]
    brand = next(task["brand"] for task in everything if task["brand"])
    area = everything[0]["area"]

    assert {task["brand"] for task in shell("list", "--brand", brand, "--json").json["tasks"]} == {brand}
    assert {task["area"] for task in shell("list", "--area", area, "--json").json["tasks"]} == {area}
    shell("done", everything[0]["id"])
    assert everything[0]["id"] not in {t["id"] for t in shell("list", "--json").json["tasks"]}
    assert everything[0]["id"] in {t["id"] for t in shell("list", "--all", "--json").json["tasks"]}


def test_numbers_are_those_of_the_list_that_was_shown(shell: Shell) -> None:
    shell("list", "--area", "blogging")
    assert shell("start", "1").out == "Started: Write for the blog\n"
    assert shell("start", "2", fails=1).err == "There is no number 2: the last list ends with 1\n"
    shell("list")
    assert shell("switch", "1").out == "Started: Overnight sweep of mentions\n"
