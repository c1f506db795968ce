"""What every command needs at hand, made when it is first asked for: words, desk, a pen, two streams."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jornada.cli.exits import NOT_ALLOWED, NOT_WRITTEN, TRY_AGAIN, USAGE, Failure
from jornada.clock import BadClockError, Clock, make_clock, may_write
from jornada.core.text import clean, escaped_json, shown
from jornada.last_frame import ShownFrame
from jornada.now_memory import Question
from jornada.paths import Paths
from jornada.present.system_words import place_lines
from jornada.present.words import Words, bind_process_words, choose_language, load_words

if TYPE_CHECKING:
    from jornada.core.forgotten import LeftRunning
    from jornada.core.intents import Intent
    from jornada.core.state import Notice
    from jornada.desk import Desk, LoadedConfig, Saved
    from jornada.now_sheet import Answer
    from jornada.present.pen import Pen
    from jornada.store.journal import Problem

PROGRAM = "jornada"
PIPE_COLUMNS = 120
"""The width of a table that no terminal shows."""
LONG_ABSENCE_SECONDS = 4 * 3600
"""A timer that ended so long after the last sign of life is spoken of."""


class Door:
    """One run of the command line, in an environment. `frame` is what the terminal shows already; before
    anything is said it goes."""

    def __init__(
        self,
        environment: Mapping[str, str],
        frame: ShownFrame | None = None,
        question: Question | None = None,
    ) -> None:
        self.environment = environment
        self.frame = frame
        self.question = question
        self._has_complained = False
        self._desk: Desk | None = None
        self._language = ""

    # Made when needed

    @cached_property
    def paths(self) -> Paths:
        return Paths.from_environment(self.environment)

    @cached_property
    def config(self) -> LoadedConfig:
        from jornada.desk import read_config

        return read_config(self.paths)

    @cached_property
    def words(self) -> Words:
        return load_words(self._language or choose_language(self.config.config.language, self.environment))

    @cached_property
    def clock(self) -> Clock:
        try:
            return make_clock(self.environment)
        except BadClockError as bad:
            said = self.words.gettext("JORNADA_NOW is not a date and time: “{value}”; write 2026-11-20T09:40")
            raise Failure(USAGE, said.format(value=clean(str(bad))[:80])) from None

    @property
    def may_write(self) -> bool:
        return may_write(self.environment)

    @property
    def desk(self) -> Desk:
        """The desk, opened once; what is wrong with the files is said in a line on stderr."""
        if self._desk is None:
            self._desk = self.open_desk()
            self._warn()
        return self._desk

    def open_desk(self) -> Desk:
        """A desk without a word on the state of the files."""
        from jornada.cli.progress import waiting
        from jornada.desk import open_desk

        clock, language = self.clock, self.words.language
        try:
            with waiting(self, self.words.gettext("Reading the journal")):
                return open_desk(
                    self.paths, clock=clock, language=language, config=self.config, may_write=self.may_write
                )
        except OSError as error:
            place = clean(str(error.filename or self.paths.state))
            raise Failure(
                NOT_WRITTEN, *place_lines(self.words, place, error.strerror or str(error))
            ) from error

    @cached_property
    def pen(self) -> Pen:
        from jornada.present.glyphs import choose_glyphs
        from jornada.present.pen import Pen

        return Pen(self.words, choose_glyphs(self.config.config.glyphs, self.encoding, self.environment))

    @property
    def encoding(self) -> str:
        """What the output can hold."""
        return getattr(sys.stdout, "encoding", None) or "utf-8"

    @property
    def width(self) -> int:
        """Columns of the terminal; of a table that goes elsewhere."""
        return terminal_columns() or PIPE_COLUMNS

    @property
    def now(self) -> dt.datetime:
        return self.desk.now()

    @property
    def today(self) -> dt.date:
        return self.desk.today()

    def bind_words(self, *, only_environment: bool = False) -> None:
        """Give the language to the library of the command line too. With `only_environment` no file is
        read for it."""
        if only_environment:
            self._language = choose_language("", self.environment)
        bind_process_words(self._language or self.words.language)

    def options_changed(self, language: str = "") -> None:
        """The options are other ones now: they are read again when they are next asked for. `language`
        is what a person chose here, whatever the environment says."""
        self._language = language or self._language
        for made in ("config", "words", "pen"):
            vars(self).pop(made, None)

    def close(self) -> None:
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    # What is said

    def say(self, *lines: str) -> None:
        """Lines on stdout, without anything that a terminal would obey."""
        self._leave_frame()
        for line in lines:
            sys.stdout.write(f"{shown(line)}\n")

    def complain(self, *lines: str) -> None:
        """Lines on stderr, likewise."""
        if not lines:
            return
        self._has_complained = True
        self._leave_frame()
        with suppress(OSError):  # what stdout cannot take is said by whoever ends the program
            sys.stdout.flush()
        with suppress(OSError):  # nobody can be told that nobody can be told; the exit code says it
            for line in lines:
                sys.stderr.write(f"{shown(line)}\n")

    def keep_answer(self, answer: Answer) -> None:
        """What was said, and what it was made of, for whoever asks again."""
        if self.question is not None and not self._has_complained and self.may_write:
            answer.keep(self.question)

    def _leave_frame(self) -> None:
        if self.frame is not None:
            self.frame.close()

    def say_json(self, value: Mapping[str, Any]) -> None:
        """A documented object, with its version, on stdout. Nothing in it is for a terminal to obey."""
        import json

        self.say(escaped_json(json.dumps({"version": 1, **value}, ensure_ascii=False, indent=2)))

    # What is done

    def act(self, intent: Intent) -> Saved:
        """Do it and say so. Raises `Failure` where it was refused or is not on the disk."""
        from jornada.answers import outcome_sentence
        from jornada.cli.progress import waiting
        from jornada.core.refusals import Refused
        from jornada.desk import Kept, Locked

        desk = self.desk
        left = desk.left_running()
        # To take back something old is to read all that came after it once more.
        with waiting(self, self.words.gettext("Reading the journal")):
            outcome = desk.act(intent)
        said = outcome_sentence(self.words, outcome, desk.state)
        if isinstance(outcome, Refused):
            raise Failure(NOT_ALLOWED, said)
        if isinstance(outcome, Locked):
            raise Failure(USAGE if outcome.why == "clock" else TRY_AGAIN, said)
        if isinstance(outcome, Kept):
            raise Failure(NOT_WRITTEN, said, self._where_kept())
        self.say(said)
        sys.stdout.flush()  # it is done: whoever waits need not wait for what else there is to tell
        self._tell_of_repeat(outcome)
        self._have_told()
        self._tell_of_retainers()
        self._tell_of_programs()
        self._renew_answers()
        if left is not None and desk.state.running != left.session.id:
            self._tell_of_absence(left)
        return outcome

    def _renew_answers(self) -> None:
        """A status bar will ask soon what is so now: it finds what its answer is made of."""
        question = Question(self.environment, ())
        if self._has_complained or not self.may_write or not question.is_asked_often():
            return
        from jornada.cli.now_answer import source_of
        from jornada.now_sheet import NotNotedError

        desk = self.desk
        with suppress(OSError, NotNotedError):
            # Whatever else has come by now is in the files of the question, and so has to be in what is kept.
            desk.refresh()
            source = source_of(self).noting()
            source.turns(source.facts(desk.now()))
            source.keep(question, wrote_records=True)

    def _tell_of_repeat(self, outcome: Saved) -> None:
        """That an incident just opened or classified is like earlier ones, and what was learnt of those."""
        from jornada.core.repeats import repeat_made

        repeat = repeat_made(self.desk.state, outcome.record, self.desk.zone)
        if repeat is not None:
            from jornada.present.repeat_lines import repeat_told

            command = " ".join((PROGRAM, "incident", "prevent", repeat.incident.id))
            self.complain(*repeat_told(self.words, repeat, self.desk.zone, command))

    def _tell_of_retainers(self) -> None:
        """A retainer that is used up to a warning level is said once."""
        if not any(brand.retainer for brand in self.desk.workflow.brands):
            return
        from jornada.retainer_news import RetainerNews

        self.complain(*RetainerNews(self.desk).tell(self.words))

    def _tell_of_programs(self) -> None:
        """A hook that cannot run, and one that failed since the last command, is said once."""
        failures = self.desk.outside_failures()
        if failures:
            from jornada.present.outside_words import failure_line

            self.complain(*(failure_line(self.words, each) for each in failures))

    def _where_kept(self) -> str:
        from jornada.answers import rescue_file

        file = rescue_file(self.paths)
        if file is None:
            return self.words.gettext("It could not be kept anywhere: it is lost when this command ends")
        return self.words.gettext(
            "It is kept in {file}; the next command that can write puts it into the journal"
        ).format(file=clean(str(file)))

    def _tell_of_absence(self, left: LeftRunning) -> None:
        """A timer ended that had run on while nobody was there: how to take that time out."""
        desk = self.desk
        last = left.last_sign.astimezone(desk.zone)
        if (desk.now() - last).total_seconds() < LONG_ABSENCE_SECONDS:
            return
        words = self.words
        when = f"{words.weekday_short(last.date())} {last.day} {words.clock(last)}"
        told = words.gettext(
            "That timer ran for {spent}; the last sign of you was at {when}. To end it then:"
        )
        self.complain(
            told.format(spent=words.duration(left.seconds // 60), when=when),
            f"  {PROGRAM} undo && {PROGRAM} stop --at '{last:%Y-%m-%d %H:%M}'",
        )

    def _news(self) -> tuple[Notice, ...]:
        """The timers that another device ended, of which no command has told yet that did something."""
        notices = self.desk.ended_elsewhere()
        if not notices:
            return ()
        from jornada.cli.last_list import remembered

        told = remembered(self.paths, "notices")
        return tuple(notice for notice in notices if notice.record not in told)

    def _have_told(self) -> None:
        """Whoever does something has read what was said. One who only looks may be a status bar."""
        from jornada.cli.last_list import remember

        if self._news():
            with suppress(OSError):  # it is said once more
                remember(self.paths, notices=[each.record for each in self.desk.ended_elsewhere()])

    def _warn(self) -> None:
        """One line for each kind of trouble with the files, and for each timer that another device ended."""
        assert self._desk is not None
        words, troubles = self.words, self._desk.troubles(whole=False)
        wrong = _that_are_wrong(troubles.journal)
        lines = []
        if wrong:
            said = words.ngettext("{count} problem in the journal", "{count} problems in the journal", wrong)
            lines.append(said.format(count=wrong))
        errors = troubles.workflow and [
            each for each in troubles.workflow.mistakes if each.mistake.severity == "error"
        ]
        if errors:
            said = words.ngettext(
                "{count} mistake in the workflow", "{count} mistakes in the workflow", len(errors)
            )
            lines.append(said.format(count=len(errors)))
        if troubles.config:
            count = len(troubles.config)
            said = words.ngettext("{count} mistake in the options", "{count} mistakes in the options", count)
            lines.append(said.format(count=count))
        if troubles.not_saved:
            said = words.ngettext(
                "{count} record waits in a rescue file",
                "{count} records wait in a rescue file",
                troubles.not_saved,
            )
            lines.append(said.format(count=troubles.not_saved))
        if lines:
            told = words.gettext("{troubles}: run {command}").format(
                troubles=", ".join(lines), command=f"{PROGRAM} check"
            )
            self.complain(told)
        for notice in self._news():
            from jornada.present.sentences import notice_line

            self.complain(notice_line(words, notice, self._desk.state))


def terminal_columns() -> int:
    """As many as COLUMNS says, else as the terminal has that is written to; 0 where there is none."""
    # `shutil`, which would say it, takes 2 ms to load.
    named = os.environ.get("COLUMNS", "")
    if named.isascii() and named.isdecimal() and int(named):
        return int(named)
    if sys.__stdout__ is None:
        return 0
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns
    except (ValueError, OSError):
        return 0


def _that_are_wrong(problems: Sequence[Problem]) -> int:
    """How many of them are more than worth knowing."""
    if not problems:
        return 0
    from jornada.present.sentences import is_note

    return sum(1 for problem in problems if not is_note(problem.kind.value))
