"""A module is the same whether its code is kept or looked for, and what is kept is not believed too long."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

NAMES = tuple(f"shelf.book{number}" for number in range(12))
RUN = """\
import json, sys
sys.path.insert(0, sys.argv[1])
from importlib import import_module
from jornada.kept_code import KeptCode
kept = KeptCode(sys.argv[2])
sys.meta_path.insert(0, kept)
told = {}
for name in sys.argv[3:]:
    try:
        module = import_module(name)
    except ImportError as error:
        told[name] = str(error)
        continue
    spec = module.__spec__
    told[name] = {
        "by": type(spec.loader).__name__,
        "says": module.says,
        "file": module.__file__,
        "cached": module.__cached__,
        "package": module.__package__,
        "path": list(getattr(module, "__path__", [])),
        "origin": spec.origin,
        "code": module.tell.__code__.co_filename,
    }
kept.keep()
from importlib.resources import files
if "shelf" in sys.modules:
    told["note"] = files("shelf").joinpath("note.txt").read_text()
print(json.dumps(told))
"""


def writing_code() -> dict[str, str]:
    """An environment in which compiled code is kept."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


@dataclass(frozen=True)
class Shelf:
    """A package of a dozen modules, and where its code is kept."""

    root: Path

    @property
    def kept(self) -> Path:
        return self.root / "kept" / "shelf.code"

    def source(self, name: str) -> Path:
        return self.root.joinpath(*name.split(".")).with_suffix(".py")

    def write(self, name: str, says: str) -> None:
        self.source(name).write_text(f"says = {says!r}\ndef tell(): return says\n")

    def run(self, *names: str, options: tuple[str, ...] = ()) -> dict[str, Any]:
        """Import those in a program of its own; what is so of each, or why it cannot be."""
        command = (sys.executable, *options, "-c", RUN, str(self.root), str(self.kept), *(names or NAMES))
        done = subprocess.run(command, env=writing_code(), check=True, capture_output=True, text=True)
        assert not done.stderr
        told: dict[str, Any] = json.loads(done.stdout)
        return told

    def loaders(self, *names: str, options: tuple[str, ...] = ()) -> dict[str, str]:
        told = self.run(*names, options=options)
        return {name: each["by"] for name, each in told.items() if isinstance(each, dict)}


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    made = Shelf(tmp_path)
    (tmp_path / "shelf").mkdir()
    (tmp_path / "kept").mkdir()
    (tmp_path / "shelf" / "note.txt").write_text("beside")
    (tmp_path / "shelf" / "__init__.py").write_text("says = 'all'\ndef tell(): return says\n")
    for name in NAMES:
        made.write(name, name)
    return made


KEPT, FOUND = "KeptLoader", "SourceFileLoader"


def without_loader(told: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: {**each, "by": ""} if isinstance(each, dict) else each for name, each in told.items()}


def test_a_module_is_the_same_either_way(shelf: Shelf) -> None:
    names = ("shelf", *NAMES)
    found, kept = shelf.run(*names), shelf.run(*names)

    assert {each["by"] for name, each in found.items() if name != "note"} == {FOUND}
    assert {each["by"] for name, each in kept.items() if name != "note"} == {KEPT}
    assert without_loader(found) == without_loader(kept)
    assert kept["note"] == "beside"


def test_the_interpreter_is_asked_for_what_is_not_kept(shelf: Shelf) -> None:
    shelf.run()
    shelf.write("shelf.extra", "more")

    told = shelf.run(*NAMES, "shelf.extra", "shelf.none")

    assert told["shelf.extra"]["by"] == FOUND
    assert told["shelf.none"] == "No module named 'shelf.none'"


@pytest.mark.parametrize("way", ["longer", "later", "in its place"])
def test_a_source_that_was_changed_is_read_again(shelf: Shelf, way: str) -> None:
    shelf.run()
    name = NAMES[3]
    says = f"{name}, second edition" if way == "longer" else name.upper()
    source, before = shelf.source(name), shelf.source(name).stat()
    if way == "in its place":  # with the time that an installer gives to all, and its code compiled anew
        source.unlink()
        for compiled in source.parent.rglob(f"{source.stem}.*.pyc"):
            compiled.unlink()
    shelf.write(name, says)
    seconds = 1 if way == "later" else 0
    os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns + seconds * 10**9))

    told = shelf.run()

    assert (told[name]["says"], told[name]["by"]) == (says, FOUND)
    assert told[NAMES[4]]["by"] == KEPT


