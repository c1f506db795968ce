"""What came of an act, as both the screens and the command line say it."""

from __future__ import annotations

import datetime as dt

from jornada.answers import outcome_sentence, rescue_file
from jornada.core import intents as do
from jornada.core.refusals import Reason, Refused
from jornada.core.state import Item, State
from jornada.desk import Kept, Locked, Saved
from jornada.paths import Paths
from jornada.present.words import Words

AT = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
SWEEP = Item(id="k7q2-1", title="Sweep", date=AT.date(), planned_for=AT.date())
STATE = State(items={SWEEP.id: SWEEP})


def record(intent: do.Intent) -> do.Record:
    return do.Record("k7q2-2", AT, 2, intent)


def test_every_outcome_is_said(words_en: Words) -> None:
    done = do.TaskDone(task=SWEEP.id)
    undone = Saved((record(do.Undo(of="k7q2-1")),), done, 2)
    redone = Saved((record(do.Redo(of="k7q2-1")),), done, 2)

    assert outcome_sentence(words_en, Saved((record(done),)), STATE) == "Done: Sweep"
    assert outcome_sentence(words_en, undone, STATE) == "Undid: done Sweep; 2 later changes kept"
    assert outcome_sentence(words_en, redone, STATE) == "Done again: done Sweep"
    assert (
        outcome_sentence(words_en, Kept((record(done), record(done)), "disk full"), STATE)
        == "Done: Sweep. NOT SAVED: 2 records, disk full"
    )
    assert (
        outcome_sentence(words_en, Refused(Reason.NOTHING_RUNS), STATE) == "Nothing runs; start a task first"
    )
    assert "try again" in outcome_sentence(words_en, Locked("busy"), STATE)


def test_a_rescue_file_is_named_only_where_it_is(paths: Paths) -> None:
    assert rescue_file(paths) is None
