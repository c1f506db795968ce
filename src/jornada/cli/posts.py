"""`jornada post`: the posts of the editorial calendar, how far each is, a task of one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import click

from jornada.cli import naming
from jornada.cli.commands import Group, argument, command, json_option, option
from jornada.cli.door import PROGRAM, Door
from jornada.cli.exits import BAD_DATA, NOT_ALLOWED, NOT_WRITTEN, TRY_AGAIN, USAGE, Failure
from jornada.cli.last_list import remembered
from jornada.cli.naming import joined, maybe
from jornada.core import intents as do
from jornada.core.calendar import monday_of
from jornada.core.dataclass import replace
from jornada.core.posts import Post, next_state, posts_between, task_for, task_there
from jornada.core.reference import Candidate, Found, find, key_for
from jornada.core.refusals import Reason, Refused
from jornada.core.state import PostState
from jornada.editorial import (
    CalendarLocked,
    FileDamaged,
    FileNotWritten,
    PostMoved,
    PostOutcome,
    PostsSaved,
)
from jornada.post_answers import post_lines
from jornada.present.not_found import unknown_post_lines
from jornada.present.post_lines import post_place
from jornada.present.sentences import refusal
from jornada.present.titles import POST_STATES, post_state_title, shorten
from jornada.present.words import N_

_HERE = "jornada.cli.posts"
LISTED_DAYS = 7

post_argument = argument("post", N_("POST…"), nargs=-1, required=True)
"""A post as the rest of the line."""


class PostGroup(Group):
    """The verbs of a post."""

    sections: ClassVar[Mapping[str, Mapping[str, str]]] = {
        N_("Posts"): dict.fromkeys(("list", "add", "edit", "state", "publish", "task"), _HERE)
    }


@click.group(
    "post",
    cls=PostGroup,
    help=N_(
        "The editorial calendar: what is published, where, when and why.\n\nA post is named by its number "
        "in the last list, by a part of its title, or by its key. The plan is in your own files, "
        "calendar/*.toml; how far a post is, is in the journal."
    ),
)
def post_command() -> None:
    """The group itself does nothing."""


@command(
    "list",
    N_(
        "The posts of the next seven days, or of one day or week, and what they meet: another post at the "
        "same minute, a crisis of their brand. Other commands take their numbers."
    ),
)
@argument("date", N_("[DAY]"), nargs=-1)
@option("--week", is_flag=True, help=N_("The whole week of that day"))
@option("--all", "every", is_flag=True, help=N_("All there are, past ones too"))
@option("--brand", metavar=N_("BRAND"), help=N_("Only of this brand"))
@option("--channel", metavar=N_("TEXT"), help=N_("Only on this channel"))
@option("--state", "state", metavar=N_("STATE"), help=N_("Only those that are so far"))
@json_option
@click.pass_obj
def list_command(
    door: Door,
    date: tuple[str, ...],
    week: bool,
    every: bool,
    brand: str | None,
    channel: str | None,
    state: str | None,
    as_json: bool,
) -> None:
    from jornada.cli.post_objects import post_object
    from jornada.present.post_listing import clash_lines, post_table

    desk, everything = door.desk, posts_here(door)
    brand_key = maybe(naming.brand_key, door, brand)
    known = {each.key for each in desk.workflow.brands} | {post.brand for post in everything}
    naming.must_be_one(door, Reason.NO_SUCH_BRAND, brand_key, known)
    wanted = maybe(state_of, door, state)
    day = naming.day(door, joined(date)) if date else None
    posts = [
        post
        for post in _of_days(everything, day, door.today, week=week, every=every)
        if brand_key in (None, post.brand)
        and (channel is None or post.channel.casefold() == channel.casefold())
        and wanted in (None, post.state)
    ]
    clashes = desk.clashes()
    naming.number(door, "posts", [post.key for post in posts])
    if as_json:
        objects = [
            post_object(number, post, clashes.get(post.key, ()), desk.zone)
            for number, post in enumerate(posts, 1)
        ]
        door.say_json({"posts": objects})
        return
    door.say(*post_table(door.pen, posts, desk.workflow, door.today, door.width))
    met = clash_lines(door.pen, posts, clashes, everything, desk.state)
    door.say(*(("", *met) if met else ()))


@command("add", N_("Plan a post. It is written into the file of its month, calendar/2026-12.toml."))
@argument("title", N_("TITLE…"), nargs=-1, required=True)
@option("--date", metavar=N_("DAY"), help=N_("The day: 2026-11-20, tomorrow, fri, +3; else today"))
@option("--time", metavar=N_("TIME"), help=N_("The time it goes out, 10:30"))
@option("--channel", metavar=N_("TEXT"), default="", help=N_("Where it goes out"))
@option("--brand", metavar=N_("BRAND"), help=N_("Its brand"))
@option("--objective", metavar=N_("OBJECTIVE"), help=N_("The objective it serves"))
@option("--state", "state", metavar=N_("STATE"), help=N_("How far it is; else an idea"))
@option("--link", metavar=N_("TEXT"), default="", help=N_("Its address"))
@click.pass_obj
def add_command(
    door: Door,
    title: tuple[str, ...],
    date: str | None,
    time: str | None,
    channel: str,
    brand: str | None,
    objective: str | None,
    state: str | None,
    link: str,
) -> None:
    posts_here(door)
    post = Post(
        key="",
        date=maybe(naming.day, door, date) or door.today,
        title=joined(title),
        time=maybe(naming.time, door, time),
        channel=channel,
        brand=maybe(naming.brand_key, door, brand) or "",
        objective=maybe(naming.objective_key, door, objective) or "",
        state=maybe(state_of, door, state) or PostState.IDEA,
        link=link,
    )
    (saved,) = done(door, door.desk.add_posts([post]))
    _say_of(door, door.words.gettext("Post planned: {title}{place}"), saved.key)


@command(
    "edit",
    N_('Change a post in its file; every comment there stays. An empty text clears a field, as --time "".'),
)
@post_argument
@option("--title", metavar=N_("TITLE"), help=N_("Another title"))
@option("--date", metavar=N_("DAY"), help=N_("Another day"))
@option("--time", metavar=N_("TIME"), help=N_("Another time of the day"))
@option("--channel", metavar=N_("TEXT"), help=N_("Where it goes out"))
@option("--brand", metavar=N_("BRAND"), help=N_("Its brand"))
@option("--objective", metavar=N_("OBJECTIVE"), help=N_("The objective it serves"))
@option("--link", metavar=N_("TEXT"), help=N_("Its address"))
@click.pass_obj
def edit_command(
    door: Door,
    post: tuple[str, ...],
    title: str | None,
    date: str | None,
    time: str | None,
    channel: str | None,
    brand: str | None,
    objective: str | None,
    link: str | None,
) -> None:
    before = named_post(door, joined(post))
    given: dict[str, Any] = {
        "title": title,
        "date": maybe(naming.day, door, date),
        "channel": channel,
        "brand": maybe(naming.brand_key, door, brand),
        "objective": maybe(naming.objective_key, door, objective),
        "link": link,
    }
    changes = {name: value for name, value in given.items() if value is not None}
    after = replace(before, **changes)
    if time is not None:
        after = replace(after, time=naming.time(door, time) if time.strip() else None)
    done(door, door.desk.edit_post(before, after))
    _say_of(door, door.words.gettext("Post changed: {title}{place}"), before.key)


@command(
    "state", N_("How far a post is: idea, draft, approved, scheduled, published. Without one, the next.")
)
@argument("post", N_("POST"))
@argument("state", N_("[STATE]"), required=False)
@option("--link", metavar=N_("TEXT"), default="", help=N_("Its address"))
@click.pass_obj
def state_command(door: Door, post: str, state: str | None, link: str) -> None:
    before = named_post(door, post)
    wanted = state_of(door, state) if state else next_state(before) or PostState.PUBLISHED
    door.act(do.PostStateSet(post=before.key, state=wanted.value, link=link))


@command("publish", N_("A post is out; --link says where."))
@post_argument
@option("--link", metavar=N_("TEXT"), default="", help=N_("Its address"))
@click.pass_obj
def publish_command(door: Door, post: tuple[str, ...], link: str) -> None:
    before = named_post(door, joined(post))
    door.act(do.PostStateSet(post=before.key, state=PostState.PUBLISHED.value, link=link))


@command("task", N_("Make a task of a post: in the block of its time, due at its time."))
@post_argument
@option("--minutes", metavar=N_("LENGTH"), help=N_("Its planned time"))
@click.pass_obj
def task_command(door: Door, post: tuple[str, ...], minutes: str | None) -> None:
    found, desk = named_post(door, joined(post)), door.desk
    task = task_for(found, desk.workflow, desk.zone, door.today, maybe(naming.minutes, door, minutes) or 0)
    there = task_there(desk.state, task)
    if there is not None:
        said = door.words.gettext("{title} is a task already")
        raise Failure(NOT_ALLOWED, said.format(title=shorten(there.title)))
    door.act(task)


def posts_here(door: Door) -> tuple[Post, ...]:
    """All posts; what is wrong with their files is said in a line on stderr."""
    posts = door.desk.posts()
    mistakes = [
        each
        for file in door.desk.troubles().calendar
        for each in file.mistakes
        if each.mistake.severity == "error"
    ]
    if mistakes:
        said = door.words.ngettext(
            "{count} mistake in the editorial calendar: run {command}",
            "{count} mistakes in the editorial calendar: run {command}",
            len(mistakes),
        )
        door.complain(said.format(count=len(mistakes), command=f"{PROGRAM} check"))
    return posts


def named_post(door: Door, typed: str) -> Post:
    """The post that was named: one still to go out before one that is out or an idea of the past.

    Raises `Failure` where there is none, or several.
    """
    posts = posts_here(door)
    coming = [post for post in posts if not post.is_published and post.date >= door.today]
    tiers = [[Candidate(each.key, each.title) for each in tier] for tier in (coming, posts)]
    answer = find(typed, tiers, remembered(door.paths, "posts"))
    by_key = {post.key: post for post in posts}
    if isinstance(answer, Found) and answer.id in by_key:
        return by_key[answer.id]
    if isinstance(answer, Found):
        raise Failure(NOT_ALLOWED, refusal(door.words, Refused(Reason.NO_SUCH_POST, typed)))
    raise Failure(NOT_ALLOWED, *unknown_post_lines(door.words, answer))


def state_of(door: Door, typed: str) -> PostState:
    """A state by its word, in either language. Raises `Failure`."""
    titles = {state: post_state_title(door.words, state) for state in POST_STATES}
    word = key_for(typed, titles)
    if word not in titles:
        refused = Refused(Reason.NO_SUCH_POST_STATE, typed[:40], tuple(titles))
        raise Failure(NOT_ALLOWED, refusal(door.words, refused))
    return PostState(word)


def done(door: Door, outcome: PostOutcome) -> tuple[Post, ...]:
    """The posts as they were written. Raises `Failure` where nothing was."""
    match outcome:
        case PostsSaved(posts=posts):
            return posts
        case CalendarLocked(why=why):
            code = USAGE if why == "clock" else TRY_AGAIN
        case PostMoved():
            code = TRY_AGAIN
        case FileDamaged():
            code = BAD_DATA
        case FileNotWritten():
            code = NOT_WRITTEN
        case _:
            code = NOT_ALLOWED
    raise Failure(code, *post_lines(door.words, outcome))


def _of_days(
    posts: Sequence[Post], day: dt.date | None, today: dt.date, *, week: bool, every: bool
) -> tuple[Post, ...]:
    if every:
        return posts_between(posts)
    if week:
        monday = monday_of(day or today)
        return posts_between(posts, monday, monday + dt.timedelta(days=6))
    if day is not None:
        return posts_between(posts, day, day)
    return posts_between(posts, today, today + dt.timedelta(days=LISTED_DAYS - 1))


def _say_of(door: Door, sentence: str, key: str) -> None:
    """What was done to a post, and what it meets now."""
    from jornada.present.post_listing import clash_lines

    desk, posts = door.desk, door.desk.posts()
    post = next((post for post in posts if post.key == key), None)
    if post is None:
        return
    place = post_place(door.words, desk.workflow, post, door.today)
    door.say(sentence.format(title=shorten(post.title), place=place))
    door.complain(*clash_lines(door.pen, [post], desk.clashes(), posts, desk.state))
