"""A backup holds everything and comes back whole, beside what is there; no archive can do harm."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jornada.paths import Paths
from jornada.store.backup import BackedUp, InTheWay, Why, back_up
from jornada.store.backup_file import LIST, BadArchive, Wrong, checksum, opened_archive
from jornada.store.files import System
from jornada.store.restore import Fate, Step, WouldReplace, plan_restore, restore

NOW = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
TODAY = "2026/2026-11-20.k7q2.toml"


def no_tick(done: int, total: int) -> None:
    """Nobody looks."""


def paths_in(place: Path) -> Paths:
    return Paths(data=place / "data", config=place / "config", state=place / "state")


def write(path: Path, data: bytes | str, mode: int = 0o644) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    path.chmod(mode)


def files_in(paths: Paths) -> dict[str, bytes]:
    """All regular files of a person but for the lock, by where they are."""
    found = {}
    for name, place in (("data", paths.data), ("config", paths.config), ("state", paths.state)):
        for file in place.rglob("*"):
            if file.is_file() and file != paths.lock:
                found[f"{name}/{file.relative_to(place)}"] = file.read_bytes()
    return found


def left_in(paths: Paths) -> list[Path]:
    """Whatever is in the directories of a person, but for the lock."""
    places = (paths.data, paths.config, paths.state)
    return [path for place in places for path in sorted(place.rglob("*")) if path != paths.lock]


def backed_up(paths: Paths, file: Path, system: System | None = None) -> BackedUp:
    return back_up(paths, file, NOW, no_tick, system=system)


def brought_back(file: Path, paths: Paths, system: System | None = None) -> tuple[Step, ...]:
    with opened_archive(file) as archive:
        return restore(archive, paths, no_tick, system=system)


@pytest.fixture
def mine(paths: Paths) -> Paths:
    """A person's files, with one of each kind."""
    write(paths.journal / TODAY, "k7q2-1 = { at = 2026-11-20T09:00:00+01:00, n = 1, do = 'break.start' }\n")
    write(paths.workflows / "garcia.toml", 'title = "Ñandú"\n')
    write(paths.calendar / "posts.toml", "")
    write(paths.data / "notes.bin", bytes(range(256)))
    write(paths.config_file, 'language = "es"\n', 0o600)
    write(paths.config / "hooks" / "on-start", "#!/bin/sh\n", 0o755)
    write(paths.rescue / "4711.toml", "k7q2-2 = {}\n")
    write(paths.device_file, 'device = "k7q2"\n')
    write(paths.snapshot / "2026-11", b"cache")
    return paths


@pytest.fixture
def archive(mine: Paths, tmp_path: Path) -> Path:
    file = tmp_path / "mine.zip"
    backed_up(mine, file)
    return file


def test_everything_comes_back_but_what_belongs_to_the_machine(
    mine: Paths, archive: Path, tmp_path: Path
) -> None:
    there = paths_in(tmp_path / "there")
    steps = brought_back(archive, there)

    before = files_in(mine)
    assert {step.fate for step in steps} == {Fate.NEW}
    assert files_in(there) == {
        name: data for name, data in before.items() if name not in ("state/device", "state/snapshot/2026-11")
    }
    assert not there.device_file.exists()


def test_it_is_for_its_owner_alone(archive: Path, tmp_path: Path) -> None:
    there = paths_in(tmp_path / "there")
    brought_back(archive, there)

    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    modes = {stat.S_IMODE(path.stat().st_mode) for path in left_in(there) if path.is_file()}
    assert modes == {0o600, 0o700}
    assert stat.S_IMODE((there.config / "hooks" / "on-start").stat().st_mode) == 0o700


def test_the_archive_is_one_that_others_can_open(archive: Path) -> None:
    with zipfile.ZipFile(archive) as packed:
        assert packed.testzip() is None
        assert f"data/journal/{TODAY}" in packed.namelist()
        assert json.loads(packed.read(LIST))["device"] == "k7q2"


