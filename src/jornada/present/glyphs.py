"""The signs the dashboard draws, each one column wide; and the same for terminals without Unicode."""

from __future__ import annotations

from collections.abc import Mapping

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


_PLAIN = ("C", "POSIX")
_PUT_BY_PYTHON = ("C.UTF-8", "C.utf8")
"""What Python sets LC_CTYPE to in a plain locale, before anybody can look (PEP 538)."""


def choose_glyphs(option: str, encoding: str, environment: Mapping[str, str]) -> Glyphs:
    """The set the option asks for; `auto` takes Unicode where the terminal has it.

    `encoding` is what Python writes in. In the locales C and POSIX that is UTF-8 all the same (PEP 538 and
    540), so the environment is asked too: the first of LC_ALL, LC_CTYPE and LANG that says something
    (POSIX, XBD 8.2). Where none does, as in many a container and over many an SSH, nobody said what the
    terminal is, and nearly all are UTF-8. PYTHONIOENCODING is a word about Python alone, and the last.
    """
    if option != "auto":
        return UNICODE if option == "unicode" else ASCII
    told = next(filter(None, map(environment.get, ("LC_ALL", "LC_CTYPE", "LANG"))), "")
    if told in _PUT_BY_PYTHON and environment.get("LANG") in _PLAIN and not environment.get("LC_ALL"):
        told = environment["LANG"]
    _, dot, codeset = told.partition("@")[0].partition(".")
    has_unicode = _is_unicode(encoding)
    if not environment.get("PYTHONIOENCODING"):
        has_unicode = has_unicode and told not in _PLAIN and (not dot or _is_unicode(codeset))
    return UNICODE if has_unicode else ASCII


def _is_unicode(encoding: str) -> bool:
    return "utf" in encoding.lower().replace("-", "")
