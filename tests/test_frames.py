"""The pictures in the manual are those that the program draws, and no page is the worse for them."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from jornada.present.glyphs import ASCII, UNICODE
from jornada.present.manual import FRAME, page_lines, page_source
from jornada.present.pen import Pen, text_of, width_of
from jornada.present.words import LANGUAGES, load_words
from tests import frames

WHOLE = frames.SIZE[0] + 2


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_no_frame_is_stale(language: str) -> None:
    drawings = frames.frames(language)
    stale = [
        page.name for page, text in frames.pages(language).items() if frames.filled(text, drawings) != text
    ]

    assert stale == [], "draw them anew with: python -m tests.frames"


def test_the_pages_have_the_same_frames_in_every_language() -> None:
    names = [
        [block["name"] for text in frames.pages(each).values() for block in frames.BLOCK.finditer(text)]
        for each in LANGUAGES
    ]
    assert names[0] == names[1]
    assert len(names[0]) == len(set(names[0])) >= 20


def test_a_frame_is_shown_whole_where_it_has_room_and_not_at_all_where_it_has_none(language: str) -> None:
    pen = Pen(load_words(language), UNICODE)
    for text in frames.pages(language).values():
        pictures = [block["drawn"].splitlines() for block in frames.BLOCK.finditer(text)]
        shown = [text_of(line) for line in page_lines(pen, text, WHOLE)]
        for picture in pictures:
            assert {pen.measure(line) for line in picture} == {WHOLE}
            assert "\n".join(picture) in "\n".join(shown)
        for drawn in (page_lines(pen, text, WHOLE - 1), page_lines(Pen(pen.words, ASCII), text, WHOLE)):
            lines = [text_of(line) for line in drawn]
            assert not any(re.match("[╭│╰]", line) for line in lines)
            assert ("", "") not in pairwise(lines), "the gap of what was left out"
        for line in page_lines(pen, text, 40):
            assert width_of(line, pen.measure) <= 40


def test_a_frame_is_no_example() -> None:
    text = f"# T\n\n{FRAME}week\n╭─╮\n╰─╯\n```\n\nAfter\n\n```\ncode\n```\n"
    lines = [text_of(line) for line in page_lines(Pen(load_words("en"), UNICODE), text, 20)]
    assert lines == ["T", "", "╭─╮", "╰─╯", "", "After", "", "  code"]


def test_a_shell_gets_the_pictures_that_it_has_room_for() -> None:
    text = f"# T\n\n{FRAME}week\n╭─╮\n╰─╯\n```\n\nAfter\n"
    words = load_words("en")
    assert page_source(Pen(words, UNICODE), text, 3) == "# T\n\n```\n╭─╮\n╰─╯\n```\n\nAfter\n"
    assert page_source(Pen(words, UNICODE), text, 2) == "# T\n\nAfter\n"
    assert page_source(Pen(words, ASCII), text, 80) == "# T\n\nAfter\n"
