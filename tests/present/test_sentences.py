from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

import pytest
from hypothesis import given

from jornada.core import intents as do
from jornada.core.fold import fold
from jornada.core.incidents import KINDS, STEP_INTENTS, ClockKind
from jornada.core.moments import MomentError, MomentProblem
from jornada.core.plan import MilestoneStatus, Status
from jornada.core.reference import Ambiguous, Candidate, NoSuchNumber, NotFound
from jornada.core.refusals import Reason, Refused
from jornada.core.state import Entry, IncidentStatus, Notice, NoticeKind, State
from jornada.core.text import clean
from jornada.core.workflow import Goal
from jornada.present.not_found import unknown_incident_lines, unknown_task_lines
from jornada.present.sentences import (
    done_sentence,
    incident_status_title,
    is_note,
    kind_title,
    locked_line,
    milestone_status_title,
    moment_line,
    not_saved_line,
    notice_line,
    problem_advice,
    problem_line,
    refusal,
    severity_title,
    status_title,
    step_title,
    undone_sentence,
    vanished_line,
)
from jornada.present.timeline import entry_sentence
from jornada.present.titles import clock_title, raised_sentence
from jornada.present.words import LANGUAGES, Words, load_words
from jornada.store.reading import ProblemKind
from tests.strategies import intents, texts

MADRID = dt.timezone(dt.timedelta(hours=1))
TODAY = dt.date(2026, 11, 20)
NINE = dt.datetime(2026, 11, 20, 9, 0, tzinfo=MADRID)
NOTHING_TO_DO = frozenset(
    {
        Reason.ALREADY_OPEN,
        Reason.ALREADY_RUNS,
        Reason.ALREADY_THERE,
        Reason.ALREADY_ON_BREAK,
        Reason.ALREADY_STEPPED,
        Reason.MILESTONE_REACHED,
        Reason.NOT_ON_BREAK,
        Reason.NOTHING_TO_UNDO,
        Reason.NOTHING_TO_REDO,
        Reason.NOTHING_CHANGES,
        Reason.IDEA_USED,
        Reason.PROMISE_KEPT,
        Reason.POSTS_PAUSED,
        Reason.POSTS_NOT_PAUSED,
        Reason.POST_IS_SO,
    }
)
"""All is as a person wants it."""
HOSTILE = "a\x1b[31mb\x07\u202e[bold]{about}" + "x" * 10_000


def after(*happened: do.Intent) -> State:
    """The state when these happened, ten minutes apart, from nine o'clock."""
    return fold(records(happened))


def records(happened: Iterable[do.Intent]) -> list[do.Record]:
    return [
        do.Record(f"k7q2-{n}", NINE + dt.timedelta(minutes=10 * n), n, intent)
        for n, intent in enumerate(happened)
    ]


VIRAL = do.IncidentOpen(title="Viral", severity=3)
SWEEP = do.TaskAdd(title="Overnight sweep", date=TODAY)


def is_one_clean_line(said: str) -> bool:
    return bool(said) and said.strip() == clean(said) and len(said) < 700


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("about", ["Overnight sweep", HOSTILE], ids=["plain", "hostile"])
def test_every_refusal_is_said_in_one_line(words_en: Words, reason: Reason, about: str) -> None:
    refused = Refused(reason, about, allowed=("1", "2"), limit=99)

    said = refusal(words_en, refused)

    assert is_one_clean_line(said)
    assert "None" not in said


@pytest.mark.parametrize("reason", Reason)
def test_no_two_reasons_are_said_alike(words_en: Words, reason: Reason) -> None:
    others = {refusal(words_en, Refused(other, "x", ("1",), 9)) for other in Reason if other is not reason}

    assert refusal(words_en, Refused(reason, "x", ("1",), 9)) not in others


