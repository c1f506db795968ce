"""`jornada init`: the questions of the first day as options."""

from __future__ import annotations

import click

from jornada.cli.commands import command, option
from jornada.cli.door import PROGRAM, Door
from jornada.cli.exits import NOT_ALLOWED, NOT_WRITTEN, USAGE, Failure
from jornada.core.hours import BadHoursError, Hours, read_hours
from jornada.core.text import clean
from jornada.first_day import Answers, NoSuchWorkflowError, own_file, set_up
from jornada.present.first_day_words import (
    file_lines,
    hours_done,
    hours_problem,
    workflow_problem,
    zone_problem,
)
from jornada.present.sentences import locked_line
from jornada.present.words import LANGUAGES, N_, Words, load_words
from jornada.store.workflows import DEFAULT_WORKFLOW
from jornada.zone import nearest_zone, zone_named


@command(
    "init",
    N_(
        "Write your options and your own copy of a workflow, to change as you like. Nothing that is there "
        "already is written over."
    ),
)
@option("--language", type=click.Choice(LANGUAGES), help=N_("Language of all words."))
@option("--workflow", metavar=N_("NAME"), help=N_("The workflow to begin with; garcia without it."))
@option("--brand", metavar=N_("TITLE"), help=N_("The brand you work for."))
@option("--hours", metavar="8-17", help=N_("Your working hours: the blocks are moved and scaled."))
@option("--timezone", metavar=N_("ZONE"), help=N_("Where those hours are; the system's without it."))
@option("--force", is_flag=True, help=N_("Set the options in a config that is there already."))
@click.pass_obj
def init_command(
    door: Door,
    language: str | None,
    workflow: str | None,
    brand: str | None,
    hours: str | None,
    timezone: str | None,
    force: bool,
) -> None:
    if not door.may_write:
        raise Failure(USAGE, locked_line(door.words, "clock"))
    words = load_words(language) if language else door.words
    there = door.paths.config_file.exists()
    # Of a config that is there, what was not asked for stays: the workflow in use too.
    in_use = door.config.config.workflow or DEFAULT_WORKFLOW
    only_options = there and not (workflow or brand or hours or timezone)
    answers = Answers(
        language=language,
        workflow=None if only_options else workflow or in_use,
        brand=clean(brand).strip() or None if brand else None,
        hours=_hours(words, hours),
        timezone=_timezone(words, timezone),
    )
    file = own_file(door.paths, answers.workflow or in_use)
    if (brand or hours or timezone) and file.exists():
        said = words.gettext("{file} is there already and stays as it is: change it with an editor")
        raise Failure(NOT_ALLOWED, said.format(file=clean(str(file))))
    if there and not force:
        said = words.gettext("{file} is there already; --force sets the options in it")
        raise Failure(NOT_ALLOWED, said.format(file=clean(str(door.paths.config_file))))
    try:
        written = set_up(door.paths, words, answers, door.environment, force=force)
    except NoSuchWorkflowError as bad:
        raise Failure(NOT_ALLOWED, workflow_problem(words, bad.name, bad.known, bad.nearest)) from None
    except ValueError:
        said = words.gettext("{file} has mistakes: run {command}")
        file = door.paths.config_file
        raise Failure(NOT_ALLOWED, said.format(file=clean(str(file)), command=f"{PROGRAM} check")) from None
    except OSError as error:
        said = words.gettext("Nothing could be written: {reason}")
        raise Failure(NOT_WRITTEN, said.format(reason=clean(error.strerror or str(error)))) from error
    door.say(*file_lines(words, written.config, written.workflow, written.kept))
    if written.before and written.after:
        door.say(hours_done(words, written.before, written.after))


def _hours(words: Words, typed: str | None) -> Hours | None:
    if not typed:
        return None
    try:
        return read_hours(typed)
    except BadHoursError as bad:
        raise Failure(USAGE, hours_problem(words, typed, bad)) from None


def _timezone(words: Words, typed: str | None) -> str | None:
    if not typed:
        return None
    zone = zone_named(typed)
    if zone is None:
        raise Failure(USAGE, zone_problem(words, typed, nearest_zone(typed)))
    return zone
