"""What becomes of a fault."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import App

from jornada.tui.compat.driver import OwnDriver

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.screen import Screen

FAULT_EXIT = 70
_TURNS_FROM_DRIVER = 2
"""So many turns of the loop a key takes from a driver to the app: a call, and the task that the toolkit's own
driver makes of it."""
Result = TypeVar("Result")


class DiscreetApp(App[Result]):
    """An app that a fault of its own ends without a word: the toolkit prints a traceback with the values of
    all variables, with what a person wrote. Its return code is `FAULT_EXIT` then."""

    _before_frame: Callable[[], None] | None = None

    def note_fault(self, error: BaseException | None) -> None:
        """What is done about a fault, on any thread; no error where the toolkit alone knows it."""

    def send(self, sequence: str) -> None:
        """Say something to the terminal itself, beside what is drawn."""
        if not self.is_headless and self._driver is not None:
            self._driver.write(sequence)

    def wait_until_shown(self, seconds: float) -> None:
        """Wait until the terminal has been sent all that was drawn, at most so long; meanwhile
        the thread that asks does nothing else."""
        driver = self._driver
        if isinstance(driver, OwnDriver):
            driver.wait_until_sent(seconds)

    def wait_until_read(self, seconds: float) -> None:
        """Wait until all that was typed before has been read and is on its way to the app, at most so long;
        meanwhile the thread that asks does nothing else."""
        driver = self._driver
        if isinstance(driver, OwnDriver):
            driver.wait_until_read(seconds)

    def action_suspend_process(self) -> None:
        driver = self._driver
        if isinstance(driver, OwnDriver):
            self.app_suspend_signal.publish(self)
            driver.stop_job()
        else:
            super().action_suspend_process()

    async def let_typed_come(self) -> None:
        """What has been read by now is in the app's queue when this is done."""
        for _ in range(_TURNS_FROM_DRIVER):
            await asyncio.sleep(0)

    def before_next_frame(self, do: Callable[[], None]) -> None:
        """Have that done when the next frame is drawn, right before it goes to the terminal."""
        self._before_frame = do

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        if renderable is not None:
            do, self._before_frame = self._before_frame, None
            if do is not None:
                do()
        super()._display(screen, renderable)

    def _handle_exception(self, error: Exception) -> None:
        self.note_fault(error)
        super()._handle_exception(error)
        self._return_code = FAULT_EXIT

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def panic(self, *renderables: Any) -> None:
        """As the toolkit's, which other threads call too, without showing anything."""
        self.note_fault(sys.exc_info()[1])
        self._return_code = FAULT_EXIT
        self._close_messages_no_wait()
