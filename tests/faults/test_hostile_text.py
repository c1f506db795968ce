"""Texts that are attacks, in every field there is, in every view, every command's output and every export:
none of it reaches the terminal, and nothing that is clicked does what a text says.

Fields come from the record's schema, commands from click's own tree, views from the registry of actions.
"""

from __future__ import annotations

import functools
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from zipfile import is_zipfile

import click
import pytest
import tomli_w
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from jornada.cli import main
from jornada.cli.commands import Group
from jornada.cli.door import Door
from jornada.cli.root import COMMANDS, Root
from jornada.paths import Paths
from jornada.tui.actions import ACTIONS, Action, Where
from tests.faults import hostile
from tests.faults.conftest import FULL, Figure
from tests.faults.hostile import ALL, EVIL, PAYLOADS, obeyed
from tests.faults.seat import Seat
from tests.pty.terminal import environment
from tests.tui.conftest import Dashboard, OpenDashboard

NOW = "2026-11-20T09:40:00+01:00"
LATER = "2026-11-20T11:10:00+01:00"
EACH = {**PAYLOADS, "all": ALL} if FULL else {"all": ALL}
each_payload = pytest.mark.parametrize("payload", EACH.values(), ids=EACH)

# What the command line says

NEVER_ENDING = ("watch", "demo")
"""They need a terminal, or go on until they are ended."""
UNDERSTOOD = {
    "TASK": EVIL,
    "SUBJECT": EVIL,
    "INCIDENT": "zz99-3",
    "SESSION": "zz99-5",
    "OTHER": "zz99-6",
    "IDEA": "zz99-7",
    "PROMISE": "zz99-8",
    "POST": "evil-post",
    "NAME": "evil",
    "NEW": "copy",
    "PLAN": "evil",
    "A": "evil",
    "B": "garcia",
    "AMOUNT": "2",
    "MINUTES": "10",
    "LENGTH": "10m",
    "SEVERITY": "2",
    "STATE": "approved",
    "PERIOD": "week",
    "--at": "08:00",
    "--from": "08:00",
    "--to": "08:10",
}
SUFFIXES = ("txt", "md", "html", "csv", "json", "toml", "ics")

Command = tuple[tuple[str, ...], click.Command]


def commands(name: str) -> Iterator[Command]:
    """A command of that name, and all that are below it."""
    door = Door({"JORNADA_LANG": "en"})
    context = click.Context(COMMANDS, obj=door, info_name="jornada")
    command = COMMANDS.get_command(context, name)
    assert command is not None
    yield from _below((name,), command, context)


def _below(path: tuple[str, ...], command: click.Command, parent: click.Context) -> Iterator[Command]:
    if not isinstance(command, Group) or command.invoke_without_command:
        yield path, command
    if isinstance(command, Group):
        context = click.Context(command, parent=parent, info_name=path[-1])
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _below((*path, name), below, context)


def lines(path: tuple[str, ...], command: click.Command, payload: str, folder: Path) -> Iterator[list[str]]:
    """Command lines that together try every argument, flag, choice and way of writing into a file."""

    payload = payload.replace("\0", "")  # no program can be given one

    def understood(parameter: click.Parameter) -> str:
        name = parameter.opts[0] if isinstance(parameter, click.Option) else (parameter.name or "").upper()
        if isinstance(parameter.type, click.Choice):
            return str(parameter.type.choices[0])
        if name == "FILE":
            return str(folder / ("in.csv" if path[-1] in ("import", "check") else "out.csv"))
        return UNDERSTOOD.get(name, payload)

    arguments = [each for each in command.params if isinstance(each, click.Argument)]
    options = [each for each in command.params if isinstance(each, click.Option)]
    needed = [part for each in options if each.required for part in (each.opts[0], understood(each))]
    plain = [*path, *needed, "--", *map(understood, arguments)]
    yield plain
    if arguments:
        yield [*path, *needed, "--", *(payload for _ in arguments)]
    if arguments and FULL:
        yield [*path, *needed]
    for each in options:
        name = each.opts[0]
        if name == "--help" or each.required:
            continue
        start, end = plain[: len(path) + len(needed)], plain[len(path) + len(needed) :]
        if each.is_flag:
            yield [*start, name, *end]
        elif isinstance(each.type, click.Choice):
            for choice in each.type.choices:
                yield [*start, name, str(choice), *end]
        elif name in ("-o", "--output"):
            for suffix in SUFFIXES:
                yield [*start, name, str(folder / f"out.{suffix}"), *end]
        elif FULL:
            yield [*start, name, payload, *end]
            yield [*start, name, UNDERSTOOD.get(name, payload), *end]
    if path[0] == "export":
        for suffix in SUFFIXES:
            yield [*path, *needed, str(folder / f"out.{suffix}")]


