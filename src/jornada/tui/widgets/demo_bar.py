"""The line over every screen of a demonstration."""

from __future__ import annotations

from textual.widgets import Static


class DemoBar(Static):
    """Says that this is a demonstration, and stays."""

    DEFAULT_CSS = """
    DemoBar {
        dock: top;
        height: 1;
        width: 100%;
        padding: 0 1;
        background: $warning;
        color: $background;
        text-style: bold;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }

    DemoBar:ansi {
        background: $background;
        color: $foreground;
        text-style: bold reverse;
    }
    """

    def __init__(self, text: str) -> None:
        super().__init__(text, markup=False)
