"""What is wrong in a workflow file: every mistake, with its place, what is allowed and the nearest word."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.core.block_sums import BlockSum, sums
from jornada.core.mistakes import WARNINGS, Mistake, Problem
from jornada.core.workflow import Break, Goal, Kpi, Milestone, ResponseTarget, Retainer, Step, Workflow
from jornada.core.workflow_check import read_workflow

ZONES = {"Europe/Madrid", "America/Santiago", "UTC"}

GOOD = """
version = 1
title = "A plan"
timezone = "Europe/Madrid"
days = ["tue", "mon"]
daily_minutes = 300

[strategy]
summary = "First listen.\\nThen speak."

[[objective]]
key = "trust"
title = "Trust"

[[role]]
key = "community"
title = "Community manager"

[[brand]]
key = "acme"
title = "Café Ñandú"
colour = "#AABBCC"
retainer = { minutes = 840, per = "month" }
requirements = "Legal reads."
resources = "Photos."
goals = "Be known."

[[area]]
key = "listening"
title = "Listening"
rank = 1
colour = 1

[[area]]
key = "updating"
title = "Updating"
rank = 2

[[block]]
key = "morning"
title = "Morning"
start = "09:00"
end = "12:00"
breaks = [{ title = "Coffee", start = "10:00", end = "10:15" }]
reserve = { minutes = 45, mon = 30 }

[[block]]
key = "late"
title = "Late"
start = "22:45"
end = "01:15"
breaks = [{ title = "Supper", start = "00:00", end = "00:15" }]

[[task]]
key = "sweep"
area = "listening"
title = "Sweep"
block = "morning"
minutes = 120
repeat = "Working  days"
from = "2026-01-01"
until = 2036-12-31
if_missed = "keep"
rank = 7
goal = { text = "No mention unseen", target = 2.5, unit = "%", per = "week" }
milestone = { text = "Triaged", due = "Tue 09:45" }
brand = "acme"
role = "community"
objective = "trust"
procedure = ["Open", "Close"]

[[task]]
key = "more"
area = "updating"
title = "More on Mondays"
block = "morning"
minutes = 15
repeat = "weekly mon"

[[task]]
key = "night"
area = "updating"
title = "Night"
block = "late"
minutes = 135
repeat = "daily"

