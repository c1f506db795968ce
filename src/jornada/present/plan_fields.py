"""A workflow's entries as the texts of a form, and what was typed there as edits of the file.

What a text means is read as far as its shape goes; whether it is right is the check's to say, in the
same words as for a file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from jornada.core.dataclass import dataclass
from jornada.core.mistakes import Mistake
from jornada.core.pattern import pattern
from jornada.core.recurrence import WORKING_DAYS
from jornada.core.text import clean, clean_prose
from jornada.core.workflow import WEEKDAYS
from jornada.core.workflow_edit import AddEntry, Edit, RemoveValue, SetValue, Value

BETWEEN = "; "
"""Between the elements of a list in one field: enter is what saves a form."""
KEY_LENGTH = 40
_SPAN = pattern(r"(.*?)\s*(\d{1,2}[:.]?\d{0,2})\s*[–—-]\s*(\d{1,2}[:.]?\d{0,2})\s*")
STEP_PARTS = "|"
STEP_MORE = ("who", "needs", "minutes")
"""What may stand behind a step's title, in this order, a bar before each."""
_DATED = pattern(r"(\d{4}-\d{1,2}-\d{1,2})\s+(.*)")


@dataclass(frozen=True, slots=True)
class PlanField:
    """A field of a form. `parts` is where its value stands in the entry; `kind` how it is shown: a `line`,
    `short`, `prose`, or a choice of the list of that name."""

    name: str
    parts: tuple[str, ...]
    kind: str = "line"


def _plain(*names: str, kind: str = "line") -> tuple[PlanField, ...]:
    return tuple(PlanField(name, (name,), kind) for name in names)


FIELDS: Mapping[str, tuple[PlanField, ...]] = {
    "": (
        *_plain("title", "timezone"),
        *_plain("days", "daily_minutes", kind="short"),
        PlanField("summary", ("strategy", "summary"), "prose"),
    ),
    "objective": _plain("title"),
    "role": _plain("title"),
    "brand": (
        *_plain("title"),
        *_plain("colour", kind="short"),
        PlanField("retainer_minutes", ("retainer", "minutes"), "short"),
        PlanField("retainer_per", ("retainer", "per"), "span"),
        *_plain("requirements", "resources", "goals", kind="prose"),
    ),
    "area": (*_plain("title"), *_plain("rank", "colour", kind="short")),
    "block": (
        *_plain("title"),
        *_plain("start", "end", kind="short"),
        *_plain("reserve"),
        *_plain("breaks", kind="prose"),
    ),
    "task": (
        *_plain("title"),
        *_plain("minutes", kind="short"),
        *_plain("block", kind="block"),
        *_plain("area", kind="area"),
        *_plain("repeat"),
        *_plain("if_missed", kind="if_missed"),
        PlanField("goal_text", ("goal", "text")),
        PlanField("goal_target", ("goal", "target"), "short"),
        PlanField("goal_unit", ("goal", "unit"), "short"),
        PlanField("goal_per", ("goal", "per"), "per"),
        PlanField("milestone_text", ("milestone", "text")),
        PlanField("milestone_due", ("milestone", "due"), "short"),
        *_plain("brand", kind="brand"),
        *_plain("role", kind="role"),
        *_plain("objective", kind="objective"),
        *_plain("procedure", kind="prose"),
        *_plain("rank", "from", "until", kind="short"),
    ),
    "campaign": (
        *_plain("title"),
        *_plain("brand", kind="brand"),
        *_plain("area", kind="area"),
        *_plain("from", "until", kind="short"),
        *_plain("steps", kind="prose"),
    ),
}
"""The fields of the form of each list; the empty word is the plan as a whole."""

SUM_FIELDS = frozenset(
    {"minutes", "block", "repeat", "reserve", "start", "end", "breaks", "from", "until", "days"}
)
"""Those that change what a block holds."""
_TABLES = ("goal", "milestone", "retainer")
_WHOLE = frozenset({"minutes", "rank", "daily_minutes", "retainer_minutes"})
_DEFAULTS: Mapping[str, str] = {"if_missed": "lapse", "goal_per": "day", "retainer_per": "week"}


def texts_of(section: str, entry: Mapping[str, Any]) -> dict[str, str]:
    """What the fields of a form hold for an entry as it was parsed."""
    return {field.name: _text(field, _at(entry, field.parts)) for field in FIELDS[section]}


