"""Themes as the toolkit wants them, and what each role of a drawn line looks like.

Colour never carries meaning alone: what a role says by colour, its text says by a sign or a word. In
one colour (`NO_COLOR`) and in the terminal's own palette the row in hand is reversed as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from io import StringIO

from rich.color import Color as RichColour
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip
from textual.theme import BUILTIN_THEMES
from textual.theme import Theme as ToolkitTheme

from jornada.core.colour_sight import READABLE, contrast
from jornada.few_colours import brought, nearest, stepped_back
from jornada.present.pen import Line, Piece
from jornada.themes import Theme

MUTED, RULE, FREE = 0.66, 0.26, 0.34
"""How much of the foreground is left in what steps back; in text it is more where that is faint."""
LEAST_FADED = 1.3
"""The contrast of a mark that steps back, where 256 colours are all there is."""
ALL_COLOURS = 1 << 24
_SYSTEMS = {"standard": 16, "windows": 16, "256": 256}


_WITHOUT_COLOUR = re.compile(r"(vt[1-5][0-9]{2}|.*-(m|mono))(-.*)?")
"""What TERM says of terminals that have one colour: those of DEC, and the names that end so (term(7))."""


def is_without_colour(environment: Mapping[str, str]) -> bool:
    """Whether nothing is to be drawn in colours: none are wanted, or the terminal has none."""
    return "NO_COLOR" in environment or bool(_WITHOUT_COLOUR.fullmatch(environment.get("TERM", "")))


def colours_in_terminal(environment: Mapping[str, str]) -> int:
    """How many colours the toolkit finds that the terminal has. Where nothing is said of a terminal, or
    none is wanted, nothing is to be brought to fewer."""
    if is_without_colour(environment) or not environment.get("TERM"):
        return ALL_COLOURS
    told = environment.get("TEXTUAL_COLOR_SYSTEM")
    if told is None or told == "auto":
        found = Console(file=StringIO(), force_terminal=True, _environ=dict(environment)).color_system
        told = found or ""
    return _SYSTEMS.get(told, ALL_COLOURS)


def toolkit_theme(theme: Theme) -> ToolkitTheme:
    """The theme for forms and other widgets of the toolkit."""
    variables: Mapping[str, str] = {}
    if theme.ansi:
        # What the toolkit would compute from colours it cannot know here.
        variables = BUILTIN_THEMES["ansi-dark" if theme.dark else "ansi-light"].variables
    elif theme.few:
        variables = {"text-muted": muted_colour(theme), "text-error": theme.error}
    return ToolkitTheme(
        name=theme.name,
        primary=theme.primary,
        secondary=theme.secondary,
        accent=theme.accent,
        foreground=theme.foreground,
        background=theme.background,
        surface=theme.surface,
        panel=theme.panel,
        boost=theme.panel,
        success=theme.success,
        warning=theme.warning,
        error=theme.error,
        dark=theme.dark,
        ansi=theme.ansi,
        variables=dict(variables),
    )


def has_one_ground(theme: Theme) -> bool:
    """Whether there are so few colours that what stands out has no ground of its own."""
    return theme.ansi or theme.few == 16


def muted_colour(theme: Theme) -> str:
    """`#rrggbb` of text that steps back and can still be read on every ground, as far as the theme's
    foreground can. Not for a theme of the terminal's own colours."""
    if theme.few == 16:
        return stepped_back(theme)
    ground, ink = Color.parse(theme.background), Color.parse(theme.foreground)
    grounds = (theme.background, theme.surface, theme.panel)
    for hundredths in range(round(MUTED * 100), 100, 2):
        colour = ground.blend(ink, hundredths / 100).hex
        if all(contrast(colour, each) >= READABLE for each in grounds):
            return brought(theme, colour) if theme.few else colour
    return theme.foreground


def slot_colour(theme: Theme, slot: str) -> str:
    """The colour of an area or a brand: of a slot's number, or of a person's own, `#rrggbb`."""
    if slot.isdecimal():
        return theme.colour(int(slot))
    colour = theme.colour(slot)
    return brought(theme, colour) if theme.few else colour


