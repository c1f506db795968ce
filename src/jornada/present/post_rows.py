"""The posts of a day or a week as rows: a heading a day, a row a post, below it what it meets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from jornada.core.calendar import monday_of
from jornada.core.dataclass import dataclass, field
from jornada.core.posts import Clash, Post, posts_of_day
from jornada.core.state import PostState, State
from jornada.core.workflow import Workflow
from jornada.present.lines import filled, rule, spread
from jornada.present.looks import brand_look
from jornada.present.pen import Line, Pen, Piece, width_of
from jornada.present.post_lines import clash_texts, post_role, post_sign, post_time
from jornada.present.titles import POST_STATES, post_state_title, shorten
from jornada.present.words import Words

WORD_FROM, CHANNEL_FROM = 40, 66
"""Columns from which on the word of the state, and the channel, have their place."""
MOST_BRAND, MOST_CHANNEL = 16, 14
LEAST_BRAND = 6
"""In little room a brand is cut before it goes: whose post it is must be plain."""


@dataclass(frozen=True, slots=True)
class DayRow:
    """The heading of a day."""

    title: str
    note: str
    is_today: bool
    key: None = field(default=None, init=False)


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post. `brand` and `look` are its brand's name and role."""

    key: str
    time: str
    sign: str
    word: str
    role: str
    brand: str
    look: str
    channel: str
    title: str
    late: bool


@dataclass(frozen=True, slots=True)
class MeetsRow:
    """What the post above it meets."""

    text: str
    key: None = field(default=None, init=False)
    beneath: bool = field(default=True, init=False)


@dataclass(frozen=True, slots=True)
class EmptyRow:
    """A word where there are no posts."""

    text: str
    key: None = field(default=None, init=False)


Entry = DayRow | PostRow | MeetsRow | EmptyRow


def post_entries(
    pen: Pen,
    posts: Sequence[Post],
    clashes: Mapping[str, Sequence[Clash]],
    state: State,
    workflow: Workflow,
    dates: Sequence[dt.date],
    now: dt.datetime,
    zone: dt.tzinfo,
    *,
    brand: str = "",
    empty: str = "",
) -> tuple[Entry, ...]:
    """The rows of `dates`, of one brand or all. Of a week, days without posts have no heading but
    today's; `empty` is said where there is nothing at all."""
    words, today = pen.words, now.astimezone(zone).date()
    by_key = {post.key: post for post in posts}
    rows: list[Entry] = []
    for date in dates:
        shown = [post for post in posts_of_day(posts, date) if brand in ("", post.brand)]
        if not shown and date != today and len(dates) > 1:
            continue
        count = words.ngettext("{n} post", "{n} posts", len(shown)).format(n=len(shown))
        rows.append(DayRow(words.day_title(date), count if shown else "", date == today))
        for post in shown:
            rows.append(_row(pen, post, workflow, now, zone))
            rows += [MeetsRow(said) for said in clash_texts(words, clashes.get(post.key, ()), by_key, state)]
    if not any(isinstance(row, PostRow) for row in rows):
        rows.append(EmptyRow(empty or words.gettext("No posts")))
    return tuple(rows)


def post_title(
    pen: Pen, posts: Sequence[Post], dates: Sequence[dt.date], width: int, *, brand: str = ""
) -> Line:
    """The heading of the screen: which days, how many posts, how many of them are out. `brand` is the name
    of the one they are of, if of one."""
    words = pen.words
    shown = [post for post in posts if dates[0] <= post.date <= dates[-1]]
    out = sum(1 for post in shown if post.is_published)
    head: Line = (Piece(" "), Piece(words.gettext("Posts"), "heading"), Piece("  "))
    title: Line = (Piece(_span_title(words, dates), "muted"),)
    if brand:
        title = (*title, Piece("  "), Piece(f"/ {brand}", "accent"))
    note = words.gettext("{out} of {all} published").format(out=out, all=len(shown))
    right: Line = (Piece(note, "strong"), Piece(" ")) if shown else ()
    # Which days these are is worth more than how many are out.
    fits = width_of((*head, *title, *right), pen.measure) + 2 <= width
    return spread(pen, (*head, *title), right if fits else (), width)


