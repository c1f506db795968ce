"""The workflows that come with the program."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter
from dataclasses import replace

import pytest

from jornada import resources
from jornada.core.block_sums import sums
from jornada.core.mistakes import Mistake
from jornada.core.workflow import Workflow
from jornada.core.workflow_check import read_workflow

NAMES = ("garcia", "once-areas", "agency")
FILES = [(name, language) for name in NAMES for language in ("en", "es")]
MONDAY = dt.date(2026, 11, 16)
WEEK = [MONDAY + dt.timedelta(days=n) for n in range(5)]


def read(name: str, language: str) -> tuple[Workflow | None, tuple[Mistake, ...]]:
    document = tomllib.loads(resources.text("workflows", f"{name}.{language}.toml"))
    return read_workflow(document, name=name, hash="0", timezones={"Europe/Madrid"})


def workflow(name: str, language: str = "en") -> Workflow:
    found, _ = read(name, language)
    assert found
    return found


def test_there_are_no_others() -> None:
    assert resources.names("workflows", ".toml") == tuple(sorted(f"{name}.{lang}" for name, lang in FILES))


@pytest.mark.parametrize(("name", "language"), FILES)
def test_no_mistake_and_no_warning(name: str, language: str) -> None:
    found, mistakes = read(name, language)
    assert mistakes == ()
    assert found


@pytest.mark.parametrize(("name", "language"), FILES)
def test_every_block_of_every_day_sums_to_its_working_minutes(name: str, language: str) -> None:
    plan = workflow(name, language)
    for week in range(60):
        for day in WEEK:
            date = day + dt.timedelta(days=7 * week)
            found = sums(plan, date)
            assert all(one.fits for one in found), (date, found)
            assert sum(one.working for one in found) == 480


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_are_the_same_plan(name: str) -> None:
    """Keys, minutes, times, ranks, references, recurrences, targets: all but the words."""

    def bare(plan: Workflow) -> object:
        tasks = [
            replace(
                task,
                title="",
                goal=task.goal and replace(task.goal, text="", unit=""),
                milestone=task.milestone and replace(task.milestone, text=""),
                procedure=tuple("" for _ in task.procedure),
            )
            for task in plan.tasks
        ]
        blocks = [
            replace(one, title="", breaks=tuple(replace(pause, title="") for pause in one.breaks))
            for one in plan.blocks
        ]
        brands = [replace(one, title="", requirements="", resources="", goals="") for one in plan.brands]
        return (
            (plan.timezone, plan.days, plan.daily_minutes),
            [one.key for one in (*plan.objectives, *plan.roles)],
            [replace(one, title="") for one in plan.areas],
            (brands, blocks, tasks, plan.campaigns),
        )

    assert bare(workflow(name, "en")) == bare(workflow(name, "es"))


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_really_are_two(name: str) -> None:
    english, spanish = workflow(name, "en"), workflow(name, "es")
    same = [a.title for a, b in zip(english.tasks, spanish.tasks, strict=True) if a.title == b.title]
    # A brand's blog is called so in both.
    assert [title for title in same if not title.startswith("Blog")] == []
    assert english.summary != spanish.summary


@pytest.mark.parametrize(("name", "language"), FILES)
def test_the_day_is_9_to_18_with_lunch_at_14(name: str, language: str) -> None:
    plan = workflow(name, language)
    assert [(b.key, f"{b.start:%H:%M}", f"{b.end:%H:%M}", b.working_minutes) for b in plan.blocks] == [
        ("morning", "09:00", "12:00", 180),
        ("noon", "12:00", "15:00", 120),
        ("afternoon", "15:00", "18:00", 180),
    ]
    assert [(f"{p.start:%H:%M}", f"{p.end:%H:%M}") for b in plan.blocks for p in b.breaks] == [
        ("14:00", "15:00")
    ]


@pytest.mark.parametrize(("name", "language"), FILES)
def test_the_unforeseen_has_an_area_that_comes_last(name: str, language: str) -> None:
    plan = workflow(name, language)
    assert max(plan.areas, key=lambda area: area.rank).key == "unforeseen"
    ranks = [area.rank for area in plan.areas]
    assert ranks == list(range(1, len(ranks) + 1))


@pytest.mark.parametrize(("name", "language"), FILES)
def test_every_task_is_whole(name: str, language: str) -> None:
    for task in workflow(name, language).tasks:
        assert task.goal, task.key
        assert task.role, task.key
        assert task.objective, task.key


def test_garcia_is_the_eight_steps_every_day() -> None:
    plan = workflow("garcia")
    for day in WEEK:
        found = [
            (task.block, task.minutes, plan.rank_of(task), task.milestone and task.milestone.due)
            for task in plan.tasks_on(day)
        ]
        assert found == [
            ("morning", 45, 1, "09:45"),
            ("morning", 45, 2, "10:30"),
            ("morning", 30, 3, "11:00"),
            ("morning", 60, 4, "12:00"),
            ("noon", 15, 1, "12:15"),
            ("noon", 30, 5, "12:45"),
            ("noon", 45, 6, "13:30"),
            ("afternoon", 15, 1, "15:15"),
            ("afternoon", 20, 2, "15:35"),
            ("afternoon", 30, 7, "16:05"),
            ("afternoon", 75, 8, "17:20"),
            ("afternoon", 10, 5, "18:00"),
        ]
        assert [block.reserve_on(day) for block in plan.blocks] == [0, 30, 30]


def minutes_by(plan: Workflow, attribute: str) -> Counter[str]:
    total: Counter[str] = Counter()
    for day in WEEK:
        for task in plan.tasks_on(day):
            total[getattr(task, attribute)] += task.minutes
        total["reserve"] += sum(block.reserve_on(day) for block in plan.blocks)
    return total


def placed(plan: Workflow, day: dt.date, attribute: str, block: str) -> list[tuple[str, int]]:
    """What a block of a day holds besides the work of every day."""
    every_day = ("monitoring", "updating", "community")
    return sorted(
        (getattr(task, attribute), task.minutes)
        for task in plan.tasks_on(day)
        if task.block == block and task.area not in every_day and task.repeat.text != "working days"
    )


def test_once_areas_gives_each_area_its_week() -> None:
    assert minutes_by(workflow("once-areas"), "area") == {
        "monitoring": 150,
        "updating": 240,
        "community": 240,
        "posts": 450,
        "research": 240,
        "curation": 150,
        "campaigns": 150,
        "growth": 150,
        "analytics": 150,
        "strategy": 180,
        "unforeseen": 0,
        "reserve": 300,
    }


@pytest.mark.parametrize(
    ("day", "morning", "noon", "afternoon"),
    [
        (0, [("analytics", 85), ("strategy", 30)], [("research", 90)], [("growth", 15), ("strategy", 40)]),
        (1, [("posts", 115)], [("campaigns", 30), ("research", 60)], [("growth", 55)]),
        (2, [("posts", 115)], [("research", 90)], [("campaigns", 30), ("growth", 25)]),
        (3, [("posts", 115)], [("campaigns", 90)], [("growth", 55)]),
        (4, [("posts", 105), ("strategy", 20)], [("strategy", 90)], [("analytics", 65)]),
    ],
)
def test_once_areas_puts_them_on_their_days(
    day: int, morning: list[tuple[str, int]], noon: list[tuple[str, int]], afternoon: list[tuple[str, int]]
) -> None:
    plan = workflow("once-areas")
    assert placed(plan, WEEK[day], "area", "morning") == morning
    assert placed(plan, WEEK[day], "area", "noon") == noon
    assert placed(plan, WEEK[day], "area", "afternoon") == afternoon


def test_once_areas_has_its_milestones_of_the_week() -> None:
    due = {task.key: task.milestone.due for task in workflow("once-areas").tasks if task.milestone}
    assert due == {
        "monitor-morning": "09:15",
        "update-morning": "09:40",
        "update-morning-friday": "09:40",
        "community-morning": "10:05",
        "community-morning-friday": "10:05",
        "curate": "12:30",
        "review-log": "18:00",
        "metrics": "mon 12:00",
        "post-outline": "tue 12:00",
        "post-draft": "wed 12:00",
        "research-wednesday": "wed 14:00",
        "post-edit": "thu 12:00",
        "campaigns-thursday": "thu 14:00",
        "growth-thursday": "thu 18:00",
        "post-publish": "fri 12:00",
        "strategy-decision": "fri 14:00",
        "weekly-report": "fri 18:00",
    }


def test_agency_gives_each_brand_what_its_retainer_pays_for() -> None:
    plan = workflow("agency")
    assert minutes_by(plan, "brand") == {
        "acme": 840,
        "brisa": 600,
        "cobalto": 360,
        "agency": 240,
        "reserve": 360,
    }
    retainers = {
        brand.key: brand.retainer and (brand.retainer.minutes, brand.retainer.per) for brand in plan.brands
    }
    assert retainers == {
        "acme": (840, "week"),
        "brisa": (600, "week"),
        "cobalto": (360, "week"),
        "agency": None,
    }


def test_every_task_of_the_agency_names_its_brand() -> None:
    plan = workflow("agency")
    assert all(task.brand in plan.brand_by_key for task in plan.tasks)


@pytest.mark.parametrize(
    ("day", "morning", "noon", "afternoon"),
    [
        (0, [("acme", 105)], [("agency", 60)], [("acme", 100)]),
        (1, [("brisa", 105)], [("agency", 40), ("brisa", 20)], [("brisa", 85)]),
        (2, [("acme", 105)], [("acme", 20), ("agency", 40)], [("acme", 85)]),
        (3, [("brisa", 105)], [("agency", 40), ("brisa", 20)], [("brisa", 15), ("cobalto", 70)]),
        (4, [("cobalto", 105)], [("agency", 60)], [("acme", 50), ("cobalto", 35)]),
    ],
)
def test_agency_puts_them_on_their_days(
    day: int, morning: list[tuple[str, int]], noon: list[tuple[str, int]], afternoon: list[tuple[str, int]]
) -> None:
    plan = workflow("agency")
    assert placed(plan, WEEK[day], "brand", "morning") == morning
    assert placed(plan, WEEK[day], "brand", "noon") == noon
    assert placed(plan, WEEK[day], "brand", "afternoon") == afternoon


def test_the_agency_reserves_less_on_mondays() -> None:
    (afternoon,) = (block for block in workflow("agency").blocks if block.key == "afternoon")
    assert [afternoon.reserve_on(day) for day in WEEK] == [60, 75, 75, 75, 75]


def test_the_agency_has_its_milestones_of_the_week() -> None:
    tasks = workflow("agency").tasks
    due = {t.key: t.milestone.due for t in tasks if t.milestone and " " in t.milestone.due}
    assert due == {
        "agency-plan": "mon 14:00",
        "agency-close": "fri 14:00",
        "posts-acme-week": "mon 17:00",
        "posts-brisa-week": "tue 17:00",
        "posts-cobalto-week": "fri 17:00",
        "report-brisa": "thu 18:00",
        "report-acme": "fri 18:00",
        "report-cobalto": "fri 18:00",
    }
