"""The options of commands that read or write a file of somebody else's."""

from __future__ import annotations

from pathlib import Path

import click

from jornada.cli.commands import option
from jornada.marking import N_

client_option = option("--client", is_flag=True, help=N_("For the client: nothing that is private"))
dates_option = option(
    "--dates",
    "order",
    type=click.Choice(("dmy", "mdy")),
    help=N_("How a date like 01/02/2026 is meant: day or month first"),
)
force_option = option("--force", is_flag=True, help=N_("Replace the file if there is one"))
output_option = option(
    "-o", "--output", type=click.Path(path_type=Path), metavar=N_("FILE"), help=N_("Write it into this file")
)