[[campaign]]
key = "xmas"
title = "Christmas"
brand = "acme"
from = "2026-12-01"
until = "2026-12-22"
steps = [
  { title = "Brief", due = "2026-11-26", who = "Legal", needs = "Rules" },
  { title = "Raffle", due = "2026-12-22" },
]
"""
SHORT = """
version = 1
title = "Short"
timezone = "UTC"
days = ["mon"]
"""


def read(text: str) -> tuple[Workflow | None, tuple[Mistake, ...]]:
    return read_workflow(tomllib.loads(text), name="plan", hash="abc", timezones=ZONES)


def changed(old: str, new: str, text: str = GOOD) -> tuple[Mistake, ...]:
    """The mistakes of a plan that is good but for one place."""
    assert text.count(old) == 1, old
    return read(text.replace(old, new))[1]


def test_a_good_file_is_read_whole() -> None:
    found, mistakes = read(GOOD)
    assert found
    # The first days of 2037 have no sweep any more.
    assert [mistake.problem for mistake in mistakes] == [Problem.BLOCK_SUM, Problem.BLOCK_SUM]
    assert (found.name, found.hash, found.title, found.timezone) == ("plan", "abc", "A plan", "Europe/Madrid")
    assert (found.days, found.daily_minutes) == ((0, 1), 300)
    assert found.summary == "First listen.\nThen speak."
    assert (found.objectives[0].key, found.roles[0].title) == ("trust", "Community manager")
    (brand,) = found.brands
    assert (brand.title, brand.colour, brand.retainer) == (
        "Café Ñandú",
        "#aabbcc",
        Retainer(minutes=840, per="month"),
    )
    assert (brand.requirements, brand.resources, brand.goals) == ("Legal reads.", "Photos.", "Be known.")
    assert [(area.key, area.rank, area.colour) for area in found.areas] == [
        ("listening", 1, 1),
        ("updating", 2, 0),
    ]
    morning, late = found.blocks
    assert morning.breaks == (Break(title="Coffee", start=dt.time(10), end=dt.time(10, 15)),)
    assert (morning.reserve, morning.reserve_by_weekday) == (45, ((0, 30),))
    assert (late.start, late.end, late.working_minutes, late.reserve) == (
        dt.time(22, 45),
        dt.time(1, 15),
        135,
        0,
    )
    sweep = found.tasks[0]
    assert (sweep.area, sweep.title, sweep.block, sweep.minutes) == ("listening", "Sweep", "morning", 120)
    assert sweep.repeat.text == "working days"
    assert (sweep.start, sweep.until) == (dt.date(2026, 1, 1), dt.date(2036, 12, 31))
    assert (sweep.if_missed, sweep.rank) == ("keep", 7)
    assert sweep.goal == Goal(text="No mention unseen", target=2.5, unit="%", per="week")
    assert sweep.milestone == Milestone(text="Triaged", due="tue 09:45")
    assert (sweep.brand, sweep.role, sweep.objective) == ("acme", "community", "trust")
    assert sweep.procedure == ("Open", "Close")
    more = found.tasks[1]
    assert (more.start, more.until, more.if_missed, more.rank) == (None, None, "lapse", None)
    assert (more.goal, more.milestone, more.brand, more.procedure) == (None, None, "", ())
    (campaign,) = found.campaigns
    assert (campaign.start, campaign.until, campaign.brand) == (
        dt.date(2026, 12, 1),
        dt.date(2026, 12, 22),
        "acme",
    )
    assert campaign.steps[0] == Step(title="Brief", due=dt.date(2026, 11, 26), who="Legal", needs="Rules")


ENDLESS = GOOD.replace("until = 2036-12-31\n", "")


def test_a_good_file_that_adds_up_has_no_mistake() -> None:
    found, mistakes = read(ENDLESS)
    assert found
    assert mistakes == ()


def test_the_least_file_is_read_with_a_warning_that_it_has_no_blocks() -> None:
    found, mistakes = read(SHORT)
    assert found
    assert mistakes == (Mistake(("block",), Problem.NO_BLOCKS),)


def test_an_empty_file_lacks_what_is_needed() -> None:
    found, mistakes = read("")
    assert found is None
    missing = [mistake.path for mistake in mistakes if mistake.problem is Problem.MISSING]
    assert set(missing) == {("version",), ("title",), ("timezone",), ("days",)}


def test_another_version_is_the_only_mistake() -> None:
    found, mistakes = read('version = 2\ntitle = 5\nnew = "key"')
    assert found is None
    assert mistakes == (Mistake(("version",), Problem.BAD_VERSION, "2", ("1",)),)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('title = "A plan"', "", Mistake(("title",), Problem.MISSING)),
        ('title = "A plan"', 'title = " \\u200b "', Mistake(("title",), Problem.EMPTY)),
        ('title = "A plan"', "title = 5", Mistake(("title",), Problem.NOT_TEXT, "5", (), '"5"')),
        ('title = "A plan"', "title = true", Mistake(("title",), Problem.NOT_TEXT, "true")),
        ("version = 1", 'version = "1"', Mistake(("version",), Problem.NOT_WHOLE_NUMBER, "1", ("0–99",))),
        (
            '"Europe/Madrid"',
            '"Europe/Madird"',
            Mistake(
                ("timezone",),
                Problem.BAD_TIMEZONE,
                "Europe/Madird",
                ("Europe/Madrid", "America/Santiago", "UTC"),
                "Europe/Madrid",
            ),
        ),
        ('["tue", "mon"]', '"mon"', Mistake(("days",), Problem.NOT_LIST, "mon")),
        (
            '["tue", "mon"]',
            '["mon", "Monday"]',
            Mistake(
                ("days", 1),
                Problem.BAD_WEEKDAY,
                "Monday",
                ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
                "mon",
            ),
        ),
        ('["tue", "mon"]', '["mon", "mon"]', Mistake(("days", 1), Problem.DUPLICATE, "mon")),
        (
            '["tue", "mon"]',
            "[]",
            Mistake(("days",), Problem.EMPTY, "", ("mon", "tue", "wed", "thu", "fri", "sat", "sun")),
        ),
        (
            "daily_minutes = 300",
            "daily_minutes = 300.0",
            Mistake(("daily_minutes",), Problem.NOT_WHOLE_NUMBER, "300.0", ("1–1440",)),
        ),
        (
            "daily_minutes = 300",
            "daily_minutes = 1441",
            Mistake(("daily_minutes",), Problem.OUT_OF_RANGE, "1441", ("1–1440",)),
        ),
        (
            'key = "xmas"',
            'key = "Año Ñ"',
            Mistake(("campaign", 0, "key"), Problem.BAD_KEY, "Año Ñ", (), "ano-n"),
        ),
        (
            'key = "night"',
            'key = "more"',
            Mistake(("task", 2, "key"), Problem.DUPLICATE, "more"),
        ),
        ("rank = 2", "rank = 0", Mistake(("area", 1, "rank"), Problem.OUT_OF_RANGE, "0", ("1–99",))),
        (
            "colour = 1\n",
            "colour = 13\n",
            Mistake(("area", 0, "colour"), Problem.BAD_COLOUR, "13", ("1–12", "#rrggbb")),
        ),
        (
            "#AABBCC",
            "red",
            Mistake(("brand", 0, "colour"), Problem.BAD_COLOUR, "red", ("1–12", "#rrggbb")),
        ),
        (
            "colour = 1\n",
            "color = 1\n",
            Mistake(
                ("area", 0, "color"),
                Problem.UNKNOWN_KEY,
                "color",
                ("key", "title", "rank", "colour"),
                "colour",
            ),
        ),
        (
            "minutes = 840",
            "minutes = 0",
            Mistake(("brand", 0, "retainer", "minutes"), Problem.OUT_OF_RANGE, "0", ("1–44640",)),
        ),
        (
            'per = "month"',
            'per = "moth"',
            Mistake(("brand", 0, "retainer", "per"), Problem.NOT_ALLOWED, "moth", ("week", "month"), "month"),
        ),
        (
            'retainer = { minutes = 840, per = "month" }',
            "retainer = 840",
            Mistake(("brand", 0, "retainer"), Problem.NOT_TABLE, "840", ("minutes", "per")),
        ),
        (
            '"09:00"',
            '"9:00"',
            Mistake(("block", 0, "start"), Problem.BAD_TIME, "9:00", ("00:00–23:59",), "09:00"),
        ),
        (
            '"12:00"',
            '"24:00"',
            Mistake(("block", 0, "end"), Problem.BAD_TIME, "24:00", ("00:00–23:59",)),
        ),
        (
            '"09:00"',
            "09:00:00",
            Mistake(("block", 0, "start"), Problem.NOT_TEXT, "09:00:00", (), '"09:00"'),
        ),
        ('"12:00"', '"09:00"', Mistake(("block", 0, "end"), Problem.NO_LENGTH, "09:00")),
        ('end = "12:00"', 'end = "23:00"', Mistake(("block", 1), Problem.OVERLAPS, "morning")),
        ('start = "09:00"', 'start = "00:30"', Mistake(("block", 1), Problem.OVERLAPS, "morning")),
        (
            '"10:00", end = "10:15"',
            '"11:50", end = "12:10"',
            Mistake(("block", 0, "breaks", 0), Problem.BREAK_OUTSIDE, "11:50–12:10", ("09:00–12:00",)),
        ),
        (
            '"10:00", end = "10:15"',
            '"08:00", end = "08:10"',
            Mistake(("block", 0, "breaks", 0), Problem.BREAK_OUTSIDE, "08:00–08:10", ("09:00–12:00",)),
        ),
        (
            'end = "10:15" }',
            'end = "10:15" }, { title = "Tea", start = "10:10", end = "10:20" }',
            Mistake(("block", 0, "breaks", 1), Problem.OVERLAPS, "10:00–10:15"),
        ),
        (
            "mon = 30",
            "mon = -1",
            Mistake(("block", 0, "reserve", "mon"), Problem.OUT_OF_RANGE, "-1", ("0–1440",)),
        ),
        (
            "minutes = 45, mon = 30",
            "mon = 30",
            Mistake(("block", 0, "reserve", "minutes"), Problem.MISSING),
        ),
        (
            "reserve = { minutes = 45, mon = 30 }",
            'reserve = "30"',
            Mistake(("block", 0, "reserve"), Problem.NOT_WHOLE_NUMBER, "30", ("0–1440",)),
        ),
        (
            'area = "listening"',
            'area = "listning"',
            Mistake(
                ("task", 0, "area"),
                Problem.UNKNOWN_REFERENCE,
                "listning",
                ("listening", "updating"),
                "listening",
            ),
        ),
        (
            'brand = "acme"\nrole',
            'brand = "café ñandú"\nrole',
            Mistake(("task", 0, "brand"), Problem.UNKNOWN_REFERENCE, "café ñandú", ("acme",), "acme"),
        ),
        (
            'block = "late"',
            'block = "evening"',
            Mistake(("task", 2, "block"), Problem.UNKNOWN_REFERENCE, "evening", ("morning", "late")),
        ),
        (
            'role = "community"',
            'role = "x"',
            Mistake(("task", 0, "role"), Problem.UNKNOWN_REFERENCE, "x", ("community",)),
        ),
        (
            'objective = "trust"',
            'objective = "x"',
            Mistake(("task", 0, "objective"), Problem.UNKNOWN_REFERENCE, "x", ("trust",)),
        ),
        (
            'brand = "acme"\nfrom',
            'brand = "x"\nfrom',
            Mistake(("campaign", 0, "brand"), Problem.UNKNOWN_REFERENCE, "x", ("acme",)),
        ),
        ("minutes = 135", "", Mistake(("task", 2, "minutes"), Problem.MISSING)),
        (
            "minutes = 135",
            "minuts = 135",
            Mistake(
                ("task", 2, "minuts"),
                Problem.UNKNOWN_KEY,
                "minuts",
                (
                    "key",
                    "area",
                    "title",
                    "block",
                    "minutes",
                    "repeat",
                    "from",
                    "until",
                    "if_missed",
                    "rank",
                    "goal",
                    "milestone",
                    "brand",
                    "role",
                    "objective",
                    "procedure",
                ),
                "minutes",
            ),
        ),
        (
            "minutes = 135",
            "minutes = true",
            Mistake(("task", 2, "minutes"), Problem.NOT_WHOLE_NUMBER, "true", ("0–1440",)),
        ),
        (
            '"weekly mon"',
            '"weekly monday"',
            Mistake(
                ("task", 1, "repeat"),
                Problem.BAD_WEEKDAY,
                "monday",
                ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
                "mon",
            ),
        ),
        ('"weekly mon"', '""', Mistake(("task", 1, "repeat"), Problem.EMPTY)),
        (
            '"weekly mon"',
            '"daily mon"',
            Mistake(("task", 1, "repeat"), Problem.RECURRENCE_EXTRA, "mon"),
        ),
        (
            '"weekly mon"',
            '"every 99 weeks mon"',
            Mistake(("task", 1, "repeat"), Problem.OUT_OF_RANGE, "99", ("1–52",)),
        ),
        (
            '"2026-01-01"',
            '"2026-1-1"',
            Mistake(("task", 0, "from"), Problem.BAD_DATE, "2026-1-1", ("2026-12-01",), "2026-01-01"),
        ),
        (
            '"2026-01-01"',
            '"2026-02-30"',
            Mistake(("task", 0, "from"), Problem.BAD_DATE, "2026-02-30", ("2026-12-01",)),
        ),
        (
            '"2026-01-01"',
            '"2037-01-01"',
            Mistake(("task", 0, "until"), Problem.UNTIL_BEFORE_FROM, "2036-12-31", ("2037-01-01",)),
        ),
        (
            '"keep"',
            '"kep"',
            Mistake(("task", 0, "if_missed"), Problem.NOT_ALLOWED, "kep", ("lapse", "keep"), "keep"),
        ),
        (
            'text = "No mention unseen", ',
            "",
            Mistake(("task", 0, "goal", "text"), Problem.MISSING),
        ),
        (
            "target = 2.5",
            'target = "2"',
            Mistake(("task", 0, "goal", "target"), Problem.NOT_NUMBER, "2"),
        ),
        (
            "target = 2.5",
            "target = nan",
            Mistake(("task", 0, "goal", "target"), Problem.OUT_OF_RANGE, "nan", ("> 0", "≤ 1000000000")),
        ),
        (
            '"Tue 09:45"',
            '"tuesday 9.45"',
            Mistake(
                ("task", 0, "milestone", "due"),
                Problem.BAD_DUE,
                "tuesday 9.45",
                ("09:45", "thu 14:00"),
                "tue 09:45",
            ),
        ),
        (
            '["Open", "Close"]',
            '["Open", ""]',
            Mistake(("task", 0, "procedure", 1), Problem.EMPTY),
        ),
        (
            '["Open", "Close"]',
            '["Open", 5]',
            Mistake(("task", 0, "procedure", 1), Problem.NOT_TEXT, "5"),
        ),
        (
            'due = "2026-11-26"',
            'due = "soon"',
            Mistake(("campaign", 0, "steps", 0, "due"), Problem.BAD_DATE, "soon", ("2026-12-01",)),
        ),
        (
            'until = "2026-12-22"',
            'until = "2026-11-30"',
            Mistake(("campaign", 0, "until"), Problem.UNTIL_BEFORE_FROM, "2026-11-30", ("2026-12-01",)),
        ),
    ],
)
def test_one_mistake_is_named_and_refuses_the_file(old: str, new: str, expected: Mistake) -> None:
    mistakes = changed(old, new)
    errors = [mistake for mistake in mistakes if mistake.severity == "error"]
    assert errors == [expected]
    assert read(GOOD.replace(old, new))[0] is None


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "daily_minutes = 300",
            "daily_minutes = 480",
            Mistake(("daily_minutes",), Problem.DAILY_SUM, "480", ("300",)),
        ),
        (
            "minutes = 15\n",
            "minutes = 16\n",
            Mistake(("block", 0, "mon"), Problem.BLOCK_SUM, "166", ("165",)),
        ),
        ("minutes = 135", "minutes = 130", Mistake(("block", 1), Problem.BLOCK_SUM, "130", ("135",))),
        (
            '"Tue 09:45"',
            '"08:45"',
            Mistake(("task", 0, "milestone", "due"), Problem.DUE_OUTSIDE, "08:45", ("09:00–01:15",)),
        ),
        (
            '"Tue 09:45"',
            '"sat 09:45"',
            Mistake(("task", 0, "milestone", "due"), Problem.DUE_OUTSIDE, "sat 09:45", ("mon", "tue")),
        ),
        (
            'due = "2026-12-22"',
            'due = "2026-12-23"',
            Mistake(("campaign", 0, "steps", 1, "due"), Problem.STEP_LATE, "2026-12-23", ("2026-12-22",)),
        ),
    ],
)
def test_what_does_not_add_up_is_a_warning_and_refuses_nothing(old: str, new: str, expected: Mistake) -> None:
    assert changed(old, new, ENDLESS) == (expected,)
    assert read(ENDLESS.replace(old, new))[0]


def test_every_mistake_is_reported_not_only_the_first() -> None:
    text = GOOD
    for old, new in (
        ('title = "A plan"', "titel = 5"),
        ('"Europe/Madrid"', '"Mars"'),
        ("rank = 2", 'rank = "two"'),
        ('"09:00"', '"nine"'),
        ("minutes = 120", "minutes = -5"),
        ('"daily"', '"dayly"'),
        ('due = "2026-11-26"', "due = 5"),
    ):
        text = text.replace(old, new)
    assert {mistake.path for mistake in read(text)[1]} == {
        ("titel",),
        ("timezone",),
        ("area", 1, "rank"),
        ("block", 0, "start"),
        ("task", 0, "minutes"),
        ("task", 2, "repeat"),
        ("campaign", 0, "steps", 0, "due"),
    }


@pytest.mark.parametrize("kind", ["objective", "role", "brand", "area", "block", "task", "campaign"])
def test_lists_of_tables_are_lists_of_tables(kind: str) -> None:
    _, mistakes = read(SHORT + f'[{kind}]\nkey = "x"')
    assert Mistake((kind,), Problem.NOT_TABLES, "{…}") in mistakes
    _, mistakes = read(SHORT + f"{kind} = [5]")
    assert [(one.path, one.problem) for one in mistakes if one.severity == "error"] == [
        ((kind, 0), Problem.NOT_TABLE)
    ]


def test_text_is_cleaned_and_never_markup() -> None:
    found, mistakes = read(SHORT.replace('"Short"', '" [bold]\\u001b[31mDay\\u202e\\u0007 👩‍💻 "'))
    assert found
    assert found.title == "[bold][31mDay 👩‍💻"
    assert [mistake.problem for mistake in mistakes] == [Problem.NO_BLOCKS]


def test_long_texts_are_refused_and_shown_short() -> None:
    (mistake,) = changed('"More on Mondays"', f'"{"x" * 10_000}"')[:1]
    assert (mistake.problem, mistake.path, mistake.allowed) == (
        Problem.TOO_LONG,
        ("task", 1, "title"),
        ("500",),
    )
    assert len(mistake.value) < 100
    assert not [m for m in changed('"More on Mondays"', f'"{"x" * 500}"') if m.severity == "error"]
    long_prose = changed("First listen.", "y" * 4001)
    assert [m.problem for m in long_prose if m.severity == "error"] == [Problem.TOO_LONG]


def test_numbers_of_any_size_are_refused_in_peace() -> None:
    huge = "0x" + "f" * 6000
    for old in (
        "minutes = 135",
        "minutes = 840",
        "rank = 2",
        "colour = 1\n",
        "daily_minutes = 300",
        "target = 2.5",
    ):
        mistakes = changed(old, old.replace(old.split(" = ")[1].strip(), huge))
        assert [mistake.value for mistake in mistakes if mistake.severity == "error"] == ["…"]


def test_weeks_that_differ_are_all_looked_at() -> None:
    text = ENDLESS.replace('"weekly mon"', '"every 2 weeks mon"')
    assert read(text)[1] == (Mistake(("block", 0, "mon"), Problem.BLOCK_SUM, "150", ("165",)),)


def test_what_comes_monthly_or_once_is_an_extra() -> None:
    extra = (
        '\n[[task]]\nkey = "x"\narea = "updating"\ntitle = "X"\nblock = "late"\nminutes = 90\nrepeat = "{}"\n'
    )
    for repeat in ("monthly 15", "monthly last working day", "once 2026-12-01"):
        assert read(ENDLESS + extra.format(repeat))[1] == ()


def test_dates_at_the_end_of_the_calendar_are_no_trouble() -> None:
    found, _ = read(GOOD.replace("2036-12-31", "9999-12-31"))
    assert found


def test_sums_of_a_day() -> None:
    found, _ = read(ENDLESS)
    assert found
    monday, tuesday = dt.date(2026, 11, 16), dt.date(2026, 11, 17)
    assert sums(found, monday) == (BlockSum("morning", 135, 30, 165), BlockSum("late", 135, 0, 135))
    assert sums(found, tuesday)[0] == BlockSum("morning", 120, 45, 165)
    assert all(one.fits for one in sums(found, monday))
    assert not sums(found, dt.date(2025, 11, 17))[0].fits


SCALARS: st.SearchStrategy[Any] = (
    st.none().map(lambda _: dt.date(2026, 1, 1))
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(
        ["mon", "09:00", "12:00", "daily", "morning", "2026-12-01", "UTC", dt.time(9), dt.date.max]
    )
)
NAMES = st.sampled_from(
    [
        "version",
        "title",
        "timezone",
        "days",
        "daily_minutes",
        "strategy",
        "objective",
        "role",
        "brand",
        "area",
        "block",
        "task",
        "campaign",
        "key",
        "rank",
        "colour",
        "start",
        "end",
        "breaks",
        "reserve",
        "minutes",
        "repeat",
        "from",
        "until",
        "goal",
        "milestone",
        "text",
        "due",
        "per",
        "steps",
        "mon",
    ]
) | st.text(max_size=4)
DOCUMENTS: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=6),
    max_leaves=40,
)


@given(st.dictionaries(NAMES, DOCUMENTS, max_size=10), st.booleans())
def test_any_document_is_read_or_refused(document: Mapping[str, object], right: bool) -> None:
    if right:
        document = {**tomllib.loads(SHORT), **document, "version": 1}
    found, mistakes = read_workflow(document, name="plan", hash="0", timezones=ZONES)
    assert (found is None) == any(mistake.severity == "error" for mistake in mistakes)
    assert all((mistake.problem in WARNINGS) == (mistake.severity == "warning") for mistake in mistakes)


# Response targets


TARGETS = """
[[target]]
severity = 1
first_response = 10

