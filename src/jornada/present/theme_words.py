"""Themes in words: what became of a choice, what is worth a look, and a few lines to see one by."""

from __future__ import annotations

from collections.abc import Mapping

from jornada.core.colour_sight import READABLE, Eye
from jornada.core.text import clean
from jornada.present.lines import filled
from jornada.present.pen import Line, Pen, Piece
from jornada.present.words import N_, Words
from jornada.theme_sight import Faint, Remark
from jornada.themes import SLOTS, Theme

_EYES: Mapping[Eye, str] = {
    Eye.USUAL: N_("to anybody"),
    Eye.PROTANOPIA: N_("with protanopia"),
    Eye.DEUTERANOPIA: N_("with deuteranopia"),
    Eye.TRITANOPIA: N_("with tritanopia"),
}


def theme_title(words: Words, theme: Theme) -> str:
    """What a theme is called."""
    return clean(theme.title(words.language))


def kept_sentence(words: Words, theme: Theme, variable: str) -> str:
    """The theme is in the options; `variable` is what JORNADA_THEME says, empty for nothing."""
    title = theme_title(words, theme)
    if variable and variable != theme.name:
        return words.gettext(
            "Theme “{title}” is kept; JORNADA_THEME says {name}, and wins at the next start"
        ).format(title=title, name=clean(variable)[:40])
    return words.gettext("Theme “{title}” is kept").format(title=title)


def remark_sentence(words: Words, remark: Remark) -> str:
    """What is worth a look in a theme."""
    if isinstance(remark, Faint):
        mark = remark.mark
        said = words.gettext("{mark} is faint on {ground}: contrast {contrast}, where text needs {least}")
        return said.format(
            mark=words.gettext("slot {number}").format(number=mark) if isinstance(mark, int) else mark,
            ground=remark.ground,
            contrast=f"{remark.contrast:.1f}",
            least=f"{READABLE:g}",
        )
    said = words.gettext("slots {one} and {other} look alike {eye}: {apart} apart, {least} are wanted")
    return said.format(
        one=remark.one,
        other=remark.other,
        eye=words.gettext(_EYES[remark.eye]),
        apart=f"{remark.difference:.1f}",
        least=f"{remark.least:g}",
    )


def sample_lines(pen: Pen, width: int) -> tuple[Line, ...]:
    """A few lines of a day, with every colour of a theme in them, to see it by."""
    words, glyphs = pen.words, pen.glyphs
    sign = glyphs.bar_full
    slots = tuple(
        piece
        for slot in range(1, SLOTS + 1)
        for piece in (Piece(sign, f"area-{slot}"), Piece(f"{slot} " if slot < SLOTS else str(slot), "muted"))
    )
    lines: tuple[Line, ...] = (
        (
            Piece(f"{glyphs.in_progress} {words.gettext('in hand')}", "running"),
            Piece(f"  {glyphs.done} {words.gettext('done')}", "good"),
            Piece(f"  {glyphs.soon} {words.gettext('due soon')}", "warning"),
            Piece(f"  {glyphs.overdue} {words.gettext('late')}", "error"),
        ),
        (
            Piece(words.gettext("heading"), "heading"),
            Piece(f"  {words.gettext('text')}", "title"),
            Piece(f"  {words.gettext('beside it')}", "muted"),
            Piece("  "),
            Piece(f" {words.gettext('brand')} ", " ".join(("badge", "brand-2"))),
        ),
        slots,
    )
    return tuple(filled(pen, (Piece(" "), *line), width) for line in lines)
