"""The bar of a goal, and its numbers."""

from __future__ import annotations

from jornada.core.goals import GoalProgress
from jornada.present.pen import Line, Pen, Piece
from jornada.present.words import Words

BAR_CELLS = 5


def goal_numbers(progress: GoalProgress) -> str:
    """ "12/20"."""
    return f"{progress.count}/{progress.target:g}"


def goal_bar(pen: Pen, progress: GoalProgress, cells: int = BAR_CELLS) -> Line:
    """How far it is, in so many cells: full only once it is reached, empty only where nothing counts yet."""
    full = int(progress.share * cells)
    if progress.count > 0:
        full = max(1, full)
    pieces = (
        Piece(pen.glyphs.bar_full * full, "bar-done"),
        Piece(pen.glyphs.bar_free * (cells - full), "bar-free"),
    )
    return tuple(piece for piece in pieces if piece.text)


def goal_title(words: Words, progress: GoalProgress, title: str) -> str:
    """What is counted and over how long: "ideas a week"; the title of the task where it has no unit."""
    unit = progress.unit or title
    if progress.per == "week":
        return words.gettext("{unit} this week").format(unit=unit)
    return unit
