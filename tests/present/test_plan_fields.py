"""The texts of the plan's forms, and what was typed there as edits."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from jornada import resources
from jornada.core.mistakes import Mistake, Problem
from jornada.core.workflow_edit import AddEntry, RemoveValue, SetValue, edited
from jornada.present.plan_fields import FIELDS, edits_of, field_of_mistake, fresh_texts, key_for, texts_of

BUILT_IN = resources.names("workflows", ".toml")
TASK: dict[str, Any] = {
    "key": "sweep",
    "area": "listening",
    "title": "Sweep",
    "block": "morning",
    "minutes": 45,
    "repeat": "working days",
    "goal": {"text": "None unseen", "target": 100, "unit": "%"},
    "procedure": ["Open", "Label"],
}


@pytest.mark.parametrize("file", BUILT_IN)
def test_nothing_typed_changes_nothing(file: str) -> None:
    document = tomllib.loads(resources.text("workflows", f"{file}.toml"))
    for section in FIELDS:
        entries = document.get(section, []) if section else [document]
        for index, entry in enumerate(entries):
            place = index if section else None
            assert edits_of(section, place, entry, texts_of(section, entry)) == ()


@pytest.mark.parametrize(
    ("typed", "edit"),
    [
        ({"minutes": " 60 "}, SetValue(("task", 3, "minutes"), 60)),
        ({"minutes": "an hour"}, SetValue(("task", 3, "minutes"), "an hour")),
        ({"title": ""}, RemoveValue(("task", 3, "title"))),
        ({"goal_target": "2,5"}, SetValue(("task", 3, "goal", "target"), 2.5)),
        ({"goal_per": "week"}, SetValue(("task", 3, "goal", "per"), "week")),
        ({"goal_unit": ""}, RemoveValue(("task", 3, "goal", "unit"))),
        ({"goal_text": "", "goal_target": "", "goal_unit": ""}, RemoveValue(("task", 3, "goal"))),
        (
            {"milestone_text": "Done", "milestone_due": "09:45"},
            SetValue(("task", 3, "milestone"), {"text": "Done", "due": "09:45"}),
        ),
        (
            {"procedure": "Open; Label;  Answer"},
            SetValue(("task", 3, "procedure"), ("Open", "Label", "Answer")),
        ),
        ({"if_missed": "keep"}, SetValue(("task", 3, "if_missed"), "keep")),
        ({"repeat": "Weekly  MON"}, SetValue(("task", 3, "repeat"), "weekly mon")),
        ({"from": "2026-12-01"}, SetValue(("task", 3, "from"), "2026-12-01")),
        ({"brand": "acme"}, SetValue(("task", 3, "brand"), "acme")),
    ],
)
def test_only_what_was_changed_is_an_edit(typed: dict[str, str], edit: object) -> None:
    values = {**texts_of("task", TASK), **typed}
    assert edits_of("task", 3, TASK, values) == (edit,)


def test_a_block_with_its_breaks_and_reserve() -> None:
    block = {"key": "noon", "title": "Noon", "start": "12:00", "end": "15:00", "reserve": 30}
    values = {
        **texts_of("block", block),
        "breaks": "Lunch 14-15:00; Coffee 12:30–12:40",
        "reserve": "75, Mon 60",
    }
    after = edited({"block": [block]}, edits_of("block", 0, block, values))["block"][0]
    assert after["breaks"] == [
        {"title": "Lunch", "start": "14:00", "end": "15:00"},
        {"title": "Coffee", "start": "12:30", "end": "12:40"},
    ]
    assert after["reserve"] == {"minutes": 75, "mon": 60}
    again = texts_of("block", after)
    assert (again["breaks"], again["reserve"]) == ("Lunch 14:00–15:00; Coffee 12:30–12:40", "75, mon 60")


def test_the_plan_as_a_whole() -> None:
    document = {"title": "T", "days": ["mon", "tue"], "timezone": "UTC"}
    values = {**texts_of("", document), "days": "mon, wed", "summary": "Why"}
    assert edits_of("", None, document, values) == (
        SetValue(("days",), ("mon", "wed")),
        SetValue(("strategy", "summary"), "Why"),
    )


def test_a_new_entry_has_a_key_of_its_title_and_its_fields_in_order() -> None:
    values = {**fresh_texts("task", {"block": "noon", "area": "listening"}), "title": "Café Ñandú"}
    [edit] = edits_of("task", None, {}, values, at=2, keys=("cafe-nandu",))
    assert edit == AddEntry(
        "task",
        (
            ("key", "cafe-nandu-2"),
            ("area", "listening"),
            ("title", "Café Ñandú"),
            ("block", "noon"),
            ("minutes", 30),
            ("repeat", "working days"),
        ),
        2,
    )


def test_keys_of_titles() -> None:
    assert key_for("日本", (), "area") == "area"
    assert key_for("x" * 80, (), "area") == "x" * 36
    assert key_for("A – b!", ("a-b", "a-b-2"), "area") == "a-b-3"


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (("task", 3, "minutes"), "minutes"),
        (("task", 3, "goal", "target"), "goal_target"),
        (("task", 3, "procedure", 1), "procedure"),
        (("task", 3), "title"),
        (("task", 2, "minutes"), None),
        (("title",), None),
    ],
)
def test_the_field_of_a_mistake(path: tuple[str | int, ...], field: str | None) -> None:
    assert field_of_mistake("task", 3, 0, Mistake(path, Problem.MISSING)) == field
    assert field_of_mistake("task", None, 3, Mistake(path, Problem.MISSING)) == field


def test_what_is_said_of_a_step_is_kept_when_another_is_edited() -> None:
    steps = [
        {"title": "Brief", "due": "2026-12-01", "who": "Ana", "needs": "the budget", "minutes": 30},
        {"title": "Legal", "due": "2026-12-04", "minutes": 15},
        {"title": "Draw", "due": "2026-12-22"},
    ]
    entry = {"key": "xmas", "title": "Raffle", "from": "2026-12-01", "until": "2026-12-22", "steps": steps}
    texts = texts_of("campaign", entry)
    assert texts["steps"] == (
        "2026-12-01 Brief | Ana | the budget | 30; 2026-12-04 Legal |  |  | 15; 2026-12-22 Draw"
    )
    (edit,) = edits_of("campaign", 0, entry, {**texts, "steps": texts["steps"] + " | Eva"})
    after = edited({"campaign": [entry]}, (edit,))["campaign"][0]["steps"]
    assert after == [*steps[:2], {**steps[2], "who": "Eva"}]
