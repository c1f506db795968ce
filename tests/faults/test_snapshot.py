"""A snapshot that is gone, stale, flipped anywhere or another version's: the same state as without one."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from jornada.config import Config
from jornada.demo import demo_paths, open_demo
from jornada.desk import Desk, LoadedConfig, open_desk
from jornada.present.words import Words
from tests.faults import naive
from tests.faults.conftest import Figure

ZONE = ZoneInfo("Europe/Madrid")
MOMENT = dt.datetime(2026, 12, 4, 15, 10, tzinfo=ZONE)
"""A fortnight before it lies in two months."""

FLIPS = {True: 10_000, False: 120}
UNTIL_CAUGHT = 400


def desk_on(root: Path, *, may_write: bool = False) -> Desk:
    return open_desk(
        demo_paths(root),
        clock=lambda: MOMENT,
        language="en",
        config=LoadedConfig(Config()),
        may_write=may_write,
    )


def told(root: Path) -> tuple[Any, ...]:
    """All that a desk says of a journal; it writes nothing."""
    desk = desk_on(root)
    try:
        return desk.records(), desk.state, desk.troubles(), desk.day(), desk.all_deadlines()
    finally:
        desk.close()


def keep_snapshot(root: Path) -> None:
    """Have a snapshot as one who works there leaves it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("jornada.store.journal.LINES_WORTH_A_SNAPSHOT_ON_CLOSE", 1)
        desk_on(root, may_write=True).close()
    assert any(demo_paths(root).snapshot.iterdir())


@pytest.fixture(scope="module")
def fortnight(tmp_path_factory: pytest.TempPathFactory, words_en: Words) -> Path:
    """A fortnight of somebody who works, without a snapshot."""
    root = tmp_path_factory.mktemp("fortnight") / "home"
    open_demo(root, words_en, MOMENT, "Europe/Madrid")
    return root


@pytest.fixture
def home(fortnight: Path, tmp_path: Path) -> Path:
    """A copy of it with a snapshot."""
    root = tmp_path / "home"
    shutil.copytree(fortnight, root)
    keep_snapshot(root)
    return root


def without(root: Path) -> tuple[Any, ...]:
    """What is told where there is no snapshot."""
    snapshot = demo_paths(root).snapshot
    aside = root / "aside"
    snapshot.rename(aside)
    try:
        return told(root)
    finally:
        aside.rename(snapshot)


def days(root: Path) -> list[Path]:
    return sorted(demo_paths(root).journal.rglob("*.toml"))


def flipped(root: Path, chance: random.Random) -> Iterator[tuple[Path, int]]:
    """Flip one bit after the other in the files of the snapshot; each is put right again."""
    files = sorted(file for file in demo_paths(root).snapshot.rglob("*") if file.is_file())
    sizes = [file.stat().st_size for file in files]
    while True:
        [file] = chance.choices(files, sizes)
        good = file.read_bytes()
        place = chance.randrange(len(good))
        bad = bytearray(good)
        bad[place] ^= 1 << chance.randrange(8)
        file.write_bytes(bad)
        yield file, place
        file.write_bytes(good)


def few_days(root: Path) -> None:
    """Leave a day of each month, so that ten thousand looks at them take minutes."""
    kept = {file.name[:7]: file for file in days(root)}
    for file in days(root):
        if file not in kept.values():
            file.unlink()
    keep_snapshot_anew(root)


def test_flipped_anywhere(home: Path, *, full: bool, figure: Figure) -> None:
    few_days(home)
    expected = without(home)
    assert told(home) == expected
    assert len(expected[0]) > 20
    for number, (file, place) in enumerate(flipped(home, random.Random(12)), 1):
        assert told(home) == expected, f"{file.name} at {place}"
        if number == FLIPS[full]:
            break
    figure("12", "places of the snapshot flipped", FLIPS[full])
    figure("12", "differences after a flip", 0)


def test_a_snapshot_believed_without_its_checksum_is_caught(home: Path) -> None:
    expected = without(home)
    with pytest.MonkeyPatch.context() as patch:
        naive.believe_snapshots(patch)
        keep_snapshot_anew(home)
        for number, _ in enumerate(flipped(home, random.Random(12))):
            try:
                if told(home) != expected:
                    return
            except Exception:
                return
            assert number < UNTIL_CAUGHT


def keep_snapshot_anew(root: Path) -> None:
    shutil.rmtree(demo_paths(root).snapshot)
    keep_snapshot(root)


def deleted(root: Path) -> None:
    shutil.rmtree(demo_paths(root).snapshot)


def each_file_deleted(root: Path) -> None:
    sorted(demo_paths(root).snapshot.iterdir())[0].unlink()


def emptied(root: Path) -> None:
    for file in demo_paths(root).snapshot.iterdir():
        file.write_bytes(b"")


def cut(root: Path) -> None:
    for file in demo_paths(root).snapshot.iterdir():
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def exchanged(root: Path) -> None:
    """One month's file under the name of another."""
    one, other, *_ = sorted(demo_paths(root).snapshot.iterdir())
    content = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(content)


def grown(root: Path) -> None:
    """What another device wrote since, in an old day and in a new one."""
    old, *_, last = days(root)
    line = 'zzzz-{} = {{ at = {}, n = {}, do = "task.note", task = "x", text = "late" }}\n'
    with old.open("a") as file:
        file.write(line.format("1", "2026-11-20T10:00:00+01:00", 3))
    last.with_name("2026-12-03.zzzz.toml").write_text(line.format("2", "2026-12-03T10:00:00+01:00", 9))


def edited(root: Path) -> None:
    """A title that a person put right in the middle of an old day."""
    for file in days(root):
        text = file.read_text()
        if 'do = "task.note"' in text or 'do = "task.add"' in text:
            file.write_text(
                text.replace('do = "task.add", title = "', 'do = "task.add", title = "really ', 1)
            )
            return


STALE: dict[str, Callable[[Path], None]] = {
    each.__name__: each for each in (deleted, each_file_deleted, emptied, cut, exchanged, grown, edited)
}


@pytest.mark.parametrize("what", STALE)
def test_stale_damaged_or_gone(home: Path, what: str, *, figure: Figure) -> None:
    STALE[what](home)
    found = told(home)
    snapshot = demo_paths(home).snapshot
    if snapshot.exists():
        shutil.rmtree(snapshot)
    expected = told(home)
    assert found[0] == expected[0]
    assert found[1] == expected[1]
    assert found[3:] == expected[3:]
    figure("12", f"differences: {what}", 0)


def changed_unseen(root: Path) -> None:
    """Change a letter of the journal so that nothing of the file but its content tells."""
    for file in days(root):
        text = file.read_bytes()
        if b'do = "task.start"' in text:
            status = file.stat()
            with file.open("r+b") as opened:
                opened.write(text.replace(b'do = "task.start"', b'do = "task.stxrt"', 1))
            os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
            return


@pytest.mark.parametrize("version", ["0.0.0", "99.0"])
def test_another_versions_is_not_believed(
    fortnight: Path, tmp_path: Path, version: str, *, figure: Figure
) -> None:
    home = tmp_path / "home"
    shutil.copytree(fortnight, home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("jornada.__version__", version)
        keep_snapshot(home)
    changed_unseen(home)
    assert told(home) == without(home)
    # The same version would believe what it kept itself: that is what tells one from the other.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("jornada.__version__", version)
        assert told(home)[0] != without(home)[0]
    figure("12", f"differences: of version {version}", 0)
