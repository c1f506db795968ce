"""The editor a person uses: `$VISUAL`, else `$EDITOR`, else one that is there."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

USUAL = ("sensible-editor", "editor", "nano", "vi")
"""Tried in this order where the environment names none."""


class NoEditorError(LookupError):
    """No editor is named, and none of the usual ones is there."""


def editor_words(environment: Mapping[str, str], *, usual: bool = True) -> list[str]:
    """The command that opens an editor, without the file; one of the usual ones only with `usual`.

    Raises `NoEditorError`.
    """
    for name in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(environment.get(name, ""))
        except ValueError:  # a quote without its end
            continue
        if words:
            return words
    for name in USUAL if usual else ():
        if shutil.which(name, path=environment.get("PATH")):
            return [name]
    raise NoEditorError


def open_editor(environment: Mapping[str, str], file: Path) -> int:
    """Open the file and wait until the editor is left; its exit code comes back. Where nobody is at a
    terminal only an editor that is named is opened.

    Raises `NoEditorError`, and `OSError` where it cannot be started.
    """
    words = editor_words(environment, usual=sys.stdin is not None and sys.stdin.isatty())
    return subprocess.run([*words, str(file)], check=False).returncode
