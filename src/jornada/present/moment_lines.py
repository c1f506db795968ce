"""What each moment of the day needs to be told: in a block, between two, at lunch, before, after, off."""

from __future__ import annotations

import datetime as dt
from itertools import compress

from jornada.core.calendar import MomentKind, in_zone
from jornada.core.coverage import unnoticed
from jornada.core.dataclass import dataclass
from jornada.core.plan import BlockLoad, DayView, MilestoneStatus, Status, next_working_day
from jornada.core.promises import open_promises
from jornada.core.state import State
from jornada.core.workflow import Workflow
from jornada.present.lines import Fact, KeyNames
from jornada.present.looks import area_look
from jornada.present.milestone_marks import milestone_of, milestone_word, next_milestone
from jornada.present.pen import Pen
from jornada.present.promise_lines import promise_role, promise_sign, promise_words
from jornada.present.words import Words


@dataclass(frozen=True, slots=True)
class Saying:
    """The name of the moment, what matters most about it, and further facts, the most needed first; of a
    block, which of them tell what goes unnoticed."""

    head: str
    lead: Fact
    facts: tuple[Fact, ...]
    alone: tuple[Fact, ...] = ()


def saying(pen: Pen, view: DayView, state: State, workflow: Workflow, keys: KeyNames) -> Saying:
    """What to say of the day `view` shows; it must hold all rows, not filtered ones."""
    if not view.is_today:
        return _other_day(pen, view, state, keys)
    match view.moment.kind:
        case MomentKind.IN_BLOCK:
            return _in_block(pen, view, state, workflow)
        case MomentKind.IN_BREAK:
            return _in_break(pen, view, state)
        case MomentKind.BEFORE:
            return _before(pen, view, state, workflow)
        case MomentKind.BETWEEN:
            return _between(pen, view, state, workflow, keys)
        case MomentKind.AFTER:
            return _after(pen, view, state, keys)
        case MomentKind.OFF:
            return _off(pen, view, state, workflow)


def _in_block(pen: Pen, view: DayView, state: State, workflow: Workflow) -> Saying:
    words, load = pen.words, view.current
    assert load is not None
    left = words.duration(load.left_minutes)
    lead = Fact(words.gettext("{time} left").format(time=left), left, "strong")
    facts = [_done(words, load.done, load.total), _minutes(words, load)]
    facts.extend(_late(pen, view))
    facts.extend(_next_due(pen, view, state))
    if load.reserve_left_minutes or (load.reserve_minutes and not load.incident_minutes):
        reserve = words.duration(load.reserve_left_minutes)
        facts.append(Fact(words.gettext("reserve {time}").format(time=reserve)))
    if load.incident_minutes:
        role = "warning" if load.incident_minutes > load.reserve_minutes else "muted"
        took = words.duration(load.incident_minutes)
        facts.append(Fact(words.gettext("incidents {time}").format(time=took), role=role))
    alone = left_alone(pen, view, state, workflow)
    return Saying(pen.crop(load.span.title, 40), lead, (*facts, *alone), alone)


def _in_break(pen: Pen, view: DayView, state: State) -> Saying:
    words, block, until = pen.words, view.moment.block, view.moment.until
    assert block is not None
    assert until is not None
    pause = next((pause for pause in block.breaks if pause.span.contains(view.now)), None)
    facts = []
    if until < block.span.end:
        facts.append(Fact(words.gettext("then on with {block}").format(block=pen.crop(block.title, 40))))
    else:
        after = next((load for load in view.blocks if load.span.span.start >= until), None)
        if after is not None:
            facts.append(_then(pen, after))
    open_blocks = list(compress(view.rows.blocks, view.rows.is_open))
    if left := open_blocks.count(block.key):
        facts.append(_left_in(pen, left, block.title))
    facts.extend(_promised(pen, view, state))
    return Saying(
        pen.crop(pause.title, 40) if pause else words.gettext("Break"), _until(pen, view, until), tuple(facts)
    )


def _before(pen: Pen, view: DayView, state: State, workflow: Workflow) -> Saying:
    words, load, until = pen.words, view.current, view.moment.until
    assert load is not None
    assert until is not None
    facts = [_holds(words, view), _fits(words, view)]
    carried = sum(1 for date in compress(view.rows.carried_from, view.rows.is_open) if date)
    if carried:
        facts.append(
            Fact(
                words.ngettext("{n} left from earlier days", "{n} left from earlier days", carried).format(
                    n=carried
                ),
                words.ngettext("{n} left over", "{n} left over", carried).format(n=carried),
                "warning",
            )
        )
    facts.extend(_next_due(pen, view, state))
    facts.extend(left_alone(pen, view, state, workflow))
    return Saying(words.gettext("Before the day"), _begins(pen, view, load, until), tuple(facts))


