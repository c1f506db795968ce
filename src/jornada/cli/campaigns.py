"""`jornada campaigns`: what of them is done, late and next."""

from __future__ import annotations

import click

from jornada.cli import naming
from jornada.cli.commands import argument, command, json_option
from jornada.cli.door import Door
from jornada.cli.exits import NOT_ALLOWED, Failure
from jornada.cli.naming import joined
from jornada.core.campaigns import campaign_views, campaigns_named, step_item_id
from jornada.core.text import clean
from jornada.present.words import N_


@command(
    "campaigns",
    N_("The campaigns and their steps. Other commands take their numbers for the tasks."),
)
@argument("name", N_("[CAMPAIGN]"), nargs=-1)
@json_option
@click.pass_obj
def campaigns_command(door: Door, name: tuple[str, ...], as_json: bool) -> None:
    desk, words = door.desk, door.words
    found = campaign_views(desk.state, desk.workflow, desk.now())
    if name:
        found = campaigns_named(found, joined(name))
        if not found:
            known = ", ".join(each.key for each in desk.workflow.campaigns)
            said = words.gettext("There is no campaign “{name}”").format(name=clean(joined(name))[:40])
            raise Failure(NOT_ALLOWED, f"{said}: {known}" if known else said)
    naming.number(
        door, "tasks", [step_item_id(step) for view in found if not view.is_over for step in view.steps]
    )
    if as_json:
        from jornada.cli.campaign_objects import campaign_object

        door.say_json({"campaigns": [campaign_object(view, desk.zone) for view in found]})
    else:
        from jornada.present.campaign_lines import campaign_text

        door.say(*campaign_text(door.pen, found, desk.workflow, door.width))
