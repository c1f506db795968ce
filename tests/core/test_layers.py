"""A layered mapping is to whoever reads it what a dict with the same history would be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jornada.core.layers import Layered

KEYS = st.integers(0, 6)
STEPS = st.lists(st.tuples(KEYS, st.none() | st.integers(0, 3)), max_size=20)


@given(st.dictionaries(KEYS, st.integers(0, 3)), STEPS, STEPS)
def test_it_is_as_a_dict_would_be_and_its_copy_stays_as_it_was(
    below: dict[int, int], steps: list[tuple[int, int | None]], later: list[tuple[int, int | None]]
) -> None:
    plain, layered = dict(below), Layered(below)
    for key, value in steps:
        _set(plain, layered, key, value)
        assert list(layered.items()) == list(plain.items())
    copy, before = layered.copy(), dict(plain)
    for key, value in later:
        _set(plain, layered, key, value)
    assert (list(copy.items()), len(copy)) == (list(before.items()), len(before))
    assert all((key in layered, layered.get(key)) == (key in plain, plain.get(key)) for key in range(7))
    assert layered == plain
    assert plain == layered


def _set(plain: dict[int, int], layered: Layered[int, int], key: int, value: int | None) -> None:
    if value is not None:
        plain[key] = layered[key] = value
    elif key in plain:
        del plain[key], layered[key]
