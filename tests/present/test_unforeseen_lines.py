"""What incidents cost is in sight: on the block, the day, the brand and their area."""

from __future__ import annotations

import pytest

from jornada.core import intents as do
from jornada.core.unforeseen import Cost, Share, cost_of_day
from jornada.present.block_lines import header_lines, pane_lines
from jornada.present.glyphs import UNICODE
from jornada.present.listing import block_lines
from jornada.present.pane_heads import incident_head
from jornada.present.pen import Pen, text_of, width_of
from jornada.present.unforeseen_lines import cost_lines, cost_text
from jornada.present.words import Words
from tests.present.scene import KEYS, MADRID, Scene, friday


@pytest.fixture
def pen(words_en: Words) -> Pen:
    return Pen(words_en, UNICODE)


def noon(minutes: int) -> Scene:
    """So long an incident of a brand ran from twelve on."""
    scene = friday("12:00", "agency.en")
    brand = scene.workflow.brands[0].key
    scene.do(do.Interrupt(title="Viral"))
    scene.do(do.IncidentEdit(incident=scene.state.open_incidents[0], brand=brand))
    scene.at(f"12:{minutes:02}").do(do.TaskStop(session=scene.state.running))
    return scene


def pane(pen: Pen, scene: Scene) -> list[str]:
    lines = pane_lines(pen, scene.view(), scene.state, scene.workflow, KEYS.__getitem__, 26, 40)
    return [text_of(line).rstrip() for line in lines]


def test_the_block_has_the_minutes_of_incidents_beside_its_reserve(pen: Pen) -> None:
    scene = friday("12:00")
    scene.do(do.Interrupt(title="Viral"))
    scene.at("12:20")

    assert " Reserve         10 of 30" in pane(pen, scene)
    assert " Incidents         20 min" in pane(pen, scene)


def test_the_pane_names_the_area_and_the_brand(pen: Pen) -> None:
    lines = pane(pen, noon(40))
    place = lines.index(" Handling the unforeseen")
    assert lines[place + 1 : place + 3] == ["   in all          40 min", "   Café Ñandú      40 min"]


def test_without_incidents_there_is_nothing_of_them(pen: Pen) -> None:
    scene = friday("12:10")
    text = "\n".join(pane(pen, scene))
    assert "Incidents" not in text
    assert "unforeseen" not in text


def test_the_header_says_it_where_the_block_has_no_pane(pen: Pen) -> None:
    scene = noon(40)
    _, facts = header_lines(pen, scene.view(), scene.state, scene.workflow, KEYS.__getitem__, 100, 2)
    assert "incidents 40 min" in text_of(facts)


def test_the_head_of_the_log_has_the_minutes_of_the_day(pen: Pen) -> None:
    scene = noon(40)
    line = incident_head(pen, scene.view(), scene.state, (), 60, focused=False, rows_shown=True)
    assert text_of(line).rstrip().endswith("1 open · 40 min")


def test_the_table_of_blocks_has_a_column_only_where_there_were_incidents(pen: Pen) -> None:
    assert "Incidents" not in block_lines(pen, friday("12:00").view().blocks, 100)[0]
    head, _, noon_row, _ = block_lines(pen, noon(40).view().blocks, 100)
    assert noon_row[head.index("Incidents") :].split()[0] == "40"


def test_the_sentence(words_en: Words, words_es: Words) -> None:
    scene = noon(40)
    cost = cost_of_day(scene.state, scene.view().date, scene.now, MADRID)

    assert cost_text(words_en, cost, scene.workflow) == (
        "Handling the unforeseen: 40 min (Café Ñandú 40 min)"
    )
    nobody = Cost(minutes=5, incidents=(Share("i", 5),), brands=(Share("", 5),))
    assert cost_text(words_es, nobody, scene.workflow) == "Handling the unforeseen: 5 min"
    assert cost_text(words_en, Cost(), scene.workflow) == ""


@pytest.mark.parametrize("width", [18, 24, 40])
def test_no_line_is_wider_than_the_pane(pen: Pen, width: int) -> None:
    brands = tuple(Share(key, 75) for key in ("", "x" * 40, "acme"))
    lines = cost_lines(pen, Cost(minutes=225, brands=brands), friday().workflow, width)
    assert len(lines) >= 5
    assert max(width_of(line, pen.measure) for line in lines) <= width
