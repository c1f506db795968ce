"""What is built holds what the program needs, and runs from there."""

from __future__ import annotations

import re
import runpy
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from jornada import __version__

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "jornada"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive."""
    folder = tmp_path_factory.mktemp("dist")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def unpacked(built: Path) -> Path:
    folder = built / "installed"
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        wheel.extractall(folder)
    return folder


def test_the_wheel_holds_every_file_of_the_program(unpacked: Path) -> None:
    kinds = ("*.py", "py.typed", "*.md", "*.toml", "*.tcss", "*.bash", "*.po")
    wanted = {file.relative_to(SOURCE) for kind in kinds for file in SOURCE.rglob(kind)}
    wanted |= {Path("themes") / file.name for file in (ROOT / "themes").glob("*.toml")}
    wanted |= {file.with_suffix(".mo") for file in wanted if file.suffix == ".po"}
    # What another test ran from there has been compiled there.
    found = {
        file.relative_to(unpacked / "jornada")
        for file in (unpacked / "jornada").rglob("*")
        if file.is_file() and file.suffix != ".pyc"
    }

    assert found == wanted


def test_the_wheel_holds_nothing_beside_the_program(unpacked: Path) -> None:
    assert {entry.name for entry in unpacked.iterdir()} == {"jornada", f"jornada-{__version__}.dist-info"}


def test_the_source_archive_can_be_built_from(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert {"pyproject.toml", "README.md", ".ci/build_hook.py", ".ci/catalogues.py"} <= names
    assert {"src/jornada/locale/es/LC_MESSAGES/jornada.po", "themes/jornada-dark.toml"} <= names


def test_the_unpacked_wheel_runs_from_elsewhere(
    unpacked: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path,
            env={**environment, "PYTHONPATH": str(unpacked)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert __version__ in run("-m", "jornada", "--version")
    listed = run(str(ROOT / ".ci" / "check_installed.py"), str(ROOT))
    themes = ", ".join(sorted(file.stem for file in (ROOT / "themes").glob("*.toml")))
    assert re.search(rf"^themes: {themes}$", listed, re.MULTILINE)


@pytest.mark.parametrize(("version", "is_compiled"), [("editable", True), ("standard", False)])
def test_the_code_is_compiled_where_it_is_installed_in_place(
    tmp_path: Path, version: str, is_compiled: bool
) -> None:
    # What installs a wheel compiles it; where the code stays in its folder nothing else would.
    package = tmp_path / "src" / "jornada"
    package.mkdir(parents=True)
    (package / "module.py").write_text("VALUE = 1\n")
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    hook = runpy.run_path(str(tmp_path / ".ci" / "build_hook.py"))["CompileAhead"]

    hook(str(tmp_path), {}, None, None, "", "wheel").initialize(version, {})

    assert any(package.rglob("*.pyc")) == is_compiled
