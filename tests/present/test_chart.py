"""The page of a workflow as text, Markdown and HTML: as it was approved, at any width, with any title.

`python -m tests.present.test_chart` writes the approved pages anew.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from jornada.core.chart import ChartGroup, ChartTask, chart_of
from jornada.core.recurrence import parse_recurrence
from jornada.core.text import clean
from jornada.core.workflow import Workflow
from jornada.present.chart_groups import said_once
from jornada.present.chart_html import chart_html
from jornada.present.chart_markdown import chart_markdown
from jornada.present.chart_sheet import FIRST_COLUMN, STYLE, sheet_of
from jornada.present.chart_text import chart_lines
from jornada.present.chart_words import Part
from jornada.present.contrast import ENOUGH, contrast, readable
from jornada.present.first_day_words import without_why
from jornada.present.glyphs import ASCII, UNICODE
from jornada.present.pen import Pen, plain_width, text_of
from jornada.present.words import Words, load_words
from jornada.themes import list_themes
from tests.present.scene import read_built_in
from tests.strategies import AWKWARD_TEXTS

GOLDEN = Path(__file__).parent / "golden"
NAMES = [f"{name}.{language}" for name in ("garcia", "once-areas", "agency") for language in ("en", "es")]
LIGHT = list_themes(None).by_name["jornada-light"]
HOSTILE = (
    *AWKWARD_TEXTS,
    "<script>document.title = 'taken'</script>",
    '"><img src=x onerror="document.title = 1">',
    "</style></table><!-- --><b>bold</b>",
    "`code` | **strong** | [link](https://example.org)",
    "\u202eright to left\u202c שלום",
    "\x1b[31mred\x1b[0m",
    "Longwordwithoutanyspaceinitatall" * 4,
)


def words_of(name: str) -> Words:
    return load_words(name.rpartition(".")[2])


def text_page(name: str, width: int, part: Part = Part.WHOLE) -> str:
    lines = chart_lines(Pen(words_of(name), UNICODE), read_built_in(name), width, part=part)
    return "".join(text_of(line).rstrip() + "\n" for line in lines)


def hostile(workflow: Workflow) -> Workflow:
    """The workflow with a title that means to act wherever there is a title."""

    def title(place: int) -> str:
        return HOSTILE[place % len(HOSTILE)]

    return replace(
        workflow,
        title=HOSTILE[8],
        summary="\n".join(HOSTILE),
        areas=tuple(replace(each, title=title(place)) for place, each in enumerate(workflow.areas)),
        blocks=tuple(replace(each, title=title(place + 8)) for place, each in enumerate(workflow.blocks)),
        brands=tuple(
            replace(each, title=title(place + 7), goals=title(place + 9))
            for place, each in enumerate(workflow.brands)
        ),
        roles=tuple(replace(each, title=title(place + 5)) for place, each in enumerate(workflow.roles)),
        objectives=tuple(
            replace(each, title=title(place + 9)) for place, each in enumerate(workflow.objectives)
        ),
        tasks=tuple(
            replace(
                each,
                title=title(place),
                goal=replace(each.goal, text=title(place + 3)) if each.goal else None,
                milestone=replace(each.milestone, text=title(place + 8)) if each.milestone else None,
            )
            for place, each in enumerate(workflow.tasks)
        ),
    )


def approved() -> Iterator[tuple[str, str]]:
    """The approved pages by file name, as the program makes them now."""
    for name in NAMES:
        yield f"{name}.txt", text_page(name, 80)
        yield f"{name}.md", chart_markdown(words_of(name), read_built_in(name))
    yield "once-areas.en.50.txt", text_page("once-areas.en", 50)
    yield "agency.es.week.md", chart_markdown(load_words("es"), read_built_in("agency.es"), part=Part.WEEK)


@pytest.mark.parametrize(("file", "page"), approved(), ids=[file for file, _ in approved()])
def test_the_page_is_as_approved(file: str, page: str) -> None:
    assert page == (GOLDEN / file).read_text(encoding="utf-8")


# Text


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
@pytest.mark.parametrize("name", ["garcia.es", "agency.en"])
def test_no_line_is_wider_than_the_terminal(name: str, glyphs: object) -> None:
    for workflow in (read_built_in(name), hostile(read_built_in(name))):
        for width in (1, 2, 5, 12, 20, 37, 40, 50, 61, 80, 120, 200):
            pen = Pen(words_of(name), glyphs)
            lines = chart_lines(pen, workflow, width)
            assert max(plain_width(text_of(line)) for line in lines) <= width


def test_no_word_is_lost_when_it_is_narrow() -> None:
    workflow = read_built_in("garcia.en")
    page = " ".join(" ".join(text_of(line) for line in chart_lines(pen(), workflow, 36)).split())

    for task in workflow.tasks:
        assert task.title in page
        assert task.goal is not None
        assert task.goal.text in page


def test_the_wide_page_has_blocks_side_by_side_and_the_narrow_one_below_each_other() -> None:
    def lines_with_blocks(width: int) -> list[str]:
        page = [text_of(line) for line in chart_lines(pen(), read_built_in("garcia.en"), width)]
        return [line for line in page if "09:00–12:00" in line]

    assert [("Noon" in line, "Afternoon" in line) for line in lines_with_blocks(80)] == [(True, True)]
    assert [("Noon" in line, "Afternoon" in line) for line in lines_with_blocks(50)] == [(False, False)]


def test_a_part_of_the_page() -> None:
    day, week = text_page("garcia.en", 80, Part.DAY), text_page("garcia.en", 80, Part.WEEK)

    assert "No urgent mention" in day
    assert "2400" not in day
    assert "No urgent mention" not in week
    assert "2400" in week


@pytest.mark.parametrize(
    ("repeat", "said"),
    [
        ("every 2 weeks mon fri", "every 2 weeks: Mon Fri"),
        ("monthly 15", "day 15 of the month"),
        ("monthly 2nd tue", "2nd Tue of the month"),
        ("monthly last working day", "last working day of the month"),
        ("once 2026-12-01", "2026-12-01"),
    ],
)
def test_what_comes_less_often_says_when(repeat: str, said: str) -> None:
    workflow = read_built_in("garcia.en")
    task = replace(workflow.tasks[0], key="x", title="Extra", repeat=parse_recurrence(repeat))
    more = replace(workflow, tasks=(*workflow.tasks, task))

    text = "\n".join(text_of(line) for line in chart_lines(pen(), more, 120))
    assert said in text
    assert "in no sum" in text
    assert said in chart_markdown(load_words("en"), more)
    assert said in chart_html(load_words("en"), more, LIGHT.colour)


def pen() -> Pen:
    return Pen(load_words("en"), UNICODE)


# Markdown


def test_in_markdown_no_title_acts() -> None:
    page = chart_markdown(load_words("en"), hostile(read_built_in("agency.en")))

    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert r"\`code\` \| \*\*strong\*\* \| \[link\](https://example.org)" in page
    assert "\x1b" not in page
    assert "\u202e" not in page
    tables = [line for line in page.splitlines() if line.startswith("|")]
    columns = {line.replace(r"\|", "").count("|") for line in tables}
    assert columns == {5, 8}  # a cell more or less would break a table


# HTML


class Reader(HTMLParser):
    """What a browser makes of the page: which elements, with which attributes, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.unclosed: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "col"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unclosed.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.mark.parametrize("part", Part)
