"""What no longer counts, and what counts again; and what this version does not know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from jornada.core.dataclass import dataclass, field
from jornada.core.intents.base import Intent


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo(Intent):
    """The record `of` no longer counts."""

    do: ClassVar[str] = "undo"
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redo(Intent):
    """The undone record `of` counts again."""

    do: ClassVar[str] = "redo"
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown(Intent):
    """What another version wrote and this one does not know: kept and shown, never applied."""

    word: str
    fields: Mapping[str, Any] = field(default_factory=dict)
