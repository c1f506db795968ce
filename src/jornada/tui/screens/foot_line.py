"""A line to type in at the foot of a full screen, in the place of its keys."""

from __future__ import annotations

from collections.abc import Mapping

from textual.widgets import Input

from jornada.desk import Desk
from jornada.present.layout import Box
from jornada.present.pen import Pen
from jornada.tui.colours import Colours
from jornada.tui.keymap import Keymap
from jornada.tui.screens.desk_screen import DeskScreen
from jornada.tui.widgets.line import Line


class FootLineScreen(DeskScreen, inherit_bindings=False):
    """A subclass has `line` among the widgets of its body and says what becomes of what is typed."""

    def __init__(self, desk: Desk, pen: Pen, colours: Colours, keymap: Keymap) -> None:
        super().__init__(desk, pen, colours, keymap)
        self.line = Line(id="typed")
        self.line.cursor_blink = False
        self.is_typing = False

    def typed(self, text: str) -> None:
        """The line holds `text` now."""

    def entered(self, text: str) -> None:
        """Enter was pressed on `text`."""
        raise NotImplementedError

    def left(self) -> None:
        """The line was left without enter."""

    def open_line(self, placeholder: str, text: str = "") -> None:
        """Show the line and take the keys into it."""
        self.is_typing = True
        self.line.placeholder = placeholder
        with self.line.prevent(Input.Changed):
            self.line.value = text
        self.place_again()
        self.line.focus()

    def close_line(self) -> None:
        """Give its place back to the keys of the foot."""
        self.is_typing = False
        self.place_again()
        self.take_in_hand()

    def take_in_hand(self) -> None:
        """Give the keys back to what had them."""
        raise NotImplementedError

    def _places(self, width: int, height: int) -> Mapping[str, Box]:
        boxes = dict(super()._places(width, height))
        if self.is_typing:
            foot = boxes.pop("footer")
            boxes["typed"] = foot if foot.is_shown else Box(0, max(0, height - 1), width, 1)
        return boxes

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.typed(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.entered(event.value)

    def action_view_escape(self) -> None:
        if self.is_typing:
            self.close_line()
            self.left()
        else:
            super().action_view_escape()
