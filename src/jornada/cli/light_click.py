"""Loading the library of commands without what it takes along and hardly ever uses: 10 ms of each command."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from types import ModuleType, SimpleNamespace
from typing import Any


class _Later(ModuleType):
    """Stands in for a module that is loaded once something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def load_click() -> None:
    """Load it once. Of `inspect` it wants something for a page of help only; of `platform`, which `uuid`
    loads with it, the system's name. Whoever imports them later gets them."""
    modules: dict[str, Any] = sys.modules
    if "click" in modules:
        return
    stand_ins: dict[str, Any] = {"inspect": _Later("inspect")}
    if hasattr(os, "uname"):
        stand_ins["platform"] = SimpleNamespace(system=lambda: os.uname().sysname)
    stand_ins = {name: each for name, each in stand_ins.items() if name not in modules}
    modules |= stand_ins
    try:
        import click  # noqa: F401 - to have it loaded is all
    finally:
        for name, each in stand_ins.items():
            if modules.get(name) is each:
                del modules[name]
