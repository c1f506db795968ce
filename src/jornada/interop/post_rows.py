"""Posts from other people's files: what was read of each row, and which of them are new."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping

from jornada.core.dataclass import dataclass, replace
from jornada.core.mistakes import LocatedMistake
from jornada.core.moments import MomentError, read_time
from jornada.core.pattern import pattern
from jornada.core.post_check import Known, read_row
from jornada.core.posts import Post, PostState
from jornada.core.reference import plain
from jornada.core.text import clean
from jornada.core.workflow import KEY_PATTERN

MOST_BYTES = 16 << 20
"""A larger file of another program is not read."""
OUR_UID = "@jornada"
"""So ends the UID of a post that was exported from here and had none."""

_STATES: Mapping[str, str] = {
    "idea": "idea",
    "borrador": "draft",
    "draft": "draft",
    "aprobada": "approved",
    "aprobado": "approved",
    "approved": "approved",
    "programada": "scheduled",
    "programado": "scheduled",
    "scheduled": "scheduled",
    "publicada": "published",
    "publicado": "published",
    "published": "published",
}
_SECONDS = pattern(r"(\d{1,2}:\d{2}):\d{2}")


@dataclass(frozen=True, slots=True)
class Row:
    """A post as it was read, and where: the line of the file, from 1."""

    line: int
    post: Post


@dataclass(frozen=True, slots=True)
class Rows:
    """What a file holds: the rows that are right, what is wrong with the others, and the columns that
    nobody here reads."""

    good: tuple[Row, ...] = ()
    bad: tuple[LocatedMistake, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Defaults:
    """What is taken where a row does not say it."""

    brand: str = ""
    channel: str = ""
    state: PostState = PostState.DRAFT


@dataclass(frozen=True, slots=True)
class Sorted:
    """The rows of a file that are new here, and those that are here already."""

    new: tuple[Row, ...]
    there: tuple[Row, ...]


def read_fields(
    fields: Mapping[str, str], known: Known, defaults: Defaults, *, line: int, uid: str = ""
) -> Row | tuple[LocatedMistake, ...]:
    """A row of named fields as a post, or all that is wrong with it. What is empty is not said.

    Without a `uid` the row is known again by what it says.
    """
    said = {name: text for name, value in fields.items() if (text := clean(value))}
    said.setdefault("brand", defaults.brand)
    said.setdefault("channel", defaults.channel)
    said.setdefault("state", defaults.state.value)
    said["state"] = _STATES.get(plain(said["state"]), said["state"])
    if "time" in said:
        said["time"] = _time(said["time"])
    key = said.pop("key", "")
    own_uid = said.pop("uid", "") or uid
    if own_uid.endswith(OUR_UID) and not key:
        key, own_uid = own_uid.removesuffix(OUR_UID), ""
    if not re.fullmatch(KEY_PATTERN, key):
        key, own_uid = "", own_uid or (f"{key}{OUR_UID}" if key else "")
    given = {name: text for name, text in said.items() if text}
    post, mistakes = read_row(given, known, key=key, uid=own_uid)
    if post is None:
        return tuple(LocatedMistake(line, mistake) for mistake in mistakes)
    return Row(line, post if post.key or post.uid else replace(post, uid=_row_uid(post)))


def sort_rows(rows: Iterable[Row], posts: Iterable[Post]) -> Sorted:
    """Which rows are new. One is here already where a post has its key or its UID; of two rows of the
    file that say the same, the second is."""
    keys: set[str] = set()
    uids: set[str] = set()
    for post in posts:
        keys.add(post.key)
        uids.update((post.uid or _row_uid(post), uid_of(post)))
    new, there = [], []
    for row in rows:
        post = row.post
        if (post.key and post.key in keys) or (post.uid and post.uid in uids):
            there.append(row)
            continue
        new.append(row)
        if post.key:
            keys.add(post.key)
        if post.uid:
            uids.add(post.uid)
    return Sorted(tuple(new), tuple(there))


def uid_of(post: Post) -> str:
    """The name of a post in other programs."""
    return post.uid or f"{post.key}{OUR_UID}"


def _row_uid(post: Post) -> str:
    """A name for a row that has none: made of what it says."""
    said = (
        post.date.isoformat(),
        f"{post.time:%H:%M}" if post.time else "",
        post.channel,
        post.brand,
        post.title,
    )
    digest = hashlib.sha256("\x1f".join(map(plain, said)).encode("utf-8", "surrogatepass")).hexdigest()
    return f"row-{digest[:20]}"


def _time(text: str) -> str:
    """A time as a person or a spreadsheet writes it, in the form of the calendar's files."""
    seconds = _SECONDS.fullmatch(text)
    try:
        return f"{read_time(seconds[1] if seconds else text):%H:%M}"
    except MomentError:
        return text
