"""The editorial calendar at the desk: the posts of the files with what the journal says of them.

It is read when it is first asked for, and again when something changed. What comes of adding and
changing posts is typed; nothing that a person can cause is raised.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jornada.core.dataclass import dataclass, replace
from jornada.core.mistakes import LocatedMistake, Mistake
from jornada.core.post_check import Known, check_post
from jornada.core.posts import Post, new_key, with_marks
from jornada.core.state import State
from jornada.paths import Paths
from jornada.store.calendar_files import (
    CalendarFile,
    CalendarFiles,
    CannotChange,
    Damaged,
    LoadedCalendar,
    PostChanged,
    file_of,
)
from jornada.store.errors import Busy


@dataclass(frozen=True, slots=True)
class PostsSaved:
    """They are in their files, as they stand there now."""

    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class PostMistaken:
    """Nothing was written: a field of the post is wrong."""

    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class PostUnchanged:
    """There was nothing to change."""

    post: Post


@dataclass(frozen=True, slots=True)
class PostMoved:
    """Nothing was written: somebody changed the post meanwhile. `now` is what its file says, `None` where
    it is gone."""

    now: Post | None


@dataclass(frozen=True, slots=True)
class FileDamaged:
    """Nothing was written to a file that has mistakes; without any it could not be changed without
    touching other things in it."""

    path: Path
    mistakes: tuple[LocatedMistake, ...] = ()


@dataclass(frozen=True, slots=True)
class FileNotWritten:
    """The system's own word why not."""

    path: Path
    error: str


@dataclass(frozen=True, slots=True)
class CalendarLocked:
    """Nothing was done: another writer holds the lock (`busy`), or the clock is set by hand and the data
    is not (`clock`)."""

    why: str


PostOutcome = (
    PostsSaved | PostMistaken | PostUnchanged | PostMoved | FileDamaged | FileNotWritten | CalendarLocked
)


class Editorial:
    """The posts there are, and the way to add and change them."""

    def __init__(self, paths: Paths, *, may_write: bool) -> None:
        self._directory = paths.calendar
        self._may_write = may_write
        self._files = CalendarFiles(paths, keep_good=may_write)
        self._loaded: LoadedCalendar | None = None
        self._known = Known()
        self._shown: tuple[LoadedCalendar, object, tuple[Post, ...]] | None = None

    def posts(self, state: State, known: Known) -> tuple[Post, ...]:
        """All posts in the order of time."""
        loaded = self._load(known)
        if self._shown is None or self._shown[0] is not loaded or self._shown[1] is not state.posts:
            self._shown = (loaded, state.posts, with_marks(loaded.posts, state.posts))
        return self._shown[2]

    @property
    def troubles(self) -> tuple[CalendarFile, ...]:
        """The files with mistakes, as far as the calendar was asked for."""
        return self._loaded.troubles if self._loaded is not None else ()

    def refresh(self, known: Known) -> bool:
        """Look at the files again, if anybody has asked for them; true where something is different."""
        before = self._loaded
        if before is None:
            return False
        loaded = self._files.load(known)
        self._known = known
        if loaded == before:
            return False
        self._loaded = loaded
        return True

    def add(self, posts: Sequence[Post], state: State, known: Known) -> PostOutcome:
        """Put new posts into the files; those without a key are given one. All are checked first."""
        if not self._may_write:
            return CalendarLocked("clock")
        self.refresh(known)
        taken = {post.key for post in self._load(known).posts} | set(state.posts)
        keyed: list[Post] = []
        for post in posts:
            named = post if post.key else replace(post, key=new_key(post.title, post.date, taken))
            named = replace(named, file=named.file or file_of(named.date))
            if mistakes := check_post(named, known):
                return PostMistaken(mistakes)
            taken.add(named.key)
            keyed.append(named)
        try:
            self._files.add(keyed, known)
        except PostChanged:  # between the look and the writing
            return CalendarLocked("busy")
        except (Damaged, CannotChange, Busy, OSError) as error:
            return self._refused(error)
        finally:
            self.refresh(known)
        return PostsSaved(tuple(keyed))

    def edit(self, before: Post, after: Post, known: Known) -> PostOutcome:
        """Change what differs between the two in the file of the post. How far it is, is not changed."""
        if not self._may_write:
            return CalendarLocked("clock")
        if mistakes := new_mistakes(before, after, known):
            return PostMistaken(mistakes)
        if replace(after, state=before.state, in_file=before.in_file) == before:
            return PostUnchanged(before)
        try:
            self._files.edit(before, after, known)
        except (Damaged, CannotChange, PostChanged, Busy, OSError) as error:
            return self._refused(error)
        finally:
            self.refresh(known)
        return PostsSaved((after,))

    def close(self) -> None:
        self._files.close()

    def _load(self, known: Known) -> LoadedCalendar:
        """What was read; with another plan in use other brands are known."""
        if self._loaded is not None and self._known != known:
            self.refresh(known)
        if self._loaded is None:
            self._known, self._loaded = known, self._files.load(known)
        return self._loaded

    def _refused(self, error: Exception) -> PostOutcome:
        match error:
            case Damaged(path=path, mistakes=mistakes):
                return FileDamaged(path, mistakes)
            case CannotChange(path=path):
                return FileDamaged(path)
            case PostChanged(now=now):
                return PostMoved(now)
            case Busy():
                return CalendarLocked("busy")
            case OSError(filename=name, strerror=said):
                return FileNotWritten(Path(name or self._directory), said or str(error))
            case _:
                raise error


def new_mistakes(before: Post | None, after: Post, known: Known) -> tuple[Mistake, ...]:
    """What the change makes wrong: a brand that was strange before does not stop another change. Of a post
    that is planned anew, whose key is still to be made, all."""
    if before is None:
        return check_post(replace(after, key=after.key or "new"), known)
    old = set(check_post(before, known))
    return tuple(mistake for mistake in check_post(after, known) if mistake not in old)
