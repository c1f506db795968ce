"""The tour of the first day in words: a few steps, each about something to try at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jornada.core.dataclass import dataclass
from jornada.core.pattern import pattern
from jornada.present.words import N_, Words


@dataclass(frozen=True, slots=True)
class TourStep:
    """`text` is a message id that names keys by their actions, `{task.start}`; doing `action` goes on."""

    text: str
    action: str = ""


STEPS: Sequence[TourStep] = (
    TourStep(
        N_(
            "This is your day: on top its blocks to scale, below them the block you are in, then the queue; "
            "what matters most to the audience comes first."
        )
    ),
    TourStep(
        N_("{cursor.down} and {cursor.up} go down and up. A line says what still fits into the block."),
        "cursor.down",
    ),
    TourStep(
        N_("{task.start} starts the timer of the task in hand, and stops it. Only one runs at a time."),
        "task.start",
    ),
    TourStep(
        N_("{task.done} says that the task is done; {task.count} counts one towards its goal."), "task.done"
    ),
    TourStep(
        N_("{history.undo} takes back the last thing, whatever it was. Nothing is lost."), "history.undo"
    ),
    TourStep(N_("{task.add} adds a task with one line: what, how long, until when."), "task.add"),
    TourStep(
        N_(
            "Something unforeseen? {interrupt} parks what you do and opens an incident with its own clock; "
            "{resume} takes you back."
        ),
        "interrupt",
    ),
    TourStep(
        N_(
            "{screen.week} is the week, {screen.incidents} the incidents, {screen.time} where the time went; "
            "{view.escape} leads back here."
        ),
        "screen.week",
    ),
    TourStep(N_("{app.palette} finds any action, task, brand or page of help by its words."), "app.palette"),
    TourStep(
        N_(
            "{app.help} has the keys of where you are and what the marks mean, and leads to the manual. "
            "That is all: {app.quit} leaves, and the day stays as it is."
        ),
        "app.help",
    ),
)
_NAMED = pattern(r"\{([a-z_.]+)\}")


def tour_text(words: Words, place: int, key: Callable[[str], str]) -> str:
    """The step at that place with the keys in use, and how to go on."""
    said = _NAMED.sub(lambda found: key(found[1]), words.gettext(STEPS[place].text))
    first = words.gettext("Tour {n} of {all}").format(n=place + 1, all=len(STEPS))
    how = words.gettext("→ on  ← back  esc leave") if place else words.gettext("→ on  esc leave")
    return f"{first} · {said}  {how}"
