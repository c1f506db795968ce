"""What the toolkit does not need for the first frame is not loaded for it, and is there when it is asked for.

Each in a process of its own: in this one all of the toolkit is loaded already.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

from jornada.tui.compat.left_out import LEFT_OUT, PALETTE, TYPES, VALUES

NAMES = (*LEFT_OUT, PALETTE, TYPES, VALUES)
START = """
import sys
from jornada.cli.dashboard import load_asyncio
from jornada.tui.compat.left_out import load_toolkit
load_asyncio()
load_toolkit()
import textual.app, textual.theme
"""
LOADED = """
print(*(name for name, each in sys.modules.items() if getattr(each, "__spec__", None)))
"""


def said_by(code: str, environment: dict[str, str]) -> list[str]:
    """The words that `code` prints in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_what_the_dashboard_imports_is_without_it(environment: dict[str, str]) -> None:
    loaded = set(said_by(f"{START}import jornada.tui.running{LOADED}", environment))

    assert {"textual.app", "jornada.tui.app"} <= loaded
    assert loaded & {*NAMES, "textual.types", "textual.widgets._select", "shutil", "tempfile"} == set()


@pytest.mark.parametrize(
    "before",
    ["import jornada.tui.compat.version as version; version.WRITTEN_FOR = '7.0'", "import textual"],
    ids=["another", "loaded"],
)
def test_of_another_toolkit_and_of_one_that_is_loaded_already_nothing_is_left_out(
    environment: dict[str, str], before: str
) -> None:
    loaded = set(said_by(f"{before}{START}{LOADED}", environment))

    assert set(NAMES) <= loaded


def test_whoever_imports_it_later_gets_it(environment: dict[str, str]) -> None:
    code = (
        "from textual.command import Hit, Provider\n"
        "print(issubclass(textual.theme.ThemeProvider, Provider), Hit(1, 'nord', print).text)\n"
        "print(textual.app.CommandPalette.BINDINGS is textual.command.CommandPalette.BINDINGS)\n"
        "print(textual.theme.Hit(1, 'nord', print) == Hit(1, '', print))\n"
        "print(textual.app.mimetypes.guess_type('page.html')[0], len(textual.app.uuid.uuid4().hex))\n"
        "print(textual.app.user_downloads_path().name)\n"
    )
    said = said_by(START + code, environment)

    assert said == ["True", "nord", "True", "True", "text/html", "32", "Downloads"]


def test_all_of_it_is_the_real_thing_then(environment: dict[str, str]) -> None:
    code = f"import {', '.join(NAMES)}\nfrom textual.command import Matcher\n"
    loaded = set(said_by(START + code + LOADED, environment))

    assert set(NAMES) <= loaded


def test_its_values_are_those_of_the_standard_library(environment: dict[str, str]) -> None:
    code = (
        "import dataclasses\n"
        "from textual.binding import Binding\n"
        "from textual.events import DeliveryComplete\n"
        "from rich.console import Console\n"
        "key = Binding('a', 'add', show=False)\n"
        "print(key == Binding('a', 'add', show=False) != dataclasses.replace(key, key='b'))\n"
        "print(key.with_key('b').key)\n"
        "print(*(each.name for each in dataclasses.fields(DeliveryComplete)))\n"
        "print(Console(width=9).options.update(width=7).max_width)\n"
        "try: key.key = 'c'\n"
        "except dataclasses.FrozenInstanceError: print('frozen')\n"
    )
    said = said_by(START + code, environment)

    assert said == ["True", "b", "key", "path", "name", "7", "frozen"]


OWN_PALETTE = """
import asyncio

async def main():
    app = textual.app.App()
    async with app.run_test() as pilot:
        app.search_themes()
        await pilot.press(*"nord")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        print(type(app.screen).__name__)
        while not app.screen.query_one("OptionList").option_count:
            await pilot.pause()
        await pilot.press("down", "enter")
        while app.theme == "textual-dark":
            await pilot.pause()
        print(app.theme)

asyncio.run(main())
"""


def test_the_toolkits_own_palette_works_when_somebody_opens_it(environment: dict[str, str]) -> None:
    assert said_by(START + OWN_PALETTE, environment) == ["CommandPalette", "nord"]


NOTICE = """
import asyncio

async def main():
    app = textual.app.App()
    async with app.run_test(notifications=True) as pilot:
        app.notify("Saved")
        while not app.screen.query("Toast"):
            await pilot.pause()
        from textual.widgets._toast import ToastRack
        print(textual.screen.ToastRack is textual.app.ToastRack is ToastRack)

asyncio.run(main())
"""


def test_the_toolkits_own_notices_are_shown_when_something_has_one(environment: dict[str, str]) -> None:
    assert said_by(START + NOTICE, environment) == ["True"]


def test_what_is_used_or_derived_from_while_the_rest_is_loaded_is_loaded_at_once(
    environment: dict[str, str],
) -> None:
    code = (
        "from jornada.stand_in import standing_in\n"
        "from jornada.tui.compat.left_out import _TakenFrom\n"
        "with standing_in(_TakenFrom('colorsys'), _TakenFrom('string')):\n"
        "    from colorsys import rgb_to_hsv\n"
        "    from string import Template\n"
        "    class Own(Template): pass\n"
        "print(rgb_to_hsv(0, 0, 0)[2], Own('$day').substitute(day='Friday'))\n"
    )
    assert said_by(code, environment) == ["0", "Friday"]
