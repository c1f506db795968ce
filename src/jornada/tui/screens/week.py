"""The week screen: what each block of each day holds, and moving what it holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from jornada.core import intents as do
from jornada.core.calendar import dates_of_week
from jornada.core.state import Item
from jornada.core.week import Spot, Week, WeekCell, across, held, step, week_of
from jornada.desk import Desk
from jornada.present.footer_line import Notice
from jornada.present.layout import Box
from jornada.present.pen import Line, Pen
from jornada.present.week_lines import WeekPage, spot_at, spot_lines, week_page, week_title
from jornada.tui import dialogs
from jornada.tui.colours import Colours
from jornada.tui.keymap import Keymap
from jornada.tui.screens.dated_screen import DAY_KEYS, DatedScreen
from jornada.tui.screens.desk_keys import screen_bindings
from jornada.tui.screens.today_picture import Picture
from jornada.tui.widgets.line_view import LineView
from jornada.tui.widgets.week_grid import WeekGrid

SPOT_ROWS_FROM = 14
"""Terminal lines from which two tell of what is under the cursor."""


class WeekScreen(DatedScreen, inherit_bindings=False):
    """A cursor on a block or a task of a day; the page follows it."""

    AUTO_FOCUS = "#grid"
    ACTION = "screen.week"
    BINDINGS: ClassVar[list[BindingType]] = screen_bindings(here=DAY_KEYS)

    def __init__(self, desk: Desk, pen: Pen, colours: Colours, keymap: Keymap) -> None:
        super().__init__(desk, pen, colours, keymap)
        self._grid = WeekGrid(colours, pen.glyphs, id="grid")
        self._about = LineView(colours, id="spot")
        self._spot = Spot(self.date.weekday())
        self._week: Week | None = None
        self._page: WeekPage | None = None

    def body(self) -> Sequence[Widget]:
        return (self._grid, self._about)

    def body_places(self, box: Box) -> Mapping[str, Box]:
        about = 2 if box.height >= SPOT_ROWS_FROM - 3 else 1 if box.height > 4 else 0
        return {
            "grid": Box(box.x, box.y, box.width, box.height - about),
            "spot": Box(box.x, box.y + box.height - about, box.width, about),
        }

    def head(self, width: int) -> Line:
        assert self._week is not None
        return week_title(self.pen, self._week, self._spot, width)

    def draw(self, picture: Picture) -> None:
        week = self._week = week_of(
            [self.desk.day(date) for date in dates_of_week(self.date)], self.desk.posts()
        )
        spot = self._spot = held(week, self._spot)
        self.date = week.days[spot.day].date
        pen, workflow = self.pen, picture.workflow

        def page(width: int) -> tuple[Line, ...]:
            drawn = self._page = week_page(pen, week, workflow, spot, width)
            return drawn.lines

        self._grid.show(page)
        self._about.show(lambda width, height: spot_lines(pen, week, workflow, spot, width)[:height])
        self.call_after_refresh(self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        if self._page is not None:
            # The headings above the first spot come into sight with it.
            self._grid.keep_in_sight(0 if self._page.cursor < self._grid.size.height else self._page.cursor)

    def hints(self) -> Sequence[str]:
        if self._spot.task:
            return ("week.open", "week.later_day", "week.later_block", "week.move", "week.done", "task.add")
        return ("week.open", "task.add", "week.right", "day.next", "view.escape")

    # The cursor

    def _go(self, spot: Spot) -> None:
        self._spot = spot
        self.take_and_draw()

    def on_week_grid_moved(self, event: WeekGrid.Moved) -> None:
        if self._week is not None:
            self._go(step(self._week, self._spot, event.by))

    def on_week_grid_clicked(self, event: WeekGrid.Clicked) -> None:
        if self._week is not None:
            found = spot_at(self._week, self._spot, event.line, event.column, self._grid.size.width)
            if found is not None:
                self._go(found)

    def _across(self, by: int) -> None:
        """The day beside it; beyond the ends of the week, the week beside it."""
        if self._week is None:
            return
        day = self._spot.day + by
        if 0 <= day < 7:
            self._go(across(self._week, self._spot, by))
        else:
            self.date += dt.timedelta(days=by)
            self._go(Spot(day % 7, self._spot.cell))

    def action_week_left(self) -> None:
        self._across(-1)

    def action_week_right(self) -> None:
        self._across(1)

    def look_at(self, date: dt.date) -> None:
        self.date = date
        self._go(Spot(date.weekday(), self._spot.cell))

    def to_beginning(self) -> None:
        self.action_day_today()

    # What is under it

    @property
    def _cell(self) -> WeekCell | None:
        cells = self._week.days[self._spot.day].cells if self._week is not None else ()
        return cells[self._spot.cell] if self._spot.cell < len(cells) else None

    @property
    def _item(self) -> Item | None:
        rows = self._cell.rows if self._cell is not None else ()
        return next((row.item for row in rows if row.item.id == self._spot.task), None)

    def _on_item(self) -> Item | None:
        """The task under the cursor; where there is none, that is said."""
        if self._item is None:
            self.say(Notice(self.pen.words.gettext("No task is under the cursor"), refused=True))
        return self._item

    def action_week_open(self) -> None:
        """A task to see and change; a block leads to its day on Today."""
        if self._item is not None:
            self.action_week_edit()
        else:
            self.dismiss(f"day.look_at('{self.date.isoformat()}')")

    def action_week_edit(self) -> None:
        item = self._on_item()
        if item is not None:
            self.ask(lambda app, desk: dialogs.edit_task(app, desk, item))

    def action_week_move(self) -> None:
        item = self._on_item()
        if item is not None:
            self.ask(lambda app, desk: dialogs.move_task(app, desk, item, desk.day(self.date)))

    def action_week_done(self) -> None:
        item = self._on_item()
        if item is not None:
            self.perform(do.TaskDone(task=item.id))

    def action_week_drop(self) -> None:
        item = self._on_item()
        if item is not None:
            self.perform(do.TaskDrop(task=item.id))

    def action_week_earlier_day(self) -> None:
        self._move_day(-1)

    def action_week_later_day(self) -> None:
        self._move_day(1)

    def _move_day(self, by: int) -> None:
        item = self._on_item()
        if item is not None:
            self.perform(do.TaskMove(task=item.id, date=self.date + dt.timedelta(days=by)))

    def action_week_earlier_block(self) -> None:
        self._move_block(-1)

    def action_week_later_block(self) -> None:
        self._move_block(1)

    def _move_block(self, by: int) -> None:
        item = self._on_item()
        if item is None or self._week is None:
            return
        blocks = [cell.block for cell in self._week.days[self._spot.day].cells if cell.block]
        at = blocks.index(item.block) + by if item.block in blocks else 0
        if 0 <= at < len(blocks):
            self.perform(do.TaskMove(task=item.id, block=blocks[at]))
        else:
            self.say(Notice(self.pen.words.gettext("The day has no block there"), refused=True))

    def action_task_add(self) -> None:
        block = self._cell.block if self._cell is not None else ""
        date = self.date
        self.ask(lambda app, desk: dialogs.add_task(app, desk, max(date, desk.today()), block))

    def follow(self, record: do.Record) -> None:
        """The cursor goes with a task that was moved out of the week, and to one that was added."""
        intent = record.intent
        if isinstance(intent, do.TaskMove) and intent.date is not None:
            self.date = intent.date
            self._go(Spot(intent.date.weekday(), self._spot.cell, intent.task))
        elif isinstance(intent, do.TaskAdd):
            self.date = intent.date
            self._go(Spot(intent.date.weekday(), self._spot.cell, record.id))
