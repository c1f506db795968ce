"""Posts as CSV: what spreadsheets write is read, a bad row stops no other, nothing written is a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.core.mistakes import Problem
from jornada.core.post_check import Known
from jornada.core.posts import Post, PostState
from jornada.core.text import clean
from jornada.interop.post_rows import Defaults, Rows, sort_rows
from jornada.interop.posts_csv import DateOrder, defused, read_csv, write_csv

KNOWN = Known({"acme": "Café Ñandú"}, {"trust": "Nobody waits"})


def read(text: str | bytes, order: DateOrder | None = None, defaults: Defaults | None = None) -> Rows:
    data = text.encode() if isinstance(text, str) else text
    return read_csv(data, KNOWN, defaults or Defaults(), order=order)


def wrong(rows: Rows) -> list[tuple[int | None, tuple[str | int, ...], Problem]]:
    return [(each.line, each.mistake.path, each.mistake.problem) for each in rows.bad]


MIXED = """\
date,time,channel,brand,title,state
2026-12-01,10:00,instagram,acme,Raffle,approved
2026-13-01,10:00,instagram,acme,No such month,draft
2026-12-02,25:00,x,gamma,Two things wrong,draft
"2026-12-03",9:05:00,"face
book","Café Ñandú","Two
lines",programada

2026-12-04,,,,Bare,
2026-12-05,,,,Too much,draft,extra
,,,,,
"""


def test_good_rows_go_in_and_bad_ones_are_named_with_their_lines() -> None:
    rows = read(MIXED)
    assert [(row.line, row.post.title, row.post.time, row.post.state) for row in rows.good] == [
        (2, "Raffle", dt.time(10), PostState.APPROVED),
        (5, "Two lines", dt.time(9, 5), PostState.SCHEDULED),
        (9, "Bare", None, PostState.DRAFT),
    ]
    assert rows.good[1].post.brand == "acme"
    assert wrong(rows) == [
        (3, ("date",), Problem.BAD_DATE),
        (4, ("time",), Problem.BAD_TIME),
        (4, ("brand",), Problem.NOT_IN_WORKFLOW),
        (10, (), Problem.NOT_A_ROW),
    ]


@pytest.mark.parametrize(
    "data",
    [
        "Título;Fecha;Marca\nMenú;2026-12-01;acme\n".encode("cp1252"),
        "\ufeffTÍTULO\tfecha\tMARCA\r\nMenú\t2026-12-01\tacme\r\n".encode(),
        "title,date,brand\nMenú,2026-12-01,acme".encode("utf-16"),
        "\n\ntitle,date,brand\nMenú,2026-12-01,acme".encode(),
    ],
    ids=["excel", "mark and tabs", "utf-16", "empty lines first"],
)
def test_whatever_spreadsheets_write_is_read(data: bytes) -> None:
    rows = read(data)
    assert rows.bad == ()
    assert [(row.post.title, row.post.date, row.post.brand) for row in rows.good] == [
        ("Menú", dt.date(2026, 12, 1), "acme")
    ]


def test_a_date_that_could_be_two_is_refused_until_somebody_says_how_it_is_meant() -> None:
    text = "title,date\nA,01/02/2026\nB,2026/3/4\n"
    assert wrong(read(text)) == [(2, ("date",), Problem.BAD_DATE)]
    assert [row.post.date for row in read(text, "dmy").good] == [dt.date(2026, 2, 1), dt.date(2026, 3, 4)]
    assert read(text, "mdy").good[0].post.date == dt.date(2026, 1, 2)


def test_columns_that_nobody_reads_are_named() -> None:
    rows = read("title,date,Notes,\nA,2026-12-01,lost?,\n")
    assert rows.unread == ("Notes",)
    assert len(rows.good) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(None, (), Problem.EMPTY)]),
        ("what,is,this\n1,2,3\n", [(1, ("title",), Problem.MISSING), (1, ("date",), Problem.MISSING)]),
    ],
)
def test_a_file_that_is_something_else_says_so(text: str, expected: list[object]) -> None:
    assert wrong(read(text)) == expected


def test_what_a_row_does_not_say_is_taken_from_the_defaults() -> None:
    rows = read(
        "title,date,channel\nA,2026-12-01,\nB,2026-12-01,x\n",
        defaults=Defaults(brand="acme", channel="instagram", state=PostState.IDEA),
    )
    assert [(row.post.brand, row.post.channel, row.post.state) for row in rows.good] == [
        ("acme", "instagram", PostState.IDEA),
        ("acme", "x", PostState.IDEA),
    ]


def test_the_same_file_twice_adds_nothing_twice() -> None:
    first = sort_rows(read(MIXED).good, ())
    assert (len(first.new), len(first.there)) == (3, 0)
    held = [replace(row.post, key=f"k{place}", title="Edited since") for place, row in enumerate(first.new)]
    again = sort_rows(read(MIXED).good, held)
    assert (len(again.new), len(again.there)) == (0, 3)
    twice = sort_rows((*read(MIXED).good, *read(MIXED).good), ())
    assert (len(twice.new), len(twice.there)) == (3, 3)


def test_a_row_that_says_what_a_post_of_ones_own_says_is_there_already() -> None:
    own = Post(key="own", date=dt.date(2026, 12, 4), title="bare")
    assert [row.post.title for row in sort_rows(read(MIXED).good, [own]).there] == ["Bare"]


@pytest.mark.parametrize("text", ["=1+1", "+34 600", "-5 %", "@ana", "\tx", "\rx", "plain", "'quoted", ""])
def test_no_cell_is_a_formula(text: str) -> None:
    assert not defused(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert defused(text).endswith(text)


_lines = st.text(max_size=30).map(clean)
_posts = st.builds(
    Post,
    key=st.from_regex(r"[a-z0-9][a-z0-9_-]{0,39}", fullmatch=True),
    date=st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)),
    title=_lines.filter(bool) | st.sampled_from(("=SUM(A1)", "'=quoted", "@ana", "a\u2028b")).map(clean),
    time=st.none() | st.times().map(lambda time: time.replace(second=0, microsecond=0)),
    channel=_lines,
    brand=st.sampled_from(("", "acme")),
    objective=st.sampled_from(("", "trust")),
    state=st.sampled_from(PostState),
    link=_lines,
)


@given(st.lists(_posts, max_size=4, unique_by=lambda post: post.key))
def test_what_is_exported_comes_back_as_it_was(posts: list[Post]) -> None:
    text = write_csv(posts)
    rows = read(text)
    assert rows.bad == ()
    assert [row.post for row in rows.good] == posts
    assert sort_rows(rows.good, posts).new == ()
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"title,date\n{text}".encode()))
def test_no_file_raises(data: bytes) -> None:
    rows = read(data)
    assert all(row.post.title for row in rows.good)
