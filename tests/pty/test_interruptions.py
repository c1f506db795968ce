"""One interruption on top of another in a real terminal, unwound in order, in few keys."""

from __future__ import annotations

import pytest

from tests.pty.home import Home


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (50, 15)])
def test_interrupted_twice_and_unwound(home: Home, columns: int, rows: int) -> None:
    terminal = home.open(columns=columns, rows=rows)
    terminal.wait_for("Overnight")
    terminal.press("s")
    terminal.wait_for("▶")

    terminal.press("!")
    terminal.wait_for("(to be named)")
    terminal.press("\r")
    terminal.wait_for("Name the incident")
    terminal.press("Client calls\turgent\r")
    terminal.wait_for("Name the incident", gone=True)
    terminal.wait_for("‖ Overnight")

    terminal.press("!")  # and while that is in hand, something else
    terminal.wait_for("‖ Client calls")
    terminal.press("\r")
    terminal.wait_for("Name the incident")
    terminal.press("Viral comment\tspreading\r")
    terminal.wait_for("Name the incident", gone=True)
    terminal.wait_for("CRISIS S2")
    terminal.wait_for("min left")

    terminal.press("r")
    terminal.wait_for("Back to: Client calls")
    terminal.wait_for("‖ Overnight")
    terminal.press("r")
    terminal.wait_for("Back to: Overnight")
    terminal.wait_for(lambda text: "‖" not in text)
    assert "CRISIS S2" in terminal.text  # whatever one does, until it is contained
    terminal.press("r")
    terminal.wait_for("Nothing waits")
    terminal.press("q")

    assert terminal.wait_for_end() == 0
    assert home.words() == [
        "task.start",
        "interrupt",
        "incident.edit",
        "interrupt",
        "incident.edit",
        "resume",
        "resume",
    ]
    first, second = (record for record in home.records() if record["do"] == "interrupt")
    assert str(first["parks"]).endswith("overnight-sweep")
    assert second["parks"] != first["parks"]