class Colours:
    """The styles of roles in one theme. A role is one or several words: `badge brand-2`."""

    def __init__(self, theme: Theme, *, monochrome: bool) -> None:
        self.monochrome = monochrome
        self.use(theme)

    def use(self, theme: Theme) -> None:
        """Draw with that theme from now on; who keeps what is drawn must draw it anew."""
        self.theme = theme
        self.style: Callable[[str], Style] = lru_cache(maxsize=512)(self._style)
        for kept in ("base", "_roles"):
            vars(self).pop(kept, None)

    @property
    def plain(self) -> bool:
        """Whether grounds of colour are not to be had: then what stands out is reversed."""
        return self.monochrome or has_one_ground(self.theme)

    @property
    def dims(self) -> bool:
        """Whether what steps back is left to the terminal: its colours are not known here."""
        return self.monochrome or self.theme.ansi

    @cached_property
    def base(self) -> Style:
        return Style(color=_colour(self.theme.foreground), bgcolor=_colour(self.theme.background))

    @cached_property
    def _roles(self) -> Mapping[str, Style]:
        theme = self.theme
        success, warning, error = (_fore(each) for each in (theme.success, theme.warning, theme.error))
        primary, accent = _fore(theme.primary), _fore(theme.accent)
        bold = Style(bold=True)
        muted = Style(dim=True) if self.dims else _fore(muted_colour(theme))
        banner = bold if self.plain else Style(bgcolor=_colour(theme.panel))
        return {
            "muted": muted,
            "rule": self._faded(RULE),
            "strong": bold,
            "heading": primary + bold,
            "section": muted + bold,
            "pane": muted,
            "pane-in-hand": primary + bold + Style(underline=self.plain),
            "title": Style(),
            "running": accent + bold,
            "accent": accent,
            "primary": primary,
            "good": success,
            "warning": warning,
            "error": error + bold,
            "done": muted,
            "dropped": muted + Style(strike=True),
            "now": accent + bold,
            "bar-done": primary,
            "bar-used": warning,
            "bar-free": self._faded(FREE),
            "bar-break": self._faded(FREE),
            "other-day": warning + Style(reverse=True),
            "key": primary + bold,
            "notice": bold,
            "refused": warning + bold + Style(reverse=self.plain),
            "banner-error": error + bold + Style(reverse=True),
            "banner-warning": warning + banner,
            "banner-proposal": banner,
            "severity-0": muted,
            "severity-1": error + bold + Style(reverse=True),
            "severity-2": error + bold,
            "severity-3": warning,
            "severity-4": Style(),
            "badge": bold + Style(reverse=True),
            "cursor-sign": primary + bold,
            "spot": Style(reverse=True) if self.plain else Style(bgcolor=_colour(theme.panel), bold=True),
            "thumb": self._faded(FREE),
        }

    def strip(self, line: Line, *, in_hand: bool = False) -> Strip:
        """The line as the toolkit draws it. `in_hand`: the row under the cursor of the list in hand. Where
        colours are to be had its sign alone tells it: a ground for the whole row would send each row anew
        with every step, six times the bytes on a slow line."""
        return Strip([Segment(piece.text, self._piece(piece, in_hand)) for piece in line])

    def _piece(self, piece: Piece, in_hand: bool) -> Style:
        style = self.style(piece.role)
        if not in_hand or not self.plain:
            return style
        return self.base + Style(reverse=True, bold=style.bold, strike=style.strike)

    def _style(self, role: str) -> Style:
        style = self.base
        for word in role.split():
            style += self._roles.get(word) or self._slot(word)
        return style

    def _slot(self, word: str) -> Style:
        """`area-3`, `brand-#54a0fe`: a colour of the theme or of a person's own."""
        kind, dash, slot = word.partition("-")
        if not dash or kind not in ("area", "brand"):
            return Style()
        return _fore(slot_colour(self.theme, slot))

    def _faded(self, share: float) -> Style:
        """A mark that steps back: so much of the foreground on the ground."""
        if self.dims:
            return Style(dim=True)
        theme = self.theme
        if theme.few == 16:
            return _fore(muted_colour(theme))
        colour = Color.parse(theme.background).blend(Color.parse(theme.foreground), share).hex
        return _fore(nearest(colour, (theme.background,), LEAST_FADED) if theme.few else colour)


def _colour(name: str) -> RichColour:
    """`#rrggbb`, or a colour of the terminal's own: `ansi_bright_red`."""
    return Color.parse(name).rich_color


def _fore(name: str) -> Style:
    return Style(color=_colour(name))
