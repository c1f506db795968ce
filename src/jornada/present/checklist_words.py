"""The steps of an incident's checklist in words, and whom to notify by severity.

Source: `DOMAIN.md`, "Checklist for S1 and S2", "Takeover", and the table of severities.
"""

from __future__ import annotations

from collections.abc import Mapping

from jornada.core.incidents import CRITICAL, HIGH, LOW, MEDIUM
from jornada.present.titles import shorten
from jornada.present.words import N_, Words

STEPS: Mapping[str, str] = {
    "pause-posts": N_("Pause scheduled posts first"),
    "keep-evidence": N_("Keep evidence: screenshots, links"),
    "classify": N_("Classify: kind and severity"),
    "notify": N_("Notify"),
    "holding-statement": N_("Write the holding statement"),
    "approve": N_("Have it approved"),
    "publish": N_("Publish the first response"),
    "next-update": N_("Set the next update"),
    "resume-posts": N_("Let the posts go out again"),
    "revoke-sessions": N_("Close every session and change the password"),
    "revoke-integrations": N_("Revoke apps and integrations"),
    "notify-leadership": N_("Notify direction"),
    "notify-legal": N_("Notify legal"),
    "notify-it": N_("Notify IT"),
    "platform-recovery": N_("Start the platform's own recovery"),
    "ask-protection-officer": N_("Ask your data-protection officer"),
    "authority-notice": N_("Notice to the authority within 72 h, or why none is due"),
}

WHOM: Mapping[int, str] = {
    CRITICAL: N_("everybody, legal, direction"),
    HIGH: N_("the director, PR"),
    MEDIUM: N_("the supervisor, the contact at the client"),
    LOW: N_("nobody"),
}


def whom_to_notify(words: Words, severity: int | None) -> str:
    """Whom an incident of that severity is told: "the director, PR"; empty while it has none."""
    return words.gettext(WHOM.get(severity or 0, ""))


def check_title(words: Words, step: str, severity: int | None = None) -> str:
    """A step of a checklist as something to do; one that this version does not know by its key."""
    if step not in STEPS:
        return shorten(step)
    title, whom = words.gettext(STEPS[step]), whom_to_notify(words, severity)
    if step == "notify" and whom:
        return words.gettext("{title}: {whom}").format(title=title, whom=whom)
    return title
