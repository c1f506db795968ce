"""fold(records) -> state: what the records say, a function of their set.

Records are applied in the order `(n, device)`, whatever the order of their arrival. Records that
were undone are left out. A record that no longer makes sense (its task was never added, because
that was undone) changes nothing and is noticed, so every set of records has a state.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from jornada.core import calendar
from jornada.core import intents as do
from jornada.core.dataclass import dataclass, replace
from jornada.core.folding import days, ideas, incidents, interruptions, posts, sessions, tasks, weeks
from jornada.core.folding.days import adopt_proposed, item_id
from jornada.core.folding.undoing import NOT_ACTIONS, remember
from jornada.core.folding.working import Apply, Working
from jornada.core.state import (
    Notice,
    NoticeKind,
    State,
)

CHECKPOINT_AFTER = 600
"""Records behind the newest checkpoint after which it moves up: what an undo costs at most."""


class PastChangedError(Exception):
    """A record concerns what a timeline knows only the outcome of: fold all records anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The outcome of all records up to one, instead of the records.

    `order` is that of the last of them; `holds` tells by its id whether a record may be one of them.
    `undone` are the ids that the undoing among them leaves undone. `left_out` are those that do not count
    in `working`, whoever undid them, records that came later too.
    """

    order: tuple[int, str, str]
    holds: Callable[[str], bool]
    undone: frozenset[str]
    left_out: frozenset[str]
    working: Working


def fold(records: Iterable[do.Record]) -> State:
    """The state of a set of records, in whatever order they come."""
    return Timeline(records).state


def working_of(records: Iterable[do.Record], left_out: Collection[str]) -> Working:
    """What records in their order lead to, of which those that are `left_out` do not count."""
    working = Working()
    for record in records:
        _apply(working, record, counts=record.id not in left_out)
    return working


class Timeline:
    """The records in their order and the state they make, kept up as records arrive.

    A record that comes last is applied at once; an undo, or a record that arrives late, folds again
    from the newest checkpoint before it.

    With a `past` the records are those after it. Raises `PastChangedError` where one of them reaches back
    into it: then only a timeline of all records has the state.
    """

    def __init__(self, records: Iterable[do.Record] = (), past: Past | None = None) -> None:
        self._past = past
        self._records: list[do.Record] = []
        self._by_id: dict[str, do.Record] = {}
        self._reversals: list[do.Record] = []
        self._undone: set[str] = set()
        if past is not None:
            self._undone.update(past.left_out)
            self._undone.update(key for key in past.undone - past.left_out if not past.holds(key))
        self._working = self._begin()
        self._applied = 0
        self._checkpoint: tuple[int, Working | None] = (0, None)
        """What all as far as a place comes to; at the beginning it is made when it is asked for."""
        self._state: State | None = None
        self.add(records)
        if past is not None:
            # What undid some of the past after it may be gone.
            self._go_on(self._undo_again())

    @property
    def state(self) -> State:
        """What they add up to; made once until another one comes."""
        if self._state is None:
            self._state = self._working.state()
        return self._state

    @property
    def records(self) -> Sequence[do.Record]:
        """Those that were added, in their order; without those of the past that was handed in."""
        return self._records

    def record(self, key: str) -> do.Record | None:
        """The one of that id among them."""
        return self._by_id.get(key)

    def _begin(self) -> Working:
        """What is so before the first record."""
        return self._past.working.copy() if self._past else Working()

    @property
    def settled(self) -> Working | None:
        """What all as far as the newest checkpoint comes to; `None` while there is none beyond the past."""
        place, working = self._checkpoint
        return working if place else None

    def past(self) -> Past | None:
        """The past as far as the newest checkpoint; `None` while there is none beyond the past it has.

        `holds` of it knows the records of this timeline.
        """
        place, working = self._checkpoint
        if working is None:
            return None
        before = self._past
        records = self._records[:place]
        order = records[-1].order
        known = {record.id for record in records}
        reversals = [record for record in self._reversals if record.order <= order]
        return Past(
            order=order,
            holds=lambda key: key in known or (before is not None and before.holds(key)),
            undone=frozenset(_undone(reversals, before.undone if before else ())),
            left_out=frozenset(self._undone.difference(record.id for record in self._records[place:])),
            working=working,
        )

    def may_have_held(self, key: str) -> bool:
        """Whether the record of that id may be one of the past's."""
        return self._past is not None and self._past.holds(key)

    def changes_after(self, key: str) -> int:
        """How many records that count came after `key` and concern the same task or incident."""
        record = self._by_id.get(key)
        if record is None:
            return 0
        subjects = _subjects(record)
        return sum(
            1
            for later in self._records[bisect.bisect_right(self._records, record.order, key=_order) :]
            if later.id not in self._undone
            and not isinstance(later.intent, NOT_ACTIONS)
            and subjects & _subjects(later)
        )

    def add(self, records: Iterable[do.Record]) -> None:
        """Take in records; one whose id is known already is passed over. After a `PastChangedError` the
        timeline is of no use."""
        fresh = sorted((r for r in _distinct(records) if r.id not in self._by_id), key=_order)
        if not fresh:
            return
        if self._past is not None and fresh[0].order <= self._past.order:
            raise PastChangedError
        self._by_id.update((record.id, record) for record in fresh)
        first = bisect.bisect_left(self._records, fresh[0].order, key=_order)
        self._records.extend(fresh)
        if first < len(self._records) - len(fresh):
            self._records.sort(key=_order)
        reversals = [record for record in fresh if isinstance(record.intent, do.Undo | do.Redo)]
        if reversals:
            self._reversals = sorted(self._reversals + reversals, key=_order)
            first = min(first, self._undo_again())
        self._go_on(first)

    def _undo_again(self) -> int:
        """Find anew what is undone; the place of the first record for which that changed."""
        past = self._past
        undone = _undone(self._reversals, past.undone if past else ())
        changed = undone ^ self._undone
        self._undone = undone
        if past is not None and any(key not in self._by_id and past.holds(key) for key in changed):
            raise PastChangedError
        orders = [self._by_id[key].order for key in changed if key in self._by_id]
        if not orders:
            return len(self._records)
        return bisect.bisect_left(self._records, min(orders), key=_order)

    def _go_on(self, first: int) -> None:
        """Bring the state up to date; `first` is the place of the first record that is new or changed."""
        if first < self._applied:
            place, working = self._checkpoint
            if first < place:
                place, working = self._checkpoint = (0, None)
            self._working, self._applied = working.copy() if working else self._begin(), place
        end = len(self._records)
        target = end - CHECKPOINT_AFTER // 2
        if target - self._checkpoint[0] > CHECKPOINT_AFTER and target > self._applied:
            self._apply_to(target)
            self._checkpoint = (target, self._working.copy())
        self._apply_to(end)
        self._state = None

    def _apply_to(self, end: int) -> None:
        for record in self._records[self._applied : end]:
            _apply(self._working, record, counts=record.id not in self._undone)
        self._applied = end


