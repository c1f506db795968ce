"""The holding statement: what is said in public while nothing is known yet.

Source of the built-in text: `DOMAIN.md`, "Holding statement". Its language is the incident's, not that of
who types. A text of one's own may have the same marks in it.
"""

from __future__ import annotations

import datetime as dt
import re

from jornada.core.calendar import in_zone
from jornada.core.incidents import Hours, Targets, next_word_due
from jornada.core.pattern import pattern
from jornada.core.state import Incident
from jornada.core.text import clean, clean_prose
from jornada.present.words import Words

ISSUE_MARKS = ("[issue]", "[incidencia]")
TIME_MARKS = ("[time]", "[hora]")
BRAND_MARKS = ("[brand]", "[marca]")
_MARK = pattern("|".join(map(re.escape, (*ISSUE_MARKS, *TIME_MARKS, *BRAND_MARKS))))


def built_in_statement(words: Words) -> str:
    """The text with its marks, in the language of `words`."""
    return words.gettext("We know about [issue]. We are checking it and will update here by [time].")


def statement_text(
    words: Words,
    incident: Incident,
    targets: Targets,
    hours: Hours,
    now: dt.datetime,
    zone: dt.tzinfo,
    *,
    brand: str = "",
    own: bool = True,
) -> str:
    """The holding statement of an incident, filled: its own text unless `own` is false, else the built-in
    one. What is not known yet (no title, no update owed) leaves its mark standing."""
    text = clean_prose(incident.statement) if own else ""
    due = next_word_due(incident, targets, hours, now)
    return filled_statement(
        text or built_in_statement(words),
        issue=issue_of(clean(incident.title)),
        time=_time(words, due, now, zone) if due else "",
        brand=clean(brand),
    )


def filled_statement(text: str, *, issue: str, time: str, brand: str = "") -> str:
    """The text with its marks filled; a mark stays where there is nothing for it."""
    given = ((ISSUE_MARKS, issue), (TIME_MARKS, time), (BRAND_MARKS, brand))
    values = {mark: value for marks, value in given for mark in marks if value}
    # In one go: a title may hold a mark itself.
    return _MARK.sub(lambda found: values.get(found[0], found[0]), text)


def has_marks(text: str) -> bool:
    """Whether something is still to be filled in by hand."""
    return _MARK.search(text) is not None


def issue_of(title: str) -> str:
    """The title within a sentence: its first word small, unless it is an abbreviation or has one in it."""
    first = title.partition(" ")[0]
    plain = first[:1].isupper() and first[1:].islower() and title != first
    return title[:1].lower() + title[1:] if plain else title


def _time(words: Words, due: dt.datetime, now: dt.datetime, zone: dt.tzinfo) -> str:
    """ "11:30"; of another day "10:00 on Monday 23 November"."""
    local = in_zone(due, zone)
    if local.date() == in_zone(now, zone).date():
        return words.clock(local)
    return words.gettext("{time} on {day}").format(time=words.clock(local), day=words.day_title(local.date()))
