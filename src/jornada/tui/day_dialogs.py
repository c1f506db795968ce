"""How a day begins, changes and ends: each pushes a dialog and waits for its answer, `None` for none.

Called from a worker. The dialogs are imported when the first one opens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jornada.core import intents as do
from jornada.core.displacement import Displacement
from jornada.core.plan import DayView
from jornada.desk import Desk
from jornada.tui.dialogs import tools_of

if TYPE_CHECKING:
    from jornada.core.day_change import DayChange
    from jornada.tui.app import JornadaApp


async def triage(app: JornadaApp, desk: Desk, view: DayView) -> do.Intent | None:
    """What becomes of what is left over in `view`."""
    from jornada.tui.screens.triage import TriageDialog

    return await app.push_screen_wait(TriageDialog(tools_of(app), desk, view))


async def displaced(app: JornadaApp, desk: Desk, view: DayView, found: Displacement) -> do.Intent | None:
    """What becomes of what incidents displace in `view`."""
    from jornada.tui.screens.displaced import DisplacedDialog

    return await app.push_screen_wait(DisplacedDialog(tools_of(app), desk, view, found))


async def adopt_day(app: JornadaApp, change: DayChange) -> do.Intent | None:
    """What the day that was begun takes over of the plan as it is now; `None` asks again later."""
    from jornada.tui.screens.adopt import AdoptDialog

    return await app.push_screen_wait(AdoptDialog(tools_of(app), change))


async def show_day_start(app: JornadaApp, desk: Desk) -> None:
    """What today begins with, to read."""
    from jornada.core.day_start import day_start
    from jornada.core.posts import next_posts
    from jornada.present.day_ends_lines import start_lines
    from jornada.tui.screens.day_page import DayPage

    pen, workflow, view = app.pen, desk.workflow, desk.day()
    posts = next_posts(desk.posts(), view.now, view.zone)
    start = day_start(desk.state, workflow, view, desk.deadlines(), posts)
    page = DayPage(
        tools_of(app),
        pen.words.gettext("The day begins"),
        pen.words.day_title(start.date),
        lambda width: start_lines(pen, start, workflow, width),
        pen.words.gettext("to the queue"),
    )
    await app.push_screen_wait(page)


async def show_day_done(app: JornadaApp, desk: Desk) -> bool:
    """What was done of today, to read; whether to go on to its close."""
    from jornada.core.day_close import day_done
    from jornada.present.day_ends_lines import close_lines
    from jornada.tui.screens.day_page import DayPage

    pen, workflow = app.pen, desk.workflow
    done = day_done(desk.state, workflow, desk.day())
    goes_on = pen.words.gettext("what is left") if done.left else pen.words.gettext("what comes first")
    page = DayPage(
        tools_of(app),
        pen.words.gettext("Close the day"),
        pen.words.day_title(done.date),
        lambda width: close_lines(pen, done, workflow, width),
        goes_on,
    )
    return await app.push_screen_wait(page) is not None


async def triage_of_day(app: JornadaApp, desk: Desk) -> do.Intent | None:
    """What becomes of all that is open today."""
    from jornada.core.day_close import day_done
    from jornada.tui.screens.triage import TriageDialog

    view = desk.day()
    done = day_done(desk.state, desk.workflow, view)
    dialog = TriageDialog(tools_of(app), desk, view, rows=done.left, proposed=done.proposed)
    return await app.push_screen_wait(dialog)


async def choose_first_things(app: JornadaApp, desk: Desk) -> do.Intent | None:
    """What comes first on the next working day; with it today is closed."""
    from jornada.core.day_close import day_done
    from jornada.tui.screens.first_things import FirstThingsDialog

    done = day_done(desk.state, desk.workflow, desk.day())
    return await app.push_screen_wait(FirstThingsDialog(tools_of(app), desk, done))


async def show_handover(app: JornadaApp, desk: Desk, brand: str) -> None:
    """The hand-over, of one brand where one is looked at, to read and to copy."""
    from jornada.tui.screens.handover import HandoverDialog

    await app.push_screen_wait(HandoverDialog(tools_of(app), desk, brand))
