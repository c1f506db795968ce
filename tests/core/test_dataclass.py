"""Values made late are those of the standard library."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import threading
from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from jornada.core import dataclass, intents
from jornada.core.dataclass import (
    MISSING,
    _dataclass,
    _Field,
    fields,
    is_dataclass,
    made_of_columns,
    replace,
)

Decorator = Callable[..., Callable[[type], Any]]
MAKERS: tuple[tuple[Decorator, Callable[..., Any]], ...] = (
    (dataclasses.dataclass, dataclasses.field),
    (_dataclass, _Field),
)


def kinds(decorate: Decorator, field: Callable[..., Any]) -> dict[str, Any]:
    """The same classes, made by one of the two."""

    @decorate(frozen=True, slots=True, kw_only=True)
    class Root:
        """Nothing is in it."""

    @decorate(frozen=True, slots=True, kw_only=True)
    class Step(Root):
        key: str
        limit: ClassVar[int] = 3

    @decorate(frozen=True, slots=True, kw_only=True)
    class Named(Step):
        key: str = "none"
        parts: dict[str, int] = field(default_factory=dict)

    @decorate(frozen=True, slots=True)
    class Placed:
        x: int
        y: int = 2
        name: str = field(default="", compare=False, repr=False)
        fixed: None = field(default=None, init=False)

        @property
        def area(self) -> int:
            return self.x * self.y

    @decorate(frozen=True, slots=True)
    class Derived:
        x: int
        double: int = field(init=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "double", 2 * self.x)

    @decorate(frozen=True)
    class Open:
        x: int = 1
        y: int = 2

    @decorate(slots=True)
    class Changing:
        x: int = 1

    @decorate(frozen=True, slots=True, eq=False)
    class Itself:
        x: int = 1

    @decorate
    class Loose:
        x: int
        names: list[str] = field(default_factory=list)
        limit: ClassVar[int] = 3

        def __setattr__(self, name: str, value: Any) -> None:
            super().__setattr__(name, 2 * value)

    @decorate(frozen=True)
    class Own:
        x: int = 1
        y: int = field(default=2, kw_only=True)

        def __init__(self, x: int) -> None:
            vars(self).update(x=x, y=3)

        def __repr__(self) -> str:
            return f"<{self.x}>"

        def __eq__(self, other: object) -> bool:
            return type(other) is type(self) and vars(other) == vars(self)

        def __hash__(self) -> int:
            return self.x

    @decorate
    class Local(threading.local):
        x: int
        y: int = 2

    @decorate(frozen=True, slots=True, order=True)
    class Ordered:
        x: int = 1
        parts: tuple[int, ...] = field(default=(), hash=False)

    @decorate(kw_only=True)
    class Given:
        x: int = 1
        parts: tuple[int, ...] = field(default=(), repr=False)
        by: dataclasses.InitVar[int] = 1

        def __post_init__(self, by: int) -> None:
            self.x *= by

    @dataclasses.dataclass
    class Foreign:
        x: int = 1

    @decorate
    class Native(Foreign):
        y: int = 2

    @dataclasses.dataclass(frozen=True)
    class Between(Open):
        z: int = 3

    @decorate(frozen=True)
    class Last(Between):
        w: int = 4

    @decorate(frozen=True, slots=True)
    class Slotted(Open):
        v: int = 5

    @decorate(frozen=True, kw_only=True)
    class Unslotted(Step):
        v: int = 5

    made = (Root, Step, Named, Placed, Derived, Open, Changing, Itself)
    others = (Loose, Own, Local, Ordered, Given, Native, Between, Last, Slotted, Unslotted)
    return {each.__name__: each for each in (*made, *others)}


STANDARD, OURS = (kinds(*maker) for maker in MAKERS)
VALUES: dict[str, tuple[Callable[[Any], Any], ...]] = {
    "Root": (lambda kind: kind(),),
    "Step": (lambda kind: kind(key="a"), lambda kind: kind(key="b")),
    "Named": (lambda kind: kind(), lambda kind: kind(key="a", parts={"b": 1})),
    "Placed": (
        lambda kind: kind(1),
        lambda kind: kind(1, 3),
        lambda kind: kind(1, 2, "other"),
        lambda kind: kind(y=1, x=2),
    ),
    "Derived": (lambda kind: kind(2), lambda kind: kind(3)),
    "Open": (lambda kind: kind(), lambda kind: kind(3)),
    "Itself": (lambda kind: kind(), lambda kind: kind()),
    "Changing": (lambda kind: kind(), lambda kind: kind(2)),
    "Loose": (lambda kind: kind(1), lambda kind: kind(1, ["a"]), lambda kind: kind(names=["a"], x=1)),
    "Own": (lambda kind: kind(1), lambda kind: kind(2)),
    "Local": (lambda kind: kind(1), lambda kind: kind(1, y=3)),
    "Ordered": (lambda kind: kind(), lambda kind: kind(2), lambda kind: kind(1, (1,))),
    "Given": (lambda kind: kind(), lambda kind: kind(x=2, by=3), lambda kind: kind(x=6)),
    "Native": (lambda kind: kind(), lambda kind: kind(2, 3)),
    "Between": (lambda kind: kind(), lambda kind: kind(z=5)),
    "Last": (lambda kind: kind(), lambda kind: kind(z=5, w=6)),
    "Slotted": (lambda kind: kind(), lambda kind: kind(3, v=6)),
    "Unslotted": (lambda kind: kind(key="a"), lambda kind: kind(key="a", v=6)),
}
UNHASHABLE = ("Changing", "Loose", "Local", "Given", "Native")
IN_NO_COPY = ("Itself", "Own", "Local", "Given", "Loose")
"""Equal to nothing else, or made otherwise than by what is kept of them."""


@pytest.fixture(autouse=True, params=[0, dataclass._WORTH_COMPILING], ids=["compiled", "not compiled"])
def _classes_are_new(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their `__init__` is compiled with the first value, or the test makes too few for that."""
    monkeypatch.setattr(dataclass, "_WORTH_COMPILING", request.param)
    OURS.update(kinds(*MAKERS[1]))


