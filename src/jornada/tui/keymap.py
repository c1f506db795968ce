"""The keys in use: the registry's, changed by what a person wrote under `[keys]`.

The toolkit takes any keymap without a word: an unknown id does nothing, a key that does not exist
makes its action unreachable, a key that is taken already kills the other action. So all of that is
checked here first; what is wrong is named, the rest is used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from textual.keys import Keys, format_key

from jornada.core.dataclass import dataclass
from jornada.core.mistakes import LocatedMistake, Mistake, Problem, nearest_word
from jornada.core.toml_lines import TomlLines
from jornada.present.words import Words
from jornada.tui.actions import ACTION_BY_ID, ACTIONS, Action, Where
from jornada.tui.key_names import key_name

MODIFIERS = frozenset({"ctrl", "shift", "alt", "super", "hyper", "meta"})
NAMES = frozenset(key.value for key in Keys)
RESERVED = frozenset({"ctrl+q", "ctrl+c"})
"""The way out, in forms too; and what people press when they look for it."""
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
        Where.REPORT,
    }
)
"""Places no two of which are listened to at once."""


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys of each action, by its id, and what was wrong with those a person wrote."""

    keys: Mapping[str, tuple[str, ...]]
    mistakes: tuple[LocatedMistake, ...] = ()

    @property
    def changed(self) -> Mapping[str, str]:
        """What differs from the registry, as the toolkit wants it."""
        return {
            action.id: ",".join(self.keys[action.id])
            for action in ACTIONS
            if self.keys[action.id] != action.keys
        }

    def label(self, words: Words, action: str) -> str:
        """The first key of an action, as a person writes it."""
        return key_name(words, self.keys[action][0])


def read_keymap(written: Mapping[str, str], config_text: str | None = None) -> Keymap:
    """The keys in use. `written` has keys by action id, several joined by commas; `config_text` is
    where they stand, for the lines of mistakes."""
    mistakes: list[Mistake] = []
    wanted: dict[str, tuple[str, ...]] = {}
    for action, text in written.items():
        if action not in ACTION_BY_ID:
            near = nearest_word(action, ACTION_BY_ID)
            mistakes.append(Mistake(("keys", *action.split(".")), Problem.UNKNOWN_KEY, action, (), near))
            continue
        keys = tuple(_long_name(key) for key in text.split(",") if key.strip()) or ("",)
        bad = next((key for key in keys if not is_key(key) or _is_reserved(key, action)), None)
        if bad is None:
            wanted[action] = keys
        else:
            mistakes.append(Mistake(("keys", *action.split(".")), Problem.NOT_ALLOWED, bad or text))
    _drop_clashes(wanted, mistakes)
    in_use = {action.id: wanted.get(action.id, action.keys) for action in ACTIONS}
    lines = TomlLines(config_text or "")
    return Keymap(in_use, tuple(LocatedMistake(_line(lines, each), each) for each in mistakes))


def is_key(key: str) -> bool:
    """Whether a terminal can send a key of that name."""
    *modifiers, name = key.split("+")
    if not set(modifiers) <= MODIFIERS or not name:
        return False
    return len(name) == 1 or name in NAMES or len(format_key(name)) == 1


def _is_reserved(key: str, action: str) -> bool:
    return key in RESERVED and action != "app.quit"


def _long_name(key: str) -> str:
    """`?` as `question_mark`, as the toolkit calls it when it is pressed."""
    key = key.strip()
    for action in ACTIONS:
        for known in action.keys:
            if len(key) == 1 and format_key(known) == key:
                return known
    return key


def _drop_clashes(wanted: dict[str, tuple[str, ...]], mistakes: list[Mistake]) -> None:
    """Of two actions with one key where both are listened to, the one that was changed keeps its own."""
    while True:
        clash = next(_clashes(wanted), None)
        if clash is None:
            return
        loser, key, other = clash
        del wanted[loser]
        mistakes.append(Mistake(("keys", *loser.split(".")), Problem.DUPLICATE, f"{key}: {other}"))


def _clashes(wanted: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str, str]]:
    """Of each clash: the action that was changed, the key, and the other action."""
    for one, other in combinations(ACTIONS, 2):
        if not _meet(one, other):
            continue
        keys = set(wanted.get(one.id, one.keys)) & set(wanted.get(other.id, other.keys))
        for key in sorted(keys):
            if other.id in wanted:
                yield other.id, key, one.id
            elif one.id in wanted:
                yield one.id, key, other.id


def _meet(one: Action, other: Action) -> bool:
    """Whether both are listened to in the same place."""
    return one.where is other.where or not {one.where, other.where} <= APART


def _line(lines: TomlLines, mistake: Mistake) -> int | None:
    """`task.done = …` and `"task.done" = …` mean the same here."""
    quoted = ("keys", ".".join(str(part) for part in mistake.path[1:]))
    return max(filter(None, (lines.line(quoted), lines.line(mistake.path))), default=None)
