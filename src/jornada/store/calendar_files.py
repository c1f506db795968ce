"""The files of the editorial calendar: reading all of them, adding and changing posts in them.

Nothing that stands in a file, or in the place of one, raises when it is read: what is wrong is handed on
as mistakes, together with the posts that can be used. A person's comments and order survive every
change, and what a person wrote meanwhile is never lost.
"""

from __future__ import annotations

import datetime as dt
import os
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jornada.core.dataclass import dataclass
from jornada.core.mistakes import LocatedMistake, Mistake, Problem
from jornada.core.post_check import VERSION, Known, as_table, read_calendar
from jornada.core.posts import Post, edited
from jornada.core.text import clean
from jornada.core.toml_lines import TomlLines
from jornada.core.toml_text import decode_toml, located, parse_toml
from jornada.own_files import is_conflict_copy, read_own_file
from jornada.paths import Paths
from jornada.store.errors import StoreError
from jornada.store.files import System, write_over, write_whole
from jornada.store.lock import Lock

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.items import AbstractTable

MOST_FILES = 1_000
"""More are not looked at: a directory of other things was put in the place of the calendar."""
_SUFFIX = ".toml"


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A file with what is wrong in it; with `last_good` its posts are those of its last good copy."""

    path: Path
    mistakes: tuple[LocatedMistake, ...] = ()
    last_good: bool = False


@dataclass(frozen=True, slots=True)
class LoadedCalendar:
    """The posts of all files as the files have them, and the files that have mistakes."""

    posts: tuple[Post, ...] = ()
    troubles: tuple[CalendarFile, ...] = ()


class Damaged(StoreError):
    """A file has mistakes: nothing is written to it before they are gone."""

    def __init__(self, path: Path, mistakes: tuple[LocatedMistake, ...]) -> None:
        super().__init__(f"{path} has mistakes")
        self.path = path
        self.mistakes = mistakes


class PostChanged(StoreError):
    """The post is not what it was when it was read: `now` is what its file has; `None` where it is gone."""

    def __init__(self, key: str, now: Post | None) -> None:
        super().__init__(f"{key} changed meanwhile")
        self.now = now


class CannotChange(StoreError):
    """The file is written in a way in which this change cannot be made without touching other things."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} cannot be changed")
        self.path = path


@dataclass(frozen=True, slots=True)
class _Read:
    """What the bytes of a file say."""

    posts: tuple[Post, ...]
    mistakes: tuple[LocatedMistake, ...]

    @property
    def is_good(self) -> bool:
        return all(each.mistake.severity == "warning" for each in self.mistakes)


