"""Whether somebody is there: what is written down of it, and what is asked of who was away."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jornada.tui.app import JornadaApp

A_MINUTE = dt.timedelta(minutes=1)


class Presence:
    """The person at the dashboard, as far as keys tell."""

    def __init__(self, app: JornadaApp) -> None:
        self._app = app
        self._noted: dt.datetime | None = None

    def comes_back(self) -> bool:
        """Whether there is something to ask of who was away until now; it is asked then."""
        app = self._app
        screen = app.screen_stack[-1] if app.screen_stack else None
        if not app.is_open or app.desk.last_sign is None or screen is None or screen.is_modal:
            return False
        today = app.today
        return today is not None and today.come_back(app.desk.last_sign)

    def lives(self) -> None:
        """Somebody is there. That is written down at most once a minute, off this thread."""
        if not self._app.is_open:
            return
        desk = self._app.desk
        now = desk.now()
        desk.last_sign = now
        if self._noted is None or now - self._noted >= A_MINUTE:
            self._noted = now
            asyncio.get_running_loop().run_in_executor(None, desk.sign_of_life)
