"""The words on the page of a workflow: days, minutes, hours, milestones, in a person's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from string import ascii_uppercase

from jornada.core.calendar import Due
from jornada.core.chart import Chart, ChartBlock, ChartBrand, ChartGroup, ChartTask, Days, Load, Pace
from jornada.core.text import clean
from jornada.core.workflow import Block, Retainer
from jornada.present.words import N_, Words

_A_MONDAY = dt.date(1970, 1, 5)
_ORDINALS = {1: N_("1st"), 2: N_("2nd"), 3: N_("3rd"), 4: N_("4th"), -1: N_("last")}


class Part(StrEnum):
    """What of the page is shown."""

    WHOLE = "whole"
    DAY = "day"
    WEEK = "week"

    @property
    def has_day(self) -> bool:
        return self is not Part.WEEK

    @property
    def has_week(self) -> bool:
        return self is not Part.DAY


def weekday(words: Words, day: int) -> str:
    """The short name of a weekday, Monday 0."""
    return words.weekday_short(_A_MONDAY + dt.timedelta(days=day))


LEAST_NAME = 5
"""Letters of a word that can stand for the name of a brand."""


def weekdays(words: Words, days: Sequence[int]) -> str:
    """ "Mon–Thu", "Mon Fri": from three in a row on, a span."""
    if len(days) >= 3 and all(after == before + 1 for before, after in pairwise(days)):
        return f"{weekday(words, days[0])}–{weekday(words, days[-1])}"
    return " ".join(weekday(words, day) for day in days)


def days_text(words: Words, days: Days) -> str:
    """When a task comes: "Mon–Thu", "every 2 weeks: Mon", "last working day of the month"."""
    match days.pace:
        case Pace.WEEKS if days.weeks == 1:
            said = weekdays(words, days.weekdays)
        case Pace.WEEKS:
            said = words.gettext("every {weeks} weeks: {days}").format(
                weeks=days.weeks, days=weekdays(words, days.weekdays)
            )
        case Pace.DAY_OF_MONTH:
            said = words.gettext("day {day} of the month").format(day=days.day)
        case Pace.WEEKDAY_OF_MONTH:
            said = words.gettext("{ordinal} {weekday} of the month").format(
                ordinal=words.gettext(_ORDINALS[days.ordinal]), weekday=weekday(words, days.weekdays[0])
            )
        case Pace.WORKING_DAY_OF_MONTH:
            said = words.gettext("{ordinal} working day of the month").format(
                ordinal=words.gettext(_ORDINALS[days.ordinal])
            )
        case Pace.ONCE:
            said = str(days.date)
    if days.start:
        said = words.gettext("{days} from {date}").format(days=said, date=days.start)
    if days.until:
        said = words.gettext("{days} until {date}").format(days=said, date=days.until)
    return said


def minutes_text(task: ChartTask) -> str:
    """ "25", or "25/20" where the minutes differ by weekday."""
    return "/".join(str(share.minutes) for share in task.shares)


def beside(words: Words, chart: Chart, task: ChartTask, separator: str) -> str:
    """What stands beside a title: its days where it does not come every working day, its brand where the
    title does not name it, its role where it is not the usual one."""
    facts = []
    if not chart.comes_every_working_day(task):
        said = (days_text(words, share.days) for share in task.shares)
        facts.append("/".join(said))
    brand = next((each.brand.title for each in chart.brands if each.brand.key == task.brand), task.brand)
    if brand and not _names_brand(chart, task.title, brand):
        facts.append(clean(brand))
    if task.role and task.role != usual_role(chart):
        facts.append(clean(task.role))
    return f" {separator} ".join(facts)


def _names_brand(chart: Chart, title: str, brand: str) -> bool:
    """Whether a title has a brand's name, or a word of it that is no other brand's: "Cobalto"."""
    others = {
        word for each in chart.brands if each.brand.title != brand for word in _words_of(each.brand.title)
    }
    own = {word for word in _words_of(brand) - others if len(word) >= LEAST_NAME}
    return clean(brand) in clean(title) or bool(own & _words_of(title))


def _words_of(text: str) -> set[str]:
    return set(clean(text).casefold().split())


def usual_role(chart: Chart) -> str:
    """The role that most tasks have; none where there are no roles."""
    roles = [task.role for task in _tasks(chart)]
    return max(chart.roles, key=roles.count, default="")


def mark_of(objective: int | None) -> str:
    """The letter by which a goal names its objective; none for those past the alphabet."""
    if objective is None or objective >= len(ascii_uppercase):
        return ""
    return ascii_uppercase[objective]


def goal_text(group: ChartGroup) -> str:
    """The goal of tasks and the letter of their objective: "No urgent mention unseen (A)"."""
    mark = mark_of(group.objective)
    goal = clean(group.goal)
    if not mark:
        return goal
    return f"{goal} ({mark})" if goal else f"({mark})"


def due_text(words: Words, due: Due | None, *, of: ChartTask | None = None) -> str:
    """ "09:45", "Thu 14:00"; without the weekday beside a task `of` that comes on that day alone."""
    if due is None:
        return ""
    time = f"{due.time:%H:%M}"
    days = {day for share in of.shares for day in share.days.weekdays} if of else set()
    return time if due.weekday is None or days == {due.weekday} else f"{weekday(words, due.weekday)} {time}"


def milestone_text(words: Words, group: ChartGroup) -> str:
    """ "09:45 Triaged"; empty without a milestone."""
    return f"{due_text(words, group.due)} {clean(group.milestone)}".strip()


def hours_text(block: Block) -> str:
    """ "09:00–12:00"."""
    return f"{block.start:%H:%M}–{block.end:%H:%M}"


def breaks_text(words: Words, block: Block) -> str:
    """ "Lunch 14:00–15:00"; empty without breaks."""
    return ", ".join(f"{clean(each.title)} {each.start:%H:%M}–{each.end:%H:%M}" for each in block.breaks)


def reserve_text(words: Words, chart: Chart, block: ChartBlock) -> str:
    """ "30 min", or "75 min · Mon 60 min" where weekdays differ; empty where nothing is kept free."""
    reserves = {day: load.reserve for day, load in zip(chart.days, block.loads, strict=True)}
    working = [reserves[day] for day in chart.working_days]
    usual = max(working, key=working.count, default=0)
    others = [day for day in chart.working_days if reserves[day] != usual]
    if not usual and not others:
        return ""
    said = [words.duration(usual)]
    said += [f"{weekday(words, day)} {words.duration(reserves[day])}" for day in others]
    return ", ".join(said)


def load_text(load: Load) -> str:
    """The minutes of a block on a day, and by how many they miss it: "180", "190 (+10)"."""
    return f"{load.total} ({load.difference:+d})" if load.difference else str(load.total)


def week_text(words: Words, minutes: int) -> str:
    """ "4 h a week"; empty where there is nothing every week."""
    return words.gettext("{duration} a week").format(duration=words.duration(minutes)) if minutes else ""


def brand_text(words: Words, brand: ChartBrand) -> str:
    """What is planned for a brand, and what its client pays for."""
    said = [week_text(words, brand.week_minutes)]
    retainer = brand.brand.retainer
    if retainer is not None:
        said.append(retainer_text(words, retainer))
    return ", ".join(filter(None, said))


def brand_facts(words: Words, brand: ChartBrand) -> tuple[tuple[str, str], ...]:
    """What a brand wants, requires and has: a heading and a text each; those it says nothing of left out."""
    facts = (
        (words.gettext("Goals"), brand.brand.goals),
        (words.gettext("Requirements"), brand.brand.requirements),
        (words.gettext("Resources"), brand.brand.resources),
    )
    return tuple((heading, " ".join(clean(text).split())) for heading, text in facts if text)


def span_text(words: Words, chart: Chart) -> str:
    """The working week in a line: "Mon–Fri · 40 h a week"."""
    facts = (weekdays(words, chart.working_days), week_text(words, chart.week.working))
    return " · ".join(filter(None, facts))


def notes(words: Words, chart: Chart, part: Part) -> tuple[str, ...]:
    """What one must know to read the page."""
    said = []
    every = [chart.comes_every_working_day(task) for task in _tasks(chart)]
    if part.has_day and any(every) and not all(every):
        said.append(words.gettext("Where no days are named, a task comes every working day."))
    if part.has_day and len(chart.roles) > 1:
        told = words.gettext("Where no role is named, it is that of: {role}.")
        said.append(told.format(role=clean(usual_role(chart))))
    if chart.has_rarer:
        said.append(words.gettext("What comes less often than every week is in no sum."))
    return tuple(said)


def retainer_text(words: Words, retainer: Retainer) -> str:
    duration = words.duration(retainer.minutes)
    if retainer.per == "week":
        return words.gettext("retainer {duration} a week").format(duration=duration)
    return words.gettext("retainer {duration} a month").format(duration=duration)


def _tasks(chart: Chart) -> list[ChartTask]:
    return [task for place in range(len(chart.blocks)) for _, task in chart.tasks(place)]
