"""The KPIs screen: the figures of a week brand by brand, with the weeks before as a line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from jornada.core.calendar import monday_of
from jornada.core.kpis import BrandKpis, brands_kpis, missing_kpis
from jornada.desk import Desk
from jornada.present.footer_line import Notice
from jornada.present.kpi_lines import KpiDrawing, brand_of, kpi_entries, kpi_facts, row_key, week_title
from jornada.present.layout import Box
from jornada.present.pen import Line, Pen, Piece
from jornada.tui import dialogs
from jornada.tui.actions import Where
from jornada.tui.colours import Colours
from jornada.tui.keymap import Keymap
from jornada.tui.screens.dated_screen import DAY_KEYS, DatedScreen
from jornada.tui.screens.desk_keys import screen_bindings
from jornada.tui.screens.today_picture import Picture
from jornada.tui.widgets.line_list import LineList
from jornada.tui.widgets.line_view import LineView

FACTS_FROM = 9
"""From so many rows of the body on the last one is for the measure in hand."""


class KpisScreen(DatedScreen, inherit_bindings=False):
    """A cursor on a measure; its brand's figures are typed in with one form."""

    AUTO_FOCUS = "#kpis"
    ACTION = "screen.kpis"
    BINDINGS: ClassVar[list[BindingType]] = screen_bindings(Where.KPI, here=DAY_KEYS)

    def __init__(self, desk: Desk, pen: Pen, colours: Colours, keymap: Keymap) -> None:
        super().__init__(desk, pen, colours, keymap)
        self._list = LineList(colours, pen.glyphs, id="kpis")
        self._facts = LineView(colours, id="facts")
        self._brands: tuple[BrandKpis, ...] = ()
        # What is due comes first: on a Monday that is the week before.
        missing = missing_kpis(desk.state, desk.workflow, self.date, desk.posts())
        if missing:
            self.date = max(each.monday for each in missing)
        self._first = row_key(missing[0].brand, missing[0].keys[0]) if missing else ""

    def body(self) -> Sequence[Widget]:
        return (self._list, self._facts)

    def body_places(self, box: Box) -> Mapping[str, Box]:
        facts = 1 if box.height >= FACTS_FROM else 0
        below = box.y + box.height - facts
        return {
            "kpis": Box(box.x, box.y, box.width, box.height - facts),
            "facts": Box(box.x, below, box.width, facts),
        }

    def head(self, width: int) -> Line:
        missing = sum(len(each.missing) for each in self._brands)
        return week_title(self.pen, monday_of(self.date), self.desk.today(), missing, width)

    def draw(self, picture: Picture) -> None:
        desk, pen = self.desk, self.pen
        self._brands = brands_kpis(
            picture.state, picture.workflow, self.date, picture.today.date, posts=desk.posts()
        )
        self._list.show(kpi_entries(picture.workflow, self._brands), lambda width: KpiDrawing(pen, width))
        if self._first:
            self._list.choose(self._first)
            self._first = ""
        self._show_facts()

    def _show_facts(self) -> None:
        key = self._list.cursor_key
        row = next(
            (row for each in self._brands for row in each.rows if key == row_key(each.brand, row.key)), None
        )
        said = kpi_facts(self.pen, row, 500) if row is not None else ""
        pen = self.pen
        self._facts.show(lambda width, height: ((Piece(pen.fit(f"   {said}", width), "muted"),),))

    def hints(self) -> Sequence[str]:
        return ("kpi.edit", "day.previous", "day.next", "report.write", "view.escape", "day.today")

    def on_line_list_highlighted(self) -> None:
        self._show_facts()
        self.draw_foot()

    def on_line_list_opened(self) -> None:
        self.action_kpi_edit()

    # What its keys do

    def action_kpi_edit(self) -> None:
        brand = brand_of(self._list.cursor_key)
        if brand is None:
            self.say(Notice(self.pen.words.gettext("No measure is under the cursor"), refused=True))
            return
        measure = (self._list.cursor_key or "").removeprefix(row_key(brand, ""))
        monday = monday_of(self.date)
        self.ask(lambda app, desk: dialogs.type_kpis(app, desk, brand, monday, measure))

    @property
    def brand_in_hand(self) -> str:
        return brand_of(self._list.cursor_key) or ""

    def look_at(self, date: dt.date) -> None:
        """No figures are of a week that has not begun."""
        super().look_at(min(date, self.desk.today()))

    def to_beginning(self) -> None:
        self._list.action_cursor_first()
