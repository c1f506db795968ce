"""What an edit changes."""

from __future__ import annotations

from typing import Any

from jornada.core import intents as do
from jornada.core.dataclass import fields
from jornada.core.refusals import Reason, no
from jornada.core.state import Incident, Item


def changed_fields(edit: do.TaskEdit | do.IncidentEdit, known: Item | Incident) -> dict[str, Any]:
    """By name, the fields that `edit` gives another value than `known` has; a field it leaves alone is
    `None`. Raises a refusal where there is none."""
    changes = {
        each.name: value
        for each in fields(edit)
        if each.name not in ("task", "incident")
        and (value := getattr(edit, each.name)) is not None
        and value != getattr(known, each.name)
    }
    if not changes:
        raise no(Reason.NOTHING_CHANGES, known.title)
    return changes
