"""Compiles the catalogues before a wheel or an editable install is put together, and for the latter the code:
a wheel's is compiled by what installs it."""

from __future__ import annotations

import compileall
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileAhead(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        # A hook is loaded from its file alone: its neighbours are not on the path.
        sys.path.insert(0, str(Path(self.root) / ".ci"))
        try:
            from catalogues import compile_catalogues
        finally:
            del sys.path[0]
        compile_catalogues(Path(self.root))
        if version == "editable":
            compileall.compile_dir(Path(self.root) / "src" / "jornada", quiet=2)