def test_a_source_that_is_gone_is_gone(shelf: Shelf) -> None:
    shelf.run()
    shelf.source(NAMES[0]).unlink()

    assert shelf.run()[NAMES[0]] == f"No module named {NAMES[0]!r}"


def test_few_modules_are_not_worth_writing_for(shelf: Shelf) -> None:
    shelf.run(*NAMES[:5])
    assert not shelf.kept.exists()

    shelf.run(*NAMES[:9])
    before = shelf.kept.read_bytes()
    assert [shelf.loaders()[name] for name in NAMES] == [KEPT] * 9 + [FOUND] * 3
    assert shelf.kept.read_bytes() == before


def test_what_was_kept_stays_when_more_is(shelf: Shelf) -> None:
    shelf.run()
    more = tuple(f"shelf.sheet{number}" for number in range(10))
    for name in more:
        shelf.write(name, name)
    shelf.write(NAMES[0], "another one")

    shelf.run(*more)

    assert set(shelf.loaders(*NAMES[1:], *more).values()) == {KEPT}
    assert shelf.loaders(NAMES[0]) == {NAMES[0]: FOUND}


def test_another_way_to_run_is_not_answered_from_it(shelf: Shelf) -> None:
    shelf.run()

    assert set(shelf.loaders(options=("-O",)).values()) == {FOUND}
    assert set(shelf.loaders(options=("-O",)).values()) == {KEPT}  # it is that one's now


@pytest.mark.parametrize("kept_bytes", [0, 10, 400, 1200, -40])
def test_a_file_that_is_not_whole_is_no_matter(shelf: Shelf, kept_bytes: int) -> None:
    shelf.run()
    shelf.kept.write_bytes(shelf.kept.read_bytes()[:kept_bytes])

    told = shelf.run()

    assert {name: told[name]["says"] for name in NAMES} == {name: name for name in NAMES}


def test_what_cannot_be_written_is_no_matter(shelf: Shelf) -> None:
    shelf.kept.parent.rmdir()

    assert set(shelf.loaders().values()) == {FOUND}
    assert not shelf.kept.parent.exists()


def test_nothing_is_written_where_no_compiled_code_is(shelf: Shelf) -> None:
    shelf.run(options=("-B",))

    assert not shelf.kept.exists()


PROGRAM = """\
import sys
def note(event, given):
    if event == "open" and str(given[0]).endswith(".pyc"):
        sys.stderr.write("opened\\n")
sys.addaudithook(note)
from jornada.__main__ import main
sys.exit(main())
"""


def test_a_command_that_is_installed_looks_for_its_modules_once(tmp_path: Path) -> None:
    script = tmp_path / "bin" / "jornada"
    script.parent.mkdir()
    script.write_text(PROGRAM)
    given = {
        **writing_code(),
        "HOME": str(tmp_path),
        "PYTHONPYCACHEPREFIX": str(tmp_path / "compiled"),
        "JORNADA_NOW": "2026-11-20T09:40:00+01:00",
        "JORNADA_LANG": "en",
        **{f"JORNADA_{kind}": str(tmp_path / kind.lower()) for kind in ("DATA", "CONFIG", "STATE")},
    }

    def opened() -> int:
        """How many files of compiled code it opens."""
        command = (sys.executable, str(script), "list")
        done = subprocess.run(command, env=given, check=True, capture_output=True, text=True)
        assert "Overnight sweep" in done.stdout
        return done.stderr.count("opened\n")

    first, second = opened(), opened()

    kept = [each.name for each in tmp_path.rglob("*.code")]
    assert kept == [f"commands.{sys.implementation.cache_tag}.code"]
    assert first > 100
    assert second < first / 4
