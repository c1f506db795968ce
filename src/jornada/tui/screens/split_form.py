"""When a session becomes two, and what the second half was about."""

from __future__ import annotations

from collections.abc import Iterable

from jornada.core import intents as do
from jornada.core.calendar import in_zone
from jornada.core.moments import within_at
from jornada.core.plan import DayView
from jornada.core.state import Session
from jornada.desk import Desk
from jornada.present.form_reading import Reading
from jornada.present.time_subjects import session_title, subject_of, subject_options, subject_value
from jornada.tui.screens.dialog import Tools, Values
from jornada.tui.screens.form import Form
from jornada.tui.widgets.field import ChoiceField, Field, TextField


class SplitForm(Form):
    """Splits a session at a time of the clock; the middle to begin with."""

    def __init__(self, tools: Tools, desk: Desk, view: DayView, session: Session) -> None:
        super().__init__(tools, desk, f"time.split {session.id}")
        self._view = view
        self._session = session

    def head(self) -> tuple[str, str]:
        title = session_title(self.words, self.desk.state, self._session)
        return self.words.gettext("Split the time entry"), title

    def fields(self) -> Iterable[Field]:
        gettext, session = self.words.gettext, self._session
        end = session.end or self.desk.now()
        middle = in_zone(session.start + (end - session.start) / 2, self._view.zone)
        yield TextField("when", gettext("At"), self.words.clock(middle), short=True)
        options = subject_options(self.words, self.desk.state, self._view, session)
        yield ChoiceField("subject", gettext("From then on"), self.ink, options, subject_value(session))

    def saves(self) -> str:
        return self.words.gettext("split it")

    def read(self, values: Values, wrong: dict[str, str]) -> do.Intent | None:
        typed = Reading(self.words, values, wrong).time("when")
        if typed is None:
            wrong.setdefault("when", self.words.gettext("A time is needed, such as 9:40"))
            return None
        end = self._session.end or self.desk.now()
        when = within_at(typed, self._session.start, end, self._view.zone)
        value = values["subject"]
        if value == subject_value(self._session):
            return do.TimeSplit(session=self._session.id, when=when)
        task, incident = subject_of(value)
        return do.TimeSplit(session=self._session.id, when=when, task=task, incident=incident)
