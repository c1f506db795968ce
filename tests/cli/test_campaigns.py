"""`jornada campaigns`: what of them is done, late and next, by number, name and as JSON."""

from __future__ import annotations

import pytest

from jornada import resources
from tests.cli.conftest import Shell

CAMPAIGNS = """
[[campaign]]
key = "xmas"
title = "Christmas raffle"
brand = "acme"
from = "2026-11-16"
until = "2026-12-22"
steps = [
  { title = "Brief approved", due = "2026-11-19", who = "Ana", needs = "the budget", minutes = 30 },
  { title = "Legal has read", due = "2026-11-20" },
  { title = "Landing page", due = "2026-11-27" },
]

[[campaign]]
key = "spring"
title = "Spring menu"
from = "2027-03-01"
until = "2027-03-31"
steps = [{ title = "Photographs", due = "2027-02-20" }]
"""


@pytest.fixture
def agency(shell: Shell) -> Shell:
    """A person's own plan with two campaigns, in use since Thursday."""
    plan = resources.text("workflows", "agency.en.toml")
    shell.paths.workflows.mkdir(parents=True)
    (shell.paths.workflows / "mine.toml").write_text(plan + CAMPAIGNS, encoding="utf-8")
    shell("workflow", "use", "mine", date="2026-11-19")
    return shell


def test_it_lists_the_steps_and_their_numbers_name_tasks(agency: Shell) -> None:
    shown = agency("campaigns", "raffle", date="2026-11-20").out
    assert "0 of 3 steps" in shown
    assert "1 ! Thu 19 Nov  Brief approved" in shown
    assert "Ana · needs the budget" in shown
    assert "Spring" not in shown
    assert agency("done", "1").out == "Done: Brief approved\n"
    steps = agency("campaigns", "xmas", "--json").json["campaigns"][0]["steps"]
    assert [step["status"] for step in steps] == ["done", "next", "coming"]
    assert steps[0]["task"] == "2026-11-20.xmas.brief-approved"
    assert (steps[1]["day"], steps[2]["day"]) == ("2026-11-20", "2026-11-23")
    assert steps[2]["due"] == "2026-11-27T18:00:00+01:00"


def test_a_step_is_named_by_its_id_before_its_day_is_planned(agency: Shell) -> None:
    agency("note", "2026-11-23.xmas.landing-page", "ask Eva", date="2026-11-20")
    tasks = agency("list", "--date", "2026-11-23", "--json").json["tasks"]
    (page,) = (task for task in tasks if task["title"] == "Landing page")
    assert [note["text"] for note in page["notes"]] == ["ask Eva"]
    agency("note", "2026-11-24.xmas.landing-page", "no", fails=1)


def test_every_campaign_is_listed_and_one_that_is_not_there_is_said(agency: Shell) -> None:
    both = agency("campaigns", "--json").json["campaigns"]
    assert [each["key"] for each in both] == ["xmas", "spring"]
    assert "spring" in agency("campaigns", "summer", fails=1).err


def test_a_workflow_without_campaigns_says_how_to_write_one(shell: Shell) -> None:
    assert "jornada help formats" in shell("campaigns").out
    assert shell("campaigns", "--json").json["campaigns"] == []
