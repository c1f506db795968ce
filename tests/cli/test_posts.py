"""The editorial calendar on the command line: plan, change, publish, make tasks; files in and out."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Result, Shell


@pytest.fixture
def agency(shell: Shell) -> Shell:
    """A shell at the agency with its brands."""
    shell.paths.config.mkdir(parents=True, exist_ok=True)
    shell.paths.config_file.write_text('workflow = "agency"\n')
    return shell


def posts(shell: Shell, *arguments: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = shell("post", "list", "--all", "--json", *arguments).json["posts"]
    return listed


def raffle(shell: Shell, **more: str) -> Result:
    given = {"time": "10:30", "channel": "instagram", "brand": "acme", "state": "scheduled", **more}
    return shell("post", "add", "Raffle", *(part for name in given for part in (f"--{name}", given[name])))


def test_a_post_is_planned_shown_and_published(agency: Shell) -> None:
    assert raffle(agency).out == "Post planned: Raffle · today 10:30 · instagram · Café Ñandú\n"
    file = agency.paths.calendar / "2026-11.toml"
    assert tomllib.loads(file.read_text())["post"][0]["key"] == "2026-11-20-raffle"
    before = file.read_bytes()

    assert agency("post", "publish", "1", "--link", "x", fails=1).err.startswith("There is no number 1")
    agency("post", "list")
    said = agency("post", "publish", "1", "--link", "https://x.test/1")
    assert said.out == "Raffle: published\n"
    (post,) = posts(agency)
    assert (post["state"], post["link"]) == ("published", "https://x.test/1")
    assert file.read_bytes() == before
    assert 'do = "post.state", post = "2026-11-20-raffle", state = "published"' in agency.journal()

    assert agency("undo").out == "Undid: Raffle made published\n"
    assert posts(agency)[0]["state"] == "scheduled"
    assert agency("redo").out == "Done again: Raffle made published\n"


def test_a_state_is_named_in_either_language_or_is_the_next(agency: Shell) -> None:
    raffle(agency, state="idea")
    assert agency("post", "state", "raffle").out == "Raffle: draft\n"
    assert agency("post", "state", "raffle", "appr").out == "Raffle: approved\n"
    assert agency("post", "state", "raffle", "approved", fails=1).err == "Raffle is approved already\n"
    assert "there are: idea, draft" in agency("post", "state", "raffle", "flown", fails=1).err
    agency.environment["JORNADA_LANG"] = "es"
    assert agency("post", "state", "raffle", "borrador").out == "Raffle: borrador\n"


def test_a_clash_is_said_when_it_comes_about_and_in_the_list(agency: Shell) -> None:
    raffle(agency)
    said = agency("post", "add", "Menu", "--time", "10:30", "--state", "draft")
    assert said.err == "! Menu: at the same minute as Raffle (instagram)\n"
    agency("incident", "open", "Boycott", "--kind", "press", "--brand", "acme")
    listed = agency("post", "list").out
    assert "! Raffle: a crisis of its brand is open: S2 high, Boycott" in listed
    clashes = {post["title"]: post["clashes"] for post in posts(agency)}
    assert [each["kind"] for each in clashes["Raffle"]] == ["same_minute", "crisis"]
    assert clashes["Menu"] == [{"kind": "same_minute", "with": "2026-11-20-raffle"}]


def test_an_edit_keeps_a_persons_comments(agency: Shell) -> None:
    raffle(agency)
    file = agency.paths.calendar / "2026-11.toml"
    file.write_text("# ours\n" + file.read_text().replace('time = "10:30"', 'time = "10:30"  # not later'))
    said = agency("post", "edit", "raffle", "--time", "11h", "--title", "Draw", fails=2)
    assert "11h" in said.err
    assert agency("post", "edit", "raffle", "--time", "11:00", "--title", "Draw").out == (
        "Post changed: Draw · today 11:00 · instagram · Café Ñandú\n"
    )
    text = file.read_text()
    assert text.startswith("# ours\n")
    assert 'time = "11:00"  # not later' in text
    agency("post", "edit", "draw", "--time", "", "--channel", "")
    assert (posts(agency)[0]["time"], posts(agency)[0]["channel"]) == (None, None)
    assert agency("post", "edit", "draw", "--title", "Draw", fails=1).err == "Nothing changes\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["post", "add", "A", "--brand", "gamma"], 1, "brand: “gamma” is not in the plan in use"),
        (["post", "add", " "], 1, "title: this is missing"),
        (["post", "add", "A", "--date", "someday"], 2, "“someday” is no day"),
        (["post", "publish", "nothing"], 1, "There is no post “nothing”"),
        (["post", "list", "--brand", "gamma"], 1, "There is no brand “gamma”"),
        (["import", "nothing.csv"], 65, "There is no file nothing.csv"),
        (["import", "posts.pdf"], 2, "the name must end in .ics or .csv"),
        (["export", "posts", "posts.pdf"], 2, "the name must end in .ics or .csv"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_said_with_its_code(
    agency: Shell, arguments: list[str], code: int, said: str
) -> None:
    result = agency(*arguments, fails=code)
    assert said in result.err
    assert result.out == ""
    assert not agency.paths.calendar.exists()


def test_a_task_is_made_of_a_post_once(agency: Shell) -> None:
    raffle(agency)
    assert agency("post", "task", "raffle", "--minutes", "15m").out == (
        "Added: Raffle · Fri 20 · Morning · 15 min\n"
    )
    assert agency("post", "task", "raffle", fails=1).err == "Raffle is a task already\n"
    (task,) = [each for each in agency("list", "--json").json["tasks"] if each["title"] == "Raffle"]
    assert (task["brand"], task["due"]) == ("acme", "2026-11-20T10:30:00+01:00")


def test_days_weeks_and_filters(agency: Shell) -> None:
    raffle(agency)
    agency("post", "add", "Monday", "--date", "mon", "--channel", "X", "--brand", "brisa")
    agency("post", "add", "Far", "--date", "2026-12-24")

    def listed(*arguments: str) -> list[str]:
        found = agency("post", "list", *arguments, "--json").json["posts"]
        return [post["title"] for post in found]

    assert listed() == ["Raffle", "Monday"]
    assert listed("today") == ["Raffle"]
    assert listed("--week") == ["Raffle"]
    assert listed("mon", "--week") == ["Monday"]
    assert listed("--all") == ["Raffle", "Monday", "Far"]
    assert listed("--channel", "x") == ["Monday"]
    assert listed("--state", "scheduled") == ["Raffle"]


def test_a_file_with_mistakes_is_told_of_and_check_names_them(agency: Shell) -> None:
    raffle(agency)
    agency("post", "list")
    file = agency.paths.calendar / "2026-11.toml"
    file.write_text(file.read_text().replace("10:30", "25:30"))
    listed = agency("post", "list")
    assert "Raffle" in listed.out
    assert listed.err == "1 mistake in the editorial calendar: run jornada check\n"
    assert f"{file}:6: post 1 › time: “25:30” is no time of the day" in agency("check", fails=65).err
    refused = agency("post", "add", "Another", fails=65)
    assert "has mistakes; nothing is written to it" in refused.err


# Files in and out

TABLE = """\
Fecha;Hora;Canal;Marca;Título;Notas
2026-11-23;10:00;instagram;Café Ñandú;Menú;lost
2026-13-23;10:00;instagram;acme;Sin mes;
2026-11-24;12:00;x;gamma;Otra marca;
2026-11-25;;x;;=Suelto;
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "posts.csv"
    file.write_text(TABLE)
    return file


