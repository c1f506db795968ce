"""The headings of the lists; a narrow screen has one for both, the one in hand set off."""

from __future__ import annotations

from collections.abc import Sequence

from jornada.core.incidents import Deadline
from jornada.core.plan import DayView
from jornada.core.state import State
from jornada.core.unforeseen import cost_of_day
from jornada.present.clock_words import owed_text
from jornada.present.incident_lines import clock_role, deadline_sign, incidents_of, severity_mark
from jornada.present.layout import Pane
from jornada.present.lines import rule
from jornada.present.pen import Line, Pen, Piece, width_of


def pane_heads(
    pen: Pen,
    view: DayView,
    state: State,
    deadlines: Sequence[Deadline],
    pane: Pane,
    width: int,
    *,
    brand: Line = (),
) -> Line:
    """ "Queue 12  Incidents 1 ──── 7 h": how many are open in each list, and the minutes of the tasks;
    in front the only `brand` that is shown."""
    words = pen.words
    tasks = len(view.rows.open_places)
    incidents = sum(1 for incident in incidents_of(state, view, deadlines) if incident.is_open)
    title = (
        *((*brand, Piece(" ")) if brand else ()),
        Piece(words.gettext("Queue"), head_role(pane is Pane.QUEUE)),
        Piece(f" {tasks}", "muted"),
        Piece("  "),
        Piece(words.gettext("Incidents"), head_role(pane is Pane.INCIDENTS)),
        Piece(f" {incidents}", "strong" if incidents else "muted"),
    )
    minutes = words.duration(sum(view.rows.left_minutes))
    return rule(pen, title, (Piece(minutes, "strong"),) if tasks else (), width)


def queue_head(
    pen: Pen,
    view: DayView,
    width: int,
    *,
    focused: bool,
    shown: int | None = None,
    filters: Sequence[str] = (),
    brand: Line = (),
    escape: str = "",
) -> Line:
    """The heading of the queue: open tasks and their minutes, or what it is filtered by, the only `brand`
    that is shown in front."""
    words = pen.words
    title: Line = (Piece(words.gettext("Queue"), head_role(focused)),)
    if filters or brand:
        by = " · ".join(pen.crop(each, 24) for each in filters)
        sought: Line = (Piece("  "), Piece(f"/ {by}", "accent")) if by else ()
        note = words.gettext("{shown} of {all}, {key} shows all").format(
            shown=shown, all=len(view.rows), key=escape
        )
        badge: Line = (Piece("  "), *brand) if brand else ()
        return rule(pen, (*title, *badge, *sought), (Piece(note, "muted"),), width)
    count = len(view.rows.open_places)
    tasks = words.ngettext("{n} task open", "{n} tasks open", count).format(n=count)
    said: Line = (Piece(tasks, "muted"),)
    if count:
        minutes = words.duration(sum(view.rows.left_minutes))
        said = (Piece(f"{tasks} · ", "muted"), Piece(minutes, "strong"))
    return rule(pen, title, said, width)


def incident_head(
    pen: Pen,
    view: DayView,
    state: State,
    deadlines: Sequence[Deadline],
    width: int,
    *,
    focused: bool,
    rows_shown: bool,
    brand: Line = (),
    hidden: int = 0,
) -> Line:
    """The heading of the log: how many are open, and what the day spent on incidents. Without rows below it
    names the nearest deadline. Where only one `brand` is shown, it stands in front, and that others are
    `hidden` is said."""
    words = pen.words
    shown = incidents_of(state, view, deadlines)
    count = sum(1 for incident in shown if incident.is_open)
    said = (
        words.ngettext("{n} open", "{n} open", count).format(n=count) if count else words.gettext("none open")
    )
    note: Line = (Piece(said, "strong" if count else "muted"),)
    minutes = cost_of_day(state, view.date, view.now, view.zone).minutes
    cost = Piece(f" · {words.duration(minutes)}", "muted")
    title: Line = (Piece(words.gettext("Incidents"), head_role(focused)),)
    # The name of the list is worth more than what its incidents cost.
    if minutes and rows_shown and width_of((*title, *note, cost), pen.measure) + 4 <= width:
        note = (*note, cost)
    if not rows_shown and deadlines and view.is_today:
        nearest = deadlines[0]
        sign = deadline_sign(pen, nearest.state)
        mark = severity_mark(state.incidents[nearest.incident])
        left = owed_text(words, nearest)
        note = (*note, Piece(f" · {sign} {mark} {left}", clock_role(nearest.state)))
    if hidden:
        more = words.ngettext("{n} of other brands", "{n} of other brands", hidden).format(n=hidden)
        note = (*note, Piece(f" · {more}", "warning"))
    return rule(pen, (*title, Piece("  "), *brand) if brand else title, note, width)


def head_role(focused: bool) -> str:
    """Of the heading of a list: the one in hand is set off."""
    return "pane-in-hand" if focused else "pane"
