"""Readers and mergers as one writes them first: each gate must find its fault in one of them."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from jornada.core.fold import fold
from jornada.core.intents import Record
from jornada.core.state import State
from jornada.store.record import decode


def read_at_once(file: Path) -> list[Record]:
    """The whole file or nothing: one bad byte, and the day is gone."""
    try:
        tomllib.loads(file.read_text("utf-8"))
        return [decode(line) for line in file.read_text("utf-8").splitlines()]
    except ValueError:
        return []


def read_trusting(data: bytes) -> dict[str, Any]:
    """A file that a person wrote is surely text, TOML, and not deep."""
    return tomllib.loads(data.decode("utf-8"))


def fold_as_it_came(arrived: Iterable[Record]) -> State:
    """Whatever comes last holds, so two machines that hear of things otherwise see otherwise."""
    return fold(replace(record, n=place) for place, record in enumerate(arrived, start=1))


def keep_first(arrived: Iterable[Record]) -> dict[str, Record]:
    """An id that is known is taken for the same record, so what a clone wrote is dropped."""
    kept: dict[str, Record] = {}
    for record in arrived:
        kept.setdefault(record.id, record)
    return kept


def minutes_by_the_wall(spans: Sequence[tuple[dt.datetime, dt.datetime]]) -> int:
    """Minutes as the clock on the wall shows them: an hour wrong when it is changed, below zero when it
    is set back."""
    return sum(
        int((end.replace(tzinfo=None) - start.replace(tzinfo=None)).total_seconds() // 60)
        for start, end in spans
    )
