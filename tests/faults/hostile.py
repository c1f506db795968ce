"""A person's files in which every text is an attack on the terminal, or on who clicks.

Texts are found from the record's schema, so that a new field or intent is attacked by itself.
"""

from __future__ import annotations

import datetime as dt
import types
import typing
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import tomli_w

from jornada.core.intents import INTENTS, Intent, Record
from jornada.paths import Paths
from jornada.store.counter import base36
from jornada.store.record import encode

PAYLOADS: Mapping[str, str] = {
    "clipboard": "\x1b]52;c;T1dORUQ=\x07",
    "title": "\x1b]0;OWNED\x1b\\",
    "colour": "\x1b[6666m\x1b[2J",
    "C1": "\x9b6666m\x9d52;c;T1dORUQ=\x9c",
    "device string": "\x1bP$qOWNED\x1b\\\x1b_OWNED\x1b\\",
    "action": "[@click=app.leave]OWNED[/]",
    "action of the screen": "[@click=screen.task_done()]OWNED[/]",
    "link": "[link='https://owned.example']OWNED[/link]",
    "markup": "[bold red]OWNED[/] [/] [[ \\[",
    "html": "<script>OWNED</script><img src=x onerror=OWNED>",
    "bidi": "\u202eDENWO\u2066\u200f\u061c",
    "tags": "\U000e0001\U000e004f\U000e0057\U000e007f",
    "controls": "\x00\x07\x08\r\n\t\x0b\x0c\x0e\x1a\x7f\u2028\u2029\x85",
    "zero width": "O\u200bW\u2060N\ufeffE\u00adD",
}
"""Each by what it tries."""
ALL = "".join(PAYLOADS.values())

TODAY = dt.date(2026, 11, 20)
AT = dt.datetime(2026, 11, 20, 9, 20, tzinfo=dt.timezone(dt.timedelta(hours=1)))
EVIL, SPARE = f"{TODAY}.evil", f"{TODAY}.spare"

# What may be shown


def obeyed(text: str, *, line_ends: str = "\n") -> list[str]:
    """What of a text a terminal would obey or an eye could not see: none of it may be shown."""
    return [
        f"U+{ord(letter):04X}"
        for letter in text
        if letter not in line_ends
        and letter != "\u200d"  # joins the parts of an emoji
        and unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp", "Cs")
    ]


# The journal

REFERENCES: Mapping[str, str] = {
    "task": EVIL,
    "incident": "zz99-3",
    "session": "zz99-5",
    "other": "zz99-6",
    "idea": "zz99-7",
    "promise": "zz99-8",
    "post": "evil-post",
    "brand": "evil",
    "block": "morning",
    "area": "evil",
    "role": "evil",
    "objective": "evil",
    "workflow": "evil",
    "name": "evil",
    "timezone": "Europe/Madrid",
    "state": "approved",
    "key": "evil",
    "start": "09:00",
    "end": "12:00",
    "due": "11:30",
    "ends": "",
    "parks": "",
    "of": "",
    "before": "",
    "after": "",
}
"""What a field of that name refers to, or how it is written, where it is to be understood."""

UNDERSTOOD_AS: Mapping[str, Mapping[str, Any]] = {
    "task.drop": {"task": SPARE},
    "task.done": {"task": SPARE},
    "time.drop": {"session": "zz99-6"},
    "time.join": {"session": "zz99-6"},
    "break.stop": {"session": "zz99-6"},
    "incident.monitor": {"incident": "zz99-4"},
    "day.close": {"date": TODAY - dt.timedelta(days=1)},
    "idea.drop": {"idea": "zz99-9"},
}
"""Where a deed would take away what is to be looked at, it is done to something else."""


def value(hint: Any, name: str, payload: str, given: Mapping[str, Any], *, refers: bool) -> Any:
    """A value of that type in which every text is the payload, but for what is given and, where it
    `refers`, what a text of that name refers to."""
    if name in given:
        return given[name]
    inside = [part for part in typing.get_args(hint) if part is not types.NoneType]
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return value(inside[0], name, payload, given, refers=refers)
    if typing.get_origin(hint) is tuple:
        return (value(inside[0], name, payload, given, refers=refers),)
    if is_dataclass(hint):
        return filled(typing.cast(type, hint), payload, {}, refers=refers)
    if hint is str:
        return REFERENCES.get(name, payload) if refers else payload
    if typing.get_origin(hint) is typing.Literal:
        return inside[0]
    return {int: 2, float: 2.0, bool: False, dt.date: TODAY, dt.datetime: AT}[hint]


def filled(kind: type, payload: str, given: Mapping[str, Any], *, refers: bool) -> Any:
    """An instance of a dataclass, every field of it filled."""
    hints = typing.get_type_hints(kind)
    values = {
        field.name: value(hints[field.name], field.name, payload, given, refers=refers)
        for field in fields(kind)
    }
    return kind(**values)


