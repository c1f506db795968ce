"""What the answer of `jornada now` is made of, kept for as long as no file of a person's is another.

The answer is another one every minute, and to make it anew in full is to read the journal. So whoever made it
leaves what was looked at to make it: the workflow, and of the state those values. Of these the answer of a
later minute is made by the very same rules. Where they look at anything else, of another day say, it is not
there, and the long way is taken; no answer is ever made of a part.
"""

from __future__ import annotations

import datetime as dt
import marshal
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from jornada.clock import BadClockError, instant, make_clock
from jornada.core.calendar import BlockSpan, BreakSpan, MomentKind, Span, WorkingHours, local_date
from jornada.core.dataclass import dataclass, fields, replace
from jornada.core.digest import blake2b
from jornada.core.incidents import Deadline, Target, TargetBook, deadlines
from jornada.core.layers import ManyAtOnce, columns_of, found_of, values_of
from jornada.core.state import State
from jornada.core.text import shown
from jornada.core.workflow import Workflow
from jornada.now_memory import Question
from jornada.present.glyphs import choose_glyphs
from jornada.present.now_facts import NowFacts, Standing, facts_at, standing
from jornada.present.now_line import filled, now_line
from jornada.present.pen import Pen
from jornada.present.words import choose_language, load_words
from jornada.store import packing

_PLAIN = ("longest", "running", "open_incidents", "unreviewed", "parked", "open_promises", "kept")
_NEVER_LOOKED_AT = ("begun", "open_ideas", "notices")
_DIGEST_BYTES = 32
_MOST_VALUES = 2000
"""A sheet of more takes longer to read than what it saves."""


class NotNotedError(Exception):
    """Something is looked at that was not looked at when the sheet was made."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the day goes by beside what happened."""

    workflow: Workflow
    targets: TargetBook


class Source:
    """All that the answer is made of. `state` is looked at for what moves by the minute; `of_day` and `plan`,
    which take longer to have, give what the rest is made of. `language` and `glyphs` are the options of
    these names."""

    def __init__(
        self,
        *,
        state: State,
        of_day: Callable[[], State],
        plan: Callable[[], Plan],
        timezone: str,
        language: str,
        glyphs: str,
        known: Standing | None = None,
        before: tuple[Any, ...] | None = None,
    ) -> None:
        self.state = state
        self.of_day = of_day
        self.plan = plan
        self.timezone = timezone
        self.language = language
        self.glyphs = glyphs
        self._known = known
        self._before = before
        self.is_renewed = False
        """Whether there is more to keep than what was kept before."""

    def facts(self, now: dt.datetime) -> NowFacts:
        """What is so at that instant, on its day."""
        return facts_at(self._standing_at(now), self.state, self._deadlines(now), now)

    def _standing_at(self, now: dt.datetime) -> Standing:
        if self._known is None or not self._known.holds_at(now):
            from jornada.core.plan import day_view

            state, workflow = self.of_day(), self.plan().workflow
            view = day_view(state, workflow, local_date(now, ZoneInfo(self.timezone)), now)
            self._known = standing(view, state, workflow)
            self.is_renewed = True
        return self._known

    def _deadlines(self, now: dt.datetime) -> tuple[Deadline, ...]:
        if not (self.state.open_incidents or self.state.unreviewed):
            return ()
        plan = self.plan()
        workflow, zone = plan.workflow, ZoneInfo(self.timezone)
        hours = WorkingHours(workflow.days, workflow.blocks, zone, workflow.days_off)
        return deadlines(self.state, plan.targets, hours, now)

    def turns(self, facts: NowFacts) -> tuple[int, ...]:
        """The seconds of a minute at which the answer, now made of `facts`, may become another one: whole
        minutes are counted from and to these instants."""
        state, now = self.state, facts.now
        running = state.running_session
        subject = (running.task or running.incident) if running else ""
        spent = state.seconds_on(subject, now) if subject else running.seconds(now) if running else 0
        due = [each.due.second + 1 for each in (facts.deadline, facts.promise) if each]
        return (0, now.second - spent, *due)

    def noting(self) -> Source:
        """The same, of which `packed` tells what was looked at."""
        of_day = _noting(self.of_day())
        return Source(
            state=_noting(self.state),
            of_day=lambda: of_day,
            plan=self.plan,
            timezone=self.timezone,
            language=self.language,
            glyphs=self.glyphs,
        )

    def keep(self, question: Question, *, wrote_records: bool = False) -> None:
        """Keep it, of one that is `noting` or was kept before, for the files that `question` was asked of;
        see there. Raises `OSError`."""
        packed = self.packed()
        if packed is not None:
            question.keep_sheet(_sealed(marshal.dumps(packed)), wrote_records=wrote_records)

    def packed(self) -> tuple[Any, ...] | None:
        """As `marshal` knows it, of one that is `noting` or was kept before; nothing where it is too much to
        be of use."""
        known = None if self._known is None else _packed_standing(self._known)
        if self._before is not None:
            return (*self._before[:_STANDING], known, *self._before[_STANDING + 1 :])
        if known is None or _noted_values(self.state) > _MOST_VALUES:
            return None
        plan, of_day = self.plan(), self.of_day()
        # Of ten thousand tasks there is what stays until the block ends; all of them take too long to read.
        is_little = _noted_values(of_day) <= _MOST_VALUES
        targets = [
            (severity, target.first_response_minutes, target.update_minutes, target.clock)
            for severity, target in plan.targets.general.items()
        ]
        return (
            self.language,
            self.glyphs,
            self.timezone,
            known,
            _packed_state(self.state),
            marshal.dumps((packing.pack(plan.workflow), targets)),
            marshal.dumps(_packed_state(of_day)) if is_little else None,
        )


