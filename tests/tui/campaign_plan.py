"""A plan with two campaigns, on files of one's own: what the tests of their screen share."""

from __future__ import annotations

from jornada import resources
from jornada.paths import Paths

CAMPAIGNS = """
[[campaign]]
key = "xmas"
title = "Christmas raffle"
brand = "acme"
from = "2026-11-16"
until = "2026-12-22"
steps = [
  { title = "Brief approved", due = "2026-11-19", who = "Ana", needs = "the budget", minutes = 30 },
  { title = "Legal has read the rules", due = "2026-11-20", who = "Legal", needs = "the rules" },
  { title = "Landing page", due = "2026-11-27", who = "Eva" },
]

[[campaign]]
key = "spring"
title = "Spring menu"
from = "2027-03-01"
until = "2027-03-31"
steps = [{ title = "Photographs", due = "2027-02-20", needs = "a sunny day" }]
"""


def write_plan(paths: Paths) -> str:
    """Write it into the person's workflows; its name."""
    paths.workflows.mkdir(parents=True, exist_ok=True)
    plan = resources.text("workflows", "agency.en.toml") + CAMPAIGNS
    (paths.workflows / "mine.toml").write_text(plan, encoding="utf-8")
    return "mine"
