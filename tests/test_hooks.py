"""Programs of a person's own: run once by whoever wrote the record, told when they fail, never waited for."""

from __future__ import annotations

import errno
import json
import os
import select
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from jornada import outside as outside_module
from jornada import resources
from jornada.config import Config, load_config
from jornada.core import intents as do
from jornada.core.state import State
from jornada.desk import Desk, Kept, LoadedConfig, Saved, open_desk
from jornada.hooks import NAMES, HookTrouble, event_object, hook_troubles
from jornada.outside import INSIDE, Failure, Outside, Why
from jornada.paths import Paths
from tests.conftest import FixedClock
from tests.strategies import records

SWEEP = "2026-11-20.overnight-sweep"
PATIENCE_SECONDS = 30


@pytest.fixture
def desk(paths: Paths, clock: FixedClock) -> Iterator[Desk]:
    opened = open_desk(paths, clock=clock, language="en", config=LoadedConfig(Config()))
    yield opened
    ended(opened)
    opened.close()


def ended(desk: Desk) -> None:
    desk.programs.wait()


def hook(paths: Paths, name: str, text: str = "cat >> ran", mode: int = 0o755) -> Path:
    """A hook; it runs in the data directory."""
    file = paths.hooks / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(mode)
    return file


def ran(paths: Paths) -> list[Any]:
    """What the hooks were given, one line each."""
    file = paths.data / "ran"
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def test_it_is_given_the_event_as_json(desk: Desk, paths: Paths) -> None:
    hook(paths, "on-start")

    done = desk.act(do.TaskStart(task=SWEEP))

    ended(desk)
    assert isinstance(done, Saved)
    (event,) = ran(paths)
    assert (event["version"], event["event"], event["do"]) == (1, "start", "task.start")
    assert (event["id"], event["at"]) == (done.record.id, "2026-11-20T09:40:00+01:00")
    assert event["task"]["id"] == SWEEP
    assert event["task"]["status"] == "in_progress"
    assert event["task"]["planned_minutes"] == 45
    assert event["incident"] is None
    assert event["fields"]["task"] == SWEEP
    assert desk.outside_failures() == ()


def test_each_event_has_its_own(desk: Desk, paths: Paths, clock: FixedClock) -> None:
    for name in NAMES:
        hook(paths, name)
    assert isinstance(desk.act(do.TaskStart(task=SWEEP)), Saved)
    ended(desk)
    assert sorted(each["event"] for each in ran(paths)) == ["day-begin", "start"]

    assert isinstance(desk.act(do.Interrupt()), Saved)
    ended(desk)
    events = ran(paths)[2:]
    assert sorted(each["event"] for each in events) == ["incident", "interrupt"]
    assert {each["incident"]["status"] for each in events} == {"open"}
    incident = events[0]["incident"]["id"]

    desk.act(do.IncidentRespond(incident=incident))
    ended(desk)
    desk.act(do.Undo(of=desk.state.undoable[desk.device].record))
    ended(desk)
    respond, undo = ran(paths)[4:]
    assert respond["incident"]["responded"] == "2026-11-20T09:40:00+01:00"
    assert (undo["event"], undo["undone"]) == ("undo", "incident.respond")


def test_titles_are_data(desk: Desk, paths: Paths) -> None:
    hook(paths, "on-add")
    desk.act(do.TaskAdd(title="$(touch broken); \"quoted\" 'single' ñ", date=desk.today()))
    ended(desk)
    (event,) = ran(paths)
    assert event["task"]["title"] == "$(touch broken); \"quoted\" 'single' ñ"
    assert not (paths.data / "broken").exists()


def test_records_of_others_run_none(desk: Desk, paths: Paths, clock: FixedClock, tmp_path: Path) -> None:
    elsewhere = Paths(data=paths.data, config=tmp_path / "other-config", state=tmp_path / "other-state")
    other = open_desk(elsewhere, clock=clock, language="en", config=LoadedConfig(Config()))
    hook(paths, "on-start")
    other.act(do.TaskStart(task=SWEEP))
    other.close()

    assert desk.refresh()

    ended(desk)
    assert desk.state.running
    assert ran(paths) == []


def test_what_could_not_be_saved_at_once_runs_them_when_it_is(desk: Desk, paths: Paths) -> None:
    hook(paths, "on-start")
    paths.data.mkdir(parents=True, exist_ok=True)
    paths.journal.write_text("in the way")
    assert isinstance(desk.act(do.TaskStart(task=SWEEP)), Kept)
    ended(desk)
    assert ran(paths) == []

    paths.journal.unlink()
    assert desk.retry()

    ended(desk)
    assert [each["event"] for each in ran(paths)] == ["start"]


@pytest.mark.parametrize(
    ("text", "failure"),
    [
        ("exit 3", Failure("on-start", Why.EXIT, 3)),
        ("kill -TERM $$", Failure("on-start", Why.SIGNAL, signal.SIGTERM)),
    ],
)
def test_a_failure_is_told_once(desk: Desk, paths: Paths, text: str, failure: Failure) -> None:
    hook(paths, "on-start", text)
    for _ in range(2):
        assert isinstance(desk.act(do.TaskStart(task=SWEEP)), Saved)
        desk.act(do.TaskStop(session=desk.state.running))
    ended(desk)
    assert desk.outside_failures() == (failure,)
    assert desk.outside_failures() == ()

    desk.act(do.TaskStart(task=SWEEP))
    ended(desk)
    assert desk.outside_failures() == (), "not a second time on one day"


