"""Choosing a theme in the dashboard, and keeping it in the person's options."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from jornada.clock import may_write
from jornada.present.footer_line import Notice
from jornada.present.option_words import changed_sentence, not_editable_sentence, not_written_sentence
from jornada.present.pen import Piece
from jornada.present.sentences import locked_line
from jornada.present.theme_words import kept_sentence
from jornada.store.errors import BadData
from jornada.store.options_file import ChangedMeanwhile, OptionsFile, read_options_file, save_option
from jornada.themes import list_themes

if TYPE_CHECKING:
    from jornada.tui.app import JornadaApp
    from jornada.tui.screens.dialog import Tools


async def choose_and_keep(app: JornadaApp, tools: Tools) -> Notice | None:
    """Let a person try the themes, their own read anew; what to say of the one chosen, if one was."""
    from jornada.tui.screens.theme_dialog import ThemeDialog

    file, words = app.paths.config_file, app.words
    try:
        seen: OptionsFile | OSError = read_options_file(file)
    except OSError as error:
        seen = error
    themes = list_themes(app.paths.themes)
    left_out = words.gettext("left out: {files}; “jornada theme check FILE” says why")
    names = ", ".join(Path(bad.file).name for bad in themes.bad)
    facts = ((Piece(tools.pen.crop(left_out.format(files=names), 500), "warning"),),) if themes.bad else ()
    shown = sorted(
        map(app.suited, themes.by_name.values()), key=lambda theme: (theme.name in themes.own, theme.name)
    )
    theme = await app.push_screen_wait(ThemeDialog(tools, shown, app.colours, app.show_theme, facts=facts))
    if theme is None:
        return None
    if not may_write(app.environment):
        return Notice(locked_line(words, "clock"), refused=True)
    try:
        if isinstance(seen, OSError):
            raise seen
        await asyncio.to_thread(save_option, seen, "theme", theme.name)
    except ChangedMeanwhile:
        return Notice(changed_sentence(words, file.name), refused=True)
    except BadData:
        return Notice(not_editable_sentence(words, file.name, f'theme = "{theme.name}"'), refused=True)
    except OSError as error:
        return Notice(not_written_sentence(words, file.name, _reason(error)), refused=True)
    return Notice(kept_sentence(words, theme, app.environment.get("JORNADA_THEME", "")))


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
