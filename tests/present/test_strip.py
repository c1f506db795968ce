"""The strip of the day, as text."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.core import intents as do
from jornada.core.recurrence import parse_recurrence
from jornada.core.workflow import Milestone
from jornada.present.glyphs import ASCII, UNICODE
from jornada.present.pen import Pen, plain_width, text_of
from jornada.present.strip import strip_lines
from jornada.present.words import load_words
from tests.present.scene import FRIDAY, Scene, drawing, friday, task

PEN = Pen(load_words("en"), UNICODE)


def test_to_scale_with_hours_names_and_the_now_marker() -> None:
    scene = friday("09:00")
    scene.do(do.TaskStart(task=task("overnight-sweep")))
    scene.at("09:45").do(do.TaskDone(task=task("overnight-sweep")))
    scene.at("10:05")
    assert drawing(strip_lines(PEN, scene.view(), 80, 3)).splitlines() == [
        " 09       ▼10:05  11       12       13      14       15       16      17        |",
        " ██████◇▓▓░░░◈░░░░◈░░░░░░◈ ░░◆░░░◆░░░░░◆░░░░········ ░░◆░░◆░░░◆░░░░░░░░░░◆░░░░◆ |",
        " Morning 1/4 +1 h          Noon 0/3         Lunch    Afternoon 0/5              |",
    ]


@pytest.mark.parametrize("time", ["10:05", "17:59"])
def test_the_marker_is_set_off_from_its_time(time: str) -> None:
    hours = strip_lines(PEN, friday(time).view(), 80, 3)[0]
    assert [(piece.text, piece.role) for piece in hours if piece.role in ("now", "strong")] in (
        [("▼", "now"), (time, "strong")],
        [(time, "strong"), ("▼", "now")],
    )


def test_ahead_of_the_clock_no_time_is_drawn_as_used() -> None:
    scene = friday("09:10")
    for key in ("overnight-sweep", "publish-and-answer"):
        scene.do(do.TaskDone(task=task(key)))
    bar = text_of(strip_lines(PEN, scene.view(), 80, 3)[1])
    assert "▓" not in bar
    assert bar.startswith(" ██████◇█████◇░")


def test_one_line_has_the_marker_in_the_bar() -> None:
    assert drawing(strip_lines(PEN, friday("10:05").view(), 50, 1)) == (
        " ▓▓▓!▓▼░◈░░░░░░░ ░░░░░░░░░░░···· ░░░░░░░░░░░░░░░░ |"
    )


def test_two_lines_are_bar_and_names() -> None:
    bar, names = strip_lines(PEN, friday("10:05").view(), 80, 2)
    assert "▼" in text_of(bar)
    assert text_of(names).startswith(" Morning 0/4 ")


def test_the_time_stands_left_of_its_marker_at_the_end_of_the_day() -> None:
    assert text_of(strip_lines(PEN, friday("17:59").view(), 80, 3)[0]).rstrip().endswith("17:59▼")


@pytest.mark.parametrize(("time", "marker"), [("08:30", False), ("09:00", True), ("18:00", False)])
def test_outside_the_day_there_is_no_marker(time: str, marker: bool) -> None:
    assert ("▼" in drawing(strip_lines(PEN, friday(time).view(), 80, 3))) is marker


def test_what_does_not_fit_is_named_at_the_block_it_concerns() -> None:
    scene = friday("09:00")
    scene.do(do.TaskAdd(title="Contest", date=FRIDAY, block="afternoon", minutes=40))
    names = text_of(strip_lines(PEN, scene.view(), 100, 3)[2])
    assert "Afternoon 0/6 +40 min" in names
    assert "Noon 0/3 +" not in names


def test_other_days_have_no_marker_and_no_used_time() -> None:
    scene = friday("12:00")
    ahead = drawing(strip_lines(PEN, scene.view(FRIDAY + dt.timedelta(days=3)), 80, 3))
    assert not set("▼▓█") & set(ahead)


def test_a_day_without_blocks_is_blank() -> None:
    scene = friday()
    scene.workflow = type(scene.workflow)(name="none", title="", timezone="Europe/Madrid", days=(), hash="0")
    assert drawing(strip_lines(PEN, scene.view(), 20, 2)) == (" " * 20 + "|\n") + " " * 20 + "|"


def test_in_ascii() -> None:
    pen = Pen(load_words("en"), ASCII)
    assert all(character.isascii() for character in drawing(strip_lines(pen, friday("10:05").view(), 80, 3)))


@given(width=st.integers(1, 200), height=st.integers(1, 3), minute=st.integers(0, 24 * 60 - 1))
def test_any_size_at_any_minute_is_filled_exactly(width: int, height: int, minute: int) -> None:
    scene = friday(f"{minute // 60:02}:{minute % 60:02}")
    lines = strip_lines(PEN, scene.view(), width, height)
    assert len(lines) == height
    assert {plain_width(text_of(line)) for line in lines} == {width}


def test_each_milestone_has_the_sign_of_how_it_stands_where_it_is_due() -> None:
    scene = friday("09:40")
    scene.do(do.TaskDone(task=task("overnight-sweep")))
    scene.do(do.TaskDrop(task=task("write-post")))
    scene.at("10:40")
    bar = text_of(strip_lines(PEN, scene.view(), 110, 3)[1])
    assert [sign for sign in bar if sign in "◇◆◈!✗"][:5] == ["◇", "!", "◈", "✗", "◆"]


def test_a_milestone_of_the_week_is_on_the_strip_of_its_day() -> None:
    built = friday().workflow
    post = next(each for each in built.tasks if each.key == "write-post")
    post = replace(
        post, repeat=parse_recurrence("weekly mon"), milestone=Milestone(text="Live", due="fri 11:00")
    )
    scene = Scene(replace(built, tasks=(post,)), friday("09:30").now)

    assert scene.view().rows == ()
    assert "◆" in text_of(strip_lines(PEN, scene.view(), 80, 3)[1])
    assert "◆" not in text_of(strip_lines(PEN, scene.view(FRIDAY - dt.timedelta(days=4)), 80, 3)[1])


def test_in_little_room_only_what_is_late_and_what_is_next() -> None:
    bar = text_of(strip_lines(PEN, friday("09:50").view(), 50, 3)[1])
    assert [sign for sign in bar if sign in "◇◆◈!✗"] == ["!", "◈"]
