"""`jornada kpi`: the figures of a week, typed in, listed, and taken from a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

import click

from jornada.cli import naming
from jornada.cli.commands import Group, WholeNumberFrom, argument, command, json_option, option
from jornada.cli.door import Door
from jornada.cli.exits import BAD_DATA, NOT_ALLOWED, USAGE, Failure
from jornada.cli.file_options import dates_option
from jornada.cli.naming import maybe
from jornada.core import intents as do
from jornada.core.calendar import monday_of
from jornada.core.kpis import WEEKS, BrandKpis, brands_kpis, brands_with_kpis, is_count, measures_of
from jornada.core.mistakes import LocatedMistake, Mistake
from jornada.core.number_text import NumberError, read_number
from jornada.core.reference import key_for
from jornada.core.refusals import Reason, Refused
from jornada.core.text import clean
from jornada.own_files import read_own_file
from jornada.present.kpi_words import kpi_title, number_line
from jornada.present.words import N_

if TYPE_CHECKING:
    from jornada.interop.kpi_csv import KpiTable, Wrong
    from jornada.interop.posts_csv import DateOrder

_HERE = "jornada.cli.kpis"
MOST_WEEKS = 53
NOTHING = frozenset({"", "-", "–"})
"""What takes a figure back."""


class KpiGroup(Group):
    """The verbs of the figures of a week."""

    sections: ClassVar[Mapping[str, Mapping[str, str]]] = {
        N_("The figures of a week"): dict.fromkeys(("set", "list", "import"), _HERE)
    }


@click.group(
    "kpi",
    cls=KpiGroup,
    help=N_(
        "The figures of a week: followers, mentions, replies, reach, interactions, and your own.\n\n"
        "They are typed in; none is fetched. Response rate and engagement rate are computed."
    ),
)
def kpi_command() -> None:
    """The group itself does nothing."""


@command(
    "set",
    N_(
        "Type in figures: jornada kpi set acme followers=1200 mentions=40\n\nA measure is named by its key "
        "or its title; nothing after the sign takes its figure back. In a workflow without brands the "
        "brand is left out."
    ),
)
@argument("figures", N_("[BRAND] MEASURE=NUMBER…"), nargs=-1, required=True)
@option("--week", metavar=N_("DAY"), help=N_("The week of that day; else this week"))
@click.pass_obj
def set_command(door: Door, figures: tuple[str, ...], week: str | None) -> None:
    typed = list(figures)
    named = [typed.pop(0)] if "=" not in typed[0] else []
    brand = brand_here(door, named[0] if named else None)
    if not typed:
        raise click.UsageError(door.words.gettext("Say which figures: followers=1200"))
    date = maybe(naming.day, door, week) or door.today
    values = tuple(_figure(door, brand, each) for each in typed)
    door.act(do.KpiSet(week=monday_of(date), brand=brand, values=values))


@command("list", N_("The figures of a week, the week before, the targets, and the last weeks as a line."))
@option("--brand", metavar=N_("BRAND"), help=N_("Only of this brand"))
@option("--week", metavar=N_("DAY"), help=N_("The week of that day; else this week"))
@option(
    "--weeks",
    type=WholeNumberFrom(1, MOST_WEEKS),
    default=WEEKS,
    metavar=N_("NUMBER"),
    help=N_("So many weeks, up to that one"),
)
@json_option
@click.pass_obj
def list_command(door: Door, brand: str | None, week: str | None, weeks: int, as_json: bool) -> None:
    from jornada.present.kpi_lines import kpi_table

    desk = door.desk
    date = maybe(naming.day, door, week) or door.today
    key = brand_here(door, brand) if brand is not None else None
    found = brands_kpis(
        desk.state, desk.workflow, date, door.today, posts=desk.posts(), weeks=weeks, brand=key
    )
    monday = monday_of(date)
    if as_json:
        door.say_json(
            {
                "week": monday.isoformat(),
                "weeks": weeks,
                "brands": [_object(door, each, monday) for each in found],
            }
        )
        return
    words = door.words
    head = words.gettext("Week {number}: {first} – {last}").format(
        number=monday.isocalendar().week,
        first=words.full_date(monday),
        last=words.full_date(monday + dt.timedelta(days=6)),
    )
    door.say(head, "", *kpi_table(door.pen, desk.workflow, found, door.width, weeks=weeks))


@command(
    "import",
    N_(
        "Take figures from a table (.csv): week, brand and a column a measure, or week, brand, measure, "
        "value.\n\nRows that are right go in, the others are listed with their lines and what is wrong. "
        "--dry-run shows it all and writes nothing."
    ),
)
@argument("file", N_("FILE"), type=click.Path(path_type=Path))
@option("--dry-run", is_flag=True, help=N_("Show what would be taken, and write nothing"))
@option("--brand", metavar=N_("BRAND"), help=N_("The brand of rows that name none"))
@dates_option
@json_option
@click.pass_obj
def import_command(
    door: Door, file: Path, dry_run: bool, brand: str | None, order: str | None, as_json: bool
) -> None:
    table = _read(door, file, brand, cast("DateOrder | None", order))
    desk, words = door.desk, door.words
    new, there, refused = [], [], []
    for intent in table.intents:
        no = desk.dry_run(intent)
        if no is None:
            new.append(intent)
        elif no.reason is Reason.NOTHING_CHANGES:
            there.append(intent)
        else:
            refused.append((intent, no))
    if as_json:
        # What is done says so; here only the object is said.
        for each in () if dry_run else new:
            act_quietly(door, each)
        door.say_json(
            {
                "written": bool(new) and not dry_run,
                "weeks": [_intent_object(each) for each in new],
                "there": [_intent_object(each) for each in there],
                "refused": [{**_intent_object(each), "problem": no.reason.value} for each, no in refused],
                "wrong": [
                    {"line": e.line, "problem": e.problem.value, "value": e.value, "column": e.column or None}
                    for e in table.wrong
                ],
                "columns_not_read": list(table.unread),
            }
        )
    else:
        from jornada.present.deeds import done_sentence

        for each in new:
            if not dry_run:
                act_quietly(door, each)
            door.say(done_sentence(words, each, desk.state))
        _say_counts(
            door, len(new), len(there), len({e.line for e in table.wrong}) + len(refused), dry=dry_run
        )
    _complain(door, file, table, refused)
    if table.wrong or refused:
        raise Failure(BAD_DATA)


def brand_here(door: Door, typed: str | None) -> str:
    """The key of the brand that was named; of a workflow with one brand or none, without a name too.

    Raises `Failure` where it is not known, or not said which.
    """
    workflow = door.desk.workflow
    if typed is None:
        brands = brands_with_kpis(workflow)
        if len(brands) == 1:
            return brands[0]
        refused = Refused(Reason.WHOSE_WEEK, "", brands)
        from jornada.present.sentences import refusal

        raise Failure(NOT_ALLOWED, refusal(door.words, refused))
    key = naming.brand_key(door, typed)
    naming.must_be_one(door, Reason.NO_SUCH_BRAND, key, set(workflow.brand_by_key))
    return key


def _figure(door: Door, brand: str, typed: str) -> do.KpiValue:
    """ "followers=1200". Raises `Failure`."""
    name, sign, number = typed.partition("=")
    if not sign:
        said = door.words.gettext("“{typed}” is no figure: write followers=1200")
        raise Failure(USAGE, said.format(typed=clean(typed)[:40]))
    titles = {
        key: kpi_title(door.words, key, kpi.title)
        for key, kpi in measures_of(door.desk.workflow, brand).items()
    }
    key = key_for(name.strip(), titles)
    if number.strip() in NOTHING:
        return do.KpiValue(key=key)
    try:
        return do.KpiValue(key=key, value=read_number(number, whole=is_count(key)))
    except NumberError as error:
        raise Failure(USAGE, f"{titles.get(key, clean(name))}: {number_line(door.words, error)}") from None


def _object(door: Door, found: BrandKpis, monday: dt.date) -> dict[str, object]:
    return {
        "brand": found.brand or None,
        "missing": list(found.missing),
        "measures": [
            {
                "key": row.key,
                "title": kpi_title(door.words, row.key, row.title),
                "value": row.value,
                "before": row.before,
                "target": row.target,
                "unit": clean(row.unit) or None,
                "computed": row.computed,
                "counted": row.counted,
                "weeks": [
                    {"week": (monday - dt.timedelta(days=7 * place)).isoformat(), "value": value}
                    for place, value in reversed(list(enumerate(reversed(row.weeks))))
                ],
            }
            for row in found.rows
        ],
    }


def _intent_object(intent: do.KpiSet) -> dict[str, object]:
    figures = {each.key: each.value for each in intent.values}
    return {"week": intent.week.isoformat(), "brand": intent.brand or None, "figures": figures}


def act_quietly(door: Door, intent: do.Intent) -> None:
    """Do it without a word where it succeeds. Raises `Failure`."""
    from jornada.answers import outcome_sentence
    from jornada.cli.exits import NOT_WRITTEN, TRY_AGAIN
    from jornada.desk import Kept, Locked, Saved

    outcome = door.desk.act(intent)
    if isinstance(outcome, Saved):
        return
    said = outcome_sentence(door.words, outcome, door.desk.state)
    if isinstance(outcome, Kept):
        raise Failure(NOT_WRITTEN, said)
    if isinstance(outcome, Locked):
        raise Failure(USAGE if outcome.why == "clock" else TRY_AGAIN, said)
    raise Failure(NOT_ALLOWED, said)


def _read(door: Door, file: Path, brand: str | None, order: DateOrder | None) -> KpiTable:
    """What the file holds. Raises `Failure` where it cannot be read at all."""
    from jornada.interop.kpi_csv import read_kpis
    from jornada.interop.post_rows import MOST_BYTES

    key = brand_here(door, brand) if brand is not None else ""
    data = read_own_file(file, most=MOST_BYTES)
    if data is None:
        said = door.words.gettext("There is no file {file}")
        raise Failure(BAD_DATA, said.format(file=clean(str(file))))
    if isinstance(data, Mistake):
        from jornada.present.mistakes import mistake_line

        raise Failure(BAD_DATA, f"{clean(str(file))}: {mistake_line(door.words, LocatedMistake(None, data))}")
    return read_kpis(data, door.desk.workflow, brand=key, order=order)


def _say_counts(door: Door, new: int, there: int, wrong: int, *, dry: bool) -> None:
    words = door.words
    if dry:
        first = words.ngettext("{n} week to take", "{n} weeks to take", new)
    else:
        first = words.ngettext("{n} week taken", "{n} weeks taken", new)
    counts = (
        first.format(n=new),
        words.ngettext("{n} there already", "{n} there already", there).format(n=there),
        words.ngettext("{n} row wrong", "{n} rows wrong", wrong).format(n=wrong),
    )
    said = ", ".join(counts)
    door.say(words.gettext("{counts}; nothing was written").format(counts=said) if dry else said)


def _complain(door: Door, file: Path, table: KpiTable, refused: Sequence[tuple[do.KpiSet, Refused]]) -> None:
    from jornada.present.kpi_import_words import wrong_line
    from jornada.present.sentences import clean_place, refusal

    words = door.words
    if table.unread:
        said = words.gettext("These columns are not read: {columns}")
        door.complain(said.format(columns=", ".join(table.unread)))

    def line(wrong: Wrong) -> str:
        place = clean_place(str(file), wrong.line)
        return f"{place}: {wrong_line(words, wrong.problem.value, wrong.value, wrong.column)}"

    door.complain(*map(line, table.wrong))
    lines = {(each.brand, each.monday): each.line for each in reversed(table.figures)}
    for intent, no in refused:
        place = clean_place(str(file), lines.get((intent.brand, intent.week)))
        door.complain(f"{place}: {refusal(words, no)}")
