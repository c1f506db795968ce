"""The editor of the plan: rows, forms, saving at once, taking back, and the proposal for today."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from pathlib import Path

import pytest

from jornada import resources
from jornada.core import intents as do
from jornada.paths import Paths
from jornada.tui.screens import workflow_editor
from jornada.tui.screens.adopt import AdoptDialog
from jornada.tui.screens.pick import Pick
from jornada.tui.screens.plan_form import PlanForm
from jornada.tui.screens.today import TodayScreen
from jornada.tui.screens.workflow import WorkflowScreen
from jornada.tui.screens.workflow_editor import WorkflowEditor
from tests.tui.conftest import FRIDAY, Dashboard, OpenDashboard

SWEEP = f"{FRIDAY}.overnight-sweep"
SOURCE = resources.text("workflows", "garcia.en.toml")


async def opened(day: Dashboard, row: str = "") -> WorkflowEditor:
    await day.press("6", "e")
    screen = day.app.screen
    assert isinstance(screen, WorkflowEditor)
    if row:
        assert screen.list.choose(row)
        await day.pilot.pause()
    return screen


async def rest(day: Dashboard) -> None:
    """Wait until what was asked for is in the file and on the screen."""
    screen = day.app.screen
    if isinstance(screen, WorkflowEditor):
        await screen.settled()
    await day.settle()
    await day.pilot.pause()


def own(paths: Paths) -> str:
    return (paths.workflows / "garcia.toml").read_text()


def differing(paths: Paths) -> list[tuple[str, str]]:
    """The lines of the own file that are not those of the built-in one, where as many are there."""
    mine, theirs = own(paths).split("\n"), SOURCE.split("\n")
    assert len(mine) == len(theirs)
    return [(a, b) for a, b in zip(theirs, mine, strict=True) if a != b]


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (50, 15), (40, 10), (30, 5)])
@pytest.mark.parametrize("language", ["en", "es"])
async def test_all_rows_are_there_at_any_size(
    dashboard: OpenDashboard, size: tuple[int, int], language: str
) -> None:
    async with dashboard(size=size, language=language) as day:
        screen = await opened(day)
        assert max(map(len, day.rows())) <= size[0]
        assert len([each for each in screen._entries if each.key and each.key.startswith("task:")]) == 12
        await day.press("G")
        assert len(day.rows()) == size[1]


async def test_80_by_24(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await opened(day, "task:overnight-sweep")
        rows = day.rows()
        assert rows[0] == " Editing: The eight steps  built in"
        assert any(
            row.startswith("▌     45 Overnight sweep of mentions ") and "Reputation" in row for row in rows
        )
        assert any(
            " Morning  09:00–12:00" in row and row.rstrip(" ▐").endswith("180 of 180 min") for row in rows
        )
        assert " Morning: 180 of 180 min" in rows
        assert day.foot.startswith("e Edit  a Add a row")


async def test_minutes_are_saved_at_once_and_the_sum_is_said(dashboard: OpenDashboard, paths: Paths) -> None:
    async with dashboard() as day:
        await opened(day, "task:overnight-sweep")
        await day.press("plus")
        await rest(day)
        assert differing(paths) == [("minutes = 45", "minutes = 50")]
        assert " Morning: 180 of 180 min; with this 185, 5 too many" in day.rows()
        assert day.foot.startswith("Saved. The plan is your own now:")
        await day.press("plus")
        await rest(day)
        await day.press("minus")
        await rest(day)
        assert differing(paths) == [("minutes = 45", "minutes = 50")]
        await day.press("j", "k")
        assert " Morning: 185 of 180 min, 5 too many" in day.rows()


async def test_edits_are_taken_back_one_by_one(dashboard: OpenDashboard, paths: Paths) -> None:
    async with dashboard() as day:
        await opened(day, "task:overnight-sweep")
        for key in ("plus", "greater_than_sign", "u", "u"):
            await day.press(key)
            await rest(day)
        assert own(paths) == SOURCE
        await day.press("u")
        assert "No edit to take back" in day.foot
        assert not day.desk.state.days


async def test_a_form_shows_the_sum_while_one_types_and_saves(dashboard: OpenDashboard, paths: Paths) -> None:
    async with dashboard() as day:
        await opened(day, "task:overnight-sweep")
        await day.press("enter")
        form = day.app.screen
        assert isinstance(form, PlanForm)
        await day.press("tab", "6", "0")
        assert "Morning: 180 of 180 min; with this 195, 15 too many" in str(
            form.text_field("minutes")._below.content
        )
        await day.press("enter")
        await rest(day)
        assert isinstance(day.app.screen, WorkflowEditor)
        assert differing(paths) == [("minutes = 45", "minutes = 60")]


async def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(
    dashboard: OpenDashboard, paths: Paths
) -> None:
    async with dashboard() as day:
        await opened(day, "task:overnight-sweep")
        await day.press("enter", "tab", "x", "enter")
        form = day.app.screen
        assert isinstance(form, PlanForm)
        assert "“x” is not a whole number" in form.text_field("minutes").wrong
        await day.press("escape")
        assert isinstance(day.app.screen, WorkflowEditor)
        assert not paths.workflows.exists()


async def test_a_task_is_added_to_the_block_in_hand(dashboard: OpenDashboard, paths: Paths) -> None:
    async with dashboard() as day:
        screen = await opened(day, "block:noon")
        await day.press("a", *"Call", "enter")
        await rest(day)
        assert screen.list.cursor_key == "task:call"
        assert 'title = "Call"\nblock = "noon"\nminutes = 30\nrepeat = "working days"\n' in own(paths)
        assert "with this 150, 30 too many" in day.text()


@pytest.mark.parametrize("section", ["area", "role", "brand", "objective", "block"])
async def test_each_list_can_be_added_to(dashboard: OpenDashboard, paths: Paths, section: str) -> None:
    async with dashboard() as day:
        screen = await opened(day)
        row = next(each.key for each in screen._entries if each.key and each.key.startswith(f"{section}:"))
        screen.list.choose(":" if section == "block" else row)
        await day.press("a", *"Fresh")
        if section == "block":
            await day.press("tab", *"18:00", "tab", *"19:00")
        await day.press("enter")
        await rest(day)
        assert f'[[{section}]]\nkey = "fresh"\ntitle = "Fresh"\n' in own(paths)
        assert screen.list.cursor_key == f"{section}:fresh"


async def test_removing_asks_first(dashboard: OpenDashboard, paths: Paths) -> None:
    async with dashboard() as day:
        await opened(day, "task:overnight-sweep")
        await day.press("x")
        assert isinstance(day.app.screen, Pick)
        await day.press("n")
        assert not paths.workflows.exists()
        await day.press("x", "x")
        await rest(day)
        assert "overnight-sweep" not in own(paths)
        await day.press("u")
        await rest(day)
        assert own(paths) == SOURCE


async def test_what_tasks_need_stays_and_what_they_may_name_goes(
    dashboard: OpenDashboard, paths: Paths
) -> None:
    async with dashboard() as day:
        screen = await opened(day, "area:listening")
        await day.press("x")
        assert "3 tasks are in it" in day.foot
        screen.list.choose("objective:trust")
        await day.press("x")
        assert isinstance(day.app.screen, Pick)
        await day.press("x")
        await rest(day)
        assert '"trust"' not in own(paths).replace('# objective = "trust"', "")
        assert "Saved" in day.foot


async def test_the_order_within_a_block(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        screen = await opened(day, "task:overnight-sweep")
        await day.press("less_than_sign")
        await rest(day)
        keys = [each.key for each in screen._entries]
        await day.press("greater_than_sign")
        await rest(day)
        after = [each.key for each in screen._entries]
        place = keys.index("task:overnight-sweep")
        assert after[place + 1] == "task:overnight-sweep"
        assert after[place] == keys[place + 1]
        assert screen.list.cursor_key == "task:overnight-sweep"


async def test_a_file_changed_elsewhere_stays(dashboard: OpenDashboard, paths: Paths) -> None:
    async with dashboard() as day:
        await opened(day, "task:overnight-sweep")
        await day.press("plus")
        await rest(day)
        theirs = own(paths).replace("The eight steps", "Theirs")
        (paths.workflows / "garcia.toml").write_text(theirs)
        await day.press("plus")
        await rest(day)
        assert own(paths) == theirs
        assert "garcia.kept-1.toml" in day.foot
        assert day.rows()[0].startswith(" Editing: Theirs")
        assert 'title = "The eight steps"' in (paths.workflows / "garcia.kept-1.toml").read_text()


async def test_a_file_with_mistakes_is_left_to_an_editor(dashboard: OpenDashboard, paths: Paths) -> None:
    paths.workflows.mkdir(parents=True)
    (paths.workflows / "garcia.toml").write_text(SOURCE.replace("\nminutes = 45", "\nminuts = 45", 1))
    async with dashboard() as day:
        await opened(day)
        assert "minuts" in day.text()
        await day.press("plus", "x")
        await day.press("j")
        assert isinstance(day.app.screen, WorkflowEditor)
        assert day.foot.startswith("E In your editor")


# Today


async def test_today_takes_a_change_only_when_it_is_accepted(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(do.TaskNote(task=SWEEP, text="begun"),)) as day:
        await opened(day, "task:overnight-sweep")
        await day.press("plus")
        await rest(day)
        assert day.item("overnight-sweep").minutes == 45
        await day.press("escape")
        await day.pilot.pause()
        assert isinstance(day.app.screen, AdoptDialog)
        await day.press("a")
        await day.pilot.pause()
        await day.settle()
        assert isinstance(day.app.screen, WorkflowScreen)
        assert day.item("overnight-sweep").minutes == 50
        await day.press("escape", "u")
        await day.settle()
        assert day.item("overnight-sweep").minutes == 45


async def test_edited_outside_it_is_proposed_on_today(dashboard: OpenDashboard, paths: Paths) -> None:
    async with dashboard(before=(do.TaskNote(task=SWEEP, text="begun"),)) as day:
        paths.workflows.mkdir(parents=True)
        (paths.workflows / "garcia.toml").write_text(SOURCE.replace("\nminutes = 45", "\nminutes = 50"))
        day.desk.refresh()
        await day.settle()
        assert "The plan was edited; today would change: 3 changed. A decides" in day.text()
        await day.press("A")
        dialog = day.app.screen
        assert isinstance(dialog, AdoptDialog)
        # The first and the last are not wanted.
        await day.press("space", "j", "j", "space", "enter")
        await day.settle()
        minutes = [day.item(key).minutes for key in ("overnight-sweep", "publish-and-answer")]
        assert minutes == [45, 50]
        assert "The plan was edited" not in day.text()


async def test_the_day_can_be_left_as_planned_or_asked_again(dashboard: OpenDashboard, paths: Paths) -> None:
    async with dashboard(before=(do.TaskNote(task=SWEEP, text="begun"),)) as day:
        paths.workflows.mkdir(parents=True)
        (paths.workflows / "garcia.toml").write_text(SOURCE.replace("\nminutes = 45", "\nminutes = 50"))
        day.desk.refresh()
        await day.settle()
        await day.press("A", "escape")
        assert "The plan was edited" in day.text()
        await day.press("A", "n")
        await day.settle()
        assert "The plan was edited" not in day.text()
        assert day.foot.startswith("The day stays as it was planned")
        assert day.item("overnight-sweep").minutes == 45
        await day.press("A")
        assert isinstance(day.app.screen, TodayScreen)


async def test_keys_lead_on(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await opened(day)
        await day.press("1")
        await day.pilot.pause()
        assert isinstance(day.app.screen, TodayScreen)


def test_the_editor_of_a_person(paths: Paths, tmp_path: Path) -> None:
    from jornada.own_editor import NoEditorError, editor_words, open_editor

    assert editor_words({"VISUAL": "code --wait", "EDITOR": "vi"}) == ["code", "--wait"]
    assert editor_words({"VISUAL": " ", "EDITOR": "vi"}) == ["vi"]
    with pytest.raises(NoEditorError):
        editor_words({"PATH": "/nowhere"})
    assert open_editor({"EDITOR": f"'{sys.executable}' -c 'raise SystemExit(3)'"}, tmp_path) == 3


async def in_ones_editor(
    day: Dashboard, monkeypatch: pytest.MonkeyPatch, change: Callable[[str], str]
) -> None:
    """Press E; the editor that opens makes of the file what `change` makes of its text."""

    def edit(environment: Mapping[str, str], file: Path) -> int:
        file.write_text(change(file.read_text()))
        return 0

    monkeypatch.setattr(workflow_editor, "open_editor", edit)
    monkeypatch.setattr(day.app, "suspend", nullcontext)
    await day.press("E")
    await day.pilot.pause()
    await rest(day)


async def test_the_file_in_ones_editor(
    dashboard: OpenDashboard, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with dashboard() as day:
        await opened(day)
        await in_ones_editor(day, monkeypatch, lambda text: text.replace("The eight steps", "Mine"))
        assert day.rows()[0].startswith(" Editing: Mine  garcia.toml")
        assert day.foot.startswith("Nothing is wrong with the file")
        await day.press("u")
        assert "No edit to take back" in day.foot, "what an editor wrote is the editor's to take back"
        await in_ones_editor(day, monkeypatch, lambda text: text.replace("\nminutes", "\nminuts", 1))
        dialog = day.app.screen
        assert isinstance(dialog, Pick)
        assert "minuts" in str(dialog._rows[0].line)
        await day.press("escape")
        assert isinstance(day.app.screen, WorkflowEditor)
        await in_ones_editor(day, monkeypatch, lambda text: text.replace("\nminuts", "\nminutes"))
        assert day.rows()[0].startswith(" Editing: Mine")


async def test_quick_presses_all_count(dashboard: OpenDashboard, paths: Paths) -> None:
    async with dashboard() as day:
        await opened(day, "task:overnight-sweep")
        await day.pilot.press("plus", "plus", "plus", "minus")
        await rest(day)
        assert differing(paths) == [("minutes = 45", "minutes = 55")]
