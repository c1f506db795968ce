"""What forms offer and say: the options of choices, notes under fields, facts to read only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from jornada.core import intents as do
from jornada.core.dataclass import dataclass
from jornada.core.plan import status_of
from jornada.core.refusals import Reason, Refused
from jornada.core.state import Incident, Item, Note, Session, State
from jornada.core.workflow import Area, Brand, Campaign, Step, Task, Workflow
from jornada.present.pen import Line, Pen, Piece
from jornada.present.sentences import shorten, status_title
from jornada.present.words import Words

NOTES_SHOWN = 5
SESSIONS_SHOWN = 8
WAY_OUT = "esc"


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice: its value, how it is called, and its role in a drawing."""

    value: str
    label: str
    role: str = ""


_FIELDS: Mapping[Reason, tuple[str, ...]] = {
    Reason.EMPTY_TITLE: ("title",),
    Reason.EMPTY_TEXT: ("text",),
    Reason.BAD_MINUTES: ("minutes",),
    Reason.BAD_RANK: ("rank",),
    Reason.BAD_DUE: ("due",),
    Reason.BAD_REACH: ("reach",),
    Reason.NO_SUCH_AREA: ("area",),
    Reason.NO_SUCH_BLOCK: ("block",),
    Reason.NO_SUCH_BRAND: ("brand",),
    Reason.NO_SUCH_KIND: ("kind",),
    Reason.NO_SUCH_SEVERITY: ("severity",),
    Reason.BELOW_FLOOR: ("severity",),
    Reason.DETECTED_BEFORE_OCCURRED: ("detected", "occurred"),
    Reason.END_BEFORE_START: ("end",),
    Reason.IN_THE_FUTURE: ("end", "occurred", "detected"),
    Reason.OVERLAPS: ("start", "others"),
    Reason.NOT_WITHIN: ("when",),
    Reason.NO_SUCH_TASK: ("subject",),
    Reason.PAST_DAY: ("day", "by"),
    Reason.FAR_DAY: ("by",),
    Reason.PAST_TIME: ("by",),
    Reason.EMPTY_WHO: ("who",),
}


def field_of(refused: Refused, values: Mapping[str, str]) -> str:
    """The field that a refusal concerns, of those of a form; empty where it is none of them."""
    if refused.reason in (Reason.TITLE_TOO_LONG, Reason.TEXT_TOO_LONG) and refused.limit is not None:
        return next((name for name, value in values.items() if len(value) > (refused.limit or 0)), "")
    names = [name for name in _FIELDS.get(refused.reason, ()) if name in values]
    if refused.reason is Reason.IN_THE_FUTURE:
        # It names the time and not the field: of several, the one in which that was typed.
        names.sort(key=lambda name: refused.about not in values[name])
    return names[0] if names else ""


def area_role(area: Area | None, workflow: Workflow) -> str:
    """The role in which an area is drawn: its colour, else one by its place."""
    return f"area-{area.colour or workflow.areas.index(area) + 1}" if area else ""


def brand_role(brand: Brand | None, workflow: Workflow) -> str:
    """The role in which a brand is drawn."""
    return f"brand-{brand.colour or workflow.brands.index(brand) + 1}" if brand else ""


def area_options(pen: Pen, workflow: Workflow) -> tuple[Option, ...]:
    """No area, then all of the workflow by their rank."""
    none = Option("", pen.words.gettext("no area"), "muted")
    ordered = sorted(workflow.areas, key=lambda area: area.rank)
    return (none, *(Option(area.key, shorten(area.title), area_role(area, workflow)) for area in ordered))


def brand_options(pen: Pen, workflow: Workflow) -> tuple[Option, ...]:
    """No brand, then all of the workflow."""
    none = Option("", pen.words.gettext("no brand"), "muted")
    return (
        none,
        *(Option(brand.key, shorten(brand.title), brand_role(brand, workflow)) for brand in workflow.brands),
    )


def block_options(words: Words, blocks: Sequence[tuple[str, str]]) -> tuple[Option, ...]:
    """No block, then those of the day, each with its key and title."""
    none = Option("", words.gettext("no block"), "muted")
    return (none, *(Option(key, shorten(title)) for key, title in blocks))


def capital(text: str) -> str:
    """With a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


def heading(text: str) -> Line:
    return (Piece(text, "strong"),)


def task_facts(
    pen: Pen,
    state: State,
    item: Item,
    task: Task | None,
    now: dt.datetime,
    zone: dt.tzinfo,
    step: tuple[Campaign, Step] | None = None,
) -> tuple[Line, ...]:
    """What is known of a task besides its fields: how it stands, goal, procedure, time and notes; of a
    campaign's step who does it and what it needs."""
    words = pen.words
    lines: list[Line] = [(Piece(_standing(words, state, item, now), "muted"),)]
    if item.goal is not None:
        lines.append(_fact(words.gettext("Goal"), f"{shorten(item.goal.text, 200)}{_count(words, item)}"))
    elif item.count:
        lines.append(_fact(words.gettext("Counted"), str(item.count)))
    if step is not None:
        campaign, plan = step
        lines.append(_fact(words.gettext("Campaign"), shorten(campaign.title, 200)))
        if plan.who:
            lines.append(_fact(words.gettext("Who"), shorten(plan.who, 200)))
        if plan.needs:
            lines.append(_fact(words.gettext("Needs"), shorten(plan.needs, 300)))
    if task is not None and task.procedure:
        lines.append(heading(words.gettext("Procedure")))
        lines += [(Piece(f"{n:>2} {shorten(step, 300)}"),) for n, step in enumerate(task.procedure, 1)]
    sessions = [state.sessions[key] for key in state.of_subject.get(item.id, ()) if key in state.sessions]
    lines += session_lines(words, sessions, now, zone)
    lines += note_lines(words, item.notes, zone)
    return tuple(lines)


