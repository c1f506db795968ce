"""The options as the manual lists them."""

from __future__ import annotations

import json

from jornada.config import OPTIONS, Option
from jornada.present.words import Words


def option_rows(words: Words) -> tuple[str, ...]:
    """A row of a Markdown table for each option: name, default, what is allowed, meaning."""
    return tuple(
        f"| `{option.name}` | `{json.dumps(option.default)}` | "
        f"{_allowed(option)} | "
        f"{words.gettext(option.meaning)} |"
        for option in OPTIONS
    )


def _allowed(option: Option) -> str:
    if isinstance(option.default, tuple):
        return f"`{json.dumps(option.choices, ensure_ascii=False)}`"
    return ", ".join(f"`{_written(option.default, choice)}`" for choice in option.choices or ("…",))


def _written(default: object, choice: str) -> str:
    return json.dumps(choice, ensure_ascii=False) if isinstance(default, str) else choice
