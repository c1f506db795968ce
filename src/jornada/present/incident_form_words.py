"""What the incident form offers: kinds, severities and what they mean for the response."""

from __future__ import annotations

from collections.abc import Mapping

from jornada.core.incidents import HIGH, KINDS, LOW, MEDIUM, SEVERITIES, Targets, severity_for
from jornada.present.form_words import Option, capital
from jornada.present.sentences import kind_title, severity_title
from jornada.present.words import Words

SUGGESTED: Mapping[str, int] = {
    "complaint": LOW,
    "negative-mentions": HIGH,
    "abuse": LOW,
    "misinformation": MEDIUM,
    "impersonation": HIGH,
    "outage": MEDIUM,
    "clash": MEDIUM,
    "legal": HIGH,
}
"""What a kind starts with where it has no floor: by the triggers of the severities (isolated, several
alike, spreading)."""


def kind_options(words: Words) -> tuple[Option, ...]:
    """All kinds; plain interruptions, which have no clock, come last."""
    return tuple(Option(kind, capital(kind_title(words, kind))) for kind in KINDS)


def suggested_severity(kind: str) -> int | None:
    """The severity a kind starts with; none for a plain interruption."""
    return severity_for(kind, SUGGESTED.get(kind))


def severity_options(words: Words, kind: str, *, classified: bool) -> tuple[Option, ...]:
    """The severities an incident of that kind may have, the worst first; and none, unless the kind
    needs one or it is `classified` already."""
    known = KINDS.get(kind)
    floor = known.floor if known and known.has_clock else LOW
    allowed = tuple(
        Option(str(severity), severity_title(words, severity), f"severity-{severity}")
        for severity in SEVERITIES
        if severity <= floor
    )
    if floor < LOW or classified:
        return allowed
    return (*allowed, Option("", severity_title(words, None), "muted"))


def severity_note(words: Words, kind: str, severity: int | None, targets: Targets) -> str:
    """What the severity means: by when to respond, and why it can be no lower."""
    known = KINDS.get(kind)
    if severity is None:
        if known and not known.has_clock:
            return words.gettext("A plain interruption: its time counts, no response is due")
        return words.gettext("Without a severity no response is due")
    target = targets.get(severity)
    said = ""
    if target is not None:
        said = words.gettext("First response within {time}").format(
            time=words.duration(target.first_response_minutes)
        )
        if target.clock == "working":
            said += " " + words.gettext("of working time")
    if known and known.has_clock and known.floor < LOW:
        floor = words.gettext("{kind} is at least {severity}").format(
            kind=capital(kind_title(words, kind)), severity=severity_title(words, known.floor)
        )
        return f"{floor}. {said}" if said else floor
    return said
