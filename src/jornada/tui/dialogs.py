"""What the screens ask a person for: each pushes a dialog and waits for its answer, `None` for none.

Called from a worker. The dialogs are imported when the first one opens, so that the first frame does
not wait for them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from jornada.core import intents as do
from jornada.core.displacement import Displacement
from jornada.core.forgotten import Fate, LeftRunning, intent_of
from jornada.core.plan import DayView
from jornada.core.promises import DuePromise
from jornada.core.state import Incident, Item, Session
from jornada.desk import Desk

if TYPE_CHECKING:
    from textual.screen import Screen

    from jornada.core.day_change import DayChange
    from jornada.core.mistakes import LocatedMistake
    from jornada.core.periods import Period
    from jornada.core.posts import Post
    from jornada.core.workflow_edit import Edit
    from jornada.plan_editor import PlanEditor
    from jornada.present.footer_line import Notice
    from jornada.present.question_words import Question
    from jornada.tui.app import JornadaApp
    from jornada.tui.screens.desk_screen import DeskScreen
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


async def log_time(app: JornadaApp, desk: Desk, item: Item, view: DayView) -> do.Intent | None:
    """Time spent earlier on a task, on the day of `view`."""
    from jornada.tui.screens.log_form import LogForm

    return await app.push_screen_wait(LogForm(tools_of(app), desk, item, view))


async def log_incident(app: JornadaApp, desk: Desk, brand: str = "") -> do.Intent | None:
    """Something unforeseen, of the brand in view unless a person chooses another."""
    from jornada.tui.screens.incident_form import IncidentForm

    return await app.push_screen_wait(IncidentForm(tools_of(app), desk, brand=brand))


async def edit_incident(app: JornadaApp, desk: Desk, incident: Incident) -> do.Intent | None:
    """An incident, to name, classify or correct."""
    from jornada.tui.screens.incident_form import IncidentForm

    return await app.push_screen_wait(IncidentForm(tools_of(app), desk, incident))


async def note_incident(app: JornadaApp, desk: Desk, incident: Incident) -> do.Intent | None:
    """A line in an incident's timeline."""
    from jornada.tui.screens.note_form import NoteForm

    return await app.push_screen_wait(NoteForm(tools_of(app), desk, incident))


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


async def triage(app: JornadaApp, desk: Desk, view: DayView) -> do.Intent | None:
    """What becomes of what is left over in `view`."""
    from jornada.tui.screens.triage import TriageDialog

    return await app.push_screen_wait(TriageDialog(tools_of(app), desk, view))


async def displaced(app: JornadaApp, desk: Desk, view: DayView, found: Displacement) -> do.Intent | None:
    """What becomes of what incidents displace in `view`."""
    from jornada.tui.screens.displaced import DisplacedDialog

    return await app.push_screen_wait(DisplacedDialog(tools_of(app), desk, view, found))


async def show_handover(app: JornadaApp, desk: Desk, brand: str) -> None:
    """The hand-over, of one brand where one is looked at, to read and to copy."""
    from jornada.tui.screens.handover import HandoverDialog

    await app.push_screen_wait(HandoverDialog(tools_of(app), desk, brand))


async def triage_of_day(app: JornadaApp, desk: Desk) -> do.Intent | None:
    """What becomes of all that is open today."""
    from jornada.core.day_close import day_done
    from jornada.tui.screens.triage import TriageDialog

    view = desk.day()
    done = day_done(desk.state, desk.workflow, view)
    dialog = TriageDialog(tools_of(app), desk, view, rows=done.left, proposed=done.proposed)
    return await app.push_screen_wait(dialog)


async def show_day_done(app: JornadaApp, desk: Desk) -> bool:
    """What was done of today, to read; whether to go on to its close."""
    from jornada.core.day_close import day_done
    from jornada.present.day_ends_lines import close_lines
    from jornada.tui.screens.day_page import DayPage

    pen, workflow = app.pen, desk.workflow
    done = day_done(desk.state, workflow, desk.day())
    goes_on = pen.words.gettext("what is left") if done.left else pen.words.gettext("what comes first")
    page = DayPage(
        tools_of(app),
        pen.words.gettext("Close the day"),
        pen.words.day_title(done.date),
        lambda width: close_lines(pen, done, workflow, width),
        goes_on,
    )
    return await app.push_screen_wait(page) is not None


async def choose_first_things(app: JornadaApp, desk: Desk) -> do.Intent | None:
    """What comes first on the next working day; with it today is closed."""
    from jornada.core.day_close import day_done
    from jornada.tui.screens.first_things import FirstThingsDialog

    done = day_done(desk.state, desk.workflow, desk.day())
    return await app.push_screen_wait(FirstThingsDialog(tools_of(app), desk, done))


