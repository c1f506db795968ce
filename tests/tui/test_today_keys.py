"""Every key of the Today screen, on a real desk."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from jornada.core import intents as do
from jornada.core.plan import Status, status_of
from jornada.core.state import IncidentStatus, ItemState
from jornada.present.layout import Pane
from jornada.tui import day_dialogs, dialogs, incident_dialogs, time_dialogs
from jornada.tui.screens.review_form import ReviewForm
from tests.tui.conftest import FRIDAY, OpenDashboard

SWEEP, PUBLISH, ADAPT = "overnight-sweep", "publish-and-answer", "adapt-per-network"


@pytest.mark.parametrize("key", ["s", "space"])
async def test_start_and_stop(dashboard: OpenDashboard, key: str) -> None:
    async with dashboard() as day:
        assert day.in_hand == SWEEP
        await day.press(key)
        running = day.desk.state.running_session
        assert running is not None
        assert running.task == f"{FRIDAY}.{SWEEP}"
        assert day.foot.startswith("Started: Overnight sweep of mentions")
        assert day.status.startswith("▶ Overnight sweep of mentions  0/45 min")
        await day.pass_minutes(12)
        assert day.status.startswith("▶ Overnight sweep of mentions  12/45 min")
        await day.press("j", "k")
        assert day.foot.startswith("s Stop")
        await day.press(key)
        assert day.desk.state.running_session is None
        assert day.foot.startswith("Stopped: Overnight sweep of mentions, 12 min")
        assert status_of(day.item(SWEEP), day.desk.state) is Status.PAUSED


async def test_starting_another_ends_the_one_that_runs(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("s", "j", "s")
        running = day.desk.state.running_session
        assert running is not None
        assert running.task.endswith(PUBLISH)
        assert sum(session.end is None for session in day.desk.state.sessions.values()) == 1


async def test_done_stays_on_its_row_and_a_second_press_says_so(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("d")
        assert day.item(SWEEP).state is ItemState.DONE
        assert day.in_hand == SWEEP
        assert day.foot.startswith("Done: Overnight sweep of mentions")
        await day.press("d", "d", "d")
        assert day.in_hand == SWEEP
        assert day.foot.startswith("Overnight sweep of mentions is done already")
        assert [item.state for item in day.desk.state.items.values()].count(ItemState.DONE) == 1
        await day.press("o")
        assert day.item(SWEEP).state is ItemState.OPEN
        await day.press("o")
        assert "is open already" in day.foot


async def test_drop_stays_on_its_row_and_a_second_press_says_so(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("x", "x")
        assert day.item(SWEEP).state is ItemState.DROPPED
        assert day.in_hand == SWEEP
        assert "was dropped; reopen it first" in day.foot
        assert [item.state for item in day.desk.state.items.values()].count(ItemState.DROPPED) == 1


async def test_keys_pressed_while_others_are_saved_are_all_counted(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.pilot.press("plus", "plus", "plus", "minus", "c", "c")
        await day.settle()
        assert day.item(SWEEP).minutes == 55
        assert day.item(SWEEP).count == 2
        await day.press("s", "s")
        assert day.desk.state.running_session is None
        assert len(day.desk.state.sessions) == 1


async def test_minutes_never_fall_below_none(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press(*["minus"] * 10)
        assert day.item(SWEEP).minutes == 0
        assert day.foot.startswith("Nothing changes")


async def test_order_within_its_part_of_the_queue(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:

        def titles() -> list[str]:
            assert day.screen.picture is not None
            return [row.item.key for row in day.screen.picture.view.rows[:4]]

        await day.press("greater_than_sign")
        assert titles()[:2] == [PUBLISH, SWEEP]
        assert day.in_hand == SWEEP
        await day.press("less_than_sign")
        assert titles()[:2] == [SWEEP, PUBLISH]
        await day.press("less_than_sign")
        assert day.foot.startswith("It goes no further")
        await day.press("G", "greater_than_sign")
        assert day.foot.startswith("It goes no further")


async def test_milestone(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("M")
        assert day.item(SWEEP).reached_at == day.clock.now
        assert "◇ 09:45" in day.text()
        await day.press("M")
        assert day.foot.startswith("The milestone is reached already")


async def test_a_break_begins_and_ends(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("s", "p")
        running = day.desk.state.running_session
        assert running is not None
        assert running.is_break
        assert day.status.startswith("▶ Break")
        await day.press("p")
        assert day.desk.state.running_session is None


async def test_the_incident_loop(dashboard: OpenDashboard, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupt, name, acknowledge, respond, contain, resolve, resume: a key each, or one short form."""

    async def name_it(app: Any, desk: Any, incident: Any) -> do.Intent:
        return do.IncidentEdit(incident=incident.id, title="Viral complaint", kind="press")

    monkeypatch.setattr(incident_dialogs, "edit_incident", name_it)
    async with dashboard() as day:
        await day.press("s", "exclamation_mark")
        assert day.incident().interrupted_task == f"{FRIDAY}.{SWEEP}"
        assert "‖ Overnight sweep" in day.status
        assert day.screen.pane is Pane.INCIDENTS  # the cursor went to what is in hand now
        await day.press("e")
        assert day.incident().title == "Viral complaint"
        assert day.incident().severity == 2
        assert "S2 30 min left" in day.status
        for label, status in (
            ("Acknowledge", IncidentStatus.ACKNOWLEDGED),
            ("Respond", IncidentStatus.RESPONDED),
            ("Contain", IncidentStatus.CONTAINED),
        ):
            await day.press("j")
            assert day.foot.startswith(f"space {label}")
            assert "‖ Overnight sweep" in day.status
            await day.press("space")
            assert day.incident().status is status
        assert "update 2 h left" in day.status  # answered: now the next word is due
        await day.press("space")
        assert day.incident().status is IncidentStatus.RESOLVED
        await day.press("r")
        running = day.desk.state.running_session
        assert running is not None
        assert running.task.endswith(SWEEP)
        assert "‖" not in day.status
        assert day.screen.pane is Pane.QUEUE
        assert day.in_hand == SWEEP


