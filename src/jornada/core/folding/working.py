"""The state while it is folded."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from typing import Any

from jornada.core import intents as do
from jornada.core.layers import Extended, Layered, copied
from jornada.core.state import (
    BrandWeek,
    Closing,
    Day,
    Done,
    Idea,
    Incident,
    Item,
    Notice,
    NoticeKind,
    PostMark,
    Promise,
    ReportTexts,
    Session,
    State,
    WeekSums,
)

TABLES = (
    "days",
    "items",
    "on_date",
    "planned_on",
    "closed_on",
    "sessions",
    "of_subject",
    "starts_on",
    "incidents",
    "incidents_on",
    "follow_ups",
    "ideas",
    "promises",
    "posts",
    "closings",
    "kpis",
    "report_notes",
)
"""What grows with the years: these may lie over what was folded long ago, and is read when asked for."""


_FEW_ADDED = 1000
"""So many at most are added to what is listed each time that somebody asks for a state."""


class Working:
    """The state while it is folded: mappings that only this room changes."""

    def __init__(self) -> None:
        self.workflow = ""
        self.days: MutableMapping[dt.date, Day] = {}
        self.begun: dict[str, dt.date] = {}
        self.items: MutableMapping[str, Item] = {}
        self._on_date: MutableMapping[dt.date, tuple[str, ...]] = {}
        self._planned_on: MutableMapping[dt.date, tuple[str, ...]] = {}
        self._to_list: tuple[dict[dt.date, list[str]], dict[dt.date, list[str]]] = ({}, {})
        """What is to be listed in these two: one day may have ten thousand items, which come one by one."""
        self.kept: set[str] = set()
        self.closed_on: MutableMapping[dt.date, tuple[str, ...]] = {}
        self.sessions: MutableMapping[str, Session] = {}
        self.of_subject: MutableMapping[str, tuple[str, ...]] = {}
        self.starts_on: MutableMapping[dt.date, tuple[str, ...]] = {}
        self.longest = dt.timedelta()
        self.running = ""
        self.displaced: set[str] = set()
        self.incidents: MutableMapping[str, Incident] = {}
        self.incidents_on: MutableMapping[dt.date, tuple[str, ...]] = {}
        self.open_incidents: dict[str, None] = {}
        self.unreviewed: dict[str, None] = {}
        self.follow_ups: MutableMapping[str, tuple[str, ...]] = {}
        self.parked: dict[str, str] = {}
        """The incidents whose interrupted work waits, innermost last, and what work that is."""
        self.waiting: dict[str, tuple[str, ...]] = {}
        """The same the other way round."""
        self.ideas: MutableMapping[str, Idea] = {}
        self.open_ideas: dict[str, None] = {}
        self.promises: MutableMapping[str, Promise] = {}
        self.open_promises: dict[str, None] = {}
        self.posts: MutableMapping[str, PostMark] = {}
        self.closings: MutableMapping[dt.date, Closing] = {}
        self.kpis: MutableMapping[BrandWeek, Mapping[str, float]] = {}
        self.report_notes: MutableMapping[BrandWeek, ReportTexts] = {}
        self.lapsed_until = dt.date.min
        self.actions: dict[str, deque[Done]] = {}
        self.redo: dict[str, tuple[Done, ...]] = {}
        self.notices: list[Notice] = []
        self.weeks: MutableMapping[dt.date, WeekSums] = {}
        """Kept of the past; no record changes them."""

    @property
    def on_date(self) -> MutableMapping[dt.date, tuple[str, ...]]:
        """The items of each day, listed when somebody asks."""
        self._list_all()
        return self._on_date

    @on_date.setter
    def on_date(self, table: MutableMapping[dt.date, tuple[str, ...]]) -> None:
        self._on_date = table

    @property
    def planned_on(self) -> MutableMapping[dt.date, tuple[str, ...]]:
        """The items that were planned for each day, likewise."""
        self._list_all()
        return self._planned_on

    @planned_on.setter
    def planned_on(self, table: MutableMapping[dt.date, tuple[str, ...]]) -> None:
        self._planned_on = table

    def list_on(self, date: dt.date, key: str) -> None:
        """An item is on that date now."""
        self._to_list[0].setdefault(date, []).append(key)

    def list_planned(self, date: dt.date, key: str) -> None:
        """An item was planned for that date."""
        self._to_list[1].setdefault(date, []).append(key)

    def _listed(self) -> tuple[Mapping[dt.date, tuple[str, ...]], Mapping[dt.date, tuple[str, ...]]]:
        """The two as they are now, which later changes do not reach. A few that were added to many are listed
        when somebody asks: of the day that runs there may be ten thousand, of which nobody asks for one."""
        if sum(map(len, self._to_list[0].values())) + sum(map(len, self._to_list[1].values())) > _FEW_ADDED:
            self._list_all()
        on, planned = (
            Extended(copied(table), {date: tuple(keys) for date, keys in added.items()})
            if added
            else copied(table)
            for table, added in zip((self._on_date, self._planned_on), self._to_list, strict=True)
        )
        return on, planned

    def _list_all(self) -> None:
        for table, added in zip((self._on_date, self._planned_on), self._to_list, strict=True):
            if added:
                for date, keys in added.items():
                    table[date] = (*table.get(date, ()), *keys)
                added.clear()

    def copy(self) -> Working:
        """Another one to go on from, which shares what is never changed in place."""
        self._list_all()
        other = Working()
        for name, value in vars(self).items():
            setattr(other, name, value.copy() if isinstance(value, dict | set | list | Layered) else value)
        other._to_list = ({}, {})
        other.actions = {device: done.copy() for device, done in self.actions.items()}
        return other

    def state(self) -> State:
        """The state as of now; what is folded afterwards does not change it."""
        on_date, planned_on = self._listed()
        return State(
            workflow=self.workflow,
            days=copied(self.days),
            begun=self.begun.copy(),
            items=copied(self.items),
            on_date=on_date,
            planned_on=planned_on,
            kept=frozenset(self.kept),
            closed_on=copied(self.closed_on),
            sessions=copied(self.sessions),
            of_subject=copied(self.of_subject),
            starts_on=copied(self.starts_on),
            longest=self.longest,
            running=self.running,
            incidents=copied(self.incidents),
            incidents_on=copied(self.incidents_on),
            open_incidents=tuple(self.open_incidents),
            unreviewed=tuple(self.unreviewed),
            follow_ups=copied(self.follow_ups),
            parked=tuple(self.parked),
            ideas=copied(self.ideas),
            open_ideas=tuple(self.open_ideas),
            promises=copied(self.promises),
            open_promises=tuple(self.open_promises),
            posts=copied(self.posts),
            closings=copied(self.closings),
            kpis=copied(self.kpis),
            report_notes=copied(self.report_notes),
            undoable={device: done[-1] for device, done in self.actions.items() if done},
            redoable={device: done[-1] for device, done in self.redo.items() if done},
            notices=tuple(self.notices),
            weeks=copied(self.weeks),
        )

    def lost(self, record: do.Record, about: str) -> None:
        """What the record is about is not there: it changes nothing."""
        self.notices.append(Notice(NoticeKind.NO_LONGER_APPLIES, record.id, about, record.at))


Apply = Callable[[Working, do.Record, Any], None]
"""What a record of one kind changes."""


def given(intent: do.Intent, names: Iterable[str]) -> dict[str, Any]:
    """Those fields that the intent says anything of."""
    return {name: value for name in names if (value := getattr(intent, name)) is not None}
