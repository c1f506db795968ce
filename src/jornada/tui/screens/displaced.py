"""What incidents displace, the lowest priority first: accept all that is proposed, or decide each."""

from __future__ import annotations

from collections.abc import Iterable

from jornada.core import intents as do
from jornada.core.displacement import Displacement
from jornada.core.plan import DayView
from jornada.desk import Desk
from jornada.present.displacement_lines import cause_text, with_reasons
from jornada.tui.screens.dialog import Tools
from jornada.tui.screens.triage import TriageDialog


class DisplacedDialog(TriageDialog):
    """Closes with what was decided; accepting does all of it at once."""

    def __init__(self, tools: Tools, desk: Desk, view: DayView, found: Displacement) -> None:
        super().__init__(tools, desk, view)
        self._cause = cause_text(self.words, desk.state, found)
        self._rows = tuple(each.row for each in found.tasks)
        self._proposed = {move.task: move for move in found.moves}
        current = view.moment.block
        self._target = next(
            (load.span for load in view.blocks if current and load.span.span.start > current.span.start), None
        )

    def head(self) -> tuple[str, str]:
        return self.words.gettext("No longer fits"), self._cause

    def keys(self) -> Iterable[tuple[str, str]]:
        gettext = self.words.gettext
        yield "a", gettext("accept all")
        yield gettext("enter"), gettext("do what is decided")
        yield "esc", gettext("leave")
        yield from list(super().keys())[3:]

    def action_accept(self) -> None:
        """All as proposed, but for what was decided otherwise: done at once."""
        self._decided = {**self._proposed, **self._decided}
        self.decide_and_leave()

    def decided(self) -> tuple[do.TriageMove, ...]:
        return with_reasons(self.words, super().decided())
