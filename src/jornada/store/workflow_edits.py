"""Writes edits into a workflow file that a person wrote: every byte that is not meant stays.

A value is changed through tomlkit, which knows the form of what is around it. Lists of tables are taken
apart and put together by whole lines: tomlkit would take the comments between two tables along with the
first. What was written is read again, and nothing reaches the disk but exactly the change asked for.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from jornada.core.dataclass import dataclass
from jornada.core.mistakes import LocatedMistake, Mistake
from jornada.core.mistakes import Path as Place
from jornada.core.pattern import pattern
from jornada.core.toml_lines import TomlLines
from jornada.core.workflow import Workflow
from jornada.core.workflow_edit import (
    FIELD_ORDER,
    SECTIONS,
    AddEntry,
    Edit,
    RemoveEntry,
    RemoveValue,
    SetValue,
    SwapEntries,
    Value,
    edited,
)
from jornada.own_files import read_own_file
from jornada.paths import Paths
from jornada.store.errors import FileKind, Refused, StoreError
from jornada.store.files import System, write_new, write_over
from jornada.store.options_file import ChangedMeanwhile
from jornada.store.own_copy import built_in_text
from jornada.store.workflows import check_document, check_text

MOST_KEPT = 100
"""So many versions are kept beside a file at most."""
_BARE_END = pattern(r"(?<!\r)\n")


class NotReadable(StoreError):
    """The file has mistakes: what is edited must be read first."""

    def __init__(self, path: Path, mistakes: tuple[LocatedMistake, ...]) -> None:
        super().__init__(f"{path} cannot be read")
        self.path = path
        self.mistakes = mistakes


class WouldBreak(StoreError):
    """With that edit the file could not be read any more; nothing was written."""

    def __init__(self, path: Path, mistakes: tuple[LocatedMistake, ...]) -> None:
        super().__init__(f"{path} would not be read any more")
        self.path = path
        self.mistakes = mistakes


class OtherForm(StoreError):
    """The file is right, but written so that this edit cannot be made here without changing more."""

    def __init__(self, path: Path, place: Place) -> None:
        super().__init__(f"{path}: {place}")
        self.path = path
        self.place = place


class FileChanged(ChangedMeanwhile):
    """Somebody else changed the file since it was read: it stays, and what was to be written is in `kept`.

    `lines` are those that differ, as a unified difference from the file to what was to be written.
    """

    def __init__(self, path: Path, kept: Path | None, lines: tuple[str, ...]) -> None:
        super().__init__(path)
        self.kept = kept
        self.lines = lines


@dataclass(frozen=True)
class WorkflowText:
    """The text of a workflow as it was read. `path` is a person's own file; with `built_in` there is none
    yet, and the text is what comes with the program."""

    name: str
    path: Path
    text: str
    built_in: bool = False

    @cached_property
    def document(self) -> Mapping[str, Any]:
        """What it says. The text is known to be TOML."""
        return tomllib.loads(self.text)

    @cached_property
    def workflow(self) -> Workflow:
        """The workflow in it, which is known to have no errors."""
        workflow, _ = check_text(self.text.encode(), self.name)
        assert workflow is not None
        return workflow


def read_workflow_text(paths: Paths, language: str, name: str) -> WorkflowText:
    """The text of a person's workflow, else of the built-in one.

    Raises `NotReadable` where it has errors, `FileNotFoundError` where there is none of that name.
    """
    path = paths.workflows / f"{name}.toml"
    data = read_own_file(path)
    if isinstance(data, Mistake):
        raise NotReadable(path, (LocatedMistake(None, data),))
    if data is None:
        return WorkflowText(name, path, built_in_text(name, language), built_in=True)
    workflow, mistakes = check_text(data, name)
    if workflow is None:
        raise NotReadable(path, mistakes)
    return WorkflowText(name, path, data.decode())


def preview(seen: WorkflowText, edits: Sequence[Edit]) -> tuple[Workflow | None, tuple[Mistake, ...]]:
    """What the workflow would be after the edits, and what would be wrong with it; nothing is written.

    Raises `NoSuchPlaceError`.
    """
    return check_document(edited(seen.document, edits), seen.name)


def with_edits(seen: WorkflowText, edits: Sequence[Edit]) -> str:
    """The text after the edits. Raises `NoSuchPlaceError`, `OtherForm`."""
    text = seen.text
    for edit in edits:
        before = tomllib.loads(text)
        meant = edited(before, [edit])
        try:
            after = _written(text, edit) if meant != before else text
            is_meant = tomllib.loads(after) == meant
        except (ValueError, LookupError, TypeError, RecursionError, AttributeError):
            # tomlkit raises all of these for forms it cannot take; what is in the file stays.
            is_meant = False
        if not is_meant:
            raise OtherForm(seen.path, _place(edit))
        text = after
    return text


def save_edits(seen: WorkflowText, edits: Sequence[Edit]) -> WorkflowText:
    """Make the edits in the file as `seen`; the first one of a built-in workflow makes a person's own.

    Raises what `with_edits` and `save_text` raise.
    """
    return save_text(seen, with_edits(seen, edits))


def save_text(seen: WorkflowText, text: str) -> WorkflowText:
    """Put `text` in the place of the file as `seen`. A link stays a link, and the mode stays.

    Raises `WouldBreak` where it has errors, `FileChanged` where the file is another by now, `OSError`.
    """
    data = text.encode()
    workflow, mistakes = check_text(data, seen.name)
    if workflow is None:
        raise WouldBreak(seen.path, mistakes)
    if seen.built_in:
        try:
            write_new(System(), seen.path, text.encode())
        except FileExistsError:
            raise _changed(seen.path, text) from None
    elif text != seen.text:
        if read_own_file(seen.path) != seen.text.encode():
            raise _changed(seen.path, text)
        write_over(System(), _target(seen.path), data)
    return WorkflowText(seen.name, seen.path, text)


def _target(path: Path) -> Path:
    try:
        return path.resolve(strict=True)
    except RuntimeError as error:  # links that lead in a circle
        raise Refused(path, FileKind.SYMLINK) from error


def _changed(path: Path, text: str) -> FileChanged:
    """Keep what was to be written beside the file, and find what differs."""
    there = read_own_file(path)
    now = there.decode(errors="replace") if isinstance(there, bytes) else ""
    lines = difflib.unified_diff(now.splitlines(), text.splitlines(), lineterm="", n=0)
    kept = None
    for number in range(1, MOST_KEPT):
        # A dot in the name: it is no workflow of its own.
        beside = path.with_name(f"{path.stem}.kept-{number}.toml")
        try:
            write_new(System(), beside, text.encode())
        except FileExistsError:
            continue
        except OSError:
            break
        kept = beside
        break
    return FileChanged(path, kept, tuple(lines))


def _place(edit: Edit) -> Place:
    match edit:
        case SetValue(path) | RemoveValue(path):
            return path
        case AddEntry(section):
            return (section,)
        case RemoveEntry(section, index) | SwapEntries(section, index):
            return (section, index)


# The text


def _written(text: str, edit: Edit) -> str:
    match edit:
        case SetValue(path, value):
            return _with_value(text, path, value)
        case RemoveValue(path):
            return _without_value(text, path)
        case AddEntry():
            return _with_entry(text, edit)
        case RemoveEntry(section, index):
            return _without_entry(text, section, index)
        case SwapEntries(section, one, other):
            return _swapped(text, section, min(one, other), max(one, other))


def raw(value: Value) -> str:
    """A value as it is written in a file: lists and inline tables on one line."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(raw, value))}]"
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{name} = {raw(each)}' for name, each in value.items())} }}"
    import tomlkit

    return tomlkit.item(value).as_string()


