"""Opens the dashboard on a terminal. The desk is opened while the toolkit starts."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait

from rich.cells import cell_len

from jornada.clock import Clock
from jornada.core.mistakes import LocatedMistake, Mistake, Problem, nearest_word
from jornada.desk import Desk, LoadedConfig, open_desk
from jornada.last_frame import ShownFrame
from jornada.paths import Paths
from jornada.present.glyphs import choose_glyphs
from jornada.present.pen import Pen
from jornada.present.words import Words
from jornada.themes import DEFAULT_THEME, Theme, Themes, list_themes
from jornada.tui import fault_log
from jornada.tui.app import JornadaApp
from jornada.tui.compat.driver import choose_driver
from jornada.tui.host import run_host
from jornada.tui.keymap import read_keymap

OPENS_AT_ONCE_SECONDS = 0.3


def run(
    *,
    paths: Paths,
    clock: Clock,
    words: Words,
    config: LoadedConfig,
    may_write: bool,
    environment: Mapping[str, str],
    demonstration: str = "",
    frame: ShownFrame | None = None,
    is_new_here: bool = False,
) -> int:
    """Open the dashboard on a terminal that can draw; the exit code comes back when it is left.
    `demonstration` stands over every screen, where this is one. `frame` is what the terminal shows
    already. To who `is_new_here` the tour is proposed.

    Raises `OSError` where not even the state directory can be made.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="jornada-opening") as opener:
        opening = opener.submit(
            open_desk, paths, clock=clock, language=words.language, config=config, may_write=may_write
        )
        app = make_app(
            opening,
            paths=paths,
            words=words,
            config=config,
            environment=environment,
            demonstration=demonstration,
            frame=frame,
        )
        app.keeps_frame = may_write and not demonstration
        app.is_new_here = is_new_here
        # One frame less, where it is open in the time in which nobody sees a difference.
        wait([opening], timeout=OPENS_AT_ONCE_SECONDS)
        if app.driver_word:
            with contextlib.suppress(OSError):
                fault_log.note(paths.log, app.driver_word, clock)
        try:
            run_host(app, words=words, log=paths.log, clock=clock, mouse=config.config.mouse, frame=frame)
        finally:
            if frame is not None:
                frame.close()
            app.watching.stop()
            opening.result().close(hurried=True)
    return app.return_code or 0


def make_app(
    opening: Future[Desk],
    *,
    paths: Paths,
    words: Words,
    config: LoadedConfig,
    environment: Mapping[str, str],
    demonstration: str = "",
    frame: ShownFrame | None = None,
) -> JornadaApp:
    """The app with its theme, signs and keys; what is wrong with them is told by a banner. `frame` is what
    the terminal shows already."""
    options = config.config
    themes, theme, misnamed = _choose_theme(paths, environment.get("JORNADA_THEME") or options.theme)
    text = _text(paths) if options.keys else ""
    keymap = read_keymap(options.keys, text, options.keymap)
    encoding = environment.get("PYTHONIOENCODING") or sys.stdout.encoding or "utf-8"
    wrong = (*config.mistakes, *misnamed, *keymap.mistakes)
    return JornadaApp(
        opening=opening,
        paths=paths,
        pen=Pen(words, choose_glyphs(options.glyphs, encoding, environment), cell_len),
        theme=theme,
        keymap=keymap,
        mistakes=(
            (paths.config_file, wrong),
            *((paths.themes / bad.file, bad.mistakes) for bad in themes.bad),
        ),
        environment=environment,
        demonstration=demonstration,
        driver=choose_driver(environment, frame),
    )


def _choose_theme(paths: Paths, name: str) -> tuple[Themes, Theme, tuple[LocatedMistake, ...]]:
    """The themes as far as they had to be read, and the one of that name; else the default, and what to say
    of it."""
    themes = list_themes(paths.themes, only=name)
    if name in themes.by_name:
        return themes, themes.by_name[name], ()
    themes = list_themes(paths.themes)
    names = tuple(sorted(themes.by_name))
    wrong = Mistake(("theme",), Problem.NOT_ALLOWED, name, names, nearest_word(name, names))
    return themes, themes.by_name[DEFAULT_THEME], (LocatedMistake(None, wrong),)


def _text(paths: Paths) -> str:
    """The text of the config file, for the lines of mistakes; empty where it cannot be read."""
    try:
        return paths.config_file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
