"""The words of the first day: of its questions, of what is wrong with an answer, of what was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from jornada.core.dataclass import replace
from jornada.core.hours import BadHoursError, Hours, HoursProblem
from jornada.core.scaling import Scaled
from jornada.core.text import clean
from jornada.core.workflow import Workflow
from jornada.present.words import N_, Words

LANGUAGE_NAMES: Mapping[str, str] = {"en": "English", "es": "Español"}
"""Each in its own language, so that whoever reads it finds it."""

_WRONG_HOURS: Mapping[HoursProblem, str] = {
    HoursProblem.NOT_HOURS: N_("“{value}” is no working hours: write them like 9-18 or 8:30-17"),
    HoursProblem.NO_SUCH_TIME: N_("“{value}” has no time of the day: write it like 9-18 or 8:30-17"),
    HoursProblem.BACKWARDS: N_("“{value}” ends before it begins"),
    HoursProblem.TOO_SHORT: N_("“{value}” is less than 4 hours"),
    HoursProblem.TOO_LONG: N_("“{value}” is more than 14 hours"),
    HoursProblem.NOT_IN_STEPS: N_("“{value}”: hours go in steps of five minutes"),
}


def question_of(words: Words, name: str) -> tuple[str, str]:
    """What a question is about, and the question itself; `name` is a field of the answers."""
    gettext = words.gettext
    return {
        "language": (gettext("Language"), gettext("In which language?")),
        "workflow": (
            gettext("Workflow"),
            gettext("Which plan of the day do you begin with? All of it can be changed later."),
        ),
        "brand": (gettext("Brand"), gettext("For which brand do you work?")),
        "hours": (gettext("Working hours"), gettext("From when to when do you work?")),
        "timezone": (gettext("Time zone"), gettext("In which time zone are those hours?")),
    }[name]


def without_why(workflow: Workflow) -> Workflow:
    """The workflow without what it is for, so that of its chart the blocks and their tasks come first."""
    brands = tuple(replace(each, requirements="", resources="", goals="") for each in workflow.brands)
    tasks = tuple(replace(each, role="") for each in workflow.tasks)
    return replace(workflow, summary="", objectives=(), roles=(), brands=brands, tasks=tasks)


def hours_problem(words: Words, value: str, bad: BadHoursError) -> str:
    """What is wrong with typed hours, and what may be meant."""
    said = words.gettext(_WRONG_HOURS[bad.problem]).format(value=clean(value)[:30])
    return did_you_mean(words, said, bad.nearest)


def zone_problem(words: Words, value: str, nearest: str | None) -> str:
    """That there is no such time zone, and which one may be meant."""
    said = words.gettext(
        "There is no time zone “{value}”; one is called like Europe/Madrid or America/Bogota"
    )
    return did_you_mean(words, said.format(value=clean(value)[:40]), nearest or "")


def workflow_problem(words: Words, value: str, known: Sequence[str], nearest: str | None) -> str:
    """That no such workflow comes with the program, and which ones do."""
    said = words.gettext("There is no built-in workflow “{value}” ({known})")
    return did_you_mean(words, said.format(value=clean(value)[:40], known=", ".join(known)), nearest or "")


def did_you_mean(words: Words, said: str, nearest: str) -> str:
    """A sentence with the nearest right name after it, where there is one."""
    if not nearest:
        return said
    return words.gettext("{mistake}; did you mean {nearest}?").format(mistake=said, nearest=nearest)


def brand_note(words: Words, workflow: Workflow) -> str:
    """What becomes of a brand's name in this workflow."""
    if not workflow.brands:
        return words.gettext("Every task will be this brand's, and say so")
    return words.gettext(
        "In the place of {brand}; the other brands are made up, change them in the file"
    ).format(brand=clean(workflow.brands[0].title))


def hours_note(words: Words, before: Hours | None, hours: Hours, to: Scaled | None) -> str:
    """What hours make of the blocks."""
    if to is None or before is None:
        return words.gettext("The hours of this workflow: nothing changes")
    blocks = "  ".join(f"{block.start:%H:%M}–{block.end:%H:%M}" for block in to.blocks)
    if before.minutes == hours.minutes:
        return words.gettext("The blocks are moved: {blocks}").format(blocks=blocks)
    return words.gettext("The blocks are scaled: {blocks}; {minutes} of tasks and reserve").format(
        blocks=blocks, minutes=words.duration(to.daily_minutes)
    )


def hours_done(words: Words, before: Hours, after: Hours) -> str:
    """What was done to the blocks, said afterwards."""
    if before.minutes == after.minutes:
        said = words.gettext("Working hours {after}: blocks, breaks and due times were moved from {before}")
    else:
        said = words.gettext(
            "Working hours {after}: blocks, breaks, minutes and due times were scaled from {before}"
        )
    return said.format(after=after, before=before)


def copy_head(words: Words, before: Hours | None, after: Hours | None) -> tuple[str, ...]:
    """Comment lines for the top of a person's own copy of a workflow."""
    lines = [words.gettext("Your own copy: it is used instead of the one that comes with the program.")]
    if before is not None and after is not None:
        lines.append(hours_done(words, before, after) + ".")
    return tuple(lines)


def file_lines(words: Words, config: Path | None, workflow: Path | None, kept: Sequence[Path]) -> list[str]:
    """The files that were written, and those that were left as they are, a line each."""
    lines = []
    if config is not None:
        lines.append(words.gettext("Options: {file}").format(file=clean(str(config))))
    if workflow is not None:
        lines.append(words.gettext("Your workflow: {file}").format(file=clean(str(workflow))))
    for file in kept:
        lines.append(words.gettext("There already, left as it is: {file}").format(file=clean(str(file))))
    return lines
