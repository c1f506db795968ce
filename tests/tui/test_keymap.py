"""A person's own keys: what is wrong with them is named, the rest is used."""

from __future__ import annotations

from itertools import combinations

import pytest

from jornada.core.mistakes import Problem
from jornada.present.words import load_words
from jornada.tui.actions import ACTIONS
from jornada.tui.keymap import APART, is_key, read_keymap

WORDS = load_words("en")


def test_without_changes_they_are_the_registrys() -> None:
    keymap = read_keymap({})
    assert keymap.changed == {}
    assert keymap.mistakes == ()
    assert keymap.label(WORDS, "app.help") == "?"
    assert keymap.label(WORDS, "view.escape") == "esc"


def test_the_registrys_own_keys_exist_and_do_not_clash() -> None:
    for action in ACTIONS:
        assert all(is_key(key) for key in action.keys), action.id
    for one, other in combinations(ACTIONS, 2):
        if one.where is other.where or not {one.where, other.where} <= APART:
            assert not set(one.keys) & set(other.keys), (one.id, other.id)


def test_changed_keys() -> None:
    keymap = read_keymap({"task.done": "z", "task.start": "f5, s", "app.help": "f9,?"})
    assert keymap.mistakes == ()
    assert keymap.changed == {"task.done": "z", "task.start": "f5,s", "app.help": "f9,question_mark"}


def test_keys_may_change_places() -> None:
    keymap = read_keymap({"task.done": "x", "task.drop": "d"})
    assert keymap.mistakes == ()
    assert keymap.keys["task.done"] == ("x",)
    assert keymap.keys["task.drop"] == ("d",)


def test_a_task_and_an_incident_may_share_a_key() -> None:
    assert read_keymap({"incident.severity": "d"}).mistakes == ()


@pytest.mark.parametrize(
    ("action", "keys", "problem"),
    [
        ("task.dnoe", "z", Problem.UNKNOWN_KEY),
        ("task.done", "", Problem.NOT_ALLOWED),
        ("task.done", "hyperdrive", Problem.NOT_ALLOWED),
        ("task.done", "ctrl+", Problem.NOT_ALLOWED),
        ("task.done", "boost+x", Problem.NOT_ALLOWED),
        ("task.done", "ctrl+q", Problem.NOT_ALLOWED),
        ("task.done", "x", Problem.DUPLICATE),
        ("task.done", "j", Problem.DUPLICATE),
        ("task.add", "d", Problem.DUPLICATE),
    ],
)
def test_what_is_wrong_is_named_and_the_default_stays(action: str, keys: str, problem: Problem) -> None:
    keymap = read_keymap({action: keys, "task.note": "f7"})
    assert [located.mistake.problem for located in keymap.mistakes] == [problem]
    assert keymap.changed == {"task.note": "f7"}


def test_of_two_that_were_changed_to_one_key_one_keeps_it() -> None:
    keymap = read_keymap({"task.done": "z", "task.drop": "z"})
    assert [located.mistake.problem for located in keymap.mistakes] == [Problem.DUPLICATE]
    assert keymap.changed == {"task.done": "z"}


def test_a_misspelt_action_is_shown_the_nearest_and_its_line() -> None:
    text = 'theme = "terminal"\n[keys]\n"task.note" = "f7"\ntask.donne = "z"\n"task.drop" = "??"\n'
    keymap = read_keymap({"task.note": "f7", "task.donne": "z", "task.drop": "??"}, text)
    misspelt, wrong = keymap.mistakes
    assert (misspelt.line, misspelt.mistake.nearest) == (4, "task.done")
    assert (wrong.line, wrong.mistake.value) == (5, "??")


@pytest.mark.parametrize("key", ["a", "A", "?", "ñ", "f5", "ctrl+t", "alt+x", "pagedown", "question_mark"])
def test_keys_a_terminal_can_send(key: str) -> None:
    assert is_key(key)
