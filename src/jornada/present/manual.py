"""The manual: its pages in the order of reading, and a page as lines for a screen.

A page is Markdown of a few kinds: headings, paragraphs, lists, tables, examples, and frames, which are
pictures of the screens: those are shown whole or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from jornada import resources
from jornada.core.dataclass import dataclass
from jornada.core.pattern import pattern
from jornada.present.glyphs import ASCII
from jornada.present.pen import Line, Pen, Piece
from jornada.present.words import Words

KEYS = "keys"
"""The page that no file holds: it is made of the keys in use."""

READING_ORDER = (
    "first-day",
    "method",
    "queue",
    "week",
    "day-ends",
    "campaigns",
    "strategy",
    "workflows",
    "incidents",
    "unforeseen",
    "time",
    "reports",
    "kpis",
    "weekly-report",
    "adding",
    "ideas",
    "calendar",
    KEYS,
    "settings",
    "notices",
    "commands",
    "scripts",
    "hooks",
    "themes",
    "terminals",
    "moving",
    "upkeep",
    "formats",
)
FRAME = "```frame "
"""So begins the block of a frame; its name follows."""
SIDE_BY_SIDE = 60
"""Columns from which on a table of two columns is one."""
MOST_FIRST_COLUMN = 26

_SPAN = pattern(r"`([^`]+)`|\*{1,2}([^*]+)\*{1,2}")
_ITEM = pattern(r"(?P<indent> *)(?P<mark>-|\d+\.) (?P<text>.*)")
_FRAME = pattern(rf"^{FRAME}[a-z-]+\n(?P<drawn>.*?)^```\n\n", re.MULTILINE | re.DOTALL)
_CELLS = pattern(r"(?<!\\)\|")


def topics() -> tuple[str, ...]:
    """The pages there are: first those of the reading order, then the others by name."""
    found = {name.partition(".")[0] for name in resources.names("help", ".md")} | {KEYS}
    known = tuple(topic for topic in READING_ORDER if topic in found)
    return (*known, *sorted(found - set(known)))


def page_text(words: Words, topic: str) -> str:
    """The page in this language, else in English. Raises `FileNotFoundError` where no file holds it."""
    try:
        return resources.text("help", f"{topic}.{words.language}.md")
    except FileNotFoundError:
        return resources.text("help", f"{topic}.en.md")


def page_titles(words: Words) -> Mapping[str, str]:
    """The title of each page."""
    return {
        topic: words.gettext("Keys") if topic == KEYS else _title(page_text(words, topic))
        for topic in topics()
    }


def page_lines(pen: Pen, text: str, width: int) -> tuple[Line, ...]:
    """A page in `width` columns. Nothing of it is lost: what is too long goes on in the next line. Only a
    picture of a screen is left out where it has no room, or its signs cannot be drawn."""
    lines: list[Line] = []
    for block in _blocks(text):
        drawn = tuple(_drawn(pen, block, max(width, 10)))
        if lines and drawn:
            lines.append(())
        lines += drawn
    return tuple(lines)


def page_source(pen: Pen, text: str, width: int) -> str:
    """A page as it is written, with the pictures that can be shown in `width` columns."""

    def shown(block: re.Match[str]) -> str:
        drawn = block["drawn"]
        return f"```\n{drawn}```\n\n" if _has_room(pen, drawn.splitlines(), width) else ""

    return _FRAME.sub(shown, f"{text}\n").removesuffix("\n")


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of the page that belong together."""

    kind: str
    lines: tuple[str, ...]


def _title(text: str) -> str:
    return text.partition("\n")[0].removeprefix("# ").strip()


def _blocks(text: str) -> Iterator[_Block]:
    """Blocks are apart by an empty line; an example keeps its own empty lines."""
    held: list[str] = []
    fenced = ""
    for line in (*text.split("\n"), ""):
        if line.startswith("```"):
            if fenced or held:
                yield _Block(fenced or _kind(held[0]), tuple(held))
            opens = "frame" if line.startswith(FRAME) else "code"
            fenced, held = "" if fenced else opens, []
        elif line.strip() or fenced:
            held.append(line)
        elif held:
            yield _Block(_kind(held[0]), tuple(held))
            held = []


def _kind(line: str) -> str:
    if line.startswith("    "):
        return "code"
    if line.startswith("#"):
        return "heading"
    if line.startswith("|"):
        return "table"
    return "list" if _ITEM.match(line) else "text"


def _drawn(pen: Pen, block: _Block, width: int) -> Iterator[Line]:
    match block.kind:
        case "code":
            indent = min(len(line) - len(line.lstrip()) for line in block.lines if line.strip())
            for line in block.lines:
                yield from _code(pen, line[indent:], width)
        case "frame":
            if _has_room(pen, block.lines, width):
                yield from ((Piece(line),) for line in block.lines)
        case "heading":
            yield from _wrapped(pen, block.lines[0].lstrip("# "), width, role="strong")
        case "table":
            yield from _table(pen, block.lines, width)
        case "list":
            yield from _list(pen, block.lines, width)
        case _:
            yield from _wrapped(pen, " ".join(block.lines), width)


