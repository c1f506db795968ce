"""What was told once is remembered, over processes, and never for long."""

from __future__ import annotations

from jornada.paths import Paths
from jornada.store.told import MOST, Told


def test_a_name_is_fresh_once(paths: Paths) -> None:
    told = Told(paths)
    assert told.fresh(["one", "two"]) == ("one", "two")
    told.tell(["one"])
    assert told.fresh(["one", "two"]) == ("two",)
    assert Told(paths).fresh(["one", "two"]) == ("two",)


def test_what_another_process_told_is_known(paths: Paths) -> None:
    first, second = Told(paths), Told(paths)
    first.tell(["one"])
    second.tell(["two"])
    assert first.fresh(["one", "two"]) == ()


def test_without_keeping_the_state_directory_is_left_alone(paths: Paths) -> None:
    told = Told(paths, keep=False)
    told.tell(["one"])
    assert told.fresh(["one"]) == ()
    assert not (paths.state / "told").exists()


def test_a_file_that_is_none_counts_as_nothing_told(paths: Paths) -> None:
    Told(paths).tell(["one"])
    for content in (b"\xff", b"[]", b'{"names": 3}', b""):
        (paths.state / "told").write_bytes(content)
        assert Told(paths).fresh(["one"]) == ("one",)


def test_old_names_go(paths: Paths) -> None:
    Told(paths).tell(str(number) for number in range(MOST + 1))
    assert Told(paths).fresh(["0", "1", str(MOST)]) == ("0",)


def test_where_it_cannot_be_kept_it_is_known_here(paths: Paths) -> None:
    (paths.state / "told").mkdir(parents=True)
    told = Told(paths)
    told.tell(["one"])
    assert told.fresh(["one"]) == ()
