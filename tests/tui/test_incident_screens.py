"""The log of incidents and the page of one: read, filtered, worked on, left; at all their sizes."""

from __future__ import annotations

import itertools

import pytest

from jornada.core import intents as do
from jornada.core.incidents import next_step
from jornada.core.state import IncidentStatus
from jornada.tui.screens.help import HelpDialog
from jornada.tui.screens.incident_form import IncidentForm
from jornada.tui.screens.incident_page import IncidentPage
from jornada.tui.screens.incident_screen import IncidentScreen
from jornada.tui.screens.incidents import IncidentsScreen
from jornada.tui.screens.review_form import ReviewForm
from jornada.tui.screens.statement import StatementDialog, StatementForm
from jornada.tui.screens.today import TodayScreen
from tests.tui.conftest import FRIDAY, Dashboard, OpenDashboard

SIZES = [(120, 40), (80, 24), (50, 15), (40, 10), (30, 5)]
VIRAL = do.IncidentOpen(title="Cold coffee goes viral", kind="negative-mentions", severity=2)
LATE = do.IncidentOpen(title="Late delivery", kind="complaint", severity=4)
CALM = do.IncidentOpen(title="Cold coffee again", kind="complaint", severity=3, channel="Instagram")


async def type_in(day: Dashboard, text: str) -> None:
    await day.pilot.press(*("space" if each == " " else each for each in text))
    await day.pilot.pause()


async def to_log(day: Dashboard) -> IncidentsScreen:
    await day.press("3")
    screen = day.app.screen
    assert isinstance(screen, IncidentsScreen)
    unhurried(screen)
    return screen


async def to_page(day: Dashboard) -> IncidentPage:
    """The page of the incident under the cursor of Today's list."""
    await day.press("tab", "enter")
    await day.settle()
    screen = day.app.screen
    assert isinstance(screen, IncidentPage)
    unhurried(screen)
    return screen


def unhurried(screen: IncidentScreen) -> None:
    """A person takes a second from one press to the next, a test does not."""
    screen.monotonic = itertools.count(1.0).__next__


# The log


async def test_open_ones_then_those_that_owe_a_post_mortem_then_closed_ones(
    dashboard: OpenDashboard,
) -> None:
    async with dashboard(before=(VIRAL,)) as day:
        viral = day.incident().id
        await day.do(do.IncidentResolve(incident=viral), LATE)
        late = day.incident().id
        await day.do(do.IncidentResolve(incident=late), CALM)
        await to_log(day)
        text = [row.strip(" ▌") for row in day.rows()]
        assert text[0].startswith("Incidents ")
        assert text[0].endswith("1 open")
        assert text[1].startswith("Open ─")
        assert text[2].startswith("⚠ S3 Cold coffee again")
        assert text[3].startswith("A post-mortem is owed ─")
        assert text[4].startswith("✓ S2 Cold coffee goes viral")
        assert text[4].endswith("post-mortem 48 h left")
        assert text[5].startswith("Closed ─")
        assert text[6].startswith("✓ S4 Late delivery")
        assert day.foot.startswith("space Acknowledge  enter Open it")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "es"])
async def test_log_and_page_fit_every_size(
    dashboard: OpenDashboard, size: tuple[int, int], language: str
) -> None:
    async with dashboard(size=size, language=language, before=(VIRAL, CALM)) as day:
        await to_log(day)
        assert max(map(len, day.rows())) <= size[0]
        assert "S2 Cold" in day.text()
        assert "30 min" in day.rows()[-2]  # the nearest deadline, at every size
        await day.press("enter")
        await day.settle()
        assert isinstance(day.app.screen, IncidentPage)
        assert max(map(len, day.rows())) <= size[0]
        await day.press("G")
        assert "09:40" in day.text()


async def test_words_and_a_brand_narrow_the_log(dashboard: OpenDashboard) -> None:
    acme = do.IncidentOpen(title="Broken link", kind="complaint", severity=4, brand="acme")
    async with dashboard(config='workflow = "agency"\n', before=(acme, CALM)) as day:
        await to_log(day)
        await day.press("slash")
        await type_in(day, "INSTA")
        assert "Cold coffee again" in day.text()
        assert "Broken link" not in day.text()
        await day.press("enter", "escape")
        assert "Broken link" in day.text()
        await day.press("b", "1")
        await day.settle()
        assert "Broken link" in day.text()
        assert "Cold coffee again" not in day.text()
        assert "/ Café Ñandú" in day.rows()[0]
        await day.press("escape", "escape")
        assert isinstance(day.app.screen, TodayScreen)


