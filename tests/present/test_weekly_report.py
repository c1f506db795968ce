"""The weekly report in every format: as approved, in both languages; what is private stays inside."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from jornada.core.state import ReportTexts
from jornada.core.weekly_report import weekly_report
from jornada.core.weekly_values import Audience, WeeklyReport
from jornada.present.glyphs import ASCII, UNICODE
from jornada.present.pen import Pen
from jornada.present.weekly_html import LEAST_POINTS, points_of
from jornada.present.weekly_page import weekly_page
from jornada.present.words import LANGUAGES, load_words
from jornada.weekly import ReportFormat, file_name, report_text
from tests.present.scene import FRIDAY
from tests.present.test_chart import browse, in_browser, sheets
from tests.present.weekly_scene import OTHER, PRIVATE, a_week, sources

GOLDEN = Path(__file__).parent / "golden"
HOSTILE = "<script>document.title='taken'</script> & \"quoted\" [bold]x[/bold] שלום"


@cache
def report(audience: Audience = Audience.CLIENT, language: str = "en") -> WeeklyReport:
    return weekly_report(sources(a_week(language)), "acme", FRIDAY, audience)


def pen(language: str = "en") -> Pen:
    return Pen(load_words(language), UNICODE)


def written(form: ReportFormat, audience: Audience = Audience.CLIENT, language: str = "en") -> str:
    return report_text(pen(language), report(audience, language), form)


def approved() -> Iterator[tuple[str, str]]:
    """Every file and what it must hold."""
    for language in LANGUAGES:
        for form in ReportFormat:
            for audience in Audience:
                name = f"weekly.{language}.{audience}.{file_name('', FRIDAY, form).rpartition('.')[2]}"
                yield name, written(form, audience, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("form", ReportFormat)
def test_it_is_as_approved(form: ReportFormat, audience: Audience, language: str) -> None:
    name = f"weekly.{language}.{audience}.{file_name('', FRIDAY, form).rpartition('.')[2]}"
    with (GOLDEN / name).open(encoding="utf-8", newline="") as opened:
        assert written(form, audience, language) == opened.read()


# What is private


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ReportFormat)
def test_a_client_is_told_nothing_private_and_nothing_of_another_brand(
    form: ReportFormat, language: str
) -> None:
    page = written(form, Audience.CLIENT, language)
    assert PRIVATE not in page
    assert OTHER not in page
    assert "987" not in page
    assert "Brisa" not in page
    assert "Answer before it spreads" in " ".join(page.split())


@pytest.mark.parametrize("form", ReportFormat)
def test_inside_too_nothing_is_told_of_another_brand(form: ReportFormat) -> None:
    page = written(form, Audience.INTERNAL)
    assert OTHER not in page
    assert "Brisa" not in page
    # Of what is private only the titles of incidents are told inside.
    assert set(re.findall(rf"{PRIVATE} (\w+)", page)) == {"title", "interruption"}


def test_the_value_for_a_client_holds_nothing_private_at_all() -> None:
    """Whatever text is made of it, today or later."""
    held = list(texts_in(report(Audience.CLIENT)))
    assert not [text for text in held if PRIVATE in text or OTHER in text]
    assert report(Audience.CLIENT).private is None
    assert [each.kind for each in report(Audience.CLIENT).incidents] == ["negative-mentions"]
    inside = report(Audience.INTERNAL)
    assert inside.private is not None
    assert inside.private.interruptions == 1
    assert inside.private.after_hours_minutes == 45
    assert [each.kind for each in inside.incidents] == ["client-request", "negative-mentions"]


def test_the_markers_are_in_every_field_that_is_private() -> None:
    """What the tests above look for was there to be found."""
    state = a_week().state
    (incident,) = (each for each in state.incidents.values() if each.kind == "negative-mentions")
    for name in ("title", "channel", "link", "author", "evidence", "owner", "statement", "approved_by"):
        assert PRIVATE in getattr(incident, name)
    assert PRIVATE in incident.notified[0].text
    assert incident.post_mortem is not None
    for name in ("worked", "failed", "cause"):
        assert PRIVATE in getattr(incident.post_mortem, name)
    assert any(OTHER in item.title for item in state.items.values())
    assert any(OTHER in said.status for said in state.report_notes.values())


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from texts_in(each)


# Formats


def test_json_and_toml_are_the_same_object() -> None:
    as_json = json.loads(written(ReportFormat.JSON))
    as_toml = tomllib.loads(written(ReportFormat.TOML))
    assert as_toml == without_nothing(as_json)
    assert as_json["time"]["actual_minutes"] == sum(
        area["actual_minutes"] for area in as_json["time"]["areas"]
    )
    assert "private" not in as_json
    assert "private" in json.loads(written(ReportFormat.JSON, Audience.INTERNAL))


def without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_nothing(each) for key, each in value.items() if each is not None}
    return [without_nothing(each) for each in value] if isinstance(value, list) else value


def test_no_cell_of_the_table_is_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(written(ReportFormat.CSV, Audience.INTERNAL), newline="")))
    assert rows[0] == ["brand", "week", "section", "item", "field", "value"]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    said = {row[4]: row[5] for row in rows if row[2] == "texts"}
    assert said["worked"] == "'=The raffle brought 40 followers"
    assert said["need"] == "'@Approve the advent texts by Tuesday"
    assert all(len(row) == 6 for row in rows)


def test_without_unicode_the_text_is_plain() -> None:
    plain = replace(report(), title="Cafe", texts=ReportTexts())
    drawn = report_text(Pen(load_words("en"), ASCII), plain, ReportFormat.TEXT)
    assert not {"█", "─", "·", "✓"} & set(drawn)


class Reader(HTMLParser):
    """What a browser or a screen reader would find."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_html_is_one_file_that_a_screen_reader_can_read(language: str) -> None:
    found = Reader(written(ReportFormat.HTML, Audience.INTERNAL, language))
    tags = [tag for tag, _ in found.tags]
    assert ("html", {"lang": language}) in found.tags
    assert not {"script", "img", "link", "iframe", "object"} & set(tags)
    assert not [attrs for _, attrs in found.tags if {"src", "href", "onclick"} & set(attrs)]
    assert (tags.count("h1"), tags.count("header"), tags.count("main")) == (1, 1, 1)
    heads = [attrs.get("scope") for tag, attrs in found.tags if tag == "th"]
    assert set(heads) == {"col", "row"}
    ids = {attrs["id"] for _, attrs in found.tags if "id" in attrs}
    named = {attrs["aria-labelledby"] for _, attrs in found.tags if "aria-labelledby" in attrs}
    assert named <= ids


