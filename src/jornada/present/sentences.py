"""What is refused and what is wrong, in words; the names and what was done are given on from here.

Everything is one line, cleaned and cut short: titles and values are a person's data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jornada.core.moments import MomentError, MomentProblem
from jornada.core.pattern import pattern
from jornada.core.refusals import Reason, Refused
from jornada.core.state import Notice, NoticeKind, State
from jornada.present.checklist_words import check_title
from jornada.present.deeds import done_sentence, undone_sentence
from jornada.present.system_words import system_words
from jornada.present.titles import (
    incident_status_title,
    kind_title,
    learnt_title,
    milestone_status_title,
    named,
    post_state_title,
    severity_title,
    shorten,
    status_title,
    step_title,
)
from jornada.present.words import N_, Words

__all__ = [
    "clean_place",
    "done_sentence",
    "incident_status_title",
    "is_note",
    "kind_title",
    "locked_line",
    "milestone_status_title",
    "moment_line",
    "named",
    "not_saved_line",
    "notice_line",
    "problem_advice",
    "problem_line",
    "refusal",
    "severity_title",
    "shorten",
    "status_title",
    "step_title",
    "undone_sentence",
    "vanished_line",
]

_THERE_ARE = {
    Reason.NO_SUCH_BLOCK: N_("There is no block “{about}”"),
    Reason.NO_SUCH_AREA: N_("There is no area “{about}”"),
    Reason.NO_SUCH_BRAND: N_("There is no brand “{about}”"),
    Reason.NO_SUCH_ROLE: N_("There is no role “{about}”"),
    Reason.NO_SUCH_OBJECTIVE: N_("There is no objective “{about}”"),
    Reason.NO_SUCH_WORKFLOW: N_("There is no workflow “{about}”"),
    Reason.NO_SUCH_KIND: N_("There is no kind of incident “{about}”"),
    Reason.NO_SUCH_SEVERITY: N_("There is no severity “{about}”"),
    Reason.NO_SUCH_STEP: N_("There is no step “{about}” in its checklist"),
    Reason.NO_SUCH_POST_STATE: N_("There is no state of a post “{about}”"),
    Reason.NO_SUCH_KPI: N_("There is no measure “{about}”"),
    Reason.WHOSE_WEEK: N_("Of which brand?"),
}
"""These name what there is instead."""

_REFUSALS: Mapping[Reason, str] = {
    **_THERE_ARE,
    Reason.NO_SUCH_TASK: N_("There is no task “{about}”"),
    Reason.NO_SUCH_INCIDENT: N_("There is no incident “{about}”"),
    Reason.NO_SUCH_IDEA: N_("There is no idea “{about}”"),
    Reason.NO_SUCH_PROMISE: N_("There is no promise “{about}”"),
    Reason.NO_SUCH_SESSION: N_("There is no time entry “{about}”, or it does not run"),
    Reason.ALREADY_DONE: N_("{title} is done already"),
    Reason.ALREADY_DROPPED: N_("{title} was dropped; reopen it first"),
    Reason.ALREADY_OPEN: N_("{title} is open already"),
    Reason.ALREADY_RUNS: N_("{title} runs already"),
    Reason.ALREADY_THERE: N_("{title} is there already"),
    Reason.ALREADY_ON_BREAK: N_("The break runs already"),
    Reason.ALREADY_STEPPED: N_("{title} has taken that step already"),
    Reason.MILESTONE_REACHED: N_("The milestone is reached already: {title}"),
    Reason.NOTHING_RUNS: N_("Nothing runs"),
    Reason.NOT_ON_BREAK: N_("There is no break to end"),
    Reason.NOTHING_PARKED: N_("Nothing waits to be resumed"),
    Reason.NOTHING_TO_UNDO: N_("Nothing to undo"),
    Reason.NOTHING_TO_REDO: N_("Nothing to do again"),
    Reason.NOTHING_CHANGES: N_("Nothing changes"),
    Reason.NO_MILESTONE: N_("{title} has no milestone: give it one, or a due time, first"),
    Reason.INCIDENT_RESOLVED: N_("{title} is resolved; reopen it first"),
    Reason.EMPTY_TITLE: N_("A title is needed"),
    Reason.EMPTY_TEXT: N_("A text is needed"),
    Reason.TITLE_TOO_LONG: N_("Too long: a line may have {limit} characters; the rest can be a note"),
    Reason.TEXT_TOO_LONG: N_("Too long: a text may have {limit} characters; write several notes"),
    Reason.BAD_MINUTES: N_("“{about}” minutes will not do: 0 to {limit}"),
    Reason.BAD_RANK: N_("Rank “{about}” will not do: 1 to {limit}, 1 comes first"),
    Reason.BAD_COUNT: N_("“{about}” will not do: the count is {limit}, and stays between 0 and a million"),
    Reason.BAD_REACH: N_("A reach of “{about}” will not do: a whole number, 0 or more"),
    Reason.BAD_DUE: N_("“{about}” is no due time: write 10:30, or thu 14:00"),
    Reason.BELOW_FLOOR: N_("An incident of this kind is at least {severity}: {kind}"),
    Reason.PAST_DAY: N_("{about} is past: name today or a day to come"),
    Reason.FAR_DAY: N_("{about} is too far away: five years from today are the most"),
    Reason.END_BEFORE_START: N_("The end, {about}, is not after the start: name a later one"),
    Reason.IN_THE_FUTURE: N_("{about} is still to come: name a time that is past"),
    Reason.OVERLAPS: N_("That time is taken already: {title}"),
    Reason.DETECTED_BEFORE_OCCURRED: N_("It cannot be detected before it occurred"),
    Reason.IDEA_USED: N_("The idea is a task already: {title}"),
    Reason.IDEA_DROPPED: N_("The idea was dropped; undo brings it back: {title}"),
    Reason.EMPTY_WHO: N_("To whom? A name is needed"),
    Reason.PAST_TIME: N_("{about} is past; for another day write tomorrow 10:00, or fri 10:00"),
    Reason.PLAN_CHANGED: N_("The workflow {about} has changed again: look at what it says now"),
    Reason.DAY_NOT_BEGUN: N_("Nobody has worked on {about}: there is nothing to close"),
    Reason.TOO_MANY_FIRST: N_("At most {limit} things come first: of more, none does"),
    Reason.PROMISE_KEPT: N_("The promise to {title} is kept already"),
    Reason.BEFORE_DETECTED: N_("{about} is before it was detected or opened again: {allowed}"),
    Reason.BEFORE_LAST_STEP: N_("{about} is before the step that came last: {allowed}"),
    Reason.NOT_RESOLVED: N_("{title} is still open; resolve it first"),
    Reason.NEEDS_POST_MORTEM: N_("A critical or high incident needs a post-mortem; still to say: {missing}"),
    Reason.POSTS_PAUSED: N_("The scheduled posts are paused already: {title}"),
    Reason.POSTS_NOT_PAUSED: N_("No scheduled posts are paused: {title}"),
    Reason.NOT_WITHIN: N_("{about} is not within that session"),
    Reason.NOT_THE_SAME: N_("Only sessions of one task or incident can be joined"),
    Reason.STEP_IS_TOLD: N_("“{step}” is ticked by what the incident itself tells"),
    Reason.NO_SUCH_POST: N_("There is no post “{about}”"),
    Reason.POST_IS_SO: N_("{title} is {state} already"),
    Reason.BAD_KPI: N_("“{about}” will not do for {allowed}: a number, of a count a whole one, 0 or more"),
    Reason.COMING_WEEK: N_("The week of {about} has not begun"),
}

_STEPPED = {
    "acknowledge": N_("{title} is acknowledged already"),
    "respond": N_("{title} has its first response already"),
    "contain": N_("{title} is contained already"),
    "monitor": N_("{title} is only watched already"),
    "review": N_("{title} is reviewed already"),
}

_CORRECT = N_("It is passed over: correct it or delete it")
_REPLACE = N_("It is not read: put a regular file in its place")

_PROBLEMS: Mapping[str, tuple[str, str]] = {
    "bad_line": (N_("the line is not a record"), _CORRECT),
    "too_long": (N_("the line is too long"), _CORRECT),
    "conflict_marker": (
        N_("a merge left its mark"),
        N_("Delete the marks of the merge and keep the lines between them"),
    ),
    "sync_conflict_file": (
        N_("the sync left a second copy of a file"),
        N_("Its lines count: put them into the first file, then delete the copy"),
    ),
    "same_id_other_content": (
        N_("two records that differ have one id"),
        N_("Decide which one holds and delete the other"),
    ),
    "not_a_file": (N_("this is not a regular file"), _REPLACE),
    "unreadable": (N_("it cannot be read"), N_("Look at its owner and its permissions")),
    "too_big": (
        N_("the file is too big"),
        N_("It is not read: move some of its lines into a second part, a name that ends in .2.toml"),
    ),
    "vanished": (
        N_("a record that was saved is gone"),
        N_("“jornada check --restore” writes it again; if it is meant to be gone, “jornada check --accept”"),
    ),
    "ahead": (
        N_("a record is ahead of the clock"),
        N_("Look at the clock of this machine and of the one that wrote it"),
    ),
    "newer": (N_("a newer version wrote this"), N_("It is kept; install that version to see it")),
    "edited": (N_("a record was changed by hand"), N_("What stands there now holds")),
}
"""By the kind of the problem: what is so, and what to do."""

_NOTES = frozenset({"ahead", "newer", "edited"})

_ERROR_NUMBER = pattern(r"^\[Errno \d+\] ")

_MOMENTS: Mapping[MomentProblem, str] = {
    MomentProblem.NO_TIME: N_("“{value}” is no time of the day: write 9:10"),
    MomentProblem.NO_LENGTH: N_("“{value}” is no length of time: write 25m, or 1h30"),
    MomentProblem.NO_DAY: N_("“{value}” is no day: write 2026-11-20, tomorrow, fri, or +3"),
    MomentProblem.NO_DUE: N_("“{value}” is no due time: write 10:30, or thu 14:00"),
    MomentProblem.TOO_LONG: N_("“{value}” is more than a day"),
    MomentProblem.TOO_FAR: N_("“{value}” is too far away"),
}


_ADVICE: Mapping[Reason, str] = {
    Reason.NO_SUCH_TASK: N_("“jornada list” names those of a day"),
    Reason.NO_SUCH_INCIDENT: N_("“jornada incident list” names them"),
    Reason.NO_SUCH_IDEA: N_("“jornada idea list” names them"),
    Reason.NO_SUCH_PROMISE: N_("“jornada promise list” names them"),
    Reason.NO_SUCH_SESSION: N_("“jornada session list” names those of a day"),
    Reason.NO_SUCH_POST: N_("“jornada post list” names them"),
    Reason.NOTHING_RUNS: N_("start a task first"),
    Reason.NOTHING_PARKED: N_("start what you want to go on with"),
    Reason.ALREADY_DONE: N_("reopen it to go on with it"),
    Reason.EMPTY_TITLE: N_("type a few words"),
    Reason.EMPTY_TEXT: N_("type what is to be kept"),
    Reason.BELOW_FLOOR: N_("choose that, or a graver one"),
    Reason.OVERLAPS: N_("name a time that is free, or put that entry right first"),
    Reason.DETECTED_BEFORE_OCCURRED: N_("put one of the two times right"),
    Reason.TOO_MANY_FIRST: N_("leave some of them out"),
    Reason.NOT_WITHIN: N_("name a time between its start and its end"),
    Reason.NOT_THE_SAME: N_("mark entries of the same one"),
    Reason.STEP_IS_TOLD: N_("take that step of the incident, and it is ticked"),
    Reason.COMING_WEEK: N_("choose this week, or one before it"),
}
"""What to do, where the sentence itself does not say so."""


def refusal(words: Words, refused: Refused) -> str:
    """Why not, and what would be right where that can be said."""
    reason = refused.reason
    message = _REFUSALS[reason]
    if reason is Reason.ALREADY_STEPPED and refused.allowed:
        message = _STEPPED.get(refused.allowed[0], message)
    if reason is Reason.OVERLAPS and not refused.about:
        message = N_("That time is taken already, by a break or by an incident without a name")
    said = words.gettext(message).format(
        about=shorten(refused.about),
        title=named(words, refused.about),
        limit=refused.limit,
        kind=kind_title(words, refused.about),
        state=post_state_title(words, refused.allowed[0]) if reason is Reason.POST_IS_SO else "",
        severity=_severities(words, refused.allowed) if reason is Reason.BELOW_FLOOR else "",
        allowed=", ".join(shorten(each) for each in refused.allowed),
        missing=", ".join(learnt_title(words, each) for each in refused.allowed),
        step=check_title(words, refused.about),
    )
    if reason in _THERE_ARE:
        return said + _instead(words, refused)
    advice = _ADVICE.get(reason)
    return f"{said}; {words.gettext(advice)}" if advice else said


def _severities(words: Words, allowed: Sequence[str]) -> str:
    return ", ".join(severity_title(words, int(each)) for each in allowed)


def _instead(words: Words, refused: Refused) -> str:
    """The nearest right word, or all of them."""
    allowed = [shorten(each) for each in refused.allowed]
    import difflib

    near = difflib.get_close_matches(refused.about.casefold(), allowed, n=1)
    if near and refused.reason is Reason.NO_SUCH_KIND:
        # Few know the kinds by heart, and what is alike in letters may be of another kind.
        said = words.gettext("; did you mean “{word}”? There are: {all}")
        return said.format(word=near[0], all=", ".join(allowed))
    if near:
        return words.gettext("; did you mean “{word}”?").format(word=near[0])
    if allowed:
        return words.gettext("; there are: {all}").format(all=", ".join(allowed))
    return words.gettext("; there are none")


def locked_line(words: Words, why: str) -> str:
    """Why nothing was done: `clock` or `busy`, as the desk says it."""
    if why == "clock":
        return words.gettext(
            "The clock is set by JORNADA_NOW: nothing is written unless JORNADA_DATA is set too"
        )
    return words.gettext("Another program is writing just now; nothing was done, try again")


def not_saved_line(words: Words, count: int, error: str) -> str:
    """The banner of what is not on the disk: how many records, and the system's own word why."""
    said = words.ngettext("NOT SAVED: {count} record", "NOT SAVED: {count} records", count).format(
        count=count
    )
    why = shorten(system_words(words, _ERROR_NUMBER.sub("", error)))
    return f"{said}, {why}" if why else said


