"""Ideas as rows: the thought, and when it came."""

from __future__ import annotations

import datetime as dt

from jornada.core.calendar import in_zone
from jornada.core.state import Idea, IdeaState
from jornada.present.lines import spread
from jornada.present.pen import Line, Pen, Piece

SIGN_ROLES = {IdeaState.OPEN: "muted", IdeaState.USED: "good", IdeaState.DROPPED: "muted"}


def idea_line(pen: Pen, idea: Idea, zone: dt.tzinfo, width: int) -> Line:
    """The row in exactly `width` columns; its sign says what became of it."""
    sign = {
        IdeaState.OPEN: pen.glyphs.pending,
        IdeaState.USED: pen.glyphs.done,
        IdeaState.DROPPED: pen.glyphs.dropped,
    }[idea.state]
    at = in_zone(idea.at, zone)
    when = (Piece(f"{pen.words.weekday_short(at.date())} {at.day}", "muted"),)
    head: Line = (
        Piece(f"{sign} ", SIGN_ROLES[idea.state]),
        Piece(pen.crop(idea.text, 500), "" if idea.is_open else "dropped"),
    )
    return spread(pen, head, when, width)
