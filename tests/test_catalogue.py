"""Every word a person sees is marked, and has a Spanish translation with the same placeholders."""

from __future__ import annotations

import ast
import importlib.util
import re
import string
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "jornada"


def load_catalogues() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / ".ci" / "catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


catalogues = load_catalogues()
FILES: list[Path] = catalogues.catalogue_files(ROOT)
languages = pytest.mark.parametrize("file", FILES, ids=catalogues.language_of)


@pytest.fixture(scope="module")
def template() -> Catalog:
    found: Catalog = catalogues.collect(ROOT)
    return found


def forms(message: Message) -> Iterator[tuple[str, str]]:
    """Each form of a translated message with its translation: one, or the singular and the plural."""
    if not message.id or not message.string or not all((*message.string,)):
        return
    if isinstance(message.id, str):
        yield message.id, str(message.string)
    else:
        yield from zip(message.id, message.string, strict=True)


def placeholders(text: str) -> set[str]:
    """The named places of a text, of both kinds of format."""
    braces = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    return braces | set(re.findall(r"%\((\w+)\)", text))


def test_the_catalogues_are_those_of_every_language_but_english() -> None:
    assert [catalogues.language_of(file) for file in FILES] == ["es"]


@languages
def test_every_message_is_translated(file: Path, template: Catalog) -> None:
    assert catalogues.untranslated(catalogues.updated(file, template)) == []


@languages
def test_the_file_is_as_the_update_writes_it(file: Path, template: Catalog) -> None:
    """Nothing obsolete, nothing fuzzy, sorted, no dates: run `.ci/update_catalogues` if this fails."""
    written: bytes = catalogues.as_text(catalogues.updated(file, template))
    assert file.read_text(encoding="utf-8").splitlines() == written.decode().splitlines()


@languages
def test_a_translation_has_the_places_of_its_message(file: Path) -> None:
    def differ(message: Message) -> bool:
        pairs = [(placeholders(text), placeholders(translation)) for text, translation in forms(message)]
        if not pairs:
            return False
        exact = pairs[-1][0] == pairs[-1][1]
        # Where English says "one", a translation may say the number, and the other way round.
        return not (exact and all(translation <= pairs[-1][0] | text for text, translation in pairs))

    assert [message.id for message in catalogues.read(file) if differ(message)] == []


@languages
def test_a_translation_begins_and_ends_with_the_space_of_its_message(file: Path) -> None:
    def edges(text: str) -> tuple[str, str]:
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    uneven = [
        text
        for message in catalogues.read(file)
        for text, translation in forms(message)
        if edges(text) != edges(translation)
    ]
    assert uneven == []


def test_messages_are_found_wherever_they_are_marked() -> None:
    source = """
    words.gettext("plain")
    f"{words.gettext('in an f-string')}"
    N_("joined " "over two")
    words.gettext("one way" if yes else "the other")
    words.ngettext("{n} thing", "{n} things", n)
    words.gettext(variable)
    other("not marked")
    """
    found = set(catalogues.marked("\n".join(line.strip() for line in source.splitlines())))

    assert found == {
        "plain",
        "in an f-string",
        "joined over two",
        "one way",
        "the other",
        ("{n} thing", "{n} things"),
    }


# Strings that are shown but not marked.

SHOWING = sorted(
    {*(SOURCE / "present").rglob("*.py"), *(SOURCE / "tui").rglob("*.py"), *SOURCE.glob("cli*.py")}
    | set((SOURCE / "cli").rglob("*.py"))
)

ALLOWED: dict[str, str] = {
    "English": "a language is chosen by its own name",
    "Español": "a language is chosen by its own name",
    "Jornada": "the program's name is the same in every language",
}
"""Texts that need no mark, each with its reason."""

STYLESHEETS = {"CSS", "DEFAULT_CSS", "CSS_PATH", "STYLE", "PICTURES"}
"""What looks are written down in, for Textual or for a browser."""

CODE_KEYWORDS = {"action", "classes", "cls", "id", "name", "selector", "style"}
"""Keyword arguments that take an id, a selector or a style."""

CODE_CALLS = {
    *("add_class", "has_class", "remove_class", "set_class", "toggle_class"),
    *("query", "query_children", "query_exactly_one", "query_one", "query_ancestor", "get_child_by_id"),
    *("TypeVar", "cast", "compile", "fullmatch", "match", "search", "sub", "getattr", "hasattr", "setattr"),
    *("Style", "stylize", "from_string", "strftime", "get_logger", "getLogger", "NewType"),
}
"""Calls whose texts are selectors, patterns, names of attributes, styles."""

LOGGING = {"debug", "info", "warning", "error", "exception", "critical"}
"""Calls on something named `log` or `logger`: the log is for whoever mends the program."""

