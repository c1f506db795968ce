"""The options as the manual lists them."""

from __future__ import annotations

import json

from jornada.config import OPTIONS
from jornada.present.words import Words


def option_rows(words: Words) -> tuple[str, ...]:
    """A row of a Markdown table for each option: name, default, what is allowed, meaning."""
    return tuple(
        f"| `{option.name}` | `{json.dumps(option.default)}` | "
        f"{', '.join(f'`{_written(option.default, choice)}`' for choice in option.choices or ('…',))} | "
        f"{words.gettext(option.meaning)} |"
        for option in OPTIONS
    )


def _written(default: object, choice: str) -> str:
    return json.dumps(choice, ensure_ascii=False) if isinstance(default, str) else choice
