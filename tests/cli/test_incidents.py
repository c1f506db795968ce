"""`jornada incident`: steps told late, updates, checklists, statements, reviews, what is owed."""

from __future__ import annotations

import pytest

from jornada import resources
from tests.cli.conftest import Shell


@pytest.fixture
def viral(shell: Shell) -> Shell:
    """A shell in which a high incident was opened at nine."""
    shell("incident", "open", "Viral comment", "--kind", "complaint", "--severity", "2", at="09:00")
    return shell


def clocks(shell: Shell) -> list[tuple[str, int]]:
    (shown,) = shell("incident", "list", "--json").json["incidents"]
    return [(each["clock"], each["minutes_left"]) for each in shown["clocks"]]


# Steps told late


def test_a_step_is_told_late(viral: Shell) -> None:
    viral("incident", "ack", "--at", "9:05", at="10:00")
    viral("incident", "respond", "viral", "--at", "09:12")
    viral("incident", "contain", "--at", "9:40")
    viral("incident", "resolve", "--at", "9:50")

    shown = viral("incident", "show", "viral", "--json").json["incident"]
    steps = [shown[step][11:16] for step in ("acknowledged", "responded", "contained", "resolved")]
    assert steps == ["09:05", "09:12", "09:40", "09:50"]


def test_a_time_of_yesterday_is_meant_where_only_that_is_after_the_detection(shell: Shell) -> None:
    shell("incident", "open", "Night", "--severity", "3", at="23:30")
    shell("incident", "ack", "--at", "23:50", at="00:10", date="2026-11-21")

    shown = shell("incident", "show", "--json").json["incident"]
    assert shown["acknowledged"].startswith("2026-11-20T23:50")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["resolve", "--at", "8:59"], 1, "08:59 is before it was detected or opened again: 09:00"),
        (["resolve", "--at", "9:10"], 1, "09:10 is before the step that came last: 09:20"),
        (["contain", "--at", "10:30"], 1, "10:30 is still to come"),
        (["contain", "--at", "soon"], 2, "“soon” is no time of the day"),
        (["open", "x", "--occurred", "10:30"], 1, "10:30 is still to come"),
        (["open", "x", "--occurred", "tomorrow 9:00"], 1, "2026-11-21 09:00 is still to come"),
        (["open", "x", "--severity", "\t5\n"], 2, "There is no severity “5”: 1 is critical"),
        (["open", "x", "--kind", "dragon"], 1, "There is no kind of incident “dragon”; there are: complaint"),
        (
            ["open", "x", "--kind", "complant"],
            1,
            "“complant”; did you mean “complaint”? There are: complaint, negative",
        ),
        (["update", "viral", "--next", "9:30"], 1, "09:30 is past"),
        (["respond", "viral"], 1, "Viral comment has its first response already"),
        (["show", "virul"], 1, "There is no incident “virul”; did you mean:"),
        (["review"], 1, "No incident waits for its post-mortem"),
        (["review", "viral"], 1, "Viral comment is still open; resolve it first"),
        (["notify", "viral", " "], 1, "To whom? A name is needed"),
        (["check", "viral", "dance"], 1, "There is no step “dance” in its checklist; there are: pause-posts"),
        (["check", "viral", "classify"], 1, "“Classify: kind and severity” is ticked by what the incident"),
        (["check", "viral", "9"], 0, ""),
        (["check", "viral", "10"], 1, "There is no step “10”"),
        (["pause-posts", "--resume"], 1, "No scheduled posts are paused: Viral comment"),
    ],
)
def test_what_is_wrong_is_said(viral: Shell, words: list[str], code: int, said: str) -> None:
    viral("incident", "respond", at="09:20")

    assert said in viral("incident", *words, at="10:00", fails=code).err


def test_an_id_that_is_not_there_names_the_nearest(viral: Shell) -> None:
    key = viral("incident", "show", "--json").json["incident"]["id"]
    wrong = f"{key[:5]}zz"

    said = viral("incident", "show", wrong, fails=1).err

    assert said == f"There is no incident “{wrong}”; did you mean:\n  Viral comment\n"


# What is owed