@pytest.mark.parametrize(
    ("refused", "said"),
    [
        (
            Refused(Reason.ALREADY_DONE, "Overnight sweep"),
            "Overnight sweep is done already; reopen it to go on with it",
        ),
        (
            Refused(Reason.NO_SUCH_BLOCK, "mornin", ("morning", "noon")),
            "There is no block “mornin”; did you mean “morning”?",
        ),
        (
            Refused(Reason.NO_SUCH_BLOCK, "xyz", ("morning", "noon")),
            "There is no block “xyz”; there are: morning, noon",
        ),
        (Refused(Reason.NO_SUCH_BRAND, "acme", ()), "There is no brand “acme”; there are none"),
        (Refused(Reason.ALREADY_STEPPED, "Leak", ("contain",)), "Leak is contained already"),
        (Refused(Reason.ALREADY_STEPPED, "Leak", ("dance",)), "Leak has taken that step already"),
        (Refused(Reason.INCIDENT_RESOLVED, ""), "the incident without a name is resolved; reopen it first"),
        (
            Refused(Reason.OVERLAPS, "Leak"),
            "That time is taken already: Leak; name a time that is free, or put that entry right first",
        ),
        (
            Refused(Reason.OVERLAPS, ""),
            "That time is taken already, by a break or by an incident without a name; "
            "name a time that is free, or "
            "put that entry right first",
        ),
        (
            Refused(Reason.BELOW_FLOOR, "leak", ("1",)),
            "An incident of this kind is at least S1 critical: personal-data leak; "
            "choose that, or a graver one",
        ),
        (Refused(Reason.BAD_MINUTES, "-3", limit=1440), "“-3” minutes will not do: 0 to 1440"),
        (
            Refused(Reason.NEEDS_POST_MORTEM, "Leak", ("failed", "cause")),
            "A critical or high incident needs a post-mortem; still to say: what did not, root cause",
        ),
        (
            Refused(Reason.BEFORE_DETECTED, "08:59", ("09:00",)),
            "08:59 is before it was detected or opened again: 09:00",
        ),
        (
            Refused(Reason.BEFORE_LAST_STEP, "09:10", ("2026-11-19 17:30",)),
            "09:10 is before the step that came last: 2026-11-19 17:30",
        ),
        (
            Refused(Reason.STEP_IS_TOLD, "notify"),
            "“Notify” is ticked by what the incident itself tells; "
            "take that step of the incident, and it is ticked",
        ),
        (
            Refused(Reason.NO_SUCH_KIND, "prss", ("complaint", "press")),
            "There is no kind of incident “prss”; did you mean “press”? There are: complaint, press",
        ),
        (Refused(Reason.ALREADY_STEPPED, "Leak", ("review",)), "Leak is reviewed already"),
    ],
)
def test_a_refusal_names_what_it_is_about(words_en: Words, refused: Refused, said: str) -> None:
    assert refusal(words_en, refused) == said


