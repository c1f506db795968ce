"""Reading a file of the editorial calendar: every mistake named, right posts read all the same."""

from __future__ import annotations

import datetime as dt
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.core.mistakes import Mistake, Problem
from jornada.core.post_check import STATES, Known, as_table, check_post, read_calendar, read_row
from jornada.core.posts import Post, PostState

KNOWN = Known({"acme": "Café Ñandú", "beta": "Beta"}, {"trust": "Nobody waits"})
GOOD = """
version = 1

[[post]]
key = "raffle"
date = "2026-12-01"
time = "10:00"
channel = "instagram"
brand = "acme"
title = "Raffle"
objective = "trust"
state = "draft"
link = "https://x.test/1"
uid = "1@there"
"""


def mistakes(text: str) -> list[tuple[Any, ...]]:
    _, found = read_calendar(tomllib.loads(text), KNOWN, file="a.toml")
    return [(each.path, each.problem, each.value, each.nearest) for each in found]


def test_a_post_with_all_its_fields() -> None:
    posts, wrong = read_calendar(tomllib.loads(GOOD), KNOWN, file="a.toml")
    assert wrong == ()
    assert posts == (
        Post(
            key="raffle",
            date=dt.date(2026, 12, 1),
            time=dt.time(10),
            channel="instagram",
            brand="acme",
            title="Raffle",
            objective="trust",
            state=PostState.DRAFT,
            link="https://x.test/1",
            uid="1@there",
            file="a.toml",
        ),
    )
    assert as_table(posts[0]) == tomllib.loads(GOOD)["post"][0]


def test_a_post_needs_a_key_a_day_and_a_title_and_begins_as_an_idea() -> None:
    text = '[[post]]\nkey = "a"\ndate = 2026-12-01\ntitle = "A"\n[[post]]\n'
    posts, wrong = read_calendar(tomllib.loads(text), KNOWN, file="")
    assert [(each.key, each.time, each.state) for each in posts] == [("a", None, PostState.IDEA)]
    assert {each.path for each in wrong} == {("post", 1, name) for name in ("key", "title", "date")}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('date = "2026-2-1"', (("post", 0, "date"), Problem.BAD_DATE, "2026-2-1", "2026-02-01")),
        ('date = "0026-02-01"', (("post", 0, "date"), Problem.OUT_OF_RANGE, "0026-02-01", None)),
        ('time = "9:00"', (("post", 0, "time"), Problem.BAD_TIME, "9:00", "09:00")),
        ("time = 09:00:00", (("post", 0, "time"), Problem.NOT_TEXT, "09:00:00", '"09:00"')),
        ('time = ""', (("post", 0, "time"), Problem.EMPTY, "", None)),
        ('state = "publish"', (("post", 0, "state"), Problem.NOT_ALLOWED, "publish", "published")),
        ('brand = "acmee"', (("post", 0, "brand"), Problem.NOT_IN_WORKFLOW, "acmee", "acme")),
        ('objective = "x"', (("post", 0, "objective"), Problem.NOT_IN_WORKFLOW, "x", None)),
        ('key = "Raffle!"', (("post", 0, "key"), Problem.BAD_KEY, "Raffle!", "raffle")),
        ('chanel = "x"', (("post", 0, "chanel"), Problem.UNKNOWN_KEY, "chanel", "channel")),
        ('title = " "', (("post", 0, "title"), Problem.EMPTY, "", None)),
        ("link = 1", (("post", 0, "link"), Problem.NOT_TEXT, "1", '"1"')),
    ],
)
def test_mistakes(line: str, expected: tuple[Any, ...]) -> None:
    name = line.partition(" ")[0]
    fields = {"key": '"a"', "date": '"2026-12-01"', "title": '"A"'}
    fields.pop(name, None)
    text = "[[post]]\n" + "\n".join([*(f"{key} = {value}" for key, value in fields.items()), line])
    assert expected in mistakes(text)


def test_a_brand_that_the_plan_does_not_have_is_only_worth_a_look() -> None:
    text = '[[post]]\nkey = "a"\ndate = "2026-12-01"\ntitle = "A"\nbrand = "gone"\n'
    posts, (wrong,) = read_calendar(tomllib.loads(text), KNOWN, file="")
    assert wrong.severity == "warning"
    assert [post.brand for post in posts] == ["gone"]


def test_one_bad_post_does_not_take_the_others_along() -> None:
    text = GOOD + '[[post]]\nkey = "b"\ndate = "never"\ntitle = "B"\n[[post]]\nkey = "raffle"\n'
    posts, wrong = read_calendar(tomllib.loads(text), KNOWN, file="")
    assert [each.key for each in posts] == ["raffle"]
    assert (("post", 2, "key"), Problem.DUPLICATE) in [(each.path, each.problem) for each in wrong]


@pytest.mark.parametrize("text", ["version = 2", 'version = 2\n[[post]]\nfuture = "x"'])
def test_another_version_is_one_mistake(text: str) -> None:
    assert mistakes(text) == [(("version",), Problem.BAD_VERSION, "2", None)]


@pytest.mark.parametrize("text", ['post = "x"', "post = [1]", "posts = []", 'post = { key = "a" }'])
def test_odd_shapes_are_mistakes(text: str) -> None:
    assert mistakes(text)


def test_a_row_names_a_brand_by_its_title_and_a_strange_one_refuses_it() -> None:
    row = {"date": "2026-12-01", "title": "A", "brand": "café ñandú"}
    post, wrong = read_row(row, KNOWN, key="a", uid="u")
    assert wrong == ()
    assert post is not None
    assert (post.key, post.brand, post.uid) == ("a", "acme", "u")
    post, (mistake,) = read_row({**row, "brand": "Gamma"}, KNOWN)
    assert post is None
    assert mistake == Mistake(("brand",), Problem.NOT_IN_WORKFLOW, "Gamma", ("acme", "beta"), None)


def test_a_post_is_checked_before_it_is_written() -> None:
    good = Post(key="a", date=dt.date(2026, 12, 1), title="A", brand="acme")
    assert check_post(good, KNOWN) == ()
    bad = Post(key="A!", date=dt.date(1, 1, 1), title="", brand="gone")
    assert {each.path for each in check_post(bad, KNOWN)} == {("key",), ("date",), ("title",), ("brand",)}


_anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(STATES) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("post", "key", "date", "title", "time", "x")), inner, max_size=4)
    ),
)


@given(st.dictionaries(st.sampled_from(("post", "version", "x")), _anything, max_size=3))
def test_nothing_that_a_file_can_say_raises(document: dict[str, object]) -> None:
    document = {key: value for key, value in document.items() if value is not None}
    posts, _ = read_calendar(document, KNOWN, file="")
    assert all(check_post(each, Known({each.brand: ""}, {each.objective: ""})) == () for each in posts)
