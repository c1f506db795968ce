"""What is said of the program's own files: what is wrong with one, what to do, what was left over."""

from __future__ import annotations

from collections.abc import Mapping

from jornada.present.sentences import clean_place, problem_advice, problem_line
from jornada.present.words import N_, Words

_OWN: Mapping[str, tuple[str, str]] = {
    "own_file": (
        N_("this file of the program's own cannot be understood"),
        N_("“jornada check --fix” removes it: it is made anew when it is needed"),
    ),
    "open_to_all": (
        N_("everybody on this machine may write into this directory"),
        N_("Take that right away: chmod o-w, and the name of the directory"),
    ),
}
"""By the kind of the trouble: what is so, and what to do."""


def own_file_line(words: Words, file: str, kind: str) -> str:
    """What is wrong with a file or directory of the program's own."""
    if kind not in _OWN:
        return problem_line(words, kind, file, None)
    return f"{clean_place(file, None)}: {words.gettext(_OWN[kind][0])}"


def own_file_advice(words: Words, kind: str) -> str:
    """What to do about it."""
    return words.gettext(_OWN[kind][1]) if kind in _OWN else problem_advice(words, kind)


def left_over_line(words: Words, file: str) -> str:
    """A file that a write which did not come to its end left behind."""
    return (
        f"{clean_place(file, None)}: {words.gettext('left over by a program that was ended while it wrote')}"
    )
