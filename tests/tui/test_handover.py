"""`H` shows the hand-over; keys copy it, leave out brands and what is internal."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from jornada.core import intents as do
from jornada.tui.screens.handover import HandoverDialog
from tests.tui.conftest import Dashboard, OpenDashboard

VIRAL = do.IncidentOpen(title="Viral [b]comment", kind="complaint", severity=2, evidence="A screenshot")


def page(day: Dashboard) -> str:
    assert isinstance(day.app.screen, HandoverDialog)
    return str(day.app.screen.query_one(".facts", Static).content)


def foot(day: Dashboard) -> str:
    return str(day.app.screen.query_one("#dialog-foot", Static).content)


async def test_it_is_read_and_left(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(VIRAL,)) as day:
        await day.press("H")
        assert "Viral [b]comment · S2 high · complaint · open" in page(day)
        assert "Evidence: A screenshot" in page(day)
        await day.press("escape")
        assert day.screen is day.app.screen


async def test_in_public_and_in_markdown(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(VIRAL,)) as day:
        await day.press("H", "p")
        assert "Evidence" not in page(day)
        assert "Without internal notes" in page(day)
        await day.press("m")
        assert r"**Viral \[b\]comment**" in page(day)


async def test_a_brand_at_a_time(dashboard: OpenDashboard) -> None:
    before = (do.WorkflowUse(name="agency"), VIRAL)
    async with dashboard(before=before) as day:
        await day.press("H")
        assert "Viral" in page(day)
        await day.press("b")
        assert "Only Café Ñandú" in page(day)
        assert "Viral" not in page(day)


async def test_a_brand_that_is_looked_at_comes_first(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(do.WorkflowUse(name="agency"),)) as day:
        day.screen.show_brand(day.desk.workflow.brands[1].key)
        await day.press("H")
        assert f"Only {day.desk.workflow.brands[1].title}" in page(day)


async def test_copying_only_where_it_is_allowed(
    dashboard: OpenDashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    monkeypatch.setattr("jornada.tui.app.JornadaApp.copy_to_clipboard", lambda app, text: copied.append(text))
    async with dashboard(before=(VIRAL,)) as day:
        await day.press("H", "y")
        assert "clipboard = true" in page(day)
        assert copied == []
    async with dashboard(config="clipboard = true") as day:
        await day.press("H", "y")
        assert copied[0].startswith("Hand-over of Friday 20 November 2026")
        assert page(day).startswith("Copied")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (50, 15), (40, 10)])
async def test_every_size_has_its_keys(dashboard: OpenDashboard, size: tuple[int, int]) -> None:
    async with dashboard(size=size, before=(VIRAL,)) as day:
        await day.press("H")
        await day.pilot.pause()
        assert "y copy" in foot(day).replace("\xa0", " ")
        assert "Viral" in page(day)
