"""Checklists: which steps an incident has, which tick themselves, and which a person ticks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jornada.core import intents as do
from jornada.core.checklists import LEAK, PLAIN, SEVERE, TAKEOVER, checklist_of
from jornada.core.incidents import AUTHORITY_STEP, KINDS
from jornada.present.checklist_words import STEPS
from tests.core.builders import Bench, at


def opened(bench: Bench, kind: str = "complaint", severity: int | None = 2) -> str:
    return bench.act(do.IncidentOpen(title="It spreads", kind=kind, severity=severity))


def done(bench: Bench, key: str) -> list[str]:
    return [step.key for step in checklist_of(bench.state.incidents[key]) if step.done]


@pytest.mark.parametrize(
    ("kind", "severity", "steps"),
    [
        ("complaint", 1, SEVERE),
        ("press", None, SEVERE),
        ("complaint", 3, PLAIN),
        ("complaint", 4, PLAIN),
        ("complaint", None, ()),
        ("other", None, ()),
        ("other", 2, SEVERE),
        ("compromise", None, TAKEOVER),
        ("leak", None, LEAK),
        ("safety", None, SEVERE),
    ],
)
def test_the_steps_by_kind_and_severity(kind: str, severity: int | None, steps: tuple[str, ...]) -> None:
    bench = Bench()
    key = opened(bench, kind, severity)
    assert tuple(step.key for step in checklist_of(bench.state.incidents[key])) == steps


def test_scheduled_posts_come_first_and_every_step_has_a_title() -> None:
    for steps in (SEVERE, TAKEOVER, LEAK):
        assert steps[0] == "pause-posts"
        assert len(set(steps)) == len(steps)
    assert {*SEVERE, *TAKEOVER, *LEAK, *PLAIN} == set(STEPS)
    assert AUTHORITY_STEP in LEAK
    assert all(kind in KINDS for kind in ("compromise", "leak"))


@pytest.mark.parametrize(
    ("step", "deed"),
    [
        ("pause-posts", lambda key: do.IncidentPausePosts(incident=key)),
        ("keep-evidence", lambda key: do.IncidentEdit(incident=key, evidence="a screenshot")),
        ("notify", lambda key: do.IncidentNotify(incident=key, who="Ana")),
        ("holding-statement", lambda key: do.IncidentEdit(incident=key, statement="We know")),
        ("approve", lambda key: do.IncidentEdit(incident=key, approved_by="Ana")),
        ("publish", lambda key: do.IncidentRespond(incident=key)),
        ("next-update", lambda key: do.IncidentEdit(incident=key, next_update=at("12:00"))),
    ],
)
def test_what_is_done_ticks_its_step(step: str, deed: Callable[[str], do.Intent]) -> None:
    bench = Bench()
    key = opened(bench)
    assert done(bench, key) == ["classify"]
    bench.act(deed(key))
    assert set(done(bench, key)) == {"classify", step}
    bench.act(do.Undo())
    assert done(bench, key) == ["classify"]


def test_a_person_ticks_and_unticks_what_nothing_tells_of() -> None:
    bench = Bench()
    key = opened(bench, "compromise")
    bench.act(do.IncidentCheck(incident=key, step="revoke-sessions"))
    bench.act(do.IncidentCheck(incident=key, step="pause-posts"))
    assert set(done(bench, key)) == {"pause-posts", "revoke-sessions"}
    bench.act(do.IncidentCheck(incident=key, step="pause-posts", done=False))
    assert done(bench, key) == ["revoke-sessions"]
    assert bench.state.incidents[key].checked == ("revoke-sessions",)


def test_who_opens_it_again_pauses_the_posts_again() -> None:
    bench = Bench()
    key = opened(bench)
    bench.act(do.IncidentPausePosts(incident=key))
    bench.later(minutes=10).act(do.IncidentPausePosts(incident=key, paused=False))
    assert {"pause-posts", "resume-posts"} <= set(done(bench, key))
    bench.act(do.IncidentResolve(incident=key))
    bench.later(minutes=10).act(do.IncidentReopen(incident=key))
    assert not {"pause-posts", "resume-posts", "publish"} & set(done(bench, key))
    bench.act(do.IncidentPausePosts(incident=key))
    assert "pause-posts" in done(bench, key)
    assert "resume-posts" not in done(bench, key)


def test_posts_that_stayed_paused_need_no_second_pause() -> None:
    bench = Bench()
    key = opened(bench)
    bench.act(do.IncidentPausePosts(incident=key))
    bench.act(do.IncidentResolve(incident=key))
    bench.later(minutes=10).act(do.IncidentReopen(incident=key))
    assert "pause-posts" in done(bench, key)


def test_a_step_of_another_checklist_that_was_ticked_does_no_harm() -> None:
    bench = Bench()
    key = opened(bench, "compromise")
    bench.act(do.IncidentCheck(incident=key, step="revoke-sessions"))
    bench.act(do.IncidentEdit(incident=key, kind="complaint"))
    assert "revoke-sessions" not in done(bench, key)
