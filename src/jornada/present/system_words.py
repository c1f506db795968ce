"""What the system and the reader of TOML say is wrong, in the person's language.

They say it in English whatever the language; what is not known here stays as it was said.
"""

from __future__ import annotations

import re

from jornada.present.words import N_, Words

_SAID = (
    N_("Anybody may write there"),
    N_("Device or resource busy"),
    N_("Disk quota exceeded"),
    N_("Exec format error"),
    N_("File name too long"),
    N_("File too large"),
    N_("Input/output error"),
    N_("Invalid argument"),
    N_("Is a directory"),
    N_("No space left on device"),
    N_("No such file or directory"),
    N_("Not a directory"),
    N_("Operation not permitted"),
    N_("Permission denied"),
    N_("Read-only file system"),
    N_("Stale file handle"),
    N_("Too many levels of symbolic links"),
    N_("Too many open files"),
    N_("directory"),
    N_("fifo"),
    N_("symlink"),
    N_("Cannot declare {what} twice"),
    N_("Cannot mutate immutable namespace {what}"),
    N_("Cannot overwrite a value"),
    N_("Cannot redefine namespace {what}"),
    N_("Duplicate inline table key {what}"),
    N_("Escaped character is not a Unicode scalar value"),
    N_("Expected '=' after a key in a key/value pair"),
    N_("Expected ']' at the end of a table declaration"),
    N_("Expected ']]' at the end of an array declaration"),
    N_("Expected newline or end of document after a statement"),
    N_("Expected {what}"),
    N_("Found invalid character {what}"),
    N_("Illegal character {what}"),
    N_("Invalid date or datetime"),
    N_("Invalid hex value"),
    N_("Invalid initial character for a key part"),
    N_("Invalid statement"),
    N_("Invalid value"),
    N_("Unclosed array"),
    N_("Unclosed inline table"),
    N_("Unescaped '\\' in a string"),
    N_("Unterminated string"),
)
"""Those with a value in them come after the ones without."""


_ROOM = N_("Make room on that disk, then do it again")
_RIGHTS = N_("Look at its owner and its permissions")
_IN_THE_WAY = N_("Something else has that name: move it away, or name another place")
_FAILING = N_("The disk may be failing: write a backup onto another one with “jornada backup”")
_ADVICE = {
    N_("Disk quota exceeded"): _ROOM,
    N_("File name too long"): N_("Name a shorter one"),
    N_("Input/output error"): _FAILING,
    N_("Is a directory"): _IN_THE_WAY,
    N_("No space left on device"): _ROOM,
    N_("No such file or directory"): N_("Make that directory first, or name another place"),
    N_("Not a directory"): _IN_THE_WAY,
    N_("Operation not permitted"): _RIGHTS,
    N_("Permission denied"): _RIGHTS,
    N_("Read-only file system"): N_(
        "Nothing can be written there: see how that disk is mounted, or name another place"
    ),
    N_("Stale file handle"): _FAILING,
    N_("Too many open files"): N_("End some other programs, then do it again"),
}
"""By what the system says of a place where something was to be written: what to do."""


def system_advice(words: Words, said: str) -> str:
    """What to do about what the system said; nothing where that is not known."""
    message = _ADVICE.get(said.partition(": ")[0], "")
    return words.gettext(message) if message else ""


def place_lines(words: Words, place: str, said: str) -> tuple[str, ...]:
    """That a place cannot be used, what the system said of it, and what to do."""
    line = words.gettext("{place} cannot be used: {reason}")
    lines = (line.format(place=place, reason=system_words(words, said)), system_advice(words, said))
    return tuple(each if number == 0 else f"  {each}" for number, each in enumerate(lines) if each)


def system_words(words: Words, said: str) -> str:
    """The same in the language of `words`; a path after a colon is kept."""
    if words.language == "en":
        return said
    head, colon, rest = said.partition(": ")
    for message in _SAID:
        found = re.fullmatch(re.escape(message).replace(re.escape("{what}"), "(.+)"), head)
        if found:
            return words.gettext(message).format(what="".join(found.groups())) + colon + rest
    return said
