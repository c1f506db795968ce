"""What all intents share."""

from __future__ import annotations

from typing import ClassVar

from jornada.core.dataclass import dataclass

Severity = int
"""1 critical, 2 high, 3 medium, 4 low."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """What all intents share."""

    do: ClassVar[str] = ""
