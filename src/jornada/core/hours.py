"""Working hours as a person types them: `9-18`, `8:30–17`, `de 8 a 17`."""

from __future__ import annotations

import re
from enum import StrEnum

from jornada.core.dataclass import dataclass
from jornada.core.pattern import pattern

DAY_MINUTES = 24 * 60
STEP_MINUTES = 5
LEAST_MINUTES = 4 * 60
MOST_MINUTES = 14 * 60

_CLOCK = r"(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?\s*h?"
_HOURS = pattern(rf"\s*(?:from\s+|de\s+)?{_CLOCK}\s*(?:-|–|—|\bto\b|\ba\b|\s)\s*{_CLOCK}\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when one works, in minutes since midnight, on one day."""

    start: int
    end: int

    @property
    def minutes(self) -> int:
        """How long it is."""
        return self.end - self.start

    def __str__(self) -> str:
        return f"{_clock(self.start)}–{_clock(self.end)}"


class HoursProblem(StrEnum):
    """Why a text is no working hours."""

    NOT_HOURS = "not_hours"
    NO_SUCH_TIME = "no_such_time"
    BACKWARDS = "backwards"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NOT_IN_STEPS = "not_in_steps"


class BadHoursError(ValueError):
    """A text is no working hours; `nearest` is what may be meant, `""` where nothing is."""

    def __init__(self, problem: HoursProblem, nearest: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.nearest = nearest


def read_hours(text: str) -> Hours:
    """The hours in a text. Raises `BadHoursError`."""
    found = _HOURS.fullmatch(text)
    if found is None:
        raise BadHoursError(HoursProblem.NOT_HOURS, _guess(text))
    first, first_minutes, last, last_minutes = (int(part or 0) for part in found.groups())
    start, end = first * 60 + first_minutes, last * 60 + last_minutes
    if max(first_minutes, last_minutes) > 59 or max(start, end) >= DAY_MINUTES:
        raise BadHoursError(HoursProblem.NO_SUCH_TIME)
    if end <= start:
        # "9-6" is what somebody types who has a clock of twelve hours.
        meant = filter(_sensible, (Hours(start, end + DAY_MINUTES // 2), Hours(end, start)))
        raise BadHoursError(HoursProblem.BACKWARDS, str(next(meant, "")))
    if start % STEP_MINUTES or end % STEP_MINUTES:
        nearest = Hours(_to_step(start), _to_step(end))
        raise BadHoursError(HoursProblem.NOT_IN_STEPS, str(nearest) if _sensible(nearest) else "")
    hours = Hours(start, end)
    if hours.minutes < LEAST_MINUTES:
        raise BadHoursError(HoursProblem.TOO_SHORT)
    if hours.minutes > MOST_MINUTES:
        raise BadHoursError(HoursProblem.TOO_LONG)
    return hours


def _sensible(hours: Hours) -> bool:
    return LEAST_MINUTES <= hours.minutes <= MOST_MINUTES and hours.end < DAY_MINUTES


def _guess(text: str) -> str:
    """Hours from the first two numbers of a text, where they make any."""
    numbers = [int(each) for each in re.findall(r"\d+", text)]
    if len(numbers) == 2 and max(numbers) < 24:
        meant = Hours(numbers[0] * 60, numbers[1] * 60)
        if _sensible(meant):
            return str(meant)
    return ""


def _to_step(minute: int) -> int:
    return STEP_MINUTES * round(minute / STEP_MINUTES)


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"
