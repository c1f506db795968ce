"""The incident log, as text: severity, title, what is left to the response, what waits."""

from __future__ import annotations

import datetime as dt

import pytest
from rich.cells import cell_len

from jornada.core import intents as do
from jornada.present.glyphs import ASCII, UNICODE
from jornada.present.incident_lines import (
    IncidentDrawing,
    IncidentEntry,
    IncidentRow,
    hidden_incidents,
    incident_entries,
)
from jornada.present.layout import Pane
from jornada.present.looks import brand_look
from jornada.present.pane_heads import incident_head, pane_heads
from jornada.present.pen import Line, Pen, text_of
from jornada.present.words import load_words
from tests.present.scene import FRIDAY, KEYS, Scene, drawing, friday, task
from tests.strategies import AWKWARD_TEXTS

PEN = Pen(load_words("en"), UNICODE, cell_len)


def entries_of(scene: Scene, date: dt.date | None = None) -> tuple[IncidentRow, ...]:
    return incident_entries(PEN, scene.view(date), scene.state, scene.deadlines(), KEYS.__getitem__)


def lines_of(scene: Scene, width: int, date: dt.date | None = None, pen: Pen = PEN) -> list[Line]:
    entries = entries_of(scene, date)
    brands = {brand.key: brand_look(scene.workflow, brand.key) for brand in scene.workflow.brands}
    draw = IncidentDrawing.of(pen, entries, brands, width)
    return [draw(entry) for entry in entries]


def texts(scene: Scene, width: int, date: dt.date | None = None) -> list[str]:
    return drawing(lines_of(scene, width, date)).splitlines()


@pytest.fixture
def stormy() -> Scene:
    """One second to 10:00: an interruption runs, a press inquiry is seen, another is over."""
    scene = friday("09:20", "agency.en")
    scene.do(do.TaskStart(task=task("monitor-morning-acme")))
    scene.at("09:30").do(do.Interrupt())
    scene.at("09:35")
    press = scene.do(
        do.IncidentOpen(title="Influencer complains about cold coffee", kind="press", brand="acme")
    )
    scene.at("09:40").do(do.IncidentAcknowledge(incident=press))
    over = scene.do(do.IncidentOpen(title="Login page was down", kind="tool-failure"))
    scene.do(do.IncidentResolve(incident=over))
    return scene.at("09:59")


def test_80_columns(stormy: Scene) -> None:
    assert texts(stormy, 80) == [
        " ◔ S2 Influencer complains about cold co…  acknowledged  Café Ñandú  6 min left |",
        " ▶ S? (to be named) 09:30  ‖ Mentions – …  open                                 |",
        " ✓ -- Login page was down                  resolved                       09:40 |",
    ]


def test_45_columns(stormy: Scene) -> None:
    assert texts(stormy, 45) == [
        " ◔ S2 Influencer complains abou…  6 min left |",
        " ▶ S? (to be named) 09:30  ‖ Mentions – Caf… |",
        " ✓ -- Login page was down              09:40 |",
    ]


@pytest.mark.parametrize(
    ("width", "said"),
    [(32, "acknowledged  6 min left"), (28, "acknowle…  6 min left"), (24, "6 min left")],
)
def test_a_second_row_is_left_out_before_it_says_nothing(stormy: Scene, width: int, said: str) -> None:
    view, state, due = stormy.view(), stormy.state, stormy.deadlines()
    entries = incident_entries(PEN, view, state, due, KEYS.__getitem__, details=True)
    line = text_of(IncidentDrawing.of(PEN, entries, {}, width)(entries[1]))
    assert len(line) == width
    assert " ".join(line.split()) == " ".join(said.split())


def test_34_columns_say_that_it_has_no_name_rather_than_when(stormy: Scene) -> None:
    assert texts(stormy, 34)[1] == " ▶ S? (to be named)  ‖ Mentions … |"


def test_past_its_deadline_sign_and_words_change(stormy: Scene) -> None:
    stormy.at("10:09")
    first = lines_of(stormy, 80)[0]
    assert text_of(first).startswith(" ! S2 ")
    assert "4 min overdue" in text_of(first)
    assert next(piece.role for piece in first if "overdue" in piece.text) == "error"