[[target]]
severity = 1
brand = "acme"
update_every = 0
clock = "working"
"""


def test_response_targets_are_read_for_all_and_for_a_brand() -> None:
    workflow, mistakes = read(ENDLESS + TARGETS)

    assert mistakes == ()
    assert workflow is not None
    assert workflow.targets == (
        ResponseTarget(severity=1, first_response_minutes=10),
        ResponseTarget(severity=1, brand="acme", update_minutes=0, clock="working"),
    )


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("severity = 5", Mistake(("target", 0, "severity"), Problem.OUT_OF_RANGE, "5", ("1–4",))),
        ('severity = "S1"', Mistake(("target", 0, "severity"), Problem.NOT_WHOLE_NUMBER, "S1", ("1–4",))),
        ("", Mistake(("target", 0, "severity"), Problem.MISSING)),
        (
            'severity = 1\nbrand = "acne"',
            Mistake(("target", 0, "brand"), Problem.UNKNOWN_REFERENCE, "acne", ("acme",), "acme"),
        ),
        (
            "severity = 1\nupdate_every = -1",
            Mistake(("target", 0, "update_every"), Problem.OUT_OF_RANGE, "-1", ("0–10080",)),
        ),
        (
            'severity = 1\nclock = "work"',
            Mistake(("target", 0, "clock"), Problem.NOT_ALLOWED, "work", ("wall", "working"), "working"),
        ),
        (
            "severity = 1\nupdate_evry = 3",
            Mistake(
                ("target", 0, "update_evry"),
                Problem.UNKNOWN_KEY,
                "update_evry",
                ("severity", "brand", "first_response", "update_every", "clock"),
                "update_every",
            ),
        ),
        (
            'severity = 1\n\n[[target]]\nseverity = 1\nclock = "wall"',
            Mistake(("target", 1, "severity"), Problem.DUPLICATE, "1"),
        ),
    ],
)
def test_what_is_wrong_in_a_response_target(text: str, mistake: Mistake) -> None:
    workflow, mistakes = read(f"{GOOD}\n[[target]]\nfirst_response = 5\n{text}\n")

    assert workflow is None
    assert mistakes == (mistake,)


def test_a_response_target_that_says_nothing() -> None:
    _, mistakes = read(f"{GOOD}\n[[target]]\nseverity = 2\n")

    allowed = ("first_response", "update_every", "clock")
    assert mistakes == (Mistake(("target", 0), Problem.EMPTY, "", allowed),)


# Measures of the week


KPIS = """
[[kpi]]
key = "followers"
brand = "acme"
target = 1500

