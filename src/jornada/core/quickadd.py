r"""The quick-add line: `Answer comments @updating 30m !morning due 10:30 #acme`.

One line makes one task. Words are parted by blanks; what is not understood is the title, in the
order it was typed, so nothing is lost. Capitals and accents make no difference. English and Spanish
words are read alike, whatever the language of the screen.

| written | means |
|---|---|
| `@updating` | the area |
| `#acme` | the brand |
| `!morning` | the block |
| `30m` `90min` `90'` `1h` `1h30` `1h30m` | planned minutes, up to 24 hours |
| `due 10:30` | a milestone at that time of the day |
| `para las 10:30` `antes de las 10:30` `hasta las 10:30` | the same |
| `due thu 14:00` `para el jue a las 14:00` | a milestone of the week |
| `due tomorrow 10:30` `para mañana a las 10:30` | the day, and a milestone on it |
| `on 2026-12-01` `el 2026-12-01` `due 2026-12-01` | the day |
| `on fri` `el vie` `due fri` | the next such day after today |
| `today` `hoy` `tomorrow` `mañana` `day after tomorrow` `pasado mañana` | the day |
| `\| queue verified` | what follows a bar of its own is the milestone's text |
| `\#1` | a word after a backslash is title, the backslash goes |
| `"due 10:30"` | words in quotes are title (also “…” and «…») |

Areas, brands and blocks are named by key or title, by the beginning of either, or by the beginning of
a word of the title, so long as that fits one alone: `@act` is "Actualización". Blanks and signs in a
title are written as a hyphen: `@content-sharing`. `!mañana` is always the block.

Times are `9:30`, `09:30` or `9:30h`. Between `due`, the day and the time `at`, `on`, `the`, `a`, `la`,
`las` and `el` may stand. Weekdays are written in full or with their first three letters, in either
language; `due thu 14:00` is the Thursday of the week of the task's day.

Days without a number stand at the end: `today`, `tomorrow`, `on fri` and their like are read only
where no word of the title follows, and not after a word that links them to the title, such as `for`,
`de`, `para` or `la`. So "Write to Ana tomorrow 30m" is for tomorrow, while "Tomorrow's queue",
"Plan the queue for tomorrow", "Menciones por la mañana" and "Sorteo para el viernes negro" are titles
as they are.

Quotes stay in the title, unless what is in them would have been read as something else: they were
put there to protect it, and go. A quote that is not closed is an ordinary sign.

What looks like something but is not is a `Problem`, with the nearest right words: an area, brand or
block that is not there (`@reddit`) or that could be several; a second area, brand, block, number of
minutes, due time or day; a time such as `25:00`, a day such as `2026-02-30`, more than 24 hours; a day
that is over or more than five years ahead; a weekday due that is over in the week of the task's day.
Its words stay in the title until it is put right, or made title with a backslash; a form does not
submit before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from jornada.core.calendar import parse_due
from jornada.core.dataclass import dataclass, replace
from jornada.core.intents import TaskAdd
from jornada.core.quickadd_pieces import Piece, ProblemKind, TokenKind, words_of
from jornada.core.quickadd_reader import Reader
from jornada.core.workflow import Workflow

__all__ = [
    "Problem",
    "ProblemKind",
    "QuickAdd",
    "Token",
    "TokenKind",
    "read_quick_add",
    "to_intent",
]


@dataclass(frozen=True, slots=True)
class Token:
    """A part of the line, `line[start:end]`, and what it means.

    `value` is a key, minutes, a due time as in the workflow file, a day, or words as they go into the
    title or the milestone (empty for the bar).
    """

    text: str
    start: int
    end: int
    means: TokenKind
    value: str | int | dt.date


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with `line[start:end]`; `nearest` are words that would be right in its place."""

    kind: ProblemKind
    text: str
    start: int
    end: int
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickAdd:
    """What was understood. `tokens` cover the line but for the blanks between them, in its order."""

    title: str = ""
    area: str = ""
    minutes: int | None = None
    block: str = ""
    due: str = ""
    brand: str = ""
    date: dt.date | None = None
    milestone: str = ""
    problems: tuple[Problem, ...] = ()
    tokens: tuple[Token, ...] = ()


