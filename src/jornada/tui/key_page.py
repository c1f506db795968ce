"""The manual's page of keys: made of the registry, with the keys in use."""

from __future__ import annotations

from collections.abc import Iterator

from jornada.present.words import Words
from jornada.tui.actions import ACTIONS, PLACES
from jornada.tui.keymap import Keymap


def key_page(words: Words, keymap: Keymap) -> str:
    """The page as Markdown."""
    told = words.gettext("Any of them can be changed in `config.toml`; `jornada help formats` says how.")
    return "\n".join((f"# {words.gettext('Keys')}", *key_tables(words, keymap), "", told, ""))


def key_tables(words: Words, keymap: Keymap) -> Iterator[str]:
    """A table in Markdown for each place keys are listened to."""
    for place, title in PLACES.items():
        yield from ("", f"| {words.gettext(title)} | {words.gettext('What it does')} |", "|---|---|")
        for action in (action for action in ACTIONS if action.where is place):
            # A bar would end the cell.
            keys = " ".join(f"`{key}`".replace("|", r"\|") for key in keymap.names(words, action.id))
            yield f"| {keys} | {words.gettext(action.help)} |"