_STANDING = 3
"""Where in what was packed that stands which stays as it is for a while."""


class Answer:
    """What is said for the instant `now`: a line of at most `width` columns, or `template` with its fields
    filled in. `line` is `None` where the template has a field there is not."""

    def __init__(
        self,
        source: Source,
        pen: Pen,
        now: dt.datetime,
        template: str | None = None,
        width: int | None = None,
    ) -> None:
        self._source = source
        self._pen = pen
        self._now = now
        self._template = template
        self._width = width
        self._facts = source.facts(now)
        self.line = self._worded(self._facts)

    @property
    def text(self) -> str:
        """What goes to the output."""
        return f"{shown(self.line or '')}\n"

    def keep(self, question: Question) -> None:
        """Keep it for whoever asks the same, with what it was made of for the minutes after it. A disk that
        takes nothing is no matter: it is made anew."""
        with suppress(OSError, NotNotedError):
            turns = self._source.turns(self._facts)
            question.keep(self.text, int(self._now.timestamp()), self._still, turns)
            if self._source.is_renewed:
                self._source.keep(question)

    def _still(self, second: int) -> bool:
        later = dt.datetime.fromtimestamp(second, self._now.tzinfo)
        return self._worded(self._source.facts(later)) == self.line

    def _worded(self, facts: NowFacts) -> str | None:
        if self._template is None:
            return now_line(self._pen, facts, self._width)
        return filled(self._pen, facts, self._template)


def answer_of_sheet(
    sheet: bytes, environment: Mapping[str, str], arguments: Sequence[str], encoding: str
) -> Answer | None:
    """The answer of a sheet that was kept; `None` where the long way is to be taken."""
    packed, asked = sheet[_DIGEST_BYTES:], asked_for(arguments)
    if asked is None or _sealed(packed) != sheet:
        return None
    with suppress(NotNotedError, BadClockError, LookupError, ValueError, TypeError, AttributeError):
        source = unpacked(marshal.loads(packed))
        language = choose_language(source.language, environment)
        pen = Pen(load_words(language), choose_glyphs(source.glyphs, encoding, environment))
        now = instant(make_clock(environment), ZoneInfo(source.timezone))
        return Answer(source, pen, now, *asked)
    return None


