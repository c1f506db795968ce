"""Whether it is the first day, and what is written on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jornada.core.hours import Hours
from jornada.first_day import Answers, Written, built_in_names, set_up
from jornada.first_start import is_first_day
from jornada.paths import Paths
from jornada.present.words import Words

MADRID = {"TZ": "Europe/Madrid"}


def test_where_nothing_was_ever_written_it_is(paths: Paths) -> None:
    assert is_first_day(paths, {})


@pytest.mark.parametrize(
    "place", ["config/config.toml", "journal/2026/2026-11-20.k7q2.toml", "state/first-day"]
)
def test_a_config_a_journal_or_having_been_asked_says_it_is_not(paths: Paths, place: str) -> None:
    root = paths.data if place.startswith("journal") else paths.data.parent
    file = root / place
    file.parent.mkdir(parents=True)
    file.touch()

    assert not is_first_day(paths, {})


def test_under_a_clock_set_by_hand_only_where_it_is_asked_for(paths: Paths) -> None:
    now = {"JORNADA_NOW": "2026-11-20T09:00"}

    assert not is_first_day(paths, now)
    assert is_first_day(paths, {**now, "JORNADA_FIRST_RUN": "1"})
    assert not is_first_day(paths, {"JORNADA_FIRST_RUN": "0"})


def test_who_skips_everything_is_not_asked_again_and_has_no_files(paths: Paths, words_en: Words) -> None:
    assert set_up(paths, words_en, Answers(), MADRID) == Written()

    assert not is_first_day(paths, {})
    assert not paths.config.exists()
    assert not paths.data.exists()


def test_a_language_alone_needs_no_copy(paths: Paths, words_es: Words) -> None:
    written = set_up(paths, words_es, Answers(language="es"), MADRID)

    assert written == Written(config=paths.config_file)
    assert not paths.data.exists()
    assert not is_first_day(paths, {})


def test_files_that_are_there_are_told_and_kept(paths: Paths, words_en: Words) -> None:
    mine = paths.workflows / "garcia.toml"
    for file in (mine, paths.config_file):
        file.parent.mkdir(parents=True)
        file.write_text("mine")

    written = set_up(paths, words_en, Answers(hours=Hours(480, 1020)), MADRID)

    assert written.kept == (mine, paths.config_file)
    assert (mine.read_text(), paths.config_file.read_text()) == ("mine", "mine")


def test_a_config_that_is_a_link_stays_one(paths: Paths, words_en: Words, tmp_path: Path) -> None:
    elsewhere = tmp_path / "dotfiles.toml"
    elsewhere.write_text("# mine\n")
    paths.config.mkdir(parents=True)
    paths.config_file.symlink_to(elsewhere)

    set_up(paths, words_en, Answers(language="es"), MADRID, force=True)

    assert paths.config_file.is_symlink()
    assert elsewhere.read_text() == '# mine\nlanguage = "es"\n'


def test_a_time_zone_that_was_skipped_is_the_systems(paths: Paths, words_en: Words) -> None:
    set_up(paths, words_en, Answers(workflow="garcia"), {"TZ": "Asia/Tokyo"})

    assert 'timezone = "Asia/Tokyo"' in (paths.workflows / "garcia.toml").read_text()


def test_the_simplest_workflow_comes_first(paths: Paths) -> None:
    assert built_in_names(paths, "es") == ("garcia", "once-areas", "agency")
