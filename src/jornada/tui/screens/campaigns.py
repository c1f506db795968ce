"""The campaigns screen: which steps are done, late and next, who does them and what they need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from jornada.core import intents as do
from jornada.core.campaigns import (
    CampaignView,
    StepStatus,
    StepView,
    campaign_views,
    day_in_queue,
    is_in_queue,
    step_item_id,
)
from jornada.desk import Desk
from jornada.present.campaign_lines import CampaignDrawing, campaign_entries, campaigns_title, not_in_queue
from jornada.present.footer_line import Notice
from jornada.present.layout import Box
from jornada.present.pen import Line, Pen
from jornada.tui.actions import Where
from jornada.tui.colours import Colours
from jornada.tui.keymap import Keymap
from jornada.tui.screens.desk_keys import screen_bindings
from jornada.tui.screens.desk_screen import DeskScreen
from jornada.tui.screens.today_picture import Picture
from jornada.tui.widgets.line_list import LineList


class CampaignsScreen(DeskScreen, inherit_bindings=False):
    """A cursor on a step."""

    AUTO_FOCUS = "#campaigns"
    ACTION = "screen.campaigns"
    BINDINGS: ClassVar[list[BindingType]] = screen_bindings(Where.CAMPAIGN)

    def __init__(self, desk: Desk, pen: Pen, colours: Colours, keymap: Keymap) -> None:
        super().__init__(desk, pen, colours, keymap)
        self._list = LineList(colours, pen.glyphs, id="campaigns")
        self._campaigns: tuple[CampaignView, ...] = ()
        self._seen = False

    def body(self) -> Sequence[Widget]:
        return (self._list,)

    def body_places(self, box: Box) -> Mapping[str, Box]:
        return {"campaigns": box}

    def head(self, width: int) -> Line:
        return campaigns_title(self.pen, self._campaigns, width)

    def draw(self, picture: Picture) -> None:
        views = self._campaigns = campaign_views(picture.state, picture.workflow, picture.today.now)
        entries = campaign_entries(self.pen, views, picture.workflow)
        pen = self.pen
        self._list.show(entries, lambda width: CampaignDrawing(pen, width))
        if not self._seen:
            self._seen = True
            self.to_beginning()

    def hints(self) -> Sequence[str]:
        if self._list.cursor_key is None:
            return ("view.escape", "screen.workflow")
        return ("campaign.open", "campaign.done", "view.escape")

    def to_beginning(self) -> None:
        """The cursor goes to the step that is to be done first."""
        first = (
            step.key
            for status in (StepStatus.LATE, StepStatus.NEXT)
            for view in self._campaigns
            for step in view.steps
            if step.status is status
        )
        self._list.choose(next(first, ""))

    def on_line_list_highlighted(self) -> None:
        self.draw_foot()

    def on_line_list_opened(self) -> None:
        self.action_campaign_open()

    # The step in hand

    def _step(self) -> StepView | None:
        """The step under the cursor, where it is in a queue; where it is not, that is said."""
        key, today = self._list.cursor_key, self.desk.today()
        step = next((step for view in self._campaigns for step in view.steps if step.key == key), None)
        if step is None:
            self.say(Notice(self.pen.words.gettext("No step is under the cursor"), refused=True))
        elif not is_in_queue(step, today):
            self.say(Notice(not_in_queue(self.pen.words, step, today), refused=True))
            return None
        return step

    def action_campaign_open(self) -> None:
        """To its task, on the day whose queue it is on."""
        step = self._step()
        date = day_in_queue(step, self.desk.today()) if step is not None else None
        if step is not None and date is not None:
            self.dismiss(f"day.look_at('{date.isoformat()}', '{step_item_id(step)}')")

    def action_campaign_done(self) -> None:
        step = self._step()
        if step is not None:
            self.perform(do.TaskDone(task=step_item_id(step)))
