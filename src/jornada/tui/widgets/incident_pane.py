"""The incident log: a list whose rows are incidents."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from jornada.tui.actions import Where, bindings_for
from jornada.tui.widgets.line_list import LineList


class IncidentPane(LineList):
    """Adds the keys of an incident to those of a list."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Where.INCIDENT)]
