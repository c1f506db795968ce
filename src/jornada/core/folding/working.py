"""The state while it is folded."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jornada.core import intents as do
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
)


class Working:
    """The state while it is folded: plain dicts that only this room changes."""

    def __init__(self) -> None:
        self.workflow = ""
        self.days: dict[dt.date, Day] = {}
        self.items: dict[str, Item] = {}
        self.on_date: dict[dt.date, tuple[str, ...]] = {}
        self.kept: set[str] = set()
        self.closed_on: dict[dt.date, tuple[str, ...]] = {}
        self.sessions: dict[str, Session] = {}
        self.of_subject: dict[str, tuple[str, ...]] = {}
        self.starts_on: dict[dt.date, tuple[str, ...]] = {}
        self.running = ""
        self.displaced: set[str] = set()
        self.incidents: dict[str, Incident] = {}
        self.open_incidents: dict[str, None] = {}
        self.unreviewed: dict[str, None] = {}
        self.follow_ups: dict[str, tuple[str, ...]] = {}
        self.parked: dict[str, str] = {}
        """The incidents whose interrupted work waits, innermost last, and what work that is."""
        self.waiting: dict[str, tuple[str, ...]] = {}
        """The same the other way round."""
        self.ideas: dict[str, Idea] = {}
        self.open_ideas: dict[str, None] = {}
        self.promises: dict[str, Promise] = {}
        self.open_promises: dict[str, None] = {}
        self.posts: dict[str, PostMark] = {}
        self.closings: dict[dt.date, Closing] = {}
        self.kpis: dict[BrandWeek, Mapping[str, float]] = {}
        self.report_notes: dict[BrandWeek, ReportTexts] = {}
        self.lapsed_until = dt.date.min
        self.actions: dict[str, deque[Done]] = {}
        self.redo: dict[str, tuple[Done, ...]] = {}
        self.notices: list[Notice] = []

    def copy(self) -> Working:
        other = Working()
        for name, value in vars(self).items():
            setattr(other, name, value.copy() if isinstance(value, dict | set | list) else value)
        other.actions = {device: done.copy() for device, done in self.actions.items()}
        return other

    def state(self) -> State:
        return State(
            workflow=self.workflow,
            days=dict(self.days),
            items=dict(self.items),
            on_date=dict(self.on_date),
            kept=frozenset(self.kept),
            closed_on=dict(self.closed_on),
            sessions=dict(self.sessions),
            of_subject=dict(self.of_subject),
            starts_on=dict(self.starts_on),
            running=self.running,
            incidents=dict(self.incidents),
            open_incidents=tuple(self.open_incidents),
            unreviewed=tuple(self.unreviewed),
            follow_ups=dict(self.follow_ups),
            parked=tuple(self.parked),
            ideas=dict(self.ideas),
            open_ideas=tuple(self.open_ideas),
            promises=dict(self.promises),
            open_promises=tuple(self.open_promises),
            posts=dict(self.posts),
            closings=dict(self.closings),
            kpis=dict(self.kpis),
            report_notes=dict(self.report_notes),
            undoable={device: done[-1] for device, done in self.actions.items() if done},
            redoable={device: done[-1] for device, done in self.redo.items() if done},
            notices=tuple(self.notices),
        )

    def lost(self, record: do.Record, about: str) -> None:
        """What the record is about is not there: it changes nothing."""
        self.notices.append(Notice(NoticeKind.NO_LONGER_APPLIES, record.id, about))


Apply = Callable[[Working, do.Record, Any], None]
"""What a record of one kind changes."""


def given(intent: do.Intent, names: Iterable[str]) -> dict[str, Any]:
    """Those fields that the intent says anything of."""
    return {name: value for name in names if (value := getattr(intent, name)) is not None}
