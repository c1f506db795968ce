"""The parts of the Today screen: each widget, where it stands, and what it draws of a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.widget import Widget

from jornada.core.dataclass import dataclass
from jornada.core.incidents import Deadline
from jornada.core.state import Incident
from jornada.present.banner_lines import Banner, Weight, banner_lines
from jornada.present.block_lines import header_lines, pane_lines
from jornada.present.crisis_lines import crisis_head
from jornada.present.footer_line import Notice, footer_line
from jornada.present.incident_lines import IncidentDrawing, hidden_incidents, incident_entries, of_brand
from jornada.present.layout import Box, Layout, Mode, Pane, layout
from jornada.present.looks import brand_look
from jornada.present.now_line import now_facts, now_line
from jornada.present.pane_heads import incident_head, pane_heads, queue_head
from jornada.present.pen import Line, Pen, Piece
from jornada.present.queue_entries import Between, Sought, TextEntry, queue_entries
from jornada.present.queue_lines import QueueShown
from jornada.present.status_line import status_lines
from jornada.present.strip import strip_lines
from jornada.tui.colours import Colours
from jornada.tui.keymap import Keymap
from jornada.tui.screens.today_hints import hints_of, keys_of_row
from jornada.tui.screens.today_picture import Picture
from jornada.tui.widgets.incident_pane import IncidentPane
from jornada.tui.widgets.line_list import LineList
from jornada.tui.widgets.line_view import LineView
from jornada.tui.widgets.queue_pane import QueuePane

VIEWS = ("strip", "banner", "block", "queue_head", "incident_head", "status", "footer", "line")


@dataclass(frozen=True)
class Look:
    """What a person chose to see, and what is said beside the day itself. `crisis` is the incident that
    stands in the place of the queue, `clocks` all that it is owed."""

    pane: Pane = Pane.QUEUE
    crisis: Incident | None = None
    clocks: tuple[Deadline, ...] = ()
    brand: str = ""
    role: str = ""
    typed: str = ""
    filtering: bool = False
    banners: tuple[Banner, ...] = ()
    notice: Notice | None = None
    saving: bool = False


class Parts:
    """Makes the widgets once; `draw` gives each what it shows from now on."""

    def __init__(self, pen: Pen, colours: Colours, keymap: Keymap, *, seconds: bool) -> None:
        self.views = {name: LineView(colours, id=name) for name in VIEWS}
        self.queue = QueuePane(colours, pen.glyphs, id="queue")
        self.incidents = IncidentPane(colours, pen.glyphs, id="incidents")
        self.crisis = IncidentPane(colours, pen.glyphs, id="crisis")
        self._pen = pen
        self._keymap = keymap
        self._seconds = seconds
        self._look = Look()
        self._incident_count = 0
        self._sought: Sought | None = None
        self._between: Between | None = None
        self._entries: QueueShown | None = None
        self._foot: tuple[object, ...] | None = None
        self._status: tuple[Picture, bool] | None = None

    @property
    def widgets(self) -> tuple[Widget, ...]:
        return (*self.views.values(), self.queue, self.crisis, self.incidents)

    def list_of(self, pane: Pane) -> LineList:
        if pane is Pane.INCIDENTS:
            return self.incidents
        return self.queue if self._look.crisis is None else self.crisis

    def layout(self, width: int, height: int) -> Layout:
        look = self._look
        return layout(
            width,
            height,
            banners=len(look.banners),
            incidents=self._incident_count,
            pane=look.pane,
            crisis=any(banner.weight is Weight.CRISIS for banner in look.banners),
        )

    def places(self, width: int, height: int) -> Mapping[str, Box]:
        """The box of each widget, by its id; what is typed to filter stands in the place of the foot."""
        places = self.layout(width, height)
        boxes: dict[str, Box] = {name: getattr(places, name) for name in (*VIEWS, "queue", "incidents")}
        if self._look.crisis is not None:
            boxes["crisis"] = boxes.pop("queue")
        if self._look.filtering:
            boxes["filter"] = boxes.pop("footer")
        return boxes

    def key(self, action: str) -> str:
        """The key of an action as a person writes it."""
        return self._keymap.label(self._pen.words, action)

    def keys_of(self, action: str) -> tuple[str, ...]:
        """The keys of an action as the toolkit calls them."""
        return self._keymap.keys[action]

    def shown_rows(self, picture: Picture, look: Look) -> Sequence[int]:
        """The places of those rows of the queue that are not filtered out."""
        found = self._rows_sought(picture).with_words(look.typed)
        rows = picture.view.rows
        for wanted, name in ((look.brand, "brand"), (look.role, "role")):
            if wanted:
                own = rows.of_items(name)
                found = [place for place in found if own[place] == wanted]
        return found

    def prepare_filter(self, picture: Picture) -> None:
        """Get ready for words to be typed."""
        self._rows_sought(picture).prepare()

    def _rows_sought(self, picture: Picture) -> Sought:
        rows, workflow = picture.view.rows, picture.workflow
        sought = self._sought
        if sought is None or sought.rows is not rows or sought.workflow is not workflow:
            sought = self._sought = Sought(rows, workflow)
        return sought

    def draw(self, picture: Picture, look: Look) -> bool:
        """Draw all of it; true where the parts must be placed anew."""
        pen = self._pen
        self.views["strip"].show(lambda width, height: strip_lines(pen, picture.view, width, height))
        self.views["block"].show(lambda width, height: self._block(picture, width, height))
        self.views["line"].show(lambda width, height: (self._line(picture, width),))
        self.views["banner"].show(lambda width, height: banner_lines(pen, look.banners, width, height))
        shown = self.shown_rows(picture, look)
        self._draw_queue(picture, shown)
        count = self._draw_incidents(picture, look)
        before = self._look
        moved = (count, len(look.banners), look.pane, look.filtering, look.crisis is None) != (
            self._incident_count,
            len(before.banners),
            before.pane,
            before.filtering,
            before.crisis is None,
        )
        self._incident_count, self._look = count, look
        self._draw_crisis(picture, look)
        self._draw_heads(picture, look, len(shown))
        self.draw_foot(picture, look)
        return moved

    def draw_found(self, picture: Picture, look: Look) -> None:
        """Draw what other typed words change: the queue, its heading and the foot."""
        self._look = look
        shown = self.shown_rows(picture, look)
        self._draw_queue(picture, shown)
        self._draw_heads(picture, look, len(shown))
        self.draw_foot(picture, look)

    def draw_foot(self, picture: Picture, look: Look) -> None:
        """Draw status and foot only."""
        pen, seconds = self._pen, self._seconds
        row = self.list_of(look.pane).cursor_key
        keys = keys_of_row(pen.words, picture, look.pane, row, look.crisis)
        # Most movements change neither, and it is movements that must be quick.
        if (foot := (keys, look.notice)) != self._foot:
            self._foot = foot
            hints, always = hints_of(pen.words, self._keymap, keys)
            self.views["footer"].show(
                lambda width, height: (footer_line(pen, hints, always, width, look.notice),)
            )
        if self._status is not None and self._status[0] is picture and self._status[1] == look.saving:
            return
        self._status = (picture, look.saving)
        self.views["status"].show(
            lambda width, height: status_lines(
                pen,
                picture.today,
                picture.state,
                picture.workflow,
                picture.deadlines,
                self.key,
                width,
                height,
                seconds=seconds,
                saving=look.saving,
            )
        )

    def _draw_queue(self, picture: Picture, shown: Sequence[int]) -> None:
        pen = self._pen
        if self._between is None or self._between.view is not picture.view:
            self._between = Between(pen, picture.view)
        if self._entries is None or self._entries.view is not picture.view or self._entries.shown != shown:
            entries = queue_entries(
                pen, picture.view, picture.state, self.key, shown=shown, between=self._between
            )
            self._entries = QueueShown(pen, picture.view, picture.workflow, shown, entries, self._entries)
        self.queue.show(self._entries.entries, self._entries.drawing)

    def _draw_crisis(self, picture: Picture, look: Look) -> None:
        """In the place of the queue: the clocks and the checklist of what takes the day over."""
        incident = look.crisis
        if incident is None:
            return
        from jornada.present.incident_sheet import check_rows, clock_rows, line_of, step_row

        pen, now, zone = self._pen, picture.today.now, picture.today.zone
        width = self._places().queue.width
        rows = (
            *clock_rows(pen, look.clocks, now, zone, width),
            step_row(pen, incident, width),
            *check_rows(pen, incident, self.key, width, headed=False),
        )
        self.crisis.show(rows, lambda width: line_of)

    def _draw_incidents(self, picture: Picture, look: Look) -> int:
        pen = self._pen
        every = incident_entries(
            pen,
            picture.view,
            picture.state,
            picture.deadlines,
            self.key,
            details=self._places().mode is Mode.WIDE,
        )
        rows = of_brand(pen, every, look.brand)
        brands = {brand.key: brand_look(picture.workflow, brand.key) for brand in picture.workflow.brands}
        self.incidents.show(rows, lambda width: IncidentDrawing.of(pen, rows, brands, width))
        return sum(not isinstance(row, TextEntry) for row in rows)

    def _draw_heads(self, picture: Picture, look: Look, shown: int) -> None:
        """The headings of the lists; in a narrow terminal one names both."""
        pen = self._pen
        brand = _badge(pen, picture, look)
        role = next((each.title for each in picture.workflow.roles if each.key == look.role), look.role)
        filters = tuple(filter(None, (role, look.typed.strip())))

        def queue(width: int, height: int) -> tuple[Line, ...]:
            narrow = self._places().mode is Mode.NARROW
            if look.crisis is not None:
                others = len(picture.state.open_incidents) if narrow else 0
                in_hand = look.pane is Pane.QUEUE
                return (
                    crisis_head(pen, look.crisis, picture.workflow, width, focused=in_hand, others=others),
                )
            if narrow and not ((filters or brand) and look.pane is Pane.QUEUE):
                heads = pane_heads(
                    pen, picture.view, picture.state, picture.deadlines, look.pane, width, brand=brand
                )
                return (heads,)
            line = queue_head(
                pen,
                picture.view,
                width,
                focused=look.pane is Pane.QUEUE,
                shown=shown,
                filters=filters,
                brand=brand,
                escape=self.key("view.escape"),
            )
            return (line,)

        def incidents(width: int, height: int) -> tuple[Line, ...]:
            line = incident_head(
                pen,
                picture.view,
                picture.state,
                picture.deadlines,
                width,
                focused=look.pane is Pane.INCIDENTS,
                rows_shown=self._places().shows(Pane.INCIDENTS),
                brand=brand,
                hidden=hidden_incidents(picture.state, picture.view, picture.deadlines, look.brand),
            )
            return (line,)

        self.views["queue_head"].show(queue)
        self.views["incident_head"].show(incidents)

    def _places(self) -> Layout:
        """Where things stand in the room there is."""
        board = self.queue.parent
        size = (board.size if isinstance(board, Widget) else None) or self.queue.app.size
        return self.layout(size.width, size.height)

    def _block(self, picture: Picture, width: int, height: int) -> tuple[Line, ...]:
        lines = pane_lines if self._places().mode is Mode.WIDE else header_lines
        return lines(
            self._pen,
            picture.view,
            picture.state,
            picture.workflow,
            self.key,
            width,
            height,
            posts=picture.posts,
        )

    def _line(self, picture: Picture, width: int) -> Line:
        facts = now_facts(picture.today, picture.state, picture.workflow, picture.deadlines)
        return (Piece(now_line(self._pen, facts, width), "banner-error" if facts.crisis else ""),)


def _badge(pen: Pen, picture: Picture, look: Look) -> Line:
    """The only brand that is shown."""
    if not look.brand:
        return ()
    name, role = brand_look(picture.workflow, look.brand)
    return (Piece(f" {pen.crop(name, 20)} ", f"badge {role}"),)
