"""The estimates screen: suggestions written into the workflow file with one key, and taken back."""

from __future__ import annotations

import pytest

from jornada import resources
from jornada.paths import Paths
from jornada.tui.screens.estimates import EstimatesScreen
from jornada.tui.screens.today import TodayScreen
from tests.tui.conftest import Dashboard, OpenDashboard
from tests.tui.estimate_history import history

SWEEP, ANSWERS = "Overnight sweep", "Publish and answer"
BUILT_IN = resources.text("workflows", "garcia.en.toml")
WORKED = tuple(history())


async def press(day: Dashboard, *keys: str) -> None:
    for key in keys:
        await day.press(key)
        if isinstance(day.app.screen, EstimatesScreen):
            await day.app.screen.settled()
        await day.pilot.pause()


def with_minutes(task: str, minutes: int, text: str = BUILT_IN) -> str:
    """The text of the plan with other minutes for a task that has 45."""
    before, key, after = text.partition(f'key = "{task}"')
    assert key
    return before + key + after.replace("minutes = 45", f"minutes = {minutes}", 1)


def row(day: Dashboard, title: str) -> str:
    return next(line for line in day.rows() if title in line)


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (50, 15), (40, 10)])
@pytest.mark.parametrize("language", ["en", "es"])
async def test_it_is_read_at_any_size(dashboard: OpenDashboard, size: tuple[int, int], language: str) -> None:
    async with dashboard(size=size, language=language, before=WORKED) as day:
        await press(day, "L")
        assert isinstance(day.app.screen, EstimatesScreen)
        rows = day.rows()
        assert max(map(len, rows)) <= size[0]
        assert "45 → 60" in day.text()
        assert any("180" in row and "160" in row for row in rows), "what it does to the block"
        assert day.foot.endswith(("q Quit", "q Salir", "q"))


async def test_figures_reasons_and_the_sum_of_the_block(dashboard: OpenDashboard) -> None:
    async with dashboard(size=(100, 30), before=WORKED) as day:
        await press(day, "L")
        assert row(day, ANSWERS).split("  ")[-1] == "mostly shorter"
        assert "plan 25 instead of 45: 5 of 6 took less" in day.text()
        assert "half within 23 min, 80 % within 25 min" in day.text()
        assert "Morning: 180 of 180 min; with this 160, 20 free" in day.text()
        await press(day, "j")
        assert row(day, SWEEP).split()[-9:-2] == ["45", "→", "60", "59", "61", "6", "nearly"]
        assert "plan 60 instead of 45: 5 of 6 took longer" in day.text()
        assert "Morning: 180 of 180 min; with this 195, 15 too many" in day.text()


async def test_one_key_writes_it_and_u_takes_it_back(dashboard: OpenDashboard, paths: Paths) -> None:
    own = paths.workflows / "garcia.toml"
    async with dashboard(before=WORKED) as day:
        await press(day, "L", "j", "enter")
        assert day.foot.startswith("Saved. The plan is your own now: garcia.toml")
        assert own.read_text() == with_minutes("overnight-sweep", 60)
        assert "✓ Overnight sweep" in row(day, SWEEP)
        assert "with this 195, 15 too many" in day.text()
        await press(day, "enter")  # a held key writes nothing more
        assert day.foot.startswith("1 h is the plan already: Overnight sweep")
        await press(day, "k", "w")
        assert day.foot.startswith("25 min planned from now on: Publish")
        assert own.read_text() == with_minutes("publish-and-answer", 25, with_minutes("overnight-sweep", 60))
        await press(day, "u", "u")
        assert day.foot.startswith("Taken back")
        assert own.read_text() == BUILT_IN
        assert "45 → 60" in row(day, SWEEP)
        await press(day, "u")
        assert day.foot.startswith("No edit to take back here")


async def test_other_minutes_than_the_suggested_ones(dashboard: OpenDashboard, paths: Paths) -> None:
    async with dashboard(before=WORKED) as day:
        await press(day, "L", "j", "minus")
        assert "45 → 55" in row(day, SWEEP)
        assert "with this 190, 10 too many" in day.text()
        await press(day, "w")
        assert (paths.workflows / "garcia.toml").read_text() == with_minutes("overnight-sweep", 55)


async def test_what_somebody_else_wrote_meanwhile_stays(dashboard: OpenDashboard, paths: Paths) -> None:
    own = paths.workflows / "garcia.toml"
    async with dashboard(before=WORKED) as day:
        await press(day, "L", "enter")
        theirs = own.read_text() + "\n# a word of mine\n"
        own.write_text(theirs)
        await press(day, "u")
        assert own.read_text() == theirs
        assert "Taken back" not in day.foot


async def test_without_times_it_says_what_is_needed(dashboard: OpenDashboard) -> None:
    async with dashboard(size=(50, 15)) as day:
        await press(day, "L")
        assert "Nothing is known yet" in day.text()
        await press(day, "enter")
        assert "is the plan already" in day.foot
        await press(day, "escape")
        assert isinstance(day.app.screen, TodayScreen)


async def test_from_the_workflow_screen_too(dashboard: OpenDashboard) -> None:
    async with dashboard(before=WORKED) as day:
        await press(day, "6", "L")
        await day.settle()
        assert isinstance(day.app.screen, EstimatesScreen)
