"""Which incidents take the day over, the most pressing first."""

from __future__ import annotations

from collections.abc import Sequence

from jornada.core.incidents import LOW, Deadline, in_crisis
from jornada.core.state import Incident, State


def crises(state: State, deadlines: Sequence[Deadline]) -> tuple[Incident, ...]:
    """The critical and high ones that are not contained: by nearest deadline, then those that are owed
    nothing, the worst and oldest first. `deadlines` are in the order of their instants."""
    due: dict[str, float] = {}
    for deadline in deadlines:
        due.setdefault(deadline.incident, deadline.due.timestamp())

    def place(incident: Incident) -> tuple[float, int, float]:
        worst = incident.severity or LOW
        return (due.get(incident.id, float("inf")), worst, incident.opened.timestamp())

    found = (state.incidents[key] for key in state.open_incidents)
    return tuple(sorted((each for each in found if in_crisis(each)), key=place))
