"""What every app of ours does about the terminal it is on: it ends when it must, and a fault in it is noted
and told without a person's words. Private names of the toolkit are used for that, here alone.
"""

from __future__ import annotations

import codecs
import contextlib
import sys
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from textual.app import App
from textual.drivers import linux_driver

from jornada.clock import Clock
from jornada.last_frame import ShownFrame
from jornada.present.words import Words
from jornada.tui import fault_log
from jornada.tui.compat import cut_between_signs
from jornada.tui.endings import Endings
from jornada.tui.key_parser import KeyParser

FAULT_EXIT = 70
Result = TypeVar("Result")


class Host(App[Result], inherit_bindings=False):
    """An app that can be ended from outside. `fault` tells where an error of its own ended it."""

    fault = ""
    endings: Endings | None = None

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        cut_between_signs()

    def on_load(self) -> None:
        if self.endings is not None:
            self.endings.start()

    def send(self, sequence: str) -> None:
        """Say something to the terminal itself, beside what is drawn."""
        if not self.is_headless and self._driver is not None:
            self._driver.write(sequence)

    def leave_terminal(self) -> None:
        """Give back what was said to the terminal beside what is drawn; it is left next."""

    def exit(self, *given: Any, **named: Any) -> None:
        self.leave_terminal()
        super().exit(*given, **named)

    def end(self, number: int) -> None:
        """End because of that signal."""
        self.exit(return_code=128 + number)

    # The toolkit prints a traceback with the values of all variables: with what a person wrote.

    def _handle_exception(self, error: Exception) -> None:
        self.fault = self.fault or fault_log.report(error)
        self.leave_terminal()
        super()._handle_exception(error)
        self._return_code = FAULT_EXIT

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def panic(self, *renderables: Any) -> None:
        """As the toolkit's, which other threads call too, without showing anything."""
        error = sys.exc_info()[1]
        self.fault = self.fault or (fault_log.report(error) if error else "textual")
        self._return_code = FAULT_EXIT
        self.leave_terminal()
        self._close_messages_no_wait()


def run_host(
    app: Host[Result], *, words: Words, log: Path, clock: Clock, mouse: bool, frame: ShownFrame | None = None
) -> Result | None:
    """Run it until it is left or ended; what it gives. Where a fault ended it that is said, and noted in
    `log`; its return code is then `FAULT_EXIT`. `frame`, on the terminal already, is drawn over."""
    _take_any_bytes()
    app.endings = Endings(app.end, frame.attributes if frame is not None else None)
    if frame is not None:
        frame.hand_over()
    try:
        result = app.run(mouse=mouse)
    finally:
        app.endings.stop()
    if app.fault:
        _tell(app.fault, words, log, clock)
    return result


def _take_any_bytes() -> None:
    """Bytes that are no letters are typed too, by a terminal of another encoding or a file pasted; the
    toolkit's reader would give up at the first. And it would take a terminal's answers for keys."""
    forgiving = partial(codecs.getincrementaldecoder("utf-8"), errors="replace")
    linux_driver.getincrementaldecoder = lambda encoding: forgiving  # type: ignore[attr-defined]
    linux_driver.XTermParser = KeyParser  # type: ignore[attr-defined]


def _tell(fault: str, words: Words, log: Path, clock: Clock) -> None:
    said = words.gettext("The program stopped at a fault of its own; what was saved before stays saved")
    try:
        fault_log.note(log, fault, clock)
    except OSError:
        where = fault
    else:
        where = words.gettext("Where it happened stands in {file}, without any of your texts").format(
            file=log
        )
    with contextlib.suppress(OSError):
        sys.stderr.write(f"{said}\n{where}\n")
