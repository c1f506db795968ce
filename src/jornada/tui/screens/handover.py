"""The hand-over, to read and to copy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from jornada.desk import Desk
from jornada.present.handover_text import handover_markdown, handover_text
from jornada.present.pen import Line, Piece
from jornada.present.titles import brand_title
from jornada.present.wrapping import wrapped
from jornada.tui.screens.dialog import Tools
from jornada.tui.screens.help import PageDialog


class HandoverDialog(PageDialog[None]):
    """The text as it would be sent; keys leave out what another may not see. It begins with `brand`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy", show=False),
        Binding("b", "next_brand", show=False),
        Binding("p", "toggle_public", show=False),
        Binding("m", "toggle_markdown", show=False),
        Binding("H", "leave", show=False),
    ]

    def __init__(self, tools: Tools, desk: Desk, brand: str) -> None:
        super().__init__(tools)
        self._desk = desk
        self._brand = brand
        self._public = self._markdown = False
        self._said = ""

    def head(self) -> tuple[str, str]:
        return self.words.gettext("Hand-over"), ""

    @property
    def text(self) -> str:
        """What is copied."""
        desk = self._desk
        handed = desk.handover(brand=self._brand, public=self._public)
        write = handover_markdown if self._markdown else handover_text
        return write(self.words, handed, desk.day(), desk.workflow)

    def lines(self, width: int) -> Sequence[Line]:
        lines: list[Line] = [(Piece(self._said, "strong"),), ()] if self._said else []
        for text in self.text.splitlines():
            indent = len(text) - len(text.lstrip())
            begin = text[: indent + 2] if text[indent:].startswith("- ") else text[:indent]
            role = "" if begin else "section"
            lines += wrapped(self.pen, (Piece(begin),), text[len(begin) :], role, width) if text else [()]
        return lines

    def keys(self) -> Iterable[tuple[str, str]]:
        gettext = self.words.gettext
        yield "y", gettext("copy")
        yield "esc", gettext("leave")
        yield "p", gettext("with notes") if self._public else gettext("public")
        if self._desk.workflow.brands:
            brand = self._following()
            yield "b", brand_title(self._desk.workflow, brand) if brand else gettext("all brands")
        yield "m", gettext("plain text") if self._markdown else gettext("Markdown")

    def _following(self) -> str:
        """The brand after this one; all of them after the last."""
        brands = ["", *(brand.key for brand in self._desk.workflow.brands)]
        place = brands.index(self._brand) if self._brand in brands else 0
        return brands[(place + 1) % len(brands)]

    def action_next_brand(self) -> None:
        self._brand = self._following()
        self._draw_anew()

    def action_toggle_public(self) -> None:
        self._public = not self._public
        self._draw_anew()

    def action_toggle_markdown(self) -> None:
        self._markdown = not self._markdown
        self._draw_anew()

    def action_copy(self) -> None:
        """Copy by OSC 52, where a person has allowed that; else say how to allow it."""
        gettext = self.words.gettext
        if self._desk.config.clipboard:
            self.app.copy_to_clipboard(self.text)
            self._draw_anew(gettext("Copied"))
        else:
            self._draw_anew(gettext("Copying is off: clipboard = true in config.toml allows it"))

    def _draw_anew(self, said: str = "") -> None:
        self._said = said
        self._draw()
        self.refresh_foot()
        self.action_scroll_page(-10_000)
