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
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from jornada.core.calendar import parse_due
from jornada.core.dataclass import dataclass, replace
from jornada.core.intents import TaskAdd
from jornada.core.limits import FAR_DAYS, MINUTES_LIMIT
from jornada.core.pattern import pattern
from jornada.core.workflow import WEEKDAYS, Area, Block, Brand, Workflow


class TokenKind(StrEnum):
    """What a part of the line means. `UNKNOWN` has a problem and stays in the title."""

    TITLE = "title"
    AREA = "area"
    BRAND = "brand"
    BLOCK = "block"
    MINUTES = "minutes"
    DUE = "due"
    DATE = "date"
    MILESTONE = "milestone"
    UNKNOWN = "unknown"


class ProblemKind(StrEnum):
    """What is wrong with a part of the line."""

    NO_SUCH_AREA = "no_such_area"
    NO_SUCH_BRAND = "no_such_brand"
    NO_SUCH_BLOCK = "no_such_block"
    AMBIGUOUS = "ambiguous"
    REPEATED = "repeated"
    BAD_MINUTES = "bad_minutes"
    BAD_TIME = "bad_time"
    BAD_DATE = "bad_date"
    PAST_DAY = "past_day"
    FAR_DAY = "far_day"
    DUE_IS_OVER = "due_is_over"


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
    pieces = _Reader(_words(text), workflow, today).pieces()
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


# Words


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the line. `plain` is what it is compared by; empty where it must be title."""

    text: str
    start: int
    end: int
    plain: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one or several words mean, `raw` as they were typed. `at_end`: only where no word of the
    title follows."""

    words: tuple[_Word, ...]
    means: TokenKind
    value: str | int | dt.date
    problem: ProblemKind | None = None
    nearest: tuple[str, ...] = ()
    at_end: bool = False

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    @property
    def raw(self) -> str:
        return " ".join(word.text for word in self.words)

    def wrong(self, problem: ProblemKind, nearest: tuple[str, ...] = ()) -> _Piece:
        """The same words with a problem, left in the title."""
        return replace(self, means=TokenKind.UNKNOWN, value=self.raw, problem=problem, nearest=nearest)

    def as_title(self) -> Iterator[_Piece]:
        for word in self.words:
            yield _Piece((word,), TokenKind.TITLE, word.text)


_WORD = pattern(r"""(?:"[^"]*"|“[^”]*”|«[^»]*»)(?=[\s.,;:!?)]|$)|\S+""")
_QUOTED = pattern(r"""["“«](.*)["”»]""", re.DOTALL)
_TRAILING = ".,;"


def _words(text: str) -> tuple[_Word, ...]:
    words = []
    for found in _WORD.finditer(text):
        word = found.group()
        protected = word.startswith("\\") or _QUOTED.fullmatch(word)
        plain = "" if protected else _fold(word.rstrip(_TRAILING))
        words.append(_Word(word, found.start(), found.end(), plain))
    return tuple(words)