@pytest.mark.parametrize("name", NAMES)
def test_the_html_says_what_belongs_to_what(name: str, part: Part) -> None:
    page = Reader(chart_html(words_of(name), read_built_in(name), LIGHT.colour, part=part))

    assert page.unclosed == page.open == []
    assert ("html", {"lang": name[-2:]}) in page.tags
    heads = [attributes for tag, attributes in page.tags if tag == "th"]
    assert all(attributes.get("scope") in ("col", "row") for attributes in heads)
    tables = sum(tag == "table" for tag, _ in page.tags)
    assert tables == sum(tag == "caption" for tag, _ in page.tags) >= 1


def test_the_html_has_no_script_and_nothing_from_elsewhere() -> None:
    text = chart_html(load_words("en"), hostile(read_built_in("agency.en")), LIGHT.colour)
    page = Reader(text)

    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "img", "link", "a", "iframe", "object", "form", "input"}
    names = {name for _, attributes in page.tags for name in attributes}
    assert not {name for name in names if name.startswith("on") or name in ("src", "href")}
    assert "url(" not in text
    shown = "".join(page.text)
    for title in HOSTILE[:-1]:
        assert clean(title) in shown


def test_every_colour_of_the_html_can_be_read_on_paper() -> None:
    for theme in list_themes(None).by_name.values():
        if not theme.ansi:
            for slot in range(1, 13):
                assert contrast(readable(theme.colour(slot)), "#ffffff") >= ENOUGH
    assert readable("#ffff00") != "#ffff00"
    assert readable("#013c79") == "#013c79"
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    page = chart_html(load_words("en"), read_built_in("garcia.en"), lambda slot: "#ffee00")
    assert "#ffee00" not in page


