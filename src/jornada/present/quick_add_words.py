"""What the quick-add line understood, shown below it while a person types."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from jornada.core.dataclass import dataclass
from jornada.core.intents import TaskAdd
from jornada.core.quickadd import Problem, ProblemKind, QuickAdd
from jornada.core.workflow import Workflow
from jornada.present.finding import plain
from jornada.present.form_words import area_role, brand_role, capital
from jornada.present.pen import Line, Pen, Piece
from jornada.present.sentences import shorten
from jornada.present.words import N_, Words

COMPLETIONS = 8
MOST_NAMES = 12
SIGNS = "@!#"

_PROBLEMS = {
    ProblemKind.NO_SUCH_AREA: N_("There is no area “{text}”"),
    ProblemKind.NO_SUCH_BRAND: N_("There is no brand “{text}”"),
    ProblemKind.NO_SUCH_BLOCK: N_("There is no block “{text}”"),
    ProblemKind.AMBIGUOUS: N_("“{text}” could be several"),
    ProblemKind.REPEATED: N_("“{text}” says again what the line said already"),
    ProblemKind.BAD_MINUTES: N_("“{text}” will not do: up to 24 hours"),
    ProblemKind.BAD_TIME: N_("“{text}” is no time of the day"),
    ProblemKind.BAD_DATE: N_("“{text}” is no day of the calendar"),
    ProblemKind.PAST_DAY: N_("“{text}” is past"),
    ProblemKind.FAR_DAY: N_("“{text}” is too far away: ten years at most"),
    ProblemKind.DUE_IS_OVER: N_("“{text}” is past in the week of that day"),
}

_NAMES: Mapping[ProblemKind, Callable[[Workflow], Iterable[str]]] = {
    ProblemKind.NO_SUCH_AREA: lambda workflow: workflow.area_by_key,
    ProblemKind.NO_SUCH_BRAND: lambda workflow: workflow.brand_by_key,
    ProblemKind.NO_SUCH_BLOCK: lambda workflow: workflow.block_by_key,
}


def problem_sentence(words: Words, problem: Problem, workflow: Workflow) -> str:
    """What is wrong with a part of the line, and the nearest right words, else what there is."""
    sign = problem.text[:1] if problem.text[:1] in SIGNS else ""
    text = shorten(problem.text, 40)
    said = words.gettext(_PROBLEMS[problem.kind]).format(text=text[1:] if problem.kind in _NAMES else text)
    right = " ".join(f"{sign}{shorten(word, 40)}" for word in problem.nearest)
    known = [f"{sign}{key}" for key in _NAMES[problem.kind](workflow)] if problem.kind in _NAMES else []
    if problem.kind is ProblemKind.AMBIGUOUS:
        return words.gettext("{problem}: {right}").format(problem=said, right=right)
    if right:
        return words.gettext("{problem}; did you mean {right}?").format(problem=said, right=right)
    if known:
        return words.gettext("{problem}: {right}").format(problem=said, right=" ".join(known[:MOST_NAMES]))
    return said


def grammar_line(words: Words) -> str:
    """A reminder of what may be written."""
    return words.gettext("@area !block #brand 30m due 10:30 tomorrow | milestone")


@dataclass(frozen=True, slots=True)
class Row:
    """A thing understood: what it is, what was said, in which role. `given` is false for a default."""

    label: str
    text: str
    role: str
    given: bool


def understood(pen: Pen, quick: QuickAdd, task: TaskAdd, workflow: Workflow, today: dt.date) -> list[Row]:
    """What the line says, with the defaults it leaves, the most needed first.

    `task` is what would be added; its area and brand are known ones.
    """
    words = pen.words
    area, brand = workflow.area_by_key.get(task.area), workflow.brand_by_key.get(task.brand)
    block = workflow.block_by_key.get(task.block)
    none = words.gettext("none")
    rows = [
        Row(
            words.gettext("Task"),
            shorten(task.title, 200) or words.gettext("a title is needed"),
            "strong",
            bool(task.title),
        ),
        Row(
            words.gettext("Brand"),
            shorten(brand.title) if brand else none,
            brand_role(brand, workflow),
            brand is not None,
        ),
        Row(
            words.gettext("Area"),
            shorten(area.title) if area else none,
            area_role(area, workflow),
            area is not None,
        ),
        Row(words.gettext("Block"), shorten(block.title) if block else none, "", bool(quick.block)),
        Row(words.gettext("Day"), day_word(words, task.date, today), "", quick.date is not None),
        Row(
            words.gettext("Planned"),
            words.duration(task.minutes) if task.minutes else words.gettext("no minutes"),
            "",
            quick.minutes is not None,
        ),
    ]
    milestone = " · ".join(filter(None, (due_text(words, task.due), shorten(task.milestone, 200))))
    rows.append(Row(words.gettext("Milestone"), milestone or none, "", bool(milestone)))
    return rows


def day_word(words: Words, date: dt.date, today: dt.date) -> str:
    """ "today, Friday 20 November"; the year where it is another one."""
    title = words.day_title(date) if date.year == today.year else words.full_date(date)
    near = {0: words.gettext("today"), 1: words.gettext("tomorrow")}.get((date - today).days)
    return f"{near}, {title}" if near else title


def due_text(words: Words, due: str) -> str:
    """A due time of the workflow file with its weekday in the person's language."""
    weekday, _, time = due.rpartition(" ")
    if not weekday:
        return due
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    if weekday not in days:
        return due
    return f"{words.weekday_short(dt.date(2001, 1, 1) + dt.timedelta(days.index(weekday)))} {time}"


