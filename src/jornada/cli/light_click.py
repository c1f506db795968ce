"""Loading the library of commands without what it takes along and hardly ever uses: 10 ms of each command."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

from jornada.stand_in import StandIn, standing_in


class _Platform(StandIn):
    """Knows the system's name, which is all that `uuid` wants to know as it is loaded."""

    def taken(self, name: str) -> Any:
        if name == "system" and hasattr(os, "uname"):
            return lambda: os.uname().sysname
        return super().taken(name)


def load_click() -> None:
    """Load it once. Of `inspect` it wants something for a page of help only; of `platform`, which `uuid`
    loads with it, the system's name. Whoever imports them later gets them."""
    if "click" not in sys.modules:
        with standing_in(StandIn("inspect"), _Platform("platform")):
            import_module("click")
