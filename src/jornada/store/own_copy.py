"""A built-in workflow as a person's own file: its text with its comments, a few values changed.

Nothing that is there is ever written over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from jornada import resources
from jornada.core.dataclass import dataclass
from jornada.core.scaling import Scaled
from jornada.core.text import clean
from jornada.core.workflow import WEEKDAYS, Workflow

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

SOURCE_LANGUAGE = "en"
BRAND_COLOUR = 5
KEY_LENGTH = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is to be another than in the built-in file; what is empty stays. `head` is comment lines for
    the top of the copy, without their sign."""

    brand: str = ""
    timezone: str = ""
    scaled: Scaled | None = None
    head: Sequence[str] = ()


def built_in_text(name: str, language: str) -> str:
    """The text of a built-in workflow. Raises `FileNotFoundError`."""
    try:
        return resources.text("workflows", f"{name}.{language}.toml")
    except FileNotFoundError:
        return resources.text("workflows", f"{name}.{SOURCE_LANGUAGE}.toml")


def own_text(text: str, workflow: Workflow, changes: Changes) -> str:
    """The text of a person's own copy; `workflow` is what `text` says. Comments stay where they were."""
    brand = clean(changes.brand).strip()
    if changes.timezone:
        text = re.sub(r'^timezone = ".*?"', f'timezone = "{changes.timezone}"', text, flags=re.MULTILINE)
    if brand and workflow.brands:
        text = _in_comments(text, workflow.brands[0].title, brand)
    elif brand:
        text = _with_brand(text, brand)
    if changes.scaled or (brand and workflow.brands):
        import tomlkit

        document = tomlkit.parse(text)
        if brand and workflow.brands:
            _rename_first_brand(document, workflow.brands[0].title, brand)
        if changes.scaled:
            _scale(document, changes.scaled)
        text = document.as_string()
    head = "".join(f"# {line}\n" for line in changes.head)
    return f"{head}#\n{text}" if head else text


def key_of(title: str) -> str:
    """A key made of a title: its letters without accents, the rest dashes."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:KEY_LENGTH].strip("-") or "brand"


def _in_comments(text: str, old: str, new: str) -> str:
    return "\n".join(line.replace(old, new) if line.startswith("#") else line for line in text.split("\n"))


def _with_brand(text: str, title: str) -> str:
    """The brand before the areas, and its key in every task: the only brand there is, so it is every
    task's."""
    import tomlkit

    key = key_of(title)
    lines = text.split("\n")
    at = lines.index("[[area]]")
    while at and lines[at - 1].startswith("#"):
        at -= 1
    quoted = tomlkit.string(title).as_string()
    brand = ["[[brand]]", f'key = "{key}"', f"title = {quoted}", f"colour = {BRAND_COLOUR}", ""]
    written = [*lines[:at], *brand]
    for line in lines[at:]:
        written.append(line)
        if line.startswith("repeat = "):
            written.append(f'brand = "{key}"')
    return "\n".join(written)


def _rename_first_brand(document: TOMLDocument, old: str, new: str) -> None:
    document["brand"][0]["title"] = new
    for task in document["task"]:
        if old in task["title"]:
            task["title"] = task["title"].replace(old, new)


def _scale(document: TOMLDocument, scaled: Scaled) -> None:
    blocks = {block.key: block for block in scaled.blocks}
    for table in document["block"]:
        block = blocks[table["key"]]
        table["start"], table["end"] = f"{block.start:%H:%M}", f"{block.end:%H:%M}"
        for pause, (start, end) in zip(table.get("breaks", ()), block.breaks, strict=True):
            pause["start"], pause["end"] = f"{start:%H:%M}", f"{end:%H:%M}"
        if isinstance(table.get("reserve"), dict):
            table["reserve"]["minutes"] = block.reserve
            for weekday, minutes in block.reserve_by_weekday:
                table["reserve"][WEEKDAYS[weekday]] = minutes
        elif "reserve" in table:
            table["reserve"] = block.reserve
    for task in document["task"]:
        task["minutes"] = scaled.minutes[task["key"]]
        if task["key"] in scaled.due:
            task["milestone"]["due"] = scaled.due[task["key"]]
    document["daily_minutes"] = scaled.daily_minutes