each_kind = pytest.mark.parametrize("name", VALUES)


@each_kind
def test_values_show_compare_and_hash_alike(name: str) -> None:
    standard = [make(STANDARD[name]) for make in VALUES[name]]
    ours = [make(OURS[name]) for make in VALUES[name]]

    assert [repr(each) for each in ours] == [repr(each) for each in standard]
    assert [[a == b for b in ours] for a in ours] == [[a == b for b in standard] for a in standard]
    assert ours[0] != standard[0]
    if name == "Named":  # what is in it has no hash
        return
    if name in UNHASHABLE:
        with pytest.raises(TypeError, match="unhashable"):
            hash(ours[0])
        return
    assert [[hash(a) == hash(b) for b in ours] for a in ours] == [
        [hash(a) == hash(b) for b in standard] for a in standard
    ]


@each_kind
def test_the_standard_library_takes_them_for_its_own(name: str) -> None:
    def told(kind: Any) -> list[tuple[Any, ...]]:
        return [
            (f.name, f.type, f.default, f.default_factory, f.init, f.repr, f.compare, f.kw_only)
            for f in dataclasses.fields(kind)
        ]

    value = VALUES[name][-1](OURS[name])

    assert told(OURS[name]) == told(STANDARD[name])
    assert dataclasses.is_dataclass(value)
    if name not in IN_NO_COPY:
        assert dataclasses.replace(value) == value == replace(value) == copy.copy(value)
    assert dataclasses.asdict(value) == dataclasses.asdict(VALUES[name][-1](STANDARD[name]))
    assert OURS[name].__match_args__ == STANDARD[name].__match_args__


@each_kind
def test_fields_are_known_without_the_standard_library(name: str) -> None:
    kind = OURS[name]

    assert is_dataclass(kind)
    assert [each.name for each in fields(kind)] == [each.name for each in dataclasses.fields(kind)]
    assert [each.default is MISSING for each in fields(kind)] == [
        each.default is dataclasses.MISSING for each in dataclasses.fields(kind)
    ]
    assert not is_dataclass(3)
    with pytest.raises(TypeError):
        fields(3)