def _with_value(text: str, path: Place, value: Value) -> str:
    if _is_there(tomllib.loads(text), path):
        return _through_tomlkit(text, path, value)
    line = f"{path[-1]} = {raw(value)}"
    if path == ("strategy", "summary") and "strategy" not in tomllib.loads(text):
        return _inserted(text, _end_of_fields(text, (), ""), ["", "[strategy]", line])
    if not _is_field(path):
        return _through_tomlkit(text, path, value)
    around, section = path[:-1], str(path[0]) if len(path) > 1 else ""
    return _inserted(text, _end_of_fields(text, around, section, before=str(path[-1])), [line])


def _without_value(text: str, path: Place) -> str:
    if not _is_field(path):
        return _through_tomlkit(text, path, None)
    span = TomlLines(text).span(path, text)
    return text if span is None else _cut(text, *span)


def _is_field(path: Place) -> bool:
    """Whether it stands on lines of its own: a field of the file or of an entry of its lists."""
    return len(path) == 1 or (len(path) == 3 and path[0] in SECTIONS)


def _is_there(document: Any, path: Place) -> bool:
    for part in path:
        try:
            document = document[part]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def _through_tomlkit(text: str, path: Place, value: Value | None) -> str:
    """A value set, or removed where it is `None`."""
    import tomlkit

    document = tomlkit.parse(text)
    if document.as_string() != text:
        raise ValueError("not kept as it is")
    holder: Any = document
    for part in path[:-1]:
        holder = holder[part]
    if value is None:
        del holder[path[-1]]
    else:
        holder[path[-1]] = tomlkit.value(raw(value))
    after = document.as_string()
    if "\r\n" in text and not _BARE_END.search(text):
        # A line of its own that it added ends as the others do.
        after = _BARE_END.sub("\r\n", after)
    return after


