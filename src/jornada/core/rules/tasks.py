"""What may be done to a task of a day; where it goes is `places`, its timer `timers`."""

from __future__ import annotations

from jornada.core import intents as do
from jornada.core.dataclass import replace
from jornada.core.limits import COUNT_LIMIT, RANK_LIMIT
from jornada.core.refusals import Reason, no
from jornada.core.rules import allowed, known
from jornada.core.rules.changing import changed_fields
from jornada.core.setting import Setting
from jornada.core.state import Item, State
from jornada.core.workflow import Workflow


def _facts(intent: do.TaskAdd | do.TaskEdit, setting: Setting) -> None:
    """The fields a task added and a task edited share."""
    workflow = setting.workflow
    allowed.one_of(intent.area, workflow.area_by_key, Reason.NO_SUCH_AREA)
    allowed.one_of(intent.brand, workflow.brand_by_key, Reason.NO_SUCH_BRAND)
    allowed.one_of(intent.role, {role.key: role for role in workflow.roles}, Reason.NO_SUCH_ROLE)
    allowed.one_of(
        intent.objective, {each.key: each for each in workflow.objectives}, Reason.NO_SUCH_OBJECTIVE
    )
    allowed.minutes(intent.minutes)
    allowed.due(intent.due)
    if intent.rank is not None and not 1 <= intent.rank <= RANK_LIMIT:
        raise no(Reason.BAD_RANK, str(intent.rank), limit=RANK_LIMIT)


def add(state: State, intent: do.TaskAdd, setting: Setting) -> do.Intent:
    """A task of the person's own; its rank is that of its area unless one is given, its brand the only
    one where there is no choice."""
    if not intent.title:
        raise no(Reason.EMPTY_TITLE)
    if intent.idea:
        known.open_idea(state, intent.idea)
    if intent.incident:
        known.incident(state, intent.incident)
    allowed.coming(intent.date, setting)
    _facts(intent, setting)
    allowed.block(state, intent.block, intent.date, setting)
    workflow = setting.workflow
    if intent.rank is None and intent.area:
        intent = replace(intent, rank=workflow.area_by_key[intent.area].rank)
    return intent if intent.brand else replace(intent, brand=workflow.only_brand)


def edit(state: State, intent: do.TaskEdit, setting: Setting) -> do.Intent:
    """Only what changes is written."""
    item = known.task(state, intent.task)
    if intent.title == "":
        raise no(Reason.EMPTY_TITLE)
    _facts(intent, setting)
    allowed.block(state, intent.block, item.date, setting)
    if intent.area and intent.area != item.area and intent.rank is None:
        intent = replace(intent, rank=_rank_of_area(item, intent.area, setting.workflow))
    return do.TaskEdit(task=intent.task, **changed_fields(intent, item))


def _rank_of_area(item: Item, area: str, workflow: Workflow) -> int | None:
    """The rank that comes with a new area; none where the item's is not its old area's."""
    old = workflow.area_by_key.get(item.area)
    follows = item.rank is None or (old is not None and item.rank == old.rank)
    return workflow.area_by_key[area].rank if follows else None


def close(state: State, intent: do.TaskDone | do.TaskDrop, setting: Setting) -> do.Intent:
    """Done or dropped: of an open task."""
    known.open_task(state, intent.task)
    return intent


def reopen(state: State, intent: do.TaskReopen, setting: Setting) -> do.Intent:
    """What is done or dropped is open again."""
    item = known.task(state, intent.task)
    if item.is_open:
        raise no(Reason.ALREADY_OPEN, item.title)
    return intent


def order(state: State, intent: do.TaskOrder, setting: Setting) -> do.Intent:
    """Before or after another task."""
    item = known.task(state, intent.task)
    other = known.task(state, intent.before or intent.after)
    if other.id == item.id:
        raise no(Reason.ALREADY_THERE, item.title)
    return replace(intent, after="") if intent.before else intent


def minutes(state: State, intent: do.TaskMinutes, setting: Setting) -> do.Intent:
    """Other planned minutes."""
    item = known.open_task(state, intent.task)
    allowed.minutes(intent.minutes)
    if intent.minutes == item.minutes:
        raise no(Reason.NOTHING_CHANGES, item.title)
    return intent


def note(state: State, intent: do.TaskNote, setting: Setting) -> do.Intent:
    """A note on a task."""
    known.task(state, intent.task)
    allowed.some_text(intent.text)
    return intent


def count(state: State, intent: do.TaskCount, setting: Setting) -> do.Intent:
    """So many towards its goal, or fewer; never below none."""
    item = known.task(state, intent.task)
    total = item.count + intent.amount
    if intent.amount == 0 or not 0 <= total <= COUNT_LIMIT:
        raise no(Reason.BAD_COUNT, str(intent.amount), limit=item.count)
    return intent


def milestone(state: State, intent: do.TaskMilestone, setting: Setting) -> do.Intent:
    """A milestone is reached once."""
    item = known.task(state, intent.task)
    if not item.milestone and not item.due:
        raise no(Reason.NO_MILESTONE, item.title)
    if item.reached_at is not None:
        raise no(Reason.MILESTONE_REACHED, item.milestone or item.title)
    return intent
