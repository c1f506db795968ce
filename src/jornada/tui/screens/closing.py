"""Screens that close at most once, and close nothing but themselves."""

from __future__ import annotations

from typing import Generic

from textual.await_complete import AwaitComplete
from textual.screen import Screen, ScreenResultType


class ClosesOnce(Screen[ScreenResultType], Generic[ScreenResultType]):
    """A screen that can be told to close several times: by keys that came before it was gone.

    The toolkit closes whatever is on top whenever it is told to, which would then be the screen below, or
    a dialog that was opened over this one.
    """

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close with that result, where this is the screen on top; else nothing is done."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
