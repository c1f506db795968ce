"""`jornada workflow new`, `copy`, `edit`, `check`, `diff`, `adopt`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def editor(shell: Shell, tmp_path: Path) -> Path:
    """A file whose Python changes `text` of the file that is edited."""
    script = tmp_path / "change.py"
    program = tmp_path / "editor.py"
    program.write_text(
        "import pathlib, sys\n"
        "file = pathlib.Path(sys.argv[-1])\n"
        "given = {'text': file.read_text()}\n"
        f"exec(pathlib.Path({str(script)!r}).read_text(), given)\n"
        "file.write_text(given['text'])\n"
    )
    script.write_text("")
    shell.environment["EDITOR"] = f"'{sys.executable}' '{program}'"
    return script


def test_a_new_plan_has_no_mistake_and_can_be_used(shell: Shell) -> None:
    for language, name in (("en", "mine"), ("es", "mia")):
        shell.environment["JORNADA_LANG"] = language
        assert (
            str(shell.paths.workflows / f"{name}.toml")
            in shell("workflow", "new", name, "--title", "«Ñ»").out
        )
        checked = shell("workflow", "check", name, "--json").json
        assert checked["readable"]
        assert checked["mistakes"] == []
    shell.environment["JORNADA_LANG"] = "en"
    shell("workflow", "use", "mine")
    listed = shell("workflow", "list", "--json").json["workflows"]
    assert {each["name"]: each["used"] for each in listed if each["origin"] == "own"} == {
        "mine": True,
        "mia": False,
    }


def test_nothing_is_written_over(shell: Shell) -> None:
    shell("workflow", "new", "mine")
    shell("workflow", "new", "mine", fails=1)
    shell("workflow", "copy", "garcia", "mine", fails=1)
    assert "workflow copy garcia garcia" in shell("workflow", "new", "garcia", fails=1).err
    shell("workflow", "new", "Mine!", fails=2)
    shell("workflow", "copy", "nothing", "other", fails=1)


def test_a_copy_is_the_same_text(shell: Shell) -> None:
    shell("workflow", "copy", "agency", "mine")
    shell("workflow", "copy", "mine", "again")
    texts = [(shell.paths.workflows / f"{name}.toml").read_bytes() for name in ("mine", "again")]
    assert texts[0] == texts[1]
    assert b"# " in texts[0]


def test_editing_a_built_in_plan_makes_it_ones_own(shell: Shell, editor: Path) -> None:
    editor.write_text("text = text.replace('\\nminutes = 45', '\\nminutes = 60', 1)")
    said = shell("workflow", "edit").out
    assert "worth a look: block 1: tasks and reserve make 195 minutes, the block has 180" in said
    assert f"It is your own now: {shell.paths.workflows / 'garcia.toml'}" in said


def test_an_edit_that_changes_nothing_leaves_nothing(shell: Shell, editor: Path) -> None:
    assert "Nothing was changed" in shell("workflow", "edit", "agency").out
    assert list(shell.paths.workflows.iterdir()) == []


def test_mistakes_that_remain_are_said_with_line_and_nearest(shell: Shell, editor: Path) -> None:
    editor.write_text("text = text.replace('\\nminutes = 45', '\\nminuts = 45', 1)")
    failed = shell("workflow", "edit", fails=65)
    assert "task 1: “minuts” is not known here; did you mean minutes?" in failed.err
    assert "garcia.toml:" in failed.err
    # The plan in use is the last that was right; editing goes on where it was left.
    editor.write_text("text = text.replace('minuts = 45', 'minutes = 45', 1)")
    assert "nothing wrong" in shell("workflow", "edit").out


def test_no_editor_or_one_that_fails(shell: Shell) -> None:
    shell.environment["EDITOR"] = "/nowhere/editor"
    assert "cannot be started" in shell("workflow", "edit", fails=1).err
    shell.environment["EDITOR"] = "false"
    assert "ended with 1" in shell("workflow", "edit", fails=1).err
    shell.environment["EDITOR"] = ""
    shell.environment["PATH"] = "/nowhere"
    assert "set EDITOR" in shell("workflow", "edit", fails=1).err
    shell("workflow", "edit", "nothing", fails=1)


def test_check_takes_a_name_a_file_or_nothing(shell: Shell, tmp_path: Path) -> None:
    assert "nothing wrong" in shell("workflow", "check").out
    assert "nothing wrong" in shell("workflow", "check", "agency").out
    bad = tmp_path / "bad.toml"
    bad.write_text("version = 1\n")
    found = shell("workflow", "check", str(bad), "--json", fails=65).json
    assert found["readable"] is False
    assert {each["severity"] for each in found["mistakes"]} == {"error", "warning"}
    shell("workflow", "check", "agenci", fails=1)


def test_what_differs_in_words(shell: Shell, editor: Path) -> None:
    assert "Nothing differs" in shell("workflow", "diff").out
    editor.write_text(
        "text = text.replace('\\nminutes = 45', '\\nminutes = 60', 1)"
        ".replace('title = \"The eight steps\"', 'title = \"Mine\"')"
        ' + \'\\n[[brand]]\\nkey = "acme"\\ntitle = "Café Ñandú"\\n\''
    )
    shell("workflow", "edit")
    assert shell("workflow", "diff").lines == [
        "The plan as a whole",
        "  ~ Title The eight steps → Mine",
        "Brands",
        "  + Café Ñandú",
        "Tasks",
        "  ~ Overnight sweep of mentions: Minutes 45 min → 1 h",
        "Sums",
        "  ~ Morning: 180 of 180 min; with this 195, 15 too many",
    ]
    found = shell("workflow", "diff", "--json").json
    assert found["fields"] == [{"field": "title", "before": "The eight steps", "after": "Mine"}]
    assert found["lists"]["task"]["changed"][0]["fields"] == [{"field": "minutes", "before": 45, "after": 60}]
    assert found["sums"][0]["after"]["planned"] == 195


def test_any_two_plans(shell: Shell, tmp_path: Path) -> None:
    shell("workflow", "new", "mine")
    assert "Brands" in shell("workflow", "diff", "garcia", "agency").lines
    assert shell("workflow", "diff", "mine", str(shell.paths.workflows / "mine.toml")).lines == [
        "Nothing differs"
    ]
    shell("workflow", "use", "mine")
    shell("workflow", "diff", fails=2)
    shell("workflow", "diff", "nothing", fails=1)


def test_a_day_that_was_begun_takes_a_change_only_when_told_to(shell: Shell, editor: Path) -> None:
    shell("done", "overnight")
    editor.write_text(
        "text = text.replace('\\nminutes = 45', '\\nminutes = 50')"
        ' + \'\\n[[task]]\\nkey = "fresh"\\ntitle = "Fresh"\\narea = "updating"\\nblock = "noon"\\n'
        'minutes = 10\\nrepeat = "daily"\\n\''
    )
    assert (
        "Today stays as it was planned; it would change: 1 added, 2 changed" in shell("workflow", "edit").out
    )
    assert "Fresh" not in shell("list").out
    shown = shell("workflow", "adopt")
    assert shown.lines[0] == "+ fresh  Fresh  10 min"
    assert "--all takes it over" in shown.lines[-1]
    keys = [each["key"] for each in shell("workflow", "adopt", "--json").json["changes"]]
    assert keys[0] == "fresh"
    shell("workflow", "adopt", "--only", "nothing", fails=1)
    shell("workflow", "adopt", "--all", "--none", fails=2)

    shell("workflow", "adopt", "--only", "fresh")
    assert "Fresh" in shell("list").out
    assert "Today is as the plan says" in shell("workflow", "adopt").out
    assert "Undid: taking over from the workflow: 1 task" in shell("undo").out
    shell("workflow", "adopt", "--none")
    assert "Fresh" not in shell("list").out
    assert shell("workflow", "adopt", "--json").json["changes"] == []
