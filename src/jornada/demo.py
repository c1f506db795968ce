"""The demonstration: an agency's fortnight in a directory of its own, up to the moment it is opened.

All of it goes through the same rules as a person's own records, with a clock that is moved; the same
moment makes the same fortnight. Nothing outside the directory is read or written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import tomli_w

from jornada.core import intents as do
from jornada.core.calendar import monday_of
from jornada.core.workflow import Workflow
from jornada.demo_calendar import campaign_of, posts_of
from jornada.demo_hand import DEVICE, WORKFLOW
from jornada.demo_teller import tell
from jornada.paths import Paths
from jornada.present.words import Words
from jornada.store.files import System, write_new, write_whole
from jornada.store.own_copy import Changes, built_in_text, own_text
from jornada.store.reading import journal_name
from jornada.store.record import encode
from jornada.store.workflows import WorkflowStore

MARK = "DEMONSTRATION"
"""The file in the data directory that tells a demonstration from a person's own days."""
EARLIEST, LATEST_TIME = dt.time(9, 25), dt.time(18)
QUIET_TIME = dt.time(11, 20)
"""Where now is no working time, the demonstration's clock says this."""


class NotADemonstrationError(Exception):
    """There is something else in the directory that was named."""

    def __init__(self, directory: Path) -> None:
        super().__init__(str(directory))
        self.directory = directory


def demo_paths(directory: Path) -> Paths:
    """Where the files of a demonstration are."""
    return Paths(data=directory / "data", config=directory / "config", state=directory / "state")


def is_demo(paths: Paths) -> bool:
    """Whether these are the files of a demonstration."""
    return (paths.data / MARK).is_file()


def moment_of(now: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """The moment that a demonstration opened `now` shows: now in working hours, else the morning of the
    last working day that had one."""
    local = now.astimezone(zone)
    works = local.weekday() < 5
    if works and EARLIEST <= local.time() < LATEST_TIME:
        return local
    day = local.date() if works and local.time() >= EARLIEST else local.date() - dt.timedelta(days=1)
    while day.weekday() >= 5:
        day -= dt.timedelta(days=1)
    return dt.datetime.combine(day, QUIET_TIME, zone)


def open_demo(directory: Path, words: Words, moment: dt.datetime, timezone: str) -> Paths:
    """Make the demonstration in a directory that is empty or not there; one that is there already is
    taken as it is. Raises `NotADemonstrationError`, `OSError`."""
    paths = demo_paths(directory)
    if is_demo(paths):
        return paths
    if directory.exists() and any(directory.iterdir()):
        raise NotADemonstrationError(directory)
    monday = monday_of(moment.date())
    workflow = _write_workflow(paths, words, timezone, monday)
    for date, records in _by_date(tell(words, workflow, moment)):
        text = "".join(f"{encode(record)}\n" for record in records)
        _write(paths.journal / journal_name(date, DEVICE), text)
    posts = posts_of(words, monday, moment.astimezone(ZoneInfo(workflow.timezone)))
    _write(paths.calendar / f"{monday:%Y-%m}.toml", tomli_w.dumps({"post": posts}))
    _write(paths.data / MARK, words.gettext("This is a demonstration of Jornada: nobody's days.") + "\n")
    return paths


def _write_workflow(paths: Paths, words: Words, timezone: str, monday: dt.date) -> Workflow:
    store = WorkflowStore(paths, words.language, keep_good=False)
    plan = store.load(WORKFLOW).workflow
    text = own_text(built_in_text(WORKFLOW, words.language), plan, Changes(timezone=timezone))
    text = f"{text.rstrip()}\n\n{tomli_w.dumps({'campaign': [campaign_of(words, monday)]})}"
    write_new(System(), paths.workflows / f"{WORKFLOW}.toml", text.encode())
    return store.load(WORKFLOW).workflow


def _write(path: Path, text: str) -> None:
    write_whole(System(), path, text.encode(), durable=False)


def _by_date(records: Iterable[do.Record]) -> Iterator[tuple[dt.date, list[do.Record]]]:
    days: dict[dt.date, list[do.Record]] = {}
    for record in records:
        days.setdefault(record.at.date(), []).append(record)
    yield from days.items()
