"""Reading the blocks of a parsed workflow file: their times, breaks and reserve."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from jornada.core.mistakes import Problem
from jornada.core.toml_table import Table
from jornada.core.workflow import WEEKDAYS, Block, Break, minutes_of_day

DAY_MINUTES = 24 * 60


def blocks_of(parent: Table) -> Iterator[Block]:
    """The blocks whose times can be read; those are compared with each other."""
    seen: set[str] = set()
    found: list[Block] = []
    for table in parent.tables("block", ("key", "title", "start", "end", "breaks", "reserve")):
        key, title = table.key(seen), table.text("title", required=True)
        reserve, by_weekday = _reserve(table)
        times = _times(table)
        breaks = tuple(_breaks(table, times))
        if times is None:
            continue
        start, end = times
        block = Block(
            key=key,
            title=title,
            start=start,
            end=end,
            breaks=breaks,
            reserve=reserve,
            reserve_by_weekday=by_weekday,
        )
        for other in found:
            if _overlap(minutes_of_day(start, end), minutes_of_day(other.start, other.end)):
                table.note(Problem.OVERLAPS, value=other.key)
        found.append(block)
        yield block
    if "block" not in parent:
        parent.note(Problem.NO_BLOCKS, "block")


def _reserve(block: Table) -> tuple[int, tuple[tuple[int, int], ...]]:
    """`reserve = 30`, or `reserve = { minutes = 75, mon = 60 }` where weekdays differ."""
    if not block.is_table("reserve"):
        return block.whole("reserve", 0, DAY_MINUTES) or 0, ()
    table = block.table("reserve", ("minutes", *WEEKDAYS))
    if table is None:
        return 0, ()
    by_weekday = (
        (day, table.whole(word, 0, DAY_MINUTES) or 0) for day, word in enumerate(WEEKDAYS) if word in table
    )
    return table.whole("minutes", 0, DAY_MINUTES, required=True) or 0, tuple(by_weekday)


def _breaks(block: Table, times: tuple[dt.time, dt.time] | None) -> Iterator[Break]:
    taken: list[tuple[int, int]] = []
    for table in block.tables("breaks", ("title", "start", "end")):
        title, pause = table.text("title", required=True), _times(table)
        if times is None or pause is None:
            continue
        first, last = minutes_of_day(*times)
        start, end = minutes_of_day(*pause)
        if start < first:
            # In a block over midnight it is the next day's.
            start, end = start + DAY_MINUTES, end + DAY_MINUTES
        if end > last:
            table.note(Problem.BREAK_OUTSIDE, value=_said(*pause), allowed=(_said(*times),))
        for other in taken:
            if _overlap((start, end), other):
                table.note(Problem.OVERLAPS, value="–".join(map(clock_text, other)))
        taken.append((start, end))
        yield Break(title=title, start=pause[0], end=pause[1])


def _times(table: Table) -> tuple[dt.time, dt.time] | None:
    start, end = table.time("start"), table.time("end")
    if start is None or end is None:
        return None
    if start == end:
        table.note(Problem.NO_LENGTH, "end", value=f"{end:%H:%M}")
        return None
    return start, end


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans in minutes of the day meet, also where one reaches into the next day."""
    return any(
        one[0] < other[1] + shift and other[0] + shift < one[1] for shift in (-DAY_MINUTES, 0, DAY_MINUTES)
    )


def clock_text(minute: int) -> str:
    """The time of day a minute of it is, "09:30"; minutes of the next day begin anew."""
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def _said(start: dt.time, end: dt.time) -> str:
    return f"{start:%H:%M}–{end:%H:%M}"
