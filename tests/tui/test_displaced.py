"""The dashboard says what incidents displace, and one key accepts what is proposed."""

from __future__ import annotations

from jornada.core import intents as do
from jornada.core.state import ItemState
from jornada.tui.screens.displaced import DisplacedDialog
from tests.tui.conftest import Dashboard, OpenDashboard

NO_LONGER = "no longer fit"


async def eat_the_noon(day: Dashboard, minutes: int = 60) -> None:
    await day.pass_minutes(140)  # it is noon
    await day.do(do.Interrupt(title="Viral comment"))
    for passed in range(0, minutes, 20):
        await day.press("k")  # somebody is there: nobody is asked about the timer
        await day.pass_minutes(min(20, minutes - passed))


async def test_the_bar_comes_when_the_reserve_is_used_up(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await eat_the_noon(day, 30)
        assert NO_LONGER not in day.text()
        await day.pass_minutes(1)
        assert "1 task no longer fits, F decides: Viral comment took 31 min" in day.text()


async def test_one_key_accepts_all_and_one_takes_it_back(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await eat_the_noon(day, 80)
        await day.press("F")
        assert isinstance(day.app.screen, DisplacedDialog)

        await day.press("a")
        await day.settle()

        gone = {key for key in ("plan-tomorrow", "research") if not day.item(key).is_open}
        assert gone == {"research", "plan-tomorrow"}
        assert NO_LONGER not in day.text()
        await day.press("u")
        assert day.item("research").is_open
        assert day.item("plan-tomorrow").is_open


async def test_each_may_be_decided_for_itself(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await eat_the_noon(day, 80)
        await day.press("F")
        await day.press("n", "enter")  # the first row, the lowest priority, to the afternoon
        await day.settle()

        assert day.item("research").block == "afternoon"
        assert day.item("research").state is ItemState.OPEN
        assert day.item("plan-tomorrow").block == "noon"


async def test_leaving_it_moves_nothing(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await eat_the_noon(day)
        await day.press("F")
        await day.press("escape")
        assert NO_LONGER in day.text()
        assert day.item("research").is_open


async def test_where_nothing_is_displaced_a_word_says_so(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("F")
        assert day.foot.startswith("Incidents displace no task")