def fresh_texts(section: str, like: Mapping[str, str]) -> dict[str, str]:
    """What the fields hold for a new entry: what `like` gives, and what must be said in any case."""
    usual: Mapping[str, Mapping[str, str]] = {
        "task": {"minutes": "30", "repeat": WORKING_DAYS},
        "area": {"rank": "1"},
    }
    return {**texts_of(section, {}), **usual.get(section, {}), **like}


def edits_of(
    section: str,
    index: int | None,
    entry: Mapping[str, Any],
    values: Mapping[str, str],
    *,
    at: int | None = None,
    keys: Collection[str] = (),
) -> tuple[Edit, ...]:
    """What makes the entry say what was typed: of one that is there only what changed, else a new one at
    `at`, whose key none of `keys` is."""
    if index is None and section:
        return (AddEntry(section, _new_fields(section, values, keys), at),)
    place: tuple[str | int, ...] = () if index is None else (section, index)
    before = texts_of(section, entry)
    edits: list[Edit] = []
    done: set[str] = set()
    for field in FIELDS[section]:
        if clean_prose(values[field.name]) == clean_prose(before[field.name]):
            continue
        head = field.parts[0]
        if head in _TABLES:
            if head not in done:
                done.add(head)
                edits += _table_edits(section, place, entry, head, values, before)
            continue
        value = _value(field, values[field.name])
        path = (*place, *field.parts)
        edits.append(RemoveValue(path) if value is None else SetValue(path, value))
    return tuple(edits)


def field_of_mistake(section: str, index: int | None, at: int, mistake: Mistake) -> str | None:
    """The field of the form that a mistake concerns; `None` where it is elsewhere in the plan."""
    place: tuple[str | int, ...] = () if not section else (section, at if index is None else index)
    if mistake.path[: len(place)] != place:
        return None
    rest = tuple(str(part) for part in mistake.path[len(place) :] if isinstance(part, str))
    names = FIELDS[section]
    for depth in range(len(rest), 0, -1):
        for field in names:
            if field.parts[:depth] == rest[:depth]:
                return field.name
    return names[0].name if section else None


def key_for(title: str, keys: Collection[str], kind: str) -> str:
    """A key made of a title that none of `keys` is; of a title in no Latin letters the kind's word."""
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[: KEY_LENGTH - 4].strip("-") or kind
    key, number = stem, 2
    while key in keys:
        key, number = f"{stem}-{number}", number + 1
    return key


# Texts


def _at(entry: Mapping[str, Any], parts: Sequence[str]) -> Any:
    value: Any = entry
    for part in parts:
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _text(field: PlanField, value: Any) -> str:
    match field.name, value:
        case _, None:
            return _DEFAULTS.get(field.name, "")
        case "breaks", list():
            return BETWEEN.join(f"{each['title']} {each['start']}–{each['end']}" for each in value)
        case "steps", list():
            return BETWEEN.join(_step_text(each) for each in value)
        case "procedure", list():
            return BETWEEN.join(map(str, value))
        case _, list():
            return " ".join(map(str, value))
        case "reserve", Mapping():
            days = ", ".join(f"{day} {minutes}" for day, minutes in value.items() if day != "minutes")
            return f"{value['minutes']}, {days}" if days else str(value["minutes"])
        case _, float():
            return f"{value:g}"
        case _:
            return str(value)


# Values


def _value(field: PlanField, typed: str) -> Value | None:
    """What was typed, as the file has it; nothing where it is left out. What has no such shape stays a
    text, of which the check says what is wrong."""
    text = clean_prose(typed).strip() if field.kind == "prose" else clean(typed).strip()
    if text == _DEFAULTS.get(field.name, ""):
        return None
    read: Callable[[str], Value] | None = _READ.get(field.name)
    if read is not None:
        return read(text)
    return _whole(text) if field.name in _WHOLE else text


def _whole(text: str) -> Value:
    return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else text


def _number(text: str) -> Value:
    plain = text.replace(",", ".")
    if re.fullmatch(r"[0-9]{1,9}\.[0-9]{1,6}", plain):
        return float(plain)
    return _whole(text)


def _days(text: str) -> Value:
    return tuple(text.replace(",", " ").lower().split())


