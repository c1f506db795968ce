"""decide(state, intent, ...) -> what is to be recorded, or a typed refusal.

Every rule that says no is here. What is accepted comes back complete: texts cleaned, the session it
ends named, the plan of a day that is worked on for the first time put before it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from jornada.core import calendar
from jornada.core import intents as do
from jornada.core.calendar import Span, monday_of
from jornada.core.checklists import checklist_of
from jornada.core.fold import MOST_MINUTES, REPORT_TEXTS
from jornada.core.incidents import KINDS, SEVERITIES, awaits_post_mortem, severity_for, steps_taken
from jornada.core.kpis import is_count, typed_measures
from jornada.core.plan import plan_of, with_plan
from jornada.core.posts import Post
from jornada.core.state import (
    Idea,
    IdeaState,
    Incident,
    IncidentStatus,
    Item,
    ItemState,
    PostState,
    ReportTexts,
    Session,
    State,
)
from jornada.core.text import clean, clean_prose
from jornada.core.workflow import Goal, Workflow

TITLE_LIMIT = 500
PROSE_LIMIT = 4_000
MINUTES_LIMIT = MOST_MINUTES
RANK_LIMIT = 99
COUNT_LIMIT = 1_000_000
FAR_DAYS = 5 * 366
"""Further from today than this, a date was mistyped: nobody would see the task again."""
TOP_LIMIT = 3
"""So many things come first on a day: of more none does."""
PLAN_BYTES = 12_000
"""A plan whose items take more is written as several records, each under the limit of a line."""

PROSE = frozenset(
    {
        "text",
        "evidence",
        "note",
        "reason",
        "statement",
        "worked",
        "failed",
        "cause",
        "lesson",
        "next",
        "need",
    }
)
KPI_LIMIT = 1e12
"""No figure of a week is as large."""
DAYLESS = (
    do.WorkflowUse,
    do.Undo,
    do.Redo,
    do.DayPlan,
    do.DayAdopt,
    do.IdeaAdd,
    do.IdeaDrop,
    do.PromiseKeep,
    do.PostStateSet,
    do.KpiSet,
    do.ReportNote,
)
"""To do these is not yet to work on a day."""

_Given = TypeVar("_Given")


class Reason(StrEnum):
    """Why something is refused."""

    NO_SUCH_TASK = "no_such_task"
    NO_SUCH_INCIDENT = "no_such_incident"
    NO_SUCH_SESSION = "no_such_session"
    NO_SUCH_IDEA = "no_such_idea"
    NO_SUCH_PROMISE = "no_such_promise"
    NO_SUCH_POST = "no_such_post"
    NO_SUCH_POST_STATE = "no_such_post_state"
    NO_SUCH_BLOCK = "no_such_block"
    NO_SUCH_AREA = "no_such_area"
    NO_SUCH_BRAND = "no_such_brand"
    NO_SUCH_ROLE = "no_such_role"
    NO_SUCH_OBJECTIVE = "no_such_objective"
    NO_SUCH_WORKFLOW = "no_such_workflow"
    NO_SUCH_KIND = "no_such_kind"
    NO_SUCH_SEVERITY = "no_such_severity"
    ALREADY_DONE = "already_done"
    ALREADY_DROPPED = "already_dropped"
    ALREADY_OPEN = "already_open"
    ALREADY_RUNS = "already_runs"
    ALREADY_THERE = "already_there"
    ALREADY_ON_BREAK = "already_on_break"
    ALREADY_STEPPED = "already_stepped"
    MILESTONE_REACHED = "milestone_reached"
    NOTHING_RUNS = "nothing_runs"
    NOT_ON_BREAK = "not_on_break"
    NOTHING_PARKED = "nothing_parked"
    NOTHING_TO_UNDO = "nothing_to_undo"
    NOTHING_TO_REDO = "nothing_to_redo"
    NOTHING_CHANGES = "nothing_changes"
    NO_MILESTONE = "no_milestone"
    INCIDENT_RESOLVED = "incident_resolved"
    EMPTY_TITLE = "empty_title"
    EMPTY_TEXT = "empty_text"
    TITLE_TOO_LONG = "title_too_long"
    TEXT_TOO_LONG = "text_too_long"
    BAD_MINUTES = "bad_minutes"
    BAD_RANK = "bad_rank"
    BAD_COUNT = "bad_count"
    BAD_REACH = "bad_reach"
    BAD_DUE = "bad_due"
    BELOW_FLOOR = "below_floor"
    PAST_DAY = "past_day"
    FAR_DAY = "far_day"
    END_BEFORE_START = "end_before_start"
    IN_THE_FUTURE = "in_the_future"
    OVERLAPS = "overlaps"
    DETECTED_BEFORE_OCCURRED = "detected_before_occurred"
    IDEA_USED = "idea_used"
    IDEA_DROPPED = "idea_dropped"
    EMPTY_WHO = "empty_who"
    PAST_TIME = "past_time"
    PROMISE_KEPT = "promise_kept"
    BEFORE_DETECTED = "before_detected"
    BEFORE_LAST_STEP = "before_last_step"
    NOT_RESOLVED = "not_resolved"
    NEEDS_POST_MORTEM = "needs_post_mortem"
    POSTS_PAUSED = "posts_paused"
    POSTS_NOT_PAUSED = "posts_not_paused"
    NO_SUCH_STEP = "no_such_step"
    STEP_IS_TOLD = "step_is_told"
    NOT_WITHIN = "not_within"
    NOT_THE_SAME = "not_the_same"
    POST_IS_SO = "post_is_so"
    PLAN_CHANGED = "plan_changed"
    DAY_NOT_BEGUN = "day_not_begun"
    TOO_MANY_FIRST = "too_many_first"
    NO_SUCH_KPI = "no_such_kpi"
    BAD_KPI = "bad_kpi"
    WHOSE_WEEK = "whose_week"
    COMING_WEEK = "coming_week"


@dataclass(frozen=True, slots=True)
class Accepted:
    """What is to be recorded, in this order, all of it or nothing."""

    intents: tuple[do.Intent, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why not. `about` is the title or value it concerns, `allowed` what would be right."""

    reason: Reason
    about: str = ""
    allowed: tuple[str, ...] = ()
    limit: int | None = None


