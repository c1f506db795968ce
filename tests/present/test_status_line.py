"""What runs, what waits and what is due, as text; and the lines around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from jornada.core import intents as do
from jornada.present.glyphs import UNICODE
from jornada.present.pen import Line, Pen, text_of
from jornada.present.status_line import status_lines
from jornada.present.words import load_words
from tests.present.scene import KEYS, Scene, drawing, friday, task

PEN = Pen(load_words("en"), UNICODE, cell_len)


def status(
    scene: Scene, width: int = 80, height: int = 1, *, seconds: bool = False, saving: bool = False
) -> tuple[Line, ...]:
    return status_lines(
        PEN,
        scene.view(),
        scene.state,
        scene.workflow,
        scene.deadlines(),
        KEYS.__getitem__,
        width,
        height,
        seconds=seconds,
        saving=saving,
    )


def texts(scene: Scene, width: int = 80, height: int = 1) -> list[str]:
    return drawing(status(scene, width, height)).splitlines()


@pytest.fixture
def agency() -> Scene:
    scene = friday("09:20", "agency.en")
    scene.do(do.TaskStart(task=task("monitor-morning-acme")))
    return scene.at("09:30")


@pytest.fixture
def interrupted(agency: Scene) -> Scene:
    agency.do(do.Interrupt())
    agency.at("09:35").do(do.IncidentOpen(title="Influencer complains", kind="press"))
    return agency.at("09:59")


def test_nothing_runs() -> None:
    scene = friday("09:20")
    assert texts(scene) == [
        " Nothing runs: s starts the task under the cursor               ◈ 09:45 Triaged |"
    ]
    assert texts(scene, 40) == [" Nothing runs                   ◈ 09:45 |"]


def test_a_task_runs_its_brand_is_a_badge(agency: Scene) -> None:
    assert texts(agency) == [
        " ▶ Mentions – Café Ñandú   Café Ñandú   10/20 min               ◆ 09:45 Triaged |"
    ]
    badge = next(
        piece for piece in status(agency)[0] if "Café Ñandú " in piece.text and "badge" in piece.role
    )
    assert badge.role == "badge brand-5"


def test_a_task_over_its_plan_warns(agency: Scene) -> None:
    line = status(agency.at("09:50"))[0]
    assert next(piece.role for piece in line if piece.text == "30/20 min") == "warning"


def test_an_incident_runs_the_task_waits_a_response_is_due(interrupted: Scene) -> None:
    assert texts(interrupted) == [
        " ▶ ⚠ (to be named) 09:30  29 min       ‖ Mentions – Café Ñandú  ◔ S2 6 min left |"
    ]
    assert texts(interrupted, 120) == [
        " ▶ ⚠ (to be named) 09:30  29 min                             ‖ Mentions – Café Ñandú waits · r"
        " resumes  ◔ S2 6 min left |"
    ]


@pytest.mark.parametrize(("width", "height"), [(80, 1), (60, 1), (50, 2), (40, 1)])
def test_at_every_size_what_runs_that_something_waits_and_the_deadline_are_there(
    interrupted: Scene, width: int, height: int
) -> None:
    said = "\n".join(texts(interrupted, width, height))
    assert "▶ ⚠" in said
    assert "29 min" in said
    assert "‖" in said
    assert "S2 6 min" in said


def test_two_lines(interrupted: Scene) -> None:
    assert texts(interrupted, 50, 2) == [
        " ▶ ⚠ (to be named) 09:30  29 min                  |",
        " ‖ Mentions – Café Ñandú          ◔ S2 6 min left |",
    ]


def test_several_deadlines_are_counted_and_the_nearest_is_named(interrupted: Scene) -> None:
    interrupted.do(do.IncidentOpen(title="Leak", kind="leak"))
    assert "S2 6 min left +1" in texts(interrupted)[0]


def test_a_break_runs() -> None:
    scene = friday("09:20")
    scene.do(do.BreakStart())
    assert texts(scene.at("09:32"), 40) == [" ▶ Break  12 min                ◈ 09:45 |"]


def test_seconds_only_where_a_person_asked_for_them(agency: Scene) -> None:
    assert "10:00/20 min" in drawing(status(agency, seconds=True))


def test_saving_is_said(agency: Scene) -> None:
    assert "saving…" in drawing(status(agency, saving=True))


@given(width=st.integers(2, 130), height=st.integers(1, 2))
def test_any_width_is_filled_exactly(width: int, height: int) -> None:
    scene = friday("09:20", "agency.en")
    scene.do(do.TaskStart(task=task("monitor-morning-acme")))
    scene.do(do.Interrupt())
    scene.do(do.Interrupt())
    scene.do(do.IncidentOpen(title="日本語 [bold]x", kind="press"))
    assert [cell_len(text_of(line)) for line in status(scene, width, height)] == [width] * height
