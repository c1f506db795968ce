"""The first day: writing what a person answered as their own files.

Nothing that is there is written over: a workflow never, a config only where that is asked for, and then
its own lines and comments stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from jornada.config import Value
from jornada.core.dataclass import dataclass, replace
from jornada.core.hours import Hours
from jornada.core.mistakes import nearest_word
from jornada.core.scaling import Scaled, hours_of, scaled
from jornada.core.workflow import Workflow
from jornada.first_start import ASKED
from jornada.paths import Paths
from jornada.present.config_text import config_text
from jornada.present.first_day_words import copy_head
from jornada.present.words import Words
from jornada.store.files import System, write_new, write_over, write_whole
from jornada.store.own_copy import Changes, built_in_text, own_text
from jornada.store.workflows import DEFAULT_WORKFLOW, WorkflowStore
from jornada.zone import system_zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a person chose; `None` is what was skipped."""

    language: str | None = None
    workflow: str | None = None
    brand: str | None = None
    hours: Hours | None = None
    timezone: str | None = None

    @property
    def are_none(self) -> bool:
        return self == Answers()

    @property
    def shape_the_workflow(self) -> bool:
        """Whether a copy of the workflow is wanted, to make one's own."""
        return replace(self, language=None) != Answers()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The files that were written, and those that were there already and stay as they are.

    `before` and `after` are the workflow's hours, where the copy has others."""

    config: Path | None = None
    workflow: Path | None = None
    kept: tuple[Path, ...] = ()
    before: Hours | None = None
    after: Hours | None = None
    scaled: Scaled | None = None


class NoSuchWorkflowError(ValueError):
    """There is no built-in workflow of that name; `nearest` is what may be meant, if anything."""

    def __init__(self, name: str, known: tuple[str, ...], nearest: str | None) -> None:
        super().__init__(name)
        self.name = name
        self.known = known
        self.nearest = nearest


def was_asked(paths: Paths) -> None:
    """Remember not to ask again; where that cannot be kept, the question comes once more."""
    with suppress(OSError):
        write_whole(System(), paths.state / ASKED, b"", durable=False)


def built_in(paths: Paths, language: str, name: str) -> Workflow:
    """A workflow as it comes with the program. Raises `NoSuchWorkflowError`."""
    known = built_in_names(paths, language)
    if name not in known:
        raise NoSuchWorkflowError(name, known, nearest_word(name, known))
    return _store_of_none(paths, language).load(name).workflow


def built_in_names(paths: Paths, language: str) -> tuple[str, ...]:
    """The names of the workflows that come with the program, the simplest first."""
    names = [entry.name for entry in _store_of_none(paths, language).names()]
    return tuple(sorted(names, key=lambda name: (name != DEFAULT_WORKFLOW, name == "agency", name)))


def set_up(
    paths: Paths, words: Words, answers: Answers, environment: Mapping[str, str], *, force: bool = False
) -> Written:
    """Write a config and, where the answers shape it, a copy of the workflow; remember that it was done.

    Without answers nothing is written but that. `force` sets the options in a config that is there
    already. Raises `NoSuchWorkflowError`, `OSError`.
    """
    if answers.are_none:
        was_asked(paths)
        return Written()
    name = answers.workflow or DEFAULT_WORKFLOW
    written = Written()
    if answers.shape_the_workflow:
        written = _copy(paths, words, name, answers, environment)
    values: dict[str, Value] = {}
    if answers.language:
        values["language"] = answers.language
    if answers.shape_the_workflow:
        values["workflow"] = name
    config = _write_config(paths, words, values, force=force)
    was_asked(paths)
    if config is None:
        return replace(written, kept=(*written.kept, paths.config_file))
    return replace(written, config=config)


def own_file(paths: Paths, name: str) -> Path:
    """Where a person's own workflow of that name is, or would be."""
    return paths.workflows / f"{name}.toml"


def _copy(paths: Paths, words: Words, name: str, answers: Answers, environment: Mapping[str, str]) -> Written:
    workflow = built_in(paths, words.language, name)
    file = own_file(paths, name)
    before = hours_of(workflow)
    to = scaled(workflow, answers.hours) if answers.hours else None
    changes = Changes(
        brand=answers.brand or "",
        timezone=answers.timezone or system_zone(environment) or "",
        scaled=to,
        head=copy_head(words, before, answers.hours if to else None),
    )
    try:
        write_new(System(), file, own_text(built_in_text(name, words.language), workflow, changes).encode())
    except FileExistsError:
        return Written(kept=(file,))
    return Written(workflow=file, before=before, after=answers.hours if to else None, scaled=to)


def _write_config(paths: Paths, words: Words, values: Mapping[str, Value], *, force: bool) -> Path | None:
    """The config that was written; `None` where one is there and stays."""
    file = paths.config_file
    try:
        write_new(System(), file, config_text(words, values).encode())
    except FileExistsError:
        if not force:
            return None
        import tomlkit

        document = tomlkit.parse(file.read_text(encoding="utf-8"))
        for name, value in values.items():
            document[name] = value
        # A config may be a link to where a person keeps it; it stays one.
        write_over(System(), file.resolve(), document.as_string().encode())
    return file


def _store_of_none(paths: Paths, language: str) -> WorkflowStore:
    """Finds the workflows of somebody who has none of their own."""
    nowhere = paths.state / "nowhere"
    return WorkflowStore(Paths(nowhere, nowhere, nowhere), language, keep_good=False)
