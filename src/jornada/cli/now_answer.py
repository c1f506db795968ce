"""`jornada now`: the day in one line, without what only other commands need."""

from __future__ import annotations

import datetime as dt

from jornada.cli.door import Door
from jornada.cli.exits import USAGE, Failure
from jornada.core.calendar import local_date
from jornada.core.incidents import deadlines
from jornada.core.plan import day_view
from jornada.present.now_line import FIELDS, NowFacts, format_fields, now_facts, now_line


def say_now(door: Door, template: str | None = None, width: int | None = None, *, as_json: bool) -> None:
    """Say what is so now: in a line of at most `width` columns, in the words of `template`, or as JSON."""
    if as_json:
        from jornada.cli.objects import now_object

        door.say_json(now_object(door.desk, facts_at(door, door.now)))
        return

    def line_at(now: dt.datetime) -> str:
        facts = facts_at(door, now)
        return now_line(door.pen, facts, width) if template is None else _filled(door, template, facts)

    now = door.now
    line = line_at(now)
    door.say(line)
    door.keep_answer(line, now, lambda later: line_at(later) == line)


def facts_at(door: Door, now: dt.datetime) -> NowFacts:
    """What is so today, at that instant."""
    desk = door.desk
    view = day_view(desk.state, desk.workflow, local_date(now, desk.zone), now)
    due = deadlines(desk.state, desk.targets, desk.hours, now)
    return now_facts(view, desk.state, desk.workflow, due)


def _filled(door: Door, template: str, facts: NowFacts) -> str:
    """The text with its fields. Raises `Failure` on a field there is not."""
    import string

    from jornada.core.text import clean

    values = format_fields(door.pen, facts)
    try:
        parts = list(string.Formatter().parse(template))
    except ValueError:
        parts = [("", "", "", None)]
    filled = []
    for text, name, form, conversion in parts:
        filled.append(text)
        if name is None:
            continue
        if name not in values or form or conversion:
            said = door.words.gettext("The format has a field that is not one of: {fields}")
            raise Failure(USAGE, said.format(fields=", ".join(f"{{{each}}}" for each in FIELDS)))
        filled.append(values[name])
    return clean("".join(filled))
