"""What the first frame can do without and what cannot wait until it is needed: the words of trouble.

Where no further file can be opened nothing can be imported any more.
"""

from __future__ import annotations

from importlib import import_module

WORDS_OF_TROUBLE = (
    "jornada.answers",
    "jornada.present.alarm_lines",
    "jornada.present.displacement_lines",
    "jornada.present.mistakes",
    "jornada.present.option_words",
    "jornada.present.outside_words",
    "jornada.present.repeat_lines",
    "jornada.present.sentences",
)


def load_ahead() -> None:
    """Import them. On any thread, once the first frame is shown. Raises `OSError` where it is too late."""
    for name in WORDS_OF_TROUBLE:
        import_module(name)
