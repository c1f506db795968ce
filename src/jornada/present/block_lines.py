"""The current block: two lines above the queue, or a pane of its own beside it."""

from __future__ import annotations

from collections.abc import Sequence

from jornada.core.calendar import MomentKind, in_zone
from jornada.core.plan import DayView, MilestoneStatus, QueueRow, Status
from jornada.core.posts import DuePost
from jornada.core.promises import open_promises
from jornada.core.state import State
from jornada.core.unforeseen import cost_of_day
from jornada.core.workflow import Workflow
from jornada.present.goal_marks import BAR_CELLS, goal_bar, goal_numbers, goal_title
from jornada.present.lines import Fact, KeyNames, blank, cut, facts_line, filled, roomiest, rule, spread
from jornada.present.milestone_marks import MILESTONE_ROLES, milestone_of, milestone_word, next_milestone
from jornada.present.moment_lines import Saying, saying
from jornada.present.pen import Line, Pen, Piece, width_of
from jornada.present.post_lines import next_post_fact, next_post_lines
from jornada.present.promise_lines import promise_role, promise_sign, promise_time, promise_words
from jornada.present.strip import done_share
from jornada.present.unforeseen_lines import cost_lines

MOST_LATE, MOST_GOALS = 3, 3
"""So many lines of the pane are for what is late, and for goals."""


def header_lines(
    pen: Pen,
    view: DayView,
    state: State,
    workflow: Workflow,
    keys: KeyNames,
    width: int,
    height: int,
    *,
    posts: Sequence[DuePost] = (),
) -> tuple[Line, ...]:
    """The block in one or two lines of `width` columns: the moment and the date; the facts."""
    said = saying(pen, view, state, workflow, keys)
    inner = width - 2
    if height == 1:
        lines = [facts_line(pen, (Fact(said.head, role="heading"), said.lead, *said.facts), inner)]
    else:
        post = next_post_fact(pen, posts, view.date) if view.is_today else None
        facts = (*said.facts, *((post,) if post else ()))
        lines = [_first(pen, view, said, inner), facts_line(pen, facts, inner)]
    return tuple(filled(pen, (Piece(" "), *line), width) for line in lines[:height])


def pane_lines(
    pen: Pen,
    view: DayView,
    state: State,
    workflow: Workflow,
    keys: KeyNames,
    width: int,
    height: int,
    *,
    posts: Sequence[DuePost] = (),
) -> tuple[Line, ...]:
    """The block as a pane of `width` by `height`: the same facts, one a line, and the blocks to come."""
    said = saying(pen, view, state, workflow, keys)
    inner = width - 2
    head: Line = (Piece(said.head, "heading"),)
    clock = _date(pen, view, short=False)[-1:] if view.is_today else ()
    full, short = (_date(pen, view, short=short)[:1] for short in (False, True))
    date = full if width_of(full, pen.measure) <= inner else short
    lines: list[Line] = [date, (), spread(pen, head, clock, inner)]
    load = view.current if view.is_today else None
    if load is not None:
        local = [in_zone(end, view.zone) for end in (load.span.span.start, load.span.span.end)]
        lines.append((Piece("–".join(map(pen.words.clock, local)), "muted"),))
    lines.append(facts_line(pen, (said.lead,), inner))
    if load is not None and view.moment.kind is MomentKind.IN_BLOCK:
        lines += [_bar(pen, done_share(load), min(inner, 24)), ()]
        lines += _numbers(pen, view, inner)
        lines += _milestone(pen, view, inner)
        lines += _promise(pen, view, state, inner)
        lines += cost_lines(pen, cost_of_day(state, view.date, view.now, view.zone), workflow, inner)
        if said.alone:
            lines += [
                (),
                (Piece(pen.words.gettext("Goes unnoticed"), "muted"),),
                facts_line(pen, said.alone, inner),
            ]
        later, goals = _to_come(pen, view, inner), _goals(pen, view, inner)
        # What is still to come is worth more than how far one is.
        lines += goals if len(lines) + len(goals) + len(later) <= height else []
    else:
        lines.append(())
        lines += [cut(pen, (fact.said(short=pen.measure(fact.long) > inner),), inner) for fact in said.facts]
    if view.is_today:
        lines += next_post_lines(pen, posts, view.date, inner)
    lines += _to_come(pen, view, inner)
    drawn = [filled(pen, (Piece(" "), *line), width) for line in lines[:height]]
    return (*drawn, *(blank(width) for _ in range(height - len(drawn))))


def _first(pen: Pen, view: DayView, said: Saying, width: int) -> Line:
    """Moment and date in one line: the date gets short first, then the lead."""
    for short_lead, short_date in ((False, False), (False, True), (True, True)):
        left: Line = (Piece(said.head, "heading"), Piece("  "), said.lead.said(short=short_lead))
        right = _date(pen, view, short=short_date)
        if width_of((*left, *right), pen.measure) + 2 <= width:
            break
    return spread(pen, left, right, width)


def _date(pen: Pen, view: DayView, *, short: bool) -> Line:
    """The date looked at and the time; another day than today is set off."""
    words = pen.words
    title = f"{words.weekday_short(view.date)} {view.date.day}" if short else words.day_title(view.date)
    if not view.is_today:
        return (Piece(f" {title} ", "other-day"),)
    return (Piece(title, "muted"), Piece("  "), Piece(words.clock(in_zone(view.now, view.zone)), "strong"))