def test_one_that_hangs_is_ended_with_all_it_started(
    desk: Desk, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside_module, "LONGEST_SECONDS", 1)
    paths.data.mkdir(parents=True)
    os.mkfifo(paths.data / "held")
    hook(paths, "on-start", "exec 9> held; sleep 600 & echo opened >&9; sleep 600")
    with os.fdopen(os.open(paths.data / "held", os.O_RDONLY | os.O_NONBLOCK), "rb", buffering=0) as pipe:
        desk.act(do.TaskStart(task=SWEEP))

        ended(desk)
        assert desk.outside_failures() == (Failure("on-start", Why.TOO_LONG, 1),)
        assert pipe.read(100) == b"opened\n"
        # It is killed a moment before it is gone: the pipe ends with the last one that holds it.
        assert select.select([pipe], [], [], PATIENCE_SECONDS)[0], "something of it goes on"
        assert pipe.read(100) == b""


@pytest.mark.parametrize(
    ("mode", "why"), [(0o644, Why.NOT_EXECUTABLE), (0o757, Why.WRITABLE), (0o777, Why.WRITABLE)]
)
def test_one_that_must_not_run_is_refused_with_a_word(desk: Desk, paths: Paths, mode: int, why: Why) -> None:
    hook(paths, "on-start", mode=mode)
    desk.act(do.TaskStart(task=SWEEP))
    ended(desk)
    assert desk.outside_failures() == (Failure("on-start", why),)
    assert ran(paths) == []


def test_nor_one_in_a_directory_that_others_may_write(desk: Desk, paths: Paths) -> None:
    hook(paths, "on-start").parent.chmod(0o777)
    desk.act(do.TaskStart(task=SWEEP))
    assert desk.outside_failures() == (Failure("on-start", Why.WRITABLE),)


def test_one_whose_interpreter_is_not_there(desk: Desk, paths: Paths) -> None:
    hook(paths, "on-start").write_text("#!/nowhere/at/all\n")
    desk.act(do.TaskStart(task=SWEEP))
    ended(desk)
    assert desk.outside_failures() == (Failure("on-start", Why.NOT_STARTED, 2),)


def test_hooks_that_hang_do_not_fill_the_machine(
    desk: Desk, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside_module, "MOST_AT_ONCE", 1)
    paths.data.mkdir(parents=True)
    os.mkfifo(paths.data / "gate")
    hook(paths, "on-add", "cat gate")
    desk.act(do.TaskAdd(title="First", date=desk.today()))
    desk.act(do.TaskAdd(title="Second", date=desk.today()))
    (paths.data / "gate").write_text("go on")
    ended(desk)
    assert desk.outside_failures() == (Failure("on-add", Why.TOO_MANY, 1),)


def test_no_hook_runs_a_hook(paths: Paths, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(INSIDE, "on-start")
    hook(paths, "on-start")
    desk = open_desk(paths, clock=clock, language="en", config=LoadedConfig(Config()))
    desk.act(do.TaskStart(task=SWEEP))
    ended(desk)
    desk.close()
    assert ran(paths) == []


def test_where_nothing_may_be_written_nothing_runs(paths: Paths) -> None:
    outside = Outside(paths, may_run=False)
    assert outside.start("notify_command", ("/bin/sh", "-c", "exit 1")) is None
    outside.wait()
    assert outside.failures() == ()


def test_what_never_runs_is_found(paths: Paths) -> None:
    good, plain = hook(paths, "on-done"), hook(paths, "on-start", mode=0o644)
    misspelt = hook(paths, "on-incidnt")
    hook(paths, "on-stop.example")
    hook(paths, "README")

    assert list(hook_troubles(paths)) == [
        HookTrouble(misspelt, None, "on-incident"),
        HookTrouble(plain, Why.NOT_EXECUTABLE),
    ]
    assert good.exists()


def test_the_person_s_own_program_gets_the_notice_as_its_last_argument(
    paths: Paths, clock: FixedClock, tmp_path: Path
) -> None:
    said = tmp_path / "said"
    config, mistakes = load_config(f'notify_command = ["/bin/sh", "-c", "printf %s \\"$1\\" > {said}", "sh"]')
    assert mistakes == ()
    desk = open_desk(paths, clock=clock, language="en", config=LoadedConfig(config))
    desk.notify(["Rain; $(touch x) is due"])
    ended(desk)
    desk.close()
    assert said.read_text() == "Rain; $(touch x) is due"


def test_a_program_that_is_not_there_is_told(paths: Paths, clock: FixedClock) -> None:
    config, _ = load_config('notify_command = ["no-such-program-here"]')
    desk = open_desk(paths, clock=clock, language="en", config=LoadedConfig(config))
    desk.ring()
    desk.notify(["Rain"])
    ended(desk)
    assert desk.outside_failures() == (Failure("notify_command", Why.NOT_STARTED, errno.ENOENT),)
    desk.notify(["not\0an argument"])
    assert desk.outside_failures() == (Failure("notify_command", Why.NOT_STARTED, errno.EINVAL),)
    desk.close()


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_manual_lists_every_hook(language: str) -> None:
    page = resources.text("help", f"hooks.{language}.md")
    rows = [line.split("`")[1] for line in page.splitlines() if line.startswith("| `on-")]
    assert sorted(rows) == sorted(NAMES)


@given(records())
def test_whatever_was_done_can_be_told_as_json(record: do.Record) -> None:
    text = json.dumps(event_object("any", record, State(), record.intent), ensure_ascii=False)
    assert json.loads(text.encode("utf-8", "replace"))["do"] == record.intent.do
    assert "\n" not in text
