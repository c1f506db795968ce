from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.config import OPTIONS, Config, load_config
from jornada.core.incidents import DEFAULT_TARGETS
from jornada.core.mistakes import LocatedMistake, Mistake, Problem


def one_mistake(text: str) -> LocatedMistake:
    _, mistakes = load_config(text)
    assert len(mistakes) == 1, mistakes
    return mistakes[0]


@pytest.mark.parametrize("text", [None, "", "# nothing but words\n"])
def test_no_file_and_an_empty_one_are_the_defaults(text: str | None) -> None:
    assert load_config(text) == (Config(), ())
    assert Config().targets == DEFAULT_TARGETS


def test_every_option_can_be_written_with_its_default_and_changes_nothing() -> None:
    lines = {option.name: option for option in OPTIONS}
    text = ""
    for name, option in lines.items():
        default = list(option.default) if isinstance(option.default, tuple) else option.default
        text += f"{name} = {json.dumps(default)}\n"

    assert load_config(text) == (Config(), ())


def test_every_field_of_the_config_is_an_option_or_one_of_the_two_tables() -> None:
    described = {option.name.partition(".")[0] for option in OPTIONS}
    assert {field.name for field in dataclasses.fields(Config)} == (described - {"incidents"}) | {
        "keys",
        "targets",
    }


def test_options_are_read() -> None:
    config, mistakes = load_config(
        """
        language = "es"
        theme = "my-own"
        bell = false
        [incidents]
        s1_first_response = 10
        s1_update_every = 0
        s4_clock = "wall"
        """
    )
    assert mistakes == ()
    assert (config.language, config.theme, config.bell) == ("es", "my-own", False)
    assert config.targets[1] == dataclasses.replace(
        DEFAULT_TARGETS[1], first_response_minutes=10, update_minutes=None
    )
    assert config.targets[4] == dataclasses.replace(DEFAULT_TARGETS[4], clock="wall")
    assert config.targets[2] == DEFAULT_TARGETS[2]


def test_keys_are_a_string_a_list_or_dotted() -> None:
    config, mistakes = load_config(
        '[keys]\n"task.done" = "d"\ntask.drop = ["x", "delete"]\nquit = "q,ctrl+q"\n'
    )

    assert mistakes == ()
    assert config.keys == {"task.done": "d", "task.drop": "x,delete", "quit": "q,ctrl+q"}


def test_a_wrong_option_is_named_with_its_line_and_the_good_ones_stay() -> None:
    config, mistakes = load_config('bell = false\nglyphs = "unicod"\n\nmouse = "no"\nlanguage = "es"\n')

    assert (config.bell, config.language, config.glyphs, config.mouse) == (False, "es", "auto", True)
    assert mistakes == (
        LocatedMistake(
            2,
            Mistake(("glyphs",), Problem.NOT_ALLOWED, "unicod", ("auto", "unicode", "ascii"), "unicode"),
        ),
        LocatedMistake(4, Mistake(("mouse",), Problem.NOT_ALLOWED, "no", ("true", "false"))),
    )


@pytest.mark.parametrize(
    ("text", "line", "path", "nearest"),
    [
        ('langauge = "es"', 1, ("langauge",), "language"),
        ("\n[incidents]\ns1_frist_response = 5", 3, ("incidents", "s1_frist_response"), "s1_first_response"),
        ('[incident]\ns1_clock = "wall"', 1, ("incident",), "incidents"),
        ("'zzzzzz' = 1", 1, ("zzzzzz",), None),
    ],
)
def test_a_misspelt_name_is_met_with_the_nearest_right_one(
    text: str, line: int, path: tuple[str, ...], nearest: str | None
) -> None:
    found = one_mistake(text)

    assert found.mistake.problem is Problem.UNKNOWN_KEY
    assert (found.line, found.mistake.path, found.mistake.nearest) == (line, path, nearest)


WORDS = ("wall", "working")
BOTH = ("true", "false")


