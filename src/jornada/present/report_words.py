"""What a report says in sentences, and what its periods, dimensions and keys are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jornada.core.adherence import Adherence, BlockAdherence, Cause, Pace
from jornada.core.dataclass import dataclass
from jornada.core.findings import Findings
from jornada.core.periods import Period, PeriodKind
from jornada.core.report import FOCUS_FROM_MINUTES, Focus
from jornada.core.spent import Dimension
from jornada.core.state import State
from jornada.core.unforeseen import AREA as UNFORESEEN
from jornada.core.workflow import Workflow
from jornada.present.looks import area_look, brand_look
from jornada.present.sentences import named
from jornada.present.words import N_, Words

DIMENSIONS: Mapping[Dimension, str] = {
    Dimension.AREA: N_("area"),
    Dimension.BLOCK: N_("block"),
    Dimension.BRAND: N_("brand"),
    Dimension.OBJECTIVE: N_("objective"),
    Dimension.ROLE: N_("role"),
    Dimension.TASK: N_("task"),
}
"""What a report is told by, in the order of the key that goes through them; message ids."""
_NONE: Mapping[Dimension, str] = {
    Dimension.AREA: N_("No area"),
    Dimension.BLOCK: N_("No block"),
    Dimension.BRAND: N_("No brand"),
    Dimension.OBJECTIVE: N_("No objective"),
    Dimension.ROLE: N_("No role"),
    Dimension.TASK: N_("No task"),
}
PERIODS: Mapping[PeriodKind, str] = {
    PeriodKind.DAY: N_("day"),
    PeriodKind.WEEK: N_("week"),
    PeriodKind.MONTH: N_("month"),
    PeriodKind.QUARTER: N_("quarter"),
    PeriodKind.YEAR: N_("year"),
    PeriodKind.RANGE: N_("range"),
}
_BROKE: Mapping[Cause, str] = {
    Cause.INCIDENTS: N_("incidents took {minutes} of it"),
    Cause.OTHER_TASKS: N_("tasks of other blocks took {minutes} of it"),
    Cause.NOTHING: N_("no timer ran for {minutes} of it"),
}
_MORE: tuple[tuple[float, str], ...] = (
    (0.25, N_("a quarter more")),
    (1 / 3, N_("a third more")),
    (0.5, N_("half as much again")),
    (1.0, N_("twice as many")),
    (-0.25, N_("a quarter less")),
    (-1 / 3, N_("a third less")),
    (-0.5, N_("half as many")),
)
"""Changes with a word of their own."""
NEAR, THE_SAME = 0.02, 0.05
"""So near to one of these it has that word; a smaller change than this is none."""
MANY = 1.0
"""A greater change than this is told by how many times as many they are."""


@dataclass(frozen=True, slots=True)
class Said:
    """A plain sentence, and the figures behind it."""

    sentence: str
    figures: str = ""


def period_title(words: Words, period: Period) -> str:
    """ "week 47: Monday 16 November – Sunday 22 November"."""
    if period.kind is PeriodKind.DAY:
        return words.full_date(period.first)
    if period.kind is PeriodKind.MONTH:
        return words.gettext("{month} {year}").format(
            month=words.month(period.first).capitalize(), year=period.first.year
        )
    if period.kind is PeriodKind.YEAR:
        return words.gettext("the year {year}").format(year=period.first.year)
    if period.kind is PeriodKind.QUARTER:
        return words.gettext("quarter {number} of {year}").format(
            number=(period.first.month + 2) // 3, year=period.first.year
        )
    if period.kind is PeriodKind.WEEK:
        return words.gettext("week {number}: {first} – {last}").format(
            number=period.first.isocalendar().week,
            first=words.day_title(period.first),
            last=words.full_date(period.last),
        )
    return words.gettext("{first} – {last}").format(
        first=words.full_date(period.first), last=words.full_date(period.last)
    )


def period_short(words: Words, period: Period) -> str:
    """The same in little room."""
    if period.kind is PeriodKind.WEEK:
        year, number, _ = period.first.isocalendar()
        return words.gettext("week {number} of {year}").format(number=number, year=year)
    if period.kind is PeriodKind.RANGE:
        return f"{period.first.isoformat()} – {period.last.isoformat()}"
    if period.kind is PeriodKind.DAY:
        return words.day_title(period.first)
    return period_title(words, period)


def titles_of(words: Words, state: State, found: Findings, workflow: Workflow) -> Mapping[str, str]:
    """What the tasks of a report are called, by their key; also those that the plan no longer has."""
    titles = {spell.facts.task: state.subject_title(spell.subject) for spell in found.report.spent.spells}
    titles |= {each.facts.task: each.title for each in found.report.planned.times}
    titles |= {task.key: task.title for task in workflow.tasks if task.key in titles}
    return {key: named(words, title) for key, title in titles.items()}


def look_of(
    words: Words, workflow: Workflow, dimension: Dimension, key: str, tasks: Mapping[str, str]
) -> tuple[str, str]:
    """What a key of a dimension is called, and the role of its colour. `tasks` are their titles."""
    if not key:
        return words.gettext(_NONE[dimension]), "muted"
    if dimension is Dimension.BRAND:
        return brand_look(workflow, key)
    if dimension is Dimension.TASK:
        return tasks.get(key, key), ""
    if dimension is Dimension.AREA:
        if key == UNFORESEEN and key not in workflow.area_by_key:
            return words.gettext("The unforeseen"), ""
        return area_look(workflow, key)
    return _titles(workflow, dimension).get(key, key), ""


def _titles(workflow: Workflow, dimension: Dimension) -> Mapping[str, str]:
    if dimension is Dimension.BLOCK:
        return {block.key: block.title for block in workflow.blocks}
    if dimension is Dimension.OBJECTIVE:
        return {objective.key: objective.title for objective in workflow.objectives}
    return {role.key: role.title for role in workflow.roles}


# Numbers


def hours_minutes(minutes: int) -> str:
    """ "12:05" of a table: hours and minutes, with a minus sign where it is less than nothing."""
    sign = "-" if minutes < 0 else ""
    return f"{sign}{abs(minutes) // 60}:{abs(minutes) % 60:02}"


def difference(minutes: int) -> str:
    """ "+1:05", "-0:20", "0:00"."""
    return f"+{hours_minutes(minutes)}" if minutes > 0 else hours_minutes(minutes)


def week_before(minutes: Sequence[int]) -> int:
    """What a week before the last one had on average, in minutes."""
    return round(sum(minutes[:-1]) / max(1, len(minutes) - 1))


def percent(words: Words, share: float) -> str:
    """ "34 %", of a share of 1."""
    return words.gettext("{n} %").format(n=round(share * 100))


def rate(words: Words, value: float) -> str:
    """A rate as people say it: "12", and "2.5" where it is small."""
    if value >= 10 or round(value, 1) == round(value):
        return f"{value:.0f}"
    whole, _, tenth = f"{value:.1f}".partition(".")
    return words.gettext("{whole}.{tenth}").format(whole=whole, tenth=tenth)


def change(words: Words, share: float) -> str:
    """ "a quarter more", "18 % less", "about the same": a change of 0.25 is a quarter more."""
    if abs(share) < THE_SAME:
        return words.gettext("about the same")
    for value, said in _MORE:
        if abs(share - value) <= NEAR:
            return words.gettext(said)
    if share > MANY:
        return words.gettext("{n} times as many").format(n=rate(words, 1 + share))
    if share > 0:
        return words.gettext("{percent} more").format(percent=percent(words, share))
    return words.gettext("{percent} less").format(percent=percent(words, -share))


# Sentences


def pace_said(words: Words, pace: Pace, *, this_week: bool) -> Said:
    """ "Conversations: 15 an hour this week, 12 over the eight weeks before: a quarter more"."""
    title, week = named(words, pace.title), words.gettext("this week" if this_week else "that week")
    now, before, moved = pace.per_hour, pace.before_per_hour, pace.change
    if now is None:
        said = words.gettext("{title}: too little time {week} to say how many an hour")
        sentence = said.format(title=title, week=week)
        if before is not None:
            more = words.gettext("{title}: too little time {week} to say; {n} an hour before")
            sentence = more.format(title=title, week=week, n=rate(words, before))
    elif not now and before is not None:
        said = words.gettext("{title}: none counted {week}, {n} an hour over the eight weeks before")
        sentence = said.format(title=title, week=week, n=rate(words, before))
    elif before is None:
        said = words.gettext("{title}: {n} an hour {week}, nothing to hold it against yet")
        sentence = said.format(title=title, week=week, n=rate(words, now))
    else:
        said = words.gettext("{title}: {n} an hour {week}, {before} over the eight weeks before")
        sentence = said.format(title=title, week=week, n=rate(words, now), before=rate(words, before))
        if moved is not None:
            sentence = words.gettext("{said}: {change}").format(said=sentence, change=change(words, moved))
    figures = words.gettext("{count} in {minutes}; before {old_count} in {old_minutes}").format(
        count=pace.count,
        minutes=words.duration(pace.minutes),
        old_count=pace.before_count,
        old_minutes=words.duration(pace.before_minutes),
    )
    return Said(sentence, figures)


def kept_said(words: Words, found: Adherence) -> Said:
    """ "72 % of the plan was kept; Noon breaks most: incidents took 1 h 40 min of it"."""
    if not found.planned_minutes:
        return Said(words.gettext("No task was planned for the time that was worked"))
    kept = words.gettext("{percent} of the plan was kept").format(percent=percent(words, found.share))
    weakest = found.weakest
    if weakest is not None:
        block = named(words, weakest.title)
        if weakest.cause is None:
            kept = words.gettext("{kept}; {block} breaks most").format(kept=kept, block=block)
        else:
            said = words.gettext(_BROKE[weakest.cause])
            broke = said.format(minutes=words.duration(weakest.lost[weakest.cause]))
            line = words.gettext("{kept}; {block} breaks most: {broke}")
            kept = line.format(kept=kept, block=block, broke=broke)
    figures = words.gettext("{kept} of {planned}: {blocks}").format(
        kept=words.duration(found.kept_minutes),
        planned=words.duration(found.planned_minutes),
        blocks=", ".join(_block_share(words, block) for block in found.blocks if block.planned_minutes),
    )
    return Said(kept, figures)


def _block_share(words: Words, block: BlockAdherence) -> str:
    return f"{named(words, block.title)} {percent(words, block.share)}"


def outcome_said(words: Words, found: Findings) -> str:
    """ "34 of 40 tasks done, 3 dropped, 2 moved to later, 1 left"; empty where none was planned."""
    outcome = found.outcome
    if not outcome.planned:
        return ""
    parts = [
        words.ngettext("{done} of {n} task done", "{done} of {n} tasks done", outcome.planned).format(
            done=len(outcome.done), n=outcome.planned
        )
    ]
    if outcome.dropped:
        count = len(outcome.dropped)
        parts.append(words.ngettext("{n} dropped", "{n} dropped", count).format(n=count))
    if outcome.moved:
        count = len(outcome.moved)
        parts.append(words.ngettext("{n} moved to later", "{n} moved to later", count).format(n=count))
    if outcome.left:
        parts.append(words.gettext("{n} not done").format(n=len(outcome.left)))
    return ", ".join(parts)


def cost_said(words: Words, found: Findings) -> str:
    """What incidents took, against the reserve where that is told."""
    cost = found.cost
    count = len(cost.incidents)
    if not count:
        return words.gettext("No time went to incidents")
    said = words.ngettext("{minutes} went to {n} incident", "{minutes} went to {n} incidents", count).format(
        minutes=words.duration(cost.minutes), n=count
    )
    if found.brand:
        return said
    if not cost.beyond_minutes:
        line = words.gettext("{said}: all within the {reserve} of reserve")
        if not cost.reserve_minutes:
            return said
        return line.format(said=said, reserve=words.duration(cost.reserve_minutes))
    line = words.gettext("{said}, {beyond} of them beyond the reserve of the day")
    return line.format(said=said, beyond=words.duration(cost.beyond_minutes))


def displaced_said(words: Words, count: int) -> str:
    """How many tasks went on days with incidents; the tasks themselves are listed beneath."""
    if not count:
        return words.gettext("No task of those days was dropped or moved to later after they began")
    said = words.ngettext(
        "{n} task of those days was dropped or moved to later after they began:",
        "{n} tasks of those days were dropped or moved to later after they began:",
        count,
    )
    return said.format(n=count)


def nothing_kept(words: Words, found: Findings) -> str:
    """Where no sentence can be said of goals and plan."""
    if found.brand:
        return words.gettext("Nothing was counted towards a goal of this brand yet")
    return words.gettext("Nothing was counted towards a goal yet, and no block has begun")


def private_said(words: Words, found: Focus) -> tuple[str, ...]:
    """How the work was broken up: for the person alone."""
    stretches = words.ngettext(
        "{n} stretch of work, {fragments} of them shorter than {least}",
        "{n} stretches of work, {fragments} of them shorter than {least}",
        found.stretches,
    ).format(n=found.stretches, fragments=found.fragments, least=words.duration(FOCUS_FROM_MINUTES))
    focus = words.gettext("{minutes} of focus, {longest} at the longest").format(
        minutes=words.duration(found.focus_minutes), longest=words.duration(found.longest_minutes)
    )
    interruptions = words.ngettext("{n} interruption", "{n} interruptions", found.interruptions)
    after = words.gettext("{minutes} after hours or on a day off")
    return (
        interruptions.format(n=found.interruptions),
        stretches,
        focus,
        after.format(minutes=words.duration(found.after_hours_minutes)),
    )