def _between(pen: Pen, view: DayView, state: State, workflow: Workflow, keys: KeyNames) -> Saying:
    words, load, until = pen.words, view.current, view.moment.until
    assert load is not None
    assert until is not None
    facts = [*_left_over(words, view, keys), *_promised(pen, view, state), _then(pen, load)]
    facts.extend(left_alone(pen, view, state, workflow))
    return Saying(words.gettext("Between blocks"), _begins(pen, view, load, until), tuple(facts))


def _after(pen: Pen, view: DayView, state: State, keys: KeyNames) -> Saying:
    words = pen.words
    left = _left_over(words, view, keys) or (Fact(words.gettext("nothing is left over"), role="good"),)
    done, worked = _day_done(words, view, state)
    return Saying(
        words.gettext("The day is over"),
        Fact(done.long, done.short, "strong"),
        (worked, *_promised(pen, view, state), *left),
    )


def _off(pen: Pen, view: DayView, state: State, workflow: Workflow) -> Saying:
    words = pen.words
    ahead = next_working_day(workflow, view.date)
    facts = [
        Fact(
            words.gettext("next working day: {day}").format(day=words.day_title(ahead)),
            words.gettext("next: {day}").format(day=f"{words.weekday_short(ahead)} {ahead.day}"),
        )
    ]
    worked = worked_minutes(state, view.date, view.now)
    if worked:
        facts.insert(0, Fact(words.gettext("{time} worked").format(time=words.duration(worked))))
    lead = Fact(words.gettext("what you log counts all the same"), words.gettext("you may log"))
    return Saying(words.gettext("Day off"), lead, tuple(facts))


def _other_day(pen: Pen, view: DayView, state: State, keys: KeyNames) -> Saying:
    words = pen.words
    back = view.now.astimezone(view.zone).date() > view.date
    head = words.gettext("Looking back") if back else words.gettext("Looking ahead")
    lead = Fact(
        words.gettext("{key} returns to today").format(key=keys("day.today")),
        words.gettext("{key} today").format(key=keys("day.today")),
    )
    if back and view.off and not view.planned:
        return Saying(head, lead, (Fact(words.gettext("a day off")),))
    if back and not view.planned:
        return Saying(head, lead, (Fact(words.gettext("nobody worked on this day; this was its plan")),))
    if back:
        return Saying(head, lead, _day_done(words, view, state))
    if view.off:
        return Saying(head, lead, (Fact(words.gettext("a day off")), _holds(words, view)))
    return Saying(head, lead, (_holds(words, view), _fits(words, view)))


def left_alone(pen: Pen, view: DayView, state: State, workflow: Workflow) -> tuple[Fact, ...]:
    """The area that went unnoticed for longest beyond what its recurrence allows, and how many more did."""
    found = unnoticed(state, workflow, view.now)
    if not found:
        return ()
    area = area_look(workflow, found[0].area)[0]
    more = f" +{len(found) - 1}" if len(found) > 1 else ""
    said = pen.words.ngettext("{area}: nothing for {n} day", "{area}: nothing for {n} days", found[0].days)
    short = pen.words.gettext("{area} {n} d").format(area=pen.crop(area, 14), n=found[0].days)
    return (Fact(said.format(area=pen.crop(area, 24), n=found[0].days) + more, short + more),)


def worked_minutes(state: State, date: dt.date, now: dt.datetime) -> int:
    """Whole minutes of the sessions that began on that day, breaks not counted."""
    sessions = (state.sessions[key] for key in state.starts_on.get(date, ()))
    return sum(session.seconds(now) for session in sessions if not session.is_break) // 60


def left_over_text(words: Words, view: DayView, keys: KeyNames) -> str:
    """What the quiet bar at a block's end says; empty where nothing is left over."""
    count = len(view.rows.left_over_places)
    if not count:
        return ""
    return words.ngettext(
        "{n} task is left over: {key} decides what becomes of it",
        "{n} tasks are left over: {key} decides what becomes of them",
        count,
    ).format(n=count, key=keys("view.triage"))


def _next_milestone(pen: Pen, view: DayView) -> tuple[Fact, ...]:
    row = next_milestone(view)
    if row is None or row.due is None:
        return ()
    sign, time = milestone_of(pen, row, view.zone, view.date)
    text = pen.crop(row.item.milestone or row.item.title, 30)
    if row.milestone is MilestoneStatus.AT_RISK:
        word = milestone_word(pen.words, row.milestone)
        return (Fact(f"{sign} {time} {text}, {word}", f"{sign} {time} {word}", "warning"),)
    return (Fact(f"{sign} {time} {text}", f"{sign} {time}"),)


def _next_due(pen: Pen, view: DayView, state: State) -> tuple[Fact, ...]:
    """What was promised and the next milestone, the one that is due first in front."""
    promised, milestone = _promised(pen, view, state), _next_milestone(pen, view)
    row, promises = next_milestone(view), open_promises(state, view.now)
    first = not (promises and row is not None and row.due is not None and row.due < promises[0].due)
    return (*promised, *milestone) if first else (*milestone, *promised)


