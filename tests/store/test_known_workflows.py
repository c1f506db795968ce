"""A workflow that another process has read: what is kept of it, stale or damaged or not, changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jornada import resources
from jornada.paths import Paths
from jornada.store import workflows
from jornada.store.known_workflows import KnownWorkflows
from jornada.store.workflows import LoadedWorkflow, WorkflowStore
from tests.store.helpers import Faulty, paths_in

BUILT_IN = sorted(path.name for path in Path(str(resources.folder("workflows"))).glob("*.toml"))


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = paths_in(tmp_path)
    paths.state.mkdir(parents=True)
    paths.workflows.mkdir(parents=True)
    return paths


def built_in(name: str) -> bytes:
    return (resources.folder("workflows") / name).read_bytes()


def load(paths: Paths, name: str = "mine", *, keep_good: bool = True) -> LoadedWorkflow:
    """As another process loads it."""
    return WorkflowStore(paths, "en", keep_good=keep_good).load(name)


def never(data: bytes, name: str) -> None:
    raise AssertionError("it was parsed")


def kept(paths: Paths) -> list[str]:
    return sorted(path.name for path in paths.snapshot.iterdir()) if paths.snapshot.exists() else []


@pytest.mark.parametrize("file", BUILT_IN)
def test_it_comes_out_as_it_went_in(paths: Paths, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (paths.workflows / "mine.toml").write_bytes(built_in(file))
    parsed = load(paths)
    monkeypatch.setattr(workflows, "_parsed", never)

    assert load(paths) == parsed
    assert kept(paths) == ["workflow-mine"]


def test_a_built_in_one_is_known_by_its_language(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = {name: WorkflowStore(paths, name).load("agency") for name in ("en", "es")}
    monkeypatch.setattr(workflows, "_parsed", never)

    assert {name: WorkflowStore(paths, name).load("agency") for name in ("en", "es")} == parsed
    assert parsed["en"].workflow.title != parsed["es"].workflow.title
    assert kept(paths) == ["workflow-agency.en", "workflow-agency.es"]


def test_another_word_in_the_file_is_another_workflow(paths: Paths) -> None:
    file = paths.workflows / "mine.toml"
    file.write_bytes(built_in("garcia.en.toml"))
    before = load(paths).workflow
    file.write_bytes(built_in("garcia.en.toml").replace(b"The eight steps", b"The eight stops"))
    after = load(paths).workflow

    assert (before.title, after.title) == ("The eight steps", "The eight stops")
    assert before.hash != after.hash


def test_what_has_mistakes_is_read_each_time(paths: Paths) -> None:
    (paths.workflows / "mine.toml").write_bytes(built_in("garcia.en.toml") + b"\nnonsense = 1\n")
    before = load(paths)

    assert before.mistakes
    assert load(paths) == before
    assert "workflow-mine" not in kept(paths)


def test_a_time_zone_that_is_no_more_is_told(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    in_lima = built_in("garcia.en.toml").replace(b"Europe/Madrid", b"America/Lima")
    (paths.workflows / "mine.toml").write_bytes(in_lima)
    assert not load(paths).mistakes
    monkeypatch.setattr(workflows._TimeZones, "__contains__", lambda self, name: name != "America/Lima")

    assert load(paths).mistakes


def test_that_of_another_version_is_not_believed(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    (paths.workflows / "mine.toml").write_bytes(built_in("garcia.en.toml"))
    before = load(paths)
    monkeypatch.setattr("jornada.store.known_workflows._version", lambda: b"another")
    known = KnownWorkflows(paths.snapshot, Faulty(), keep=False)

    assert known.find("mine", built_in("garcia.en.toml")) is None
    assert load(paths) == before


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_a_damaged_one_changes_nothing(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    paths = paths_in(tmp_path_factory.getbasetemp() / "damaged-workflow")
    for directory in (paths.state, paths.workflows):
        directory.mkdir(parents=True, exist_ok=True)
    (paths.workflows / "mine.toml").write_bytes(built_in("garcia.en.toml"))
    expected = load(paths)
    file = paths.snapshot / "workflow-mine"
    whole = file.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    flip = data.draw(st.integers(0, 255))
    # A byte is another one, or the rest is missing.
    file.write_bytes(whole[:place] + (bytes([whole[place] ^ flip]) + whole[place + 1 :] if flip else b""))

    assert load(paths) == expected


@pytest.mark.parametrize("place", ["removed", "directory", "link", "of another name"])
def test_one_that_is_not_what_it_should_be_changes_nothing(paths: Paths, place: str) -> None:
    for name in ("mine", "other"):
        (paths.workflows / f"{name}.toml").write_bytes(built_in("garcia.en.toml"))
    expected = load(paths)
    load(paths, "other")
    file = paths.snapshot / "workflow-mine"
    file.unlink()
    if place == "directory":
        file.mkdir()
    elif place == "link":
        file.symlink_to("/dev/zero")
    elif place == "of another name":
        (paths.snapshot / "workflow-other").rename(file)

    assert load(paths) == expected


def test_nothing_is_written_where_nothing_may_be(paths: Paths, tmp_path: Path) -> None:
    (paths.workflows / "mine.toml").write_bytes(built_in("garcia.en.toml"))
    load(paths, keep_good=False)
    assert kept(paths) == []

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    paths.snapshot.symlink_to(elsewhere)
    load(paths)
    assert list(elsewhere.iterdir()) == []


def test_a_disk_that_takes_nothing_is_no_matter(paths: Paths) -> None:
    system = Faulty()
    system.faults["replace"] = 28
    known = KnownWorkflows(paths.snapshot, system, keep=True)
    data = built_in("garcia.en.toml")
    known.keep("mine", data, load(paths, "garcia").workflow)

    assert known.find("mine", data) is None