def _fold(text: str) -> str:
    """The text without capitals and accents."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).casefold()


def _slug(text: str) -> str:
    """The text as names are compared: signs and blanks are hyphens, none at its ends."""
    return re.sub(r"[\W_]+", "-", _fold(text)).strip("-")


def _joined(tokens: Iterable[Token], kinds: tuple[TokenKind, ...]) -> str:
    """The words of these kinds, one blank where there were any."""
    text, end = "", 0
    for token in tokens:
        if token.means in kinds and token.value != "":
            text += (" " if text and token.start > end else "") + str(token.value)
            end = token.end
    return text


# Reading

_BAR = "|"
_SIGILS: Mapping[str, tuple[TokenKind, ProblemKind]] = {
    "@": (TokenKind.AREA, ProblemKind.NO_SUCH_AREA),
    "#": (TokenKind.BRAND, ProblemKind.NO_SUCH_BRAND),
    "!": (TokenKind.BLOCK, ProblemKind.NO_SUCH_BLOCK),
}
_MINUTES = pattern(r"([0-9]{1,3})h(?:([0-9]{1,2})(?:m|min)?)?|([0-9]{1,4})(?:m|min|'|’|′)")
_TIME = pattern(r"([0-9]{1,2}):([0-9]{2})h?")
_ISO_DATE = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

# All words here are without capitals and accents, as `_fold` leaves them.
_FILLERS = frozenset({"at", "on", "the", "a", "la", "las", "el"})
_LINKING_WORDS = """
a and by each every for from in of on or since the this till to until with
al cada con de del desde el en esta este hasta la las los o para por sin sobre toda todo un una y
"""
_LINKING = frozenset(_LINKING_WORDS.split())
_DAY_PHRASES: Mapping[tuple[str, ...], int] = {
    ("the", "day", "after", "tomorrow"): 2,
    ("day", "after", "tomorrow"): 2,
    ("pasado", "manana"): 2,
    ("tomorrow",): 1,
    ("manana",): 1,
    ("today",): 0,
    ("hoy",): 0,
}
"""The longer before the shorter that are part of them."""
_WEEKDAY_WORDS: Mapping[str, int] = {
    word: place
    for names in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "lunes martes miercoles jueves viernes sabado domingo",
    )
    for place, name in enumerate(names.split())
    for word in (name, name[:3])
}


@dataclass(frozen=True, slots=True)
class _Day:
    """A day that was named: a date, or a weekday. `used` is how many words it took."""

    used: int
    date: dt.date | None = None
    weekday: int | None = None
    numbered: bool = False
    problem: ProblemKind | None = None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the words one after the other; each part tells what stands at a place, if it knows."""

    words: tuple[_Word, ...]
    workflow: Workflow
    today: dt.date

    def pieces(self) -> list[_Piece]:
        found: list[_Piece] = []
        place = 0
        while place < len(self.words):
            here = self._protected(place) or self._known(place) or [self._piece(place, place + 1)]
            found.extend(here)
            place += sum(len(piece.words) for piece in here)
        return found

    def _known(self, place: int) -> list[_Piece]:
        return self._bar(place) or self._name(place) or self._minutes(place) or self._when(place)

    def _piece(
        self,
        start: int,
        end: int,
        means: TokenKind = TokenKind.TITLE,
        value: str | int | dt.date | None = None,
        *,
        at_end: bool = False,
    ) -> _Piece:
        words = self.words[start:end]
        return _Piece(words, means, words[0].text if value is None else value, at_end=at_end)

    def _plain(self, place: int) -> str:
        return self.words[place].plain if 0 <= place < len(self.words) else ""

    def _protected(self, place: int) -> list[_Piece]:
        """Words after a backslash or in quotes; quotes that protect nothing are part of the title."""
        word = self.words[place]
        if word.plain:
            return []
        if word.text.startswith("\\"):
            return [self._piece(place, place + 1, value=word.text[1:] or word.text)]
        quoted = _QUOTED.fullmatch(word.text)
        inside = quoted[1] if quoted else ""
        read = _Reader(_words(inside), self.workflow, self.today).pieces()
        protects = any(piece.means is not TokenKind.TITLE for piece in read)
        return [self._piece(place, place + 1, value=inside if protects else word.text)]

    def _bar(self, place: int) -> list[_Piece]:
        if self.words[place].text != _BAR:
            return []
        return [self._piece(place, place + 1, TokenKind.MILESTONE, "")]

    def _name(self, place: int) -> list[_Piece]:
        text = self.words[place].text
        means, missing = _SIGILS.get(text[0], (TokenKind.TITLE, None))
        asked = _slug(text[1:])
        if missing is None or not asked:
            return []
        fitting, nearest = _find(asked, self._entries(means))
        piece = self._piece(place, place + 1, means, fitting[0] if fitting else "")
        if len(fitting) == 1:
            return [piece]
        return [piece.wrong(ProblemKind.AMBIGUOUS if fitting else missing, fitting or nearest)]

    def _entries(self, means: TokenKind) -> Sequence[Area | Brand | Block]:
        if means is TokenKind.AREA:
            return self.workflow.areas
        return self.workflow.brands if means is TokenKind.BRAND else self.workflow.blocks

    def _minutes(self, place: int) -> list[_Piece]:
        found = _MINUTES.fullmatch(self._plain(place))
        if not found:
            return []
        hours, more, minutes = (int(part or 0) for part in found.groups())
        total = hours * 60 + more + minutes
        piece = self._piece(place, place + 1, TokenKind.MINUTES, total)
        return [piece if more < 60 and total <= MINUTES_LIMIT else piece.wrong(ProblemKind.BAD_MINUTES)]

    def _when(self, place: int) -> list[_Piece]:
        lead = self._lead(place)
        return self._due(place, lead) if lead else self._day_alone(place)

    def _lead(self, place: int) -> int:
        """How many words here say that a due time follows."""
        if self._plain(place) in ("due", "para", "hasta"):
            return 1
        return 2 if self._plain(place) == "antes" and self._plain(place + 1) in ("de", "del") else 0

    def _due(self, place: int, lead: int) -> list[_Piece]:
        """`due 10:30`, `due thu 14:00`, `due tomorrow 10:30`, `due fri`."""
        first = self._after_fillers(place + lead)
        if self._is_time(first):
            return [self._timed(place, first + 1)]
        day = self._day(first)
        if day is None:
            return []
        end = first + day.used
        at = self._after_fillers(end)
        if self._is_time(at):
            if day.weekday is not None:
                return [self._timed(place, at + 1, f"{WEEKDAYS[day.weekday]} ")]
            return [replace(self._dated(place, end, day), at_end=False), self._timed(end, at + 1)]
        if self._plain(place) == "due" or day.numbered:
            return [self._dated(place, end, day)]
        return []

    def _day_alone(self, place: int) -> list[_Piece]:
        """`on 2026-12-01`, `el vie`, `mañana`."""
        led = self._plain(place) in ("on", "el")
        day = self._day(place + 1 if led else place)
        if day is None or led != (day.numbered or day.weekday is not None):
            return []
        if not day.numbered and self._plain(place - 1) in _LINKING:
            return []
        return [self._dated(place, place + led + day.used, day)]

    def _after_fillers(self, place: int) -> int:
        for _ in range(2):
            if self._plain(place) in _FILLERS:
                place += 1
        return place

    def _is_time(self, place: int) -> bool:
        return _TIME.fullmatch(self._plain(place)) is not None

    def _timed(self, start: int, end: int, weekday: str = "") -> _Piece:
        """The words up to a time of day, which is the last of them."""
        found = _TIME.fullmatch(self._plain(end - 1))
        hour, minute = (int(found[1]), int(found[2])) if found else (24, 0)
        piece = self._piece(start, end, TokenKind.DUE, f"{weekday}{hour:02}:{minute:02}")
        return piece if hour < 24 and minute < 60 else piece.wrong(ProblemKind.BAD_TIME)

    def _dated(self, start: int, end: int, day: _Day) -> _Piece:
        date = day.date
        if day.weekday is not None:
            date = self.today + dt.timedelta(days=(day.weekday - self.today.weekday() - 1) % 7 + 1)
        piece = self._piece(start, end, TokenKind.DATE, date, at_end=not day.numbered)
        return piece if day.problem is None else piece.wrong(day.problem)

    def _day(self, place: int) -> _Day | None:
        word = self._plain(place)
        if word in _WEEKDAY_WORDS:
            return _Day(1, weekday=_WEEKDAY_WORDS[word])
        if _ISO_DATE.fullmatch(word):
            return self._numbered(word)
        for phrase, days in _DAY_PHRASES.items():
            if all(self._plain(place + offset) == part for offset, part in enumerate(phrase)):
                return _Day(len(phrase), date=self.today + dt.timedelta(days=days))
        return None

    def _numbered(self, word: str) -> _Day:
        try:
            date = dt.date.fromisoformat(word)
        except ValueError:
            return _Day(1, numbered=True, problem=ProblemKind.BAD_DATE)
        problem = None
        if date < self.today:
            problem = ProblemKind.PAST_DAY
        elif (date - self.today).days > FAR_DAYS:
            problem = ProblemKind.FAR_DAY
        return _Day(1, date=date, numbered=True, problem=problem)


