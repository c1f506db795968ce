"""Opens the full screens beside Today. Each is imported when it is first opened."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.screen import Screen

    from jornada.tui.app import JornadaApp
    from jornada.tui.screens.desk_screen import DeskScreen

LEAVING = "leaving"
"""What keys wait for while a screen gives way to another."""


async def show_screen(app: JornadaApp, action: str, today: Screen[Any], date: dt.date | None = None) -> None:
    """The full screen that `action` opens, looking at `date` where one is given; what a person asks for
    there and is done on `today`, another screen among it, is done when it is left."""
    screen = _screen_of(app, action)
    if date is not None:
        screen.date = date
    asked = await app.push_screen_wait(screen)
    if asked is not None:
        do_on(app, today, asked)


def do_on(app: JornadaApp, today: Screen[Any], asked: str) -> None:
    """Do on `today` what was asked for elsewhere: the id of an action, arguments in brackets behind it."""
    name, bracket, arguments = asked.partition("(")

    async def done() -> None:
        await app.run_action(f"screen.{name.replace('.', '_')}{bracket}{arguments}", today)
        app.key_way.let_go(LEAVING)

    today.call_after_refresh(done)


def _screen_of(app: JornadaApp, action: str) -> DeskScreen:
    return _screen_class(action)(app.desk, app.pen, app.colours, app.keymap)


def _screen_class(action: str) -> type[DeskScreen]:
    """Each is imported when it is first opened."""
    match action:
        case "screen.incidents":
            from jornada.tui.screens.incidents import IncidentsScreen

            return IncidentsScreen
        case "screen.time":
            from jornada.tui.screens.time import TimeScreen

            return TimeScreen
        case "screen.kpis":
            from jornada.tui.screens.kpis import KpisScreen

            return KpisScreen
        case "screen.campaigns":
            from jornada.tui.screens.campaigns import CampaignsScreen

            return CampaignsScreen
        case "screen.estimates":
            from jornada.tui.screens.estimates import EstimatesScreen

            return EstimatesScreen
        case "screen.posts":
            from jornada.tui.screens.posts import PostsScreen

            return PostsScreen
        case "screen.report":
            from jornada.tui.screens.report import ReportScreen

            return ReportScreen
        case "screen.settings":
            from jornada.tui.screens.settings import SettingsScreen

            return SettingsScreen
        case "screen.strategy":
            from jornada.tui.screens.strategy import StrategyScreen

            return StrategyScreen
        case "screen.week":
            from jornada.tui.screens.week import WeekScreen

            return WeekScreen
        case "screen.workflow":
            from jornada.tui.screens.workflow import WorkflowScreen

            return WorkflowScreen
    raise KeyError(action)
