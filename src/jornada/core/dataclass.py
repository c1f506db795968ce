"""`@dataclass(frozen=True, slots=True)` as the standard library has it, but made as late as can be.

The standard library writes and compiles six methods of every class while its module is imported: half a
millisecond for each of some three hundred classes, most of which a run never uses. Here a class gets its
slots at once, shares what can be shared, and has its `__init__` compiled once it has made some values. To the
functions of the standard library it is one of its own; a test holds the two against each other. A class that
wants what is not made here is handed to the standard library.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    # To a type checker, and to whoever reads, these are those of the standard library.
    from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass, replace

__all__ = ["MISSING", "Field", "dataclass", "field", "fields", "is_dataclass", "made_of_columns", "replace"]

_FIELDS: Final = "__value_fields__"
_STANDARD_FIELDS: Final = "__dataclass_fields__"
_STANDARD_PARAMS: Final = "__dataclass_params__"
_GIVEN: Final = "__value_given__"
"""Under which a class keeps the names that its `__init__` takes, and what reads them all."""

_UNSLOTTED: Final = ("__dict__", "__weakref__")
_WORTH_COMPILING: Final = 96
"""Compiling an `__init__` takes as long as so many values take longer without."""


class _Missing:
    """That there is no default."""


class _Field:
    """What is known of a field, under the names the standard library has for it."""

    __slots__ = (
        "compare",
        "default",
        "default_factory",
        "hash",
        "init",
        "kw_only",
        "metadata",
        "name",
        "repr",
        "type",
    )

    def __init__(
        self,
        *,
        default: Any = _Missing,
        default_factory: Any = _Missing,
        init: bool = True,
        repr: bool = True,
        hash: bool | None = None,
        compare: bool = True,
        metadata: Mapping[str, Any] | None = None,
        kw_only: bool = False,
    ) -> None:
        self.name = ""
        self.type: Any = None
        self.kw_only = kw_only
        self.hash = hash
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.compare = compare
        self.metadata: Mapping[str, Any] = metadata or {}


def _dataclass(
    plain: type | None = None,
    /,
    *,
    frozen: bool = False,
    slots: bool = False,
    kw_only: bool = False,
    eq: bool = True,
    **others: Any,
) -> Any:
    def decorate(plain: type) -> type:
        kinds = " ".join(map(str, plain.__annotations__.values()))
        if not others and _can_be_made(plain, kinds):
            return _made(plain, "ClassVar" in kinds, frozen, slots, kw_only, eq)
        options = {"frozen": frozen, "slots": slots, "kw_only": kw_only, "eq": eq, **others}
        return _made_by_the_library(plain, options)

    return decorate if plain is None else decorate(plain)


def _can_be_made(plain: type, kinds: str) -> bool:
    """Whether it is a class of the kind that is made here: what toolkits and their next versions have may be
    of any other."""
    bases = [vars(base) for base in plain.__mro__[1:-1]]
    is_of_ours = all(_FIELDS in base for base in bases if _STANDARD_FIELDS in base)
    return is_of_ours and "InitVar" not in kinds and "KW_ONLY" not in kinds


def _made_by_the_library(plain: type, options: Mapping[str, Any]) -> type:
    import dataclasses as standard

    for name, each in list(vars(plain).items()):
        if type(each) is _Field:
            setattr(plain, name, _standard_field(each))
    made: type = standard.dataclass(**options)(plain)
    return made


def _made(plain: type, has_of_class: bool, frozen: bool, slots: bool, kw_only: bool, eq: bool) -> type:
    """The class with methods that are made when they are called; another one where it has slots.
    `has_of_class`: some of what is annotated may be no field."""
    known: dict[str, _Field] = {}
    for base in reversed(plain.__bases__):
        known |= getattr(base, _FIELDS, {})
    inherited = frozenset(known)
    said, own = plain.__dict__, plain.__annotations__
    for name, kind in own.items():
        if not has_of_class or "ClassVar" not in str(kind):
            known[name] = _field_of(name, kind, said.get(name, _Missing), kw_only)

    made_so_far = 0

    def first_init(self: Any, *given: Any, **named: Any) -> None:
        nonlocal made_so_far
        made_so_far += 1
        if made_so_far > _WORTH_COMPILING or not _filled(self, known, frozen, given, named):
            compiled = _compiled_init(made, frozen, slots)
            type.__setattr__(made, "__init__", compiled)
            compiled(self, *given, **named)

    positional = (each.name for each in known.values() if each.init and not each.kw_only)
    body: dict[str, Any] = {
        _FIELDS: known,
        _STANDARD_FIELDS: _OfTheLibrary(_STANDARD_FIELDS),
        _STANDARD_PARAMS: _OfTheLibrary(_STANDARD_PARAMS),
        "__init__": said.get("__init__", first_init),
        "__repr__": said.get("__repr__", _shown),
        "__match_args__": said.get("__match_args__", tuple(positional)),
    }
    if frozen:
        body["__setattr__"], body["__delattr__"] = _refuse_to_set, _refuse_to_delete
    if eq:
        same, hashed = _comparison(known.values())
        body["__eq__"] = said.get("__eq__", same)
        body["__hash__"] = said.get("__hash__") or (hashed if frozen else None)
    replaced = {name for name in own if name in known}
    made = plain
    if slots:
        body["__slots__"] = tuple(name for name in known if name not in inherited)
        body["__getstate__"], body["__setstate__"] = _values, _set_values
        replaced.update(_UNSLOTTED)
        body = {name: each for name, each in said.items() if name not in replaced} | body
        made = type(plain)(plain.__name__, plain.__bases__, body)
        made.__qualname__ = plain.__qualname__
        return made
    for name in replaced:
        if known[name].default is not _Missing:
            body[name] = known[name].default
        elif name in said:
            delattr(plain, name)
    for name, each in body.items():
        setattr(plain, name, each)
    return made


def _field_of(name: str, kind: Any, given: Any, kw_only: bool) -> _Field:
    one = given if type(given) is _Field else _Field(default=given)
    one.name, one.type, one.kw_only = name, kind, kw_only or one.kw_only
    return one


def _filled(
    self: Any,
    known: Mapping[str, _Field],
    frozen: bool,
    given: tuple[Any, ...],
    named: Mapping[str, Any],
) -> bool:
    """Set the fields of a new value; false, with none set, where what is given is not what they take."""
    left = dict(named)
    if given:
        places = [name for name, each in known.items() if each.init and not each.kw_only]
        if len(given) > len(places) or not left.keys().isdisjoint(places[: len(given)]):
            return False
        left.update(zip(places, given, strict=False))
    values = []
    for name, each in known.items():
        if each.init and name in left:
            values.append((name, left.pop(name)))
        elif each.default_factory is not _Missing:
            values.append((name, each.default_factory()))
        elif each.default is not _Missing:
            values.append((name, each.default))
        elif each.init:
            return False
    if left:
        return False
    set_to = object.__setattr__ if frozen else setattr
    for name, value in values:
        set_to(self, name, value)
    if hasattr(self, "__post_init__"):
        self.__post_init__()
    return True


def _compiled_init(made: Any, frozen: bool, slots: bool) -> Callable[..., None]:
    """An `__init__` with the fields as its parameters, which sets each slot, or attribute of a frozen one,
    directly."""
    known: Iterable[_Field] = getattr(made, _FIELDS).values()
    names: dict[str, Any] = {"_missing": _Missing}
    plain: list[str] = []
    by_name: list[str] = []
    lines = []
    if slots:
        setting = " _set_{name}(self, {value})"
    elif frozen:
        setting = " _own[{name!r}] = {value}"
        lines.append(" _own = self.__dict__")
    else:
        setting = " self.{name} = {value}"
    for each in known:
        name = each.name
        if slots:
            names[f"_set_{name}"] = getattr(made, name).__set__
        has_default = each.default is not _Missing or each.default_factory is not _Missing
        if each.default_factory is not _Missing:
            names[f"_make_{name}"] = each.default_factory
            value = f"_make_{name}() if {name} is _missing else {name}" if each.init else f"_make_{name}()"
            names[f"_default_{name}"] = _Missing
        else:
            names[f"_default_{name}"] = each.default
            value = name if each.init else f"_default_{name}"
        if each.init:
            (by_name if each.kw_only else plain).append(f"{name}=_default_{name}" if has_default else name)
        if each.init or has_default:
            lines.append(setting.format(name=name, value=value))
    if hasattr(made, "__post_init__"):
        lines.append(" self.__post_init__()")
    parameters = ["self", *plain, *(["*", *by_name] if by_name else [])]
    exec(f"def __init__({', '.join(parameters)}):\n" + ("\n".join(lines) or " pass"), names)
    compiled: Callable[..., None] = names["__init__"]
    compiled.__qualname__ = f"{made.__qualname__}.__init__"
    return compiled


def _comparison(known: Iterable[_Field]) -> tuple[Callable[[Any, object], Any], Callable[[Any], int]]:
    """Equal where all fields that are compared are; and the hash that goes with it."""
    names = tuple([each.name for each in known if each.compare])
    hashed = tuple([each.name for each in known if (each.compare if each.hash is None else each.hash)])
    of_interest = _tuple_of(names)
    of_hash = of_interest if hashed == names else _tuple_of(hashed)

    def same(self: Any, other: object) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return of_interest(self) == of_interest(other)

    return same, lambda self: hash(of_hash(self))


def _tuple_of(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _shown(self: Any) -> str:
    known: Iterable[_Field] = getattr(self, _FIELDS).values()
    said = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in known if each.repr)
    return f"{type(self).__qualname__}({said})"


def _refuse_to_set(self: Any, name: str, value: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _values(self: Any) -> list[Any]:
    return [getattr(self, name) for name in getattr(self, _FIELDS)]


def _set_values(self: Any, values: list[Any]) -> None:
    for name, value in zip(getattr(self, _FIELDS), values, strict=True):
        object.__setattr__(self, name, value)


class _OfTheLibrary:
    """What `dataclasses` keeps on a class of its own, made when that library first asks for it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, value: object, owner: Any) -> Any:
        import dataclasses as standard

        made = next(each for each in owner.__mro__ if _FIELDS in vars(each))
        body: dict[str, Any] = {"__annotations__": {}, "__module__": made.__module__}
        for each in getattr(made, _FIELDS).values():
            body["__annotations__"][each.name] = each.type
            body[each.name] = _standard_field(each)
        frozen = vars(made).get("__setattr__") is _refuse_to_set
        decorate = standard.dataclass(init=False, repr=False, eq=False, frozen=frozen)
        twin: Any = decorate(type(made.__name__, (), body))
        for name in (_STANDARD_FIELDS, _STANDARD_PARAMS):
            setattr(made, name, getattr(twin, name))
        return getattr(made, self._name)