def _find(asked: str, entries: Sequence[Area | Brand | Block]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys that fit what was asked, and where none does the nearest."""
    names = {entry.key: (_slug(entry.key), _slug(entry.title)) for entry in entries}
    ways: tuple[Callable[[str, str], bool], ...] = (
        lambda key, title: asked == key,
        lambda key, title: asked == title,
        lambda key, title: key.startswith(asked) or title.startswith(asked),
        lambda key, title: any(part.startswith(asked) for part in title.split("-")),
    )
    for fits in ways:
        fitting = tuple(key for key, (own, title) in names.items() if fits(own, title))
        if fitting:
            return fitting, ()
    words = {word: key for key, both in names.items() for word in both}
    import difflib

    close = difflib.get_close_matches(asked, words, n=3, cutoff=0.5)
    return (), tuple(dict.fromkeys(words[word] for word in close))


# What holds for the whole line


def _at_the_end(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Days that must stand at the end are title where a word of the title follows."""
    kept: list[_Piece] = []
    followed = False
    for piece in reversed(pieces):
        here = list(piece.as_title()) if piece.at_end and followed else [piece]
        kept.extend(reversed(here))
        if here[0].means is TokenKind.MILESTONE:
            followed = False
        elif here[0].means is TokenKind.TITLE:
            followed = True
    return kept[::-1]


def _once_each(pieces: Sequence[_Piece]) -> list[_Piece]:
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


def _milestone(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Words after the bar are the milestone's."""
    kept = []
    after = False
    for piece in pieces:
        after = after or piece.means is TokenKind.MILESTONE
        is_word = after and piece.means is TokenKind.TITLE
        kept.append(replace(piece, means=TokenKind.MILESTONE) if is_word else piece)
    return kept


def _due_ahead(pieces: Sequence[_Piece], today: dt.date) -> list[_Piece]:
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
