"""What the keys of the Today screen do about the unforeseen beyond the incident in hand."""

from __future__ import annotations

from jornada.present.footer_line import Notice
from jornada.tui import dialogs
from jornada.tui.screens.today_promises import TodayPromises


class TodayUnforeseen(TodayPromises, inherit_bindings=False):
    """What incidents displace."""

    def action_view_displaced(self) -> None:
        picture = self.picture
        if picture is None:
            return
        found = picture.displaced
        if found is None:
            said = self.pen.words.gettext("Incidents displace nothing: what they took fits")
            self.say(Notice(said, refused=True))
            return
        self.ask(lambda app, desk: dialogs.displaced(app, desk, picture.today, found))
