"""Ideas and promises by keys, on a real desk: caught, used, dropped, promised, seen and kept."""

from __future__ import annotations

import datetime as dt

import pytest
from textual import events
from textual.widgets import Static

from jornada.core import intents as do
from jornada.core.state import IdeaState
from jornada.tui.screens.add_form import AddForm
from jornada.tui.screens.idea_form import IdeaForm
from jornada.tui.screens.ideas import IdeasDialog
from jornada.tui.screens.pick import Pick
from jornada.tui.screens.promise_form import PromiseForm
from tests.tui.conftest import FRIDAY, Dashboard, OpenDashboard
from tests.tui.forms_host import text_on, type_text

SIZES = [(80, 24), (50, 15)]
SWEEP = f"{FRIDAY}.overnight-sweep"
AT_FOUR = dt.datetime(2026, 11, 20, 16, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def promise(who: str = "Ana", by: dt.datetime = AT_FOUR, task: str = SWEEP) -> do.PromiseAdd:
    return do.PromiseAdd(who=who, by=by, task=task)


async def type_in(day: Dashboard, text: str) -> None:
    await type_text(day.pilot, text)


async def written(day: Dashboard) -> None:
    """Wait until what the dialog asked for is done and drawn."""
    for worker in [each for each in day.app.workers if each.group == "ideas"]:
        await worker.wait()
    await day.pilot.pause()


def current(day: Dashboard) -> object:
    """The screen or dialog on top."""
    return day.app.screen


def shown(day: Dashboard) -> str:
    """All that is on the terminal, dialogs included."""
    return text_on(day.pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_a_thought_is_kept_and_one_is_back_where_one_was(
    dashboard: OpenDashboard, size: tuple[int, int]
) -> None:
    async with dashboard(size=size) as day:
        await day.press("s", "j")
        before = (day.in_hand, day.app.focused, day.desk.state.running)
        await day.press("apostrophe")
        assert isinstance(current(day), IdeaForm)
        await type_in(day, "Ask Ana: [b]roscón[/b]?")
        await day.press("enter")
        (idea,) = day.desk.state.ideas.values()
        assert idea.text == "Ask Ana: [b]roscón[/b]?"
        assert (day.in_hand, day.app.focused, day.desk.state.running) == before
        assert "Idea kept" in day.foot


async def test_an_empty_thought_is_refused_and_escape_leaves(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("apostrophe", "enter")
        assert "A text is needed" in shown(day)
        await day.press("escape")
        assert day.desk.state.ideas == {}
        assert day.screen.is_current


@pytest.mark.parametrize("size", SIZES)
async def test_one_key_makes_an_idea_a_task(dashboard: OpenDashboard, size: tuple[int, int]) -> None:
    async with dashboard(size=size, before=(do.IdeaAdd(text="Older"), do.IdeaAdd(text="Newer"))) as day:
        await day.press("I")
        assert isinstance(current(day), IdeasDialog)
        await day.press("enter")
        assert isinstance(current(day), AddForm)
        await type_in(day, " 25m")
        await day.press("enter")
        older, newer = day.desk.state.ideas.values()
        assert (older.state, newer.state) == (IdeaState.OPEN, IdeaState.USED)
        task = day.desk.state.items[newer.task]
        assert (task.title, task.minutes) == ("Newer", 25)
        assert day.screen.task_in_hand == newer.task
        await day.press("u")
        assert len(day.desk.state.open_ideas) == 2


async def test_leaving_the_line_leads_back_to_the_ideas(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(do.IdeaAdd(text="Older"), do.IdeaAdd(text="Newer"))) as day:
        await day.press("I", "j", "a")
        assert "Older" in shown(day)
        await day.press("escape")
        assert isinstance(current(day), IdeasDialog)
        await day.press("escape")
        assert len(day.desk.state.open_ideas) == 2
        assert day.screen.is_current


async def test_a_held_drop_drops_one_and_undo_brings_it_back(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(do.IdeaAdd(text="Older"), do.IdeaAdd(text="Newer"))) as day:
        await day.press("I", "x", "x", "x")
        await written(day)
        assert [day.desk.state.ideas[key].text for key in day.desk.state.open_ideas] == ["Older"]
        assert "was dropped" in shown(day)
        assert "✗ Newer" in shown(day)
        await day.press("enter")
        assert isinstance(current(day), IdeasDialog)
        await day.press("u")
        await written(day)
        assert len(day.desk.state.open_ideas) == 2
        await day.press("u", "u")
        await written(day)
        assert len(day.desk.state.ideas) == 0


async def test_undo_among_ideas_touches_nothing_else(dashboard: OpenDashboard) -> None:
    before = (do.IdeaAdd(text="Older"), do.TaskDone(task=SWEEP))
    async with dashboard(before=before) as day:
        await day.press("I", "u")
        assert "Nothing about an idea to undo" in shown(day)
        assert not day.item("overnight-sweep").is_open


async def test_without_ideas_the_list_says_so(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("I")
        assert "Nothing is kept yet" in shown(day)
        await day.press("enter", "x", "escape")
        assert day.screen.is_current


@pytest.mark.parametrize("size", SIZES)
async def test_a_promise_is_made_shown_and_kept(dashboard: OpenDashboard, size: tuple[int, int]) -> None:
    async with dashboard(size=size) as day:
        await day.press("P")
        assert isinstance(current(day), PromiseForm)
        await type_in(day, "Ana")
        await day.press("tab")
        await type_in(day, "10:30")
        await day.press("enter")
        (made,) = day.desk.state.promises.values()
        assert (made.who, made.task, f"{made.by:%H:%M}") == ("Ana", SWEEP, "10:30")
        assert any("Ana before 10:30" in row and "50 min left" in row for row in day.rows())
        await day.pass_minutes(60)
        late = [row for row in day.rows() if "Ana" in row and "10 min overdue" in row]
        assert len(late) == 2
        assert all("!" in row for row in late)
        await day.press("K")
        assert day.desk.state.open_promises == ()
        assert "Promise kept" in day.foot
        await day.press("K")
        assert "Nothing is promised" in day.foot
        await day.press("u")
        assert len(day.desk.state.open_promises) == 1


@pytest.mark.parametrize(
    ("typed", "said"), [("9:30", "09:30 is past"), ("late", "no time of the day"), ("", "A time is needed")]
)
async def test_a_bad_time_is_said_at_its_field(dashboard: OpenDashboard, typed: str, said: str) -> None:
    async with dashboard() as day:
        await day.press("P")
        await type_in(day, "Ana")
        await day.press("tab")
        await type_in(day, typed)
        await day.press("enter")
        form = day.app.screen
        assert isinstance(form, PromiseForm)
        assert said in form.field("by").wrong
        assert day.desk.state.promises == {}


async def test_without_a_name_nothing_is_promised(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("P", "enter")
        form = day.app.screen
        assert isinstance(form, PromiseForm)
        assert "A name is needed" in form.field("who").wrong


@pytest.mark.parametrize("size", SIZES)
async def test_a_promise_about_an_incident(dashboard: OpenDashboard, size: tuple[int, int]) -> None:
    async with dashboard(size=size, before=(do.IncidentOpen(title="Viral"),)) as day:
        await day.press("tab", "P")
        await type_in(day, "Luis")
        await day.press("tab")
        await type_in(day, "tomorrow 10:00")
        await day.press("enter")
        (made,) = day.desk.state.promises.values()
        assert made.incident == day.incident().id
        assert any("Luis" in row and "Sat 21" in row and "10:00" in row for row in day.rows())
        await day.press("K")
        assert day.desk.state.open_promises == ()


async def test_of_several_one_is_chosen(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(promise("Ana"), promise("Luis", AT_FOUR.replace(hour=12)))) as day:
        await day.press("K")
        assert isinstance(current(day), Pick)
        await day.press("K", "j", "enter")
        (left,) = day.desk.state.open_promises
        assert day.desk.state.promises[left].who == "Luis"


async def test_yesterdays_promise_leads_the_queue_until_it_is_kept(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(promise(), do.TaskDone(task=SWEEP))) as day:
        day.clock.advance(minutes=3 * 24 * 60)
        await day.pass_minutes(0)
        assert "Still promised" in day.text()
        (row,) = (row for row in day.rows() if "Ana before Fri 20, 16:00" in row and "Overnight" in row)
        assert "overdue" in row
        assert "!" in row
        await day.press("K")
        assert isinstance(current(day), Pick)
        await day.press("enter")
        assert "Still promised" not in day.text()


async def test_the_row_of_a_promise_comes_into_sight_with_its_task(dashboard: OpenDashboard) -> None:
    async with dashboard(size=(50, 15)) as day:
        last = [row.item.id for row in day.desk.day().rows][-1]
        await day.do(promise("Zoe", task=last))
        await day.press("G")
        assert day.screen.task_in_hand == last
        assert any("Zoe before 16:00" in row for row in day.rows())


async def test_the_palette_knows_them(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(do.IdeaAdd(text="Older"),)) as day:
        await day.press("colon")
        await type_in(day, "idea task")
        await day.press("enter")
        assert isinstance(current(day), IdeasDialog)


async def test_the_promises_there_are_stand_in_the_form(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(promise("Luis"),)) as day:
        await day.press("P")
        form = day.app.screen
        facts = "\n".join(str(each.render()) for each in form.query(".facts").results(Static))
        assert "Luis before 16:00" in facts


@pytest.mark.parametrize("after", ["escape", "enter", "f1"])
async def test_what_comes_at_once_after_enter_ends_nothing(dashboard: OpenDashboard, after: str) -> None:
    async with dashboard() as day:
        await day.press("apostrophe", *"Raffle")
        for key in ("enter", after):
            day.app.post_message(events.Key(key, None))
        await day.settle()
        assert day.app.is_running
        await day.press("escape", "escape")
        assert day.app.is_running
        assert [idea.text for idea in day.desk.state.ideas.values()] == ["Raffle"]
