"""Posts in words and signs: in the block's pane, in tables, and what they meet."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from rich.cells import cell_len

from jornada.core import intents as do
from jornada.core.posts import Clash, ClashKind, Post, PostState, clashes, next_posts, open_incidents
from jornada.present.block_lines import header_lines, pane_lines
from jornada.present.glyphs import ASCII, UNICODE
from jornada.present.pen import Pen
from jornada.present.post_lines import post_day, post_sign, post_when, state_text
from jornada.present.post_listing import clash_lines, post_table
from jornada.present.words import load_words
from tests.present.scene import FRIDAY, KEYS, MADRID, Scene, drawing, friday

PEN = Pen(load_words("en"), UNICODE, cell_len)
SPANISH = Pen(load_words("es"), UNICODE, cell_len)
MONDAY = FRIDAY + dt.timedelta(days=3)


def post(title: str, time: str = "12:30", date: dt.date = FRIDAY, **more: Any) -> Post:
    return Post(
        key=title.lower(),
        title=title,
        date=date,
        time=dt.time.fromisoformat(time) if time else None,
        state=more.pop("state", PostState.SCHEDULED),
        **more,
    )


POSTS = (
    post("Menu", "09:00"),
    post("Raffle", channel="instagram"),
    post("Reel", "", date=MONDAY, state=PostState.DRAFT),
)


def pane(scene: Scene, *posts: Post, height: int = 22) -> list[str]:
    due = next_posts(posts, scene.now, MADRID)
    lines = pane_lines(
        PEN, scene.view(), scene.state, scene.workflow, KEYS.__getitem__, 26, height, posts=due
    )
    return drawing(lines).splitlines()


def test_the_pane_of_the_block_names_the_next_posts() -> None:
    lines = pane(friday("10:05"), *POSTS)
    at = lines.index(" Next posts +1            |")
    assert lines[at + 1 : at + 3] == [
        " ! 09:00 Menu             |",
        " ● 12:30 Raffle           |",
    ]


def test_a_post_of_another_day_names_its_day_and_without_posts_nothing_is_said() -> None:
    assert " ○ Mon 23 Reel            |" in pane(friday("10:05"), POSTS[2])
    assert not [line for line in pane(friday("10:05")) if "posts" in line]


def test_after_the_day_and_on_a_day_off_the_next_posts_are_told_too() -> None:
    assert " ○ Mon 23 Reel            |" in pane(friday("20:00"), POSTS[2])
    assert " ○ Mon 23 Reel            |" in pane(
        friday().at("11:00", FRIDAY + dt.timedelta(days=1)), POSTS[2]
    )


def test_the_header_of_a_smaller_screen_has_the_next_post_of_today_at_its_end() -> None:
    scene = friday("10:05")
    due = next_posts(POSTS[1:], scene.now, MADRID)
    lines = header_lines(PEN, scene.view(), scene.state, scene.workflow, KEYS.__getitem__, 110, 2, posts=due)
    assert " · post 12:30 Raffle" in drawing(lines)


def test_every_state_has_its_sign_and_its_word() -> None:
    for glyphs in (UNICODE, ASCII):
        pen = Pen(load_words("en"), glyphs, cell_len)
        assert len({post_sign(pen, state) for state in PostState}) == len(PostState)
    assert state_text(PEN, PostState.SCHEDULED) == "● scheduled"
    assert state_text(SPANISH, PostState.DRAFT) == "○ borrador"


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (FRIDAY, "today"),
        (MONDAY, "Mon 23"),
        (dt.date(2026, 12, 24), "Thu 24 December"),
        (dt.date(2027, 1, 5), "Tue 5 January 2027"),
    ],
)
def test_a_day_is_told_as_short_as_it_can_be(date: dt.date, said: str) -> None:
    assert post_day(PEN.words, date, FRIDAY) == said
    assert post_when(PEN.words, post("A", date=date), FRIDAY) == f"{said} 12:30"


def test_the_table_has_numbers_and_leaves_empty_columns_out() -> None:
    scene = friday()
    assert post_table(PEN, POSTS, scene.workflow, FRIDAY, 80) == (
        "#               Day     At     Channel    Post",
        "1  ● scheduled  today   09:00             Menu",
        "2  ● scheduled  today   12:30  instagram  Raffle",
        "3  ○ draft      Mon 23  –                 Reel",
    )
    assert post_table(PEN, (), scene.workflow, FRIDAY, 80) == ("No posts",)


def test_what_a_post_meets_is_said_a_crisis_first() -> None:
    scene = friday("08:00", "agency.en")
    scene.do(do.IncidentOpen(title="Boycott", kind="press", severity=2, brand="acme"))
    posts = (post("A", brand="acme"), post("B", channel="x"))
    found = clashes(posts, open_incidents(scene.state), MADRID)
    assert clash_lines(PEN, posts, found, posts, scene.state) == (
        "! A: a crisis of its brand is open: S2 high, Boycott",
        "! A: at the same minute as B (x)",
        "! B: at the same minute as A",
    )
    # What it met may be gone from the files by then.
    gone = {"a": (Clash(ClashKind.SAME_MINUTE, "a", "gone"),)}
    assert clash_lines(PEN, posts, gone, (), scene.state) == ("! A: at the same minute as gone",)


def test_titles_are_data() -> None:
    bad = post("[bold]x[/bold]\x1b[31m", channel="[red]")
    (_, row) = post_table(PEN, [bad], friday().workflow, FRIDAY, 100)
    assert "[bold]x[/bold][31m" in row
    assert "\x1b" not in row
