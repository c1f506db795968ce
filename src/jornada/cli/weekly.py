"""`jornada weekly`: the weekly report of a brand, printed or written into a file."""

from __future__ import annotations

from pathlib import Path

import click

from jornada.cli import naming
from jornada.cli.commands import command, option
from jornada.cli.door import Door
from jornada.cli.file_options import client_option, force_option, output_option
from jornada.cli.kpis import act_quietly, brand_here
from jornada.cli.naming import maybe
from jornada.cli.progress import waiting
from jornada.core import intents as do
from jornada.core.calendar import monday_of
from jornada.core.dataclass import dataclass
from jornada.core.refusals import Reason
from jornada.core.text import clean
from jornada.core.weekly_values import Audience
from jornada.present.words import N_
from jornada.weekly import ReportFormat, form_of, report_of, report_text

_FORMATS = tuple(each.value for each in ReportFormat)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A weekly report as it was asked for on the command line. Texts that are `None` stay as they are."""

    brand: str | None = None
    date: str | None = None
    form: str | None = None
    """Where it is not given, the name of the file says it."""
    client: bool = False
    output: Path | None = None
    force: bool = False
    status: str | None = None
    worked: str | None = None
    failed: str | None = None
    next: str | None = None
    need: str | None = None


@command(
    "weekly",
    N_(
        "The weekly report of a brand: figures, time, tasks, goals, milestones, incidents, what you say.\n\n"
        "What you say is kept for the week, and is there when the report is written again. With --client "
        "nothing private is in it. Nothing of another brand ever is."
    ),
)
@option("--brand", metavar=N_("BRAND"), help=N_("Of which brand; may be left out where there is only one"))
@option("--date", metavar=N_("DAY"), help=N_("The week of that day; else this week"))
@option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    metavar="|".join(_FORMATS),
    help=N_("How it is written"),
)
@client_option
@output_option
@force_option
@option("--status", metavar=N_("TEXT"), help=N_("The week in one line"))
@option("--worked", metavar=N_("TEXT"), help=N_("What worked"))
@option("--failed", metavar=N_("TEXT"), help=N_("What did not"))
@option("--next", "next_", metavar=N_("TEXT"), help=N_("What comes next week"))
@option("--need", metavar=N_("TEXT"), help=N_("What you need from the client"))
@click.pass_obj
def weekly_command(
    door: Door,
    brand: str | None,
    date: str | None,
    form: str | None,
    client: bool,
    output: Path | None,
    force: bool,
    status: str | None,
    worked: str | None,
    failed: str | None,
    next_: str | None,
    need: str | None,
) -> None:
    write_report(
        door,
        Asked(
            brand=brand,
            date=date,
            form=form,
            client=client,
            output=output,
            force=force,
            status=status,
            worked=worked,
            failed=failed,
            next=next_,
            need=need,
        ),
    )


def write_report(door: Door, asked: Asked) -> None:
    """Keep what was said, then print the report or write it into its file. Raises `Failure`."""
    desk, words = door.desk, door.words
    brand = brand_here(door, asked.brand)
    day = maybe(naming.day, door, asked.date) or door.today
    _keep(
        door,
        asked,
        brand,
        do.ReportNote(
            week=monday_of(day),
            brand=brand,
            status=asked.status,
            worked=asked.worked,
            failed=asked.failed,
            next=asked.next,
            need=asked.need,
        ),
    )
    audience = Audience.CLIENT if asked.client else Audience.INTERNAL
    form = ReportFormat(asked.form) if asked.form else form_of(asked.output)
    with waiting(door, words.gettext("Working it out")):
        text = report_text(door.pen, report_of(desk, brand, day, audience), form)
    if asked.output is None:
        door.say(text.rstrip("\n"))
        return
    from jornada.cli.files import write_shared

    write_shared(words, asked.output, text, force=asked.force)
    door.say(words.gettext("Written: {file}").format(file=clean(str(asked.output))))


def _keep(door: Door, asked: Asked, brand: str, note: do.ReportNote) -> None:
    """What was said goes into the journal; what was said before is said again without a record."""
    if all(text is None for text in (asked.status, asked.worked, asked.failed, asked.next, asked.need)):
        return
    refused = door.desk.dry_run(note)
    if refused is None or refused.reason is not Reason.NOTHING_CHANGES:
        act_quietly(door, note)