def _promised(pen: Pen, view: DayView, state: State) -> tuple[Fact, ...]:
    """The promise that is due next."""
    promises = open_promises(state, view.now)
    if not promises:
        return ()
    nearest = promises[0]
    sign = promise_sign(pen, nearest.state)
    said = promise_words(pen.words, nearest, view.now, view.zone)
    clock, who = pen.words.clock(in_zone(nearest.due, view.zone)), pen.crop(nearest.promise.who, 8)
    return (Fact(f"{sign} {said}", f"{sign} {who} {clock}", promise_role(nearest.state) or "accent"),)


def _late(pen: Pen, view: DayView) -> tuple[Fact, ...]:
    words = pen.words
    late = len([row for row in view.rows.due if row.milestone is MilestoneStatus.LATE])
    if not late:
        return ()
    said = words.ngettext("{n} milestone late", "{n} milestones late", late).format(n=late)
    return (Fact(f"{pen.glyphs.overdue} {said}", f"{pen.glyphs.overdue} {late}", "error"),)


def _done(words: Words, done: int, total: int) -> Fact:
    return Fact(words.gettext("{done} of {total} done").format(done=done, total=total), f"{done}/{total}")


def _minutes(words: Words, load: BlockLoad) -> Fact:
    spent, planned = load.spent_minutes, load.planned_minutes
    return Fact(
        words.gettext("{spent} of {planned} min").format(spent=spent, planned=planned), f"{spent}/{planned}"
    )


def _until(pen: Pen, view: DayView, until: dt.datetime) -> Fact:
    words = pen.words
    time = words.clock(in_zone(until, view.zone))
    left = words.duration(minutes_until(view.now, until))
    return Fact(
        words.gettext("until {time}, {left} left").format(time=time, left=left),
        words.gettext("until {time}").format(time=time),
        "strong",
    )


def _begins(pen: Pen, view: DayView, load: BlockLoad, until: dt.datetime) -> Fact:
    words = pen.words
    block, time = pen.crop(load.span.title, 40), words.clock(in_zone(until, view.zone))
    left = words.duration(minutes_until(view.now, until))
    return Fact(
        words.gettext("{block} begins at {time}, in {left}").format(block=block, time=time, left=left),
        f"{block} {time}",
        "strong",
    )


def _then(pen: Pen, load: BlockLoad) -> Fact:
    words, block = pen.words, pen.crop(load.span.title, 40)
    count = load.total - load.done
    tasks = words.ngettext("{n} task", "{n} tasks", count).format(n=count)
    minutes = words.duration(load.open_minutes)
    return Fact(
        words.gettext("then {block}: {tasks}, {minutes}").format(block=block, tasks=tasks, minutes=minutes),
        words.gettext("then {block}").format(block=block),
    )


def _left_in(pen: Pen, count: int, block: str) -> Fact:
    words = pen.words
    return Fact(
        words.ngettext("{n} still open in {block}", "{n} still open in {block}", count).format(
            n=count, block=pen.crop(block, 40)
        ),
        words.ngettext("{n} open", "{n} open", count).format(n=count),
    )


def _left_over(words: Words, view: DayView, keys: KeyNames) -> tuple[Fact, ...]:
    count = len(view.rows.left_over_places)
    if not count:
        return ()
    return (
        Fact(
            words.ngettext("{n} left over, {key} decides", "{n} left over, {key} decides", count).format(
                n=count, key=keys("view.triage")
            ),
            words.ngettext("{n} left over", "{n} left over", count).format(n=count),
            "warning",
        ),
    )


def _holds(words: Words, view: DayView) -> Fact:
    minutes, count = sum(view.rows.left_minutes), len(view.rows.open_places)
    if not count:
        return Fact(words.gettext("nothing is planned"))
    tasks = words.ngettext("{n} task", "{n} tasks", count).format(n=count)
    return Fact(
        words.gettext("{tasks}, {minutes}").format(tasks=tasks, minutes=words.duration(minutes)), tasks
    )


def _fits(words: Words, view: DayView) -> Fact:
    room = sum(max(0, load.left_minutes - load.reserve_left_minutes) for load in view.blocks)
    over = sum(view.rows.left_minutes) - room
    if over > 0:
        time = words.duration(over)
        return Fact(words.gettext("{time} too much").format(time=time), f"+{time}", "warning")
    return Fact(words.gettext("it fits"), role="good")


def _day_done(words: Words, view: DayView, state: State) -> tuple[Fact, Fact]:
    told = zip(view.rows.statuses, view.rows.carried_from, strict=True)
    counted = [status for status, carried in told if status is not Status.DROPPED and not carried]
    done = counted.count(Status.DONE)
    worked = words.duration(worked_minutes(state, view.date, view.now))
    return (
        _done(words, done, len(counted)),
        Fact(words.gettext("{time} worked").format(time=worked)),
    )


def minutes_until(now: dt.datetime, until: dt.datetime) -> int:
    """Minutes from now on, a begun one counted whole: at 10:00:30 it is a minute to 10:01."""
    return max(0, -int((now - until).total_seconds() // 60))
