"""A session to put right: from when to when, what it was about, its note. Or time to be filled in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from jornada.core import intents as do
from jornada.core.calendar import in_zone, local_date
from jornada.core.dataclass import dataclass
from jornada.core.moments import end_at, instant_on
from jornada.core.plan import DayView
from jornada.core.state import Session
from jornada.desk import Desk
from jornada.present.form_reading import Reading
from jornada.present.form_words import Option
from jornada.present.time_subjects import subject_of, subject_options, subject_value
from jornada.tui.screens.dialog import Tools, Values
from jornada.tui.screens.form import Form
from jornada.tui.widgets.field import ChoiceField, Field, TextField


@dataclass(frozen=True, slots=True)
class Stretch:
    """What the form is about: a session, or without one the time from `start` to `end` to be filled in."""

    start: dt.datetime
    end: dt.datetime | None
    session: Session | None = None


class SessionForm(Form):
    """Of a session only what was changed is in the intent; what is filled in is logged."""

    def __init__(self, tools: Tools, desk: Desk, view: DayView, stretch: Stretch) -> None:
        about = stretch.session.id if stretch.session else stretch.start.isoformat()
        super().__init__(tools, desk, f"time {about}")
        self._view = view
        self._stretch = stretch

    def head(self) -> tuple[str, str]:
        gettext = self.words.gettext
        title = gettext("Time entry") if self._stretch.session else gettext("Fill in time")
        return title, self.words.day_title(self._view.date)

    def fields(self) -> Iterable[Field]:
        gettext, session = self.words.gettext, self._stretch.session
        yield TextField("start", gettext("From"), self._clock(self._stretch.start), short=True)
        end = self._stretch.end
        running = "" if end is not None else gettext("It runs. A time here ends it.")
        yield TextField("end", gettext("To"), self._clock(end) if end else "", short=True, note=running)
        options = subject_options(self.words, self.desk.state, self._view, session)
        value = subject_value(session) if session else options[0].value if options else ""
        yield ChoiceField("subject", gettext("About"), self.ink, options, value)
        yield TextField("note", gettext("Note"), session.note if session else "")
        room = (
            Option("", gettext("leave them as they are")),
            Option("cut", gettext("make room: they give way")),
        )
        yield ChoiceField("others", gettext("Others"), self.ink, room, "")

    def read(self, values: Values, wrong: dict[str, str]) -> do.Intent | None:
        reading = Reading(self.words, values, wrong)
        start, end = self._start(reading), None
        ended = reading.time("end")
        if ended is not None:
            end = self._end(ended, start or self._stretch.start)
        cut = values["others"] == "cut"
        task, incident = subject_of(values["subject"])
        session = self._stretch.session
        if session is None:
            for name, instant in (("start", start), ("end", end)):
                if instant is None and name not in wrong:
                    wrong[name] = self.words.gettext("A time is needed, such as 9:40")
            if start is None or end is None:
                return None
            return do.TimeLog(
                start=start, end=end, task=task, incident=incident, note=values["note"], cut=cut
            )
        same = values["subject"] == subject_value(session)
        return do.TimeEdit(
            session=session.id,
            start=start if start != session.start else None,
            end=end if end != session.end else None,
            task=None if same else task,
            incident=None if same else incident,
            note=values["note"] if values["note"] != session.note else None,
            cut=cut,
        )

    def _start(self, reading: Reading) -> dt.datetime | None:
        """What is typed, on the day on which it began; what was not changed is to the second what it was."""
        before, zone = self._stretch.start, self._view.zone
        typed = reading.time("start")
        if typed is None:
            return before if "start" not in reading.wrong else None
        if f"{typed:%H:%M}" == self._clock(before):
            return before
        return instant_on(local_date(before, zone), typed, zone)

    def _end(self, typed: dt.time, start: dt.datetime) -> dt.datetime:
        before = self._stretch.end
        if before is not None and f"{typed:%H:%M}" == self._clock(before):
            return before
        return end_at(typed, start, self._view.zone)

    def _clock(self, instant: dt.datetime) -> str:
        return self.words.clock(in_zone(instant, self._view.zone))
