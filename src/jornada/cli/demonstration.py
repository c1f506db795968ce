"""`jornada demo`: an agency's fortnight in a directory of its own, gone when it is left."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from jornada.cli.commands import command, option
from jornada.cli.door import PROGRAM, Door
from jornada.cli.exits import NOT_ALLOWED, Failure
from jornada.core.dataclass import replace
from jornada.core.text import clean
from jornada.desk import LoadedConfig
from jornada.paths import typed_path
from jornada.present.words import N_, Words
from jornada.themes import DEFAULT_THEME, list_themes

ANY_ZONE = "Europe/Madrid"


@command(
    "demo",
    N_(
        "A fortnight at an agency, to look round and try everything. It has a directory of its own and "
        "never touches your data; what you do in it is gone when you leave."
    ),
)
@option(
    "--keep",
    "keep",
    metavar=N_("DIR"),
    type=click.Path(path_type=Path, file_okay=False),
    help=N_("Make it there and leave it there."),
)
@click.pass_obj
def demo_command(door: Door, keep: Path | None) -> int:
    from jornada.cli.dashboard import need_terminal

    need_terminal(door)
    code = show_demo(door, door.words, keep)
    if keep is not None:
        place = clean(str(typed_path(str(keep))))
        door.say(door.words.gettext("The demonstration is in {place}").format(place=place))
        door.say(f"  {PROGRAM} demo --keep {place}")
    return code


def show_demo(door: Door, words: Words, keep: Path | None = None) -> int:
    """Open the dashboard on the demonstration; its exit code. Raises `Failure`."""
    from jornada.demo import NotADemonstrationError, moment_of, open_demo
    from jornada.tui.running import run
    from jornada.zone import system_zone

    timezone = system_zone(door.environment) or ANY_ZONE
    now = door.clock()
    moment = moment_of(now, ZoneInfo(timezone))
    behind = now - moment

    def clock() -> dt.datetime:
        return (door.clock() - behind).astimezone(moment.tzinfo)

    with _directory(keep) as directory:
        try:
            paths = open_demo(directory, words, moment, timezone)
        except NotADemonstrationError:
            said = words.gettext("{place} is not empty and no demonstration: nothing was done")
            raise Failure(NOT_ALLOWED, said.format(place=clean(str(directory)))) from None
        places = {
            "JORNADA_DATA": str(paths.data),
            "JORNADA_CONFIG": str(paths.config),
            "JORNADA_STATE": str(paths.state),
        }
        return run(
            paths=paths,
            clock=clock,
            words=words,
            config=_options(door),
            may_write=True,
            environment={**door.environment, **places},
            demonstration=_bar(words, keep, moment if behind else None),
        )


def _bar(words: Words, keep: Path | None, moment: dt.datetime | None) -> str:
    """What stands over every screen."""
    said = words.gettext("DEMONSTRATION")
    kept = words.gettext("none of it is yours; it stays in its directory")
    gone = words.gettext("none of it is yours, all goes when you leave")
    said = f"{said} · {gone if keep is None else kept}"
    if moment is None:
        return said
    when = f"{words.weekday_short(moment.date())} {words.clock(moment)}"
    return f"{said} · " + words.gettext("set to {when}").format(when=when)


def _options(door: Door) -> LoadedConfig:
    """The person's own options, but for what names files of theirs."""
    mine = door.config.config
    shipped = list_themes(door.paths.config / "none").by_name
    theme = mine.theme if mine.theme in shipped else DEFAULT_THEME
    return LoadedConfig(replace(mine, theme=theme, workflow="", notify_command=()))


@contextmanager
def _directory(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        yield typed_path(str(keep))
        return
    with tempfile.TemporaryDirectory(prefix=f"{PROGRAM}-demo-", ignore_cleanup_errors=True) as directory:
        yield Path(directory)
