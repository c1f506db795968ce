"""What the screens ask a person about time that was spent: each pushes a dialog and waits for its answer.

Called from a worker. The dialogs are imported when the first one opens.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from jornada.core import intents as do
from jornada.core.forgotten import Fate, LeftRunning, intent_of
from jornada.core.plan import DayView
from jornada.core.state import Item, Session
from jornada.desk import Desk
from jornada.tui.dialogs import answer_to, tools_of

if TYPE_CHECKING:
    from jornada.tui.app import JornadaApp


async def log_time(app: JornadaApp, desk: Desk, item: Item, view: DayView) -> do.Intent | None:
    """Time spent earlier on a task, on the day of `view`."""
    from jornada.tui.screens.log_form import LogForm

    return await app.push_screen_wait(LogForm(tools_of(app), desk, item, view))


async def edit_session(app: JornadaApp, desk: Desk, view: DayView, session: Session) -> do.Intent | None:
    """A session of the day of `view`, to put right."""
    from jornada.tui.screens.session_form import SessionForm, Stretch

    stretch = Stretch(session.start, session.end, session)
    return await app.push_screen_wait(SessionForm(tools_of(app), desk, view, stretch))


async def fill_time(
    app: JornadaApp, desk: Desk, view: DayView, start: dt.datetime, end: dt.datetime
) -> do.Intent | None:
    """Time of the day of `view` that is to be filled in, from `start` to `end` at first."""
    from jornada.tui.screens.session_form import SessionForm, Stretch

    return await app.push_screen_wait(SessionForm(tools_of(app), desk, view, Stretch(start, end)))


async def split_session(app: JornadaApp, desk: Desk, view: DayView, session: Session) -> do.Intent | None:
    """When a session becomes two."""
    from jornada.tui.screens.split_form import SplitForm

    return await app.push_screen_wait(SplitForm(tools_of(app), desk, view, session))


async def move_session(app: JornadaApp, desk: Desk, view: DayView, session: Session) -> do.Intent | None:
    """What a session of the day of `view` was about instead."""
    from jornada.present.time_subjects import move_rows, session_title, subject_of
    from jornada.tui.screens.pick import Pick, PickRow

    words = app.pen.words
    rows = [PickRow(key, line, value) for key, line, value in move_rows(words, desk.state, view, session)]
    title, about = words.gettext("It was spent on"), session_title(words, desk.state, session)
    chosen = await app.push_screen_wait(Pick(tools_of(app), title, about, rows))
    if chosen is None:
        return None
    task, incident = subject_of(chosen)
    return do.TimeEdit(session=session.id, task=task, incident=incident)


async def ask_left_running(app: JornadaApp, desk: Desk, left: LeftRunning) -> do.Intent | None:
    """What becomes of a timer that ran on while nobody was there; `None` lets it run."""
    from jornada.present.question_words import left_running_question

    answer = await answer_to(app, left_running_question(app.pen, desk.state, left, desk.now(), desk.zone))
    return intent_of(left, Fate(answer), desk.now()) if answer is not None else None
