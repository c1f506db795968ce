"""`jornada estimates`: what tasks really take, and writing a better plan into the workflow file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

import click

from jornada.cli import naming
from jornada.cli.commands import Group, argument, command, json_option
from jornada.cli.door import PROGRAM, Door
from jornada.cli.exits import BAD_DATA, NOT_ALLOWED, NOT_WRITTEN, TRY_AGAIN, USAGE, Failure
from jornada.cli.last_list import remembered
from jornada.core.estimates import Estimate, estimates, minutes_edit
from jornada.core.reference import Candidate, Found, find
from jornada.present.words import N_

if TYPE_CHECKING:
    from jornada.core.workflow import Workflow
    from jornada.plan_editor import Outcome


class EstimatesGroup(Group):
    """What can be done with them."""

    sections: ClassVar[Mapping[str, Mapping[str, str]]] = {
        N_("A better plan"): {"apply": "jornada.cli.estimates"}
    }


@click.group(
    "estimates",
    cls=EstimatesGroup,
    invoke_without_command=True,
    help=N_(
        "What each task of the workflow really took, the last 20 times it was timed and done, against what "
        "is planned for it; and what would be a better plan.\n\nHalf of the times took no more than the "
        "first figure, 80 in 100 no more than the second (nearest rank)."
    ),
)
@json_option
@click.pass_context
def estimates_command(context: click.Context, as_json: bool) -> None:
    if context.invoked_subcommand is not None:
        return
    door = context.ensure_object(Door)
    desk = door.desk
    found = estimates(desk.state, desk.workflow, door.today)
    naming.number(door, "estimates", [each.task for each in found])
    if as_json:
        door.say_json(
            {
                "workflow": desk.workflow.name,
                "estimates": [_object(n, each, desk.workflow) for n, each in enumerate(found, 1)],
            }
        )
    else:
        from jornada.present.estimate_lines import estimate_table

        door.say(*estimate_table(door.pen, found, desk.workflow, door.width))


@command(
    "apply",
    N_(
        "Write minutes for a task into the workflow file; without any, the suggested ones. All else in the "
        "file stays. One that comes with the program becomes your own first."
    ),
)
@argument("task", N_("TASK"))
@argument("minutes", N_("[MINUTES]"), required=False)
@click.pass_obj
def apply_command(door: Door, task: str, minutes: str | None) -> None:
    from jornada.cli.workflow_edits import tell_of_today
    from jornada.core.text import clean
    from jornada.plan_answers import answer_text
    from jornada.plan_editor import Done, PlanEditor
    from jornada.present.estimate_lines import planned_already, written_text
    from jornada.present.sentences import locked_line
    from jornada.present.workflow_words import sum_change_text

    words, desk = door.words, door.desk
    if not door.may_write:
        raise Failure(USAGE, locked_line(words, "clock"))
    editor = PlanEditor(door.paths, words.language, desk.workflow.name)
    workflow = editor.workflow
    if workflow is None:
        from jornada.cli.checking import mistake_lines

        raise Failure(BAD_DATA, *mistake_lines(words, str(editor.path), editor.mistakes))
    key = _task_key(door, workflow, task)
    planned = next(each for each in workflow.tasks if each.key == key)
    wanted = naming.minutes(door, minutes) if minutes is not None else _suggested(door, workflow, key)
    if wanted == planned.minutes:
        door.say(planned_already(words, planned.title, wanted))
        return
    edit = minutes_edit(workflow, key, wanted)
    outcome = editor.save([] if edit is None else [edit])
    if not isinstance(outcome, Done):
        raise Failure(_code(outcome), answer_text(words, outcome))
    door.say(written_text(words, planned.title, wanted))
    if outcome.made_own is not None:
        door.say(words.gettext("It is your own now: {file}").format(file=clean(str(outcome.made_own))))
    door.say(*(sum_change_text(words, each) for each in outcome.sums))
    desk.refresh()
    tell_of_today(door)


def _task_key(door: Door, workflow: Workflow, typed: str) -> str:
    """The task of the plan that was named: by its number in the list, its key or a part of its title.
    Raises `Failure` where there is none, or several."""
    tasks = [Candidate(each.key, each.title, each.key) for each in workflow.tasks]
    answer = find(typed, [tasks], remembered(door.paths, "estimates"))
    if isinstance(answer, Found) and any(each.id == answer.id for each in tasks):
        return answer.id
    from jornada.core.reference import NotFound
    from jornada.present.not_found import unknown_task_lines

    unknown = NotFound(typed) if isinstance(answer, Found) else answer
    raise Failure(NOT_ALLOWED, *unknown_task_lines(door.words, unknown))


def _suggested(door: Door, workflow: Workflow, key: str) -> int:
    """Raises `Failure` where nothing is suggested for the task, with the reason."""
    from jornada.present.estimate_lines import reason_text
    from jornada.present.titles import shorten

    found = estimates(door.desk.state, workflow, door.today)
    each = next(each for each in found if each.task == key)
    if each.suggested_minutes is not None:
        return each.suggested_minutes
    title = next(task.title for task in workflow.tasks if task.key == key)
    said = door.words.gettext("Nothing is suggested for {task} ({reason}); say the minutes: {command}")
    raise Failure(
        NOT_ALLOWED,
        said.format(
            task=shorten(title),
            reason=reason_text(door.words, each),
            command=" ".join((PROGRAM, "estimates", "apply", key, str(each.planned_minutes))),
        ),
    )


def _code(outcome: Outcome) -> int:
    from jornada.plan_editor import Elsewhere, NotWritten, Wrong

    match outcome:
        case Wrong():
            return BAD_DATA
        case Elsewhere():
            return TRY_AGAIN
        case NotWritten():
            return NOT_WRITTEN
        case _:
            return NOT_ALLOWED


def _object(number: int, each: Estimate, workflow: Workflow) -> dict[str, Any]:
    from jornada.core.text import clean

    task = next(task for task in workflow.tasks if task.key == each.task)
    timed = bool(each.times)
    return {
        "number": number,
        "task": each.task,
        "title": clean(task.title),
        "block": task.block,
        "brand": task.brand or None,
        "planned_minutes": each.planned_minutes,
        "times": each.times,
        "median_minutes": each.median_minutes if timed else None,
        "percentile_80_minutes": each.percentile_80_minutes if timed else None,
        "longer": each.over,
        "shorter": each.under,
        "occurrences": each.occurrences,
        "done": each.done,
        "tendency": each.tendency.value,
        "suggested_minutes": each.suggested_minutes,
    }
