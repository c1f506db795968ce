"""Promises as they are drawn: under their task, in the status line, in the block, in one line."""

from __future__ import annotations

import datetime as dt

import pytest

from jornada.core import intents as do
from jornada.core.promises import open_promises
from jornada.present.block_lines import header_lines, pane_lines
from jornada.present.glyphs import ASCII, UNICODE
from jornada.present.incident_lines import incident_entries
from jornada.present.now_line import now_facts, now_line
from jornada.present.pen import Pen, text_of
from jornada.present.promise_lines import PromiseEntry, promise_entry, promise_row
from jornada.present.queue_entries import TaskEntry, TextEntry, queue_entries
from jornada.present.status_line import status_lines
from jornada.present.words import load_words
from tests.present.scene import FRIDAY, KEYS, MADRID, Scene, drawing, friday, task

PEN = Pen(load_words("en"), UNICODE)
SWEEP = task("overnight-sweep")


def key_of(action: str) -> str:
    return KEYS.get(action, "?")


def promise(who: str, time: str, date: dt.date = FRIDAY, text: str = "", **about: str) -> do.PromiseAdd:
    by = dt.datetime.combine(date, dt.time.fromisoformat(time), tzinfo=MADRID)
    return do.PromiseAdd(who=who, by=by, text=text, **(about or {"task": SWEEP}))


def row(scene: Scene, width: int, pen: Pen = PEN, about: str = "") -> str:
    (due,) = open_promises(scene.state, scene.now)
    return text_of(promise_row(pen, promise_entry(pen, due, scene.now, MADRID, about), width))


@pytest.mark.parametrize(
    ("time", "width", "drawn"),
    [
        ("10:00", 60, "     ⇄ Ana before 16:00  the figures               6 h left "),
        ("15:50", 60, "     ◔ Ana before 16:00  the figures            10 min left "),
        ("16:20", 60, "     ! Ana before 16:00  the figures         20 min overdue "),
        ("16:20", 38, "     ! Ana 16:00       20 min overdue "),
    ],
)
def test_a_row_fills_its_width_and_tells_lateness_by_sign_and_word(time: str, width: int, drawn: str) -> None:
    scene = friday("09:40")
    scene.do(promise("Ana", "16:00", text="the figures"))
    said = row(scene.at(time), width)
    assert len(said) == width
    assert said == drawn
    assert ("!" in said) is (time == "16:20")


def test_in_little_room_the_name_is_cut_before_the_time() -> None:
    scene = friday("10:00")
    scene.do(promise("Luis Gómez", "16:00"))
    assert row(scene, 31) == "     ⇄ Luis G… 16:00  6 h left "


@pytest.mark.parametrize("width", range(8, 120, 7))
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_any_name_fits_any_width(width: int, glyphs: object) -> None:
    scene = friday("09:40")
    scene.do(promise("Añá 👩‍👩‍👧 [bold]" * 6, "16:00", text="x\ny" * 300))
    pen = Pen(PEN.words, glyphs, PEN.measure)
    (due,) = open_promises(scene.state, scene.now)
    line = promise_row(pen, promise_entry(pen, due, scene.now, MADRID, "About"), width)
    assert sum(pen.measure(piece.text) for piece in line) == width


def test_it_stands_under_its_task_and_cannot_be_chosen() -> None:
    scene = friday("09:40")
    scene.do(promise("Ana", "16:00"))
    entries = queue_entries(PEN, scene.view(), scene.state, key_of)
    place = next(i for i, each in enumerate(entries) if isinstance(each, PromiseEntry))
    above = entries[place - 1]
    assert isinstance(above, TaskEntry)
    assert above.key == SWEEP
    assert entries[place].key is None


def test_what_the_day_does_not_show_leads_it_and_the_block_is_named_after() -> None:
    scene = friday("09:40")
    scene.do(promise("Ana", "16:00"))
    scene.do(do.TaskDone(task=SWEEP))
    scene.at("09:10", FRIDAY + dt.timedelta(days=3))
    first, second, third, fourth = queue_entries(PEN, scene.view(), scene.state, key_of)[:4]
    assert isinstance(first, TextEntry)
    assert isinstance(second, PromiseEntry)
    assert isinstance(third, TextEntry)
    assert (first.text, second.about, third.text) == (
        "Still promised",
        "Overnight sweep of mentions",
        "Morning",
    )
    assert isinstance(fourth, TaskEntry)
    filtered = queue_entries(PEN, scene.view(), scene.state, key_of, shown=())
    assert not any(isinstance(each, PromiseEntry) for each in filtered)


def test_a_promise_about_an_open_incident_is_among_the_incidents_only() -> None:
    scene = friday("09:40")
    incident = scene.do(do.IncidentOpen(title="Viral"))
    scene.do(promise("Ana", "16:00", incident=incident))
    assert not any(
        isinstance(each, PromiseEntry) for each in queue_entries(PEN, scene.view(), scene.state, key_of)
    )
    rows = incident_entries(PEN, scene.view(), scene.state, (), key_of)
    assert [type(each).__name__ for each in rows] == ["IncidentEntry", "PromiseEntry"]
    scene.do(do.IncidentResolve(incident=incident))
    lead = queue_entries(PEN, scene.view(), scene.state, key_of)[1]
    assert isinstance(lead, PromiseEntry)
    assert lead.about == "Viral"


def status(scene: Scene, width: int = 100) -> str:
    lines = status_lines(PEN, scene.view(), scene.state, scene.workflow, scene.deadlines(), key_of, width, 1)
    return drawing(lines)


def test_the_status_line_names_what_is_due_first() -> None:
    scene = friday("09:20")
    scene.do(promise("Ana", "16:00"))
    assert "◈ 09:45" in status(scene)
    scene.do(promise("Luis", "09:30"))
    assert "◔ Luis 09:30 10 min left +1" in status(scene)
    scene.do(do.IncidentOpen(title="Viral", severity=1, kind="leak"))
    assert "◔ Luis 09:30 10 min left +2" in status(scene)
    keys = [due.promise.id for due in open_promises(scene.state, scene.now)]
    scene.do(do.PromiseKeep(promise=keys[0]))
    assert "S1 15 min left +1" in status(scene)


def test_the_block_names_the_nearest_promise() -> None:
    scene = friday("09:40")
    scene.do(promise("Ana", "10:00"))
    facts = drawing(header_lines(PEN, scene.view(), scene.state, scene.workflow, key_of, 110, 2))
    assert "⇄ Ana before 10:00 · ◈ 09:45" not in facts
    assert "◈ 09:45 Triaged, at risk · ⇄ Ana before 10:00" in facts
    pane = drawing(pane_lines(PEN, scene.view(), scene.state, scene.workflow, key_of, 28, 30))
    assert "Next promise" in pane
    assert "⇄ Ana before 10:00" in pane


def test_the_one_line_names_it_after_a_response_that_is_due_sooner() -> None:
    scene = friday("09:40")
    scene.do(promise("Ana", "16:00"))
    scene.do(do.IncidentOpen(title="Viral", severity=2))
    facts = now_facts(scene.view(), scene.state, scene.workflow, scene.deadlines())
    assert "⇄ Ana 6 h 20 min left" in now_line(PEN, facts)
    short = now_line(PEN, facts, 60)
    assert "S2" in short
    assert "Ana" not in short
    scene.at("09:50")
    scene.do(promise("Luis", "09:55"))
    scene.at("09:58")
    facts = now_facts(scene.view(), scene.state, scene.workflow, scene.deadlines())
    assert "! Luis 3 min overdue +1" in now_line(PEN, facts, 100)
