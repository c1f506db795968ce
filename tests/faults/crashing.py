"""The program with a fault put into it: ctrl+c makes it happen, at the place that is named.

`crashing.py PLACE [plain]`: with `plain` the toolkit tells of a fault in its own way.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from jornada.cli import main
from jornada.desk import Desk
from jornada.tui.app import JornadaApp
from jornada.tui.compat.discreet_app import DiscreetApp
from jornada.tui.widgets.line_list import LineList

SECRET = "sesame-in-a-variable"
PLACES = ("key", "worker", "thread", "timer", "message", "drawing", "saving")


def fail(title: str) -> None:
    """A fault whose message and variables hold what a person wrote."""
    secret = SECRET
    raise ZeroDivisionError(f"{title} {secret}")


def put_fault(place: str) -> None:
    """Have ctrl+c fail there."""

    def pressed(app: JornadaApp) -> None:
        title = next(iter(app.desk.state.items.values())).title
        if place == "key":
            fail(title)
        elif place == "worker":

            async def work() -> None:
                fail(title)

            app.run_worker(work())
        elif place == "thread":
            app.run_worker(lambda: fail(title), thread=True)
        elif place == "timer":
            app.set_timer(0.01, lambda: fail(title))
        elif place == "message":
            app.call_later(fail, title)
        elif place == "drawing":
            LineList.render_line = lambda self, y: fail(title)
            app.screen.refresh(repaint=True, layout=True)
            for each in app.screen.query(LineList):
                each.refresh()
        elif place == "saving":

            def act(desk: Desk, intent: Any) -> Any:
                fail(title)

            Desk.act = act
            app.simulate_key("d")

    JornadaApp.action_say_way_out = pressed


def tell_plainly() -> None:
    """As the toolkit does it where nobody says otherwise."""
    for name in ("_handle_exception", "_fatal_error", "panic"):
        delattr(DiscreetApp, name)


if __name__ == "__main__":
    put_fault(sys.argv[1])
    if sys.argv[2:] == ["plain"]:
        tell_plainly()
    sys.exit(main([]))
