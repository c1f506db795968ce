"""`jornada`, and `python -m jornada`: what can be shown at once is, before the rest is loaded."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run what the process was called with; the exit code comes back."""
    frame = None
    if len(sys.argv) == 1:
        from jornada.last_frame import show_last_frame

        frame = show_last_frame(os.environ)
    try:
        from jornada.cli import main as run

        return run(frame=frame)
    finally:
        if frame is not None:
            frame.close()


if __name__ == "__main__":
    sys.exit(main())
