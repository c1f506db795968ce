"""What the unforeseen looks like: the log, the page, the form, a crisis; at three sizes, in both languages.

After a change that is meant, keep the new drawings with
`pytest tests/tui/test_incident_snapshots.py --snapshot-update`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path

import pytest
from textual.pilot import Pilot

from jornada.config import load_config
from jornada.core import intents as do
from jornada.desk import Desk, LoadedConfig, Saved, open_desk
from jornada.paths import Paths
from jornada.present.words import load_words
from jornada.tui import app as app_module
from jornada.tui.app import JornadaApp, make_app
from tests.tui.conftest import FakeWatcher, until_live

Compare = Callable[..., bool]

SIZES = [(120, 40), (80, 24), (50, 15)]
ZONE = dt.timezone(dt.timedelta(hours=1))
CONFIG = 'workflow = "agency"\n'


def at(hour: int, minute: int) -> dt.datetime:
    return dt.datetime(2026, 11, 20, hour, minute, tzinfo=ZONE)


class Storm:
    """A Friday morning on which a comment goes viral, after a mistake that is over and a small complaint."""

    def __init__(self, paths: Paths, language: str) -> None:
        self.paths = paths
        self.language = language
        self.now = at(8, 10)
        self.config = LoadedConfig(*load_config(CONFIG))
        self.desk: Desk = open_desk(paths, clock=lambda: self.now, language=language, config=self.config)
        complaint = self.act(8, 10, do.IncidentOpen(title="Late parcel", kind="complaint", brand="cobalto"))
        self.act(8, 30, do.IncidentResolve(incident=complaint))
        mistake = self.act(8, 20, do.IncidentOpen(title="Wrong account", kind="mistaken-post", brand="brisa"))
        self.act(8, 25, do.IncidentRespond(incident=mistake))
        self.act(8, 50, do.IncidentResolve(incident=mistake))
        self.act(9, 2, do.TaskStart(task=self.desk.day().rows[0].item.id))
        viral = self.act(9, 34, do.Interrupt())
        self.act(
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
        self.act(9, 37, do.IncidentAcknowledge(incident=viral))
        self.act(9, 38, do.IncidentNotify(incident=viral, who="Ana"))
        self.act(9, 38, do.IncidentNote(incident=viral, text="300 comments " * 12))
        follow_up = do.TaskAdd(title="Kitchen", date=dt.date(2026, 11, 20), brand="acme", incident=viral)
        self.act(9, 41, follow_up)
        self.now = at(9, 58)

    def act(self, hour: int, minute: int, intent: do.Intent) -> str:
        self.now = at(hour, minute)
        outcome = self.desk.act(intent)
        assert isinstance(outcome, Saved), outcome
        return outcome.record.id

    def app(self) -> JornadaApp:
        opening: Future[Desk] = Future()
        opening.set_result(self.desk)
        words = load_words(self.language)
        return make_app(opening, paths=self.paths, words=words, config=self.config, environment={})


@pytest.fixture(autouse=True)
def no_watching(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_module, "watch", lambda paths, on_change, *, network: FakeWatcher())


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
    snap_compare: Compare, tmp_path: Path, place: str, size: tuple[int, int], language: str
) -> None:
    storm = Storm(Paths(tmp_path / "data", tmp_path / "config", tmp_path / "state"), language)

    async def there(pilot: Pilot[int]) -> None:
        await until_live(pilot)
        await pilot.pause()
        for key in PLACES[place]:
            before = pilot.app.screen
            await pilot.press(key)
            while pilot.app.screen is before:
                await pilot.pause()
            await pilot.pause()

    assert snap_compare(storm.app(), terminal_size=size, run_before=there)
    storm.desk.close()
