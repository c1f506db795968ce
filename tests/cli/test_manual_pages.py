"""Every page of the manual is true: its commands run, its keys and its links are there."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from jornada import resources
from jornada.present.glyphs import UNICODE
from jornada.present.manual import KEYS, READING_ORDER, page_lines, page_text, page_titles, topics
from jornada.present.now_line import FIELDS
from jornada.present.pen import Pen, text_of, width_of
from jornada.present.words import LANGUAGES, load_words
from jornada.tui.actions import ACTIONS
from jornada.tui.key_names import key_name
from jornada.tui.key_page import key_page
from jornada.tui.key_presets import PRESETS
from jornada.tui.keymap import RESERVED, read_keymap
from tests.cli.conftest import Shell

WRITTEN = [topic for topic in topics() if topic != KEYS]
OF_SIGNS = {"adding", "formats", "commands", "strategy"}
"""Pages on which a single sign is no key."""
DO_NOT_END = {"", "demo", "watch"}
"""Commands that open something or run on: other tests run them."""
FRAMES = re.compile(r"^```frame .*?^```$", re.MULTILINE | re.DOTALL)
"""Pictures may be left out: tests/test_frames.py."""
OF_THE_READER = ".toml"
"""So ends the name of a file that only the reader has."""


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def page(topic: str, language: str) -> str:
    return resources.text("help", f"{topic}.{language}.md")


def fenced(topic: str, language: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", page(topic, language), re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Example:
    """A command of a page, and the codes it may end with: 0, and the one its comment names."""

    arguments: tuple[str, ...]
    codes: frozenset[int]


def examples(text: str) -> list[Example]:
    """The commands of a page's example lines."""
    found = []
    for line in re.findall(r"^    jornada\b *(.*)$", text, re.MULTILINE):
        code = re.search(r"# .*\b(?:code|código) (\d+)$", line)
        codes = frozenset({0, int(code[1])} if code else {0})
        # What follows two blanks explains the command too.
        words = shlex.split(re.split(r"\s{2,}", line)[0], comments=True)
        assert "&&" not in words, "a command a line"
        found.append(Example(tuple(words), codes))
    return found


