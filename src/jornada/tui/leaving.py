"""The way out: what would be lost is asked about first."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING

from jornada.tui import dialogs

if TYPE_CHECKING:
    from jornada.tui.app import JornadaApp

UNSAVED_EXIT = 74


class Leaving:
    """Leaves the dashboard; asks at most one question at a time."""

    def __init__(self, app: JornadaApp) -> None:
        self._app = app
        self._is_asking = False

    def leave(self) -> None:
        """At once, or once a person has said so: where something is not saved, or typed and not entered."""
        app = self._app
        if self._is_asking:
            return
        not_saved = app.desk.troubles().not_saved if app.is_open else 0
        if not_saved:
            question = self._ask(dialogs.confirm_quit_unsaved(app, not_saved), UNSAVED_EXIT)
        elif dialogs.holds_typed(app):
            question = self._ask(dialogs.confirm_quit_typed(app), 0)
        else:
            app.exit(0)
            return
        self._is_asking = True
        app.run_worker(question, group="dialogs")

    async def _ask(self, answer: Awaitable[bool], code: int) -> None:
        if await answer:
            self._app.exit(return_code=code)
        self._is_asking = False