@functools.cache
def template(payload: str, folder: Path) -> Path:
    home = folder / f"home{abs(hash(payload))}"
    hostile.write(paths_in(home), payload)
    return home


def paths_in(home: Path) -> Paths:
    return Paths(home / "data", home / "config", home / "state")


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    folder = tmp_path_factory.mktemp("homes")
    return lambda payload: template(payload, folder)


def shown_by_files(folder: Path) -> Iterator[str]:
    """What is wrong with the files that were written."""
    for file in folder.glob("out.*"):
        if is_zipfile(file):
            file.unlink()  # a backup holds what a person's files hold, to the byte, and is shown to nobody
            continue
        text = file.read_bytes().decode("utf-8")
        yield from obeyed(text, line_ends="\r\n")
        if file.suffix in (".html", ".md"):
            yield from re.findall(r"<script>OWNED|<img src=x", text)
        file.unlink()


@each_payload
@pytest.mark.parametrize(
    "name", [each for section in Root.sections.values() for each in section if each not in NEVER_ENDING]
)
def test_no_command_and_no_export_lets_it_out(
    name: str,
    payload: str,
    homes: Callable[[str], Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    figure: Figure,
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    folder, here = tmp_path / "files", tmp_path / "here"
    folder.mkdir()
    here.mkdir()
    # A text may be taken for the name of a file that is to be written.
    monkeypatch.chdir(here)
    (folder / "in.csv").write_text(f'date,title,brand\n2026-11-20,"{payload}","{payload}"\n', "utf-8")
    runs, hits = 0, []
    for path, command in commands(name):
        home = tmp_path / "-".join(path)
        shutil.copytree(homes(payload), home)
        ours = {**environment(home, JORNADA_NOW=NOW), "EDITOR": "true"}
        completing = {"COMP_WORDS": f"jornada {' '.join(path)} ", "COMP_CWORD": str(len(path) + 1)}
        tries = [(line, ours) for line in lines(path, command, payload, folder)]
        tries.append(([], {**ours, **completing, "_JORNADA_COMPLETE": "bash_complete"}))
        for line, variables in tries:
            capsys.readouterr()
            main(line, variables)
            said = capsys.readouterr()
            runs += 1
            found = [*obeyed(said.out), *obeyed(said.err), *shown_by_files(folder)]
            if found:
                hits.append((line, sorted(set(found))))
    assert not hits
    figure("16", f"{name}: of {runs} outputs and exports with a hit", 0)


def test_every_section_of_the_command_line_is_tried() -> None:
    assert {path[0] for name in ("incident", "workflow") for path, _ in commands(name)} == {
        "incident",
        "workflow",
    }
    assert len([*commands("incident")]) > 10


# What the dashboard draws

BASES = {
    Where.INCIDENT: "3",
    Where.TIME: "4",
    Where.WEEK: "2",
    Where.POST: "5",
    Where.PLAN: "6",
    Where.CAMPAIGN: "8",
    Where.REPORT: "9",
    Where.ESTIMATE: "L",
    Where.KPI: "0",
}
"""The key to where an action of that place is listened to; the others are on the first screen."""
NOT_DRAWN = ("app.quit", "app.suspend", "plan.file")
"""They leave the screen, or the program."""


def drawn_badly(screen: Screen[object]) -> list[str]:
    """What of a screen a terminal would obey, and what on it does something when clicked."""
    found = []
    for strip in screen._compositor.render_strips():
        for segment in strip:
            found += obeyed(segment.text, line_ends="")
            if segment.style is not None and (segment.style.link or "@click" in segment.style.meta):
                found.append(f"{segment.text!r} can be clicked")
    return sorted(set(found))


async def back_to(day: Dashboard, base: str) -> None:
    """The screen of that key, with nothing over it."""
    for _ in range(6):
        if len(day.app.screen_stack) <= 2:
            break
        await day.pilot.press("escape")
    await day.pilot.press("1" if base == "1" else base)


def places() -> dict[str, list[Action]]:
    """The actions, by the key to the screen where they are tried: all of them, or some of each screen."""
    found: dict[str, list[Action]] = {}
    for action in ACTIONS:
        if action.id not in NOT_DRAWN:
            found.setdefault(BASES.get(action.where, "1"), []).append(action)
    return found if FULL else {base: actions[:: len(actions) // 10 + 1] for base, actions in found.items()}


@each_payload
@pytest.mark.parametrize("base", places())
async def test_no_view_lets_it_out_and_no_action_fires(
    base: str,
    payload: str,
    paths: Paths,
    dashboard: OpenDashboard,
    figure: Figure,
) -> None:
    hostile.write(paths, payload)
    hits, views = [], 0
    config = tomli_w.dumps(hostile.wrong(payload))
    async with dashboard(size=(120, 40), config=config) as day:
        await day.pilot.press("escape")
        before = day.app.return_code
        for action in places()[base]:
            await back_to(day, base)
            for key in (action.keys[0], "enter") if FULL else action.keys[:1]:
                await day.pilot.press(key)
                views += 1
                if found := drawn_badly(day.app.screen):
                    hits.append((action.id, key, found))
        assert day.app.return_code == before
    assert not hits
    figure("16", f"views from {base}: of {views} with a hit", 0)


def test_nothing_of_it_reaches_a_real_terminal(tmp_path: Path) -> None:
    hostile.write(paths_in(tmp_path), ALL)
    seat = Seat(environment(tmp_path, JORNADA_NOW=LATER), columns=110, rows=35)
    try:
        seat.wait_for("The timer still runs")
        seat.type(b"c")
        for key, wanted in (("3", "Open ──"), ("4", "min worked"), ("1", "q Quit")):
            seat.type(key.encode())
            seat.wait_for(wanted)
        seat.type(b"q")
        seat.leaves()
    finally:
        seat.close()
    drawn = re.sub(rb"\x1b\]22;[a-z-]*\x07", b"", seat.received)  # the toolkit's own: the mouse's pointer
    assert not re.findall(rb"\x1b[\]P_^X]|\x1b\[6666m|\xc2\x9b", drawn)
    text = drawn.decode("utf-8")
    assert "OWNED" in text
    # A step back (U+0008) is how the cursor goes one cell to the left.
    moves = ("U+001B", "U+000D", "U+0007", "U+0008")
    assert not [each for each in obeyed(text) if each not in moves]


# That the checks find what they look for


@pytest.mark.parametrize("name", ["clipboard", "title", "colour", "C1", "device string", "bidi", "tags"])
def test_a_printer_that_does_not_clean_is_found(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    sys.stdout.write(PAYLOADS[name])

    assert obeyed(capsys.readouterr().out)


class Naive(App[None]):
    """Takes a title for markup."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._of_a_person = title

    def compose(self) -> ComposeResult:
        yield Static(self._of_a_person)


@pytest.mark.parametrize("name", ["action", "link", "bidi"])
async def test_a_screen_that_takes_titles_for_markup_is_found(name: str) -> None:
    app = Naive(PAYLOADS[name])
    async with app.run_test(size=(80, 24)):
        assert drawn_badly(app.screen)


def test_nothing_is_found_where_nothing_is() -> None:
    parts: Sequence[str] = ("Café «Ñandú» – 10 min", "👩\u200d💻", "مرحبا")

    assert not [each for part in parts for each in obeyed(part)]