def test_restoring_once_more_changes_nothing(mine: Paths, archive: Path) -> None:
    before = files_in(mine)
    assert {step.fate for step in brought_back(archive, mine)} == {Fate.THERE}
    assert files_in(mine) == before


def test_only_what_is_gone_is_restored(mine: Paths, archive: Path) -> None:
    (mine.workflows / "garcia.toml").unlink()
    steps = brought_back(archive, mine)
    assert [step.entry.name for step in steps if step.fate is Fate.NEW] == ["data/workflows/garcia.toml"]
    assert (mine.workflows / "garcia.toml").read_text() == 'title = "Ñandú"\n'


def test_a_journal_that_has_grown_since_is_left_as_it_is(mine: Paths, archive: Path) -> None:
    with (mine.journal / TODAY).open("a") as journal:
        journal.write("k7q2-2 = { }\n")
    before = files_in(mine)
    assert {step.fate for step in brought_back(archive, mine)} == {Fate.THERE}
    assert files_in(mine) == before


def shorter(paths: Paths) -> Path:
    write(paths.journal / TODAY, "")
    return paths.journal / TODAY


def edited(paths: Paths) -> Path:
    write(paths.workflows / "garcia.toml", 'title = "Ñandú"\n# and more\n')
    return paths.workflows / "garcia.toml"


def directory(paths: Paths) -> Path:
    paths.config_file.unlink()
    paths.config_file.mkdir()
    return paths.config_file


def lost_link(paths: Paths) -> Path:
    paths.config_file.unlink()
    paths.config_file.symlink_to("nowhere")
    return paths.config_file


def file_for_a_directory(paths: Paths) -> Path:
    for file in paths.calendar.iterdir():
        file.unlink()
    paths.calendar.rmdir()
    write(paths.calendar, "")
    return paths.calendar / "posts.toml"


@pytest.mark.parametrize("change", [shorter, edited, directory, lost_link, file_for_a_directory])
def test_where_something_else_is_nothing_is_restored(
    mine: Paths, archive: Path, change: Callable[[Paths], Path]
) -> None:
    (mine.data / "notes.bin").unlink()
    there = change(mine)
    before = left_in(mine), files_in(mine)

    with pytest.raises(WouldReplace) as refused:
        brought_back(archive, mine)

    assert refused.value.paths == (there,)
    assert (left_in(mine), files_in(mine)) == before
    with opened_archive(archive) as looked_at:
        fates = {step.path: step.fate for step in plan_restore(looked_at, mine, no_tick)}
    assert fates[there] is Fate.DIFFERS
    assert fates[mine.data / "notes.bin"] is Fate.NEW


class Failing(System):
    """Fails once at the n-th call that writes, names or syncs."""

    def __init__(self, at: int, error: type[BaseException] = OSError) -> None:
        self.left = at
        self.error = error

    def _call(self) -> None:
        self.left -= 1
        if self.left == 0:
            if self.error is OSError:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            raise self.error

    def write(self, descriptor: int, data: bytes) -> int:
        self._call()
        return super().write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        self._call()
        super().sync(descriptor)

    def put_new(self, source: Path, target: Path) -> None:
        self._call()
        super().put_new(source, target)

    def make_directory(self, path: Path) -> None:
        self._call()
        super().make_directory(path)


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt])
def test_wherever_a_restore_fails_nothing_is_left_of_it(
    archive: Path, tmp_path: Path, error: type[BaseException]
) -> None:
    for at in range(1, 200):
        there = paths_in(tmp_path / f"there-{error.__name__}-{at}")
        there.state.mkdir(parents=True)
        system = Failing(at, error)
        try:
            brought_back(archive, there, system)
        except (OSError, KeyboardInterrupt):
            assert left_in(there) == [], at
        else:
            assert system.left > 0, "every fault was tried"
            assert at > 20
            return
    pytest.fail("it never came to an end")


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt])
def test_wherever_a_backup_fails_there_is_none(
    mine: Paths, tmp_path: Path, error: type[BaseException]
) -> None:
    target = tmp_path / "out" / "mine.zip"
    target.parent.mkdir()
    for at in (1, 2, 3):  # the archive synced, named, and its name synced
        with pytest.raises(error):
            backed_up(mine, target, Failing(at, error))
        assert list(target.parent.iterdir()) == []
    backed_up(mine, target, Failing(4, error))
    assert list(target.parent.iterdir()) == [target]


