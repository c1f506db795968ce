"""What the editor of the plan asks a person: each pushes a dialog and waits for its answer, `None` for none.

Called from a worker. The dialogs are imported when the first one opens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from jornada.desk import Desk
from jornada.tui.dialogs import answer_to, tools_of

if TYPE_CHECKING:
    from jornada.core.mistakes import LocatedMistake
    from jornada.core.workflow_edit import Edit
    from jornada.plan_editor import PlanEditor
    from jornada.tui.app import JornadaApp


async def edit_workflow(app: JornadaApp) -> str | None:
    """The editor of the plan; the id of the action that a person left it for, if any."""
    from jornada.tui.screens.workflow_editor import WorkflowEditor

    asked: str | None = await app.push_screen_wait(WorkflowEditor(app.desk, app.pen, app.colours, app.keymap))
    return asked


async def edit_plan(
    app: JornadaApp,
    desk: Desk,
    editor: PlanEditor,
    section: str,
    index: int | None,
    at: int,
    like: Mapping[str, str],
) -> tuple[Edit, ...] | None:
    """A row of the plan, or a new one of that list."""
    from jornada.tui.screens.plan_form import PlanForm

    return await app.push_screen_wait(PlanForm(tools_of(app), desk, editor, section, index, at=at, like=like))


async def confirm_removal(app: JornadaApp, title: str, named: int) -> bool:
    """Whether a row of the plan goes, which so many tasks name."""
    from jornada.present.question_words import removal_question

    return await answer_to(app, removal_question(app.pen, title, named)) == "remove"


async def show_mistakes(app: JornadaApp, file: str, mistakes: Sequence[LocatedMistake]) -> None:
    """What is wrong with a file that a person wrote, to read."""
    from jornada.present.mistakes import mistake_line
    from jornada.present.pen import Piece
    from jornada.tui.screens.pick import Pick, PickRow

    rows = [PickRow("", (Piece(mistake_line(app.words, each)),), "") for each in mistakes]
    await app.push_screen_wait(Pick(tools_of(app), app.words.gettext("What is wrong"), file, rows))