def span_dates(date: dt.date, *, week: bool) -> tuple[dt.date, ...]:
    """The day itself, or the seven of its week."""
    if not week:
        return (date,)
    monday = monday_of(date)
    return tuple(monday + dt.timedelta(days=day) for day in range(7))


@dataclass(frozen=True, slots=True)
class PostDrawing:
    """Draws the rows in `width` columns, the columns of brand and channel as wide as they need be."""

    pen: Pen
    width: int
    word: int
    brand: int
    channel: int

    @classmethod
    def of(cls, pen: Pen, entries: Collection[Entry], width: int) -> PostDrawing:
        """The drawing for these rows."""
        rows = [entry for entry in entries if isinstance(entry, PostRow)]
        states = (post_state_title(pen.words, state) for state in POST_STATES)
        most = MOST_BRAND if width >= CHANNEL_FROM else LEAST_BRAND + max(0, width - WORD_FROM) // 3
        return cls(
            pen,
            width,
            word=max(map(pen.measure, states)) if width >= WORD_FROM else 0,
            brand=min(most, max((pen.measure(row.brand) for row in rows), default=0)),
            channel=min(MOST_CHANNEL, max((pen.measure(row.channel) for row in rows), default=0))
            if width >= CHANNEL_FROM
            else 0,
        )

    def __call__(self, entry: Entry) -> Line:
        pen, width = self.pen, self.width
        match entry:
            case DayRow():
                role = "now" if entry.is_today else "section"
                note: Line = (Piece(entry.note, "muted"),) if entry.note else ()
                return rule(pen, (Piece(entry.title, role),), note, width)
            case EmptyRow():
                return filled(pen, (Piece(f"  {entry.text}", "muted"),), width)
            case MeetsRow():
                line: Line = (
                    Piece("        "),
                    Piece(f"{pen.glyphs.overdue} ", "warning"),
                    Piece(entry.text, "warning"),
                )
                return filled(pen, line, width)
            case PostRow():
                return self._post(entry)

    def _post(self, row: PostRow) -> Line:
        pen = self.pen
        pieces = [
            Piece(" "),
            Piece(pen.glyphs.overdue if row.late else " ", "error"),
            Piece(pen.fit(row.time, 5, right=True), "error" if row.late else "strong"),
            Piece(f" {row.sign} ", row.role),
        ]
        if self.word:
            pieces += [Piece(pen.fit(row.word, self.word), row.role), Piece("  ")]
        if self.brand:
            pieces += [Piece(pen.fit(row.brand, self.brand), row.look), Piece("  ")]
        if self.channel:
            pieces += [Piece(pen.fit(row.channel, self.channel), "muted"), Piece("  ")]
        room = self.width - sum(pen.measure(piece.text) for piece in pieces) - 2
        pieces.append(Piece(pen.crop(row.title, max(0, room)), row.role))
        return filled(pen, tuple(pieces), self.width)


def _row(pen: Pen, post: Post, workflow: Workflow, now: dt.datetime, zone: dt.tzinfo) -> PostRow:
    brand, look = brand_look(workflow, post.brand) if post.brand else ("", "")
    planned = post.state not in (PostState.IDEA, PostState.PUBLISHED)
    return PostRow(
        key=post.key,
        time=post_time(pen.words, post),
        sign=post_sign(pen, post.state),
        word=post_state_title(pen.words, post.state),
        role=post_role(post.state),
        brand=brand,
        look=look,
        channel=shorten(post.channel, 40),
        title=shorten(post.title, 500),
        late=planned and post.instant(zone) < now,
    )


def _span_title(words: Words, dates: Sequence[dt.date]) -> str:
    """ "Friday 20 November", or "16–22 November", "30 November – 6 December 2027"."""
    first, last = dates[0], dates[-1]
    if first == last:
        return words.full_date(first)
    month = words.month(last)
    if first.month == last.month:
        return words.gettext("{first}–{last} {month} {year}").format(
            first=first.day, last=last.day, month=month, year=last.year
        )
    return words.gettext("{first} {first_month} – {last} {month} {year}").format(
        first=first.day, first_month=words.month(first), last=last.day, month=month, year=last.year
    )
