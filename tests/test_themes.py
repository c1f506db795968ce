from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada import resources
from jornada.core.mistakes import LocatedMistake, Mistake, Problem
from jornada.themes import ANSI_COLOURS, COLOURS, SLOTS, Theme, list_themes, load_theme

DARK = resources.text("themes", "jornada-dark.toml")
BUILT_IN = {
    *("jornada-dark", "jornada-light", "high-contrast", "colour-blind", "terminal"),
    *("gruvbox-dark", "nord", "catppuccin-mocha"),
}


def mistakes_in(text: str) -> tuple[LocatedMistake, ...]:
    loaded = load_theme(text, "mine")
    assert not isinstance(loaded, Theme)
    return loaded


def test_the_built_in_themes_load() -> None:
    themes = list_themes(None)

    assert themes.bad == ()
    assert set(themes.by_name) == BUILT_IN
    assert themes.by_name["jornada-dark"].dark
    assert not themes.by_name["jornada-light"].dark
    assert themes.by_name["terminal"].ansi


def test_the_slots_of_the_terminal_are_twelve_of_its_sixteen() -> None:
    slots = list_themes(None).by_name["terminal"].slots

    assert len(set(slots)) == SLOTS
    assert set(slots) <= set(ANSI_COLOURS) - {"ansi_default", "ansi_black", "ansi_white"}


def test_the_colour_of_a_slot() -> None:
    theme = list_themes(None).by_name["jornada-dark"]
    terminal = list_themes(None).by_name["terminal"]

    assert theme.colour(1) == theme.slots[0]
    assert theme.colour(12) == theme.slots[11]
    assert theme.colour(13) == theme.slots[0]
    assert theme.colour(0) == theme.foreground
    assert theme.colour("#123456") == "#123456"
    assert terminal.colour("#123456") == "ansi_default"


def test_a_title_is_in_the_language_or_in_what_there_is() -> None:
    theme = list_themes(None).by_name["jornada-dark"]
    plain = load_theme(DARK.replace('{ en = "Dark", es = "Oscuro" }', '"Noche"'), "plain")
    french = load_theme(DARK.replace('{ en = "Dark", es = "Oscuro" }', '{ fr = "Nuit" }'), "french")

    assert isinstance(plain, Theme)
    assert isinstance(french, Theme)
    assert (theme.title("es"), theme.title("en"), theme.title("fr")) == ("Oscuro", "Dark", "Dark")
    assert plain.title("es") == "Noche"
    assert french.title("es") == "Nuit"


def test_all_mistakes_are_told_at_once() -> None:
    text = DARK.replace('primary = "#75aef5"', 'primry = "#75aef5"').replace('"#14161b"', '"black"')
    missing, unknown, colour = mistakes_in(re.sub("^dark = .*$", "", text, flags=re.MULTILINE))

    assert missing == LocatedMistake(None, Mistake(("dark",), Problem.MISSING))
    assert (unknown.line, unknown.mistake.problem) == (8, Problem.UNKNOWN_KEY)
    assert (unknown.mistake.value, unknown.mistake.nearest) == ("primry", "primary")
    assert colour == LocatedMistake(12, Mistake(("background",), Problem.BAD_COLOUR, "black", ("#rrggbb",)))


@pytest.mark.parametrize("name", ["title", "dark", *COLOURS, "slots"])
def test_every_field_is_needed(name: str) -> None:
    lines = DARK.replace("[\n    ", "[").replace(",\n", ",").splitlines()
    text = "\n".join(line for line in lines if not line.startswith(f"{name} ="))

    found = [(each.mistake.problem, each.mistake.path) for each in mistakes_in(text)]
    assert found == [(Problem.MISSING, (name,))]


