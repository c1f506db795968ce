"""How far the faults are driven, and the figures each test leaves.

The README's test command drives a short form of each. `python -m tests.faults` drives them in full
and prints the table of figures.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

FULL = os.environ.get("FAULTS") == "full"

Figure = Callable[[str, str, object], None]


@pytest.fixture(scope="session")
def full() -> bool:
    """Whether the faults are driven in full, not in the short form."""
    return FULL


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Figure:
    """`figure("3", "schedules with a loss", 0)`: one row of the table, under the number of its fault."""

    def record(fault: str, what: str, measured: object) -> None:
        record_property("figure", f"{fault}\t{what}\t{measured}")

    return record
