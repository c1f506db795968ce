"""The strategy screen: what the work is for, and what of it is done, week by week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from jornada.core.calendar import dates_of_week
from jornada.core.coverage import coverage
from jornada.core.retainers import retainers
from jornada.core.strategy import strategy
from jornada.desk import Desk
from jornada.present.layout import Box
from jornada.present.pen import Line, Pen
from jornada.present.strategy_lines import StrategyFacts, strategy_page, week_heading
from jornada.tui.colours import Colours
from jornada.tui.keymap import Keymap
from jornada.tui.screens.dated_screen import DAY_KEYS, DatedScreen
from jornada.tui.screens.desk_keys import screen_bindings
from jornada.tui.screens.today_picture import Picture
from jornada.tui.widgets.page import Page


class StrategyScreen(DatedScreen, inherit_bindings=False):
    """A page to read: objectives and roles, brands and retainers, coverage."""

    AUTO_FOCUS = "#page"
    ACTION = "screen.strategy"
    BINDINGS: ClassVar[list[BindingType]] = screen_bindings(here=DAY_KEYS)

    def __init__(self, desk: Desk, pen: Pen, colours: Colours, keymap: Keymap) -> None:
        super().__init__(desk, pen, colours, keymap)
        self._page = Page(colours, pen.glyphs, id="page")

    def body(self) -> Sequence[Widget]:
        return (self._page,)

    def body_places(self, box: Box) -> Mapping[str, Box]:
        return {"page": box}

    def head(self, width: int) -> Line:
        dates = dates_of_week(self.date)
        title = self.pen.words.gettext("Strategy")
        return week_heading(self.pen, dates[0], dates[-1], self.desk.today(), title, width)

    def draw(self, picture: Picture) -> None:
        pen, state, workflow, now = self.pen, picture.state, picture.workflow, picture.today.now
        facts = StrategyFacts(
            workflow=workflow,
            strategy=strategy(state, workflow, self.date, now),
            uses=retainers(state, workflow, self.date, now),
            coverage=coverage(state, workflow, self.date, now),
        )
        self._page.show(lambda width: strategy_page(pen, facts, width))

    def hints(self) -> Sequence[str]:
        others = ("screen.workflow", "screen.report", "screen.kpis")
        return ("day.previous", "day.next", "view.escape", *others, "day.today", "report.write")

    def to_beginning(self) -> None:
        self._page.action_cursor_first()