@pytest.mark.parametrize(
    ("right", "wrong", "path", "problem"),
    [
        ("dark = true", 'dark = "yes"', ("dark",), Problem.NOT_ALLOWED),
        ('"#75aef5"', '"#75aef"', ("primary",), Problem.BAD_COLOUR),
        ('"#75aef5"', '"#75aef5 bold"', ("primary",), Problem.BAD_COLOUR),
        ('"#75aef5"', '"#75aef5\\n"', ("primary",), Problem.BAD_COLOUR),
        ('"#75aef5"', "7", ("primary",), Problem.BAD_COLOUR),
        ('"#75aef5"', '"ansi_blue"', ("primary",), Problem.BAD_COLOUR),
        ('"#5aa4ff", ', "", ("slots",), Problem.OUT_OF_RANGE),
        ('"#e2d440"', '"red"', ("slots", 1), Problem.BAD_COLOUR),
        ('{ en = "Dark", es = "Oscuro" }', "{ en = 1 }", ("title",), Problem.NOT_TEXT),
        ('{ en = "Dark", es = "Oscuro" }', "{}", ("title",), Problem.NOT_TEXT),
    ],
)
def test_a_value_of_another_kind_is_refused(
    right: str, wrong: str, path: tuple[str | int, ...], problem: Problem
) -> None:
    assert right in DARK
    found = mistakes_in(DARK.replace(right, wrong))

    assert [(each.mistake.path, each.mistake.problem) for each in found] == [(path, problem)]
    assert found[0].line is not None


def test_slots_are_a_list() -> None:
    found = mistakes_in(DARK[: DARK.index("slots = [")] + "slots = 12\n")
    assert [each.mistake.problem for each in found] == [Problem.NOT_LIST]


def test_a_colour_of_the_terminal_is_met_with_the_nearest_name() -> None:
    terminal = resources.text("themes", "terminal.toml")
    (found,) = mistakes_in(terminal.replace('primary = "ansi_blue"', 'primary = "blue"'))

    assert (found.mistake.problem, found.mistake.nearest) == (Problem.BAD_COLOUR, "ansi_blue")


@pytest.mark.parametrize(
    ("text", "problem"), [("title = ", Problem.SYNTAX), ("x = " + "[" * 100_000, Problem.TOO_DEEP)]
)
def test_what_is_not_toml_is_one_mistake(text: str, problem: Problem) -> None:
    assert [each.mistake.problem for each in mistakes_in(text)] == [problem]


@given(
    st.dictionaries(st.sampled_from(["title", "dark", "ansi", "primary", "slots", "other"]), st.integers())
)
def test_no_document_raises(document: dict[str, int]) -> None:
    text = "\n".join(f"{key} = {value}" for key, value in document.items())
    assert tomllib.loads(text) == document
    assert mistakes_in(text)


def test_a_persons_own_theme_is_found_and_wins(tmp_path: Path) -> None:
    (tmp_path / "sea.toml").write_text(DARK, encoding="utf-8")
    (tmp_path / "terminal.toml").write_text(DARK, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no theme", encoding="utf-8")

    themes = list_themes(tmp_path)

    assert themes.bad == ()
    assert set(themes.by_name) == BUILT_IN | {"sea"}
    assert themes.own == {name: tmp_path / f"{name}.toml" for name in ("sea", "terminal")}
    assert themes.file("sea") == tmp_path / "sea.toml"
    assert themes.file("nord").is_file()
    assert not themes.by_name["terminal"].ansi


def test_a_bad_file_is_named_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(DARK.replace("= true", "= 1"), encoding="utf-8")
    (tmp_path / "b.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "c.toml").mkdir()
    (tmp_path / "d.toml").write_text("#" * (1024 * 1024 + 1), encoding="utf-8")
    (tmp_path / "Mi tema.toml").write_text(DARK, encoding="utf-8")
    (tmp_path / "good.toml").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").write_text(DARK, encoding="utf-8")

    themes = list_themes(tmp_path)

    assert "good" in themes.by_name
    problems = {Path(bad.file).name: bad.mistakes[0].mistake.problem for bad in themes.bad}
    assert problems == {
        "a.toml": Problem.NOT_ALLOWED,
        "b.toml": Problem.NOT_UTF8,
        "c.toml": Problem.NOT_A_FILE,
        "d.toml": Problem.TOO_BIG,
        "Mi tema.toml": Problem.BAD_NAME,
    }


def test_no_folder_is_no_theme_of_ones_own(tmp_path: Path) -> None:
    assert list_themes(tmp_path / "none") == list_themes(None)
