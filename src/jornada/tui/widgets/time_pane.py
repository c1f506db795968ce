"""The time of a day: a list whose rows are sessions and gaps."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from jornada.tui.actions import Where, bindings_for
from jornada.tui.widgets.line_list import LineList


class TimePane(LineList):
    """Adds the keys of a session to those of a list."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Where.TIME)]
