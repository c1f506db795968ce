"""Which driver draws: our own with the toolkit that it was written for, else the toolkit's, with a word."""

from __future__ import annotations

import pytest
import textual

from jornada.cli import main
from jornada.last_frame import ShownFrame
from jornada.paths import Paths
from jornada.tui import running
from jornada.tui.compat import driver as driver_module
from jornada.tui.compat.driver import OwnDriver, choose_driver


def test_the_own_one_draws_with_the_toolkit_that_is_installed() -> None:
    assert choose_driver({}).driver is OwnDriver
    assert choose_driver({"JORNADA_DRIVER": "own"}).driver is OwnDriver
    assert textual.__version__ == driver_module.WRITTEN_FOR


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
    monkeypatch.setattr(driver_module, "WRITTEN_FOR", "7.0.0")
    drivers = []
    monkeypatch.setattr(running, "run_host", lambda app, **how: drivers.append(app.driver_class))
    monkeypatch.setattr("jornada.cli.dashboard.need_terminal", lambda door: None)
    assert main([], {**environment, "JORNADA_FIRST_RUN": "0"}) == 0
    assert not issubclass(drivers[0], OwnDriver)
    assert "stock-driver" in paths.log.read_text()
