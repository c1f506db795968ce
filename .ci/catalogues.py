"""The catalogues of translations: collect the messages, update the .po files, compile them.

Used by the build, by the tests, and by hand through `.ci/update_catalogues`.
"""

from __future__ import annotations

import ast
import importlib.util
import os
import tempfile
from collections.abc import Collection, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

DOMAIN = "jornada"
MARKS = ("N_", "gettext", "ngettext")
CLICK_VARIABLES = ("required",)
"""What click translates as the value of a variable."""
HEADER = "# Translations of Jornada and of the words of its command line's library, click.\n#"

Id = str | tuple[str, str]


def catalogue_files(root: Path) -> list[Path]:
    """The .po files of the repository at `root`."""
    return sorted((root / "src" / "jornada" / "locale").glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def collect(root: Path) -> Catalog:
    """Every message of the source under `root` and of click as it is installed, sorted, untranslated."""
    messages: dict[str, Id] = {}
    for message in (
        *_marked_under(root / "src", MARKS),
        *_marked_under(_click(), (*MARKS, "_")),
        *CLICK_VARIABLES,
    ):
        # Said in one place as a single thing and in another with a plural, it is one entry with a plural.
        if isinstance(message, tuple) or message not in messages:
            messages[first(message)] = message
    template = _empty(None)
    for _, message in sorted(messages.items()):
        template.add(message)
    return template


def marked(source: str, marks: Collection[str] = MARKS) -> Iterator[Id]:
    """The messages that calls of `marks` have in a Python source, in f-strings too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and called(node) in marks and node.args:
            if called(node) == "ngettext":
                yield from zip(literals(node.args[0]), literals(node.args[1]), strict=True)
            else:
                yield from filter(None, literals(node.args[0]))


def literals(node: ast.expr) -> tuple[str, ...]:
    """The texts that a message may be: one, two of a choice, none where only the running program knows."""
    if isinstance(node, ast.IfExp):
        return literals(node.body) + literals(node.orelse)
    return (node.value,) if isinstance(node, ast.Constant) and isinstance(node.value, str) else ()


def called(call: ast.Call) -> str:
    """The bare name of what is called: `gettext` of `words.gettext(…)`."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def first(message: Id | list[str]) -> str:
    """The message itself, or the singular of one with a plural."""
    return message if isinstance(message, str) else message[0]


def read(file: Path) -> Catalog:
    """The catalogue in a .po file; its language is the name of its folder."""
    with file.open("rb") as opened:
        return read_po(opened, locale=language_of(file), domain=DOMAIN, abort_invalid=True)


def language_of(file: Path) -> str:
    return file.parents[1].name


def updated(file: Path, template: Catalog) -> Catalog:
    """The catalogue in `file` with the messages of `template`: new ones empty, unused ones out."""
    known = read(file)
    fresh = _empty(language_of(file))
    for message in template:
        if message.id:
            before = known.get(first(message.id))
            same_shape = before is not None and isinstance(before.id, str) == isinstance(message.id, str)
            fresh.add(message.id, before.string if before and same_shape and not before.fuzzy else None)
    return fresh


def as_text(catalogue: Catalog) -> bytes:
    """A catalogue as its file has it: sorted, a message a line, no dates and no line numbers."""
    written = BytesIO()
    write_po(written, catalogue, width=0, no_location=True, sort_output=True)
    kept = ("Content-Type", "Content-Transfer-Encoding", "Language", "MIME-Version", "Plural-Forms")
    head, separator, body = written.getvalue().partition(b"\n\n")
    lines = [
        line
        for line in head.splitlines()
        if not line.startswith(b'"') or line[1:].decode().partition(":")[0] in kept
    ]
    return b"\n".join(lines) + separator + body


def untranslated(catalogue: Catalog) -> list[str]:
    """The messages that wait for a translation."""
    return [
        first(message.id)
        for message in catalogue
        if message.id and not (message.string and all((*message.string,)))
    ]


def update(root: Path) -> dict[str, list[str]]:
    """Bring every .po file up to date. Returns what waits for a translation, by language."""
    template = collect(root)
    waiting = {}
    for file in catalogue_files(root):
        fresh = updated(file, template)
        replace(file, as_text(fresh))
        waiting[language_of(file)] = untranslated(fresh)
    return waiting


def compile_catalogues(root: Path) -> None:
    """Write the .mo beside every .po."""
    for file in catalogue_files(root):
        compiled = BytesIO()
        write_mo(compiled, read(file))
        target = file.with_suffix(".mo")
        if not target.exists() or target.read_bytes() != compiled.getvalue():
            replace(target, compiled.getvalue())


def replace(target: Path, content: bytes) -> None:
    """Write a file whole or not at all: others may be reading the old one."""
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    with os.fdopen(handle, "wb") as opened:
        opened.write(content)
    Path(temporary).chmod(0o644)
    Path(temporary).replace(target)


def _marked_under(folder: Path, marks: Collection[str]) -> Iterator[Id]:
    for file in sorted(folder.rglob("*.py")):
        yield from marked(file.read_text(encoding="utf-8"), marks)


def _click() -> Path:
    found = importlib.util.find_spec("click")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("click is not installed: its words cannot be collected")
    return Path(found.origin).parent


def _empty(language: str | None) -> Catalog:
    return Catalog(locale=language, domain=DOMAIN, fuzzy=False, header_comment=HEADER)
