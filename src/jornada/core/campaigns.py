"""Campaigns: when a step comes into the queue, and how each of them stands.

A step is an item of the plan of the first working day of the ISO week in which it is due, its home.
Where that day was planned without it (the campaign was written in the middle of the week), it comes
with the first working day after that which nobody has planned yet. It comes once, and stays until it
is done or dropped.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from zoneinfo import ZoneInfo

from jornada.core import calendar
from jornada.core.dataclass import dataclass
from jornada.core.digest import blake2b
from jornada.core.folding.days import item_id
from jornada.core.intents import PlannedItem
from jornada.core.state import Item, ItemState, State
from jornada.core.workflow import WEEKDAYS, Campaign, Step, Workflow, minutes_of_day

LOOK_BACK_DAYS = 92
"""So far before its week a step comes, where nobody works in that week."""
LOOK_AHEAD_DAYS = 400
COMES_LATE_DAYS = 7
"""So long after its due date a step that was written late still comes, its campaign over or not."""
SLUG_LENGTH = 40
DAY_MINUTES = 24 * 60


class StepStatus(StrEnum):
    """How a step stands. The next one is the first that is due and not late."""

    DONE = "done"
    DROPPED = "dropped"
    LATE = "late"
    NEXT = "next"
    COMING = "coming"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A step as it stands. `item` is its task in a queue, `None` while no day with it was planned; `comes` is
    the day whose queue it is on, or comes into, `None` where it comes no more."""

    key: str
    step: Step
    status: StepStatus
    due: dt.datetime
    comes: dt.date | None
    item: Item | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done, late or not."""
        return self.status not in (StepStatus.DONE, StepStatus.DROPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignView:
    """A campaign as it stands, its steps by their due date."""

    campaign: Campaign
    steps: tuple[StepView, ...]
    today: dt.date

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(1 for each in self.steps if each.status is StepStatus.DONE)

    @property
    def total(self) -> int:
        """The steps there are to do; dropped ones are not."""
        return sum(1 for each in self.steps if each.status is not StepStatus.DROPPED)

    @property
    def late(self) -> int:
        """How many steps should be done and are not."""
        return sum(1 for each in self.steps if each.status is StepStatus.LATE)

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed and nothing of it is open."""
        return self.campaign.until < self.today and not any(each.is_open for each in self.steps)


# Keys


def step_keys(campaign: Campaign) -> tuple[str, ...]:
    """The key of each step, in their order: the campaign's, a dot, and what its title makes.

    It does not depend on the order of the steps. Of several with one title the first due has the plain
    key, the others their due date behind it.
    """
    slugs = [_slug(step.title) for step in campaign.steps]
    keys: dict[int, str] = {}
    taken: set[str] = set()
    for place in sorted(range(len(slugs)), key=lambda place: _order(campaign.steps[place])):
        slug, due = slugs[place], campaign.steps[place].due
        names = [slug, f"{slug}-{due.isoformat()}"]
        number = 2
        while names[0] in taken:
            names.pop(0)
            names.append(f"{slug}-{due.isoformat()}-{number}")
            number += 1
        taken.add(names[0])
        keys[place] = f"{campaign.key}.{names[0]}"
    return tuple(keys[place] for place in range(len(slugs)))


def is_step_key(key: str) -> bool:
    """Whether this is the key of a step: a task's has no dot."""
    return "." in key


def step_of(workflow: Workflow, key: str) -> tuple[Campaign, Step] | None:
    """The campaign and its step of that key; `None` where the plan has none."""
    name = key.partition(".")[0]
    for campaign in workflow.campaigns:
        if campaign.key == name and is_step_key(key):
            return next(
                ((campaign, step) for known, step in _keyed(campaign) if known == key),
                None,
            )
    return None


def _order(step: Step) -> tuple[dt.date, str, str, str, int]:
    return step.due, step.title, step.who, step.needs, step.minutes