def _order(record: do.Record) -> tuple[int, str, str]:
    return record.order


def _distinct(records: Iterable[do.Record]) -> Iterable[do.Record]:
    return {record.id: record for record in records}.values()


def _with_fixed_offset(record: do.Record) -> do.Record:
    """Two instants that share a zone are subtracted by the clock on the wall, an hour wrong over a
    clock change; with fixed offsets they are not."""
    zone = record.at.tzinfo
    if zone is None or isinstance(zone, dt.timezone):
        return record
    return replace(record, at=calendar.in_zone(record.at, zone))


def _undone(reversals: Iterable[do.Record], before: Iterable[str] = ()) -> set[str]:
    undone = set(before)
    for record in reversals:
        if isinstance(record.intent, do.Undo):
            undone.add(record.intent.of)
        elif isinstance(record.intent, do.Redo):
            undone.discard(record.intent.of)
    return undone


def _subjects(record: do.Record) -> set[str]:
    intent = record.intent
    named = {getattr(intent, name, "") for name in ("incident", "session", "idea", "promise", "post")}
    return (named | {record.id, *_tasks(intent)}) - {""}


def _tasks(intent: do.Intent) -> tuple[str, ...]:
    """The tasks an intent is about."""
    if isinstance(intent, do.Triage):
        return tuple(move.task for move in intent.moves)
    if isinstance(intent, do.DayAdopt):
        return tuple(item_id(intent.date, key) for key in (*(p.key for p in intent.items), *intent.removed))
    return (getattr(intent, "task", ""), getattr(intent, "parks", ""))


def _apply(working: Working, record: do.Record, *, counts: bool) -> None:
    remember(working, record)
    if not counts:
        return
    for key in _tasks(record.intent):
        if key and key not in working.items:
            adopt_proposed(working, key)
    step = APPLY.get(type(record.intent))
    if step is not None:
        step(working, _with_fixed_offset(record), record.intent)


def _unknown(working: Working, record: do.Record, intent: do.Unknown) -> None:
    working.notices.append(Notice(NoticeKind.UNKNOWN_RECORD, record.id, intent.word, record.at))


APPLY: Mapping[type[do.Intent], Apply] = {
    **days.APPLY,
    **ideas.APPLY,
    **incidents.APPLY,
    **interruptions.APPLY,
    **posts.APPLY,
    **sessions.APPLY,
    **tasks.APPLY,
    **weeks.APPLY,
    do.Unknown: _unknown,
}
