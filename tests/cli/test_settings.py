"""`jornada settings`: the options, one of them, and one written into the file with every comment kept."""

from __future__ import annotations

import tomllib

import pytest

from jornada import settings as settings_module
from jornada.config import OPTIONS
from jornada.store import options_file
from jornada.store.options_file import OptionsFile
from tests.cli.conftest import Shell

WRITTEN = """\
# Mine.
bell = false     # quiet

[incidents]      # quicker
s1_first_response = 10   # minutes
"""


def write(shell: Shell, text: str) -> None:
    shell.paths.config.mkdir(parents=True, exist_ok=True)
    shell.paths.config_file.write_text(text, encoding="utf-8")


def test_every_option_is_listed_as_it_is_set(shell: Shell) -> None:
    write(shell, WRITTEN)
    listed = shell("settings", "list", "--json").json

    assert listed["file"] == str(shell.paths.config_file)
    assert [each["name"] for each in listed["options"]] == [option.name for option in OPTIONS]
    by_name = {each["name"]: each for each in listed["options"]}
    assert by_name["bell"]["value"] is False
    assert by_name["incidents.s1_first_response"]["value"] == 10
    assert by_name["glyphs"]["allowed"] == ["auto", "unicode", "ascii"]
    assert shell("settings", "get", "bell").out == "false\n"
    assert any(line.split()[1:3] == ["bell", "false"] for line in shell("settings", "list").lines)


@pytest.mark.parametrize(
    ("name", "value", "before", "after"),
    [
        ("bell", "true", "bell = false ", "bell = true "),
        ("incidents.s1_first_response", "12", "s1_first_response = 10 ", "s1_first_response = 12 "),
    ],
)
def test_one_value_changes_and_all_else_stays(
    shell: Shell, name: str, value: str, before: str, after: str
) -> None:
    write(shell, WRITTEN)
    assert value in shell("settings", "set", name, value).out

    assert (
        shell.paths.config_file.read_text(encoding="utf-8").split() == WRITTEN.replace(before, after).split()
    )


def test_what_was_not_there_is_written_in_its_place(shell: Shell) -> None:
    write(shell, WRITTEN)
    shell("settings", "set", "days_off", "2026-12-25, 2026-12-31..2027-01-02")
    shell("settings", "set", "incidents.s4_clock", "wall")
    shell("settings", "set", "theme", "nord")

    text = shell.paths.config_file.read_text(encoding="utf-8")
    assert tomllib.loads(text) == {
        "bell": False,
        "theme": "nord",
        "days_off": ["2026-12-25", "2026-12-31..2027-01-02"],
        "incidents": {"s1_first_response": 10, "s4_clock": "wall"},
    }
    assert all(comment in text for comment in ("# Mine.", "# quiet", "# quicker", "# minutes"))


def test_without_a_file_one_is_made_and_reset_writes_the_default(shell: Shell) -> None:
    shell("settings", "set", "incidents.s2_update_every", "0")
    assert tomllib.loads(shell.paths.config_file.read_text()) == {"incidents": {"s2_update_every": 0}}
    shell("settings", "reset", "incidents.s2_update_every")
    assert shell("settings", "get", "incidents.s2_update_every").out == "120\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("set", "bel", "true"), "did you mean “bell”"),
        (("get", "nothing-like-it"), "There is no option"),
        (("set", "bell", "loud"), "“loud” is not possible here (allowed: true, false)"),
        (("set", "glyphs", "unicod"), "did you mean unicode"),
        (("set", "theme", "nrod"), "did you mean nord"),
        (("set", "workflow", "garcai"), "did you mean garcia"),
        (("set", "incidents.s1_first_response", "0"), "too little or too much (allowed: 1–10080)"),
        (("set", "days_off", "2026-13-01"), "2026-13-01"),
    ],
)
def test_what_cannot_be_is_refused_with_a_word(shell: Shell, arguments: tuple[str, ...], said: str) -> None:
    write(shell, WRITTEN)
    done = shell("settings", *arguments, fails=1)
    assert said in done.err
    assert shell.paths.config_file.read_text(encoding="utf-8") == WRITTEN


def test_a_file_that_changes_meanwhile_is_left_alone(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    write(shell, WRITTEN)
    read = options_file.read_options_file

    def read_and_edit(file: object) -> OptionsFile:
        seen = read(shell.paths.config_file)
        write(shell, WRITTEN + "# later\n")
        return seen

    monkeypatch.setattr(settings_module, "read_options_file", read_and_edit)
    done = shell("settings", "set", "bell", "true", fails=75)
    assert "changed meanwhile" in done.err
    assert shell.paths.config_file.read_text(encoding="utf-8") == WRITTEN + "# later\n"


def test_a_file_that_is_not_toml_is_left_alone(shell: Shell) -> None:
    write(shell, "bell = maybe\n")
    done = shell("settings", "set", "bell", "true", fails=65)
    assert "bell = true" in done.err
