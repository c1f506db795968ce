"""Which driver draws: our own with the toolkit that it was written for, else the toolkit's, with a word."""

from __future__ import annotations

import os
import shutil

import pytest
import textual

from jornada.cli import main
from jornada.last_frame import ShownFrame
from jornada.paths import Paths
from jornada.tui import running
from jornada.tui.compat import version
from jornada.tui.compat.driver import OwnDriver, choose_driver, size_now


def test_the_own_one_draws_with_the_toolkit_that_is_installed() -> None:
    assert choose_driver({}).driver is OwnDriver
    assert choose_driver({"JORNADA_DRIVER": "own"}).driver is OwnDriver
    assert textual.__version__ == version.WRITTEN_FOR


def test_a_frame_that_stands_there_already_is_drawn_over() -> None:
    frame = ShownFrame([], 0, 1)
    driver = choose_driver({}, frame).driver
    assert driver is not None
    assert issubclass(driver, OwnDriver)
    assert driver.frame is frame
    assert OwnDriver.frame is None


def test_the_toolkits_own_draws_where_somebody_asks_for_it() -> None:
    chosen = choose_driver({"JORNADA_DRIVER": "stock"})
    assert (chosen.driver, chosen.word) == (None, "")


def test_with_another_toolkit_its_own_draws_and_the_log_says_so(
    paths: Paths, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(version, "WRITTEN_FOR", "7.0.0")
    drivers = []
    monkeypatch.setattr(running, "run_host", lambda app, **how: drivers.append(app.driver_class))
    monkeypatch.setattr("jornada.cli.dashboard.need_terminal", lambda door: None)
    assert main([], {**environment, "JORNADA_FIRST_RUN": "0"}) == 0
    assert not issubclass(drivers[0], OwnDriver)
    assert "stock-driver" in paths.log.read_text()


@pytest.mark.parametrize("columns", ["132", "0", "-3", "wide", "9" * 5000, " 7 ", None])
@pytest.mark.parametrize("lines", ["50", "", None])
@pytest.mark.parametrize("told", [(100, 30), (0, 0), None])
def test_the_terminals_size_is_what_the_standard_library_tells(
    monkeypatch: pytest.MonkeyPatch, columns: str | None, lines: str | None, told: tuple[int, int] | None
) -> None:
    def answer(descriptor: int) -> os.terminal_size:
        if told is None:
            raise OSError(25, "Inappropriate ioctl for device")
        return os.terminal_size(told)

    monkeypatch.setattr(os, "get_terminal_size", answer)
    for name, value in (("COLUMNS", columns), ("LINES", lines)):
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)

    assert size_now() == tuple(shutil.get_terminal_size())
