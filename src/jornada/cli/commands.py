"""Commands whose help is in the person's language, and groups that import a command when it is run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import click

from jornada.cli.door import Door
from jornada.present.words import N_, Words

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_F = TypeVar("_F", bound=Callable[..., Any])

ALIASES: Mapping[str, str] = {
    "abrir": "open",
    "actualizar": "update",
    "acusar": "ack",
    "adoptar": "adopt",
    "ahora": "now",
    "anotar": "log",
    "añadir": "add",
    "avisar": "notify",
    "ayuda": "help",
    "begin": "start",
    "campañas": "campaigns",
    "campanas": "campaigns",
    "campaign": "campaigns",
    "cambiar": "switch",
    "cobertura": "coverage",
    "comparar": "diff",
    "completar": "completion",
    "comprobar": "check",
    "comunicado": "statement",
    "contar": "count",
    "copia": "backup",
    "contener": "contain",
    "copiar": "copy",
    "descanso": "break",
    "descartar": "drop",
    "deshacer": "undo",
    "desplazadas": "displaced",
    "dia": "day",
    "día": "day",
    "editar": "edit",
    "empezar": "start",
    "end": "stop",
    "estado": "state",
    "estimaciones": "estimates",
    "estimate": "estimates",
    "exportar": "export",
    "estrategia": "strategy",
    "finish": "done",
    "flujo": "workflow",
    "gravedad": "severity",
    "hecha": "done",
    "hecho": "done",
    "hito": "milestone",
    "importar": "import",
    "incidencia": "incident",
    "informe": "report",
    "indicadores": "kpi",
    "iniciar": "start",
    "interrumpir": "interrupt",
    "lista": "list",
    "listar": "list",
    "kpis": "kpi",
    "medidas": "measures",
    "marcas": "brands",
    "minutos": "minutes",
    "mover": "move",
    "mostrar": "show",
    "new": "add",
    "nota": "note",
    "nuevo": "new",
    "ordenar": "order",
    "parar": "stop",
    "pausar": "pause-posts",
    "pause": "break",
    "prevenir": "prevent",
    "publicacion": "post",
    "publicación": "post",
    "publicar": "publish",
    "reabrir": "reopen",
    "reanudar": "resume",
    "reconocer": "ack",
    "recuperar": "restore",
    "registrar": "log",
    "rehacer": "redo",
    "relevo": "handover",
    "resolver": "resolve",
    "respaldar": "backup",
    "responder": "respond",
    "restaurar": "restore",
    "revisar": "review",
    "semanal": "weekly",
    "status": "now",
    "teclas": "keys",
    "tema": "theme",
    "terminar": "done",
    "today": "day",
    "usar": "use",
    "vigilar": "watch",
}
"""Words somebody may try, in either language, and the command that is meant: only ever suggested."""


ALIAS_LIKENESS = 0.8


def words_here(context: click.Context | None = None) -> Words:
    """The words of `context`, else of the run under way; English where there is none."""
    context = context or click.get_current_context(silent=True)
    door = context.find_object(Door) if context else None
    return door.words if door else Words("en")


class _Translated:
    """Its help is a message id, translated when it is shown."""

    _message: str | None = None

    @property
    def help(self) -> str | None:
        return words_here().gettext(self._message) if self._message else self._message

    @help.setter
    def help(self, message: str | None) -> None:
        self._message = message


class Command(_Translated, click.Command):
    """A command whose help is a message id, translated when it is shown."""

    _asks_help: click.Option | None = None

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        # The library's own looks for its words by the system's language first, in every command.
        names = self.get_help_option_names(ctx)
        if not names or not self.add_help_option:
            return None
        if self._asks_help is None:
            self._asks_help = Option(
                [*names, "_help"],
                is_flag=True,
                expose_value=False,
                is_eager=True,
                callback=_show_help,
                help=N_("Show this message and exit."),
            )
        return self._asks_help

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [words_here(ctx).gettext(piece) for piece in super().collect_usage_pieces(ctx)]


def _show_help(ctx: click.Context, parameter: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


class WholeNumber(click.types.IntParamType):
    """A whole number; what is none is said in the person's language."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            int(value)
        except ValueError:
            said = words_here(ctx).gettext("{value!r} is not a valid integer.")
            self.fail(said.format(value=value), param, ctx)
        return super().convert(value, param, ctx)


