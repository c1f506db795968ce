"""The table: what each figure is, what it may be, and whether it is."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

Measured = Mapping[str, Mapping[str, float]]
"""Of one round what was measured, by case and name, as `cases` names them; or the medians of all rounds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row: a value out of what was measured, and the most it may be."""

    name: str
    value: Callable[[Measured], float]
    most: float
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A figure as it was measured; nothing where its programs are not there."""

    name: str
    value: float | None
    most: float
    unit: str

    @property
    def is_met(self) -> bool | None:
        return None if self.value is None else self.value <= self.most


def _ratio(case: str, name: str, to_case: str, to_name: str | None = None) -> Callable[[Measured], float]:
    return lambda measured: measured[case][name] / measured[to_case][to_name or name]


def _value(case: str, name: str, scale: float = 1) -> Callable[[Measured], float]:
    return lambda measured: measured[case][name] * scale


def _times(name: str, most: float, value: Callable[[Measured], float]) -> Figure:
    return Figure(name=name, value=value, most=most, unit="×")


_LENGTHS = (("a day", "new"), ("five years", "old"))

FIGURES = (
    _times(
        "first useful paint to the Python floor's first byte",
        2,
        _ratio("day", "useful", "floor", "first byte"),
    ),
    _times("ready to bare Textual", 1.25, _ratio("day", "ready", "bare")),
    _times("ready to dooit", 0.5, _ratio("day", "ready", "dooit")),
    _times("key to paint to a bare list of lines", 1.5, _ratio("day", "key", "lines")),
    _times("its 95th percentile to its median", 2, _ratio("day", "slow key", "day", "key")),
    Figure(name="a cursor move", value=_value("day", "key bytes"), most=80, unit="bytes"),
    _times("bytes at start to the Python floor", 2.2, _ratio("day", "start bytes", "floor")),
    _times("a page down to the stock driver", 0.35, _ratio("screens own", "page bytes", "screens stock")),
    _times(
        "a screen and back to the stock driver", 0.35, _ratio("screens own", "screen bytes", "screens stock")
    ),
    _times("a dialog to the stock driver", 0.35, _ratio("screens own", "dialog bytes", "screens stock")),
    Figure(name="idle, wake-ups a minute", value=_value("idle", "wakeups"), most=10, unit=""),
    Figure(name="idle, processor a minute", value=_value("idle", "processor seconds"), most=0.02, unit="s"),
    Figure(name="idle, between minutes", value=_value("idle", "bytes between"), most=0, unit="bytes"),
    Figure(name="idle, a minute with its turn", value=_value("idle", "bytes"), most=100, unit="bytes"),
    Figure(name="timer running, a minute", value=_value("ticking", "bytes"), most=100, unit="bytes"),
    Figure(name="timer running, wake-ups a minute", value=_value("ticking", "wakeups"), most=20, unit=""),
    Figure(name="timer with seconds, a minute", value=_value("seconds", "bytes"), most=3000, unit="bytes"),
    Figure(
        name="timer with seconds, wake-ups a minute", value=_value("seconds", "wakeups"), most=300, unit=""
    ),
    _times("exit to bare Textual", 0.15, _ratio("day", "exit", "bare")),
    Figure(name="on a stalled link, not saved", value=lambda m: 1 - m["stalled"]["saved"], most=0, unit=""),
    Figure(name="after a stall, frames", value=_value("stalled", "frames after"), most=1, unit=""),
    _times(
        "bytes after a stall, but for what the terminal held, to those of a start",
        1,
        _ratio("stalled", "bytes after", "day", "start bytes"),
    ),
    Figure(name="hang-up", value=_value("stalled", "hang-up"), most=150, unit="ms"),
    _times("memory to bare Textual", 1.35, _ratio("day", "memory", "bare")),
    _times("memory, 10,000 tasks to 100", 1.5, _ratio("many", "memory", "few")),
    _times("ready, 10,000 tasks to 100", 1.15, _ratio("many", "ready", "few")),
    _times("key, 10,000 tasks to 100", 1.1, _ratio("many", "key", "few")),
    Figure(
        name="a letter of the filter, 10,000 tasks",
        value=_value("many", "filter processor"),
        most=16,
        unit="ms",
    ),
    _times("ready, five years to a day", 1.15, _ratio("old", "ready", "new")),
    _times("report of a week, five years to a day", 1.15, _ratio("week old", "milliseconds", "week new")),
    _times(
        "report of a week, five years to that week", 1.15, _ratio("week old", "milliseconds", "week week")
    ),
    Figure(name="report of a year", value=_value("year old", "milliseconds"), most=1000, unit="ms"),
    Figure(name="report of a year as a page", value=_value("page old", "milliseconds"), most=2000, unit="ms"),
    *(
        _times(
            f"now, {which}, {length}, to python -c pass", 5, _ratio(f"{case} {home}", "milliseconds", "pass")
        )
        for length, home in _LENGTHS
        for which, case in (
            ("as answered before", "now"),
            ("a minute later", "now minute"),
            ("after a record", "now written"),
            ("nothing kept", "now anew"),
        )
    ),
    *(
        _times(
            f"add acknowledged, {length}, to python -c pass",
            8,
            _ratio(f"add {home}", "acknowledged", "pass", "milliseconds"),
        )
        for length, home in _LENGTHS
    ),
    *(
        _times(
            f"now, {which}, 10,000 tasks to 100",
            1.15,
            _ratio(f"{case} many", "milliseconds", f"{case} few"),
        )
        for which, case in (("a minute later", "now minute"), ("nothing kept", "now anew"))
    ),
)


