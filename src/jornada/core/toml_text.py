"""Parsing a TOML text that a person wrote: the document, or the one mistake for which there is none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from jornada.core.mistakes import LocatedMistake, Mistake, Problem
from jornada.core.pattern import pattern
from jornada.core.toml_table import shown

MOST_PARTS = 4
"""Most parts of a dotted key or a header: none of ours has more than three."""

# What is not closed ends with the text or the line, so that nothing is ever gone back over.
_PASSED_OVER = pattern(
    r"""\#[^\n]*+
      | \"{3} (?: [^"\\]++ | \\[\s\S] | \"{1,2}+(?!\") )*+ (?:\"{3,5})?
      | '{3} (?: [^']++ | '{1,2}+(?!') )*+ (?:'{3,5})?
      | \" (?: [^"\\\n]++ | \\. )*+ \"?
      | ' [^'\n]*+ '?
    """,
    re.VERBOSE,
)
_SHEET_ENTRY = pattern(
    r"""(?: (?P<name>[A-Za-z0-9_-]+) [ ]* = [ ]*
          (?: "(?P<word>TEXT)" | (?P<truth>true|false)
            | \{ [ ]* (?P<pairs> PAIR (?: [ ]* , [ ]* PAIR )*+ ) [ ]* \}
            | \[ (?P<words> (?: [ \n]* "TEXT" [ \n]* , )*+ (?: [ \n]* "TEXT" )? ) [ \n]* \]
          )
        )? [ ]* (?: \# (?P<comment>[^\n]*) )? (?: \n | \Z )
    """.replace("PAIR", '[A-Za-z0-9_-]+ [ ]* = [ ]* "TEXT"').replace("TEXT", r'[^"\\\x00-\x1f\x7f]*'),
    re.VERBOSE,
)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_TOO_MANY_PARTS = pattern(rf"(?<![A-Za-z0-9_-])(?:[A-Za-z0-9_-]++[ \t]*+\.[ \t]*+){{{MOST_PARTS}}}")


def decode_toml(data: bytes) -> str | LocatedMistake:
    """The text of a file, or what keeps it from being one, with its line."""
    if data.startswith(_BYTE_ORDER_MARK):
        return LocatedMistake(1, Mistake((), Problem.BYTE_ORDER_MARK))
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        return LocatedMistake(data.count(b"\n", 0, error.start) + 1, Mistake((), Problem.NOT_UTF8))


def plain_document(text: str) -> dict[str, Any] | None:
    """The document of a text that says little, as most do: a name and a plain value on each line, or a
    comment. Nothing where it is anything more: the library for that takes a while to load."""
    found: dict[str, Any] = {}
    for line in text.split("\n"):
        if not line or (line[0] == "#" and line.isprintable()):
            continue
        name, _, given = (part.strip(" ") for part in line.partition("="))
        value = _plain_value(given)
        is_name = line[0] != " " and name.isascii() and name.replace("-", "").replace("_", "a").isalnum()
        if value is None or not is_name or name in found:
            return None
        found[name] = value
    return found


def _plain_value(given: str) -> str | int | bool | None:
    """A word, a truth or a whole number that is written plainly; `None` for anything else."""
    if given[:1] == '"':
        word = given[1:-1]
        is_word = len(given) > 1 and given[-1] == '"' and (not word or word.isprintable())
        return word if is_word and '"' not in word and "\\" not in word else None
    if given in ("true", "false"):
        return given == "true"
    is_number = given.isascii() and given.isdecimal() and len(given) <= 16
    return int(given) if is_number and (given[0] != "0" or given == "0") else None


def plain_sheet(text: str) -> dict[str, Any] | None:
    """The document of a text that has nothing but names, each with a word, a truth, a list of words, or
    words by name; comments may stand behind them. Nothing where it is anything more."""
    found: dict[str, Any] = {}
    at = 0
    while at < len(text):
        entry = _SHEET_ENTRY.match(text, at)
        if entry is None or not (entry["comment"] or "").isprintable() or entry["name"] in found:
            return None
        at = entry.end()
        word, truth, pairs, words = entry.group("word", "truth", "pairs", "words")
        if pairs is not None:
            # What stands between quotes is a word, what stands before it its name.
            names = [name.strip(" ,=") for name in pairs.split('"')[:-1:2]]
            if len(set(names)) < len(names):
                return None
            found[entry["name"]] = dict(zip(names, pairs.split('"')[1::2], strict=True))
        elif entry["name"] is not None:
            several = words.split('"')[1::2] if words is not None else truth == "true"
            found[entry["name"]] = word if word is not None else several
    return found


def parse_toml(text: str) -> dict[str, Any] | LocatedMistake:
    """The document in `text`, or what keeps it from being one, with its line."""
    if (document := plain_document(text)) is not None:
        return document
    # Before parsing: `tomllib` takes more than a second for one key of 10,000 parts.
    found = _TOO_MANY_PARTS.search(plain := _PASSED_OVER.sub(_stands_for, text))
    if found:
        line = plain.count("\n", 0, found.start()) + 1
        return LocatedMistake(line, Mistake((), Problem.TOO_DEEP))
    import tomllib

    try:
        return tomllib.loads(text)
    except RecursionError:
        return LocatedMistake(None, Mistake((), Problem.TOO_DEEP))
    except ValueError as error:
        from jornada.core.toml_lines import syntax_error

        at, said = syntax_error(error, text)
        return LocatedMistake(at, Mistake((), Problem.SYNTAX, shown(said)))


def located(mistakes: Iterable[Mistake], text: str) -> tuple[LocatedMistake, ...]:
    """The mistakes of a text that was parsed, each with its line, in the order of the lines."""
    found = tuple(mistakes)
    if not found:
        return ()
    from jornada.core.toml_lines import TomlLines

    lines = TomlLines(text)
    with_lines = (LocatedMistake(lines.line(mistake.path), mistake) for mistake in found)
    return tuple(sorted(with_lines, key=lambda each: each.line or 0))


def _stands_for(found: re.Match[str]) -> str:
    """A part of a key in place of a string, nothing in place of a comment; and all its line ends."""
    token = found[0]
    return ("" if token.startswith("#") else "s") + "\n" * token.count("\n")
