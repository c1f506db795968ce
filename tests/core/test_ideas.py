"""Ideas: caught, made into a task by one record, dropped; on two devices too."""

from __future__ import annotations

import pytest

from jornada.core import intents as do
from jornada.core.fold import Timeline, fold
from jornada.core.limits import PROSE_LIMIT
from jornada.core.refusals import Reason
from jornada.core.state import IdeaState
from tests.core.builders import FRIDAY, SATURDAY, Bench, planned


def test_a_thought_is_kept_as_it_came_and_begins_no_day() -> None:
    bench = Bench(date=SATURDAY, time="23:10")
    key = bench.act(do.IdeaAdd(text="  Ask the bakery\x1b about Roscón "))
    idea = bench.state.ideas[key]
    assert (idea.text, idea.state, idea.at) == ("Ask the bakery about Roscón", IdeaState.OPEN, bench.now)
    assert bench.state.open_ideas == (key,)
    assert bench.state.days == {}


def test_one_record_makes_the_task_and_uses_the_idea() -> None:
    bench = Bench()
    idea = bench.act(do.IdeaAdd(text="Roscón"))
    before = len(bench.timeline.records)
    task = bench.act(do.TaskAdd(title="Roscón", date=FRIDAY, idea=idea))
    added = [each for each in bench.timeline.records[before:] if not isinstance(each.intent, do.DayPlan)]
    assert [each.id for each in added] == [task]
    used = bench.state.ideas[idea]
    assert (used.state, used.task, used.closed) == (IdeaState.USED, task, bench.now)
    assert bench.item(task).title == "Roscón"
    assert bench.state.open_ideas == ()


def test_undoing_the_task_gives_the_idea_back_and_redoing_takes_it_again() -> None:
    bench = Bench()
    idea = bench.act(do.IdeaAdd(text="Roscón"))
    task = bench.act(do.TaskAdd(title="Roscón", date=FRIDAY, idea=idea))
    bench.act(do.Undo())
    assert bench.state.open_ideas == (idea,)
    assert task not in bench.state.items
    bench.act(do.Redo())
    assert bench.state.ideas[idea].task == task


def test_an_idea_may_become_a_task_that_is_there_already() -> None:
    bench = Bench()
    idea = bench.act(do.IdeaAdd(text="More of it"))
    bench.act(do.IdeaUse(idea=idea, task=planned("research")))
    assert bench.state.ideas[idea].task == planned("research")
    assert bench.timeline.changes_after(f"{bench.device}-1") == 1


def test_a_dropped_idea_comes_back_by_undo() -> None:
    bench = Bench()
    idea = bench.act(do.IdeaAdd(text="Roscón"))
    bench.act(do.IdeaDrop(idea=idea))
    assert bench.state.ideas[idea].state is IdeaState.DROPPED
    bench.act(do.Undo())
    assert bench.state.open_ideas == (idea,)


@pytest.mark.parametrize("ending", ["used", "dropped"])
def test_what_is_over_is_refused_by_its_words(ending: str) -> None:
    bench = Bench()
    idea = bench.act(do.IdeaAdd(text="Roscón"))
    last = do.TaskAdd(title="x", date=FRIDAY, idea=idea) if ending == "used" else do.IdeaDrop(idea=idea)
    bench.act(last)
    reason = Reason.IDEA_USED if ending == "used" else Reason.IDEA_DROPPED
    for intent in (
        do.IdeaDrop(idea=idea),
        do.IdeaUse(idea=idea, task=planned("sweep")),
        do.TaskAdd(title="x", date=FRIDAY, idea=idea),
    ):
        refused = bench.refused(intent)
        assert (refused.reason, refused.about) == (reason, "Roscón")


@pytest.mark.parametrize(
    ("intent", "reason"),
    [
        (do.IdeaAdd(text=" \n "), Reason.EMPTY_TEXT),
        (do.IdeaAdd(text="x" * (PROSE_LIMIT + 1)), Reason.TEXT_TOO_LONG),
        (do.IdeaDrop(idea="gone"), Reason.NO_SUCH_IDEA),
        (do.TaskAdd(title="x", date=FRIDAY, idea="gone"), Reason.NO_SUCH_IDEA),
        (do.IdeaUse(idea="gone", task=planned("sweep")), Reason.NO_SUCH_IDEA),
    ],
)
def test_refusals(intent: do.Intent, reason: Reason) -> None:
    assert Bench().refused(intent).reason is reason


def test_an_idea_cannot_become_a_task_that_is_not_there() -> None:
    bench = Bench()
    idea = bench.act(do.IdeaAdd(text="Roscón"))
    assert bench.refused(do.IdeaUse(idea=idea, task="gone")).reason is Reason.NO_SUCH_TASK


@pytest.mark.parametrize("used_first", [True, False])
def test_used_on_one_device_and_dropped_on_the_other_it_is_used(used_first: bool) -> None:
    one, two = Bench(device="aaaa"), Bench(device="bbbb")
    idea = one.act(do.IdeaAdd(text="Roscón"))
    one.sync(two)
    first, second = (one, two) if used_first else (two, one)
    task = first.act(do.TaskAdd(title="Roscón", date=FRIDAY, idea=idea))
    second.act(do.IdeaDrop(idea=idea))
    one.sync(two)
    assert one.state == two.state
    assert one.state.ideas[idea].task == task


def test_a_task_made_of_an_idea_that_was_undone_stays() -> None:
    bench = Bench()
    idea = bench.act(do.IdeaAdd(text="Roscón"))
    task = bench.act(do.TaskAdd(title="Roscón", date=FRIDAY, idea=idea))
    kept = [each for each in bench.timeline.records if each.id != idea]
    state = fold(kept)
    assert task in state.items
    assert state.notices == ()
    assert Timeline(kept).state.ideas == {}
