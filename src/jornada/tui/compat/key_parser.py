"""What is typed, told apart from what else a terminal says."""

from __future__ import annotations

import re
from collections.abc import Iterable

from textual import constants
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.message import Message

ESCAPE = "\x1b"
STRINGS = "]P_^X"
"""What begins a string after an escape: commands and answers of any text, up to BEL or ST."""
MOST_LETTERS = 64
"""A sequence of so many letters is none of a key."""
LONGEST_SECONDS = 1.0
"""A sequence that has not come to its end by then never does; what is typed next is keys again."""
PASTE, PASTED = "\x1b[200~", "\x1b[201~"
_ANSWER = re.compile(r"\x1b\[(?:[?>=].*|[0-9;]*[nhlxypt])", re.DOTALL)
_MODE_REPORT = re.compile(r"\x1b\[\?[0-9]+;[0-9]\$y")
_RESIZED = re.compile(r"\x1b\[48(?:;[0-9:]+){4}t")


class KeyParser(XTermParser):
    """The toolkit's parser, which is given what may be a key, and each sequence as a whole. What else a
    terminal says, its answers to questions that somebody asked, is no key, though the toolkit takes the
    letters in it for some."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._held = ""
        self._since = 0.0
        self._pasted: str | None = None

    def feed(self, data: str) -> Iterable[Message]:
        """Nothing ends it, as in the toolkit."""
        if not data:
            yield from super().feed(data)
        for letter in data:
            yield from self._take(letter)

    def _take(self, letter: str) -> Iterable[Message]:
        if self._pasted is not None:
            self._pasted = (self._pasted + letter)[-len(PASTED) :]
            if self._pasted == PASTED:
                self._pasted = None
            yield from super().feed(letter)
            return
        self._forget_what_is_old()
        held = self._held
        if held[1:2] and held[1] in STRINGS:
            escaped = held.endswith(ESCAPE)
            if letter in "\x07\x9c" or (escaped and letter == "\\"):
                self._held = ""
            elif escaped:  # as to a terminal: what has no end ends where something else begins
                self._held = ""
                yield from self._take(ESCAPE)
                yield from self._take(letter)
            else:
                self._held = held[:2] + (ESCAPE if letter == ESCAPE else "")
        elif held == ESCAPE and (letter == "[" or letter in STRINGS):
            self._start_over()
            self._held += letter
        elif held.startswith("\x1b[") and letter != ESCAPE:
            yield from self._sequence(held + letter)
        else:
            self._held, self._since = (ESCAPE, get_time()) if letter == ESCAPE else ("", 0.0)
            yield from super().feed(letter)

    def _sequence(self, held: str) -> Iterable[Message]:
        """A sequence as far as it has come."""
        if not "@" <= held[-1] <= "~" or held == "\x1b[[":  # the last is how a console begins F1
            self._held = held if len(held) < MOST_LETTERS else ""
            return
        self._held = ""
        if _ANSWER.fullmatch(held) and not _is_for_the_toolkit(held):
            return
        if held == PASTE:
            self._pasted = ""
        yield from super().feed(held)

    def _forget_what_is_old(self) -> None:
        longest = constants.ESCAPE_DELAY if self._held == ESCAPE else LONGEST_SECONDS
        if self._held and get_time() - self._since > longest:
            self._held = ""

    def _start_over(self) -> None:
        """What began with an escape is no key by itself: the toolkit waits for none any more."""
        self._gen.close()
        self._gen = self.parse(self._tokens.append)
        self._awaiting = next(self._gen)
        self._timeout_time = None


def _is_for_the_toolkit(sequence: str) -> bool:
    """It looks like an answer and is a key of some terminal, or an answer that the toolkit asked for."""
    is_asked_for = _MODE_REPORT.fullmatch(sequence) or _RESIZED.fullmatch(sequence)
    return sequence in ANSI_SEQUENCES_KEYS or is_asked_for is not None
