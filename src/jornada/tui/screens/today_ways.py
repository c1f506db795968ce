"""The ways from the Today screen: to the other screens, to help, out of the program."""

from __future__ import annotations

import datetime as dt

from jornada.tui import dialogs, opening
from jornada.tui.screens.incident_actions import IncidentActions


class TodayWays(IncidentActions, is_part=True):
    """One method an action of the registry; what is looked at, the screen below says."""

    date: dt.date

    @property
    def brand_shown(self) -> str:
        """The only brand that is shown; empty where all are."""
        raise NotImplementedError

    # Screens

    def action_screen_incidents(self) -> None:
        self._show_screen("screen.incidents")

    def action_screen_time(self) -> None:
        self._show_screen("screen.time")

    def action_screen_week(self) -> None:
        self._show_screen("screen.week")

    def action_screen_campaigns(self) -> None:
        self._show_screen("screen.campaigns")

    def action_screen_estimates(self) -> None:
        self._show_screen("screen.estimates")

    def action_report_write(self) -> None:
        """Of the brand that is shown, for the week of the day that is looked at."""
        if self.picture is not None:
            brand, date = self.brand_shown, self.date
            self.open_dialog(lambda: dialogs.write_report(self.jornada, self, brand, date))

    def action_screen_kpis(self) -> None:
        self._show_screen("screen.kpis")

    def action_screen_posts(self) -> None:
        self._show_screen("screen.posts")

    def action_screen_settings(self) -> None:
        self._show_screen("screen.settings")

    def action_screen_strategy(self) -> None:
        self._show_screen("screen.strategy")

    def action_screen_workflow(self) -> None:
        self._show_screen("screen.workflow")

    def action_screen_report(self) -> None:
        self._show_screen("screen.report")

    def action_time_look_at(self, date: str) -> None:
        """Another screen leads to the time of that day, `YYYY-MM-DD`."""
        self._show_screen("screen.time", dt.date.fromisoformat(date))

    def _show_screen(self, action: str, date: dt.date | None = None) -> None:
        if self.picture is not None:
            self.open_dialog(lambda: opening.show_screen(self.jornada, action, self, date))

    # The program

    async def action_app_tour(self) -> None:
        await self.jornada.tour.begin(self)

    def on_tour_bar_clicked(self) -> None:
        self.jornada.tour.go_on()

    def action_app_help(self) -> None:
        self.open_dialog(lambda: dialogs.show_help(self.jornada, self))

    def action_app_palette(self) -> None:
        if self.picture is not None:
            self.open_dialog(lambda: dialogs.show_palette(self.jornada, self))

    def action_app_suspend(self) -> None:
        self.app.action_suspend_process()

    def action_app_quit(self) -> None:
        self.jornada.action_leave()
