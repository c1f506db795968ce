"""What the Today screen draws: the desk at one instant, and what a person chose to look at."""

from __future__ import annotations

import datetime as dt

from jornada.core.crisis import crises
from jornada.core.dataclass import dataclass
from jornada.core.displacement import Displacement, displacement
from jornada.core.incidents import Deadline
from jornada.core.kpis import MissingKpis, missing_kpis
from jornada.core.plan import DayView, QueueRow
from jornada.core.posts import DuePost, next_posts
from jornada.core.state import Incident, State
from jornada.core.workflow import Workflow
from jornada.desk import Desk


@dataclass(frozen=True)
class Picture:
    """The desk at an instant. `view` is the day looked at, with all its rows; `today` the day that
    runs, which may be the same, and `displaced` what incidents displace on it; `posts` are those that go
    out next, `kpis` the figures that are due and not in."""

    view: DayView
    today: DayView
    state: State
    workflow: Workflow
    deadlines: tuple[Deadline, ...]
    displaced: Displacement | None = None
    posts: tuple[DuePost, ...] = ()
    kpis: tuple[MissingKpis, ...] = ()

    @property
    def crises(self) -> tuple[Incident, ...]:
        """The incidents that take the day over, the most pressing first."""
        return crises(self.state, self.deadlines)

    def row(self, key: str | None) -> QueueRow | None:
        """The row of an item on the day looked at."""
        return self.view.rows.find(key)

    def incident(self, key: str | None) -> Incident | None:
        return self.state.incidents.get(key) if key else None


def take_picture(desk: Desk, date: dt.date) -> Picture:
    """The desk as it is now, with the day `date`."""
    today = desk.day()
    view = today if date == today.date else desk.day(date)
    state, workflow = desk.state, desk.workflow
    displaced = displacement(state, workflow, today)
    every = desk.posts()
    posts = next_posts(every, today.now, today.zone)
    kpis = missing_kpis(state, workflow, today.date, every)
    return Picture(view, today, state, workflow, desk.deadlines(), displaced, posts, kpis)
