"""What the first frame can do without and what cannot wait until it is needed: the words of trouble,
what the desk has to know of alarms and timers, and what reads a calendar that somebody else begins.

Where no further file can be opened nothing can be imported any more.
"""

from __future__ import annotations

from importlib import import_module

NEEDED_LATER = (
    "jornada.answers",
    "jornada.core.campaigns",
    "jornada.core.forgotten",
    "jornada.core.notices",
    "jornada.editorial",
    "jornada.present.alarm_lines",
    "jornada.present.displacement_lines",
    "jornada.present.mistakes",
    "jornada.present.option_words",
    "jornada.present.outside_words",
    "jornada.present.repeat_lines",
    "jornada.present.sentences",
    "jornada.store.alarms",
    "jornada.tui.tour",
    # and what Python tells of a fault
    "textwrap",
    "tokenize",
)


def load_ahead() -> None:
    """Import them. On any thread, once the first frame is shown. Raises `OSError` where it is too late."""
    for name in NEEDED_LATER:
        import_module(name)
