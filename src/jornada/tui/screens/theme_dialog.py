"""Choose a theme: the row in hand is what everything is drawn with, and escape puts back what was."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.app import ComposeResult
from textual.widgets import OptionList, Static

from jornada.present.pen import Line, Piece
from jornada.present.theme_words import sample_lines, theme_title
from jornada.themes import Theme
from jornada.tui.colours import Colours
from jornada.tui.screens.dialog import Dialog, Tools
from jornada.tui.widgets.ink import Ink
from jornada.tui.widgets.line_view import LineView
from jornada.tui.widgets.pick_list import PickList


class ThemeDialog(Dialog[Theme]):
    """Shows `themes`; `show` draws with one, and `colours` are what it draws with. Closes with the one
    that was chosen."""

    def __init__(
        self,
        tools: Tools,
        themes: Iterable[Theme],
        colours: Colours,
        show: Callable[[Theme], None],
        *,
        facts: Iterable[Line] = (),
    ) -> None:
        super().__init__(tools)
        self._themes = tuple(themes)
        self._before = colours.theme
        self._show = show
        self._facts = tuple(facts)
        self._list = PickList(self.pen.glyphs)
        self._sample = LineView(colours, id="sample")

    def head(self) -> tuple[str, str]:
        return self.words.gettext("Theme"), ""

    def inside(self) -> ComposeResult:
        yield self._list
        if self._facts:
            yield Static(self.ink.lines(self._facts), markup=False, classes="facts", id="left-out")
        yield self._sample

    def keys(self) -> Iterable[tuple[str, str]]:
        yield self.words.gettext("enter"), self.words.gettext("keep")
        yield "esc", self.words.gettext("as before")

    def on_mount(self) -> None:
        self._sample.show(lambda width, height: sample_lines(self.pen, width))
        names = [theme.name for theme in self._themes]
        self._list.show(
            [self.ink.content(line) for line in self._lines()],
            at=names.index(self._before.name) if self._before.name in names else 0,
        )
        self._list.focus()

    def _lines(self) -> Iterable[Line]:
        titles = [theme_title(self.words, theme) for theme in self._themes]
        width = min(28, max(map(self.pen.measure, titles)))
        for theme, title in zip(self._themes, titles, strict=True):
            yield (Piece(self.pen.fit(title, width)), Piece(f"  {theme.name}", "muted"))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        theme = self._themes[event.option_index]
        self._show(theme)
        self.ink = Ink(theme, self.ink.monochrome)
        self._list.draw_again([self.ink.content(line) for line in self._lines()])
        for facts in self.query("#left-out").results(Static):
            facts.update(self.ink.lines(self._facts))
        self.refresh_foot()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._themes[event.option_index])

    def action_leave(self) -> None:
        self._show(self._before)
        self.dismiss(None)
