"""The line over every screen of a demonstration."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen
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


async def put_over(screen: Screen[Any], text: str) -> None:
    """The line stands over that screen from now on."""
    await screen.mount(DemoBar(text))
    # All that stands below has moved: none of it may be left where it was.
    screen.call_after_refresh(screen.refresh)
