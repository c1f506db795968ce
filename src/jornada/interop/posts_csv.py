"""Posts as rows of CSV: what spreadsheets write is read, and nothing written is a formula there."""

from __future__ import annotations

import csv
import io
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from jornada.core.mistakes import LocatedMistake, Mistake, Problem
from jornada.core.pattern import pattern
from jornada.core.post_check import POST_KEYS, Known, as_table
from jornada.core.posts import Post
from jornada.core.reference import plain
from jornada.core.text import clean
from jornada.interop.post_rows import Defaults, Row, Rows, read_fields

DateOrder = Literal["dmy", "mdy"]
COLUMNS = POST_KEYS
"""The columns that are written, in this order."""
NAMES: Mapping[str, str] = {
    **{name: name for name in COLUMNS},
    "canal": "channel",
    "clave": "key",
    "enlace": "link",
    "estado": "state",
    "fecha": "date",
    "hora": "time",
    "id": "key",
    "marca": "brand",
    "network": "channel",
    "objetivo": "objective",
    "red": "channel",
    "status": "state",
    "titulo": "title",
    "url": "link",
}
"""What a column may be called, without capitals and accents."""
NEEDED = ("title", "date")
LONGEST_CELL = 100_000

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DELIMITERS = (",", ";", "\t")
_PARTS = pattern(r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})")


def read_csv(data: bytes, known: Known, defaults: Defaults, *, order: DateOrder | None = None) -> Rows:
    """The posts in a CSV file; rows that are wrong are named with their lines, and stop no other.

    Commas, semicolons or tabs; UTF-8, UTF-16 with its mark, else Windows-1252. `order` says how a date
    like 01/12/2026 is meant; without it such a date is refused, for nobody can tell.
    """
    csv.field_size_limit(LONGEST_CELL)
    text = decoded(data)
    lines = list(csv_lines(text, NAMES))
    if not lines:
        return Rows(bad=(LocatedMistake(None, Mistake((), Problem.EMPTY)),))
    first, heads = lines[0]
    if isinstance(heads, str):
        return Rows(bad=(_not_a_row(first, heads),))
    columns = [NAMES.get(plain(head)) for head in heads]
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        return Rows(bad=tuple(LocatedMistake(first, Mistake((name,), Problem.MISSING)) for name in missing))
    unread = tuple(
        clean(head) for head, column in zip(heads, columns, strict=True) if column is None and clean(head)
    )
    good: list[Row] = []
    bad: list[LocatedMistake] = []
    for line, cells in lines[1:]:
        if isinstance(cells, str):
            bad.append(_not_a_row(line, cells))
        elif any(map(clean, cells)):
            row = _row(cells, columns, known, defaults, line, order)
            if isinstance(row, Row):
                good.append(row)
            else:
                bad.extend(row)
    return Rows(tuple(good), tuple(bad), unread)


def write_csv(posts: Iterable[Post]) -> str:
    """The posts as CSV, one a row below the names of the columns; each as far as it is now."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    for post in posts:
        table = {**as_table(post), "state": post.state.value, "link": post.link}
        writer.writerow([defused(table.get(name, "")) for name in COLUMNS])
    return written.getvalue()


def defused(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: one that looks like one gets an apostrophe, and
    so does one that has it already, so that reading it back takes away no other."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def decoded(data: bytes) -> str:
    """The text of a file of another program, whatever it was written in. Never fails."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def csv_lines(text: str, names: Container[str]) -> Iterator[tuple[int, Sequence[str] | str]]:
    """The rows, each with the line it begins on; for one that cannot be read, why. They are parted by the
    sign by which the most heads are among `names`, without capitals and accents."""
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=lambda sign: _known_heads(first, sign, names))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, str(error)
            continue
        if cells:
            yield line, cells


def _known_heads(line: str, delimiter: str, names: Container[str]) -> int:
    try:
        (heads,) = csv.reader([line], delimiter=delimiter)
    except (csv.Error, ValueError):
        return 0
    return sum(1 for head in heads if plain(head) in names)


def _row(
    cells: Sequence[str],
    columns: Sequence[str | None],
    known: Known,
    defaults: Defaults,
    line: int,
    order: DateOrder | None,
) -> Row | tuple[LocatedMistake, ...]:
    if any(map(clean, cells[len(columns) :])):
        return (_not_a_row(line, clean(cells[len(columns)])),)
    fields: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column is not None and column not in fields:
            fields[column] = armed(cell)
    if "date" in fields:
        fields["date"] = iso_date(fields["date"], order)
    return read_fields(fields, known, defaults, line=line)


def armed(cell: str) -> str:
    """A cell as it was before it was made safe."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell


def iso_date(text: str, order: DateOrder | None) -> str:
    """A date in the form of the calendar's files, where it can be told what it means."""
    found = _PARTS.fullmatch(clean(text))
    if found is None:
        return text
    first, second, third = found.groups()
    if len(first) == 4 and len(third) <= 2:
        return f"{first}-{second:0>2}-{third:0>2}"
    if order is None or len(third) != 4:
        return text
    day, month = (first, second) if order == "dmy" else (second, first)
    return f"{third}-{month:0>2}-{day:0>2}"


def _not_a_row(line: int, value: str) -> LocatedMistake:
    return LocatedMistake(line, Mistake((), Problem.NOT_A_ROW, clean(value)[:80]))
