"""The Today screen: the strip of the day, the current block, the queue, the incidents, what runs.

It takes a picture of the desk and has its parts drawn from it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Size

from jornada.core import intents as do
from jornada.core.incidents import Deadline
from jornada.core.plan import QueueRow
from jornada.core.state import Incident
from jornada.desk import Desk
from jornada.present.banner_lines import Banner
from jornada.present.crisis_lines import crisis_banner
from jornada.present.footer_line import Notice
from jornada.present.layout import Mode, Pane, mode_of
from jornada.present.pen import Pen
from jornada.tui.actions import Where, bindings_for
from jornada.tui.colours import Colours
from jornada.tui.compat.drawing import HeldBack
from jornada.tui.keymap import Keymap
from jornada.tui.screens.kpi_banners import kpi_banners
from jornada.tui.screens.today_banners import FileMistakes, banners_of
from jornada.tui.screens.today_ends import TodayEnds
from jornada.tui.screens.today_parts import Look, Parts
from jornada.tui.screens.today_picture import Picture, take_picture
from jornada.tui.screens.unforeseen_banners import unforeseen_banners
from jornada.tui.widgets.board import Board
from jornada.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from textual.widgets import Input

    from jornada.tui.widgets.line import Line


class TodayScreen(TodayEnds, HeldBack, inherit_bindings=False):
    """The day, live. `mistakes` are those of the files that were read before it."""

    CSS_PATH = "../styles/today.tcss"
    AUTO_FOCUS = ""
    ACTION: ClassVar[str] = "screen.today"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Where.ANYWHERE)]

    def __init__(
        self, desk: Desk, pen: Pen, colours: Colours, keymap: Keymap, mistakes: Sequence[FileMistakes] = ()
    ) -> None:
        super().__init__(desk, pen)
        self._mistakes = tuple(mistakes)
        self._parts = Parts(pen, colours, keymap, seconds=desk.config.show_seconds)
        self._line: Line | None = None
        self._board = Board(*self._parts.widgets, places=self._parts.places)
        self._pane = Pane.QUEUE
        self._brand = ""
        self._role = desk.config.role if desk.config.role in {r.key for r in desk.workflow.roles} else ""
        self._typed = ""
        self._filtering = False
        self._banners: tuple[Banner, ...] = ()
        self._queue_instead = ""
        self._drawn_in = Size()

    def compose(self) -> ComposeResult:
        yield self._board

    def on_mount(self) -> None:
        self.take_and_draw()
        self._to_first_task()
        self.set_focus(self._parts.list_of(Pane.QUEUE))
        self.run_worker(self.work(), group="work")
        self.call_after_refresh(self.begin)

    # What is looked at

    @property
    def _look(self) -> Look:
        return Look(
            pane=self._pane,
            crisis=self.crisis_shown,
            clocks=self._clocks,
            brand=self._brand,
            role=self._role,
            typed=self._typed,
            filtering=self._filtering,
            banners=self._banners,
            notice=self.notice,
            saving=self.saving,
        )

    def take_and_draw(self) -> None:
        picture = self.picture = take_picture(self.desk, self.date)
        words, key = self.pen.words, self._parts.key
        shown = self.crisis_shown is not None
        crisis = crisis_banner(words, picture.state, picture.deadlines, key("view.crisis"), shown=shown)
        self._banners = (
            *((crisis,) if crisis is not None else ()),
            *unforeseen_banners(words, picture, self.desk.ringing(picture.today), key),
            *banners_of(words, self.desk.troubles(), self._mistakes, picture.today, key),
            *kpi_banners(words, picture, key),
        )
        self._banners = self.with_end_banners(picture, self._banners)
        self._draw(picture)

    def key(self, action: str) -> str:
        return self._parts.key(action)

    def _draw(self, picture: Picture) -> None:
        self._drawn_in = self._room
        if self._parts.draw(picture, self._look):
            self._board.place_again()
        queue = self._parts.list_of(Pane.QUEUE)
        if self.focused in (self._parts.queue, self._parts.crisis) and self.focused is not queue:
            # The one gave its place to the other, with the keys.
            queue.focus()

    def draw_foot(self) -> None:
        if self.picture is not None:
            self._parts.draw_foot(self.picture, self._look)

    def show_date(self, date: dt.date) -> None:
        if self.picture is not None and date != self.date:
            self.date = date
            self.take_and_draw()
            self._to_first_task()

    # The crisis

    @property
    def crisis_shown(self) -> Incident | None:
        """The incident in the place of the queue, until it is contained; `None` where a person went back
        to the queue, or looks at another day."""
        picture = self.picture
        found = picture.crises if picture is not None and picture.view.is_today else ()
        return found[0] if found and found[0].id != self._queue_instead else None

    @property
    def _clocks(self) -> tuple[Deadline, ...]:
        crisis = self.crisis_shown
        every = self.desk.all_deadlines() if crisis is not None else ()
        return tuple(each for each in every if crisis is not None and each.incident == crisis.id)

    def action_view_crisis(self) -> None:
        """From the crisis to the queue, and back."""
        picture = self.picture
        if picture is None:
            return
        if not picture.crises:
            self.say(Notice(self.pen.words.gettext("No incident takes the day over"), refused=True))
            return
        shown = self.crisis_shown
        self._queue_instead = shown.id if shown is not None else ""
        self.date = self.desk.today()
        self.take_and_draw()
        self.focus_pane(Pane.QUEUE)

    def action_crisis_show(self) -> None:
        """To the crisis, from another screen."""
        self._queue_instead = ""
        self.date = self.desk.today()
        self.take_and_draw()
        self.focus_pane(Pane.QUEUE)

    @property
    def brand_shown(self) -> str:
        return self._brand

    def show_brand(self, brand: str) -> None:
        self._brand = brand
        self.take_and_draw()

    @property
    def role_shown(self) -> str:
        return self._role

    def show_role(self, role: str) -> None:
        self._role = role
        self.take_and_draw()

    def shown_rows(self, picture: Picture) -> tuple[QueueRow, ...]:
        return picture.view.rows.at(self._parts.shown_rows(picture, self._look))

    def action_view_escape(self) -> None:
        """Leave what is filtered, then the day looked at."""
        if self._filtering or self._typed:
            self._filter_ends(typed="")
        elif self._brand:
            self.show_brand("")
        elif self._role:
            self.show_role("")
        elif self.hide_bars():
            self.take_and_draw()
        else:
            self.show_date(self.desk.today())

    # The filter

    def action_view_filter(self) -> None:
        if self.picture is None or self._mode is Mode.LINE:
            return
        self._filtering = True
        self._pane = Pane.QUEUE
        self._queue_instead = self.crisis_shown.id if self.crisis_shown is not None else self._queue_instead
        line = self._filter_line()
        self._draw(self.picture)
        line.value = self._typed
        line.focus()
        self._parts.prepare_filter(self.picture)

    def _filter_line(self) -> Line:
        """Where the words are typed; made when it is first asked for: a start can do without it."""
        if self._line is None:
            from jornada.tui.widgets.line import Line

            placeholder = self.pen.words.gettext("words to look for")
            self._line = Line(id="filter", placeholder=placeholder)
            self._board.mount(self._line)
            # At once, not by way of a message: with what is typed its tasks are drawn, in one frame.
            self.watch(self._line, "value", self._find, init=False)
        return self._line

    def _find(self, typed: str) -> None:
        self._typed = typed
        # What is typed changes nothing of the day, only what is shown of it.
        if self.picture is not None:
            self._parts.draw_found(self.picture, self._look)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._filter_ends(typed=event.value)

    def _filter_ends(self, *, typed: str) -> None:
        self._filtering, self._typed = False, typed
        self._parts.queue.focus()
        self.take_and_draw()

    # What is in hand

    @property
    def pane(self) -> Pane:
        return self._pane

    def focus_pane(self, pane: Pane) -> None:
        self._pane, self._filtering = pane, False
        self._parts.list_of(pane).focus()
        if self.picture is not None:
            self._draw(self.picture)

    @property
    def task_in_hand(self) -> str | None:
        return self._parts.queue.cursor_key if self.crisis_shown is None else None

    @property
    def incident_in_hand(self) -> str | None:
        crisis = self.crisis_shown
        if crisis is not None and self._pane is Pane.QUEUE:
            return crisis.id
        return self._parts.incidents.cursor_key

    @property
    def step_in_hand(self) -> str | None:
        in_crisis = self._pane is Pane.QUEUE and self.crisis_shown is not None
        if not in_crisis:
            return None
        from jornada.present.incident_sheet import step_of

        return step_of(self._parts.crisis.cursor_key)

    def reveal(self, subject: str) -> None:
        """Bring the row of that task or incident into view and put the cursor on it."""
        self._typed = self._brand = self._role = ""
        item = self.desk.state.items.get(subject)
        self.date = item.date if item is not None else self.desk.today()
        if item is not None and self.crisis_shown is not None:
            self._queue_instead = self.crisis_shown.id
        self.take_and_draw()
        for pane in Pane:
            if self._parts.list_of(pane).choose(subject):
                self.focus_pane(pane)

    def action_row_reveal(self, subject: str) -> None:
        """To that task or incident, from another screen."""
        self.reveal(subject)

    def action_brand_show(self, brand: str) -> None:
        """That brand alone, from another screen."""
        self.show_brand(brand)

    def choose_task(self, task: str) -> None:
        if not self._parts.queue.choose(task):
            self._typed = self._brand = self._role = ""
            self.take_and_draw()
            self._parts.queue.choose(task)
        self.focus_pane(Pane.QUEUE)

    def follow(self, record: do.Record) -> None:
        """The cursor goes to what an interruption or a resumption has put in hand, and to a new task."""
        running = self.desk.state.running_session
        if isinstance(record.intent, do.Interrupt | do.Resume) and running is not None:
            self.reveal(running.task or running.incident)
        elif isinstance(record.intent, do.TaskAdd) and record.intent.date == self.date:
            self._parts.queue.choose(record.id)

    def _to_first_task(self) -> None:
        """The cursor goes to what runs, else to the first open task."""
        if self.picture is None:
            return
        running = self.picture.state.running_session
        if running is not None and self._parts.queue.choose(running.task):
            return
        rows = self.picture.view.rows
        self._parts.queue.choose(rows.ids[rows.open_places[0]] if rows.open_places else "")

    def on_line_list_highlighted(self) -> None:
        self.draw_foot()

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        if event.list is self._parts.queue:
            self.action_task_edit()
        else:
            self.action_incident_open()

    # Keys and sizes

    @property
    def _mode(self) -> Mode:
        return mode_of(*self._room)

    @property
    def _room(self) -> Size:
        return self._board.size or self.app.size

    def on_key(self, event: events.Key) -> None:
        """The next key takes the word at the foot away; what it does comes after this."""
        self.say(None)
        if event.key not in self._parts.keys_of("incident.step"):
            self.another_key()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        for pane in Pane:
            if event.widget is self._parts.list_of(pane) and pane is not self._pane:
                self.focus_pane(pane)

    def on_resize(self) -> None:
        if self.is_held_back:
            # The list in hand is the last to be ready: it has its place and the keys by then.
            self._parts.list_of(Pane.QUEUE).call_later(self.call_later, self._show_at_last)
        self.call_after_refresh(self._after_resize)

    def _show_at_last(self) -> None:
        if self.is_held_back:
            self.jornada.before_next_frame(self.jornada.day_comes_in_sight)
            self.show_at_last()

    def _after_resize(self) -> None:
        """What the size decides is drawn anew; a list that had no room lost the keys."""
        if self.picture is not None and self._room != self._drawn_in:
            self._draw(self.picture)
        if self._mode is not Mode.LINE and self.focused is None:
            self._parts.list_of(self._pane).focus()
