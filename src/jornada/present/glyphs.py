"""The signs the dashboard draws, each one column wide; and the same for terminals without Unicode."""

from __future__ import annotations

from jornada.core.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyphs:
    """One set of signs. Every state has its own sign, so that none is told by colour alone."""

    pending: str = "○"
    in_progress: str = "▶"
    paused: str = "◐"
    done: str = "✓"
    dropped: str = "✗"
    cursor: str = "▌"
    marked: str = "●"
    milestone: str = "◆"
    milestone_reached: str = "◇"
    at_risk: str = "◈"
    overdue: str = "!"
    soon: str = "◔"
    incident: str = "⚠"
    promise: str = "⇄"
    parked: str = "‖"
    carried: str = "↷"
    first: str = "★"
    now: str = "▼"
    ellipsis: str = "…"
    line: str = "─"
    bar_full: str = "█"
    bar_used: str = "▓"
    bar_free: str = "░"
    bar_break: str = "·"
    separator: str = "·"
    arrow: str = "→"


UNICODE = Glyphs()

ASCII = Glyphs(
    pending="o",
    in_progress=">",
    paused="=",
    done="x",
    dropped="-",
    cursor="|",
    marked="*",
    milestone="^",
    milestone_reached="'",
    at_risk="?",
    overdue="!",
    soon="~",
    incident="!",
    promise="@",
    parked='"',
    carried="&",
    first="+",
    now="v",
    ellipsis="~",
    line="-",
    bar_full="#",
    bar_used="=",
    bar_free=".",
    bar_break=" ",
    separator="|",
    arrow=">",
)


def choose_glyphs(option: str, encoding: str) -> Glyphs:
    """The set the option asks for; `auto` takes Unicode where the terminal's encoding has it."""
    if option == "auto":
        option = "unicode" if "utf" in encoding.lower().replace("-", "") else "ascii"
    return UNICODE if option == "unicode" else ASCII
