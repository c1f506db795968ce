"""Text as it may be stored and shown: nothing that a terminal obeys or an eye cannot see.

Applied where text comes in, and again where it is shown, because files are written by others too.
What stays: zero width joiners and variation selectors (emoji need them), and text in any script.
What goes: control characters, overrides of the writing direction, zero-width characters, tag
characters and lone surrogates.
"""

from __future__ import annotations

import re
import unicodedata

from jornada.core.pattern import pattern

_GONE = pattern(
    "["
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u00ad\u180e"  # soft hyphen, Mongolian vowel separator: take no cell, or one, as the terminal likes
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction marks, overrides, isolates
    "\u200b\u200c\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"  # zero width, but for U+200D
    "\u2028\u2029"
    "\U000e0000-\U000e007f"  # tags: text that hides in text
    "\ud800-\udfff"
    "]"
)
_LINE_ENDS = pattern("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BLANKS = pattern("\r\n|[\t\n\r\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Text of one line: a title, a name, a link. Tabs and line ends become spaces; NFC; stripped."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return _settle(text if text.isprintable() else _GONE.sub("", _BLANKS.sub(" ", text)))


def clean_prose(text: str) -> str:
    """Text of several lines: a note. Line ends become `\\n`, tabs become spaces; NFC; stripped."""
    lines = _LINE_ENDS.sub("\n", text).replace("\t", " ").split("\n")
    return _settle("\n".join(_GONE.sub("", line) for line in lines))


def shown(text: str) -> str:
    """Text on its way to a terminal: blanks and line ends as they are, nothing else that is not shown."""
    if text.isprintable():  # what goes is not, in any version of Unicode
        return text
    return "\n".join("\t".join(_GONE.sub("", part) for part in line.split("\t")) for line in text.split("\n"))


def escaped_json(text: str) -> str:
    """JSON that says the same, with an escape for each letter that is not to be shown. Raises nothing."""
    return "\n".join(_GONE.sub(_escape, line) for line in text.split("\n"))


def _escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def _settle(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()
