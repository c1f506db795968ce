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
    N_("File name too long"),
    N_("File too large"),
    N_("Input/output error"),
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
