"""The numbers of the last list: what each was, by kind; and what has been said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from jornada.paths import Paths
from jornada.store.files import System, read_regular, write_whole

Kind = Literal["tasks", "incidents", "ideas", "promises", "sessions", "posts", "notices", "estimates"]
LIMIT = 1024 * 1024


def remembered(paths: Paths, kind: Kind) -> tuple[str, ...]:
    """The ids of the last list of that kind, the first one number 1; none where there is none."""
    ids = _read(_file(paths)).get(kind)
    return tuple(str(each) for each in ids) if isinstance(ids, list) else ()


def remember(paths: Paths, **lists: Sequence[str]) -> None:
    """Keep the ids of these lists for the next command. Raises `OSError`."""
    file = _file(paths)
    kept = {**_read(file), **{kind: list(ids) for kind, ids in lists.items()}, "version": 1}
    import json

    data = json.dumps(kept, ensure_ascii=False).encode()
    write_whole(System(), file, data, durable=False)


def _file(paths: Paths) -> Path:
    return paths.state / "last-list"


def _read(file: Path) -> dict[str, object]:
    import json

    try:
        data, _ = read_regular(System(), file, LIMIT)
        kept = json.loads(data)
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}
