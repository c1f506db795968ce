"""Where everything stands, for every size of terminal: on the Today screen, and on a page. Pure arithmetic.

Wide from 110 columns, medium from 60, narrow down to 40 by 10, below that one line.
"""

from __future__ import annotations

from enum import StrEnum

from jornada.core.dataclass import dataclass

WIDE_FROM = 110
MEDIUM_FROM = 60
LEAST_WIDTH, LEAST_HEIGHT = 40, 9
"""One row less than the 40 by 10 that is promised: over a demonstration stands a line that says so."""
TALL_FROM = 18
"""With fewer rows than this, of the two lists only the one in hand has rows."""
AIRY_FROM = 30
"""With so many rows a wide screen spares an empty one under the strip."""
GAP = 2
"""Columns between panes that stand side by side."""


class Mode(StrEnum):
    """What the width makes of the screen."""

    WIDE = "wide"
    MEDIUM = "medium"
    NARROW = "narrow"
    LINE = "line"


class Pane(StrEnum):
    """The lists that can be in hand."""

    QUEUE = "queue"
    INCIDENTS = "incidents"

    @property
    def other(self) -> Pane:
        return Pane.INCIDENTS if self is Pane.QUEUE else Pane.QUEUE


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of cells; without width or height it is not shown."""

    x: int = 0
    y: int = 0
    width: int = 0
    height: int = 0

    @property
    def is_shown(self) -> bool:
        return self.width > 0 and self.height > 0


NOWHERE = Box()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The place of each part. In a narrow terminal `queue_head` names both lists."""

    mode: Mode
    strip: Box = NOWHERE
    banner: Box = NOWHERE
    block: Box = NOWHERE
    queue_head: Box = NOWHERE
    queue: Box = NOWHERE
    incident_head: Box = NOWHERE
    incidents: Box = NOWHERE
    status: Box = NOWHERE
    footer: Box = NOWHERE
    line: Box = NOWHERE

    def shows(self, pane: Pane) -> bool:
        """Whether the list has rows on the screen."""
        return (self.queue if pane is Pane.QUEUE else self.incidents).is_shown


def mode_of(width: int, height: int) -> Mode:
    """What a terminal of that size can show."""
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return Mode.LINE
    if width >= WIDE_FROM:
        return Mode.WIDE
    return Mode.MEDIUM if width >= MEDIUM_FROM else Mode.NARROW


def layout(
    width: int,
    height: int,
    *,
    banners: int = 0,
    incidents: int = 0,
    pane: Pane = Pane.QUEUE,
    crisis: bool = False,
) -> Layout:
    """The layout of a terminal. `banners` and `incidents` are how many there are to show, `pane` is
    the list in hand; with `crisis` one of the banners is a crisis'."""
    mode = mode_of(width, height)
    if mode is Mode.LINE:
        return Layout(mode=mode, line=Box(0, 0, width, min(1, height)))
    stack = _Stack(width, height)
    strip = stack.top(1 if mode is Mode.NARROW else _strip_height(height))
    footer = stack.bottom(1)
    status = stack.bottom(2 if mode is Mode.NARROW and height >= 14 else 1)
    shown_banners = banner_rows(banners, height, crisis=crisis)
    if mode is Mode.WIDE:
        return _wide(stack, strip, status, footer, stack.top(shown_banners), height)
    block = stack.top(2 if height >= 14 else 1)
    banner = stack.top(shown_banners)
    queue_head = stack.top(1)
    if mode is Mode.NARROW:
        rows = stack.rest()
        return Layout(
            mode=mode,
            strip=strip,
            block=block,
            banner=banner,
            queue_head=queue_head,
            queue=rows if pane is Pane.QUEUE else NOWHERE,
            incidents=rows if pane is Pane.INCIDENTS else NOWHERE,
            status=status,
            footer=footer,
        )
    room = stack.height - 1
    if height >= TALL_FROM:
        rows_of_incidents = min(incidents, max(3, room // 3))
        if pane is Pane.INCIDENTS:
            rows_of_incidents = max(1, rows_of_incidents)
    else:
        rows_of_incidents = room if pane is Pane.INCIDENTS else 0
    queue = stack.top(room - rows_of_incidents)
    incident_head = stack.top(1)
    return Layout(
        mode=mode,
        strip=strip,
        block=block,
        banner=banner,
        queue_head=queue_head,
        queue=queue,
        incident_head=incident_head,
        incidents=stack.rest(),
        status=status,
        footer=footer,
    )


def banner_rows(banners: int, height: int, *, crisis: bool) -> int:
    """Lines that banners take: two at most, one where lines are short; and one more for a crisis, which
    takes none from the others."""
    return min(banners - crisis, 2 if height >= TALL_FROM else 1) + crisis


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLayout:
    """The place of each part of a full screen beside Today."""

    head: Box
    banner: Box
    body: Box
    status: Box
    footer: Box


def page_layout(width: int, height: int, *, headed: bool, banners: int, crisis: bool) -> PageLayout:
    """Lay out a full screen beside Today in `width` by `height` cells: with a heading of its own where it is
    `headed`, and as many banners; one of a crisis is counted with them."""
    foot = 1 if height > 3 else 0
    # As on Today: where the line is short, what runs has one to itself.
    narrow = mode_of(width, height) is Mode.NARROW and height >= 14
    status = 2 if narrow else 1 if height > 2 else 0
    head = 1 if headed and height > 4 else 0
    lines = banner_rows(banners, height, crisis=crisis) if height >= LEAST_HEIGHT else 0
    rows = max(0, height - foot - status - head - lines)

    def rows_of(at: int, rows: int) -> Box:
        return Box(0, at, width, rows) if rows else NOWHERE

    return PageLayout(
        head=rows_of(0, head),
        banner=rows_of(head, lines),
        body=Box(0, head + lines, width, rows),
        status=rows_of(height - foot - status, status),
        footer=rows_of(height - foot, foot),
    )


def _strip_height(height: int) -> int:
    if height >= 20:
        return 3
    return 2 if height >= 16 else 1


def _wide(stack: _Stack, strip: Box, status: Box, footer: Box, banner: Box, height: int) -> Layout:
    if height >= AIRY_FROM:
        stack.top(1)
    body = stack.rest()
    left = min(max(body.width * 18 // 100, 24), 32)
    right = min(max(body.width * 26 // 100, 30), 48)
    middle = body.width - left - right - 2 * GAP
    queue_x = left + GAP
    incidents_x = queue_x + middle + GAP
    return Layout(
        mode=Mode.WIDE,
        strip=strip,
        banner=banner,
        block=Box(0, body.y, left, body.height),
        queue_head=Box(queue_x, body.y, middle, 1),
        queue=Box(queue_x, body.y + 1, middle, body.height - 1),
        incident_head=Box(incidents_x, body.y, right, 1),
        incidents=Box(incidents_x, body.y + 1, right, body.height - 1),
        status=status,
        footer=footer,
    )


class _Stack:
    """What is left of the screen while full-width parts are taken off its top and bottom."""

    def __init__(self, width: int, height: int) -> None:
        self._width = width
        self._y = 0
        self.height = height

    def top(self, rows: int) -> Box:
        box = Box(0, self._y, self._width, rows)
        self._y += rows
        self.height -= rows
        return box

    def bottom(self, rows: int) -> Box:
        self.height -= rows
        return Box(0, self._y + self.height, self._width, rows)

    def rest(self) -> Box:
        return self.top(self.height)