def _slug(title: str) -> str:
    """The title in letters a key may have; of another script, a name that only this title makes."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    slug = re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c)))
    slug = slug[:SLUG_LENGTH].strip("-")
    return slug or blake2b(title.encode(), digest_size=5).hexdigest()


def _keyed(campaign: Campaign) -> Iterator[tuple[str, Step]]:
    return zip(step_keys(campaign), campaign.steps, strict=True)


# When they come


def home_of(workflow: Workflow, step: Step) -> dt.date:
    """The day whose plan a step is of: the first working day of the week it is due in, no later than it is
    due; where nobody works by then, the last working day before that week; else the week's Monday."""
    monday = step.due.toordinal() - step.due.weekday()
    week = range(monday, step.due.toordinal() + 1)
    before = range(monday - 1, max(0, monday - 1 - LOOK_BACK_DAYS), -1)
    days = (dt.date.fromordinal(day) for days in (week, before) for day in days)
    return next((day for day in days if workflow.is_working_day(day)), dt.date.fromordinal(monday))


def steps_at_home(workflow: Workflow, date: dt.date) -> tuple[PlannedItem, ...]:
    """The steps whose home is that day, whatever became of them."""
    monday = date.toordinal() - date.weekday()
    latest = monday + LOOK_BACK_DAYS + 7
    return tuple(
        planned_step(workflow, campaign, key, step, date)
        for campaign in workflow.campaigns
        if any(monday <= step.due.toordinal() <= latest for step in campaign.steps)
        for key, step in _keyed(campaign)
        if monday <= step.due.toordinal() <= latest and home_of(workflow, step) == date
    )


def steps_coming(state: State, workflow: Workflow, date: dt.date, today: dt.date) -> tuple[PlannedItem, ...]:
    """The steps that come into the queue with the plan of a day nobody has planned yet."""
    return tuple(
        planned_step(workflow, campaign, key, step, date)
        for campaign in workflow.campaigns
        for key, step in _keyed(campaign)
        if _may_come(workflow, campaign, step, date)
        and _free_day(state, workflow, step, today) == date
        and not _is_queued(state, workflow, key, step)
    )


def steps_of_begun_day(state: State, workflow: Workflow, date: dt.date) -> tuple[PlannedItem, ...]:
    """The steps that the plan of a day has which is begun: those on it already, and those that are due to
    have come and are in no queue yet. The latter are for a person to take over."""
    day = state.days.get(date)
    here = {planned.key for planned in day.planned} if day else set()
    return tuple(
        planned_step(workflow, campaign, key, step, date)
        for campaign in workflow.campaigns
        for key, step in _keyed(campaign)
        if key in here
        or item_id(date, key) in state.items
        or (_may_come(workflow, campaign, step, date) and not _is_queued(state, workflow, key, step))
    )


def planned_step(workflow: Workflow, campaign: Campaign, key: str, step: Step, date: dt.date) -> PlannedItem:
    """A step as an item of the plan of a day, due at the end of the last block of its due date."""
    area = workflow.area_by_key.get(campaign.area)
    monday = date.toordinal() - date.weekday()
    same_week = 0 <= step.due.toordinal() - monday < 7
    return PlannedItem(
        key=key,
        title=step.title,
        area=campaign.area,
        minutes=step.minutes,
        rank=area.rank if area else None,
        brand=campaign.brand,
        milestone=step.title,
        due=f"{WEEKDAYS[step.due.weekday()]} {_end_of_day(workflow)}",
        due_of=None if same_week else step.due,
        keep=True,
    )


def _end_of_day(workflow: Workflow) -> str:
    """When the last block ends; where there is none or it goes on after midnight, the end of the date."""
    ends = [minutes_of_day(block.start, block.end)[1] for block in workflow.blocks]
    last = min(max(ends, default=DAY_MINUTES), DAY_MINUTES - 1)
    return f"{last // 60:02}:{last % 60:02}"


def _may_come(workflow: Workflow, campaign: Campaign, step: Step, date: dt.date) -> bool:
    """Whether a step can come into the queue of `date`: its home, or while it is not forgotten a working
    day after that."""
    last = max(campaign.until.toordinal(), step.due.toordinal() + COMES_LATE_DAYS)
    if step.due.toordinal() - date.toordinal() > LOOK_BACK_DAYS + 7:
        return False
    home = home_of(workflow, step)
    return home == date or (home < date and date.toordinal() <= last and workflow.is_working_day(date))


def _free_day(state: State, workflow: Workflow, step: Step, today: dt.date) -> dt.date | None:
    """The first day from a step's home on that nobody has planned. Before the first day that was ever
    planned nothing was missed: there it comes with that day, or with today."""
    home = home_of(workflow, step)
    first = max(home, min((*state.days, today)))
    for ordinal in range(
        first.toordinal(), min(first.toordinal() + LOOK_AHEAD_DAYS, dt.date.max.toordinal())
    ):
        day = dt.date.fromordinal(ordinal)
        if day not in state.days and (day == home or workflow.is_working_day(day)):
            return day
    return None


