"""Reading posts of the editorial calendar from a parsed table: every field checked, every mistake named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from jornada.core.dataclass import dataclass, field
from jornada.core.mistakes import Mistake, Problem, nearest_word
from jornada.core.posts import Post
from jornada.core.reference import key_for
from jornada.core.state import PostState
from jornada.core.toml_table import Table, TooManyMistakes, shown
from jornada.core.workflow import LAST_RANK, Workflow

VERSION = 1
YEARS = range(2000, 2101)
"""A post of another year was mistyped."""
STATES = tuple(state.value for state in PostState)
POST_KEYS = (
    "key",
    "date",
    "time",
    "channel",
    "brand",
    "title",
    "objective",
    "state",
    "link",
    "uid",
)
_FILE_KEYS = ("version", "post")


@dataclass(frozen=True, slots=True)
class Known:
    """What a post may refer to: titles by key, of the brands and the objectives of the workflow in use."""

    brands: Mapping[str, str] = field(default_factory=dict)
    objectives: Mapping[str, str] = field(default_factory=dict)


def known_in(workflow: Workflow) -> Known:
    """The brands and objectives of a workflow."""
    return Known(
        {each.key: each.title for each in workflow.brands},
        {each.key: each.title for each in workflow.objectives},
    )


def read_calendar(
    document: Mapping[str, object], known: Known, *, file: str
) -> tuple[tuple[Post, ...], tuple[Mistake, ...]]:
    """Read a parsed file of the calendar: the posts that have no error, and all mistakes.

    A file of another version gets that one mistake, and has no posts.
    """
    mistakes: list[Mistake] = []
    seen: set[str] = set()
    found: list[Post] = []
    with suppress(TooManyMistakes):
        table = Table(mistakes, document, (), _FILE_KEYS)
        version = table.whole("version", 0, LAST_RANK)
        if version is not None and version != VERSION:
            return (), (Mistake(("version",), Problem.BAD_VERSION, shown(version), (str(VERSION),)),)
        for entry in table.tables("post", POST_KEYS):
            post = _post(entry, known, key=entry.key(seen), file=file)
            if post is not None and not any(_is_error(each, entry) for each in mistakes):
                found.append(post)
    return tuple(found), tuple(mistakes)


def read_row(
    row: Mapping[str, object], known: Known, *, key: str = "", uid: str = ""
) -> tuple[Post | None, tuple[Mistake, ...]]:
    """A post from a row of another program's file, its fields named as in the calendar's.

    A brand or an objective may be named by its title. One that the workflow does not have is refused
    here: a post of nobody's brand is not what was meant.
    """
    mistakes: list[Mistake] = []
    named = dict(row)
    for name, titles in (("brand", known.brands), ("objective", known.objectives)):
        value = named.get(name)
        if isinstance(value, str):
            named[name] = key_for(value, titles)
    post = _post(Table(mistakes, named, (), POST_KEYS), known, key=key, uid=uid)
    return (None if mistakes else post), tuple(mistakes)


def check_post(post: Post, known: Known) -> tuple[Mistake, ...]:
    """What is wrong with a post that is about to be written; a brand must be the workflow's."""
    mistakes: list[Mistake] = []
    table = Table(mistakes, as_table(post), (), POST_KEYS)
    table.key(set())
    _post(table, known, key=post.key)
    return tuple(mistakes)


def as_table(post: Post) -> dict[str, str]:
    """The fields of a post as its file has them; what is empty is left out."""
    given = {
        "key": post.key,
        "date": post.date.isoformat(),
        "time": f"{post.time:%H:%M}" if post.time is not None else "",
        "channel": post.channel,
        "brand": post.brand,
        "title": post.title,
        "objective": post.objective,
        "state": post.as_in_file.state.value,
        "link": post.link,
        "uid": post.uid,
    }
    return {name: value for name, value in given.items() if value}


def _is_error(mistake: Mistake, table: Table) -> bool:
    return mistake.path[: len(table.path)] == table.path and mistake.severity == "error"


def _post(table: Table, known: Known, *, key: str, uid: str = "", file: str = "") -> Post | None:
    """The post, if it has a date; what is wrong is noted."""
    title = table.text("title", required=True)
    date = table.date("date", required=True)
    time = table.time("time") if "time" in table else None
    state = table.choice("state", STATES)
    brand, objective = table.text("brand"), table.text("objective")
    _must_be_known(table, "brand", brand, known.brands)
    _must_be_known(table, "objective", objective, known.objectives)
    channel, link, own_uid = table.text("channel"), table.text("link"), table.text("uid")
    if date is None:
        return None
    if date.year not in YEARS:
        table.note(Problem.OUT_OF_RANGE, "date", value=date, allowed=(f"{YEARS[0]}–{YEARS[-1]}",))
        return None
    return Post(
        key=key,
        date=date,
        title=title,
        time=time,
        channel=channel,
        brand=brand,
        objective=objective,
        state=PostState(state) if state in STATES else PostState.IDEA,
        link=link,
        uid=own_uid or uid,
        file=file,
    )


def _must_be_known(table: Table, name: str, value: str, titles: Mapping[str, str]) -> None:
    if value and value not in titles:
        allowed: Sequence[str] = tuple(titles)
        table.note(
            Problem.NOT_IN_WORKFLOW, name, value=value, allowed=allowed, nearest=nearest_word(value, allowed)
        )
