"""What the screens ask a person for: each pushes a dialog and waits for its answer, `None` for none.

Called from a worker. The dialogs are imported when the first one opens, so that the first frame does
not wait for them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from jornada.core import intents as do
from jornada.core.plan import DayView
from jornada.core.promises import DuePromise
from jornada.core.state import Incident, Item
from jornada.desk import Desk

if TYPE_CHECKING:
    from textual.screen import Screen

    from jornada.config import Value
    from jornada.core.mistakes import Mistake
    from jornada.core.periods import Period
    from jornada.core.posts import Post
    from jornada.present.footer_line import Notice
    from jornada.present.option_lines import OptionRow
    from jornada.present.question_words import Question
    from jornada.tui.app import JornadaApp
    from jornada.tui.screens.dialog import Tools
    from jornada.tui.screens.today_doing import DoingScreen


async def add_task(
    app: JornadaApp, desk: Desk, date: dt.date, block: str = "", brand: str = ""
) -> do.Intent | None:
    """A task with one line, for `date` unless the line names a day, and `block` or the one that runs; of
    the brand in view unless the line names another."""
    from jornada.tui.screens.add_form import AddForm

    return await app.push_screen_wait(AddForm(tools_of(app), desk, date, block=block, brand=brand))


async def edit_task(app: JornadaApp, desk: Desk, item: Item) -> do.Intent | None:
    """A task, to see and to change."""
    from jornada.tui.screens.task_form import TaskForm

    return await app.push_screen_wait(TaskForm(tools_of(app), desk, item))


async def move_task(app: JornadaApp, desk: Desk, item: Item, view: DayView) -> do.Intent | None:
    """Where a task goes, a block of `view` or a day."""
    from jornada.tui.screens.move_form import MoveForm

    return await app.push_screen_wait(MoveForm(tools_of(app), desk, item, view))


async def note_task(app: JornadaApp, desk: Desk, item: Item) -> do.Intent | None:
    """A note on a task."""
    from jornada.tui.screens.note_form import NoteForm

    return await app.push_screen_wait(NoteForm(tools_of(app), desk, item))


async def count_task(app: JornadaApp, desk: Desk, item: Item) -> do.Intent | None:
    """So many more towards the goal of a task."""
    from jornada.tui.screens.count_form import CountForm

    return await app.push_screen_wait(CountForm(tools_of(app), desk, item))


async def add_idea(app: JornadaApp, desk: Desk) -> do.Intent | None:
    """A thought, caught in one line."""
    from jornada.tui.screens.idea_form import IdeaForm

    return await app.push_screen_wait(IdeaForm(tools_of(app), desk))


async def use_idea(app: JornadaApp, desk: Desk, date: dt.date) -> do.Intent | None:
    """The task that an idea becomes, for `date` unless its line names a day."""
    from jornada.tui.screens.add_form import AddForm
    from jornada.tui.screens.ideas import IdeasDialog

    chosen: str | None = ""
    key = app.keymap.label(app.words, "idea.add")
    while chosen is not None:
        chosen = await app.push_screen_wait(IdeasDialog(tools_of(app), desk, key, chosen))
        idea = desk.state.ideas.get(chosen or "")
        if idea is not None:
            intent = await app.push_screen_wait(AddForm(tools_of(app), desk, date, idea=idea))
            if intent is not None:
                return intent
    return None


async def promise(app: JornadaApp, desk: Desk, about: Item | Incident) -> do.Intent | None:
    """To whom an answer about a task or incident is promised, and before when."""
    from jornada.tui.screens.promise_form import PromiseForm

    return await app.push_screen_wait(PromiseForm(tools_of(app), desk, about))


async def keep_promise(app: JornadaApp, desk: Desk, promises: Sequence[DuePromise]) -> do.Intent | None:
    """Which of these promises is kept."""
    from jornada.present.promise_lines import promise_pick
    from jornada.tui.screens.pick import Pick, PickRow

    now, zone, pen = desk.now(), desk.zone, app.pen
    rows = [
        PickRow("", promise_pick(pen, desk.state, due, now, zone, app.size.width), due.promise.id)
        for due in promises
    ]
    chosen = await app.push_screen_wait(
        Pick(tools_of(app), pen.words.gettext("Which promise is kept?"), "", rows)
    )
    return do.PromiseKeep(promise=chosen) if chosen is not None else None


async def choose_range(app: JornadaApp, desk: Desk, period: Period) -> Period | None:
    """From which day to which a report goes; `period` is what is shown."""
    from jornada.tui.screens.range_form import RangeForm

    return await app.push_screen_wait(RangeForm(tools_of(app), desk, period))


async def plan_post(app: JornadaApp, desk: Desk, date: dt.date, post: Post | None = None) -> Post | None:
    """A post of the editorial calendar, to change, or a new one of that day."""
    from jornada.tui.screens.post_form import PostForm

    return await app.push_screen_wait(PostForm(tools_of(app), desk, date, post))


async def publish_post(app: JornadaApp, desk: Desk, post: Post) -> do.Intent | None:
    """Where a post went out."""
    from jornada.tui.screens.post_form import PublishForm

    return await app.push_screen_wait(PublishForm(tools_of(app), desk, post))


async def confirm_quit_unsaved(app: JornadaApp, count: int) -> bool:
    """Whether to leave though `count` records are not on the disk."""
    from jornada.present.question_words import unsaved_question

    return await answer_to(app, unsaved_question(app.pen, count)) == "quit"


def holds_typed(app: JornadaApp) -> bool:
    """Whether a form is open in which a person has changed something."""
    if not any(screen.is_modal for screen in app.screen_stack):
        return False
    from jornada.tui.screens.form import Form

    return any(isinstance(screen, Form) and screen.is_changed for screen in app.screen_stack)


async def confirm_quit_typed(app: JornadaApp) -> bool:
    """Whether to leave though what was typed in a form would be gone."""
    from jornada.present.question_words import typed_question

    return await answer_to(app, typed_question(app.pen)) == "quit"


async def choose_brand(app: JornadaApp, desk: Desk, current: str) -> str | None:
    """The brand to show, `""` for all; `None` leaves it at `current`."""
    from jornada.present.form_words import brand_rows
    from jornada.present.pen import Piece
    from jornada.tui.screens.pick import Pick, PickRow

    rows = [PickRow(key, line, value) for key, line, value in brand_rows(app.pen, desk.workflow)]
    at = next((place for place, row in enumerate(rows) if row.value == current), 0)
    gettext = app.pen.words.gettext
    none = (Piece(gettext("This workflow has no brands"), "muted"),)
    facts = () if desk.workflow.brands else (none,)
    return await app.push_screen_wait(
        Pick(tools_of(app), gettext("Show a brand"), "", rows, facts=facts, at=at)
    )


async def choose_role(app: JornadaApp, desk: Desk, current: str) -> str | None:
    """The role whose tasks to show, `""` for all; `None` leaves it at `current`."""
    from jornada.present.form_words import role_rows
    from jornada.present.pen import Piece
    from jornada.tui.screens.pick import Pick, PickRow

    rows = [PickRow(key, line, value) for key, line, value in role_rows(app.pen, desk.workflow)]
    at = next((place for place, row in enumerate(rows) if row.value == current), 0)
    gettext = app.pen.words.gettext
    none = (Piece(gettext("This workflow has no roles"), "muted"),)
    facts = () if desk.workflow.roles else (none,)
    return await app.push_screen_wait(
        Pick(tools_of(app), gettext("Show the tasks of a role"), "", rows, facts=facts, at=at)
    )


async def type_kpis(
    app: JornadaApp, desk: Desk, brand: str, monday: dt.date, measure: str
) -> do.Intent | None:
    """The figures of a brand in a week; `measure` is the one in hand."""
    from jornada.tui.screens.kpi_form import KpiForm

    return await app.push_screen_wait(KpiForm(tools_of(app), desk, brand, monday, measure))


async def write_report(app: JornadaApp, screen: DoingScreen, brand: str, date: dt.date) -> None:
    """The weekly report of a brand, asked for and written; `screen` says what came of it."""
    from jornada.tui.weekly_writing import ask_and_write

    notice = await ask_and_write(app, tools_of(app), brand, date)
    if notice is not None:
        screen.say(notice)


async def edit_option(
    app: JornadaApp,
    desk: Desk,
    row: OptionRow,
    known: tuple[str, ...],
    check: Callable[[str], Value | Mistake],
) -> Value | None:
    """Another value of an option: one of `known`, or typed where there are none."""
    from jornada.tui.screens.option_form import OptionForm

    return await app.push_screen_wait(OptionForm(tools_of(app), desk, row.option, row.value, known, check))


async def choose_theme(app: JornadaApp) -> Notice | None:
    """The theme to draw with from now on, kept in the options; what to say of it."""
    from jornada.tui.theming import choose_and_keep

    return await choose_and_keep(app, tools_of(app))


async def show_help(app: JornadaApp, screen: Screen[Any]) -> None:
    """The keys that apply on `screen` now, and the marks."""
    from jornada.tui.actions import ACTION_BY_ID
    from jornada.tui.key_names import bound_keys
    from jornada.tui.screens.help import MANUAL, TOUR, HelpDialog, key_sections

    words, opener = app.pen.words, ACTION_BY_ID.get(getattr(screen, "ACTION", ""))
    here, elsewhere = key_sections(words, bound_keys(screen), app.keymap)
    place = words.gettext(opener.label) if opener is not None else words.gettext("keys and marks")
    answer = await app.push_screen_wait(HelpDialog(tools_of(app), place, here, elsewhere))
    if answer == MANUAL:
        await read_manual(app, opener.page if opener is not None else "")
    elif answer == TOUR:
        _, active = bound_keys(screen)["app.tour"]
        await app.run_action(active.binding.action, active.node)


async def read_manual(app: JornadaApp, topic: str = "") -> None:
    """Pages to choose from, and each to read, until a person leaves; `topic` is the page in hand."""
    from jornada.tui.screens.manual import read

    await read(app, tools_of(app), topic)


async def read_page(app: JornadaApp, topic: str) -> None:
    """One page of the manual."""
    from jornada.tui.screens.manual import show_page

    await show_page(app, tools_of(app), topic)


async def show_palette(app: JornadaApp, screen: Screen[Any]) -> None:
    """Find an action, task or incident by its words, and do it or go to it."""
    from jornada.tui.screens.palette import run_palette

    await run_palette(app, tools_of(app), screen)


def tools_of(app: JornadaApp) -> Tools:
    """What the dialogs are made with."""
    from jornada.tui.screens.dialog import Tools
    from jornada.tui.screens.dialog_status import status_under
    from jornada.tui.widgets.ink import Ink

    ink = Ink(app.colours.theme, app.colours.monochrome)
    return Tools(app.pen, ink, app.drafts, status_under(app))


async def answer_to(app: JornadaApp, question: Question) -> str | None:
    """What a person answers."""
    from jornada.tui.screens.pick import Pick, PickRow

    rows = [PickRow(key, line, value) for key, line, value in question.answers]
    return await app.push_screen_wait(
        Pick(tools_of(app), question.title, question.about, rows, facts=question.facts)
    )
