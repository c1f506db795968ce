"""`jornada theme`: the themes there are, one of them, a file with mistakes, and the one that is used."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from jornada import resources
from jornada.store import options_file
from jornada.store.options_file import OptionsFile
from tests.cli.conftest import Shell

DARK = resources.text("themes", "jornada-dark.toml")


def own(shell: Shell, name: str, text: str = DARK) -> Path:
    file = shell.paths.themes / f"{name}.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_the_list_names_built_in_and_own_themes(shell: Shell) -> None:
    file = own(shell, "sea", DARK.replace('{ en = "Dark", es = "Oscuro" }', '"Mar \\u001b[31m"'))
    listed = shell("theme", "list", "--json").json

    assert listed["version"] == 1
    by_name = {each["name"]: each for each in listed["themes"]}
    assert {"jornada-dark", "jornada-light", "high-contrast", "colour-blind", "terminal"} < set(by_name)
    assert {"gruvbox-dark", "nord", "catppuccin-mocha"} < set(by_name)
    assert (by_name["sea"]["origin"], by_name["sea"]["file"]) == ("own", str(file))
    assert by_name["nord"]["origin"] == "built-in"
    assert Path(by_name["nord"]["file"]).is_file()
    assert [name for name, each in by_name.items() if each["used"]] == ["jornada-dark"]
    assert "\x1b" not in shell("theme", "list").out
    assert any(line.split()[:2] == ["sea", "Mar"] for line in shell("theme", "list").lines)


def test_the_list_is_in_the_persons_language(shell: Shell) -> None:
    shell.environment["JORNADA_LANG"] = "es"

    assert "Alto contraste" in shell("theme", "list").out
    assert "oscuro" in shell("theme", "list").out


def test_a_file_with_mistakes_is_left_out_and_said(shell: Shell) -> None:
    file = own(shell, "sea", DARK.replace('"#75aef5"', '"blue"'))

    listed = shell("theme", "list")
    assert "sea" not in listed.out
    assert f"{file} is left out" in listed.err
    checked = shell("theme", "check", str(file), fails=65)
    assert checked.err == f"{file}:8: primary: “blue” is no colour (allowed: #rrggbb)\n"
    assert shell("check", fails=65).err == checked.err


def test_a_file_may_stand_anywhere_and_a_bad_name_is_told_with_the_rest(shell: Shell, tmp_path: Path) -> None:
    odd = tmp_path / "My theme.toml"
    odd.write_text(DARK.replace("dark = true", "dark = 1"), encoding="utf-8")

    said = shell("theme", "check", str(odd), fails=65).err
    assert "cannot be called “My theme”" in said
    assert "dark" in said
    assert "cannot be read" in shell("theme", "check", str(tmp_path / "none.toml"), fails=65).err


def test_what_can_hardly_be_seen_is_worth_a_look_and_no_mistake(shell: Shell) -> None:
    file = own(shell, "sea", DARK.replace('foreground = "#dfe2ea"', 'foreground = "#666666"'))

    checked = shell("theme", "check", str(file))
    assert f"{file}: worth a look: foreground is faint on panel: contrast 2.5, where text needs 4.5" in (
        checked.lines
    )
    assert "worth a look: foreground is faint" in shell("theme", "show", "sea").out
    nord = resources.folder("themes") / "nord.toml"
    assert shell("theme", "check", str(nord)).out.endswith("nord.toml: nothing wrong\n")


def test_slots_that_some_eye_cannot_tell_apart_are_named_with_that_eye(shell: Shell) -> None:
    slots = DARK.index("slots = [")
    colours = ['"#ed8c70"', '"#a3a474"', *(f'"#ffff{number:02x}"' for number in range(0, 200, 20))]
    file = own(shell, "sea", f"{DARK[:slots]}slots = [{', '.join(colours)}]\n")

    said = shell("theme", "check", str(file)).out
    assert "slots 1 and 2 look alike with protanopia" in said
    assert "slots 3 and 4 look alike" in said


def test_one_theme_is_shown_with_its_colours(shell: Shell) -> None:
    shown = shell("theme", "show", "nord")

    assert shown.lines[0] == "Nord"
    assert shown.lines[1].endswith("nord.toml")
    assert any(line.split() == ["background", "#2e3440", "1.0"] for line in shown.lines)
    assert any(line.split()[:2] == ["slots", "12"] for line in shown.lines)
    assert shell("theme", "show").lines[0] == "Dark"
    assert "ansi_blue" in shell("theme", "show", "terminal").out


def test_a_theme_there_is_not(shell: Shell) -> None:
    assert "did you mean “nord”?" in shell("theme", "use", "nrod", fails=1).err
    assert "there are: catppuccin-mocha" in shell("theme", "show", "zzzzzz", fails=1).err
    assert not shell.paths.config_file.exists()


def test_the_theme_that_is_used_is_written_with_the_rest_kept(shell: Shell) -> None:
    shell.paths.config.mkdir()
    shell.paths.config_file.write_text('# mine\nlanguage = "en"  # here\n')

    assert shell("theme", "use", "nord").out == "Theme “Nord” is kept\n"
    assert shell.paths.config_file.read_text().startswith('# mine\nlanguage = "en"  # here\n')
    used = [each["name"] for each in shell("theme", "list", "--json").json["themes"] if each["used"]]
    assert used == ["nord"]


def test_what_the_environment_says_wins_and_is_said(shell: Shell) -> None:
    shell.environment["JORNADA_THEME"] = "terminal"

    assert "JORNADA_THEME says terminal" in shell("theme", "use", "nord").out
    assert shell("theme", "show").lines[0] == "The terminal's own colours"
    shell.environment["JORNADA_THEME"] = "no-such"
    assert shell("theme", "show").lines[0] == "Dark"


def test_options_that_are_not_toml_are_left_and_the_line_is_said(shell: Shell) -> None:
    shell.paths.config.mkdir()
    shell.paths.config_file.write_text("theme = ")

    assert 'theme = "nord"' in shell("theme", "use", "nord", fails=65).err
    assert shell.paths.config_file.read_text() == "theme = "


def test_options_that_cannot_be_written_are_said(shell: Shell) -> None:
    shell.paths.config_file.mkdir(parents=True)

    assert "was not written" in shell("theme", "use", "nord", fails=74).err


def test_options_that_changed_meanwhile_are_not_overwritten(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.paths.config.mkdir()
    shell.paths.config_file.write_text("bell = false\n")
    read, times = options_file.read_options_file, iter([b"", None])

    def seen_before(path: Path) -> OptionsFile:
        earlier = next(times)
        return read(path) if earlier is None else OptionsFile(path, earlier)

    monkeypatch.setattr(options_file, "read_options_file", seen_before)

    assert "was changed meanwhile" in shell("theme", "use", "nord", fails=75).err
    assert tomllib.loads(shell.paths.config_file.read_text()) == {"bell": False}


def test_with_a_clock_that_is_set_nothing_is_written(shell: Shell) -> None:
    del shell.environment["JORNADA_DATA"]

    assert "JORNADA_NOW" in shell("theme", "use", "nord", fails=2).err
    assert not shell.paths.config_file.exists()
