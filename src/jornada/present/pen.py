"""What every drawing needs at hand: words, glyphs, and how wide a text is on this screen.

A line is pieces of text, each with a role; what a role looks like is the theme's to say. Roles are
words such as `muted`, `strong`, `warning`, `area-3`, `brand-1`, `severity-2`, `cursor`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from jornada.core.dataclass import dataclass
from jornada.core.text import clean
from jornada.present.glyphs import Glyphs
from jornada.present.words import Words


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one role. `does` is what a click on it does: the id of an action, or a key."""

    text: str
    role: str = ""
    does: str = ""


Line = tuple[Piece, ...]
JOINER, AS_EMOJI = "\u200d", "\ufe0f"
TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
FLAG_LETTERS = "".join(map(chr, range(0x1F1E6, 0x1F200)))


def plain_width(text: str) -> int:
    """Columns of a text where no terminal library is at hand: wide and full-width ones take two,
    combining marks none (Unicode Standard Annex 11), what is joined to an emoji none either."""
    if text.isascii():
        return len(text)
    width, before = 0, ""
    for character in text:
        if character == AS_EMOJI and before and _is_narrow_sign(before):
            width += 1
        elif not (before == JOINER or (before and _joins(character)) or _has_no_width(character)):
            width += 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
        before = character
    return width


def _has_no_width(character: str) -> bool:
    return unicodedata.combining(character) > 0 or unicodedata.category(character) in ("Mn", "Me", "Cf")


def _is_narrow_sign(character: str) -> bool:
    """Whether it is no letter and one column wide, which is drawn as a wide emoji where that is asked for."""
    kind = unicodedata.category(character)
    return kind[0] in "SPN" and unicodedata.east_asian_width(character) not in ("W", "F")


@dataclass(frozen=True, slots=True)
class Pen:
    """Words, glyphs and the measure of the screen: `measure` gives the columns a text takes there."""

    words: Words
    glyphs: Glyphs
    measure: Callable[[str], int] = plain_width

    def fit(self, text: str, width: int, *, right: bool = False) -> str:
        """`text` in exactly `width` columns: cleaned, cut with an ellipsis, or filled with spaces."""
        text = self.crop(text, width)
        gap = " " * (width - self.measure(text))
        return gap + text if right else text + gap

    def crop(self, text: str, width: int) -> str:
        """`text` in at most `width` columns, cleaned, its cut shown by an ellipsis."""
        text = clean(text)
        if width <= 0:
            return ""
        if self.measure(text) <= width:
            return text
        mark = self.glyphs.ellipsis
        room = width - self.measure(mark)
        return self.prefix(text, room) + mark if room >= 0 else ""

    def prefix(self, text: str, width: int) -> str:
        """As much of `text` from its beginning as fits in `width` columns, parting no sign in two."""
        # A prefix is measured whole: marks and joined emoji have no width of their own.
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.measure(text[:middle]) <= width:
                low = middle
            else:
                high = middle - 1
        return text[: _between_signs(text, low)]


def _between_signs(text: str, at: int) -> int:
    """`at`, or the nearest place before it that parts no sign in two: an accented letter, a flag, an emoji
    made of several."""
    while 0 < at < len(text) and (_joins(text[at]) or text[at - 1] == JOINER or _parts_flag(text, at)):
        at -= 1
    return at


def _joins(character: str) -> bool:
    """Whether it is one sign with what stands before it: a mark, a joiner, a tone of skin."""
    return character == JOINER or character in TONES or unicodedata.category(character) in ("Mn", "Me")


def _parts_flag(text: str, at: int) -> bool:
    """Whether the two letters of a flag are on both sides."""
    letters = 0
    while at - letters > 0 and text[at - letters - 1] in FLAG_LETTERS:
        letters += 1
    return letters % 2 == 1 and text[at] in FLAG_LETTERS


def width_of(line: Line, measure: Callable[[str], int]) -> int:
    """Columns a line takes."""
    return sum(measure(piece.text) for piece in line)


def does_at(line: Line, column: int, measure: Callable[[str], int]) -> str:
    """What a click on that column does; empty for nothing."""
    for piece in line:
        column -= measure(piece.text)
        if column < 0:
            return piece.does
    return ""


def text_of(line: Line) -> str:
    """The line without its roles."""
    return "".join(piece.text for piece in line)
