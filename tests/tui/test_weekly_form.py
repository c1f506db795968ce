"""The weekly report from the dashboard: what is said is kept, then the file is written."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from jornada.core import intents as do
from jornada.tui.screens.kpis import KpisScreen
from jornada.tui.screens.weekly_form import WeeklyForm
from tests.tui.conftest import Dashboard, OpenDashboard

CONFIG = 'workflow = "agency"\n'
MONDAY = dt.date(2026, 11, 16)


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files are written where the program was started."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def form(day: Dashboard) -> WeeklyForm:
    screen = day.app.screen
    assert isinstance(screen, WeeklyForm)
    return screen


async def written(day: Dashboard) -> None:
    """Wait until the dialog is closed and what came of it is said."""
    assert not isinstance(day.app.screen, WeeklyForm), form(day).values()
    for _ in range(200):
        await day.settle()
        if day.screen.notice is not None:
            return
    raise AssertionError(day.text())


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (50, 15)])
@pytest.mark.parametrize("language", ["en", "es"])
async def test_it_opens_at_any_size(dashboard: OpenDashboard, size: tuple[int, int], language: str) -> None:
    async with dashboard(size=size, language=language, config=CONFIG) as day:
        await day.press("W")
        assert form(day).values()["file"] == "acme-2026-W47.html"


async def test_what_is_said_is_kept_and_written(dashboard: OpenDashboard, in_a_folder: Path) -> None:
    async with dashboard(config=CONFIG) as day:
        await day.press("W")
        form(day).field("form").put("json")
        form(day).text_field("file").put("week.json")
        form(day).field("status").control.focus()
        await day.press(*"A calm week", "enter")
        await written(day)
        assert day.foot.startswith(f"Written: {in_a_folder}"[:40])
        said = json.loads((in_a_folder / "week.json").read_text())
        assert said["texts"]["status"] == "A calm week"
        assert said["audience"] == "client"
        assert day.desk.state.report_notes["acme", MONDAY].status == "A calm week"


async def test_a_file_that_is_there_is_not_replaced_unasked(
    dashboard: OpenDashboard, in_a_folder: Path
) -> None:
    (in_a_folder / "acme-2026-W47.html").write_text("mine")
    async with dashboard(config=CONFIG) as day:
        await day.press("W", "enter")
        assert form(day).field("file").wrong == "There is a file of that name already"
        assert (in_a_folder / "acme-2026-W47.html").read_text() == "mine"
        form(day).field("existing").put("replace")
        await day.press("enter")
        await written(day)
        assert (in_a_folder / "acme-2026-W47.html").read_text().startswith("<!doctype html>")


@pytest.mark.parametrize("name", ["x" * 300, "~nobody-of-this-name/week.md", "there/week.md"])
async def test_a_file_that_cannot_be_is_said_and_what_was_typed_kept(
    dashboard: OpenDashboard, in_a_folder: Path, name: str
) -> None:
    (in_a_folder / "there").write_text("no directory")
    async with dashboard(config=CONFIG) as day:
        await day.press("W")
        form(day).field("file").put(name)
        form(day).field("status").put("A calm week")
        await day.press("enter")
        await written(day)
        assert day.foot.startswith("Not written")
        assert day.desk.state.report_notes["acme", MONDAY].status == "A calm week"


async def test_another_brand_brings_its_own_words_and_name(dashboard: OpenDashboard) -> None:
    before = (do.ReportNote(brand="brisa", week=MONDAY, status="Rooms are full"),)
    async with dashboard(config=CONFIG, before=before) as day:
        await day.press("W", "right")
        assert form(day).values()["status"] == "Rooms are full"
        assert form(day).values()["file"] == "brisa-2026-W47.html"
        await day.press("escape")
        assert len(day.desk.state.report_notes) == 1


async def test_on_the_kpis_it_is_of_the_brand_in_hand(dashboard: OpenDashboard) -> None:
    before = (do.KpiSet(brand="brisa", week=MONDAY, values=(do.KpiValue(key="reach", value=1.0),)),)
    async with dashboard(config=CONFIG, before=before) as day:
        await day.press("0", *["j"] * 8)
        assert isinstance(day.app.screen, KpisScreen)
        await day.press("W")
        assert form(day).values()["brand"] == "brisa"


async def test_a_day_that_is_none_is_said(dashboard: OpenDashboard) -> None:
    async with dashboard(config=CONFIG) as day:
        await day.press("W", "tab", *"soon", "enter")
        assert "“soon” is no day" in form(day).field("week").wrong
