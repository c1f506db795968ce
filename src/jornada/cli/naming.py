"""From what was typed to ids, keys and instants; what cannot be read or found ends the command."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from typing import TypeVar

from jornada.cli.door import Door
from jornada.cli.exits import NOT_ALLOWED, USAGE, Failure
from jornada.cli.last_list import Kind, remember, remembered
from jornada.core import moments
from jornada.core.checklists import checklist_of
from jornada.core.incidents import KINDS, SEVERITIES, in_order
from jornada.core.moments import MomentError
from jornada.core.pattern import pattern
from jornada.core.promises import open_promises
from jornada.core.reference import Ambiguous, Answer, Candidate, Found, NotFound, find, key_for, plain
from jornada.core.refusals import Reason, Refused
from jornada.core.state import Incident, Item
from jornada.present.checklist_words import check_title
from jornada.present.not_found import (
    unknown_idea_lines,
    unknown_incident_lines,
    unknown_promise_lines,
    unknown_task_lines,
    which_incident_lines,
    which_promise_lines,
    which_review_lines,
)
from jornada.present.sentences import kind_title, moment_line, refusal, severity_title
from jornada.present.titles import shorten

_Read = TypeVar("_Read")
_PLANNED = pattern(r"(\d{4}-\d\d-\d\d)\.[a-z0-9][a-z0-9_-]{0,39}(\.[a-z0-9-]+)?")


def joined(typed: Sequence[str]) -> str:
    """The words of a line that was typed without quotes."""
    return " ".join(typed).strip()


def task_id(door: Door, typed: str, *, closed_first: bool = False) -> str:
    """The task that was named: of today's queue before those of other days, an open one before a closed.

    Raises `Failure` where there is none, or several.
    """
    answer = _find_task(door, typed, closed_first=closed_first)
    if isinstance(answer, Found):
        return answer.id
    raise Failure(NOT_ALLOWED, *unknown_task_lines(door.words, answer))


def _find_task(door: Door, typed: str, *, closed_first: bool = False) -> Answer:
    state, today = door.desk.state, door.today
    if typed in state.items or _is_planned(door, typed):
        return Found(typed)
    view = door.desk.day()
    rows = [row.item for row in view.rows]
    tiers = [[item for item in rows if item.is_open], [item for item in rows if not item.is_open]]
    if closed_first:
        tiers.reverse()
    tiers.append([row.item for row in view.due_here])
    tiers.append([item for item in state.items.values() if item.is_open and item.date > today])
    tiers.append([item for item in state.items.values() if not item.key])
    return find(
        typed, [[_candidate(each) for each in tier] for tier in tiers], remembered(door.paths, "tasks")
    )


def task_or_incident(door: Door, typed: str, *, only_incidents: bool = False) -> tuple[str, str]:
    """The task that was named, else the incident: one of the two ids is empty. A number is a task's.

    Raises `Failure` where there is none, or several.
    """
    if only_incidents:
        return "", incident_id(door, typed)
    answer = _find_task(door, typed)
    if isinstance(answer, Found):
        return answer.id, ""
    if isinstance(answer, NotFound):
        state = door.desk.state
        tier = [_named(state.incidents[key]) for key in state.open_incidents]
        other = find(typed, [tier])
        if isinstance(other, Found):
            return "", other.id
        answer = other if isinstance(other, Ambiguous) else answer
    raise Failure(NOT_ALLOWED, *unknown_task_lines(door.words, answer))


def idea_id(door: Door, typed: str) -> str:
    """The idea that was named, open ones first. Raises `Failure` where there is none, or several."""
    ideas = door.desk.state.ideas.values()
    tiers = [
        [Candidate(each.id, each.text) for each in ideas if each.is_open is is_open]
        for is_open in (True, False)
    ]
    answer = find(typed, tiers, remembered(door.paths, "ideas"))
    if isinstance(answer, Found):
        return answer.id
    raise Failure(NOT_ALLOWED, *unknown_idea_lines(door.words, answer))


def promise_id(door: Door, typed: str) -> str:
    """The open promise that was named, by whom it was made to or what it is about; without a name the
    only one. Raises `Failure` where there is none, or several."""
    state = door.desk.state
    promises = [due.promise for due in open_promises(state, door.now)]
    if not typed and len(promises) == 1:
        return promises[0].id
    if not typed:
        made = [Candidate(each.id, f"{each.who}: {state.subject_title(each.subject)}") for each in promises]
        raise Failure(NOT_ALLOWED, *which_promise_lines(door.words, made))
    tiers = [
        [Candidate(each.id, each.who) for each in promises],
        [Candidate(each.id, f"{state.subject_title(each.subject)} {each.text}") for each in promises],
    ]
    # A number of the list stays that promise's number when it is kept: it is refused by its name.
    answer = find(typed, tiers, remembered(door.paths, "promises"))
    if isinstance(answer, Found):
        return answer.id
    raise Failure(NOT_ALLOWED, *unknown_promise_lines(door.words, answer))


def incident_id(door: Door, typed: str) -> str:
    """The incident that was named, open ones first; without a name the one whose timer runs, or the only
    one that is open. Raises `Failure` where there is none, or several."""
    state = door.desk.state
    if not typed:
        running = state.running_session
        if running is not None and running.incident:
            return running.incident
        if len(state.open_incidents) == 1:
            return state.open_incidents[0]
    opened = [state.incidents[key] for key in state.open_incidents]
    if not typed:
        raise Failure(NOT_ALLOWED, *which_incident_lines(door.words, [_named(each) for each in opened]))
    closed = in_order((each for each in state.incidents.values() if not each.is_open), {})
    tiers = [[_named(each) for each in tier] for tier in (opened, closed)]
    answer = find(typed, tiers, remembered(door.paths, "incidents"))
    if isinstance(answer, Found):
        return answer.id
    raise Failure(NOT_ALLOWED, *unknown_incident_lines(door.words, answer))


def unreviewed_id(door: Door, typed: str) -> str:
    """The incident to look back on: the one that was named, without a name the only one that waits for it.
    Raises `Failure` where there is none, or several."""
    state = door.desk.state
    waiting = [state.incidents[key] for key in state.unreviewed]
    if typed:
        return incident_id(door, typed)
    if len(waiting) == 1:
        return waiting[0].id
    raise Failure(NOT_ALLOWED, *which_review_lines(door.words, [_named(each) for each in waiting]))


def check_key(door: Door, incident: str, typed: str) -> str:
    """The step of an incident's checklist that was named by its number, its key or a part of its title;
    what names none is left to be refused. Raises `Failure` where it names several."""
    known = door.desk.state.incidents[incident]
    titles = {step.key: check_title(door.words, step.key, known.severity) for step in checklist_of(known)}
    answer = find(typed, [[Candidate(key, title) for key, title in titles.items()]], list(titles))
    match answer:
        case Found(id=key):
            return key
        case Ambiguous():
            raise Failure(NOT_ALLOWED, *unknown_incident_lines(door.words, answer))
        case _:
            return typed


def number(door: Door, kind: Kind, ids: Sequence[str]) -> None:
    """Keep the numbers of a list that was shown. A clock set by hand leaves a person's own state alone."""
    if door.may_write:
        with suppress(OSError):  # the numbers are a help; ids and titles name tasks without them
            remember(door.paths, **{kind: ids})


