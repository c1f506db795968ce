"""The time screen: the sessions of a day in order, to look at and to put right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from jornada.core import intents as do
from jornada.core.plan import DayView
from jornada.core.state import Session
from jornada.core.time_account import GapRow, SessionRow, TimeAccount, account_of
from jornada.desk import Desk
from jornada.present.footer_line import Notice
from jornada.present.layout import NOWHERE, Box
from jornada.present.pen import Line, Pen
from jornada.present.time_lines import (
    TimeDrawing,
    TimeListEntry,
    gap_key,
    time_about,
    time_entries,
    time_head,
)
from jornada.present.time_subjects import session_title
from jornada.tui import time_dialogs
from jornada.tui.colours import Colours
from jornada.tui.keymap import Keymap
from jornada.tui.screens.dated_screen import DAY_KEYS, DatedScreen
from jornada.tui.screens.desk_keys import screen_bindings
from jornada.tui.screens.today_picture import Picture
from jornada.tui.widgets.line_list import LineList
from jornada.tui.widgets.line_view import LineView
from jornada.tui.widgets.time_pane import TimePane

USUAL = dt.timedelta(minutes=15)
"""So much is proposed where nothing says how long it was."""
ABOUT_ROWS_FROM = 8
"""Rows of the body from which on one tells of the row in hand."""


class TimeScreen(DatedScreen, inherit_bindings=False):
    """A list of what ran and of what is missing; the key of each repair is in the foot."""

    AUTO_FOCUS = "#time"
    ACTION = "screen.time"
    BINDINGS: ClassVar[list[BindingType]] = screen_bindings(here=DAY_KEYS)

    def __init__(self, desk: Desk, pen: Pen, colours: Colours, keymap: Keymap) -> None:
        super().__init__(desk, pen, colours, keymap)
        self._list = TimePane(colours, pen.glyphs, id="time")
        self._view: DayView | None = None
        self._account: TimeAccount | None = None
        self._about = LineView(colours, id="about")
        self._entries: tuple[TimeListEntry, ...] = ()

    def body(self) -> Sequence[Widget]:
        return (self._list, self._about)

    def body_places(self, box: Box) -> Mapping[str, Box]:
        about = 1 if box.height >= ABOUT_ROWS_FROM else 0
        return {
            "time": Box(box.x, box.y, box.width, box.height - about),
            "about": Box(box.x, box.y + box.height - about, box.width, about) if about else NOWHERE,
        }

    def head(self, width: int) -> Line:
        assert self._view is not None
        assert self._account is not None
        return time_head(self.pen, self._view, self._account, width)

    def draw(self, picture: Picture) -> None:
        view = self._view = picture.view
        account = self._account = account_of(picture.state, view)
        pen = self.pen
        self._entries = time_entries(pen, account, picture.state, picture.workflow, self.key)
        entries = self._entries
        self._list.show(entries, lambda width: TimeDrawing.of(pen, account, entries, view.zone, width))
        self._show_about()

    def _show_about(self) -> None:
        key = self._list.cursor_key
        entry = next((each for each in self._entries if each.key is not None and each.key == key), None)
        fill = self._filler()
        title = session_title(self.pen.words, self.desk.state, fill) if fill else ""
        self._about.show(lambda width, height: (time_about(self.pen, entry, title, width),))

    def hints(self) -> Sequence[str]:
        row = self._row
        if isinstance(row, GapRow):
            return ("time.fill", "time.edit", "day.previous", "view.escape")
        if row is None:
            return ("time.log", "day.previous", "view.escape")
        own = ("time.edit", "time.move", "time.split", "time.join", "time.drop", "time.log", "day.previous")
        return ("time.cut", *own) if row.shared_with else own

    def label_of(self, action: str) -> str:
        if action == "time.edit" and isinstance(self._row, GapRow):
            return self.pen.words.gettext("Fill in…")
        return super().label_of(action)

    def on_line_list_highlighted(self) -> None:
        self._show_about()
        self.draw_foot()

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        self.action_time_edit()

    # What is under the cursor

    @property
    def _row(self) -> SessionRow | GapRow | None:
        key = self._list.cursor_key
        for row in self._account.rows if self._account is not None else ():
            if key == (gap_key(row) if isinstance(row, GapRow) else row.session.id):
                return row
        return None

    def _filler(self) -> Session | None:
        """The session that a gap under the cursor is filled with: what ran before it, else after it."""
        row = self._row
        key = (row.before or row.after) if isinstance(row, GapRow) else ""
        return self.desk.state.sessions.get(key)

    def _session_row(self) -> SessionRow | None:
        """The session under the cursor; where there is none, that is said."""
        row = self._row
        if isinstance(row, SessionRow):
            return row
        self._refuse(self.pen.words.gettext("No session is under the cursor"))
        return None

    def _refuse(self, said: str) -> None:
        self.say(Notice(said, refused=True))

    # What its keys do

    def action_time_edit(self) -> None:
        row, view = self._row, self._view
        if row is None or view is None:
            self.action_time_log()
        elif isinstance(row, GapRow):
            self.ask(lambda app, desk: time_dialogs.fill_time(app, desk, view, row.start, row.end))
        else:
            session = row.session
            self.ask(lambda app, desk: time_dialogs.edit_session(app, desk, view, session))

    def action_time_log(self) -> None:
        view = self._view
        if view is None:
            return
        start, end = self._free_time(view)
        self.ask(lambda app, desk: time_dialogs.fill_time(app, desk, view, start, end))

    def _free_time(self, view: DayView) -> tuple[dt.datetime, dt.datetime]:
        """What most likely is entered: the gap in hand, else what is free after the session in hand, or
        before it; on a day without time the beginning of its work."""
        row, now = self._row, self.desk.now()
        if isinstance(row, GapRow):
            return row.start, row.end
        if row is None:
            begins = view.blocks[0].span.span.start if view.blocks else now - USUAL
            begins = min(begins, now - USUAL)
            return begins, begins + USUAL
        rows = self._account.sessions if self._account else ()
        sessions = [each for each in rows if each.session.id != row.session.id]
        free_until = min((each.start for each in sessions if each.start >= row.end), default=now)
        if not row.runs and row.end < free_until:
            return row.end, min(free_until, row.end + USUAL)
        free_from = max((each.end for each in sessions if each.end <= row.start), default=row.start - USUAL)
        return (max(free_from, row.start - USUAL) if free_from < row.start else row.start - USUAL), row.start

    def action_time_fill(self) -> None:
        """The gap goes to what ran before it, else to what ran after it."""
        row = self._row
        words = self.pen.words
        if not isinstance(row, GapRow):
            self._refuse(words.gettext("No gap is under the cursor"))
        elif row.before:
            self.perform(do.TimeEdit(session=row.before, end=row.end))
        elif row.after:
            self.perform(do.TimeEdit(session=row.after, start=row.start))
        else:
            self.action_time_edit()

    def action_time_cut(self) -> None:
        """What began before gives way to the session in hand."""
        row = self._session_row()
        if row is None:
            return
        if row.shared_with:
            self.perform(do.TimeEdit(session=row.session.id, cut=True))
        else:
            self._refuse(self.pen.words.gettext("It shares no time with another session"))

    def action_time_move(self) -> None:
        row, view = self._session_row(), self._view
        if row is not None and view is not None:
            self.ask(lambda app, desk: time_dialogs.move_session(app, desk, view, row.session))

    def action_time_split(self) -> None:
        row, view = self._session_row(), self._view
        if row is not None and view is not None:
            self.ask(lambda app, desk: time_dialogs.split_session(app, desk, view, row.session))

    def action_time_join(self) -> None:
        """With the next session of the day that is about the same."""
        row = self._session_row()
        if row is None or self._account is None:
            return
        later = [each.session for each in self._account.sessions if each.start >= row.start]
        about = (row.session.task, row.session.incident)
        same = [s for s in later if s.id != row.session.id and (s.task, s.incident) == about]
        if same:
            self.perform(do.TimeJoin(session=row.session.id, other=same[0].id))
        else:
            self._refuse(self.pen.words.gettext("No later session of the day is about the same"))

    def action_time_drop(self) -> None:
        row = self._session_row()
        if row is not None:
            self.perform(do.TimeDrop(session=row.session.id))

    # Days

    @property
    def step_days(self) -> int:
        return 1

    def to_beginning(self) -> None:
        self._list.action_cursor_first()