def _bar(pen: Pen, share: float, width: int) -> Line:
    full = round(share * width)
    return (
        Piece(pen.glyphs.bar_full * full, "bar-done"),
        Piece(pen.glyphs.bar_free * (width - full), "bar-free"),
    )


def _numbers(pen: Pen, view: DayView, width: int) -> list[Line]:
    """Done, minutes and reserve, their numbers in a column."""
    words, load = pen.words, view.current
    assert load is not None
    of = words.gettext("{a} of {b}")
    rows = [
        (words.gettext("Tasks"), of.format(a=load.done, b=load.total), "strong"),
        (words.gettext("Minutes"), of.format(a=load.spent_minutes, b=load.planned_minutes), "strong"),
    ]
    if load.reserve_minutes:
        left = of.format(a=load.reserve_left_minutes, b=load.reserve_minutes)
        rows.append((words.gettext("Reserve"), left, "strong"))
    if load.incident_minutes:
        role = "warning" if load.incident_minutes > load.reserve_minutes else "strong"
        rows.append((words.gettext("Incidents"), words.duration(load.incident_minutes), role))
    if view.over_minutes:
        rows.append((words.gettext("Too much"), words.duration(view.over_minutes), "warning"))
    return [spread(pen, (Piece(name, "muted"),), (Piece(value, role),), width) for name, value, role in rows]


def _milestone(pen: Pen, view: DayView, width: int) -> list[Line]:
    """The milestones that are late, and the next one."""
    words = pen.words
    late = [row for row in (*view.rows.due, *view.due_here) if row.milestone is MilestoneStatus.LATE]
    late.sort(key=lambda row: row.due or view.now)
    lines: list[Line] = []
    if late:
        title = words.ngettext("{n} milestone late", "{n} milestones late", len(late)).format(n=len(late))
        lines += [(), (Piece(title, "error"),)]
        lines += [_due_line(pen, view, row, width) for row in late[:MOST_LATE]]
    row = next_milestone(view)
    if row is not None:
        word: Line = ()
        if row.milestone is MilestoneStatus.AT_RISK:
            word = (Piece(milestone_word(words, row.milestone), "warning"),)
        head: Line = (Piece(words.gettext("Next milestone"), "muted"),)
        lines += [(), spread(pen, head, word, width, gap=1), _due_line(pen, view, row, width)]
    return lines


def _due_line(pen: Pen, view: DayView, row: QueueRow, width: int) -> Line:
    sign, time = milestone_of(pen, row, view.zone, view.date)
    role = MILESTONE_ROLES[row.milestone] if row.milestone else ""
    text = pen.crop(row.item.milestone or row.item.title, width)
    return cut(pen, (Piece(f"{sign} {time} ", role or "accent"), Piece(text)), width)


def _goals(pen: Pen, view: DayView, width: int) -> list[Line]:
    """How far the goals of the block's tasks are; one that several tasks name is said once."""
    current = view.current
    rows = [
        row
        for row in view.rows.with_progress
        if row.progress
        and current
        and row.item.block == current.span.key
        and row.status is not Status.DROPPED
    ]
    found: dict[tuple[str, str], Line] = {}
    for row in rows:
        assert row.progress is not None
        title = pen.crop(goal_title(pen.words, row.progress, row.item.title), width)
        numbers = goal_numbers(row.progress)
        bar: Line = (*goal_bar(pen, row.progress, BAR_CELLS), Piece(f" {numbers}", "strong"))
        found.setdefault((title, numbers), spread(pen, (Piece(title, "muted"),), bar, width))
    if not found:
        return []
    return [(), (Piece(pen.words.gettext("Goals"), "muted"),), *list(found.values())[:MOST_GOALS]]


def _promise(pen: Pen, view: DayView, state: State, width: int) -> list[Line]:
    promises = open_promises(state, view.now)
    if not promises:
        return []
    nearest = promises[0]
    role = promise_role(nearest.state)
    time = promise_time(pen.words, nearest.promise.by, view.now, view.zone)
    room = width - len("x ")
    who = pen.crop(nearest.promise.who, max(1, room - pen.measure(time) - 1))
    said = roomiest(pen, room, promise_words(pen.words, nearest, view.now, view.zone), f"{who} {time}")
    sign = Piece(f"{promise_sign(pen, nearest.state)} ", role or "accent")
    more = f" +{len(promises) - 1}" if len(promises) > 1 else ""
    head = Piece(pen.words.gettext("Next promise"), "muted")
    return [(), (head, Piece(more, "muted")), (sign, Piece(said, role))]


def _to_come(pen: Pen, view: DayView, width: int) -> list[Line]:
    """The blocks after the one that runs, each with what is open in it."""
    current = view.current.span.span.start if view.current else view.now
    loads = [load for load in view.blocks if load.span.span.start > current and view.is_today]
    if not loads or view.off:
        return []
    title, unit = pen.words.gettext("Later"), pen.words.gettext("tasks")
    lines: list[Line] = [(), rule(pen, (Piece(title, "muted"),), (Piece(unit, "muted"),), width + 2)[1:-1]]
    for load in loads:
        time = pen.words.clock(in_zone(load.span.span.start, view.zone))
        left = (Piece(f"{time} ", "muted"), Piece(pen.crop(load.span.title, width)))
        lines.append(spread(pen, left, (Piece(str(load.total - load.done)),), width))
    return lines