def row_lines(pen: Pen, rows: Sequence[Row]) -> tuple[Line, ...]:
    """The rows as a table, a thing a line; what was only assumed is muted."""
    width = max(pen.measure(row.label) for row in rows) + 2
    return tuple((Piece(pen.fit(row.label, width), "muted"), *_value(pen, row)) for row in rows)


def row_flow(pen: Pen, rows: Sequence[Row]) -> Line:
    """The same in one wrapping line, only what was said and the day: for few lines."""
    pieces: list[Piece] = []
    for row in rows:
        if row.given:
            if pieces:
                pieces.append(Piece(f" {pen.glyphs.separator} ", "muted"))
            pieces += _value(pen, row)
    return tuple(pieces)


def _value(pen: Pen, row: Row) -> tuple[Piece, ...]:
    """What was said; an area with a spot of its colour, a brand as a badge that cannot be overlooked."""
    if not row.given:
        return (Piece(row.text, "muted"),)
    if row.role.startswith("area-"):
        return (Piece(f"{pen.glyphs.marked} ", row.role), Piece(row.text, row.role))
    if row.role.startswith("brand-"):
        return (Piece(f" {row.text} ", f"badge {row.role}"),)
    return (Piece(row.text, row.role),)


@dataclass(frozen=True, slots=True)
class Completion:
    """The word under the cursor, `line[start:end]`, and what it may become; each with its title."""

    start: int
    end: int
    choices: tuple[tuple[str, str], ...]


def complete(line: str, cursor: int, workflow: Workflow) -> Completion | None:
    """What the `@`, `!` or `#` word that the cursor stands in or after may become; `None` for others."""
    start = line.rfind(" ", 0, cursor) + 1
    end = line.find(" ", cursor)
    end = len(line) if end < 0 else end
    word = line[start:cursor]
    known: list[tuple[str, str]] = []
    match word[:1]:
        case "@":
            known = [(area.key, area.title) for area in sorted(workflow.areas, key=lambda area: area.rank)]
        case "!":
            known = [(block.key, block.title) for block in workflow.blocks]
        case "#":
            known = [(brand.key, brand.title) for brand in workflow.brands]
    sought = plain(word[1:])
    begin, inside = [], []
    for key, title in known:
        names = (plain(key), plain(title))
        if any(name.startswith(sought) for name in names):
            begin.append((f"{word[0]}{key}", shorten(title)))
        elif any(part.startswith(sought) for name in names for part in name.replace("-", " ").split()):
            inside.append((f"{word[0]}{key}", shorten(title)))
    choices = tuple(begin + inside)[:COMPLETIONS]
    return Completion(start, end, choices) if choices else None


def completion_line(completion: Completion) -> Line:
    """The words that tab takes, the first one marked."""
    pieces: list[Piece] = []
    for place, (word, title) in enumerate(completion.choices):
        pieces.append(Piece(word, "strong" if place == 0 else ""))
        if plain(title) != plain(word[1:]):
            pieces.append(Piece(f" {capital(title)}", "muted"))
        pieces.append(Piece("  "))
    return tuple(pieces)
