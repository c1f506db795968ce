"""`jornada kpi`: figures typed in, listed, taken from a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def agency(shell: Shell) -> Shell:
    shell("workflow", "use", "agency")
    return shell


def test_figures_are_set_and_listed(agency: Shell) -> None:
    said = agency("kpi", "set", "acme", "followers=1200", "mentions=40", "replies=38").lines
    assert said == ["Figures of week 47: Followers 1,200, Mentions 40, Replies 38 · acme"]
    agency("kpi", "set", "acme", "followers=1160", "--week", "-7")
    lines = agency("kpi", "list", "--weeks", "2").lines
    assert lines[0] == "Week 47: Monday 16 November 2026 – Sunday 22 November 2026"
    assert lines[2:5] == [
        "Brand       Measure        This week  Week before  2 weeks",
        "Café Ñandú  Followers          1,200        1,160  ██",
        "Café Ñandú  Mentions              40               ·█",
    ]
    assert lines[6].split() == ["Café", "Ñandú", "Response", "rate", "95", "%", "·█"]


def test_as_an_object(agency: Shell) -> None:
    agency("kpi", "set", "acme", "reach=1000", "interactions=25", "--week", "2026-11-10")
    said = agency("kpi", "list", "--brand", "café ñandú", "--weeks", "2", "--json").json
    assert said["week"] == "2026-11-16"
    (brand,) = said["brands"]
    rows = {row["key"]: row for row in brand["measures"]}
    assert brand["missing"] == ["reach", "interactions"]
    assert (rows["engagement_rate"]["value"], rows["engagement_rate"]["before"]) == (None, 2.5)
    assert rows["engagement_rate"]["weeks"] == [
        {"week": "2026-11-09", "value": 2.5},
        {"week": "2026-11-16", "value": None},
    ]


def test_a_figure_is_taken_back(agency: Shell) -> None:
    agency("kpi", "set", "acme", "reach=1000", "mentions=4")
    assert agency("kpi", "set", "acme", "reach=").lines == ["Figures of week 47: Reach – · acme"]
    agency("undo")
    assert "1,000" in agency("kpi", "list").out


def test_without_brands_none_is_named(shell: Shell) -> None:
    shell("workflow", "use", "garcia")
    shell("kpi", "set", "followers=5")
    assert shell("kpi", "list").lines[3].split() == ["Followers", "5", "·······█"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("followers=5",), 1, "Of which brand?; there are: acme"),
        (("gone", "followers=5"), 1, "There is no brand “gone”"),
        (("acme", "mood=5"), 1, "There is no measure “mood”"),
        (("acme", "response_rate=5"), 1, "There is no measure “response_rate”"),
        (("acme", "followers=many"), 2, "Followers: “many” is no number"),
        (("acme", "followers=1.5"), 2, "“1.5” is not a whole number"),
        (("acme", "followers=-5"), 1, "“-5” will not do for followers"),
        (("acme", "followers"), 2, "“followers” is no figure"),
        (("acme",), 2, "Say which figures"),
        (("acme", "reach=1", "--week", "+7"), 1, "The week of 2026-11-23 has not begun"),
    ],
)
def test_what_is_refused(agency: Shell, words: tuple[str, ...], code: int, said: str) -> None:
    assert said in agency("kpi", "set", *words, fails=code).err
    assert "kpi.set" not in agency.journal()


def test_a_table_is_taken_row_by_row(agency: Shell, tmp_path: Path) -> None:
    file = tmp_path / "figures.csv"
    file.write_text(
        "week,brand,followers,reach\n2026-11-18,acme,10,=1+1\n2026-12-18,acme,5,5\n2026-11-18,brisa,7,\n"
    )
    dry = agency("kpi", "import", str(file), "--dry-run", fails=65)
    assert "kpi.set" not in agency.journal()
    assert dry.lines[-1] == "2 weeks to take, 0 there already, 2 rows wrong; nothing was written"
    done = agency("kpi", "import", str(file), fails=65)
    assert done.lines == [
        "Figures of week 47: Followers 10 · acme",
        "Figures of week 47: Followers 7 · brisa",
        "2 weeks taken, 0 there already, 2 rows wrong",
    ]
    assert done.err.splitlines() == [
        f"{file}:2: reach: “=1+1” is no number",
        f"{file}:3: The week of 2026-12-14 has not begun; choose this week, or one before it",
    ]
    again = agency("kpi", "import", str(file), "--json", fails=65).json
    assert (again["written"], again["weeks"], len(again["there"])) == (False, [], 2)
    assert agency.journal().count("kpi.set") == 2


def test_a_file_that_is_not_there(agency: Shell, tmp_path: Path) -> None:
    assert "There is no file" in agency("kpi", "import", str(tmp_path / "x.csv"), fails=65).err
