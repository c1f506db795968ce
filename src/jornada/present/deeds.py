"""What was done, in words: as it happens, and as it is undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from jornada.core import intents as do
from jornada.core.goals import GoalProgress, goal_progress
from jornada.core.state import Incident, Item, Session, State
from jornada.present.checklist_words import check_title
from jornada.present.kpi_words import figure_text, kpi_title
from jornada.present.titles import named, post_state_title, severity_title, shorten
from jornada.present.words import N_, Words

_DEEDS: Mapping[str, tuple[str, str]] = {
    "workflow.use": (N_("From now on: {name}"), N_("the choice of {name}")),
    "day.plan": (N_("Planned: {date}"), N_("the plan of {date}")),
    "day.adopt": (
        N_("Taken over from the workflow: {changes}"),
        N_("taking over from the workflow: {changes}"),
    ),
    "day.adopt.nothing": (N_("The day stays as it was planned"), N_("leaving the day as it was planned")),
    "task.add": (N_("Added: {title}{place}"), N_("added {title}")),
    "task.add.idea": (N_("The idea is a task now: {title}{place}"), N_("made a task of the idea {title}")),
    "task.add.incident": (
        N_("Added: {title}{place}; it follows up {other}"),
        N_("added {title}, which follows up {other}"),
    ),
    "task.edit": (N_("Changed: {title}"), N_("changed {title}")),
    "task.start": (N_("Started: {title}"), N_("started {title}")),
    "task.stop": (N_("Stopped: {title}, {spent}"), N_("stopped {title}")),
    "task.done": (N_("Done: {title}"), N_("done {title}")),
    "task.reopen": (N_("Open again: {title}"), N_("opened again {title}")),
    "task.drop": (N_("Dropped: {title}"), N_("dropped {title}")),
    "task.move": (N_("Moved: {title}{place}"), N_("moved {title}")),
    "task.order.before": (N_("Moved: {title}, before {other}"), N_("moved {title} before {other}")),
    "task.order.after": (N_("Moved: {title}, after {other}"), N_("moved {title} after {other}")),
    "task.minutes": (N_("Planned for {title}: {minutes}"), N_("planned {minutes} for {title}")),
    "task.note": (N_("Noted: {title}"), N_("noted on {title}")),
    "task.count": (N_("Counted: {title}, {count}"), N_("counted {amount} on {title}")),
    "task.milestone": (N_("Milestone reached: {milestone}"), N_("milestone reached {milestone}")),
    "break.start": (N_("The break runs"), N_("the start of the break")),
    "break.stop": (N_("The break is over: {spent}"), N_("the end of the break")),
    "time.log": (N_("Logged: {title}, {spent} ({span})"), N_("logged {spent} on {title}")),
    "time.edit": (N_("Put right: {title}"), N_("the correction of {title}")),
    "time.split": (N_("Split: {title}"), N_("split {title}")),
    "time.join": (N_("Joined: {title}"), N_("joined {title}")),
    "time.drop": (N_("The time entry no longer counts"), N_("the removal of a time entry")),
    "interrupt": (N_("The incident's timer runs: {title}"), N_("interruption: {title}")),
    "interrupt.parked": (
        N_("Incident: {title}; parked: {other}"),
        N_("interrupted {other}: {title}"),
    ),
    "interrupt.nameless": (N_("The incident's timer runs; name it when you can"), N_("an interruption")),
    "interrupt.parked.nameless": (
        N_("Parked: {other}; the incident's timer runs, name it when you can"),
        N_("the interruption of {other}"),
    ),
    "resume": (N_("Back to: {title}"), N_("resumed {title}")),
    "incident.open": (N_("Incident opened: {title}"), N_("incident opened {title}")),
    "incident.edit": (N_("Changed: {title}"), N_("changed {title}")),
    "incident.acknowledge": (N_("Acknowledged: {title}"), N_("acknowledged {title}")),
    "incident.respond": (N_("First response sent: {title}"), N_("first response sent {title}")),
    "incident.contain": (N_("Contained: {title}"), N_("contained {title}")),
    "incident.resolve": (N_("Resolved: {title}"), N_("resolved {title}")),
    "incident.review": (N_("Reviewed: {title}"), N_("reviewed {title}")),
    "incident.monitor": (N_("Only watched from now on: {title}"), N_("only watched {title}")),
    "incident.update": (N_("Update sent: {title}"), N_("update sent {title}")),
    "incident.update.promised": (
        N_("Update sent: {title}; the next one before {time}"),
        N_("update sent {title}"),
    ),
    "incident.notify": (N_("Notified: {who}, {title}"), N_("notified {who}, {title}")),
    "incident.pause_posts": (
        N_("Scheduled posts paused: {title}"),
        N_("scheduled posts paused {title}"),
    ),
    "incident.pause_posts.not": (
        N_("The scheduled posts go out again: {title}"),
        N_("scheduled posts go out again {title}"),
    ),
    "incident.check": (N_("Ticked: {step}, {title}"), N_("ticked {step}, {title}")),
    "incident.check.not": (
        N_("No longer ticked: {step}, {title}"),
        N_("no longer ticked {step}, {title}"),
    ),
    "incident.reopen": (N_("Open again: {title}"), N_("opened again {title}")),
    "incident.severity": (N_("{title} is now {severity}"), N_("{title} made {severity}")),
    "incident.note": (N_("Noted: {title}"), N_("noted on {title}")),
    "day.close": (N_("The day is closed: {date}"), N_("the close of {date}")),
    "idea.add": (N_("Idea kept: {idea}"), N_("idea {idea}")),
    "idea.use": (N_("The idea is this task now: {title}"), N_("used the idea {idea}")),
    "idea.drop": (N_("Idea dropped: {idea}"), N_("dropped the idea {idea}")),
    "promise.add": (
        N_("Promised to {who} before {time}: {title}"),
        N_("promised to {who} before {time}"),
    ),
    "promise.keep": (N_("Promise kept: {who}, {title}"), N_("kept the promise to {who}")),
    "post.state": (N_("{title}: {post_state}"), N_("{title} made {post_state}")),
    "kpi.set": (N_("Figures of week {week}: {figures}{whose}"), N_("figures of week {week}{whose}")),
    "report.note": (
        N_("Kept for the report of week {week}{whose}"),
        N_("words for the report of week {week}{whose}"),
    ),
    "undo": (N_("Undone"), N_("an undo")),
    "redo": (N_("Done again"), N_("a redo")),
    "unknown": (N_("Something this version does not know: {name}"), N_("“{name}”")),
}
"""By the word of the record, some with a variant: the sentence, and the same as what an undo names."""

FIGURES_NAMED = 3
"""So many figures of a week are named, more are counted."""


def done_sentence(words: Words, intent: do.Intent, state: State) -> str:
    """What was done: "Started: Overnight sweep". `state` is the one after it."""
    if isinstance(intent, do.Triage):
        count = len(intent.moves)
        return words.ngettext("Decided: {count} task", "Decided: {count} tasks", count).format(count=count)
    sentence, _ = _DEEDS[_variant(intent)]
    return words.gettext(sentence).format_map(_facts(words, intent, state))


def undone_sentence(words: Words, undone: do.Intent, kept: int, state: State, *, again: bool = False) -> str:
    """What was taken back, or with `again` done once more: "Undid: done Overnight sweep; 3 later changes
    kept". `state` is the one after it."""
    if isinstance(undone, do.Triage):
        count = len(undone.moves)
        deed = words.ngettext("decided on {count} task", "decided on {count} tasks", count).format(
            count=count
        )
    else:
        _, phrase = _DEEDS[_variant(undone)]
        deed = words.gettext(phrase).format_map(_facts(words, undone, state))
    said = (words.gettext("Done again: {deed}") if again else words.gettext("Undid: {deed}")).format(
        deed=deed
    )
    if kept and not again:
        said += words.ngettext("; {count} later change kept", "; {count} later changes kept", kept).format(
            count=kept
        )
    return said


