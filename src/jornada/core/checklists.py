"""What is to be done about an incident, step by step, by its kind and severity.

Source: `DOMAIN.md`, "Checklist for S1 and S2" and "Takeover"; never delete legitimate criticism. A
step that the incident itself tells of (the posts are paused, the evidence is written down) ticks
itself; a person ticks the others, and those of which there is nothing to tell (no posts to pause).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from jornada.core.dataclass import dataclass
from jornada.core.incidents import AUTHORITY_STEP, HIGH
from jornada.core.state import Incident


@dataclass(frozen=True, slots=True)
class CheckStep:
    """A step of a checklist; `is_told` where the incident's own facts have ticked it."""

    key: str
    done: bool
    is_told: bool


_TOLD: Mapping[str, Callable[[Incident], bool]] = {
    "pause-posts": lambda incident: (
        incident.has_posts_paused or _in_this_life(incident, incident.posts_paused)
    ),
    "keep-evidence": lambda incident: bool(incident.evidence),
    "classify": lambda incident: incident.severity is not None,
    "notify": lambda incident: bool(incident.notified),
    "holding-statement": lambda incident: bool(incident.statement),
    "approve": lambda incident: bool(incident.approved_by),
    "publish": lambda incident: incident.answered is not None,
    "next-update": lambda incident: (
        incident.next_update is not None or any(_in_this_life(incident, each) for each in incident.updates)
    ),
    "resume-posts": lambda incident: _in_this_life(incident, incident.posts_resumed),
}
"""Steps that show in the facts."""


def _in_this_life(incident: Incident, instant: dt.datetime | None) -> bool:
    """Whether something was done since it was last opened: who reopens it pauses the posts anew."""
    return instant is not None and instant >= incident.since


SEVERE = (
    "pause-posts",
    "keep-evidence",
    "classify",
    "notify",
    "holding-statement",
    "approve",
    "publish",
    "next-update",
    "resume-posts",
)
TAKEOVER = (
    "pause-posts",
    "revoke-sessions",
    "revoke-integrations",
    "keep-evidence",
    "notify-leadership",
    "notify-legal",
    "notify-it",
    "platform-recovery",
    "holding-statement",
    "approve",
    "publish",
    "next-update",
    "resume-posts",
)
LEAK = (
    "pause-posts",
    "keep-evidence",
    "ask-protection-officer",
    AUTHORITY_STEP,
    "notify",
    "holding-statement",
    "approve",
    "publish",
    "next-update",
    "resume-posts",
)
PLAIN = ("keep-evidence", "classify", "publish")
_BY_KIND: Mapping[str, tuple[str, ...]] = {"compromise": TAKEOVER, "leak": LEAK}


def checklist_of(incident: Incident) -> tuple[CheckStep, ...]:
    """The checklist of an incident: that of its kind, else of its severity; a short one for the rest.
    What has no clock needs none."""
    return tuple(_step(incident, key) for key in _keys(incident))


def _keys(incident: Incident) -> tuple[str, ...]:
    if incident.kind in _BY_KIND:
        return _BY_KIND[incident.kind]
    if incident.severity is None:
        return ()
    return SEVERE if incident.severity <= HIGH else PLAIN


def _step(incident: Incident, key: str) -> CheckStep:
    is_told = key in _TOLD and _TOLD[key](incident)
    return CheckStep(key, is_told or key in incident.checked, is_told)
