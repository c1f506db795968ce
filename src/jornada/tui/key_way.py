"""The way of a key from the terminal to whoever takes it: past what it would come too early for, past what
one before it opens, past the tour and the rows of keys."""

from __future__ import annotations

import math
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.message_pump import MessagePump
from textual.widget import Widget

from jornada.tui.compat.drawing import KeysToScreen
from jornada.tui.early import EarlyKeys
from jornada.tui.key_names import bound_keys
from jornada.tui.key_rows import KeyRow
from jornada.tui.presence import Presence
from jornada.tui.screens.today_doing import DoingScreen
from jornada.tui.typed_ahead import KEY, LONGEST_SECONDS, TypedAhead

if TYPE_CHECKING:
    from jornada.tui.app import JornadaApp


EARLY = "early"
"""What keys wait for that come while those before the first live frame are dealt with."""


class KeyWay:
    """Takes all events of the app; `give` hands one to the toolkit."""

    def __init__(self, app: JornadaApp, give: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._give = give
        self._early: EarlyKeys | None = EarlyKeys(app.keymap)
        self._live_since = math.inf
        self._ahead = TypedAhead(lambda: app.call_later(self._type_on))
        self._sees_to_it = False
        self._row = KeyRow(app.words, app.keymap)
        self._presence = Presence(app)

    @property
    def is_live(self) -> bool:
        """Whether the day is shown as it is now, so that every key counts."""
        return self._early is None

    @property
    def is_busy(self) -> bool:
        """Whether a key is on its way, or one waits."""
        return self._ahead.is_busy

    def live_from_now(self) -> None:
        """What is typed from now on is meant for the day as it is. It waits for what was typed before."""
        self._live_since = time.monotonic()
        self.hold(EARLY)

    async def go_live(self, *, moves: bool) -> EarlyKeys | None:
        """Every key counts; those that came before are given back, once. `moves`: those of them that move are
        made up for."""
        early, self._early = self._early, None
        if early is not None and moves:
            for key, character in early.moves:
                await self._take(events.Key(key, character))
        self.let_go(EARLY)
        return early

    def hold(self, what: object) -> None:
        """Keys wait from now on for what is about to open: `what` is to be let go when it can take them."""
        self._ahead.hold(what, time.monotonic())

    def let_go(self, what: object) -> None:
        """It is there, or never will be."""
        self._ahead.let_go(what)

    async def take(self, event: events.Event) -> None:
        """What has come, from the terminal or from within."""
        if self._early is not None and isinstance(event, events.Key) and event.time <= self._live_since:
            if self._early.take(event.key, event.character) == "out":
                self._app.action_leave()
            return
        if isinstance(event, events.Key) and not event.is_forwarded and self._ahead.takes(event):
            self._see_to_it()
            return
        await self._take(event)

    def _see_to_it(self) -> None:
        """As long as keys wait, look from time to time whether it is for something that will never come."""
        if self._ahead.is_holding and not self._sees_to_it:
            self._sees_to_it = True
            self._app.set_timer(LONGEST_SECONDS, self._look)

    def _look(self) -> None:
        self._sees_to_it = False
        self._ahead.let_go_late(time.monotonic())
        self._see_to_it()

    async def _type_on(self) -> None:
        while (event := self._ahead.next()) is not None:
            await self._take(event)

    async def _take(self, event: events.Event) -> None:
        """A key is a sign of life, wherever it goes. The first one of somebody who was away while a timer
        ran on does nothing else: the question about that comes before what they meant to do. A terminal
        that is looked at again asks as well."""
        app = self._app
        if not isinstance(event, events.Key) or event.is_forwarded:
            if isinstance(event, events.AppFocus):
                self._presence.comes_back()
            await self._give(event)
            return
        asks = self._presence.comes_back()
        self._presence.lives()
        if asks or app.tour.takes(event.key, app.screen_stack[-1]):
            return
        completed = self._completed(event)
        if completed is None:
            return
        way = self._on_the_way(app.focused)
        await self._give(completed)
        self._ahead.hold(KEY, time.monotonic())
        Follower(way, lambda: self._ahead.let_go(KEY)).go_on()

    def _on_the_way(self, focused: Widget | None) -> Sequence[MessagePump]:
        """Those by whom a key that is typed now goes, one after the other."""
        first = focused if focused is not None and not isinstance(focused, KeysToScreen) else self._app.screen
        return [*first.ancestors_with_self]

    def _completed(self, event: events.Key) -> events.Key | None:
        """The key, or the row of keys that it completes; `None` where the row goes on or leads nowhere."""
        stack = self._app.screen_stack
        screen = stack[-1] if stack else None
        if not isinstance(screen, DoingScreen) or _takes_letters(screen.focused):
            self._row.forget()
            return event
        step = self._row.press(event.key, partial(bound_keys, screen))
        if step.pressed == event.key:
            return event
        screen.say(step.notice)
        return events.Key(step.pressed, None) if step.pressed is not None else None


class Follower:
    """Goes behind a key from one that may take it to the next, up to the app, where it is bound to be dealt
    with; `arrived` is called then."""

    def __init__(self, way: Sequence[MessagePump], arrived: Callable[[], None]) -> None:
        self._way = iter(way)
        self._arrived = arrived

    def go_on(self) -> None:
        """To the next one that takes messages."""
        for pump in self._way:
            # Not `call_later`: what that makes of a callback has its parameters counted anew with every key.
            if pump.post_message(events.Callback(self.go_on)):
                return
        self._arrived()


def _takes_letters(widget: Widget | None) -> bool:
    return widget is not None and widget.check_consume_key("a", "a")