def test_the_clocks_of_a_life(viral: Shell) -> None:
    assert clocks(viral) == [("first_response", 30)]
    viral("incident", "respond", at="09:20")
    assert clocks(viral) == [("next_update", 120)]
    said = viral("incident", "update", "viral", "We are", "checking", "--next", "10:30", at="09:30").out
    assert said == "Update sent: Viral comment; the next one before Fri 20 10:30\n"
    assert clocks(viral) == [("next_update", 60)]
    assert "update 1 h left" in viral("now").out
    viral("incident", "update", "viral", at="10:00")
    assert clocks(viral) == [("next_update", 120)]
    viral("incident", "resolve", at="10:10")
    assert clocks(viral) == [("post_mortem", 48 * 60)]
    now = viral("now", "--json").json
    assert (now["open_incidents"], now["deadline"]["clock"]) == (0, "post_mortem")
    assert "S2 Viral comment post-mortem 48 h left" in viral("now").out
    assert viral("now", "--format", "{due_for}").out == "post-mortem\n"


def test_one_that_is_only_watched_is_owed_nothing(viral: Shell) -> None:
    assert viral("incident", "monitor").out == "Only watched from now on: Viral comment\n"
    assert clocks(viral) == []
    viral("incident", "severity", "viral", "1")
    assert clocks(viral) == [("first_response", 15)]


def test_the_72_hours_of_a_leak_end_with_their_step(shell: Shell) -> None:
    said = shell("incident", "open", "Mailing list sent to all", "--kind", "leak", at="09:00")
    assert said.out.splitlines()[1].startswith("Made S1 critical: ")
    assert said.err.startswith("Keep personal data out of this record")
    assert clocks(shell) == [("first_response", 15), ("authority_notice", 72 * 60)]
    shell("incident", "check", "mailing", "authority")
    assert clocks(shell) == [("first_response", 15)]
    shell("incident", "check", "mailing", "authority-notice", "--undo")
    assert len(clocks(shell)) == 2


# The checklist, the statement, the posts


def test_the_checklist_ticks_itself_by_what_is_done(viral: Shell) -> None:
    assert viral("incident", "check").lines[0] == "Viral comment: 1 of 9 steps done"
    viral("incident", "pause-posts", at="09:02")
    viral("incident", "notify", "viral", "Ana", "of PR")
    viral("incident", "statement", "viral", "--set", "More by [time]", "--approved-by", "Ana")
    lines = viral("incident", "check", "viral").lines
    assert lines[0] == "Viral comment: 5 of 9 steps done"
    assert lines[2] == "1  ✓  Pause scheduled posts first        pause-posts"
    assert lines[5] == "4  ✓  Notify: the director, PR           notify"

    (first, *_) = viral("incident", "check", "--json").json["checklist"]
    assert first == {
        "step": "pause-posts",
        "title": "Pause scheduled posts first",
        "done": True,
        "told": True,
    }


def test_posts_that_are_still_paused_are_not_forgotten(viral: Shell) -> None:
    viral("incident", "pause-posts")
    said = viral("incident", "resolve", at="09:30")
    command = said.err.removeprefix("Its scheduled posts are still paused: jornada ").split()

    assert viral(*command).out == "The scheduled posts go out again: Viral comment\n"


def test_the_statement_is_printed_alone(viral: Shell) -> None:
    assert viral("incident", "statement", at="09:10").out == (
        "We know about viral comment. We are checking it and will update here by 11:10.\n"
    )
    assert viral("incident", "statement", "--lang", "es").out.startswith("Sabemos lo de viral comment.")
    viral("incident", "statement", "--set", "Sorry. More by [time].", "--until", "10:00")
    assert viral("incident", "statement").out == "Sorry. More by 10:00.\n"
    # Publishing it keeps what it promised.
    viral("incident", "respond")
    assert clocks(viral) == [("next_update", 50)]


def test_another_text_is_not_approved(viral: Shell) -> None:
    viral("incident", "statement", "--set", "One", "--approved-by", "Ana")
    viral("incident", "statement", "--set", "Two")

    assert viral("incident", "show", "--json").json["incident"]["approved_by"] is None


def test_what_a_statement_cannot_know_is_said(shell: Shell) -> None:
    shell("interrupt", at="09:00")

    said = shell("incident", "statement")

    assert said.out == "We know about [issue]. We are checking it and will update here by [time].\n"
    assert "--until" in said.err


