"""`jornada import` and `jornada export`: posts from and for other programs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, cast

import click

from jornada.cli import naming
from jornada.cli.commands import Group, argument, command, json_option, option
from jornada.cli.door import Door
from jornada.cli.exits import BAD_DATA, USAGE, Failure
from jornada.cli.file_options import dates_option, force_option
from jornada.cli.naming import maybe
from jornada.cli.posts import done, posts_here, state_of
from jornada.cli.progress import waiting
from jornada.core.mistakes import LocatedMistake, Mistake
from jornada.core.post_check import known_in
from jornada.core.posts import posts_between
from jornada.core.refusals import Reason
from jornada.core.state import PostState
from jornada.core.text import clean
from jornada.own_files import read_own_file
from jornada.present.words import N_

if TYPE_CHECKING:
    from jornada.interop.post_rows import Defaults, Rows, Sorted
    from jornada.interop.posts_csv import DateOrder

_HERE = "jornada.cli.exchange"
Form = Literal["ics", "csv"]
FORMS: Mapping[str, Form] = {".ics": "ics", ".ical": "ics", ".csv": "csv", ".tsv": "csv", ".txt": "csv"}
"""What the end of a file's name says of its format."""


@command(
    "import",
    N_(
        "Take the posts of a calendar (.ics) or a table (.csv) into the editorial calendar.\n\nRows that are "
        "right go in, the others are listed with their lines and what is wrong; what is there already is "
        "not added again. --dry-run shows it all and writes nothing."
    ),
)
@argument("file", N_("FILE"), type=click.Path(path_type=Path))
@option("--dry-run", is_flag=True, help=N_("Show what would be added, and write nothing"))
@option("--brand", metavar=N_("BRAND"), help=N_("The brand of posts that name none"))
@option("--channel", metavar=N_("TEXT"), default="", help=N_("The channel of posts that name none"))
@option("--state", "state", metavar=N_("STATE"), help=N_("How far posts are that do not say it; else drafts"))
@dates_option
@json_option
@click.pass_obj
def import_command(
    door: Door,
    file: Path,
    dry_run: bool,
    brand: str | None,
    channel: str,
    state: str | None,
    order: str | None,
    as_json: bool,
) -> None:
    from jornada.interop.post_rows import Defaults, sort_rows

    brand_key = maybe(naming.brand_key, door, brand)
    naming.must_be_one(door, Reason.NO_SUCH_BRAND, brand_key, set(door.desk.workflow.brand_by_key))
    wanted = maybe(state_of, door, state)
    defaults = Defaults(brand_key or "", channel, wanted or PostState.DRAFT)
    with waiting(door, door.words.gettext("Reading {file}").format(file=clean(str(file)))):
        rows = _read(door, file, defaults, cast("DateOrder | None", order))
        sorted_rows = sort_rows(rows.good, posts_here(door))
    written = bool(sorted_rows.new) and not dry_run
    if written:
        with waiting(door, door.words.gettext("Writing the editorial calendar")):
            saved = door.desk.add_posts([row.post for row in sorted_rows.new])
        done(door, saved)
    if as_json:
        door.say_json(_object(door, rows, sorted_rows, written=written))
    else:
        _say(door, file, rows, sorted_rows, dry=dry_run)
    if rows.bad:
        raise Failure(BAD_DATA)


class ExportGroup(Group):
    """What can be given to other programs."""

    sections: ClassVar[Mapping[str, Mapping[str, str]]] = {N_("What is exported"): {"posts": _HERE}}


@click.group("export", cls=ExportGroup, help=N_("Write a file for other programs."))
def export_command() -> None:
    """The group itself does nothing."""