def test_a_backup_replaces_nothing(mine: Paths, archive: Path) -> None:
    before = archive.read_bytes()
    with pytest.raises(FileExistsError):
        backed_up(mine, archive)
    assert archive.read_bytes() == before


@pytest.mark.parametrize("place", ["data", "config", "state"])
def test_a_backup_does_not_lie_among_what_it_holds(mine: Paths, place: str) -> None:
    with pytest.raises(InTheWay):
        backed_up(mine, getattr(mine, place) / "mine.zip")


def test_what_is_not_in_it_is_said(mine: Paths, tmp_path: Path) -> None:
    write(tmp_path / "elsewhere.toml", "linked")
    (mine.workflows / "linked.toml").symlink_to(tmp_path / "elsewhere.toml")
    write(mine.data / ".git" / "HEAD", "")
    (mine.workflows / "round").symlink_to(mine.data)
    (mine.workflows / "lost").symlink_to("nowhere")
    os.mkfifo(mine.data / "pipe")
    write(mine.data / "a\nb", "")
    (mine.journal / "2026" / "2026-11-21.k7q2.toml").symlink_to(tmp_path / "elsewhere.toml")

    done = backed_up(mine, tmp_path / "mine.zip")

    assert {each.path.name: each.why for each in done.left_out} == {
        ".git": Why.HIDDEN,
        "round": Why.LINK,
        "lost": Why.LINK,
        "pipe": Why.NOT_A_FILE,
        "a\nb": Why.NAME,
        "2026-11-21.k7q2.toml": Why.LINK,
    }
    there = paths_in(tmp_path / "there")
    brought_back(tmp_path / "mine.zip", there)
    assert (there.workflows / "linked.toml").read_text() == "linked"


def test_of_nothing_there_is_a_backup_too(tmp_path: Path) -> None:
    empty = paths_in(tmp_path / "empty")
    assert backed_up(empty, tmp_path / "none.zip").entries == ()
    assert brought_back(tmp_path / "none.zip", paths_in(tmp_path / "there")) == ()


# Archives that mean harm


def forged(file: Path, members: dict[str, bytes], **changes: Any) -> Path:
    """An archive that says of each member what is so, but for `changes` of its list."""
    files = [
        {"name": name, "bytes": len(data), "sha256": checksum(data), "executable": False}
        for name, data in members.items()
    ]
    told = {"format": "jornada-backup", "version": 1, "made": "", "files": files, **changes}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
        packed.writestr(LIST, json.dumps(told))
    return file


UNSAFE = [
    "data/../evil",
    "../evil",
    "/etc/evil",
    "data//evil",
    "data/./evil",
    "data/.git/hooks/post-commit",
    "data\\..\\evil",
    "data/a\\b",
    "evil",
    "state/device",
    "state/rescue/deeper/x.toml",
    "state/rescue/x.sh",
    "state/snapshot/2026-11",
    "data/" + "x" * 300,
    "data/" + "d/" * 20 + "x",
    "data/a\x1b[31m",
    "data/a\u202eb",
    "config/",
]


@pytest.mark.parametrize("name", UNSAFE)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    file = forged(tmp_path / "evil.zip", {"data/good.toml": b"", name: b"evil"})
    there = paths_in(tmp_path / "deep" / "there")
    with pytest.raises(BadArchive) as refused:
        brought_back(file, there)
    assert refused.value.wrong in (Wrong.UNSAFE_NAME, Wrong.NOT_A_FILE, Wrong.NOT_LISTED)
    assert refused.value.about.isprintable()
    assert left_in(there) == []
    assert not [path for path in tmp_path.rglob("*evil*") if path != file]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFDIR])
