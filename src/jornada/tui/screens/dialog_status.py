"""What runs and what is due next, for dialogs that cover the line of the screen which says it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from jornada.present.pen import Line
from jornada.present.status_line import status_lines
from jornada.tui.screens.today_doing import DoingScreen

if TYPE_CHECKING:
    from jornada.tui.app import JornadaApp


def status_under(app: JornadaApp) -> Callable[[int], Line]:
    """The status of the full screen under a dialog in so many columns; empty where there is none yet."""

    def line(width: int) -> Line:
        screens = (each for each in reversed(app.screen_stack) if isinstance(each, DoingScreen))
        picture = next((each.picture for each in screens if each.picture is not None), None)
        if picture is None:
            return ()
        lines = status_lines(
            app.pen,
            picture.today,
            picture.state,
            picture.workflow,
            picture.deadlines,
            partial(app.keymap.label, app.words),
            width,
            1,
            has_row=False,
        )
        return lines[0]

    return line
