"""The desk: the one object both front ends use, and what comes of asking it."""

from jornada.desk.desk import Desk, open_desk
from jornada.desk.options import LoadedConfig, read_config
from jornada.desk.outcomes import Kept, Locked, Outcome, Saved, Troubles

__all__ = [
    "Desk",
    "Kept",
    "LoadedConfig",
    "Locked",
    "Outcome",
    "Saved",
    "Troubles",
    "open_desk",
    "read_config",
]
