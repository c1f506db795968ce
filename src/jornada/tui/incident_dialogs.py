"""What the screens ask a person about an incident: each pushes a dialog and waits for its answer.

Called from a worker. The dialogs are imported when the first one opens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jornada.core import intents as do
from jornada.core.state import Incident
from jornada.desk import Desk
from jornada.tui.dialogs import tools_of
from jornada.tui.opening import do_on

if TYPE_CHECKING:
    from jornada.tui.app import JornadaApp
    from jornada.tui.screens.today_doing import DoingScreen


async def log_incident(app: JornadaApp, desk: Desk, brand: str = "") -> do.Intent | None:
    """Something unforeseen, of the brand in view unless a person chooses another."""
    from jornada.tui.screens.incident_form import IncidentForm

    return await app.push_screen_wait(IncidentForm(tools_of(app), desk, brand=brand))


async def edit_incident(app: JornadaApp, desk: Desk, incident: Incident) -> do.Intent | None:
    """An incident, to name, classify or correct."""
    from jornada.tui.screens.incident_form import IncidentForm

    return await app.push_screen_wait(IncidentForm(tools_of(app), desk, incident))


async def note_incident(app: JornadaApp, desk: Desk, incident: Incident) -> do.Intent | None:
    """A line in an incident's timeline."""
    from jornada.tui.screens.note_form import NoteForm

    return await app.push_screen_wait(NoteForm(tools_of(app), desk, incident))


async def edit_field(app: JornadaApp, desk: Desk, incident: Incident, field: str) -> do.Intent | None:
    """An incident, to correct, with that field in hand at first."""
    from jornada.tui.screens.incident_form import IncidentForm

    return await app.push_screen_wait(IncidentForm(tools_of(app), desk, incident, first=field))


async def notify(app: JornadaApp, desk: Desk, incident: Incident) -> do.Intent | None:
    """Who was told of it."""
    from jornada.tui.screens.incident_steps import NotifyForm

    return await app.push_screen_wait(NotifyForm(tools_of(app), desk, incident))


async def send_update(app: JornadaApp, desk: Desk, incident: Incident) -> do.Intent | None:
    """What those who wait were told, and by when they hear more."""
    from jornada.tui.screens.incident_steps import UpdateForm

    return await app.push_screen_wait(UpdateForm(tools_of(app), desk, incident))


async def promise_update(app: JornadaApp, desk: Desk, incident: Incident) -> do.Intent | None:
    """By when the next update goes out."""
    from jornada.tui.screens.incident_steps import NextUpdateForm

    return await app.push_screen_wait(NextUpdateForm(tools_of(app), desk, incident))


async def statement(app: JornadaApp, desk: Desk, incident: Incident) -> do.Intent | None:
    """The holding statement, to read and copy; to write where a person asks for that."""
    from jornada.tui.screens.statement import WRITE, StatementDialog

    if await app.push_screen_wait(StatementDialog(tools_of(app), desk, incident)) == WRITE:
        return await write_statement(app, desk, incident)
    return None


async def write_statement(
    app: JornadaApp, desk: Desk, incident: Incident, *, approve: bool = False
) -> do.Intent | None:
    """The holding statement, to write; to `approve`, with that field in hand."""
    from jornada.tui.screens.statement import StatementForm

    return await app.push_screen_wait(StatementForm(tools_of(app), desk, incident, approve=approve))


async def review(app: JornadaApp, desk: Desk, incident: Incident) -> do.Intent | None:
    """The post-mortem."""
    from jornada.tui.screens.review_form import ReviewForm

    return await app.push_screen_wait(ReviewForm(tools_of(app), desk, incident))


async def follow_up(app: JornadaApp, desk: Desk, incident: Incident) -> do.Intent | None:
    """A task that follows it up, for today unless its line names a day."""
    from jornada.tui.screens.add_form import AddForm

    return await app.push_screen_wait(AddForm(tools_of(app), desk, desk.today(), incident=incident))


async def show_incident(app: JornadaApp, incident: str, over: DoingScreen) -> None:
    """The page of an incident; what a person asks for there and is done on Today is done when it is left."""
    from jornada.tui.screens.desk_screen import DeskScreen
    from jornada.tui.screens.incident_page import IncidentPage

    page = IncidentPage(desk=app.desk, pen=app.pen, colours=app.colours, keymap=app.keymap, incident=incident)
    asked = await app.push_screen_wait(page)
    if asked is None:
        return
    if isinstance(over, DeskScreen):
        over.action_leave_for(asked)
    else:
        do_on(app, over, asked)
