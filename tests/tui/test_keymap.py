"""A person's own keys: what is wrong with them is named, the rest is used."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from jornada.config import OPTIONS
from jornada.core.mistakes import Problem
from jornada.core.state import ItemState
from jornada.present.words import load_words
from jornada.tui.actions import ACTIONS, Where
from jornada.tui.key_check import is_key, nearest_key
from jornada.tui.key_names import bound_keys, key_name
from jornada.tui.key_presets import PRESETS
from jornada.tui.key_rows import KeyRow
from jornada.tui.keymap import PALETTE, clashes, read_keymap
from jornada.tui.screens.week import WeekScreen
from tests.tui.conftest import OpenDashboard
from tests.tui.forms_host import settle, text_on

WORDS = load_words("en")


def test_without_changes_they_are_the_registrys() -> None:
    keymap = read_keymap({})
    assert keymap.changed == {}
    assert keymap.mistakes == ()
    assert keymap.label(WORDS, "app.help") == "?"
    assert keymap.label(WORDS, "view.escape") == "esc"


@pytest.fixture(params=list(PRESETS))
def preset(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def test_the_keys_of_every_preset_exist_and_do_not_clash(preset: str) -> None:
    keys = PRESETS[preset]
    assert keys.keys() == {action.id for action in ACTIONS}
    assert [key for each in keys.values() for key in each if not is_key(key)] == []
    assert list(clashes(keys)) == []


def test_the_option_allows_just_the_presets() -> None:
    (option,) = (option for option in OPTIONS if option.name == "keymap")
    assert set(option.allowed) == set(PRESETS)


def is_taken(key: str) -> bool:
    """Whether tmux, screen, a shell's line or the terminal may keep it: all with ctrl or alt."""
    return any(part.startswith(("ctrl+", "alt+", "meta+", "super+", "hyper+")) for part in key.split())


def test_nothing_needs_a_key_that_others_have_taken(preset: str) -> None:
    needs = {action for action, keys in PRESETS[preset].items() if keys and all(map(is_taken, keys))}
    # It is the shell's own key for just that.
    assert needs == {"app.suspend"}


def test_every_action_of_every_preset_has_a_key_or_is_chosen_in_the_palette(preset: str) -> None:
    keys = PRESETS[preset]
    keyless = {action.id for action in ACTIONS if not keys[action.id]}
    assert keys[PALETTE]
    # What moves in a list is no row of the palette.
    assert not keyless & {action.id for action in ACTIONS if action.where is Where.LIST}
    assert not keyless or preset == "arrows"


def test_with_arrows_no_letter_digit_or_sign_does_anything() -> None:
    used = {key for keys in PRESETS["arrows"].values() for key in keys}
    assert [key for key in used if len(key) == 1 or key.endswith(("_mark", "_sign", "_bracket"))] == []
    assert used <= {
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
        *("enter", "space", "tab", "shift+tab", "escape", "ctrl+q", "ctrl+z"),
        *(f"f{number}" for number in range(1, 13)),
    }


async def test_what_a_preset_says_is_listened_to(preset: str, dashboard: OpenDashboard) -> None:
    async with dashboard(config=f'keymap = "{preset}"') as day:
        bound = bound_keys(day.screen)
        here = [each for each in ACTIONS if each.where in (Where.ANYWHERE, Where.LIST, Where.TASK)]
        assert {each.id for each in here} <= bound.keys()
        for each in here:
            # The app itself has the way out that is listened to in forms.
            assert set(bound[each.id][0]) - {"ctrl+q"} == set(PRESETS[preset][each.id]) - {"ctrl+q"}, each.id


async def test_an_action_without_a_key_is_chosen_in_the_palette(dashboard: OpenDashboard) -> None:
    async with dashboard(config='keymap = "arrows"') as day:
        assert day.foot.startswith("enter Commands  space Start  f8 Done")
        await day.press("x", "d", "s", "1")
        assert not day.desk.state.items
        await day.press("enter")
        await day.pilot.press(*"will", "space", *"not", "enter")
        await day.settle()
        assert [item.state for item in day.desk.state.items.values() if not item.is_open] == [
            ItemState.DROPPED
        ]


