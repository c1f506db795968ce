"""A list of drawn rows with a cursor. Ten thousand rows cost no more than those in sight.

It knows keys and rows, not what they are about: what a row looks like, it is handed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Protocol, runtime_checkable

from textual import events
from textual.binding import BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from jornada.core.dataclass import dataclass, replace
from jornada.present.glyphs import Glyphs
from jornada.present.pen import Line, Piece
from jornada.tui.actions import Where, bindings_for
from jornada.tui.colours import Colours
from jornada.tui.widgets.kept_lines import KeptLines

WHEEL_ROWS = 3
THUMB, ASCII_THUMB = "▐", "|"
"""The mark of where one is in a list: at the right edge, a gap from what the rows end in."""


class Entry(Protocol):
    """A row; one without a key cannot be chosen."""

    @property
    def key(self) -> str | None: ...


@runtime_checkable
class HasKeys(Protocol):
    """Entries that can tell their keys without being made for it."""

    @property
    def keys(self) -> Sequence[str | None]: ...


Drawing = Callable[[Any], Line]
"""An entry to its line. Two drawings that are equal draw alike."""


MOST_DRAWN = 500
"""So many rows are kept as they were drawn; a screen has far fewer."""


class _Drawn:
    """A row as it was drawn, by sign of the cursor. With the entry itself: while it is kept, no other has
    its identity."""

    def __init__(self, entry: Entry, line: Line) -> None:
        self.entry = entry
        self.line = line
        self.strips: dict[str, Strip] = {}


class LineList(KeptLines, can_focus=True, inherit_bindings=False):
    """Rows and a cursor that stays on its row, whatever becomes of the rows around it."""

    ALLOW_SELECT: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(Where.LIST)]

    @dataclass
    class Highlighted(Message, bubble=False):
        """The cursor is on another row. Told to the screen and nobody else."""

        list: LineList
        key: str | None

    @dataclass
    class Opened(Message):
        """A row was clicked twice."""

        list: LineList
        key: str

    def __init__(self, colours: Colours, glyphs: Glyphs, *, id: str) -> None:
        super().__init__(id=id)
        self._colours = colours
        self._glyphs = glyphs
        self._entries: Sequence[Entry] = ()
        self._keys: Sequence[str | None] = ()
        self._chosen: list[int] = []
        self._make: Callable[[int], Drawing] | None = None
        self._drawing: Drawing | None = None
        self._drawn_width = -1
        self._drawn: dict[int, _Drawn] = {}
        """By which entry it is, not by its place: a row that the cursor comes to again, or that stands
        elsewhere once others are filtered out, is drawn already. What is not in sight when other rows are
        shown is not kept: every minute brings new ones."""
        self._cursor: int | None = None
        self._top = 0

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda theme: self._repaint())

    def on_unmount(self) -> None:
        # What is called keeps the whole screen otherwise, for as long as the program runs.
        self.app.theme_changed_signal.unsubscribe(self)

    # What it shows

    def show(self, entries: Sequence[Entry], make: Callable[[int], Drawing]) -> None:
        """Show these rows; `make` gives the drawing for a width. The cursor follows its row's key, and
        stays where it is if that row is gone."""
        before, key = self._entries, self.cursor_key
        height = self.outer_size.height
        was_seen = self._cursor is not None and self._top <= self._cursor < self._top + height
        seen = map(id, before[self._top : self._top + height])
        self._drawn = {entry: drawn for entry in seen if (drawn := self._drawn.get(entry)) is not None}
        self._make = make
        if isinstance(entries, HasKeys):
            self._entries, self._keys = entries, entries.keys
        else:
            self._entries, self._keys = tuple(entries), [entry.key for entry in entries]
        self._chosen = [place for place, key in enumerate(self._keys) if key is not None]
        self._cursor = self._place_near(key)
        drawing = make(self._drawn_width) if self._drawn_width >= 0 else None
        if drawing != self._drawing:
            self._drawing = drawing
            self._repaint()
        elif len(before) != len(entries):
            self._repaint_all()
        elif self._entries is not before:
            for place, old in enumerate(before[self._top : self._top + height], self._top):
                new = entries[place]
                if old is not new and (old != new or old.key != new.key):
                    self._repaint_row(place)
        if was_seen or key is None:
            self._keep_in_sight()
        if self.cursor_key != key:
            self._repaint()
            self._tell()

    @property
    def cursor_key(self) -> str | None:
        """The key of the row under the cursor."""
        if self._cursor is None or self._cursor >= len(self._entries):
            return None
        return self._keys[self._cursor]

    def choose(self, key: str) -> bool:
        """Put the cursor on the row of that key; false where there is none."""
        place = self._place_of(key)
        if place is not None:
            self._go(place)
        return place is not None

    def _place_of(self, key: str | None) -> int | None:
        """Where the row of that key is; `None` where there is none."""
        return self._keys.index(key) if key is not None and key in self._keys else None

    def _place_near(self, key: str | None) -> int | None:
        """Likewise, else where the row is that is next to the cursor; `None` where none can be chosen."""
        place = self._place_of(key)
        if place is not None or not self._chosen:
            return place
        cursor = self._cursor or 0
        behind = bisect_left(self._chosen, cursor)
        return min(self._chosen[max(behind - 1, 0) : behind + 1], key=lambda place: abs(place - cursor))

    # The cursor

    def action_cursor_down(self) -> None:
        self._step(1)

    def action_cursor_up(self) -> None:
        self._step(-1)

    def action_cursor_first(self) -> None:
        self._step(-len(self._entries))

    def action_cursor_last(self) -> None:
        self._step(len(self._entries))

    def action_cursor_page_down(self) -> None:
        self._page(1)

    def action_cursor_page_up(self) -> None:
        self._page(-1)

    def _step(self, by: int) -> None:
        if self._cursor is None:
            return
        place = min(max(bisect_left(self._chosen, self._cursor) + by, 0), len(self._chosen) - 1)
        self._go(self._chosen[place])

    def _page(self, direction: int) -> None:
        if self._cursor is None:
            return
        aim = self._cursor + direction * max(1, self.outer_size.height - 1)
        ahead = [place for place in self._chosen if (place - self._cursor) * direction > 0]
        if ahead:
            self._go(min(ahead, key=lambda place: abs(place - aim)))

    def _go(self, place: int) -> None:
        if place == self._cursor:
            self._keep_in_sight()
            return
        before, self._cursor = self._cursor, place
        for row in (before, place):
            if row is not None:
                self._repaint_row(row)
        self._keep_in_sight()
        self._tell()

    def _tell(self) -> None:
        """Say where the cursor is, unless the screen has gone meanwhile."""
        if self.is_attached:
            self.screen.post_message(self.Highlighted(self, self.cursor_key))

    # Scrolling

    @property
    def _last_top(self) -> int:
        return max(0, len(self._entries) - self.outer_size.height)

    def _keep_in_sight(self) -> None:
        """Scroll as little as shows the cursor's row, and the headings above the first one."""
        if self._cursor is None or not self.outer_size.height:
            return
        last = self._cursor + self._rows_beneath(self._cursor)
        top = min(max(self._top, last - self.outer_size.height + 1), self._cursor)
        if self._cursor == self._chosen[0] and self._cursor < self.outer_size.height:
            top = 0
        elif self._cursor > 0 and top == self._cursor and self._keys[self._cursor - 1] is None:
            top -= 1 if self.outer_size.height > 1 else 0
        self._scroll(top)

    def _rows_beneath(self, place: int) -> int:
        """How many rows after it belong to that row, and come into sight with it."""
        count = 0
        while place + count + 1 < len(self._entries):
            if not getattr(self._entries[place + count + 1], "beneath", False):
                break
            count += 1
        return count

    def _scroll(self, top: int) -> None:
        top = min(max(top, 0), self._last_top)
        if top != self._top:
            self._top = top
            self.refresh()

    def on_resize(self) -> None:
        self._top = min(self._top, self._last_top)
        self._keep_in_sight()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._scroll(self._top + WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._scroll(self._top - WHEEL_ROWS)

    def on_click(self, event: events.Click) -> None:
        place = self._top + event.y
        if not 0 <= place < len(self._entries):
            return
        key = self._keys[place]
        if key is None:
            return
        self._go(place)
        if event.chain == 2 and event.button == 1:
            self.post_message(self.Opened(self, key))

    def on_focus(self) -> None:
        self._repaint_cursor()

    def on_blur(self) -> None:
        self._repaint_cursor()

    # Painting

    def render_line(self, y: int) -> Strip:
        width = self.outer_size.width
        if width != self._drawn_width and self._make is not None:
            self._drawn_width, self._drawing = width, self._make(width)
            self._drawn.clear()
        place = self._top + y
        if self._drawing is None or place >= len(self._entries):
            return Strip.blank(width, self._colours.base)
        strip = self._strip(place, self._drawing, width)
        if len(self._entries) <= self.outer_size.height or not self._is_thumb(y):
            return strip
        sign = ASCII_THUMB if self._glyphs.cursor.isascii() else THUMB
        thumb = self._colours.strip((Piece(sign, "thumb"),))
        return Strip.join([strip.crop(0, width - 1), thumb])

    def _strip(self, place: int, drawing: Drawing, width: int) -> Strip:
        in_hand = place == self._cursor and self.has_focus
        role = "cursor-sign" if in_hand else "muted" if place == self._cursor else ""
        drawn = self._drawn_of(self._entries[place], drawing)
        strip = drawn.strips.get(role)
        if strip is not None:
            return strip
        line = drawn.line
        if role:
            first = line[0]
            line = (Piece(self._glyphs.cursor, role), replace(first, text=first.text[1:]), *line[1:])
        strip = self._colours.strip(line, in_hand=in_hand).adjust_cell_length(width, self._colours.base)
        drawn.strips[role] = strip
        return strip

    def _drawn_of(self, entry: Entry, drawing: Drawing) -> _Drawn:
        drawn = self._drawn.get(id(entry))
        if drawn is None:
            if len(self._drawn) >= MOST_DRAWN:
                self._drawn.clear()
            drawn = self._drawn[id(entry)] = _Drawn(entry, drawing(entry))
        return drawn

    def _is_thumb(self, y: int) -> bool:
        """Whether the mark of where one is in the list is in that row of the last column."""
        height, rows = self.outer_size.height, len(self._entries)
        length = max(1, height * height // rows)
        first = (height - length) * self._top // max(1, self._last_top)
        return first <= y < first + length

    def _repaint(self) -> None:
        """Draw all rows anew."""
        self._drawn.clear()
        self._repaint_all()

    def _repaint_all(self) -> None:
        """Paint all rows: others stand where they stood."""
        self._top = min(self._top, self._last_top)
        self.refresh()

    def _repaint_row(self, place: int) -> None:
        """Paint that row: the cursor came or went."""
        if self._top <= place < self._top + self.outer_size.height:
            self.refresh(Region(0, place - self._top, self.outer_size.width, 1))

    def _repaint_cursor(self) -> None:
        if self._cursor is not None:
            self._repaint_row(self._cursor)
