"""What the unforeseen looks like: the log, the page, the form, a crisis; at three sizes, in both languages.

After a change that is meant, keep the new drawings with
`pytest tests/tui/test_incident_snapshots.py --snapshot-update`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import pytest
from textual.pilot import Pilot

from jornada.core import intents as do
from tests.tui.conftest import Scene, SetScene, until_live

Compare = Callable[..., bool]

SIZES = [(120, 40), (80, 24), (50, 15)]
ZONE = dt.timezone(dt.timedelta(hours=1))
CONFIG = 'workflow = "agency"\n'


def at(hour: int, minute: int) -> dt.datetime:
    return dt.datetime(2026, 11, 20, hour, minute, tzinfo=ZONE)


def storm(day: Scene) -> None:
    """A Friday morning on which a comment goes viral, after a mistake that is over and a small complaint."""

    def act(hour: int, minute: int, intent: do.Intent) -> str:
        return day.do(intent, at=at(hour, minute))

    complaint = act(8, 10, do.IncidentOpen(title="Late parcel", kind="complaint", brand="cobalto"))
    act(8, 30, do.IncidentResolve(incident=complaint))
    mistake = act(8, 20, do.IncidentOpen(title="Wrong account", kind="mistaken-post", brand="brisa"))
    act(8, 25, do.IncidentRespond(incident=mistake))
    act(8, 50, do.IncidentResolve(incident=mistake))
    act(9, 2, do.TaskStart(task=day.desk.day().rows[0].item.id))
    viral = act(9, 34, do.Interrupt())
    act(
        9,
        36,
        do.IncidentEdit(
            incident=viral,
            title="[bold]Viral[/] 🎪",
            kind="negative-mentions",
            severity=2,
            brand="acme",
            channel="Instagram",
            author="@foodie",
            reach=120_000,
            evidence="shots 1 to 4",
        ),
    )
    act(9, 37, do.IncidentAcknowledge(incident=viral))
    act(9, 38, do.IncidentNotify(incident=viral, who="Ana"))
    act(9, 38, do.IncidentNote(incident=viral, text="300 comments " * 12))
    follow_up = do.TaskAdd(title="Kitchen", date=dt.date(2026, 11, 20), brand="acme", incident=viral)
    act(9, 41, follow_up)
    day.clock.now = at(9, 58)


PLACES: dict[str, Sequence[str]] = {
    "crisis": (),
    "log": ("3",),
    "page": ("3", "enter"),
    "form": ("i",),
}
SHOWN = [
    *((place, size, "en") for place in PLACES for size in SIZES),
    *((place, (80, 24), "es") for place in PLACES),
]


@pytest.mark.parametrize(
    ("place", "size", "language"),
    SHOWN,
    ids=["{}-{}x{}-{}".format(place, *size, language) for place, size, language in SHOWN],
)
def test_the_unforeseen(
    snap_compare: Compare, scene: SetScene, place: str, size: tuple[int, int], language: str
) -> None:
    day = scene(CONFIG, language)
    storm(day)

    async def there(pilot: Pilot[int]) -> None:
        await until_live(pilot)
        await pilot.pause()
        for key in PLACES[place]:
            before = pilot.app.screen
            await pilot.press(key)
            while pilot.app.screen is before:
                await pilot.pause()
            await pilot.pause()

    assert snap_compare(day.app(), terminal_size=size, run_before=there)
