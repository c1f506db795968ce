"""The names of kinds, severities, states and steps as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from jornada.core.incidents import KINDS as INCIDENT_KINDS
from jornada.core.incidents import ClockKind, ClockState, Deadline, Step, is_worse
from jornada.core.plan import MilestoneStatus, Status
from jornada.core.promises import DuePromise
from jornada.core.state import IncidentStatus, PostState
from jornada.core.text import clean
from jornada.present.words import N_, Words

if TYPE_CHECKING:
    from jornada.core.workflow import Workflow

KINDS: Mapping[str, str] = {
    "complaint": N_("complaint"),
    "negative-mentions": N_("spreading negative mentions"),
    "abuse": N_("troll or abuse"),
    "misinformation": N_("misinformation"),
    "impersonation": N_("impersonation"),
    "outage": N_("service outage"),
    "mistaken-post": N_("mistaken or wrong-account post"),
    "clash": N_("scheduled-post clash"),
    "leak": N_("personal-data leak"),
    "compromise": N_("account compromise"),
    "press": N_("press inquiry"),
    "legal": N_("legal or platform enforcement"),
    "safety": N_("safety threat"),
    "client-request": N_("urgent client request"),
    "tool-failure": N_("tool failure"),
    "other": N_("other"),
}

SEVERITIES: Mapping[int, str] = {1: N_("critical"), 2: N_("high"), 3: N_("medium"), 4: N_("low")}

STATUSES: Mapping[Status, str] = {
    Status.PENDING: N_("pending"),
    Status.IN_PROGRESS: N_("in progress"),
    Status.PAUSED: N_("paused"),
    Status.DONE: N_("done"),
    Status.DROPPED: N_("dropped"),
}

INCIDENT_STATUSES: Mapping[IncidentStatus, str] = {
    IncidentStatus.OPEN: N_("open"),
    IncidentStatus.ACKNOWLEDGED: N_("acknowledged"),
    IncidentStatus.RESPONDED: N_("responded"),
    IncidentStatus.CONTAINED: N_("contained"),
    IncidentStatus.RESOLVED: N_("resolved"),
    IncidentStatus.REVIEWED: N_("reviewed"),
}

POST_STATES: Mapping[str, str] = {
    PostState.IDEA: N_("idea"),
    PostState.DRAFT: N_("draft"),
    PostState.APPROVED: N_("approved"),
    PostState.SCHEDULED: N_("scheduled"),
    PostState.PUBLISHED: N_("published"),
}

MILESTONE_STATUSES: Mapping[MilestoneStatus, str] = {
    MilestoneStatus.PENDING: N_("milestone pending"),
    MilestoneStatus.AT_RISK: N_("milestone at risk"),
    MilestoneStatus.LATE: N_("milestone late"),
    MilestoneStatus.ON_TIME: N_("milestone reached on time"),
    MilestoneStatus.REACHED_LATE: N_("milestone reached late"),
    MilestoneStatus.MISSED: N_("milestone missed"),
}

STEPS: Mapping[Step, str] = {
    "acknowledge": N_("Acknowledge"),
    "respond": N_("Respond"),
    "contain": N_("Contain"),
    "resolve": N_("Resolve"),
    "review": N_("Review"),
}

CLOCKS: Mapping[ClockKind, str] = {
    ClockKind.FIRST_RESPONSE: N_("first response"),
    ClockKind.NEXT_UPDATE: N_("next update"),
    ClockKind.AUTHORITY_NOTICE: N_("notice to the authority (72 h)"),
    ClockKind.POST_MORTEM: N_("post-mortem"),
}

SHORT_CLOCKS: Mapping[ClockKind, str] = {
    ClockKind.NEXT_UPDATE: N_("update"),
    ClockKind.AUTHORITY_NOTICE: N_("72 h notice"),
    ClockKind.POST_MORTEM: N_("post-mortem"),
}
"""Where there is little room; the first response, which most clocks are of, goes without a word."""

LEARNT: Mapping[str, str] = {
    "worked": N_("what worked"),
    "failed": N_("what did not"),
    "cause": N_("root cause"),
    "lesson": N_("lesson"),
}


SHORT = 80
"""Characters of a title in a sentence."""


def shorten(text: str, most: int = SHORT) -> str:
    """A person's text in a sentence: cleaned, one line, at most so many characters."""
    text = clean(text)
    return text if len(text) <= most else text[: most - 1] + "…"


def named(words: Words, title: str) -> str:
    """The title, short, or words for an incident that has none yet."""
    return shorten(title) or words.gettext("the incident without a name")


def kind_title(words: Words, kind: str) -> str:
    """The kind of an incident; one that this version does not know is named by its key."""
    return words.gettext(KINDS[kind]) if kind in KINDS else shorten(kind)


def severity_title(words: Words, severity: int | None) -> str:
    """ "S2 high"; words for none where an incident is not classified yet."""
    if severity is None:
        return words.gettext("not classified")
    if severity not in SEVERITIES:
        return f"S{severity}"
    return f"S{severity} {words.gettext(SEVERITIES[severity])}"


def raised_sentence(words: Words, kind: str, before: int | None, after: int | None) -> str:
    """Why a severity is another than was asked for: "Made S2 high: press inquiry is at least high". Nothing
    where its kind did not raise it."""
    known = INCIDENT_KINDS.get(kind)
    if known is None or after is None or not is_worse(after, before) or known.floor != after:
        return ""
    return words.gettext("Made {severity}: an incident of the kind “{kind}” is at least {floor}").format(
        severity=severity_title(words, after),
        kind=kind_title(words, kind),
        floor=words.gettext(SEVERITIES[known.floor]),
    )


def status_title(words: Words, status: Status) -> str:
    """How a task stands: "in progress", "en curso"."""
    return words.gettext(STATUSES[status])


def incident_status_title(words: Words, status: IncidentStatus) -> str:
    """Where an incident is in its life: "acknowledged", "acusada"."""
    return words.gettext(INCIDENT_STATUSES[status])


def post_state_title(words: Words, state: str) -> str:
    """How far a post of the editorial calendar is: "scheduled", "programada"."""
    return words.gettext(POST_STATES[state]) if state in POST_STATES else shorten(state)


def milestone_status_title(words: Words, status: MilestoneStatus) -> str:
    """How a milestone stands."""
    return words.gettext(MILESTONE_STATUSES[status])


def step_title(words: Words, step: Step) -> str:
    """The step as something to do: "Respond", "Responder"."""
    return words.gettext(STEPS[step])


def clock_title(words: Words, clock: ClockKind, *, short: bool = False) -> str:
    """What a clock runs for: "first response", "next update". With `short` a word or two; none for the
    first response."""
    if short:
        return words.gettext(SHORT_CLOCKS.get(clock, ""))
    return words.gettext(CLOCKS[clock])


def learnt_title(words: Words, field: str) -> str:
    """A part of a post-mortem: "what worked", "root cause"."""
    return words.gettext(LEARNT[field]) if field in LEARNT else shorten(field)


def deadline_text(words: Words, deadline: Deadline | DuePromise) -> str:
    """ "4 min left", or "12 min overdue"."""
    minutes = words.duration(abs(deadline.seconds_left) // 60)
    if deadline.state is ClockState.OVERDUE:
        return words.gettext("{minutes} overdue").format(minutes=minutes)
    return words.gettext("{minutes} left").format(minutes=minutes)


def brand_title(workflow: Workflow, key: str) -> str:
    """The title of a brand; its key where this workflow has no such brand."""
    brand = workflow.brand_by_key.get(key)
    return shorten(brand.title if brand else key, 40)
