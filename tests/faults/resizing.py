"""The program in a window whose size is another one again whenever it is looked at, some hundred times."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from jornada.cli import main
from jornada.tui.terminal.link import Link

TIMES = 500


def tell_again() -> None:
    """Have each look at the size bring word of another one."""
    left = TIMES
    resize = Link.resize

    def resize_and_tell(self: Link, columns: int, rows: int) -> None:
        nonlocal left
        resize(self, columns, rows)
        if left:
            left -= 1
            os.kill(os.getpid(), signal.SIGWINCH)

    Link.resize = resize_and_tell  # type: ignore[method-assign]


if __name__ == "__main__":
    tell_again()
    sys.exit(main())
