"""The rows of a report: a list from whose rows one goes to what stands behind them."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from jornada.tui.actions import Where, bindings_for
from jornada.tui.widgets.line_list import LineList


class ReportPane(LineList):
    """Adds the keys of a report to those of a list."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Where.REPORT)]
