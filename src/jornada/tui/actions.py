"""The one registry of actions: id, default keys, words, where each applies.

Bindings, footer, palette, help and the manual's key page all come from here. An id names the method
that does it: `task.start` is `action_task_start` of the screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from textual.binding import Binding

from jornada.core.dataclass import dataclass
from jornada.marking import N_


class Where(StrEnum):
    """Where an action's keys are listened to."""

    ANYWHERE = "anywhere"
    LIST = "list"
    TASK = "task"
    INCIDENT = "incident"
    TIME = "time"
    WEEK = "week"
    PLAN = "plan"
    POST = "post"
    CAMPAIGN = "campaign"
    REPORT = "report"
    ESTIMATE = "estimate"
    KPI = "kpi"
    OPTION = "option"


PLACES: Mapping[Where, str] = {
    Where.TASK: N_("On a task"),
    Where.INCIDENT: N_("On an incident"),
    Where.TIME: N_("On a time entry"),
    Where.WEEK: N_("In the week"),
    Where.PLAN: N_("In the workflow"),
    Where.POST: N_("On a post"),
    Where.CAMPAIGN: N_("On a step of a campaign"),
    Where.REPORT: N_("In a report"),
    Where.ESTIMATE: N_("On an estimate"),
    Where.KPI: N_("On a figure of the week"),
    Where.OPTION: N_("On a setting"),
    Where.LIST: N_("In a list"),
    Where.ANYWHERE: N_("Anywhere"),
}
"""What the places are called; message ids."""


@dataclass(frozen=True, slots=True)
class Action:
    """`label` is the footer's word, `help` the sentence in help and manual; both are message ids.

    `footer` is the place in the footer, 0 for none; the smallest stay when room is short. `page` is the
    manual's page about the screen that it opens.
    """

    id: str
    keys: tuple[str, ...]
    where: Where
    label: str
    help: str
    footer: int = 0
    page: str = ""

    @property
    def method(self) -> str:
        return self.id.replace(".", "_")


