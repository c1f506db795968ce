"""What came of an act, in words: for the screens and the command line alike."""

from __future__ import annotations

import os
from pathlib import Path

from jornada.core import intents as do
from jornada.core.refusals import Refused
from jornada.core.state import State
from jornada.desk import Kept, Locked, Outcome, Saved
from jornada.paths import Paths
from jornada.present.sentences import (
    done_sentence,
    locked_line,
    not_saved_line,
    refusal,
    undone_sentence,
)
from jornada.present.words import Words


def outcome_sentence(words: Words, outcome: Outcome, state: State) -> str:
    """What was done, or why not; `state` is the one after it.

    What counts but is not on the disk says so after what was done.
    """
    match outcome:
        case Saved(undone=undone, kept=kept) if undone is not None:
            again = isinstance(outcome.record.intent, do.Redo)
            return undone_sentence(words, undone, kept, state, again=again)
        case Saved():
            return done_sentence(words, outcome.record.intent, state)
        case Kept(records=records, error=error):
            done = done_sentence(words, outcome.record.intent, state)
            return f"{done}. {not_saved_line(words, len(records), error)}"
        case Refused():
            return refusal(words, outcome)
        case Locked(why=why):
            return locked_line(words, why)


def rescue_file(paths: Paths) -> Path | None:
    """Where this process keeps what it could not save; `None` where that could not be written either."""
    file = paths.rescue / f"{os.getpid()}.toml"
    try:
        return file if file.is_file() else None
    except OSError:  # a directory that nobody may enter
        return None
