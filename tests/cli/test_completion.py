"""A shell completes what a person has, by the script the program prints; asking writes nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from jornada.cli import main
from tests.test_import_hygiene import HEAVY, loaded_by

BASH = shutil.which("bash") or ""
needs_bash = pytest.mark.skipif(not BASH, reason="bash is not installed")
NASTY = 'Ask "Ana", `touch a`; $(touch b) & Ñandú *'
"""A title that a shell would obey, were it not quoted."""

TRY = """
source <(jornada completion bash)
try() {
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
    _jornada_completion jornada
    (IFS='|'; echo "${COMPREPLY[*]}")
}
"""


def run(home: dict[str, str], *arguments: str) -> None:
    assert main(arguments, home) == 0


@pytest.fixture
def home(environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """An environment with the program on its path and a few things done."""
    # The program binds the language of its library to the process; it is put back.
    monkeypatch.setenv("LANGUAGE", "en")
    program = tmp_path / "bin" / "jornada"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m jornada "$@"\n')
    program.chmod(0o755)
    home = {**environment, "PATH": f"{program.parent}:{environment['PATH']}"}
    home["JORNADA_NOW"] = "2026-11-20T10:00:00+01:00"
    for line in (
        ["workflow", "use", "agency"],
        ["add", "Call the printer 10m"],
        ["add", r"\#42 \| Ask Ana"],
        ["incident", "open", "Viral comment"],
        ["done", "Call the printer"],
    ):
        run(home, *line)
    return home


def in_bash(home: dict[str, str], *tries: str) -> list[list[str]]:
    """What bash would offer for each line, the last word being the one to complete."""
    script = TRY + "\n".join(f"try {line}" for line in tries)
    done = subprocess.run(
        [BASH, "--norc", "-c", script], env=home, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    offered = [line.split("|") if line else [] for line in done.stdout.splitlines()]
    assert len(offered) == len(tries)
    return offered


@needs_bash
def test_bash_completes_commands_and_what_a_person_has(home: dict[str, str]) -> None:
    commands, brands, areas, equals, blocks, workflows, shown, closed, severities, topics = in_bash(
        home,
        "jornada inc",
        "jornada list --brand ''",
        "jornada add x --area anal",
        "jornada list --area=anal",
        "jornada add Call '!noo'",
        "jornada workflow use gar",
        "jornada incident resolve vir",
        "jornada reopen ''",
        "jornada incident severity viral ''",
        "jornada help form",
    )

    assert commands == ["incident"]
    assert len(brands) == 4
    assert areas == equals == ["analytics"]
    assert blocks == [r"\!noon"]
    assert workflows == ["garcia"]
    assert shown == [r"Viral\ comment"]
    assert closed == [r"Call\ the\ printer"]
    assert severities == ["1", "2", "3", "4"]
    assert topics == ["formats"]


IDEAS_AND_PROMISES = (
    ["idea", "add", "Ask the baker for old photographs"],
    ["idea", "add", "Carousel of regulars"],
    ["idea", "drop", "Carousel"],
    ["promise", "add", "viral", "Ana Ruiz", "--by", "16:00"],
    ["promise", "add", "ask ana", "Luis", "--by", "15:00"],
)


@needs_bash
def test_ideas_and_promises_are_completed_while_they_are_open(home: dict[str, str]) -> None:
    for line in IDEAS_AND_PROMISES:
        run(home, *line)
    idea, word, gone, all_kept, kept, incident, task, who, begun = in_bash(
        home,
        "jornada idea use ask",
        "jornada idea drop Ask the ba",
        "jornada idea use car",
        "jornada promise keep ''",
        "jornada promise keep ruiz",
        "jornada promise add vir",
        "jornada promise add ''",
        "jornada promise add viral lu",
        "jornada init --workflow onc",
    )

    assert idea == [r"Ask\ the\ baker\ for\ old\ photographs"]
    assert word == [r"baker\ for\ old\ photographs"]
    assert gone == []
    assert all_kept == ["Luis", r"Ana\ Ruiz"]
    assert kept == [r"Ana\ Ruiz"]
    assert incident == [r"Viral\ comment"]
    assert len(task) > 10
    assert r"Viral\ comment" in task
    assert who == ["Luis"]
    assert begun == ["once-areas"]


@needs_bash
def test_a_title_is_completed_word_by_word_too(home: dict[str, str]) -> None:
    run(home, "add", "Write to the council of Ávila")
    whole, inside, rest, quoted = in_bash(
        home,
        "jornada start write",
        "jornada start avil",
        "jornada start Write to th",
        "jornada start '\"Write t'",
    )

    assert whole == inside == [r"Write\ to\ the\ council\ of\ Ávila"]
    assert rest == [r"the\ council\ of\ Ávila"]
    assert quoted == ["Write to the council of Ávila"]


@needs_bash
def test_titles_that_are_not_alone_are_completed_as_ids(home: dict[str, str]) -> None:
    for _ in range(2):
        run(home, "add", "Twice the same")
    (ids,) = in_bash(home, "jornada start Twice")

    assert len(ids) == 2
    assert all("-" in each for each in ids)


@needs_bash
def test_a_completed_title_is_one_word_and_no_command(home: dict[str, str], tmp_path: Path) -> None:
    place = tmp_path / "elsewhere"
    place.mkdir()
    run(home, "add", NASTY)
    script = TRY + 'try jornada start Ask >/dev/null; eval "jornada start ${COMPREPLY[0]}"'
    done = subprocess.run(
        [BASH, "--norc", "-c", script], env=home, cwd=place, capture_output=True, text=True, check=True
    )

    assert done.stdout.startswith("Started: Ask ")
    assert "touch" in done.stdout
    assert list(place.iterdir()) == []


@needs_bash
def test_tab_in_a_real_bash_fills_in_the_task(home: dict[str, str]) -> None:
    run(home, "add", "Unmistakable title")
    shell = pexpect.spawn(
        BASH, ["--norc", "--noprofile", "-i"], env={**home, "PS1": "> ", "TERM": "dumb"}, encoding="utf-8"
    )
    try:
        shell.expect("> ")
        shell.sendline("source <(jornada completion bash); echo ready")
        shell.expect("\nready")
        shell.send("jornada start Unm\t")
        shell.expect_exact(r"Unmistakable\ title")
        shell.sendline("")
        shell.expect("Started: Unmistakable title")
    finally:
        shell.close(force=True)


def test_zsh_and_fish_are_told_ids_too(home: dict[str, str]) -> None:
    run(home, "add", "Ask: red, or blue")

    def told(shell: str, word: str) -> list[str]:
        asked = {
            "COMP_WORDS": "jornada drop Ask:",
            "COMP_CWORD": word,
            "_JORNADA_COMPLETE": f"{shell}_complete",
        }
        done = subprocess.run(["jornada"], env={**home, **asked}, capture_output=True, text=True, check=True)
        assert done.stderr == ""
        return done.stdout.splitlines()

    kind, value, about = told("zsh", "2")
    assert (kind, value) == ("plain", r"Ask\: red, or blue")
    assert told("fish", "Ask:") == [f"plain,Ask: red, or blue\t{about}"]


@pytest.mark.parametrize(
    "shell",
    [
        pytest.param(
            name, marks=pytest.mark.skipif(not shutil.which(name), reason=f"{name} is not installed")
        )
        for name in ("bash", "zsh", "fish")
    ],
)
def test_the_script_is_one_that_the_shell_can_read(home: dict[str, str], shell: str, tmp_path: Path) -> None:
    printed = subprocess.run(["jornada", "completion", shell], env=home, capture_output=True, check=True)
    script = tmp_path / "script"
    script.write_bytes(printed.stdout)

    done = subprocess.run([shell, "-n", str(script)], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not installed")
def test_fish_completes_a_title_with_a_comma(home: dict[str, str]) -> None:
    run(home, "add", "Red, or blue")
    script = 'jornada completion fish | source; complete -C "jornada drop Red"'
    done = subprocess.run(["fish", "-N", "-c", script], env=home, capture_output=True, text=True, check=True)

    assert "Red, or blue" in done.stdout


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not installed")
def test_fish_completes_ideas_and_promises(home: dict[str, str]) -> None:
    for line in IDEAS_AND_PROMISES:
        run(home, *line)
    tries = ("idea use ask", "promise keep ", "promise add vir")
    script = "; ".join(
        ("jornada completion fish | source", *(f'complete -C "jornada {each}"' for each in tries))
    )
    done = subprocess.run(["fish", "-N", "-c", script], env=home, capture_output=True, text=True, check=True)
    offered = [line.partition("\t")[0] for line in done.stdout.splitlines()]

    assert offered == ["Ask the baker for old photographs", "Ana Ruiz", "Luis", "Viral comment"]


@pytest.mark.skipif(not shutil.which("zsh"), reason="zsh is not installed")
@pytest.mark.parametrize(
    ("typed", "answered"),
    [
        ("jornada idea drop Ask", "Idea dropped: Ask the baker for old photographs"),
        ("jornada promise keep Lu", "Luis"),
    ],
)
def test_tab_in_a_real_zsh_fills_in_ideas_and_promises(
    home: dict[str, str], typed: str, answered: str
) -> None:
    for line in IDEAS_AND_PROMISES:
        run(home, *line)
    shell = pexpect.spawn("zsh", ["-f", "-i"], env={**home, "PS1": "> ", "TERM": "dumb"}, encoding="utf-8")
    try:
        shell.expect("> ")
        shell.sendline(
            'autoload -Uz compinit && compinit -u -D && eval "$(jornada completion zsh)"; echo rea""dy'
        )
        shell.expect("ready")
        shell.expect("> ")
        shell.send(f"{typed}\t")
        shell.expect_exact(answered.split()[-1])
        shell.sendline("")
        shell.expect_exact(answered)
    finally:
        shell.close(force=True)


def test_no_shell_is_answered_what_it_did_not_ask(home: dict[str, str]) -> None:
    for instruction in ("tcsh_complete", "bash", "bash_complete"):
        asked = {**home, "_JORNADA_COMPLETE": instruction}
        done = subprocess.run(["jornada"], env=asked, capture_output=True, text=True, check=True)
        assert (done.stdout, done.stderr) == ("", "")


@pytest.mark.parametrize("line", ["jornada start", "jornada list --area", "jornada help", "jornada "])
def test_completing_writes_nothing_and_loads_no_toolkit(
    environment: dict[str, str], tmp_path: Path, line: str
) -> None:
    asked = {"COMP_WORDS": line, "COMP_CWORD": "9", "_JORNADA_COMPLETE": "bash_complete"}
    asked["JORNADA_NOW"] = "2026-11-20T10:00:00+01:00"
    before = sorted(tmp_path.rglob("*"))
    modules, shown = loaded_by("import jornada.cli; jornada.cli.main([])", {**environment, **asked})

    assert len(shown.split()) > 0
    assert modules & HEAVY == set()
    assert sorted(tmp_path.rglob("*")) == before


def test_a_journal_that_was_read_is_not_written_down(home: dict[str, str], tmp_path: Path) -> None:
    """After a hundred changes a command would keep a snapshot: completing does not."""
    journal = next((tmp_path / "data" / "journal").rglob("*.toml"))
    device = journal.name.split(".")[1]
    with journal.open("a") as file:
        for count in range(300):
            file.write(
                f'{device}-z{count} = {{ at = 2026-11-20T10:00:00+01:00, n = {900 + count}, do = "task.add", '
                f'title = "Task {count}", date = 2026-11-20 }}\n'
            )
    state = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    asked = {
        **home,
        "COMP_WORDS": "jornada start Task",
        "COMP_CWORD": "2",
        "_JORNADA_COMPLETE": "bash_complete",
    }
    done = subprocess.run(["jornada"], env=asked, capture_output=True, text=True, check=True)

    assert len(done.stdout.splitlines()) == 200
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == state