async def show_day_start(app: JornadaApp, desk: Desk) -> None:
    """What today begins with, to read."""
    from jornada.core.day_start import day_start
    from jornada.core.posts import next_posts
    from jornada.present.day_ends_lines import start_lines
    from jornada.tui.screens.day_page import DayPage

    pen, workflow, view = app.pen, desk.workflow, desk.day()
    posts = next_posts(desk.posts(), view.now, view.zone)
    start = day_start(desk.state, workflow, view, desk.deadlines(), posts)
    page = DayPage(
        tools_of(app),
        pen.words.gettext("The day begins"),
        pen.words.day_title(start.date),
        lambda width: start_lines(pen, start, workflow, width),
        pen.words.gettext("to the queue"),
    )
    await app.push_screen_wait(page)


async def ask_left_running(app: JornadaApp, desk: Desk, left: LeftRunning) -> do.Intent | None:
    """What becomes of a timer that ran on while nobody was there; `None` lets it run."""
    from jornada.present.question_words import left_running_question

    answer = await _ask(app, left_running_question(app.pen, desk.state, left, desk.now(), desk.zone))
    return intent_of(left, Fate(answer), desk.now()) if answer is not None else None


async def confirm_quit_unsaved(app: JornadaApp, count: int) -> bool:
    """Whether to leave though `count` records are not on the disk."""
    from jornada.present.question_words import unsaved_question

    return await _ask(app, unsaved_question(app.pen, count)) == "quit"


def holds_typed(app: JornadaApp) -> bool:
    """Whether a form is open in which a person has changed something."""
    if not any(screen.is_modal for screen in app.screen_stack):
        return False
    from jornada.tui.screens.form import Form

    return any(isinstance(screen, Form) and screen.is_changed for screen in app.screen_stack)


async def confirm_quit_typed(app: JornadaApp) -> bool:
    """Whether to leave though what was typed in a form would be gone."""
    from jornada.present.question_words import typed_question

    return await _ask(app, typed_question(app.pen)) == "quit"


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


async def show_screen(app: JornadaApp, action: str, today: Screen[Any], date: dt.date | None = None) -> None:
    """The full screen that `action` opens, looking at `date` where one is given; what a person asks for
    there and is done on `today`, another screen among it, is done when it is left."""
    screen = _screen_of(app, action)
    if date is not None:
        screen.date = date
    asked = await app.push_screen_wait(screen)
    if asked is not None:
        name, bracket, arguments = asked.partition("(")
        today.call_after_refresh(
            app.run_action, f"screen.{name.replace('.', '_')}{bracket}{arguments}", today
        )


def _screen_of(app: JornadaApp, action: str) -> DeskScreen:
    return _screen_class(action)(app.desk, app.pen, app.colours, app.keymap)


def _screen_class(action: str) -> type[DeskScreen]:
    """Each is imported when it is first opened."""
    match action:
        case "screen.incidents":
            from jornada.tui.screens.incidents import IncidentsScreen

            return IncidentsScreen
        case "screen.time":
            from jornada.tui.screens.time import TimeScreen

            return TimeScreen
        case "screen.kpis":
            from jornada.tui.screens.kpis import KpisScreen

            return KpisScreen
        case "screen.campaigns":
            from jornada.tui.screens.campaigns import CampaignsScreen

            return CampaignsScreen
        case "screen.estimates":
            from jornada.tui.screens.estimates import EstimatesScreen

            return EstimatesScreen
        case "screen.posts":
            from jornada.tui.screens.posts import PostsScreen

            return PostsScreen
        case "screen.report":
            from jornada.tui.screens.report import ReportScreen

            return ReportScreen
        case "screen.strategy":
            from jornada.tui.screens.strategy import StrategyScreen

            return StrategyScreen
        case "screen.week":
            from jornada.tui.screens.week import WeekScreen

            return WeekScreen
        case "screen.workflow":
            from jornada.tui.screens.workflow import WorkflowScreen

            return WorkflowScreen
    raise KeyError(action)


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

    return await _ask(app, removal_question(app.pen, title, named)) == "remove"


async def adopt_day(app: JornadaApp, change: DayChange) -> do.Intent | None:
    """What the day that was begun takes over of the plan as it is now; `None` asks again later."""
    from jornada.tui.screens.adopt import AdoptDialog

    return await app.push_screen_wait(AdoptDialog(tools_of(app), change))


