"""The limits of what a record may say. Where a file is read the same limits hold as where one is asked."""

from __future__ import annotations

from jornada.core.folding.tasks import MOST_MINUTES

TITLE_LIMIT = 500
"""Characters of whatever has one line."""
PROSE_LIMIT = 4_000
"""Characters of what may have several lines."""
MINUTES_LIMIT = MOST_MINUTES
RANK_LIMIT = 99
COUNT_LIMIT = 1_000_000
FAR_DAYS = 5 * 366
"""Further from today than this, a date was mistyped: nobody would see the task again."""
TOP_LIMIT = 3
"""So many things come first on a day: of more none does."""
KPI_LIMIT = 1e12
"""No figure of a week is as large."""
