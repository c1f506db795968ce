"""The ends of the day on the Today screen: a quiet bar proposes each once, a key opens it at any time. The
words of a bar are imported when it is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from jornada.clock import may_write
from jornada.core.day_close import is_close_due
from jornada.core.day_start import day_start, is_start_due
from jornada.desk import Desk
from jornada.present.banner_lines import Banner, Weight
from jornada.present.footer_line import Notice
from jornada.present.moment_lines import left_over_text
from jornada.present.pen import Pen
from jornada.store.told import Told
from jornada.tui import day_dialogs
from jornada.tui.screens.today_picture import Picture
from jornada.tui.screens.today_time import TodayTime

START, CLOSE = "day-start", "day-close"


class TodayEnds(TodayTime, is_part=True):
    """Knows which bar is to be seen. One that came up stays until it is answered or hidden, or the day is
    over; it does not come up again, here or in another process."""

    def __init__(self, desk: Desk, pen: Pen) -> None:
        super().__init__(desk, pen)
        self._told: Told | None = None
        self._shown: dict[str, dt.date] = {}
        """The day on which each bar came up, or was found to have come up before."""
        self._hidden: dict[str, dt.date] = {}

    def key(self, action: str) -> str:
        """The key of an action as a person writes it."""
        raise NotImplementedError

    def with_end_banners(self, picture: Picture, banners: tuple[Banner, ...]) -> tuple[Banner, ...]:
        """The bars with those of the day's ends, as things stand: they tell of what is left over, too."""
        ends = tuple(self._end_banners(picture))
        if not ends:
            return banners
        told = left_over_text(self.pen.words, picture.today, self.key)
        return (*(banner for banner in banners if banner.text != told), *ends)

    def _end_banners(self, picture: Picture) -> Iterator[Banner]:
        words, today, config = self.pen.words, picture.today, self.desk.config
        if config.day_start and self._shows(START, today.date, is_start_due(picture.state, today)):
            from jornada.present.day_ends_lines import start_bar

            start = day_start(picture.state, picture.workflow, today, picture.deadlines)
            yield Banner(Weight.PROPOSAL, start_bar(words, start, self.key))
        closed = today.date in picture.state.closings
        due = is_close_due(picture.state, today)
        if config.day_close and not closed and self._shows(CLOSE, today.date, due, stays=True):
            from jornada.present.day_ends_lines import close_bar

            ends = max(load.span.span.end for load in today.blocks)
            yield Banner(Weight.PROPOSAL, close_bar(words, ends, self.key))

    def _shows(self, bar: str, date: dt.date, due: bool, *, stays: bool = False) -> bool:
        """Whether a bar is to be seen; with `stays` also once it is due no more."""
        if self._hidden.get(bar) == date:
            return False
        if self._shown.get(bar) == date:
            return due or stays
        if not due:
            return False
        if self._told is None:
            self._told = Told(self.desk.paths, keep=may_write(self.jornada.environment))
        name = f"{bar}:{date.isoformat()}"
        if not self._told.fresh((name,)):
            self._hidden[bar] = date
            return False
        self._told.tell((name,))
        self._shown[bar] = date
        return True

    def hide_bars(self) -> bool:
        """Take the bars away; whether there was one."""
        date = self.desk.today()
        seen = [bar for bar, day in self._shown.items() if day == date and self._hidden.get(bar) != date]
        for bar in seen:
            self._hidden[bar] = date
        return bool(seen)

    # The dialogs

    def action_day_start(self) -> None:
        if self.picture is not None:
            self._hidden[START] = self.desk.today()
            self.open_dialog(self._start)

    async def _start(self) -> None:
        await day_dialogs.show_day_start(self.jornada, self.desk)
        self.take_and_draw()

    def action_day_close(self) -> None:
        if self.picture is not None:
            self._hidden[CLOSE] = self.desk.today()
            self.open_dialog(self._close)

    async def _close(self) -> None:
        """What was done, what is left, what comes first, the hand-over: each may be left. Before the day is
        closed that leaves it as it is."""
        app, desk = self.jornada, self.desk
        if await day_dialogs.show_day_done(app, desk):
            if any(row.item.is_open for row in desk.day().rows):
                triage = await day_dialogs.triage_of_day(app, desk)
                if triage is not None:
                    self.perform(triage)
                    await self.settled()
            intent = await day_dialogs.choose_first_things(app, desk)
            if intent is not None:
                self.perform(intent)
                await self.settled()
                await day_dialogs.show_handover(app, desk, self.brand_shown)
                return
        self.take_and_draw()
        self.say(Notice(self.pen.words.gettext("The day is not closed"), refused=True))