def _variant(intent: do.Intent) -> str:
    match intent:
        case do.TaskOrder():
            return f"{intent.do}.{'before' if intent.before else 'after'}"
        case do.TaskAdd(idea=idea) if idea:
            return "task.add.idea"
        case do.TaskAdd(incident=incident) if incident:
            return "task.add.incident"
        case do.IncidentUpdate(next_update=promised) if promised:
            return "incident.update.promised"
        case do.IncidentPausePosts(paused=False) | do.IncidentCheck(done=False):
            return f"{intent.do}.not"
        case do.DayAdopt():
            return intent.do if intent.items or intent.removed or intent.blocks else "day.adopt.nothing"
        case do.Interrupt():
            done = "interrupt.parked" if intent.parks else intent.do
            return done if intent.title else f"{done}.nameless"
        case do.Unknown():
            return "unknown"
        case _:
            return intent.do


def _facts(words: Words, intent: do.Intent, state: State) -> dict[str, str]:
    """What the sentences may name; only what the intent has is filled."""
    facts = {"title": _title(words, intent, state)}
    match intent:
        case do.WorkflowUse(name=name):
            facts["name"] = shorten(name)
        case do.Unknown(word=word):
            facts["name"] = shorten(word)
        case do.DayPlan(date=date) | do.DayClose(date=date):
            facts["date"] = words.day_title(date)
        case do.DayAdopt():
            facts["changes"] = _adopted(words, intent)
        case do.TaskAdd():
            minutes = words.duration(intent.minutes) if intent.minutes else ""
            block = block_title(state, intent.date, intent.block)
            facts["place"] = _after_title(_short_date(words, intent.date), block, minutes)
            facts["other"] = _subject(words, state, intent.incident)
        case do.TaskMove():
            item = state.items.get(intent.task)
            day = _short_date(words, intent.date) if intent.date else ""
            block = block_title(state, item.date if item else intent.date, intent.block or "")
            facts["place"] = _after_title(day, block)
        case do.TaskOrder():
            facts["other"] = named(words, state.subject_title(intent.before or intent.after))
        case do.TaskMinutes(minutes=planned):
            facts["minutes"] = words.duration(planned)
        case do.TaskCount(amount=amount):
            facts["amount"] = f"{amount:+d}"
            counted = state.items.get(intent.task)
            facts["count"] = count_text(words, counted, goal_progress(state, counted) if counted else None)
        case do.TaskMilestone(task=task):
            reached = state.items.get(task)
            facts["milestone"] = shorten(reached.milestone if reached else "") or facts["title"]
        case do.TaskStop() | do.BreakStop():
            session = state.sessions.get(intent.session)
            facts["spent"] = words.duration(_minutes(session))
        case do.TimeLog():
            facts["spent"] = words.duration(int((intent.end - intent.start).total_seconds()) // 60)
            facts["span"] = f"{words.clock(intent.start)}–{words.clock(intent.end)}"
        case do.Interrupt(parks=parks):
            facts["other"] = _subject(words, state, parks)
        case do.IdeaAdd(text=text):
            facts["idea"] = shorten(text)
        case do.IdeaUse(idea=key) | do.IdeaDrop(idea=key):
            idea = state.ideas.get(key)
            facts["idea"] = shorten(idea.text if idea else key)
        case do.PromiseAdd(who=who, by=by):
            facts["who"] = shorten(who)
            facts["time"] = f"{_short_date(words, by.date())} {words.clock(by)}"
        case do.IncidentNotify(who=who):
            facts["who"] = shorten(who)
        case do.IncidentUpdate(next_update=promised) if promised:
            facts["time"] = f"{_short_date(words, promised.date())} {words.clock(promised)}"
        case do.IncidentCheck(step=step):
            incident = state.incidents.get(intent.incident)
            facts["step"] = check_title(words, step, incident.severity if incident else None)
        case do.PromiseKeep(promise=key):
            promise = state.promises.get(key)
            facts["who"] = shorten(promise.who if promise else key)
        case do.PostStateSet(state=word):
            facts["post_state"] = post_state_title(words, word)
        case do.IncidentSeverity(severity=severity):
            facts["severity"] = severity_title(words, severity)
        case do.KpiSet(brand=brand, week=week, values=values):
            facts |= {"week": str(week.isocalendar().week), "whose": _after_title(shorten(brand))}
            facts["figures"] = _figures(words, values)
        case do.ReportNote(brand=brand, week=week):
            facts |= {"week": str(week.isocalendar().week), "whose": _after_title(shorten(brand))}
    return facts


def _figures(words: Words, values: tuple[do.KpiValue, ...]) -> str:
    """ "Followers 1,200, Mentions –": one that was taken back has a dash; of many, how many they are."""
    if len(values) > FIGURES_NAMED:
        said = words.ngettext("{count} figure", "{count} figures", len(values))
        return said.format(count=len(values))
    return ", ".join(
        f"{kpi_title(words, each.key)} {figure_text(words, each.value) or '–'}" for each in values
    )


def _adopted(words: Words, intent: do.DayAdopt) -> str:
    """ "3 tasks, 1 dropped, the blocks"."""
    parts = []
    if count := len(intent.items):
        parts.append(words.ngettext("{count} task", "{count} tasks", count).format(count=count))
    if count := len(intent.removed):
        parts.append(words.ngettext("{n} dropped", "{n} dropped", count).format(n=count))
    if intent.blocks:
        parts.append(words.gettext("the blocks"))
    return ", ".join(parts)


def block_title(state: State, date: dt.date | None, key: str) -> str:
    """The title of a block on a day; its key where that is not known."""
    day = state.days.get(date) if date else None
    blocks = day.blocks if day else ()
    return shorten(next((block.title for block in blocks if block.key == key), key))


def count_text(words: Words, item: Item | None, progress: GoalProgress | None = None) -> str:
    """How far the count is: "13", or "13 of 20" towards a goal that is counted, over its day or week."""
    if item is None:
        return ""
    if progress is None:
        return str(item.count)
    return words.gettext("{count} of {target}").format(count=progress.count, target=f"{progress.target:g}")


def _title(words: Words, intent: do.Intent, state: State) -> str:
    """The title of what an intent is about, for as long as anything knows it."""
    own = getattr(intent, "title", None)
    match intent:
        case do.PostStateSet(post=key):
            return shorten(own or key)
        case do.TaskAdd() | do.IncidentOpen() | do.Interrupt():
            return named(words, own or "")
        case do.TaskStop() | do.BreakStop() | do.TimeEdit() | do.TimeSplit() | do.TimeJoin():
            session = state.sessions.get(intent.session)
            return _subject(words, state, (session.task or session.incident) if session else "")
        case do.Resume(incident=key):
            incident = state.incidents.get(key)
            return _subject(words, state, _interrupted(incident))
        case do.PromiseKeep(promise=key):
            promise = state.promises.get(key)
            return _subject(words, state, promise.subject) if promise else shorten(key)
    subject = getattr(intent, "task", "") or getattr(intent, "incident", "")
    return _subject(words, state, subject)


def _interrupted(incident: Incident | None) -> str:
    return (incident.interrupted_task or incident.interrupted_incident) if incident else ""


def _subject(words: Words, state: State, key: str) -> str:
    """A task's or incident's title; an id that nothing is known of as it is; nothing is a break."""
    if not key:
        return words.gettext("break")
    known = key in state.items or key in state.incidents
    return named(words, state.subject_title(key) if known else key)


def _minutes(session: Session | None) -> int:
    """Whole minutes of a session that has ended."""
    return session.seconds(session.end) // 60 if session and session.end else 0


def _short_date(words: Words, date: dt.date) -> str:
    return f"{words.weekday_short(date)} {date.day}"


def _after_title(*places: str) -> str:
    return "".join(f" · {place}" for place in places if place)
