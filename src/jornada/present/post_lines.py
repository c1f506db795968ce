"""Posts of the editorial calendar in words and signs: how far one is, when it goes out, what it meets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from jornada.core.posts import Clash, ClashKind, DuePost, Post
from jornada.core.state import PostState, State
from jornada.core.workflow import Workflow
from jornada.present.lines import Fact, cut
from jornada.present.pen import Line, Pen, Piece
from jornada.present.titles import brand_title, named, post_state_title, severity_title, shorten
from jornada.present.words import Words

IDEA_SIGN = "?"


def post_sign(pen: Pen, state: PostState) -> str:
    """The sign of how far a post is; the word stands beside it wherever there is room."""
    glyphs = pen.glyphs
    return {
        PostState.IDEA: IDEA_SIGN,
        PostState.DRAFT: glyphs.pending,
        PostState.APPROVED: glyphs.paused,
        PostState.SCHEDULED: glyphs.marked,
        PostState.PUBLISHED: glyphs.done,
    }[state]


def post_role(state: PostState) -> str:
    """What a post looks like, as far as it is."""
    return {PostState.IDEA: "muted", PostState.PUBLISHED: "muted", PostState.SCHEDULED: "strong"}.get(
        state, ""
    )


def state_text(pen: Pen, state: PostState) -> str:
    """ "● scheduled"."""
    return f"{post_sign(pen, state)} {post_state_title(pen.words, state)}"


def post_day(words: Words, date: dt.date, today: dt.date) -> str:
    """The day as short as it can be told: "today", "Mon 23", "Mon 23 November 2027"."""
    if date == today:
        return words.gettext("today")
    short = f"{words.weekday_short(date)} {date.day}"
    if abs((date - today).days) <= FAR_DAYS:
        return short
    near_year = date.year == today.year
    month = f"{short} {words.month(date)}"
    return month if near_year else f"{month} {date.year}"


FAR_DAYS = 14
"""A day farther away than this is told with its month."""


def post_time(words: Words, post: Post) -> str:
    """The time of day, or a dash where it goes out somewhen on its day."""
    return f"{post.time:%H:%M}" if post.time is not None else "–"


def post_when(words: Words, post: Post, today: dt.date) -> str:
    """The day and the time: "today 10:00", "Mon 23 10:00"."""
    day = post_day(words, post.date, today)
    return f"{day} {post.time:%H:%M}" if post.time is not None else day


def post_place(words: Words, workflow: Workflow, post: Post, today: dt.date) -> str:
    """When and where: " · today 10:00 · instagram · Café Ñandú", to stand behind a title."""
    parts = (
        post_when(words, post, today),
        shorten(post.channel, 40),
        brand_title(workflow, post.brand),
    )
    return "".join(f" · {part}" for part in parts if part)


def clash_text(words: Words, clash: Clash, posts: Mapping[str, Post], state: State) -> str:
    """What a post meets: "at the same minute as Raffle", "S2 high of its brand is open: Boycott"."""
    if clash.kind is ClashKind.SAME_MINUTE:
        other = posts.get(clash.other)
        title = shorten(other.title if other else clash.other, 60)
        place = shorten(other.channel, 20) if other else ""
        said = words.gettext("at the same minute as {title}").format(title=title)
        return f"{said} ({place})" if place else said
    incident = state.incidents[clash.other]
    return words.gettext("a crisis of its brand is open: {severity}, {title}").format(
        severity=severity_title(words, incident.severity), title=named(words, incident.title)
    )


def clash_texts(
    words: Words, clashes: Sequence[Clash], posts: Mapping[str, Post], state: State
) -> tuple[str, ...]:
    """All that a post meets, a crisis first."""
    ordered = sorted(clashes, key=lambda clash: clash.kind is not ClashKind.CRISIS)
    return tuple(clash_text(words, clash, posts, state) for clash in ordered)


def due_sign(pen: Pen, due: DuePost, *, clashes: bool = False) -> Piece:
    """The sign of a post that is still to go out: late, meeting something, or how far it is."""
    if due.late:
        return Piece(pen.glyphs.overdue, "error")
    if clashes:
        return Piece(pen.glyphs.incident, "warning")
    return Piece(post_sign(pen, due.post.state), "accent")


def next_post_lines(
    pen: Pen, posts: Sequence[DuePost], today: dt.date, width: int, *, most: int = 2
) -> list[Line]:
    """The next posts for the pane of the block: a heading with the count of the rest, then a line each."""
    if not posts:
        return []
    shown, rest = posts[:most], len(posts) - most
    head: Line = (
        Piece(pen.words.gettext("Next posts"), "muted"),
        Piece(f" +{rest}" if rest > 0 else "", "muted"),
    )
    return [(), head, *(_next_line(pen, due, today, width) for due in shown)]


def next_post_fact(pen: Pen, posts: Sequence[DuePost], today: dt.date) -> Fact | None:
    """The next post of today in a line of facts: "post 12:30 Raffle"; nothing where there is none."""
    due = next((each for each in posts if each.post.date <= today), None)
    if due is None:
        return None
    words, post = pen.words, due.post
    when = post_time(words, post) if post.date == today else post_when(words, post, today)
    sign = f"{pen.glyphs.overdue} " if due.late else ""
    title = shorten(post.title, 40)
    return Fact(
        sign + words.gettext("post {time} {title}").format(time=when, title=title),
        sign + words.gettext("post {time}").format(time=when),
        "error" if due.late else "muted",
    )


def _next_line(pen: Pen, due: DuePost, today: dt.date, width: int) -> Line:
    post = due.post
    when = post_time(pen.words, post) if post.date == today else post_when(pen.words, post, today)
    sign = due_sign(pen, due)
    role = "error" if due.late else ""
    return cut(pen, (sign, Piece(f" {when} ", role), Piece(pen.crop(post.title, width), role)), width)