class CalendarFiles:
    """Reads and changes the calendar's files. With `keep_good` off it keeps no copies."""

    def __init__(self, paths: Paths, *, keep_good: bool = True) -> None:
        self._directory = paths.calendar
        self._good = paths.state / "good" / "calendar"
        self._keep_good = keep_good
        self._system = System()
        self._lock = Lock(paths.lock, self._system)
        self._known: dict[Path, tuple[bytes, Known, _Read]] = {}
        self._kept: dict[Path, bytes] = {}

    def load(self, known: Known) -> LoadedCalendar:
        """The posts of all files; of a file with errors those of its last good copy, else the posts
        that are right. Of two posts with one key the first counts; a copy that a sync left comes last."""
        posts: dict[str, Post] = {}
        troubles: list[CalendarFile] = []
        for path in self.files():
            file, found = self._load_file(path, known)
            again = [post for post in found if post.key in posts]
            if again:
                file = CalendarFile(path, (*file.mistakes, *self._twice(path, again)), file.last_good)
            if file.mistakes:
                troubles.append(file)
            for post in found:
                posts.setdefault(post.key, post)
        return LoadedCalendar(tuple(posts.values()), tuple(troubles))

    def files(self) -> tuple[Path, ...]:
        """The files there are, by name."""
        try:
            names = [
                path
                for path in self._directory.iterdir()
                if path.suffix == _SUFFIX and not path.name.startswith(".")
            ]
        except OSError:
            return ()
        return tuple(sorted(names, key=lambda path: (is_conflict_copy(path), path.name)))[:MOST_FILES]

    def add(self, posts: Sequence[Post], known: Known) -> None:
        """Put new posts into the files of their months, all those of a month at once.

        Raises `Damaged`, `CannotChange`, `Busy`, `OSError`; the files before the one that failed are
        written.
        """
        with self._lock.held():
            by_file: dict[str, list[Post]] = {}
            for post in posts:
                by_file.setdefault(post.file or file_of(post.date), []).append(post)
            for name, added in sorted(by_file.items()):
                path = self._directory / name
                data = self._good_bytes(path, known)
                self._replace(path, data, _with_added(path, data, added))

    def edit(self, before: Post, after: Post, known: Known) -> None:
        """Change a post in its file, every comment kept. What is not `before` any more is left alone.

        Raises `PostChanged`, `Damaged`, `CannotChange`, `Busy`, `OSError`.
        """
        with self._lock.held():
            path = self._directory / before.file
            data = self._good_bytes(path, known)
            posts = _parsed(data or b"", known, path.name).posts
            now = next((post for post in posts if post.key == before.key), None)
            if data is None or now is None or now != before.as_in_file:
                raise PostChanged(before.key, now)
            self._replace(
                path, data, _with_changed(path, data, as_table(now), as_table(edited(before, after)))
            )

    def close(self) -> None:
        """Let go of the lock's file."""
        self._lock.close()

    def _load_file(self, path: Path, known: Known) -> tuple[CalendarFile, tuple[Post, ...]]:
        data = read_own_file(path)
        if data is None:  # it went while the directory was read
            return CalendarFile(path), ()
        read = self._read(path, data, known)
        if read.is_good:
            if isinstance(data, bytes):
                self._keep(path, data)
            return CalendarFile(path, read.mistakes), read.posts
        good = read_own_file(self._good / path.name)
        if isinstance(good, bytes):
            copy = _parsed(good, known, path.name)
            if copy.is_good:
                return CalendarFile(path, read.mistakes, last_good=True), copy.posts
        return CalendarFile(path, read.mistakes), read.posts

    def _read(self, path: Path, data: bytes | Mistake, known: Known) -> _Read:
        if isinstance(data, Mistake):
            return _Read((), (LocatedMistake(None, data),))
        held = self._known.get(path)
        if held is None or (held[0], held[1]) != (data, known):
            held = self._known[path] = (data, known, _parsed(data, known, path.name))
        return held[2]

    def _twice(self, path: Path, posts: Iterable[Post]) -> tuple[LocatedMistake, ...]:
        """Posts of a file whose keys another file has: said with their lines."""
        data = read_own_file(path)
        text = data.decode("utf-8", errors="replace") if isinstance(data, bytes) else ""
        with suppress(ValueError, RecursionError):
            entries = tomllib.loads(text).get("post", [])
            lines = TomlLines(text)
            places = {str(entry.get("key")): place for place, entry in enumerate(entries)}
            return tuple(
                LocatedMistake(lines.line(where), Mistake(where, Problem.DUPLICATE, post.key))
                for post in posts
                if (where := ("post", places.get(post.key, 0), "key"))
            )
        return ()

    def _good_bytes(self, path: Path, known: Known) -> bytes | None:
        """What is in a file that may be changed; `None` where there is none. Raises `Damaged`."""
        data = read_own_file(path)
        if data is None:
            return None
        read = self._read(path, data, known)
        if isinstance(data, Mistake) or not read.is_good:
            raise Damaged(path, read.mistakes)
        return data

    def _replace(self, path: Path, seen: bytes | None, data: bytes) -> None:
        """Put the new text in place of what was seen; a link stays a link. Raises `PostChanged`."""
        if read_own_file(path) != seen:
            raise PostChanged(path.name, None)
        target = Path(os.path.realpath(path))
        if seen is None:
            write_whole(self._system, target, data, durable=True)
        else:
            write_over(self._system, target, data)

    def _keep(self, path: Path, data: bytes) -> None:
        """Keep a copy of what was read well, for the day it is not."""
        if not self._keep_good or self._kept.get(path) == data:
            return
        copy = self._good / path.name
        if read_own_file(copy) != data:
            with suppress(OSError):  # it is a help for later; today's posts are there without it
                write_whole(self._system, copy, data, durable=False)
        self._kept[path] = data


