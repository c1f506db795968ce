"""Keys are read as the toolkit reads them; what a terminal answers is none."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser

from jornada.tui.compat.key_parser import KeyParser
from tests.faults.test_typed_rubbish import ANSWERS


def told(parser: XTermParser, pieces: Iterable[str]) -> list[tuple[object, ...]]:
    """What came of it: the kinds of messages, keys with their names, what was pasted."""
    return [
        (type(each).__name__, getattr(each, "key", None), getattr(each, "text", None))
        for piece in pieces
        for each in parser.feed(piece)
    ]


@pytest.mark.parametrize("split", [False, True], ids=["whole", "in pieces"])
@pytest.mark.parametrize("answer", [each.decode() for each in ANSWERS])
def test_an_answer_is_no_key_and_the_next_key_is_one(answer: str, split: bool) -> None:
    found = told(KeyParser(), [*answer, "d"] if split else [answer + "d"])

    assert [each for each in found if each[0] == events.Key.__name__] == [("Key", "d", None)]


KNOWN = [each for each in ANSI_SEQUENCES_KEYS if each]


def test_every_key_of_the_toolkit_is_the_same_key() -> None:
    different = [
        each for each in KNOWN if told(KeyParser(), [each + "d"]) != told(XTermParser(), [each + "d"])
    ]

    assert different == []


@pytest.mark.parametrize(
    "typed",
    [
        "\x1b[200~a \x1b]0;x\x07 q \x1b[201~d",
        "\x1b[<0;10;10M\x1b[<0;10;10md",
        "\x1b[97;5u\x1b[?2026;2$yd",
        "\x1b[Id\x1b[O",
        "\x1bd",
        "\x1b\x1bd",
        "ñ👩\u200d💻d",
    ],
)
@pytest.mark.parametrize("split", [False, True], ids=["whole", "in pieces"])
def test_pastes_mice_and_letters_stay_as_they_are(typed: str, split: bool) -> None:
    pieces = [*typed] if split else [typed]

    assert told(KeyParser(), pieces) == told(XTermParser(), pieces)


def test_a_string_without_an_end_does_not_swallow_keys_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("jornada.tui.compat.key_parser.get_time", lambda: now)
    parser = KeyParser()
    assert told(parser, ["\x1b]11;rgb"]) == []
    now += 2.0

    assert told(parser, ["d"]) == [("Key", "d", None)]


def test_escape_leaves_a_string_without_an_end() -> None:
    parser = KeyParser()
    assert told(parser, ["\x1b]11;rgb", "\x1b"]) == []

    assert ("Key", "escape", None) in told(parser, ["\x1b", "\x1b"])
