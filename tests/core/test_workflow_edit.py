"""Edits of a parsed workflow, and what they do to the sums of the blocks."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada import resources
from jornada.core.workflow import Workflow
from jornada.core.workflow_check import read_workflow
from jornada.core.workflow_difference import FieldChange, compare
from jornada.core.workflow_edit import (
    AddEntry,
    Edit,
    NoSuchPlaceError,
    RemoveEntry,
    RemoveValue,
    SetValue,
    SwapEntries,
    block_sums,
    edited,
    sum_changes,
    week_sums,
)

SOURCE = tomllib.loads(resources.text("workflows", "garcia.en.toml"))
AREAS = tomllib.loads(resources.text("workflows", "once-areas.en.toml"))


def workflow(document: dict[str, Any]) -> Workflow:
    found, mistakes = read_workflow(document, name="w", hash="0", timezones={"Europe/Madrid"})
    assert found is not None, mistakes
    return found


def test_each_edit_changes_its_place_and_nothing_else() -> None:
    before = {"title": "t", "task": [{"key": "a", "goal": {"text": "x"}}, {"key": "b"}]}
    cases: list[tuple[Edit, dict[str, Any]]] = [
        (SetValue(("title",), "u"), {**before, "title": "u"}),
        (
            SetValue(("task", 1, "minutes"), 5),
            {**before, "task": [before["task"][0], {"key": "b", "minutes": 5}]},
        ),
        (
            SetValue(("task", 0, "goal", "target"), 3),
            {**before, "task": [{"key": "a", "goal": {"text": "x", "target": 3}}, {"key": "b"}]},
        ),
        (RemoveValue(("task", 0, "goal")), {**before, "task": [{"key": "a"}, {"key": "b"}]}),
        (RemoveValue(("task", 1, "goal")), before),
        (RemoveEntry("task", 0), {**before, "task": [{"key": "b"}]}),
        (SwapEntries("task", 0, 1), {**before, "task": [{"key": "b"}, before["task"][0]]}),
        (
            AddEntry("task", (("key", "c"), ("procedure", ("x", "y"))), at=1),
            {**before, "task": [before["task"][0], {"key": "c", "procedure": ["x", "y"]}, {"key": "b"}]},
        ),
        (AddEntry("brand", (("key", "acme"),)), {**before, "brand": [{"key": "acme"}]}),
        (SetValue(("strategy", "summary"), "s"), {**before, "strategy": {"summary": "s"}}),
    ]
    for edit, after in cases:
        assert edited(before, [edit]) == after, edit
    assert before["task"][0] == {"key": "a", "goal": {"text": "x"}}


def test_the_last_entry_takes_its_list_along() -> None:
    assert edited({"brand": [{"key": "acme"}]}, [RemoveEntry("brand", 0)]) == {}


@pytest.mark.parametrize(
    "edit",
    [
        SetValue(("task", 9, "minutes"), 5),
        SetValue(("nothing", "title"), "x"),
        RemoveValue(("task", 0, "goal", "text", "deeper")),
        RemoveEntry("task", 2),
        RemoveEntry("block", 0),
        SwapEntries("task", 0, 2),
        AddEntry("task", (), at=5),
        SetValue((), "x"),
        RemoveValue(("task", 0, "procedure", 3)),
    ],
)
def test_what_is_not_there_is_said(edit: Edit) -> None:
    with pytest.raises(NoSuchPlaceError):
        edited({"task": [{"key": "a", "goal": {"text": "x"}, "procedure": ["y"]}, {"key": "b"}]}, [edit])


@given(st.lists(st.integers(0, 11), min_size=2, max_size=2))
def test_a_swap_undoes_itself(places: list[int]) -> None:
    one, other = places
    swap = SwapEntries("task", one, other)
    assert edited(SOURCE, [swap, swap]) == SOURCE


def place_of(document: dict[str, Any], key: str) -> int:
    return next(place for place, task in enumerate(document["task"]) if task["key"] == key)


def test_sums_before_and_after_on_every_day() -> None:
    before = workflow(SOURCE)
    place = place_of(SOURCE, "overnight-sweep")
    after = workflow(edited(SOURCE, [SetValue(("task", place, "minutes"), 60)]))

    [change] = sum_changes(before, after)
    assert (change.block, change.weekdays) == ("morning", ())
    assert change.before
    assert change.after
    assert (change.before.planned, change.before.working) == (180, 180)
    assert (change.after.planned, change.after.working, change.after.fits) == (195, 180, False)
    assert sum_changes(before, before) == ()


def test_sums_of_the_weekdays_that_change_only() -> None:
    before = workflow(AREAS)
    place = place_of(AREAS, "metrics")  # mondays
    after = workflow(edited(AREAS, [SetValue(("task", place, "minutes"), 95)]))

    [change] = sum_changes(before, after)
    assert change.weekdays == (0,)
    assert change.before
    assert change.after
    assert change.after.planned - change.before.planned == 10


def test_a_block_that_goes_and_one_that_comes() -> None:
    before = workflow(SOURCE)
    late = AddEntry(
        "block", (("key", "late"), ("title", "Late"), ("start", "18:00"), ("end", "19:00"), ("reserve", 60))
    )
    [change] = sum_changes(before, workflow(edited(SOURCE, [late])))
    assert change.before is None
    assert change.after is not None
    assert change.after.fits


def test_of_weeks_that_differ_the_fullest_counts() -> None:
    task = AddEntry(
        "task",
        (
            ("key", "x"),
            ("area", "updating"),
            ("title", "X"),
            ("block", "noon"),
            ("minutes", 15),
            ("repeat", "every 2 weeks wed"),
        ),
    )
    sums = week_sums(workflow(edited(SOURCE, [task])))
    assert sums["noon", 2].planned == sums["noon", 1].planned + 15
    assert len(block_sums(workflow(edited(SOURCE, [task])), "noon")) == 2
    assert len(block_sums(workflow(SOURCE), "noon")) == 1


def test_nothing_differs_between_a_workflow_and_itself() -> None:
    plan = workflow(SOURCE)
    assert not compare(plan, replace(plan, name="other", hash="1"))


def test_what_differs_is_named_by_field() -> None:
    place = place_of(SOURCE, "overnight-sweep")
    after = workflow(
        edited(
            SOURCE,
            [
                SetValue(("task", place, "minutes"), 60),
                SetValue(("title",), "Mine"),
                AddEntry("brand", (("key", "acme"), ("title", "Café Ñandú"))),
                RemoveEntry("objective", 0),
                *[RemoveValue(("task", n, "objective")) for n in range(len(SOURCE["task"]))],
            ],
        )
    )
    found = compare(workflow(SOURCE), after)
    lists = {each.section: each for each in found.lists}

    assert found.head == (FieldChange("title", "The eight steps", "Mine"),)
    assert lists["brand"].added == (("acme", "Café Ñandú"),)
    assert len(lists["objective"].removed) == 1
    sweep = next(each for each in lists["task"].changed if each.key == "overnight-sweep")
    assert FieldChange("minutes", 45, 60) in sweep.changes
    assert [each.block for each in found.sums] == ["morning"]


def test_another_order_is_a_difference() -> None:
    after = workflow(edited(SOURCE, [SwapEntries("area", 0, 1)]))
    [areas] = compare(workflow(SOURCE), after).lists
    assert areas.reordered
    assert not areas.changed
