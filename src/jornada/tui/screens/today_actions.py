"""What the keys of the Today screen do; one method an action of the registry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from jornada.core import intents as do
from jornada.core.plan import QueueRow
from jornada.core.state import Item
from jornada.present.footer_line import Notice
from jornada.present.layout import Pane
from jornada.tui import day_dialogs, dialogs, incident_dialogs, time_dialogs
from jornada.tui.screens.today_doing import Ask
from jornada.tui.screens.today_intents import (
    MINUTES_STEP,
    begin_or_end_break,
    change_minutes,
    change_order,
    start_or_stop,
)
from jornada.tui.screens.today_picture import Picture
from jornada.tui.screens.today_ways import TodayWays

ONE_DAY = dt.timedelta(days=1)


class TodayActions(TodayWays, is_part=True):
    """The actions; what is under the cursor and what is looked at, the screen below says."""

    @property
    def task_in_hand(self) -> str | None:
        """The id of the task under the cursor."""
        raise NotImplementedError

    def shown_rows(self, picture: Picture) -> tuple[QueueRow, ...]:
        """The rows that are not filtered out."""
        raise NotImplementedError

    def show_date(self, date: dt.date) -> None:
        """Look at that day."""
        raise NotImplementedError

    def show_brand(self, brand: str) -> None:
        """Show one brand only; all where it is empty."""
        raise NotImplementedError

    def show_role(self, role: str) -> None:
        """Show the tasks of one role only; all where it is empty."""
        raise NotImplementedError

    @property
    def role_shown(self) -> str:
        raise NotImplementedError

    def focus_pane(self, pane: Pane) -> None:
        """Take that list in hand."""
        raise NotImplementedError

    @property
    def pane(self) -> Pane:
        raise NotImplementedError

    # On a task

    def _on_task(self, build: Callable[[Picture, Item], do.Intent | Notice | None]) -> None:
        key = self.task_in_hand

        def meant(picture: Picture) -> do.Intent | Notice | None:
            row = picture.row(key)
            return build(picture, row.item) if row is not None else None

        if key is not None:
            self.perform(meant)
        else:
            self._say_no_task()

    def _say_no_task(self) -> None:
        """A key for a task was pressed where there is none: what to do instead."""
        if self.picture is not None and not self.shown_rows(self.picture):
            words = self.pen.words
            key = self.jornada.keymap.label(words, "task.add")
            said = words.gettext("There is no task here: {key} adds one").format(key=key)
            self.say(Notice(said, refused=True))

    def _ask_on_task(self, ask: Callable[[Picture, Item], Ask]) -> None:
        picture = self.picture
        row = picture.row(self.task_in_hand) if picture is not None else None
        if picture is not None and row is not None:
            self.ask(ask(picture, row.item))
        else:
            self._say_no_task()

    def action_task_start(self) -> None:
        self._on_task(lambda picture, item: start_or_stop(picture.state, task=item.id))

    def action_task_done(self) -> None:
        self._on_task(lambda picture, item: do.TaskDone(task=item.id))

    def action_task_reopen(self) -> None:
        self._on_task(lambda picture, item: do.TaskReopen(task=item.id))

    def action_task_drop(self) -> None:
        self._on_task(lambda picture, item: do.TaskDrop(task=item.id))

    def action_task_more(self) -> None:
        self._on_task(lambda picture, item: change_minutes(item, MINUTES_STEP))

    def action_task_less(self) -> None:
        self._on_task(lambda picture, item: change_minutes(item, -MINUTES_STEP))

    def action_task_count(self) -> None:
        self._on_task(lambda picture, item: do.TaskCount(task=item.id))

    def action_task_count_several(self) -> None:
        self._ask_on_task(lambda picture, item: lambda app, desk: dialogs.count_task(app, desk, item))

    def action_task_milestone(self) -> None:
        self._on_task(lambda picture, item: do.TaskMilestone(task=item.id))

    def action_task_earlier(self) -> None:
        self._order(-1)

    def action_task_later(self) -> None:
        self._order(1)

    def _order(self, by: int) -> None:
        edge = self.pen.words.gettext("It goes no further in this part of the queue")
        self._on_task(
            lambda picture, item: (
                change_order(self.shown_rows(picture), item.id, by) or Notice(edge, refused=True)
            )
        )

    def action_task_break(self) -> None:
        self.perform(lambda picture: begin_or_end_break(picture.state))

    def action_task_edit(self) -> None:
        self._ask_on_task(lambda picture, item: lambda app, desk: dialogs.edit_task(app, desk, item))

    def action_task_note(self) -> None:
        self._ask_on_task(lambda picture, item: lambda app, desk: dialogs.note_task(app, desk, item))

    def action_task_move(self) -> None:
        self._ask_on_task(
            lambda picture, item: lambda app, desk: dialogs.move_task(app, desk, item, picture.view)
        )

    def action_task_log(self) -> None:
        self._ask_on_task(
            lambda picture, item: lambda app, desk: time_dialogs.log_time(app, desk, item, picture.view)
        )

    def action_task_add(self) -> None:
        self.ask(lambda app, desk: dialogs.add_task(app, desk, self.date, brand=self.brand_shown))

    # The unforeseen

    def action_incident_log(self) -> None:
        self.ask(lambda app, desk: incident_dialogs.log_incident(app, desk, brand=self.brand_shown))

    def action_interrupt(self) -> None:
        self.perform(do.Interrupt())

    def action_resume(self) -> None:
        self.perform(do.Resume(incident=""))

    # History

    def action_history_undo(self) -> None:
        self.perform(do.Undo())

    def action_history_redo(self) -> None:
        self.perform(do.Redo())

    # What is looked at

    def action_day_previous(self) -> None:
        self.show_date(self.date - ONE_DAY)

    def action_day_next(self) -> None:
        self.show_date(self.date + ONE_DAY)

    def action_day_today(self) -> None:
        self.show_date(self.desk.today())

    def action_screen_today(self) -> None:
        self.action_day_today()

    def action_day_look_at(self, date: str, task: str = "") -> None:
        """Another screen leads to that day, `YYYY-MM-DD`, and to a task there."""
        self.show_date(dt.date.fromisoformat(date))
        if task:
            self.choose_task(task)

    def choose_task(self, task: str) -> None:
        """Put the cursor on the row of that task, where it is shown."""
        raise NotImplementedError

    def action_pane_next(self) -> None:
        self.focus_pane(self.pane.other)

    def action_pane_previous(self) -> None:
        self.focus_pane(self.pane.other)

    def action_view_triage(self) -> None:
        picture = self.picture
        if picture is None:
            return
        if not picture.today.left_over:
            self.say(Notice(self.pen.words.gettext("Nothing is left over"), refused=True))
            return
        self.ask(lambda app, desk: day_dialogs.triage(app, desk, picture.today))

    def action_day_adopt(self) -> None:
        change = self.desk.day_change()
        if change is None:
            self.say(Notice(self.pen.words.gettext("Today is as the plan says"), refused=True))
            return
        self.ask(lambda app, desk: day_dialogs.adopt_day(app, change))

    def action_view_brand(self) -> None:
        if self.picture is not None:
            self.open_dialog(self._choose_brand)

    async def _choose_brand(self) -> None:
        brand = await dialogs.choose_brand(self.jornada, self.desk, self.brand_shown)
        if brand is not None:
            self.show_brand(brand)

    def action_view_role(self) -> None:
        if self.picture is not None:
            self.open_dialog(self._choose_role)

    async def _choose_role(self) -> None:
        role = await dialogs.choose_role(self.jornada, self.desk, self.role_shown)
        if role is not None:
            self.show_role(role)

    def action_view_theme(self) -> None:
        if self.picture is not None:
            self.open_dialog(self._choose_theme)

    async def _choose_theme(self) -> None:
        notice = await dialogs.choose_theme(self.jornada)
        if notice is not None:
            self.say(notice)
