"""Real time from local plans: blocks on a date in a time zone, what moment it is, what is left.

A plan says "09:00" and a workflow says where. Here that becomes instants, right on days of 23 and 25
hours and over midnight. Every instant is aware. Those given out carry the zone's offset of that moment
as a fixed one: they print as local time, and subtract and compare as true time (two instants that share
one zone would be subtracted by the clock on the wall, an hour wrong over a clock change).

Two rules for odd local times, the same for starts and ends so that adjoining blocks still adjoin:

- a time that does not exist because the clock jumps ahead means the instant of the jump;
- a time that exists twice because the clock goes back means the first of the two.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Sequence
from enum import StrEnum

from jornada.core.dataclass import dataclass
from jornada.core.days_off import NO_DAYS_OFF
from jornada.core.intents import PlannedBlock, PlannedBreak
from jornada.core.pattern import pattern
from jornada.core.workflow import WEEKDAYS, Block, Break

_TIME = pattern(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_DAY = dt.timedelta(days=1)
_PLAIN_DAY = dt.date(2001, 1, 1)
_SECOND = dt.timedelta(seconds=1)
_NOTHING = dt.timedelta()


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` up to but not including `end`. Raises `ValueError` on instants without an offset."""

    start: dt.datetime
    end: dt.datetime

    def __post_init__(self) -> None:
        # Of a year's report there are ten thousand, most of them fixed already.
        if (start := _fixed(self.start)) is not self.start:
            object.__setattr__(self, "start", start)
        if (end := _fixed(self.end)) is not self.end:
            object.__setattr__(self, "end", end)

    @property
    def duration(self) -> dt.timedelta:
        """The true length, never negative."""
        return max(self.end - self.start, dt.timedelta(0))

    @property
    def seconds(self) -> int:
        """Whole seconds, never negative."""
        return max(0, (self.end - self.start) // _SECOND)

    @property
    def minutes(self) -> int:
        """Whole minutes, never negative."""
        return self.seconds // 60

    def contains(self, instant: dt.datetime) -> bool:
        """Whether an instant lies in it; its end does not belong to it."""
        return self.start <= _fixed(instant) < self.end

    def overlap(self, other: Span) -> Span | None:
        """What both cover, or nothing."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def overlap_seconds(self, other: Span) -> int:
        """Whole seconds that both cover."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return (end - start) // _SECOND if start < end else 0


@dataclass(frozen=True, slots=True)
class BreakSpan:
    """A break on a real day."""

    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class BlockSpan:
    """A block on a real day; `reserve` in minutes."""

    key: str
    title: str
    span: Span
    breaks: tuple[BreakSpan, ...] = ()
    reserve: int = 0

    def working_spans(self) -> tuple[Span, ...]:
        """The block without its breaks, in order."""
        if not self.breaks:
            return (self.span,) if self.span.duration else ()
        pieces = []
        cursor = self.span.start
        for pause in sorted((b.span for b in self.breaks), key=lambda span: span.start):
            pieces.append(Span(cursor, min(pause.start, self.span.end)))
            cursor = max(cursor, pause.end)
        pieces.append(Span(cursor, self.span.end))
        return tuple(piece for piece in pieces if piece.duration)

    def working_seconds(self) -> int:
        """Seconds of the block less its breaks, as long as they really are on that day."""
        return self.working_seconds_between(self.span.start, self.span.end)

    def working_seconds_between(self, start: dt.datetime, end: dt.datetime) -> int:
        """Whole seconds of work of this block from `start` to `end`."""
        return seconds_within(self.working_spans(), start, end)

    @property
    def working_minutes(self) -> int:
        """Its real length without breaks, on a day of a change of the clocks too."""
        return self.working_seconds() // 60


class MomentKind(StrEnum):
    """Where in the working day one is."""

    BEFORE = "before"
    IN_BLOCK = "in block"
    IN_BREAK = "in break"
    BETWEEN = "between"
    AFTER = "after"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Moment:
    """What moment of the day it is.

    `block` is the current one, before the day and between blocks the next one. `until` is when this
    moment ends; after the day and on a day off there is no end to name.
    """

    kind: MomentKind
    block: BlockSpan | None = None
    until: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A local time of the day; with a weekday (Monday 0) a point of the week."""

    weekday: int | None
    time: dt.time


def block_spans(
    blocks: Sequence[Block | PlannedBlock], date: dt.date, zone: dt.tzinfo
) -> tuple[BlockSpan, ...]:
    """The blocks of `date` as they really fall in `zone`, by their start.

    An end not after the start is the next day's. A planned block or break whose times cannot be read
    (another program wrote the record) is left out.
    """
    found = []
    for block in blocks:
        times = _times(block)
        if times is None:
            continue
        start, end = times
        reserve = block.reserve if isinstance(block, PlannedBlock) else block.reserve_on(date)
        span = _span(date, start, end, zone)
        breaks = tuple(_break_spans(block.breaks, date, start, zone))
        found.append(BlockSpan(block.key, block.title, span, breaks, reserve))
    return tuple(sorted(found, key=lambda one: (one.span.start, one.span.end)))


def moment_at(spans: Sequence[BlockSpan], now: dt.datetime, off: bool = False) -> Moment:
    """What moment of the day of `spans` it is at `now`. A day without blocks is a day off."""
    if off or not spans:
        return Moment(MomentKind.OFF)
    current = next((block for block in spans if block.span.contains(now)), None)
    if current is not None:
        return _moment_in(current, now)
    ahead = next((block for block in spans if block.span.seconds and _fixed(now) < block.span.start), None)
    if ahead is None:
        return Moment(MomentKind.AFTER)
    kind = MomentKind.BEFORE if _fixed(now) < spans[0].span.start else MomentKind.BETWEEN
    return Moment(kind, ahead, ahead.span.start)


def minutes_left(block_span: BlockSpan, now: dt.datetime) -> int:
    """Whole working minutes from `now` (or the block's start, if that is later) to the block's end."""
    return block_span.working_seconds_between(now, block_span.span.end) // 60


def seconds_within(spans: Iterable[Span], start: dt.datetime, end: dt.datetime) -> int:
    """Whole seconds of all these spans from `start` to `end`."""
    start, end, within = _fixed(start), _fixed(end), _NOTHING
    for span in spans:
        if span.start < end and start < span.end:
            within += max(min(span.end, end) - max(span.start, start), _NOTHING)
    return within // _SECOND


def local_date(now: dt.datetime, zone: dt.tzinfo) -> dt.date:
    """The date on the wall in `zone`."""
    return _fixed(now).astimezone(zone).date()


def in_zone(instant: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """The same instant, to be printed as the local time of `zone`; safe to subtract and compare."""
    return _fixed(_fixed(instant).astimezone(zone))


def in_zone_or_as_is(instant: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """As `in_zone`; at the ends of the calendar, where that cannot be said, the instant as it is."""
    try:
        return in_zone(instant, zone)
    except OverflowError:
        return instant


def parse_time(text: str) -> dt.time:
    """Read `"09:45"`. Raises `ValueError`."""
    found = _TIME.fullmatch(text)
    if not found:
        raise ValueError(f"no time of day: {text!r}")
    return dt.time(int(found[1]), int(found[2]))


def parse_due(text: str) -> Due:
    """Read `"09:45"` or `"thu 14:00"`. Raises `ValueError`."""
    match text.lower().split():
        case [time]:
            return Due(None, parse_time(time))
        case [weekday, time] if weekday in WEEKDAYS:
            return Due(WEEKDAYS.index(weekday), parse_time(time))
        case _:
            raise ValueError(f"no due time: {text!r}")


def due_instant(due: str, date: dt.date, zone: dt.tzinfo) -> dt.datetime:
    """When `due` falls for an item of `date`; with a weekday, in the ISO week of `date`.

    Raises `ValueError` on a text that is no due time.
    """
    parsed = parse_due(due)
    if parsed.weekday is not None:
        date += dt.timedelta(days=parsed.weekday - date.weekday())
    return _instant(date, parsed.time, zone)


def midnight(date: dt.date, zone: dt.tzinfo) -> dt.datetime:
    """The instant at which a day begins in `zone`."""
    return _instant(date, dt.time(), zone)


def monday_of(date: dt.date) -> dt.date:
    """The Monday of the week of a date (ISO 8601)."""
    return date - dt.timedelta(days=date.weekday())


def dates_of_week(date: dt.date) -> tuple[dt.date, ...]:
    """The seven dates of its week, Monday first."""
    monday = monday_of(date)
    return tuple(monday + dt.timedelta(days=day) for day in range(7))


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """The hours in which somebody works, for response clocks that stand still outside them.

    `days` are weekdays, Monday 0. Breaks, nights, other days and those `off` do not count. A plan without any
    working hours (no days, or no blocks) counts every hour: a clock that never ran would hide an
    incident for good.
    """

    days: Sequence[int]
    blocks: Sequence[Block | PlannedBlock]
    zone: dt.tzinfo
    off: Container[dt.date] = NO_DAYS_OFF

    def add(self, start: dt.datetime, seconds: int) -> dt.datetime:
        """The first instant at which `seconds` of work have passed since `start`.

        A start outside the hours begins at the next opening; with 0 seconds it is the start itself.
        Raises `ValueError` on negative seconds, `OverflowError` past the last year of the calendar.
        """
        if seconds < 0:
            raise ValueError(f"negative seconds: {seconds}")
        left = dt.timedelta(seconds=seconds)
        if left and self.has_any():
            for piece in self._pieces_from(start):
                if left <= piece.duration:
                    return in_zone(piece.start + left, self.zone)
                left -= piece.duration
        return in_zone(_fixed(start) + left, self.zone)

    def seconds_between(self, start: dt.datetime, end: dt.datetime) -> int:
        """Whole seconds of work from `start` to `end`; 0 if the end is not after the start."""
        asked = Span(start, end)
        if not self.has_any():
            return asked.seconds
        worked = dt.timedelta(0)
        for piece in self._pieces_from(start):
            if piece.start >= _fixed(end):
                break
            both = piece.overlap(asked)
            worked += both.duration if both else dt.timedelta(0)
        return worked // _SECOND

    def has_any(self) -> bool:
        """Whether there is any work in a week without clock changes."""
        spans = block_spans(self.blocks, _PLAIN_DAY, dt.UTC)
        return any(day in range(7) for day in self.days) and any(span.working_seconds() for span in spans)

    def _pieces_from(self, start: dt.datetime) -> Iterator[Span]:
        """Spans of work after `start`, in order and apart, without end (the calendar's end excepted)."""
        cursor = _fixed(start)
        # The day before too: one of its blocks may reach over midnight.
        date = local_date(start, self.zone) - _DAY
        while True:
            if date.weekday() in self.days and date not in self.off:
                for block in block_spans(self.blocks, date, self.zone):
                    for piece in block.working_spans():
                        if piece.end > cursor:
                            yield Span(max(piece.start, cursor), piece.end)
                            cursor = piece.end
            date += _DAY


def _moment_in(block: BlockSpan, now: dt.datetime) -> Moment:
    pause = next((b.span for b in block.breaks if b.span.contains(now)), None)
    if pause is not None:
        return Moment(MomentKind.IN_BREAK, block, min(pause.end, block.span.end))
    ends = [b.span.start for b in block.breaks if b.span.seconds and b.span.start > _fixed(now)]
    return Moment(MomentKind.IN_BLOCK, block, min([*ends, block.span.end]))


def _break_spans(
    breaks: Sequence[Break | PlannedBreak], date: dt.date, opens: dt.time, zone: dt.tzinfo
) -> Iterator[BreakSpan]:
    for pause in breaks:
        times = _times(pause)
        if times is not None:
            # In a block over midnight, a break before the block's start is of the next day.
            day = date + _DAY if times[0] < opens else date
            yield BreakSpan(pause.title, _span(day, *times, zone))


def _times(planned: Block | Break | PlannedBlock | PlannedBreak) -> tuple[dt.time, dt.time] | None:
    if isinstance(planned, Block | Break):
        return planned.start, planned.end
    try:
        return parse_time(planned.start), parse_time(planned.end)
    except ValueError:
        return None


def _span(date: dt.date, start: dt.time, end: dt.time, zone: dt.tzinfo) -> Span:
    last = date + _DAY if end <= start else date
    return Span(_instant(date, start, zone), _instant(last, end, zone))


def _instant(date: dt.date, time: dt.time, zone: dt.tzinfo) -> dt.datetime:
    """The instant at which the clock on the wall shows that time, by the two rules of this module."""
    local = dt.datetime.combine(date, time, tzinfo=zone)
    early = local.replace(fold=1).astimezone(dt.UTC)
    late = local.astimezone(dt.UTC)
    if early >= late:
        return in_zone(late, zone)
    # In a gap the two readings lie before and after the jump: close in on it.
    offset = early.astimezone(zone).utcoffset()
    while late - early > _SECOND:
        middle = early + (late - early) // 2
        if middle.astimezone(zone).utcoffset() == offset:
            early = middle
        else:
            late = middle
    return in_zone(late.replace(microsecond=0), zone)


def _fixed(instant: dt.datetime) -> dt.datetime:
    """The same instant with its offset as a fixed one. Raises `ValueError` if it has none."""
    if type(instant.tzinfo) is dt.timezone and not instant.fold:
        return instant
    offset = instant.utcoffset()
    if offset is None:
        raise ValueError(f"an instant needs an offset: {instant}")
    return instant.replace(tzinfo=dt.timezone(offset), fold=0)
