"""Files that no reader of TOML should be given: by name."""

from __future__ import annotations

import os
from pathlib import Path

DEEP = 10_000
HUGE_BYTES = 100 * 1024 * 1024

INVALID: dict[str, bytes] = {
    # What TOML 1.0 forbids, a case of each kind.
    "array, missing comma": b"a = [1 2]\n",
    "array, open": b"a = [1,\n",
    "array, table over it": b"a = [1]\n[a]\n",
    "array of tables over a table": b"[a]\n[[a]]\n",
    "boolean, capital": b"a = True\n",
    "control character in a comment": b"# \x01\na = 1\n",
    "control character in a string": b'a = "\x07"\n',
    "date, no such day": b"a = 2026-02-30\n",
    "date, no such month": b"a = 2026-13-01T00:00:00Z\n",
    "time, no such hour": b"a = 25:00:00\n",
    "offset, beyond a day": b"a = 2026-01-01T00:00:00+25:00\n",
    "year of five digits": b"a = 20260-01-01\n",
    "duplicate key": b"a = 1\na = 2\n",
    "duplicate table": b"[a]\n[a]\n",
    "dotted key over a value": b"a = 1\na.b = 2\n",
    "empty bare key": b" = 1\n",
    "key without a value": b"a\n",
    "key with a newline": b'"a\nb" = 1\n',
    "several on a line": b"a = 1 b = 2\n",
    "float, two points": b"a = 1.2.3\n",
    "float, lonely point": b"a = .5\n",
    "integer, leading zero": b"a = 012\n",
    "integer, two underscores": b"a = 1__2\n",
    "integer, of 10,000 digits": b"a = " + b"9" * DEEP + b"\n",
    "integer, of a million digits": b"a = " + b"7" * 1_000_000 + b"\n",
    "hexadecimal, sign": b"a = -0xff\n",
    "inline table, newline": b"a = { b = 1,\n c = 2 }\n",
    "inline table, open": b"a = { b = 1\n",
    "inline table, two commas": b"a = { b = 1,, c = 2 }\n",
    "inline table, extended": b"a = { b = 1 }\na.c = 2\n",
    "string, open": b'a = "b\n',
    "string, open over lines": b'a = """b\n',
    "string, bad escape": b'a = "\\q"\n',
    "string, half a surrogate": b'a = "\\ud800"\n',
    "string, beyond Unicode": b'a = "\\U00110000"\n',
    "text after a table": b"[a] b\n",
    "bracket alone": b"]\n",
    # Bytes.
    "byte order mark of UTF-16": "a = 1\n".encode("utf-16"),
    "byte order mark in the middle": b"a = 1\n\xef\xbb\xbfb = 2\n",
    "Latin-1": 'a = "Café"\n'.encode("latin-1"),
    "overlong UTF-8": b'a = "\xc0\xaf"\n',
    "surrogate in UTF-8": b'a = "\xed\xa0\x80"\n',
    "NUL": b"a = 1\x00\n",
    "nothing but NUL": b"\x00" * 4096,
    "carriage return alone": b"a = 1\rb = 2\n",
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    # Depth and length.
    "arrays in arrays": b"a = " + b"[" * DEEP + b"]" * DEEP + b"\n",
    "arrays never closed": b"a = " + b"[" * 500_000,
    "tables in tables": b"a = " + b"{a=" * DEEP + b"1" + b"}" * DEEP + b"\n",
    "a header of many parts": b"[" + b"a." * DEEP + b"a]\nb = [\n",
    "quotes without end": b'"""' * 100_000,
}
"""No reader of TOML takes these."""

UNWANTED: dict[str, bytes] = {
    "byte order mark": b"\xef\xbb\xbfa = 1\n",
    "a key of many parts": b"a." * DEEP + b"a = 1\n",
    "many keys of many parts": b"".join(b"k%d." % place + b"a." * 500 + b"a = 1\n" for place in range(100)),
    "a header of many parts, whole": b"[" + b"a." * DEEP + b"a]\nb = 1\n",
    "a key of 200,000 letters": b"k" * 200_000 + b" = 1\n",
    "a string of 900,000 letters": b'title = "' + b"t" * 900_000 + b'"\n',
    "30,000 keys": b"".join(b"k%d = 1\n" % place for place in range(30_000)),
    "30,000 tables": b"".join(b"[[t%d]]\n" % place for place in range(30_000)),
    "30,000 keys of actions": b"[keys]\n" + b"".join(b'k%d = "x"\n' % place for place in range(30_000)),
    "30,000 wrong elements": b"days = [" + b"[]," * 30_000 + b"]\ndays_off = [" + b'"x",' * 30_000 + b"]\n",
    "10,000 empty posts and tasks": b"[[post]]\n[[task]]\n" * 10_000,
    "headers of four parts": b"".join(b"[k%d.a.a.a]\n" % place for place in range(10_000)),
    "escapes and quotes": b'a = "' + b'\\"' * 200_000 + b"\n",
    "quotes of three, escaped, never closed": b'a = """' + b'\\"' * 200_000 + b"\n",
    "an integer beyond 64 bits": b"version = 99999999999999999999999\n",
    "a hexadecimal of a million digits": b"version = 0x" + b"f" * 900_000 + b"\n",
    "not a number": b"version = nan\ndaily_minutes = inf\n",
    "the year 1": b"from = 0001-01-01T00:00:00+23:59\n",
    "everything of another type": b"".join(
        name + b" = [[{ a = 1979-05-27T07:32:00 }]]\n"
        for name in (b"version", b"title", b"timezone", b"days", b"block", b"task", b"area", b"post", b"keys")
    ),
    "tables where lists are wanted": b"".join(
        b"[%s]\na = 1\n" % name for name in (b"block", b"task", b"area", b"brand", b"post", b"campaign")
    ),
    "lists of empty tables": b"".join(
        b"[[%s]]\n" % name * 50 for name in (b"block", b"task", b"area", b"brand", b"post", b"campaign")
    ),
}
"""TOML, or nearly so, that none of our files can be."""

HOSTILE = {**INVALID, **UNWANTED, "100 MB": b"a = 1\n"}


LONG_AGO = 1_700_000_000
"""When they were last written: nobody is writing them any more."""


def place(name: str, file: Path) -> None:
    """Write the file of that name; 100 MB are mostly a hole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(HOSTILE[name])
    if name == "100 MB":
        with file.open("r+b") as opened:
            opened.truncate(HUGE_BYTES)
    os.utime(file, (LONG_AGO, LONG_AGO))