@pytest.mark.parametrize("name", NAMES)
def test_of_a_workflow_to_choose_no_role_is_left_over(name: str) -> None:
    whole, short = read_built_in(name), without_why(read_built_in(name))
    shown = chart_of(short)
    tasks = [task for place in range(len(shown.blocks)) for _, task in shown.tasks(place)]

    assert {task.title for task in tasks} == {task.title for task in whole.tasks}
    assert {task.role for task in tasks} == {""}
    assert text_page(name, 74) != "\n".join(text_of(line) for line in chart_lines(pen(), short, 74))


# In a real browser

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
in_browser = pytest.mark.skipif(BROWSER is None, reason="chromium is not installed")


def browse(folder: Path, *arguments: str) -> str:
    """What the browser says; `folder` is its home, so that it touches nobody's."""
    assert BROWSER is not None
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'home'}"]
    done = subprocess.run(
        [*command, *arguments], capture_output=True, text=True, timeout=120, check=True, cwd=folder
    )
    return done.stdout


def sheets(folder: Path, page: str) -> int:
    """How many sheets the page takes when it is printed."""
    (folder / "page.html").write_text(page, encoding="utf-8")
    sheet = folder / "page.pdf"
    browse(folder, "--no-pdf-header-footer", f"--print-to-pdf={sheet}", (folder / "page.html").as_uri())
    data = sheet.read_bytes()
    return data.count(b"/Type /Page\n") + data.count(b"/Type /Page ")


@pytest.mark.parametrize("name", NAMES)
def test_a_built_in_workflow_is_printed_in_type_that_can_be_read(name: str) -> None:
    sheet = sheet_of(chart_of(read_built_in(name)), words_of(name), Part.WHOLE)

    assert sheet.points >= 7
    assert sum(sheet.columns) + FIRST_COLUMN == pytest.approx(1)
    assert "font-size: .8em" not in STYLE.partition("@media print")[2]


def test_a_goal_that_repeats_is_said_once_where_the_page_is_dense() -> None:
    groups = [
        ChartGroup(tasks=(ChartTask(title=title, shares=()),), goal=goal, milestone=title)
        for title, goal in (("one", "same"), ("two", "same"), ("three", "other"))
    ]

    assert [each.groups for each in said_once(groups, dense=False)] == [(each,) for each in groups]
    together, alone = said_once(groups, dense=True)
    assert together.groups == tuple(groups[:2])
    assert (together.in_line, alone.in_line) == (False, True)


def test_a_brand_that_the_title_names_by_a_word_of_its_own_is_not_said_again() -> None:
    page = text_page("agency.en", 80)

    assert "Mentions – Cobalto" in page
    assert page.count("Cobalto Bicycles") == 1


@in_browser
@pytest.mark.parametrize("name", NAMES)
def test_a_built_in_workflow_prints_on_one_sheet(name: str, tmp_path: Path) -> None:
    assert sheets(tmp_path, chart_html(words_of(name), read_built_in(name), LIGHT.colour)) == 1


@in_browser
def test_a_plan_too_long_for_a_sheet_takes_more_and_stays_readable(tmp_path: Path) -> None:
    workflow = read_built_in("agency.en")
    many = tuple(
        replace(task, key=f"{task.key}-{copy}", title=f"{task.title} {copy}")
        for copy in range(6)
        for task in workflow.tasks
    )
    page = chart_html(load_words("en"), replace(workflow, tasks=many), LIGHT.colour)

    assert "font-size: 5.00pt" in page
    assert sheets(tmp_path, page) > 1


@in_browser
def test_the_browser_runs_nothing_that_a_title_says(tmp_path: Path) -> None:
    workflow = hostile(read_built_in("agency.en"))
    page = tmp_path / "page.html"
    page.write_text(chart_html(load_words("en"), workflow, LIGHT.colour), encoding="utf-8")

    opened = Reader(browse(tmp_path, "--dump-dom", page.as_uri()))

    assert not {tag for tag, _ in opened.tags} & {"script", "img"}
    shown = "".join(opened.text)
    assert "[bold]x[/bold]" in shown
    assert "<script>document.title = 'taken'</script>" in shown
    assert "👩‍👩‍👧 ❤️ 🇪🇸" in shown
    assert "right to left שלום" in shown
    title = opened.text[opened.text.index(clean(workflow.title))]
    assert title == "<script>document.title = 'taken'</script>"


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for file, page in approved():
        (GOLDEN / file).write_text(page, encoding="utf-8")
