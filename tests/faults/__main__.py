"""Drive every fault in full and print the table of figures: `python -m tests.faults [pytest's options]`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest


class Figures:
    """Gathers what the tests measured, from this process or its workers."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, ...]] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            self.rows += [
                tuple(str(told).split("\t")) for name, told in report.user_properties if name == "figure"
            ]


def table(rows: list[tuple[str, ...]]) -> str:
    """Rows of fault, what was measured and the figure, in the order of the faults, columns aligned. What
    was measured several times alike stands there once."""

    def order(row: tuple[str, ...]) -> tuple[int, str, str]:
        digits = "".join(letter for letter in row[0] if letter.isdigit())
        return int(digits or 0), row[0], row[1]

    shown = [("fault", "what", "figure"), *sorted(dict.fromkeys(rows), key=order)]
    widths = [max(len(row[column]) for row in shown) for column in range(2)]
    return "\n".join(f"{row[0]:<{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]}" for row in shown)


def main() -> int:
    os.environ["FAULTS"] = "full"
    figures = Figures()
    ended = pytest.main([str(Path(__file__).parent), "-q", *sys.argv[1:]], plugins=[figures])
    sys.stdout.write(table(figures.rows) + "\n")
    return int(ended)


if __name__ == "__main__":
    sys.exit(main())
