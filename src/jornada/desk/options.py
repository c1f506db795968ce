"""The options of `config.toml` as the desk uses them, and what is wrong with that file."""

from __future__ import annotations

from jornada.config import Config, load_config
from jornada.core.dataclass import dataclass
from jornada.core.mistakes import LocatedMistake, Mistake
from jornada.own_files import read_own_file
from jornada.paths import Paths


@dataclass(frozen=True, slots=True)
class LoadedConfig:
    """The options in use, what is wrong with the file, and its text, for the lines of other mistakes."""

    config: Config
    mistakes: tuple[LocatedMistake, ...] = ()
    text: str = ""


def read_config(paths: Paths) -> LoadedConfig:
    """Read `config.toml`; what cannot be read or is wrong is a mistake, and its default is used."""
    return _loaded_config(read_own_file(paths.config_file))


def _loaded_config(data: bytes | Mistake | None) -> LoadedConfig:
    if isinstance(data, Mistake):
        return LoadedConfig(Config(), (LocatedMistake(None, data),))
    # Bytes that are not text are replaced, so that the check finds and names their lines.
    text = (data or b"").decode("utf-8", errors="replace")
    return LoadedConfig(*load_config(text), text)


class OptionsFile:
    """Sees whether `config.toml` is another one than when it was last read."""

    def __init__(self, paths: Paths) -> None:
        self._file = paths.config_file
        self._as_read = read_own_file(self._file)

    def changed(self) -> LoadedConfig | None:
        """What the file says since somebody wrote into it; `None` where nobody did."""
        found = read_own_file(self._file)
        if found == self._as_read:
            return None
        self._as_read = found
        return _loaded_config(found)