def asked_for(arguments: Sequence[str]) -> tuple[str | None, int | None] | None:
    """The template and the width that were asked for, as a status bar asks; `None` where it is anything else
    than these two, or is not right: the library of the command line tells of that."""
    asked: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name not in ("--format", "--width") or name in asked or not (equals or rest):
            return None
        asked[name] = value if equals else rest.pop(0)
    width = asked.get("--width", "1")
    if not (width.isascii() and width.isdecimal() and int(width[:9]) > 0 and len(width) < 9):
        return None
    return asked.get("--format"), int(width) if "--width" in asked else None


def _sealed(packed: bytes) -> bytes:
    return blake2b(packed, digest_size=_DIGEST_BYTES).digest() + packed


def unpacked(packed: Any) -> Source:
    """What was packed: a state that has what was looked at, and says so where anything else is."""
    language, glyphs, timezone, known, moving, plan, of_day = packed

    @cache
    def unpacked_plan() -> Plan:
        workflow, targets = marshal.loads(plan)
        unpacked_workflow = packing.unpack(workflow)
        general = {severity: Target(*each) for severity, *each in targets}
        return Plan(unpacked_workflow, TargetBook(general, unpacked_workflow.targets))

    @cache
    def unpacked_day() -> State:
        if of_day is None:
            raise NotNotedError
        return _unpacked_state(marshal.loads(of_day))

    return Source(
        state=_unpacked_state(moving),
        of_day=unpacked_day,
        plan=unpacked_plan,
        timezone=timezone,
        language=language,
        glyphs=glyphs,
        known=_unpacked_standing(known),
        before=packed,
    )


def _packed_standing(known: Standing) -> Any:
    facts, block = known.facts, known.block
    plain = {each.name: getattr(facts, each.name) for each in fields(NowFacts)}
    return (
        known.since.isoformat(),
        known.until.isoformat(),
        {name: value for name, value in plain.items() if type(value) in (str, int, bool)},
        facts.moment.value,
        facts.until and facts.until.isoformat(),
        block and [_packed_span(each) for each in (block.span, *(pause.span for pause in block.breaks))],
    )


def _unpacked_standing(packed: Any) -> Standing:
    since, end, plain, moment, until, spans = packed
    first = dt.datetime.fromisoformat(since)
    block = None
    if spans:
        whole, *pauses = (Span(*map(dt.datetime.fromisoformat, each)) for each in spans)
        block = BlockSpan("", "", whole, tuple(BreakSpan("", each) for each in pauses))
    ends = dt.datetime.fromisoformat(until) if until else None
    facts = NowFacts(now=first, moment=MomentKind(moment), until=ends, **plain)
    return Standing(since=first, until=dt.datetime.fromisoformat(end), facts=facts, block=block)


def _packed_span(span: Span) -> tuple[str, str]:
    return span.start.isoformat(), span.end.isoformat()


def _noting(state: State) -> State:
    """The same, whose tables tell what is looked at."""
    tables: dict[str, Any] = {name: _Noting(getattr(state, name)) for name in _tables()}
    return replace(state, **tables)


def _noted_values(state: State) -> int:
    return sum(len(getattr(state, name).noted) for name in _tables())


def _packed_state(state: State) -> Any:
    plain = packing.pack(tuple(getattr(state, name) for name in _PLAIN))
    return plain, {name: getattr(state, name).packed() for name in _tables()}


def _unpacked_state(packed: Any) -> State:
    plain, tables = packed
    known: dict[str, Any] = dict(zip(_PLAIN, packing.unpack(plain), strict=True))
    known.update((name, _Noted(*each)) for name, each in tables.items())
    known.update((name, _Untold()) for name in _NEVER_LOOKED_AT)
    return State(**known)


