"""What a day is, written down a second time and as plainly as can be: dicts that are gone through anew
from the first deed to the last. What is undone is left out; nothing is kept up, nothing is shared with
the fold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from jornada.core import intents as do
from jornada.core.intents import Record
from jornada.core.state import State

STATUSES = ("open", "acknowledged", "responded", "contained", "resolved", "reviewed")
EDITED = ("title", "severity", "kind", "brand", "owner")


@dataclass
class Plain:
    """Everything by id; sessions as `[start, end, subject]`."""

    workflow: str = ""
    tasks: dict[str, dict[str, Any]] = field(default_factory=dict)
    planned: dict[str, dict[str, Any]] = field(default_factory=dict)
    sessions: dict[str, list[Any]] = field(default_factory=dict)
    running: str = ""
    incidents: dict[str, dict[str, Any]] = field(default_factory=dict)
    once_paused: set[str] = field(default_factory=set)
    parked: dict[str, str] = field(default_factory=dict)
    ideas: dict[str, str] = field(default_factory=dict)
    promises: dict[str, bool] = field(default_factory=dict)
    posts: dict[str, str] = field(default_factory=dict)
    figures: dict[tuple[str, dt.date, str], float] = field(default_factory=dict)
    said: dict[tuple[str, dt.date, str], str] = field(default_factory=dict)
    closings: dict[dt.date, tuple[tuple[str, ...], str]] = field(default_factory=dict)


def effective(deeds: Sequence[Record]) -> list[Record]:
    """The deeds that count: those that were undone, and undoing itself, are left out."""
    undone: list[str] = []
    for deed in deeds:
        if isinstance(deed.intent, do.Undo):
            undone.append(deed.intent.of)
        elif isinstance(deed.intent, do.Redo):
            undone.remove(deed.intent.of)
    return [
        deed for deed in deeds if deed.id not in undone and not isinstance(deed.intent, do.Undo | do.Redo)
    ]


def replay(deeds: Sequence[Record]) -> Plain:
    """Go through all that counts."""
    day = Plain()
    for deed in effective(deeds):
        _DEEDS.get(type(deed.intent), _nothing)(day, deed.id, deed.at, deed.intent)
    return day


def plain(state: State) -> Plain:
    """The state in the same plain words."""
    return Plain(
        workflow=state.workflow,
        tasks={
            key: {
                "title": item.title,
                "date": item.date,
                "block": item.block,
                "minutes": item.minutes,
                "state": item.state.value,
                "count": item.count,
                "notes": [note.text for note in item.notes],
                "reached": item.reached_at is not None,
                "order": [(anchor.other, anchor.after) for anchor in item.anchors],
            }
            for key, item in state.items.items()
        },
        sessions={
            key: [each.start, each.end, each.task or each.incident] for key, each in state.sessions.items()
        },
        running=state.running,
        incidents={
            key: {
                "status": each.status.value,
                "lines": len(each.timeline),
                "notified": [note.text for note in each.notified],
                "paused": each.has_posts_paused,
                "checked": set(each.checked),
                **{name: getattr(each, name) for name in EDITED},
            }
            for key, each in state.incidents.items()
        },
        parked=dict.fromkeys(state.parked, ""),
        ideas={key: each.state.value for key, each in state.ideas.items()},
        promises={key: each.is_open for key, each in state.promises.items()},
        posts={key: each.state.value for key, each in state.posts.items()},
        figures={
            (brand, week, name): value
            for (brand, week), values in state.kpis.items()
            for name, value in values.items()
        },
        said={
            (brand, week, name): text
            for (brand, week), texts in state.report_notes.items()
            for name in ("status", "worked", "failed", "next", "need")
            if (text := getattr(texts, name))
        },
        closings={date: (each.top, each.note) for date, each in state.closings.items()},
    )


def differences(state: State, deeds: Sequence[Record], now: dt.datetime) -> list[str]:
    """Where state and model are not one."""
    model, seen = replay(deeds), plain(state)
    found = []
    for name in vars(seen):
        if name in ("planned", "parked", "once_paused"):
            continue
        one, other = getattr(model, name), getattr(seen, name)
        if one != other:
            found.append(f"{name}: the model has {one!r}, the state {other!r}")
    # What lapsed with its day no longer waits: the model does not know of that.
    if not set(seen.parked) <= set(model.parked):
        found.append(f"parked: the model has {set(model.parked)}, the state {set(seen.parked)}")
    for subject in (*model.tasks, *model.incidents):
        seconds = sum(
            max(0, int(((end or now) - start).total_seconds()))
            for start, end, about in model.sessions.values()
            if about == subject
        )
        if seconds != state.seconds_on(subject, now):
            found.append(f"{subject}: {seconds} seconds, the state has {state.seconds_on(subject, now)}")
    return found


# One deed each


def _nothing(day: Plain, key: str, at: dt.datetime, it: Any) -> None:
    return None


def _facts(it: Any) -> dict[str, Any]:
    return {"title": it.title, "block": it.block, "minutes": it.minutes}


def _new_task(facts: dict[str, Any], date: dt.date) -> dict[str, Any]:
    fresh = {"date": date, "state": "open", "count": 0, "notes": [], "reached": False, "order": []}
    return {**facts, **fresh}


def _plan(day: Plain, key: str, at: dt.datetime, it: do.DayPlan) -> None:
    for each in it.items:
        task = f"{it.date}.{each.key}"
        day.planned[task] = _facts(each)
        day.tasks.setdefault(task, _new_task(_facts(each), it.date))


def _adopt(day: Plain, key: str, at: dt.datetime, it: do.DayAdopt) -> None:
    for each in it.items:
        task = f"{it.date}.{each.key}"
        before = day.planned.get(task)
        if task not in day.tasks:
            day.tasks[task] = _new_task(_facts(each), it.date)
        else:
            changed = {n: v for n, v in _facts(each).items() if before is None or before[n] != v}
            day.tasks[task].update(changed)
        day.planned[task] = _facts(each)
    for gone in it.removed:
        task = f"{it.date}.{gone}"
        if task in day.tasks and day.tasks[task]["state"] == "open":
            _close(day, task, at, "dropped")
        day.planned.pop(task, None)


def _add(day: Plain, key: str, at: dt.datetime, it: do.TaskAdd) -> None:
    day.tasks[key] = _new_task(_facts(it), it.date)
    if it.idea in day.ideas:
        day.ideas[it.idea] = "used"


def _edit(day: Plain, key: str, at: dt.datetime, it: do.TaskEdit) -> None:
    if it.task in day.tasks:
        given = {"title": it.title, "block": it.block, "minutes": it.minutes}
        day.tasks[it.task].update({name: value for name, value in given.items() if value is not None})


def _close(day: Plain, task: str, at: dt.datetime, state: str) -> None:
    if task in day.tasks:
        day.tasks[task]["state"] = state
        _subject_ends(day, task, at)


def _subject_ends(day: Plain, subject: str, at: dt.datetime) -> None:
    if day.running and day.sessions[day.running][2] == subject:
        _end(day, at)
    _unpark(day, subject)


def _unpark(day: Plain, subject: str) -> None:
    day.parked = {key: about for key, about in day.parked.items() if about != subject}


def _end(day: Plain, at: dt.datetime) -> None:
    if day.running:
        session = day.sessions[day.running]
        session[1] = max(session[0], at)
    day.running = ""


def _begin(day: Plain, key: str, at: dt.datetime, subject: str) -> None:
    _end(day, at)
    day.sessions[key] = [at, None, subject]
    day.running = key
    if subject:
        _unpark(day, subject)


def _start(day: Plain, key: str, at: dt.datetime, it: do.TaskStart) -> None:
    if it.task in day.tasks or it.incident in day.incidents:
        _begin(day, key, at, it.task or it.incident)


def _stop(day: Plain, key: str, at: dt.datetime, it: do.TaskStop) -> None:
    if it.session == day.running:
        _end(day, min(it.end or at, at))


def _break_stop(day: Plain, key: str, at: dt.datetime, it: do.BreakStop) -> None:
    if it.session == day.running:
        _end(day, at)


def _reopen(day: Plain, key: str, at: dt.datetime, it: do.TaskReopen) -> None:
    if it.task in day.tasks:
        day.tasks[it.task]["state"] = "open"


def _move(day: Plain, task: str, date: dt.date | None, block: str | None) -> None:
    if task in day.tasks:
        day.tasks[task]["order"] = []
        day.tasks[task]["date"] = date or day.tasks[task]["date"]
        day.tasks[task]["block"] = day.tasks[task]["block"] if block is None else block


def _triage(day: Plain, key: str, at: dt.datetime, it: do.Triage) -> None:
    for move in it.moves:
        if move.drop:
            _close(day, move.task, at, "dropped")
        else:
            _move(day, move.task, move.date, move.block)


def _order(day: Plain, key: str, at: dt.datetime, it: do.TaskOrder) -> None:
    if it.task in day.tasks:
        task = day.tasks[it.task]
        task["order"] = [*task["order"], (it.before or it.after, not it.before)]


def _set(name: str, value: Callable[[dict[str, Any], Any], Any]) -> Callable[..., None]:
    def change(day: Plain, key: str, at: dt.datetime, it: Any) -> None:
        if it.task in day.tasks:
            day.tasks[it.task][name] = value(day.tasks[it.task], it)

    return change


def _known(day: Plain, it: Any) -> bool:
    return (not it.task or it.task in day.tasks) and (not it.incident or it.incident in day.incidents)


def _about(day: Plain, it: Any, before: str) -> str:
    if it.task is None and it.incident is None:
        return before
    return it.task or it.incident or ""


def _log(day: Plain, key: str, at: dt.datetime, it: do.TimeLog) -> None:
    if _known(day, it):
        if it.cut:
            _room(day, key, at, key, it.start, it.end)
        day.sessions[key] = [it.start, max(it.start, it.end), it.task or it.incident]


def _time_edit(day: Plain, key: str, at: dt.datetime, it: do.TimeEdit) -> None:
    session = day.sessions.get(it.session)
    if session is None or not _known(day, it):
        return
    start, end = it.start or session[0], it.end or session[1]
    end = None if end is None else max(start, end)
    if it.cut:
        _room(day, key, at, it.session, start, end or at)
    day.sessions[it.session] = [start, end, _about(day, it, session[2])]
    if it.session == day.running and end is not None:
        day.running = ""


def _room(day: Plain, key: str, at: dt.datetime, but: str, start: dt.datetime, end: dt.datetime) -> None:
    for other, (begins, ends, about) in list(day.sessions.items()):
        until = ends or at
        if other == but or begins >= end or until <= start:
            continue
        del day.sessions[other]
        was_running = other == day.running
        if was_running:
            day.running = ""
        if begins < start:
            day.sessions[other] = [begins, start, about]
        if until > end:
            day.sessions[f"{other}.{key}"] = [end, ends, about]
            if was_running and ends is None:
                day.running = f"{other}.{key}"


def _split(day: Plain, key: str, at: dt.datetime, it: do.TimeSplit) -> None:
    session = day.sessions.get(it.session)
    if session is None or not _known(day, it) or not session[0] < it.when <= (session[1] or at):
        return
    end = session[1] if it.end is None else max(it.when, min(it.end, at))
    day.sessions[key] = [it.when, end, _about(day, it, session[2])]
    day.sessions[it.session] = [session[0], it.when, session[2]]
    if it.session == day.running:
        day.running = key if end is None else ""


def _join(day: Plain, key: str, at: dt.datetime, it: do.TimeJoin) -> None:
    pair = [name for name in (it.session, it.other) if name in day.sessions]
    if len(set(pair)) < 2:
        return
    first, second = sorted(pair, key=lambda name: (day.sessions[name][0], name))
    ends = [day.sessions[name][1] for name in pair if day.sessions[name][1] is not None]
    runs = day.running in pair
    day.sessions[first][1] = None if runs else max(ends)
    del day.sessions[second]
    day.running = first if runs else day.running


def _drop_time(day: Plain, key: str, at: dt.datetime, it: do.TimeDrop) -> None:
    if day.sessions.pop(it.session, None) is not None and day.running == it.session:
        day.running = ""


def _new_incident(it: Any) -> dict[str, Any]:
    facts = {name: getattr(it, name, "") for name in EDITED}
    facts["severity"] = getattr(it, "severity", None)
    facts["kind"] = getattr(it, "kind", "") or "other"
    return {"status": "open", "lines": 1, "notified": [], "paused": False, "checked": set(), **facts}


def _open(day: Plain, key: str, at: dt.datetime, it: do.IncidentOpen) -> None:
    day.incidents[key] = _new_incident(it)


def _interrupt(day: Plain, key: str, at: dt.datetime, it: do.Interrupt) -> None:
    if it.when is not None:
        earliest = day.sessions[day.running][0] if day.running else it.when
        at = min(at, max(it.when, earliest))
    day.incidents[key] = _new_incident(it)
    _begin(day, key, at, key)
    if it.parks in day.tasks or it.parks in day.incidents:
        day.parked[key] = it.parks


def _resume(day: Plain, key: str, at: dt.datetime, it: do.Resume) -> None:
    if it.incident in day.parked:
        subject = day.parked.pop(it.incident)
        _begin(day, key, at, subject)


def _line(change: Callable[[Plain, dict[str, Any], dt.datetime, Any], None]) -> Callable[..., None]:
    """What is done about an incident is a line of its timeline."""

    def act(day: Plain, key: str, at: dt.datetime, it: Any) -> None:
        if it.incident in day.incidents:
            day.incidents[it.incident]["lines"] += 1
            change(day, day.incidents[it.incident], at, it)

    return act


def _further(status: str) -> Callable[[Plain, dict[str, Any], dt.datetime, Any], None]:
    def act(day: Plain, incident: dict[str, Any], at: dt.datetime, it: Any) -> None:
        incident["status"] = max(incident["status"], status, key=STATUSES.index)
        if status == "resolved":
            _subject_ends(day, it.incident, at)

    return act


def _incident_edit(day: Plain, incident: dict[str, Any], at: dt.datetime, it: Any) -> None:
    incident.update({name: value for name in EDITED if (value := getattr(it, name)) is not None})


def _checked(day: Plain, incident: dict[str, Any], at: dt.datetime, it: Any) -> None:
    incident["checked"] = incident["checked"] - {it.step} | ({it.step} if it.done else set())


def _review(day: Plain, key: str, at: dt.datetime, it: do.IncidentReview) -> None:
    incident = day.incidents.get(it.incident)
    if incident is not None and incident["status"] == "resolved":
        incident["status"] = "reviewed"
        incident["lines"] += 1


def _reopened(day: Plain, incident: dict[str, Any], at: dt.datetime, it: Any) -> None:
    if incident["status"] in ("resolved", "reviewed"):
        incident["status"] = "open"


def _paused(day: Plain, key: str, at: dt.datetime, it: do.IncidentPausePosts) -> None:
    incident = day.incidents.get(it.incident)
    if incident is not None and (it.paused or it.incident in day.once_paused):
        incident["paused"] = it.paused
        day.once_paused.add(it.incident)
        incident["lines"] += 1


def _use(day: Plain, key: str, at: dt.datetime, it: do.IdeaUse) -> None:
    if it.task in day.tasks and it.idea in day.ideas:
        day.ideas[it.idea] = "used"


def _drop_idea(day: Plain, key: str, at: dt.datetime, it: do.IdeaDrop) -> None:
    if day.ideas.get(it.idea) == "open":
        day.ideas[it.idea] = "dropped"


def _keep(day: Plain, key: str, at: dt.datetime, it: do.PromiseKeep) -> None:
    if it.promise in day.promises:
        day.promises[it.promise] = False


def _figures(day: Plain, key: str, at: dt.datetime, it: do.KpiSet) -> None:
    for each in it.values:
        place = (it.brand, it.week, each.key)
        day.figures.pop(place, None)
        if each.value is not None:
            day.figures[place] = each.value


def _say(day: Plain, key: str, at: dt.datetime, it: do.ReportNote) -> None:
    for name in ("status", "worked", "failed", "next", "need"):
        text = getattr(it, name)
        if text is not None:
            day.said.pop((it.brand, it.week, name), None)
            if text:
                day.said[it.brand, it.week, name] = text


_DEEDS: dict[type[do.Intent], Callable[..., None]] = {
    do.WorkflowUse: lambda day, key, at, it: setattr(day, "workflow", it.name),
    do.DayPlan: _plan,
    do.DayAdopt: _adopt,
    do.TaskAdd: _add,
    do.TaskEdit: _edit,
    do.TaskStart: _start,
    do.TaskStop: _stop,
    do.TaskDone: lambda day, key, at, it: _close(day, it.task, at, "done"),
    do.TaskReopen: _reopen,
    do.TaskDrop: lambda day, key, at, it: _close(day, it.task, at, "dropped"),
    do.TaskMove: lambda day, key, at, it: _move(day, it.task, it.date, it.block),
    do.TaskOrder: _order,
    do.TaskMinutes: _set("minutes", lambda task, it: it.minutes),
    do.TaskNote: _set("notes", lambda task, it: [*task["notes"], it.text]),
    do.TaskCount: _set("count", lambda task, it: max(0, task["count"] + it.amount)),
    do.TaskMilestone: _set("reached", lambda task, it: True),
    do.BreakStart: lambda day, key, at, it: _begin(day, key, at, ""),
    do.BreakStop: _break_stop,
    do.TimeLog: _log,
    do.TimeEdit: _time_edit,
    do.TimeSplit: _split,
    do.TimeJoin: _join,
    do.TimeDrop: _drop_time,
    do.Interrupt: _interrupt,
    do.Resume: _resume,
    do.IncidentOpen: _open,
    do.IncidentEdit: _line(_incident_edit),
    do.IncidentAcknowledge: _line(_further("acknowledged")),
    do.IncidentRespond: _line(_further("responded")),
    do.IncidentContain: _line(_further("contained")),
    do.IncidentResolve: _line(_further("resolved")),
    do.IncidentReview: _review,
    do.IncidentMonitor: _line(_nothing),
    do.IncidentUpdate: _line(_further("responded")),
    do.IncidentNotify: _line(lambda day, incident, at, it: incident["notified"].append(it.who)),
    do.IncidentPausePosts: _paused,
    do.IncidentCheck: _line(_checked),
    do.IncidentReopen: _line(_reopened),
    do.IncidentSeverity: _line(lambda day, incident, at, it: incident.update(severity=it.severity)),
    do.IncidentNote: _line(_nothing),
    do.Triage: _triage,
    do.DayClose: lambda day, key, at, it: day.closings.update({it.date: (it.top, it.note)}),
    do.IdeaAdd: lambda day, key, at, it: day.ideas.update({key: "open"}),
    do.IdeaUse: _use,
    do.IdeaDrop: _drop_idea,
    do.PromiseAdd: lambda day, key, at, it: day.promises.update({key: True}),
    do.PromiseKeep: _keep,
    do.PostStateSet: lambda day, key, at, it: day.posts.update({it.post: it.state}),
    do.KpiSet: _figures,
    do.ReportNote: _say,
}