@pytest.mark.parametrize("topic", WRITTEN)
def test_the_commands_of_a_page_run(
    shell: Shell, topic: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shell.environment |= {"JORNADA_LANG": language, "EDITOR": "true"}
    for example in examples(page(topic, language)):
        last = example.arguments[-1:] or ("",)
        if (*example.arguments, "")[0] not in DO_NOT_END and not last[0].endswith(OF_THE_READER):
            assert shell.run(*example.arguments, at="10:00").code in example.codes, example


@pytest.mark.parametrize("topic", ["first-day", "queue", "incidents", "time", "scripts", "moving", "upkeep"])
def test_both_languages_show_the_same_commands(topic: str) -> None:
    first, second = (
        [example.arguments[:1] for example in examples(page(topic, language))] for language in LANGUAGES
    )
    assert first == second != []


@pytest.mark.parametrize("topic", [topic for topic in WRITTEN if topic not in OF_SIGNS])
def test_the_keys_of_a_page_are_bound(topic: str, language: str) -> None:
    words = load_words(language)
    pressed = {
        part for keys in PRESETS.values() for each in keys.values() for key in each for part in key.split()
    }
    bound = {key_name(words, key) for key in pressed | RESERVED}
    named = {key_name(words, key) for key in ("enter", "space", "escape", "tab", "home", "end", "pageup")}
    said = re.findall(r"`([^`\s]+)`", page(topic, language))
    keys = {
        key for key in said if len(key) == 1 or key in named or re.fullmatch(r"(ctrl|alt|shift)\+\S+", key)
    }

    assert keys <= bound


@pytest.mark.parametrize("topic", WRITTEN)
def test_the_pages_a_page_names_are_there(topic: str, language: str) -> None:
    text = " ".join(page(topic, language).split())
    named = set(re.findall(r"`jornada help ([a-z-]+)`", text))

    assert named <= set(topics())


def test_the_pages_come_in_the_order_of_reading() -> None:
    assert topics()[0] == READING_ORDER[0]
    assert KEYS in topics()
    assert len(set(topics())) == len(topics())
    assert set(topics()) == {KEYS, *(name.partition(".")[0] for name in resources.names("help", ".md"))}


def test_every_page_has_a_title_of_its_own(language: str) -> None:
    titles = page_titles(load_words(language))

    assert list(titles) == list(topics())
    assert len(set(titles.values())) == len(titles)
    assert all(title and not title.startswith("#") for title in titles.values())


def test_the_page_of_keys_has_all_of_them_as_they_are_set(shell: Shell, language: str) -> None:
    words = load_words(language)
    shell.environment["JORNADA_LANG"] = language
    shell.paths.config.mkdir(parents=True)
    shell.paths.config_file.write_text('[keys]\n"task.done" = "f5"\n')
    said = shell("help", "keys").out

    assert said.startswith(f"# {words.gettext('Keys')}\n")
    assert f"| `f5` | {words.gettext('The task is done')} |" in said
    assert all(f" | {words.gettext(action.help)} |" in said for action in ACTIONS)


def test_the_fields_of_a_format_are_those_of_the_page(language: str) -> None:
    rows = [line for line in page("scripts", language).splitlines() if line.startswith("| `{")]
    named = [name for row in rows for name in re.findall(r"`\{([a-z_]+)\}`", row)]

    assert sorted(named) == sorted(FIELDS)


@pytest.fixture
def program(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """An environment that finds the program by its name."""
    place = tmp_path / "bin"
    place.mkdir()
    script = place / "jornada"
    script.write_text(f'#!/bin/sh\nexec {sys.executable} -m jornada "$@"\n')
    script.chmod(0o755)
    return {
        **environment,
        "PATH": f"{place}:{environment['PATH']}",
        "JORNADA_NOW": "2026-11-20T10:00:00+01:00",
    }


def test_the_lines_for_tmux_and_starship_print_the_day(program: dict[str, str], language: str) -> None:
    (tmux,) = fenced("scripts", language, "tmux")
    (starship,) = fenced("scripts", language, "toml")
    lines = [*re.findall(r"#\((.*)\)", tmux), tomllib.loads(starship)["custom"]["jornada"]["command"]]

    assert len(lines) == 2
    for line in lines:
        done = subprocess.run(["sh", "-c", line], env=program, capture_output=True, text=True, check=True)
        assert done.stdout.startswith("Morning ")
        assert done.stderr == ""


@pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")
@pytest.mark.parametrize("topic", ["scripts", "terminals"])
def test_tmux_takes_the_lines_for_it(topic: str, language: str, tmp_path: Path) -> None:
    """A server that ends at once reads them and has nothing to say."""
    (lines,) = fenced(topic, language, "tmux")
    settings = tmp_path / "tmux.conf"
    settings.write_text(lines)
    command = ["tmux", "-S", str(tmp_path / "socket"), "-f", "/dev/null", "start-server", ";"]
    done = subprocess.run(
        [*command, "source-file", str(settings)], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("shell_name", ["bash", "zsh", "fish"])
def test_the_line_that_installs_completion_names_the_command(
    program: dict[str, str], shell_name: str, language: str
) -> None:
    (line,) = fenced("scripts", language, shell_name)[:1]
    found = re.search(r"jornada (completion \w+)", line)
    assert found
    done = subprocess.run(
        ["jornada", *found[1].split()], env=program, capture_output=True, text=True, check=True
    )

    assert f"_JORNADA_COMPLETE={shell_name}_complete" in done.stdout


@pytest.mark.parametrize("topic", topics())
@pytest.mark.parametrize("width", [28, 60, 76])
def test_a_page_is_drawn_in_the_columns_there_are(topic: str, language: str, width: int) -> None:
    words = load_words(language)
    pen = Pen(words, UNICODE)
    text = key_page(words, read_keymap({})) if topic == KEYS else page_text(words, topic)
    lines = page_lines(pen, text, width)

    shown = "".join(map(text_of, lines))
    assert max(width_of(line, pen.measure) for line in lines) <= width
    assert shown.isprintable()
    text = FRAMES.sub("", text)
    without_heads = re.sub(r"^\|.*\n(?=\|-)", "", text, flags=re.MULTILINE)
    assert set(filter(str.isalnum, without_heads)) <= set(shown)


def test_nothing_of_a_page_is_lost_and_examples_keep_their_blanks() -> None:
    pen = Pen(load_words("en"), UNICODE)
    text = "# Title\n\nA `key`, **loud** and *soft*\nwords.\n\n    a  b\n\n1. one\n   more\n2. two\n\n"
    text += "| a | b |\n|---|---|\n"
    text += "| `x` | y \\| z |\n\n```toml\nq = 1\n\nr = 2\n```\n"

    assert [text_of(line) for line in page_lines(pen, text, 60)] == [
        "Title",
        "",
        "A key, loud and soft words.",
        "",
        "  a  b",
        "",
        "1. one more",
        "2. two",
        "",
        " a  b",
        " x  y | z",
        "",
        "  q = 1",
        "  ",
        "  r = 2",
    ]
    assert [text_of(line) for line in page_lines(pen, "    one two three four", 12)] == [
        "  one two",
        "    three",
        "    four",
    ]
