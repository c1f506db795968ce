"""Help: the keys that apply where the person is, then the marks, then all other keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from jornada.present.help_words import KeySection, help_lines
from jornada.present.pen import Line
from jornada.present.words import Words
from jornada.tui.actions import ACTIONS, PLACES
from jornada.tui.key_names import Bound
from jornada.tui.keymap import Keymap
from jornada.tui.screens.dialog import Answer, Dialog, Tools

MANUAL, TOUR = "manual", "tour"
"""What help answers where a person wants the manual, or to be shown round."""


def key_sections(
    words: Words, bound: Bound, keymap: Keymap
) -> tuple[Sequence[KeySection], Sequence[KeySection]]:
    """The keys in use by place: those of what can be done now, and all others."""

    def sections(*, here: bool) -> Iterator[KeySection]:
        for place, title in PLACES.items():
            rows = tuple(
                (" ".join(keymap.names(words, action.id)), words.gettext(action.help))
                for action in ACTIONS
                if action.where is place and (action.id in bound) is here
            )
            if rows:
                yield KeySection(words.gettext(title), rows)

    return tuple(sections(here=True)), tuple(sections(here=False))


class PageDialog(Dialog[Answer]):
    """A page to scroll and leave."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll_page(1)", show=False),
        Binding("k,up", "scroll_page(-1)", show=False),
        Binding("space,pagedown,ctrl+d", "scroll_page(10)", show=False),
        Binding("pageup,ctrl+u", "scroll_page(-10)", show=False),
        Binding("g,home", "scroll_page(-10000)", show=False),
        Binding("G,end", "scroll_page(10000)", show=False),
        Binding("q,question_mark,f1", "leave", show=False),
    ]

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._page = Static("", markup=False, classes="facts")

    def lines(self, width: int) -> Sequence[Line]:
        """The page in `width` columns."""
        raise NotImplementedError

    def body(self) -> Iterable[Widget]:
        yield self._page

    def keys(self) -> Iterable[tuple[str, str]]:
        yield "↑ ↓", self.words.gettext("scroll")
        yield "esc", self.words.gettext("leave")

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        width = self._page.content_size.width
        if width:
            self._page.update(self.ink.lines(self.lines(width)))

    def action_scroll_page(self, lines: int) -> None:
        self.query_one("#dialog-body").scroll_relative(y=lines, animate=False)


class HelpDialog(PageDialog[str]):
    """Keys and marks; answers `MANUAL` where a person wants to read on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "answer('manual')", show=False),
        Binding("t", "answer('tour')", show=False),
    ]

    def __init__(
        self, tools: Tools, place: str, here: Sequence[KeySection], elsewhere: Sequence[KeySection]
    ) -> None:
        super().__init__(tools)
        self._place = place
        self._here = here
        self._elsewhere = elsewhere

    def head(self) -> tuple[str, str]:
        return self.words.gettext("Help"), self._place

    def lines(self, width: int) -> Sequence[Line]:
        return help_lines(self.pen, self._here, self._elsewhere, width)

    def keys(self) -> Iterable[tuple[str, str]]:
        yield "m", self.words.gettext("manual")
        yield "t", self.words.gettext("tour")
        yield from super().keys()

    def action_answer(self, answer: str) -> None:
        self.dismiss(answer)
