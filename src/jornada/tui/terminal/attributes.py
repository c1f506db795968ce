"""How a cell is drawn, as a terminal is told it (SGR, ECMA-48 8.3.117), and the shortest way from one
drawing to the next."""

from __future__ import annotations

_OFF = {1: 22, 2: 22, 3: 23, 4: 24, 5: 25, 6: 25, 7: 27, 8: 28, 9: 29, 21: 24, 51: 54, 52: 54, 53: 55}
"""What ends each attribute. Bold and dim end together, and so do the two kinds of underline."""
_SEEN_ON_BLANKS = frozenset({4, 7, 9, 21, 51, 52, 53})
"""What shows even where there is no letter."""
_EXTENDED = {38, 48, 58}
RESET = "\x1b[m"
"""Draw as the terminal does by itself."""


class Attributes:
    """How a cell is drawn. Made by a table only, and never changed: equal ones are the same object."""

    __slots__ = ("background", "codes", "foreground", "link")

    def __init__(self, codes: tuple[int, ...], foreground: str, background: str, link: str) -> None:
        self.codes = codes
        """Bold, underline and the like, sorted."""
        self.foreground = foreground
        """The parameters of the colour; empty for the terminal's own."""
        self.background = background
        self.link = link
        """The parameters of OSC 8: id and address; empty for none."""


class AttributeTable:
    """All drawings met so far, and the ways between them. `erases_in_colour`: what the terminal erases
    takes the background in use (terminfo's `bce`)."""

    def __init__(self, *, erases_in_colour: bool) -> None:
        self._erases_in_colour = erases_in_colour
        self._known: dict[tuple[tuple[int, ...], str, str, str], Attributes] = {}
        self._read: dict[tuple[str, str], Attributes] = {}
        self._blanks: dict[Attributes, Attributes] = {}
        self._changes: dict[tuple[Attributes, Attributes], str] = {}
        self.plain = self._make((), "", "", "")

    def _make(self, codes: tuple[int, ...], foreground: str, background: str, link: str) -> Attributes:
        key = (codes, foreground, background, link)
        if key not in self._known:
            self._known[key] = Attributes(codes, foreground, background, link)
        return self._known[key]

    def read(self, parameters: str, link: str = "") -> Attributes:
        """The drawing that those parameters of SGR ask for, from a clean start."""
        found = self._read.get((parameters, link))
        if found is None:
            found = self._read[parameters, link] = self._parse(parameters, link)
        return found

    def _parse(self, parameters: str, link: str) -> Attributes:
        numbers = [int(each) if each.isdecimal() else 0 for each in parameters.split(";")]
        codes: set[int] = set()
        colours = {38: "", 48: "", 58: ""}
        while numbers:
            number = numbers.pop(0)
            if number in _EXTENDED:
                length = 2 if numbers[:1] == [5] else 4
                colours[number] = ";".join(map(str, (number, *numbers[:length])))
                del numbers[:length]
            elif number == 0:
                codes.clear()
                colours = dict.fromkeys(colours, "")
            elif number in _OFF:
                codes.add(number)
            elif 30 <= number <= 37 or 90 <= number <= 97:
                colours[38] = str(number)
            elif 40 <= number <= 47 or 100 <= number <= 107:
                colours[48] = str(number)
        return self._make(tuple(sorted(codes)), colours[38], colours[48], link)

    def blank(self, attributes: Attributes) -> Attributes:
        """The same, without what cannot be seen on a blank."""
        found = self._blanks.get(attributes)
        if found is None:
            found = attributes
            if not attributes.link and not _SEEN_ON_BLANKS.intersection(attributes.codes):
                found = self._make((), "", attributes.background, "")
            self._blanks[attributes] = found
        return found

    def erases(self, blank: Attributes) -> bool:
        """Whether erasing leaves such blanks behind."""
        return not blank.codes and not blank.link and (self._erases_in_colour or not blank.background)

    def change(self, before: Attributes, after: Attributes) -> str:
        """The fewest bytes from one drawing to the other."""
        found = self._changes.get((before, after))
        if found is None:
            found = self._changes[before, after] = _sequence(before, after)
        return found


def _sequence(before: Attributes, after: Attributes) -> str:
    link = "" if before.link == after.link else f"\x1b]8;{after.link or ';'}\x1b\\"
    if (before.codes, before.foreground, before.background) == (
        after.codes,
        after.foreground,
        after.background,
    ):
        return link
    gone = {_OFF[code] for code in before.codes if code not in after.codes}
    codes = [code for code in after.codes if code not in before.codes or _OFF[code] in gone]
    parts = [*map(str, sorted(gone)), *map(str, codes)]
    if before.foreground != after.foreground:
        parts.append(after.foreground or "39")
    if before.background != after.background:
        parts.append(after.background or "49")
    afresh = [*map(str, after.codes), after.foreground, after.background]
    whole = ";".join(["0", *filter(None, afresh)])
    step = ";".join(parts)
    if whole == "0":
        return link + RESET
    return link + f"\x1b[{min(step, whole, key=len)}m"