@pytest.mark.parametrize(
    ("happened", "said"),
    [
        ([SWEEP], "Added: Overnight sweep · Fri 20"),
        (
            [do.TaskAdd(title="Overnight sweep", date=TODAY, block="morning", minutes=45)],
            "Added: Overnight sweep · Fri 20 · morning · 45 min",
        ),
        ([SWEEP, do.TaskStart(task="k7q2-0")], "Started: Overnight sweep"),
        (
            [SWEEP, do.TaskStart(task="k7q2-0"), do.TaskStop(session="k7q2-1")],
            "Stopped: Overnight sweep, 10 min",
        ),
        ([SWEEP, do.TaskDone(task="k7q2-0")], "Done: Overnight sweep"),
        ([SWEEP, do.TaskDrop(task="k7q2-0")], "Dropped: Overnight sweep"),
        (
            [SWEEP, do.TaskMove(task="k7q2-0", date=dt.date(2026, 11, 23), block="noon")],
            "Moved: Overnight sweep · Mon 23 · noon",
        ),
        (
            [SWEEP, do.TaskAdd(title="Write", date=TODAY), do.TaskOrder(task="k7q2-1", before="k7q2-0")],
            "Moved: Write, before Overnight sweep",
        ),
        (
            [SWEEP, do.TaskAdd(title="Write", date=TODAY), do.TaskOrder(task="k7q2-1", after="k7q2-0")],
            "Moved: Write, after Overnight sweep",
        ),
        ([SWEEP, do.TaskMinutes(task="k7q2-0", minutes=90)], "Planned for Overnight sweep: 1 h 30 min"),
        ([SWEEP, do.TaskCount(task="k7q2-0", amount=3)], "Counted: Overnight sweep, 3"),
        (
            [
                do.TaskAdd(title="Talk", date=TODAY, goal=Goal(text="20 a day", target=20)),
                do.TaskCount(task="k7q2-0", amount=3),
            ],
            "Counted: Talk, 3 of 20",
        ),
        (
            [
                do.TaskAdd(title="Talk", date=TODAY, milestone="Sent", due="10:00"),
                do.TaskMilestone(task="k7q2-0"),
            ],
            "Milestone reached: Sent",
        ),
        ([do.BreakStart(), do.BreakStop(session="k7q2-0")], "The break is over: 10 min"),
        (
            [
                SWEEP,
                do.TimeLog(
                    task="k7q2-0", start=NINE - dt.timedelta(hours=2), end=NINE - dt.timedelta(minutes=95)
                ),
            ],
            "Logged: Overnight sweep, 25 min (07:00–07:25)",
        ),
        ([do.Interrupt()], "The incident's timer runs; name it when you can"),
        (
            [
                SWEEP,
                do.TaskStart(task="k7q2-0"),
                do.Interrupt(title="Viral", ends="k7q2-1", parks="k7q2-0"),
            ],
            "Incident: Viral; parked: Overnight sweep",
        ),
        (
            [
                SWEEP,
                do.TaskStart(task="k7q2-0"),
                do.Interrupt(ends="k7q2-1", parks="k7q2-0"),
                do.Resume(incident="k7q2-2", ends="k7q2-2"),
            ],
            "Back to: Overnight sweep",
        ),
        (
            [
                do.IncidentOpen(title="Viral", severity=3),
                do.IncidentSeverity(incident="k7q2-0", severity=1),
            ],
            "Viral is now S1 critical",
        ),
        (
            [SWEEP, do.Triage(moves=(do.TriageMove(task="k7q2-0", drop=True),))],
            "Decided: 1 task",
        ),
        ([VIRAL, do.IncidentUpdate(incident="k7q2-0")], "Update sent: Viral"),
        (
            [VIRAL, do.IncidentUpdate(incident="k7q2-0", next_update=NINE + dt.timedelta(days=3))],
            "Update sent: Viral; the next one before Mon 23 09:00",
        ),
        ([VIRAL, do.IncidentMonitor(incident="k7q2-0")], "Only watched from now on: Viral"),
        ([VIRAL, do.IncidentNotify(incident="k7q2-0", who="Ana")], "Notified: Ana, Viral"),
        ([VIRAL, do.IncidentPausePosts(incident="k7q2-0")], "Scheduled posts paused: Viral"),
        (
            [VIRAL, do.IncidentPausePosts(incident="k7q2-0", paused=False)],
            "The scheduled posts go out again: Viral",
        ),
        (
            [VIRAL, do.IncidentCheck(incident="k7q2-0", step="notify")],
            "Ticked: Notify: the supervisor, the contact at the client, Viral",
        ),
        (
            [VIRAL, do.IncidentCheck(incident="k7q2-0", step="approve", done=False)],
            "No longer ticked: Have it approved, Viral",
        ),
        (
            [VIRAL, do.TaskAdd(title="Call Ana", date=TODAY, incident="k7q2-0")],
            "Added: Call Ana · Fri 20; it follows up Viral",
        ),
        ([do.WorkflowUse(name="agency")], "From now on: agency"),
        ([do.Unknown(word="dance")], "Something this version does not know: dance"),
    ],
)
def test_what_was_done_is_said_with_its_title(words_en: Words, happened: list[do.Intent], said: str) -> None:
    assert done_sentence(words_en, happened[-1], after(*happened)) == said


def test_what_was_undone_is_named_with_what_stays(words_en: Words) -> None:
    done = do.TaskDone(task="k7q2-0")
    state = after(SWEEP, done, do.Undo(of="k7q2-1"))

    assert undone_sentence(words_en, done, 0, state) == "Undid: done Overnight sweep"
    assert undone_sentence(words_en, done, 1, state) == "Undid: done Overnight sweep; 1 later change kept"
    assert undone_sentence(words_en, done, 3, state) == "Undid: done Overnight sweep; 3 later changes kept"
    assert undone_sentence(words_en, done, 3, state, again=True) == "Done again: done Overnight sweep"


