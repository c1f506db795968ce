"""`@dataclass(frozen=True, slots=True)` as the standard library has it, but made as late as can be.

The standard library writes and compiles six methods of every class while its module is imported: half a
millisecond for each of some three hundred classes, most of which a run never uses. Here a class gets its
slots at once, shares what can be shared, and has its `__init__` compiled once it has made some values. To the
functions of the standard library it is one of its own; a test holds the two against each other. A class that
wants what is not made here is handed to the standard library.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache, partial
from itertools import repeat
from operator import attrgetter
from types import MappingProxyType, MemberDescriptorType
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

    name = ""
    type: Any = None
    default: Any = _Missing
    default_factory: Any = _Missing
    init = True
    repr = True
    hash: bool | None = None
    compare = True
    metadata: Mapping[str, Any] = MappingProxyType({})
    kw_only = False

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
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash, self.compare = init, repr, hash, compare
        self.metadata, self.kw_only = metadata or _Field.metadata, kw_only


_PLAIN_FIELD: Final = partial(_Field.__new__, _Field)


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
    if "InitVar" in kinds or "KW_ONLY" in kinds:
        return False
    bases = [vars(base) for base in plain.__mro__[1:-1]]
    return all(_FIELDS in base for base in bases if _STANDARD_FIELDS in base)


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
    said: Mapping[str, Any] = plain.__dict__
    own = plain.__annotations__
    if has_of_class:
        own = {name: kind for name, kind in own.items() if "ClassVar" not in str(kind)}
    for name, kind in own.items():
        known[name] = _field_of(name, kind, said.get(name, _Missing), kw_only)

    made_so_far = 0
    fill: Callable[..., bool] | None = None

    def first_init(self: Any, *given: Any, **named: Any) -> None:
        nonlocal made_so_far, fill
        made_so_far += 1
        if fill is None:
            fill = _filler(made, frozen)
        if made_so_far > _WORTH_COMPILING or not fill(self, given, named):
            compiled = _compiled_init(made, frozen)
            type.__setattr__(made, "__init__", compiled)
            compiled(self, *given, **named)

    body: dict[str, Any] = {
        _FIELDS: known,
        "__init__": first_init,
        "__repr__": _shown,
        "__match_args__": tuple([name for name, each in known.items() if each.init and not each.kw_only]),
    }
    if eq:
        body["__eq__"], hashed = _comparison(known)
        body["__hash__"] = hashed if frozen else None
        if said.get("__hash__", body) is None:  # which the interpreter says of whoever has an `__eq__`
            said = {name: each for name, each in said.items() if name != "__hash__"}
    body = {name: each for name, each in body.items() if name not in said} | _OF_ALL
    if frozen:
        body.update(_FROZEN)
    if slots:
        body.update(_SLOTTED)
        body["__slots__"] = tuple([name for name in known if name not in inherited])
        kept = {name: each for name, each in said.items() if name not in own and name not in _UNSLOTTED}
        made = type(plain)(plain.__name__, plain.__bases__, kept | body)
        made.__qualname__ = plain.__qualname__
        return made
    made = plain
    for name in own:
        if known[name].default is not _Missing:
            body[name] = known[name].default
        elif name in said:
            delattr(plain, name)
    for name, each in body.items():
        setattr(plain, name, each)
    return made


def _field_of(name: str, kind: Any, given: Any, kw_only: bool) -> _Field:
    if type(given) is _Field:
        one = given
    else:
        one = _PLAIN_FIELD()
        if given is not _Missing:
            one.default = given
    one.name, one.type = name, kind
    if kw_only:
        one.kw_only = True
    return one


def _filler(made: Any, frozen: bool) -> Callable[[Any, tuple[Any, ...], dict[str, Any]], bool]:
    """What sets the fields of a new value; its answer is false, with the value of no use, where what is given
    is not what they take."""
    known: Mapping[str, _Field] = getattr(made, _FIELDS)
    refused = {name for name, each in known.items() if not each.init}
    places = tuple([name for name, each in known.items() if each.init and not each.kw_only])
    by_default = {name: each.default for name, each in known.items() if each.default is not _Missing}
    factories = {
        name: each.default_factory for name, each in known.items() if each.default_factory is not _Missing
    }
    number = sum(1 for name in known if name not in refused or name in by_default or name in factories)
    setters = _slot_setters(made)
    set_to = object.__setattr__ if frozen else setattr
    is_told = hasattr(made, "__post_init__")

    def fill(self: Any, given: tuple[Any, ...], named: dict[str, Any]) -> bool:
        if given:
            if len(given) > len(places) or not named.keys().isdisjoint(places[: len(given)]):
                return False
            named = dict(zip(places, given, strict=False)) | named
        if refused and not named.keys().isdisjoint(refused):
            return False
        values = by_default | named
        for name, make in factories.items():
            if name not in values:
                values[name] = make()
        if len(values) != number:
            return False
        for name, value in values.items():
            if name not in setters:
                if name not in known:
                    return False
                set_to(self, name, value)
            else:
                setters[name](self, value)
        if is_told:
            self.__post_init__()
        return True

    return fill


def _slot_setters(made: Any) -> dict[str, Any]:
    """What sets each field that has a slot: one of a class with slots may be derived from one without, or the
    other way round."""
    slots = {name: getattr(made, name, None) for name in getattr(made, _FIELDS)}
    return {name: slot.__set__ for name, slot in slots.items() if isinstance(slot, MemberDescriptorType)}


def _compiled_init(made: Any, frozen: bool) -> Callable[..., None]:
    """An `__init__` with the fields as its parameters, which sets each slot, or attribute of a frozen one,
    directly."""
    known: Collection[_Field] = getattr(made, _FIELDS).values()
    setters = _slot_setters(made)
    names: dict[str, Any] = {"_missing": _Missing, "_set": object.__setattr__}
    names |= {f"_set_{name}": set_to for name, set_to in setters.items()}
    plain: list[str] = []
    by_name: list[str] = []
    lines = []
    if len(setters) == len(known):
        setting = " _set_{name}(self, {value})"
    elif frozen and setters:
        setting = " _set(self, {name!r}, {value})"
    elif frozen:
        setting = " _own[{name!r}] = {value}"
        lines.append(" _own = self.__dict__")
    else:
        setting = " self.{name} = {value}"
    for each in known:
        name = each.name
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


def _comparison(known: Mapping[str, _Field]) -> tuple[Callable[[Any, object], Any], Callable[[Any], int]]:
    """Equal where all fields that are compared are; and the hash that goes with it."""
    compared: Callable[[Any], tuple[Any, ...]] | None = None
    of_hash: Callable[[Any], tuple[Any, ...]] | None = None

    def same(self: Any, other: object) -> Any:
        nonlocal compared
        if other.__class__ is not self.__class__:
            return NotImplemented
        if compared is None:
            compared = _tuple_of([name for name, each in known.items() if each.compare])
        return compared(self) == compared(other)

    def hashed(self: Any) -> int:
        nonlocal of_hash
        if of_hash is None:
            counts = {name: each.compare if each.hash is None else each.hash for name, each in known.items()}
            of_hash = _tuple_of([name for name, does in counts.items() if does])
        return hash(of_hash(self))

    return same, hashed


def _tuple_of(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
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


_OF_ALL: Final = {name: _OfTheLibrary(name) for name in (_STANDARD_FIELDS, _STANDARD_PARAMS)}
_FROZEN: Final = {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
_SLOTTED: Final = {"__getstate__": _values, "__setstate__": _set_values}


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
