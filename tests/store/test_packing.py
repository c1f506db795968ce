"""What is packed for `marshal` comes back as it was, one by one and by columns."""

from __future__ import annotations

import datetime as dt
import marshal
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jornada.core.dataclass import fields, is_dataclass, replace
from jornada.core.entities import Item, ItemState, Session
from jornada.core.folding.working import TABLES
from jornada.core.intents import INTENTS
from jornada.store.packing import pack, pack_many, unpack, unpack_column, unpack_many, unpack_one
from tests.core.builders import Bench, walk
from tests.strategies import dates, instants, intent_of, texts

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.timezone(dt.timedelta(hours=1)))
PLAIN = Item(id="a-1", title="Post", date=NOON.date(), planned_for=NOON.date())


def there_and_back(values: list[Any]) -> list[Any]:
    return unpack_many(marshal.loads(marshal.dumps(pack_many(values))))


def held(values: list[Any]) -> None:
    """They come back as they were, to the offsets of instants and the kinds of numbers."""
    packed = marshal.loads(marshal.dumps(pack_many(values)))
    assert list(map(repr, unpack_many(packed))) == list(map(repr, values))
    assert [repr(unpack_one(packed, place)) for place in range(len(values))] == list(map(repr, values))
    assert [type(each) for each in unpack_many(packed)] == [type(each) for each in values]
    for places in (range(len(values)), [*range(len(values) - 1, -1, -1), *range(len(values))]):
        own = [values[place] for place in places]
        for name in {each.name for value in values if is_dataclass(value) for each in fields(value)}:
            column = unpack_column(packed, name, places)
            assert column is None or list(map(repr, column)) == [repr(getattr(value, name)) for value in own]


def items() -> st.SearchStrategy[Item]:
    return st.builds(
        Item,
        id=texts(),
        title=texts(),
        date=dates(),
        planned_for=dates(),
        rank=st.none() | st.integers(0, 3),
        due_of=st.none() | dates(),
        state=st.sampled_from(ItemState),
        closed_at=st.none() | instants(),
        keep=st.booleans(),
        minutes=st.integers(0, 2),
    )


@given(st.lists(items(), max_size=6))
def test_items_come_back_as_they_were(values: list[Item]) -> None:
    held(values)
    packed = pack_many(values)
    assert not values or unpack_column(packed, "title", [0]) == [values[0].title]
    assert unpack_column(packed, "is_open", range(len(values))) is None


@settings(max_examples=60)
@given(st.data())
def test_values_of_any_kind_of_record_come_back(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(list(INTENTS.values())))
    held(data.draw(st.lists(intent_of(kind), max_size=4)))


@pytest.mark.parametrize("seed", range(4))
def test_all_that_a_state_holds_comes_back(seed: int) -> None:
    working = walk(Bench(device="aaaa"), Random(seed), 80, (20, 300, 20_000)).timeline.state
    for name in TABLES:
        held(list(getattr(working, name).values()))


def test_values_of_several_kinds_come_back() -> None:
    held([PLAIN, Session(id="a-2", start=NOON), "text", None])
    held([])


def test_equal_instants_keep_each_its_offset() -> None:
    other = NOON.astimezone(dt.UTC)
    held([Session(id="a-1", start=NOON), Session(id="a-2", start=other), Session(id="a-3", start=NOON)])


def test_what_is_alike_in_all_takes_no_room() -> None:
    alike = [replace(PLAIN, id=f"a-{number}") for number in range(1000)]
    other = [replace(item, title=f"Post {item.id}") for item in alike]

    assert there_and_back(alike) == alike
    assert len(marshal.dumps(pack_many(alike))) < len(marshal.dumps(pack_many(other))) - 6000


def test_one_by_one_they_come_back_too() -> None:
    assert unpack(marshal.loads(marshal.dumps(pack(PLAIN)))) == PLAIN
