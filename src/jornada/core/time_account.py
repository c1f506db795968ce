"""A day's sessions in order, with what is missing between them and what is counted twice.

A gap is working time of a block, already past, in which nothing ran; an overlap is time that a session
shares with one that began before it (two devices that knew nothing of each other). An entry over midnight
is shown whole on both days; of the sums each day has its own part.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from jornada.core import calendar
from jornada.core.calendar import Span
from jornada.core.dataclass import dataclass
from jornada.core.plan import DayView
from jornada.core.state import Session, State

GAP_FROM_MINUTES = 5
"""A shorter time in which nothing ran is no gap: nobody starts a timer to the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """A session that touches the day; `end` is `now` while it runs. `shared_seconds` of it belong to the
    session `shared_with` too, which began before. `goes_over`: it began or ends on another day."""

    session: Session
    start: dt.datetime
    end: dt.datetime
    block: str
    shared_seconds: int = 0
    shared_with: str = ""
    goes_over: bool = False

    @property
    def seconds(self) -> int:
        """How long it is as far as it falls on that day."""
        return Span(self.start, self.end).seconds

    @property
    def runs(self) -> bool:
        """Whether it goes on: its end is now."""
        return self.session.end is None


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """Working time in which nothing ran; `block` is that in which it begins. `before` and `after` are the
    ids of the sessions beside it."""

    start: dt.datetime
    end: dt.datetime
    block: str
    before: str = ""
    after: str = ""

    @property
    def minutes(self) -> int:
        """Its length in whole minutes."""
        return Span(self.start, self.end).minutes


AccountRow = SessionRow | GapRow


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAccount:
    """The day's time. What is worked is counted once, however much of it overlaps; a break is not work."""

    date: dt.date
    rows: tuple[AccountRow, ...]
    worked_seconds: int
    break_seconds: int
    gap_seconds: int
    shared_seconds: int

    @property
    def sessions(self) -> tuple[SessionRow, ...]:
        """Its rows without the gaps."""
        return tuple(row for row in self.rows if isinstance(row, SessionRow))

    @property
    def gaps(self) -> tuple[GapRow, ...]:
        """Its rows without the sessions."""
        return tuple(row for row in self.rows if isinstance(row, GapRow))


def account_of(state: State, view: DayView) -> TimeAccount:
    """The sessions and gaps of the day of `view`, in the order of their start."""
    rows = _session_rows(state, view)
    gaps = _gaps(view, rows)
    both: list[AccountRow] = [*rows, *gaps]
    ordered = sorted(both, key=lambda row: (row.start, isinstance(row, GapRow)))
    first, last = _day(view)
    within = [(max(row.start, first), min(row.end, last), row.session.is_break) for row in rows]
    work = [(start, end) for start, end, is_break in within if not is_break]
    pauses = [(start, end) for start, end, is_break in within if is_break]
    worked = _seconds(_joined(work))
    return TimeAccount(
        date=view.date,
        rows=tuple(ordered),
        worked_seconds=worked,
        break_seconds=_seconds(_joined([*work, *pauses])) - worked,
        gap_seconds=sum(Span(gap.start, gap.end).seconds for gap in gaps),
        shared_seconds=sum(row.shared_seconds for row in rows),
    )


def _day(view: DayView) -> tuple[dt.datetime, dt.datetime]:
    """The midnights at which the day begins and ends."""
    first, last = (
        calendar.midnight(date, view.zone) for date in (view.date, view.date + dt.timedelta(days=1))
    )
    return first, last


def _session_rows(state: State, view: DayView) -> list[SessionRow]:
    first, last = _day(view)
    found = []
    for session in state.sessions_near(first, last):
        end = max(session.start, session.end or view.now)
        # One that was opened and closed within a second is still there to be looked at.
        touches = session.start < last and (end > first or session.start >= first)
        if touches:
            found.append((session, end))
    found.sort(key=lambda pair: (pair[0].start, pair[0].id))
    rows: list[SessionRow] = []
    longest: tuple[dt.datetime, str] | None = None
    for session, end in found:
        shared = 0
        other = ""
        if longest is not None and longest[0] > session.start:
            shared = Span(session.start, min(longest[0], end)).seconds
            other = longest[1] if shared else ""
        rows.append(
            SessionRow(
                session=session,
                start=session.start,
                end=end,
                block=_block_at(view, session.start),
                shared_seconds=shared,
                shared_with=other,
                goes_over=session.start < first or end > last,
            )
        )
        if longest is None or end > longest[0]:
            longest = (end, session.id)
    return rows


def _block_at(view: DayView, instant: dt.datetime) -> str:
    return next((load.span.key for load in view.blocks if load.span.span.contains(instant)), "")


def _gaps(view: DayView, rows: Sequence[SessionRow]) -> list[GapRow]:
    """Only of a day on which something ran: on another there is nothing to fill between."""
    if not rows or view.off:
        return []
    taken = _joined([(row.start, row.end) for row in rows])
    # Blocks that follow on each other are one stretch of work: a gap goes on from one into the next.
    working = _joined(
        (span.start, min(span.end, view.now))
        for load in view.blocks
        for span in load.span.working_spans()
        if span.start < view.now
    )
    return [
        GapRow(
            start=start,
            end=until,
            block=_block_at(view, start),
            before=_beside(rows, ends=start),
            after=_beside(rows, starts=until),
        )
        for first, last in working
        for start, until in _left(first, last, taken)
        if Span(start, until).minutes >= GAP_FROM_MINUTES
    ]


def _beside(
    rows: Iterable[SessionRow], *, ends: dt.datetime | None = None, starts: dt.datetime | None = None
) -> str:
    """The session that ends or starts there."""
    found = (
        row.session.id
        for row in rows
        if (ends is not None and row.end == ends) or (starts is not None and row.start == starts)
    )
    return next(found, "")


def _joined(spans: Iterable[tuple[dt.datetime, dt.datetime]]) -> list[tuple[dt.datetime, dt.datetime]]:
    """The same time as spans that do not touch, in order."""
    joined: list[tuple[dt.datetime, dt.datetime]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _left(
    start: dt.datetime, end: dt.datetime, taken: Iterable[tuple[dt.datetime, dt.datetime]]
) -> Iterable[tuple[dt.datetime, dt.datetime]]:
    """What of a span is not taken."""
    for first, last in taken:
        if last <= start or first >= end:
            continue
        if first > start:
            yield start, first
        start = max(start, last)
    if start < end:
        yield start, end


def _seconds(spans: Iterable[tuple[dt.datetime, dt.datetime]]) -> int:
    return sum(Span(start, end).seconds for start, end in spans)