def hostile() -> WeeklyReport:
    words = replace(report().texts, status=HOSTILE, worked=HOSTILE, need=HOSTILE)
    return replace(report(), title=HOSTILE, texts=words)


def test_what_a_person_wrote_is_escaped() -> None:
    page = report_text(pen(), hostile(), ReportFormat.HTML)
    assert "<script" not in page
    assert page.count("&lt;script&gt;") >= 4
    assert "\\[bold\\]" in report_text(pen(), hostile(), ReportFormat.MARKDOWN)


def test_a_long_report_is_set_in_smaller_type() -> None:
    page = weekly_page(load_words("en"), report())
    long = replace(report(), texts=replace(report().texts, worked="A long story. " * 250))
    assert LEAST_POINTS < points_of(weekly_page(load_words("en"), long)) < points_of(page)


def test_an_empty_week_has_a_page(tmp_path: Path) -> None:
    empty = weekly_report(replace(sources(a_week()), posts=()), "cobalto", FRIDAY, Audience.CLIENT)
    for form in ReportFormat:
        assert report_text(pen(), empty, form)


# In a real browser


@in_browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", Audience)
def test_it_prints_on_one_sheet(audience: Audience, language: str, tmp_path: Path) -> None:
    assert sheets(tmp_path, written(ReportFormat.HTML, audience, language)) == 1


@in_browser
@pytest.mark.parametrize("paragraphs", [10, 25])
def test_a_week_with_much_to_say_prints_on_one_sheet(paragraphs: int, tmp_path: Path) -> None:
    story = "\n".join(
        f"{place}. What happened was told at some length, so that it wraps." for place in range(paragraphs)
    )
    much = replace(report(Audience.INTERNAL), texts=replace(report().texts, worked=story, failed=story))
    assert sheets(tmp_path, report_text(pen(), much, ReportFormat.HTML)) == 1


@in_browser
def test_the_browser_runs_nothing_that_a_title_says(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(report_text(pen(), hostile(), ReportFormat.HTML), encoding="utf-8")
    opened = Reader(browse(tmp_path, "--dump-dom", page.as_uri()))
    assert not {tag for tag, _ in opened.tags} & {"script", "img"}
    assert "".join(opened.text).count("<script>document.title='taken'</script>") >= 4
    assert "taken" not in "".join(opened.text).partition("Weekly report")[0]


if __name__ == "__main__":
    for file, page in approved():
        with (GOLDEN / file).open("w", encoding="utf-8", newline="") as opened:
            opened.write(page)
