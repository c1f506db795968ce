"""What all dialogs share: a box with a head and a foot, as large as the terminal lets it be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from pathlib import PurePath
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from jornada.core.dataclass import dataclass
from jornada.core.text import clean
from jornada.present.form_words import foot_lines
from jornada.present.glyphs import ASCII
from jornada.present.pen import Line, Pen, Piece, does_at
from jornada.tui.key_names import key_called
from jornada.tui.screens.closing import ClosesOnce
from jornada.tui.widgets.ink import Ink

Answer = TypeVar("Answer")
WIDEST = 78
WIDE_FROM, TALL_FROM = 60, 18
"""With fewer columns or lines a dialog fills the terminal."""
TWO_FOOT_LINES_FROM = 12
"""Terminal lines from which on the foot may take two."""
STATUS_FROM = 6
"""Terminal lines from which on one can be spared for what runs and what is due next."""
STATUS_EACH_SECONDS = 60
LABEL_EDGES = 4
"""Columns of an edge that a label in it leaves free."""
STATUS_AND_FOOT = 2
"""The last lines of a full screen: what runs, and the keys."""


Values = Mapping[str, str]
Drafts = MutableMapping[str, Values]
"""What was typed last, by what it was about."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What every dialog is made with."""

    pen: Pen
    ink: Ink
    drafts: Drafts
    status: Callable[[int], Line] = lambda width: ()
    """What runs and what is due next, in so many columns; empty where there is nothing to say of it."""


class Body(VerticalScroll, can_focus=False):
    """What lies between head and foot, and scrolls."""


class DialogBox(Vertical):
    """The box of a dialog. Where it reaches over the screen's line of what runs and what is due next,
    its lower edge says so."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(id="dialog")
        self._tools = tools

    def on_resize(self) -> None:
        self.refresh_status()

    def refresh_status(self) -> None:
        """Say anew what runs and what is due next, where that is covered."""
        covers = (
            self.styles.border_bottom[0] and self.region.bottom > self.screen.size.height - STATUS_AND_FOOT
        )
        line = self._tools.status(self.size.width - LABEL_EDGES) if covers else ()
        # The toolkit takes styled text here too, though it says otherwise.
        self.border_subtitle = self._tools.ink.content(line) if line else None


# The toolkit takes the look of the first base alone: the day is seen round a dialog.
class Dialog(ModalScreen[Answer | None], ClosesOnce[Answer | None], Generic[Answer]):
    """Asks a person something. Escape leaves without an answer."""

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = "../styles/forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("f2", "choose_key", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as the toolkit declares it
        (0, "-narrow"),
        (WIDE_FROM, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - as the toolkit declares it
        (0, "-short"),
        (TALL_FROM, "-tall"),
    ]

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.pen = tools.pen
        self.ink = tools.ink
        self.words = tools.pen.words
        self._foot_lines: tuple[Line, ...] = ()
        self._box = DialogBox(tools)
        self._status = Static("", id="dialog-status", markup=False)
        self.set_class(tools.pen.glyphs == ASCII, "-ascii")

    def compose(self) -> ComposeResult:
        with self._box:
            yield Static(self._head(), id="dialog-head", markup=False)
            yield from self.inside()
            yield self._status
            yield Static(self._foot(min(self.app.size.width, WIDEST) - 4), id="dialog-foot", markup=False)

    def head(self) -> tuple[str, str]:
        """What the dialog is for, and what it is about."""
        raise NotImplementedError

    def badge(self) -> tuple[str, str]:
        """For which brand that is, and the role it is drawn in; empty where it is for none."""
        return "", ""

    def refresh_head(self) -> None:
        """Say anew what the dialog is for: its brand may be another one now."""
        self.query_one("#dialog-head", Static).update(self._head())

    def inside(self) -> ComposeResult:
        """All between head and foot: a body that scrolls."""
        with Body(id="dialog-body"):
            yield from self.body()

    def body(self) -> Iterable[Widget]:
        """What the body holds."""
        return ()

    def keys(self) -> Iterable[tuple[str, str]]:
        """The keys the foot names, each with what it does, the most needed first."""
        return (("esc", self.words.gettext("leave")),)

    def refresh_foot(self) -> None:
        """Name the keys anew: as many as there is room for, on two lines where lines are not short."""
        foot = self.query_one("#dialog-foot", Static)
        foot.update(self._foot(foot.content_size.width))

    def _foot(self, width: int) -> Content:
        most = 2 if self.app.size.height >= TWO_FOOT_LINES_FROM else 1
        self._foot_lines = foot_lines(self.pen, self.keys(), width, most)
        return self.ink.lines(self._foot_lines)

    def on_click(self, event: events.Click) -> None:
        """A key that the foot names is pressed by a click on it."""
        at = event.get_content_offset(self.query_one("#dialog-foot"))
        if at is None or at.y >= len(self._foot_lines):
            return
        name = does_at(self._foot_lines[at.y], at.x, self.pen.measure)
        if key_called(self.words, name) is not None:
            event.stop()
            self._press(name)

    def _press(self, name: str | None) -> None:
        """Do what the key of that name does."""
        key = key_called(self.words, name) if name else None
        if name and key is not None:
            character = name if len(name) == 1 else None
            # Made by the app, as a key is: one made here would go no further up than here.
            self.app.call_later(lambda: self.app.post_message(events.Key(key, character)))

    def action_choose_key(self) -> None:
        """All that can be done here, to be chosen with the arrows: for hands that press no letters."""
        from jornada.tui.screens.pick import Pick, PickRow

        keys = [(name, does) for name, does in self.keys() if key_called(self.words, name) is not None]
        widest = max((self.pen.measure(name) for name, _ in keys), default=0)
        rows = [
            PickRow("", (Piece(self.pen.fit(name, widest), "key"), Piece(f"  {does}")), name)
            for name, does in keys
        ]
        self.app.push_screen(Pick(self._tools, self.words.gettext("Keys"), self.head()[0], rows), self._press)

    def on_mount(self) -> None:
        self.set_interval(STATUS_EACH_SECONDS, self.refresh_status)

    def on_resize(self) -> None:
        self.call_after_refresh(self.refresh_foot)
        self.refresh_status()

    def refresh_status(self) -> None:
        """Say what runs and what is due next, where the dialog fills the terminal: it covers the line of
        the screen that says so."""
        size = self.app.size
        fills = size.width < WIDE_FROM or size.height < TALL_FROM
        line = self._tools.status(size.width) if fills and size.height >= STATUS_FROM else ()
        self._status.display = bool(line)
        self._status.update(self.ink.content(line))
        self.call_after_refresh(self._box.refresh_status)

    def _head(self) -> Content:
        title, about = self.head()
        brand, role = self.badge()
        parts = [(title, "bold")]
        if brand:
            parts += [("  ", ""), (brand, self.ink.style(role))]
        if about:
            parts.append((f"  {clean(about)}", self.ink.style("muted")))
        return Content.assemble(*parts)

    def action_leave(self) -> None:
        self.dismiss(None)