def test_an_import_is_shown_first_then_done_and_done_once(agency: Shell, table: Path) -> None:
    preview = agency("import", str(table), "--dry-run", fails=65)
    assert preview.lines[-1] == "2 to add, 0 there already, 2 wrong; nothing was written"
    assert "Menú" in preview.out
    assert preview.err.splitlines() == [
        "These columns are not read: Notas",
        f"{table}:3: date: “2026-13-23” is no date (allowed: 2026-12-01)",
        f"{table}:4: brand: “gamma” is not in the plan in use (allowed: acme, brisa, cobalto, agency)",
    ]
    assert not agency.paths.calendar.exists()

    assert agency("import", str(table), fails=65).lines[-1] == "2 added, 0 there already, 2 wrong"
    assert [(post["title"], post["brand"], post["state"]) for post in posts(agency)] == [
        ("Menú", "acme", "draft"),
        ("=Suelto", None, "draft"),
    ]
    agency("post", "edit", "menú", "--title", "Menú nuevo")
    file = agency.paths.calendar / "2026-11.toml"
    before = file.read_bytes()
    assert agency("import", str(table), fails=65).lines[-1] == "0 added, 2 there already, 2 wrong"
    assert file.read_bytes() == before


def test_an_import_as_json(agency: Shell, table: Path) -> None:
    result = agency("import", str(table), "--dry-run", "--json", fails=65).json
    assert [(row["line"], row["title"]) for row in result["new"]] == [(2, "Menú"), (5, "=Suelto")]
    assert [(row["line"], row["problem"]) for row in result["wrong"]] == [
        (3, "bad date"),
        (4, "not in workflow"),
    ]
    assert (result["written"], result["columns_not_read"]) == (False, ["Notas"])