Decision = Accepted | Refused


@dataclass(frozen=True, slots=True)
class Setting:
    """What a decision is taken in: the instant, the workflow in use, the device that acts, the names of
    the workflows there are, and the posts of the editorial calendar by key."""

    now: dt.datetime
    workflow: Workflow
    device: str
    workflow_names: tuple[str, ...] = ()
    posts: Mapping[str, Post] = field(default_factory=dict)
    zone: ZoneInfo = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "zone", ZoneInfo(self.workflow.timezone))

    @property
    def today(self) -> dt.date:
        return calendar.local_date(self.now, self.zone)


class _RefusalError(Exception):
    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.reason)
        self.refused = refused


def decide(state: State, intent: do.Intent, setting: Setting) -> Decision:
    """Accept or refuse an intent. Never raises for anything a person can ask for."""
    today = setting.today
    # A planned task of a day nobody has worked on yet is not in the state; its plan comes first.
    seen = state
    for date in (today, *_days_named(intent)):
        if not _is_far(date, setting):
            seen = with_plan(seen, setting.workflow, date, today)
    try:
        complete = _complete(seen, _cleaned(intent, setting.zone), setting)
    except _RefusalError as no:
        return no.refused
    worked_on = set() if isinstance(intent, DAYLESS) else _worked_on(seen, complete, today)
    plans = [
        part
        for date in sorted(date for date in worked_on if date not in state.days)
        for part in in_parts(plan_of(state, setting.workflow, date, today))
    ]
    return Accepted((*plans, complete))


def in_parts(plan: do.DayPlan) -> tuple[do.DayPlan, ...]:
    """A plan as records none of which is longer than a line may be."""
    parts: list[do.DayPlan] = []
    items: list[do.PlannedItem] = []
    used = 0
    for item in plan.items:
        weight = 300 + 2 * sum(len(str(getattr(item, f.name)).encode()) for f in fields(item))
        if items and used + weight > PLAN_BYTES:
            parts.append(replace(plan, items=tuple(items)))
            items, used = [], 0
        items.append(item)
        used += weight
    parts.append(replace(plan, items=tuple(items)))
    return tuple(parts)


def _days_named(intent: do.Intent) -> tuple[dt.date, ...]:
    """The days in the ids of planned tasks that an intent names."""
    named = [getattr(intent, name, "") for name in ("task", "before", "after")]
    if isinstance(intent, do.Triage):
        named.extend(move.task for move in intent.moves)
    return tuple(date for name in named if (date := _date_in(name)) is not None)


def _date_in(key: str) -> dt.date | None:
    head, dot, _ = str(key).partition(".")
    if not dot:
        return None
    try:
        return dt.date.fromisoformat(head)
    except ValueError:
        return None


def _worked_on(state: State, intent: do.Intent, today: dt.date) -> set[dt.date]:
    """The days this works on: those of the planned tasks it names, and today when it is about today."""
    if isinstance(intent, do.DayClose):
        return {intent.date}
    named = set(_days_named(intent))
    task = getattr(intent, "task", "")
    item = state.items.get(task) if task else None
    about_other_day = (item is not None and item.date != today) or (
        isinstance(intent, do.TaskAdd) and intent.date != today
    )
    takes_time = isinstance(intent, do.TaskStart)
    if not about_other_day or takes_time:
        named.add(today)
    return named


def _cleaned(given: _Given, zone: ZoneInfo) -> _Given:
    """Texts as they may be kept: no control characters, no lines in titles. Instants with the offset of
    the zone as a fixed one."""
    changes: dict[str, Any] = {}
    for each in fields(given):  # type: ignore[arg-type]
        before = getattr(given, each.name)
        after = _clean_value(before, zone, prose=_is_prose(given, each.name))
        if after is not before:
            changes[each.name] = after
    return replace(given, **changes) if changes else given  # type: ignore[type-var]


def _clean_value(value: Any, zone: ZoneInfo, *, prose: bool) -> Any:
    if isinstance(value, str):
        return clean_prose(value) if prose else clean(value)
    if isinstance(value, dt.datetime):
        return _local(value, zone)
    if isinstance(value, tuple):
        return tuple(_clean_value(each, zone, prose=prose) for each in value)
    return _cleaned(value, zone) if is_dataclass(value) else value


def _is_prose(given: object, name: str) -> bool:
    """Whether a field may have several lines; the text of a goal is of one line."""
    return name in PROSE and not isinstance(given, Goal)