STYLE_WORDS = {"bold", "dim", "italic", "not", "on", "reverse", "strike", "underline"}
"""What a style of text is made of: "bold reverse"."""

INTERNAL_ERRORS = {
    *("AssertionError", "AttributeError", "IndexError", "KeyError", "LookupError", "NotImplementedError"),
    *("RuntimeError", "TypeError", "ValueError"),
}
"""A person never sees their text: what a person did wrong is an error of our own type, said in words."""

WORDS = re.compile(r"[^\W\d_]{2,} +[^\W\d_]{2,}")
TAGS = re.compile(r"<[^<>]*>?|^[^<>]*>")
"""Markup of a page, or the part of it that a placeholder cut off; what stands between is text."""
COMMAND = re.compile(r"jornada( [a-z]+)+ ?'?")
"""A command to run, the same in every language."""
CAPITALISED = re.compile(r"\s*[A-ZÁÉÍÓÚÑ][a-záéíóúñü]{2,}[.:!?…]?\s*")


def reads_as_words(text: str) -> bool:
    """Two words with a space between, or one with a capital: a sentence or a label."""
    if set(text.split()) <= STYLE_WORDS or COMMAND.fullmatch(text):
        return False
    text = TAGS.sub("|", text)
    return bool(WORDS.search(text) or CAPITALISED.fullmatch(text))


def unmarked(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of what reads as words in `source` and is neither marked nor for the program."""
    yield from _unmarked(ast.parse(source))


def _unmarked(node: ast.AST) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and reads_as_words(node.value) and node.value.strip() not in ALLOWED:
            yield node.lineno, node.value
        return
    for child in _shown_children(node):
        yield from _unmarked(child)


def _shown_children(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a node that may hold a text a person sees."""
    match node:
        # A text that stands alone is a docstring.
        case ast.Expr(value=ast.Constant()):
            return
        case ast.Call():
            if not _is_for_the_program(node):
                yield from (node.func, *node.args)
                yield from (each.value for each in node.keywords if each.arg not in CODE_KEYWORDS)
        case ast.Raise(exc=ast.Call() as error) if catalogues.called(error) in INTERNAL_ERRORS:
            return
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            if name not in STYLESHEETS and name != "__all__" and node.value is not None:
                yield node.value
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            defaults = (*node.args.defaults, *filter(None, node.args.kw_defaults))
            yield from (*node.decorator_list, *defaults, *node.body)
        case ast.Subscript(value=ast.Name(id="Literal")) | ast.Assert():
            return
        case _:
            yield from ast.iter_child_nodes(node)


def _is_for_the_program(call: ast.Call) -> bool:
    name = catalogues.called(call)
    if name in LOGGING and isinstance(call.func, ast.Attribute):
        owner = call.func.value
        return (owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")) in (
            "log",
            "logger",
        )
    return name in CODE_CALLS or name in catalogues.MARKS


@pytest.mark.parametrize("file", SHOWING, ids=lambda file: str(file.relative_to(SOURCE)))
def test_whatever_reads_as_words_is_marked(file: Path) -> None:
    found = [f"{file}:{line}: {text!r}" for line, text in unmarked(file.read_text(encoding="utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        'label = "Save"',
        'label("Not saved yet")',
        'f"{count} tasks left"',
        'def show(title="No tasks"): ...',
        'Button("Save", id="save")',
        'f"<th>Not yet</th>{rest}"',
        'raise Refused("There is no such task")',
        'self.log_to_person.warning("Disk full")',
        'match x:\n    case 1: title = "Today"',
    ],
)
def test_an_unmarked_text_is_found(source: str) -> None:
    assert list(unmarked(source))


@pytest.mark.parametrize(
    "source",
    [
        '"""A module that says what it does."""',
        'class A:\n    """What it is."""\n    title: str\n    """The title shown."""',
        'words.gettext("Not saved yet")',
        'N_("Save")',
        'f"{a} – {b} │ {c:>5}"',
        'DEFAULT_CSS = "Screen { layout: grid; } Other thing"',
        'query_one("#queue Static")',
        'Static(id="Some id", classes="one two")',
        'key = "ctrl+q"',
        'raise ValueError("a date without a zone")',
        'log.warning("slow disk")',
        'def f(mode: Literal["One way"]) -> "Words": ...',
        'Style.parse("reverse")',
        'cursor = "bold reverse"',
    ],
)
def test_what_is_for_the_program_is_left_alone(source: str) -> None:
    assert list(unmarked(source)) == []


def test_no_message_is_put_together_before_it_is_translated() -> None:
    """An f-string or a sum as a message is in no catalogue: places are filled in afterwards."""
    composed = [
        f"{file}:{node.lineno}"
        for file in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and catalogues.called(node) in catalogues.MARKS
        and any(isinstance(each, ast.JoinedStr | ast.BinOp) for each in node.args[:2])
    ]
    assert composed == []
