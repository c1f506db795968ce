"""What went wrong with a program of the person's own, in a sentence: what, why, what to do."""

from __future__ import annotations

import os
from collections.abc import Mapping

from jornada.core.text import clean
from jornada.outside import Failure, Why
from jornada.present.system_words import system_words
from jornada.present.words import N_, Words

_SENTENCES: Mapping[Why, str] = {
    Why.EXIT: N_("{name} failed: it ended with {number}"),
    Why.SIGNAL: N_("{name} failed: signal {number} ended it"),
    Why.TOO_LONG: N_("{name} took longer than {number} s and was ended"),
    Why.NOT_STARTED: N_("{name} could not be run: {error}"),
    Why.TOO_MANY: N_("{name} was not run: {number} programs run already and none ends"),
    Why.NOT_EXECUTABLE: N_("{name} was not run: it is not executable. chmod u+x makes it so"),
    Why.WRITABLE: N_("{name} was not run: others may write it, or its directory. chmod o-w ends that"),
    Why.NOT_A_FILE: N_("{name} was not run: it is no file"),
    Why.NOT_OWN: N_("{name} was not run: it belongs to somebody else"),
}


def unknown_hook_line(words: Words, file: str, nearest: str) -> str:
    """A file that looks like a hook and is none, and the name that may be meant."""
    said = words.gettext("{name}: no hook has this name").format(name=clean(file))
    return said + (words.gettext("; meant is perhaps {nearest}").format(nearest=nearest) if nearest else "")


def failure_line(words: Words, failure: Failure) -> str:
    """The failure in a sentence; `name` is that of the hook or the option."""
    said = words.gettext(_SENTENCES[failure.why])
    error = system_words(words, os.strerror(failure.number)) if failure.number else "?"
    return said.format(name=clean(failure.name), number=failure.number, error=error)
