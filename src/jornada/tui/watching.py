"""After the first frame: the words of trouble are there, and the dashboard is woken by what others write."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from jornada.store.watch import Watcher, watch
from jornada.tui.loaded_ahead import load_ahead

if TYPE_CHECKING:
    from jornada.tui.app import JornadaApp

STARTS_AT_THE_LATEST_SECONDS = 0.5


class Watching:
    """Looks at the desk again whenever a file of the person was written."""

    def __init__(self, app: JornadaApp) -> None:
        self._app = app
        self._watcher: Watcher | None = None

    def start(self) -> None:
        """Begin, when what was drawn first has been sent; on a thread of its own."""
        self._app.run_worker(self._start, thread=True, group="watching")

    def stop(self) -> None:
        """No word from other writers any more."""
        if self._watcher is not None:
            self._watcher.stop()

    def _start(self) -> None:
        app = self._app
        app.wait_until_shown(STARTS_AT_THE_LATEST_SECONDS)
        with contextlib.suppress(OSError):  # no open file is left: each is tried again when it is needed
            load_ahead()
        network = True if app.desk.config.network_files else None
        self._watcher = watch(app.paths, self._look_again, network=network)
        # What came between the first look and the watch was told to nobody.
        self._look_again()

    def _look_again(self) -> None:
        with contextlib.suppress(RuntimeError):  # the desk is closing
            self._app.desk.submit_refresh()
