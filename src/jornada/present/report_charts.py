"""Two small charts of rows and signs: weekday by hour, and the weeks of each area.

They are drawn with our own signs and not with a plotting library: a cell is one of five signs that read
without colour and in ASCII, in the widths, roles and words of the rest of the page. A library draws whole
canvases with escapes of its own, which none of these could use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jornada.core.report import Hours
from jornada.marking import N_
from jornada.present.glyphs import ASCII
from jornada.present.lines import filled
from jornada.present.pen import Line, Pen, Piece
from jornada.present.report_words import hours_minutes, week_before
from jornada.present.spark import spark
from jornada.present.words import Words
from jornada.present.wrapping import wrapped

UNICODE_LEVELS = "·░▒▓█"
ASCII_LEVELS = ".:+*#"
"""From nothing to the most, for terminals without Unicode."""
DAY_COLUMNS, SUM_COLUMNS = 4, 7
COLUMN, BOTH_FROM = 14, 56
USUAL_HOURS = range(9, 18)
"""Shown where nothing was done at all."""
_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def heat_lines(pen: Pen, hours: Hours, width: int) -> Iterator[Line]:
    """A line of hours, seven of days with their sums, and one or two that say what the signs mean."""
    shown = shown_hours(hours)
    cell = next((cell for cell in (3, 2) if len(shown) * cell <= width - DAY_COLUMNS - SUM_COLUMNS), 1)
    every = {3: 1, 2: 2, 1: 3}[cell]
    labels = "".join(
        f"{hour:02}".ljust(cell * every) for place, hour in enumerate(shown) if not place % every
    )
    yield (Piece(" " * DAY_COLUMNS), Piece(labels[: len(shown) * cell], "muted"))
    most = max(max(row) for row in hours)
    levels = ASCII_LEVELS if pen.glyphs == ASCII else UNICODE_LEVELS
    for weekday, row in enumerate(hours):
        name = pen.fit(pen.words.gettext(_WEEKDAYS[weekday]), DAY_COLUMNS)
        marks = (levels[level(row[hour], most)] for hour in shown)
        signs = "".join((mark * min(2, cell)).ljust(cell) for mark in marks)
        total = hours_minutes(sum(row)).rjust(SUM_COLUMNS)
        yield (Piece(name, "muted"), Piece(signs, "" if any(row) else "muted"), Piece(total, "strong"))
    yield from _legend(pen, levels, most, width)


def level(minutes: int, most: int) -> int:
    """0 for nothing, else 1 to 4: the quarter of the busiest hour that it reaches into."""
    if minutes <= 0 or most <= 0:
        return 0
    return min(4, 1 + (minutes * 4 - 1) // most)


def shown_hours(hours: Hours) -> Sequence[int]:
    """From the first hour with work to the last, all between."""
    worked = [hour for hour in range(24) if any(row[hour] for row in hours)]
    return range(worked[0], worked[-1] + 1) if worked else USUAL_HOURS


def _legend(pen: Pen, levels: str, most: int, width: int) -> Iterator[Line]:
    """ "░ up to 15 min, ▒ 30 min": what each sign reaches up to."""
    words = pen.words
    if not most:
        return
    steps = [f"{levels[step]} {_up_to(words, most, step)}" for step in range(1, 5)]
    line = words.gettext("up to: {steps}").format(steps="  ".join(steps))
    yield from wrapped(pen, (Piece(" " * DAY_COLUMNS),), line, "muted", width)


def _up_to(words: Words, most: int, step: int) -> str:
    return words.duration(most * step // 4)


def trend_lines(
    pen: Pen,
    weeks: Mapping[str, tuple[int, ...]],
    looks: Mapping[str, tuple[str, str]],
    number: int,
    width: int,
) -> Iterator[Line]:
    """A line of headings, then one for each area: its weeks as a spark line, each to its own greatest; the
    last week, which has that number, and what a week before it had."""
    gettext = pen.words.gettext
    count = max(map(len, weeks.values()), default=0)
    columns = 2 if width >= BOTH_FROM else 1
    room = max(8, width - count - 2 - columns * COLUMN)
    last = gettext("week {number}").format(number=number)
    heads = (pen.fit(last, COLUMN, right=True), pen.fit(gettext("a week before"), COLUMN, right=True))
    yield (Piece(" " * (room + count + 2)), *(Piece(head, "muted") for head in heads[:columns]))
    for key, minutes in weeks.items():
        title, role = looks[key]
        before = week_before(minutes)
        line = spark(minutes, pen.glyphs)
        numbers = (
            Piece(hours_minutes(minutes[-1]).rjust(COLUMN), "strong" if minutes[-1] else "muted"),
            Piece(hours_minutes(before).rjust(COLUMN), "muted"),
        )
        shown = filled(pen, (Piece(pen.crop(title, room - 1), role),), room)
        yield (*shown, Piece(f"{line}  ", "primary"), *numbers[:columns])
