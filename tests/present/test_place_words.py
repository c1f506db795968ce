from __future__ import annotations

import datetime as dt

from jornada.core import intents as do
from jornada.core.plan import proposals
from jornada.present.glyphs import UNICODE
from jornada.present.pen import Pen, text_of, width_of
from jornada.present.place_words import (
    TAKEN_KEYS,
    block_places,
    day_places,
    decision_piece,
    free_minutes,
    place_lines,
    triage_line,
    triage_summary,
    weekday_letters,
)
from jornada.present.words import Words
from tests.present.scene import FRIDAY, friday, task


def test_each_weekday_has_a_letter_of_its_own(words_en: Words, words_es: Words) -> None:
    assert weekday_letters(words_en) == ("m", "t", "w", "h", "f", "s", "u")
    for words in (words_en, words_es):
        letters = weekday_letters(words)
        assert len(set(letters)) == 7
        assert not set(letters) & set(TAKEN_KEYS)


def test_blocks_show_the_room_they_have(words_en: Words) -> None:
    scene = friday("12:30")
    scene.do(do.TaskDrop(task=task("research")))
    view = scene.view()
    pen = Pen(words_en, UNICODE)
    lines = [text_of(line) for line in place_lines(pen, block_places(pen, view, "noon"))]
    assert lines[0].startswith("Morning    ended")
    assert "here" in lines[1]
    assert free_minutes(view.blocks[1]) == 90 - 30 - 45
    assert "15 min free" in lines[1]
    assert "full" in lines[2]


def test_the_days_ahead_are_offered_but_not_the_tasks_own(words_en: Words) -> None:
    scene = friday()
    free = {FRIDAY + dt.timedelta(days=3): 20}
    places = day_places(Pen(words_en, UNICODE), scene.workflow, FRIDAY, FRIDAY, free)
    assert [place.date for place in places] == [FRIDAY + dt.timedelta(days=n) for n in range(1, 7)]
    assert [place.key for place in places] == ["s", "u", "m", "t", "w", "h"]
    assert places[0].room.text == "day off"
    assert places[2].room.text == "20 min free"
    assert places[2].notes[0].text == "next working day"
    from_before = day_places(
        Pen(words_en, UNICODE), scene.workflow, FRIDAY, FRIDAY - dt.timedelta(days=1), free
    )
    assert from_before[0].date == FRIDAY


def test_what_was_decided_is_summed_up(words_en: Words) -> None:
    scene = friday("12:10")
    view = scene.view()
    pen = Pen(words_en, UNICODE)
    first, second, third, *_ = proposals(view, scene.workflow)
    later = do.TriageMove(task=second.task, date=dt.date(2026, 11, 23))
    gone = do.TriageMove(task=third.task, drop=True)
    assert triage_summary(pen, view, [first, later, gone], 4) == "1 → Noon, 1 → Mon 23, 1 dropped, 1 stays"
    assert decision_piece(pen, view, first, proposed=True).text == "→ Noon?"
    assert decision_piece(pen, view, None, proposed=True).text == "stays"


def test_a_row_left_over_fits_its_width(words_en: Words) -> None:
    scene = friday("12:10")
    scene.do(do.TaskEdit(task=task("overnight-sweep"), title="Повтор 長い題名 " * 20))
    view = scene.view()
    pen = Pen(words_en, UNICODE)
    for row in view.left_over:
        for width in (36, 50, 74):
            piece = decision_piece(pen, view, None, proposed=False)
            line = triage_line(pen, view, row, piece, width, 8)
            assert width_of(line, pen.measure) == width