async def test_keys_of_an_incident(dashboard: OpenDashboard) -> None:
    opened = do.IncidentOpen(title="Cold coffee", kind="press")
    async with dashboard(before=(opened,)) as day:
        await day.press("shift+tab", "s")
        running = day.desk.state.running_session
        assert running is not None
        assert running.incident == day.incident().id
        assert day.status.startswith("▶ ⚠ S2 Cold coffee")
        await day.press("s")
        assert day.desk.state.running_session is None
        await day.press("S")
        assert day.incident().severity == 1
        await day.press("S")  # of this kind at least high: round to that, not to low
        assert day.incident().severity == 2
        await day.press(*["space"] * 4)
        assert day.incident().status is IncidentStatus.RESOLVED
        await day.press("space")  # what is left is to look back on it
        assert isinstance(day.app.screen, ReviewForm)
        await day.press("escape", "o")
        assert day.incident().is_open
        await day.press("d", "x")  # keys of tasks do nothing here
        assert not day.desk.state.items or all(item.is_open for item in day.desk.state.items.values())


async def test_a_held_key_takes_one_step(dashboard: OpenDashboard) -> None:
    opened = do.IncidentOpen(title="Cold coffee", kind="press")
    async with dashboard(before=(opened,)) as day:
        day.screen.monotonic = lambda: 100.0
        await day.press("tab", *["space"] * 5)
        assert day.incident().status is IncidentStatus.ACKNOWLEDGED
        assert day.foot.startswith("One step a press")
        day.screen.monotonic = lambda: 101.0
        await day.press("space")
        assert day.incident().status is IncidentStatus.RESPONDED


