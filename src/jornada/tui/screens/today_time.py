"""The Today screen through time: full minutes, midnight, a timer nobody watched, what is not saved."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.message import Message
from textual.timer import Timer
from textual.worker import Worker, WorkerCancelled, WorkType

from jornada.clock import may_write
from jornada.config import changed_at_start
from jornada.core.alarms import Alarm
from jornada.desk import Desk
from jornada.present.footer_line import Notice
from jornada.present.pen import Pen
from jornada.tui import time_dialogs
from jornada.tui.screens.today_unforeseen import TodayUnforeseen
from jornada.tui.window_title import notification

if TYPE_CHECKING:
    from jornada.retainer_news import RetainerNews

SLEPT = dt.timedelta(minutes=10)
"""A full minute that comes so much later than the one before: the machine slept, or was held up."""
FIRST_FRAME_SECONDS = 0.05
"""A terminal that takes nothing is waited for no longer."""
NOTICE_STAYS = dt.timedelta(seconds=20)
"""A word at the foot that no key took away goes with the first full minute after so long."""


class TodayTime(TodayUnforeseen, is_part=True):
    """Wakes the screen: once a minute, with each second only where a person asked for seconds."""

    class DeskChanged(Message):
        """Something is different at the desk; several at once are one."""

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, TodayTime.DeskChanged)

    def __init__(self, desk: Desk, pen: Pen) -> None:
        super().__init__(desk, pen)
        self.date = self._today = desk.today()
        self._second: Timer | None = None
        self._retry: Timer | None = None
        self._said_at = self._ticked = desk.now()
        self._asked_about = ""
        self._notices = len(desk.state.notices)
        self._options = desk.config
        self._ringing: Worker[None] | None = None
        self._retainers: RetainerNews | None = None
        self._forget: Callable[[], None] | None = None

    def begin(self) -> None:
        """After the first frame: word from the desk, the clock, what was left running."""
        # The thread that sends it shares the processor with this one, and a person waits for the frame.
        self.jornada.wait_until_shown(FIRST_FRAME_SECONDS)
        self._forget = self.desk.listen(self._desk_changed)
        self._wait_for_minute()
        self._ring(opening=True)
        self.keep_time()
        from jornada.retainer_news import RetainerNews

        self._retainers = RetainerNews(self.desk, keep=may_write(self.jornada.environment))
        self._tell_retainers()
        self.jornada.show_title()
        self._ask_left_running()

    def _desk_changed(self) -> None:
        """Called in whatever thread made the change."""
        self.post_message(self.DeskChanged())

    def on_unmount(self) -> None:
        if self._forget is not None:
            self._forget()

    def on_today_time_desk_changed(self) -> None:
        self.take_and_draw()
        self._tell_notices()
        self._tell_options()
        self._tell_retainers()
        self.jornada.show_title()
        self.keep_time()

    # Minutes

    def _wait_for_minute(self) -> None:
        self.set_timer(60 - self.desk.now().second, self.tick)

    def tick(self) -> None:
        """A full minute: draw what it changes, and see whether another day has begun."""
        self._wait_for_minute()
        today = self.desk.today()
        self._look_after_timer(self.desk.now())
        if today != self._today:
            if self.date == self._today:
                self.date = today
            self._today = today
            self._ask_left_running()
        if self.desk.now() - self._said_at >= NOTICE_STAYS:
            self.notice = None
        self.take_and_draw()
        self._tell_retainers()
        # Each word to another thread wakes two: most minutes have nothing to say to it.
        if self.picture is not None and self.desk.may_ring(self.picture.today):
            self._ring()
        else:
            self._keep_past()

    def say(self, notice: Notice | None) -> None:
        self._said_at = self.desk.now()
        super().say(notice)

    def keep_time(self) -> None:
        """Seconds are counted only where they are shown; what is not saved is tried again in time."""
        ticking = self.desk.config.show_seconds and self.desk.state.running_session is not None
        if ticking and self._second is None:
            self._second = self.set_interval(1, self.take_and_draw)
        elif not ticking and self._second is not None:
            self._second.stop()
            self._second = None
        seconds = self.desk.retry_seconds
        if seconds is not None and self._retry is None:
            self._retry = self.set_timer(seconds, self._try_again)

    def _try_again(self) -> None:
        self.run_worker(self._save(), group="retry")

    async def _save(self) -> None:
        await asyncio.wrap_future(self.desk.submit_retry())
        self._retry = None
        self.take_and_draw()
        self.keep_time()

    # What a person is told

    def _look_after_timer(self, now: dt.datetime) -> None:
        """Ask about the timer after the machine slept, and once when it runs on after hours."""
        slept = now - self._ticked >= SLEPT
        self._ticked = now
        after_hours = self.desk.runs_after_hours() and self.desk.state.running != self._asked_about
        if slept or after_hours:
            self._ask_left_running(after_hours=after_hours)

    def come_back(self, since: dt.datetime) -> bool:
        """Somebody was last here at `since` and is here again: ask about the timer, where that is doubtful
        or the machine slept meanwhile. Whether that is asked."""
        slept = self.desk.now() - self._ticked >= SLEPT
        left = self.desk.left_running(since=since) if slept else self.desk.come_back_to(since)
        if left is None or self.picture is None:
            return False
        self._ticked = self.desk.now()
        self._asked_about = left.session.id
        self.ask(lambda app, desk: time_dialogs.ask_left_running(app, desk, left))
        return True

    def _ask_left_running(self, *, after_hours: bool = False) -> None:
        left = self.desk.left_running(always=after_hours)
        if left is not None:
            self._asked_about = left.session.id
            self.ask(lambda app, desk: time_dialogs.ask_left_running(app, desk, left))

    def _tell_notices(self) -> None:
        """What the records of another device brought about."""
        notices = self.desk.state.notices
        for notice in notices[self._notices :]:
            from jornada.present.sentences import notice_line

            self.say(Notice(notice_line(self.pen.words, notice, self.desk.state), refused=True))
        self._notices = len(notices)

    def _tell_options(self) -> None:
        """What somebody wrote into the options; who changed them on the settings screen was told."""
        before, self._options = self._options, self.desk.config
        if before == self._options:
            return
        self.jornada.follow_theme(before, self._options)
        if self.app.screen is self:
            from jornada.present.option_words import read_anew_sentence

            later = changed_at_start(before, self._options)
            file = self.desk.paths.config_file.name
            self.say(Notice(read_anew_sentence(self.pen.words, file, later)))

    def _tell_retainers(self) -> None:
        """Say once that a retainer is used up to a warning level."""
        # The function, not what it returns: one that is overtaken before it began leaves nothing behind.
        say: WorkType[None] = self._say_retainers
        self.run_worker(say, group="retainers", exclusive=True)

    async def _say_retainers(self) -> None:
        """After the answer to what is being done, which it would else take the place of; and only where
        somebody sees it."""
        await self.settled()
        if self._retainers is not None and self.app.screen is self:
            for sentence in self._retainers.tell(self.pen.words):
                self.say(Notice(sentence, refused=True))
            for failure in self.desk.outside_failures():
                from jornada.present.outside_words import failure_line

                self.say(Notice(failure_line(self.pen.words, failure), refused=True))

    def _ring(self, *, opening: bool = False) -> None:
        """Ring for what has come to be told, off this thread."""
        self._ringing = self.run_worker(self._ring_out(opening), group="alarms")

    async def _ring_out(self, opening: bool) -> None:
        with contextlib.suppress(RuntimeError):  # the desk is closing
            fresh = await asyncio.wrap_future(self.desk.submit_ring(opening=opening))
            if fresh and self.desk.config.bell:
                self.app.bell()
            await self._tell_outside(fresh)
            # After all that is asked for at a full minute: it gives way to what comes while it is at it.
            self._keep_past()

    def _keep_past(self) -> None:
        if self.desk.has_past_to_keep:
            with contextlib.suppress(RuntimeError):  # the desk is closing
                self.desk.submit_keep_past()

    async def _tell_outside(self, fresh: Sequence[Alarm]) -> None:
        """To the desktop through the terminal, and to the person's own program, where they are wanted."""
        options = self.desk.config
        if not fresh or not (options.notify_terminal or options.notify_command):
            return
        from jornada.present.alarm_lines import alarm_line

        today, state = self.desk.day(), self.desk.state
        texts = [alarm_line(self.pen.words, state, each, today.now, today.block_title) for each in fresh]
        if options.notify_terminal:
            for text in texts:
                self.jornada.send(notification(text, self.jornada.environment))
        await asyncio.wrap_future(self.desk.submit_notify(texts))

    async def settled(self) -> None:
        await super().settled()
        if self._ringing is not None:
            # Who gives up waiting must not stop what rings; and what the end of the screen stopped is over.
            with contextlib.suppress(WorkerCancelled):
                await asyncio.shield(self._ringing.wait())
