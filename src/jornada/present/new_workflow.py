"""The text of a new workflow: the least that works, with comments that say how to go on."""

from __future__ import annotations

import tomli_w

from jornada.core.recurrence import WORKING_DAYS
from jornada.present.words import Words


def new_workflow_text(words: Words, title: str, timezone: str) -> str:
    """Two blocks, an area and a task, from Monday to Friday."""
    gettext = words.gettext
    note = [
        gettext("A line that begins with # is a comment. “jornada help workflows” explains every field,"),
        gettext("“jornada workflow check” names every mistake with its line."),
    ]
    blocks = (
        ("morning", gettext("Morning"), "09:00", "13:00", 195),
        ("afternoon", gettext("Afternoon"), "14:00", "18:00", 240),
    )
    lines = [
        *(f"# {line}" for line in note),
        "version = 1",
        _pair("title", title),
        _pair("timezone", timezone),
        'days = ["mon", "tue", "wed", "thu", "fri"]',
        "daily_minutes = 480",
        "",
        f"# {gettext('Areas: the kinds of work. Rank 1 comes first for the audience.')}",
        "[[area]]",
        'key = "listening"',
        _pair("title", gettext("Reputation – Listening")),
        "rank = 1",
        "colour = 1",
        "",
        f"# {gettext('Blocks: the spans of the day. The reserve is kept free for the unforeseen.')}",
    ]
    for key, name, start, end, reserve in blocks:
        lines += [
            "[[block]]",
            f'key = "{key}"',
            _pair("title", name),
            f'start = "{start}"',
            f'end = "{end}"',
            f"reserve = {reserve}",
            "",
        ]
    lines += [
        f"# {gettext('Tasks: copy one to add one. Lower the reserve by as much as you plan.')}",
        "[[task]]",
        'key = "sweep"',
        'area = "listening"',
        _pair("title", gettext("Overnight sweep of mentions")),
        'block = "morning"',
        "minutes = 45",
        _pair("repeat", WORKING_DAYS),
    ]
    return "\n".join(lines) + "\n"


def _pair(name: str, value: str) -> str:
    return tomli_w.dumps({name: value}).rstrip("\n")
