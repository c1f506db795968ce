"""The queue: a list whose rows are tasks."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from jornada.tui.actions import Where, bindings_for
from jornada.tui.widgets.line_list import LineList


class QueuePane(LineList):
    """Adds the keys of a task to those of a list."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Where.TASK)]
