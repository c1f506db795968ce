"""A full screen that looks at a stretch of days: the one before, the one after, the one of today."""

from __future__ import annotations

import datetime as dt

from jornada.tui.screens.desk_screen import DeskScreen

DAY_KEYS = ("day.previous", "day.next", "day.today")
"""What such a screen does itself."""
A_WEEK = 7


class DatedScreen(DeskScreen, inherit_bindings=False):
    """Steps by `step_days`, a week unless a subclass says otherwise; the foot names the step."""

    @property
    def step_days(self) -> int:
        """How many days are looked at at once."""
        return A_WEEK

    def look_at(self, date: dt.date) -> None:
        """Look at the stretch of that day."""
        self.date = date
        self.take_and_draw()

    def label_of(self, action: str) -> str:
        gettext = self.pen.words.gettext
        labels = {
            "day.previous": gettext("Week before"),
            "day.next": gettext("Week after"),
            "day.today": gettext("This week"),
        }
        own = labels.get(action) if self.step_days == A_WEEK else None
        return own or super().label_of(action)

    def action_day_previous(self) -> None:
        self.look_at(self.date - dt.timedelta(days=self.step_days))

    def action_day_next(self) -> None:
        self.look_at(self.date + dt.timedelta(days=self.step_days))

    def action_day_today(self) -> None:
        self.look_at(self.desk.today())
