from __future__ import annotations

import datetime as dt

import pytest

from jornada.core import incidents
from jornada.core import intents as do
from jornada.core.calendar import WorkingHours
from jornada.core.incidents import TargetBook
from jornada.present.glyphs import ASCII, UNICODE
from jornada.present.now_line import FIELDS, NowFacts, format_fields, now_facts, now_line
from jornada.present.pen import Pen
from jornada.present.words import Words
from tests.core.builders import SATURDAY, Bench, planned

HOSTILE = "a\x1b[31mb\x07\u202e[bold]" + "x" * 480


@pytest.fixture
def pen(words_en: Words) -> Pen:
    return Pen(words_en, UNICODE)


CRISIS, MORNING = "⚠ CRISIS S2", "Morning 2 h 10 min left"


def facts_of(bench: Bench) -> NowFacts:
    hours = WorkingHours(bench.flow.days, bench.flow.blocks, bench.zone)
    due = incidents.deadlines(bench.state, TargetBook(), hours, bench.now)
    return now_facts(bench.view(), bench.state, bench.flow, due)


def busy() -> Bench:
    """At 09:50 in a task of a brand, twelve minutes on, with an incident due at 10:10."""
    bench = Bench(time="09:38")
    bench.act(do.TaskStart(task=planned("answers")))
    bench.clock("09:40").act(do.IncidentOpen(title="Viral comment", kind="complaint", severity=2))
    return bench.clock("09:50")


def test_what_runs_for_whom_how_long_and_what_is_due_is_in_one_line(pen: Pen) -> None:
    said = f"▶ Answers 12/45 min · Café Ñandú · {MORNING} · {CRISIS} Viral comment 20 min left"
    assert now_line(pen, facts_of(busy())) == said


def test_a_deadline_that_is_near_or_over_is_marked_with_more_than_its_minutes(pen: Pen) -> None:
    assert now_line(pen, facts_of(busy().clock("10:06"))).endswith("· ! CRISIS S2 Viral comment 4 min left")
    late = now_line(pen, facts_of(busy().clock("10:22")))
    assert late.endswith("· ! CRISIS S2 Viral comment 12 min overdue")


@pytest.mark.parametrize(
    ("time", "line"),
    [
        ("08:00", "Morning begins at 09:00 · next: Sweep"),
        ("09:30", "Morning 2 h 30 min left · next: Sweep"),
        ("14:30", "Lunch until 15:00 · next: Check"),
        ("15:20", "Afternoon begins at 16:00 · next: Close"),
        ("19:00", "the day is over · 6 tasks left"),
    ],
)
def test_with_nothing_running_the_moment_of_the_day_comes_first(pen: Pen, time: str, line: str) -> None:
    assert now_line(pen, facts_of(Bench(time=time))) == line


def test_a_day_off_and_a_day_that_is_done_say_so(pen: Pen) -> None:
    off = Bench(date=SATURDAY)
    assert now_line(pen, facts_of(off)) == "day off"
    off.act(do.TaskAdd(title="Fair stand", date=SATURDAY))
    assert now_line(pen, facts_of(off)) == "day off · 1 task left"

    done = Bench(time="11:00")
    for row in done.view().rows:
        done.act(do.TaskDone(task=row.item.id))
    assert now_line(pen, facts_of(done)) == "Morning 1 h left · nothing left to do"
    assert now_line(pen, facts_of(done.clock("19:00"))) == "the day is over"


def test_a_break_and_an_interruption_run_too(pen: Pen) -> None:
    bench = Bench(time="09:00")
    bench.act(do.TaskStart(task=planned("sweep")))
    bench.clock("09:10").act(do.Interrupt())
    assert (
        now_line(pen, facts_of(bench.clock("09:15")))
        == "▶ ⚠ the incident without a name 5 min · ‖ Sweep · Morning 2 h 45 min left · ⚠ 1 open"
    )

    rest = Bench(time="10:00")
    rest.act(do.BreakStart())
    assert now_line(pen, facts_of(rest.clock("10:07"))) == "◐ break 7 min · Morning 1 h 53 min left"


