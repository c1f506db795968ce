"""What all tests share: no test reads or writes where a person's own files are."""

from __future__ import annotations

import datetime as dt
import gc
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings

from jornada.paths import Paths
from jornada.present.words import Words, load_words

ROOT = Path(__file__).resolve().parents[1]
FULL = os.environ.get("FAULTS") == "full"
"""Whether what has a short form is driven in full: every size, every language, every combination."""

settings.register_profile("fast", max_examples=40, deadline=None)
settings.register_profile("full", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues, so that a translation just edited is the one tested."""
    if not hasattr(config, "workerinput"):
        sys.path.insert(0, str(ROOT / ".ci"))
        try:
            from catalogues import compile_catalogues
        finally:
            del sys.path[0]
        compile_catalogues(ROOT)
    # Thousands of tests are collected, and all of them stay: to look for garbage among them is half the time.
    gc.disable()


def pytest_collection_finish() -> None:
    """From here on there is garbage; what has been collected is not looked at any more."""
    gc.freeze()
    gc.enable()


@pytest.fixture(autouse=True, scope="session")
def nobodys_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty home and no settings of ours in the environment, for this process and its children."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in tuple(os.environ):
            if name.startswith(("JORNADA_", "XDG_", "LC_")) or name in ("LANGUAGE", "NO_COLOR", "EDITOR"):
                patch.delenv(name)
        patch.setenv("HOME", str(home))
        patch.setenv("LANG", "C.UTF-8")
        patch.setenv("TZ", "UTC")
        yield home


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """The places of a person who has no files yet: none of the directories is there."""
    return Paths(data=tmp_path / "data", config=tmp_path / "config", state=tmp_path / "state")


@pytest.fixture
def environment(paths: Paths) -> dict[str, str]:
    """The environment of a `python -m jornada` in a process of its own, with its files in `paths`."""
    return {
        **{name: os.environ[name] for name in ("HOME", "LANG", "PATH", "TZ")},
        "PYTHONPATH": str(ROOT / "src"),
        "JORNADA_DATA": str(paths.data),
        "JORNADA_CONFIG": str(paths.config),
        "JORNADA_STATE": str(paths.state),
    }


@pytest.fixture(scope="session")
def words_en() -> Words:
    return load_words("en")


@pytest.fixture(scope="session")
def words_es() -> Words:
    words = load_words("es")
    assert words.language == "es"
    return words


@dataclass
class FixedClock:
    """A clock that stands until it is moved: call it for the time."""

    now: dt.datetime

    def __call__(self) -> dt.datetime:
        return self.now

    def advance(self, *, minutes: int = 0, seconds: int = 0) -> dt.datetime:
        """Move on in real time, over a change of the clocks too."""
        moved = self.now.astimezone(dt.UTC) + dt.timedelta(minutes=minutes, seconds=seconds)
        self.now = moved.astimezone(self.now.tzinfo)
        return self.now


@pytest.fixture
def clock() -> FixedClock:
    """Friday 20 November 2026, 09:40 in Madrid."""
    return FixedClock(dt.datetime(2026, 11, 20, 9, 40, tzinfo=ZoneInfo("Europe/Madrid")))