def _has_room(pen: Pen, picture: Sequence[str], width: int) -> bool:
    return pen.glyphs != ASCII and max(map(pen.measure, picture)) <= width


def _code(pen: Pen, line: str, width: int) -> Iterator[Line]:
    """An example line, its blanks kept; what is too long goes on further in."""
    indent = "  "
    while pen.measure(indent + line) > width:
        cut = width - len(indent)
        space = line.rfind(" ", 1, cut + 1)
        head, line = (line[:space], line[space + 1 :]) if space > cut // 2 else (line[:cut], line[cut:])
        yield (Piece(indent + head.rstrip(), "accent"),)
        indent = "    "
    yield (Piece(indent + line, "accent"),)


def _list(pen: Pen, lines: Sequence[str], width: int) -> Iterator[Line]:
    items: list[tuple[str, str]] = []
    for line in lines:
        item = _ITEM.match(line)
        if item:
            items.append((item["indent"] + item["mark"], item["text"]))
        else:
            mark, text = items[-1]
            items[-1] = (mark, f"{text} {line.strip()}")
    for mark, text in items:
        yield from _wrapped(pen, text, width, first=f"{mark} ", rest=" " * (len(mark) + 1))


def _table(pen: Pen, lines: Sequence[str], width: int) -> Iterator[Line]:
    heads, _, *rows = (_row(line) for line in lines)
    told = [heads] if any(heads) else []
    if len(heads) == 2 and width >= SIDE_BY_SIDE:
        widest = max(pen.measure(_SPAN.sub(r"\1\2", row[0])) for row in (heads, *rows))
        for row in (*told, *rows):
            yield from _two_cells(
                pen, row, min(MOST_FIRST_COLUMN, widest), width, role="muted" if row is heads else ""
            )
        return
    for row in rows:
        yield from _wrapped(pen, row[0], width, role="strong")
        for head, cell in zip(heads[1:], row[1:], strict=False):
            said = f"{head}: {cell}" if head and len(heads) > 2 else cell
            yield from _wrapped(pen, said, width, first="   ", rest="   ")


def _row(line: str) -> list[str]:
    cells = _CELLS.split(line.strip().removeprefix("|").removesuffix("|"))
    return [cell.strip().replace("\\|", "|") for cell in cells]


def _two_cells(pen: Pen, row: Sequence[str], wide: int, width: int, *, role: str) -> Iterator[Line]:
    left = list(_wrapped(pen, row[0], wide, role=role))
    right = list(_wrapped(pen, " ".join(row[1:]), width - wide - 3, role=role))
    for place in range(max(len(left), len(right))):
        first = left[place] if place < len(left) else ()
        gap = " " * (wide - sum(pen.measure(piece.text) for piece in first) + 2)
        yield (Piece(" "), *first, Piece(gap), *(right[place] if place < len(right) else ()))


def _wrapped(
    pen: Pen, text: str, width: int, *, first: str = "", rest: str = "", role: str = ""
) -> Iterator[Line]:
    """Words on lines, each in its role; `first` and `rest` stand before the first line and the others."""
    line: list[Piece] = []
    indent, used = first, 0
    for word in _short_words(pen, _words(text, role), width - max(len(first), len(rest))):
        wide = sum(pen.measure(piece.text) for piece in word)
        if line and len(indent) + used + 1 + wide > width:
            yield (Piece(indent), *line)
            indent, line, used = rest, [], 0
        if line:
            line.append(Piece(" ", word[0].role if word[0].role == line[-1].role else ""))
            used += 1
        line += word
        used += wide
    yield (Piece(indent), *line)


def _short_words(pen: Pen, words: Iterator[list[Piece]], width: int) -> Iterator[list[Piece]]:
    """The words, those that no line can hold cut into pieces."""
    for word in words:
        if sum(pen.measure(piece.text) for piece in word) <= width:
            yield word
            continue
        for piece in word:
            for start in range(0, len(piece.text), max(width, 1)):
                yield [Piece(piece.text[start : start + width], piece.role)]


def _words(text: str, role: str) -> Iterator[list[Piece]]:
    """The words of a text, each with its pieces: what is between backticks or stars has its own role."""
    word: list[Piece] = []
    for piece in _spans(text, role):
        for place, part in enumerate(piece.text.split(" ")):
            if place and word:
                yield word
                word = []
            if part:
                word.append(Piece(part, piece.role))
    if word:
        yield word


def _spans(text: str, role: str) -> Iterator[Piece]:
    end = 0
    for found in _SPAN.finditer(text):
        yield Piece(text[end : found.start()], role)
        yield Piece(found[1] or found[2], "accent" if found[1] else "strong")
        end = found.end()
    yield Piece(text[end:], role)