async def test_undo_and_redo_say_what(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("d", "j", "x", "u")
        assert day.foot.startswith("Undid: dropped Publish and answer comments")
        await day.press("u")
        assert day.foot.startswith("Undid: done Overnight sweep of mentions")
        assert day.item(SWEEP).is_open
        await day.press("U")
        assert day.foot.startswith("Done again: done Overnight sweep of mentions")
        await day.press("U", "U")
        assert day.foot.startswith("Nothing to do again")
        await day.press("u", "u", "u")
        assert day.foot.startswith("Nothing to undo")


async def test_nothing_to_resume(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("r")
        assert day.foot.startswith("Nothing waits to be resumed")


async def test_the_cursor(dashboard: OpenDashboard) -> None:
    async with dashboard(size=(80, 16)) as day:
        await day.press("j", "down", "k")
        assert day.in_hand == PUBLISH
        await day.press("g", "up", "k")
        assert day.in_hand == SWEEP
        await day.press("G")
        assert day.in_hand == "conversations"
        await day.press("j", "j")
        assert day.in_hand == "conversations"
        await day.press("home", "pagedown")
        assert day.in_hand not in (SWEEP, PUBLISH, "conversations")
        await day.press("pageup")
        assert day.in_hand == SWEEP
        await day.press("ctrl+d", "ctrl+u", "end")
        assert day.in_hand == "conversations"
        assert any(row.startswith("▌") and "Conversations" in row for row in day.rows())


async def test_the_cursor_follows_its_row_when_others_change_the_queue(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("j")
        await day.do(do.TaskOrder(task=f"{FRIDAY}.{PUBLISH}", after=f"{FRIDAY}.write-post"))
        assert day.in_hand == PUBLISH
        assert day.rows()[9].startswith("▌") is False
        await day.do(do.TaskMove(task=f"{FRIDAY}.{PUBLISH}", date=FRIDAY + dt.timedelta(days=3)))
        assert day.in_hand is not None
        assert day.in_hand != PUBLISH


async def test_other_days(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("right_square_bracket")
        assert "Saturday 21 November" in day.text()
        assert "a day off" in day.text()
        await day.press("right_square_bracket", "right_square_bracket")
        assert "Monday 23 November" in day.text()
        assert not day.desk.state.days  # looking writes nothing
        await day.press("t")
        assert "Friday 20 November" in day.text()
        await day.press("left_square_bracket")
        assert "Thursday 19 November" in day.text()
        assert "t returns to today" in day.text()
        await day.press("escape")
        assert "Friday 20 November" in day.text()


async def test_a_task_of_another_day_can_be_dropped_there(dashboard: OpenDashboard) -> None:
    monday = FRIDAY + dt.timedelta(days=3)
    async with dashboard() as day:
        await day.press(*["right_square_bracket"] * 3, "x")
        assert day.item(SWEEP, monday).state is ItemState.DROPPED


async def test_the_filter(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("slash", *"MENTI")
        assert "3 of 12" in day.text()  # while it is typed
        assert "Write for the blog" not in day.text()
        await day.press("d", "backspace", "enter")
        assert day.item(SWEEP).is_open if day.desk.state.items else True  # letters were typed, not done
        assert day.screen.focused is not None
        await day.press("j", "d")
        assert day.item("noon-check").state is ItemState.DONE
        await day.press("escape")
        assert "Write for the blog" in day.text()
        await day.press("slash", "x", "escape")
        assert "Write for the blog" in day.text()


async def test_panes(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("tab")
        assert day.screen.pane is Pane.INCIDENTS
        await day.press("d")
        assert not day.desk.state.items
        await day.press("tab")
        assert day.screen.pane is Pane.QUEUE
        await day.press("shift+tab")
        assert day.screen.pane is Pane.INCIDENTS


ASKED = {
    "a": "add_task",
    "i": "log_incident",
    "e": "edit_task",
    "enter": "edit_task",
    "n": "note_task",
    "m": "move_task",
    "l": "log_time",
    "T": "triage",
    "b": "choose_brand",
    "C": "choose_theme",
    "question_mark": "show_help",
    "f1": "show_help",
    "colon": "show_palette",
    "f2": "show_palette",
}


async def test_keys_that_ask(dashboard: OpenDashboard, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answering(name: str) -> Any:
        async def answer(*arguments: object, **options: Any) -> None:
            asked.append(name)

        return answer

    rooms = {"log_incident": incident_dialogs, "log_time": time_dialogs, "triage": day_dialogs}
    for name in set(ASKED.values()):
        monkeypatch.setattr(rooms.get(name, dialogs), name, answering(name))
    async with dashboard() as day:
        await day.press("s", "s")
        await day.pass_minutes(180)  # noon: the morning's tasks are left over
        for key in ASKED:
            await day.press(key)
    assert asked == list(ASKED.values())


async def test_what_a_form_ends_in_is_done(dashboard: OpenDashboard, monkeypatch: pytest.MonkeyPatch) -> None:
    async def add(app: Any, desk: Any, date: dt.date, brand: str = "") -> do.Intent:
        return do.TaskAdd(title="Call the café", date=date, block="morning")

    async def brand(app: Any, desk: Any, current: str) -> str:
        return "brisa"

    monkeypatch.setattr(dialogs, "add_task", add)
    monkeypatch.setattr(dialogs, "choose_brand", brand)
    async with dashboard(config='workflow = "agency"') as day:
        await day.press("a")
        assert "Call the café" in day.text()
        assert day.foot.startswith("Added: Call the café")
        await day.press("b")
        assert "Queue   Hotel Brisa " in day.text()
        assert "Call the café" not in day.text()
        await day.press("escape")
        assert "Call the café" in day.text()


async def test_nothing_is_left_over(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("T")
        assert day.foot.startswith("Nothing is left over")


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_quit(dashboard: OpenDashboard, key: str) -> None:
    async with dashboard() as day:
        await day.pilot.press(key)
        await day.pilot.pause()
        assert day.app.return_code == 0
        assert not day.app.is_running


async def test_ctrl_c_says_the_way_out(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("ctrl+c")
        assert day.foot.startswith("q leaves")
        await day.press("j")
        assert not day.foot.startswith("q leaves")


async def test_suspend_is_the_toolkits_own(dashboard: OpenDashboard, monkeypatch: pytest.MonkeyPatch) -> None:
    suspended = []
    async with dashboard() as day:
        monkeypatch.setattr(day.app, "action_suspend_process", lambda: suspended.append(True))
        await day.press("ctrl+z")
    assert suspended == [True]


async def test_the_mouse(dashboard: OpenDashboard, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    async def edit(app: Any, desk: Any, item: Any) -> None:
        opened.append(item.key)

    monkeypatch.setattr(dialogs, "edit_task", edit)
    async with dashboard(size=(80, 16), before=(do.IncidentOpen(title="Cold coffee"),)) as day:
        await day.pilot.click("#queue", offset=(20, 1))
        assert day.in_hand == PUBLISH
        await day.pilot.click("#queue", offset=(20, 3))  # the fit line cannot be chosen
        assert day.in_hand == PUBLISH
        await day.pilot.click("#queue", offset=(20, 2), times=2)
        await day.settle()
        assert opened == [ADAPT]
        queue = day.screen.query_one("#queue")
        queue.post_message(_wheel(day))
        await day.settle()
        assert day.in_hand == ADAPT
        assert "Overnight sweep" not in day.text()
        await day.resize(80, 30)
        await day.pilot.click("#incidents", offset=(20, 0))
        assert day.screen.pane is Pane.INCIDENTS


def _wheel(day: Any) -> Any:
    from textual.events import MouseScrollDown

    return MouseScrollDown(day.screen, 5, 2, 0, 1, 0, False, False, False)
