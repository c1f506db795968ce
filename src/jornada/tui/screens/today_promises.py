"""What the keys of the Today screen do about ideas and promises."""

from __future__ import annotations

from jornada.core import intents as do
from jornada.core.promises import open_promises, promises_of
from jornada.present.footer_line import Notice
from jornada.present.layout import Pane
from jornada.tui import dialogs
from jornada.tui.screens.today_actions import TodayActions


class TodayPromises(TodayActions, is_part=True):
    """Caught thoughts, and what somebody was promised."""

    def action_idea_add(self) -> None:
        self.ask(dialogs.add_idea)

    def action_idea_list(self) -> None:
        self.ask(lambda app, desk: dialogs.use_idea(app, desk, self.date))

    def action_task_promise(self) -> None:
        self._ask_on_task(lambda picture, item: lambda app, desk: dialogs.promise(app, desk, item))

    def action_promise_keep(self) -> None:
        """Keep the promise of the row in hand; where it has none, or several, ask which."""
        picture, now = self.picture, self.desk.now()
        if picture is None:
            return
        subject = self.task_in_hand if self.pane is Pane.QUEUE else self.incident_in_hand
        here = promises_of(picture.state, subject, now) if subject else ()
        listed = here or open_promises(picture.state, now)
        if not listed:
            self.say(Notice(self.pen.words.gettext("Nothing is promised"), refused=True))
        elif len(here) == 1:
            self.perform(do.PromiseKeep(promise=here[0].promise.id))
        else:
            self.ask(lambda app, desk: dialogs.keep_promise(app, desk, listed))
