"""What the keys of the Today screen do about the unforeseen beyond the incident in hand."""

from __future__ import annotations

from jornada.core import intents as do
from jornada.core.state import Incident
from jornada.desk import Desk
from jornada.present.footer_line import Notice
from jornada.present.layout import Pane
from jornada.present.titles import shorten
from jornada.present.words import Words
from jornada.tui import day_dialogs
from jornada.tui.screens.today_promises import TodayPromises


class TodayUnforeseen(TodayPromises, is_part=True):
    """What incidents displace, what comes again, and the hand-over."""

    def action_view_displaced(self) -> None:
        picture = self.picture
        if picture is None:
            return
        found = picture.displaced
        if found is None:
            said = self.pen.words.gettext("Incidents displace no task")
            self.say(Notice(said, refused=True))
            return
        self.ask(lambda app, desk: day_dialogs.displaced(app, desk, picture.today, found))

    def action_view_handover(self) -> None:
        if self.picture is not None:
            self.open_dialog(lambda: day_dialogs.show_handover(self.jornada, self.desk, self.brand_shown))

    def action_incident_prevent(self) -> None:
        """A task so that the incident in hand does not come again; without one, the newest repeated one."""
        key = self.incident_in_hand if self.pane is Pane.INCIDENTS else None
        self.perform(lambda picture: prevent(self.pen.words, self.desk, picture.incident(key)))


def prevent(words: Words, desk: Desk, incident: Incident | None) -> do.Intent | Notice:
    """The task that prevents the incident, or of none in hand the open one that repeats others and came
    last; a word where there is such a task already, or nothing to prevent."""
    from jornada.core.repeats import Repeat, newest_repeat, preventing, prevention, repeat_of
    from jornada.present.repeat_lines import prevent_title

    state = desk.state
    if incident is None:
        repeat = newest_repeat(state, desk.zone)
    else:
        repeat = repeat_of(state, incident, desk.zone) or Repeat(incident, ())
    if repeat is None:
        return Notice(words.gettext("No open incident is like an earlier one of this month"), refused=True)
    task = preventing(state, repeat)
    if task is not None:
        said = words.gettext("There is a task for it already: {title}")
        return Notice(said.format(title=shorten(task.title)), refused=True)
    title = prevent_title(words, repeat.incident)
    return prevention(repeat, title, desk.today(), desk.workflow)