def file_of(date: dt.date) -> str:
    """The file that a new post of that day goes into."""
    return f"{date:%Y-%m}{_SUFFIX}"


def _parsed(data: bytes, known: Known, file: str) -> _Read:
    text = decode_toml(data)
    if isinstance(text, LocatedMistake):
        return _Read((), (text,))
    document = parse_toml(text)
    if isinstance(document, LocatedMistake):
        return _Read((), (document,))
    posts, mistakes = read_calendar(document, known, file=file)
    return _Read(posts, located(mistakes, text))


def _with_added(path: Path, data: bytes | None, posts: Sequence[Post]) -> bytes:
    """The file with the posts behind all that is in it. Raises `CannotChange`."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    text = data.decode() if data is not None else f"version = {VERSION}\n"
    before = tomllib.loads(text)
    tables = [as_table(post) for post in posts]
    entries = [*before.get("post", []), *tables]
    if isinstance(before.get("post"), list) and not _has_headers(text):
        # A list in one pair of brackets takes its new posts inside of it.
        try:
            document = tomlkit.parse(text)
            for table in tables:
                inline = tomlkit.inline_table()
                inline.update(table)
                document["post"].append(inline)
            changed = tomlkit.dumps(document)
        except TOMLKitError as error:
            raise CannotChange(path) from error
    else:
        line_end = "\r\n" if "\r\n" in text else "\n"
        gap = line_end * (2 - min(2, len(text) - len(text.rstrip("\r\n")))) if text else ""
        blocks = [
            line_end.join(["[[post]]", *(f"{name} = {_written(value)}" for name, value in table.items())])
            for table in tables
        ]
        changed = text + gap + (line_end * 2).join(blocks) + line_end
    return _checked(path, changed, {**before, "post": entries})


def _has_headers(text: str) -> bool:
    return any(line.strip().startswith("[[") for line in text.splitlines())


def _with_changed(path: Path, data: bytes, old: Mapping[str, str], new: Mapping[str, str]) -> bytes:
    """The file with one post's fields changed from `old` to `new`. Raises `CannotChange`."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    text = data.decode()
    wanted = tomllib.loads(text)
    place = next(at for at, entry in enumerate(wanted["post"]) if clean(entry["key"]) == old["key"])
    try:
        document = tomlkit.parse(text)
        table = _table_at(document, place)
        for name in (name for name in old if name not in new):
            table.pop(name, None)
            wanted["post"][place].pop(name, None)
        for name, value in new.items():
            if old.get(name) != value:
                table[name] = value
                wanted["post"][place][name] = value
        changed = tomlkit.dumps(document)
    except TOMLKitError as error:
        raise CannotChange(path) from error
    return _checked(path, changed, wanted)


def _table_at(document: TOMLDocument, place: int) -> AbstractTable:
    entries: Any = document["post"]
    table: AbstractTable = entries[place]
    return table


def _checked(path: Path, text: str, wanted: Mapping[str, Any]) -> bytes:
    """The text, if it says exactly what is wanted: nothing else ever reaches the disk."""
    try:
        says = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise CannotChange(path) from error
    if says != wanted:
        raise CannotChange(path)
    return text.encode()


def _written(value: str) -> str:
    import tomli_w

    return tomli_w.dumps({"v": value}).removeprefix("v = ").removesuffix("\n")
