"""The toolkit, loaded without what it brings along for things that are off here, or for its own faults.

Its palette of commands alone, in place of which there is our own, loads half of its widgets: a twentieth of
a start, and 1.2 MB. What is left out is loaded as soon as it is used.
"""

from __future__ import annotations

import sys
import typing
from abc import ABC
from contextlib import AbstractContextManager
from importlib import import_module
from types import ModuleType
from typing import Any

from jornada.core import dataclass
from jornada.stand_in import Later, StandIn, TakenFrom, standing_in
from jornada.tui.compat.version import is_seen_to_be_it

LEFT_OUT = (
    "difflib",  # for a mistake in a style sheet
    "mimetypes",  # for a file that is handed to the terminal
    "pickle",  # for what a link says
    "platformdirs",  # for a picture of the screen
    "rich.table",  # for a sheet of the colours
    "textual.canvas",  # for lines between the cells of a grid
    "textual.css._help_text",  # for a mistake in a style
    "textual.markup",  # for styles in texts
    "textual.widgets._toast",  # for its notices, of which a screen of ours has none
    "uuid",  # for the name of a notice, or of a file that is handed over
)
"""Of these the toolkit takes names while it is loaded, and does nothing with them yet."""
VALUES = "dataclasses"
"""Made as ours are: half of the values of the toolkit are of no use to a run, or of use to few frames."""
PALETTE = "textual.command"
TYPES = "typing_extensions"
NEEDED = ("textual.app", "textual.drivers.linux_driver")


def load_toolkit() -> None:
    """Load what an app of the toolkit needs. Nothing is left out where the toolkit is loaded already, or is
    not the version that this was written for."""
    palette, types, values = _Palette(PALETTE), _Types(TYPES), _Values(VALUES)
    is_whole = "textual" in sys.modules or not is_seen_to_be_it()
    with standing_in(*(() if is_whole else (palette, types, values, *map(_TakenFrom, LEFT_OUT)))):
        for name in NEEDED:
            import_module(name)
    palette.is_taken_from = False


def without_pilot() -> AbstractContextManager[None]:
    """While an app runs that a person uses: the toolkit imports what tests use one with."""
    return standing_in(_TakenFrom("textual.pilot"))


class _TakenFrom(TakenFrom):
    """Of the toolkit, or of what it draws with."""

    def real_one(self) -> ModuleType:
        """The module itself; who has taken something from here has it from there now."""
        real = super().real_one()
        for module in [each for name, each in sys.modules.items() if name.startswith(("rich.", "textual."))]:
            for name, value in list(vars(module).items()):
                if value is self:
                    setattr(module, name, real)
                elif isinstance(value, Later) and value.stand_in is self:
                    setattr(module, name, getattr(real, value.name))
        return real


class _Types(StandIn):
    """Types which Python has itself since 3.11, all but a few."""

    def taken(self, name: str) -> Any:
        return getattr(typing, name) if hasattr(typing, name) else super().taken(name)


class Provider(ABC):  # noqa: B024 - only so that its place can be taken by one with abstract methods
    """What the toolkit's provider of themes derives from, until there is a palette that asks it."""


class _Values(StandIn):
    """Classes of values, with methods that are made when they are called."""

    def taken(self, name: str) -> Any:
        return getattr(dataclass, name) if name in dataclass.__all__ else super().taken(name)


class _Palette(_TakenFrom):
    """Stays until somebody uses the palette: what the toolkit derives from it is put right then."""

    stays = True
    is_taken_from = True

    def taken(self, name: str) -> Any:
        if not self.is_taken_from:
            return getattr(self.real_one(), name)
        return Provider if name == Provider.__name__ else super().taken(name)

    def real_one(self) -> ModuleType:
        real = super().real_one()
        import_module("textual.theme").ThemeProvider.__bases__ = (real.Provider,)
        return real
