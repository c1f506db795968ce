"""Posts as events of a calendar: each read alone, times on the clock of the plan's zone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jornada.core.mistakes import Problem
from jornada.core.post_check import Known
from jornada.core.posts import Post, PostState
from jornada.interop.post_rows import Defaults, Rows, sort_rows
from jornada.interop.posts_ics import read_ics, write_ics
from tests.interop.test_posts_csv import _posts

MADRID = ZoneInfo("Europe/Madrid")
KNOWN = Known({"acme": "Café Ñandú"}, {"trust": "Nobody waits"})
NOW = dt.datetime(2026, 11, 20, 9, 40, tzinfo=MADRID)


def read(text: str | bytes) -> Rows:
    data = text.encode() if isinstance(text, str) else text
    return read_ics(data, KNOWN, Defaults(), MADRID)


def calendar(*events: str, before: str = "") -> str:
    """A file with events of these lines, as other programs write it."""
    wrapped = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{before}{wrapped}END:VCALENDAR\n".replace("\n", "\r\n")


ODD_ZONE = """\
BEGIN:VTIMEZONE
TZID:Some/Where
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0500
TZOFFSETTO:+0500
END:STANDARD
END:VTIMEZONE
"""


@pytest.mark.parametrize(
    ("start", "date", "time"),
    [
        ("DTSTART:20261201T090000Z", dt.date(2026, 12, 1), dt.time(10)),
        ("DTSTART:20261201T233000Z", dt.date(2026, 12, 2), dt.time(0, 30)),
        ("DTSTART;TZID=America/Santiago:20261201T100000", dt.date(2026, 12, 1), dt.time(14)),
        ("DTSTART;TZID=Some/Where:20261201T100000", dt.date(2026, 12, 1), dt.time(6)),
        ("DTSTART;TZID=Romance Standard Time:20261201T100000", dt.date(2026, 12, 1), dt.time(10)),
        ("DTSTART:20261201T100059", dt.date(2026, 12, 1), dt.time(10)),
        ("DTSTART;VALUE=DATE:20261201", dt.date(2026, 12, 1), None),
    ],
)
def test_times_are_those_of_the_clock_on_the_wall(start: str, date: dt.date, time: dt.time | None) -> None:
    rows = read(calendar(f"UID:1\n{start}\nSUMMARY:A", before=ODD_ZONE))
    assert rows.bad == ()
    assert [(row.post.date, row.post.time) for row in rows.good] == [(date, time)]


def test_texts_are_unfolded_and_their_escapes_read() -> None:
    event = (
        "UID:1\nDTSTART;VALUE=DATE:20261201\nSUMMARY:Hola\\, mundo\\; dos\n  líneas\\nmás\nURL:https://x.test"
    )
    (row,) = read(calendar(event)).good
    assert (row.post.title, row.post.link) == ("Hola, mundo; dos líneas más", "https://x.test")
    assert (row.post.uid, row.post.state) == ("1", PostState.DRAFT)


MIXED = calendar(
    "UID:1\nDTSTART:20261201T090000Z\nSUMMARY:Good\nSTATUS:CONFIRMED",
    "UID:2\nDTSTART:20261201T090000Z",
    "UID:3\nSUMMARY:No day",
    "UID:4\nDTSTART:tomorrow\nSUMMARY:Bad day",
    "UID:5\nDTSTART:20261201T090000Z\nRRULE:FREQ=DAILY\nSUMMARY:Again and again",
    "UID:6\nDTSTART:20261201T090000Z\nSTATUS:CANCELLED\nSUMMARY:Not any more",
    "UID:7\nDTSTART:20261201T090000Z\nSUMMARY:Strange brand\nX-JORNADA-BRAND:gamma",
    "UID:8\nDTSTART:20261202T090000Z\nSUMMARY:Good too\nBEGIN:VALARM\nTRIGGER:-PT1M\nEND:VALARM",
)


def test_good_events_go_in_and_bad_ones_are_named_with_their_lines() -> None:
    rows = read(MIXED)
    assert [(row.line, row.post.title, row.post.state) for row in rows.good] == [
        (4, "Good", PostState.SCHEDULED),
        (41, "Good too", PostState.DRAFT),
    ]
    assert [(each.line, each.mistake.path, each.mistake.problem) for each in rows.bad] == [
        (10, ("title",), Problem.MISSING),
        (14, ("date",), Problem.MISSING),
        (18, ("date",), Problem.BAD_DATE),
        (23, (), Problem.REPEATS),
        (29, (), Problem.CANCELLED),
        (35, ("brand",), Problem.NOT_IN_WORKFLOW),
    ]


def test_an_event_without_an_end_does_not_swallow_the_next_one() -> None:
    text = calendar("UID:2\nDTSTART:20261201T090000Z\nSUMMARY:Good").replace(
        "BEGIN:VEVENT", "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Cut\r\nBEGIN:VEVENT"
    )
    rows = read(text)
    assert [row.post.title for row in rows.good] == ["Good"]
    assert [(each.line, each.mistake.problem) for each in rows.bad] == [(4, Problem.NOT_A_ROW)]
    cut = read(text.partition("END:VEVENT")[0])
    assert [each.line for each in cut.bad] == [4, 7]


@pytest.mark.parametrize("text", ["", "garbage", "title,date\nA,2026-12-01"])
def test_a_file_that_is_something_else_says_so(text: str) -> None:
    assert [each.mistake.problem for each in read(text).bad] == [Problem.NOT_A_ROW]


def test_a_calendar_without_events_is_right_and_empty() -> None:
    assert read(calendar()) == Rows()


def test_the_same_file_twice_adds_nothing_twice_even_after_an_edit() -> None:
    first = sort_rows(read(MIXED).good, ()).new
    held = [replace(row.post, key=f"k{place}", title="Edited") for place, row in enumerate(first)]
    again = sort_rows(read(MIXED).good, held)
    assert (len(again.new), len(again.there)) == (0, 2)


def test_an_export_is_a_calendar_that_others_read() -> None:
    posts = [
        Post(key="a", date=dt.date(2026, 12, 1), time=dt.time(10), title="A, b; c", link="https://x.test"),
        Post(key="b", date=dt.date(2026, 12, 2), title="B", state=PostState.SCHEDULED, uid="b@there"),
    ]
    read_back = icalendar.Calendar.from_ical(write_ics(posts, MADRID, NOW))
    one, other = read_back.walk("VEVENT")
    assert one.decoded("DTSTART") == dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)
    assert other.decoded("DTSTART") == dt.date(2026, 12, 2)
    assert (str(one["UID"]), str(other["UID"])) == ("a@jornada", "b@there")
    assert one.decoded("DTSTAMP") == NOW


@example([Post(key="a", date=dt.date(2026, 12, 1), title="A", link="\\:")])
@example([Post(key="a", date=dt.date(2026, 12, 1), title="A\\,", link="a\\\\n;b")])
@given(st.lists(_posts, max_size=3, unique_by=lambda post: post.key))
def test_what_is_exported_comes_back_as_it_was(posts: list[Post]) -> None:
    # A time that the change of the clock skips goes out at the jump, and comes back as that.
    whole = [
        post
        for post in posts
        if post.time is None or post.instant(MADRID).astimezone(MADRID).time().replace(second=0) == post.time
    ]
    rows = read(write_ics(whole, MADRID, NOW))
    assert rows.bad == ()
    assert [row.post for row in rows.good] == whole
    assert sort_rows(rows.good, whole).new == ()


@given(st.text(max_size=120))
def test_no_event_raises(text: str) -> None:
    rows = read(
        calendar(f"UID:1\nDTSTART:20261201T090000Z\nSUMMARY:A\n{text}", "UID:2\nDTSTART:20261201\nSUMMARY:B")
    )
    assert all(row.post.title for row in rows.good)
