"""The first run: the questions of the first day, before there is a desk.

An application of its own, since what is answered decides in what words and on what plan the dashboard
opens.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from rich.cells import cell_len

from jornada.clock import Clock
from jornada.core.dataclass import dataclass, field, replace
from jornada.core.text import clean
from jornada.core.workflow import Workflow
from jornada.first_day import Answers, Written
from jornada.present.first_day_words import (
    file_lines,
    hours_done,
)
from jornada.present.glyphs import Glyphs
from jornada.present.pen import Pen
from jornada.present.words import Words, load_words
from jornada.themes import Theme
from jornada.tui.colours import toolkit_theme
from jornada.tui.compat.driver import STOCK_DRIVER, DriverChoice
from jornada.tui.first_questions import STEPS, Questions
from jornada.tui.host import Host, run_host
from jornada.tui.screens.dialog import Tools
from jornada.tui.screens.first_steps import DonePage, Move, Reply
from jornada.tui.widgets.ink import Ink


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a person has come: the answers given, by their step, and the step to ask next."""

    given: Mapping[str, Any] = field(default_factory=dict)
    place: int = 0

    @property
    def answers(self) -> Answers:
        return Answers(**self.given)


@dataclass(frozen=True, slots=True)
class Ended:
    """How the questions ended: all asked (`TAKE`), out to the demonstration, or out altogether, with that
    exit code."""

    move: Move
    progress: Progress
    code: int = 0


class FirstRunApp(Host[Ended], inherit_bindings=False):
    """Asks one question after the other. `plans` gives the built-in workflows in a language, `write`
    writes what was answered and returns what came of it; it may raise `OSError`."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False

    def __init__(
        self,
        progress: Progress,
        *,
        words: Words,
        glyphs: Glyphs,
        theme: Theme,
        zone: str,
        clock: Clock,
        plans: Callable[[str], Mapping[str, Workflow]],
        write: Callable[[Answers, Words], Written],
        monochrome: bool = False,
        driver: DriverChoice = STOCK_DRIVER,
    ) -> None:
        super().__init__(driver_class=driver.driver, ansi_color=True if monochrome else None)
        self.animation_level = "none"
        self._progress = progress
        self._first_words = words
        self._glyphs = glyphs
        self._ink = Ink(theme, monochrome)
        self._zone = zone
        self._clock = clock
        self._plans = plans
        self._write = write
        self._known: dict[str, Mapping[str, Workflow]] = {}
        self.register_theme(toolkit_theme(theme))
        self.theme = theme.name

    def on_mount(self) -> None:
        self.run_worker(self._ask(), group="questions")

    @property
    def _words(self) -> Words:
        """The words of the language that was chosen, else those of the system."""
        chosen = self._progress.given.get("language")
        return load_words(chosen) if chosen else self._first_words

    @property
    def _tools(self) -> Tools:
        return Tools(Pen(self._words, self._glyphs, cell_len), self._ink, {})

    @property
    def _workflows(self) -> Mapping[str, Workflow]:
        language = self._words.language
        if language not in self._known:
            self._known[language] = self._plans(language)
        return self._known[language]

    @property
    def _questions(self) -> Questions:
        return Questions(
            tools=self._tools,
            given=self._progress.given,
            workflows=self._workflows,
            zone=self._zone,
            clock=self._clock,
        )

    async def _ask(self) -> None:
        while self._progress.place < len(STEPS):
            name = STEPS[self._progress.place]
            reply = await self.push_screen_wait(self._questions.step(name)) or Reply(Move.SKIP)
            given = {key: value for key, value in self._progress.given.items() if key != name}
            match reply.move:
                case Move.TAKE:
                    self._go({**given, name: reply.value}, 1)
                case Move.SKIP:
                    self._go(given, 1)
                case Move.BACK:
                    self._go(self._progress.given, -1)
                case Move.SKIP_ALL:
                    self._go(given, len(STEPS))
                case Move.DEMO | Move.QUIT:
                    self.exit(Ended(reply.move, self._progress))
                    return
        move = await self._finish()
        self.exit(Ended(move, self._progress))

    def _go(self, given: Mapping[str, Any], by: int) -> None:
        self._progress = Progress(given, self._progress.place + by)

    async def _finish(self) -> Move:
        """Write what was answered and say so; who skipped everything is asked nothing more."""
        words, answers = self._words, self._progress.answers
        gettext = words.gettext
        try:
            written = await asyncio.to_thread(self._write, answers, words)
        except OSError as error:
            reason = clean(error.strerror or str(error))
            lines = [gettext("Nothing could be written: {reason}").format(reason=reason)]
        else:
            if answers.are_none:
                return Move.TAKE
            lines = file_lines(words, written.config, written.workflow, written.kept)
            if written.before and written.after:
                lines.append(hours_done(words, written.before, written.after))
        keys = (
            ("s", gettext("Start the timer of the task, or stop it")),
            ("d", gettext("The task is done")),
            ("a", gettext("Add a task with one line")),
            ("?", gettext("Keys and marks of this place")),
        )
        reply = await self.push_screen_wait(DonePage(self._tools, lines, keys))
        return reply.move if reply else Move.TAKE


def ask_first_day(
    progress: Progress,
    *,
    words: Words,
    glyphs: Glyphs,
    theme: Theme,
    zone: str,
    clock: Clock,
    plans: Callable[[str], Mapping[str, Workflow]],
    write: Callable[[Answers, Words], Written],
    log: Path,
    monochrome: bool = False,
    mouse: bool = True,
    driver: DriverChoice = STOCK_DRIVER,
) -> Ended:
    """Ask on a terminal that can draw, from where `progress` is; how it ended. See `FirstRunApp`."""
    app = FirstRunApp(
        progress,
        words=words,
        glyphs=glyphs,
        theme=theme,
        zone=zone,
        clock=clock,
        plans=plans,
        write=write,
        monochrome=monochrome,
        driver=driver,
    )
    ended = run_host(app, words=words, log=log, clock=clock, mouse=mouse)
    return ended or Ended(Move.QUIT, replace(progress), app.return_code or 0)
