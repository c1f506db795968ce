"""What the toolkit writes, read as a terminal would: what is drawn goes into a picture, what is a command
to the terminal (modes, questions, the bell, the clipboard) is handed on as it is."""

from __future__ import annotations

import re

from jornada.tui.terminal.attributes import AttributeTable
from jornada.tui.terminal.picture import Picture

SYNC_BEGIN = "\x1b[?2026h"
SYNC_END = "\x1b[?2026l"

_ENDED = "0"
"""The parameters of SGR that end a drawing."""
# What is drawn comes, but for little, as text between its drawing and the end of it: three in one.
_TOKENS = re.compile(
    r"\x1b\[(?P<drawn>[0-9;]*)m(?P<segment>[^\x00-\x1f\x7f-\x9f]+)\x1b\[0m"
    r"|(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
    r"|\x1b\[(?P<drawing>[0-9;]*)m"
    r"|\x1b\[(?P<place>[0-9;]*)H"
    r"|(?P<line>\n)"
    r"|\x1b\]8;(?P<link>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|(?P<command>\x1b\[[0-?]*[ -/]*[@-~]|\x1bPtmux;(?:[^\x1b]|\x1b\x1b)*\x1b\\"
    r"|\x1b[P\]X^_k][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]|\x07)"
    r"|(?P<other>.)",
    re.DOTALL,
)


class Reader:
    """Reads one stream, whose sequences come whole."""

    def __init__(self, picture: Picture, table: AttributeTable) -> None:
        self._picture = picture
        self._table = table
        self._parameters = ""
        self._link = ""
        self._attributes = table.plain
        self.syncs = False
        """Whether the toolkit found that the terminal takes frames whole (mode 2026)."""

    def read(self, data: str) -> tuple[str, bool]:
        """Draw what is to be drawn. The commands among it come back, and whether anything was drawn."""
        picture, table = self._picture, self._table
        ended = table.read(_ENDED, self._link)
        commands: list[str] = []
        drawn = False
        for found in _TOKENS.finditer(data):
            kind, said = found.lastgroup, found[found.lastgroup or 0]
            if kind == "segment":
                picture.draw(said, table.read(found["drawn"], self._link))
                self._parameters, self._attributes = _ENDED, ended
                drawn = True
            elif kind == "text":
                picture.draw(said, self._attributes)
                drawn = True
            elif kind == "drawing":
                self._parameters = said
                self._attributes = table.read(said, self._link)
            elif kind == "place":
                row, _, column = said.partition(";")
                picture.move(max(int(column or 1) - 1, 0), max(int(row or 1) - 1, 0))
                drawn = True
            elif kind == "line":
                picture.move(0, picture.y + 1)
            elif kind == "link":
                self._link = "" if said == ";" else said
                self._attributes = table.read(self._parameters, self._link)
                ended = table.read(_ENDED, self._link)
            elif kind == "command":
                if said in (SYNC_BEGIN, SYNC_END):
                    self.syncs = True
                else:
                    commands.append(said)
        return "".join(commands), drawn
