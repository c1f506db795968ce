"""What a key means on a row, as an intent; `None` where there is nothing to do. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from jornada.core import intents as do
from jornada.core.checklists import checklist_of
from jornada.core.incidents import CRITICAL, LOW, SEVERITIES, STEP_INTENTS, next_step, severity_for
from jornada.core.plan import QueueRow
from jornada.core.state import Incident, Item, State

MINUTES_STEP = 5


def start_or_stop(state: State, *, task: str = "", incident: str = "") -> do.Intent:
    """Start the timer of a task or incident; stop it where it is the one that runs."""
    running = state.running_session
    if running is not None and (running.task, running.incident) == (task, incident):
        return do.TaskStop(session=running.id)
    return do.TaskStart(task=task, incident=incident)


def begin_or_end_break(state: State) -> do.Intent:
    """A break begins, or the one that runs ends."""
    running = state.running_session
    if running is not None and running.is_break:
        return do.BreakStop(session=running.id)
    return do.BreakStart()


def change_minutes(item: Item, by: int) -> do.Intent:
    """So many planned minutes more or less, never below none."""
    return do.TaskMinutes(task=item.id, minutes=max(0, item.minutes + by))


def change_order(rows: Sequence[QueueRow], task: str, by: int) -> do.Intent | None:
    """Before the row above it, or after the row below, of those in its part of the queue."""
    place = next((place for place, row in enumerate(rows) if row.item.id == task), None)
    if place is None or not 0 <= place + by < len(rows):
        return None
    other = rows[place + by]
    if other.section is not rows[place].section:
        return None
    if by < 0:
        return do.TaskOrder(task=task, before=other.item.id)
    return do.TaskOrder(task=task, after=other.item.id)


def take_step(incident: Incident) -> do.Intent:
    """The next step of an incident's life; of one that is over, what the desk refuses in words."""
    return STEP_INTENTS[next_step(incident) or "resolve"](incident=incident.id)


def worsen(incident: Incident) -> do.Intent:
    """One step worse, after critical round to the least its kind allows."""
    if incident.severity is None:
        return do.IncidentSeverity(incident=incident.id, severity=severity_for(incident.kind, LOW) or LOW)
    if incident.severity > CRITICAL:
        return do.IncidentSeverity(incident=incident.id, severity=incident.severity - 1)
    least = max(each for each in SEVERITIES if severity_for(incident.kind, each) == each)
    return do.IncidentSeverity(incident=incident.id, severity=least)


def pause_or_resume_posts(incident: Incident) -> do.Intent:
    """Pause the scheduled posts; let them go out again where they are paused."""
    return do.IncidentPausePosts(incident=incident.id, paused=not incident.has_posts_paused)


def tick_or_untick(incident: Incident, step: str) -> do.Intent:
    """Tick a step of the checklist; untick it where it is ticked."""
    done = any(each.key == step and each.done for each in checklist_of(incident))
    return do.IncidentCheck(incident=incident.id, step=step, done=not done)