[[kpi]]
key = "signups"
title = "Sign-ups"
unit = "people"

[[kpi]]
key = "signups"
title = "Sign-ups here"
brand = "acme"
target = 2.5
"""


def test_measures_are_read_for_all_and_for_a_brand() -> None:
    found, mistakes = read(GOOD + KPIS)
    assert found
    assert not [mistake for mistake in mistakes if mistake.severity == "error"]
    assert found.kpis == (
        Kpi(key="followers", brand="acme", target=1500),
        Kpi(key="signups", title="Sign-ups", unit="people"),
        Kpi(key="signups", title="Sign-ups here", brand="acme", target=2.5),
    )


@pytest.mark.parametrize(
    ("lines", "mistake"),
    [
        ('key = "mood"', Mistake(("kpi", 3, "title"), Problem.MISSING)),
        ('key = "signups"\ntitle = "x"', Mistake(("kpi", 3, "key"), Problem.DUPLICATE, "signups")),
        (
            'key = "reach"\nbrand = "acne"',
            Mistake(("kpi", 3, "brand"), Problem.UNKNOWN_REFERENCE, "acne", ("acme",), "acme"),
        ),
        (
            'key = "reach"\ntarget = 0',
            Mistake(("kpi", 3, "target"), Problem.OUT_OF_RANGE, "0", ("> 0", "≤ 1000000000")),
        ),
    ],
)
def test_a_wrong_measure_is_named(lines: str, mistake: Mistake) -> None:
    assert mistake in read(f"{GOOD}{KPIS}\n[[kpi]]\n{lines}\n")[1]