def _reserve(text: str) -> Value:
    """`"75, mon 60"`: 75 minutes, on Mondays 60."""
    first, *rest = (part.strip() for part in text.split(","))
    if not rest:
        return _whole(first)
    table: dict[str, Value] = {"minutes": _whole(first)}
    for part in rest:
        day, _, minutes = part.partition(" ")
        table[day.lower()[:3] if day.lower()[:3] in WEEKDAYS else day] = _whole(minutes.strip())
    return table


def _lines(text: str) -> list[str]:
    return [line.strip() for line in re.split(r"[;\n]", text) if line.strip()]


def _breaks(text: str) -> Value:
    found: list[Value] = []
    for line in _lines(text):
        span = _SPAN.fullmatch(line)
        title, start, end = span.groups() if span else (line, "", "")
        found.append({"title": title, "start": _clock(start), "end": _clock(end)})
    return tuple(found)


def _clock(text: str) -> str:
    """`9:00` as the file has it, `09:00`; what is no time stays as it is."""
    found = re.fullmatch(r"(\d{1,2})(?:[:.]?(\d{2}))?", text)
    return f"{int(found[1]):02}:{found[2] or '00'}" if found else text


def _steps(text: str) -> Value:
    found: list[Value] = []
    for line in _lines(text):
        said, *more = (part.strip() for part in line.split(STEP_PARTS))
        dated = _DATED.fullmatch(said)
        step: dict[str, Value] = {"title": dated[2] if dated else said, "due": dated[1] if dated else ""}
        step |= {name: text for name, text in zip(("who", "needs"), more, strict=False) if text}
        if len(more) > 2 and more[2]:
            step["minutes"] = _whole(more[2])
        found.append(step)
    return tuple(found)


def _step_text(step: Mapping[str, Any]) -> str:
    """ "2026-11-26 Brief | Ana | the budget | 30": who, needs and minutes as far as they are said."""
    parts = [f"{step['due']} {step['title']}", *(str(step.get(name, "")) for name in STEP_MORE)]
    while not parts[-1]:
        parts.pop()
    return f" {STEP_PARTS} ".join(parts)


def _colour(text: str) -> Value:
    return _whole(text)


_READ: Mapping[str, Callable[[str], Value]] = {
    "days": _days,
    "reserve": _reserve,
    "breaks": _breaks,
    "steps": _steps,
    "procedure": lambda text: tuple(_lines(text)),
    "goal_target": _number,
    "colour": _colour,
    "start": _clock,
    "end": _clock,
    "repeat": lambda text: " ".join(text.lower().split()),
}


def _table(section: str, head: str, values: Mapping[str, str]) -> dict[str, Value]:
    """A goal, a milestone or a retainer of what was typed; empty where nothing was."""
    fields = [field for field in FIELDS[section] if field.parts[0] == head]
    if all(values[field.name].strip() in ("", _DEFAULTS.get(field.name)) for field in fields):
        return {}
    table: dict[str, Value] = {}
    for field in fields:
        value = _value(field, values[field.name])
        if value is not None:
            table[field.parts[1]] = value
    return table


def _table_edits(
    section: str,
    place: tuple[str | int, ...],
    entry: Mapping[str, Any],
    head: str,
    values: Mapping[str, str],
    before: Mapping[str, str],
) -> list[Edit]:
    """Where the table is there already, only the values in it that changed."""
    table = _table(section, head, values)
    if not table:
        return [RemoveValue((*place, head))]
    if not isinstance(entry.get(head), Mapping):
        return [SetValue((*place, head), table)]
    edits: list[Edit] = []
    for field in FIELDS[section]:
        if field.parts[0] != head or values[field.name].strip() == before[field.name]:
            continue
        path = (*place, *field.parts)
        value = table.get(field.parts[1])
        edits.append(RemoveValue(path) if value is None else SetValue(path, value))
    return edits


def _new_fields(
    section: str, values: Mapping[str, str], keys: Collection[str]
) -> tuple[tuple[str, Value], ...]:
    from jornada.core.workflow_edit import FIELD_ORDER

    found: dict[str, Value] = {"key": key_for(values["title"], keys, section)}
    for field in FIELDS[section]:
        head = field.parts[0]
        if head in _TABLES:
            if head not in found and (table := _table(section, head, values)):
                found[head] = table
            continue
        value = _value(field, values[field.name])
        if value is not None:
            found[head] = value
    order = FIELD_ORDER.get(section, ("key", "title"))
    return tuple((name, found[name]) for name in sorted(found, key=order.index))
