"""A person's options are changed in place, or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jornada.store.errors import BadData
from jornada.store.options_file import ChangedMeanwhile, OptionsFile, read_options_file, save_option

WRITTEN = """\
# Mine, since 2024.
language = "es"     # as spoken

theme = "terminal"  # for the night

[keys]              # only what differs
"task.done" = "z"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "config.toml"


def write(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode())


def save(file: Path, name: str) -> None:
    save_option(read_options_file(file), "theme", name)


def test_comments_blanks_and_order_stay(file: Path) -> None:
    write(file, WRITTEN)
    save(file, "nord")

    assert file.read_text() == WRITTEN.replace('"terminal"', '"nord"')


def test_a_new_option_stands_before_the_tables(file: Path) -> None:
    write(file, WRITTEN.replace('theme = "terminal"  # for the night\n', ""))
    save(file, "nord")

    text = file.read_text()
    assert tomllib.loads(text) == {"language": "es", "theme": "nord", "keys": {"task.done": "z"}}
    for comment in ("# Mine, since 2024.", "# as spoken", "# only what differs"):
        assert comment in text


@pytest.mark.parametrize("text", [None, "", "# nothing yet\n", '[keys]\n"task.done" = "z"\n'])
def test_it_is_made_where_there_is_none_and_put_on_top_where_there_are_only_tables(
    file: Path, text: str | None
) -> None:
    if text is not None:
        write(file, text)
    save(file, "nord")

    assert tomllib.loads(file.read_text()) == tomllib.loads(text or "") | {"theme": "nord"}
    assert (text or "").strip() in file.read_text()


def test_line_ends_of_another_system_stay(file: Path) -> None:
    write(file, WRITTEN.replace("\n", "\r\n"))
    save(file, "nord")

    assert file.read_bytes() == WRITTEN.replace("\n", "\r\n").replace('"terminal"', '"nord"').encode()


def test_a_link_stays_a_link_and_the_file_behind_it_keeps_its_rights(file: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "dotfiles" / "jornada.toml"
    elsewhere.parent.mkdir()
    elsewhere.write_text(WRITTEN)
    elsewhere.chmod(0o640)
    file.parent.mkdir()
    file.symlink_to(elsewhere)
    save(file, "nord")

    assert file.is_symlink()
    assert file.readlink() == elsewhere
    assert tomllib.loads(elsewhere.read_text())["theme"] == "nord"
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o640
    assert list(elsewhere.parent.iterdir()) == [elsewhere]


def test_a_file_of_its_own_is_for_its_owner_alone(file: Path) -> None:
    save(file, "nord")

    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("later", [WRITTEN + "\n", "", "theme = "])
def test_what_changed_meanwhile_is_not_overwritten(file: Path, later: str) -> None:
    write(file, WRITTEN)
    seen = read_options_file(file)
    write(file, later)

    with pytest.raises(ChangedMeanwhile):
        save_option(seen, "theme", "nord")
    assert file.read_text() == later


def test_a_file_that_came_meanwhile_is_not_overwritten_nor_one_that_went_made_anew(file: Path) -> None:
    seen = read_options_file(file)
    write(file, WRITTEN)
    with pytest.raises(ChangedMeanwhile):
        save_option(seen, "theme", "nord")

    seen = read_options_file(file)
    file.unlink()
    with pytest.raises(ChangedMeanwhile):
        save_option(seen, "theme", "nord")
    assert not file.exists()


@pytest.mark.parametrize("data", [b"theme = ", b"\xff", b"\xef\xbb\xbftheme = 1", b"x = " + b"[" * 100_000])
def test_what_is_not_toml_is_left_as_it_is(file: Path, data: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(data)

    with pytest.raises(BadData):
        save(file, "nord")
    assert file.read_bytes() == data


def test_what_is_no_regular_file_is_refused_without_waiting(file: Path) -> None:
    file.parent.mkdir()
    os.mkfifo(file)
    with pytest.raises(OSError, match="regular"):
        save(file, "nord")
    file.unlink()
    file.mkdir()
    with pytest.raises(OSError, match="directory"):
        save(file, "nord")
    file.rmdir()
    file.symlink_to(file)
    with pytest.raises(OSError, match="symbolic links"):
        save(file, "nord")


def test_nothing_is_written_where_it_is_so_already(file: Path) -> None:
    write(file, WRITTEN)
    before = file.stat().st_mtime_ns, file.stat().st_ino
    save(file, "terminal")

    assert (file.stat().st_mtime_ns, file.stat().st_ino) == before


@given(
    st.dictionaries(st.text(min_size=1), st.integers() | st.text() | st.booleans(), max_size=4),
    st.from_regex("[a-z0-9][a-z0-9_-]{0,39}", fullmatch=True),
)
def test_nothing_but_the_option_changes(values: dict[str, int | str | bool], name: str) -> None:
    import tomli_w

    from jornada.store.options_file import _changed

    before = tomli_w.dumps(values)
    after = _changed(OptionsFile(Path("config.toml"), before.encode()), "theme", name)

    assert tomllib.loads(after.decode()) == {**values, "theme": name}


def test_the_library_for_it_is_loaded_only_then(file: Path, environment: dict[str, str]) -> None:
    code = (
        "import sys; from pathlib import Path; from jornada.store import options_file as o;"
        "seen = o.read_options_file(Path(sys.argv[1])); assert 'tomlkit' not in sys.modules;"
        "o.save_option(seen, 'theme', 'nord'); assert 'tomlkit' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, str(file)], env=environment, check=True)
    assert tomllib.loads(file.read_text()) == {"theme": "nord"}
