"""Workflows as they were last read and checked: a disposable cache, a file for each, never the truth.

Reading one anew takes as long as all the rest of a short command. What is kept is believed only for the very
bytes of the file it was read from, for this version of the program, and after its checksum.
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

import jornada
from jornada.core.digest import blake2b
from jornada.core.workflow import Workflow
from jornada.store import packing
from jornada.store.errors import FileKind, Refused
from jornada.store.files import System, read_regular, write_whole

SCHEMA = 1
_PREFIX = "workflow-"
_MOST_BYTES = 16 * 1024 * 1024
_DIGEST_BYTES = 32


class KnownWorkflows:
    """Those kept in a directory: nothing with `keep` off, nor before there is a state directory."""

    def __init__(self, directory: Path, system: System, *, keep: bool) -> None:
        self._directory = directory
        self._system = system
        self._keep = keep

    def find(self, name: str, data: bytes) -> Workflow | None:
        """What a file of that name with these bytes says, where that is known."""
        try:
            found, _ = read_regular(self._system, self._directory / f"{_PREFIX}{name}", _MOST_BYTES)
            digest, payload = found[:_DIGEST_BYTES], found[_DIGEST_BYTES:]
            if digest != _seal(name, data, payload):
                return None
            workflow = packing.unpack(marshal.loads(payload))
        except (OSError, ValueError, TypeError, EOFError, LookupError, AttributeError):
            return None
        return workflow if isinstance(workflow, Workflow) else None

    def keep(self, name: str, data: bytes, workflow: Workflow) -> None:
        """Keep what a file without mistakes says. A disk that takes nothing is no matter."""
        if not self._keep:
            return
        with suppress(OSError):
            if not self._directory.parent.is_dir():
                return
            if self._directory.is_symlink():
                raise Refused(self._directory, FileKind.SYMLINK)
            payload = marshal.dumps(packing.pack(workflow))
            sealed = _seal(name, data, payload) + payload
            write_whole(self._system, self._directory / f"{_PREFIX}{name}", sealed, durable=False)


def _seal(name: str, data: bytes, payload: bytes) -> bytes:
    seal = blake2b(_version(), digest_size=_DIGEST_BYTES)
    for part in (name.encode(), data, payload):
        seal.update(len(part).to_bytes(8, "big"))
        seal.update(part)
    return seal.digest()


@cache
def _version() -> bytes:
    """Tells apart two versions of what reads a workflow, and of how one is kept."""
    package = Path(jornada.__file__).parent
    told = []
    for room, name in (("core", ""), ("store", "packing.py")):
        with suppress(OSError), os.scandir(package / room) as entries:
            files = [entry for entry in entries if entry.name.endswith(name or ".py")]
            told += sorted((f.name, (s := f.stat()).st_size, s.st_mtime_ns) for f in files)
    python = (sys.implementation.cache_tag, sys.hexversion)
    return repr((SCHEMA, python, jornada.__version__, told)).encode()
