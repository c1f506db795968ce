"""The queue, as text: columns, headings, the fit line, and what people put into titles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from jornada.core import intents as do
from jornada.core.recurrence import parse_recurrence
from jornada.present.glyphs import ASCII, UNICODE
from jornada.present.looks import short_title
from jornada.present.pane_heads import queue_head
from jornada.present.pen import Line, Pen, text_of
from jornada.present.queue_entries import QueueEntry, Sought, TaskEntry, TextEntry, queue_entries
from jornada.present.queue_lines import QueueDrawing
from jornada.present.words import load_words
from tests.present.scene import FRIDAY, KEYS, Scene, drawing, friday, task
from tests.strategies import AWKWARD_TEXTS

PEN = Pen(load_words("en"), UNICODE, cell_len)


def entries_of(scene: Scene, date: dt.date | None = None, typed: str = "") -> Sequence[QueueEntry]:
    view = scene.view(date)
    shown = Sought(view.rows, scene.workflow).with_words(typed)
    return queue_entries(PEN, view, scene.state, KEYS.__getitem__, shown=shown)


def lines_of(
    scene: Scene, width: int, date: dt.date | None = None, typed: str = "", pen: Pen = PEN
) -> list[Line]:
    entries, view = entries_of(scene, date, typed), scene.view(date)
    draw = QueueDrawing.of(pen, view, scene.workflow, width)
    return [draw(entry) for entry in entries]


def texts(scene: Scene, width: int, date: dt.date | None = None, typed: str = "") -> list[str]:
    return drawing(lines_of(scene, width, date, typed)).splitlines()


def role_of(line: Line, text: str) -> str:
    """The role in which a text of the line is drawn."""
    return next(piece.role for piece in line if text in piece.text)


@pytest.fixture
def busy() -> Scene:
    """20 past 10: one task done, one that runs, one dropped, one counted."""
    scene = friday("09:00")
    scene.do(do.TaskStart(task=task("overnight-sweep")))
    scene.at("10:00").do(do.TaskDone(task=task("overnight-sweep")))
    scene.at("10:05").do(do.TaskDrop(task=task("adapt-per-network")))
    scene.do(do.TaskStart(task=task("publish-and-answer")))
    scene.do(do.TaskCount(task=task("conversations"), amount=3))
    scene.at("10:20")
    return scene


def test_80_columns(busy: Scene) -> None:
    assert texts(busy, 80) == [
        " ✓ 1 Listening     Overnight sweep of mentions  reached late     60/45  ◇!09:45 |",
        " ▶ 2 Updating      Publish and answer comments  at risk          15/45  ◈ 10:30 |",
        " ✗ 3 Distribution  Adapt each piece per network                     30          |",
        " ○ 4 Blogging      Write for the blog  ░░░░░ 0/2                    60  ◆ 12:00 |",
        " ── all of it fits, 10 min to spare ─────────────────────────────────────────── |",
        " Noon ────────────────────────────────────────────────────────────── 1 h 30 min |",
        " ○ 1 Listening     Check mentions at noon                           15  ◆ 12:15 |",
        " ○ 5 Planning      Plan tomorrow, get approvals                     30  ◆ 12:45 |",
        " ○ 6 Research      Research sector and competitors  ░░░░░ 0/5       45  ◆ 13:30 |",
        " Afternoon ───────────────────────────────────────────────────────── 2 h 30 min |",
        " ○ 1 Listening     Check mentions after lunch                       15  ◆ 15:15 |",
        " ○ 2 Updating      Second pass over comments                        20  ◆ 15:35 |",
        " ○ 5 Planning      Close the day, hand over                         10  ◆ 18:00 |",
        " ○ 7 Content sha…  Curate what others published  ░░░░░ 0/3          30  ◆ 16:05 |",
        " ○ 8 Engagement    Conversations and thanks  █░░░░ 3/20             75  ◆ 17:20 |",
    ]


def test_60_columns_lose_the_rank(busy: Scene) -> None:
    assert texts(busy, 60)[:2] == [
        " ✓ Listening  Overnight sweep of mentions    60/45  ◇!09:45 |",
        " ▶ Updating   Publish and answer comments    15/45  ◈ 10:30 |",
    ]


def test_45_columns_are_state_title_and_minutes(busy: Scene) -> None:
    assert texts(busy, 45)[:4] == [
        " ✓ Overnight sweep of mentions         60/45 |",
        " ▶ Publish and answer comments         15/45 |",
        " ✗ Adapt each piece per network           30 |",
        " ○ Write for the blog  ░░░░░ 0/2          60 |",
    ]


def test_what_falls_below_the_fit_line(busy: Scene) -> None:
    busy.at("11:20")
    assert texts(busy, 60)[2:5] == [
        " ✗ Distribu…  Adapt each piece per network      30          |",
        " ── 40 min left: what is below does not fit ─────────────── |",
        " ○ Blogging   Write for the blog  at risk       60  ◈ 12:00 |",
    ]


def test_what_is_left_of_earlier_blocks_comes_after_the_current_one(busy: Scene) -> None:
    busy.at("12:20")
    assert [entry.text for entry in entries_of(busy) if isinstance(entry, TextEntry)] == [
        "1 h 10 min left: what is below does not fit",
        "Left from Morning",
        "Afternoon",
        "Closed earlier",
    ]


def test_what_is_carried_over_says_from_which_day() -> None:
    scene = friday("12:30").at("12:30", FRIDAY - dt.timedelta(days=1))
    scene.do(do.TaskAdd(title="Answer the mayor", date=FRIDAY - dt.timedelta(days=1), block="morning"))
    scene.at("12:30")
    rows = [line for line in texts(scene, 80) if "mayor" in line]
    assert len(rows) == 1
    assert "Answer the mayor  ↷ Thu" in rows[0]


def test_a_parked_task_and_a_late_milestone_have_a_sign_of_their_own(busy: Scene) -> None:
    busy.at("10:40").do(do.Interrupt())
    parked = texts(busy, 80)[1]
    assert parked.startswith(" ‖ 2 Updating")
    assert "! 10:30" in parked


def test_roles_step_back_from_what_is_closed_and_stand_out_where_it_runs(busy: Scene) -> None:
    done, runs, dropped, still = lines_of(busy, 80)[:4]
    assert role_of(done, "Overnight") == "done"
    assert role_of(done, "Listening") == "muted"
    assert role_of(runs, "Publish") == "running"
    assert role_of(runs, "Updating") == "area-2"
    assert role_of(dropped, "Adapt") == "dropped"
    assert role_of(still, "Write") == "title"


def test_over_its_plan_the_minutes_warn(busy: Scene) -> None:
    busy.at("11:05")
    assert role_of(lines_of(busy, 80)[1], "60/45") == "warning"


def test_while_the_timer_runs_no_column_moves(busy: Scene) -> None:
    busy.do(do.TaskDone(task=task("publish-and-answer")))
    busy.do(do.TaskStart(task=task("write-post")))

    def place_of_milestone() -> int:
        return next(line for line in texts(busy, 80) if "Write for the blog" in line).index("12:00")

    before = place_of_milestone()
    for minute in ("10:21", "10:30", "11:20"):
        assert place_of_milestone() == before, minute
        busy.at(minute)
    assert place_of_milestone() == before


def test_figures_that_time_changes_are_drawn_alike(busy: Scene) -> None:
    fits = lines_of(busy, 80)[4]
    assert (role_of(fits, "10 min"), role_of(fits, "all of it fits")) == ("strong", "muted")
    busy.at("11:20")
    over = lines_of(busy, 60)[3]
    assert (role_of(over, "40 min"), role_of(over, "does not fit")) == ("strong", "warning")
    head = queue_head(PEN, busy.view(), 60, focused=True)
    assert (role_of(head, " h"), role_of(head, "tasks open")) == ("strong", "muted")


def test_brands_go_before_areas_where_room_is_short() -> None:
    scene = friday("09:45", "agency.en")
    wide, short = texts(scene, 110)[0], texts(scene, 60)[0]
    assert "Brand menti…" in wide
    assert "Café Ñandú" in wide
    assert "Café Ñandú  " in short
    assert "Brand" not in short


def test_a_brand_is_as_wide_as_leaves_the_fewest_cut() -> None:
    scene = friday("09:45", "agency.en")

    def cut(width: int) -> int:
        return sum(line.count("…") for line in texts(scene, width))

    assert "Cobalto Bicycles" in "".join(texts(scene, 120))
    assert cut(69) <= cut(62) <= cut(56)


def test_a_milestone_of_another_day_names_the_weekday() -> None:
    scene = friday("09:00")
    scene.do(do.TaskAdd(title="Report", date=FRIDAY, block="morning", milestone="sent", due="thu 14:00"))
    assert any(line.rstrip("| ").endswith("! Thu") for line in texts(scene, 80) if "Report" in line)


def test_the_filter_finds_words_in_title_and_area_whatever_case_and_accent() -> None:
    scene = friday("09:00")
    scene.do(do.TaskAdd(title="Café Ñandú: menú", date=FRIDAY, block="morning"))
    scene.do(do.TaskAdd(title="Other", date=FRIDAY, block="morning"))

    def found(typed: str) -> list[str]:
        return [entry.row.item.title for entry in entries_of(scene, typed=typed) if entry.key]

    assert found("CAFE menu") == ["Café Ñandú: menú"]
    assert found("listening after") == ["Check mentions after lunch"]
    assert found("nothing of the sort") == []


def test_a_heading_tells_the_minutes_of_what_is_shown_below_it() -> None:
    scene = friday("09:00")

    def headings(typed: str = "") -> list[tuple[str, str]]:
        entries = entries_of(scene, typed=typed)
        return [(each.text, each.note) for each in entries if isinstance(each, TextEntry)]

    for title, minutes in (("Zinc one", 25), ("Zinc two", 10), ("Zinc three", 5)):
        block = "noon" if title != "Zinc three" else "afternoon"
        scene.do(do.TaskAdd(title=title, date=FRIDAY, block=block, minutes=minutes))
    assert [note for _, note in headings("zinc")][-2:] == ["35 min", "5 min"]
    assert [note for _, note in headings("zinc tw")][-1:] == ["10 min"]
    assert [note for _, note in headings("nothing of the sort")][-1:] == [""]


def test_empty_lists_say_what_to_do() -> None:
    scene = friday("09:00")
    saturday = FRIDAY + dt.timedelta(days=1)
    assert texts(scene, 50, saturday) == [" nothing is planned: a adds a task                |"]
    assert texts(scene, 50, typed="zzz")[-1] == " no task has these words: esc shows all           |"


def test_the_fit_line_cannot_be_chosen_and_tasks_are_known_by_their_ids(busy: Scene) -> None:
    entries = entries_of(busy)
    assert all((entry.key is None) == isinstance(entry, TextEntry) for entry in entries)
    assert task("write-post") in {entry.key for entry in entries}


def test_headings() -> None:
    scene = friday("09:00")
    head = queue_head(PEN, scene.view(), 60, focused=True)
    assert text_of(head) == " Queue ──────────────────────────────── 12 tasks open · 7 h "
    assert role_of(head, "Queue") == "pane-in-hand"
    filtered = queue_head(
        PEN, scene.view(), 60, focused=False, shown=2, filters=("Brisa", "check"), escape="esc"
    )
    assert text_of(filtered) == " Queue  / Brisa · check ──────────── 2 of 12, esc shows all "
    assert role_of(filtered, "Queue") == "pane"


@pytest.mark.parametrize(
    ("title", "short"),
    [("Reputation – Listening", "Listening"), ("Off-line - Shop", "Shop"), ("Blogging", "Blogging")],
)
def test_short_titles_of_areas(title: str, short: str) -> None:
    assert short_title(title) == short


def test_in_ascii_every_state_has_a_sign_of_its_own(busy: Scene) -> None:
    busy.do(do.Interrupt())
    lines = [text_of(line) for line in lines_of(busy, 80, pen=Pen(load_words("en"), ASCII, cell_len))]
    signs = [line[1] for line in lines if line[3].isdigit()]
    assert signs[:4] == ["x", '"', "-", "o"]
    assert all(line.isascii() for line in lines)


@pytest.mark.parametrize(
    "title",
    [*AWKWARD_TEXTS, "日本語のタイトル" * 8, "q\u0301" * 60, "👩‍👩‍👧" * 30, "x" * 500],
    ids=lambda title: title[:12],
)
@pytest.mark.parametrize("width", [40, 45, 60, 80, 120])
def test_whatever_a_title_holds_the_columns_stand(title: str, width: int) -> None:
    scene = friday("09:00")
    scene.do(do.TaskAdd(title=title, date=FRIDAY, block="morning", minutes=5, due="10:00"))
    lines = [text_of(line) for line in lines_of(scene, width)]
    assert {cell_len(line) for line in lines} == {width}
    start = title[:2]
    assert any(start in line for line in lines)


@given(title=st.text(min_size=1, max_size=80), width=st.integers(12, 130))
def test_any_text_keeps_the_width_and_sends_nothing_a_terminal_obeys(title: str, width: int) -> None:
    scene = friday("09:00")
    entries = entries_of(scene)
    first = next(entry for entry in entries if isinstance(entry, TaskEntry))
    changed = replace(first, row=replace(first.row, item=replace(first.row.item, title=title)))
    line = QueueDrawing.of(PEN, scene.view(), scene.workflow, width)(changed)
    assert cell_len(text_of(line)) == width
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in text_of(line))


def kept_scene() -> Scene:
    """A workflow whose sweep of Monday, Wednesday and Friday must be done, and one week without it."""
    built = friday("09:00").workflow
    (sweep,) = (each for each in built.tasks if each.key == "overnight-sweep")
    sweep = replace(sweep, repeat=parse_recurrence("weekly mon wed fri"), if_missed="keep", milestone=None)
    flow = replace(built, tasks=(sweep,))
    scene = Scene(flow, friday().now).at("09:00", FRIDAY - dt.timedelta(days=4))
    scene.do(do.TaskStart(task=task("overnight-sweep", FRIDAY - dt.timedelta(days=4))))
    scene.do(do.TaskStop(session=""))
    return scene


def test_what_was_missed_is_one_row_with_its_count_and_its_age() -> None:
    scene = kept_scene().at("09:00", FRIDAY)
    assert texts(scene, 80)[0].startswith(
        " ○ 1 Listening  Overnight sweep of mentions  2 missed, since Mon 16 "
    )
    # On a day without it, the newest of them stands for all.
    thursday = kept_scene().at("09:00", FRIDAY + dt.timedelta(days=1))
    (row,) = (line for line in texts(thursday, 80) if "sweep" in line)
    assert "Overnight sweep of mentions  ↷ 3 missed, since Mon 16" in row
    (row,) = (line for line in texts(thursday, 60) if "sweep" in line)
    assert "↷ Fri  ×3" in row


def test_a_goal_of_the_week_has_a_bar_with_what_other_days_counted() -> None:
    monday = FRIDAY - dt.timedelta(days=4)
    scene = friday("09:00").at("09:00", monday)
    scene.do(do.TaskCount(task=task("write-post", monday)))
    scene.at("09:00", FRIDAY)

    assert any("Write for the blog  ██░░░ 1/2" in line for line in texts(scene, 80))
    scene.do(do.TaskCount(task=task("write-post")))
    assert any("Write for the blog  █████ 2/2" in line for line in texts(scene, 80))
    ascii_pen = Pen(load_words("en"), ASCII, cell_len)
    assert any("##### 2/2" in text_of(line) for line in lines_of(scene, 80, pen=ascii_pen))


def test_a_goal_that_is_measured_has_no_bar() -> None:
    assert not any("0/100" in line for line in texts(friday("09:00"), 130))


@given(st.lists(st.text("abé dí", max_size=6), max_size=6))
def test_what_is_found_does_not_depend_on_what_was_typed_before(typed: list[str]) -> None:
    scene = friday()
    for title in ("Abad día", "bada", "DIA de", "é"):
        scene.do(do.TaskAdd(title=title, date=FRIDAY, minutes=5))
    rows = scene.view().rows
    going_on = Sought(rows, scene.workflow)
    for words in (*typed, *accumulate(typed)):
        assert going_on.with_words(words) == Sought(rows, scene.workflow).with_words(words)
