"""`jornada report`: where the time of a day, a week, a month, a quarter, a year or any range went."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from jornada.cli import naming
from jornada.cli.commands import argument, command, json_option, option
from jornada.cli.door import Door
from jornada.cli.exits import USAGE, Failure
from jornada.cli.file_options import client_option, force_option, output_option
from jornada.cli.progress import waiting
from jornada.core.findings import findings
from jornada.core.moments import MomentError
from jornada.core.periods import RANGE_SIGN, Period, PeriodKind, period_of, read_past_day, read_range
from jornada.core.refusals import Reason
from jornada.core.spent import Dimension
from jornada.core.text import clean
from jornada.present.sentences import moment_line
from jornada.present.words import N_

if TYPE_CHECKING:
    from jornada.present.report_lines import Subject
    from jornada.weekly import ReportFormat

_BY = tuple(each.value for each in Dimension if each is not Dimension.DATE)
_FORMATS = ("text", "md", "html", "csv", "json", "toml")
"""Those of the weekly report, which is imported only when it is written."""
_NAMES = tuple(each.value for each in PeriodKind if each is not PeriodKind.RANGE)


@command(
    "report",
    N_(
        "Where the time went: planned and spent, when, over eight weeks; how much of the plan was kept, what "
        "incidents cost, how much is done in an hour.\n\nThe period is a day, a week (where none is named), "
        "a month, a quarter, a year, or a range such as 2026-11-02..2026-11-13."
    ),
)
@argument("period", N_("[PERIOD]"), required=False)
@option("--date", metavar=N_("DAY"), help=N_("A day of the period; today where none is given"))
@option(
    "--by",
    type=click.Choice(_BY),
    default=Dimension.AREA.value,
    metavar="|".join(_BY),
    help=N_("What the time is told by"),
)
@option("--brand", metavar=N_("BRAND"), help=N_("Of this brand only, and nothing that is private"))
@option(
    "--private", is_flag=True, help=N_("Of a brand too what is private: interruptions, focus, after hours")
)
@json_option
@option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    metavar="|".join(_FORMATS),
    help=N_("As a page: of a week the weekly report of a brand (jornada weekly), else text, md or html"),
)
@client_option
@output_option
@force_option
@click.pass_context
def report_command(
    context: click.Context,
    period: str | None,
    date: str | None,
    by: str,
    brand: str | None,
    private: bool,
    as_json: bool,
    form: str | None,
    client: bool,
    output: Path | None,
    force: bool,
) -> None:
    door = context.ensure_object(Door)
    desk = door.desk
    of_week = period in (None, PeriodKind.WEEK.value)
    if of_week and (form is not None or output is not None or client):
        _must_be_weekly(context, door)
        from jornada.cli.weekly import Asked, write_report

        asked = Asked(
            brand=brand,
            date=date,
            form=form,
            client=client,
            output=output,
            force=force,
        )
        write_report(door, asked)
        return
    page = _page_form(door, form, output, as_json=as_json)
    span = _period(door, period or PeriodKind.WEEK.value, date)
    key = naming.maybe(naming.brand_key, door, brand) or ""
    if brand is not None:
        naming.must_be_one(door, Reason.NO_SUCH_BRAND, key, desk.workflow.brand_by_key)
    with waiting(door, door.words.gettext("Working it out")):
        found = findings(desk.state, desk.workflow, span, zone=desk.zone, now=door.now, brand=key)
    private = (private or brand is None) and not client
    if as_json:
        from jornada.cli.report_objects import report_object

        told = report_object(door.words, desk.state, desk.workflow, found, Dimension(by), private=private)
        door.say_json(told)
        return
    from jornada.present.report_lines import Subject

    subject = Subject(
        state=desk.state, workflow=desk.workflow, found=found, by=Dimension(by), private=private
    )
    if page is None:
        door.say(*_lines(door, subject, door.width))
        return
    text = _page_text(door, subject, page)
    if output is None:
        door.say(text.rstrip("\n"))
        return
    from jornada.cli.files import write_shared

    write_shared(door.words, output, text, force=force)
    door.say(door.words.gettext("Written: {file}").format(file=clean(str(output))))


def _page_form(door: Door, form: str | None, output: Path | None, *, as_json: bool) -> ReportFormat | None:
    """In which format the report is written, `None` where it is shown here. Raises `Failure` on one that
    only the weekly report has."""
    if form is None and output is None:
        return None
    from jornada.weekly import ReportFormat, form_of

    found = ReportFormat(form) if form is not None else form_of(output)
    if as_json or found not in (ReportFormat.TEXT, ReportFormat.MARKDOWN, ReportFormat.HTML):
        said = door.words.gettext(
            "The report of a period is written as text, md or html; “jornada report --json” prints it for a "
            "program"
        )
        raise Failure(USAGE, said)
    return found


def _page_text(door: Door, subject: Subject, form: ReportFormat) -> str:
    from jornada.present.report_page import report_page
    from jornada.weekly import ReportFormat

    if form is ReportFormat.HTML:
        from jornada.present.weekly_html import weekly_html

        return weekly_html(report_page(door.words, subject))
    from jornada.present.weekly_text import TEXT_COLUMNS, weekly_markdown

    if form is ReportFormat.MARKDOWN:
        return weekly_markdown(report_page(door.words, subject))
    return "\n".join(_lines(door, subject, TEXT_COLUMNS)) + "\n"


def _lines(door: Door, subject: Subject, width: int) -> list[str]:
    """The report as it is shown on the screen."""
    from jornada.present.pen import text_of
    from jornada.present.report_lines import report_head, report_rows

    rows = report_rows(door.pen, subject, width)
    head = text_of(report_head(door.pen, subject, width)).strip()
    return [head, "", *(text_of(row.line).rstrip() for row in rows)]


def _must_be_weekly(context: click.Context, door: Door) -> None:
    """A week with a format is told by the weekly report. Raises `Failure` on what does not go with it."""
    given = {name for name in ("by", "private", "as_json") if _was_given(context, name)}
    if given:
        said = door.words.gettext(
            "--format, --client and --output write the report of a week, without --by, --private or --json"
        )
        raise Failure(USAGE, said)


def _was_given(context: click.Context, name: str) -> bool:
    return context.get_parameter_source(name) is ParameterSource.COMMANDLINE


def _period(door: Door, typed: str, date: str | None) -> Period:
    """The period that was named. Raises `Failure` where it cannot be read."""
    words, today = door.words, door.today
    if RANGE_SIGN in typed and date is not None:
        raise Failure(USAGE, words.gettext("A range has its own days: leave --date out"))
    try:
        if RANGE_SIGN in typed:
            return read_range(typed, today)
        day = read_past_day(date, today) if date is not None else today
    except MomentError as error:
        raise Failure(USAGE, moment_line(words, error)) from None
    except ValueError:
        raise Failure(USAGE, words.gettext("The last day is before the first")) from None
    if typed not in _NAMES:
        said = words.gettext("There is no period “{typed}”: {names}, or two days such as {example}")
        example = f"2026-11-02{RANGE_SIGN}2026-11-13"
        raise Failure(USAGE, said.format(typed=clean(typed)[:40], names=", ".join(_NAMES), example=example))
    return period_of(PeriodKind(typed), day)
