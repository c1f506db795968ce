"""What is in hand, for the title of a terminal: "Write for the blog · Café Ñandú"."""

from __future__ import annotations

from jornada.core.state import State
from jornada.core.workflow import Workflow
from jornada.present.titles import named
from jornada.present.words import Words

PROGRAM = "Jornada"


def title_line(words: Words, state: State, workflow: Workflow) -> str:
    """The task or incident whose timer runs with its brand, a break, or the name of the program."""
    session = state.running_session
    if session is None:
        return PROGRAM
    if session.is_break:
        return words.gettext("break")
    subject = state.items.get(session.task) or state.incidents.get(session.incident)
    title = named(words, state.subject_title(session.task or session.incident))
    brand = next((each.title for each in workflow.brands if subject and each.key == subject.brand), "")
    return f"{title} · {brand}" if brand else title
