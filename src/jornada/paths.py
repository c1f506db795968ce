"""Where a person's files live. Makes no directory."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from jornada.core.dataclass import dataclass

APPLICATION = "jornada"


@dataclass(frozen=True, slots=True)
class Paths:
    """The three directories of one person and the files in them.

    `data` may be carried between machines, `config` is the person's own to edit, `state` belongs
    to this machine alone.
    """

    data: Path
    config: Path
    state: Path

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Paths:
        """JORNADA_DATA, JORNADA_CONFIG and JORNADA_STATE, else what the platform is used to.

        The platform's places are looked up in the process's own environment.
        """
        return cls(
            data=_chosen(environment, "JORNADA_DATA") or _platform("user_data_path"),
            config=_chosen(environment, "JORNADA_CONFIG") or _platform("user_config_path"),
            state=_chosen(environment, "JORNADA_STATE") or _platform("user_state_path"),
        )

    @property
    def workflows(self) -> Path:
        return self.data / "workflows"

    @property
    def journal(self) -> Path:
        return self.data / "journal"

    @property
    def calendar(self) -> Path:
        return self.data / "calendar"

    @property
    def config_file(self) -> Path:
        return self.config / "config.toml"

    @property
    def themes(self) -> Path:
        return self.config / "themes"

    @property
    def hooks(self) -> Path:
        return self.config / "hooks"

    @property
    def lock(self) -> Path:
        return self.state / "lock"

    @property
    def snapshot(self) -> Path:
        return self.state / "snapshot"

    @property
    def rescue(self) -> Path:
        """The directory of what could not be saved in its place."""
        return self.state / "rescue"

    @property
    def log(self) -> Path:
        return self.state / "jornada.log"

    @property
    def device_file(self) -> Path:
        return self.state / "device"


def typed_path(text: str) -> Path:
    """The absolute path a person means by `text`, `~` being their home. The home of somebody unknown is a
    name like any other, as it is to a shell."""
    return Path(os.path.expanduser(text)).absolute()  # noqa: PTH111 - the other one raises


def _chosen(environment: Mapping[str, str], name: str) -> Path | None:
    value = environment.get(name, "")
    return typed_path(value) if value else None


def _platform(place: str) -> Path:
    import platformdirs

    found: Path = getattr(platformdirs, place)(APPLICATION, appauthor=False)
    return found
