"""Regular expressions that are compiled when they are first used.

Compiling takes a quarter of a millisecond, as long as half a module takes to load, and most runs use few of
those that their modules know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, AnyStr, cast

if TYPE_CHECKING:
    import re


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`; what is wrong with `text` is raised with its first use."""
    return cast("re.Pattern[AnyStr]", _Pattern(text, flags))


class _Pattern:
    """Takes over each method of the compiled one when it is first asked for."""

    def __init__(self, text: Any, flags: int) -> None:
        self._given = text, flags

    def __getattr__(self, name: str) -> Any:
        import re

        found = vars(self)[name] = getattr(re.compile(*self._given), name)
        return found