@pytest.mark.parametrize(
    ("text", "line", "problem", "value", "allowed"),
    [
        ("[incidents]\ns1_first_response = 0", 2, Problem.OUT_OF_RANGE, "0", ("1–10080",)),
        ("[incidents]\ns1_first_response = 10081", 2, Problem.OUT_OF_RANGE, "10081", ("1–10080",)),
        ("[incidents]\ns1_first_response = true", 2, Problem.NOT_WHOLE_NUMBER, "true", ("1–10080",)),
        ("[incidents]\ns1_first_response = 1.5", 2, Problem.NOT_WHOLE_NUMBER, "1.5", ("1–10080",)),
        ('[incidents]\ns2_clock = "moon"', 2, Problem.NOT_ALLOWED, "moon", WORDS),
        ("[incidents]\ns2_clock = 7", 2, Problem.NOT_TEXT, "7", WORDS),
        ("bell = 1", 1, Problem.NOT_ALLOWED, "1", BOTH),
        ('theme = "../x"', 1, Problem.BAD_KEY, "../x", ()),
        ('theme = "x\\n"', 1, Problem.BAD_KEY, "x", ()),
        ("theme = 3", 1, Problem.NOT_TEXT, "3", ()),
        ('incidents = "many"', 1, Problem.NOT_TABLE, "many", ("[incidents]",)),
        ('keys = "vi"', 1, Problem.NOT_TABLE, "vi", ("[keys]",)),
        ("[keys]\nquit = [1, true]", 2, Problem.NOT_TEXT, "[…]", ()),
        ("\n[bell]\nx = 1", 2, Problem.NOT_ALLOWED, "{…}", BOTH),
    ],
)
def test_what_is_not_allowed_is_said_with_what_is(
    text: str, line: int, problem: Problem, value: str, allowed: tuple[str, ...]
) -> None:
    config, _ = load_config(text)
    found = one_mistake(text)

    assert config == Config()
    assert found.line == line
    assert (found.mistake.problem, found.mistake.value, found.mistake.allowed) == (problem, value, allowed)


def test_days_off_are_a_list_and_each_bad_entry_is_named_with_its_line() -> None:
    config, mistakes = load_config(
        """
        days_off = [
            "2026-12-25",
            "2026-12-24 .. 2027-01-06",
            "2026-02-30",
            20261225,
            "2027-01-06..2026-12-24",
            "2026-12-24..2036-12-24",
        ]
        bell = false
        """
    )

    assert (config.days_off, config.bell) == (("2026-12-25", "2026-12-24 .. 2027-01-06"), False)
    assert [(each.line, each.mistake.path, each.mistake.problem) for each in mistakes] == [
        (5, ("days_off", 2), Problem.BAD_DATE),
        (6, ("days_off", 3), Problem.NOT_TEXT),
        (7, ("days_off", 4), Problem.UNTIL_BEFORE_FROM),
        (8, ("days_off", 5), Problem.TOO_MANY_DAYS),
    ]


def test_days_off_that_are_no_list_are_refused_as_a_whole() -> None:
    found = one_mistake('days_off = "2026-12-25"')

    assert (found.line, found.mistake.problem) == (1, Problem.NOT_LIST)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("bell = true\nmouse = tru\n", 2),
        ("bell = true\n[keys\n", 2),
        ('bell = true\ntheme = """\nnever closed\n', 3),
        ("bell = true\nbell = false\n", 2),
    ],
)
def test_a_file_that_is_not_toml_is_one_mistake_with_its_line(text: str, line: int) -> None:
    found = one_mistake(text)

    assert found.mistake.problem is Problem.SYNTAX
    assert found.line == line
    assert found.mistake.value
    assert load_config(text)[0] == Config()


def test_nesting_without_end_is_a_mistake_too() -> None:
    assert one_mistake("bell = " + "[" * 100_000).mistake.problem is Problem.TOO_DEEP


@given(st.text())
def test_no_text_raises(text: str) -> None:
    config, _ = load_config(text)
    assert isinstance(config, Config)
