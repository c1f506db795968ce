"""Hooks: programs of a person's own in `<config>/hooks`, run when something was done here.

The process that wrote a record runs the hooks of it, once; records of other devices run none.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Any

from jornada.core import intents as do
from jornada.core.dataclass import dataclass, fields
from jornada.core.mistakes import nearest_word
from jornada.core.plan import status_of
from jornada.core.state import Incident, Item, State
from jornada.core.text import clean_prose
from jornada.outside import Failure, Outside, Why
from jornada.paths import Paths

EVENTS: Mapping[str, tuple[str, ...]] = {
    "task.add": ("add",),
    "task.start": ("start",),
    "task.stop": ("stop",),
    "task.done": ("done",),
    "task.drop": ("drop",),
    "task.milestone": ("milestone",),
    "break.start": ("break",),
    "break.stop": ("stop",),
    "interrupt": ("interrupt", "incident"),
    "resume": ("resume",),
    "incident.open": ("incident",),
    "incident.respond": ("respond",),
    "incident.resolve": ("resolve",),
    "incident.reopen": ("reopen",),
    "promise.add": ("promise",),
    "day.plan": ("day-begin",),
    "day.close": ("day-close",),
    "undo": ("undo",),
    "redo": ("redo",),
}
"""By what was done, the events it is; the hook of an event is `on-` and its name."""
NAMES = tuple(dict.fromkeys(f"on-{event}" for events in EVENTS.values() for event in events))
_Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class HookTrouble:
    """A file among the hooks that is never run: one that must not be (`why`), or one of a name that no
    event has; `nearest` is the name that may be meant."""

    path: Path
    why: Why | None = None
    nearest: str = ""


def run_hooks(
    outside: Outside, paths: Paths, records: Iterable[do.Record], state: State, undone: do.Intent | None
) -> tuple[Failure, ...]:
    """Start the hooks of records just written, `state` being that after them, and wait for none. What kept
    one from being run comes back. `undone` is what an undo or redo among them is about."""
    failures = []
    for record in records:
        for event in EVENTS.get(record.intent.do, ()):
            name = f"on-{event}"
            file = paths.hooks / name
            if not outside.may_run or not os.path.lexists(file):
                continue
            why = refusal(file)
            if why is not None:
                failures.append(Failure(name, why))
                continue
            text = json.dumps(event_object(event, record, state, undone), ensure_ascii=False) + "\n"
            failure = outside.start(name, (str(file),), text.encode("utf-8", "replace"), directory=paths.data)
            failures += [failure] if failure else []
    return tuple(failures)


def refusal(file: Path) -> Why | None:
    """Why a file must not be run as a hook, if so: others could have written what it does."""
    try:
        status, around = file.stat(), file.parent.stat()
    except OSError:
        return Why.NOT_A_FILE
    if not stat.S_ISREG(status.st_mode):
        return Why.NOT_A_FILE
    if status.st_uid not in (0, os.geteuid()):
        return Why.NOT_OWN
    if (status.st_mode | around.st_mode) & stat.S_IWOTH:
        return Why.WRITABLE
    return None if os.access(file, os.X_OK) else Why.NOT_EXECUTABLE


def hook_troubles(paths: Paths) -> Iterator[HookTrouble]:
    """The files among the hooks that are never run, by name. Examples and editors' copies are no hooks."""
    try:
        files = sorted(paths.hooks.iterdir())
    except OSError:
        return
    for file in files:
        if file.name in NAMES:
            why = refusal(file)
            if why is not None:
                yield HookTrouble(file, why)
        elif file.name.startswith("on-") and not file.suffix and not file.name.endswith("~"):
            yield HookTrouble(file, None, nearest_word(file.name, NAMES) or "")


def event_object(event: str, record: do.Record, state: State, undone: do.Intent | None) -> _Object:
    """What a hook reads: the event, the record and what it is about, by the names that `--json` has."""
    # Only where there is a hook: no command without one waits for it.
    from jornada.present.json_facts import incident_facts, task_facts

    intent = record.intent
    task, incident = _subjects(record, state)
    return {
        "version": 1,
        "event": event,
        "id": record.id,
        "at": record.at.isoformat(),
        "do": intent.do,
        "fields": {each.name: _plain(getattr(intent, each.name)) for each in fields(intent)},
        "task": task_facts(task, status_of(task, state), state.seconds_on(task.id, record.at) // 60)
        if task
        else None,
        "incident": incident_facts(incident, record.at.tzinfo) if incident else None,
        "undone": undone.do if undone is not None and intent.do in ("undo", "redo") else None,
    }


def _subjects(record: do.Record, state: State) -> tuple[Item | None, Incident | None]:
    """The task and the incident that a record is about; a session stands for what it was spent on."""
    intent = record.intent
    session = state.sessions.get(getattr(intent, "session", "") or record.id)
    promise = state.promises.get(record.id)
    keys = [getattr(intent, "task", ""), getattr(intent, "incident", ""), record.id]
    keys += [session.task, session.incident] if session else []
    keys += [promise.subject] if promise else []
    task = next((state.items[key] for key in keys if key in state.items), None)
    return task, next((state.incidents[key] for key in keys if key in state.incidents), None)


def _plain(value: Any) -> Any:
    """A field of an intent as JSON has it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, str):
        return clean_prose(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, Iterable):
        return [_plain(each) for each in value]
    return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