def rows(rounds: Sequence[Measured]) -> tuple[Row, ...]:
    """Every figure, the median of what the rounds had: a machine is quick and slow by turns, and what is
    compared ran at about the same time in a round. Those whose programs were not measured are without a
    value."""
    return tuple(
        Row(name=figure.name, value=_median(_found(figure, rounds)), most=figure.most, unit=figure.unit)
        for figure in FIGURES
    )


def medians(rounds: Sequence[Measured]) -> Measured:
    """Of each case each thing that was measured, the median of all rounds."""
    cases = dict.fromkeys(case for each in rounds for case in each)
    return {case: _medians([each[case] for each in rounds if case in each]) for case in cases}


def _medians(found: Sequence[Mapping[str, float]]) -> Mapping[str, float]:
    names = {name for each in found for name in each}
    return {name: statistics.median(each[name] for each in found if name in each) for name in names}


def _found(figure: Figure, rounds: Sequence[Measured]) -> Iterator[float]:
    for measured in rounds:
        with suppress(KeyError, ZeroDivisionError):
            value = figure.value(measured)
            if not math.isnan(value):
                yield value


def _median(values: Iterator[float]) -> float | None:
    known = list(values)
    return statistics.median(known) if known else None


def as_markdown(told: tuple[Row, ...], before: Mapping[str, float], measured: Measured) -> str:
    """The table of figures beside those of the run that was kept, and what every program had."""
    lines = ["| figure | measured | at most | met | kept run |", "|---|---:|---:|---|---:|"]
    for row in told:
        met = {True: "yes", False: "**no**", None: "–"}[row.is_met]
        kept = _number(before.get(row.name), row.unit) + _change(row.value, before.get(row.name))
        limit = _number(row.most, row.unit)
        lines.append(f"| {row.name} | {_number(row.value, row.unit)} | {limit} | {met} | {kept} |")
    names = sorted({name for case in measured.values() for name in case})
    lines += ["", f"| program | {' | '.join(names)} |", f"|---|{'---:|' * len(names)}"]
    for case, found in sorted(measured.items()):
        lines.append(f"| {case} | {' | '.join(_number(found.get(name), '') for name in names)} |")
    return "\n".join(lines) + "\n"


def _change(value: float | None, before: float | None) -> str:
    """By how much it is more or less than it was, in per cent."""
    if value is None or not before:
        return ""
    return f" ({round(100 * (value - before) / before):+d} %)"


def _number(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    text = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return f"{text} {unit}".rstrip()
