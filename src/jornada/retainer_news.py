"""That a retainer is used up to a warning level: told once a level, whichever door it is told at."""

from __future__ import annotations

from jornada.core.retainers import RetainerUse, retainers
from jornada.desk import Desk
from jornada.present.retainer_lines import warning_sentence
from jornada.present.words import Words
from jornada.store.told import Told


class RetainerNews:
    """Remembers what was told; with `keep` for other processes and later days too."""

    def __init__(self, desk: Desk, *, keep: bool = True) -> None:
        self._desk = desk
        self._told = Told(desk.paths, keep=keep)

    def tell(self, words: Words) -> tuple[str, ...]:
        """A sentence for each retainer that has reached a level not told before; they are told with this."""
        desk = self._desk
        if not any(brand.retainer for brand in desk.workflow.brands):
            return ()
        uses = retainers(desk.state, desk.workflow, desk.today(), desk.now())
        return tuple(warning_sentence(words, use) for use in uses if self._is_new(use))

    def _is_new(self, use: RetainerUse) -> bool:
        # Where the higher level is reached at once, the lower one is told with it.
        fresh = self._told.fresh(use.warnings)
        self._told.tell(fresh)
        return bool(fresh)