def _standard_field(each: _Field) -> Any:
    from dataclasses import field

    options = {name: getattr(each, name) for name in ("init", "repr", "hash", "compare", "metadata")}
    for option in ("default", "default_factory"):
        if (given := getattr(each, option)) is not _Missing:
            options[option] = given
    # Without a word of its own a field is as its class says.
    return field(**options, kw_only=True) if each.kw_only else field(**options)


def _known(value: Any) -> dict[str, Any]:
    """The fields of a value or a class, by name. Raises `TypeError` where it has none."""
    kind = value if isinstance(value, type) else type(value)
    # The last to tell its fields may be one of the standard library's over one of ours.
    last = next((each for each in kind.__mro__ if _STANDARD_FIELDS in vars(each)), object)
    if _FIELDS in vars(last):
        return cast("dict[str, Any]", vars(last)[_FIELDS])
    import dataclasses as standard

    return {each.name: each for each in standard.fields(value)}


def _fields(value: Any) -> tuple[Any, ...]:
    return tuple(_known(value).values())


def _is_dataclass(value: Any) -> bool:
    return hasattr(value, _FIELDS) or hasattr(value, _STANDARD_FIELDS)


def _replace(value: Any, /, **changes: Any) -> Any:
    kind = type(value)
    given = kind.__dict__.get(_GIVEN)
    if given is None:
        names = tuple(name for name, each in _known(value).items() if each.init)
        given = (names, _tuple_of(names))
        if _FIELDS in kind.__dict__:
            setattr(kind, _GIVEN, given)
    names, values_of = given
    return kind(**(dict(zip(names, values_of(value), strict=True)) | changes))