def test_what_is_gone_with_the_undo_keeps_its_name(words_en: Words) -> None:
    state = after(SWEEP, do.Undo(of="k7q2-0"))

    assert undone_sentence(words_en, SWEEP, 0, state) == "Undid: added Overnight sweep"


@given(intents(), texts())
def test_everything_a_person_can_do_is_said_in_one_clean_line(
    words_en: Words, intent: do.Intent, title: str
) -> None:
    # Something runs, so that a stop of no named session has nothing to do with it.
    state = after(do.TaskAdd(title=title, date=TODAY), do.TaskStart(task="k7q2-0"), intent)

    assert is_one_clean_line(done_sentence(words_en, intent, state))
    assert is_one_clean_line(undone_sentence(words_en, intent, 2, state))


def test_a_hostile_title_stays_short_and_inert(words_en: Words) -> None:
    add = do.TaskAdd(title=HOSTILE, date=TODAY)

    said = done_sentence(words_en, add, after(add))

    assert is_one_clean_line(said)
    assert "[bold]{about}" in said


def test_what_the_fold_noticed_is_said(words_en: Words) -> None:
    state = after(SWEEP, do.TaskStart(task="k7q2-0"))

    assert (
        notice_line(words_en, Notice(NoticeKind.TIMER_ENDED_BY_OTHER_DEVICE, "z9z9-1", "k7q2-1"), state)
        == "Another device started something else; the timer of Overnight sweep ended"
    )
    assert "Overnight sweep" in notice_line(
        words_en, Notice(NoticeKind.NO_LONGER_APPLIES, "k7q2-9", "k7q2-0"), state
    )
    assert "“dance”" in notice_line(words_en, Notice(NoticeKind.UNKNOWN_RECORD, "k7q2-9", "dance"), state)


def test_troubles_are_lines_with_their_number_and_place(words_en: Words) -> None:
    assert not_saved_line(words_en, 1, "") == "NOT SAVED: 1 record"
    assert not_saved_line(words_en, 1, "[Errno 28] No space left") == "NOT SAVED: 1 record, No space left"
    assert not_saved_line(words_en, 3, "disk full") == "NOT SAVED: 3 records, disk full"
    assert vanished_line(words_en, 1).startswith("1 record ")
    assert vanished_line(words_en, 2).startswith("2 records ")
    assert (
        problem_line(words_en, "bad_line", "2026-11-20.k7q2.toml", 3, "k7q2-1 = {\x1b")
        == "2026-11-20.k7q2.toml:3: the line is not a record: k7q2-1 = {"
    )
    assert problem_line(words_en, "of another version", "x.toml", None) == "x.toml: of another version"
    assert problem_advice(words_en, "of another version") == ""
    assert locked_line(words_en, "clock") != locked_line(words_en, "busy")


@pytest.mark.parametrize("kind", ProblemKind)
def test_every_problem_of_the_journal_is_said_with_what_to_do(words_en: Words, kind: ProblemKind) -> None:
    said = problem_line(words_en, kind.value, "x.toml", 1)

    assert said != f"x.toml:1: {kind.value}"
    assert problem_advice(words_en, kind.value)


def test_what_is_only_worth_knowing_is_told_from_what_is_wrong() -> None:
    assert is_note("ahead")
    assert not is_note("bad_line")


@pytest.mark.parametrize("problem", MomentProblem)
def test_what_is_no_moment_is_said_with_what_was_typed(words_en: Words, problem: MomentProblem) -> None:
    said = moment_line(words_en, MomentError(problem, HOSTILE))

    assert is_one_clean_line(said)
    assert "ab[bold]{about}xxx" in said.replace("[31m", "")


