"""Files and help: locate, keys, help."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from jornada.cli.commands import argument, command, json_option, option
from jornada.cli.door import PROGRAM, Door
from jornada.cli.exits import NOT_ALLOWED, Failure
from jornada.core.text import clean
from jornada.present.words import N_, Words

if TYPE_CHECKING:
    from jornada.tui.keymap import Keymap

    pass


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
        "hooks": (words.gettext("Hooks"), paths.hooks),
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
    keymap = keymap_of(door)
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
    from jornada.present.manual import KEYS, page_source, page_text, page_titles

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
        raise Failure(NOT_ALLOWED, *_no_page(words, topic, tuple(titles)))
    if topic == KEYS:
        from jornada.tui.key_page import key_page

        page = key_page(words, keymap_of(door))
    else:
        page = page_source(door.pen, page_text(words, topic), door.width)
    door.say(page.rstrip("\n"))


def _no_page(words: Words, topic: str, known: Sequence[str]) -> tuple[str, str]:
    """That there is no such page, which one may be meant, and where they are listed."""
    said = words.gettext("There is no page “{topic}”").format(topic=clean(topic)[:40])
    near = difflib.get_close_matches(topic[:40].casefold(), known, 1)
    if near:
        said += words.gettext("; did you mean “{word}”?").format(word=near[0])
    return said, words.gettext("“{command}” lists the pages there are").format(command=f"{PROGRAM} help")


def keymap_of(door: Door) -> Keymap:
    """The keys of the dashboard as the options set them."""
    from jornada.tui.keymap import read_keymap

    options = door.config.config
    return read_keymap(options.keys, door.config.text, options.keymap)