def _tables() -> tuple[str, ...]:
    from jornada.core.folding.working import TABLES

    return (*TABLES, "undoable", "redoable")


class _Noting(ManyAtOnce[Any, Any]):
    """A table of a state, and what is looked at in it."""

    def __init__(self, table: Mapping[Any, Any]) -> None:
        self._table = table
        self.noted: dict[Any, Any] = {}
        self._there: dict[Any, bool] = {}
        self._is_listed = False

    def get(self, key: Any, default: Any = None) -> Any:
        found = self.noted[key] = self._table.get(key)
        return default if found is None else found

    def __getitem__(self, key: Any) -> Any:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def many(self, keys: Collection[Any]) -> list[Any]:
        found = values_of(self._table, keys)
        self.noted.update(zip(keys, found, strict=True))
        return found

    def among(self, keys: Collection[Any]) -> dict[Any, Any]:
        found = found_of(self._table, keys)
        self.noted.update(dict.fromkeys(keys) | found)
        return found

    def columns(self, keys: Sequence[Any], names: Sequence[str]) -> list[list[Any]]:
        if len(keys) <= _MOST_VALUES:
            return super().columns(keys, names)
        # It is too much to be kept, and is not: that they were looked at is enough.
        self.noted.update(dict.fromkeys(keys))
        return columns_of(self._table, keys, names)

    def __contains__(self, key: object) -> bool:
        found = self._there[key] = key in self._table
        return found

    def __iter__(self) -> Iterator[Any]:
        self._is_listed = True
        return iter(self._table)

    def __len__(self) -> int:
        self._is_listed = True
        return len(self._table)

    def packed(self) -> Any:
        values = {_raw(key): packing.pack(value) for key, value in self.noted.items()}
        there = {_raw(key): is_there for key, is_there in self._there.items()}
        return values, there, [_raw(key) for key in self._table] if self._is_listed else None


class _Noted(Mapping[Any, Any]):
    """What was looked at in a table. Raises `NotNotedError` for anything else."""

    def __init__(self, values: Mapping[Any, Any], there: Mapping[Any, bool], keys: list[Any] | None) -> None:
        self._values = values
        self._there = there
        self._keys = None if keys is None else dict.fromkeys(keys)
        self._seen: dict[Any, Any] = {}

    def get(self, key: Any, default: Any = None) -> Any:
        found = self._seen.get(key)
        if found is None:
            raw = _raw(key)
            if raw in self._values:
                found = self._seen[key] = packing.unpack(self._values[raw])
            elif self._keys is None or raw in self._keys:
                raise NotNotedError
        return default if found is None else found

    def __getitem__(self, key: Any) -> Any:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        raw = _raw(key)
        if self._keys is not None:
            return raw in self._keys
        if raw in self._values:
            return self._values[raw] is not None
        if raw in self._there:
            return self._there[raw]
        raise NotNotedError

    def __iter__(self) -> Iterator[Any]:
        if self._keys is None:
            raise NotNotedError
        return map(_cooked, self._keys)

    def __len__(self) -> int:
        if self._keys is None:
            raise NotNotedError
        return len(self._keys)


class _Untold:
    """Something of a state that no answer was made of."""

    def _tell(self, *_: object) -> NoReturn:
        raise NotNotedError

    get = __iter__ = __len__ = __bool__ = __getitem__ = __contains__ = _tell


def _raw(key: Any) -> Any:
    """A date, or one of two, is a number; names stay."""
    if isinstance(key, tuple):
        return tuple(map(_raw, key))
    return key.toordinal() if isinstance(key, dt.date) else key


def _cooked(raw: Any) -> Any:
    if isinstance(raw, tuple):
        return tuple(map(_cooked, raw))
    return dt.date.fromordinal(raw) if isinstance(raw, int) else raw
