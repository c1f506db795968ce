"""The workflows there are: a person's own files, and the built-in ones in the person's language.

Nothing that stands in a file, or in the place of one, raises here: what is wrong is handed on as
mistakes, together with a workflow that can be used.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

from jornada import resources
from jornada.core.dataclass import dataclass
from jornada.core.digest import sha256_hex
from jornada.core.mistakes import LocatedMistake, Mistake, Problem, nearest_word
from jornada.core.pattern import pattern
from jornada.core.workflow import KEY_PATTERN, Workflow
from jornada.own_files import read_own_file
from jornada.paths import Paths
from jornada.store.files import System, write_whole
from jornada.store.known_workflows import KnownWorkflows

DEFAULT_WORKFLOW = "garcia"
SOURCE_LANGUAGE = "en"
HASH_LENGTH = 12

_SUFFIX = ".toml"
_KEY = pattern(KEY_PATTERN)

Origin = Literal["own", "built-in"]


@dataclass(frozen=True, slots=True)
class WorkflowEntry:
    """A workflow that can be used."""

    name: str
    title: str
    origin: Origin
    path: Path


@dataclass(frozen=True, slots=True)
class LoadedWorkflow:
    """A workflow to work with, and what is wrong with the file that was meant.

    `path` is that file. With `last_good` the workflow is another than the file says: its last good
    copy, or a built-in one.
    """

    workflow: Workflow
    mistakes: tuple[LocatedMistake, ...]
    path: Path
    last_good: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    """What the bytes of a file say."""

    workflow: Workflow | None
    mistakes: tuple[LocatedMistake, ...]


class WorkflowStore:
    """Finds, reads and checks workflows. With `keep_good` off it never writes."""

    def __init__(self, paths: Paths, language: str, *, keep_good: bool = True) -> None:
        self._own = paths.workflows
        self._good = paths.state / "good"
        self._language = language
        self._keep_good = keep_good
        self._system = System()
        self._read_before = KnownWorkflows(paths.snapshot, self._system, keep=keep_good)
        # By path, the bytes last read and what they say: a day asks for its workflow very often.
        self._known: dict[Path, tuple[bytes, _Read]] = {}
        self._kept: dict[str, bytes] = {}
        # Files of the program do not change under it.
        self._built_ins: dict[str, LoadedWorkflow] = {}

    def names(self) -> tuple[WorkflowEntry, ...]:
        """A person's own workflows by name, then the built-in ones that none of them stands in for."""
        own = self._own_names()
        built_in = sorted({name.partition(".")[0] for name in resources.names("workflows", _SUFFIX)})
        return (
            *(
                WorkflowEntry(name, self.load(name).workflow.title, "own", self._own_path(name))
                for name in own
            ),
            *(
                WorkflowEntry(name, loaded.workflow.title, "built-in", loaded.path)
                for name in built_in
                if name not in own and (loaded := self._built_in(name))
            ),
        )

    def load(self, name: str) -> LoadedWorkflow:
        """The workflow of that name: the person's own, else the built-in one.

        Where the person's has errors, its last good copy, else the built-in one of its name or `garcia`.
        """
        if not _KEY.fullmatch(name):
            return self._instead(name, self._own, (_whole(Problem.BAD_NAME, name),))
        path = self._own_path(name)
        data = read_own_file(path)
        if data is None:
            return self._built_in(name) or self._missing(name)
        read = self._read(path, data, name)
        if read.workflow is None:
            return self._instead(name, path, read.mistakes)
        if isinstance(data, bytes):
            self._keep(name, data)
        return LoadedWorkflow(read.workflow, read.mistakes, path)

    def check_file(self, path: Path) -> tuple[Workflow | None, tuple[LocatedMistake, ...]]:
        """The workflow in any file, if it has no errors, and every mistake in the order of its lines."""
        data = read_own_file(path)
        if data is None:
            return None, (_whole(Problem.UNREADABLE, os.strerror(2)),)
        read = self._read(path, data, path.stem)
        if path.absolute().parent == self._own.absolute() and not _KEY.fullmatch(path.stem):
            return None, (_whole(Problem.BAD_NAME, path.stem), *read.mistakes)
        return read.workflow, read.mistakes

    def _own_path(self, name: str) -> Path:
        return self._own / f"{name}{_SUFFIX}"

    def _own_names(self) -> list[str]:
        try:
            stems = [path.stem for path in self._own.iterdir() if path.suffix == _SUFFIX]
        except OSError:
            return []
        return sorted(stem for stem in stems if _KEY.fullmatch(stem))

    def _read(self, path: Path, data: bytes | Mistake, name: str) -> _Read:
        if isinstance(data, Mistake):
            return _Read(None, (LocatedMistake(None, data),))
        known = self._known.get(path)
        if known is None or known[0] != data:
            known = self._known[path] = (data, self._read_anew(path, data, name))
        return known[1]

    def _read_anew(self, path: Path, data: bytes, name: str) -> _Read:
        """What the bytes say, from what another process kept of them where it did."""
        if path != self._own_path(name) and path.parent != Path(str(resources.folder("workflows"))):
            return _parsed(data, name)
        workflow = self._read_before.find(path.stem, data)
        # A name of a time zone may be no more; all else is as the bytes say.
        if workflow is not None and workflow.name == name and workflow.timezone in _TimeZones():
            return _Read(workflow, ())
        read = _parsed(data, name)
        if read.workflow is not None and not read.mistakes:
            self._read_before.keep(path.stem, data, read.workflow)
        return read

    def _built_in(self, name: str) -> LoadedWorkflow | None:
        if name in self._built_ins:
            return self._built_ins[name]
        for language in (self._language, SOURCE_LANGUAGE):
            file = resources.folder("workflows") / f"{name}.{language}{_SUFFIX}"
            if file.is_file():
                path = Path(str(file))
                read = self._read(path, file.read_bytes(), name)
                if read.workflow is not None:
                    self._built_ins[name] = LoadedWorkflow(read.workflow, read.mistakes, path)
                    return self._built_ins[name]
        return None

    def is_in_another_language(self, loaded: LoadedWorkflow, digest: str) -> bool:
        """Whether that is the hash of the same built-in workflow in the words of another language."""
        folder = resources.folder("workflows")
        if loaded.path.parent != Path(str(folder)):
            return False
        name = loaded.path.stem.partition(".")[0]
        files = (each for each in resources.names("workflows", _SUFFIX) if each.partition(".")[0] == name)
        return any(_digest((folder / f"{each}{_SUFFIX}").read_bytes()) == digest for each in files)

    def _last_good(self, name: str) -> Workflow | None:
        path = self._good / f"{name}{_SUFFIX}"
        data = read_own_file(path)
        return self._read(path, data, name).workflow if data is not None else None

    def _missing(self, name: str) -> LoadedWorkflow:
        names = tuple(entry.name for entry in self.names())
        mistake = Mistake((), Problem.NO_SUCH_WORKFLOW, name, names, nearest_word(name, names))
        return self._instead(name, self._own_path(name), (LocatedMistake(None, mistake),))

    def _instead(self, name: str, path: Path, mistakes: tuple[LocatedMistake, ...]) -> LoadedWorkflow:
        """What is used where the file that was meant cannot be."""
        if _KEY.fullmatch(name):
            good = self._last_good(name)
            if good is not None:
                return LoadedWorkflow(good, mistakes, path, last_good=True)
        loaded = self._built_in(name) or self._built_in(DEFAULT_WORKFLOW)
        if loaded is None:
            raise FileNotFoundError(f"{DEFAULT_WORKFLOW}.{SOURCE_LANGUAGE}{_SUFFIX}")
        return LoadedWorkflow(loaded.workflow, mistakes, path, last_good=True)

    def _keep(self, name: str, data: bytes) -> None:
        """Keep a copy of what was read well, for the day it is not."""
        if not self._keep_good or self._kept.get(name) == data:
            return
        copy = self._good / f"{name}{_SUFFIX}"
        if read_own_file(copy) != data:
            with suppress(OSError):  # it is a help for later; today's plan is there without it
                write_whole(self._system, copy, data, durable=False)
        self._kept[name] = data


