"""The gate on skipped tests, which `.ci/run` asks: a reason that nobody wrote down is a fault."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.conftest import ROOT

REASONS = {
    "documented": "this user may write into a directory without the right to",
    "program": "strace is not installed",
    "unknown": "it never worked on my machine",
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What pytest itself writes of a run in which a test is skipped for each of the reasons."""
    place = tmp_path_factory.mktemp("run")
    skipped = "".join(
        f"@pytest.mark.skipif(True, reason={reason!r})\ndef test_{name}(): pass\n"
        for name, reason in REASONS.items()
    )
    source = f"import pytest\ndef test_runs(): pass\n{skipped}"
    (place / "test_some.py").write_text(source, encoding="utf-8")
    without = ("cacheprovider", "randomly", "xdist", "hypothesispytest", "asyncio", "syrupy")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "--junitxml=all.xml",
            "-ojunit_family=xunit1",
            *(f"-pno:{name}" for name in without),
        ],
        cwd=place,
        env={name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return place / "all.xml"


@pytest.fixture
def reports(report: Path, tmp_path: Path) -> dict[str, Path]:
    """The report with one of the reasons only, by its name; and one of no test at all."""
    made = {}
    for kept in (*REASONS, "none"):
        tree = ElementTree.parse(report)
        (suite,) = tree.getroot()
        for case in list(suite):
            if kept == "none" or case.get("name") not in ("test_runs", f"test_{kept}"):
                suite.remove(case)
        made[kept] = tmp_path / f"{kept}.xml"
        tree.write(made[kept])
    return made


def check(report: Path, *missing: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / ".ci" / "check_skips"), str(report), *missing],
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_documented_reason_passes_and_is_printed(reports: dict[str, Path]) -> None:
    done = check(reports["documented"])

    assert done.returncode == 0, done.stdout
    assert REASONS["documented"] in done.stdout


def test_any_other_reason_is_a_fault(reports: dict[str, Path]) -> None:
    done = check(reports["unknown"], "strace")

    assert done.returncode == 1
    assert "it never worked on my machine  (not documented)" in done.stdout


def test_a_program_counts_as_missing_only_where_it_could_not_be_installed(reports: dict[str, Path]) -> None:
    assert check(reports["program"], "strace").returncode == 0
    assert check(reports["program"], "fish").returncode == 1
    assert check(reports["program"]).returncode == 1


def test_a_run_without_tests_is_none(reports: dict[str, Path]) -> None:
    assert check(reports["none"]).returncode == 1
