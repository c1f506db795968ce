"""A week of an agency for the weekly report: with figures, incidents, and a marker in every field that no
client may see and in everything of another brand."""

from __future__ import annotations

import datetime as dt

from jornada.core import intents as do
from jornada.core.calendar import WorkingHours
from jornada.core.incidents import TargetBook
from jornada.core.posts import Post, PostState
from jornada.core.weekly_report import Sources
from tests.present.scene import FRIDAY, MADRID, Scene, friday, task

PRIVATE = "PRIVATEMARK"
OTHER = "OTHERMARK"
MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (FRIDAY - dt.timedelta(days=back) for back in (4, 3, 2, 1))
WEEK = dt.timedelta(days=7)
POSTS = (
    Post(
        key="menu", date=TUESDAY, time=dt.time(10), title="New menu", brand="acme", state=PostState.PUBLISHED
    ),
    Post(
        key="raffle",
        date=FRIDAY,
        title="Raffle <b>&</b>",
        channel="Instagram",
        brand="acme",
        state=PostState.SCHEDULED,
        link=f"https://example.org/{PRIVATE}",
    ),
    Post(key="thought", date=FRIDAY, title=f"{PRIVATE} idea", brand="acme", state=PostState.IDEA),
    Post(key="hotel", date=FRIDAY, title=f"{OTHER} post", brand="brisa", state=PostState.PUBLISHED),
    Post(key="advent", date=FRIDAY + WEEK, title="Advent calendar", brand="acme", state=PostState.DRAFT),
)


def figures(scene: Scene, brand: str, weeks_ago: int, **values: float) -> None:
    given = tuple(do.KpiValue(key=key, value=value) for key, value in values.items())
    scene.do(do.KpiSet(brand=brand, week=MONDAY - WEEK * weeks_ago, values=given))


def worked(scene: Scene, date: dt.date, key: str, start: str, end: str, *, done: bool = True) -> None:
    """A task was timed, and done at its end."""
    scene.at(start, date)
    scene.do(do.TaskStart(task=task(key, date)))
    scene.at(end, date)
    scene.do(do.TaskDone(task=task(key, date)) if done else do.TaskStop(session=scene.state.running))


def a_week(language: str = "en") -> Scene:
    """What happened from Monday to Friday afternoon; of acme there is everything."""
    scene = friday(workflow=f"agency.{language}")
    for place in range(6):
        scene.at("09:00", FRIDAY)
        figures(scene, "acme", place + 1, followers=1160 - 25 * place, mentions=30 + place, replies=29)
    _monday_and_tuesday(scene)
    _the_middle(scene)
    _friday(scene)
    return scene


def _monday_and_tuesday(scene: Scene) -> None:
    worked(scene, MONDAY, "monitor-morning-acme", "09:00", "09:25")
    scene.do(do.TaskMilestone(task=task("monitor-morning-acme", MONDAY)))
    worked(scene, MONDAY, "posts-acme-week", "09:30", "11:40")
    scene.do(do.TaskMilestone(task=task("posts-acme-week", MONDAY)))
    worked(scene, MONDAY, "monitor-morning-brisa", "11:40", "11:55")
    scene.do(do.TaskNote(task=task("posts-acme-week", MONDAY), text=f"{PRIVATE} note"))
    scene.at("17:50", MONDAY)
    scene.do(do.TaskDrop(task=task("campaigns-acme", MONDAY), reason="the client put it off"))
    scene.do(do.TaskDrop(task=task("monitor-afternoon-brisa", MONDAY), reason=f"{OTHER} reason"))
    worked(scene, TUESDAY, "monitor-morning-acme", "09:10", "09:50")
    scene.do(do.TaskMilestone(task=task("monitor-morning-acme", TUESDAY)))
    scene.do(do.TaskStart(task=task("update-morning-acme", TUESDAY)))
    scene.at("10:00", TUESDAY)
    key = scene.do(do.Interrupt(title=f"{PRIVATE} interruption"))
    scene.at("10:20", TUESDAY)
    scene.do(do.IncidentEdit(incident=key, kind="client-request", brand="acme"))
    scene.do(do.IncidentResolve(incident=key))
    scene.do(do.Resume(incident=key))
    scene.at("10:40", TUESDAY)
    scene.do(do.TaskDone(task=task("update-morning-acme", TUESDAY)))