async def test_nothing_to_show_says_how_to_log_one(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await to_log(day)
        assert "i logs one, ! interrupts what runs" in day.text()
        await day.press("space", "enter", "x", "M", "p")  # there is none to do it to
        assert isinstance(day.app.screen, IncidentsScreen)
        assert not day.desk.state.incidents


async def test_a_page_leads_back_to_the_log_and_that_to_today(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(CALM,)) as day:
        await to_log(day)
        await day.press("enter")
        assert isinstance(day.app.screen, IncidentPage)
        await day.press("escape")
        assert isinstance(day.app.screen, IncidentsScreen)
        await day.press("enter", "3")
        await day.settle()
        assert isinstance(day.app.screen, IncidentsScreen)
        await day.press("enter", "1")
        await day.settle()
        assert isinstance(day.app.screen, TodayScreen)


async def test_what_comes_up_on_a_page_is_done_on_today(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(CALM, do.TaskStart(task=f"{FRIDAY}.overnight-sweep"))) as day:
        await to_log(day)
        await day.press("enter", "exclamation_mark")
        await day.pilot.pause()
        await day.settle()
        assert isinstance(day.app.screen, TodayScreen)
        assert day.desk.state.parked


# The page


async def test_enter_on_today_opens_the_page_and_names_what_has_no_name(dashboard: OpenDashboard) -> None:
    async with dashboard() as day:
        await day.press("exclamation_mark")
        await day.press("j")
        assert "enter Name" in day.foot
        await day.press("enter")
        assert isinstance(day.app.screen, IncidentForm)
        await type_in(day, "Late parcel")
        await day.press("enter")
        await day.settle()
        assert day.incident().title == "Late parcel"
        await day.press("enter")
        await day.settle()
        assert isinstance(day.app.screen, IncidentPage)


async def test_80_by_24(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(VIRAL,)) as day:
        await day.press("X")  # to the queue; the line of the crisis stays
        await to_page(day)
        assert day.rows()[:14] == [
            " ⚠ S2 Cold coffee goes viral ───────────────────────────────────────────── open",
            " ! CRISIS S2 Cold coffee goes viral                       30 min left · X to it",
            " ⚠ First response  before 10:10                                     30 min left",
            "▌→ Next: Acknowledge                                                      space",
            " Checklist ─────────────────────────────────────────────────────── 1 of 9 steps",
            " ○ Pause scheduled posts first                                                p",
            " ○ Keep evidence: screenshots, links                                          e",
            " ✓ Classify: kind and severity",
            " ○ Notify: the director, PR                                                   N",
            " ○ Write the holding statement                                                h",
            " ○ Have it approved                                                           h",
            " ○ Publish the first response",
            " ○ Set the next update",
            " ○ Let the posts go out again                                                 p",
        ]
        assert day.foot.startswith("space Acknowledge")


async def test_wide_it_has_two_columns(dashboard: OpenDashboard) -> None:
    async with dashboard(size=(120, 40), before=(CALM,)) as day:
        await to_page(day)
        row = day.rows()[1]
        assert "First response" in row
        assert "What is known ─" in row
        await day.press("tab", "g")
        assert day.app.focused is day.app.screen.query_one("#story")
        await day.resize(80, 24)
        assert day.app.focused is day.app.screen.query_one("#sheet")
        assert "Next: Acknowledge" in day.text()


async def test_space_takes_the_steps_of_its_life(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(VIRAL,)) as day:
        await day.press("X")
        await to_page(day)
        for said, status in (
            ("Respond", IncidentStatus.ACKNOWLEDGED),
            ("Contain", IncidentStatus.RESPONDED),
            ("Resolve", IncidentStatus.CONTAINED),
            ("Review", IncidentStatus.RESOLVED),
        ):
            await day.press("space")
            assert day.incident().status is status
            assert f"Next: {said}" in day.text()
        assert "Post-mortem" in day.rows()[1]  # its clock
        await day.press("space")
        assert isinstance(day.app.screen, ReviewForm)


async def test_a_held_space_takes_one_step(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(CALM,)) as day:
        screen = await to_page(day)
        screen.monotonic = lambda: 100.0
        await day.press("space", "space", "space")
        assert day.incident().status is IncidentStatus.ACKNOWLEDGED
        assert day.foot.startswith("One step a press")


async def test_steps_of_the_checklist(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(VIRAL,)) as day:
        await day.press("X")
        await to_page(day)
        await day.press("j")
        assert day.foot.startswith("space Do it")
        await day.press("space")
        assert day.incident().has_posts_paused
        assert "✓ Pause scheduled posts first" in day.text()
        assert "paused since 09:40" in day.text()
        await day.press("space")  # what the facts tell cannot be unticked
        assert day.incident().has_posts_paused
        assert day.foot.startswith("“Pause scheduled posts first” is ticked by what the incident")
        await day.press("j", "x")
        assert day.incident().checked == ("keep-evidence",)
        await day.press("space")
        assert day.incident().checked == ()
        await day.press("u")
        assert day.incident().checked == ("keep-evidence",)
        await day.press("p")
        assert not day.incident().has_posts_paused


async def test_steps_with_a_form_of_their_own(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(VIRAL,)) as day:
        await day.press("X")
        await to_page(day)
        await day.press("j", "j", "space")
        await type_in(day, "shots 1 to 4")  # the evidence is in hand
        await day.press("enter")
        await day.settle()
        assert day.incident().evidence == "shots 1 to 4"
        await day.press("j", "j", "space")
        await type_in(day, "director")
        await day.press("enter")
        await day.settle()
        assert [each.text for each in day.incident().notified] == ["director"]
        assert "director 09:40" in day.text()
        await day.press("j", "j", "space")
        assert isinstance(day.app.screen, StatementForm)
        await type_in(day, "Ana")
        await day.press("enter")
        await day.settle()
        assert day.incident().approved_by == "Ana"
        await day.press("j", "space")
        assert day.incident().answered is not None
        await day.press("j", "space")
        await type_in(day, "11:00")
        await day.press("enter")
        await day.settle()
        assert day.incident().next_update is not None
        assert "Next update  before 11:00" in day.text()


async def test_notes_are_written_one_after_the_other(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(CALM,)) as day:
        await to_page(day)
        await day.press("n")
        await type_in(day, "Called the kitchen")
        await day.press("enter")
        await type_in(day, "They check; q x u are letters here")
        await day.press("enter", "enter")  # an empty one adds nothing
        assert [each.text for each in day.incident().timeline if each.do == do.IncidentNote.do] == [
            "Called the kitchen",
            "They check; q x u are letters here",
        ]
        assert "Note: They check" in day.text()
        await day.press("escape")
        assert isinstance(day.app.screen, IncidentPage)
        assert day.foot.startswith("space Acknowledge")
        await day.press("escape")
        assert isinstance(day.app.screen, TodayScreen)


async def test_the_newest_line_of_the_timeline_is_in_sight(dashboard: OpenDashboard) -> None:
    async with dashboard(size=(120, 20), before=(CALM,)) as day:
        key = day.incident().id
        await day.do(*(do.IncidentNote(incident=key, text=f"note {n}") for n in range(30)))
        await to_page(day)
        assert "note 29" in day.text()
        await day.do(do.IncidentNote(incident=key, text="the newest"))
        await day.settle()
        assert "the newest" in day.text()


async def test_word_sent_starts_the_next_clock(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(CALM,)) as day:
        await to_page(day)
        await day.press("w")
        await type_in(day, "We look into it")
        await day.press("tab")
        await type_in(day, "10:30")
        await day.press("enter")
        await day.settle()
        incident = day.incident()
        assert incident.answered is not None
        assert incident.updates
        assert "Next update  before 10:30" in day.text()
        assert "update 50 min left" in day.status


async def test_only_watched_no_answer_is_owed(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(CALM,)) as day:
        await to_page(day)
        await day.press("v")
        assert day.incident().monitored is not None
        assert "First response  before" not in day.text()
        assert "Next: Resolve" in day.text()


async def test_the_holding_statement_is_read_copied_and_written(dashboard: OpenDashboard) -> None:
    copied: list[str] = []
    async with dashboard(config="clipboard = true\n", before=(VIRAL,)) as day:
        await day.press("X")
        await to_page(day)
        day.app.copy_to_clipboard = copied.append
        await day.press("h")
        assert isinstance(day.app.screen, StatementDialog)
        await day.press("y")
        assert copied == [
            "We know about cold coffee goes viral. We are checking it and will update here by 11:40."
        ]
        await day.press("l", "y")
        assert copied[1].startswith("Sabemos lo de")
        await day.press("enter")
        assert isinstance(day.app.screen, StatementForm)
        await day.press("tab")
        await type_in(day, "Ana")
        await day.press("enter")
        await day.settle()
        assert day.incident().approved_by == "Ana"


async def test_without_leave_nothing_is_copied(dashboard: OpenDashboard) -> None:
    copied: list[str] = []
    async with dashboard(before=(CALM,)) as day:
        await to_page(day)
        day.app.copy_to_clipboard = copied.append
        await day.press("h", "y")
        screen = day.app.screen
        assert isinstance(screen, StatementDialog)
        assert any("clipboard = true" in piece.text for line in screen.lines(70) for piece in line)
        assert copied == []


async def test_a_follow_up_task_is_made_and_listed(dashboard: OpenDashboard) -> None:
    brand = do.IncidentOpen(title="Broken link", kind="complaint", severity=4, brand="acme")
    async with dashboard(config='workflow = "agency"\n', before=(brand,)) as day:
        await to_page(day)
        await day.press("f")
        await type_in(day, " mend it 10m tomorrow")
        await day.press("enter")
        await day.settle()
        key = day.incident().id
        (task,) = (day.desk.state.items[each] for each in day.desk.state.follow_ups[key])
        assert (task.brand, task.minutes, task.incident) == ("acme", 10, key)
        assert task.date > FRIDAY
        assert "Follow-up tasks ─" in day.text()
        assert "Broken link mend it" in day.text()


async def test_the_post_mortem_is_kept_when_left_and_closes_it(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(VIRAL,)) as day:
        key = day.incident().id
        await day.do(do.IncidentResolve(incident=key))
        await to_page(day)
        await day.press("M")
        await type_in(day, "The answer was quick")
        await day.press("enter")  # two more words are needed
        form = day.app.screen
        assert isinstance(form, ReviewForm)
        assert form.field("failed").wrong
        assert form.field("cause").wrong
        await day.press("escape")
        assert day.incident().status is IncidentStatus.RESOLVED
        await day.press("space")
        await day.settle()
        form = day.app.screen
        assert isinstance(form, ReviewForm)
        assert form.field("worked").value == "The answer was quick"
        await day.press("tab")
        await type_in(day, "Nobody was told")
        await day.press("tab")
        await type_in(day, "No rule")
        await day.press("tab", "tab", "right", "tab")
        await type_in(day, "Write the rule; Ana; someday")
        await day.press("enter")
        assert form.field("measure-1").wrong
        await day.press(*["backspace"] * len("someday"))
        await type_in(day, "fri")
        await day.press("enter")
        await day.settle()
        found = day.incident().post_mortem
        assert found is not None
        assert (found.worked, found.failed, found.cause) == (
            "The answer was quick",
            "Nobody was told",
            "No rule",
        )
        assert (found.initial, found.severity) == (2, 3)
        assert [(each.text, each.owner) for each in found.measures] == [("Write the rule", "Ana")]
        assert next_step(day.incident()) is None
        assert "What worked" in day.text()


async def test_what_was_undone_is_no_longer_there(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(CALM,)) as day:
        await to_page(day)
        await day.press("u")
        assert "It was undone" in day.text()
        await day.press("space", "n", "enter", "M", "escape")
        assert isinstance(day.app.screen, TodayScreen)


async def test_help_names_the_keys_of_the_page(dashboard: OpenDashboard) -> None:
    async with dashboard(before=(CALM,)) as day:
        await to_page(day)
        await day.press("question_mark")
        assert isinstance(day.app.screen, HelpDialog)
        await day.press("escape")
        assert isinstance(day.app.screen, IncidentPage)