def read_quick_add(text: str, workflow: Workflow, today: dt.date) -> QuickAdd:
    """What the line says, by the grammar of this module. Never raises."""
    pieces = Reader(words_of(text), workflow, today).pieces()
    pieces = _due_ahead(_milestone(_once_each(_at_the_end(pieces))), today)
    tokens = tuple(Token(text[p.start : p.end], p.start, p.end, p.means, p.value) for p in pieces)
    value = {token.means: token.value for token in tokens}
    minutes, date = value.get(TokenKind.MINUTES), value.get(TokenKind.DATE)
    return QuickAdd(
        title=_joined(tokens, (TokenKind.TITLE, TokenKind.UNKNOWN)),
        area=str(value.get(TokenKind.AREA, "")),
        minutes=minutes if isinstance(minutes, int) else None,
        block=str(value.get(TokenKind.BLOCK, "")),
        due=str(value.get(TokenKind.DUE, "")),
        brand=str(value.get(TokenKind.BRAND, "")),
        date=date if isinstance(date, dt.date) else None,
        milestone=_joined(tokens, (TokenKind.MILESTONE,)),
        problems=tuple(
            Problem(p.problem, text[p.start : p.end], p.start, p.end, p.nearest)
            for p in pieces
            if p.problem is not None
        ),
        tokens=tokens,
    )


def to_intent(quick: QuickAdd, default_date: dt.date, default_block: str, *, idea: str = "") -> TaskAdd:
    """The task to add. The default block is that of the default day; on another day there is none.
    `idea` is the one it is made of."""
    date = quick.date or default_date
    return TaskAdd(
        title=quick.title,
        date=date,
        block=quick.block or (default_block if date == default_date else ""),
        minutes=quick.minutes or 0,
        area=quick.area,
        brand=quick.brand,
        milestone=quick.milestone,
        due=quick.due,
        idea=idea,
    )


def _joined(tokens: Iterable[Token], kinds: tuple[TokenKind, ...]) -> str:
    """The words of these kinds, one blank where there were any."""
    text, end = "", 0
    for token in tokens:
        if token.means in kinds and token.value != "":
            text += (" " if text and token.start > end else "") + str(token.value)
            end = token.end
    return text


def _at_the_end(pieces: Sequence[Piece]) -> list[Piece]:
    """Days that must stand at the end are title where a word of the title follows."""
    kept: list[Piece] = []
    followed = False
    for piece in reversed(pieces):
        here = list(piece.as_title()) if piece.at_end and followed else [piece]
        kept.extend(reversed(here))
        if here[0].means is TokenKind.MILESTONE:
            followed = False
        elif here[0].means is TokenKind.TITLE:
            followed = True
    return kept[::-1]


def _once_each(pieces: Sequence[Piece]) -> list[Piece]:
    """Each thing is said once; the first counts. A second bar is a word of the milestone."""
    seen: set[TokenKind] = set()
    kept = []
    for piece in pieces:
        free = piece.means in (TokenKind.TITLE, TokenKind.UNKNOWN)
        if free or piece.means not in seen:
            kept.append(piece)
        elif piece.means is TokenKind.MILESTONE:
            kept.append(replace(piece, means=TokenKind.TITLE, value=piece.raw))
        else:
            kept.append(piece.wrong(ProblemKind.REPEATED))
        if not free:
            seen.add(piece.means)
    return kept


def _milestone(pieces: Sequence[Piece]) -> list[Piece]:
    """Words after the bar are the milestone's."""
    kept = []
    after = False
    for piece in pieces:
        after = after or piece.means is TokenKind.MILESTONE
        is_word = after and piece.means is TokenKind.TITLE
        kept.append(replace(piece, means=TokenKind.MILESTONE) if is_word else piece)
    return kept


def _due_ahead(pieces: Sequence[Piece], today: dt.date) -> list[Piece]:
    """A weekday due means that of the week of the task's day, and must not be over on that day."""
    date = next((p.value for p in pieces if p.means is TokenKind.DATE), today)
    kept = []
    for piece in pieces:
        weekday = parse_due(str(piece.value)).weekday if piece.means is TokenKind.DUE else None
        if weekday is not None and isinstance(date, dt.date) and weekday < date.weekday():
            next_week = date + dt.timedelta(days=7 + weekday - date.weekday())
            # In the language of what was typed.
            on = "on" if piece.words[0].plain == "due" else "el"
            piece = piece.wrong(ProblemKind.DUE_IS_OVER, (f"{on} {next_week.isoformat()} {piece.raw}",))
        kept.append(piece)
    return kept
