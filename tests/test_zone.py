"""The system's time zone, and the one that a misspelt name means."""

from __future__ import annotations

from pathlib import Path

import pytest

from jornada.zone import nearest_zone, system_zone, zone_named


def test_what_the_environment_names_counts_first(tmp_path: Path) -> None:
    link = tmp_path / "localtime"
    link.symlink_to("/usr/share/zoneinfo/UTC")

    assert system_zone({"TZ": "America/Bogota"}, link) == "America/Bogota"
    assert system_zone({"TZ": ":Europe/Madrid"}, link) == "Europe/Madrid"
    assert system_zone({"TZ": "CEST-2"}, link) is None


def test_else_where_the_systems_link_leads(tmp_path: Path) -> None:
    zone = tmp_path / "zoneinfo" / "Europe" / "Madrid"
    zone.parent.mkdir(parents=True)
    zone.touch()
    link = tmp_path / "localtime"
    link.symlink_to(zone)

    assert system_zone({}, link) == "Europe/Madrid"
    assert system_zone({}, zone.parent / "nothing") is None
    assert system_zone({}, Path(__file__)) is None


@pytest.mark.parametrize("typed", ["europe/madrid", "Europe/Madrid", "America/buenos aires"])
def test_capitals_and_spaces_do_not_matter(typed: str) -> None:
    assert zone_named(typed) in ("Europe/Madrid", "America/Buenos_Aires")


@pytest.mark.parametrize("typed", ["", "Europe", "../etc/passwd", "Nowhere/City", "\0"])
def test_what_is_no_zone_has_no_name(typed: str) -> None:
    assert zone_named(typed) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Europa/Madrid", "Europe/Madrid"),
        ("madrid", "Europe/Madrid"),
        ("Bogotta", "America/Bogota"),
        ("mexico city", "America/Mexico_City"),
        ("qqqqqqqq", None),
    ],
)
def test_the_nearest_zone_is_found_by_its_name_or_its_city(typed: str, meant: str | None) -> None:
    assert nearest_zone(typed) == meant
