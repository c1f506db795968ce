"""Text as it stands in cells: a letter with its accents, a wide sign, an emoji made of several."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, split_graphemes

is_narrow = re.compile(
    r"[ -~\xa1-\xac\xae-\u02ff\u0370-\u0377\u0391-\u03ff\u0400-\u0482\u2010-\u2027\u2500-\u25fc]*"
).fullmatch
"""Whether each character of the text is one cell on every terminal."""

_FLAG_LETTERS = range(0x1F1E6, 0x1F200)


def split(text: str) -> Iterator[tuple[str, int]]:
    """The text in pieces that are drawn as one, each with its width in cells, as the toolkit counts it.

    The two letters of a flag are one piece, whatever their widths: apart they are no flag.
    """
    letter, width_of_letter = "", 0
    for start, end, width in split_graphemes(text)[0]:
        piece = text[start:end]
        is_letter = ord(piece[0]) in _FLAG_LETTERS
        if letter and is_letter:
            yield letter + piece, width_of_letter + width
            letter = ""
            continue
        if letter:
            yield letter, width_of_letter
            letter = ""
        if is_letter:
            letter, width_of_letter = piece, width
        else:
            yield piece, width
    if letter:
        yield letter, width_of_letter


def is_sure(piece: str) -> bool:
    """Whether all terminals draw the piece as wide as the toolkit counts it.

    They do not agree on emoji, on what is joined or varied, and on scripts whose letters combine.
    """
    if len(piece) > 1:
        return is_sure(piece[0]) and all("\u0300" <= mark <= "\u036f" for mark in piece[1:])
    code = ord(piece) if piece else 0x20
    if 0x0590 <= code < 0x1E00 or 0x1F000 <= code < 0x20000:
        return False
    return not (0x2300 <= code < 0x2C00 and cell_len(piece) > 1)


def reach(piece: str) -> int:
    """The most cells in which any terminal draws the piece."""
    return 2 * len(piece)
