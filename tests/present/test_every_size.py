"""Every width from 40 to 300 with every height from 10 to 100: what runs, for whom, what is due next, and
the keys of help and of the way out have their place, and what stands there is seen."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from rich.cells import cell_len

from jornada.core import intents as do
from jornada.present.footer_line import Hint, Notice, footer_line
from jornada.present.glyphs import ASCII, UNICODE
from jornada.present.layout import Pane, layout
from jornada.present.pen import Pen, text_of
from jornada.present.status_line import status_lines
from jornada.present.words import LANGUAGES, load_words
from tests.present.scene import KEYS, Scene, friday, task

WIDTHS, HEIGHTS = range(40, 301), range(10, 101)
BRAND = "Café"
"""The beginning of it, without which it would not be known."""


def works() -> Scene:
    scene = friday("09:20", "agency.en")
    scene.do(do.TaskStart(task=task("monitor-morning-acme")))
    return scene.at("09:30")


def owes() -> Scene:
    scene = works()
    scene.do(do.IncidentOpen(title="Influencer complains", kind="complaint", severity=3, brand="acme"))
    return scene


def is_interrupted() -> Scene:
    scene = works()
    incident = scene.do(do.Interrupt())
    title = "日本語 👩‍👩‍👧 ❤️ é́" * 9
    scene.at("09:35").do(do.IncidentEdit(incident=incident, title=title, kind="press", brand="acme"))
    return scene.at("09:40")


CASES: tuple[tuple[Callable[[], Scene], str, str], ...] = (
    (works, "M", "09:45"),
    (owes, "M", "S3"),
    (is_interrupted, "日", "S2"),
)


@pytest.mark.parametrize("pane", Pane)
@pytest.mark.parametrize(("banners", "incidents"), [(0, 0), (3, 40)])
def test_what_runs_and_the_keys_have_their_rows_at_every_size(
    pane: Pane, banners: int, incidents: int
) -> None:
    for width, height in itertools.product(WIDTHS, HEIGHTS):
        places = layout(width, height, banners=banners, incidents=incidents, pane=pane)
        assert places.footer.width == places.status.width == places.strip.width == width
        assert places.footer.y + places.footer.height == height
        assert places.status.y + places.status.height == places.footer.y
        assert places.status.height in (1, 2)
        assert places.shows(pane)
        assert places.block.is_shown
        assert places.banner.is_shown == bool(banners)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
@pytest.mark.parametrize(("make", "running", "due"), CASES, ids=lambda case: getattr(case, "__name__", ""))
def test_what_runs_for_whom_and_what_is_due_next_are_seen_at_every_size(
    make: Callable[[], Scene], running: str, due: str, language: str, glyphs: object
) -> None:
    pen = Pen(load_words(language), ASCII if glyphs is ASCII else UNICODE, cell_len)
    scene = make()
    view, deadlines = scene.view(), scene.deadlines()
    for width, height, seconds in itertools.product(WIDTHS, (1, 2), (False, True)):
        lines = status_lines(
            pen,
            view,
            scene.state,
            scene.workflow,
            deadlines,
            KEYS.__getitem__,
            width,
            height,
            seconds=seconds,
        )
        said = "\n".join(map(text_of, lines))
        assert [cell_len(row) for row in said.split("\n")] == [width] * height
        for wanted in (f"{pen.glyphs.in_progress} ", running, BRAND, due):
            assert wanted in said, f"{width}: {said}"


LONG = tuple(Hint(key, "words " * 3) for key in ("space", "ctrl+right", "d", "e"))


@pytest.mark.parametrize("notice", [None, Notice("It did not work out " * 20, refused=True)])
@pytest.mark.parametrize("always", [("Help", "Quit"), ("Ayuda", "Salir")])
def test_help_and_the_way_out_are_in_the_foot_at_every_width(
    notice: Notice | None, always: tuple[str, str]
) -> None:
    pen = Pen(load_words("en"), UNICODE, cell_len)
    keys = (Hint("?", always[0]), Hint("q", always[1]))
    for width in WIDTHS:
        said = text_of(footer_line(pen, LONG, keys, width, notice))
        assert cell_len(said) == width
        assert {"?", "q"} <= set(said[-20:].split()), said
