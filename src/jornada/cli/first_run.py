"""The questions of the first day in the terminal, with the way into the demonstration and back."""

from __future__ import annotations

from collections.abc import Mapping

from jornada.cli.demonstration import show_demo
from jornada.cli.door import Door
from jornada.core.workflow import Workflow
from jornada.few_colours import suited
from jornada.first_day import Answers, Written, built_in, built_in_names, set_up
from jornada.present.glyphs import choose_glyphs
from jornada.present.words import Words, load_words
from jornada.themes import DEFAULT_THEME, list_themes
from jornada.tui.colours import colours_in_terminal, is_without_colour
from jornada.tui.compat.driver import choose_driver
from jornada.tui.first_run import Progress, ask_first_day
from jornada.tui.screens.first_steps import Move
from jornada.zone import system_zone


def ask(door: Door) -> int | None:
    """Ask; `None` where the dashboard is to be opened now, on what was answered, else the exit code."""
    themes = list_themes(door.paths.themes).by_name
    theme = themes.get(door.environment.get("JORNADA_THEME", ""), themes[DEFAULT_THEME])
    theme = suited(theme, colours_in_terminal(door.environment))
    progress = Progress()

    def plans(language: str) -> Mapping[str, Workflow]:
        names = built_in_names(door.paths, language)
        return {name: built_in(door.paths, language, name) for name in names}

    def write(answers: Answers, words: Words) -> Written:
        return set_up(door.paths, words, answers, door.environment)

    while True:
        ended = ask_first_day(
            progress,
            words=door.words,
            glyphs=choose_glyphs("auto", door.encoding, door.environment),
            theme=theme,
            zone=system_zone(door.environment) or "",
            clock=door.clock,
            plans=plans,
            write=write,
            log=door.paths.log,
            monochrome=is_without_colour(door.environment),
            driver=choose_driver(door.environment),
        )
        progress = ended.progress
        if ended.move is Move.QUIT:
            return ended.code
        if ended.move is not Move.DEMO:
            door.options_changed(progress.given.get("language", ""))
            return None
        language = progress.given.get("language", "")
        if code := show_demo(door, load_words(language) if language else door.words):
            return code  # it did not end by being left
