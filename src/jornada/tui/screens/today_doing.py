"""How a screen does things: one after the other, each decided on what the one before it made.

A key adds to a queue; what it means is settled when its turn comes, so that two quick presses of
"+" add twice, whatever the disk takes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, cast

from textual import events

from jornada.core import intents as do
from jornada.core.refusals import Refused
from jornada.desk import Desk, Kept, Locked, Outcome, Saved
from jornada.present.footer_line import Notice
from jornada.present.pen import Pen
from jornada.tui.compat.drawing import BareScreen
from jornada.tui.key_names import bound_keys
from jornada.tui.screens.closing import ClosesOnce
from jornada.tui.screens.today_picture import Picture
from jornada.tui.widgets.kept_lines import KeptWhole
from jornada.tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from jornada.tui.app import JornadaApp

RIGHT = 3
SAVING_SHOWS_AFTER_SECONDS = 0.1

Build = Callable[[Picture], do.Intent | Notice | None]
"""What a key means now: an intent, a word on why there is nothing to do, or nothing."""
Ask = Callable[["JornadaApp", Desk], Awaitable[do.Intent | None]]
"""A dialog that ends in an intent."""


class DoingScreen(ClosesOnce[Any], BareScreen, KeptWhole, inherit_bindings=False):
    """Holds the desk and the picture of it; draws nothing."""

    def __init_subclass__(cls, *, is_part: bool = False, **told: Any) -> None:
        # The toolkit looks through all that a class has, a quarter of a millisecond each: it need not know
        # those of which no screen is made.
        if not is_part:
            super().__init_subclass__(**told)

    # What a subclass must say raises NotImplementedError, here and in all that is a widget: the toolkit's
    # classes have a metaclass of their own, which cannot be ABCMeta at the same time.

    def __init__(self, desk: Desk, pen: Pen) -> None:
        super().__init__()
        self.desk = desk
        self.pen = pen
        self.picture: Picture | None = None
        self.saving = False
        self.notice: Notice | None = None
        self._todo: asyncio.Queue[Build] = asyncio.Queue()
        self._is_asking = False

    @property
    def jornada(self) -> JornadaApp:
        """The app, as what it is."""
        return cast("JornadaApp", self.app)

    def take_and_draw(self) -> None:
        """Look at the desk anew and draw what changed."""
        raise NotImplementedError

    def draw_foot(self) -> None:
        """Draw status and foot: what is said, and what is under way."""
        raise NotImplementedError

    def say(self, notice: Notice | None) -> None:
        """Show a word at the foot of the screen until the next key."""
        if notice != self.notice:
            self.notice = notice
            self.draw_foot()

    def follow(self, record: do.Record) -> None:
        """Go to what the record has put in hand."""
        raise NotImplementedError

    def perform(self, build: Build | do.Intent) -> None:
        """Do that when all before it is done. Before there is live data nothing is taken."""
        if self.picture is None:
            return
        self._todo.put_nowait((lambda picture: build) if isinstance(build, do.Intent) else build)

    def ask(self, ask: Ask) -> None:
        """Open a dialog; what it ends in is done."""

        async def asked() -> None:
            intent = await ask(self.jornada, self.desk)
            if intent is not None:
                self.perform(intent)

        if self.picture is not None:
            self.open_dialog(asked)

    def open_dialog(self, dialog: Callable[[], Awaitable[None]]) -> None:
        """Open a dialog, unless one is about to open: a key pressed twice asks once."""
        if not self._is_asking:
            self._is_asking = True
            self.jornada.key_way.hold(self)
            self.run_worker(self._until_closed(dialog), group="dialogs")

    async def _until_closed(self, dialog: Callable[[], Awaitable[None]]) -> None:
        try:
            await dialog()
        finally:
            self._is_asking = False
            self.jornada.key_way.let_go(self)

    def on_screen_suspend(self) -> None:
        """The dialog is there: keys are its own now, and it may lead to another one."""
        self._is_asking = False
        self.app.screen.call_after_refresh(self.jornada.key_way.let_go, self)

    async def on_line_view_pressed(self, event: LineView.Pressed) -> None:
        """A word at the foot is a button."""
        event.stop()
        active = bound_keys(self).get(event.does)
        if active is not None:
            await self.app.run_action(active[1].binding.action, active[1].node)

    async def on_click(self, event: events.Click) -> None:
        """The right button opens what can be done where it is pressed: a list has taken its row in hand."""
        if event.button == RIGHT:
            event.stop()
            await self.app.run_action("screen.app_palette", self)

    async def settled(self) -> None:
        """Wait until all that was asked for is done and drawn."""
        await self._todo.join()

    async def work(self) -> None:
        """Do what is in the queue, for as long as the screen lives."""
        while True:
            build = await self._todo.get()
            try:
                await self._do(build)
            finally:
                self._todo.task_done()

    async def _do(self, build: Build) -> None:
        self.take_and_draw()
        assert self.picture is not None
        meant = build(self.picture)
        if isinstance(meant, do.Intent):
            outcome = await self._saved(self.desk.submit(meant))
            self.take_and_draw()
            if isinstance(outcome, Saved | Kept):
                self.follow(outcome.record)
            self.say(self._answer(outcome))
        elif meant is not None:
            self.say(meant)

    async def _saved(self, future: Future[Outcome]) -> Outcome:
        """What came of it; says that it is being saved where that takes a while."""
        waiting = asyncio.wrap_future(future)
        done, _ = await asyncio.wait({waiting}, timeout=SAVING_SHOWS_AFTER_SECONDS)
        if not done:
            self.saving = True
            self.draw_foot()
            await asyncio.wait({waiting})
            self.saving = False
        return waiting.result()

    def _answer(self, outcome: Outcome) -> Notice:
        # The start needs no sentences yet.
        from jornada.answers import outcome_sentence
        from jornada.core.repeats import repeat_made

        # That it is not saved is said by a banner, and stays.
        outcome = Saved(outcome.records) if isinstance(outcome, Kept) else outcome
        said = outcome_sentence(self.pen.words, outcome, self.desk.state)
        if isinstance(outcome, Saved):
            repeat = repeat_made(self.desk.state, outcome.record, self.desk.zone)
            if repeat is not None:
                from jornada.present.repeat_lines import repeat_notice

                key = self.jornada.keymap.label(self.pen.words, "incident.prevent")
                said = repeat_notice(self.pen.words, repeat, key, said)
        return Notice(said, refused=isinstance(outcome, Refused | Locked))
