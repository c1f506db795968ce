"""Goals that would repeat in a cell of a workflow's page are said once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from jornada.core.chart import ChartGroup
from jornada.core.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """Groups whose goal is said once, after all of them. Where there are several, each is one task, and
    its milestone stands beside it."""

    groups: tuple[ChartGroup, ...]
    in_line: bool = False
    """Whether it is one task, whose goal and milestone stand beside it."""


def said_once(cell: Sequence[ChartGroup], *, dense: bool) -> Iterator[Said]:
    """The groups of a cell. Where the page is `dense`, those of one task each that follow one another with
    the same goal come together."""
    if not dense:
        yield from (Said((each,)) for each in cell)
        return
    for (alone, goal, objective), found in groupby(
        cell, lambda each: (len(each.tasks) == 1, each.goal, each.objective)
    ):
        groups = tuple(found)
        if alone and len(groups) > 1 and (goal or objective is not None):
            yield Said(groups)
        else:
            yield from (Said((each,), in_line=alone) for each in groups)
