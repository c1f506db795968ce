"""What `--json` prints: plain objects with stable names. Keys and ids as in the files, times as ISO 8601,
lengths in whole minutes; `null` where there is nothing to say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from jornada.cli.incident_objects import incident_object
from jornada.cli.promise_objects import promise_object, promises_about
from jornada.core.calendar import in_zone
from jornada.core.milestones import DueMilestone
from jornada.core.plan import BlockLoad, DayView, QueueRow
from jornada.core.promises import open_promises
from jornada.core.state import Idea, Incident, Session, State
from jornada.core.text import clean, clean_prose
from jornada.core.time_account import TimeAccount
from jornada.core.unforeseen import area_of_incidents, cost_of_day
from jornada.core.week import Week, WeekCell
from jornada.desk import Desk
from jornada.present.json_facts import Object, task_facts, time_text
from jornada.present.now_line import NowFacts


def task_object(number: int, row: QueueRow, desk: Desk) -> Object:
    item = row.item
    goal = item.goal
    return {
        "number": number,
        **task_facts(item, row.status, row.spent_minutes),
        "section": row.section.value,
        "left_minutes": row.left_minutes,
        "fits": row.fits,
        "first": row.first or None,
        "due": time_text(row.due),
        "milestone_status": row.milestone.value if row.milestone else None,
        "goal": _goal_object(row) if goal else None,
        "carried_from": row.carried_from.isoformat() if row.carried_from else None,
        "missed": row.missed,
        "missed_since": row.missed_since.isoformat() if row.missed_since else None,
        "notes": [{"at": time_text(note.at), "text": clean_prose(note.text)} for note in item.notes],
        "promises": promises_about(desk, item.id),
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
        "due": time_text(milestone.due, zone),
        "status": milestone.status.value,
        "reached": time_text(item.reached_at, zone),
    }


def block_object(load: BlockLoad) -> Object:
    return {
        "key": load.span.key,
        "title": clean(load.span.title),
        "start": time_text(load.span.span.start),
        "end": time_text(load.span.span.end),
        "breaks": [
            {
                "title": clean(pause.title),
                "start": time_text(pause.span.start),
                "end": time_text(pause.span.end),
            }
            for pause in load.span.breaks
        ],
        "planned_minutes": load.planned_minutes,
        "spent_minutes": load.spent_minutes,
        "left_minutes": load.left_minutes,
        "reserve_minutes": load.reserve_minutes,
        "reserve_left_minutes": load.reserve_left_minutes,
        "incident_minutes": load.incident_minutes,
        "done": load.done,
        "total": load.total,
    }


def unforeseen_object(desk: Desk, view: DayView) -> Object:
    """What incidents took of the day, and the area that is booked to."""
    cost = cost_of_day(desk.state, view.date, view.now, view.zone)
    area = area_of_incidents(desk.workflow)
    return {
        "area": area.key if area else None,
        "minutes": cost.minutes,
        "incidents": [{"id": share.key, "minutes": share.minutes} for share in cost.incidents],
        "brands": [{"brand": share.key or None, "minutes": share.minutes} for share in cost.brands],
    }


def idea_object(number: int, idea: Idea, zone: dt.tzinfo) -> Object:
    return {
        "number": number,
        "id": idea.id,
        "text": clean_prose(idea.text),
        "at": time_text(idea.at, zone),
        "state": idea.state.value,
        "task": idea.task or None,
        "closed": time_text(idea.closed, zone),
    }


def running_object(state: State, session: Session | None, now: dt.datetime, zone: dt.tzinfo) -> Object | None:
    if session is None:
        return None
    subject = session.task or session.incident
    return {
        "task": session.task or None,
        "incident": session.incident or None,
        "break": session.is_break,
        "title": clean(state.subject_title(subject)) or None,
        "start": time_text(session.start, zone),
        "session_minutes": session.seconds(now) // 60,
    }


def day_object(desk: Desk, view: DayView, incidents: Sequence[Incident]) -> Object:
    state = desk.state
    return {
        "date": view.date.isoformat(),
        "now": time_text(view.now, view.zone),
        "timezone": str(view.zone),
        "workflow": _workflow_name(desk, view.date),
        "off": view.off,
        "planned": view.planned,
        "moment": {
            "kind": view.moment.kind.value,
            "block": view.moment.block.key if view.moment.block else None,
            "until": time_text(view.moment.until),
        },
        "fit_minutes": view.fit_minutes,
        "over_minutes": view.over_minutes,
        "running": running_object(state, state.running_session, view.now, view.zone),
        "blocks": [block_object(load) for load in view.blocks],
        "unforeseen": unforeseen_object(desk, view),
        "tasks": [task_object(number, row, desk) for number, row in enumerate(view.rows, 1)],
        "incidents": [incident_object(number, each, desk) for number, each in enumerate(incidents, 1)],
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
        "now": time_text(facts.now, zone),
        "moment": facts.moment.value,
        "until": time_text(facts.until, zone),
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
            "clock": deadline.clock.value,
            "title": clean(facts.deadline_title) or None,
            "severity": facts.deadline_severity,
            "due": time_text(deadline.due, zone),
            "minutes_left": deadline.seconds_left // 60,
            "state": deadline.state.value,
        }
        if deadline
        else None,
    }


def _workflow_name(desk: Desk, date: dt.date) -> str:
    """The workflow a day was planned by, or would be."""
    day = desk.state.days.get(date)
    return day.workflow if day else desk.workflow.name


def account_object(account: TimeAccount, desk: Desk) -> Object:
    """A day's time: its sessions and gaps, and their sums in whole minutes."""
    return {
        "date": account.date.isoformat(),
        "worked_minutes": account.worked_seconds // 60,
        "break_minutes": account.break_seconds // 60,
        "gap_minutes": account.gap_seconds // 60,
        "counted_twice_minutes": account.shared_seconds // 60,
        "sessions": [
            {
                "number": number,
                "id": row.session.id,
                "start": time_text(in_zone(row.start, desk.zone)),
                "end": time_text(in_zone(row.end, desk.zone)) if not row.runs else None,
                "minutes": row.seconds // 60,
                "task": row.session.task or None,
                "incident": row.session.incident or None,
                "title": clean(desk.state.subject_title(row.session.task or row.session.incident)) or None,
                "note": clean_prose(row.session.note) or None,
                "block": row.block or None,
                "counted_twice_with": row.shared_with or None,
                "counted_twice_minutes": row.shared_seconds // 60,
            }
            for number, row in enumerate(account.sessions, 1)
        ],
        "gaps": [
            {
                "start": time_text(in_zone(row.start, desk.zone)),
                "end": time_text(in_zone(row.end, desk.zone)),
                "minutes": row.minutes,
                "block": row.block or None,
            }
            for row in account.gaps
        ],
    }


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
        "posts": [post.key for post in cell.posts],
    }
