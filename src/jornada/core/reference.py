"""Finding what a person names: by id, by its number in the last list, by a part of its title.

Capitals and accents make no difference. What is looked through is given in tiers, the likeliest
first: a later tier is asked only where an earlier one has nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from jornada.core.dataclass import dataclass
from jornada.core.pattern import pattern
from jornada.core.text import clean

NEAR = 3
"""How many near matches are named."""
LONGEST_LIST = 999
"""A larger number is no place in a list: a year, say."""
_LIKE_AN_ID = pattern(r"[a-z0-9]+-[a-z0-9-]+(?:\.[a-z0-9_-]+)?")
COMPARED = 80
"""Characters of what was typed that are compared with titles: finding likeness in more takes long."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that can be named; `key` is the workflow's short name of a planned task."""

    id: str
    title: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The one that is meant."""

    id: str


@dataclass(frozen=True, slots=True)
class NotFound:
    """None is. `near` are titles much like what was typed."""

    text: str
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoSuchNumber:
    """The last list was not that long; `last` is how long it was, 0 without a list."""

    number: int
    last: int


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several could be meant."""

    text: str
    candidates: tuple[Candidate, ...]


Answer = Found | NotFound | NoSuchNumber | Ambiguous


def find(text: str, tiers: Sequence[Iterable[Candidate]], last: Sequence[str] = ()) -> Answer:
    """The one that `text` names. `last` are the ids of the last list, the first one number 1.

    An id or a key comes before a number, a number before a title, a whole title before a part of one,
    and the beginning of a word before the middle of one. A small number that the list does not have is a
    slip, and names nothing: it must not mean another task because of a number in its title.
    """
    levels = [tuple(tier) for tier in tiers]
    text = clean(text)
    for level in levels:
        exact = [each for each in level if text and text in (each.id, each.key)]
        if exact:
            return _one(text, exact)
    if text.isdecimal() and len(text) <= 6:
        number = int(text)
        if 1 <= number <= len(last):
            return Found(last[number - 1])
        if last and number <= LONGEST_LIST:
            return NoSuchNumber(number, len(last))
    sought = plain(text)
    for level in levels:
        matches = _by_title(sought, level)
        if matches:
            return _one(text, matches)
    if text.isdecimal() and len(text) <= 6:
        return NoSuchNumber(int(text), len(last))
    everything = [each for level in levels for each in level]
    return NotFound(
        text, near_titles(text, (each.title for each in everything)) or _near_ids(text, everything)
    )


def key_for(text: str, titles: Mapping[str, str]) -> str:
    """The key that `text` names among keys with their titles; `text` itself where that is none or several."""
    match find(text, [[Candidate(key, title) for key, title in titles.items()]]):
        case Found(id=key):
            return key
        case _:
            return text


def near_titles(text: str, titles: Iterable[str]) -> tuple[str, ...]:
    """The titles most like `text`, whole or by one of their words."""
    import difflib

    sought = plain(text)[:COMPARED]
    likeness: dict[str, float] = {}
    for title in titles:
        whole = plain(title)[:COMPARED]
        parts = (whole, *whole.split())
        best = max((difflib.SequenceMatcher(None, sought, part).ratio() for part in parts), default=0.0)
        if best >= 0.6:
            likeness[title] = max(best, likeness.get(title, 0.0))
    return tuple(sorted(likeness, key=lambda title: -likeness[title])[:NEAR])


def _near_ids(text: str, candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """The titles of those whose ids are most like `text`, where it may be an id."""
    if not _LIKE_AN_ID.fullmatch(text):
        return ()
    import difflib

    titles = {each.id: each.title for each in candidates}
    return tuple(titles[key] for key in difflib.get_close_matches(text, titles, NEAR))


def plain(text: str) -> str:
    """Text without capitals, accents and doubled blanks, to compare by."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())


def _one(text: str, matches: Sequence[Candidate]) -> Answer:
    distinct = {each.id: each for each in matches}
    if len(distinct) == 1:
        return Found(next(iter(distinct)))
    return Ambiguous(text, tuple(distinct.values()))


def _by_title(sought: str, level: Sequence[Candidate]) -> list[Candidate]:
    if not sought:
        return []
    titles = [(each, plain(each.title)) for each in level]
    whole = [each for each, title in titles if title == sought]
    begun = [each for each, title in titles if f" {title}".find(f" {sought}") >= 0]
    return whole or begun or [each for each, title in titles if sought in title]
