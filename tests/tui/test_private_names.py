"""What of the toolkit is private is used in one place, where its version is checked."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "jornada"
COMPAT = SOURCE / "tui" / "compat"
OF_THE_STANDARD_LIBRARY = {"_exit"}


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def private_modules(tree: ast.AST) -> Iterator[str]:
    """The toolkit's private modules and names that are imported."""
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{each.name}" for each in node.names]
        yield from (
            name for name in names if name.startswith("textual.") and any(map(is_private, name.split(".")))
        )


def given_names(tree: ast.AST) -> Iterator[str]:
    """The private names that are given to something there: functions, attributes, fields."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.id if isinstance(node, ast.Name) else node.attr


def used_names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) and is_private(node.attr):
            yield node.attr


def test_no_private_name_of_the_toolkit_is_used_elsewhere() -> None:
    trees = {file: ast.parse(file.read_text("utf-8")) for file in sorted(SOURCE.rglob("*.py"))}
    ours = OF_THE_STANDARD_LIBRARY.union(
        name for file, tree in trees.items() if COMPAT not in file.parents for name in given_names(tree)
    )
    found = {
        str(file.relative_to(SOURCE)): names
        for file, tree in trees.items()
        if (names := {*private_modules(tree), *used_names(tree)} - ours)
    }
    assert found
    assert {str(Path(file).parent) for file in found} == {str(COMPAT.relative_to(SOURCE))}, found