def test_responding_ends_the_clock_and_starts_that_of_the_next_update(stormy: Scene) -> None:
    press = next(key for key, each in stormy.state.incidents.items() if each.kind == "press")
    stormy.do(do.IncidentRespond(incident=press))
    first = next(line for line in texts(stormy, 80) if "Influencer" in line)
    assert "responded" in first
    assert "2 h left" in first


def test_another_day_shows_what_was_opened_then(stormy: Scene) -> None:
    monday = FRIDAY + dt.timedelta(days=3)
    stormy.at("09:00", monday)
    assert len(texts(stormy, 80)) == 2  # what is open is shown until it is over
    assert len(texts(stormy, 80, FRIDAY)) == 3
    assert texts(stormy, 40, FRIDAY - dt.timedelta(days=1)) == [" none on this day                       |"]


def test_without_incidents_the_keys_are_named() -> None:
    assert texts(friday(), 60) == [" i logs one, ! interrupts what runs                         |"]
    assert all(entry.key is None for entry in entries_of(friday()))


def head_of(scene: Scene, width: int, *, rows_shown: bool = True) -> str:
    line = incident_head(
        PEN, scene.view(), scene.state, scene.deadlines(), width, focused=False, rows_shown=rows_shown
    )
    return text_of(line)


def test_heading(stormy: Scene) -> None:
    assert head_of(friday(), 40) == " Incidents ────────────────── none open "
    assert head_of(stormy, 40) == " Incidents ──────────── 2 open · 29 min "


def test_one_heading_for_both_lists_where_it_is_narrow(stormy: Scene) -> None:
    line = pane_heads(PEN, stormy.view(), stormy.state, stormy.deadlines(), Pane.INCIDENTS, 45)
    assert text_of(line) == " Queue 16  Incidents 2 ────────── 6 h 35 min "
    assert [piece.role for piece in line if piece.text in ("Queue", "Incidents")] == ["pane", "pane-in-hand"]


def test_heading_alone_names_the_nearest_deadline(stormy: Scene) -> None:
    assert head_of(stormy, 60, rows_shown=False) == (
        " Incidents ─────────────────────── 2 open · ◔ S2 6 min left "
    )


def test_in_ascii_the_clock_states_differ(stormy: Scene) -> None:
    pen = Pen(load_words("en"), ASCII, cell_len)
    signs = []
    for time in ("09:40", "09:59", "10:09"):
        stormy.at(time)
        entry = entries_of(stormy)[0]
        assert isinstance(entry, IncidentEntry)
        signs.append(text_of(lines_of(stormy, 80, pen=pen)[0])[1])
    assert len(set(signs)) >= 2
    assert signs[1:] == ["~", "!"]


@pytest.mark.parametrize("title", [*AWKWARD_TEXTS, "日本語" * 20, "x" * 500], ids=lambda title: title[:12])
@pytest.mark.parametrize("width", [34, 45, 80, 120])
def test_whatever_a_title_holds_the_columns_stand(title: str, width: int) -> None:
    scene = friday("09:00")
    scene.do(do.IncidentOpen(title=title, kind="abuse", severity=3))
    scene.do(do.TaskAdd(title=title, date=FRIDAY, block="morning"))
    scene.do(do.TaskStart(task=next(key for key in scene.state.items if "." not in key)))
    scene.do(do.Interrupt())
    assert {cell_len(text_of(line)) for line in lines_of(scene, width)} == {width}


def test_open_incidents_of_another_brand_are_counted_where_one_alone_is_shown(stormy: Scene) -> None:
    stormy.do(do.IncidentOpen(title="Late parcel", kind="complaint", brand="cobalto"))
    hidden = [
        hidden_incidents(stormy.state, stormy.view(), stormy.deadlines(), brand)
        for brand in ("", "acme", "cobalto", "brisa")
    ]
    # What has no brand yet is shown with any; what is over is not counted.
    assert hidden == [0, 1, 1, 2]
