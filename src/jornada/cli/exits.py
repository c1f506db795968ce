"""How a command ends: the codes a script reads, and the lines a person reads."""

from __future__ import annotations

OK = 0
NOT_ALLOWED = 1
"""What was asked for is not there or not allowed."""
USAGE = 2
BAD_DATA = 65
FAULT = 70
"""A fault of the program's own ended the dashboard."""
NOT_WRITTEN = 74
TRY_AGAIN = 75
ABORTED = 130
"""Interrupted at the keyboard."""


class Failure(Exception):
    """The command ends with this code and these lines on stderr."""

    def __init__(self, code: int, *lines: str) -> None:
        super().__init__(code, *lines)
        self.code = code
        self.lines = lines
