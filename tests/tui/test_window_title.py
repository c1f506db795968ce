"""What the terminal is told beside what is drawn: notices, titles; and that it gets back what it had."""

from __future__ import annotations

import pytest

from jornada.config import Config
from jornada.core import intents as do
from jornada.desk import LoadedConfig
from jornada.tui.terminal.attributes import AttributeTable
from jornada.tui.terminal.picture import Picture
from jornada.tui.terminal.reading import Reader
from jornada.tui.window_title import FREE_NAME, POP_TITLE, PUSH_TITLE, WindowTitle, notification
from tests.tui.conftest import FRIDAY, OpenDashboard

XTERM, TMUX = {"TERM": "xterm"}, {"TERM": "tmux-256color", "TMUX": "/tmp/tmux,1,0"}
START = do.TaskStart(task=f"{FRIDAY}.overnight-sweep")


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    monkeypatch.setattr("jornada.tui.app.JornadaApp.send", lambda app, sequence: found.append(sequence))
    return found


def shown(environment: dict[str, str]) -> tuple[WindowTitle, list[str]]:
    found: list[str] = []
    return WindowTitle(found.append, environment), found


def test_a_title_is_said_once_and_what_was_there_comes_back() -> None:
    title, sent = shown(XTERM)
    for text in ("One", "One", "Two"):
        title.show(text, in_title=True, in_window=True)
    assert sent == [PUSH_TITLE + "\x1b]2;One\x07", "\x1b]2;Two\x07"]
    assert title.restoring() == POP_TITLE

    title.end()
    title.show("Three", in_title=True, in_window=True)
    assert sent[2:] == [POP_TITLE]


def test_nothing_is_said_that_nobody_asked_for() -> None:
    title, sent = shown(TMUX)
    title.show("One", in_title=False, in_window=False)
    title.end()
    assert sent == []


def test_the_window_of_tmux_has_a_name_that_tmux_does_not_obey() -> None:
    title, sent = shown(TMUX)
    title.show("#(reboot) #[fg=red]Über", in_title=False, in_window=True)
    title.restore()
    title.show_again()
    assert sent == ["\x1bk(reboot) [fg=red]Über\x1b\\", FREE_NAME, "\x1bk(reboot) [fg=red]Über\x1b\\"]


@pytest.mark.parametrize("hostile", ["a\x07b", "a\x1b\\b", "a\x9cb", "a\nb\x1b]0;x\x07"])
def test_no_title_ends_what_it_stands_in(hostile: str) -> None:
    title, sent = shown(TMUX)
    title.show(hostile, in_title=True, in_window=True)
    assert [each.count("\x1b") for each in sent] == [2, 2]
    assert [each.count("\x07") for each in sent] == [1, 0]
    assert notification(hostile, XTERM).count("\x07") == 1
    assert "\x9c" not in "".join(sent)


def test_a_notice_is_no_other_command_and_is_handed_through_tmux() -> None:
    assert notification("4;3;50 late", XTERM) == "\x1b]9;4,3,50 late\x07"
    assert notification("late", TMUX) == "\x1bPtmux;\x1b\x1b]9;late\x07\x1b\\"


@pytest.mark.parametrize(
    "sequence",
    [
        notification("late", XTERM),
        notification("late", TMUX),
        "\x1bkname\x1b\\",
        FREE_NAME,
        PUSH_TITLE,
        POP_TITLE,
    ],
)
def test_our_own_driver_hands_each_on_and_draws_none_of_it(sequence: str) -> None:
    table = AttributeTable(erases_in_colour=True)
    assert Reader(Picture(table), table).read(sequence) == (sequence, False)


async def test_the_title_follows_what_is_in_hand(dashboard: OpenDashboard, sent: list[str]) -> None:
    async with dashboard(config="terminal_title = true") as day:
        await day.do(START)
        await day.do(do.BreakStart(ends=day.desk.state.running))
        assert [each.rpartition("]2;")[2] for each in sent] == [
            "Jornada\x07",
            "Overnight sweep of mentions\x07",
            "break\x07",
        ]
        day.app.exit(0)
        assert sent[-1] == POP_TITLE


async def test_in_the_shell_in_between_the_title_is_the_shell_s(
    dashboard: OpenDashboard, sent: list[str]
) -> None:
    async with dashboard(config="terminal_title = true") as day:
        day.app.app_suspend_signal.publish(day.app)
        await day.pilot.pause()
        assert sent[-1] == POP_TITLE
        day.app.app_resume_signal.publish(day.app)
        await day.pilot.pause()
        assert sent[-1] == PUSH_TITLE + "\x1b]2;Jornada\x07"


async def test_an_option_that_is_switched_off_gives_the_title_back_at_once(
    dashboard: OpenDashboard, sent: list[str]
) -> None:
    async with dashboard(config="terminal_title = true") as day:
        day.desk.use_config(LoadedConfig(Config()))
        await day.pilot.pause()
        assert sent[-1] == POP_TITLE


async def test_without_being_asked_the_terminal_is_told_nothing(
    dashboard: OpenDashboard, sent: list[str]
) -> None:
    async with dashboard(before=(START,)) as day:
        await day.pass_minutes(9)
        day.app.exit(0)
        assert sent == []


async def test_a_notice_goes_to_the_desktop_and_to_the_person_s_own_program(
    dashboard: OpenDashboard, sent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr("jornada.outside.Outside.start", lambda self, name, command: ran.append(command))
    config = 'notify_terminal = true\nnotify_command = ["tell-me", "-u"]\n'
    async with dashboard(
        config=config, before=(do.IncidentOpen(title="Viral comment", kind="press"),)
    ) as day:
        await day.pass_minutes(23)
        said = "First response to Viral comment is due in 7 min"
        assert sent == [f"\x1b]9;{said}\x07"]
        assert ran == [("tell-me", "-u", said)]
        await day.pass_minutes(1)
        assert len(sent) == len(ran) == 1


async def test_a_program_that_fails_is_told_at_the_foot(dashboard: OpenDashboard) -> None:
    config = 'notify_command = ["no-such-program-here"]\n'
    async with dashboard(config=config, before=(do.IncidentOpen(title="Viral", kind="press"),)) as day:
        await day.pass_minutes(23)
        day.desk.programs.wait()
        # The same minute again: where it failed at once the word about it is there, and stands no longer.
        await day.pass_minutes(0)
        assert day.foot.startswith("notify_command could not be run: No such file or directory")