async def test_a_row_of_keys_says_what_may_follow_and_is_done(dashboard: OpenDashboard) -> None:
    async with dashboard(config='keymap = "vim"') as day:
        first = day.in_hand
        await day.press("G")
        last = day.in_hand
        assert last != first
        await day.press("g")
        assert day.in_hand == last
        assert day.foot.startswith("g …  t Today's screen  w Week")
        await day.press("g")
        assert day.in_hand == first
        assert "g …" not in day.foot
        await day.press("g", "z")
        assert day.foot.startswith("gz does nothing here")
        await day.press("g", "escape")
        assert day.foot.startswith("Nothing done")
        await day.press("g", "w")
        assert isinstance(day.app.screen, WeekScreen)


async def test_a_row_of_keys_is_typed_where_one_types(dashboard: OpenDashboard) -> None:
    async with dashboard(config='keymap = "vim"') as day:
        await day.press("slash", "g", "g", "t")
        assert day.screen.query_one("#filter", Input).value == "ggt"


def test_what_has_no_keys_here_is_not_waited_for() -> None:
    row = KeyRow(WORDS, read_keymap({}, preset="vim"))
    assert row.press("g", dict).pressed == "g"
    assert row.press("x", dict).pressed == "x"


def test_a_key_that_begins_a_row_is_no_key_of_its_own() -> None:
    keymap = read_keymap({"task.done": "g d"})
    assert [each.mistake.value for each in keymap.mistakes] == ["g: cursor.first"]
    keymap = read_keymap({"task.done": "g d", "cursor.first": "g g"})
    assert keymap.mistakes == ()
    assert keymap.label(WORDS, "cursor.first") == "gg"
    keymap = read_keymap({"task.done": "f5, f5 f6"})
    assert [each.mistake.problem for each in keymap.mistakes] == [Problem.DUPLICATE]


def test_own_keys_change_those_of_the_preset() -> None:
    keymap = read_keymap({"task.drop": "delete", "cursor.first": "f12"}, preset="arrows")
    assert keymap.mistakes == ()
    assert keymap.label(WORDS, "task.drop") == key_name(WORDS, "delete")
    assert keymap.label(WORDS, "task.note") == "enter Note"


@pytest.mark.parametrize(
    ("key", "nearest"),
    [
        ("PageDown", "pagedown"),
        ("pgdn", "pagedown"),
        ("esc", "escape"),
        ("del", "delete"),
        ("return", "enter"),
        ("shift+a", "A"),
        ("ctrl+A", "ctrl+a"),
        ("ctrl-t", "ctrl+t"),
        ("control+t", "ctrl+t"),
        ("ctrl+i", "tab"),
        ("F5", "f5"),
        ("hoem", "home"),
        ("g PageDwn", "g pagedown"),
        (",", "comma"),
        ("hyperdrive", None),
        ("", None),
    ],
)
def test_a_bad_key_is_met_with_the_nearest(key: str, nearest: str | None) -> None:
    assert not is_key(key)
    assert nearest_key(key) == nearest
    (wrong,) = read_keymap({"task.done": key}).mistakes
    assert wrong.mistake.nearest == nearest


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


async def test_what_a_dialog_can_do_is_chosen_with_the_arrows_too(dashboard: OpenDashboard) -> None:
    async with dashboard(config='keymap = "arrows"') as day:
        await day.press("f1")
        help_dialog = day.app.screen
        await day.press("f2")
        await settle(day.pilot)
        text = text_on(day.pilot)
        assert "tour" in text
        assert "manual" in text
        await day.press("f2", "escape")
        assert day.app.screen is not help_dialog
        await day.press("escape")
        assert day.app.screen is help_dialog
        await day.press("f2")
        while "▌t" not in text_on(day.pilot):
            await day.press("down")
        await day.press("enter")
        await settle(day.pilot)
        assert "Tour 1 of" in text_on(day.pilot)