def test_the_incident_in_hand_is_not_named_twice_and_the_others_are_counted(pen: Pen) -> None:
    bench = Bench(time="09:00")
    viral = bench.act(do.IncidentOpen(title="Viral comment", severity=1))
    bench.act(do.IncidentOpen(title="Outage", severity=3))
    bench.act(do.TaskStart(incident=viral))

    line = now_line(pen, facts_of(bench.clock("09:05")))

    assert line == "▶ ⚠ Viral comment 5 min · Morning 2 h 55 min left · ⚠ CRISIS S1 10 min left +1"


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (98, f"▶ Answers 12/45 min · Café Ñandú · {MORNING} · {CRISIS} Viral comment 20 min left"),
        (97, f"▶ Answers 12/45 min · Café Ñandú · {CRISIS} Viral comment 20 min left"),
        (72, f"▶ Answers 12/45 min · Café Ñandú · {CRISIS} Viral comment 20 min left"),
        (71, f"▶ Answers 12/45 min · {CRISIS} Viral comment 20 min left"),
        (47, f"▶ Answers 12/45 min · {CRISIS} 20 min left"),
        (40, "▶ Answers 12/45 min · ⚠⚠ S2 20 min left"),
        (38, "▶ Answe… 12/45 min · ⚠⚠ S2 20 min left"),
        (30, "▶ Answe… 12/45 min · ⚠⚠ 20 min"),
        (20, "▶ Answers 12/45 min"),
        (15, "▶ An… 12/45 min"),
    ],
)
def test_in_less_room_what_is_least_needed_goes_first(pen: Pen, width: int, line: str) -> None:
    said = now_line(pen, facts_of(busy()), width)

    assert said == line
    assert pen.measure(said) <= width


@pytest.mark.parametrize("width", [*range(0, 20), 39, 40, 80, 200])
def test_no_title_breaks_out_of_the_line(words_es: Words, width: int) -> None:
    pen = Pen(words_es, ASCII)
    bench = Bench()
    task = bench.act(do.TaskAdd(title=HOSTILE, date=bench.today, minutes=30))
    bench.act(do.TaskStart(task=task))
    bench.act(do.IncidentOpen(title="日本語の見出し" * 20, severity=1))

    said = now_line(pen, facts_of(bench.clock("09:05")), width)

    assert pen.measure(said) <= width
    assert said.isprintable()


def test_every_field_of_a_format_has_a_value(pen: Pen) -> None:
    fields = format_fields(pen, facts_of(busy()))

    assert fields.keys() == FIELDS.keys()
    assert {name: fields[name] for name in ("task", "spent", "planned", "left", "brand", "area")} == {
        "task": "Answers",
        "spent": "12",
        "planned": "45",
        "left": "33",
        "brand": "Café Ñandú",
        "area": "Actualización",
    }
    assert (fields["severity"], fields["due"], fields["due_left"]) == ("S2", "Viral comment", "20")
    assert fields["due_for"] == "first response"
    assert (fields["block"], fields["block_left"], fields["next"]) == ("Morning", "130", "Sweep")
    assert (fields["time"], fields["date"], fields["open"]) == ("09:50", "2026-11-20", "6")


def test_what_there_is_nothing_to_say_of_is_empty(pen: Pen) -> None:
    fields = format_fields(pen, facts_of(Bench(date=SATURDAY)))

    empty = {name for name, value in fields.items() if not value}
    assert empty == FIELDS.keys() - {"moment", "open", "incidents", "time", "date", "line"}


def test_looking_from_after_midnight_at_a_timer_of_yesterday(pen: Pen) -> None:
    bench = Bench(time="17:30")
    bench.act(do.TaskStart(task=planned("talk")))
    bench.now += dt.timedelta(hours=7)

    assert now_line(pen, facts_of(bench)).startswith("▶ Talk 420/80 min · ")
