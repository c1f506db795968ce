"""The Today screen at all its sizes and through the day, on a real desk."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import Any

import pytest
from rich.style import Style

from jornada.core import intents as do
from jornada.core.plan import queue
from jornada.core.state import ItemState
from jornada.desk import Desk
from jornada.paths import Paths
from jornada.present.layout import Pane
from jornada.tui import day_dialogs, dialogs, time_dialogs
from jornada.tui.widgets.board import BoardLayout
from jornada.tui.widgets.line import Line
from tests.conftest import FixedClock
from tests.strategies import AWKWARD_TEXTS
from tests.tui.conftest import FRIDAY, OpenDashboard

SWEEP = "overnight-sweep"
COFFEE = do.IncidentOpen(title="Cold coffee goes viral", kind="complaint", severity=3)


async def test_80_by_24(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(COFFEE, do.TaskStart(task=f"{FRIDAY}.{SWEEP}"))) as day:
        await day.pass_minutes(12)
        assert day.rows() == [
            " 09     ▼09:52    11       12       13      14       15       16      17",
            " ██▓▓▓▓!▓░░░░◈░░░░◈░░░░░░◈ ░░◆░░░◆░░░░░◆░░░░········ ░░◆░░◆░░░◈░░░░░░░░░░◈░░░░◆",
            " Morning 0/4 +1 h          Noon 0/3         Lunch    Afternoon 0/5",
            " Morning  2 h 8 min left                              Friday 20 November  09:52",
            " 0 of 4 done · 12 of 180 min · ! 1 milestone late · ◈ 10:30 at risk",
            " Queue ───────────────────────────────────────────── 12 tasks open · 6 h 48 min",
            "▌▶ 1 Listening     Overnight sweep of mentions  late             12/45  ! 09:45▐",
            " ○ 2 Updating      Publish and answer comments  at risk             45  ◈ 10:30▐",
            " ○ 3 Distribution  Adapt each piece per network  at risk            30  ◈ 11:00▐",
            " ── 2 h 8 min left: what is below does not fit ────────────────────────────────▐",
            " ○ 4 Blogging      Write for the blog  ░░░░░ 0/2  at risk           60  ◈ 12:00▐",
            " Noon ────────────────────────────────────────────────────────────── 1 h 30 min▐",
            " ○ 1 Listening     Check mentions at noon                           15  ◆ 12:15▐",
            " ○ 5 Planning      Plan tomorrow, get approvals                     30  ◆ 12:45▐",
            " ○ 6 Research      Research sector and competitors  ░░░░░ 0/5       45  ◆ 13:30▐",
            " Afternoon ───────────────────────────────────────────────────────── 2 h 30 min▐",
            " ○ 1 Listening     Check mentions after lunch                       15  ◆ 15:15▐",
            " ○ 2 Updating      Second pass over comments                        20  ◆ 15:35▐",
            " ○ 5 Planning      Close the day, hand over                         10  ◆ 18:00▐",
            " ○ 7 Content sha…  Curate what others published  at risk            30  ◈ 16:05",
            " Incidents ───────────────────────────────────────────────────────────── 1 open",
            "▌⚠ S3 Cold coffee goes viral                                  open  48 min left",
            " ▶ Overnight sweep of mentions  12/45 min                      ⚠ S3 48 min left",
            " s Stop  d Done  e Edit  m Move  c Count  x Drop  n Note         ? Help  q Quit",
        ]


async def test_50_by_15_shows_one_list_at_a_time(dashboard: OpenDashboard) -> None:
    async with dashboard(size=(50, 15), before=(COFFEE,)) as day:
        assert day.rows() == [
            " ▓▓▓▼░░░░░░░░░░░ ░░░░░░░░░░░···· ░░░░░░░░░░░░░░░░",
            " Morning  2 h 20 min left           Fri 20  09:40",
            " 0 of 4 done · 0 of 180 min · ◈ 09:45 at risk",
            " Queue 12  Incidents 1 ────────────────────── 7 h",
            "▌○ Overnight sweep of mentions        45  ◈ 09:45▐",
            " ○ Publish and answer comments        45  ◈ 10:30▐",
            " ○ Adapt each piece per network       30  ◈ 11:00▐",
            " ── 2 h 20 min left: what is below does not fit ─▐",
            " ○ Write for the blog  at risk        60  ◈ 12:00",
            " Noon ──────────────────────────────── 1 h 30 min",
            " ○ Check mentions at noon             15  ◆ 12:15",
            " ○ Plan tomorrow, get approvals       30  ◆ 12:45",
            " Nothing runs: s starts the task under the cursor",
            "                                    ⚠ S3 1 h left",
            " s Start  d Done  e Edit  m Move   ? Help  q Quit",
        ]
        await day.press("tab")
        assert day.rows()[3:6] == [
            " Queue 12  Incidents 1 ────────────────────── 7 h",
            "▌⚠ S3 Cold coffee goes viral             1 h left",
            "",
        ]


async def test_120_by_30_has_three_panes(dashboard: OpenDashboard) -> None:
    async with dashboard(size=(120, 30), before=(COFFEE,)) as day:
        row = day.rows()[4]
        assert "Friday 20 November" in row
        assert " Queue ─" in row
        assert " Incidents ─" in row
        assert day.text().count("Cold coffee goes viral") == 1


async def test_40_by_10_and_one_line(dashboard: OpenDashboard) -> None:
    running = do.TaskStart(task=f"{FRIDAY}.{SWEEP}")
    async with dashboard(size=(40, 10), before=(COFFEE, running)) as day:
        assert day.rows()[-2].strip() == "▶ Overnight sweep…  0/45 min  ⚠ S3 1 h"
        await day.resize(39, 8)
        assert day.rows()[0].startswith("▶ Overnig")
        assert "S3 1 h left" in day.rows()[0]
        assert not any(day.rows()[1:])


async def test_through_all_sizes_the_row_in_hand_and_its_keys_stay(dashboard: OpenDashboard) -> None:
    async with dashboard(size=(160, 45), before=(COFFEE,)) as day:
        await day.press("j")
        for size in (
            (110, 35),
            (80, 24),
            (80, 12),
            (60, 20),
            (45, 12),
            (40, 10),
            (30, 5),
            (80, 24),
            (120, 40),
        ):
            await day.resize(*size)
            assert day.in_hand == "publish-and-answer"
        await day.press("d")
        assert day.item("publish-and-answer").state is ItemState.DONE


async def test_with_few_rows_the_list_in_hand_has_them(dashboard: OpenDashboard) -> None:
    async with dashboard(size=(80, 14), before=(COFFEE,)) as day:
        assert any(row.endswith("1 open · ⚠ S3 1 h left") for row in day.rows())
        assert not any("Cold coffee" in row for row in day.rows())
        await day.press("tab")
        assert any("Cold coffee" in row for row in day.rows())
        assert not any("Overnight sweep" in row for row in day.rows())


@pytest.mark.parametrize(
    ("time", "says"),
    [
        ("08:20", "Before the day  Morning begins at 09:00"),
        ("14:20", "Lunch  until 15:00, 40 min left"),
        ("18:30", "The day is over  0 of 12 done"),
    ],
)
async def test_moments(dashboard: OpenDashboard, clock: FixedClock, time: str, says: str) -> None:
    clock.now = clock.now.replace(hour=int(time[:2]), minute=int(time[3:]))
    async with dashboard() as day:
        assert says in day.text()


async def test_the_bar_at_a_blocks_end_proposes_and_moves_nothing(
    dashboard: OpenDashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def decide(app: Any, desk: Desk, view: Any) -> do.Intent:
        return do.Triage(moves=tuple(do.TriageMove(task=row.item.id, drop=True) for row in view.left_over))

    monkeypatch.setattr(day_dialogs, "triage", decide)
    async with dashboard(config="notice_milestones = false") as day:
        await day.press("d")
        await day.pass_minutes(150)
        assert "→ 3 tasks are left over: T decides what becomes of them" in day.text()
        assert all(item.block == "morning" for item in day.desk.state.items.values() if item.sequence < 4)
        await day.press("T")
        assert "left over" not in day.text()
        assert day.foot.startswith("Decided: 3 tasks")
        await day.press("u")
        assert "3 tasks are left over" in day.text()


async def test_at_midnight_the_day_changes_and_a_running_task_is_asked_about(
    dashboard: OpenDashboard, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dt.datetime] = []

    async def ask(app: Any, desk: Desk, left: Any) -> do.Intent:
        asked.append(left.last_sign)
        return do.TaskStop(session=left.session.id, end=left.last_sign)

    monkeypatch.setattr(time_dialogs, "ask_left_running", ask)
    clock.now = clock.now.replace(hour=23, minute=50)
    async with dashboard() as day:
        await day.press("s")
        last = day.clock.now
        await day.pass_minutes(11)
        assert "Saturday 21 November" in day.text()
        assert "Day off" in day.text()
        assert asked == [last]
        assert day.desk.state.running_session is None
        await day.pass_minutes(1)
        assert len(asked) == 1


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """At which times it was asked what becomes of the timer; nothing is answered."""
    times: list[str] = []

    async def ask(app: Any, desk: Desk, left: Any) -> None:
        times.append(f"{desk.now():%H:%M}")

    monkeypatch.setattr(time_dialogs, "ask_left_running", ask)
    return times


async def test_a_timer_is_asked_about_once_after_the_working_day_and_when_the_machine_slept(
    dashboard: OpenDashboard, clock: FixedClock, asked: list[str]
) -> None:
    clock.now = clock.now.replace(hour=17, minute=50)
    async with dashboard() as day:
        await day.press("s")
        for _ in range(40):
            await day.pass_minutes(1)
        assert asked == ["18:10"]
        await day.pass_minutes(45)
        assert asked == ["18:10", "19:15"]


async def test_who_works_on_after_hours_is_not_asked(
    dashboard: OpenDashboard, clock: FixedClock, asked: list[str]
) -> None:
    clock.now = clock.now.replace(hour=17, minute=50)
    async with dashboard() as day:
        await day.press("s")
        for _ in range(5):
            await day.pass_minutes(5)
            await day.press("j")
        assert asked == []


async def test_another_day_looked_at_stays_over_midnight(dashboard: OpenDashboard, clock: FixedClock) -> None:
    clock.now = clock.now.replace(hour=23, minute=59)
    async with dashboard() as day:
        await day.press("left_square_bracket")
        await day.pass_minutes(2)
        assert "Thursday 19 November" in day.text()
        await day.press("t")
        assert "Saturday 21 November" in day.text()


async def test_a_timer_that_ran_while_nobody_was_there_is_asked_about(
    dashboard: OpenDashboard, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    async def ask(app: Any, desk: Desk, left: Any) -> None:
        asked.append(left.seconds)

    monkeypatch.setattr(time_dialogs, "ask_left_running", ask)
    async with dashboard(before=(do.TaskStart(task=f"{FRIDAY}.{SWEEP}"),)):
        pass
    clock.advance(minutes=95)
    async with dashboard() as day:
        await day.settle()
        assert asked == [95 * 60]
        assert day.desk.state.running_session is not None


async def test_what_is_not_saved_stays_said_until_it_is(
    dashboard: OpenDashboard, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [False, True]
    counts: list[int] = []

    async def confirm(app: Any, count: int) -> bool:
        counts.append(count)
        return answers.pop(0)

    monkeypatch.setattr(dialogs, "confirm_quit_unsaved", confirm)
    async with dashboard() as day:
        paths.data.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(paths.journal, ignore_errors=True)
        paths.journal.write_text("in the way", encoding="utf-8")
        await day.press("d")
        assert "NOT SAVED: 2 records" in day.text()  # the day's plan too
        await day.press("j", "d", "j")
        assert "NOT SAVED: 3 records" in day.text()
        assert "✓ 2 Updating" in day.text()  # it counts all the same
        await day.press("q")
        assert day.app.is_running
        paths.journal.unlink()
        await day.screen._save()
        await day.settle()
        assert "NOT SAVED" not in day.text()
        paths.journal.rename(paths.data / "moved")
        paths.journal.write_text("in the way", encoding="utf-8")
        await day.press("x")
        await day.press("q")
        assert not day.app.is_running
        assert day.app.return_code == 74
        assert counts == [3, 1]


async def test_another_writer_is_shown(dashboard: OpenDashboard, paths: Paths) -> None:
    async with dashboard() as day:
        await day.press("d")
        other = Desk(paths, clock=day.clock, language="en", config=_config_of(day.desk))
        other.act(do.TaskAdd(title="From the command line", date=FRIDAY, block="morning"))
        other.close()
        assert "From the command line" not in day.text()
        day.desk.submit_refresh().result()
        await day.settle()
        assert "From the command line" in day.text()
        assert day.in_hand == SWEEP


def _config_of(desk: Desk) -> Any:
    from jornada.desk import LoadedConfig

    return LoadedConfig(desk.config)


async def test_a_word_at_the_foot_goes_with_the_next_key_or_in_time(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("d")
        assert day.foot.startswith("Done:")
        await day.press("j")
        assert day.foot.startswith("s Start")
        await day.press("d")
        await day.pass_minutes(1)
        assert day.foot.startswith("s Start")


async def test_a_minute_repaints_what_it_changed_and_nothing_else(
    dashboard: OpenDashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with dashboard(before=(do.TaskStart(task=f"{FRIDAY}.{SWEEP}"),)) as day:
        queue = day.screen.query_one("#queue")
        await day.pass_minutes(10)
        painted: list[object] = []
        refresh = queue.refresh
        monkeypatch.setattr(
            queue,
            "refresh",
            lambda *regions, **options: painted.append(regions) or refresh(*regions, **options),
        )
        await day.pass_minutes(1)
        rows = {region.y for regions in painted for region in regions}
        assert rows == {0, 3}  # what runs, and the minutes left on the fit line
        painted.clear()
        day.screen.take_and_draw()
        await day.settle()
        assert painted == []


async def test_keys_of_ones_own(dashboard: OpenDashboard) -> None:
    config = '[keys]\n"task.done" = "z"\n"task.start" = ["f5", "s"]\n'
    async with dashboard(config=config) as day:
        assert "f5 Start  z Done" in day.foot
        await day.press("d")
        assert not day.desk.state.items
        await day.press("z")
        assert day.item(SWEEP).state is ItemState.DONE
        await day.press("f5")
        assert "is done already" in day.foot


async def test_mistakes_in_the_settings_are_told_and_the_rest_is_used(dashboard: OpenDashboard) -> None:
    config = 'theme = "jornada-drak"\n[keys]\n"task.done" = "z"\n"task.dnoe" = "y"\n'
    async with dashboard(config=config, size=(120, 30)) as day:
        banner = next(row for row in day.rows() if "config.toml" in row)
        assert "“jornada-drak” is not possible here; did you mean jornada-dark?" in banner
        assert banner.endswith("+1 more")
        await day.press("z")
        assert day.item(SWEEP).state is ItemState.DONE


async def test_titles_are_data(dashboard: OpenDashboard) -> None:
    added = tuple(
        do.TaskAdd(title=title, date=FRIDAY, block="morning", minutes=1)
        for title in (*AWKWARD_TEXTS, "[@click=app.quit]Quit[/]")
    )
    async with dashboard(size=(80, 30), before=added) as day:
        text = day.text()
        assert "[bold]x[/bold] [@click=app.quit]" in text
        assert "[@click=app.quit]Quit[/]" in text
        await day.press("s", "d")
        assert day.app.is_running


async def test_spanish(dashboard: OpenDashboard) -> None:
    async with dashboard(language="es") as day:
        assert "viernes 20 de noviembre" in day.text()
        assert "Mañana" in day.text()


async def test_in_one_colour_the_row_in_hand_is_reversed(
    dashboard: OpenDashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with dashboard(environment={"NO_COLOR": "1"}) as day:
        assert day.app.ansi_color is True
        assert _styles(day, 0) == {(True, True), (True, False)} or all(
            reverse for reverse, _ in _styles(day, 0)
        )
        assert not any(reverse for reverse, _ in _styles(day, 1))
        await day.press("tab")
        assert not any(reverse for reverse, _ in _styles(day, 0))
        assert day.rows()[6].startswith("▌")


def _styles(day: Any, row: int) -> set[tuple[bool, bool]]:
    strip = day.screen.query_one("#queue").render_line(row)
    styles = [segment.style or Style() for segment in strip][:-1]
    return {(bool(style.reverse), bool(style.bold)) for style in styles}


@pytest.mark.parametrize("theme", ["jornada-dark", "jornada-light", "terminal", "none-such"])
async def test_every_theme_opens(dashboard: OpenDashboard, theme: str) -> None:
    async with dashboard(environment={"JORNADA_THEME": theme}) as day:
        assert "Overnight sweep" in day.text()
        assert ("config.toml" in day.text()) is (theme == "none-such")


async def test_seconds_are_counted_only_where_they_are_shown(dashboard: OpenDashboard) -> None:
    async with dashboard(config="show_seconds = true") as day:
        await day.press("s")
        day.clock.advance(seconds=75)
        day.screen.take_and_draw()
        assert "1:15/45 min" in day.status


async def test_a_clock_near_its_end_rings_once(
    dashboard: OpenDashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[bool] = []
    async with dashboard(before=(COFFEE,)) as day:
        monkeypatch.setattr(day.app, "bell", lambda: rung.append(True))
        await day.pass_minutes(40)
        assert rung == []
        await day.pass_minutes(14)  # its last quarter
        await day.pass_minutes(1)
        assert len(rung) == 1
        await day.pass_minutes(10)
        assert len(rung) == 2


async def test_reveal_shows_what_was_filtered_out(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(COFFEE,)) as day:
        await day.press("slash", "x", "x", "enter", "right_square_bracket")
        day.screen.reveal(f"{FRIDAY}.write-post")
        await day.settle()
        assert day.in_hand == "write-post"
        assert "Write for the blog" in day.text()
        day.screen.reveal(day.incident().id)
        await day.settle()
        assert day.screen.pane is Pane.INCIDENTS


async def test_of_many_tasks_only_those_in_sight_are_looked_at(
    dashboard: OpenDashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[int] = []
    monkeypatch.setattr(queue, "made_of_columns", None)
    one_row = queue.Rows.__getitem__
    monkeypatch.setattr(
        queue.Rows, "__getitem__", lambda rows, place: looked_at.append(place) or one_row(rows, place)
    )
    more = [do.TaskAdd(title=f"Task {number}", date=FRIDAY, minutes=10) for number in range(200)]
    async with dashboard(before=more) as day:
        assert "Overnight sweep of mentions" in day.text()
        await day.press("j", "j", "j", "ctrl+d")
        await day.press("slash", *"task 17")
        await day.pass_minutes(1)

        rows = day.rows()
        assert any("12 of 212" in row for row in rows), rows
        assert [row.split()[1:3] for row in rows if " Task " in row] == [
            ["Task", str(number)] for number in (17, 117, *range(170, 180))
        ]
    assert len(set(looked_at)) < 80


async def test_typing_to_filter_lays_nothing_out_and_shows_the_end_of_a_long_text(
    dashboard: OpenDashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with dashboard(size=(50, 15)) as day:
        await day.press("slash")
        laid_out: list[int] = []
        arrange = BoardLayout.arrange
        monkeypatch.setattr(
            BoardLayout, "arrange", lambda *given, **named: laid_out.append(1) or arrange(*given, **named)
        )
        line = day.screen.query_one("#filter", Line)
        await day.press(*"me")
        assert line.render_line(0).text.rstrip() == "me"
        await day.press(*("nt" * 20), *"the end")
        assert line.render_line(0).text.rstrip().endswith("the end")
        await day.press("home")
        assert line.render_line(0).text.startswith("ment")
        assert not laid_out


async def test_the_filter_is_not_open_on_one_line(dashboard: OpenDashboard) -> None:
    async with dashboard(size=(30, 5)) as day:
        await day.press("slash", "x")
        assert not day.screen.query("#filter")


async def test_leaving_stops_what_watches(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.settle()
        watcher = day.watcher
    assert watcher.stopped


async def test_on_an_empty_day_the_foot_names_what_can_be_done(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("right_square_bracket")
        assert day.foot.startswith("a Add")
        assert "Done" not in day.foot
        await day.press("a", *"Call the printer 10m", "enter", "j")
        assert "d Done" in day.foot
