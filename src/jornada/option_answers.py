"""What became of a change of an option, in words; both front ends say it alike."""

from __future__ import annotations

from jornada.present.option_words import (
    changed_sentence,
    kept_sentence,
    not_editable_sentence,
    not_written_sentence,
)
from jornada.present.words import Words
from jornada.settings import Kept, NotKept
from jornada.store.errors import BadData
from jornada.store.options_file import ChangedMeanwhile


def answer_text(words: Words, outcome: Kept | NotKept, file: str) -> str:
    """What became of it; `file` is how the file is called to whoever reads that."""
    if isinstance(outcome, Kept):
        return kept_sentence(words, outcome.option, outcome.value)
    if isinstance(outcome.error, ChangedMeanwhile):
        return changed_sentence(words, file)
    if isinstance(outcome.error, BadData):
        return not_editable_sentence(words, file, outcome.line)
    return not_written_sentence(words, file, outcome.error.strerror or str(outcome.error))
