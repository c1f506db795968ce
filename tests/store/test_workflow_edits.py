"""Edits written into commented files: what is meant changes, every other byte stays."""

from __future__ import annotations

import random
import stat
import tomllib
from pathlib import Path
from typing import Any

import pytest

from jornada import resources
from jornada.core.workflow_edit import (
    AddEntry,
    Edit,
    NoSuchPlaceError,
    RemoveEntry,
    RemoveValue,
    SetValue,
    SwapEntries,
    edited,
)
from jornada.paths import Paths
from jornada.store.workflow_edits import (
    FileChanged,
    NotReadable,
    OtherForm,
    WorkflowText,
    WouldBreak,
    preview,
    read_workflow_text,
    save_edits,
    save_text,
    with_edits,
)

BUILT_IN = resources.names("workflows", ".toml")


@pytest.fixture(params=BUILT_IN)
def text(request: pytest.FixtureRequest) -> str:
    return resources.text("workflows", f"{request.param}.toml")


def seen(text: str, path: Path = Path("plan.toml")) -> WorkflowText:
    return WorkflowText("plan", path, text)


def scalars(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    """Every single value of a document with its path."""
    if isinstance(value, dict):
        return [found for name, each in value.items() for found in scalars(each, (*path, name))]
    if isinstance(value, list):
        return [found for index, each in enumerate(value) for found in scalars(each, (*path, index))]
    return [(path, value)]


def other(value: Any) -> Any:
    return f'{value} – «ñ» "q" \\' if isinstance(value, str) else value + 1


def few(count: int) -> list[int]:
    """Some places of so many: the first, the last, and what lies between."""
    return sorted({0, 1 % count, count // 3, count // 2, count - 1})


def changed_lines(before: str, after: str) -> int:
    """How many lines differ, where as many are there."""
    one, two = before.split("\n"), after.split("\n")
    assert len(one) == len(two)
    return sum(1 for a, b in zip(one, two, strict=True) if a != b)


def test_any_one_value_of_a_built_in_file_can_be_changed_alone(text: str) -> None:
    found = scalars(tomllib.loads(text))
    for path, value in random.Random(text).sample(found, 8):
        after = with_edits(seen(text), [SetValue(path, other(value))])
        assert changed_lines(text, after) == 1, path
        # On that line only the value: what is before and after it is as it was.
        [(old, new)] = [(a, b) for a, b in zip(text.split("\n"), after.split("\n"), strict=True) if a != b]
        assert with_edits(seen(after), [SetValue(path, value)]) == text, (old, new)


def test_a_field_that_was_not_there_gets_a_line_of_its_own(text: str) -> None:
    for index in few(len(tomllib.loads(text)["task"])):
        edit = SetValue(("task", index, "until"), "2027-01-01")
        after = with_edits(seen(text), [edit])
        rows = after.split("\n")
        place = rows.index('until = "2027-01-01"')
        assert [*rows[:place], *rows[place + 1 :]] == text.split("\n")
        assert with_edits(seen(after), [RemoveValue(edit.path)]) == text


def test_an_entry_comes_and_goes_and_nothing_else(text: str) -> None:
    for section, entries in tomllib.loads(text).items():
        if not isinstance(entries, list) or not isinstance(entries[0], dict):
            continue
        for at in few(len(entries) + 1):
            edit = AddEntry(section, (("key", "fresh"), ("title", "Fresh")), at)
            after = with_edits(seen(text), [edit])
            assert with_edits(seen(after), [RemoveEntry(section, at)]) == text, (section, at)


def test_an_entry_that_goes_takes_no_comment_but_its_own(text: str) -> None:
    document = tomllib.loads(text)
    comments = [line for line in text.split("\n") if line.startswith("#")]
    for index in few(len(document["task"])):
        after = with_edits(seen(text), [RemoveEntry("task", index)])
        assert [line for line in after.split("\n") if line.startswith("#")] == comments
        assert "\n\n\n" not in after
    gone = with_edits(seen(text), [RemoveEntry("area", 0)])
    assert [line for line in gone.split("\n") if line.startswith("#")] == comments


def test_two_entries_change_places_and_back(text: str) -> None:
    count = len(tomllib.loads(text)["task"])
    for one, two in ((0, 1), (1, 0), (2, count - 1), (0, count - 1)):
        swap = SwapEntries("task", one, two)
        after = with_edits(seen(text), [swap])
        assert sorted(after.split("\n")) == sorted(text.split("\n"))
        assert with_edits(seen(after), [swap]) == text


def test_the_first_of_a_list_comes_where_such_lists_come(text: str) -> None:
    document = tomllib.loads(text)
    for section in ("objective", "role", "brand", "campaign"):
        if section in document:
            continue
        after = with_edits(seen(text), [AddEntry(section, (("key", "x"), ("title", "X")))])
        assert with_edits(seen(after), [RemoveEntry(section, 0)]) == text


AWKWARD = """\
# mine
version=1
  title = 'Plan' # a title
days = [
  "mon",  # one
  "tue",
]
timezone = "UTC"

[[block]]
key = "day"
title = "Day"
start = "09:00"
end = "17:00"
breaks = [
    { title = "Lunch", start = "13:00", end = "14:00" },   # long
]
# about the area
[[area]]
key = "a"
title = \"\"\"
Area
# no comment
\"\"\"
rank = 1

[[task]] # first
key = "t"
area = "a"
title = "T"
block = "day"
minutes = 0x1E
repeat = "daily"
[task.goal]
text = "g"
target = 2.5 # pieces

# about u
[[task]]
key = "u"
area = "a"
title = "U"
block = "day"
minutes = 20
repeat = "daily"
milestone = { text = "m", due = "10:00" }"""
AWKWARD_EDITS: list[Edit] = [
    SetValue(("title",), "Mine"),
    SetValue(("daily_minutes",), 420),
    SetValue(("strategy", "summary"), "Why"),
    SetValue(("days", 1), "wed"),
    SetValue(("days",), ("mon",)),
    SetValue(("block", 0, "breaks", 0, "title"), "Comida"),
    SetValue(("block", 0, "breaks", 0, "end"), "13:30"),
    SetValue(("block", 0, "reserve"), {"minutes": 30, "mon": 20}),
    SetValue(("area", 0, "title"), "Other"),
    SetValue(("area", 0, "colour"), 3),
    SetValue(("task", 0, "minutes"), 31),
    SetValue(("task", 0, "goal", "target"), 3),
    SetValue(("task", 0, "goal", "unit"), "pieces"),
    SetValue(("task", 0, "procedure"), ("one", "two")),
    SetValue(("task", 1, "goal"), {"text": "x", "per": "week"}),
    SetValue(("task", 1, "milestone", "due"), "mon 11:00"),
    RemoveValue(("task", 0, "goal")),
    RemoveValue(("task", 0, "goal", "target")),
    RemoveValue(("task", 1, "milestone")),
    RemoveValue(("block", 0, "breaks")),
    RemoveEntry("task", 0),
    RemoveEntry("task", 1),
    SwapEntries("task", 0, 1),
    AddEntry("task", (("key", "v"), ("goal", {"text": "g"})), at=0),
    AddEntry("task", (("key", "v"),), at=1),
    AddEntry("task", (("key", "v"),)),
    AddEntry("role", (("key", "r"),)),
]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("edit", AWKWARD_EDITS, ids=str)
def test_files_written_in_other_ways(edit: Edit, end: str) -> None:
    text = AWKWARD.replace("\n", end) + ("" if end == "\n" else end)
    after = with_edits(seen(text), [edit])
    assert tomllib.loads(after) == edited(tomllib.loads(text), [edit])
    removed = [line for line in text.split(end) if line not in after.split(end)]
    assert len(removed) <= 9
    assert "# mine" in after
    assert "# about the area" in after
    if end == "\r\n":
        assert after.count("\n") == after.count("\r\n")


def test_lists_in_another_form_are_left_to_an_editor() -> None:
    text = 'version = 1\ntask = [{ key = "a" }, { key = "b" }]\n'
    for edit in (RemoveEntry("task", 0), SwapEntries("task", 0, 1), AddEntry("task", (("key", "c"),))):
        with pytest.raises(OtherForm):
            with_edits(seen(text), [edit])
    assert with_edits(seen(text), [SetValue(("task", 1, "key"), "c")]) == text.replace('"b"', '"c"')


def test_a_place_that_is_not_there() -> None:
    with pytest.raises(NoSuchPlaceError):
        with_edits(seen(AWKWARD), [SetValue(("task", 7, "minutes"), 1)])


# Saving


EDIT = SetValue(("title",), "My own")


def test_the_first_edit_of_a_built_in_workflow_makes_ones_own(paths: Paths) -> None:
    before = read_workflow_text(paths, "es", "garcia")
    assert before.built_in

    after = save_edits(before, [EDIT])
    assert not after.built_in
    assert after.path == paths.workflows / "garcia.toml"
    assert after.path.read_text() == after.text
    assert changed_lines(before.text, after.text) == 1
    assert stat.S_IMODE(after.path.stat().st_mode) == 0o600
    assert read_workflow_text(paths, "en", "garcia") == after
    assert after.workflow.title == "My own"


def test_edits_follow_each_other(paths: Paths) -> None:
    first = save_edits(read_workflow_text(paths, "en", "garcia"), [EDIT])
    second = save_edits(first, [SetValue(("daily_minutes",), 470)])
    assert second.workflow.daily_minutes == 470
    assert save_text(second, first.text).text == first.text
    assert first.path.read_text() == first.text


def test_a_link_stays_a_link_and_the_mode_stays(paths: Paths, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere" / "plan.toml"
    real.parent.mkdir()
    real.write_text(resources.text("workflows", "garcia.en.toml"))
    real.chmod(0o640)
    paths.workflows.mkdir(parents=True)
    (paths.workflows / "mine.toml").symlink_to(real)

    save_edits(read_workflow_text(paths, "en", "mine"), [EDIT])
    assert (paths.workflows / "mine.toml").is_symlink()
    assert 'title = "My own"' in real.read_text()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_file_that_changed_meanwhile_stays_and_so_does_the_edit(paths: Paths) -> None:
    before = save_edits(read_workflow_text(paths, "en", "garcia"), [EDIT])
    theirs = before.text.replace("My own", "Theirs")
    before.path.write_text(theirs)

    for number in (1, 2):
        with pytest.raises(FileChanged) as raised:
            save_edits(before, [SetValue(("title",), "Mine")])
        assert before.path.read_text() == theirs
        assert raised.value.kept == paths.workflows / f"garcia.kept-{number}.toml"
        assert 'title = "Mine"' in raised.value.kept.read_text()
        assert '-title = "Theirs"' in raised.value.lines
        assert '+title = "Mine"' in raised.value.lines


def test_an_own_copy_made_meanwhile_is_not_written_over(paths: Paths) -> None:
    before = read_workflow_text(paths, "en", "garcia")
    paths.workflows.mkdir(parents=True)
    before.path.write_text("theirs")
    with pytest.raises(FileChanged):
        save_edits(before, [EDIT])
    assert before.path.read_text() == "theirs"


def test_what_could_not_be_read_any_more_is_not_written(paths: Paths) -> None:
    before = save_edits(read_workflow_text(paths, "en", "garcia"), [EDIT])
    edit = SetValue(("task", 0, "area"), "nowhere")
    workflow, mistakes = preview(before, [edit])
    assert workflow is None
    assert mistakes[0].path == ("task", 0, "area")
    with pytest.raises(WouldBreak) as raised:
        save_edits(before, [edit])
    assert raised.value.mistakes[0].line is not None
    assert before.path.read_text() == before.text


def test_a_file_with_mistakes_is_not_edited(paths: Paths) -> None:
    paths.workflows.mkdir(parents=True)
    (paths.workflows / "mine.toml").write_text("version = 1\n")
    with pytest.raises(NotReadable) as raised:
        read_workflow_text(paths, "en", "mine")
    assert raised.value.mistakes
    with pytest.raises(FileNotFoundError):
        read_workflow_text(paths, "en", "nothing")
