from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from jornada.core import incidents
from jornada.core import intents as do
from jornada.core.calendar import WorkingHours
from jornada.core.incidents import Deadline, TargetBook
from jornada.core.state import Entry, IncidentStatus
from jornada.core.text import clean
from jornada.present.glyphs import ASCII, UNICODE
from jornada.present.incident_listing import incident_lines, incident_page, stamp
from jornada.present.listing import (
    Column,
    block_lines,
    day_heading,
    moment_line,
    open_rows,
    plain_task_lines,
    table,
    task_lines,
)
from jornada.present.now_line import now_facts
from jornada.present.pen import Pen
from jornada.present.timeline import entry_sentence
from jornada.present.words import Words
from tests.core.builders import FRIDAY, MADRID, MONDAY, SATURDAY, Bench, at, planned, task, workflow

HOSTILE = "a\x1b[31mb\x07\u202e[bold]\n" + "x" * 400


@pytest.fixture
def pen(words_en: Words) -> Pen:
    return Pen(words_en, UNICODE)


def deadlines_of(bench: Bench) -> dict[str, Deadline]:
    hours = WorkingHours(bench.flow.days, bench.flow.blocks, bench.zone)
    due = incidents.deadlines(bench.state, TargetBook(), hours, bench.now)
    return {deadline.incident: deadline for deadline in due}


def tasks(pen: Pen, bench: Bench, width: int = 100) -> list[str]:
    view = bench.view()
    return list(task_lines(pen, view, bench.flow, view.rows, width))


def test_a_table_is_aligned_by_what_the_screen_shows_and_not_by_characters(pen: Pen) -> None:
    columns = (Column("#", right=True), Column("Title"), Column("Minutes", right=True))

    lines = table(pen, columns, [("1", "Ñandú", "5"), ("12", "日本", "120")], 80)

    assert lines == (
        " #  Title  Minutes",
        " 1  Ñandú        5",
        "12  日本       120",
    )


def test_a_column_with_nothing_in_it_is_left_out(pen: Pen) -> None:
    columns = (Column("Title"), Column("Brand"))

    assert table(pen, columns, [("One", ""), ("Two", "")], 80) == ("Title", "One", "Two")


def test_the_longest_column_gives_way_first_and_shows_its_cut(pen: Pen) -> None:
    columns = (Column("Title", gives_way=True), Column("State"))

    assert table(pen, columns, [("x" * 60, "pending")], 40) == (
        "Title" + " " * 28 + "State",
        "x" * 30 + "…  pending",
    )


def test_the_queue_is_listed_with_its_numbers_states_and_minutes(pen: Pen) -> None:
    bench = Bench(time="09:00")
    bench.act(do.TaskStart(task=planned("sweep")))
    bench.clock("09:50").act(do.TaskStart(task=planned("answers")))
    bench.act(do.TaskCount(task=planned("answers"), amount=3))

    assert tasks(pen, bench.clock("10:00")) == [
        "#                 Task      Brand       Block      Minutes  Milestone",
        "1  ◐ paused       Sweep                 Morning      50/45  ! 09:45",
        "2  ▶ in progress  Answers   Café Ñandú  Morning      10/45  ◈ 10:30    counted 3",
        "3  ○ pending      Check                 Noon          0/15",
        "4  ○ pending      Research              Noon          0/75",
        "5  ○ pending      Close                 Afternoon     0/10",
        "6  ○ pending      Talk                  Afternoon     0/80",
    ]


def test_what_is_done_and_dropped_is_told_by_sign_and_word(pen: Pen) -> None:
    bench = Bench(time="09:30")
    bench.act(do.TaskDone(task=planned("sweep")))
    bench.act(do.TaskDrop(task=planned("answers"), reason="not today"))

    lines = tasks(pen, bench)

    assert "✓ done" in lines[1]
    assert "◇ 09:45" in lines[1]
    assert "✗ dropped" in lines[2]
    assert lines[2].endswith("not today")
    assert [row.item.title for row in open_rows(bench.view().rows)] == ["Check", "Research", "Close", "Talk"]


def test_a_line_stands_above_what_no_longer_fits(pen: Pen) -> None:
    lines = tasks(pen, Bench(time="11:00"))

    fit = next(place for place, line in enumerate(lines) if "does not fit" in line)
    assert lines[fit] == "─── 45 min too much: what follows does not fit in Morning ───"
    assert "Sweep" in lines[fit - 1]
    assert "Answers" in lines[fit + 1]


def test_an_ascii_terminal_gets_ascii_signs(words_en: Words) -> None:
    lines = tasks(Pen(words_en, ASCII), Bench(time="11:00", date=FRIDAY))

    assert "".join(lines).replace("Café Ñandú", "").isascii()


def test_what_is_left_from_earlier_days_says_from_when_and_how_often(pen: Pen) -> None:
    kept = workflow([task("sweep", repeat="weekly mon fri", if_missed="keep"), task("post", repeat="daily")])
    bench = Bench(kept, time="09:00", date=MONDAY)
    bench.act(do.TaskAdd(title="Own", date=bench.today))

    text = "\n".join(tasks(pen, bench.clock("09:00", FRIDAY + dt.timedelta(days=7))))

    assert "from Mon 23" in text
    assert "1 missed, since Mon 23" in text


def test_nothing_to_list_is_said(pen: Pen) -> None:
    assert tasks(pen, Bench(date=SATURDAY)) == ["No tasks"]
    assert incident_lines(pen, [], {}, workflow(), MADRID, 80) == ("No incidents",)


