"""Regular expressions that are compiled late: as if they were compiled at once."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module

import jornada
from jornada.core import pattern as late
from jornada.core.pattern import pattern


def test_it_does_what_a_compiled_one_does() -> None:
    made, compiled = pattern("(A)b+", re.IGNORECASE), re.compile("(A)b+", re.IGNORECASE)
    for text in ("abb", "xabby", "b", ""):
        assert bool(made.fullmatch(text)) == bool(compiled.fullmatch(text))
        assert made.findall(text) == compiled.findall(text)
        assert made.sub("-", text) == compiled.sub("-", text)
    assert pattern(rb"\d").sub(b"", b"1a2") == b"a"
    assert (made.pattern, made.flags) == (compiled.pattern, compiled.flags)


def test_every_one_of_the_program_can_be_compiled() -> None:
    names = (
        each.name
        for each in pkgutil.walk_packages(jornada.__path__, "jornada.")
        if not each.name.startswith("jornada.tui") and not each.name.endswith("__main__")
    )
    found = [
        value
        for name in names
        for value in vars(import_module(name)).values()
        if isinstance(value, late._Pattern)
    ]

    assert len(found) > 50
    for each in found:
        assert each.groups >= 0
