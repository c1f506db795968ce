"""A built-in workflow as one's own file."""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path

import pytest

from jornada import resources
from jornada.core.hours import Hours
from jornada.core.mistakes import LocatedMistake
from jornada.core.scaling import scaled
from jornada.core.workflow import Workflow
from jornada.paths import Paths
from jornada.store.files import System, write_new
from jornada.store.own_copy import Changes, key_of, own_text
from jornada.store.workflows import WorkflowStore

BUILT_IN = resources.names("workflows", ".toml")


def read(path: Path, text: str) -> tuple[Workflow, tuple[LocatedMistake, ...]]:
    path.write_text(text, encoding="utf-8")
    paths = Paths(path.parent, path.parent, path.parent)
    workflow, mistakes = WorkflowStore(paths, "en", keep_good=False).check_file(path)
    assert workflow is not None, mistakes
    return workflow, mistakes


@pytest.fixture(params=BUILT_IN)
def text(request: pytest.FixtureRequest) -> str:
    return resources.text("workflows", f"{request.param}.toml")


def test_with_nothing_changed_the_copy_is_the_same_text(tmp_path: Path, text: str) -> None:
    workflow, _ = read(tmp_path / "plan.toml", text)

    assert own_text(text, workflow, Changes()) == text


def test_all_of_it_changed_it_has_no_mistake_and_keeps_its_comments(tmp_path: Path, text: str) -> None:
    workflow, _ = read(tmp_path / "plan.toml", text)
    hours = Hours(8 * 60, 15 * 60)
    changes = Changes(
        brand='Bar "El\\Paso" ☕',
        timezone="America/Bogota",
        scaled=scaled(workflow, hours),
        head=("Your own.",),
    )
    written = own_text(text, workflow, changes)
    mine, mistakes = read(tmp_path / "mine.toml", written)

    assert mistakes == ()
    assert mine.timezone == "America/Bogota"
    assert mine.brands[0].title == 'Bar "El\\Paso" ☕'
    assert [brand.title for brand in mine.brands[1:]] == [brand.title for brand in workflow.brands[1:]]
    assert (mine.blocks[0].start.hour, mine.blocks[-1].end.hour) == (8, 15)
    assert [task.key for task in mine.tasks] == [task.key for task in workflow.tasks]
    assert written.startswith("# Your own.\n#\n# ")
    if not workflow.brands:
        assert {task.brand for task in mine.tasks} == {mine.brands[0].key}
        comments = [line for line in text.splitlines() if line.startswith("#")]
        assert [line for line in written.splitlines() if line.startswith("#")][2:] == comments
    else:
        old = workflow.brands[0].title
        assert old not in written
        assert [task.brand for task in mine.tasks] == [task.brand for task in workflow.tasks]


FIGURE = re.compile(
    r"\d{1,2}:\d\d|\b\d+ *(?:h\b|min|hour|hora|day|día)|-hour|\b\d+ \+ \d+|\(\d{3}\)| (?:a|to) \d+\b"
)
"""A time, a length or a sum of the plan."""
EXPLAINED = re.compile(r'"[^"]*"|\{[^}]*\}.*|1 (?:to|al) 12')
"""What a comment says of how a value is written: it holds for every plan."""


def test_no_comment_names_a_time_or_a_sum_that_other_hours_would_make_untrue(text: str) -> None:
    comments = [line for line in text.splitlines() if line.startswith("#")]
    named = [line for line in comments if FIGURE.search(EXPLAINED.sub("", line))]

    assert named == []


@pytest.mark.parametrize(
    "comment",
    [
        "# Morning, 09:00–12:00.",
        "# 45 + 45 + 30 + 60 = 180 minutes.",
        "# blocks of a day from 9 to 18, in the order",
        "# de una jornada de 9 a 18 h, en el orden",
        "# share of a 40-hour week",
        "# Café Ñandú (840 minutes a week)",
        "# With the reserve of 60 minutes.",
    ],
)
def test_such_a_comment_would_be_found(comment: str) -> None:
    assert FIGURE.search(EXPLAINED.sub("", comment))


@pytest.mark.parametrize(
    ("title", "key"),
    [("Café Ñandú", "cafe-nandu"), ("  --  ", "brand"), ("東京", "brand"), ("A" * 60, "a" * 40)],
)
def test_a_key_is_made_of_a_title(title: str, key: str) -> None:
    assert key_of(title) == key


@pytest.fixture(params=["links", "no links"])
def file_system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """File systems differ in whether a file may have two names."""

    def refuse(self: Path, target: Path) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    if request.param == "no links":
        monkeypatch.setattr(Path, "hardlink_to", refuse)


@pytest.mark.usefixtures("file_system")
def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "a" / "plan.toml"
    write_new(System(), file, b"title = 1\n")

    assert file.read_text() == "title = 1\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file], "no draft is left"


@pytest.mark.usefixtures("file_system")
@pytest.mark.parametrize("kind", ["file", "broken link"])
def test_what_is_there_is_never_written_over(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "plan.toml"
    if kind == "file":
        file.write_text("mine")
    else:
        file.symlink_to(tmp_path / "nowhere")

    with pytest.raises(FileExistsError):
        write_new(System(), file, b"other")

    assert list(tmp_path.iterdir()) == [file], "neither a draft nor what the link leads to"
    assert kind != "file" or file.read_text() == "mine"