async def show_mistakes(app: JornadaApp, file: str, mistakes: Sequence[LocatedMistake]) -> None:
    """What is wrong with a file that a person wrote, to read."""
    from jornada.present.mistakes import mistake_line
    from jornada.present.pen import Piece
    from jornada.tui.screens.pick import Pick, PickRow

    rows = [PickRow("", (Piece(mistake_line(app.words, each)),), "") for each in mistakes]
    await app.push_screen_wait(Pick(tools_of(app), app.words.gettext("What is wrong"), file, rows))


async def edit_session(app: JornadaApp, desk: Desk, view: DayView, session: Session) -> do.Intent | None:
    """A session of the day of `view`, to put right."""
    from jornada.tui.screens.session_form import SessionForm, Stretch

    stretch = Stretch(session.start, session.end, session)
    return await app.push_screen_wait(SessionForm(tools_of(app), desk, view, stretch))


async def fill_time(
    app: JornadaApp, desk: Desk, view: DayView, start: dt.datetime, end: dt.datetime
) -> do.Intent | None:
    """Time of the day of `view` that is to be filled in, from `start` to `end` at first."""
    from jornada.tui.screens.session_form import SessionForm, Stretch

    return await app.push_screen_wait(SessionForm(tools_of(app), desk, view, Stretch(start, end)))


async def split_session(app: JornadaApp, desk: Desk, view: DayView, session: Session) -> do.Intent | None:
    """When a session becomes two."""
    from jornada.tui.screens.split_form import SplitForm

    return await app.push_screen_wait(SplitForm(tools_of(app), desk, view, session))


async def type_kpis(
    app: JornadaApp, desk: Desk, brand: str, monday: dt.date, measure: str
) -> do.Intent | None:
    """The figures of a brand in a week; `measure` is the one in hand."""
    from jornada.tui.screens.kpi_form import KpiForm

    return await app.push_screen_wait(KpiForm(tools_of(app), desk, brand, monday, measure))


async def move_session(app: JornadaApp, desk: Desk, view: DayView, session: Session) -> do.Intent | None:
    """What a session of the day of `view` was about instead."""
    from jornada.present.time_subjects import move_rows, session_title, subject_of
    from jornada.tui.screens.pick import Pick, PickRow

    words = app.pen.words
    rows = [PickRow(key, line, value) for key, line, value in move_rows(words, desk.state, view, session)]
    title, about = words.gettext("It was spent on"), session_title(words, desk.state, session)
    chosen = await app.push_screen_wait(Pick(tools_of(app), title, about, rows))
    if chosen is None:
        return None
    task, incident = subject_of(chosen)
    return do.TimeEdit(session=session.id, task=task, incident=incident)


async def write_report(app: JornadaApp, screen: DoingScreen, brand: str, date: dt.date) -> None:
    """The weekly report of a brand, asked for and written; `screen` says what came of it."""
    from jornada.tui.weekly_writing import ask_and_write

    notice = await ask_and_write(app, tools_of(app), brand, date)
    if notice is not None:
        screen.say(notice)


async def choose_theme(app: JornadaApp) -> Notice | None:
    """The theme to draw with from now on, kept in the options; what to say of it."""
    from jornada.tui.theming import choose_and_keep

    return await choose_and_keep(app, tools_of(app))


async def show_help(app: JornadaApp, screen: Screen[Any]) -> None:
    """The keys that apply on `screen` now, and the marks."""
    from jornada.tui.key_names import bound_keys
    from jornada.tui.screens.help import MANUAL, HelpDialog, key_sections

    sections = key_sections(app.pen.words, bound_keys(screen), app.keymap.keys)
    if await app.push_screen_wait(HelpDialog(tools_of(app), sections)) == MANUAL:
        await read_manual(app)


async def read_manual(app: JornadaApp) -> None:
    """Pages to choose from, and each to read, until a person leaves."""
    from jornada.tui.screens.manual import read

    await read(app, tools_of(app))


async def show_palette(app: JornadaApp, screen: Screen[Any]) -> None:
    """Find an action, task or incident by its words, and do it or go to it."""
    from jornada.tui.screens.palette import run_palette

    await run_palette(app, tools_of(app), screen)


def tools_of(app: JornadaApp) -> Tools:
    """What the dialogs are made with."""
    from jornada.tui.screens.dialog import Tools
    from jornada.tui.widgets.ink import Ink

    return Tools(app.pen, Ink(app.colours.theme, app.colours.monochrome), app.drafts)


async def _ask(app: JornadaApp, question: Question) -> str | None:
    from jornada.tui.screens.pick import Pick, PickRow

    rows = [PickRow(key, line, value) for key, line, value in question.answers]
    return await app.push_screen_wait(
        Pick(tools_of(app), question.title, question.about, rows, facts=question.facts)
    )
