"""What the report looks like, at three sizes and without colour.

After a change that is meant, look at the report of the failing run and keep the new drawings with
`pytest tests/tui/test_report_snapshots.py --snapshot-update`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from jornada.core import intents as do
from jornada.tui.screens.report import ReportScreen
from tests.tui.conftest import Scene, SetScene, until_live

Compare = Callable[..., bool]
SIZES = ((140, 45), (80, 24), (50, 15))
ZONE = dt.timezone(dt.timedelta(hours=1))
AGENCY = 'workflow = "agency"\n'
THURSDAY, FRIDAY = dt.date(2026, 11, 19), dt.date(2026, 11, 20)


def at(date: dt.date, time: str) -> dt.datetime:
    return dt.datetime.combine(date, dt.time.fromisoformat(time), tzinfo=ZONE)


def week(day: Scene) -> None:
    """Two days at the agency: over and under the plan, an incident and what it displaced, goals counted."""

    def act(date: dt.date, time: str, intent: do.Intent) -> str:
        return day.do(intent, at=at(date, time))

    day.clock.now = at(THURSDAY, "09:00")
    for date in (THURSDAY, FRIDAY):
        rows = [row.item for row in day.desk.day(date).rows]
        for place, (start, end) in enumerate(
            (("09:00", "09:25"), ("09:25", "09:35"), ("09:40", "09:50"), ("10:00", "11:10"))
        ):
            task = rows[place].id
            log = do.TimeLog(task=task, start=at(date, start), end=at(date, end))
            act(date, "11:10", log)
            act(date, "11:10", do.TaskDone(task=task))
    incident = act(FRIDAY, "11:10", do.Interrupt(title="[bold]Viral comment[/]"))
    edit = do.IncidentEdit(incident=incident, kind="complaint", severity=3, brand="brisa")
    act(FRIDAY, "11:12", edit)
    growth = next(row.item for row in day.desk.day(FRIDAY).rows if row.item.is_open)
    act(FRIDAY, "11:30", do.TaskDrop(task=growth.id, reason="the comment first"))
    act(FRIDAY, "11:50", do.IncidentResolve(incident=incident))
    day.clock.now = at(FRIDAY, "12:30")


async def shown(pilot: Pilot[int]) -> None:
    await until_live(pilot)
    await pilot.press("9")
    while not isinstance(pilot.app.screen, ReportScreen):
        await pilot.pause()
    await pilot.pause()


async def bottom(pilot: Pilot[int]) -> None:
    await shown(pilot)
    await pilot.press("G")


PLACES = {"top": shown, "bottom": bottom}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "{}x{}".format(*size))
@pytest.mark.parametrize("place", PLACES)
def test_report(snap_compare: Compare, scene: SetScene, size: tuple[int, int], place: str) -> None:
    day = scene(AGENCY)
    week(day)
    assert snap_compare(day.app(), terminal_size=size, run_before=PLACES[place])


def test_without_colour_in_spanish(snap_compare: Compare, scene: SetScene) -> None:
    day = scene(AGENCY, "es", {"NO_COLOR": "1"})
    week(day)
    assert snap_compare(day.app(), terminal_size=(80, 24), run_before=shown)