@command(
    "posts",
    N_(
        "The editorial calendar as a calendar (.ics) or a table (.csv), as the end of the file's name says. "
        "Its states are those of now; in the table no cell is a formula."
    ),
)
@argument("file", N_("FILE"), type=click.Path(path_type=Path))
@option("--from", "first", metavar=N_("DAY"), help=N_("The first day; else all there are"))
@option("--until", "last", metavar=N_("DAY"), help=N_("The last day"))
@option("--brand", metavar=N_("BRAND"), help=N_("Only of this brand"))
@force_option
@click.pass_obj
def posts_command(
    door: Door, file: Path, first: str | None, last: str | None, brand: str | None, force: bool
) -> None:
    from jornada.cli.files import write_shared
    from jornada.interop.posts_csv import write_csv
    from jornada.interop.posts_ics import write_ics

    form = _form(door, file)
    desk, words = door.desk, door.words
    brand_key = maybe(naming.brand_key, door, brand)
    everything = posts_here(door)
    known = set(desk.workflow.brand_by_key) | {post.brand for post in everything}
    naming.must_be_one(door, Reason.NO_SUCH_BRAND, brand_key, known)
    days = maybe(naming.day, door, first), maybe(naming.day, door, last)
    posts = [post for post in posts_between(everything, *days) if brand_key in (None, post.brand)]
    text = write_csv(posts) if form == "csv" else write_ics(posts, desk.zone, door.now).decode()
    write_shared(words, file, text, force=force)
    said = words.ngettext("Written: {file}, {count} post", "Written: {file}, {count} posts", len(posts))
    door.say(said.format(file=clean(str(file)), count=len(posts)))


def _form(door: Door, file: Path) -> Form:
    form = FORMS.get(file.suffix.lower())
    if form is None:
        said = door.words.gettext("{file}: the name must end in .ics or .csv")
        raise Failure(USAGE, said.format(file=clean(str(file))))
    return form


def _read(door: Door, file: Path, defaults: Defaults, order: DateOrder | None) -> Rows:
    """The rows of a file. Raises `Failure` where it cannot be read at all."""
    from jornada.interop.post_rows import MOST_BYTES
    from jornada.interop.posts_csv import read_csv
    from jornada.interop.posts_ics import read_ics

    form = _form(door, file)
    data = read_own_file(file, most=MOST_BYTES)
    if data is None:
        said = door.words.gettext("There is no file {file}")
        raise Failure(BAD_DATA, said.format(file=clean(str(file))))
    if isinstance(data, Mistake):
        raise Failure(BAD_DATA, *_bad_lines(door, file, (LocatedMistake(None, data),)))
    known = known_in(door.desk.workflow)
    if form == "csv":
        return read_csv(data, known, defaults, order=order)
    return read_ics(data, known, defaults, door.desk.zone)


def _say(door: Door, file: Path, rows: Rows, found: Sorted, *, dry: bool) -> None:
    """The new posts, how many there are of each kind, and what is wrong with the others."""
    from jornada.present.post_listing import post_table

    words = door.words
    if found.new:
        posts = [row.post for row in found.new]
        door.say(*post_table(door.pen, posts, door.desk.workflow, door.today, door.width, numbered=False), "")
    wrong = len({each.line for each in rows.bad})
    counts = [
        words.ngettext("{count} to add", "{count} to add", len(found.new))
        if dry
        else words.ngettext("{count} added", "{count} added", len(found.new)),
        words.ngettext("{count} there already", "{count} there already", len(found.there)),
        words.ngettext("{count} wrong", "{count} wrong", wrong),
    ]
    numbers = (len(found.new), len(found.there), wrong)
    said = ", ".join(text.format(count=number) for text, number in zip(counts, numbers, strict=True))
    door.say(words.gettext("{counts}; nothing was written").format(counts=said) if dry else said)
    if rows.unread:
        told = words.gettext("These columns are not read: {columns}")
        door.complain(told.format(columns=", ".join(rows.unread)))
    door.complain(*_bad_lines(door, file, rows.bad))


def _bad_lines(door: Door, file: Path, mistakes: tuple[LocatedMistake, ...]) -> list[str]:
    from jornada.present.mistakes import mistake_line
    from jornada.present.sentences import clean_place

    return [
        f"{clean_place(str(file), each.line)}: {mistake_line(door.words, LocatedMistake(None, each.mistake))}"
        for each in mistakes
    ]


def _object(door: Door, rows: Rows, found: Sorted, *, written: bool) -> dict[str, object]:
    from jornada.cli.post_objects import post_object
    from jornada.present.mistakes import mistake_line

    zone = door.desk.zone
    return {
        "written": written,
        "new": [{"line": row.line, **post_object(None, row.post, (), zone)} for row in found.new],
        "there": [{"line": row.line, **post_object(None, row.post, (), zone)} for row in found.there],
        "wrong": [
            {
                "line": each.line,
                "problem": each.mistake.problem.value,
                "text": mistake_line(door.words, LocatedMistake(None, each.mistake)),
            }
            for each in rows.bad
        ],
        "columns_not_read": list(rows.unread),
    }