def _local(instant: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """The instant in the zone; at the ends of the calendar, where that cannot be said, as it is."""
    try:
        return calendar.in_zone(instant, zone)
    except OverflowError:
        return instant


def _complete(state: State, intent: do.Intent, setting: Setting) -> do.Intent:
    rule = _RULES.get(type(intent))
    _texts(intent)
    return rule(state, intent, setting) if rule else intent


def _no(
    reason: Reason, about: str = "", allowed: tuple[str, ...] = (), limit: int | None = None
) -> _RefusalError:
    return _RefusalError(Refused(reason, about, allowed, limit))


# What several rules ask


def _texts(given: Any) -> None:
    for each in fields(given):
        value = getattr(given, each.name)
        if isinstance(value, str):
            _length(value, prose=_is_prose(given, each.name))
        for part in value if isinstance(value, tuple) else (value,):
            if is_dataclass(part):
                _texts(part)


def _length(text: str, *, prose: bool) -> None:
    if prose and len(text) > PROSE_LIMIT:
        raise _no(Reason.TEXT_TOO_LONG, text[:40], limit=PROSE_LIMIT)
    if not prose and len(text) > TITLE_LIMIT:
        raise _no(Reason.TITLE_TOO_LONG, text[:40], limit=TITLE_LIMIT)


def _task(state: State, key: str) -> Item:
    item = state.items.get(key)
    if item is None:
        raise _no(Reason.NO_SUCH_TASK, key)
    return item


def _open_task(state: State, key: str) -> Item:
    item = _task(state, key)
    if item.state is ItemState.DONE:
        raise _no(Reason.ALREADY_DONE, item.title)
    if item.state is ItemState.DROPPED:
        raise _no(Reason.ALREADY_DROPPED, item.title)
    return item


def _incident(state: State, key: str) -> Incident:
    incident = state.incidents.get(key)
    if incident is None:
        raise _no(Reason.NO_SUCH_INCIDENT, key)
    return incident


def _open_idea(state: State, key: str) -> Idea:
    idea = state.ideas.get(key)
    if idea is None:
        raise _no(Reason.NO_SUCH_IDEA, key)
    if idea.state is IdeaState.USED:
        raise _no(Reason.IDEA_USED, idea.text)
    if idea.state is IdeaState.DROPPED:
        raise _no(Reason.IDEA_DROPPED, idea.text)
    return idea


def _one_of(value: str | None, allowed: Mapping[str, Any], reason: Reason) -> None:
    if value and value not in allowed:
        raise _no(reason, value, tuple(allowed))


def _block(state: State, value: str | None, date: dt.date, setting: Setting) -> None:
    day = state.days.get(date)
    keys = {b.key: b for b in day.blocks} if day else dict(setting.workflow.block_by_key)
    _one_of(value, keys, Reason.NO_SUCH_BLOCK)


def _minutes(value: int | None) -> None:
    if value is not None and not 0 <= value <= MINUTES_LIMIT:
        raise _no(Reason.BAD_MINUTES, str(value), limit=MINUTES_LIMIT)


def _due(value: str | None) -> None:
    if value:
        try:
            calendar.parse_due(value)
        except ValueError:
            raise _no(Reason.BAD_DUE, value) from None


def _facts(intent: do.TaskAdd | do.TaskEdit, setting: Setting) -> None:
    """The fields a task added and a task edited share."""
    workflow = setting.workflow
    _one_of(intent.area, workflow.area_by_key, Reason.NO_SUCH_AREA)
    _one_of(intent.brand, workflow.brand_by_key, Reason.NO_SUCH_BRAND)
    _one_of(intent.role, {role.key: role for role in workflow.roles}, Reason.NO_SUCH_ROLE)
    _one_of(intent.objective, {each.key: each for each in workflow.objectives}, Reason.NO_SUCH_OBJECTIVE)
    _minutes(intent.minutes)
    _due(intent.due)
    if intent.rank is not None and not 1 <= intent.rank <= RANK_LIMIT:
        raise _no(Reason.BAD_RANK, str(intent.rank), limit=RANK_LIMIT)


def _coming(date: dt.date, setting: Setting) -> None:
    """A day that something may be put on."""
    if date < setting.today:
        raise _no(Reason.PAST_DAY, date.isoformat())
    if _is_far(date, setting):
        raise _no(Reason.FAR_DAY, date.isoformat())


def _is_far(date: dt.date, setting: Setting) -> bool:
    return abs((date - setting.today).days) > FAR_DAYS


def _happened(instant: dt.datetime | None, setting: Setting) -> None:
    """An instant at which something may have been."""
    if instant is None:
        return
    if instant > setting.now:
        raise _no(Reason.IN_THE_FUTURE, _moment(instant, setting))
    if _is_far(instant.date(), setting):
        raise _no(Reason.FAR_DAY, instant.date().isoformat())


def _clock(instant: dt.datetime, setting: Setting) -> str:
    return f"{_local(instant, setting.zone):%H:%M}"


def _moment(instant: dt.datetime, setting: Setting) -> str:
    """The time of day, of another day than today with its date."""
    local = _local(instant, setting.zone)
    return f"{local:%H:%M}" if local.date() == setting.today else f"{local:%Y-%m-%d %H:%M}"


def _some_text(text: str) -> None:
    if not text:
        raise _no(Reason.EMPTY_TEXT)


# One rule an intent


def _workflow_use(state: State, intent: do.WorkflowUse, setting: Setting) -> do.Intent:
    _one_of(intent.name, dict.fromkeys(setting.workflow_names), Reason.NO_SUCH_WORKFLOW)
    if intent.name == state.workflow:
        raise _no(Reason.NOTHING_CHANGES, intent.name)
    return intent


def _day_adopt(state: State, intent: do.DayAdopt, setting: Setting) -> do.Intent:
    """Only what the workflow says now, for a day that was begun by it."""
    workflow, day = setting.workflow, state.days.get(intent.date)
    if intent.date < setting.today:
        raise _no(Reason.PAST_DAY, intent.date.isoformat())
    if day is None or intent.hash == day.decided_on:
        raise _no(Reason.NOTHING_CHANGES, intent.date.isoformat())
    if (intent.workflow, intent.hash) != (workflow.name, workflow.hash) or day.workflow != intent.workflow:
        raise _no(Reason.PLAN_CHANGED, intent.workflow)
    return intent


def _task_add(state: State, intent: do.TaskAdd, setting: Setting) -> do.Intent:
    if not intent.title:
        raise _no(Reason.EMPTY_TITLE)
    if intent.idea:
        _open_idea(state, intent.idea)
    if intent.incident:
        _incident(state, intent.incident)
    _coming(intent.date, setting)
    _facts(intent, setting)
    _block(state, intent.block, intent.date, setting)
    if intent.rank is None and intent.area:
        return replace(intent, rank=setting.workflow.area_by_key[intent.area].rank)
    return intent


def _task_edit(state: State, intent: do.TaskEdit, setting: Setting) -> do.Intent:
    item = _task(state, intent.task)
    if intent.title == "":
        raise _no(Reason.EMPTY_TITLE)
    _facts(intent, setting)
    _block(state, intent.block, item.date, setting)
    if intent.area and intent.area != item.area and intent.rank is None:
        intent = replace(intent, rank=_rank_of_area(item, intent.area, setting.workflow))
    changes = {
        each.name: value
        for each in fields(intent)
        if each.name != "task"
        and (value := getattr(intent, each.name)) is not None
        and value != getattr(item, each.name)
    }
    if not changes:
        raise _no(Reason.NOTHING_CHANGES, item.title)
    return do.TaskEdit(task=intent.task, **changes)


def _rank_of_area(item: Item, area: str, workflow: Workflow) -> int | None:
    """The rank that comes with a new area; none where the item's is not its old area's."""
    old = workflow.area_by_key.get(item.area)
    follows = item.rank is None or (old is not None and item.rank == old.rank)
    return workflow.area_by_key[area].rank if follows else None


def _task_start(state: State, intent: do.TaskStart, setting: Setting) -> do.Intent:
    if intent.incident:
        incident = _incident(state, intent.incident)
        if not incident.is_open:
            raise _no(Reason.INCIDENT_RESOLVED, incident.title)
        title = incident.title
        intent = do.TaskStart(incident=intent.incident)
    else:
        title = _open_task(state, intent.task).title
    running = state.running_session
    if running and (running.task, running.incident) == (intent.task, intent.incident):
        raise _no(Reason.ALREADY_RUNS, title)
    return replace(intent, ends=state.running)


def _task_stop(state: State, intent: do.TaskStop, setting: Setting) -> do.Intent:
    running = state.running_session
    if running is None:
        raise _no(Reason.NOTHING_RUNS)
    if intent.session and intent.session != running.id:
        raise _no(Reason.NO_SUCH_SESSION, intent.session)
    _happened(intent.end, setting)
    if intent.end is not None and intent.end < running.start:
        raise _no(Reason.END_BEFORE_START, _clock(intent.end, setting))
    return replace(intent, session=running.id)


def _task_close(state: State, intent: do.TaskDone | do.TaskDrop, setting: Setting) -> do.Intent:
    _open_task(state, intent.task)
    return intent


def _task_reopen(state: State, intent: do.TaskReopen, setting: Setting) -> do.Intent:
    item = _task(state, intent.task)
    if item.is_open:
        raise _no(Reason.ALREADY_OPEN, item.title)
    return intent


def _place(
    state: State, key: str, date: dt.date | None, block: str | None, setting: Setting
) -> tuple[dt.date | None, str | None]:
    """Where a task may go; what does not change is left out. A block is one of today's where the task is
    left from an earlier day."""
    item = _open_task(state, key)
    if date is None and block is not None and item.date < setting.today:
        date = setting.today
    if date is not None and date != item.date:
        _coming(date, setting)
    _block(state, block, date or item.date, setting)
    new_date = date if date != item.date else None
    new_block = block if block != item.block else None
    return new_date, new_block


def _task_move(state: State, intent: do.TaskMove, setting: Setting) -> do.Intent:
    date, block = _place(state, intent.task, intent.date, intent.block, setting)
    if date is None and block is None:
        raise _no(Reason.ALREADY_THERE, _task(state, intent.task).title)
    return replace(intent, date=date, block=block)


def _triage(state: State, intent: do.Triage, setting: Setting) -> do.Intent:
    """All moves or none; of two about one task the last counts, and what is there already is left out."""
    moves = []
    for move in {move.task: move for move in intent.moves}.values():
        if move.drop:
            _open_task(state, move.task)
            moves.append(replace(move, date=None, block=None))
            continue
        date, block = _place(state, move.task, move.date, move.block, setting)
        if date is not None or block is not None:
            moves.append(do.TriageMove(task=move.task, date=date, block=block, reason=move.reason))
    if not moves:
        raise _no(Reason.NOTHING_CHANGES)
    return do.Triage(moves=tuple(moves))


def _day_close(state: State, intent: do.DayClose, setting: Setting) -> do.Intent:
    """Today, or a day before that was worked on and is not yet closed as a night shift ends."""
    if intent.date > setting.today or (intent.date < setting.today and intent.date not in state.days):
        raise _no(Reason.DAY_NOT_BEGUN, intent.date.isoformat())
    top = tuple(dict.fromkeys(text for text in intent.top if text))
    for text in top:
        _length(text, prose=False)
    if len(top) > TOP_LIMIT:
        raise _no(Reason.TOO_MANY_FIRST, top[TOP_LIMIT], limit=TOP_LIMIT)
    return replace(intent, top=top)


def _task_order(state: State, intent: do.TaskOrder, setting: Setting) -> do.Intent:
    item = _task(state, intent.task)
    other = _task(state, intent.before or intent.after)
    if other.id == item.id:
        raise _no(Reason.ALREADY_THERE, item.title)
    return replace(intent, after="") if intent.before else intent


def _task_minutes(state: State, intent: do.TaskMinutes, setting: Setting) -> do.Intent:
    item = _open_task(state, intent.task)
    _minutes(intent.minutes)
    if intent.minutes == item.minutes:
        raise _no(Reason.NOTHING_CHANGES, item.title)
    return intent


def _task_note(state: State, intent: do.TaskNote, setting: Setting) -> do.Intent:
    _task(state, intent.task)
    _some_text(intent.text)
    return intent


def _task_count(state: State, intent: do.TaskCount, setting: Setting) -> do.Intent:
    item = _task(state, intent.task)
    total = item.count + intent.amount
    if intent.amount == 0 or not 0 <= total <= COUNT_LIMIT:
        raise _no(Reason.BAD_COUNT, str(intent.amount), limit=item.count)
    return intent


def _task_milestone(state: State, intent: do.TaskMilestone, setting: Setting) -> do.Intent:
    item = _task(state, intent.task)
    if not item.milestone and not item.due:
        raise _no(Reason.NO_MILESTONE, item.title)
    if item.reached_at is not None:
        raise _no(Reason.MILESTONE_REACHED, item.milestone or item.title)
    return intent


def _break_start(state: State, intent: do.BreakStart, setting: Setting) -> do.Intent:
    running = state.running_session
    if running is not None and running.is_break:
        raise _no(Reason.ALREADY_ON_BREAK)
    return replace(intent, ends=state.running)


def _break_stop(state: State, intent: do.BreakStop, setting: Setting) -> do.Intent:
    running = state.running_session
    if running is None or not running.is_break:
        raise _no(Reason.NOT_ON_BREAK)
    return replace(intent, session=running.id)


def _time_log(state: State, intent: do.TimeLog, setting: Setting) -> do.Intent:
    if intent.incident:
        _incident(state, intent.incident)
        intent = replace(intent, task="")
    elif intent.task:
        _task(state, intent.task)
    if intent.end <= intent.start:
        raise _no(Reason.END_BEFORE_START, _clock(intent.end, setting))
    _happened(intent.start, setting)
    _happened(intent.end, setting)
    if not intent.cut:
        _alone(state, intent.start, intent.end, setting)
    return intent


def _alone(
    state: State, start: dt.datetime, end: dt.datetime, setting: Setting, but: Container[str] = ()
) -> None:
    """A span that shares no time with another session, those of the ids `but` left aside."""
    other = overlapping(state, start, end, setting.now, but)
    if other is not None:
        raise _no(Reason.OVERLAPS, state.subject_title(other))


def overlapping(
    state: State, start: dt.datetime, end: dt.datetime, now: dt.datetime, but: Container[str] = ()
) -> str | None:
    """The task or incident whose session shares time with the span; `""` for a break, `None` for none.

    All sessions are looked at but those of the ids `but`: one that was forgotten may have run for days.
    """
    for session in state.sessions.values():
        if session.id not in but and session.start < end and start < (session.end or now):
            return session.task or session.incident
    return None


def _session(state: State, key: str) -> Session:
    session = state.sessions.get(key)
    if session is None:
        raise _no(Reason.NO_SUCH_SESSION, key)
    return session


def _subject_given(state: State, task: str | None, incident: str | None) -> None:
    if task:
        _task(state, task)
    elif incident:
        _incident(state, incident)


def _time_edit(state: State, intent: do.TimeEdit, setting: Setting) -> do.Intent:
    session = _session(state, intent.session)
    _subject_given(state, intent.task, intent.incident)
    if intent.task:
        intent = replace(intent, incident=None)
    start, end = intent.start or session.start, intent.end or session.end
    _happened(intent.start, setting)
    _happened(intent.end, setting)
    if (end or setting.now) <= start:
        raise _no(Reason.END_BEFORE_START, _clock(end or setting.now, setting))
    given = (intent.task, intent.incident) != (None, None)
    same_subject = (intent.task or "", intent.incident or "") == (session.task, session.incident)
    same_note = intent.note is None or intent.note == session.note
    same_span = (start, end) == (session.start, session.end) and not intent.cut
    if same_span and same_note and (same_subject or not given):
        raise _no(Reason.NOTHING_CHANGES, state.subject_title(session.task or session.incident))
    if not intent.cut:
        _shares_no_more(state, session, (start, end or setting.now), setting)
    return intent


def _shares_no_more(
    state: State, session: Session, span: tuple[dt.datetime, dt.datetime], setting: Setting
) -> None:
    """What two devices counted twice may be put right otherwise, so long as no more is counted twice."""
    ran = Span(session.start, max(session.start, session.end or setting.now))
    shared: set[str] = set()
    for other in state.sessions.values():
        its = Span(other.start, max(other.start, other.end or setting.now))
        before = ran.overlap_seconds(its)
        if other.id != session.id and before and Span(*span).overlap_seconds(its) <= before:
            shared.add(other.id)
    _alone(state, *span, setting, {session.id, *shared})


def _time_split(state: State, intent: do.TimeSplit, setting: Setting) -> do.Intent:
    session = _session(state, intent.session)
    _subject_given(state, intent.task, intent.incident)
    if not session.start < intent.when < (session.end or setting.now):
        raise _no(Reason.NOT_WITHIN, _clock(intent.when, setting))
    if intent.end is None or session.end is not None:
        return replace(intent, end=None)
    _happened(intent.end, setting)
    if intent.end <= intent.when:
        raise _no(Reason.END_BEFORE_START, _clock(intent.end, setting))
    return intent


def _time_join(state: State, intent: do.TimeJoin, setting: Setting) -> do.Intent:
    one, two = _session(state, intent.session), _session(state, intent.other)
    title = state.subject_title(one.task or one.incident)
    if one.id == two.id:
        raise _no(Reason.NOTHING_CHANGES, title)
    if (one.task, one.incident) != (two.task, two.incident):
        raise _no(Reason.NOT_THE_SAME, title)
    ends = [each.end or setting.now for each in (one, two)]
    _alone(state, min(one.start, two.start), max(ends), setting, (one.id, two.id))
    return intent


def _time_drop(state: State, intent: do.TimeDrop, setting: Setting) -> do.Intent:
    if intent.session not in state.sessions:
        raise _no(Reason.NO_SUCH_SESSION, intent.session)
    return intent


def _interrupt(state: State, intent: do.Interrupt, setting: Setting) -> do.Intent:
    running = state.running_session
    parks = (running.task or running.incident) if running else ""
    if intent.when is not None:
        _happened(intent.when, setting)
        if running is not None and intent.when < running.start:
            raise _no(Reason.END_BEFORE_START, _clock(intent.when, setting))
        _alone(state, intent.when, setting.now, setting, (state.running,))
    return replace(intent, ends=state.running, parks=parks)


def _resume(state: State, intent: do.Resume, setting: Setting) -> do.Intent:
    key = intent.incident or (state.parked[-1] if state.parked else "")
    if not key:
        raise _no(Reason.NOTHING_PARKED)
    incident = _incident(state, key)
    if not incident.parked:
        raise _no(Reason.NOTHING_PARKED, incident.title)
    return do.Resume(incident=key, ends=state.running)


def _incident_facts(
    kind: str | None,
    severity: int | None,
    brand: str | None,
    reach: int | None,
    setting: Setting,
) -> None:
    _one_of(kind, KINDS, Reason.NO_SUCH_KIND)
    _one_of(brand, setting.workflow.brand_by_key, Reason.NO_SUCH_BRAND)
    _severity(severity)
    if reach is not None and not 0 <= reach < 10**12:
        raise _no(Reason.BAD_REACH, str(reach))


def _in_order(occurred: dt.datetime | None, detected: dt.datetime) -> None:
    if occurred is not None and detected < occurred:
        raise _no(Reason.DETECTED_BEFORE_OCCURRED)


def _severity(severity: int | None) -> None:
    if severity is not None and severity not in SEVERITIES:
        raise _no(Reason.NO_SUCH_SEVERITY, str(severity), tuple(str(each) for each in SEVERITIES))


def _incident_open(state: State, intent: do.IncidentOpen, setting: Setting) -> do.Intent:
    if not intent.title:
        raise _no(Reason.EMPTY_TITLE)
    _incident_facts(
        intent.kind,
        intent.severity,
        intent.brand,
        intent.reach,
        setting,
    )
    _happened(intent.occurred, setting)
    _happened(intent.detected, setting)
    _in_order(intent.occurred, intent.detected or setting.now)
    return replace(intent, severity=severity_for(intent.kind, intent.severity))


def _incident_edit(state: State, intent: do.IncidentEdit, setting: Setting) -> do.Intent:
    incident = _incident(state, intent.incident)
    if intent.title == "" and incident.title:
        raise _no(Reason.EMPTY_TITLE)
    _next_update(intent.next_update, setting)
    _incident_facts(
        intent.kind,
        intent.severity,
        intent.brand,
        intent.reach,
        setting,
    )
    # What is known already may come from a clock that is ahead of this one.
    _happened(intent.occurred, setting)
    _happened(intent.detected, setting)
    if intent.occurred or intent.detected:
        _in_order(intent.occurred or incident.occurred, intent.detected or incident.detected)
    if intent.detected:
        first = min(steps_taken(incident), default=None)
        _not_before(first, intent.detected, Reason.BEFORE_DETECTED, setting)
    kind = incident.kind if intent.kind is None else intent.kind
    severity = incident.severity if intent.severity is None else intent.severity
    raised = replace(intent, severity=severity_for(kind, severity))
    if (
        intent.approved_by is None
        and incident.approved_by
        and intent.statement not in (None, incident.statement)
    ):
        # What was approved was another text.
        raised = replace(raised, approved_by="")
    changes = {
        each.name: value
        for each in fields(raised)
        if each.name != "incident"
        and (value := getattr(raised, each.name)) is not None
        and value != getattr(incident, each.name)
    }
    if not changes:
        raise _no(Reason.NOTHING_CHANGES, incident.title)
    return do.IncidentEdit(incident=intent.incident, **changes)


def _taken_at(
    incident: Incident, step: do.IncidentStep, setting: Setting, since: dt.datetime | None = None
) -> None:
    """A step that is told late was taken after the detection, and after the reopening it follows; or after
    `since`, where another instant bounds it."""
    if step.when is None:
        return
    _happened(step.when, setting)
    _not_before(step.when, incident.since if since is None else since, Reason.BEFORE_DETECTED, setting)


def _not_before(
    when: dt.datetime | None, first: dt.datetime | None, reason: Reason, setting: Setting
) -> None:
    if when is not None and first is not None and when < first:
        raise _no(reason, _moment(when, setting), (_moment(first, setting),))


def _open_incident(state: State, key: str) -> Incident:
    incident = _incident(state, key)
    if not incident.is_open:
        raise _no(Reason.INCIDENT_RESOLVED, incident.title)
    return incident


def _incident_step(state: State, intent: do.IncidentStep, setting: Setting) -> do.Intent:
    incident = _open_incident(state, intent.incident)
    # A reopened incident is open again: it is acknowledged and answered anew, whatever was stamped before.
    stepped = {
        do.IncidentAcknowledge: incident.status is not IncidentStatus.OPEN,
        do.IncidentRespond: incident.answered is not None,
        do.IncidentContain: incident.contained is not None,
        do.IncidentMonitor: incident.monitored is not None,
    }
    if stepped.get(type(intent), False):
        raise _no(Reason.ALREADY_STEPPED, incident.title, (intent.do.partition(".")[2],))
    _taken_at(incident, intent, setting)
    return intent


def _incident_resolve(state: State, intent: do.IncidentResolve, setting: Setting) -> do.Intent:
    incident = _open_incident(state, intent.incident)
    _taken_at(incident, intent, setting)
    stamps = (incident.acknowledged, incident.answered, incident.contained, *incident.updates)
    last = max((stamp for stamp in stamps if stamp is not None), default=None)
    _not_before(intent.when, last, Reason.BEFORE_LAST_STEP, setting)
    return intent


def _incident_update(state: State, intent: do.IncidentUpdate, setting: Setting) -> do.Intent:
    _taken_at(_open_incident(state, intent.incident), intent, setting)
    _next_update(intent.next_update, setting)
    return intent


def _next_update(instant: dt.datetime | None, setting: Setting) -> None:
    """An instant for which something may be promised."""
    if instant is None:
        return
    if instant <= setting.now:
        raise _no(Reason.PAST_TIME, _clock(instant, setting))
    _coming(instant.date(), setting)


def _incident_review(state: State, intent: do.IncidentReview, setting: Setting) -> do.Intent:
    """Source: `DOMAIN.md`, "Post-mortem": required before closing S1 and S2."""
    incident = _incident(state, intent.incident)
    if incident.is_open:
        raise _no(Reason.NOT_RESOLVED, incident.title)
    if incident.status is IncidentStatus.REVIEWED:
        raise _no(Reason.ALREADY_STEPPED, incident.title, ("review",))
    _severity(intent.severity)
    needed = {"worked": intent.worked, "failed": intent.failed, "cause": intent.cause}
    missing = tuple(name for name, text in needed.items() if not text)
    if awaits_post_mortem(incident) and missing:
        raise _no(Reason.NEEDS_POST_MORTEM, incident.title, missing)
    for measure in intent.measures:
        _some_text(measure.text)
    _taken_at(incident, intent, setting)
    _not_before(intent.when, incident.resolved, Reason.BEFORE_LAST_STEP, setting)
    return intent


def _incident_notify(state: State, intent: do.IncidentNotify, setting: Setting) -> do.Intent:
    """Of one that is over too: what is owed to somebody may outlast it."""
    if not intent.who:
        raise _no(Reason.EMPTY_WHO)
    incident = _incident(state, intent.incident)
    _taken_at(incident, intent, setting, incident.detected)
    return intent


def _incident_pause_posts(state: State, intent: do.IncidentPausePosts, setting: Setting) -> do.Intent:
    incident = _incident(state, intent.incident)
    if intent.paused and not incident.is_open:
        raise _no(Reason.INCIDENT_RESOLVED, incident.title)
    if intent.paused is incident.has_posts_paused:
        raise _no(Reason.POSTS_PAUSED if intent.paused else Reason.POSTS_NOT_PAUSED, incident.title)
    _taken_at(incident, intent, setting, incident.detected)
    if not intent.paused:
        _not_before(intent.when, incident.posts_paused, Reason.BEFORE_LAST_STEP, setting)
    return intent


def _incident_check(state: State, intent: do.IncidentCheck, setting: Setting) -> do.Intent:
    incident = _incident(state, intent.incident)
    steps = checklist_of(incident)
    by_key = {step.key: step for step in steps}
    _one_of(intent.step or "-", by_key, Reason.NO_SUCH_STEP)
    if by_key[intent.step].is_told:
        raise _no(Reason.STEP_IS_TOLD, intent.step)
    if intent.done is (intent.step in incident.checked):
        raise _no(Reason.NOTHING_CHANGES, incident.title)
    return replace(intent, when=None)


def _incident_reopen(state: State, intent: do.IncidentReopen, setting: Setting) -> do.Intent:
    incident = _incident(state, intent.incident)
    if incident.is_open:
        raise _no(Reason.ALREADY_OPEN, incident.title)
    _happened(intent.when, setting)
    _not_before(intent.when, incident.reviewed or incident.resolved, Reason.BEFORE_LAST_STEP, setting)
    return intent


def _incident_severity(state: State, intent: do.IncidentSeverity, setting: Setting) -> do.Intent:
    incident = _incident(state, intent.incident)
    _severity(intent.severity)
    floor = severity_for(incident.kind, intent.severity)
    if floor is not None and floor < intent.severity:
        raise _no(Reason.BELOW_FLOOR, incident.kind, (str(floor),))
    if intent.severity == incident.severity:
        raise _no(Reason.NOTHING_CHANGES, incident.title)
    _taken_at(incident, intent, setting, incident.detected)
    return intent


def _incident_note(state: State, intent: do.IncidentNote, setting: Setting) -> do.Intent:
    _incident(state, intent.incident)
    _some_text(intent.text)
    # What was known before it was seen as an incident belongs to its story too.
    _happened(intent.when, setting)
    return intent


def _idea_add(state: State, intent: do.IdeaAdd, setting: Setting) -> do.Intent:
    _some_text(intent.text)
    return intent


def _idea_use(state: State, intent: do.IdeaUse, setting: Setting) -> do.Intent:
    _open_idea(state, intent.idea)
    _task(state, intent.task)
    return intent


def _idea_drop(state: State, intent: do.IdeaDrop, setting: Setting) -> do.Intent:
    _open_idea(state, intent.idea)
    return intent


def _promise_add(state: State, intent: do.PromiseAdd, setting: Setting) -> do.Intent:
    """About a task or an incident, closed ones too: what was promised may outlast the work."""
    if intent.incident:
        _incident(state, intent.incident)
        intent = replace(intent, task="")
    else:
        _task(state, intent.task)
    if not intent.who:
        raise _no(Reason.EMPTY_WHO)
    _coming(intent.by.date(), setting)
    if intent.by <= setting.now:
        raise _no(Reason.PAST_TIME, _clock(intent.by, setting))
    return intent


def _promise_keep(state: State, intent: do.PromiseKeep, setting: Setting) -> do.Intent:
    promise = state.promises.get(intent.promise)
    if promise is None:
        raise _no(Reason.NO_SUCH_PROMISE, intent.promise)
    if not promise.is_open:
        raise _no(Reason.PROMISE_KEPT, promise.who)
    return intent


def _post_state(state: State, intent: do.PostStateSet, setting: Setting) -> do.Intent:
    """Any state may follow any other: what was marked by mistake is marked anew."""
    post = setting.posts.get(intent.post)
    if post is None:
        raise _no(Reason.NO_SUCH_POST, intent.post)
    _one_of(intent.state or "?", {each.value: each for each in PostState}, Reason.NO_SUCH_POST_STATE)
    if post.state.value == intent.state and intent.link in ("", post.link):
        raise _no(Reason.POST_IS_SO, post.title, (intent.state,))
    return replace(intent, seen=post.as_in_file.state.value, title=post.title)


def _kpi_set(state: State, intent: do.KpiSet, setting: Setting) -> do.Intent:
    """Only what changes is written, each measure once."""
    monday = _week_of_brand(intent.brand, intent.week, setting)
    before = state.kpis.get((intent.brand, monday), {})
    known = {**dict.fromkeys(typed_measures(setting.workflow, intent.brand)), **dict.fromkeys(before)}
    for each in intent.values:
        _one_of(each.key or "?", known, Reason.NO_SUCH_KPI)
        _kpi(each)
    values = {each.key: each for each in intent.values if before.get(each.key) != each.value}
    if not values:
        raise _no(Reason.NOTHING_CHANGES, intent.brand)
    return do.KpiSet(brand=intent.brand, week=monday, values=tuple(values.values()))


def _kpi(figure: do.KpiValue) -> None:
    value = figure.value
    if value is None:
        return
    # What is not a number is not less than the limit either.
    if not abs(value) < KPI_LIMIT or (is_count(figure.key) and (value < 0 or value % 1 != 0)):
        raise _no(Reason.BAD_KPI, f"{value:g}", (figure.key,))


def _week_of_brand(brand: str, date: dt.date, setting: Setting) -> dt.date:
    """The Monday of a week of which something may be said for a brand: one that has begun."""
    brands = setting.workflow.brand_by_key
    _one_of(brand, brands, Reason.NO_SUCH_BRAND)
    if brands and not brand:
        raise _no(Reason.WHOSE_WEEK, "", tuple(brands))
    if _is_far(date, setting):
        raise _no(Reason.FAR_DAY, date.isoformat())
    monday = monday_of(date)
    if monday > setting.today:
        raise _no(Reason.COMING_WEEK, monday.isoformat())
    return monday


def _report_note(state: State, intent: do.ReportNote, setting: Setting) -> do.Intent:
    monday = _week_of_brand(intent.brand, intent.week, setting)
    before = state.report_notes.get((intent.brand, monday), ReportTexts())
    changes = {
        name: text
        for name in REPORT_TEXTS
        if (text := getattr(intent, name)) is not None and text != getattr(before, name)
    }
    if not changes:
        raise _no(Reason.NOTHING_CHANGES, intent.brand)
    return do.ReportNote(brand=intent.brand, week=monday, **changes)


def _undo(state: State, intent: do.Undo, setting: Setting) -> do.Intent:
    done = state.undoable.get(setting.device)
    if done is None or (intent.of and intent.of != done.record):
        raise _no(Reason.NOTHING_TO_UNDO)
    return do.Undo(of=done.record)


def _redo(state: State, intent: do.Redo, setting: Setting) -> do.Intent:
    done = state.redoable.get(setting.device)
    if done is None or (intent.of and intent.of != done.record):
        raise _no(Reason.NOTHING_TO_REDO)
    return do.Redo(of=done.record)


_RULES: Mapping[type[do.Intent], Callable[[State, Any, Setting], do.Intent]] = {
    do.WorkflowUse: _workflow_use,
    do.DayAdopt: _day_adopt,
    do.TaskAdd: _task_add,
    do.TaskEdit: _task_edit,
    do.TaskStart: _task_start,
    do.TaskStop: _task_stop,
    do.TaskDone: _task_close,
    do.TaskDrop: _task_close,
    do.TaskReopen: _task_reopen,
    do.TaskMove: _task_move,
    do.TaskOrder: _task_order,
    do.TaskMinutes: _task_minutes,
    do.TaskNote: _task_note,
    do.TaskCount: _task_count,
    do.TaskMilestone: _task_milestone,
    do.BreakStart: _break_start,
    do.BreakStop: _break_stop,
    do.TimeLog: _time_log,
    do.TimeEdit: _time_edit,
    do.TimeSplit: _time_split,
    do.TimeJoin: _time_join,
    do.TimeDrop: _time_drop,
    do.Interrupt: _interrupt,
    do.Resume: _resume,
    do.IncidentOpen: _incident_open,
    do.IncidentEdit: _incident_edit,
    do.IncidentAcknowledge: _incident_step,
    do.IncidentRespond: _incident_step,
    do.IncidentContain: _incident_step,
    do.IncidentResolve: _incident_resolve,
    do.IncidentReview: _incident_review,
    do.IncidentMonitor: _incident_step,
    do.IncidentUpdate: _incident_update,
    do.IncidentNotify: _incident_notify,
    do.IncidentPausePosts: _incident_pause_posts,
    do.IncidentCheck: _incident_check,
    do.IncidentReopen: _incident_reopen,
    do.IncidentSeverity: _incident_severity,
    do.IncidentNote: _incident_note,
    do.Triage: _triage,
    do.DayClose: _day_close,
    do.IdeaAdd: _idea_add,
    do.IdeaUse: _idea_use,
    do.IdeaDrop: _idea_drop,
    do.PromiseAdd: _promise_add,
    do.PromiseKeep: _promise_keep,
    do.PostStateSet: _post_state,
    do.KpiSet: _kpi_set,
    do.ReportNote: _report_note,
    do.Undo: _undo,
    do.Redo: _redo,
}
