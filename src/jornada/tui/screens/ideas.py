"""The ideas that wait: one key makes one a task, one drops it, one takes that back.

What is dropped stays in its row until this is left, so that a held key never runs down the list.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static

from jornada.answers import outcome_sentence
from jornada.core import intents as do
from jornada.core.refusals import Refused
from jornada.core.state import Idea
from jornada.desk import Desk, Locked
from jornada.present.idea_lines import idea_line
from jornada.present.pen import Piece
from jornada.tui.screens.dialog import Dialog, Tools
from jornada.tui.widgets.pick_list import PickList

TAKEN_BACK = (do.IdeaAdd, do.IdeaUse, do.IdeaDrop)


class IdeasDialog(Dialog[str]):
    """Closes with the id of the idea that is to become a task. `key` is the one that keeps an idea,
    `at` the idea in hand at first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "use", show=False),
        Binding("x", "drop", show=False),
        Binding("u", "undo", show=False),
    ]

    def __init__(self, tools: Tools, desk: Desk, key: str, at: str = "") -> None:
        super().__init__(tools)
        self._key = key
        self._desk = desk
        self._ids = tuple(reversed(desk.state.open_ideas))
        self._at = self._ids.index(at) if at in self._ids else 0
        self._list = PickList(self.pen.glyphs)
        self._said = Static("", markup=False, id="summary")

    def head(self) -> tuple[str, str]:
        count = len(self._ideas())
        said = self.words.ngettext("{n} idea", "{n} ideas", count).format(n=count)
        return self.words.gettext("Ideas"), said

    def inside(self) -> ComposeResult:
        yield self._list
        yield self._said

    def keys(self) -> Iterable[tuple[str, str]]:
        gettext = self.words.gettext
        if self._ids:
            yield gettext("enter"), gettext("make it a task")
        yield "esc", gettext("leave")
        if self._ids:
            yield "x", gettext("drop")
            yield "u", gettext("undo")

    def on_mount(self) -> None:
        self._list.focus()
        if not self._ids:
            said = self.words.gettext("Nothing is kept yet: {key} keeps a thought from anywhere")
            self._say(said.format(key=self._key), "muted")

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_use()

    def action_use(self) -> None:
        """Close with the idea in hand, if it is open."""
        idea = self._in_hand()
        if idea is None:
            return
        refused = self._desk.dry_run(do.TaskAdd(title="x", date=self._desk.today(), idea=idea.id))
        if refused is None:
            self.dismiss(idea.id)
        else:
            self._say(outcome_sentence(self.words, refused, self._desk.state), "refused")

    def action_drop(self) -> None:
        idea = self._in_hand()
        if idea is not None:
            self._do(do.IdeaDrop(idea=idea.id))

    def action_undo(self) -> None:
        """Take back the last thing done, if that was about an idea."""
        done = self._desk.state.undoable.get(self._desk.device)
        if done is not None and isinstance(done.intent, TAKEN_BACK):
            self._do(do.Undo(of=done.record))
        else:
            self._say(self.words.gettext("Nothing about an idea to undo"), "refused")

    def _do(self, intent: do.Intent) -> None:
        self.run_worker(self._done(intent), group="ideas")

    async def _done(self, intent: do.Intent) -> None:
        outcome = await asyncio.wrap_future(self._desk.submit(intent))
        said = outcome_sentence(self.words, outcome, self._desk.state)
        self._say(said, "refused" if isinstance(outcome, Refused | Locked) else "strong")
        self._draw()

    def _in_hand(self) -> Idea | None:
        ideas, place = self._ideas(), self._list.highlighted
        return ideas[place] if place is not None and place < len(ideas) else None

    def _ideas(self) -> tuple[Idea, ...]:
        ideas = self._desk.state.ideas
        return tuple(ideas[key] for key in self._ids if key in ideas)

    def _say(self, text: str, role: str) -> None:
        self._said.update(self.ink.content((Piece(text, role),)))

    def _draw(self) -> None:
        width, zone = self._list.columns, self._desk.zone
        rows = [self.ink.content(idea_line(self.pen, each, zone, width)) for each in self._ideas()]
        at = self._at if self._list.highlighted is None else self._list.highlighted
        self._list.show(rows, at=at)
        self._list.display = bool(rows)
