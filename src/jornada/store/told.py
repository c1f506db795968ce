"""What a person was told once and is not told again: names in a small file of the state directory."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from jornada.paths import Paths
from jornada.store.files import System, read_regular, write_whole

MOST = 500
"""So many names are kept, the newest ones; older ones are of weeks that are over."""
_MOST_BYTES = 1024 * 1024


class Told:
    """Shared by all processes of a machine. Names that cannot be kept are known to this one at least."""

    def __init__(self, paths: Paths, *, keep: bool = True, system: System | None = None) -> None:
        self._path: Path = paths.state / "told"
        self._keep = keep
        self._system = system or System()
        self._here: dict[str, None] = {}

    def fresh(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of the names that were not told yet."""
        asked = tuple(name for name in names if name not in self._here)
        known = self._read() if asked else {}
        return tuple(name for name in asked if name not in known)

    def tell(self, names: Iterable[str]) -> None:
        """They are told now."""
        names = tuple(names)
        self._here.update(dict.fromkeys(names))
        if not names or not self._keep:
            return
        kept = list(self._read() | dict.fromkeys(names))[-MOST:]
        with suppress(OSError):  # it is told once more, in another process
            import json

            data = json.dumps({"version": 1, "names": kept}, ensure_ascii=False).encode()
            write_whole(self._system, self._path, data, durable=False)

    def _read(self) -> dict[str, None]:
        try:
            data, _ = read_regular(self._system, self._path, _MOST_BYTES)
            import json

            kept = json.loads(data)
        except (OSError, ValueError, RecursionError):
            return {}
        names = kept.get("names") if isinstance(kept, dict) else None
        return dict.fromkeys(str(name) for name in names) if isinstance(names, list) else {}
