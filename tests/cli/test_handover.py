"""`jornada handover`: text, Markdown and JSON, and that none of them tells what must not be told."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Shell

OTHER, INSIDE = "OTHERBRAND", "INSIDEONLY"
WAYS = ((), ("--md",), ("--json",))


def a_day(shell: Shell) -> None:
    """One incident of a brand, one of another; markers in what is private."""
    shell("workflow", "use", "agency")
    shell("incident", "open", "Viral comment", "--kind", "complaint", "--severity", "2", "--brand", "nandu")
    shell(
        "incident", "edit", "viral", "--evidence", INSIDE, "--author", INSIDE, "--link", "https://e.org/a_b"
    )
    shell("incident", "note", "viral", INSIDE)
    shell("incident", "notify", "viral", INSIDE)
    shell("promise", "add", "viral", "Marta", "--by", "12:00", "--text", INSIDE)
    shell("incident", "open", f"{OTHER} press", "--kind", "press", "--brand", "brisa", "--evidence", OTHER)
    shell("incident", "note", OTHER, OTHER)
    shell("promise", "add", f"{OTHER} press", OTHER, "--by", "12:00")
    shell("add", f"{OTHER} task 10m #brisa")
    shell("start", f"{OTHER} task")
    shell("interrupt", f"{OTHER} call", at="09:05")
    shell("incident", "start", "viral", at="09:10")


def test_plain_text(shell: Shell) -> None:
    a_day(shell)

    lines = shell("handover", "--brand", "nandu", at="09:20").lines

    assert lines[:12] == [
        "Hand-over of Friday 20 November 2026, 09:20",
        "Only Café Ñandú",
        "",
        "Open incidents",
        "- Viral comment · S2 high · complaint · open · Café Ñandú",
        "    Since 09:00; next step: Acknowledge",
        "    First response: 09:30, 10 min left",
        "    https://e.org/a_b",
        f"    Told: {INSIDE} 09:00",
        f"    Evidence: {INSIDE}",
        f"    09:00 {INSIDE}",
        "    Time spent: 10 min",
    ]
    assert "- Marta · before 12:00 · 2 h 40 min left · Viral comment" in lines
    assert "Still open today" in lines


def test_markdown_escapes_what_a_person_wrote(shell: Shell) -> None:
    shell("incident", "open", "<b>*Viral*</b>", "--kind", "press", "--link", "https://e.org/a_b")

    text = shell("handover", "--md").out

    assert text.startswith("# Hand-over of Friday 20 November 2026, 09:00\n\n## Open incidents\n\n")
    assert r"- **&lt;b&gt;\*Viral\*&lt;/b&gt;** · S2 high" in text
    assert "  - <https://e.org/a_b>\n" in text


def test_after_the_day_what_is_open_is_left_for_tomorrow(shell: Shell) -> None:
    text = shell("handover", at="18:30").out
    assert "Left for tomorrow\n- " in text
    assert "Open incidents\n- None\n" in text


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_brand_has_nothing_of_another(shell: Shell, way: tuple[str, ...], language: str) -> None:
    a_day(shell)
    shell.environment["JORNADA_LANG"] = language

    assert OTHER in shell("handover", *way, at="09:20").out
    told = shell("handover", "--brand", "nandu", *way).out
    assert OTHER not in told
    assert "Viral comment" in told
    assert "Marta" in told


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("brand", [(), ("--brand", "nandu")])
def test_in_public_nothing_from_inside_is_told(
    shell: Shell, way: tuple[str, ...], brand: tuple[str, ...]
) -> None:
    a_day(shell)

    assert INSIDE in shell("handover", *way, *brand, at="09:20").out
    told = shell("handover", "--public", *way, *brand).out
    assert INSIDE not in told
    assert "10 min" not in told.replace("10 min left", "")
    assert "Viral comment" in told


def test_as_an_object(shell: Shell) -> None:
    a_day(shell)

    said = shell("handover", "--json", "--brand", "nandu", at="09:20").json

    assert (said["version"], said["brand"], said["public"]) == (1, said["incidents"][0]["brand"], False)
    (incident,) = said["incidents"]
    assert (incident["title"], incident["next"], incident["minutes"]) == ("Viral comment", "acknowledge", 10)
    assert incident["clocks"][0]["minutes_left"] == 10
    assert said["promises"][0]["minutes_left"] == 160


def test_a_brand_that_there_is_not(shell: Shell) -> None:
    assert shell("handover", "--brand", "nobody", fails=1).out == ""


def test_it_writes_nothing(shell: Shell) -> None:
    shell("handover")
    assert not shell.paths.journal.exists()
