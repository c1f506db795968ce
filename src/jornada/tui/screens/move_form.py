"""Where a task goes: a block by its digit, a day by its letter, any other day typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from jornada.core import intents as do
from jornada.core.moments import MomentError, read_day
from jornada.core.plan import DayView, next_working_day
from jornada.core.state import Item
from jornada.desk import Desk
from jornada.present.form_words import brand_badge
from jornada.present.pen import Pen, Piece
from jornada.present.place_words import DAYS_AHEAD, Place, block_places, day_places, free_minutes, place_lines
from jornada.present.quick_add_words import day_word
from jornada.present.sentences import moment_line, named, refusal
from jornada.tui.screens.dialog import Tools
from jornada.tui.screens.pick import PickFrom, PickRow
from jornada.tui.widgets.field import Field, TextField

OTHER_DAY = Place("/", "", Piece(""))


class MoveForm(PickFrom[do.Intent, Place]):
    """Moves `item`, seen in `view`. It closes with the intent."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "next_working_day", show=False),
        Binding("slash", "other_day", show=False),
    ]

    def __init__(self, tools: Tools, desk: Desk, item: Item, view: DayView) -> None:
        pen = tools.pen
        self._desk = desk
        self._item = item
        self._view = view
        rows = _rows(pen, desk, item, view)
        at = next((n for n, row in enumerate(rows) if _is_next(row.value, item, view)), 0)
        super().__init__(tools, pen.words.gettext("Move"), named(pen.words, item.title), rows, at=at)
        self._day = TextField("day", pen.words.gettext("Day"), short=True)

    def badge(self) -> tuple[str, str]:
        return brand_badge(self.words, self._desk.workflow, self._item.brand)

    def inside(self) -> ComposeResult:
        yield from super().inside()
        yield self._day

    def keys(self) -> Iterable[tuple[str, str]]:
        yield self.words.gettext("enter"), self.words.gettext("move")
        yield "esc", self.words.gettext("leave")
        yield "n", self.words.gettext("next working day")
        yield "/", self.words.gettext("type a day")

    def on_mount(self) -> None:
        self._day.display = False

    def picked(self, value: Place) -> None:
        if value == OTHER_DAY:
            self.action_other_day()
        else:
            date = value.date if value.date is not None else self._view.date
            self._move(date, value.block or None)

    def action_next_working_day(self) -> None:
        self._move(next_working_day(self._desk.workflow, self._desk.today()), None)

    def action_other_day(self) -> None:
        self._day.display = True
        self._day.control.focus()

    def on_field_changed(self, event: Field.Changed) -> None:
        """Show which day is meant while it is typed."""
        event.field.refuse("")
        today = self._desk.today()
        try:
            event.field.explain(day_word(self.words, read_day(event.field.value, today), today))
        except MomentError:
            event.field.explain("")

    def on_field_submitted(self, event: Field.Submitted) -> None:
        try:
            date = read_day(self._day.value, self._desk.today())
        except MomentError as error:
            self._refuse(moment_line(self.words, error))
        else:
            self._move(date, None)

    def action_leave(self) -> None:
        """From the typed day back to the list first."""
        if self._day.control.has_focus:
            self._day.display = False
            self._list.focus()
        else:
            self.dismiss(None)

    def _move(self, date: dt.date, block: str | None) -> None:
        """Close with that move, or say what speaks against it."""
        intent = do.TaskMove(task=self._item.id, date=date, block=block)
        refused = self._desk.dry_run(intent)
        if refused is not None:
            self._refuse(refusal(self.words, refused))
        else:
            self.dismiss(intent)

    def _refuse(self, sentence: str) -> None:
        self._day.display = True
        self._day.refuse(sentence)
        self.app.bell()


def _rows(pen: Pen, desk: Desk, item: Item, view: DayView) -> Sequence[PickRow[Place]]:
    """The blocks of the day in view, then the days ahead, then any other."""
    workflow, today = desk.workflow, desk.today()
    free = {
        day: sum(free_minutes(load) for load in desk.day(day).blocks)
        for day in (today + dt.timedelta(days=offset) for offset in range(DAYS_AHEAD + 1))
        if workflow.is_working_day(day)
    }
    own_block = item.block if item.date == view.date else ""
    places = [*block_places(pen, view, own_block), *day_places(pen, workflow, today, item.date, free)]
    rows: list[PickRow[Place]] = [
        PickRow(place.key, line, place) for place, line in zip(places, place_lines(pen, places), strict=True)
    ]
    rows.append(PickRow(OTHER_DAY.key, (Piece(pen.words.gettext("Another day…")),), OTHER_DAY))
    return rows


def _is_next(value: Place, item: Item, view: DayView) -> bool:
    """Whether this is where a task most likely goes: the first block with time to come but its own."""
    if not value.block:
        return value.date is not None
    load = next(load for load in view.blocks if load.span.key == value.block)
    return load.span.span.end > view.now and value.block != item.block