def test_a_plain_list_is_a_sentence_a_task(pen: Pen, words_en: Words) -> None:
    bench = Bench(time="11:00")
    bench.act(do.TaskStart(task=planned("sweep")))
    view = bench.clock("11:10").view()

    lines = plain_task_lines(words_en, view, bench.flow, view.rows)

    assert lines[0] == "1. Sweep, in progress, 10 of 45 min, Morning, milestone late 09:45"
    assert lines[1] == (
        "2. Answers, pending, 0 of 45 min, Morning, Café Ñandú, milestone late 10:30, does not fit"
    )


def test_the_blocks_are_listed_with_what_they_hold(pen: Pen) -> None:
    bench = Bench(time="09:00")
    bench.act(do.TaskStart(task=planned("sweep")))
    bench.clock("09:40").act(do.TaskDone(task=planned("sweep")))
    view = bench.clock("10:00").view()

    assert block_lines(pen, view.blocks, 100) == (
        "Block      Hours        Planned  Spent  Tasks done  Reserve  Left",
        "Morning    09:00–12:00       90     40         1/2      0/0   120",
        "Noon       12:00–15:00       90      0         0/2    30/30   120",
        "Afternoon  16:00–18:00       90      0         0/2    30/30   120",
    )


def test_the_head_of_a_day_says_which_one_it_is(pen: Pen) -> None:
    bench = Bench(time="09:00")

    def moment(date: dt.date) -> str:
        view = bench.view(date)
        return moment_line(pen, view, now_facts(bench.view(), bench.state, bench.flow, ()))

    assert day_heading(pen, bench.view(), "The eight steps") == "Friday 20 November 2026 · The eight steps"
    assert day_heading(pen, bench.view(), "") == "Friday 20 November 2026"
    assert moment(FRIDAY) == "Morning 3 h left"
    assert moment(SATURDAY) == "day off"
    assert moment(MONDAY) == "nothing was recorded for this day yet"


def test_incidents_are_listed_with_what_is_left_to_respond(pen: Pen) -> None:
    bench = Bench(time="09:00")
    viral = bench.act(do.IncidentOpen(title="Viral", kind="complaint", severity=2, brand="acme"))
    bench.act(do.Interrupt())
    over = bench.act(do.IncidentOpen(title="Outage", kind="outage", severity=3))
    bench.clock("09:10").act(do.IncidentResolve(incident=over))
    bench.act(do.IncidentAcknowledge(incident=viral))
    state = bench.state
    due = deadlines_of(bench)

    lines = incident_lines(
        pen, incidents.in_order(state.incidents.values(), due), due, bench.flow, MADRID, 120
    )

    assert lines == (
        "#  Severity   Incident                     State         Next due     Brand       Opened",
        "1  S2 high    Viral                        acknowledged  20 min left  Café Ñandú  Fri 20 09:00",
        "2             the incident without a name  open                                   Fri 20 09:00",
        "3  S3 medium  Outage                       resolved                               Fri 20 09:00",
    )


def test_a_page_of_an_incident_has_its_facts_and_its_timeline(pen: Pen) -> None:
    bench = Bench(time="09:00")
    bench.act(do.TaskStart(task=planned("sweep")))
    key = bench.clock("09:10").act(do.Interrupt())
    bench.act(do.IncidentEdit(incident=key, title="Viral", kind="complaint", severity=3, reach=1200))
    bench.clock("09:15").act(do.IncidentSeverity(incident=key, severity=1))
    bench.act(do.IncidentNote(incident=key, text="called legal"))

    page = incident_page(
        pen,
        bench.state.incidents[key],
        [deadlines_of(bench)[key]],
        bench.state,
        bench.flow,
        bench.now,
        MADRID,
    )

    assert page[0] == "Viral"
    assert "Severity        S1 critical, at first S3 medium" in page
    assert "First response  10 min left (Fri 20 09:25)" in page
    assert "Waits           Sweep" in page
    assert page[page.index("") + 1 :] == (
        "Fri 20 09:10  Opened",
        "Fri 20 09:10  Changed: title Viral, kind complaint, severity S3 medium, reach 1200",
        "Fri 20 09:15  Severity: S1 critical",
        "Fri 20 09:15  Note: called legal",
    )


def test_what_a_newer_version_wrote_in_a_timeline_is_shown_as_it_is(words_en: Words) -> None:
    entry = Entry(at("09:00"), "incident.dance", changes=(("steps", "three"),))

    assert entry_sentence(words_en, entry) == "incident.dance: steps three"


def test_a_stamp_is_in_the_zone_of_the_plan(words_es: Words) -> None:
    instant = dt.datetime(2026, 11, 20, 23, 30, tzinfo=dt.UTC)

    assert stamp(words_es, instant, MADRID) == "sáb 21 00:30"
    assert stamp(words_es, None, MADRID) == ""


@pytest.mark.parametrize("width", [0, 20, 80, 1000])
def test_hostile_titles_stay_in_their_line(pen: Pen, words_en: Words, width: int) -> None:
    flow = workflow(name="small")
    bench = Bench(flow)
    bench.act(do.TaskAdd(title=HOSTILE, date=bench.today))
    key = bench.act(do.IncidentOpen(title=HOSTILE, author=HOSTILE, evidence=HOSTILE))
    bench.act(do.IncidentNote(incident=key, text=HOSTILE))
    incident = bench.state.incidents[key]
    assert incident.status is IncidentStatus.OPEN
    view = bench.view()

    lines: Sequence[str] = [
        *task_lines(pen, view, flow, view.rows, width),
        *plain_task_lines(words_en, view, flow, view.rows),
        *incident_lines(pen, [incident], {}, flow, MADRID, width),
        *incident_page(pen, incident, (), bench.state, flow, bench.now, MADRID),
    ]

    assert all(clean(line) == line.strip() for line in lines)
