"""The block and what each moment of the day says, as text."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from jornada.core import intents as do
from jornada.present.block_lines import header_lines, pane_lines
from jornada.present.glyphs import UNICODE
from jornada.present.pen import Pen, text_of
from jornada.present.words import load_words
from tests.present.scene import FRIDAY, KEYS, Scene, drawing, friday, task

PEN = Pen(load_words("en"), UNICODE, cell_len)
SATURDAY = FRIDAY + dt.timedelta(days=1)
MONDAY = FRIDAY + dt.timedelta(days=3)


def header(scene: Scene, width: int = 80, height: int = 2, date: dt.date | None = None) -> list[str]:
    lines = header_lines(PEN, scene.view(date), scene.state, scene.workflow, KEYS.__getitem__, width, height)
    return drawing(lines).splitlines()


@pytest.fixture
def begun() -> Scene:
    """The first task took 25 minutes and is done."""
    scene = friday("09:40")
    scene.do(do.TaskStart(task=task("overnight-sweep")))
    scene.at("10:05").do(do.TaskDone(task=task("overnight-sweep")))
    return scene


@pytest.mark.parametrize(
    ("time", "first", "second"),
    [
        (
            "08:20",
            " Before the day  Morning begins at 09:00, in 40 min       Friday 20 November  08:20 |",
            " 11 tasks, 6 h 15 min · it fits · ◆ 10:30 Queue verified                            |",
        ),
        (
            "10:05",
            " Morning  1 h 55 min left                                 Friday 20 November  10:05 |",
            " 1 of 4 done · 25 of 180 min · ◈ 10:30 Queue verified, at risk                      |",
        ),
        (
            "14:20",
            " Lunch  until 15:00, 40 min left                          Friday 20 November  14:20 |",
            " then Afternoon: 5 tasks, 2 h 30 min · 3 still open in Noon                         |",
        ),
        (
            "18:30",
            " The day is over  1 of 12 done                            Friday 20 November  18:30 |",
            " 25 min worked · 11 left over, T decides                                            |",
        ),
    ],
)
def test_moments_of_a_working_day(begun: Scene, time: str, first: str, second: str) -> None:
    assert header(begun.at(time), 84) == [first, second]


def test_in_a_block_late_milestones_and_the_reserve_are_told(begun: Scene) -> None:
    assert header(begun.at("12:00"), 84)[1] == (
        " 0 of 3 done · 0 of 90 min · ! 2 milestones late · ◈ 12:00 at risk · reserve 30 min |"
    )
    assert "reserve 30 min" in header(begun, 120)[1]


def test_between_blocks() -> None:
    scene = friday("10:00")
    shorter = tuple(
        block
        if block.key != "morning"
        else type(block)(key="morning", title="Morning", start=dt.time(9), end=dt.time(11, 30))
        for block in scene.workflow.blocks
    )
    scene.workflow = type(scene.workflow)(
        name="w",
        title="w",
        timezone="Europe/Madrid",
        days=scene.workflow.days,
        hash="1",
        areas=scene.workflow.areas,
        blocks=shorter,
        tasks=scene.workflow.tasks,
    )
    assert header(scene.at("11:40"), 84) == [
        " Between blocks  Noon begins at 12:00, in 20 min          Friday 20 November  11:40 |",
        " 4 left over, T decides · then Noon: 3 tasks, 1 h 30 min                            |",
    ]


def test_a_day_off() -> None:
    scene = friday().at("11:00", SATURDAY)
    assert header(scene) == [
        " Day off  what you log counts all the same          Saturday 21 November  11:00 |",
        " next working day: Monday 23 November                                           |",
    ]


def test_other_days_are_set_off_and_say_the_way_back(begun: Scene) -> None:
    back, ahead = FRIDAY - dt.timedelta(days=1), MONDAY
    assert header(begun, date=ahead) == [
        " Looking ahead  t returns to today                          Monday 23 November  |",
        " 12 tasks, 7 h · it fits                                                        |",
    ]
    assert header(begun, date=back) == [
        " Looking back  t returns to today                         Thursday 19 November  |",
        " nobody worked on this day; this was its plan                                   |",
    ]
    assert header(begun.at("09:00", MONDAY), date=FRIDAY)[1].startswith(" 1 of 12 done · 25 min worked ")
    assert header(begun, date=SATURDAY)[1].startswith(" a day off  ")
    assert header(begun, date=MONDAY + dt.timedelta(days=5))[1].startswith(" a day off · nothing is planned ")


def test_too_much_for_the_day_is_said() -> None:
    scene = friday("08:00")
    scene.do(do.TaskAdd(title="Contest", date=FRIDAY, block="noon", minutes=120))
    assert "2 h too much" in header(scene, 84)[1]


def test_narrow_says_the_same_in_short(begun: Scene) -> None:
    assert header(begun, 50) == [
        " Morning  1 h 55 min left           Fri 20  10:05 |",
        " 1 of 4 done · 25 of 180 min · ◈ 10:30 at risk    |",
    ]
    assert header(begun, 40, 1) == [" Morning · 1 h 55 min · 1/4 · 25/180    |"]


def test_the_pane_of_a_wide_screen(begun: Scene) -> None:
    lines = pane_lines(PEN, begun.view(), begun.state, begun.workflow, KEYS.__getitem__, 26, 17)
    assert drawing(lines).splitlines() == [
        " Friday 20 November       |",
        "                          |",
        " Morning            10:05 |",
        " 09:00–12:00              |",
        " 1 h 55 min left          |",
        " ██████░░░░░░░░░░░░░░░░░░ |",
        "                          |",
        " Tasks             1 of 4 |",
        " Minutes        25 of 180 |",
        " Too much             1 h |",
        "                          |",
        " Next milestone   at risk |",
        " ◈ 10:30 Queue verified   |",
        "                          |",
        " Later ──────────── tasks |",
        " 12:00 Noon             3 |",
        " 15:00 Afternoon        5 |",
    ]


@given(width=st.integers(2, 130), height=st.integers(1, 2), minute=st.integers(0, 24 * 60 - 1))
def test_any_width_at_any_minute_is_filled_exactly(width: int, height: int, minute: int) -> None:
    scene = friday(f"{minute // 60:02}:{minute % 60:02}")
    arguments = (PEN, scene.view(), scene.state, scene.workflow, KEYS.__getitem__)
    head = header_lines(*arguments, width, height)
    assert [cell_len(text_of(line)) for line in head] == [width] * height
    pane = pane_lines(*arguments, width, 20)
    assert {cell_len(text_of(line)) for line in pane} == {width}
