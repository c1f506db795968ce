"""Rows of the plan: other minutes, never below none, and a new row like the one in hand."""

from __future__ import annotations

from typing import Any

import pytest

from jornada.core.workflow import Workflow
from jornada.core.workflow_edit import SetValue
from jornada.core.workflow_rows import NewRow, row_like, with_minutes
from tests.present.scene import read_built_in

DOCUMENT: dict[str, Any] = {
    "task": [{"minutes": 30}, {"minutes": 3}],
    "block": [{"key": "morning"}, {"reserve": 20}, {"reserve": {"minutes": 45, "mon": 30}}],
    "brand": [{"key": "acme"}],
}


@pytest.mark.parametrize(
    ("section", "index", "by", "path", "minutes"),
    [
        ("task", 0, 5, ("task", 0, "minutes"), 35),
        ("task", 0, -30, ("task", 0, "minutes"), 0),
        ("block", 0, 5, ("block", 0, "reserve"), 5),
        ("block", 1, -5, ("block", 1, "reserve"), 15),
        ("block", 2, 5, ("block", 2, "reserve", "minutes"), 50),
    ],
)
def test_minutes_of_a_task_and_the_reserve_of_a_block(
    section: str, index: int, by: int, path: tuple[str | int, ...], minutes: int
) -> None:
    assert with_minutes(DOCUMENT, section, index, by) == (SetValue(path, minutes),)


@pytest.mark.parametrize(("section", "index", "by"), [("task", 1, -5), ("block", 0, -5), ("brand", 0, 5)])
def test_never_fewer_than_none_and_nothing_of_other_rows(section: str, index: int, by: int) -> None:
    assert with_minutes(DOCUMENT, section, index, by) == ()


@pytest.fixture
def plan() -> Workflow:
    return read_built_in("agency.en")


def test_a_task_like_the_one_in_hand_comes_after_it(plan: Workflow) -> None:
    task = plan.tasks[3]
    like = {"block": task.block, "area": task.area, "brand": task.brand, "role": task.role}
    assert row_like(plan, "task", 3) == NewRow("task", 4, like)


def test_at_a_block_a_task_in_it_comes_last(plan: Workflow) -> None:
    like = {"block": plan.blocks[1].key, "area": plan.areas[0].key}
    assert row_like(plan, "block", 1) == NewRow("task", len(plan.tasks), like)


@pytest.mark.parametrize(
    ("section", "index", "new"),
    [
        ("brand", 1, NewRow("brand", 2)),
        ("brand", None, NewRow("brand", 0)),
        ("task", None, NewRow("task", 0)),
    ],
)
def test_of_other_lists_a_row_after_the_one_in_hand_or_the_first(
    plan: Workflow, section: str, index: int | None, new: NewRow
) -> None:
    assert row_like(plan, section, index) == new


def test_where_no_list_is_in_hand_a_block(plan: Workflow) -> None:
    assert row_like(plan, "", None) == NewRow("block", len(plan.blocks))
