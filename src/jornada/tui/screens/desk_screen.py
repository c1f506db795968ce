"""A full screen beside Today: a heading, a body, what runs, the foot. It is left for Today or for another.

A screen says what its body is and how that is drawn; here is what they all share: word from the desk,
the full minute, the banners, the keys that are listened to anywhere. What a person asks for and is done
on Today (an interruption, what is left over) leads back to it and is done there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widget import Widget

from jornada.core import intents as do
from jornada.desk import Desk
from jornada.present.banner_lines import Banner, Weight, banner_lines
from jornada.present.crisis_lines import crisis_banner
from jornada.present.footer_line import Hint, Notice, footer_line
from jornada.present.layout import Box, Mode, mode_of, page_layout
from jornada.present.now_line import now_facts, now_line
from jornada.present.pen import Line, Pen, Piece
from jornada.present.status_line import status_lines
from jornada.tui import dialogs, incident_dialogs
from jornada.tui.actions import ACTION_BY_ID
from jornada.tui.colours import Colours
from jornada.tui.compat.drawing import forget_left_widgets
from jornada.tui.keymap import Keymap
from jornada.tui.opening import LEAVING
from jornada.tui.screens.desk_keys import screen_bindings
from jornada.tui.screens.today_banners import banners_of
from jornada.tui.screens.today_doing import DoingScreen
from jornada.tui.screens.today_hints import ALWAYS, with_palette
from jornada.tui.screens.today_picture import Picture, take_picture
from jornada.tui.screens.unforeseen_banners import unforeseen_banners
from jornada.tui.widgets.board import Board
from jornada.tui.widgets.line_view import LineView


class DeskScreen(DoingScreen, inherit_bindings=False):
    """Closes with the id of the action that a person asked for and that is done on Today, or `None`.

    A subclass has `ACTION` (what opens it), `BINDINGS = screen_bindings(…)`, `CSS_PATH` where it needs
    more than lines, and says: `body`, `body_places`, `head`, `draw`, `hints`.
    """

    CSS_PATH = "../styles/desk_screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = screen_bindings()
    ACTION: ClassVar[str] = ""
    HAS_HEAD: ClassVar[bool] = True

    class DeskChanged(Message):
        """Something is different at the desk; several at once are one."""

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, DeskScreen.DeskChanged)

    def __init__(self, desk: Desk, pen: Pen, colours: Colours, keymap: Keymap) -> None:
        super().__init__(desk, pen)
        self.colours = colours
        self.keymap = keymap
        self.date = desk.today()
        self._banners: tuple[Banner, ...] = ()
        self._views = {name: LineView(colours, id=name) for name in ("head", "banner", "status", "footer")}
        self._forget: Callable[[], None] | None = None
        self._board: Board | None = None

    # What a screen says of itself

    def body(self) -> Sequence[Widget]:
        """The widgets of the body, made once; each with an id that `body_places` places."""
        raise NotImplementedError

    def body_places(self, box: Box) -> Mapping[str, Box]:
        """Where the widgets of the body stand in the room left for it."""
        raise NotImplementedError

    def head(self, width: int) -> Line:
        """The heading; not asked for where `HAS_HEAD` is false."""
        raise NotImplementedError

    def draw(self, picture: Picture) -> None:
        """Show the body as things stand."""
        raise NotImplementedError

    def hints(self) -> Sequence[str]:
        """The ids of the actions the foot names, the most needed first."""
        return ("view.escape",)

    def label_of(self, action: str) -> str:
        """What the foot says an action does here."""
        return self.pen.words.gettext(ACTION_BY_ID[action].label)

    def key(self, action: str) -> str:
        """The key of an action as a person writes it."""
        return self.keymap.label(self.pen.words, action)

    # Its life

    def compose(self) -> ComposeResult:
        self._board = Board(*self._views.values(), *self.body(), places=self._places)
        yield self._board

    def on_mount(self) -> None:
        self._forget = self.desk.listen(self._desk_changed)
        self.take_and_draw()
        self.run_worker(self.work(), group="work")
        self._wait_for_minute()

    def on_unmount(self) -> None:
        if self._forget is not None:
            self._forget()
        forget_left_widgets()

    def _desk_changed(self) -> None:
        """Called in whatever thread made the change."""
        self.post_message(self.DeskChanged())

    def on_desk_screen_desk_changed(self) -> None:
        self.take_and_draw()

    def _wait_for_minute(self) -> None:
        self.set_timer(60 - self.desk.now().second, self.tick)

    def tick(self) -> None:
        """A full minute: what runs has one more."""
        self._wait_for_minute()
        self.take_and_draw()

    def on_resize(self) -> None:
        if self.picture is not None:
            self.call_after_refresh(self.take_and_draw)

    def on_key(self, event: events.Key) -> None:
        """The next key takes the word at the foot away; what it does comes after this."""
        self.say(None)

    # Drawing

    def _places(self, width: int, height: int) -> Mapping[str, Box]:
        crisis = any(banner.weight is Weight.CRISIS for banner in self._banners)
        places = page_layout(width, height, headed=self.HAS_HEAD, banners=len(self._banners), crisis=crisis)
        return {
            "head": places.head,
            "banner": places.banner,
            **self.body_places(places.body),
            "status": places.status,
            "footer": places.footer,
        }

    def place_again(self) -> None:
        """The places are other ones now, though the size is the same."""
        if self._board is not None:
            self._board.place_again()

    def take_and_draw(self) -> None:
        picture = self.picture = take_picture(self.desk, self.date)
        before = len(self._banners)
        troubles = self.desk.troubles()
        every = (
            *unforeseen_banners(self.pen.words, picture, self.desk.ringing(picture.today), self.key),
            *banners_of(self.pen.words, troubles, (), picture.today, self.key),
        )
        # What is only proposed is proposed on Today.
        self._banners = tuple(each for each in every if each.weight is not Weight.PROPOSAL)
        key = self.key("view.crisis")
        crisis = crisis_banner(self.pen.words, picture.state, picture.deadlines, key, shown=False)
        if crisis is not None:
            self._banners = (crisis, *self._banners)
        self.draw(picture)
        if before != len(self._banners):
            self.place_again()
        if self.HAS_HEAD:
            self._views["head"].show(lambda width, height: (self.head(width),))
        self._views["banner"].show(lambda width, height: banner_lines(self.pen, self._banners, width, height))
        self.draw_foot()

    def draw_foot(self) -> None:
        picture = self.picture
        if picture is None:
            return
        self._views["status"].show(lambda width, height: self._status(picture, width, height))
        self._views["footer"].show(lambda width, height: (self._foot(width),))

    def _status(self, picture: Picture, width: int, height: int) -> tuple[Line, ...]:
        state = picture.state
        if mode_of(self.size.width, self.size.height) is Mode.LINE:
            facts = now_facts(picture.today, state, picture.workflow, picture.deadlines)
            role = "banner-error" if facts.crisis else ""
            return ((Piece(now_line(self.pen, facts, width), role),),)
        return status_lines(
            self.pen,
            picture.today,
            state,
            picture.workflow,
            picture.deadlines,
            self.key,
            width,
            height,
            seconds=self.desk.config.show_seconds,
            saving=self.saving,
            has_row=False,
        )

    def _foot(self, width: int) -> Line:
        named = with_palette(self.keymap, self.hints())
        hints = [Hint(self.key(action), self.label_of(action), action) for action in named]
        always = [Hint(self.key(action), self.label_of(action), action) for action in ALWAYS]
        return footer_line(self.pen, hints, always, width, self.notice)

    # Keys

    def follow(self, record: do.Record) -> None:
        """A screen that has the row of what was made goes to it."""

    def action_leave_for(self, action: str) -> None:
        """Back to Today, and do that there; its own key leads to the beginning."""
        if action == self.ACTION:
            self.jornada.key_way.let_go(LEAVING)
            self.to_beginning()
        else:
            self.jornada.key_way.hold(LEAVING)  # until it is done on Today, which may open another screen
            self.dismiss(action)

    def to_beginning(self) -> None:
        """Its own key was pressed, and one is there already."""

    def action_view_escape(self) -> None:
        self.dismiss(None)

    def action_view_crisis(self) -> None:
        """To the crisis, on Today."""
        if self.picture is not None and self.picture.crises:
            self.dismiss("crisis.show")
        else:
            self.say(Notice(self.pen.words.gettext("No incident takes the day over"), refused=True))

    def action_history_undo(self) -> None:
        self.perform(do.Undo())

    def action_history_redo(self) -> None:
        self.perform(do.Redo())

    def action_task_add(self) -> None:
        self.ask(lambda app, desk: dialogs.add_task(app, desk, max(self.date, desk.today())))

    def action_incident_log(self) -> None:
        self.ask(lambda app, desk: incident_dialogs.log_incident(app, desk, brand=""))

    def action_idea_add(self) -> None:
        self.ask(dialogs.add_idea)

    @property
    def brand_in_hand(self) -> str:
        """The brand a person is looking at; empty where it is none."""
        return ""

    def action_report_write(self) -> None:
        """The weekly report of that brand, for the week that is looked at."""
        brand, date = self.brand_in_hand, self.date
        self.open_dialog(lambda: dialogs.write_report(self.jornada, self, brand, date))

    def action_view_theme(self) -> None:
        self.open_dialog(self._choose_theme)

    async def _choose_theme(self) -> None:
        notice = await dialogs.choose_theme(self.jornada)
        if notice is not None:
            self.say(notice)

    def action_app_help(self) -> None:
        self.open_dialog(lambda: dialogs.show_help(self.jornada, self))

    def action_app_palette(self) -> None:
        self.open_dialog(lambda: dialogs.show_palette(self.jornada, self))

    def action_app_suspend(self) -> None:
        self.app.action_suspend_process()

    def action_app_quit(self) -> None:
        self.jornada.action_leave()
