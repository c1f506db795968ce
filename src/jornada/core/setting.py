"""What a decision is taken in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from jornada.core import calendar
from jornada.core.dataclass import dataclass, field
from jornada.core.limits import FAR_DAYS
from jornada.core.workflow import Workflow

if TYPE_CHECKING:
    from jornada.core.posts import Post


@dataclass(frozen=True, slots=True)
class Setting:
    """What a decision is taken in: the instant, the workflow in use, the device that acts, the names of
    the workflows there are, and the posts of the editorial calendar by key."""

    now: dt.datetime
    workflow: Workflow
    device: str
    workflow_names: tuple[str, ...] = ()
    posts: Mapping[str, Post] = field(default_factory=dict)
    zone: ZoneInfo = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "zone", ZoneInfo(self.workflow.timezone))

    @property
    def today(self) -> dt.date:
        """The date in the zone of the workflow."""
        return calendar.local_date(self.now, self.zone)

    def is_far(self, date: dt.date) -> bool:
        """Whether a date is so far from today that it was mistyped."""
        return abs((date - self.today).days) > FAR_DAYS

    def clock(self, instant: dt.datetime) -> str:
        """The time of day there, `"09:30"`."""
        return f"{calendar.in_zone_or_as_is(instant, self.zone):%H:%M}"

    def moment(self, instant: dt.datetime) -> str:
        """The time of day there, of another day than today with its date."""
        local = calendar.in_zone_or_as_is(instant, self.zone)
        return f"{local:%H:%M}" if local.date() == self.today else f"{local:%Y-%m-%d %H:%M}"
