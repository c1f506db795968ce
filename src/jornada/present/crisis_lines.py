"""The incident that takes the day over: the line that says so everywhere, and the heading of its pane."""

from __future__ import annotations

from collections.abc import Sequence

from jornada.core.checklists import checklist_of
from jornada.core.crisis import crises
from jornada.core.incidents import Deadline
from jornada.core.state import Incident, State
from jornada.core.workflow import Workflow
from jornada.present.banner_lines import Banner, Weight
from jornada.present.clock_words import owed_text
from jornada.present.incident_lines import incident_title, severity_mark
from jornada.present.lines import rule
from jornada.present.looks import brand_look
from jornada.present.pane_heads import head_role
from jornada.present.pen import Line, Pen, Piece, width_of
from jornada.present.words import Words


def crisis_banner(
    words: Words, state: State, deadlines: Sequence[Deadline], key: str, *, shown: bool
) -> Banner | None:
    """ "CRISIS S2 Viral comment … 12 min left, X queue": the most pressing one; `None` where all is calm.
    `shown` where the crisis stands in the place of the queue, to which `key` leads then."""
    found = crises(state, deadlines)
    if not found:
        return None
    incident = found[0]
    left = next((owed_text(words, each) for each in deadlines if each.incident == incident.id), "")
    more = f" +{len(found) - 1}" if len(found) > 1 else ""
    leads = words.gettext("{key} queue") if shown else words.gettext("{key} to it")
    said = words.gettext("CRISIS {severity}").format(severity=severity_mark(incident))
    return Banner(
        Weight.CRISIS,
        f"{said}{more} {incident_title(words, incident, incident.title)}",
        right=" · ".join(filter(None, (left, leads.format(key=key)))),
    )


def crisis_head(
    pen: Pen, incident: Incident, workflow: Workflow, width: int, *, focused: bool, others: int = 0
) -> Line:
    """The heading of the pane in the place of the queue: what it is, whose, how much is done. `others`
    is how many incidents are open, where one heading names both lists."""
    words = pen.words
    steps = checklist_of(incident)
    count, total = sum(step.done for step in steps), len(steps)
    done = words.gettext("{done} of {total} steps").format(done=count, total=total)
    note: Line = (Piece(f"{count}/{total}" if others else done, "muted"),)
    head: Line = (
        Piece(words.gettext("Crisis"), head_role(focused)),
        Piece("  "),
        Piece(severity_mark(incident), f"severity-{incident.severity or 0}"),
        Piece(" "),
    )
    after: Line = ()
    if incident.brand:
        name, role = brand_look(workflow, incident.brand)
        after = (Piece("  "), Piece(f" {pen.crop(name, 20)} ", f"badge {role}"))
    if others:
        after += (Piece("  "), Piece(words.gettext("Incidents"), head_role(not focused)))
        after += (Piece(f" {others}", "strong"),)
    room = width - width_of((*head, *after, *note), pen.measure) - 8
    title = pen.crop(incident_title(words, incident, pen.crop(incident.title, 500)), room)
    return rule(pen, (*head, Piece(title, "strong"), *after) if title else (*head[:-1], *after), note, width)