def _the_middle(scene: Scene) -> None:
    worked(scene, WEDNESDAY, "posts-acme-blog", "09:00", "10:30")
    scene.do(do.TaskCount(task=task("posts-acme-blog", WEDNESDAY), amount=1))
    worked(scene, WEDNESDAY, "curation-acme", "12:00", "12:25")
    scene.do(do.TaskCount(task=task("curation-acme", WEDNESDAY), amount=2))
    scene.at("16:00", WEDNESDAY)
    opened = do.IncidentOpen(
        title=f"{PRIVATE} title",
        kind="negative-mentions",
        severity=2,
        brand="acme",
        channel=f"{PRIVATE} channel",
        link=f"https://example.org/{PRIVATE}",
        author=f"{PRIVATE} author",
        evidence=f"{PRIVATE} evidence",
        owner=f"{PRIVATE} owner",
    )
    key = scene.do(opened)
    scene.do(do.TaskStart(incident=key))
    scene.do(do.IncidentNotify(incident=key, who=f"{PRIVATE} notified"))
    scene.do(do.IncidentNote(incident=key, text=f"{PRIVATE} timeline"))
    scene.do(do.PromiseAdd(incident=key, who=f"{PRIVATE} who", by=scene.now + dt.timedelta(hours=1)))
    scene.at("16:40", WEDNESDAY)
    scene.do(do.IncidentEdit(incident=key, statement=f"{PRIVATE} statement", approved_by=f"{PRIVATE} boss"))
    scene.do(do.IncidentRespond(incident=key))
    scene.at("17:10", WEDNESDAY)
    scene.do(do.IncidentResolve(incident=key))
    review = do.IncidentReview(
        incident=key,
        worked=f"{PRIVATE} worked",
        failed=f"{PRIVATE} failed",
        cause=f"{PRIVATE} cause",
        lesson="Answer before it spreads",
        measures=(do.Measure(text=f"{PRIVATE} measure", owner=f"{PRIVATE} measurer"),),
    )
    scene.do(review)
    scene.at("19:00", WEDNESDAY)
    worked(scene, WEDNESDAY, "growth-acme", "19:00", "19:45", done=False)
    scene.at("09:00", THURSDAY)
    other = scene.do(do.IncidentOpen(title=f"{OTHER} incident", kind="complaint", severity=3, brand="brisa"))
    worked(scene, THURSDAY, "monitor-morning-brisa", "09:05", "09:15")
    scene.do(do.IncidentResolve(incident=other))
    scene.do(do.TaskAdd(title=f"{OTHER} task", date=THURSDAY, brand="brisa", minutes=20))
    own = scene.do(do.TaskAdd(title="Photos for the menu", date=THURSDAY, brand="acme", minutes=30))
    scene.at("17:30", THURSDAY)
    scene.do(
        do.Triage(moves=(do.TriageMove(task=own, date=MONDAY + WEEK, reason="waits for the photographer"),))
    )


def _friday(scene: Scene) -> None:
    worked(scene, FRIDAY, "monitor-morning-acme", "09:00", "09:20")
    scene.at("17:00", FRIDAY)
    figures(scene, "acme", 0, followers=1200, mentions=40, replies=38, reach=12000, interactions=510)
    figures(scene, "brisa", 0, followers=987_654_321)
    scene.do(
        do.ReportNote(
            brand="acme",
            week=FRIDAY,
            status="A good week, one storm weathered <fast>",
            worked="=The raffle brought 40 followers",
            failed="Photos came late\n+ the blog waited",
            next="Advent calendar",
            need="@Approve the advent texts by Tuesday",
        )
    )
    said = {name: f"{OTHER} {name}" for name in ("status", "worked", "failed", "next", "need")}
    scene.do(do.ReportNote(brand="brisa", week=FRIDAY, **said))
    scene.do(do.IdeaAdd(text=f"{PRIVATE} thought"))


def sources(scene: Scene) -> Sources:
    """What the report is made of."""
    hours = WorkingHours(scene.workflow.days, scene.workflow.blocks, MADRID)
    return Sources(
        state=scene.state,
        workflow=scene.workflow,
        now=scene.now,
        zone=MADRID,
        targets=TargetBook(),
        hours=hours,
        posts=POSTS,
    )