# Afterwards


def test_looking_back_closes_it(viral: Shell) -> None:
    viral("incident", "resolve", at="10:00")
    said = viral("incident", "review", "--worked", "The text", fails=1).err
    assert said == (
        "A critical or high incident needs a post-mortem; still to say: what did not, root cause\n"
    )
    review = ["--worked", "The text", "--failed", "The rota", "--cause", "Nobody there"]
    assert viral("incident", "review", *review, "--measure", "a; b; someday", fails=2).err.startswith(
        "“someday” is no day"
    )
    viral(
        "incident", "review", *review, "--severity", "3", "--measure", "A rota; Ana; +3", "--measure", "Rest"
    )
    assert viral("incident", "list").out == "No incidents\n"

    shown = viral("incident", "show", "viral", "--json").json["incident"]
    assert (shown["status"], shown["clocks"]) == ("reviewed", [])
    assert shown["post_mortem"]["measures"] == [
        {"text": "A rota", "owner": "Ana", "due": "2026-11-23"},
        {"text": "Rest", "owner": None, "due": None},
    ]
    page = viral("incident", "show", "viral", "--md").out
    assert page.startswith("# Post-mortem: Viral comment\n")
    assert "- Real severity: S3 medium\n" in page
    assert "| A rota | Ana | 2026-11-23 |" in page


def test_a_task_follows_an_incident_up(viral: Shell) -> None:
    said = viral("add", "Call", "Ana", "10m", "!morning", "--incident", "viral").out
    assert said == "Added: Call Ana · Fri 20 · Morning · 10 min; it follows up Viral comment\n"
    assert "○ Call Ana, Fri 20" in viral("incident", "show").out
    viral("done", "call ana")
    assert "✓ Call Ana, Fri 20" in viral("incident", "show").out
    assert len(viral("incident", "show", "--json").json["incident"]["follow_ups"]) == 1
    assert viral("add", "x", "--incident", "zzz", fails=1).err == (
        "There is no incident “zzz”; “jornada incident list” shows what there is\n"
    )


def test_reopened_it_is_answered_anew(viral: Shell) -> None:
    viral("incident", "respond", at="09:10")
    viral("incident", "resolve", at="09:30")
    viral("incident", "reopen", "viral", "--at", "10:00", at="10:05")
    assert clocks(viral) == [("first_response", 25)]
    viral("incident", "respond", at="10:10")
    shown = viral("incident", "show", "--json").json["incident"]
    assert (shown["responded"][11:16], shown["answered"][11:16]) == ("09:10", "10:10")


def test_personal_data_is_warned_of_and_kept(shell: Shell) -> None:
    said = shell("incident", "open", "Angry", "--author", "ana@mail.example.org")
    assert said.err == (
        "Keep personal data out of this record: a link and a few words do. "
        "This looks like an e-mail address\n"
    )
    assert shell("incident", "note", "angry", "her phone: 612 345 678").err.endswith("a telephone number\n")
    assert shell("incident", "note", "angry", "seen by 12000 people").err == ""


# Targets of the workflow


def test_the_workflow_changes_the_targets_by_brand(shell: Shell) -> None:
    shell.paths.workflows.mkdir(parents=True)
    targets = """
[[target]]
severity = 2
first_response = 20

[[target]]
severity = 2
brand = "acme"
first_response = 10
"""
    file = shell.paths.workflows / "agency.toml"
    file.write_text(resources.text("workflows", "agency.en.toml") + targets)
    assert shell("workflow", "check", str(file)).code == 0
    shell("workflow", "use", "agency")
    shell("incident", "open", "Viral", "--severity", "2", "--brand", "acme", at="09:00")
    assert clocks(shell) == [("first_response", 10)]
    shell("incident", "edit", "--brand", "brisa")
    assert clocks(shell) == [("first_response", 20)]

    file.write_text(file.read_text() + '\n[[target]]\nseverity = 2\nclock = "moon"\n')
    said = shell("workflow", "check", str(file), fails=65).err
    assert "target 3 › clock: “moon” is not possible here" in said
    assert "target 3 › severity: “2” is there already" in said
