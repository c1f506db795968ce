"""The program as its user runs it: a real terminal, keys only, across restarts and beside other writers."""

from __future__ import annotations

import signal

import pytest

from tests.pty.home import LATER, Home
from tests.pty.terminal import Terminal


def ready(terminal: Terminal) -> None:
    terminal.wait_for("Overnight sweep")
    terminal.wait_for("q Quit")


def test_the_day_is_as_it_was_after_closing_and_opening(home: Home) -> None:
    first = home.open()
    ready(first)
    first.press("s")
    first.wait_for("Started: Overnight sweep")
    first.press("jd")
    first.wait_for("Done: Publish and answer comments")
    first.press("q")
    assert first.wait_for_end() == 0

    second = home.open(now=LATER)
    second.wait_for("last")  # the timer ran on for an hour with nobody there: the question comes first
    second.press("\x1b")
    second.wait_for("▶ Overnight sweep of mentions")
    second.wait_for("✓ 2 Updating")
    second.press("q")
    assert second.wait_for_end() == 0
    assert home.words() == ["task.start", "task.done"]


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (50, 15)])
def test_the_incident_loop_in_nine_keys(home: Home, columns: int, rows: int) -> None:
    terminal = home.open(columns=columns, rows=rows)
    terminal.wait_for("Overnight")
    terminal.press("s")
    terminal.wait_for("▶")

    terminal.press("!")  # 1
    terminal.wait_for("(to be named)")
    assert "Overnight" in terminal.text
    terminal.press("\r")  # 2
    terminal.wait_for("Name the incident")
    # 3, 4: all in one go, as a slow line brings it. The kind by its first letters is at least S2.
    terminal.press("Viral comment\tpress\r")
    terminal.wait_for("Name the incident", gone=True)
    terminal.wait_for("min left")
    for said in ("Acknowledged", "First response sent", "Contained", "Resolved"):
        terminal.press("j ")  # 5 to 8: space; a key between tells it from one held down
        terminal.wait_for(said)
    terminal.press("r")  # 9
    terminal.wait_for("Back to")
    terminal.press("q")

    assert terminal.wait_for_end() == 0
    assert home.words() == [
        "task.start",
        "interrupt",
        "incident.edit",
        "incident.acknowledge",
        "incident.respond",
        "incident.contain",
        "incident.resolve",
        "resume",
    ]


def test_what_a_command_writes_is_on_the_open_screen(home: Home) -> None:
    terminal = home.open()
    ready(terminal)

    done = home.command("add", "Call the printer !morning 10m")
    assert done.returncode == 0, done.stderr
    terminal.wait_for("Call the printer")

    assert home.command("start", "printer").returncode == 0
    terminal.wait_for("▶ Call the printer")
    terminal.press("u")  # one device, so the newest action wherever it was done
    terminal.wait_for("▶ Call the printer", gone=True)
    assert home.words() == ["task.add", "task.start", "undo"]


def test_a_line_written_by_another_device_is_on_the_open_screen(home: Home) -> None:
    terminal = home.open()
    ready(terminal)
    journal = home.path / "data" / "journal" / "2026"
    journal.mkdir(parents=True, exist_ok=True)
    line = (
        'zz99-1 = { at = 2026-11-20T09:39:00+01:00, n = 900, do = "task.add", '
        'title = "From the other machine", date = 2026-11-20, block = "morning" }\n'
    )
    (journal / "2026-11-20.zz99.toml").write_text(line, encoding="utf-8")

    terminal.wait_for("From the other machine")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_with_the_terminal_restored(home: Home, number: signal.Signals) -> None:
    terminal = home.open()
    ready(terminal)
    terminal.press("s")
    terminal.wait_for("Started")
    terminal.kill(number)

    assert terminal.wait_for_end() == 128 + number
    assert b"\x1b[?1049l" in terminal.received
    assert home.words() == ["task.start"]


def test_killed_outright_it_has_what_was_acknowledged(home: Home) -> None:
    terminal = home.open()
    ready(terminal)
    terminal.press("s")
    terminal.wait_for("Started")
    terminal.kill()
    terminal.wait_for_end()

    assert home.words() == ["task.start"]
    assert "Overnight sweep" in home.command("now").stdout


def test_every_size_down_to_one_line(home: Home) -> None:
    terminal = home.open()
    ready(terminal)
    for columns, rows in ((160, 45), (110, 35), (60, 20), (45, 12), (40, 10), (30, 5), (1, 1), (80, 24)):
        terminal.resize(columns, rows)
        if columns >= 40:
            terminal.wait_for(lambda text: "Overnight" in text and "q" in text)
    terminal.wait_for("q Quit")
    terminal.press("q")
    assert terminal.wait_for_end() == 0


def test_a_title_is_data(home: Home) -> None:
    terminal = home.open()
    ready(terminal)
    terminal.press("a")
    terminal.wait_for("Add a task")
    terminal.press("[@click=app.quit]now[/] [bold]x[/] !morning\r")
    terminal.wait_for("Added")
    terminal.wait_for("[@click=app.quit]now[/] [bold]x")
    terminal.press("q")
    assert terminal.wait_for_end() == 0


def test_a_terminal_that_can_do_nothing_is_refused_in_words(home: Home) -> None:
    terminal = home.open(TERM="dumb")

    assert terminal.wait_for_end() == 2
    assert b"\x1b[" not in terminal.received
    assert "jornada day" in terminal.text


def test_it_speaks_spanish(home: Home) -> None:
    terminal = home.open(JORNADA_LANG="es")
    terminal.wait_for("Mañana")
    terminal.wait_for("q Salir")
    terminal.press("s")
    terminal.wait_for("min")
    terminal.press("q")
    assert terminal.wait_for_end() == 0
