"""What the campaigns screen and the pages of the day's ends look like at three sizes.

After a change that is meant, look at the report of the failing run and keep the new drawings with
`pytest tests/tui/test_day_ends_snapshots.py --snapshot-update`.
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from textual.pilot import Pilot

from jornada.core import intents as do
from jornada.paths import Paths
from jornada.tui.screens.today import TodayScreen
from tests.tui.campaign_plan import write_plan
from tests.tui.conftest import FRIDAY, Scene, SetScene, until_live
from tests.tui.test_snapshots import LOOKS, Compare

MADRID = ZoneInfo("Europe/Madrid")
MONDAY = FRIDAY + dt.timedelta(days=3)
SIZES = (((140, 45), "en", "dark"), ((80, 24), "es", "light"), ((50, 15), "en", "mono"))
KEYS = {"campaigns": "8", "start": "D", "close": "Z"}
MOMENTS = {"campaigns": (FRIDAY, "10:30"), "start": (MONDAY, "08:50"), "close": (FRIDAY, "17:50")}


@pytest.mark.parametrize("page", KEYS)
@pytest.mark.parametrize(("size", "language", "look"), SIZES)
def test_ends_of_a_day(
    snap_compare: Compare,
    paths: Paths,
    scene: SetScene,
    size: tuple[int, int],
    language: str,
    look: str,
    page: str,
) -> None:
    theme, environment = LOOKS[look]
    day = scene(f'theme = "{theme}"\nworkflow = "{write_plan(paths)}"\n', language, environment)
    _work(day)
    date, time = MOMENTS[page]
    day.clock.now = dt.datetime.combine(date, dt.time.fromisoformat(time), tzinfo=MADRID)
    app = day.app()

    async def run(pilot: Pilot[int]) -> None:
        await until_live(pilot)
        await pilot.pause()
        await pilot.press(KEYS[page])
        while isinstance(app.screen, TodayScreen):
            await pilot.pause()
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=run)


def _work(day: Scene) -> None:
    """A morning, closed at once: what the pages tell of is there at any of their moments."""
    rows = [row.item for row in day.desk.day().rows]
    step = next(item for item in rows if item.key == "xmas.brief-approved")
    for intent in (
        do.TaskStart(task=rows[0].id),
        do.TaskDone(task=rows[0].id),
        do.TaskDone(task=step.id),
        do.TaskDrop(task=rows[1].id, reason="nothing new"),
        do.TaskMove(task=rows[2].id, date=MONDAY),
        do.TaskAdd(title="Call Ana", date=FRIDAY, minutes=20, brand="brisa"),
        do.IncidentOpen(title="It spreads", kind="press", brand="acme"),
        do.DayClose(date=FRIDAY, top=("Call Ana", "Think of spring"), note="Ana calls at ten"),
    ):
        day.clock.advance(minutes=5)
        day.do(intent)