def test_a_link_or_a_device_is_refused(tmp_path: Path, kind: int) -> None:
    file = tmp_path / "evil.zip"
    forged(file, {})
    with zipfile.ZipFile(file, "a") as packed:
        info = zipfile.ZipInfo("data/link")
        info.external_attr = (kind | 0o777) << 16
        packed.writestr(info, "/etc/passwd")
    with pytest.raises(BadArchive) as refused:
        brought_back(file, paths_in(tmp_path / "there"))
    assert refused.value.wrong is Wrong.NOT_A_FILE


def bomb(file: Path) -> Path:
    """Says that it is small, and is not."""
    data = bytes(1 << 20)
    told = [{"name": "data/bomb", "bytes": 10, "sha256": checksum(data), "executable": False}]
    return forged(file, {"data/bomb": data}, files=told)


def huge(file: Path) -> Path:
    told = [{"name": "data/huge", "bytes": 1 << 40, "sha256": "", "executable": False}]
    return forged(file, {"data/huge": b""}, files=told)


def unlisted(file: Path) -> Path:
    return forged(file, {"data/one": b"1"}, files=[])


def missing(file: Path) -> Path:
    told = [{"name": "data/one", "bytes": 0, "sha256": checksum(b""), "executable": False}]
    return forged(file, {}, files=told)


def other_bytes(file: Path) -> Path:
    told = [{"name": "data/one", "bytes": 1, "sha256": checksum(b"2"), "executable": False}]
    return forged(file, {"data/one": b"1"}, files=told)


def file_and_directory(file: Path) -> Path:
    return forged(file, {"data/one": b"1", "data/one/two": b"2"})


def newer(file: Path) -> Path:
    return forged(file, {}, version=2)


def no_list(file: Path) -> Path:
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("data/one", "1")
    return file


def odd_list(file: Path) -> Path:
    return forged(file, {}, files=[{"name": 3}])


def deep_list(file: Path) -> Path:
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr(LIST, "[" * 100_000)
    return file


def no_zip(file: Path) -> Path:
    write(file, b"PK\x03\x04 nothing")
    return file


@pytest.mark.parametrize(
    ("make", "wrong"),
    [
        (bomb, Wrong.DAMAGED),
        (huge, Wrong.TOO_BIG),
        (unlisted, Wrong.NOT_LISTED),
        (missing, Wrong.NOT_LISTED),
        (other_bytes, Wrong.DAMAGED),
        (file_and_directory, Wrong.UNSAFE_NAME),
        (newer, Wrong.NEWER),
        (no_list, Wrong.NOT_A_BACKUP),
        (odd_list, Wrong.NOT_A_BACKUP),
        (deep_list, Wrong.NOT_A_BACKUP),
        (no_zip, Wrong.NOT_A_BACKUP),
    ],
)
def test_an_archive_that_is_not_what_it_says_is_not_used(
    tmp_path: Path, make: Callable[[Path], Path], wrong: Wrong
) -> None:
    there = paths_in(tmp_path / "there")
    with pytest.raises(BadArchive) as refused:
        brought_back(make(tmp_path / "odd.zip"), there)
    assert refused.value.wrong is wrong
    assert left_in(there) == []


def test_what_is_no_file_is_no_archive(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadArchive):
        brought_back(tmp_path / "pipe", paths_in(tmp_path / "there"))


def test_a_flipped_byte_is_noticed_or_no_matter(archive: Path, mine: Paths, tmp_path: Path) -> None:
    data, before = archive.read_bytes(), files_in(mine)
    for place in range(0, len(data), 7):
        flipped = bytearray(data)
        flipped[place] ^= 0x10
        file = tmp_path / "flipped.zip"
        file.write_bytes(flipped)
        try:
            steps = brought_back(file, mine)
        except (BadArchive, WouldReplace):
            pass
        else:
            assert {step.fate for step in steps} <= {Fate.THERE}, place
        assert files_in(mine) == before, place
