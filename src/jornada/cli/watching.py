"""`jornada watch`: a line for each thing that happens, wherever it is done."""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import sys
from contextlib import suppress
from types import FrameType

import click

from jornada.cli.commands import command, option
from jornada.cli.door import Door
from jornada.cli.exits import NOT_ALLOWED, Failure
from jornada.core import intents as do
from jornada.core.text import clean, escaped_json
from jornada.present.words import N_
from jornada.store.watch import watch

JSON_HELP = N_("A JSON object a line, for scripts")
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@command(
    "watch",
    N_(
        "A line for each change, in the dashboard, a shell or on another machine, as it happens.\n\n"
        "It runs until it is stopped with ctrl+c, by a signal, or because nobody reads on."
    ),
)
@option("--since", metavar=N_("ID"), help=N_("First what came after the record of this id"))
@option("--json", "as_json", is_flag=True, help=JSON_HELP)
@click.pass_obj
def watch_command(door: Door, since: str | None, as_json: bool) -> None:
    desk = door.desk
    gc.freeze()
    gc.enable()  # it runs for long
    known = {record.id for record in desk.records()}
    missed = [] if since is None else _after(door, since)
    with _Bell() as bell:
        _tell(door, missed, as_json)
        watcher = watch(door.paths, bell.ring, network=True if desk.config.network_files else None)
        try:
            bell.ring()  # what came between the first look and the watch was told to nobody
            while bell.wait():
                news = [record for record in desk.news() if record.id not in known]
                known.update(record.id for record in news)
                _tell(door, news, as_json)
        finally:
            watcher.stop()


def change_object(door: Door, record: do.Record) -> dict[str, object]:
    """What `--json` prints of a record."""
    subject, title = _subject(door, record)
    intent = record.intent
    return {
        "version": 1,
        "id": record.id,
        "at": record.at.isoformat(),
        "do": intent.word if isinstance(intent, do.Unknown) else intent.do,
        "subject": subject or None,
        "title": clean(title) or None,
    }


def _tell(door: Door, records: list[do.Record], as_json: bool) -> None:
    from jornada.present.sentences import done_sentence

    for record in records:
        if as_json:
            door.say(escaped_json(json.dumps(change_object(door, record), ensure_ascii=False)))
        else:
            said = done_sentence(door.words, record.intent, door.desk.state)
            door.say(f"{door.words.clock(record.at)} {clean(said)}")
    sys.stdout.flush()


def _after(door: Door, since: str) -> list[do.Record]:
    """The records after the one of that id. Raises `Failure` where there is none."""
    records = door.desk.records()
    place = next((place for place, record in enumerate(records) if record.id == since), None)
    if place is None:
        said = door.words.gettext("There is no record “{id}” in the journal")
        raise Failure(NOT_ALLOWED, said.format(id=clean(since)[:40]))
    return list(records[place + 1 :])


def _subject(door: Door, record: do.Record) -> tuple[str, str]:
    """The id and the title of the task or incident that a record is about; of an undo, what is undone."""
    intent, state = record.intent, door.desk.state
    if isinstance(intent, do.Undo | do.Redo):
        undone = door.desk.record(intent.of)
        return _subject(door, undone) if undone is not None else ("", "")
    if isinstance(intent, do.TaskAdd | do.IncidentOpen | do.Interrupt):
        return record.id, state.subject_title(record.id) or intent.title
    subject = str(getattr(intent, "task", "") or getattr(intent, "incident", ""))
    session = state.sessions.get(str(getattr(intent, "session", "")))
    if not subject and session is not None:
        subject = session.task or session.incident
    return subject, state.subject_title(subject)


class _Bell:
    """Wakes whoever waits: rung by the watch from its own thread, and by the signals that end."""

    def __enter__(self) -> _Bell:
        self._read, self._write = os.pipe()
        os.set_blocking(self._write, False)
        self._ended = False
        self._poll = select.poll()
        self._poll.register(self._read, select.POLLIN)
        with suppress(OSError, ValueError):  # what is not a file descriptor has no reader to lose
            self._poll.register(sys.stdout.fileno(), 0)
        self._before = {each: signal.signal(each, self._end) for each in ENDING}
        return self

    def __exit__(self, *error: object) -> None:
        for each, handler in self._before.items():
            signal.signal(each, handler)
        os.close(self._read)
        os.close(self._write)

    def ring(self) -> None:
        with suppress(BlockingIOError):  # full: it will be heard
            os.write(self._write, b"\0")

    def wait(self) -> bool:
        """Until it rings; false when it is time to end: a signal came, or nobody reads on."""
        heard = dict(self._poll.poll())
        if self._ended or any(place != self._read for place in heard):
            return False
        os.read(self._read, 4096)
        return True

    def _end(self, number: int, frame: FrameType | None) -> None:
        self._ended = True
        self.ring()
