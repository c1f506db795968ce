"""Where the three directories are, found in no time: as `jornada.paths` has it, which takes longer to load
than the programs that ask here take in all."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # without what `typing` takes
    from collections.abc import Mapping
    from typing import Literal

_LINUX = {
    "data": ("XDG_DATA_HOME", "~/.local/share"),
    "config": ("XDG_CONFIG_HOME", "~/.config"),
    "state": ("XDG_STATE_HOME", "~/.local/state"),
}


def place(environment: Mapping[str, str], kind: Literal["data", "config", "state"]) -> str:
    """The directory of a person's data, options or state."""
    if chosen := environment.get(f"JORNADA_{kind.upper()}"):
        return os.path.abspath(os.path.expanduser(chosen))
    system: str = sys.platform  # a type checker knows only its own
    if system == "linux":
        name, usual = _LINUX[kind]
        base = os.environ.get(name, "")
        if not os.path.isabs(base):  # a relative one is to be taken for none
            base = os.path.expanduser(usual)
        return os.path.join(base, "jornada")
    from jornada.paths import Paths

    return str(getattr(Paths.from_environment(environment), kind))
