"""Plain text of posts: aligned columns for a terminal or a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from jornada.core.posts import Clash, Post
from jornada.core.state import State
from jornada.core.workflow import Workflow
from jornada.present.listing import Column, table
from jornada.present.pen import Pen
from jornada.present.post_lines import clash_texts, post_day, post_time, state_text
from jornada.present.titles import brand_title, shorten


def post_table(
    pen: Pen,
    posts: Sequence[Post],
    workflow: Workflow,
    today: dt.date,
    width: int,
    *,
    numbered: bool = True,
    notes: Mapping[str, Sequence[str]] | None = None,
) -> tuple[str, ...]:
    """The posts with their numbers, from 1; `notes` says more of a post, by its key."""
    words = pen.words
    if not posts:
        return (words.gettext("No posts"),)
    columns = (
        Column("#", right=True),
        Column(""),
        Column(words.gettext("Day")),
        Column(words.gettext("At")),
        Column(words.gettext("Channel"), gives_way=True),
        Column(words.gettext("Brand"), gives_way=True),
        Column(words.gettext("Post"), gives_way=True),
        Column("", gives_way=True),
    )
    cells = [
        (
            str(number) if numbered else "",
            state_text(pen, post.state),
            post_day(words, post.date, today),
            post_time(words, post),
            shorten(post.channel, 40),
            brand_title(workflow, post.brand),
            shorten(post.title, 500),
            "; ".join((notes or {}).get(post.key, ())),
        )
        for number, post in enumerate(posts, 1)
    ]
    return table(pen, columns, cells, width)


def clash_lines(
    pen: Pen,
    posts: Sequence[Post],
    clashes: Mapping[str, Sequence[Clash]],
    every: Sequence[Post],
    state: State,
) -> tuple[str, ...]:
    """A line for each of the posts that meets something: what, and with whom. `every` are all posts."""
    by_key = {post.key: post for post in every}
    lines = []
    for post in posts:
        for said in clash_texts(pen.words, clashes.get(post.key, ()), by_key, state):
            lines.append(f"{pen.glyphs.overdue} {shorten(post.title)}: {said}")
    return tuple(lines)
