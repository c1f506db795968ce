"""Whether it is the first day: asked at every start of the dashboard, so without what the answers need."""

from __future__ import annotations

from collections.abc import Mapping

from jornada.paths import Paths

ASKED = "first-day"
"""The file in the state directory that says: was asked, do not ask again."""
FORCED = "JORNADA_FIRST_RUN"


def is_first_day(paths: Paths, environment: Mapping[str, str]) -> bool:
    """Whether to ask: nothing was ever written here, and the clock is not set by hand.

    JORNADA_FIRST_RUN=1 asks under such a clock too, 0 never asks.
    """
    forced = environment.get(FORCED, "")
    if forced == "0" or (environment.get("JORNADA_NOW") and forced != "1"):
        return False
    if paths.config_file.exists() or paths.config_file.is_symlink() or (paths.state / ASKED).exists():
        return False
    return not paths.journal.is_dir() or next(paths.journal.rglob("*.toml"), None) is None
