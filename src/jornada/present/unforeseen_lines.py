"""What incidents cost a day: all of it under its area, and what each brand had of it."""

from __future__ import annotations

from jornada.core.unforeseen import Cost, area_of_incidents
from jornada.core.workflow import Workflow
from jornada.present.lines import roomiest, spread
from jornada.present.looks import brand_look
from jornada.present.pen import Line, Pen, Piece
from jornada.present.titles import brand_title, shorten
from jornada.present.words import Words

MOST_BRANDS = 4


def area_title(words: Words, workflow: Workflow) -> str:
    """The area that the time of incidents is booked to, or what it is called where the workflow has none."""
    area = area_of_incidents(workflow)
    return shorten(area.title, 40) if area else words.gettext("The unforeseen")


def cost_text(words: Words, cost: Cost, workflow: Workflow) -> str:
    """ "Handling the unforeseen: 1 h 20 min (Café Ñandú 1 h, no brand 20 min)"; empty where it is nothing."""
    if not cost.minutes:
        return ""
    said = f"{area_title(words, workflow)}: {words.duration(cost.minutes)}"
    if any(share.key for share in cost.brands):
        parts = [
            f"{brand_title(workflow, share.key) or words.gettext('no brand')} {words.duration(share.minutes)}"
            for share in cost.brands
        ]
        said += f" ({', '.join(parts)})"
    return said


def cost_lines(pen: Pen, cost: Cost, workflow: Workflow, width: int) -> list[Line]:
    """The same as a part of a pane, a brand a line; nothing where it is nothing."""
    if not cost.minutes:
        return []
    words = pen.words
    title, minutes = area_title(words, workflow), words.duration(cost.minutes)
    total: Line = (Piece(minutes, "strong"),)
    if pen.measure(f"{title}  {minutes}") <= width:
        lines: list[Line] = [(), spread(pen, (Piece(title, "muted"),), total, width)]
    else:
        day = (Piece(f"  {words.gettext('in all')}", "muted"),)
        title = roomiest(pen, width, title, words.gettext("The unforeseen"))
        lines = [(), (Piece(title, "muted"),), spread(pen, day, total, width)]
    if any(share.key for share in cost.brands):
        for share in cost.brands[:MOST_BRANDS]:
            name, role = (
                brand_look(workflow, share.key) if share.key else (words.gettext("no brand"), "muted")
            )
            right = (Piece(words.duration(share.minutes), "muted"),)
            lines.append(spread(pen, (Piece(f"  {pen.crop(name, width)}", role),), right, width))
    return lines