def check_text(data: bytes, name: str) -> tuple[Workflow | None, tuple[LocatedMistake, ...]]:
    """The workflow in the bytes of a file, if it has no errors, and its mistakes by line."""
    read = _parsed(data, name)
    return read.workflow, read.mistakes


def check_document(document: Mapping[str, object], name: str) -> tuple[Workflow | None, tuple[Mistake, ...]]:
    """The same of what was parsed already; no line can be named."""
    from jornada.core.workflow_check import read_workflow

    return read_workflow(document, name=name, hash="", timezones=_TimeZones())


class _TimeZones(Collection[str]):
    """The names of time zones: asking for one reads one file, going through them reads a list of hundreds."""

    def __contains__(self, name: object) -> bool:
        try:
            ZoneInfo(str(name))
        except (KeyError, ValueError, OSError):
            return False
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(available_timezones()))

    def __len__(self) -> int:
        return len(available_timezones())


def _parsed(data: bytes | Mistake, name: str) -> _Read:
    if isinstance(data, Mistake):
        return _Read(None, (LocatedMistake(None, data),))
    from jornada.core.toml_text import decode_toml, located, parse_toml
    from jornada.core.workflow_check import read_workflow

    text = decode_toml(data)
    if isinstance(text, LocatedMistake):
        return _Read(None, (text,))
    document = parse_toml(text)
    if isinstance(document, LocatedMistake):
        return _Read(None, (document,))
    workflow, mistakes = read_workflow(document, name=name, hash=_digest(data), timezones=_TimeZones())
    return _Read(workflow, located(mistakes, text))


def _digest(data: bytes) -> str:
    return sha256_hex(data)[:HASH_LENGTH]


def _whole(problem: Problem, value: str = "") -> LocatedMistake:
    return LocatedMistake(None, Mistake((), problem, value))
