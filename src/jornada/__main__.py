"""`python -m jornada` is `jornada`."""

from __future__ import annotations

import sys

from jornada.cli import main

if __name__ == "__main__":
    sys.exit(main())