def vanished_line(words: Words, count: int) -> str:
    """Records that were on the disk and are no longer."""
    return words.ngettext(
        "{count} record that was saved is gone from the journal: “jornada check” says which",
        "{count} records that were saved are gone from the journal: “jornada check” says which",
        count,
    ).format(count=count)


def problem_line(words: Words, kind: str, file: str, line: int | None, excerpt: str = "") -> str:
    """What is wrong at a place of the journal: "x.toml:3: the line is not a record: k7q2-1 = {"."""
    place = clean_place(file, line)
    said = words.gettext(_PROBLEMS[kind][0]) if kind in _PROBLEMS else shorten(kind)
    if kind in ("not_a_file", "unreadable"):
        excerpt = system_words(words, excerpt)
    return f"{place}: {said}" + (f": {shorten(excerpt)}" if excerpt else "")


def problem_advice(words: Words, kind: str) -> str:
    """What to do about it; nothing for a kind that is not known."""
    return words.gettext(_PROBLEMS[kind][1]) if kind in _PROBLEMS else ""


def is_note(kind: str) -> bool:
    """Whether a problem of the journal is only worth knowing: nothing is wrong with the data."""
    return kind in _NOTES


def clean_place(file: str, line: int | None) -> str:
    """A file and its line as editors and compilers write them."""
    name = shorten(file, 400)
    return f"{name}:{line}" if line else name


def notice_line(words: Words, notice: Notice, state: State) -> str:
    """What the fold found that a person should know."""
    match notice.kind:
        case NoticeKind.TIMER_ENDED_BY_OTHER_DEVICE:
            session = state.sessions.get(notice.about)
            subject = (session.task or session.incident) if session else ""
            return words.gettext("Another device started something else; the timer of {title} ended").format(
                title=named(words, state.subject_title(subject))
            )
        case NoticeKind.NO_LONGER_APPLIES:
            title = state.subject_title(notice.about) or notice.about
            return words.gettext(
                "A change no longer applies, as what came before it is gone: {about}"
            ).format(about=shorten(title))
        case NoticeKind.UNKNOWN_RECORD:
            return words.gettext(
                "“{word}” was written by another version: it is kept, but not understood"
            ).format(word=shorten(notice.about))


def moment_line(words: Words, error: MomentError) -> str:
    """What could not be read as a time, a day or a length, and how to write it."""
    return words.gettext(_MOMENTS[error.problem]).format(value=shorten(error.value, 40))