def _end_of_fields(text: str, around: Place, section: str, before: str = "") -> int:
    """The line after which a field goes: the last of those fields that come before it."""
    lines = TomlLines(text)
    order = FIELD_ORDER.get(section, ())
    earlier = order[: order.index(before)] if before in order else order
    found = lines.line(around) if around else 0
    rows = text.split("\n")
    for name in earlier:
        span = lines.span((*around, name), text)
        # A table with a header of its own would take in what comes after it.
        if span is not None and not rows[span[0] - 1].lstrip().startswith("["):
            found = max(found or 0, span[1])
    return found or 0


def _with_entry(text: str, edit: AddEntry) -> str:
    lines = TomlLines(text)
    entries = len(tomllib.loads(text).get(edit.section, []))
    at = entries if edit.at is None else edit.at
    written = [f"[[{edit.section}]]", *(f"{name} = {raw(value)}" for name, value in edit.fields)]
    if at == 0 and entries:
        header = lines.line((edit.section, 0)) or 1
        return _inserted(text, header - 1, [*written, ""])
    before = (edit.section, at - 1)
    span = lines.span(before, text) if entries else _before_section(text, lines, edit.section)
    return _inserted(text, span[1] if span else _end_of_fields(text, (), ""), ["", *written])


def _before_section(text: str, lines: TomlLines, section: str) -> tuple[int, int] | None:
    """Where the last thing stands that comes before a list that is not there yet."""
    document = tomllib.loads(text)
    for earlier in reversed(SECTIONS[: SECTIONS.index(section)]):
        if document.get(earlier):
            return lines.span((earlier, len(document[earlier]) - 1), text)
    return lines.span(("strategy",), text)


def _without_entry(text: str, section: str, index: int) -> str:
    first, last = _entry(text, section, index)
    rows = text.split("\n")
    while last < len(rows) and not rows[last].strip() and last + 1 < len(rows):
        last += 1
    if last + 1 >= len(rows):  # at the end: the empty lines before it go
        while first > 1 and not rows[first - 2].strip():
            first -= 1
    return _cut(text, first, last)


def _swapped(text: str, section: str, one: int, other: int) -> str:
    first, second = _entry(text, section, one), _entry(text, section, other)
    rows = text.split("\n")
    if second[1] == len(rows) and "\r\n" in text:
        raise ValueError("the last line has no end")
    return "\n".join(
        [
            *rows[: first[0] - 1],
            *rows[second[0] - 1 : second[1]],
            *rows[first[1] : second[0] - 1],
            *rows[first[0] - 1 : first[1]],
            *rows[second[1] :],
        ]
    )


def _entry(text: str, section: str, index: int) -> tuple[int, int]:
    """The lines of a table of a list, with the comment right above it. Above the first one stands what is
    said of all."""
    span = TomlLines(text).span((section, index), text)
    rows = text.split("\n")
    if span is None or not rows[span[0] - 1].lstrip().startswith("[["):
        raise ValueError("not a table with a header")
    first, last = span
    while index and first > 1 and rows[first - 2].lstrip().startswith("#"):
        first -= 1
    return first, last


def _inserted(text: str, after: int, lines: Sequence[str]) -> str:
    """The text with lines more after the line `after`, counted from 1."""
    end = "\r\n" if "\r\n" in text else "\n"
    rows = text.split("\n")
    if after >= len(rows):  # the last line has no end
        return text + end + end.join(lines)
    fresh = [line + end[:-1] for line in lines]
    return "\n".join([*rows[:after], *fresh, *rows[after:]])


def _cut(text: str, first: int, last: int) -> str:
    rows = text.split("\n")
    return "\n".join([*rows[: first - 1], *rows[last:]])
