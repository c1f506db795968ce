"""What a day looks like, at every size, in both languages, dark, light and without colour.

After a change that is meant, look at the report of the failing run and keep the new drawings with
`pytest tests/tui/test_snapshots.py --snapshot-update`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from jornada.core import intents as do
from jornada.tui.screens.today import TodayScreen
from tests.tui.conftest import Scene, SetScene, until_live

Compare = Callable[..., bool]

SIZES = ((160, 45), (110, 35), (80, 24), (60, 20), (45, 12))
LOOKS = {
    "dark": ("jornada-dark", {}),
    "light": ("jornada-light", {}),
    "mono": ("jornada-dark", {"NO_COLOR": "1"}),
}
TITLES = {
    "en": ("Call the printer about the banners 🎪", "[bold]Viral comment[/] about the menu"),
    "es": ("Llamar a la imprenta por las lonas 🎪", "[bold]Comentario viral[/] sobre la carta"),
}
ZONE = dt.timezone(dt.timedelta(hours=1))


def at(hour: int, minute: int) -> dt.datetime:
    return dt.datetime(2026, 11, 20, hour, minute, tzinfo=ZONE)


AGENCY = 'theme = "jornada-dark"\nworkflow = "agency"\n'


def begin(day: Scene, language: str = "en") -> None:
    """A Friday morning of the agency: done, running, parked, late, own tasks and incidents."""

    def act(hour: int, minute: int, intent: do.Intent) -> str:
        return day.do(intent, at=at(hour, minute))

    day.clock.now = at(9, 0)
    task, incident = TITLES[language]
    rows = [row.item for row in day.desk.day().rows]
    act(9, 2, do.TaskStart(task=rows[0].id))
    act(9, 21, do.TaskDone(task=rows[0].id))
    act(9, 21, do.TaskStart(task=rows[1].id))
    act(9, 25, do.TaskAdd(title=task, date=rows[0].date, block="noon", minutes=10, brand="acme"))
    act(9, 30, do.TaskDrop(task=rows[5].id))
    key = act(9, 34, do.Interrupt())
    act(9, 36, do.IncidentEdit(incident=key, title=incident, kind="complaint", severity=3, brand="brisa"))
    act(9, 38, do.IncidentOpen(title="Banner", kind="client-request", brand="cobalto"))
    day.clock.now = at(9, 52)


async def until_drawn(pilot: Pilot[int]) -> None:
    await until_live(pilot)
    await pilot.pause()


@pytest.mark.parametrize(("language", "look"), [("en", "dark"), ("es", "light"), ("en", "mono")])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "{}x{}".format(*size))
def test_a_morning(
    snap_compare: Compare,
    scene: SetScene,
    size: tuple[int, int],
    language: str,
    look: str,
) -> None:
    theme, environment = LOOKS[look]
    day = scene(f'theme = "{theme}"\nworkflow = "agency"\n', language, environment)
    begin(day, language)

    assert snap_compare(day.app(), terminal_size=size, run_before=until_drawn)


MOMENTS = {"before": (7, 30), "lunch": (14, 20), "after": (19, 0)}


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_moments_of_a_day(snap_compare: Compare, scene: SetScene, moment: str) -> None:
    day = scene(AGENCY)
    day.clock.now = at(*MOMENTS[moment])

    assert snap_compare(day.app(), terminal_size=(80, 24), run_before=until_drawn)


FORMS = {"add": "a", "edit": "e", "move": "m", "log": "l", "incident": "i", "help": "question_mark"}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("size", [(80, 24), (50, 15)], ids=lambda size: "{}x{}".format(*size))
def test_what_opens_over_it(snap_compare: Compare, scene: SetScene, size: tuple[int, int], form: str) -> None:
    day = scene(AGENCY)
    begin(day)

    async def opened(pilot: Pilot[int]) -> None:
        await until_drawn(pilot)
        await pilot.press(FORMS[form])
        while isinstance(pilot.app.screen, TodayScreen):
            await pilot.pause()
        await pilot.pause()

    assert snap_compare(day.app(), terminal_size=size, run_before=opened)
