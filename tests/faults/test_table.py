"""The table of figures that `python -m tests.faults` prints."""

from __future__ import annotations

from tests.faults.__main__ import table


def test_the_faults_stand_in_their_order_and_the_columns_below_each_other() -> None:
    rows = [
        ("12b", "lost", "0"),
        ("3", "schedules", "10000"),
        ("12", "differences", "0"),
        ("3", "lost", "0"),
    ] * 2

    assert table(rows).splitlines() == [
        "fault  what         figure",
        "3      lost         0",
        "3      schedules    10000",
        "12     differences  0",
        "12b    lost         0",
    ]
