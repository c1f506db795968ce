"""The time screen: the sessions of a day in order, to look at and to put right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from jornada.core import intents as do
from jornada.core.plan import DayView
from jornada.core.time_account import GapRow, SessionRow, TimeAccount, account_of
from jornada.desk import Desk
from jornada.present.footer_line import Notice
from jornada.present.layout import Box
from jornada.present.pen import Line, Pen
from jornada.present.time_lines import TimeDrawing, gap_key, time_entries, time_head
from jornada.tui import dialogs
from jornada.tui.colours import Colours
from jornada.tui.keymap import Keymap
from jornada.tui.screens.desk_screen import DeskScreen, screen_bindings
from jornada.tui.screens.today_picture import Picture
from jornada.tui.widgets.line_list import LineList
from jornada.tui.widgets.time_pane import TimePane

A_DAY = dt.timedelta(days=1)


class TimeScreen(DeskScreen, inherit_bindings=False):
    """A list of what ran and of what is missing; the key of each repair is in the foot."""

    AUTO_FOCUS = "#time"
    ACTION = "screen.time"
    BINDINGS: ClassVar[list[BindingType]] = screen_bindings(here=("day.previous", "day.next", "day.today"))

    def __init__(self, desk: Desk, pen: Pen, colours: Colours, keymap: Keymap) -> None:
        super().__init__(desk, pen, colours, keymap)
        self._list = TimePane(colours, pen.glyphs, id="time")
        self._view: DayView | None = None
        self._account: TimeAccount | None = None

    def body(self) -> Sequence[Widget]:
        return (self._list,)

    def body_places(self, box: Box) -> Mapping[str, Box]:
        return {"time": box}

    def head(self, width: int) -> Line:
        assert self._view is not None
        assert self._account is not None
        return time_head(self.pen, self._view, self._account, width)

    def draw(self, picture: Picture) -> None:
        view = self._view = picture.view
        account = self._account = account_of(picture.state, view)
        entries = time_entries(self.pen, account, picture.state, picture.workflow, self.key)
        pen = self.pen
        self._list.show(entries, lambda width: TimeDrawing(pen, view.zone, view.date, width))

    def hints(self) -> Sequence[str]:
        row = self._row
        if isinstance(row, GapRow):
            return ("time.fill", "time.edit", "day.previous", "view.escape")
        if row is None:
            return ("time.log", "day.previous", "view.escape")
        own = ("time.edit", "time.split", "time.join", "time.drop", "time.log", "day.previous")
        return ("time.cut", *own) if row.shared_with else own

    def label_of(self, action: str) -> str:
        if action == "time.edit" and isinstance(self._row, GapRow):
            return self.pen.words.gettext("Fill in…")
        return super().label_of(action)

    def on_line_list_highlighted(self) -> None:
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
            self.ask(lambda app, desk: dialogs.fill_time(app, desk, view, row.start, row.end))
        else:
            session = row.session
            self.ask(lambda app, desk: dialogs.edit_session(app, desk, view, session))

    def action_time_log(self) -> None:
        view = self._view
        if view is None:
            return
        row = self._row
        if isinstance(row, GapRow):
            start, end = row.start, row.end
        else:
            end = min(self.desk.now(), row.end if row else view.now)
            start = end - dt.timedelta(minutes=15)
        self.ask(lambda app, desk: dialogs.fill_time(app, desk, view, start, end))

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

    def action_time_split(self) -> None:
        row, view = self._session_row(), self._view
        if row is not None and view is not None:
            self.ask(lambda app, desk: dialogs.split_session(app, desk, view, row.session))

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

    def _look_at(self, date: dt.date) -> None:
        self.date = date
        self.take_and_draw()

    def action_day_previous(self) -> None:
        self._look_at(self.date - A_DAY)

    def action_day_next(self) -> None:
        self._look_at(self.date + A_DAY)

    def action_day_today(self) -> None:
        self._look_at(self.desk.today())

    def to_beginning(self) -> None:
        self._list.action_cursor_first()
