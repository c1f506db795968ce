"""The workflow in use: the one that was chosen, with the person's days off in it."""

from __future__ import annotations

from pathlib import Path

from jornada.config import Config
from jornada.core.dataclass import replace
from jornada.core.days_off import days_off
from jornada.core.mistakes import LocatedMistake
from jornada.core.state import State
from jornada.core.workflow import Workflow
from jornada.paths import Paths
from jornada.store.workflows import DEFAULT_WORKFLOW, LoadedWorkflow, WorkflowEntry, WorkflowStore


class PlanInUse:
    """Reads workflows. `keep_good` keeps a copy of each that has no mistakes, to go on with."""

    def __init__(self, paths: Paths, language: str, config: Config, *, keep_good: bool) -> None:
        self._workflows = WorkflowStore(paths, language, keep_good=keep_good)
        # The workflow as it was read, and with the person's days off in it.
        self._as_read: Workflow | None = None
        self._with_days_off: Workflow
        self.use(config)

    def use(self, config: Config) -> None:
        """Go by these options from the next `load` on."""
        self._name = config.workflow
        self.days_off = days_off(config.days_off)
        self._as_read = None

    def load(self, state: State) -> LoadedWorkflow:
        """The workflow that the state names, else the options, else the built-in one; its file is looked
        at again. Whoever loads it unchanged is given the same."""
        loaded = self._workflows.load(state.workflow or self._name or DEFAULT_WORKFLOW)
        if not self.days_off:
            return loaded
        if self._as_read is not loaded.workflow:
            self._as_read = loaded.workflow
            self._with_days_off = replace(loaded.workflow, days_off=self.days_off)
        return replace(loaded, workflow=self._with_days_off)

    def is_in_another_language(self, loaded: LoadedWorkflow, digest: str) -> bool:
        """Whether that is the hash of the same built-in workflow in other words."""
        return self._workflows.is_in_another_language(loaded, digest)

    def names(self) -> tuple[WorkflowEntry, ...]:
        """The workflows there are, a person's own before the built-in ones of the same name."""
        return self._workflows.names()

    def mistakes(self, file: Path) -> tuple[LocatedMistake, ...]:
        """All that is wrong with a workflow's file, in the order of its lines."""
        return self._workflows.check_file(file)[1]