def area_key(door: Door, typed: str) -> str:
    return key_for(typed, {area.key: area.title for area in door.desk.workflow.areas})


def brand_key(door: Door, typed: str) -> str:
    return key_for(typed, {brand.key: brand.title for brand in door.desk.workflow.brands})


def block_key(door: Door, typed: str) -> str:
    return key_for(typed, {block.key: block.title for block in door.desk.workflow.blocks})


def must_be_one(door: Door, reason: Reason, key: str | None, known: Collection[str]) -> None:
    """Raises `Failure`, for `reason`, where a key that was given is none of `known`."""
    if key is not None and key not in known:
        refused = Refused(reason, key, tuple(sorted(filter(None, known))))
        raise Failure(NOT_ALLOWED, refusal(door.words, refused))


def role_key(door: Door, typed: str) -> str:
    return key_for(typed, {role.key: role.title for role in door.desk.workflow.roles})


def objective_key(door: Door, typed: str) -> str:
    return key_for(typed, {each.key: each.title for each in door.desk.workflow.objectives})


def kind_key(door: Door, typed: str) -> str:
    return key_for(typed, {kind: kind_title(door.words, kind) for kind in KINDS})


def severity(door: Door, typed: str) -> int:
    """ "2", "S2", "high", "alta". Raises `Failure`."""
    for each in SEVERITIES:
        named = plain(severity_title(door.words, each))
        if plain(typed) in (str(each), *named.split()):
            return each
    said = door.words.gettext("There is no severity “{severity}”: 1 is critical, 4 is low")
    raise Failure(USAGE, said.format(severity=shorten(typed)))


def day(door: Door, typed: str) -> dt.date:
    return _read(door, lambda: moments.read_day(typed, door.today))


def minutes(door: Door, typed: str) -> int:
    return _read(door, lambda: moments.read_minutes(typed))


def due(door: Door, typed: str) -> str:
    """A due time; empty stays empty, to clear it."""
    return _read(door, lambda: moments.read_due(typed)) if typed else ""


def time(door: Door, typed: str) -> dt.time:
    return _read(door, lambda: moments.read_time(typed))


def past(door: Door, typed: str, not_before: dt.datetime | None = None) -> dt.datetime:
    """An instant of the past, in the zone of the plan."""
    return _read(door, lambda: moments.read_past(typed, door.now, door.desk.zone, not_before))


def coming(door: Door, typed: str) -> dt.datetime:
    """An instant to come, in the zone of the plan."""
    return _read(door, lambda: moments.read_coming(typed, door.now, door.desk.zone))


def maybe(read: Callable[[Door, str], _Read], door: Door, typed: str | None) -> _Read | None:
    """What an option says; nothing where it was not given."""
    return None if typed is None else read(door, typed)


def _read(door: Door, read: Callable[[], _Read]) -> _Read:
    try:
        return read()
    except MomentError as error:
        raise Failure(USAGE, moment_line(door.words, error)) from None


def _is_planned(door: Door, typed: str) -> bool:
    """Whether it is the id of a task that the plan has for a day nobody has worked on yet."""
    named = _PLANNED.fullmatch(typed)
    if named is None:
        return False
    try:
        date = moments.read_day(named[1], door.today)
    except MomentError:
        return False
    return any(row.item.id == typed for row in door.desk.day(date).rows)


def _candidate(item: Item) -> Candidate:
    return Candidate(item.id, item.title, item.key)


def _named(incident: Incident) -> Candidate:
    return Candidate(incident.id, incident.title)
