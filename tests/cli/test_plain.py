"""Commands that are run without the library of the command line: as with it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from jornada.cli import plain
from tests.cli.conftest import Result, Shell

LOADED = """
import sys
from jornada.cli import main
code = main({words!r})
print(code, *sorted(sys.modules))
"""


class Both:
    """Runs a command on either way: first without the library, then with it alone."""

    def __init__(self, shell: Shell, patch: pytest.MonkeyPatch) -> None:
        self._shell = shell
        self._patch = patch

    def __call__(self, *words: str) -> tuple[Result, Result]:
        plainly = self._shell.run(*words)
        with self._patch.context() as patch:
            patch.setattr(plain, "_COMMANDS", {})
            return plainly, self._shell.run(*words)


@pytest.fixture
def both(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Both:
    shell("list")
    return Both(shell, monkeypatch)


@pytest.mark.parametrize(
    "words",
    [
        ("now",),
        ("now", "--format", "{next}, {open}"),
        ("now", "--width", "30"),
        ("now", "--width=30", "--format={line}"),
        ("now", "--format", "{nonsense}"),
        ("add", "Call", "the printer", "@planning", "10m"),
        ("add", "Call @nonsense"),
        ("add", ""),
        ("add", " ", "  "),
    ],
)
def test_it_says_the_same(both: Both, words: tuple[str, ...]) -> None:
    plainly, with_library = both(*words)

    assert plainly == with_library
    assert plainly.out or plainly.err


@pytest.mark.parametrize(
    "words",
    [
        ("now", "--help"),
        ("now", "--json"),
        ("now", "--format"),
        ("now", "--width", "0"),
        ("now", "--width", "-3"),
        ("now", "--width", "²"),
        ("now", "--width", "99999999999999999999"),
        ("now", "--width", "30", "--width", "20"),
        ("now", "--format", "{line}", "rubbish"),
        ("now", "rubbish"),
        ("add",),
        ("add", "--nonsense"),
        ("add", "Call", "--minutes", "10"),
        ("add", "--", "-5", "degrees"),
        ("list",),
    ],
)
def test_the_library_is_asked_about_the_rest(both: Both, words: tuple[str, ...]) -> None:
    plainly, with_library = both(*words)

    assert plainly == with_library


@pytest.mark.parametrize("words", [["now"], ["add", "Call the printer 10m"]], ids=lambda words: words[0])
def test_the_library_is_not_loaded(environment: dict[str, str], words: list[str]) -> None:
    code = LOADED.format(words=words)
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    ended, *modules = done.stdout.splitlines()[-1].split()

    assert ended == "0"
    # Nor what it brings, nor what only other commands need.
    assert {"click", "inspect", "difflib", "shutil", "json", "jornada.cli.root"} & set(modules) == set()
