"""The compiled modules of a program in one file, from which each is had in a third of the time.

The interpreter looks for a module in directories, and opens and checks a file for each: a tenth of a
millisecond for every one of the hundred that a command takes, and of the five hundred of the dashboard. The
file here stands beside the compiled code, is written at the end of a program that had to look for some, and
is believed while the same interpreter looks in the same places, and each source is the very file that it was.
What is not in it, or is not as it was, is found as ever.
"""

from __future__ import annotations

import marshal
import os
import sys
from _frozen_importlib_external import SourceFileLoader, spec_from_file_location

TYPE_CHECKING = False
if TYPE_CHECKING:  # without what these take
    from collections.abc import Iterator, Sequence
    from importlib.machinery import ModuleSpec
    from types import CodeType, ModuleType

_WORTH_WRITING = 8
"""So many modules that had to be looked for."""
_HEAD_BYTES = 1 << 16
_PYC_HEAD_BYTES = 16

_Seen = tuple[int, int, int, int]
_Kept = tuple[str, str, str, _Seen, int, int]
"""Of a module: its source, the file of what was compiled of it, the directory where it is a package, how its
source was, where its code begins, and how long that is."""


class KeptLoader(SourceFileLoader):
    """Loads a module whose code is kept; all else about it is as its source has it."""

    def __init__(self, name: str, kept: _Kept, descriptor: int, start: int) -> None:
        source, _, _, _, begin, length = kept
        super().__init__(name, source)
        self._place = descriptor, length, start + begin

    def get_code(self, fullname: str) -> CodeType | None:
        try:
            code: CodeType = marshal.loads(os.pread(*self._place))
        except (OSError, EOFError, ValueError, TypeError):
            return super().get_code(fullname)
        return code


class KeptCode:
    """What is in such a file, for `sys.meta_path`. A file that cannot be read is one with nothing in it."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._before = frozenset(sys.modules)
        self._head = ascii((sys.version, sys.flags.optimize, sys.path)).encode()
        self._index: dict[str, _Kept] = {}
        self._start = 0
        try:
            self._descriptor = os.open(file, os.O_RDONLY | os.O_CLOEXEC)
            self._read()
        except (OSError, EOFError, ValueError, TypeError):
            self._index = {}

    def _read(self) -> None:
        head, length, rest = os.pread(self._descriptor, _HEAD_BYTES, 0).split(b"\n", 2)
        if head != self._head:
            return
        begin = len(head) + len(length) + 2
        self._start = begin + int(length)
        if len(rest) < int(length):
            rest = os.pread(self._descriptor, int(length), begin)
        self._index = marshal.loads(rest[: int(length)])

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        kept = self._index.get(name)
        if kept is None or not _is_there(kept):
            return None
        source, compiled, folder, _, _, _ = kept
        loader = KeptLoader(name, kept, self._descriptor, self._start)
        folders = [folder] if folder else None
        spec = spec_from_file_location(name, source, loader=loader, submodule_search_locations=folders)
        if spec is not None:
            spec.cached = compiled  # which is worked out from its source otherwise
        return spec

    def keep(self) -> None:
        """Write the file anew where enough was loaded that is not in it. Where it cannot be, nothing is."""
        from contextlib import suppress

        new = list(self._looked_for())
        may_write = os.access(os.path.dirname(self._file), os.W_OK) and not sys.dont_write_bytecode
        if len(new) < _WORTH_WRITING or not may_write:
            return
        beside = f"{self._file}.{os.getpid()}"
        try:
            codes = [found for spec in new if (found := _compiled(spec)) is not None]
            codes += [(name, kept, self._code(kept)) for name, kept in self._index.items() if _is_there(kept)]
            with open(beside, "xb") as file:
                file.writelines(_packed(self._head, codes))
            os.replace(beside, self._file)
        except OSError:
            with suppress(OSError):
                os.unlink(beside)

    def _code(self, kept: _Kept) -> bytes:
        return os.pread(self._descriptor, kept[5], self._start + kept[4])

    def _looked_for(self) -> Iterator[ModuleSpec]:
        """The modules that were found as ever."""
        for name, module in list(sys.modules.items()):
            spec: ModuleSpec | None = getattr(module, "__spec__", None)
            if spec is None or spec.name != name or name in self._before:
                continue
            if type(spec.loader) is SourceFileLoader and spec.origin and spec.cached:
                yield spec


def _compiled(spec: ModuleSpec) -> tuple[str, _Kept, bytes] | None:
    """What there is to keep of a module; nothing where its compiled code is not of its source as that is."""
    source, compiled = str(spec.origin), str(spec.cached)
    folder = (spec.submodule_search_locations or [""])[0]
    try:
        status = os.stat(source)
        with open(compiled, "rb") as file:
            head, code = file.read(_PYC_HEAD_BYTES), file.read()
    except OSError:
        return None
    # The kind of check (by time and size, as nearly always), and these.
    told = (0, status.st_mtime_ns // 10**9, status.st_size)
    if head[4:] != b"".join((each & 0xFFFFFFFF).to_bytes(4, "little") for each in told):
        return None
    return spec.name, (source, compiled, folder, _seen(status), 0, len(code)), code


def _packed(head: bytes, modules: Sequence[tuple[str, _Kept, bytes]]) -> Iterator[bytes]:
    index: dict[str, _Kept] = {}
    begin = 0
    for name, kept, code in modules:
        index[name] = (*kept[:4], begin, len(code))
        begin += len(code)
    told = marshal.dumps(index)
    yield b"%s\n%d\n%s" % (head, len(told), told)
    yield from (code for _, _, code in modules)


def kept_beside(name: str) -> KeptCode | None:
    """What is kept under that name beside the compiled code of this module, from now on asked first. Nothing
    where the program was not started by a file of its own (`-m`, `-c`): what comes first then is the
    directory that it was started in, another one each time."""
    beside = __spec__.cached if __spec__ is not None else None
    if not beside or sys.path[:1] != [os.path.dirname(os.path.realpath(sys.argv[0]))]:
        return None
    file = os.path.join(os.path.dirname(beside), f"{name}.{sys.implementation.cache_tag}.code")
    kept = KeptCode(file)
    sys.meta_path.insert(0, kept)
    return kept


def _is_there(kept: _Kept) -> bool:
    """Whether its source is as it was."""
    try:
        return _seen(os.stat(kept[0])) == kept[3]
    except OSError:
        return False


def _seen(status: os.stat_result) -> _Seen:
    """With when it was put there: an installer may give the files of all versions one time."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
