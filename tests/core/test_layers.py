"""A layered mapping is to whoever reads it what a dict with the same history would be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.core.layers import Extended, Layered, columns_of, found_of, overlaid, values_of

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


@given(st.dictionaries(KEYS, st.integers(0, 3)), STEPS, st.lists(KEYS))
def test_many_values_at_once_are_those_one_by_one(
    below: dict[int, int], steps: list[tuple[int, int | None]], keys: list[int]
) -> None:
    plain, layered = dict(below), Layered(below)
    for key, value in steps:
        _set(plain, layered, key, value)
    twice = overlaid(layered, {0: 7})

    assert found_of(layered, keys) == {key: plain[key] for key in keys if key in plain}
    assert found_of(twice, keys) == {key: {**plain, 0: 7}[key] for key in keys if key in {**plain, 0: 7}}
    there = [key for key in keys if key in plain]
    assert values_of(layered, there) == values_of(plain, there) == [plain[key] for key in there]
    for table, values in ((layered, plain), (twice, {**plain, 0: 7})):
        own = [values[key] for key in there]
        assert columns_of(table, there, ("real", "imag")) == [own, [0] * len(own)]
    if len(there) < len(keys):
        with pytest.raises(KeyError):
            values_of(layered, keys)
        with pytest.raises(KeyError):
            columns_of(layered, keys, ("real",))


LISTS = st.dictionaries(KEYS, st.lists(st.integers(0, 9), min_size=1, max_size=3).map(tuple))


@given(LISTS, LISTS)
def test_lists_with_more_at_their_end_are_as_a_dict_of_them(
    below: dict[int, tuple[int, ...]], more: dict[int, tuple[int, ...]]
) -> None:
    plain = {**below, **{key: (*below.get(key, ()), *added) for key, added in more.items()}}
    extended = Extended(below, more)

    assert list(extended.items()) == list(plain.items())
    assert extended == plain
    assert len(extended) == len(plain)
    assert all(
        (key in extended, extended.get(key, 0)) == (key in plain, plain.get(key, 0)) for key in range(7)
    )
