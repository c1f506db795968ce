"""The banners of the unforeseen: what rings, and what incidents displace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jornada.core.alarms import Alarm
from jornada.present.banner_lines import Banner, Weight
from jornada.present.lines import KeyNames
from jornada.present.words import Words
from jornada.tui.screens.today_picture import Picture


def unforeseen_banners(
    words: Words, picture: Picture, ringing: Sequence[Alarm], keys: KeyNames
) -> Iterator[Banner]:
    """What there is to say; what no longer fits stands before what is only left over."""
    # Most days begin with nothing of it.
    for alarm in ringing:
        from jornada.present.alarm_lines import alarm_line

        today = picture.today
        yield Banner(Weight.WARNING, alarm_line(words, picture.state, alarm, today.now, today.block_title))
    if picture.displaced is not None:
        from jornada.present.displacement_lines import displacement_text

        said = displacement_text(words, picture.state, picture.displaced, keys)
        yield Banner(Weight.PROPOSAL, said)