def _is_queued(state: State, workflow: Workflow, key: str, step: Step) -> bool:
    """Whether the step is in a queue, or was. Its due date may have been another one then."""
    earliest = home_of(workflow, step).toordinal() - LOOK_BACK_DAYS
    days = (day for day in state.days if day.toordinal() >= earliest)
    return any(item_id(day, key) in state.items for day in days)


# How they stand


def campaign_views(state: State, workflow: Workflow, now: dt.datetime) -> tuple[CampaignView, ...]:
    """All campaigns: those that go on by their last day, then what is over, the newest first."""
    zone = ZoneInfo(workflow.timezone)
    today = calendar.local_date(now, zone)
    items = _items_by_key(state)
    found = [
        CampaignView(
            campaign=campaign, steps=_step_views(state, workflow, campaign, items, now, zone), today=today
        )
        for campaign in workflow.campaigns
    ]
    going = sorted((each for each in found if not each.is_over), key=lambda each: each.campaign.until)
    over = sorted((each for each in found if each.is_over), key=lambda each: each.campaign.until)
    return (*going, *reversed(over))


def is_in_queue(view: StepView, today: dt.date) -> bool:
    """Whether a step stands in a queue that has come: it can be worked on."""
    return view.comes is not None and (view.item is not None or view.comes <= today)


def day_in_queue(view: StepView, today: dt.date) -> dt.date | None:
    """The day on which its row is to be seen: what is left from an earlier day stands on today."""
    if view.comes is None:
        return None
    return max(view.comes, today) if view.is_open else view.comes


def step_item_id(view: StepView) -> str:
    """The id of a step's task; empty where it comes no more."""
    if view.item is not None:
        return view.item.id
    return item_id(view.comes, view.key) if view.comes is not None else ""


def _items_by_key(state: State) -> Mapping[str, Item]:
    """Of each step the item that stands for it: the newest."""
    found: dict[str, Item] = {}
    for item in state.items.values():
        if is_step_key(item.key):
            known = found.get(item.key)
            if known is None or known.planned_for < item.planned_for:
                found[item.key] = item
    return found


def _step_views(
    state: State,
    workflow: Workflow,
    campaign: Campaign,
    items: Mapping[str, Item],
    now: dt.datetime,
    zone: ZoneInfo,
) -> tuple[StepView, ...]:
    end = _end_of_day(workflow)
    ordered = sorted(_keyed(campaign), key=lambda keyed: keyed[1].due)
    due = {key: calendar.due_instant(end, step.due, zone) for key, step in ordered}
    ahead = [
        step.due for key, step in ordered if due[key] >= now and (key not in items or items[key].is_open)
    ]
    following = ahead[0] if ahead else None
    today = calendar.local_date(now, zone)
    return tuple(
        StepView(
            key=key,
            step=step,
            status=_status(items.get(key), step.due, due[key], now, following),
            due=due[key],
            comes=_comes(state, workflow, campaign, step, items.get(key), today),
            item=items.get(key),
        )
        for key, step in ordered
    )


def _status(
    item: Item | None, date: dt.date, due: dt.datetime, now: dt.datetime, following: dt.date | None
) -> StepStatus:
    if item is not None and item.state is ItemState.DONE:
        return StepStatus.DONE
    if item is not None and item.state is ItemState.DROPPED:
        return StepStatus.DROPPED
    if due < now:
        return StepStatus.LATE
    return StepStatus.NEXT if date == following else StepStatus.COMING


def _comes(
    state: State, workflow: Workflow, campaign: Campaign, step: Step, item: Item | None, today: dt.date
) -> dt.date | None:
    if item is not None:
        return item.date
    day = _free_day(state, workflow, step, today)
    return day if day is not None and _may_come(workflow, campaign, step, day) else None


def campaigns_named(views: Collection[CampaignView], name: str) -> tuple[CampaignView, ...]:
    """Those of that key, else those whose title has these words in it; capitals make no difference."""
    asked = name.casefold().strip()
    exact = tuple(view for view in views if view.campaign.key == asked)
    return exact or tuple(view for view in views if asked in view.campaign.title.casefold())