def _fact(label: str, text: str) -> Line:
    return (Piece(f"{label}  ", "strong"), Piece(text))


def _standing(words: Words, state: State, item: Item, now: dt.datetime) -> str:
    spent = words.duration(state.seconds_on(item.id, now) // 60)
    planned = words.duration(item.minutes)
    said = capital(status_title(words, status_of(item, state)))
    said += " · " + words.gettext("{spent} spent of {planned}").format(spent=spent, planned=planned)
    if item.reason:
        said += f" · {shorten(item.reason)}"
    return said


def _count(words: Words, item: Item) -> str:
    if item.goal is None or item.goal.target is None:
        return ""
    target = f"{item.goal.target:g}"
    said = words.gettext("{count} of {target}").format(count=item.count, target=target)
    return f" · {said} {shorten(item.goal.unit)}".rstrip()


def session_lines(
    words: Words, sessions: Sequence[Session], now: dt.datetime, zone: dt.tzinfo
) -> Iterator[Line]:
    """The time spent so far, the newest sessions of many."""
    if not sessions:
        return
    yield heading(words.gettext("Time"))
    if len(sessions) > SESSIONS_SHOWN:
        more = len(sessions) - SESSIONS_SHOWN
        yield (Piece(words.ngettext("{n} earlier", "{n} earlier", more).format(n=more), "muted"),)
    for session in sessions[-SESSIONS_SHOWN:]:
        start = session.start.astimezone(zone)
        until = words.clock(session.end.astimezone(zone)) if session.end else words.gettext("now")
        day = words.weekday_short(start.date())
        span = f" {day} {start.day}  {words.clock(start)}–{until}"
        spent = words.duration(session.seconds(now) // 60)
        yield (Piece(f"{span}  "), Piece(spent, "strong"), Piece(_after(session.note), "muted"))


def _after(note: str) -> str:
    return f"  {shorten(note)}" if note else ""


def note_lines(words: Words, notes: Sequence[Note], zone: dt.tzinfo) -> Iterator[Line]:
    """The newest notes, oldest of them first."""
    if not notes:
        return
    yield heading(words.gettext("Notes"))
    for note in notes[-NOTES_SHOWN:]:
        at = note.at.astimezone(zone)
        when = f" {words.weekday_short(at.date())} {at.day} {words.clock(at)}  "
        yield (Piece(when, "muted"), Piece(shorten(note.text, 400)))


def incident_notes(incident: Incident) -> tuple[Note, ...]:
    """The lines of an incident's timeline that somebody wrote."""
    notes = (entry for entry in incident.timeline if entry.do == do.IncidentNote.do)
    return tuple(Note(entry.at, entry.text) for entry in notes)


def joined(parts: Iterable[str]) -> str:
    """The parts that are there, with a dot between."""
    return " · ".join(part for part in parts if part)


def brand_rows(pen: Pen, workflow: Workflow) -> Iterator[tuple[str, Line, str]]:
    """All brands, then each: a digit to pick it, its line, its key."""
    yield "0", (Piece(pen.words.gettext("All brands")),), ""
    for number, brand in enumerate(workflow.brands, 1):
        chip = Piece(f"{pen.glyphs.marked} ", brand_role(brand, workflow))
        yield str(number) if number < 10 else "", (chip, Piece(shorten(brand.title))), brand.key


def role_rows(pen: Pen, workflow: Workflow) -> Iterator[tuple[str, Line, str]]:
    """All roles, then each: a digit to pick it, its line, its key."""
    yield "0", (Piece(pen.words.gettext("All roles")),), ""
    for number, role in enumerate(workflow.roles, 1):
        yield str(number) if number < 10 else "", (Piece(shorten(role.title)),), role.key


def brand_badge(words: Words, workflow: Workflow, key: str) -> tuple[str, str]:
    """For whom something is, in the heading of its form, and its role in a drawing; empty in a workflow
    without brands."""
    if not key:
        return (words.gettext("no brand"), "muted") if workflow.brands else ("", "")
    brand = workflow.brand_by_key.get(key)
    return f" {shorten(brand.title if brand else key, 24)} ", f"badge {brand_role(brand, workflow)}".strip()


def foot_lines(pen: Pen, keys: Iterable[tuple[str, str]], width: int, most_lines: int) -> tuple[Line, ...]:
    """Keys and what they do, in at most so many lines: whole pairs, the last ones left out, but never the
    way out. A click on one is that key."""
    left = list(keys)
    while len(lines := _foot_rows(pen, left, width)) > most_lines and len(left) > 1:
        left.pop(-2 if left[-1][0] == WAY_OUT else -1)
    return lines


def _foot_rows(pen: Pen, keys: Iterable[tuple[str, str]], width: int) -> tuple[Line, ...]:
    lines: list[Line] = [()]
    room = width
    for key, does in keys:
        needed = pen.measure(f"{key} {does}")
        gap = 3 if lines[-1] else 0
        if lines[-1] and needed + gap > room:
            lines.append(())
            room, gap = width, 0
        room -= needed + gap
        pair = (Piece(key, "key", key), Piece(f" {does}", "muted", key))
        lines[-1] = (*lines[-1], Piece(" " * gap), *pair)
    return tuple(lines)
