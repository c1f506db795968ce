"""The one heading of a narrow screen: both lists by name, the one in hand set off."""

from __future__ import annotations

from collections.abc import Sequence

from jornada.core.incidents import Deadline
from jornada.core.plan import DayView
from jornada.core.state import State
from jornada.present.incident_lines import incidents_of
from jornada.present.layout import Pane
from jornada.present.lines import rule
from jornada.present.pen import Line, Pen, Piece
from jornada.present.queue_lines import head_role


def pane_heads(
    pen: Pen, view: DayView, state: State, deadlines: Sequence[Deadline], pane: Pane, width: int
) -> Line:
    """ "Queue 12  Incidents 1 ──── 7 h": how many are open in each list, and the minutes of the tasks."""
    words = pen.words
    rows = [row for row in view.rows if row.item.is_open]
    incidents = sum(1 for incident in incidents_of(state, view, deadlines) if incident.is_open)
    title = (
        Piece(words.gettext("Queue"), head_role(pane is Pane.QUEUE)),
        Piece(f" {len(rows)}", "muted"),
        Piece("  "),
        Piece(words.gettext("Incidents"), head_role(pane is Pane.INCIDENTS)),
        Piece(f" {incidents}", "strong" if incidents else "muted"),
    )
    minutes = words.duration(sum(row.left_minutes for row in rows))
    return rule(pen, title, (Piece(minutes, "muted"),) if rows else (), width)
