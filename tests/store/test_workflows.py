"""Finding and reading workflows: whatever stands in a file, there is a plan to work with."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jornada.core.mistakes import Problem
from jornada.own_files import MOST_BYTES
from jornada.paths import Paths
from jornada.store.workflows import LoadedWorkflow, WorkflowStore

PLAN = """\
version = 1
title = "{title}"
timezone = "Europe/Madrid"
days = ["mon"]

[[block]]
key = "morning"
title = "Morning"
start = "09:00"
end = "12:00"
reserve = 180
"""


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(data=tmp_path / "data", config=tmp_path / "config", state=tmp_path / "state")


@pytest.fixture
def store(paths: Paths) -> WorkflowStore:
    return WorkflowStore(paths, "es")


def write(paths: Paths, name: str, text: str | bytes) -> Path:
    paths.workflows.mkdir(parents=True, exist_ok=True)
    path = paths.workflows / f"{name}.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def problems(loaded: LoadedWorkflow) -> list[tuple[int | None, Problem]]:
    return [(one.line, one.mistake.problem) for one in loaded.mistakes]


def test_the_built_in_workflows_come_in_the_persons_language(paths: Paths) -> None:
    assert [(one.name, one.title, one.origin) for one in WorkflowStore(paths, "es").names()] == [
        ("agency", "Tres marcas, una sola persona", "built-in"),
        ("garcia", "Los ocho pasos", "built-in"),
        ("once-areas", "Las once áreas", "built-in"),
    ]
    for language in ("en", "fr", "../x", ""):
        assert WorkflowStore(paths, language).load("garcia").workflow.title == "The eight steps"


def test_a_built_in_workflow_is_loaded_without_mistakes(store: WorkflowStore) -> None:
    loaded = store.load("once-areas")
    assert (loaded.workflow.name, loaded.mistakes, loaded.last_good) == ("once-areas", (), False)
    assert loaded.path.name == "once-areas.es.toml"
    assert len(loaded.workflow.hash) == 12


def test_nothing_is_written_for_a_built_in_one(store: WorkflowStore, paths: Paths) -> None:
    store.load("garcia")
    store.names()
    assert not paths.state.exists()
    assert not paths.data.exists()


def test_a_persons_own_file_comes_first(store: WorkflowStore, paths: Paths) -> None:
    path = write(paths, "garcia", PLAN.format(title="Mine"))
    write(paths, "my-plan", PLAN.format(title="My plan"))
    assert [(one.name, one.title, one.origin) for one in store.names()] == [
        ("garcia", "Mine", "own"),
        ("my-plan", "My plan", "own"),
        ("agency", "Tres marcas, una sola persona", "built-in"),
        ("once-areas", "Las once áreas", "built-in"),
    ]
    loaded = store.load("garcia")
    assert (loaded.workflow.title, loaded.path, loaded.mistakes) == ("Mine", path, ())


def test_files_that_are_no_workflows_by_name_are_passed_over(store: WorkflowStore, paths: Paths) -> None:
    for name in ("Big", "garcia.sync-conflict-20261121", ".hidden", "with space"):
        write(paths, name, PLAN.format(title="x"))
    (paths.workflows / "notes.txt").write_text("hello")
    assert {one.origin for one in store.names()} == {"built-in"}


def test_a_change_of_the_file_is_seen_and_changes_the_hash(store: WorkflowStore, paths: Paths) -> None:
    write(paths, "mine", PLAN.format(title="One"))
    first = store.load("mine")
    assert store.load("mine") == first
    write(paths, "mine", PLAN.format(title="Two"))
    second = store.load("mine")
    assert second.workflow.title == "Two"
    assert second.workflow.hash != first.workflow.hash


def test_the_last_good_copy_stays_when_the_file_goes_wrong(store: WorkflowStore, paths: Paths) -> None:
    good = store_and_load(store, paths, "Good")
    path = write(paths, "mine", PLAN.format(title="Bad").replace('start = "09:00"', 'start = "9:00"'))
    loaded = store.load("mine")
    assert (loaded.workflow, loaded.last_good, loaded.path) == (good.workflow, True, path)
    assert problems(loaded) == [(9, Problem.BAD_TIME)]
    # Also for who opens it anew.
    assert WorkflowStore(paths, "en").load("mine").workflow == good.workflow


def test_a_file_put_right_again_is_used_again(store: WorkflowStore, paths: Paths) -> None:
    store_and_load(store, paths, "Good")
    write(paths, "mine", "no = toml = at all")
    assert store.load("mine").last_good
    again = store_and_load(store, paths, "Better")
    assert (again.workflow.title, again.last_good) == ("Better", False)


def store_and_load(store: WorkflowStore, paths: Paths, title: str) -> LoadedWorkflow:
    write(paths, "mine", PLAN.format(title=title))
    return store.load("mine")


def test_the_copy_is_the_owners_alone(store: WorkflowStore, paths: Paths) -> None:
    store_and_load(store, paths, "Good")
    copy = paths.state / "good" / "mine.toml"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [one.name for one in copy.parent.iterdir()] == ["mine.toml"]
    assert copy.read_text() == PLAN.format(title="Good")


def test_no_copy_is_kept_where_nothing_may_be_written(paths: Paths) -> None:
    write(paths, "mine", PLAN.format(title="Good"))
    assert WorkflowStore(paths, "en", keep_good=False).load("mine").workflow.title == "Good"
    assert not paths.state.exists()


def test_a_copy_that_cannot_be_written_is_no_trouble(paths: Paths) -> None:
    paths.state.parent.mkdir(parents=True, exist_ok=True)
    paths.state.write_text("a file in its place")
    write(paths, "mine", PLAN.format(title="Good"))
    assert WorkflowStore(paths, "en").load("mine").mistakes == ()


def test_without_a_good_copy_the_built_in_one_is_used(store: WorkflowStore, paths: Paths) -> None:
    write(paths, "agency", "version = ")
    write(paths, "mine", "version = ")
    assert (store.load("agency").workflow.name, store.load("agency").last_good) == ("agency", True)
    assert (store.load("mine").workflow.name, store.load("mine").last_good) == ("garcia", True)


def test_a_bad_copy_is_not_used(store: WorkflowStore, paths: Paths) -> None:
    store_and_load(store, paths, "Good")
    (paths.state / "good" / "mine.toml").write_bytes(b"\xff\x00")
    write(paths, "mine", "version = ")
    assert store.load("mine").workflow.name == "garcia"


def test_a_name_that_is_not_there_says_which_are(store: WorkflowStore) -> None:
    loaded = store.load("garcya")
    (located,) = loaded.mistakes
    assert located.mistake.problem is Problem.NO_SUCH_WORKFLOW
    assert located.mistake.allowed == ("agency", "garcia", "once-areas")
    assert located.mistake.nearest == "garcia"
    assert loaded.workflow.name == "garcia"


def test_a_file_that_was_deleted_is_still_worked_with(store: WorkflowStore, paths: Paths) -> None:
    store_and_load(store, paths, "Good")
    (paths.workflows / "mine.toml").unlink()
    loaded = store.load("mine")
    assert (loaded.workflow.title, loaded.last_good) == ("Good", True)
    assert problems(loaded) == [(None, Problem.NO_SUCH_WORKFLOW)]


@pytest.mark.parametrize("name", ["", "..", "../secrets", "a/b", "A", "x" * 41, "garcia.es", "\0"])
def test_names_lead_nowhere_else(store: WorkflowStore, paths: Paths, name: str) -> None:
    (paths.data / "workflows").mkdir(parents=True)
    (paths.data / "secrets.toml").write_text(PLAN.format(title="Secret"))
    loaded = store.load(name)
    assert problems(loaded) == [(None, Problem.BAD_NAME)]
    assert loaded.workflow.name == "garcia"


def test_symbolic_links_are_followed_and_stay(store: WorkflowStore, paths: Paths, tmp_path: Path) -> None:
    elsewhere = tmp_path / "dotfiles.toml"
    elsewhere.write_text(PLAN.format(title="Linked"))
    paths.workflows.mkdir(parents=True)
    link = paths.workflows / "mine.toml"
    link.symlink_to(elsewhere)
    assert store.load("mine").workflow.title == "Linked"
    assert link.is_symlink()
    elsewhere.unlink()
    loaded = store.load("mine")
    assert problems(loaded) == [(None, Problem.UNREADABLE)]
    assert loaded.workflow.title == "Linked"


@pytest.mark.parametrize(
    ("data", "line", "problem"),
    [
        (b"\xef\xbb\xbf" + PLAN.encode(), 1, Problem.BYTE_ORDER_MARK),
        (PLAN.encode("utf-16"), 1, Problem.NOT_UTF8),
        (b'version = 1\ntitle = "\xe1rea"\n', 2, Problem.NOT_UTF8),
        (b"version = 1\ntitle = A plan\n", 2, Problem.SYNTAX),
        (b"version = 1\nversion = 1\n", 2, Problem.SYNTAX),
        (b"version = 1\x00", 1, Problem.SYNTAX),
        (b"a = " + b"[" * 100_000, None, Problem.TOO_DEEP),
        (b"a = " + b"9" * 5_000, None, Problem.SYNTAX),
        (b"#" * (MOST_BYTES + 1), None, Problem.TOO_BIG),
    ],
)
def test_bad_content_is_named(
    store: WorkflowStore, paths: Paths, data: bytes, line: int | None, problem: Problem
) -> None:
    write(paths, "mine", data)
    loaded = store.load("mine")
    assert problems(loaded) == [(line, problem)]
    assert loaded.workflow.name == "garcia"
    assert loaded.last_good


def test_a_file_of_just_the_largest_size_is_read(store: WorkflowStore, paths: Paths) -> None:
    plan = PLAN.format(title="Big").encode()
    write(paths, "mine", plan + b"#" * (MOST_BYTES - len(plan)))
    assert store.load("mine").workflow.title == "Big"


def test_what_is_no_file_is_not_waited_for(store: WorkflowStore, paths: Paths) -> None:
    paths.workflows.mkdir(parents=True)
    (paths.workflows / "folder.toml").mkdir()
    os.mkfifo(paths.workflows / "pipe.toml")
    (paths.workflows / "loop.toml").symlink_to("loop.toml")
    assert problems(store.load("folder")) == [(None, Problem.NOT_A_FILE)]
    assert problems(store.load("pipe")) == [(None, Problem.NOT_A_FILE)]
    assert problems(store.load("loop")) == [(None, Problem.UNREADABLE)]
    assert {"folder", "pipe", "loop"} <= {one.name for one in store.names()}


def test_a_data_directory_that_is_a_file_is_said(store: WorkflowStore, paths: Paths) -> None:
    paths.data.write_text("")
    assert problems(store.load("garcia")) == [(None, Problem.UNREADABLE)]
    assert len(store.names()) == 3


def test_mistakes_come_in_the_order_of_the_lines(store: WorkflowStore, paths: Paths) -> None:
    path = write(
        paths,
        "mine",
        PLAN.format(title="x").replace("reserve = 180", 'reserve = "180"').replace('"mon"', '"lun"')
        + "colour = 1\n",
    )
    found, mistakes = store.check_file(path)
    assert found is None
    assert [(one.line, one.mistake.path) for one in mistakes] == [
        (4, ("days", 0)),
        (11, ("block", 0, "reserve")),
        (12, ("block", 0, "colour")),
    ]


def test_warnings_refuse_nothing(store: WorkflowStore, paths: Paths) -> None:
    write(paths, "mine", PLAN.format(title="x").replace("180", "170"))
    loaded = store.load("mine")
    assert problems(loaded) == [(6, Problem.BLOCK_SUM)]
    assert (loaded.workflow.title, loaded.last_good) == ("x", False)


def test_any_file_can_be_checked(store: WorkflowStore, tmp_path: Path) -> None:
    path = tmp_path / "A plan of mine.toml"
    path.write_text(PLAN.format(title="x"))
    found, mistakes = store.check_file(path)
    assert found
    assert mistakes == ()
    assert store.check_file(tmp_path / "none.toml")[1][0].mistake.problem is Problem.UNREADABLE


def test_a_file_among_the_workflows_needs_a_name_to_be_used_by(store: WorkflowStore, paths: Paths) -> None:
    path = write(paths, "Mi Plan", PLAN.format(title="x"))
    found, mistakes = store.check_file(path)
    assert found is None
    assert [(one.mistake.problem, one.mistake.value) for one in mistakes] == [(Problem.BAD_NAME, "Mi Plan")]


def test_time_zones_are_those_of_the_system(store: WorkflowStore, tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    for zone, nearest in (("Europe/Madird", "Europe/Madrid"), ("Europe", None), ("../../etc/passwd", None)):
        path.write_text(PLAN.format(title="x").replace("Europe/Madrid", zone))
        (located,) = store.check_file(path)[1]
        assert (located.line, located.mistake.problem) == (3, Problem.BAD_TIMEZONE)
        assert nearest is None or located.mistake.nearest == nearest


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_there_is_always_a_plan(store: WorkflowStore, paths: Paths, data: bytes) -> None:
    write(paths, "mine", data)
    loaded = store.load("mine")
    assert loaded.workflow.name == "garcia"
    assert loaded.mistakes
