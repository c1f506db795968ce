"""The core is pure, and what runs without a screen loads nothing for one."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "jornada"
CORE = {
    ".".join(file.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted((SOURCE / "core").rglob("*.py"))
}
HEAVY = {"humanize", "icalendar", "rich", "textual", "tomlkit", "watchdog"}

LOADED = """
import contextlib, io, json, sys
with contextlib.redirect_stdout(io.StringIO()) as shown:
    {code}
print(json.dumps(sorted({{name.partition(".")[0] for name in sys.modules}})))
print(shown.getvalue())
"""


def loaded_by(code: str, environment: dict[str, str]) -> tuple[set[str], str]:
    """The top-level modules that `code` leaves loaded in a fresh process, and what it showed."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(code=code)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    modules, _, shown = done.stdout.partition("\n")
    return set(json.loads(modules)), shown


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are absolute"
            yield node.module or ""


@pytest.mark.parametrize("file", CORE.values(), ids=CORE)
def test_the_core_imports_the_standard_library_and_itself_alone(file: Path) -> None:
    strangers = {
        name
        for name in imports(file)
        if name.partition(".")[0] not in sys.stdlib_module_names
        and name != "jornada.core"
        and not name.startswith("jornada.core.")
    }
    assert strangers == set()


IO_MODULES = {
    "asyncio",
    "io",
    "logging",
    "os",
    "pathlib",
    "random",
    "secrets",
    "socket",
    "subprocess",
    "sys",
    "time",
}
CLOCKS = {"now", "utcnow", "today"}


@pytest.mark.parametrize("file", CORE.values(), ids=CORE)
def test_the_core_reads_no_file_and_no_clock(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    called = {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    }
    assert {name.partition(".")[0] for name in imports(file)} & IO_MODULES == set()
    assert called & (CLOCKS | {"open", "print", "input"}) == set()


def test_the_core_loads_nothing_but_the_standard_library(environment: dict[str, str]) -> None:
    modules, _ = loaded_by(f"import {', '.join(CORE)}", environment)
    before, _ = loaded_by("pass", environment)

    # `zoneinfo` asks how Python was built: a module of the standard library that its list does not name.
    loaded = {name for name in modules - before if not name.startswith("_sysconfigdata")}
    assert loaded - sys.stdlib_module_names == {"jornada"}


@pytest.mark.parametrize(
    "arguments", [["--version"], ["now"], ["add", "Call the printer 10m"]], ids=lambda words: words[0]
)
def test_a_command_without_a_screen_loads_no_toolkit(
    environment: dict[str, str], arguments: list[str]
) -> None:
    modules, shown = loaded_by(f"import jornada.cli; code = jornada.cli.main({arguments!r})", environment)

    assert shown.strip()
    assert modules & HEAVY == set()


LOADED_WHOLE = """
import contextlib, io, json, sys
with contextlib.redirect_stdout(io.StringIO()):
    {code}
print(json.dumps(sorted(sys.modules)))
"""
FOR_WRITING = {"jornada.core.decide", "jornada.core.refusals", "jornada.core.setting"}
FOR_FEW = {
    "jornada.core.campaigns",
    "jornada.core.chart",
    "jornada.core.forgotten",
    "jornada.core.notices",
    "jornada.core.posts",
    "jornada.core.week_sums",
    "jornada.present.retainer_lines",
    "jornada.store.alarms",
}
NEEDLESS = {"calendar", "gzip", "inspect", "platform", "shutil", "tempfile", "zipfile"}
"""Of the standard library, together a sixth of a command."""


@pytest.mark.parametrize(
    ("arguments", "needless"),
    [
        (["now"], {"click", "locale", "uuid"} | FOR_WRITING | FOR_FEW),
        (["add", "Call the printer 10m"], {"click", "locale", "uuid"} | FOR_FEW - {"jornada.core.posts"}),
        (["list"], {"locale", "jornada.core.decide", "jornada.core.setting"} | FOR_FEW),
        (["report", "week"], {"jornada.weekly"} | FOR_FEW - {"jornada.core.week_sums"}),
    ],
    ids=lambda given: given[0] if isinstance(given, list) else "",
)
def test_a_command_loads_what_it_uses(
    environment: dict[str, str], arguments: list[str], needless: set[str]
) -> None:
    # Another one has read the workflow and written; from then on it is known.
    for given in (["add", "Water the plants"], arguments):
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                LOADED_WHOLE.format(code=f"import jornada.cli; jornada.cli.main({given!r})"),
            ],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert set(json.loads(done.stdout)) & (NEEDLESS | needless) == set()


def test_what_click_was_loaded_without_is_there_for_whoever_asks(environment: dict[str, str]) -> None:
    code = (
        "from jornada.cli.light_click import load_click; load_click(); import click.core, inspect, platform"
    )
    asked = (
        "assert click.core.inspect.cleandoc(' a') == inspect.cleandoc(' a') == 'a'; assert platform.machine"
    )
    modules, _ = loaded_by(f"{code}; {asked}", environment)

    assert {"click", "dis", "inspect", "platform"} <= modules


def test_values_are_made_when_they_are_first_used() -> None:
    files = {str(file.relative_to(SOURCE)): file for file in SOURCE.rglob("*.py")}
    found = {
        name
        for name, file in files.items()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and node.module == "dataclasses"
        and "dataclass" in {alias.name for alias in node.names}
    }

    assert found == {"core/dataclass.py"}, "import it from jornada.core.dataclass: half a millisecond a class"


def test_the_dashboard_loads_nothing_that_talks_to_a_network(environment: dict[str, str]) -> None:
    start = "from jornada.cli.dashboard import load_asyncio; load_asyncio(); import jornada.tui.running"
    modules, _ = loaded_by(start, environment)

    assert "textual" in modules
    assert modules & {"_hashlib", "_ssl", "ssl", "watchdog"} == set()


def test_who_wants_the_network_later_gets_it(environment: dict[str, str]) -> None:
    start = "from jornada.cli.dashboard import load_asyncio; load_asyncio(); import ssl, asyncio, hashlib"
    modules, _ = loaded_by(start, environment)

    assert {"_ssl", "ssl"} <= modules


def test_what_paths_were_loaded_without_is_there_for_whoever_asks(environment: dict[str, str]) -> None:
    code = "from jornada.stand_in import load_paths; load_paths(); from pathlib import Path"
    before, _ = loaded_by(code, environment)
    modules, _ = loaded_by(f"{code}; assert Path('/a b').as_uri() == 'file:///a%20b'", environment)

    assert "urllib" not in before
    assert "urllib" in modules
    again, _ = loaded_by(f"{code}; import urllib.parse; assert urllib.parse.quote(' ') == '%20'", environment)
    assert "urllib" in again
