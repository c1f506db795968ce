"""The dashboard says that an incident comes again, and one key makes a task of it."""

from __future__ import annotations

from jornada.core import intents as do
from jornada.core.state import Item
from tests.tui.conftest import Dashboard, OpenDashboard

DOWN = do.IncidentOpen(title="Site down", kind="outage")


def prevention(day: Dashboard) -> list[Item]:
    return [item for item in day.desk.state.items.values() if item.title.startswith("Prevent")]


async def test_logging_one_like_an_earlier_one_says_so_and_one_key_makes_a_task_of_it(
    dashboard: OpenDashboard,
) -> None:
    async with dashboard(size=(120, 30), before=(DOWN,)) as day:
        day.screen.perform(do.IncidentOpen(title="Down again", kind="outage"))
        await day.settle()
        assert day.foot.startswith(
            "The second like it this month, R makes a task of it. Incident opened: Down again"
        )

        await day.press("R")

        (task,) = prevention(day)
        assert (task.title, task.incident, task.area) == (
            "Prevent: Down again",
            day.incident().id,
            "unforeseen",
        )
        await day.press("R")
        assert day.foot.startswith("There is a task for it already: Prevent: Down again")
        await day.press("u")
        assert prevention(day) == []


async def test_naming_an_interruption_says_so_too(dashboard: OpenDashboard) -> None:
    async with dashboard(size=(120, 30), before=(DOWN,)) as day:
        await day.press("exclamation_mark")
        day.screen.perform(do.IncidentEdit(incident=day.incident().id, title="Again", kind="outage"))
        await day.settle()
        assert day.foot.startswith("The second like it this month, R makes a task of it. Changed: Again")


async def test_of_the_incident_in_hand_it_need_not_come_again(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(DOWN,)) as day:
        await day.press("R")
        assert day.foot.startswith("No open incident is like an earlier one of this month")
        await day.press("tab", "R")
        assert [task.title for task in prevention(day)] == ["Prevent: Site down"]
