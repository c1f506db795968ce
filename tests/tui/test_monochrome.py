"""Without colours every state is told from every other: by its sign, its word, or how it is drawn.

What is drawn dim is not counted: a terminal without colours often has no dim letters either.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import pytest
from rich.segment import Segment
from rich.style import Style

from jornada.core import intents as do
from jornada.core.incidents import ClockState
from jornada.core.plan import MilestoneStatus, Status
from jornada.core.posts import DuePost, Post
from jornada.core.state import PostState
from jornada.present.banner_lines import Banner, Weight, banner_lines
from jornada.present.footer_line import Hint, Notice, footer_line
from jornada.present.glyphs import ASCII, UNICODE, Glyphs
from jornada.present.incident_lines import IncidentDrawing, incident_entries
from jornada.present.milestone_marks import milestone_text
from jornada.present.pen import Line, Pen, Piece
from jornada.present.post_lines import due_sign, state_text
from jornada.present.promise_lines import PromiseEntry, promise_row
from jornada.present.queue_entries import TaskEntry, queue_entries
from jornada.present.queue_lines import QueueDrawing
from jornada.present.strip import strip_lines
from jornada.present.words import load_words
from jornada.themes import list_themes
from jornada.tui.colours import Colours, is_without_colour
from tests.present.scene import FRIDAY, KEYS, MADRID, Scene, friday, task
from tests.tui.conftest import Dashboard, OpenDashboard

SWEEP = "overnight-sweep"
COLOURS = Colours(list_themes(None).by_name["jornada-dark"], monochrome=True)
Cell = tuple[str, tuple[bool, ...]]


@pytest.fixture(params=[UNICODE, ASCII], ids=["unicode", "ascii"])
def pen(request: pytest.FixtureRequest) -> Pen:
    glyphs: Glyphs = request.param
    return Pen(load_words("en"), glyphs)


def looks(style: Style | None) -> tuple[bool, ...]:
    """What is seen of a style without colours."""
    style = style or Style()
    return bool(style.bold), bool(style.underline), bool(style.reverse)


def cells(segments: Iterable[Segment]) -> tuple[Cell, ...]:
    return tuple((letter, looks(each.style)) for each in segments for letter in each.text)


def drawn(line: Line, *, in_hand: bool = False) -> tuple[Cell, ...]:
    return cells(COLOURS.strip(line, in_hand=in_hand))


def assert_apart(states: Mapping[str, object]) -> None:
    alike = [pair for pair in itertools.combinations(states, 2) if states[pair[0]] == states[pair[1]]]
    assert len(states) > 1
    assert alike == []


def started(scene: Scene) -> None:
    scene.do(do.TaskStart(task=task(SWEEP)))


def paused(scene: Scene) -> None:
    started(scene)
    scene.do(do.TaskStop(session=scene.state.running_session.id))


def parked(scene: Scene) -> None:
    started(scene)
    scene.do(do.Interrupt())


def row_of(pen: Pen, do_it: Callable[[Scene], object]) -> tuple[Cell, ...]:
    """The first task, as the list draws it in the narrowest terminal."""
    scene = friday("09:10")
    do_it(scene)
    view = scene.view()
    entries = queue_entries(pen, view, scene.state, KEYS.__getitem__)
    draw = QueueDrawing.of(pen, view, scene.workflow, 40)
    entry = next(each for each in entries if isinstance(each, TaskEntry) and each.key == task(SWEEP))
    return drawn(draw(entry))


def test_states_of_a_task(pen: Pen) -> None:
    acts: Mapping[str, Callable[[Scene], object]] = {
        Status.PENDING: lambda scene: None,
        Status.IN_PROGRESS: started,
        Status.PAUSED: paused,
        Status.DONE: lambda scene: scene.do(do.TaskDone(task=task(SWEEP))),
        Status.DROPPED: lambda scene: scene.do(do.TaskDrop(task=task(SWEEP))),
        "parked": parked,
    }
    assert {*Status} <= set(acts)
    assert_apart({name: row_of(pen, act) for name, act in acts.items()})


def test_states_of_a_milestone(pen: Pen) -> None:
    scene = friday()
    row = next(row for row in scene.view().rows if row.item.id == task(SWEEP))
    zone = scene.view().zone
    assert_apart(
        {
            status: drawn((Piece(milestone_text(pen, replace(row, milestone=status), zone, FRIDAY)),))
            for status in MilestoneStatus
        }
    )


LIFE = (do.IncidentAcknowledge, do.IncidentRespond, do.IncidentContain, do.IncidentResolve)


def incident_rows(pen: Pen, scene: Scene, width: int = 60) -> tuple[Cell, ...]:
    view, details = scene.view(), width < 60
    entries = incident_entries(pen, view, scene.state, scene.deadlines(), KEYS.__getitem__, details=details)
    draw = IncidentDrawing.of(pen, entries, {}, width)
    return tuple(cell for entry in entries for cell in drawn(draw(entry)))


@pytest.mark.parametrize("width", [40, 60])
def test_states_of_an_incident(pen: Pen, width: int) -> None:
    scene = friday()
    incident = scene.do(do.IncidentOpen(title="Leak", kind="complaint", severity=3))
    shown = {"open": incident_rows(pen, scene, width)}
    for step in LIFE:
        scene.do(step(incident=incident))
        shown[step.__name__] = incident_rows(pen, scene, width)
    assert_apart(shown)


def test_severities(pen: Pen) -> None:
    shown = {}
    for severity in (1, 2, 3, 4):
        scene = friday()
        incident = scene.do(do.IncidentOpen(title="Leak", kind="other", severity=severity))
        scene.do(do.IncidentRespond(incident=incident))
        shown[str(severity)] = incident_rows(pen, scene)
    assert_apart(shown)


def test_a_clock_that_is_due_soon_or_over(pen: Pen) -> None:
    shown = {}
    for name, minutes in {"due": 5, "soon": 50, "over": 70}.items():
        scene = friday()
        scene.do(do.IncidentOpen(title="Leak", kind="complaint", severity=3))
        scene.now += dt.timedelta(minutes=minutes)
        sign = next(cell for cell in incident_rows(pen, scene) if cell[0] != " ")
        shown[name] = sign
    assert_apart(shown)


def test_states_of_a_promise(pen: Pen) -> None:
    assert_apart(
        {
            state: drawn(promise_row(pen, PromiseEntry("Ana 16:00", "Ana", "16:00", "", "", state), 40))
            for state in ClockState
        }
    )


def test_states_of_a_post(pen: Pen) -> None:
    def due(state: PostState, *, late: bool = False) -> DuePost:
        post = Post(key="raffle", date=FRIDAY, title="Raffle", state=state, channel="instagram")
        return DuePost(post, post.instant(MADRID), late)

    signs = {state: drawn((due_sign(pen, due(state)),)) for state in PostState}
    signs["late"] = drawn((due_sign(pen, due(PostState.SCHEDULED, late=True)),))
    signs["clash"] = drawn((due_sign(pen, due(PostState.SCHEDULED), clashes=True),))
    assert_apart(signs)
    assert_apart({state: state_text(pen, state) for state in PostState})


def test_states_of_a_block(pen: Pen) -> None:
    """Of a block what was done, what was used without anything done, what is free, and a break."""
    scene = friday("09:00")
    started(scene)
    scene.at("09:40").do(do.TaskDone(task=task(SWEEP)))
    (bar,) = strip_lines(pen, scene.at("11:00").view(), 100, 1)
    signs = {letter for letter, _ in drawn(bar)}
    glyphs = pen.glyphs
    wanted = {"done": glyphs.bar_full, "used": glyphs.bar_used, "free": glyphs.bar_free}
    assert set(wanted.values()) <= signs
    assert_apart(wanted | {"break": glyphs.bar_break, "now": glyphs.now})


def test_banners(pen: Pen) -> None:
    shown = {
        weight.name: drawn(banner_lines(pen, [Banner(weight, "said")], 40, 1)[0])
        for weight in (Weight.PROPOSAL, Weight.WARNING, Weight.ERROR)
    }
    assert_apart(shown)


def test_what_was_done_what_was_refused_and_the_keys(pen: Pen) -> None:
    def foot(notice: Notice | None) -> tuple[Cell, ...]:
        return drawn(footer_line(pen, (Hint("s", "Start"),), (Hint("q", "Quit"),), 40, notice))

    shown = {
        "keys": foot(None),
        "done": foot(Notice("s Start")),
        "refused": foot(Notice("s Start", refused=True)),
    }
    assert_apart(shown)


def test_the_row_in_hand_and_the_pane_in_hand(pen: Pen) -> None:
    line = (Piece("Overnight sweep", "title"),)
    assert_apart({"in hand": drawn(line, in_hand=True), "not": drawn(line)})
    heads = {role: drawn((Piece("Queue", role),)) for role in ("pane", "pane-in-hand")}
    assert_apart(heads)
    assert_apart({role: drawn((Piece("13", role),)) for role in ("", "spot")})


def screen_cells(day: Dashboard) -> list[tuple[Cell, ...]]:
    return [cells(strip) for strip in day.app.screen._compositor.render_strips()]


async def test_the_field_and_the_option_in_hand_are_seen(dashboard: OpenDashboard) -> None:
    async with dashboard(environment={"NO_COLOR": "1"}) as day:
        await day.press("i")
        shown = {"title": screen_cells(day)}
        await day.press("tab")
        shown["kind"] = screen_cells(day)
        await day.press("right")
        shown["another kind"] = screen_cells(day)
        await day.press("tab")
        shown["severity"] = screen_cells(day)
        assert_apart(shown)


@pytest.mark.parametrize("opened", ["m", "C", "colon"])
async def test_the_row_in_hand_of_a_list_is_seen(dashboard: OpenDashboard, opened: str) -> None:
    async with dashboard(environment={"NO_COLOR": "1"}) as day:
        await day.press(opened)
        shown = {"first": screen_cells(day)}
        await day.press("down")
        shown["second"] = screen_cells(day)
        assert_apart(shown)


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "vt100"}, {"TERM": "xterm-mono"}])
async def test_no_colour_is_drawn(dashboard: OpenDashboard, environment: dict[str, str]) -> None:
    async with dashboard(environment=environment) as day:
        assert day.app.colours.monochrome
        await day.press("down")
        assert any(style[2] for row in screen_cells(day) for _, style in row)


@pytest.mark.parametrize(
    ("environment", "without"),
    [
        ({"TERM": "vt100"}, True),
        ({"TERM": "vt220-w"}, True),
        ({"TERM": "linux-m"}, True),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm"}, False),
        ({"TERM": "xterm", "NO_COLOR": ""}, True),
        ({}, False),
    ],
)
def test_which_terminals_have_no_colour(environment: dict[str, str], without: bool) -> None:
    assert is_without_colour(environment) is without
