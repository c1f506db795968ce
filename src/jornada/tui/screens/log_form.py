"""Time spent earlier, entered afterwards: the last so many minutes, or from one time to another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from jornada.core import intents as do
from jornada.core.calendar import in_zone, local_date
from jornada.core.moments import instant_on, last_at
from jornada.core.plan import DayView
from jornada.core.state import Item, State
from jornada.desk import Desk
from jornada.present.form_reading import Reading
from jornada.present.form_words import brand_badge, session_lines
from jornada.present.quick_add_words import day_word
from jornada.present.sentences import named
from jornada.tui.screens.dialog import Tools, Values
from jornada.tui.screens.form import Form
from jornada.tui.widgets.field import Field, TextField

USUAL_MINUTES = 15
LONGEST_GAP = dt.timedelta(hours=3)
NIGHT = dt.timedelta(hours=6)
"""A time that is still to come is yesterday's if that was not longer ago: work past midnight."""
MINUTE = dt.timedelta(minutes=1)


class LogForm(Form):
    """Logs time on a task, on the day of `view`. Minutes and start follow each other."""

    def __init__(self, tools: Tools, desk: Desk, item: Item, view: DayView) -> None:
        super().__init__(tools, desk, f"time.log {item.id}")
        self._item = item
        self._view = view

    def head(self) -> tuple[str, str]:
        return self.words.gettext("Log time"), named(self.words, self._item.title)

    def badge(self) -> tuple[str, str]:
        return brand_badge(self.words, self.desk.workflow, self._item.brand)

    def fields(self) -> Iterable[Field]:
        gettext = self.words.gettext
        start, end = default_span(self.desk.state, self._item, self._view, self.desk.now())
        self._end = end
        minutes = str((end - start) // MINUTE)
        yield TextField("minutes", gettext("Minutes"), minutes, short=True)
        yield TextField("start", gettext("From"), self.words.clock(start), short=True)
        yield TextField("end", gettext("To"), self.words.clock(end), short=True)
        yield TextField("note", gettext("Note"))

    def facts(self) -> Iterable[Widget]:
        state = self.desk.state
        sessions = [state.sessions[key] for key in state.of_subject.get(self._item.id, ())]
        lines = tuple(session_lines(self.words, sessions, self.desk.now(), self.desk.zone))
        if lines:
            yield Static(self.ink.lines(lines), markup=False, classes="facts")

    def saves(self) -> str:
        return self.words.gettext("log it")

    def on_mount(self) -> None:
        self._explain()

    def changed(self, field: Field) -> None:
        """Minutes move the start; start and end give the minutes."""
        reading = Reading(self.words, self.values(), {})
        start, end = self._span(reading)
        if field.key == "minutes":
            minutes = reading.minutes("minutes")
            if minutes is not None and end is not None:
                self.text_field("start").put(self.words.clock(self._local(end - minutes * MINUTE)))
        elif field.key in ("start", "end") and start is not None and end is not None and start < end:
            self.text_field("minutes").put(str((end - start) // MINUTE))
            self.field("minutes").refuse("")
        self._explain()

    def read(self, values: Values, wrong: dict[str, str]) -> do.Intent | None:
        reading = Reading(self.words, values, wrong)
        reading.minutes("minutes")
        start, end = self._span(reading)
        for name in ("start", "end"):
            if not values[name].strip():
                wrong[name] = self.words.gettext("A time is needed, such as 9:40")
        if start is None or end is None:
            return None
        return do.TimeLog(task=self._item.id, start=start, end=end, note=values["note"])

    def _span(self, reading: Reading) -> tuple[dt.datetime | None, dt.datetime | None]:
        """The instants that are typed: of the view's day, and on today of the night before it too."""
        zone, date, now = self._view.zone, self._view.date, self.desk.now()
        start, end = reading.time("start"), reading.time("end")
        if end is None:
            return None, None
        ended = last_at(end, now, zone, now - NIGHT) if self._view.is_today else instant_on(date, end, zone)
        if start is None:
            return None, ended
        return last_at(start, ended, zone, ended - NIGHT), ended

    def _explain(self) -> None:
        """Which day and how long it is, where that is not plain to see."""
        start, end = self._span(Reading(self.words, self.values(), {}))
        said = ""
        if start is not None and end is not None and start < end:
            today = self.desk.today()
            day = local_date(start, self._view.zone)
            spent = self.words.duration((end - start) // MINUTE)
            said = f"{spent}, {day_word(self.words, day, today)}" if day != today else spent
        self.field("end").explain(said)

    def _local(self, instant: dt.datetime) -> dt.datetime:
        return in_zone(instant, self._view.zone)


def default_span(
    state: State, item: Item, view: DayView, now: dt.datetime
) -> tuple[dt.datetime, dt.datetime]:
    """What a person most likely wants to log: today the gap since the last session, or as many minutes
    as were planned; on another day those at the start of the task's block. In whole minutes."""
    planned = (item.minutes or USUAL_MINUTES) * MINUTE
    if not view.is_today:
        blocks = [load.span for load in view.blocks]
        own = next((span for span in blocks if span.key == item.block), blocks[0] if blocks else None)
        start = own.span.start if own else instant_on(view.date, dt.time(9), view.zone)
        return start, start + planned
    running = state.running_session
    end = in_zone(running.start if running else now, view.zone).replace(second=0, microsecond=0)
    ends = [
        session.end
        for key in state.starts_on.get(view.date, ())
        if (session := state.sessions[key]).end is not None and session.end <= end + MINUTE
    ]
    if not ends:
        return end - planned, end
    last = in_zone(max(each for each in ends if each is not None), view.zone)
    last = last.replace(second=0, microsecond=0) + (MINUTE if last.second else 0 * MINUTE)
    if last < end and end - last <= LONGEST_GAP:
        return last, end
    return end - planned, end
