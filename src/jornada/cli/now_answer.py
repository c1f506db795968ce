"""`jornada now`: the day in one line, without what only other commands need."""

from __future__ import annotations

import datetime as dt

from jornada.cli.door import Door
from jornada.cli.exits import USAGE, Failure
from jornada.now_sheet import Answer, Plan, Source
from jornada.present.now_facts import NowFacts
from jornada.present.now_line import FIELDS


def say_now(door: Door, template: str | None = None, width: int | None = None, *, as_json: bool) -> None:
    """Say what is so now: in a line of at most `width` columns, in the words of `template`, or as JSON."""
    if as_json:
        from jornada.cli.objects import now_object

        door.say_json(now_object(door.desk, facts_at(door, door.now)))
        return
    answer = Answer(source_of(door).noting(), door.pen, door.now, template, width)
    if answer.line is None:
        said = door.words.gettext("The format has a field that is not one of: {fields}")
        raise Failure(USAGE, said.format(fields=", ".join(f"{{{each}}}" for each in FIELDS)))
    door.say(answer.line)
    door.keep_answer(answer)


def facts_at(door: Door, now: dt.datetime) -> NowFacts:
    """What is so today, at that instant."""
    return source_of(door).facts(now)


def source_of(door: Door) -> Source:
    """What the answer is made of."""
    desk = door.desk
    return Source(
        state=desk.state,
        of_day=lambda: desk.state,
        plan=lambda: Plan(desk.workflow, desk.targets),
        timezone=desk.workflow.timezone,
        language=desk.config.language,
        glyphs=desk.config.glyphs,
    )
