"""The options as rows of a screen, and what is to be known of the one in hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from jornada.config import Option, Value
from jornada.core.dataclass import dataclass, field
from jornada.core.mistakes import LocatedMistake
from jornada.core.text import clean
from jornada.present.lines import Fact, cut, facts_line, filled, rule, spread
from jornada.present.mistakes import mistake_line
from jornada.present.option_words import allowed_text, shown_value
from jornada.present.pen import Line, Pen, Piece, width_of
from jornada.present.words import N_, Words
from jornada.present.wrapping import wrapped

TABLES = {"": N_("For all"), "incidents": N_("Incidents: s1 is critical, s2 high, s3 medium, s4 low")}
NAME_COLUMNS, VALUE_COLUMNS = 20, 18
MEANING_FROM = 70
"""Columns from which on a row has its meaning."""


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An option and the value in use. `mistake` is what is wrong with the one in the file."""

    option: Option
    value: Value
    mistake: LocatedMistake | None = None

    @property
    def key(self) -> str:
        return self.option.name

    @property
    def is_default(self) -> bool:
        return self.value == self.option.default


@dataclass(frozen=True, slots=True)
class OptionHeading:
    """A heading between the rows."""

    text: str
    key: None = field(default=None, init=False)


@dataclass(frozen=True, slots=True)
class KeysRow:
    """The table of keys, which is changed in the file itself; `count` is how many actions it names."""

    count: int
    key: str = field(default="[keys]", init=False)


OptionEntry = OptionRow | OptionHeading | KeysRow
KEYS_MEANING = N_("Keys of single actions, one a line, named as in “jornada keys”; enter opens the file")


def option_entries(words: Words, rows: Sequence[OptionRow], keys: KeysRow) -> tuple[OptionEntry, ...]:
    """The rows with a heading for each table of the file."""
    entries: list[OptionEntry] = []
    for table, some in groupby(rows, key=lambda row: row.option.name.rpartition(".")[0]):
        entries += [OptionHeading(words.gettext(TABLES.get(table, table))), *some]
    return (*entries, OptionHeading(words.gettext("Keys")), keys)


def settings_head(pen: Pen, rows: Sequence[OptionRow], file: str, width: int) -> Line:
    """The heading of the screen: how many options differ from the default, and the file."""
    words = pen.words
    own = sum(1 for row in rows if not row.is_default)
    facts = [Fact(words.ngettext("{n} of your own", "{n} of your own", own).format(n=own))]
    wrong = sum(1 for row in rows if row.mistake is not None)
    if wrong:
        said = words.ngettext("{n} wrong in the file", "{n} wrong in the file", wrong).format(n=wrong)
        facts.insert(0, Fact(said, role="warning"))
    facts.append(Fact(clean(file), role="muted"))
    left: Line = (Piece(" "), Piece(words.gettext("Settings"), "heading"))
    room = max(0, width - width_of(left, pen.measure) - 4)
    return spread(pen, left, (*facts_line(pen, facts, room), Piece(" ")), width)


def about_option(pen: Pen, row: OptionRow | KeysRow, width: int, height: int) -> tuple[Line, ...]:
    """The option in hand in at most `height` lines: what is wrong, what it means, what may be written."""
    if isinstance(row, KeysRow):
        lines = tuple(wrapped(pen, (Piece(" "),), pen.words.gettext(KEYS_MEANING), "", width))
    else:
        lines = tuple(_about(pen, row, width))
    return lines if len(lines) <= height else lines[: height - 1] + lines[-1:] if height else ()


def _about(pen: Pen, row: OptionRow, width: int) -> Iterator[Line]:
    words, option = pen.words, row.option
    lead = (Piece(" "),)
    if row.mistake is not None:
        yield from wrapped(pen, lead, mistake_line(words, row.mistake), "warning", width)
    yield from wrapped(pen, lead, words.gettext(option.meaning), "", width)
    facts = []
    if allowed := allowed_text(words, option):
        facts.append(Fact(words.gettext("allowed: {values}").format(values=allowed), role="muted"))
    said = words.gettext("default: {value}").format(value=shown_value(words, option.default))
    facts.append(Fact(said, role="muted"))
    if option.at_start:
        facts.append(Fact(words.gettext("from the next start on"), role="muted"))
    yield (*lead, *facts_line(pen, facts, max(0, width - 1)))


@dataclass(frozen=True, slots=True)
class OptionDrawing:
    """Draws the rows in `width` columns."""

    pen: Pen
    width: int

    def __call__(self, entry: OptionEntry) -> Line:
        width = self.width - 1  # the mark of where one is has the last column
        return filled(self.pen, (*self._line(entry, width), Piece(" ")), self.width)

    def _line(self, entry: OptionEntry, width: int) -> Line:
        if isinstance(entry, OptionHeading):
            return rule(self.pen, (Piece(entry.text, "section"),), (), width)
        pen, glyphs = self.pen, self.pen.glyphs
        if isinstance(entry, KeysRow):
            return self._keys(entry, width)
        name = entry.option.name.rpartition(".")[2]
        mark = glyphs.overdue if entry.mistake is not None else " " if entry.is_default else glyphs.marked
        value = shown_value(pen.words, entry.value)
        role = "muted" if entry.is_default else "strong"
        lead: Line = (
            Piece(f" {mark} ", "warning" if entry.mistake is not None else "accent"),
            Piece(pen.fit(name, NAME_COLUMNS)),
            Piece(" "),
        )
        if width < MEANING_FROM:
            return cut(pen, (*lead, Piece(value, role)), width)
        meaning = Piece(f"  {pen.words.gettext(entry.option.meaning)}", "muted")
        return cut(pen, (*lead, Piece(pen.fit(value, VALUE_COLUMNS), role), meaning), width)

    def _keys(self, row: KeysRow, width: int) -> Line:
        pen, words = self.pen, self.pen.words
        own = words.ngettext("{n} of your own", "{n} of your own", row.count).format(n=row.count)
        lead = (Piece(f"   {pen.fit(row.key, NAME_COLUMNS)} "), Piece(pen.fit(own, VALUE_COLUMNS)))
        if width < MEANING_FROM:
            return cut(pen, lead, width)
        return cut(pen, (*lead, Piece(f"  {words.gettext(KEYS_MEANING)}", "muted")), width)
