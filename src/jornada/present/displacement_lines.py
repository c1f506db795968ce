"""What incidents displace, in words: the sentence, the bar of the dashboard, the proposal of each task."""

from __future__ import annotations

from collections.abc import Sequence

from jornada.core.dataclass import replace
from jornada.core.displacement import Displaced, Displacement
from jornada.core.intents import TriageMove
from jornada.core.plan import DayView
from jornada.core.state import State
from jornada.core.workflow import Workflow
from jornada.present.form_words import capital
from jornada.present.lines import KeyNames
from jornada.present.listing import Column, table
from jornada.present.pen import Pen
from jornada.present.titles import brand_title, named, shorten
from jornada.present.words import Words

MOST_TITLE = 40


def cause_text(words: Words, state: State, found: Displacement) -> str:
    """ "Viral comment took 40 min, 10 min beyond the reserve"."""
    facts = {
        "time": words.duration(found.minutes),
        "beyond": words.duration(found.beyond_minutes),
        "n": len(found.incidents),
    }
    if len(found.incidents) == 1:
        title = named(words, state.subject_title(found.incidents[0].key))
        facts["title"] = capital(shorten(title, MOST_TITLE))
        if found.reserve_minutes:
            said = words.gettext("{title} took {time}, {beyond} beyond the reserve")
        else:
            said = words.gettext("{title} took {time}")
    elif found.reserve_minutes:
        said = words.gettext("{n} incidents took {time}, {beyond} beyond the reserve")
    else:
        said = words.gettext("{n} incidents took {time}")
    return said.format_map(facts)


def displacement_sentence(words: Words, state: State, found: Displacement) -> str:
    """ "Viral comment took 40 min, 10 min beyond the reserve: 2 tasks no longer fit"."""
    return f"{cause_text(words, state, found)}: {_count(words, found)}"


def displacement_text(words: Words, state: State, found: Displacement | None, keys: KeyNames) -> str:
    """What the bar of the dashboard says, the most needed first; empty where nothing is displaced."""
    if found is None:
        return ""
    said = words.gettext("{tasks}, {key} decides: {cause}")
    cause = cause_text(words, state, found)
    return said.format(tasks=_count(words, found), key=keys("view.displaced"), cause=cause)


def with_reasons(words: Words, moves: Sequence[TriageMove]) -> tuple[TriageMove, ...]:
    """The moves, each with the reason that a report will name."""
    reason = words.gettext("displaced by an incident")
    return tuple(replace(move, reason=move.reason or reason) for move in moves)


def displacement_table(
    pen: Pen, found: Displacement, view: DayView, workflow: Workflow, width: int
) -> tuple[str, ...]:
    """The tasks that no longer fit, with their numbers from 1, the lowest priority first."""
    words = pen.words
    columns = (
        Column("#", right=True),
        Column(words.gettext("Task"), gives_way=True),
        Column(words.gettext("Brand"), gives_way=True),
        Column(words.gettext("Priority"), right=True),
        Column(words.gettext("Frees"), right=True),
        Column(words.gettext("Proposal"), gives_way=True),
    )
    cells = [
        (
            str(number),
            shorten(each.row.item.title, 500),
            brand_title(workflow, each.row.item.brand),
            str(each.row.item.rank or ""),
            words.duration(each.frees_minutes) if each.move else "",
            proposal_text(words, view, each),
        )
        for number, each in enumerate(found.tasks, 1)
    ]
    return table(pen, columns, cells, width)


def proposal_text(words: Words, view: DayView, task: Displaced) -> str:
    """What is proposed for a task: "to Noon", "to Mon 23", "drop"."""
    move = task.move
    if move is None:
        return words.gettext("stays")
    if move.drop:
        return words.gettext("drop")
    date = move.date or view.date
    place = (
        shorten(view.block_title(move.block), 24) if move.block else f"{words.weekday_short(date)} {date.day}"
    )
    return words.gettext("to {place}").format(place=place)


def _count(words: Words, found: Displacement) -> str:
    count = len(found.tasks)
    return words.ngettext("{n} task no longer fits", "{n} tasks no longer fit", count).format(n=count)