def made_of_columns(kind: type, number: int, columns: Mapping[str, Iterable[Any]]) -> list[Any]:
    """So many values of a kind, each as `kind(**fields)` makes it: a column has one field of all of them, in
    their order; what has no column is as by default. Raises `TypeError` as `kind` does."""
    known = _known(kind)
    left = [each for name, each in known.items() if name not in columns]
    is_plain = hasattr(kind, "__slots__") and not hasattr(kind, "__post_init__")
    is_plain = (
        is_plain and columns.keys() <= known.keys() and all(each.default is not _Missing for each in left)
    )
    if number < _WORTH_A_TWIN or not is_plain:
        rows = zip(*columns.values(), strict=True) if columns else repeat((), number)
        return [kind(**dict(zip(columns, row, strict=True))) for row in rows]
    made = list(map(_twin(kind, tuple(columns)), *columns.values()))
    deque(map(_SET_CLASS, made, repeat(kind)), 0)
    return made


_WORTH_A_TWIN: Final = 256
"""Making a twin takes as long as making so many values without."""
_SET_CLASS: Final = object.__dict__["__class__"].__set__


@cache
def _twin(kind: Any, given: tuple[str, ...]) -> Callable[..., Any]:
    """A class of the same slots that may be set as an interpreter sets them quickest, which a frozen one does
    not allow: a third of the time for a value of many fields. Its values become those of `kind`."""
    left = [each for name, each in _known(kind).items() if name not in given]
    names = {f"_default_{each.name}": each.default for each in left}
    lines = [f" self.{name} = {name}" for name in given]
    lines += [f" self.{each.name} = _default_{each.name}" for each in left]
    exec(f"def __init__(self, {', '.join(given)}):\n" + "\n".join(lines), names)
    body = {
        "__slots__": kind.__slots__,
        "__init__": names["__init__"],
        "__setattr__": object.__setattr__,
    }
    return type(kind.__name__, kind.__bases__, body)


if not TYPE_CHECKING:
    MISSING, Field = _Missing, _Field
    dataclass, field, fields, is_dataclass, replace = _dataclass, _Field, _fields, _is_dataclass, _replace
