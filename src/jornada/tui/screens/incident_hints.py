"""The keys that the foot names where an incident is in hand, and what they do to this very one."""

from __future__ import annotations

from collections.abc import Mapping

from jornada.core.incidents import next_step
from jornada.core.state import Incident
from jornada.present.titles import step_title
from jornada.present.words import Words
from jornada.tui.actions import ACTIONS, Where, footer_actions
from jornada.tui.screens.today_picture import Picture

ON_AN_INCIDENT = tuple(
    action.id for action in footer_actions(each for each in ACTIONS if each.where is Where.INCIDENT)
)
"""The ids of the actions on an incident that have a place in the footer, the most needed first."""


def incident_labels(words: Words, picture: Picture | None, incident: Incident | None) -> Mapping[str, str]:
    """What keys do, where that depends on the incident."""
    if picture is None or incident is None:
        return {}
    running = picture.state.running_session
    runs = running is not None and running.incident == incident.id
    labels = {
        "incident.timer": words.gettext("Stop timer") if runs else words.gettext("Start timer"),
        "incident.posts": words.gettext("Resume posts")
        if incident.has_posts_paused
        else words.gettext("Pause posts"),
    }
    step = next_step(incident)
    if step is not None:
        labels["incident.step"] = step_title(words, step)
    if not incident.title:
        labels["incident.open"] = words.gettext("Name")
    return labels
