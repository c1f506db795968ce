"""The keys in use: those of a preset, changed by what a person wrote under `[keys]`.

The toolkit takes any keymap without a word: an unknown id does nothing, a key that does not exist
makes its action unreachable, a key that is taken already kills the other action. So all of that is
checked here first; what is wrong is named, the rest is used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING

from jornada.core.dataclass import dataclass
from jornada.core.mistakes import MOST_MISTAKES, LocatedMistake, Mistake, Problem, nearest_word
from jornada.present.words import Words
from jornada.tui.actions import ACTION_BY_ID, ACTIONS, Action, Where
from jornada.tui.key_check import is_key, long_name, nearest_key
from jornada.tui.key_names import key_name, key_names, unsent
from jornada.tui.key_presets import PRESETS

if TYPE_CHECKING:
    from jornada.core.toml_lines import TomlLines

RESERVED = frozenset({"ctrl+q", "ctrl+c"})
"""The way out, in forms too; and what people press when they look for it."""
PALETTE = "app.palette"
APART = frozenset(
    {
        Where.TASK,
        Where.INCIDENT,
        Where.TIME,
        Where.WEEK,
        Where.PLAN,
        Where.POST,
        Where.CAMPAIGN,
        Where.ESTIMATE,
        Where.KPI,
        Where.OPTION,
        Where.REPORT,
    }
)
"""Places no two of which are listened to at once."""


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys of each action, by its id, and what was wrong with those a person wrote. An action without
    any is chosen in the palette."""

    keys: Mapping[str, tuple[str, ...]]
    mistakes: tuple[LocatedMistake, ...] = ()

    @property
    def changed(self) -> Mapping[str, str]:
        """What differs from the registry, as the toolkit wants it. It keeps no action without a key, so
        one without gets a key that nothing sends."""
        return {
            action.id: ",".join(self.keys[action.id]) or unsent(action.id)
            for action in ACTIONS
            if self.keys[action.id] != action.keys
        }

    def has_key(self, action: str) -> bool:
        """Whether the action has a key of its own."""
        return bool(self.keys[action])

    def label(self, words: Words, action: str) -> str:
        """The first key of an action, as a person writes it; without one, the palette's and what to choose
        there."""
        if self.keys[action]:
            return key_name(words, self.keys[action][0])
        return f"{self._palette(words)} {words.gettext(ACTION_BY_ID[action].label)}"

    def names(self, words: Words, action: str) -> tuple[str, ...]:
        """All keys of an action as a person writes them; without one, the palette's and three dots."""
        return tuple(key_name(words, key) for key in self.keys[action]) or (f"{self._palette(words)} …",)

    def _palette(self, words: Words) -> str:
        return key_names(words, self.keys[PALETTE][:1])

    def after(self, pressed: str) -> Mapping[str, str]:
        """What may follow the keys pressed, and to which action that leads or begins to lead."""
        following: dict[str, str] = {}
        begun = f"{pressed} "
        for action, keys in self.keys.items():
            for key in keys:
                if key.startswith(begun):
                    following.setdefault(key.removeprefix(begun).split()[0], action)
        return following


def read_keymap(
    written: Mapping[str, str], config_text: str | None = None, preset: str = "default"
) -> Keymap:
    """The keys in use. `written` has keys by action id, several joined by commas, and changes those of
    `preset`; `config_text` is where they stand, for the lines of mistakes."""
    base = PRESETS[preset]
    mistakes: list[Mistake] = []
    wanted: dict[str, tuple[str, ...]] = {}
    for action, text in written.items():
        if len(mistakes) >= MOST_MISTAKES:
            break
        path = ("keys", *action.split("."))
        if action not in ACTION_BY_ID:
            near = nearest_word(action, ACTION_BY_ID)
            mistakes.append(Mistake(path, Problem.UNKNOWN_KEY, action, (), near))
            continue
        keys = tuple(long_name(key) for key in text.split(",") if key.strip()) or ("",)
        bad = next((key for key in keys if not is_key(key) or _is_reserved(key, action)), None)
        if bad is not None:
            mistakes.append(Mistake(path, Problem.NOT_ALLOWED, bad or text, (), nearest_key(bad or text)))
        elif (doubled := _shadow(keys, keys, itself=True)) is not None:
            mistakes.append(Mistake(path, Problem.DUPLICATE, doubled))
        else:
            wanted[action] = keys
    _drop_clashes(wanted, base, mistakes)
    in_use = {action.id: wanted.get(action.id, base[action.id]) for action in ACTIONS}
    if not mistakes:  # of a text without any, which may be no TOML, nothing has to be found
        return Keymap(in_use)
    from jornada.core.toml_lines import TomlLines

    lines = TomlLines(config_text or "")
    return Keymap(in_use, tuple(LocatedMistake(_line(lines, each), each) for each in mistakes))


def clashes(keys: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str, str]]:
    """Of any two actions listened to in the same place with a key of both, or where the key of one begins
    what leads to the other: one, the key, the other."""
    for one, other in combinations(ACTIONS, 2):
        if _meet(one, other):
            key = _shadow(keys[one.id], keys[other.id])
            if key is not None:
                yield one.id, key, other.id


def _is_reserved(key: str, action: str) -> bool:
    return not RESERVED.isdisjoint(key.split()) and (action != "app.quit" or " " in key)


def _drop_clashes(
    wanted: dict[str, tuple[str, ...]], base: Mapping[str, tuple[str, ...]], mistakes: list[Mistake]
) -> None:
    """Of two actions with one key where both are listened to, the one that was changed keeps its own. Where
    none was, there is nothing to look for."""
    while wanted:
        clash = next(clashes({**base, **wanted}), None)
        if clash is None:
            return
        one, key, other = clash
        loser, winner = (other, one) if other in wanted else (one, other)
        del wanted[loser]
        mistakes.append(Mistake(("keys", *loser.split(".")), Problem.DUPLICATE, f"{key}: {winner}"))


def _shadow(some: tuple[str, ...], others: tuple[str, ...], *, itself: bool = False) -> str | None:
    """A key among both, or one of either that begins a longer one of the other."""
    for place, one in enumerate(some):
        for other in others[place + 1 :] if itself else others:
            shorter, longer = sorted((one, other), key=len)
            if shorter == longer or longer.startswith(f"{shorter} "):
                return shorter
    return None


def _meet(one: Action, other: Action) -> bool:
    """Whether both are listened to in the same place."""
    return one.where is other.where or not {one.where, other.where} <= APART


def _line(lines: TomlLines, mistake: Mistake) -> int | None:
    """`task.done = …` and `"task.done" = …` mean the same here."""
    quoted = ("keys", ".".join(str(part) for part in mistake.path[1:]))
    return max(filter(None, (lines.line(quoted), lines.line(mistake.path))), default=None)
