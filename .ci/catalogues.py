"""The catalogues of translations: collect the messages, update the .po files, compile them.

Used by the build, by the tests, and by hand through `.ci/update_catalogues`.
"""

from __future__ import annotations

import importlib.util
import os
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

DOMAIN = "jornada"
KEYWORDS: dict[str, tuple[int, ...] | None] = {"gettext": None, "ngettext": (1, 2), "N_": None}
CLICK_KEYWORDS: dict[str, tuple[int, ...] | None] = {**KEYWORDS, "_": None}
HEADER = "# Translations of Jornada and of the words of its command line's library, click.\n#"


def catalogue_files(root: Path) -> list[Path]:
    """The .po files of the repository at `root`."""
    return sorted((root / "src" / "jornada" / "locale").glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def collect(root: Path) -> Catalog:
    """Every message of the source under `root` and of click as it is installed, sorted, untranslated."""
    messages = {
        message if isinstance(message, str) else message[0]: message
        for message in (*_messages(root / "src", KEYWORDS), *_messages(_click(), CLICK_KEYWORDS))
        if message and message[0]
    }
    template = _empty(None)
    for _, message in sorted(messages.items()):
        template.add(message)
    return template


def read(file: Path) -> Catalog:
    """The catalogue in a .po file; its language is the name of its folder."""
    with file.open("rb") as opened:
        return read_po(opened, locale=_language(file), domain=DOMAIN, abort_invalid=True)


def update(root: Path) -> dict[str, list[str]]:
    """Bring every .po file up to date: new messages empty, unused ones out, the rest as it was.

    Returns what waits for a translation, by language.
    """
    template = collect(root)
    waiting = {}
    for file in catalogue_files(root):
        known = read(file)
        fresh = _empty(_language(file))
        for message in template:
            if message.id:
                before = known.get(message.id)
                fresh.add(message.id, before.string if before and not before.fuzzy else None)
        written = BytesIO()
        write_po(written, fresh, width=0, no_location=True, omit_header=False, sort_output=True)
        _replace(file, _without_dates(written.getvalue()))
        waiting[_language(file)] = [_first(m.id) for m in fresh if m.id and not _translated(m.string)]
    return waiting


def compile_catalogues(root: Path) -> None:
    """Write the .mo beside every .po, whole or not at all: others may be reading the old one."""
    for file in catalogue_files(root):
        compiled = BytesIO()
        write_mo(compiled, read(file))
        target = file.with_suffix(".mo")
        if not target.exists() or target.read_bytes() != compiled.getvalue():
            _replace(target, compiled.getvalue())


def _messages(folder: Path, keywords: dict[str, tuple[int, ...] | None]) -> Iterator[str | tuple[str, ...]]:
    # The default filter leaves out folders whose path has a dot in it, as an environment's has.
    found = extract_from_dir(
        folder, [("**.py", "python")], keywords=keywords, directory_filter=lambda _: True
    )
    for _file, _line, message, _comments, _context in found:
        yield message


def _click() -> Path:
    found = importlib.util.find_spec("click")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("click is not installed: its words cannot be collected")
    return Path(found.origin).parent


def _empty(language: str | None) -> Catalog:
    return Catalog(locale=language, domain=DOMAIN, fuzzy=False, header_comment=HEADER)


def _language(file: Path) -> str:
    return file.parents[1].name


def _first(message: str | tuple[str, ...] | list[str]) -> str:
    return message if isinstance(message, str) else message[0]


def _translated(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return bool(string) and (isinstance(string, str) or all(string or ()))


def _without_dates(text: bytes) -> bytes:
    """Only what a reader of the file needs stays in its header, so that a change is a small change."""
    kept = ("Content-Type", "Content-Transfer-Encoding", "Language", "MIME-Version", "Plural-Forms")
    head, separator, body = text.partition(b"\n\n")
    lines = [
        line
        for line in head.splitlines()
        if not line.startswith(b'"') or line[1:].decode().partition(":")[0] in kept
    ]
    return b"\n".join(lines) + separator + body


def _replace(target: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    with os.fdopen(handle, "wb") as opened:
        opened.write(content)
    Path(temporary).chmod(0o644)
    Path(temporary).replace(target)