class WholeNumberFrom(WholeNumber, click.IntRange):
    """A whole number that is not below the first one given."""


class Option(_Translated, click.Option):
    """An option whose help and metavar are message ids."""

    def __init__(self, *names: Any, help: str | None = None, **more: Any) -> None:
        # The library would take a message id for a text whose indents are to be put right.
        super().__init__(*names, **more)
        self.help = help

    def make_metavar(self, ctx: click.Context) -> str:
        return words_here(ctx).gettext(super().make_metavar(ctx))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        found = _completions(ctx, self, incomplete)
        return super().shell_complete(ctx, incomplete) if found is None else found


class Argument(click.Argument):
    """An argument whose metavar is a message id."""

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        found = _completions(ctx, self, incomplete)
        return super().shell_complete(ctx, incomplete) if found is None else found

    def make_metavar(self, ctx: click.Context) -> str:
        return words_here(ctx).gettext(super().make_metavar(ctx))


def _completions(ctx: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem] | None:
    """What the metavar says the word may be; imported only when a shell asks."""
    from jornada.cli.completions import completions

    return completions(ctx, parameter, typed)


USAGE_PIECES = (N_("[OPTIONS]"), N_("[COMMAND] [ARGS]..."), N_("COMMAND [ARGS]..."))
"""The library's own words for what may follow a command, which it does not translate."""


class Group(Command, click.Group):
    """Commands by section, each imported from its module when it is run or described.

    `sections` has a heading's message id and its commands: their name and the module that has them.
    """

    sections: ClassVar[Mapping[str, Mapping[str, str]]] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for names in self.sections.values() for name in names]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        for names in self.sections.values():
            if cmd_name in names:
                attribute = f"{cmd_name.replace('-', '_')}_command"
                command: click.Command = getattr(import_module(names[cmd_name]), attribute)
                return command
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As the library does it, but an unknown command is answered with the one that may be meant."""
        name = args[0]
        if not name.startswith("-") and not ctx.resilient_parsing and self.get_command(ctx, name) is None:
            raise click.UsageError(unknown_command(words_here(), name, self.list_commands(ctx)), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        limit = formatter.width - 6 - max(map(len, self.list_commands(ctx)))
        for heading, names in self.sections.items():
            found = [(name, self.get_command(ctx, name)) for name in names]
            rows = [(name, command.get_short_help_str(limit)) for name, command in found if command]
            with formatter.section(words_here().gettext(heading)):
                formatter.write_dl(rows)


def unknown_command(words: Words, name: str, known: Sequence[str]) -> str:
    """That there is no such command, and which one is like it, in either language."""
    import difflib

    said = words.gettext("There is no command “{name}”").format(name=name[:40])
    meant = {word: command for word, command in ALIASES.items() if command in known}
    typed = name.casefold()
    near = dict.fromkeys(meant[each] for each in difflib.get_close_matches(typed, meant, 1, ALIAS_LIKENESS))
    if typed not in meant:
        near |= dict.fromkeys(difflib.get_close_matches(typed, known))
    if not near:
        return said
    return said + words.gettext("; did you mean {commands}?").format(commands=", ".join(near))


def command(name: str, help: str, **more: Any) -> Callable[[Callable[..., Any]], Command]:
    """A command with its help's message id."""
    return click.command(name, cls=Command, help=help, **more)


def option(*names: str, help: str, **more: Any) -> Callable[[_F], _F]:
    """An option with its help's message id."""
    return click.option(*names, cls=Option, help=help, **more)


def argument(name: str, metavar: str, **more: Any) -> Callable[[_F], _F]:
    """An argument with its metavar's message id."""
    return click.argument(name, cls=Argument, metavar=metavar, **more)


task_argument = argument("task", N_("TASK…"), nargs=-1, required=True)
"""A task as the rest of the line, with or without quotes."""

json_option = option("--json", "as_json", is_flag=True, help=N_("Print a JSON object instead"))

NEGATIVE_NUMBERS = {"ignore_unknown_options": True}
"""Settings of a command that takes numbers such as -1 as they are."""
