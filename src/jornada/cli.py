"""The command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from jornada import __version__


@click.command()
@click.version_option(__version__, prog_name="jornada")
def _command() -> None:
    """A community manager's working day, in the terminal."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `arguments`, or those of the process; the exit code comes back."""
    try:
        _command.main(args=arguments, prog_name="jornada", standalone_mode=False)
    except click.ClickException as problem:
        problem.show(sys.stderr)
        return problem.exit_code
    return 0
