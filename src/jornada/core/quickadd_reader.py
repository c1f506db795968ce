"""Reading a quick-add line word by word: what stands at each place. The grammar is in `core.quickadd`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from jornada.core.dataclass import dataclass, replace
from jornada.core.limits import FAR_DAYS, MINUTES_LIMIT
from jornada.core.pattern import pattern
from jornada.core.quickadd_pieces import QUOTED, Piece, ProblemKind, TokenKind, Word, slug, words_of
from jornada.core.workflow import WEEKDAYS, Area, Block, Brand, Workflow

_BAR = "|"
_SIGILS: Mapping[str, tuple[TokenKind, ProblemKind]] = {
    "@": (TokenKind.AREA, ProblemKind.NO_SUCH_AREA),
    "#": (TokenKind.BRAND, ProblemKind.NO_SUCH_BRAND),
    "!": (TokenKind.BLOCK, ProblemKind.NO_SUCH_BLOCK),
}
_MINUTES = pattern(r"([0-9]{1,3})h(?:([0-9]{1,2})(?:m|min)?)?|([0-9]{1,4})(?:m|min|'|’|′)")
_TIME = pattern(r"([0-9]{1,2}):([0-9]{2})h?")
_ISO_DATE = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

# All words here are without capitals and accents, as `Word.plain` is.
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
class Reader:
    """Reads the words one after the other; each part tells what stands at a place, if it knows."""

    words: tuple[Word, ...]
    workflow: Workflow
    today: dt.date

    def pieces(self) -> list[Piece]:
        """What the words mean, in their order; each is of one piece."""
        found: list[Piece] = []
        place = 0
        while place < len(self.words):
            here = self._protected(place) or self._known(place) or [self._piece(place, place + 1)]
            found.extend(here)
            place += sum(len(piece.words) for piece in here)
        return found

    def _known(self, place: int) -> list[Piece]:
        return self._bar(place) or self._name(place) or self._minutes(place) or self._when(place)

    def _piece(
        self,
        start: int,
        end: int,
        means: TokenKind = TokenKind.TITLE,
        value: str | int | dt.date | None = None,
        *,
        at_end: bool = False,
    ) -> Piece:
        words = self.words[start:end]
        return Piece(words, means, words[0].text if value is None else value, at_end=at_end)

    def _plain(self, place: int) -> str:
        return self.words[place].plain if 0 <= place < len(self.words) else ""

    def _protected(self, place: int) -> list[Piece]:
        """Words after a backslash or in quotes; quotes that protect nothing are part of the title."""
        word = self.words[place]
        if word.plain:
            return []
        if word.text.startswith("\\"):
            return [self._piece(place, place + 1, value=word.text[1:] or word.text)]
        quoted = QUOTED.fullmatch(word.text)
        inside = quoted[1] if quoted else ""
        read = Reader(words_of(inside), self.workflow, self.today).pieces()
        protects = any(piece.means is not TokenKind.TITLE for piece in read)
        return [self._piece(place, place + 1, value=inside if protects else word.text)]

    def _bar(self, place: int) -> list[Piece]:
        if self.words[place].text != _BAR:
            return []
        return [self._piece(place, place + 1, TokenKind.MILESTONE, "")]

    def _name(self, place: int) -> list[Piece]:
        text = self.words[place].text
        means, missing = _SIGILS.get(text[0], (TokenKind.TITLE, None))
        asked = slug(text[1:])
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

    def _minutes(self, place: int) -> list[Piece]:
        found = _MINUTES.fullmatch(self._plain(place))
        if not found:
            return []
        hours, more, minutes = (int(part or 0) for part in found.groups())
        total = hours * 60 + more + minutes
        piece = self._piece(place, place + 1, TokenKind.MINUTES, total)
        return [piece if more < 60 and total <= MINUTES_LIMIT else piece.wrong(ProblemKind.BAD_MINUTES)]

    def _when(self, place: int) -> list[Piece]:
        lead = self._lead(place)
        return self._due(place, lead) if lead else self._day_alone(place)

    def _lead(self, place: int) -> int:
        """How many words here say that a due time follows."""
        if self._plain(place) in ("due", "para", "hasta"):
            return 1
        return 2 if self._plain(place) == "antes" and self._plain(place + 1) in ("de", "del") else 0

    def _due(self, place: int, lead: int) -> list[Piece]:
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

    def _day_alone(self, place: int) -> list[Piece]:
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

    def _timed(self, start: int, end: int, weekday: str = "") -> Piece:
        """The words up to a time of day, which is the last of them."""
        found = _TIME.fullmatch(self._plain(end - 1))
        hour, minute = (int(found[1]), int(found[2])) if found else (24, 0)
        piece = self._piece(start, end, TokenKind.DUE, f"{weekday}{hour:02}:{minute:02}")
        return piece if hour < 24 and minute < 60 else piece.wrong(ProblemKind.BAD_TIME)

    def _dated(self, start: int, end: int, day: _Day) -> Piece:
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
    names = {entry.key: (slug(entry.key), slug(entry.title)) for entry in entries}
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
