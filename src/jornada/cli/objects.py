"""What `--json` prints: plain objects with stable names. Keys and ids as in the files, times as ISO 8601,
lengths in whole minutes; `null` where there is nothing to say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from jornada.core.calendar import in_zone
from jornada.core.incidents import Deadline, next_step
from jornada.core.milestones import DueMilestone
from jornada.core.plan import BlockLoad, DayView, QueueRow
from jornada.core.posts import Clash, Post
from jornada.core.promises import DuePromise, open_promises, promises_of
from jornada.core.state import Idea, Incident, Session, State
from jornada.core.text import clean, clean_prose
from jornada.core.week import Week, WeekCell
from jornada.desk import Desk
from jornada.present.now_line import NowFacts

Object = dict[str, Any]


def task_object(number: int, row: QueueRow, desk: Desk) -> Object:
    item = row.item
    goal = item.goal
    return {
        "number": number,
        "id": item.id,
        "title": clean(item.title),
        "date": item.date.isoformat(),
        "area": item.area or None,
        "block": item.block or None,
        "brand": item.brand or None,
        "role": item.role or None,
        "objective": item.objective or None,
        "rank": item.rank,
        "status": row.status.value,
        "section": row.section.value,
        "planned_minutes": item.minutes,
        "spent_minutes": row.spent_minutes,
        "left_minutes": row.left_minutes,
        "fits": row.fits,
        "first": row.first or None,
        "milestone": clean(item.milestone) or None,
        "due": _time(row.due),
        "milestone_status": row.milestone.value if row.milestone else None,
        "goal": _goal_object(row) if goal else None,
        "count": item.count,
        "carried_from": row.carried_from.isoformat() if row.carried_from else None,
        "missed": row.missed,
        "missed_since": row.missed_since.isoformat() if row.missed_since else None,
        "reason": clean_prose(item.reason) or None,
        "notes": [{"at": _time(note.at), "text": clean_prose(note.text)} for note in item.notes],
        "promises": _promises(desk, item.id),
    }


def _goal_object(row: QueueRow) -> Object:
    """A goal; `counted` is what counts towards it over its day or week, nothing where it is measured."""
    goal, progress = row.item.goal, row.progress
    return {
        "text": clean(goal.text) if goal else "",
        "target": goal.target if goal else None,
        "unit": clean(goal.unit) if goal else "",
        "per": goal.per if goal else None,
        "counted": progress.count if progress else None,
        "reached": progress.reached if progress else None,
    }


def milestone_object(number: int, milestone: DueMilestone, zone: dt.tzinfo) -> Object:
    item = milestone.item
    return {
        "number": number,
        "task": item.id,
        "title": clean(milestone.title),
        "task_title": clean(item.title),
        "brand": item.brand or None,
        "date": milestone.date.isoformat(),
        "due": _time(milestone.due, zone),
        "status": milestone.status.value,
        "reached": _time(item.reached_at, zone),
    }


def block_object(load: BlockLoad) -> Object:
    return {
        "key": load.span.key,
        "title": clean(load.span.title),
        "start": _time(load.span.span.start),
        "end": _time(load.span.span.end),
        "breaks": [
            {"title": clean(pause.title), "start": _time(pause.span.start), "end": _time(pause.span.end)}
            for pause in load.span.breaks
        ],
        "planned_minutes": load.planned_minutes,
        "spent_minutes": load.spent_minutes,
        "left_minutes": load.left_minutes,
        "reserve_minutes": load.reserve_minutes,
        "reserve_left_minutes": load.reserve_left_minutes,
        "done": load.done,
        "total": load.total,
    }


def incident_object(number: int | None, incident: Incident, deadline: Deadline | None, desk: Desk) -> Object:
    zone = desk.zone
    return {
        "number": number,
        "id": incident.id,
        "title": clean(incident.title) or None,
        "kind": incident.kind,
        "severity": incident.severity,
        "status": incident.status.value,
        "next_step": next_step(incident),
        "brand": incident.brand or None,
        "channel": clean(incident.channel) or None,
        "link": clean(incident.link) or None,
        "author": clean(incident.author) or None,
        "reach": incident.reach,
        "evidence": clean_prose(incident.evidence) or None,
        "opened": _time(incident.opened, zone),
        "occurred": _time(incident.occurred, zone),
        "detected": _time(incident.detected, zone),
        "acknowledged": _time(incident.acknowledged, zone),
        "responded": _time(incident.responded, zone),
        "contained": _time(incident.contained, zone),
        "resolved": _time(incident.resolved, zone),
        "response_due": _time(deadline.due, zone) if deadline else None,
        "response_minutes_left": deadline.seconds_left // 60 if deadline else None,
        "response": deadline.state.value if deadline else None,
        "interrupted": incident.interrupted_task or incident.interrupted_incident or None,
        "parked": incident.parked,
        "spent_minutes": desk.state.seconds_on(incident.id, desk.now()) // 60,
        "promises": _promises(desk, incident.id),
    }


def promise_object(due: DuePromise, desk: Desk, number: int | None = None) -> Object:
    promise, zone = due.promise, desk.zone
    return {
        "number": number,
        "id": promise.id,
        "who": clean(promise.who),
        "by": _time(promise.by, zone),
        "text": clean_prose(promise.text) or None,
        "task": promise.task or None,
        "incident": promise.incident or None,
        "title": clean(desk.state.subject_title(promise.subject)) or None,
        "made": _time(promise.at, zone),
        "state": due.state.value,
        "minutes_left": due.seconds_left // 60,
    }


def _promises(desk: Desk, subject: str) -> list[Object]:
    return [promise_object(due, desk) for due in promises_of(desk.state, subject, desk.now())]


def idea_object(number: int, idea: Idea, zone: dt.tzinfo) -> Object:
    return {
        "number": number,
        "id": idea.id,
        "text": clean_prose(idea.text),
        "at": _time(idea.at, zone),
        "state": idea.state.value,
        "task": idea.task or None,
        "closed": _time(idea.closed, zone),
    }


def post_object(number: int | None, post: Post, clashes: Sequence[Clash], zone: dt.tzinfo) -> Object:
    return {
        "number": number,
        "key": post.key or None,
        "title": clean(post.title),
        "date": post.date.isoformat(),
        "time": f"{post.time:%H:%M}" if post.time is not None else None,
        "at": _time(post.instant(zone)) if post.time is not None else None,
        "channel": clean(post.channel) or None,
        "brand": post.brand or None,
        "objective": post.objective or None,
        "state": post.state.value,
        "link": clean(post.link) or None,
        "file": post.file or None,
        "clashes": [{"kind": clash.kind.value, "with": clash.other} for clash in clashes],
    }


def timeline_object(incident: Incident, zone: dt.tzinfo) -> list[Object]:
    return [
        {
            "at": _time(entry.at, zone),
            "do": entry.do,
            "text": clean_prose(entry.text) or None,
            "changes": {name: clean_prose(value) for name, value in entry.changes},
        }
        for entry in incident.timeline
    ]


def running_object(state: State, session: Session | None, now: dt.datetime, zone: dt.tzinfo) -> Object | None:
    if session is None:
        return None
    subject = session.task or session.incident
    return {
        "task": session.task or None,
        "incident": session.incident or None,
        "break": session.is_break,
        "title": clean(state.subject_title(subject)) or None,
        "start": _time(session.start, zone),
        "session_minutes": session.seconds(now) // 60,
    }


def day_object(
    desk: Desk, view: DayView, incidents: Sequence[Incident], due: Mapping[str, Deadline]
) -> Object:
    state = desk.state
    return {
        "date": view.date.isoformat(),
        "now": _time(view.now, view.zone),
        "timezone": str(view.zone),
        "workflow": _workflow_name(desk, view.date),
        "off": view.off,
        "planned": view.planned,
        "moment": {
            "kind": view.moment.kind.value,
            "block": view.moment.block.key if view.moment.block else None,
            "until": _time(view.moment.until),
        },
        "fit_minutes": view.fit_minutes,
        "over_minutes": view.over_minutes,
        "running": running_object(state, state.running_session, view.now, view.zone),
        "blocks": [block_object(load) for load in view.blocks],
        "tasks": [task_object(number, row, desk) for number, row in enumerate(view.rows, 1)],
        "incidents": [
            incident_object(number, each, due.get(each.id), desk) for number, each in enumerate(incidents, 1)
        ],
        "promises": [promise_object(each, desk) for each in open_promises(state, view.now)],
    }


def now_object(desk: Desk, facts: NowFacts) -> Object:
    state, zone, deadline = desk.state, desk.zone, facts.deadline
    running = running_object(state, state.running_session, facts.now, zone)
    if running is not None:
        running |= {
            "spent_minutes": facts.spent_minutes,
            "planned_minutes": facts.planned_minutes,
            "brand": clean(facts.brand) or None,
            "area": clean(facts.area) or None,
        }
    return {
        "now": _time(facts.now, zone),
        "moment": facts.moment.value,
        "until": _time(facts.until, zone),
        "block": clean(facts.block) or None,
        "block_minutes_left": facts.block_left_minutes,
        "running": running,
        "parked": (clean(facts.parked) or None) if facts.is_parked else None,
        "next": clean(facts.next_title) or None,
        "open_tasks": facts.left,
        "open_incidents": facts.incidents,
        "open_promises": facts.promises,
        "promise": promise_object(facts.promise, desk) if facts.promise else None,
        "deadline": {
            "incident": deadline.incident,
            "title": clean(facts.deadline_title) or None,
            "severity": facts.deadline_severity,
            "due": _time(deadline.due, zone),
            "minutes_left": deadline.seconds_left // 60,
            "state": deadline.state.value,
        }
        if deadline
        else None,
    }


def _time(instant: dt.datetime | None, zone: dt.tzinfo | None = None) -> str | None:
    if instant is None:
        return None
    return (in_zone(instant, zone) if zone else instant).isoformat()


def _workflow_name(desk: Desk, date: dt.date) -> str:
    """The workflow a day was planned by, or would be."""
    day = desk.state.days.get(date)
    return day.workflow if day else desk.workflow.name


def week_object(week: Week, desk: Desk) -> Object:
    """A week: its days, each with the blocks and what they hold."""
    return {
        "monday": week.monday.isoformat(),
        "number": week.number,
        "load_minutes": week.load_minutes,
        "capacity_minutes": week.capacity_minutes,
        "days": [
            {
                "date": day.date.isoformat(),
                "off": day.off,
                "load_minutes": day.load_minutes,
                "capacity_minutes": day.capacity_minutes,
                "blocks": [_cell_object(cell, desk) for cell in day.cells],
            }
            for day in week.days
        ],
    }


def _cell_object(cell: WeekCell, desk: Desk) -> Object:
    return {
        "block": cell.block or None,
        "planned_minutes": cell.planned_minutes,
        "booked_minutes": cell.booked_minutes,
        "spent_minutes": cell.spent_minutes,
        "capacity_minutes": cell.capacity_minutes,
        "reserve_minutes": cell.reserve_minutes,
        "over_minutes": cell.over_minutes,
        "free_minutes": cell.free_minutes,
        "tasks": [task_object(number, row, desk) for number, row in enumerate(cell.rows, 1)],
    }
