"""Files and help: check, locate, keys, help."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from jornada.cli.commands import argument, command, json_option, option
from jornada.cli.door import Door
from jornada.cli.exits import BAD_DATA, NOT_ALLOWED, NOT_WRITTEN, TRY_AGAIN, USAGE, Failure
from jornada.core.mistakes import LocatedMistake
from jornada.core.text import clean
from jornada.desk import Desk
from jornada.present.mistakes import mistake_line
from jornada.present.sentences import (
    clean_place,
    done_sentence,
    is_note,
    locked_line,
    not_saved_line,
    notice_line,
    problem_advice,
    problem_line,
)
from jornada.present.system_words import system_words
from jornada.present.words import N_, Words
from jornada.store.journal import ProblemKind

if TYPE_CHECKING:
    from jornada.tui.keymap import Keymap

MOST_NAMED = 20
"""So many records of a file that are gone are named."""


def mistake_lines(words: Words, file: str, mistakes: Iterable[LocatedMistake]) -> list[str]:
    """What is wrong with a file that a person wrote, a line each: "garcia.toml:12: task 3: …"."""
    lines = []
    for each in mistakes:
        said = mistake_line(words, LocatedMistake(None, each.mistake))
        if each.mistake.severity == "warning":
            said = words.gettext("worth a look: {mistake}").format(mistake=said)
        lines.append(f"{clean_place(file, each.line)}: {said}")
    return lines


@command("check", N_("Read everything and say what is wrong. Each line says where, and what to do."))
@option("--restore", is_flag=True, help=N_("Write again the records that are gone from the journal"))
@option("--accept", is_flag=True, help=N_("The records that are gone from the journal are meant to be gone"))
@click.pass_obj
def check_command(door: Door, restore: bool, accept: bool) -> None:
    if restore and accept:
        raise click.UsageError(door.words.gettext("Give --restore or --accept, one of them"))
    desk = door.open_desk()
    try:
        if restore or accept:
            _decide(door, desk, restore=restore)
        if desk.troubles().not_saved and door.may_write:
            desk.retry()
        wrong, notes = _journal(door.words, desk)
        wrong.extend(_closed_places(door))
        for file, mistakes in _people_files(door, desk):
            lines = mistake_lines(door.words, file, mistakes)
            for each, line in zip(mistakes, lines, strict=True):
                (notes if each.mistake.severity == "warning" else wrong).append(line)
        days, incidents = len(desk.state.days), len(desk.state.incidents)
    finally:
        desk.close()
    door.say(*notes)
    if wrong:
        raise Failure(BAD_DATA, *wrong)
    words = door.words
    said_days = words.ngettext("{count} day", "{count} days", days).format(count=days)
    said_incidents = words.ngettext("{count} incident", "{count} incidents", incidents).format(
        count=incidents
    )
    door.say(
        words.gettext("Nothing is wrong: {days} and {incidents} in the journal").format(
            days=said_days, incidents=said_incidents
        )
    )


def _decide(door: Door, desk: Desk, *, restore: bool) -> None:
    """Do with what has gone what a person said. Raises `Failure` where that cannot be done now."""
    words, count = door.words, len(desk.troubles().vanished)
    if not door.may_write:
        raise Failure(USAGE, locked_line(words, "clock"))
    if not count:
        door.say(words.gettext("Nothing is gone from the journal"))
    elif not (desk.restore_vanished() if restore else desk.accept_vanished()):
        troubles = desk.troubles()
        if not troubles.not_saved:
            raise Failure(TRY_AGAIN, locked_line(words, "busy"))
        raise Failure(NOT_WRITTEN, not_saved_line(words, troubles.not_saved, troubles.error))
    else:
        said = (
            words.ngettext("Written again: {count} record", "Written again: {count} records", count)
            if restore
            else words.ngettext("Let go: {count} record", "Let go: {count} records", count)
        )
        door.say(said.format(count=count))


def _closed_places(door: Door) -> Iterator[str]:
    """The directories in which nothing can be written, though nothing may wait for it just now."""
    words = door.words
    for place in (door.paths.data, door.paths.state):
        there = next(each for each in (place, *place.parents) if os.path.lexists(each))
        reason = errno.EACCES if there.is_dir() else errno.ENOTDIR
        if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
            said = words.gettext("{place} cannot be used: {reason}")
            yield said.format(place=clean(str(place)), reason=system_words(words, os.strerror(reason)))
            yield f"  {problem_advice(words, 'unreadable')}"


@command("locate", N_("Where your files are."))
@json_option
@click.pass_obj
def locate_command(door: Door, as_json: bool) -> None:
    words, paths = door.words, door.paths
    desk = door.desk
    today = paths.journal / str(door.today.year) / f"{door.today}.{desk.device}.toml"
    places = {
        "data": (words.gettext("Data"), paths.data),
        "workflows": (words.gettext("Workflows"), paths.workflows),
        "journal": (words.gettext("Journal"), paths.journal),
        "today": (words.gettext("Journal of today"), today),
        "calendar": (words.gettext("Editorial calendar"), paths.calendar),
        "config": (words.gettext("Options"), paths.config_file),
        "themes": (words.gettext("Themes"), paths.themes),
        "state": (words.gettext("State of this machine"), paths.state),
        "rescue": (words.gettext("Rescue files"), paths.rescue),
    }
    if as_json:
        door.say_json({name: str(path) for name, (_, path) in places.items()})
        return
    pen = door.pen
    width = max(pen.measure(label) for label, _ in places.values())
    door.say(*(f"{pen.fit(label, width)}  {clean(str(path))}" for label, path in places.values()))


@command("keys", N_("The keys of the dashboard, as they are set."))
@option("--markdown", "as_markdown", is_flag=True, help=N_("As a table in Markdown."))
@json_option
@click.pass_obj
def keys_command(door: Door, as_markdown: bool, as_json: bool) -> None:
    from jornada.present.listing import Column, table
    from jornada.tui.actions import ACTIONS, PLACES
    from jornada.tui.key_page import key_tables

    words = door.words
    keymap = _keymap(door)
    if as_json:
        actions = [
            {
                "id": action.id,
                "keys": list(keymap.keys[action.id]),
                "where": str(action.where),
                "what": words.gettext(action.help),
            }
            for action in ACTIONS
        ]
        door.say_json({"keymap": door.config.config.keymap, "actions": actions})
        return
    if as_markdown:
        door.say(*key_tables(words, keymap))
        return
    columns = (
        Column(words.gettext("Keys")),
        Column(words.gettext("Where")),
        Column(words.gettext("Action")),
        Column(words.gettext("What it does"), gives_way=True),
    )
    rows = [
        (
            " ".join(keymap.names(words, action.id)),
            words.gettext(PLACES[action.where]),
            action.id,
            words.gettext(action.help),
        )
        for place in PLACES
        for action in ACTIONS
        if action.where is place
    ]
    door.say(*table(door.pen, columns, rows, door.width))


@command("help", N_("A page of the manual; without a topic, the pages there are."))
@argument("topic", N_("[TOPIC]"), required=False)
@click.pass_obj
def help_command(door: Door, topic: str | None) -> None:
    from jornada.present.listing import Column, table
    from jornada.present.manual import KEYS, page_text, page_titles

    words = door.words
    titles = page_titles(words)
    if topic is None:
        door.say(words.gettext("Pages of the manual, for “jornada help TOPIC”:"))
        columns = (Column(words.gettext("Topic")), Column(words.gettext("Title"), gives_way=True))
        rows = table(door.pen, columns, list(titles.items()), door.width - 2)[1:]
        door.say(*(f"  {row}" for row in rows))
        door.say(words.gettext("“jornada --help” lists the commands, “jornada COMMAND --help” explains one."))
        return
    if topic not in titles:
        said = words.gettext("There is no page “{topic}”; there are: {topics}")
        raise Failure(NOT_ALLOWED, said.format(topic=clean(topic)[:40], topics=", ".join(titles)))
    if topic == KEYS:
        from jornada.tui.key_page import key_page

        page = key_page(words, _keymap(door))
    else:
        page = page_text(words, topic)
    door.say(page.rstrip("\n"))


def _journal(words: Words, desk: Desk) -> tuple[list[str], list[str]]:
    """What is wrong with the journal, and what is only worth knowing; each with what to do."""
    wrong: list[str] = []
    notes: list[str] = []
    troubles = desk.troubles()
    if troubles.not_saved:
        wrong.append(not_saved_line(words, troubles.not_saved, troubles.error))
        wrong.append("  " + words.gettext("The next command that can write puts it into the journal"))
    notes.extend(notice_line(words, notice, desk.state) for notice in desk.ended_elsewhere())
    for problem in troubles.journal:
        kind = problem.kind.value
        lines = notes if is_note(kind) else wrong
        lines.append(problem_line(words, kind, str(problem.file), problem.line or None, problem.excerpt))
        if problem.kind is ProblemKind.VANISHED:
            gone = [record for record in map(desk.record, problem.ids) if record is not None]
            lines.extend(f"  – {done_sentence(words, each.intent, desk.state)}" for each in gone[:MOST_NAMED])
        lines.append(f"  {problem_advice(words, kind)}")
    return wrong, notes


def _keymap(door: Door) -> Keymap:
    from jornada.tui.keymap import read_keymap

    options = door.config.config
    return read_keymap(options.keys, door.config.text, options.keymap)


def _people_files(door: Door, desk: Desk) -> Iterator[tuple[str, tuple[LocatedMistake, ...]]]:
    """The files a person wrote, each with its mistakes."""
    from jornada.themes import list_themes

    config = str(door.paths.config_file)
    yield config, door.config.mistakes
    yield config, _keymap(door).mistakes
    checked = set()
    for entry in desk.workflows():
        if entry.origin == "own":
            checked.add(entry.path)
            yield str(entry.path), desk.workflow_mistakes(entry.path)
    loaded = desk.troubles().workflow
    if loaded is not None and loaded.path not in checked:
        yield str(loaded.path), loaded.mistakes
    desk.posts()
    for file in desk.troubles().calendar:
        yield str(file.path), file.mistakes
    for bad in list_themes(door.paths.themes).bad:
        yield str(door.paths.themes / bad.file), bad.mistakes
