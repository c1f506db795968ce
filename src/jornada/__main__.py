"""`jornada`, and `python -m jornada`: what can be shown at once is, before the rest is loaded."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # without what `typing` takes
    from jornada.now_memory import Question

_COMMANDS, _DASHBOARD = "commands", "dashboard"
"""What is kept of the code for each: who asks for little need not be handed all."""


def main() -> int:
    """Run what the process was called with; the exit code comes back."""
    frame = question = None
    if len(sys.argv) == 1:
        from jornada.last_frame import show_last_frame

        frame = show_last_frame(os.environ)
    elif sys.argv[1] == "now":
        from jornada.now_memory import Question

        question = Question(os.environ, sys.argv[2:])
        if _said(question.answer()):
            return 0
        gc.disable()
        if _said_of_sheet(question):
            return _end(0)
    # What is loaded stays: looking through it for garbage, again and again, is a tenth of the start. Whoever
    # runs for long looks from then on.
    gc.disable()
    from jornada.kept_code import kept_beside

    kept = kept_beside(_DASHBOARD if sys.argv[1:] in ([], ["demo"]) else _COMMANDS)
    try:
        from jornada.stand_in import load_paths

        load_paths()
        from jornada.cli import main as run

        code = run(frame=frame, question=question)
    finally:
        if frame is not None:
            frame.close()
    if kept is not None:
        kept.keep()
    return _end(code)


def _end(code: int) -> int:
    if "coverage" not in sys.modules:  # which writes down what it saw as the interpreter ends
        # All is saved, closed and flushed: taking apart what was loaded is a seventh of a command.
        os._exit(code)
    return code


def _said_of_sheet(question: Question) -> bool:
    """Whether the answer could be made of what is kept beside the last one, and said."""
    sheet = question.sheet()
    if sheet is None:
        return False
    from jornada.clock import may_write
    from jornada.now_sheet import answer_of_sheet

    answer = answer_of_sheet(sheet, os.environ, sys.argv[2:], "utf-8")
    if answer is None or answer.line is None or not _said(answer.text):
        return False
    if may_write(os.environ):
        answer.keep(question)
    return True


def _said(answer: str | None) -> bool:
    """Whether it was there and could be said; what could not is for the long way to tell."""
    if answer is None or sys.stdout is None or sys.stdout.encoding != "utf-8":
        return False
    data = answer.encode()
    try:
        return os.write(sys.stdout.fileno(), data) == len(data)
    except (OSError, ValueError):
        return False


if __name__ == "__main__":
    sys.exit(main())
