"""The report screen: where the time of a period went, and the sessions behind each figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from jornada.core.findings import Findings, Section, behind, findings
from jornada.core.periods import Period, PeriodKind, period_of
from jornada.core.spent import Dimension, Spell
from jornada.desk import Desk
from jornada.present.footer_line import Notice
from jornada.present.layout import Box
from jornada.present.pen import Line, Pen
from jornada.present.report_lines import ReportRow, RowDrawing, Subject, read_key, report_head, report_rows
from jornada.present.report_sessions import behind_head, date_of, session_rows
from jornada.present.report_words import DIMENSIONS
from jornada.tui import dialogs
from jornada.tui.colours import Colours
from jornada.tui.keymap import Keymap
from jornada.tui.screens.desk_keys import screen_bindings
from jornada.tui.screens.desk_screen import DeskScreen
from jornada.tui.screens.today_picture import Picture
from jornada.tui.widgets.line_list import LineList
from jornada.tui.widgets.report_pane import ReportPane

HERE = ("day.previous", "day.next", "day.today", "pane.next", "pane.previous", "view.brand")
SPANS = tuple(kind for kind in PeriodKind if kind is not PeriodKind.RANGE)
BY = tuple(DIMENSIONS)


class ReportScreen(DeskScreen, inherit_bindings=False):
    """One list: bars, sentences, incidents, hours, weeks, what is private. What is looked into takes its
    place until one goes back."""

    AUTO_FOCUS = "#report"
    ACTION = "screen.report"
    BINDINGS: ClassVar[list[BindingType]] = screen_bindings(here=HERE)

    def __init__(self, desk: Desk, pen: Pen, colours: Colours, keymap: Keymap) -> None:
        super().__init__(desk, pen, colours, keymap)
        self._list = ReportPane(colours, pen.glyphs, id="report")
        self._period = period_of(PeriodKind.WEEK, desk.today())
        self._by = Dimension.AREA
        self._brand = ""
        self._private = True
        self._found: Findings | None = None
        self._behind: tuple[Dimension | Section, str] | None = None
        self._from_row: str | None = None

    def body(self) -> Sequence[Widget]:
        return (self._list,)

    def body_places(self, box: Box) -> Mapping[str, Box]:
        return {"report": box}

    # Drawing

    def on_desk_screen_desk_changed(self) -> None:
        """What was found is another thing now."""
        self._found = None

    def tick(self) -> None:
        self._found = None
        super().tick()

    @property
    def _subject(self) -> Subject:
        desk = self.desk
        if self._found is None:
            self._found = findings(
                desk.state, desk.workflow, self._period, zone=desk.zone, now=desk.now(), brand=self._brand
            )
        return Subject(
            state=desk.state,
            workflow=desk.workflow,
            found=self._found,
            by=self._by,
            private=self._private,
        )

    def _spells(self, subject: Subject) -> tuple[Spell, ...]:
        return behind(subject.found.report.spent, *self._behind) if self._behind is not None else ()

    def head(self, width: int) -> Line:
        subject = self._subject
        if self._behind is None:
            return report_head(self.pen, subject, width)
        return behind_head(self.pen, subject, *self._behind, self._spells(subject), width)

    def draw(self, picture: Picture) -> None:
        pen, subject, width = self.pen, self._subject, max(20, self.size.width - 1)
        rows: tuple[ReportRow, ...]
        if self._behind is None:
            rows = report_rows(pen, subject, width)
        else:
            rows = tuple(session_rows(pen, subject, self._spells(subject), width))
        self._list.show(rows, lambda columns: RowDrawing(pen, columns))

    def hints(self) -> Sequence[str]:
        if self._behind is not None:
            return ("report.open", "view.escape", "day.previous", "day.next")
        return (
            "report.open",
            "report.by",
            "report.span",
            "day.previous",
            "view.escape",
            "report.range",
            "view.brand",
            "report.private",
            "day.next",
        )

    def label_of(self, action: str) -> str:
        gettext = self.pen.words.gettext
        labels = {
            "day.previous": gettext("Earlier"),
            "day.next": gettext("Later"),
            "day.today": gettext("Now"),
            "pane.next": gettext("By…"),
        }
        if action == "report.open" and self._behind is not None:
            return gettext("Its day")
        return labels.get(action) or super().label_of(action)

    def on_line_list_highlighted(self) -> None:
        self.draw_foot()

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        self.action_report_open()

    # What is looked at

    def _look(self, period: Period) -> None:
        self._period, self._found = period, None
        self.take_and_draw()

    def action_day_previous(self) -> None:
        self._look(self._period.beside(-1))

    def action_day_next(self) -> None:
        self._look(self._period.beside(1))

    def action_day_today(self) -> None:
        kind = self._period.kind if self._period.kind in SPANS else PeriodKind.WEEK
        self._look(period_of(kind, self.desk.today()))

    def action_report_span(self) -> None:
        """A day, then a week, a month, a quarter, a year, around the same days: today's if they have it."""
        period, today = self._period, self.desk.today()
        at = SPANS.index(period.kind) + 1 if period.kind in SPANS else SPANS.index(PeriodKind.WEEK)
        self._look(period_of(SPANS[at % len(SPANS)], today if period.holds(today) else period.first))

    def action_report_range(self) -> None:
        self.open_dialog(self._choose_range)

    async def _choose_range(self) -> None:
        chosen = await dialogs.choose_range(self.jornada, self.desk, self._period)
        if chosen is not None:
            self._look(chosen)

    def action_report_by(self) -> None:
        self._turn(1)

    def action_pane_next(self) -> None:
        self._turn(1)

    def action_pane_previous(self) -> None:
        self._turn(-1)

    def _turn(self, by: int) -> None:
        if self._behind is None:
            self._by = BY[(BY.index(self._by) + by) % len(BY)]
            self.take_and_draw()
            self._list.action_cursor_first()

    def action_report_private(self) -> None:
        self._private = not self._private
        self.take_and_draw()

    @property
    def brand_in_hand(self) -> str:
        return self._brand

    def action_view_brand(self) -> None:
        self.open_dialog(self._choose_brand)

    async def _choose_brand(self) -> None:
        brand = await dialogs.choose_brand(self.jornada, self.desk, self._brand)
        if brand is not None:
            self._brand, self._found = brand, None
            self.take_and_draw()

    def to_beginning(self) -> None:
        self._leave_sessions()
        self._list.action_cursor_first()

    # What stands behind it

    def action_report_open(self) -> None:
        """To the sessions behind the row; from one of them, to its day."""
        row = self._list.cursor_key
        if self._behind is not None:
            date = date_of(row)
            if date is not None:
                self.dismiss(f"time.look_at('{date.isoformat()}')")
            return
        asked = read_key(row)
        if asked is None or not behind(self._subject.found.report.spent, *asked):
            self.say(Notice(self.pen.words.gettext("No session stands behind this row"), refused=True))
            return
        self._behind, self._from_row = asked, row
        self.take_and_draw()
        self._list.action_cursor_first()

    def action_view_escape(self) -> None:
        if self._behind is None:
            self.dismiss(None)
        else:
            self._leave_sessions()

    def _leave_sessions(self) -> None:
        if self._behind is not None:
            self._behind = None
            self.take_and_draw()
            self._list.choose(self._from_row or "")
