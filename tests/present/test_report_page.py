"""The report of a period as a page."""

from __future__ import annotations

import re

import pytest

from jornada.core.dataclass import replace
from jornada.core.periods import PeriodKind
from jornada.core.spent import Dimension
from jornada.present import report_words as said
from jornada.present.glyphs import UNICODE
from jornada.present.page_parts import Grid, Page
from jornada.present.pen import Pen, text_of
from jornada.present.report_lines import report_rows
from jornada.present.report_page import report_page
from jornada.present.weekly_html import weekly_html
from jornada.present.weekly_text import weekly_markdown
from jornada.present.words import Words, load_words
from tests.present.test_report_lines import subject

LANGUAGES = [load_words("en"), load_words("es")]


def grids(page: Page) -> list[Grid]:
    return [part for section in page.sections for part in section.parts if isinstance(part, Grid)]


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.language)
@pytest.mark.parametrize("by", list(said.DIMENSIONS))
def test_it_has_the_sections_and_the_figures_of_the_screen(by: Dimension, words: Words) -> None:
    told = subject(by)
    page = report_page(words, told)
    rows = "\n".join(text_of(row.line) for row in report_rows(Pen(words, UNICODE), told, 200))
    assert len(page.sections) == 6
    for section in page.sections:
        assert section.title in rows
    figures = grids(page)[0]
    assert len(figures.rows) == len(told.found.report.by(by)) + 1
    for row in figures.rows:
        for cell in row[1:]:
            assert cell in rows


def test_bars_share_one_scale_and_levels_follow_the_minutes() -> None:
    page = report_page(load_words("en"), subject())
    time, *_, hours, _ = grids(page)
    for bar, row in zip(time.bars, time.rows, strict=False):
        assert 0 <= bar.within + bar.free + bar.beyond <= 1.0001
        assert (bar.beyond > 0) == row[3].startswith("+")
    assert max(bar.within + bar.free + bar.beyond for bar in time.bars) == pytest.approx(1)
    for levels, row in zip(hours.levels, hours.rows, strict=True):
        assert [level > 0 for level in levels[1:-1]] == [bool(cell) for cell in row[1:-1]]


def test_what_is_private_can_be_left_out() -> None:
    words = load_words("en")
    assert "For you alone" in weekly_html(report_page(words, subject()))
    for text in (weekly_html, weekly_markdown):
        hidden = text(report_page(words, subject(private=False)))
        for word in ("For you alone", "interruption", "of focus", "after hours"):
            assert word not in hidden


@pytest.mark.parametrize("kind", [kind for kind in PeriodKind if kind is not PeriodKind.RANGE])
def test_one_file_that_asks_for_nothing_else(kind: PeriodKind) -> None:
    html = weekly_html(report_page(load_words("en"), subject(Dimension.TASK, kind=kind)))
    assert not re.search(r"<(script|link|img|iframe)|url\(|https?:", html)
    assert "default-src 'none'" in html
    assert "\x1b" not in html
    assert "\u202e" not in html
    assert "columns: 1; }" in html
    assert "POINTS" not in html


def test_counts_agree_with_their_words_in_spanish() -> None:
    found = subject().found
    dropped = found.outcome.dropped
    assert len(dropped) == 1
    twice = replace(found, outcome=replace(found.outcome, dropped=dropped * 2, moved=dropped))
    assert "1 descartada" in said.outcome_said(load_words("es"), found)
    assert "2 descartadas, 1 pasada a más tarde" in said.outcome_said(load_words("es"), twice)
