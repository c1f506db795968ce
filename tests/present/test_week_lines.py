"""The week as it is drawn: seven columns, or one day a page, and the place a click means."""

from __future__ import annotations

import datetime as dt

import pytest

from jornada.core import intents as do
from jornada.core.calendar import dates_of_week
from jornada.core.posts import Post
from jornada.core.state import PostState
from jornada.core.week import Spot, Week, spots_of, week_of
from jornada.present.glyphs import ASCII, UNICODE
from jornada.present.pen import Pen, plain_width, text_of, width_of
from jornada.present.week_lines import spot_at, spot_lines, week_page, week_text, week_title
from jornada.present.words import load_words
from tests.present.scene import FRIDAY, Scene, read_built_in

SWEEP = f"{FRIDAY}.overnight-sweep"


@pytest.fixture
def scene() -> Scene:
    start = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
    return Scene(read_built_in("garcia.en"), start).at("09:30")


@pytest.fixture(params=[UNICODE, ASCII], ids=["unicode", "ascii"])
def pen(request: pytest.FixtureRequest) -> Pen:
    return Pen(load_words("en"), request.param)


def week(scene: Scene) -> Week:
    return week_of([scene.view(date) for date in dates_of_week(FRIDAY)])


def texts(scene: Scene, spot: Spot, width: int, pen: Pen) -> list[str]:
    return [text_of(line) for line in week_page(pen, week(scene), scene.workflow, spot, width).lines]


def test_seven_columns(scene: Scene) -> None:
    pen = Pen(load_words("en"), UNICODE)
    scene.do(do.TaskMove(task=SWEEP, date=FRIDAY + dt.timedelta(days=1)))
    scene.do(do.TaskAdd(title="Own", date=FRIDAY, block="noon", minutes=20))
    lines = texts(scene, Spot(4), 140, pen)
    days = ["Mon 16", "Tue 17", "Wed 18", "Thu 19", "▼ Fri 20", "Sat 21", "off Sun 22", "off"]
    assert [" ".join(lines[0].split())] == [" ".join(days)]
    assert lines[1].startswith(" Morning ───")
    loads = lines[2].split()
    assert loads[:4] == ["180/180"] * 4
    assert loads[4:] == ["135/180", "45", "free", "45"]
    noon = next(place for place, line in enumerate(lines) if line.startswith(" Noon"))
    assert "110/90 " in lines[noon + 1]
    assert "!+20" in lines[noon + 1]


@pytest.mark.parametrize("width", [40, 50, 80, 89, 90, 100, 140, 200, 300])
def test_no_line_is_wider_than_the_page_and_the_cursor_is_in_it(scene: Scene, pen: Pen, width: int) -> None:
    found = week(scene)
    for spot in (Spot(4, 1), Spot(4, 0, SWEEP), Spot(6, 0)):
        page = week_page(pen, found, scene.workflow, spot, width)
        assert {width_of(line, plain_width) for line in page.lines} <= set(range(width + 1))
        under = page.lines[page.cursor]
        assert any("spot" in piece.role.split() for piece in under)
        marked = [line for line in page.lines if any("spot" in piece.role.split() for piece in line)]
        assert marked == [under]


@pytest.mark.parametrize("width", [60, 140])
def test_a_click_means_what_is_drawn_there(scene: Scene, width: int) -> None:
    pen = Pen(load_words("en"), UNICODE)
    found = week(scene)
    for spot in spots_of(found.days[4], 4):
        page = week_page(pen, found, scene.workflow, spot, width)
        line = page.lines[page.cursor]
        column = 0
        for piece in line:
            if "spot" in piece.role.split():
                break
            column += plain_width(piece.text)
        assert spot_at(found, Spot(4), page.cursor, column, width) == spot
    assert spot_at(found, Spot(4), 999, 0, width) is None


def test_one_day_a_page(scene: Scene) -> None:
    pen = Pen(load_words("en"), UNICODE)
    lines = texts(scene, Spot(4, 0, SWEEP), 60, pen)
    assert lines[0].startswith(" Morning ──")
    assert lines[0].rstrip().endswith("180/180")
    assert "Overnight sweep of mentions" in lines[1]
    assert lines[1].rstrip().endswith("09:45  45")
    head = text_of(week_title(pen, week(scene), Spot(4), 60))
    assert head.split() == ["Friday", "20", "November", "·", "today", "7", "h", "of", "7", "h"]


def test_what_is_under_the_cursor_is_told_in_words(scene: Scene) -> None:
    pen = Pen(load_words("en"), UNICODE)
    scene.do(do.TaskAdd(title="A title longer than its column", date=FRIDAY, block="noon", minutes=20))
    found = week(scene)
    own = Spot(4, 0, SWEEP)
    title, facts = (text_of(line).strip() for line in spot_lines(pen, found, scene.workflow, own, 100))
    assert title == "Overnight sweep of mentions"
    assert facts.startswith("pending · 45 min · Triaged 09:45")
    title, facts = (text_of(line).strip() for line in spot_lines(pen, found, scene.workflow, Spot(4, 1), 110))
    assert title == "Friday 20 November · Noon"
    assert facts == (
        "20 min too many · 1 h 30 min planned · 20 min added or moved here · 1 h 30 min available · "
        "30 min reserve"
    )


def test_as_plain_text(scene: Scene) -> None:
    pen = Pen(load_words("en"), UNICODE)
    wide = week_text(pen, week(scene), scene.workflow, 140)
    assert wide[0].startswith(" Week 47 · Monday 16 November – Sunday 22 November 2026")
    narrow = week_text(pen, week(scene), scene.workflow, 60)
    assert sum("Overnight sweep of mentions" in line for line in narrow) == 5
    assert any(line.startswith(" Saturday 21 November") for line in narrow)


@pytest.mark.parametrize("width", [60, 140])
def test_posts_stand_below_the_tasks_of_their_block(scene: Scene, width: int) -> None:
    pen = Pen(load_words("en"), UNICODE)
    post = Post(key="menu", date=FRIDAY, time=dt.time(12, 30), title="Menu", state=PostState.APPROVED)
    found = week_of([scene.view(date) for date in dates_of_week(FRIDAY)], [post])
    page = week_page(pen, found, scene.workflow, Spot(4), width)
    lines = [text_of(line) for line in page.lines]
    (place,) = (place for place, line in enumerate(lines) if "→ 12:30 Menu" in line)
    assert "Research" in lines[place - 1]
    assert lines[place + 1].startswith(" Afternoon")
    column = lines[place].index("→")
    under = spot_at(found, Spot(4), place, column, width)
    assert under in (None, Spot(4, 1))
    assert "1 post" in text_of(spot_lines(pen, found, scene.workflow, Spot(4, 1), 110)[1])


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [40, 50, 60, 80, 110])
def test_the_heading_is_never_cut(scene: Scene, width: int, language: str) -> None:
    said = text_of(week_title(Pen(load_words(language), UNICODE), week(scene), Spot(4), width))
    assert len(said) == width
    assert "…" not in said
