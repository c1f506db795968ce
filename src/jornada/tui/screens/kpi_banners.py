"""The banner of figures that are due: a proposal, which is there until they are in.

It is no row of the queue: a row has an id and can be started, moved and dropped, so it would be a record
that looking at the day had made. The plan's own analytics task is the work; this only says what of it is
missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from jornada.present.banner_lines import Banner, Weight
from jornada.present.lines import KeyNames
from jornada.present.words import Words
from jornada.tui.screens.today_picture import Picture


def kpi_banners(words: Words, picture: Picture, keys: KeyNames) -> Iterator[Banner]:
    """One for all brands, where figures are due and not in."""
    if not picture.kpis:
        return
    from jornada.present.kpi_lines import missing_line

    said = missing_line(words, picture.workflow, picture.kpis, keys)
    if said:
        yield Banner(Weight.PROPOSAL, said)
