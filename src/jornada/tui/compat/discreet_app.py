"""What becomes of a fault."""

from __future__ import annotations

import asyncio
import sys
from typing import Any, TypeVar

from textual.app import App

from jornada.tui.compat.driver import OwnDriver

FAULT_EXIT = 70
_TURNS_FROM_DRIVER = 2
"""So many turns of the loop a key takes from the driver to the app: a call, which makes a task."""
Result = TypeVar("Result")


class DiscreetApp(App[Result]):
    """An app that a fault of its own ends without a word: the toolkit prints a traceback with the values of
    all variables, with what a person wrote. Its return code is `FAULT_EXIT` then."""

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

    async def take_what_was_typed(self, seconds: float) -> None:
        """Take in all that was typed before: it has been sent on its way to the app when this is done, but
        for what the terminal's thread could not read in that time."""
        driver = self._driver
        if isinstance(driver, OwnDriver):
            driver.wait_until_read(seconds)
        for _ in range(_TURNS_FROM_DRIVER):
            await asyncio.sleep(0)

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
