"""The plan in use while it is edited: read, tried out, saved at once, and the last edit taken back.

Between the screens and the file: what goes wrong comes back as a value, in no words yet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jornada.core.dataclass import dataclass
from jornada.core.mistakes import LocatedMistake, Mistake
from jornada.core.pattern import pattern
from jornada.core.workflow import Workflow
from jornada.core.workflow_edit import Edit, NoSuchPlaceError, SumChange, block_sums, sum_changes
from jornada.own_files import read_own_file
from jornada.paths import Paths
from jornada.store.workflow_edits import (
    FileChanged,
    NotReadable,
    OtherForm,
    WorkflowText,
    WouldBreak,
    preview,
    read_workflow_text,
    save_edits,
    save_text,
)

UNDO_DEPTH = 50
_DIFFERS = pattern(r"[+-](?![+-]{2} )")
"""A line of a unified difference that is only in one of the two."""


@dataclass(frozen=True, slots=True)
class Done:
    """It is in the file. `made_own` is the file, where this was the first edit of a built-in plan."""

    sums: tuple[SumChange, ...] = ()
    made_own: Path | None = None


@dataclass(frozen=True, slots=True)
class Wrong:
    """Nothing was written: the plan could not be read any more."""

    mistakes: tuple[LocatedMistake, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Nothing was written: somebody else changed the file. `kept` has what was to be written; `lines` of
    it are other ones."""

    path: Path
    kept: Path | None
    lines: int


@dataclass(frozen=True, slots=True)
class NotHere:
    """Nothing was written: the file has a form in which this can be done with an editor only."""

    path: Path


@dataclass(frozen=True, slots=True)
class NotWritten:
    """Nothing was written; `reason` is the system's own word."""

    path: Path
    reason: str


Outcome = Done | Wrong | Elsewhere | NotHere | NotWritten


class PlanEditor:
    """The file of the plan called `name`."""

    def __init__(self, paths: Paths, language: str, name: str) -> None:
        self._paths = paths
        self._language = language
        self.name = name
        self.path = paths.workflows / f"{name}.toml"
        self.mistakes: tuple[LocatedMistake, ...] = ()
        self._seen: WorkflowText | None = None
        self._before: list[str] = []
        self.read()

    @property
    def workflow(self) -> Workflow | None:
        """The plan in the file; `None` while it has mistakes."""
        return self._seen.workflow if self._seen is not None else None

    @property
    def document(self) -> Mapping[str, Any]:
        """What the file says, as it was parsed."""
        return self._seen.document if self._seen is not None else {}

    @property
    def is_built_in(self) -> bool:
        """Whether there is no file of one's own yet."""
        return self._seen is not None and self._seen.built_in

    @property
    def can_undo(self) -> bool:
        return bool(self._before)

    def read(self) -> None:
        """Look at the file anew. What somebody else wrote is not taken back here."""
        before = self._seen
        if before is not None and not before.built_in and read_own_file(self.path) == before.text.encode():
            return
        try:
            self._seen, self.mistakes = read_workflow_text(self._paths, self._language, self.name), ()
        except NotReadable as bad:
            self._seen, self.mistakes = None, bad.mistakes
        except FileNotFoundError:
            self._seen, self.mistakes = None, ()
        if before is not None and (self._seen is None or self._seen.text != before.text):
            self._before.clear()

    def try_out(self, edits: Sequence[Edit]) -> tuple[tuple[SumChange, ...], tuple[Mistake, ...]]:
        """What the edits would do to the sums of the blocks, and what would be wrong with the plan."""
        if self._seen is None:
            return (), ()
        try:
            after, mistakes = preview(self._seen, edits)
        except NoSuchPlaceError:
            return (), ()
        errors = tuple(each for each in mistakes if each.severity == "error")
        return (sum_changes(self._seen.workflow, after) if after else ()), errors

    def sums_of(self, block: str) -> tuple[SumChange, ...]:
        """What a block holds as the plan stands."""
        return block_sums(self._seen.workflow, block) if self._seen is not None else ()

    def save(self, edits: Sequence[Edit]) -> Outcome:
        """Make the edits in the file, or none of them."""
        seen = self._seen
        if seen is None:
            return Wrong(self.mistakes)
        outcome = self._write(seen, lambda: save_edits(seen, edits))
        if isinstance(outcome, Done):
            self._before = [*self._before, seen.text][-UNDO_DEPTH:]
        return outcome

    def undo(self) -> Outcome | None:
        """Put back the text before the last edit; nothing where there is none."""
        seen = self._seen
        if seen is None or not self._before:
            return None
        *rest, text = self._before
        outcome = self._write(seen, lambda: save_text(seen, text))
        if isinstance(outcome, Done):
            self._before = rest
        return outcome

    def _write(self, seen: WorkflowText, write: Callable[[], WorkflowText]) -> Outcome:
        try:
            now = write()
        except WouldBreak as bad:
            return Wrong(bad.mistakes)
        except FileChanged as changed:
            self.read()
            differing = [line for line in changed.lines if _DIFFERS.match(line)]
            return Elsewhere(changed.path, changed.kept, len(differing))
        except (OtherForm, NoSuchPlaceError):
            return NotHere(seen.path)
        except OSError as error:
            return NotWritten(seen.path, error.strerror or str(error))
        self._seen = now
        made = now.path if seen.built_in else None
        return Done(sum_changes(seen.workflow, now.workflow), made)
