"""The day in one line: what runs, for whom, how long the block lasts, what is due next.

`jornada now` prints it for a status bar; the dashboard shows it where there is no room for more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jornada.core.calendar import MomentKind
from jornada.core.dataclass import dataclass
from jornada.core.incidents import ClockState
from jornada.core.promises import DuePromise
from jornada.core.text import clean
from jornada.present.clock_words import owed_text
from jornada.present.now_facts import NowFacts, now_facts
from jornada.present.pen import Pen
from jornada.present.titles import clock_title, deadline_text, named
from jornada.present.words import N_

__all__ = ["FIELDS", "NowFacts", "deadline_text", "format_fields", "moment_text", "now_facts", "now_line"]

TITLE_COLUMNS = 40
"""A title takes at most so many columns of the line."""
CUT_TITLE_COLUMNS, LEAST_TITLE_COLUMNS = 16, 4
"""Before the title of what runs gets narrower than the first, other facts are left out; before it gets
narrower than the second, the nearest deadline too."""

FIELDS: Mapping[str, str] = {
    "task": N_("title of what runs"),
    "spent": N_("minutes spent on it"),
    "planned": N_("minutes planned for it"),
    "left": N_("minutes left of its plan"),
    "brand": N_("its brand"),
    "area": N_("its area"),
    "parked": N_("what was interrupted and waits"),
    "block": N_("the block of the day"),
    "block_left": N_("minutes left of the block"),
    "moment": N_("what moment of the day it is"),
    "next": N_("the next task"),
    "open": N_("number of open tasks"),
    "incidents": N_("number of open incidents"),
    "due": N_("the incident that is owed something next"),
    "due_for": N_("what it is owed: first response, next update …"),
    "severity": N_("its severity"),
    "due_left": N_("minutes left of that, negative when overdue"),
    "promised": N_("whom an answer is promised to next"),
    "promised_left": N_("minutes left to keep that promise, negative when overdue"),
    "time": N_("the time of day"),
    "date": N_("the date"),
    "line": N_("the whole line"),
}
"""What a format may name, and what it means."""


def now_line(pen: Pen, facts: NowFacts, width: int | None = None) -> str:
    """The line: "▶ Overnight sweep 12/45 min · Café Ñandú · Morning 1 h 20 min left".

    In `width` columns what is least needed is left out: the moment of the day first, the title of what
    runs cut short last. Without a width everything is said.
    """
    parts = _parts(pen, facts)
    if width is None:
        return _joined(pen, parts)
    while len(parts) > 1 or parts[0].shorts:
        least = max(parts, key=lambda part: part.rank)
        title = CUT_TITLE_COLUMNS if least.rank > 1 or len(least.shorts) > 1 else LEAST_TITLE_COLUMNS
        if pen.measure(_joined(pen, [parts[0].cut(pen, title), *parts[1:]])) <= width:
            break
        place = parts.index(least)
        parts[place : place + 1] = [least.shortened()] if least.shorts else []
    room = width - pen.measure(_joined(pen, parts)) + pen.measure(parts[0].title)
    return pen.crop(_joined(pen, [parts[0].cut(pen, room), *parts[1:]]), width)


def moment_text(pen: Pen, facts: NowFacts) -> str:
    """What moment of the day it is: "Morning 1 h 20 min left", "Lunch until 15:00", "day off"."""
    words = pen.words
    block = pen.crop(facts.block, TITLE_COLUMNS)
    until = words.clock(facts.until) if facts.until else ""
    match facts.moment:
        case MomentKind.IN_BLOCK:
            left = words.duration(facts.block_left_minutes)
            return words.gettext("{block} {left} left").format(block=block, left=left)
        case MomentKind.IN_BREAK:
            pause = pen.crop(facts.break_title, TITLE_COLUMNS) or words.gettext("break")
            return words.gettext("{pause} until {time}").format(pause=pause, time=until)
        case MomentKind.BEFORE | MomentKind.BETWEEN:
            return words.gettext("{block} begins at {time}").format(block=block, time=until)
        case MomentKind.AFTER:
            return words.gettext("the day is over")
        case MomentKind.OFF:
            return words.gettext("day off")


def format_fields(pen: Pen, facts: NowFacts) -> dict[str, str]:
    """A value for each of `FIELDS`; what there is nothing to say of is empty."""
    runs, deadline = bool(facts.running), facts.deadline
    has_plan = bool(facts.planned_minutes)
    shown = {
        "task": _running_title(pen, facts) if runs else "",
        "spent": str(facts.spent_minutes) if runs else "",
        "planned": str(facts.planned_minutes) if has_plan else "",
        "left": str(facts.planned_minutes - facts.spent_minutes) if has_plan else "",
        "brand": facts.brand,
        "area": facts.area,
        "parked": named(pen.words, facts.parked) if facts.is_parked else "",
        "block": facts.block,
        "block_left": str(facts.block_left_minutes) if facts.block else "",
        "moment": moment_text(pen, facts),
        "next": facts.next_title,
        "open": str(facts.left),
        "incidents": str(facts.incidents),
        "due": named(pen.words, facts.deadline_title) if deadline else "",
        "due_for": clock_title(pen.words, deadline.clock) if deadline else "",
        "severity": f"S{facts.deadline_severity or '?'}" if deadline else "",
        "due_left": str(deadline.seconds_left // 60) if deadline else "",
        "promised": facts.promise.promise.who if facts.promise else "",
        "promised_left": str(facts.promise.seconds_left // 60) if facts.promise else "",
        "time": pen.words.clock(facts.now),
        "date": facts.now.date().isoformat(),
        "line": now_line(pen, facts),
    }
    return {name: pen.crop(value, 10 * TITLE_COLUMNS) for name, value in shown.items()}


def filled(pen: Pen, facts: NowFacts, template: str) -> str | None:
    """A text with its fields in place; nothing where one is not of `FIELDS`."""
    from string import Formatter

    values = format_fields(pen, facts)
    try:
        parts = list(Formatter().parse(template))
    except ValueError:
        return None
    said = []
    for text, name, form, conversion in parts:
        said.append(text)
        if name is None:
            continue
        if name not in values or form or conversion:
            return None
        said.append(values[name])
    return clean("".join(said))


@dataclass(frozen=True, slots=True)
class _Part:
    """A fact of the line; the higher its rank, the sooner it is left out. Only a title is ever cut."""

    rank: int
    before: str
    title: str = ""
    after: str = ""
    shorts: tuple[str, ...] = ()
    """The same in less and less room."""

    def shortened(self) -> _Part:
        return _Part(self.rank, self.shorts[0], shorts=self.shorts[1:])

    def cut(self, pen: Pen, columns: int) -> _Part:
        return _Part(self.rank, self.before, pen.crop(self.title, columns), self.after)


def _parts(pen: Pen, facts: NowFacts) -> list[_Part]:
    """In the order of the line, the first one the most needed."""
    words, glyphs = pen.words, pen.glyphs
    parts = []
    if facts.running:
        parts.append(_running_part(pen, facts))
        if facts.brand:
            parts.append(_Part(2, pen.crop(facts.brand, TITLE_COLUMNS)))
        if facts.is_parked:
            title = pen.crop(named(words, facts.parked), TITLE_COLUMNS)
            parts.append(_Part(3, f"{glyphs.parked} {title}"))
        parts.append(_Part(5, moment_text(pen, facts)))
    else:
        # Where something is owed, that matters more than what hour it is.
        parts.append(_Part(3 if facts.deadline is not None else 0, moment_text(pen, facts)))
        closing = facts.moment in (MomentKind.AFTER, MomentKind.OFF)
        if closing and facts.left:
            count = words.ngettext("{count} task left", "{count} tasks left", facts.left)
            parts.append(_Part(4, count.format(count=facts.left)))
        elif not closing and facts.next_title:
            title = pen.crop(facts.next_title, TITLE_COLUMNS)
            parts.append(_Part(4, words.gettext("next: {title}").format(title=title)))
        elif not closing:
            parts.append(_Part(4, words.gettext("nothing left to do")))
    if facts.crisis and (facts.deadline is None or facts.crisis != facts.deadline.incident):
        said = words.gettext("CRISIS {severity}").format(severity=f"S{facts.crisis_severity}")
        parts.append(_Part(1, f"{glyphs.overdue} {said}"))
    if facts.incidents or facts.deadline is not None:
        parts.append(_incident_part(pen, facts))
    if facts.promise is not None:
        parts.append(_promise_part(pen, facts, facts.promise))
    return parts


def _running_part(pen: Pen, facts: NowFacts) -> _Part:
    sign = pen.glyphs.paused if facts.running == "break" else pen.glyphs.in_progress
    if facts.running == "incident":
        sign = f"{sign} {pen.glyphs.incident}"
    if facts.planned_minutes:
        spent = pen.words.gettext("{spent}/{planned} min").format(
            spent=facts.spent_minutes, planned=facts.planned_minutes
        )
    else:
        spent = pen.words.duration(facts.spent_minutes)
    return _Part(0, f"{sign} ", pen.crop(_running_title(pen, facts), TITLE_COLUMNS), f" {spent}")


def _incident_part(pen: Pen, facts: NowFacts) -> _Part:
    """The nearest deadline, else how many incidents are open."""
    words, deadline = pen.words, facts.deadline
    if deadline is None:
        count = words.ngettext("{count} open", "{count} open", facts.incidents).format(count=facts.incidents)
        return _Part(1, f"{pen.glyphs.incident} {count}")
    sign = pen.glyphs.incident if deadline.state is ClockState.DUE else pen.glyphs.overdue
    title = "" if facts.deadline_runs else f"{pen.crop(named(words, facts.deadline_title), TITLE_COLUMNS)} "
    others = facts.incidents - facts.deadline_open
    more = f" +{others}" if others > 0 else ""
    mark, left = f"S{facts.deadline_severity or '?'}", f"{owed_text(words, deadline)}{more}"
    head = f"{sign} {mark}"
    shorts: tuple[str, ...] = ()
    if facts.crisis == deadline.incident:
        head = f"{sign} " + words.gettext("CRISIS {severity}").format(severity=mark)
        sign += sign
        shorts = (f"{sign} {mark} {left}",)
    if title:
        shorts = (f"{head} {left}", *shorts)
    # The very least: the sign says whether that is left or overdue.
    shorts = (*shorts, f"{sign} {words.duration(abs(deadline.seconds_left) // 60)}")
    return _Part(1, f"{head} {title}{left}", shorts=shorts)


def _promise_part(pen: Pen, facts: NowFacts, due: DuePromise) -> _Part:
    """The promise that is due next. Where a response is due before it, it gives way sooner."""
    waits = facts.deadline is not None and facts.deadline.due < due.due
    sign = pen.glyphs.promise if due.state is ClockState.DUE else pen.glyphs.overdue
    more = f" +{facts.promises - 1}" if facts.promises > 1 else ""
    left = f"{deadline_text(pen.words, due)}{more}"
    who = pen.crop(due.promise.who, TITLE_COLUMNS // 2)
    return _Part(4 if waits else 1, f"{sign} {who} {left}", shorts=() if waits else (f"{sign} {left}",))


def _joined(pen: Pen, parts: Sequence[_Part]) -> str:
    return f" {pen.glyphs.separator} ".join(f"{part.before}{part.title}{part.after}" for part in parts)


def _running_title(pen: Pen, facts: NowFacts) -> str:
    return pen.words.gettext("break") if facts.running == "break" else named(pen.words, facts.title)