@pytest.mark.parametrize(
    "make",
    [
        lambda kinds: kinds["Placed"](),
        lambda kinds: kinds["Placed"](1, 2, "", None),
        lambda kinds: kinds["Placed"](1, z=3),
        lambda kinds: kinds["Step"]("positional"),
        lambda kinds: kinds["Derived"](1, double=2),
    ],
)
@pytest.mark.parametrize("kinds", [STANDARD, OURS], ids=["standard", "ours"])
def test_wrong_arguments_are_refused(kinds: dict[str, Any], make: Callable[[dict[str, Any]], Any]) -> None:
    with pytest.raises(TypeError):
        make(kinds)


@pytest.mark.parametrize("kinds", [STANDARD, OURS], ids=["standard", "ours"])
def test_what_is_frozen_stays_as_it_is(kinds: dict[str, Any]) -> None:
    value = kinds["Placed"](1)

    with pytest.raises(dataclasses.FrozenInstanceError):
        value.x = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.x
    with pytest.raises(dataclasses.FrozenInstanceError):
        kinds["Open"]().x = 2
    assert not hasattr(value, "__dict__")
    kinds["Changing"]().x = 3


def test_only_what_has_no_slots_keeps_what_was_computed() -> None:
    assert "x" in vars(OURS["Open"]())
    assert OURS["Open"].y == 2


def test_a_copy_has_other_values_and_derives_anew() -> None:
    value = replace(OURS["Derived"](2), x=5)

    assert (value.x, value.double) == (5, 10)
    with pytest.raises(TypeError):
        replace(value, other=1)
    with pytest.raises(TypeError):
        replace(value, double=1)


def test_nothing_changes_when_it_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dataclass, "_WORTH_COMPILING", 2)
    placed = [OURS["Placed"](number, name="a") for number in range(5)]

    assert [each.x for each in placed] == [0, 1, 2, 3, 4]
    assert {(each.y, each.name, each.fixed) for each in placed} == {(2, "a", None)}
    assert placed[1] == OURS["Placed"](1)


def test_a_default_that_is_made_is_made_for_each() -> None:
    first, second = OURS["Named"](), OURS["Named"]()

    assert first.parts == second.parts
    assert first.parts is not second.parts


def test_a_value_goes_through_a_pickle() -> None:
    value = intents.TaskStart(task="2026-11-20.sweep")

    assert pickle.loads(pickle.dumps(value)) == value


@pytest.mark.parametrize("number", [0, 1, 2, 600])
def test_values_made_by_columns_are_those_made_one_by_one(number: int) -> None:
    ours = kinds(*MAKERS[1])
    placed, named, derived, loose = (ours[name] for name in ("Placed", "Named", "Derived", "Open"))
    numbers = list(range(number))

    made = made_of_columns(placed, number, {"x": numbers, "name": map(str, numbers)})
    assert made == [placed(x, name=str(x)) for x in numbers]
    assert all(type(each) is placed and each.name == str(each.x) and each.fixed is None for each in made)
    assert made_of_columns(named, number, {"parts": ({"a": x} for x in numbers)}) == [
        named(parts={"a": x}) for x in numbers
    ]
    assert [each.double for each in made_of_columns(derived, number, {"x": numbers})] == [
        2 * x for x in numbers
    ]
    assert made_of_columns(loose, number, {"x": numbers}) == [loose(x=x) for x in numbers]


def test_values_made_by_columns_are_as_frozen_as_others() -> None:
    placed = kinds(*MAKERS[1])["Placed"]
    made = made_of_columns(placed, 600, {"x": range(600)})[-1]

    with pytest.raises(dataclasses.FrozenInstanceError):
        made.x = 3
    assert (made.area, hash(made), replace(made, y=1)) == (1198, hash(placed(599)), placed(599, 1))
    assert (
        pickle.loads(pickle.dumps(intents.Redo(of="a-1")))
        == made_of_columns(intents.Redo, 600, {"of": ["a-1"] * 600})[0]
    )


def test_what_has_no_default_and_no_column_is_refused() -> None:
    ours = kinds(*MAKERS[1])
    with pytest.raises(TypeError):
        made_of_columns(ours["Placed"], 1, {})
    with pytest.raises(TypeError):
        made_of_columns(ours["Placed"], 1, {"x": [1], "z": [2]})