ACTIONS: tuple[Action, ...] = (
    Action(
        "app.help", ("question_mark", "f1"), Where.ANYWHERE, N_("Help"), N_("Keys and marks of this place"), 1
    ),
    Action("app.quit", ("q", "ctrl+q"), Where.ANYWHERE, N_("Quit"), N_("Leave; the day stays as it is"), 2),
    Action("task.add", ("a",), Where.ANYWHERE, N_("Add"), N_("Add a task with one line"), 13),
    Action("incident.log", ("i",), Where.ANYWHERE, N_("Incident"), N_("Log an incident"), 14),
    Action(
        "interrupt",
        ("exclamation_mark",),
        Where.ANYWHERE,
        N_("Interrupt"),
        N_("Park the task in hand and open an incident; name it later"),
        12,
    ),
    Action("idea.add", ("apostrophe",), Where.ANYWHERE, N_("Idea"), N_("Keep a thought for later"), 19),
    Action("idea.list", ("I",), Where.ANYWHERE, N_("Ideas"), N_("Make an idea a task, or drop it")),
    Action(
        "promise.keep",
        ("K",),
        Where.ANYWHERE,
        N_("Keep promise"),
        N_("The promise on this row is kept; without one, choose which"),
        20,
    ),
    Action(
        "incident.prevent",
        ("R",),
        Where.ANYWHERE,
        N_("Prevent"),
        N_("Make a task so that the incident in hand, or the newest that comes again, does not"),
    ),
    Action("resume", ("r",), Where.ANYWHERE, N_("Resume"), N_("Take up again what was interrupted"), 16),
    Action("history.undo", ("u",), Where.ANYWHERE, N_("Undo"), N_("Undo the last thing done"), 15),
    Action("history.redo", ("U",), Where.ANYWHERE, N_("Redo"), N_("Do again what was undone")),
    Action("pane.next", ("tab",), Where.ANYWHERE, N_("Next pane"), N_("Go to the next pane"), 18),
    Action(
        "pane.previous", ("shift+tab",), Where.ANYWHERE, N_("Previous pane"), N_("Go to the previous pane")
    ),
    Action(
        "day.previous",
        ("left_square_bracket",),
        Where.ANYWHERE,
        N_("Day before"),
        N_("Look at the day before"),
    ),
    Action(
        "day.next", ("right_square_bracket",), Where.ANYWHERE, N_("Day after"), N_("Look at the day after")
    ),
    Action("day.today", ("t",), Where.ANYWHERE, N_("Today"), N_("Back to today")),
    Action(
        "view.filter", ("slash",), Where.ANYWHERE, N_("Filter"), N_("Show only rows with these words"), 17
    ),
    Action("view.brand", ("b",), Where.ANYWHERE, N_("Brand"), N_("Show one brand, or all")),
    Action("view.role", ("B",), Where.ANYWHERE, N_("Role"), N_("Show the tasks of one role, or all")),
    Action("view.theme", ("C",), Where.ANYWHERE, N_("Theme"), N_("Try the themes, and keep one")),
    Action(
        "view.triage", ("T",), Where.ANYWHERE, N_("Left over"), N_("Decide what becomes of what is left over")
    ),
    Action(
        "view.displaced",
        ("F",),
        Where.ANYWHERE,
        N_("Displaced"),
        N_("Decide what becomes of tasks that no longer fit because of incidents"),
    ),
    Action(
        "view.crisis",
        ("X",),
        Where.ANYWHERE,
        N_("Crisis"),
        N_("From the crisis to the queue, and back"),
    ),
    Action(
        "view.handover",
        ("H",),
        Where.ANYWHERE,
        N_("Hand over"),
        N_("Read what whoever takes over must know"),
    ),
    Action(
        "day.start",
        ("D",),
        Where.ANYWHERE,
        N_("Day begins"),
        N_("See what the day begins with, and whether it fits"),
    ),
    Action(
        "day.close",
        ("Z",),
        Where.ANYWHERE,
        N_("Close day"),
        N_("Close the day: what was done, what is left, what comes first"),
    ),
    Action(
        "day.adopt",
        ("A",),
        Where.ANYWHERE,
        N_("Take over"),
        N_("Take over what was edited in the workflow, or leave the day as planned"),
    ),
    Action(
        "screen.today",
        ("1",),
        Where.ANYWHERE,
        N_("Today's screen"),
        N_("Go to the screen of the day"),
        page="queue",
    ),
    Action(
        "screen.week", ("2",), Where.ANYWHERE, N_("Week"), N_("See and arrange the week"), 18, page="week"
    ),
    Action(
        "screen.incidents",
        ("3",),
        Where.ANYWHERE,
        N_("Incidents"),
        N_("See all incidents, open and closed"),
        18,
        page="incidents",
    ),
    Action(
        "screen.time",
        ("4",),
        Where.ANYWHERE,
        N_("Time"),
        N_("See and put right where the time went"),
        19,
        page="time",
    ),
    Action(
        "screen.posts",
        ("5",),
        Where.ANYWHERE,
        N_("Posts"),
        N_("See and plan what is published"),
        21,
        page="calendar",
    ),
    Action(
        "screen.workflow",
        ("6",),
        Where.ANYWHERE,
        N_("Workflow"),
        N_("See the workflow as one page"),
        19,
        page="workflows",
    ),
    Action(
        "screen.strategy",
        ("7",),
        Where.ANYWHERE,
        N_("Strategy"),
        N_("See objectives, brands and what goes unnoticed"),
        22,
        page="strategy",
    ),
    Action(
        "screen.campaigns",
        ("8",),
        Where.ANYWHERE,
        N_("Campaigns"),
        N_("See the campaigns and their steps"),
        23,
        page="campaigns",
    ),
    Action(
        "screen.estimates",
        ("L",),
        Where.ANYWHERE,
        N_("Estimates"),
        N_("See how long tasks really take, and plan by it"),
        page="workflows",
    ),
    Action(
        "screen.report",
        ("9",),
        Where.ANYWHERE,
        N_("Report"),
        N_("See where the time went"),
        24,
        page="reports",
    ),
    Action(
        "screen.kpis",
        ("0",),
        Where.ANYWHERE,
        N_("KPIs"),
        N_("See and type in the figures of the week"),
        24,
        page="kpis",
    ),
    Action(
        "screen.settings",
        ("comma",),
        Where.ANYWHERE,
        N_("Settings"),
        N_("See and change the options of config.toml"),
        page="settings",
    ),
    Action(
        "report.write",
        ("W",),
        Where.ANYWHERE,
        N_("Weekly report"),
        N_("Write the weekly report of a brand into a file"),
        25,
    ),
    Action(
        "app.palette", ("colon", "f2"), Where.ANYWHERE, N_("Commands"), N_("Find any action by its words")
    ),
    Action(
        "app.tour",
        ("f8",),
        Where.ANYWHERE,
        N_("Tour"),
        N_("Be shown round in a few steps, on your own day; esc leaves"),
    ),
    Action("app.suspend", ("ctrl+z",), Where.ANYWHERE, N_("Suspend"), N_("Back to the shell; fg returns")),
    Action(
        "view.escape", ("escape",), Where.ANYWHERE, N_("Back"), N_("Leave the filter or the day looked at")
    ),
    Action("cursor.down", ("j", "down"), Where.LIST, N_("Down"), N_("Next row")),
    Action("cursor.up", ("k", "up"), Where.LIST, N_("Up"), N_("Previous row")),
    Action("cursor.first", ("g", "home"), Where.LIST, N_("First"), N_("First row")),
    Action("cursor.last", ("G", "end"), Where.LIST, N_("Last"), N_("Last row")),
    Action("cursor.page_down", ("pagedown", "ctrl+d"), Where.LIST, N_("Page down"), N_("A page down")),
    Action("cursor.page_up", ("pageup", "ctrl+u"), Where.LIST, N_("Page up"), N_("A page up")),
    Action(
        "task.start",
        ("s", "space"),
        Where.TASK,
        N_("Start/stop"),
        N_("Start the timer of the task, or stop it"),
        3,
    ),
    Action("task.done", ("d",), Where.TASK, N_("Done"), N_("The task is done"), 4),
    Action("task.reopen", ("o",), Where.TASK, N_("Reopen"), N_("Open a done or dropped task again")),
    Action("task.drop", ("x",), Where.TASK, N_("Drop"), N_("The task will not be done"), 8),
    Action("task.edit", ("e", "enter"), Where.TASK, N_("Edit"), N_("Open the task to see and change it"), 5),
    Action("task.note", ("n",), Where.TASK, N_("Note"), N_("Write a note on the task"), 9),
    Action("task.move", ("m",), Where.TASK, N_("Move"), N_("Move the task to a block or day"), 6),
    Action(
        "task.earlier",
        ("less_than_sign",),
        Where.TASK,
        N_("Earlier"),
        N_("Put the task before the one above"),
    ),
    Action(
        "task.later", ("greater_than_sign",), Where.TASK, N_("Later"), N_("Put the task after the one below")
    ),
    Action("task.more", ("plus",), Where.TASK, N_("More"), N_("Five planned minutes more")),
    Action("task.less", ("minus",), Where.TASK, N_("Less"), N_("Five planned minutes less")),
    Action("task.count", ("c",), Where.TASK, N_("Count"), N_("Count one towards the goal"), 7),
    Action(
        "task.count_several",
        ("number_sign",),
        Where.TASK,
        N_("Count several"),
        N_("Count so many towards the goal, or take some away"),
    ),
    Action("task.milestone", ("M",), Where.TASK, N_("Milestone"), N_("The milestone is reached"), 10),
    Action("task.log", ("l",), Where.TASK, N_("Log time"), N_("Enter time spent earlier"), 11),
    Action(
        "task.promise", ("P",), Where.TASK, N_("Promise"), N_("Promise somebody an answer about the task")
    ),
    Action("task.break", ("p",), Where.TASK, N_("Break"), N_("Begin a break, or end it")),
    Action(
        "incident.step", ("space",), Where.INCIDENT, N_("Next step"), N_("Take the next step of its life"), 3
    ),
    Action(
        "incident.open",
        ("enter",),
        Where.INCIDENT,
        N_("Open it"),
        N_("Open its page; name it while it has no name"),
        4,
    ),
    Action(
        "incident.edit",
        ("e",),
        Where.INCIDENT,
        N_("Edit"),
        N_("Name, classify or correct the incident"),
        5,
    ),
    Action("incident.timer", ("s",), Where.INCIDENT, N_("Timer"), N_("Start its timer, or stop it"), 6),
    Action(
        "incident.severity",
        ("S",),
        Where.INCIDENT,
        N_("Severity"),
        N_("Make it one step worse, round to low"),
        9,
    ),
    Action("incident.note", ("n",), Where.INCIDENT, N_("Note"), N_("Write notes in its timeline"), 7),
    Action(
        "incident.update",
        ("w",),
        Where.INCIDENT,
        N_("Update sent"),
        N_("Those who wait were told how it stands: its next-update clock starts again"),
        8,
    ),
    Action(
        "incident.notify", ("N",), Where.INCIDENT, N_("Notified"), N_("Somebody inside was told of it"), 10
    ),
    Action(
        "incident.statement",
        ("h",),
        Where.INCIDENT,
        N_("Statement"),
        N_("The holding statement: read, write, copy"),
        11,
    ),
    Action(
        "incident.posts",
        ("p",),
        Where.INCIDENT,
        N_("Posts"),
        N_("Pause the scheduled posts, or let them go out again"),
        12,
    ),
    Action(
        "incident.follow_up",
        ("f",),
        Where.INCIDENT,
        N_("Follow-up"),
        N_("Make a task of today or another day that follows it up"),
        13,
    ),
    Action(
        "incident.tick",
        ("x",),
        Where.INCIDENT,
        N_("Tick"),
        N_("Tick the step of the checklist as it is: done elsewhere, or not needed"),
    ),
    Action("incident.monitor", ("v",), Where.INCIDENT, N_("Watch"), N_("Only watch it: no answer is owed")),
    Action(
        "incident.review",
        ("M",),
        Where.INCIDENT,
        N_("Post-mortem"),
        N_("Look back on it: what worked, what did not, why"),
    ),
    Action(
        "incident.promise",
        ("P",),
        Where.INCIDENT,
        N_("Promise"),
        N_("Promise somebody an answer about the incident"),
    ),
    Action("incident.reopen", ("o",), Where.INCIDENT, N_("Reopen"), N_("It is back: open it again"), 14),
    Action(
        "time.edit", ("enter", "e"), Where.TIME, N_("Put right"), N_("Change the entry, or fill in the gap")
    ),
    Action(
        "time.fill", ("f",), Where.TIME, N_("Fill"), N_("The gap goes to what ran before it, else after it")
    ),
    Action(
        "time.cut",
        ("c",),
        Where.TIME,
        N_("Cut"),
        N_("Time counted twice is this entry's: the other gives way"),
    ),
    Action("time.move", ("m",), Where.TIME, N_("Move"), N_("It was spent on another task, or was a break")),
    Action("time.split", ("S",), Where.TIME, N_("Split"), N_("Make two of the entry")),
    Action("time.join", ("J",), Where.TIME, N_("Join"), N_("Join it with the next one about the same")),
    Action("time.drop", ("x",), Where.TIME, N_("Drop"), N_("The entry no longer counts")),
    Action("time.log", ("l",), Where.TIME, N_("Log time"), N_("Enter time spent earlier")),
    Action("week.open", ("enter",), Where.WEEK, N_("Open it"), N_("Open the task, or the day of the block")),
    Action("week.left", ("left", "h"), Where.WEEK, N_("Day before"), N_("To the day before")),
    Action("week.right", ("right", "l"), Where.WEEK, N_("Day after"), N_("To the day after")),
    Action(
        "week.earlier_day",
        ("less_than_sign",),
        Where.WEEK,
        N_("A day earlier"),
        N_("Move the task to the day before"),
    ),
    Action(
        "week.later_day",
        ("greater_than_sign",),
        Where.WEEK,
        N_("A day later"),
        N_("Move the task to the day after"),
    ),
    Action(
        "week.earlier_block", ("minus",), Where.WEEK, N_("Block before"), N_("Move the task a block earlier")
    ),
    Action("week.later_block", ("plus",), Where.WEEK, N_("Block after"), N_("Move the task a block later")),
    Action("week.move", ("m",), Where.WEEK, N_("Move"), N_("Move the task to a block or day")),
    Action("week.edit", ("e",), Where.WEEK, N_("Edit"), N_("Open the task to see and change it")),
    Action("week.done", ("d",), Where.WEEK, N_("Done"), N_("The task is done")),
    Action("week.drop", ("x",), Where.WEEK, N_("Drop"), N_("The task will not be done")),
    Action("plan.edit", ("e", "enter"), Where.PLAN, N_("Edit"), N_("Edit the workflow, or the row in hand")),
    Action("plan.remove", ("x",), Where.PLAN, N_("Remove"), N_("Remove the row in hand, after asking")),
    Action(
        "plan.earlier", ("less_than_sign",), Where.PLAN, N_("Earlier"), N_("Put the row before the one above")
    ),
    Action(
        "plan.later", ("greater_than_sign",), Where.PLAN, N_("Later"), N_("Put the row after the one below")
    ),
    Action(
        "plan.more", ("plus",), Where.PLAN, N_("More"), N_("Five minutes more for the task, or the reserve")
    ),
    Action(
        "plan.less", ("minus",), Where.PLAN, N_("Less"), N_("Five minutes less for the task, or the reserve")
    ),
    Action("plan.file", ("E",), Where.PLAN, N_("In your editor"), N_("Open the file in your editor")),
    Action(
        "campaign.open", ("enter",), Where.CAMPAIGN, N_("Open it"), N_("To the task of the step, on its day")
    ),
    Action("campaign.done", ("d", "space"), Where.CAMPAIGN, N_("Done"), N_("The step is done")),
    Action(
        "estimate.apply",
        ("enter", "w"),
        Where.ESTIMATE,
        N_("Write it"),
        N_("Write the suggested minutes into the workflow file"),
    ),
    Action("estimate.more", ("plus",), Where.ESTIMATE, N_("More"), N_("Suggest five minutes more")),
    Action("estimate.less", ("minus",), Where.ESTIMATE, N_("Less"), N_("Suggest five minutes less")),
    Action(
        "report.open",
        ("enter",),
        Where.REPORT,
        N_("Sessions"),
        N_("See the sessions behind a figure; from one of them, its day"),
    ),
    Action(
        "report.by",
        ("d",),
        Where.REPORT,
        N_("By…"),
        N_("Tell the time by area, block, brand, objective, role or task"),
    ),
    Action(
        "report.span",
        ("w",),
        Where.REPORT,
        N_("Period"),
        N_("Show a day, a week, a month, a quarter or a year"),
    ),
    Action("report.range", ("f",), Where.REPORT, N_("From–to"), N_("Choose the first and the last day")),
    Action(
        "report.private",
        ("p",),
        Where.REPORT,
        N_("Private"),
        N_("Hide what is for you alone, or show it again"),
    ),
    Action(
        "kpi.edit", ("e", "enter"), Where.KPI, N_("Type in"), N_("Type in the figures of the brand's week"), 3
    ),
    Action("option.edit", ("enter", "e"), Where.OPTION, N_("Change"), N_("Choose or type another value"), 3),
    Action("option.next", ("space",), Where.OPTION, N_("Next value"), N_("Take the next value there is"), 4),
    Action("option.default", ("x",), Where.OPTION, N_("Default"), N_("Back to the default"), 5),
    Action("post.edit", ("enter", "e"), Where.POST, N_("Edit"), N_("Open the post to see and change it")),
    Action(
        "post.state",
        ("space",),
        Where.POST,
        N_("State"),
        N_("The post is one step further, up to scheduled"),
    ),
    Action(
        "post.publish", ("P",), Where.POST, N_("Publish"), N_("The post is out; its address may be given")
    ),
    Action("post.task", ("m",), Where.POST, N_("Task"), N_("Make a task of the post, due at its time")),
    Action("post.span", ("w",), Where.POST, N_("Day or week"), N_("Show one day, or the whole week")),
)

ACTION_BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}


def bindings_for(*places: Where) -> list[Binding]:
    """The bindings of these places, each with its action's id so that a person may remap it."""
    return [binding_of(action) for action in ACTIONS if action.where in places]


def binding_of(action: Action) -> Binding:
    """One action as a binding. Its words are shown by our own footer, in the person's language."""
    target = f"screen.{action.method}" if action.where is not Where.LIST else action.method
    return Binding(",".join(action.keys), target, action.label, show=False, id=action.id)


def footer_actions(actions: Iterable[Action]) -> tuple[Action, ...]:
    """Those with a place in the footer, the most needed first."""
    return tuple(sorted((action for action in actions if action.footer), key=lambda action: action.footer))