def test_what_is_not_found_is_said_with_what_is_near(words_en: Words) -> None:
    candidates = (Candidate("k7q2-1", "Noon sweep"), Candidate("k7q2-2", HOSTILE), Candidate("k7q2-3", ""))
    several = unknown_task_lines(words_en, Ambiguous("sweep", candidates))

    assert several[0] == "“sweep” could be several:"
    assert several[1] == "  k7q2-1  Noon sweep"
    assert several[3] == "  k7q2-3  the incident without a name"
    assert all(is_one_clean_line(line.strip()) for line in several)
    assert unknown_task_lines(words_en, NotFound("zzz")) == (
        "There is no task “zzz”; “jornada list” shows what there is",
    )
    assert unknown_incident_lines(words_en, NotFound("Lek", ("Leak",))) == (
        "There is no incident “Lek”; did you mean:",
        "  Leak",
    )
    assert "the last list ends with 3" in unknown_task_lines(words_en, NoSuchNumber(9, 3))[0]
    assert "nothing was listed yet" in unknown_task_lines(words_en, NoSuchNumber(9, 0))[0]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (Entry(NINE, "incident.update", "We look into it"), "Update sent: We look into it"),
        (
            Entry(NINE, "incident.update", "Soon more", (("next_update", "2026-11-20 12:00:00+01:00"),)),
            "Update sent: Soon more; next update Fri 20 12:00",
        ),
        (Entry(NINE, "incident.notify", "Ana"), "Notified: Ana"),
        (Entry(NINE, "incident.pause_posts"), "Scheduled posts paused"),
        (Entry(NINE, "incident.pause_posts", "-"), "The scheduled posts go out again"),
        (Entry(NINE, "incident.check", "", (("approve", ""),)), "Ticked: Have it approved"),
        (Entry(NINE, "incident.check", "", (("approve", "-"),)), "No longer ticked: Have it approved"),
        (Entry(NINE, "incident.check", "", (("dance", ""),)), "Ticked: dance"),
        (Entry(NINE, "incident.note", "-"), "Note: -"),
        (
            Entry(
                NINE,
                "incident.review",
                "",
                (("worked", "The text"), ("severity", "3"), ("measure", "A rota")),
            ),
            "Reviewed: what worked The text, severity S3 medium, measure A rota",
        ),
        (
            Entry(
                NINE, "incident.edit", "", (("occurred", "2026-11-19 17:30:00+01:00"), ("detected", "odd"))
            ),
            "Changed: occurred Thu 19 17:30, detected odd",
        ),
    ],
)
def test_the_lines_of_a_timeline(words_en: Words, entry: Entry, said: str) -> None:
    assert entry_sentence(words_en, entry) == said


@pytest.mark.parametrize(
    ("kind", "before", "after", "said"),
    [
        ("press", 4, 2, "Made S2 high: an incident of the kind “press inquiry” is at least high"),
        (
            "leak",
            None,
            1,
            "Made S1 critical: an incident of the kind “personal-data leak” is at least critical",
        ),
        ("press", 2, 2, ""),
        ("press", 3, 1, ""),
        ("complaint", None, 3, ""),
        ("of-another-version", None, 1, ""),
    ],
)
def test_why_a_severity_was_raised(
    words_en: Words, kind: str, before: int | None, after: int, said: str
) -> None:
    assert raised_sentence(words_en, kind, before, after) == said


def test_every_name_is_there_and_its_own(words_en: Words) -> None:
    kinds = {kind_title(words_en, kind) for kind in KINDS}

    assert len(kinds) == len(KINDS)
    assert kind_title(words_en, "of-another-version") == "of-another-version"
    assert severity_title(words_en, 2) == "S2 high"
    assert severity_title(words_en, None) == "not classified"
    assert severity_title(words_en, 7) == "S7"
    assert len({status_title(words_en, status) for status in Status}) == len(Status)
    assert len({incident_status_title(words_en, status) for status in IncidentStatus}) == len(IncidentStatus)
    assert len({milestone_status_title(words_en, status) for status in MilestoneStatus}) == len(
        MilestoneStatus
    )
    assert len({step_title(words_en, step) for step in STEP_INTENTS}) == len(STEP_INTENTS)
    assert len({clock_title(words_en, clock) for clock in ClockKind}) == len(ClockKind)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", [each for each in Reason if each not in NOTHING_TO_DO])
def test_a_refusal_says_what_to_do(reason: Reason, language: str) -> None:
    """After what happened and where comes, behind a sign, what would be right or what to do."""
    said = refusal(load_words(language), Refused(reason, "5", limit=9, allowed=("1",)))
    _, *to_do = re.split(r"[;:?,] ", said)
    assert [each for each in to_do if each.strip("“”«»") not in {"", "5"}], said
