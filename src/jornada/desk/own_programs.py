"""Programs of the person's own: the hooks of what was done, and the command that is told of notices."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence

from jornada.core import intents as do
from jornada.core.state import State
from jornada.outside import Failure, Outside
from jornada.paths import Paths


class OwnPrograms:
    """Starts them, waits for none and remembers what went wrong. With `may_run` false none is started."""

    def __init__(self, paths: Paths, *, may_run: bool) -> None:
        self._paths = paths
        self._may_tell = may_run
        self._not_run: list[Failure] = []
        self._outside = Outside(paths, may_run=may_run)

    def run_hooks(self, records: Sequence[do.Record], state: State, undone: do.Intent | None = None) -> None:
        """The hooks of what is on the disk now, written here; `state` is that after it, `undone` what an
        undo or redo among it is about."""
        # A directory that nobody may look into holds no hooks; a path's own question raises there.
        if self._outside.may_run and os.path.isdir(self._paths.hooks):  # noqa: PTH112
            from jornada.hooks import run_hooks

            self._not_run += run_hooks(self._outside, self._paths, records, state, undone)

    def notify(self, command: Sequence[str], texts: Sequence[str]) -> None:
        """Run the command, where there is one, for each notice, with its text as the last word."""
        for text in texts if command else ():
            failure = self._outside.start("notify_command", (*command, text))
            self._not_run += [failure] if failure else []

    def failures(self, today: dt.date) -> tuple[Failure, ...]:
        """What went wrong; each is told once a day, with this."""
        failures = dict.fromkeys((*self._not_run, *self._outside.failures()))
        self._not_run.clear()
        if not failures:
            return ()
        from jornada.store.told import Told

        told = Told(self._paths, keep=self._may_tell)
        names = {f"{each.key}:{today}": each for each in failures}
        fresh = told.fresh(names)
        told.tell(fresh)
        return tuple(names[name] for name in fresh)

    def wait(self) -> None:
        """Until all that was started here is over."""
        self._outside.wait()

    def close(self) -> None:
        """What still runs goes on without this process."""
        self._outside.let_go()
