"""On which line of a TOML text something stands: `tomllib` tells values, never places.

The text is one that `tomllib` has parsed; so its grammar is not checked again here, only followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum

from jornada.core.mistakes import Path
from jornada.core.pattern import pattern

_TOKEN = pattern(
    r"""
      (?P<blank> [ \t\r]+ | \#[^\n]* )
    | (?P<newline> \n )
    | (?P<string> \"{3} (?: [^\\] | \\[\s\S] )*? \"{3,5} | '{3} [\s\S]*? '{3,5}
                | " (?: [^"\\\n]++ | \\. )*+ " | ' [^'\n]*+ ' )
    | (?P<mark> [\[\]{}=,.] )
    | (?P<bare> [^\s\[\]{}=,.\#"']+ )
    | (?P<other> [\s\S] )
    """,
    re.VERBOSE,
)
DEEPEST = 32
"""Places are kept down to here: nothing of ours lies deeper, and paths without end would fill the memory."""

_ESCAPE = pattern(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}
_SYNTAX_PLACE = pattern(r"\s*\(at (?:line ([0-9]+), column [0-9]+|end of document)\)$")


class _Where(StrEnum):
    """What the next token belongs to."""

    KEY = "key"
    HEADER = "header"
    VALUE = "value"
    AFTER = "after"


class TomlLines:
    """The lines of everything that has a path in a TOML text."""

    def __init__(self, text: str) -> None:
        scan = _Scan()
        for line, kind, token in _tokens(text):
            scan.take(line, kind, token)
        self._lines: Mapping[Path, int] = scan.lines

    def span(self, path: Path, text: str) -> tuple[int, int] | None:
        """The first and the last line, from 1, of what stands at `path` in `text`, the one these lines are
        of; a table of a list with all that is in it. Comments and empty lines after it are not part of it.
        """
        first = self._lines.get(path)
        if first is None:
            return None
        depth = len(path)
        after = (line for other, line in self._lines.items() if line > first and other[:depth] != path)
        lines = text.split("\n")
        last = min(after, default=len(lines) + 1) - 1
        while last > first and lines[last - 1].strip()[:1] in ("", "#"):
            last -= 1
        return first, last

    def line(self, path: Path) -> int | None:
        """The line, from 1, of the value at `path`, else of the nearest thing around it.

        For a value it is the line of its key, or of the element of a list; for `("task", 3)` the header's.
        `None` if nothing but the whole text is around it.
        """
        for length in range(len(path), 0, -1):
            line = self._lines.get(path[:length])
            if line is not None:
                return line
        return None


def syntax_error(error: ValueError, text: str) -> tuple[int | None, str]:
    """The line, from 1, of which a `TOMLDecodeError` complains, and the complaint without the place."""
    said = str(error)
    place = _SYNTAX_PLACE.search(said)
    if not place:
        return None, said
    line = int(place[1]) if place[1] else text.rstrip("\n").count("\n") + 1
    return line, said[: place.start()]


def _tokens(text: str) -> Iterator[tuple[int, str, str]]:
    line = 1
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or "other"
        if kind != "blank":
            yield line, kind, found[0]
        line += found[0].count("\n")


class _Scan:
    """The place in the text, token by token; open lists and inline tables are a stack, never a recursion."""

    def __init__(self) -> None:
        self.lines: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        self._table: Path = ()
        self._where = _Where.KEY
        self._keys: list[str] = []
        self._key_line = 0
        self._brackets = 0
        # Of each open list or inline table: its closing mark, its path, the index of the element.
        self._open: list[tuple[str, Path, int]] = []
        self._value: Path = ()

    def take(self, line: int, kind: str, token: str) -> None:
        if kind == "newline":
            if not self._open:
                self._where, self._keys = _Where.KEY, []
        elif self._where is _Where.KEY:
            self._take_key(line, kind, token)
        elif self._where is _Where.HEADER:
            self._take_header(line, kind, token)
        else:
            self._take_value(line, token)

    def _take_key(self, line: int, kind: str, token: str) -> None:
        if token == "[" and not self._open and not self._keys:
            self._where, self._brackets = _Where.HEADER, 1
        elif token == "=":
            around = self._open[-1][1] if self._open else self._table
            self._value = self._note(around, self._key_line)
            self._where, self._keys = _Where.VALUE, []
        elif token == "}":
            self._close(token)
        elif kind in ("bare", "string"):
            self._key_line = self._key_line if self._keys else line
            self._add_key(token)

    def _take_header(self, line: int, kind: str, token: str) -> None:
        if token == "[":
            self._brackets += 1
        elif kind in ("bare", "string"):
            self._add_key(token)
        elif token == "]" and self._keys:
            *around, last = self._keys
            path: Path = ()
            for key in around:
                path = self._newest((*path, key))
            path = (*path, last)
            if self._brackets == 2:
                self._counts[path] = self._counts.get(path, -1) + 1
                self.lines.setdefault(path, line)
            path = self._newest(path)
            self._table = path
            self._mark(path, line)
            self._where, self._keys = _Where.AFTER, []

    def _take_value(self, line: int, token: str) -> None:
        if token in ("]", "}"):
            self._close(token)
        elif token == ",":
            self._next()
        elif self._where is _Where.VALUE:
            self.lines.setdefault(self._value, line)
            if token == "[":
                self._open.append(("]", self._value, 0))
                self._value = (*self._value, 0)[:DEEPEST]
            elif token == "{":
                self._open.append(("}", self._value, 0))
                self._where, self._keys = _Where.KEY, []
            else:
                self._where = _Where.AFTER

    def _next(self) -> None:
        if not self._open:
            return
        closing, path, index = self._open[-1]
        if closing == "}":
            self._where, self._keys = _Where.KEY, []
        else:
            self._open[-1] = (closing, path, index + 1)
            self._value, self._where = (*path, index + 1)[:DEEPEST], _Where.VALUE

    def _close(self, token: str) -> None:
        if self._open and self._open[-1][0] == token:
            self._open.pop()
        self._where = _Where.AFTER

    def _add_key(self, token: str) -> None:
        if len(self._keys) < DEEPEST:
            self._keys.append(_key(token))

    def _note(self, around: Path, line: int) -> Path:
        """Note the line of a dotted key and of every table it names on the way."""
        path = around
        for key in self._keys:
            path = (*path, key)[:DEEPEST]
            self.lines.setdefault(path, line)
        return path

    def _mark(self, path: Path, line: int) -> None:
        """Note a header's line, and that of tables which it alone names."""
        for length in range(1, len(path) + 1):
            self.lines.setdefault(path[:length], line)

    def _newest(self, path: Path) -> Path:
        """The last element, if the path is a list of tables."""
        return (*path, self._counts[path]) if path in self._counts else path


def _key(token: str) -> str:
    if token.startswith("'"):
        return token[1:-1]
    return _ESCAPE.sub(_unescaped, token[1:-1]) if token.startswith('"') else token


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    if code:
        return chr(int(code, 16)) if int(code, 16) <= 0x10FFFF else ""
    return _ESCAPED.get(found[3], found[3])