def records(payload: str) -> Iterator[Record]:
    """Every intent there is, twice: with texts even in place of what it refers to, and then as one that is
    understood; what those refer to comes before them."""
    yield from _numbered("zz98", 1, [filled(each, payload, {}, refers=False) for each in INTENTS.values()])

    def of(do: str, **given: Any) -> Any:
        return filled(INTENTS[do], payload, {**UNDERSTOOD_AS.get(do, {}), **given}, refers=True)

    plan = of("day.plan")
    plan = replace(plan, items=(*plan.items, replace(plan.items[0], key="spare")))
    ago = [AT - dt.timedelta(minutes=minutes) for minutes in (40, 30, 20, 10)]
    first = [
        plan,
        of("task.add", idea="", incident=""),
        of("incident.open", severity=2, kind="complaint"),  # zz99-3
        of("incident.open", severity=3),
        of("time.log", start=ago[0], end=ago[1], incident=""),  # zz99-5
        of("time.log", start=ago[2], end=ago[3], task=""),
        of("idea.add"),
        of("promise.add", incident=""),
        of("idea.add"),
    ]
    yield from _numbered("zz99", 1000, [*first, *(of(do) for do in INTENTS if do != "day.plan")])


def _numbered(device: str, n: int, intents: list[Intent]) -> Iterator[Record]:
    for place, intent in enumerate(intents):
        at = AT + dt.timedelta(seconds=n // 10 + place)
        yield Record(f"{device}-{base36(place + 1)}", at, n + place, intent)


def journal(payload: str) -> str:
    """The lines of another device, and some that are none: another version's, and a merge's."""
    lines = [encode(each) for each in records(payload)]
    quoted = tomli_w.dumps({"v": payload}).removeprefix("v = ").strip()
    at = AT.isoformat()
    unknown = f"zz99-zz = {{ at = {at}, n = 9000, do = {quoted}, {tomli_w.dumps({payload: 1}).strip()} }}"
    return "\n".join([*lines, unknown, "<<<<<<< " + payload.replace("\n", " "), payload, ""])


# What a person writes

STRATEGY = ("summary", "text", "title", "requirements", "resources", "unit", "procedure")


def plan(payload: str) -> dict[str, Any]:
    """A workflow that is right, every text of it the payload."""
    task = {
        "key": "evil",
        "area": "evil",
        "title": payload,
        "block": "morning",
        "minutes": 60,
        "repeat": "daily",
        "goal": {"text": payload, "target": 3, "unit": payload, "per": "day"},
        "milestone": {"text": payload, "due": "09:45"},
        "brand": "evil",
        "role": "evil",
        "objective": "evil",
        "procedure": [payload, payload],
    }
    named = {"key": "evil", "title": payload}
    return {
        "version": 1,
        "title": payload,
        "timezone": "Europe/Madrid",
        "days": ["mon", "tue", "wed", "thu", "fri"],
        "strategy": {"summary": payload},
        "objective": [named],
        "role": [named],
        "brand": [
            {
                **named,
                "retainer": {"minutes": 100, "per": "week"},
                "requirements": payload,
                "resources": payload,
            }
        ],
        "area": [{**named, "rank": 1, "colour": 1}],
        "block": [
            {
                "key": "morning",
                "title": payload,
                "start": "09:00",
                "end": "12:00",
                "breaks": [{"title": payload, "start": "11:00", "end": "11:15"}],
                "reserve": 15,
            }
        ],
        "task": [task, {**task, "key": "spare", "minutes": 20}],
        "campaign": [
            {
                **named,
                "brand": "evil",
                "from": "2026-11-01",
                "until": "2026-12-22",
                "steps": [{"title": payload, "due": "2026-11-26"}],
            }
        ],
    }


def wrong(payload: str) -> dict[str, Any]:
    """Wrong in any kind of file: keys that are not known and values that are not allowed."""
    name = payload or "-"
    table = {name: payload, "title": payload, "key": payload, "start": payload, "state": payload}
    return {
        name: payload,
        "version": 1,
        "theme": payload,
        "language": payload,
        "keys": {name: payload, "task.done": payload, "task.add": "d"},
        "colours": {"accent": payload, name: payload},
        **{part: [table] for part in ("task", "block", "area", "brand", "post", "campaign")},
    }


def post(payload: str) -> dict[str, Any]:
    return {
        "key": "evil-post",
        "date": "2026-11-20",
        "time": "10:30",
        "channel": payload,
        "brand": "evil",
        "title": payload,
        "objective": payload,
        "link": payload,
        "state": "draft",
    }


def write(paths: Paths, payload: str) -> None:
    """All files of a person, every text of them the payload."""
    year = paths.journal / str(TODAY.year)
    for place in (year, paths.workflows, paths.calendar, paths.themes, paths.state):
        place.mkdir(parents=True)
    (year / f"{TODAY}.zz99.toml").write_text(journal(payload), "utf-8")
    named = "".join(letter for letter in payload if letter not in "/\0")[:60]
    (year / f"{TODAY}.zz99.sync-conflict-{named}.toml").write_text(payload, "utf-8")
    _write(paths.workflows / "evil.toml", plan(payload))
    _write(paths.calendar / "2026.toml", {"post": [post(payload), {**post(payload), "key": "other"}]})
    for file in (paths.workflows / "wrong.toml", paths.calendar / f"{named}.toml", paths.config_file):
        _write(file, wrong(payload))
    for name in ("wrong", named):
        _write(paths.themes / f"{name}.toml", wrong(payload))


def _write(file: Path, table: dict[str, Any]) -> None:
    file.write_text(tomli_w.dumps(table), "utf-8")
