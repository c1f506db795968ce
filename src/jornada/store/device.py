"""Which device writes: four random characters, kept with the machine's id and host name.

A state directory that was copied to another machine names the first machine's device there; two
writers of one device would give the same id to different records. Whoever finds another machine or
host in the file therefore mints its own device and notes the old one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import Any

from jornada.core.dataclass import dataclass
from jornada.core.pattern import pattern
from jornada.core.toml_text import plain_document
from jornada.store.files import System, read_regular, write_whole

DEVICE_PATTERN = pattern(r"[a-z0-9]{4}")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
_MACHINE_ID_FILES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_MOST_BYTES = 64 * 1024

Mint = Callable[[], str]
"""Gives a device id; asked again when the answer is taken."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What tells one machine from its clone; `machine` is empty where there is no machine id."""

    machine: str
    host: str


@dataclass(frozen=True, slots=True)
class Device:
    """The device of a state directory, and those it had before the directory came here."""

    id: str
    home: Machine
    previous: tuple[str, ...] = ()


def this_machine() -> Machine:
    """The machine this process runs on."""
    for file in _MACHINE_ID_FILES:
        with suppress(OSError, ValueError):
            # `read_text` would load the code of that alphabet.
            return Machine(file.read_bytes().decode("ascii").strip(), os.uname().nodename)
    return Machine("", os.uname().nodename)


def random_device() -> str:
    """Four letters and digits that nobody can foresee."""
    import secrets

    return "".join(secrets.choice(_ALPHABET) for _ in range(4))


def read_device(path: Path, system: System) -> Device | None:
    """The device noted in the file, or None where there is none or it cannot be read."""
    try:
        data, _ = read_regular(system, path, _MOST_BYTES)
        text = data.decode("utf-8")
        table = plain_document(text)
        if table is None:
            import tomllib

            table = tomllib.loads(text)
    except (OSError, ValueError, RecursionError):
        return None
    device = _text(table, "device")
    if not DEVICE_PATTERN.fullmatch(device):
        return None
    previous = table.get("previous")
    return Device(
        id=device,
        home=Machine(_text(table, "machine"), _text(table, "host")),
        previous=tuple(str(old) for old in previous) if isinstance(previous, list) else (),
    )


def establish_device(
    path: Path,
    machine: Machine,
    system: System,
    *,
    taken: Callable[[], Collection[str]],
    mint: Mint = random_device,
) -> Device:
    """The device of this machine, minted and noted if the file names none of its own.

    `taken` tells the ids that others write under. The caller holds the lock. Raises `OSError` when it
    cannot be noted.
    """
    noted = read_device(path, system)
    if noted and noted.home == machine:
        return noted
    previous = (*noted.previous, noted.id) if noted else ()
    device = Device(mint_device({*taken(), *previous}, mint), machine, previous)
    write_whole(system, path, _encoded(device), durable=True)
    return device


def mint_device(taken: Collection[str], mint: Mint = random_device) -> str:
    """An id that none of `taken` has."""
    device = mint()
    while device in taken:
        device = mint()
    return device


def _encoded(device: Device) -> bytes:
    import tomli_w

    table: dict[str, Any] = {
        "device": device.id,
        "machine": device.home.machine,
        "host": device.home.host,
    }
    if device.previous:
        table["previous"] = list(device.previous)
    return tomli_w.dumps(table).encode("utf-8")


def _text(table: dict[str, Any], name: str) -> str:
    value = table.get(name)
    return value if isinstance(value, str) else ""
