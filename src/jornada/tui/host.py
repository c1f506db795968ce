"""What every app of ours does about the terminal it is on: it ends when it must, and a fault in it is noted
and told without a person's words.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import Any

from jornada.clock import Clock
from jornada.last_frame import ShownFrame
from jornada.present.words import Words
from jornada.tui import fault_log
from jornada.tui.colours import is_without_colour
from jornada.tui.compat.discreet_app import DiscreetApp, Result
from jornada.tui.compat.drawing import cut_between_signs
from jornada.tui.compat.driver import take_any_bytes
from jornada.tui.compat.left_out import without_pilot
from jornada.tui.endings import Endings


class Host(DiscreetApp[Result], inherit_bindings=False):
    """An app that can be ended from outside. `fault` tells where an error of its own ended it."""

    fault = ""
    endings: Endings | None = None

    def __init__(self, *given: Any, **named: Any) -> None:
        if is_without_colour(os.environ):
            os.environ["NO_COLOR"] = "1"  # the toolkit looks there, once, and does not know such terminals
        super().__init__(*given, **named)
        cut_between_signs()

    def on_load(self) -> None:
        if self.endings is not None:
            self.endings.start()

    def leave_terminal(self) -> None:
        """Give back what was said to the terminal beside what is drawn; it is left next."""

    def exit(self, *given: Any, **named: Any) -> None:
        self.leave_terminal()
        super().exit(*given, **named)

    def end(self, number: int) -> None:
        """End because of that signal."""
        self.exit(return_code=128 + number)

    def note_fault(self, error: BaseException | None) -> None:
        self.fault = self.fault or (fault_log.report(error) if error else "textual")
        self.leave_terminal()


def run_host(
    app: Host[Result], *, words: Words, log: Path, clock: Clock, mouse: bool, frame: ShownFrame | None = None
) -> Result | None:
    """Run it until it is left or ended; what it gives. Where a fault ended it that is said, and noted in
    `log`; its return code is then `FAULT_EXIT`. `frame`, on the terminal already, is drawn over."""
    take_any_bytes()
    app.endings = Endings(app.end, frame.attributes if frame is not None else None)
    if frame is not None:
        frame.hand_over()
    try:
        with without_pilot():
            result = app.run(mouse=mouse)
    finally:
        app.endings.stop()
    if app.fault:
        _tell(app.fault, words, log, clock)
    return result


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
