"""That a retainer is used up to a warning level: told once a level, whichever door it is told at."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jornada.core.retainers import RetainerUse
    from jornada.desk import Desk
    from jornada.present.words import Words
    from jornada.store.told import Told


class RetainerNews:
    """Remembers what was told; with `keep` for other processes and later days too."""

    def __init__(self, desk: Desk, *, keep: bool = True) -> None:
        self._desk = desk
        self._keep = keep
        self._told: Told | None = None

    def tell(self, words: Words) -> tuple[str, ...]:
        """A sentence for each retainer that has reached a level not told before; they are told with this."""
        desk = self._desk
        if not any(brand.retainer for brand in desk.workflow.brands):
            return ()
        # Most plans have no retainer, and who only adds a task need not load how one is told of.
        from jornada.core.retainers import retainers
        from jornada.store.told import Told

        if self._told is None:
            self._told = Told(desk.paths, keep=self._keep)
        told = self._told
        uses = retainers(desk.state, desk.workflow, desk.today(), desk.now())
        news = [use for use in uses if _is_new(told, use)]
        if not news:
            return ()
        from jornada.present.retainer_lines import warning_sentence

        return tuple(warning_sentence(words, use) for use in news)


def _is_new(told: Told, use: RetainerUse) -> bool:
    # Where the higher level is reached at once, the lower one is told with it.
    fresh = told.fresh(use.warnings)
    told.tell(fresh)
    return bool(fresh)
