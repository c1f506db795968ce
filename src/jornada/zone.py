"""The name of the system's time zone, as "Continent/City"."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from jornada.core.mistakes import nearest_word

LOCALTIME = Path("/etc/localtime")
ZONE_FOLDER = "zoneinfo"


def system_zone(environment: Mapping[str, str], localtime: Path = LOCALTIME) -> str | None:
    """What TZ names, else where the system's link leads; `None` where neither is a known zone."""
    if named := environment.get("TZ", "").removeprefix(":"):
        return zone_named(named)
    try:
        parts = localtime.resolve(strict=True).parts
    except (OSError, RuntimeError):
        return None
    if ZONE_FOLDER not in parts:
        return None
    after = len(parts) - parts[::-1].index(ZONE_FOLDER)
    return zone_named("/".join(parts[after:]))


def zone_named(name: str) -> str | None:
    """The zone of that name as it is written; capitals and spaces do not matter. `None` for none."""
    return name if is_zone(name) else _all_zones().get(_plain(name))


def is_zone(name: str) -> bool:
    """Whether a zone is called exactly so: quick, where `zone_named` may read hundreds of names."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def nearest_zone(name: str) -> str | None:
    """The zone that may be meant, by its whole name or by its city alone."""
    zones = _all_zones()
    cities = {plain.rpartition("/")[2]: zone for plain, zone in zones.items() if zone.count("/") == 1}
    plain = _plain(name)
    if plain in cities:
        return cities[plain]
    near = nearest_word(plain, zones)
    if near is not None:
        return zones[near]
    city = nearest_word(plain.rpartition("/")[2], cities)
    return cities[city] if city else None


def _all_zones() -> dict[str, str]:
    return {_plain(zone): zone for zone in sorted(available_timezones())}


def _plain(name: str) -> str:
    return name.strip().casefold().replace(" ", "_")
