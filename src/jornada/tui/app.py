"""The dashboard: what all of its screens share."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections.abc import Mapping, MutableMapping
from concurrent.futures import Future
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import Screen

from jornada.config import Config
from jornada.desk import Desk
from jornada.few_colours import suited
from jornada.paths import Paths
from jornada.present.footer_line import Notice
from jornada.present.pen import Pen
from jornada.themes import Theme, list_themes
from jornada.tui.colours import Colours, colours_in_terminal, is_without_colour, toolkit_theme
from jornada.tui.compat.driver import STOCK_DRIVER, DriverChoice
from jornada.tui.compat.sheet import KeptSheet
from jornada.tui.early import keep_frame
from jornada.tui.host import Host
from jornada.tui.key_way import KeyWay
from jornada.tui.keymap import Keymap
from jornada.tui.leaving import UNSAVED_EXIT, Leaving
from jornada.tui.screens.today import TodayScreen
from jornada.tui.screens.today_banners import FileMistakes
from jornada.tui.screens.today_doing import DoingScreen
from jornada.tui.screens.today_time import FIRST_FRAME_SECONDS
from jornada.tui.watching import Watching
from jornada.tui.window_title import WindowTitle

if TYPE_CHECKING:
    from jornada.tui.tour import Tour

MADE_BETWEEN_LOOKS = 10_000
"""So many more values are made than given up until garbage is looked for: a key makes fewer, and is drawn
without a look among all the rows there are."""
LOOKS_AGAIN_SECONDS = 0.01


class JornadaApp(Host[int], inherit_bindings=False):
    """Holds what all screens share."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", show=False, priority=True),
        Binding("ctrl+c", "say_way_out", show=False),
    ]

    def __init__(
        self,
        *,
        opening: Future[Desk],
        paths: Paths,
        pen: Pen,
        theme: Theme,
        keymap: Keymap,
        mistakes: tuple[FileMistakes, ...] = (),
        environment: Mapping[str, str],
        demonstration: str = "",
        driver: DriverChoice = STOCK_DRIVER,
    ) -> None:
        monochrome = is_without_colour(environment)
        self.environment = environment
        # Without colours the toolkit chooses its filter here, once; without this it is black on black.
        super().__init__(driver_class=driver.driver, ansi_color=True if monochrome else None)
        self.animation_level = "none"
        self.driver_word = driver.word
        self.pen = pen
        self.words = pen.words
        self.keymap = keymap
        theme = self.suited(theme)
        self.colours = Colours(theme, monochrome=monochrome)
        self.drafts: MutableMapping[str, Mapping[str, str]] = {}
        self._leaving = Leaving(self)
        self.key_way = KeyWay(self, super().on_event)
        self._demonstration = demonstration
        self._desk: Desk | None = None
        self._opening = opening
        self.paths = paths
        self._mistakes = mistakes
        self.watching = Watching(self)
        self._window_title = WindowTitle(self.send, environment)
        self.is_new_here = False
        """Whether a person has just answered the first questions."""
        self.keeps_frame = False
        """Whether what is shown at the end is kept, to be shown at once at the next start."""
        self.register_theme(toolkit_theme(theme))
        self.theme = theme.name
        self.stylesheet = KeptSheet(variables=self.get_css_variables())
        self.set_keymap(dict(keymap.changed))

    def suited(self, theme: Theme) -> Theme:
        """The theme as this terminal can show it."""
        return suited(theme, colours_in_terminal(self.environment))

    def show_theme(self, theme: Theme) -> None:
        """Draw with that theme from now on."""
        theme = self.suited(theme)
        self.colours.use(theme)
        made = toolkit_theme(theme)
        self.register_theme(made)
        if self.theme == made.name:  # its file may have been changed
            self.refresh_css(animate=False)
            self.theme_changed_signal.publish(made)
        else:
            self.theme = made.name

    def follow_theme(self, before: Config, after: Config) -> None:
        """Draw with the theme that the options have now, if it is another and nothing else chose one."""
        if before.theme == after.theme or self.environment.get("JORNADA_THEME"):
            return
        theme = list_themes(self.paths.themes).by_name.get(after.theme)
        if theme is not None:
            self.show_theme(theme)

    @cached_property
    def tour(self) -> Tour:
        """The one way round, begun or not."""
        from jornada.tui.tour import Tour

        return Tour(self.words, partial(self.keymap.label, self.words))

    @property
    def is_live(self) -> bool:
        """Whether the day is shown as it is now, so that every key counts."""
        return self.key_way.is_live

    @property
    def is_open(self) -> bool:
        """Whether there is a desk by now."""
        return self._desk is not None

    @property
    def desk(self) -> Desk:
        """The desk; to be asked for by what is shown once it is open."""
        assert self._desk is not None
        return self._desk

    @property
    def today(self) -> TodayScreen | None:
        """Today, in front or behind other screens; `None` before it is open."""
        return next((each for each in self.screen_stack if isinstance(each, TodayScreen)), None)

    def get_default_screen(self) -> Screen[None]:
        """The day, where it is open by now; else a word that it opens."""
        if self._opening.done() and self._opening.exception() is None:
            self._desk = self._opening.result()
            today = self._make_today()
            self._begin_demonstration(today)
            return today
        from jornada.tui.screens.opening_day import Opening

        return Opening(self.words)

    def _make_today(self) -> TodayScreen:
        return TodayScreen(self.desk, self.pen, self.colours, self.keymap, self._mistakes)

    def push_screen(self, screen: Any, *more: Any, **named: Any) -> Any:
        """As the toolkit does it; over every screen of a demonstration stands that it is one."""
        pushed = super().push_screen(screen, *more, **named)
        self._begin_demonstration(screen)
        return pushed

    def _begin_demonstration(self, screen: Screen[Any]) -> None:
        if self._demonstration:
            from jornada.tui.widgets.demo_bar import put_over

            screen.call_later(put_over, screen, self._demonstration)

    async def on_mount(self) -> None:
        self.run_worker(self._open(), group="opening")
        self.app_suspend_signal.subscribe(self, lambda app: self._window_title.restore(), immediate=True)
        self.app_resume_signal.subscribe(self, lambda app: self._window_title.show_again(), immediate=True)
        if self.endings is not None:
            self.endings.restoring = self._window_title.restoring

    async def _open(self) -> None:
        try:
            self._desk = await asyncio.wrap_future(self._opening)
        except Exception:  # whoever waits for the desk is told what it was
            self.exit(return_code=UNSAVED_EXIT)
            return
        if not isinstance(today := self.screen, TodayScreen):
            today = self._make_today()
            await self.push_screen(today)
        self.call_after_refresh(self._go_live, today)
        self.call_after_refresh(self.watching.start)

    def day_comes_in_sight(self) -> None:
        """The day is about to be shown: what was typed until now was meant for what stood there before,
        however late it is read."""
        self.wait_until_read(FIRST_FRAME_SECONDS)
        self.key_way.live_from_now()

    async def _go_live(self, today: TodayScreen) -> None:
        """The day is shown."""
        gc.freeze()
        gc.set_threshold(MADE_BETWEEN_LOOKS)
        gc.enable()
        await self.let_typed_come()
        self.call_later(self._take_early, today)

    async def _take_early(self, today: TodayScreen) -> None:
        """Take what was typed before there was something to take it."""
        early = await self.key_way.go_live(moves=self.screen is today)
        if early is None:
            return
        if word := early.word(self.words) or self._welcome():
            self.call_later(self._say_when_still, today, word)

    def _say_when_still(self, today: TodayScreen, word: Notice) -> None:
        """A key takes a word away: this one comes behind the movements."""
        if self.key_way.is_busy:
            self.set_timer(LOOKS_AGAIN_SECONDS, partial(self._say_when_still, today, word))
        else:
            today.say(word)

    def _welcome(self) -> Notice | None:
        """Of who opens it for the first time: how to be shown round."""
        if not self.is_new_here:
            return None
        from jornada.present.tour_words import STEPS

        said = self.words.gettext("New here? {key} shows you round in {n} steps, esc leaves the tour")
        return Notice(said.format(key=self.keymap.label(self.words, "app.tour"), n=len(STEPS)))

    def show_title(self) -> None:
        """What is in hand in the title of the terminal and of its window, where a person wants it there."""
        from jornada.present.title_line import title_line

        options = self.desk.config
        text = title_line(self.words, self.desk.state, self.desk.workflow)
        self._window_title.show(text, in_title=options.terminal_title, in_window=options.window_name)

    def leave_terminal(self) -> None:
        self._window_title.end()

    def tell(self, notice: Notice) -> None:
        """Say it at the foot of every full screen, so that it is read whichever is in front."""
        for screen in self.screen_stack:
            if isinstance(screen, DoingScreen):
                screen.say(notice)

    async def on_event(self, event: events.Event) -> None:
        """On its way to whoever takes it."""
        await self.key_way.take(event)

    async def run_action(self, action: Any, *more: Any, **named: Any) -> bool:
        """As the toolkit does it; the tour goes on where it was about that."""
        done = await super().run_action(action, *more, **named)
        if done and self.tour.is_on and isinstance(action, str):
            self.tour.did(action)
        return done

    def exit(self, *given: Any, **named: Any) -> None:
        """End, and keep what is shown."""
        today = self.today
        if self.keeps_frame and self.is_live and today is not None and not self.fault:
            with contextlib.suppress(OSError):  # then the next start has none, or an older one
                keep_frame(
                    today,
                    paths=self.paths,
                    environment=self.environment,
                    pen=self.pen,
                    colours=self.colours,
                    colour_system=self.console.color_system,
                    now=self.desk.now(),
                )
        super().exit(*given, **named)

    def action_leave(self) -> None:
        """Leave; what would be lost is asked about first."""
        self._leaving.leave()

    def action_say_way_out(self) -> None:
        """Of one who presses ctrl+c: how to leave."""
        if isinstance(self.screen, TodayScreen):
            said = self.words.gettext("{key} leaves; what you did is saved")
            key = self.keymap.label(self.words, "app.quit")
            self.screen.say(Notice(said.format(key=key)))