@pytest.mark.parametrize("form", ["csv", "ics"])
def test_what_is_exported_can_be_taken_in_elsewhere(agency: Shell, tmp_path: Path, form: str) -> None:
    raffle(agency)
    agency("post", "add", "=Sum", "--date", "mon", "--state", "draft")
    agency("post", "publish", "raffle", "--link", "https://x.test/1")
    file = tmp_path / f"posts.{form}"
    assert agency("export", "posts", str(file)).out == f"Written: {file}, 2 posts\n"
    assert agency("import", str(file)).lines[-1] == "0 added, 2 there already, 0 wrong"
    before = posts(agency)
    for old in agency.paths.calendar.iterdir():
        old.unlink()
    for old in agency.paths.journal.rglob("*.toml"):
        old.unlink()
    agency("check", "--accept")
    assert agency("import", str(file)).lines[-1] == "2 added, 0 there already, 0 wrong"
    assert posts(agency) == before
    refused = agency("export", "posts", str(file), fails=1)
    assert "--force" in refused.err


def test_no_cell_of_an_export_is_a_formula(agency: Shell, tmp_path: Path) -> None:
    agency("post", "add", "--", '=HYPERLINK("http://x.test")')
    agency("export", "posts", str(tmp_path / "posts.csv"))
    rows = list(csv.reader((tmp_path / "posts.csv").read_text().splitlines()))
    assert '\'=HYPERLINK("http://x.test")' in rows[1]


def test_an_export_of_some_days(agency: Shell, tmp_path: Path) -> None:
    raffle(agency)
    agency("post", "add", "Far", "--date", "2026-12-24")
    file = tmp_path / "posts.csv"
    agency("export", "posts", str(file), "--from", "2026-12-01", "--until", "2026-12-31")
    assert len(file.read_text().splitlines()) == 2


def test_a_table_with_dates_of_ones_own_country(agency: Shell, tmp_path: Path) -> None:
    file = tmp_path / "posts.csv"
    file.write_text("title,date\nA,01/12/2026\n")
    assert "is no date" in agency("import", str(file), fails=65).err
    agency("import", str(file), "--dates", "dmy", "--brand", "acme", "--channel", "x", "--state", "idea")
    (post,) = posts(agency)
    assert (post["date"], post["brand"], post["channel"], post["state"]) == (
        "2026-12-01",
        "acme",
        "x",
        "idea",
    )


def test_nothing_is_written_when_only_the_clock_is_set(agency: Shell, table: Path) -> None:
    del agency.environment["JORNADA_DATA"]
    result = agency.run("post", "add", "A")
    assert result.code == 2
    assert "JORNADA_NOW" in result.err
