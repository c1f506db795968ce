"""Small workflows, instants and a bench at which a person acts: what the tests of the core share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from jornada.core import intents as do
from jornada.core.calendar import in_zone
from jornada.core.decide import Accepted, Decision, decide
from jornada.core.fold import Timeline
from jornada.core.hours import Hours
from jornada.core.incidents import ClockKind, Deadline, Targets, clocks_of, deadlines_of
from jornada.core.plan import DayView, QueueRow, day_view, plan_for
from jornada.core.posts import Post, PostState
from jornada.core.recurrence import parse_recurrence
from jornada.core.refusals import Refused
from jornada.core.setting import Setting
from jornada.core.state import Incident, Item, State
from jornada.core.workflow import Area, Block, Brand, Break, Milestone, Objective, Role, Task, Workflow

MADRID = ZoneInfo("Europe/Madrid")
FRIDAY = dt.date(2026, 11, 20)
SATURDAY = FRIDAY + dt.timedelta(days=1)
MONDAY = FRIDAY + dt.timedelta(days=3)


def at(text: str, date: dt.date = FRIDAY, zone: ZoneInfo = MADRID) -> dt.datetime:
    """The instant at which the clock shows `text`, with a fixed offset."""
    return in_zone(dt.datetime.combine(date, dt.time.fromisoformat(text), tzinfo=zone), zone)


def block(key: str, start: str, end: str, title: str = "", reserve: int = 0, lunch: str = "") -> Block:
    """A block; `lunch` is a break, `"14:00-15:00"`."""
    breaks = ()
    if lunch:
        first, last = (dt.time.fromisoformat(text) for text in lunch.split("-"))
        breaks = (Break(title="Lunch", start=first, end=last),)
    return Block(
        key=key,
        title=title or key.title(),
        start=dt.time.fromisoformat(start),
        end=dt.time.fromisoformat(end),
        breaks=breaks,
        reserve=reserve,
    )


def task(
    key: str, block: str = "morning", minutes: int = 30, repeat: str = "working days", **more: Any
) -> Task:
    """A line of a workflow; `due` is short for a milestone with a due time."""
    due = more.pop("due", "")
    if due:
        more["milestone"] = Milestone(text=f"{key} reached", due=due)
    return Task(
        key=key,
        title=more.pop("title", key.title()),
        area=more.pop("area", "listening"),
        block=block,
        minutes=minutes,
        repeat=parse_recurrence(repeat),
        **more,
    )


BLOCKS = (
    block("morning", "09:00", "12:00"),
    block("noon", "12:00", "15:00", reserve=30, lunch="14:00-15:00"),
    block("afternoon", "16:00", "18:00", reserve=30),
)
"""With lunch inside a block and an hour between blocks."""

AREAS = (
    Area(key="listening", title="Reputation – Listening", rank=1),
    Area(key="updating", title="Actualización", rank=2),
    Area(key="content-sharing", title="Content sharing", rank=7),
    Area(key="engagement", title="Engagement", rank=8),
)
BRANDS = (Brand(key="acme", title="Café Ñandú"), Brand(key="beta", title="Beta"))

TASKS = (
    task("sweep", minutes=45, due="09:45"),
    task("answers", minutes=45, area="updating", due="10:30", brand="acme"),
    task("check", "noon", 15),
    task("research", "noon", 75, area="content-sharing"),
    task("talk", "afternoon", 80, area="engagement"),
    task("close", "afternoon", 10),
)


def workflow(tasks: Iterable[Task] = TASKS, blocks: Iterable[Block] = BLOCKS, **more: Any) -> Workflow:
    """A workflow of Monday to Friday in Madrid."""
    return Workflow(
        name=more.pop("name", "small"),
        title="Small",
        timezone=more.pop("timezone", "Europe/Madrid"),
        days=more.pop("days", (0, 1, 2, 3, 4)),
        hash=more.pop("hash", "1"),
        areas=AREAS,
        brands=BRANDS,
        roles=(Role(key="community", title="Community manager"),),
        objectives=(Objective(key="trust", title="Nobody waits"),),
        blocks=tuple(blocks),
        tasks=tuple(tasks),
        **more,
    )


def deadline_of(incident: Incident, targets: Targets, hours: Hours, now: dt.datetime) -> Deadline | None:
    """The nearest of what an incident is owed."""
    return next(iter(deadlines_of(incident, targets, hours, now)), None)


def first_response_due(incident: Incident, targets: Targets, hours: Hours) -> dt.datetime | None:
    """When the first response is due; `None` where no clock runs."""
    clocks = clocks_of(incident, targets, hours)
    return next((clock.due for clock in clocks if clock.kind is ClockKind.FIRST_RESPONSE), None)


class Bench:
    """A person at a device: what is asked is decided, recorded and folded, as the desk does it."""

    def __init__(
        self,
        flow: Workflow | None = None,
        *,
        time: str = "09:00",
        date: dt.date = FRIDAY,
        device: str = "aaaa",
    ) -> None:
        self.flow = flow or workflow()
        self.device = device
        self.zone = ZoneInfo(self.flow.timezone)
        self.now = at(time, date, self.zone)
        self.timeline = Timeline()
        self.minted = 0
        self.highest = 0
        self.posts = {
            each.key: each
            for each in (
                Post(key="raffle", date=FRIDAY, title="Raffle", time=dt.time(10)),
                Post(key="menu", date=MONDAY, title="Menu", state=PostState.APPROVED),
            )
        }

    @property
    def state(self) -> State:
        return self.timeline.state

    @property
    def today(self) -> dt.date:
        return self.setting.today

    @property
    def setting(self) -> Setting:
        return Setting(self.now, self.flow, self.device, ("small", "other"), posts=self.posts)

    def clock(self, text: str, date: dt.date | None = None) -> Bench:
        """Set the clock."""
        self.now = at(text, date or self.today, self.zone)
        return self

    def later(self, **amount: int) -> Bench:
        """Let real time pass."""
        self.now = in_zone(self.now + dt.timedelta(**amount), self.zone)
        return self

    def ask(self, intent: do.Intent) -> Decision:
        """Decide, and record what is accepted."""
        decision = decide(self.state, intent, self.setting)
        if isinstance(decision, Accepted):
            for each in decision.intents:
                self.timeline.add([self.record(each)])
        return decision

    def act(self, intent: do.Intent) -> str:
        """Do what must be accepted; the id of its record."""
        decision = self.ask(intent)
        assert isinstance(decision, Accepted), decision
        return f"{self.device}-{self.minted}"

    def refused(self, intent: do.Intent) -> Refused:
        """Ask what must be refused."""
        decision = self.ask(intent)
        assert isinstance(decision, Refused), decision
        return decision

    def record(self, intent: do.Intent) -> do.Record:
        self.minted += 1
        self.highest = 1 + max((record.n for record in self.timeline.records), default=self.highest)
        return do.Record(f"{self.device}-{self.minted}", self.now, self.highest, intent)

    def sync(self, other: Bench) -> None:
        """Both come to know all records of both."""
        mine, theirs = tuple(self.timeline.records), tuple(other.timeline.records)
        self.timeline.add(theirs)
        other.timeline.add(mine)

    # What is seen

    def item(self, key: str) -> Item:
        return self.state.items[key]

    def view(self, date: dt.date | None = None, keep: Callable[[Item], bool] = lambda item: True) -> DayView:
        return day_view(self.state, self.flow, date or self.today, self.now, keep=keep)

    def row(self, key: str) -> QueueRow:
        (found,) = (row for row in self.view().rows if row.item.id == key)
        return found

    def queue(self, date: dt.date | None = None) -> list[str]:
        """The titles of the rows."""
        return [row.item.title for row in self.view(date).rows]


def planned(key: str, date: dt.date = FRIDAY) -> str:
    """The id of a task of the workflow on a day."""
    return f"{date.isoformat()}.{key}"


def anything(bench: Bench, random: Random) -> do.Intent:
    """What a person might ask for next, sensible or not."""
    state, pick = bench.state, random.choice
    days = (FRIDAY, FRIDAY, FRIDAY, SATURDAY, MONDAY)
    tasks = [planned(each.key, pick(days)) for each in bench.flow.tasks]
    tasks += [*state.items, "nothing"]
    incidents = [*state.incidents, "nothing"]
    ideas, promises = [*state.ideas, "nothing"], [*state.promises, "nothing"]
    sessions = [*state.sessions, "nothing", ""]
    blocks = [each.key for each in bench.flow.blocks] + ["", "nowhere"]
    dates = [bench.today + dt.timedelta(days=days) for days in (-1, 0, 0, 1, 3)]
    ago = [bench.now - dt.timedelta(minutes=random.randrange(-5, 300)) for _ in range(2)]
    soon = bench.now + dt.timedelta(minutes=random.randrange(-30, 3000))
    kinds = ("complaint", "press", "other", "nothing")
    move = do.TriageMove(
        task=pick(tasks),
        date=pick([None, *dates]),
        block=pick([None, *blocks]),
        drop=random.random() < 0.3,
        reason=pick(("", "no\nneed")),
    )
    return pick(
        (
            lambda: do.TaskAdd(
                title=pick(("Own", " ", "Café\x1b")),
                date=pick(dates),
                block=pick(blocks),
                due=pick(("", "thu 9:0")),
            ),
            lambda: do.TaskEdit(
                task=pick(tasks), title=pick((None, "New", "")), area=pick((None, "", "engagement"))
            ),
            lambda: do.TaskStart(task=pick(tasks)),
            lambda: do.TaskStart(task=pick(tasks)),
            lambda: do.TaskStart(incident=pick(incidents)),
            lambda: do.TaskStart(task=pick(tasks), incident=pick(incidents)),
            lambda: do.TaskStop(session=pick(sessions), end=pick((None, *ago))),
            lambda: do.TaskDone(task=pick(tasks)),
            lambda: do.TaskReopen(task=pick(tasks)),
            lambda: do.TaskDrop(task=pick(tasks), reason="later"),
            lambda: do.TaskMove(task=pick(tasks), date=pick([None, *dates]), block=pick([None, *blocks])),
            lambda: do.TaskOrder(task=pick(tasks), before=pick(tasks)),
            lambda: do.TaskOrder(task=pick(tasks), after=pick(tasks)),
            lambda: do.TaskMinutes(task=pick(tasks), minutes=random.randrange(-5, 90)),
            lambda: do.TaskNote(task=pick(tasks), text="noted"),
            lambda: do.TaskCount(task=pick(tasks), amount=random.randrange(-2, 4)),
            lambda: do.TaskMilestone(task=pick(tasks)),
            lambda: do.BreakStart(),
            lambda: do.BreakStop(session=""),
            lambda: do.TimeLog(task=pick(tasks), start=min(ago), end=max(ago)),
            lambda: do.TimeLog(incident=pick(incidents), start=min(ago), end=max(ago)),
            lambda: do.TimeDrop(session=pick(sessions)),
            lambda: do.Interrupt(title=pick(("", "Something"))),
            lambda: do.Interrupt(),
            lambda: do.Resume(incident=pick(("", *incidents))),
            lambda: do.Resume(incident=""),
            lambda: do.IncidentOpen(title="It spreads", kind=pick(kinds), severity=pick((None, 1, 3))),
            lambda: do.IncidentEdit(
                incident=pick(incidents), title="Named", kind=pick(kinds), occurred=ago[0]
            ),
            lambda: do.IncidentAcknowledge(incident=pick(incidents)),
            lambda: do.IncidentRespond(incident=pick(incidents)),
            lambda: do.IncidentContain(incident=pick(incidents)),
            lambda: do.IncidentResolve(incident=pick(incidents)),
            lambda: do.IncidentReopen(incident=pick(incidents), when=pick((None, *ago))),
            lambda: do.IncidentRespond(incident=pick(incidents), when=pick(ago)),
            lambda: do.IncidentResolve(incident=pick(incidents), when=pick(ago)),
            lambda: do.IncidentReview(
                incident=pick(incidents),
                worked="a",
                failed=pick(("b", "")),
                cause="c",
                severity=pick((None, 3)),
            ),
            lambda: do.IncidentMonitor(incident=pick(incidents)),
            lambda: do.IncidentUpdate(
                incident=pick(incidents), when=pick((None, *ago)), next_update=pick((None, soon))
            ),
            lambda: do.IncidentNotify(
                incident=pick(incidents), who=pick(("Ana", "")), when=pick((None, *ago))
            ),
            lambda: do.IncidentPausePosts(incident=pick(incidents), paused=random.random() < 0.6),
            lambda: do.IncidentCheck(
                incident=pick(incidents),
                step=pick(("approve", "classify", "notify-it", "dance")),
                done=random.random() < 0.7,
            ),
            lambda: do.IncidentEdit(incident=pick(incidents), detected=pick(ago), next_update=soon),
            lambda: do.TaskAdd(title="Follow it up", date=pick(dates), incident=pick(incidents)),
            lambda: do.IncidentSeverity(incident=pick(incidents), severity=random.randrange(6)),
            lambda: do.IncidentNote(incident=pick(incidents), text="noted"),
            lambda: do.Triage(moves=(move,) * random.randrange(3)),
            lambda: do.IdeaAdd(text=pick(("A thought", " ", "two\nlines"))),
            lambda: do.IdeaUse(idea=pick(ideas), task=pick(tasks)),
            lambda: do.TaskAdd(title="Out of a thought", date=pick(dates), idea=pick(ideas)),
            lambda: do.IdeaDrop(idea=pick(ideas)),
            lambda: do.PromiseAdd(who=pick(("Ana", "")), by=soon, task=pick(tasks)),
            lambda: do.PromiseAdd(who="Ana", by=soon, incident=pick(incidents), text="the figures"),
            lambda: do.PromiseKeep(promise=pick(promises)),
            lambda: do.PostStateSet(
                post=pick(("raffle", "menu", "nothing")), state=pick(("draft", "published", "gone"))
            ),
            lambda: do.DayClose(date=pick(dates), top=(pick(tasks), "Own"), note="so be it"),
            lambda: do.KpiSet(
                brand=pick(("acme", "", "gone")),
                week=pick(dates),
                values=(
                    do.KpiValue(key=pick(("followers", "mood")), value=pick((None, -1.0, 0.5, 12.0))),
                    do.KpiValue(key="reach", value=float(random.randrange(9))),
                ),
            ),
            lambda: do.ReportNote(
                brand=pick(("acme", "", "gone")),
                week=pick(dates),
                status=pick((None, "Well", "")),
                need=pick((None, "two\nlines")),
            ),
            lambda: do.WorkflowUse(name=pick(("small", "other"))),
            lambda: do.DayAdopt(
                date=pick(dates),
                workflow=bench.flow.name,
                hash=pick(("1", "2")),
                items=plan_for(bench.flow, pick(days)).items[: random.randrange(3)],
                removed=(pick(bench.flow.tasks).key,) * random.randrange(2),
            ),
            lambda: do.Undo(),
            lambda: do.Undo(),
            lambda: do.Redo(),
        )
    )()


def walk(bench: Bench, random: Random, steps: int, clock: Sequence[int] = (0, 20, 300, 1500)) -> Bench:
    """Ask for one thing after the other while the clock goes on by any of `clock`, in seconds."""
    for _ in range(steps):
        bench.ask(anything(bench, random))
        bench.later(seconds=random.choice(clock))
    return bench


def garbage(random: Random, count: int, devices: Sequence[str] = ("aaaa", "bbbb", "cccc")) -> list[do.Record]:
    """Records as a journal may hold them after bad luck: nothing fits anything, all kinds are there."""
    bench = Bench()
    found = []
    for number in range(count):
        device = random.choice(devices)
        kind = random.random()
        intent = anything(bench, random)
        known = [record.id for record in found] or ["nothing"]
        if kind < 0.2:
            intent = random.choice((do.Undo, do.Redo))(of=random.choice(known))
        elif kind < 0.35:
            intent = replace(plan_for(bench.flow, random.choice((FRIDAY, MONDAY))), hash=random.choice("12"))
        elif kind < 0.6:
            key = random.choice(known)
            intent = random.choice(
                (
                    do.TaskStart(task=key),
                    do.TaskStop(session=key),
                    do.TaskDone(task=key),
                    do.Interrupt(parks=key),
                    do.Resume(incident=key),
                    do.IncidentResolve(incident=key),
                    do.IncidentReopen(incident=key),
                    do.IncidentRespond(incident=key),
                    do.IncidentUpdate(incident=key),
                    do.IncidentReview(incident=key),
                    do.IncidentPausePosts(incident=key, paused=False),
                    do.IncidentMonitor(incident=key),
                    do.TimeDrop(session=key),
                    do.TaskAdd(title="Out of a thought", date=FRIDAY, idea=key),
                    do.IdeaUse(idea=key, task=key),
                    do.IdeaDrop(idea=key),
                    do.PromiseKeep(promise=key),
                    do.PostStateSet(post=key, state=random.choice(("draft", "published", "flown"))),
                    do.Unknown(word="task.fly"),
                )
            )
        moment = bench.now + dt.timedelta(seconds=random.randrange(-90_000, 90_000))
        found.append(do.Record(f"{device}-{number:x}", moment, random.randrange(count), intent))
    return found
