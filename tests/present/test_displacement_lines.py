"""What incidents displace, in words."""

from __future__ import annotations

from jornada.core import intents as do
from jornada.core.displacement import displacement
from jornada.present.displacement_lines import (
    displacement_sentence,
    displacement_table,
    displacement_text,
    with_reasons,
)
from jornada.present.glyphs import UNICODE
from jornada.present.pen import Pen
from jornada.present.words import Words
from tests.present.scene import Scene, friday


def eaten(*titles: str, from_: str = "12:00", to: str = "13:00", workflow: str = "garcia.en") -> Scene:
    """The noon went on incidents, each after the other."""
    scene = friday(from_, workflow)
    for title in titles:
        scene.do(do.Interrupt(title=title))
    scene.at(to).do(do.TaskStop(session=scene.state.running))
    return scene


def sentence(words: Words, scene: Scene) -> str:
    found = displacement(scene.state, scene.workflow, scene.view())
    assert found is not None
    return displacement_sentence(words, scene.state, found)


def test_one_incident_is_named(words_en: Words, words_es: Words) -> None:
    scene = eaten("Viral comment")

    assert sentence(words_en, scene) == (
        "Viral comment took 1 h, 30 min beyond the reserve: 1 task no longer fits"
    )
    assert sentence(words_es, scene) == (
        "Viral comment se llevó 1 h, 30 min más que el margen: 1 tarea ya no cabe"
    )


def test_a_nameless_one_begins_the_sentence_all_the_same(words_en: Words) -> None:
    assert sentence(words_en, eaten("")).startswith("The incident without a name took 1 h")


def test_several_are_counted(words_en: Words) -> None:
    scene = friday("12:00")
    scene.do(do.Interrupt(title="Rain"))
    scene.at("12:30").do(do.Interrupt(title="Hail"))
    scene.at("13:00").do(do.TaskStop(session=scene.state.running))

    assert sentence(words_en, scene).startswith("2 incidents took 1 h, 30 min beyond the reserve: ")


def test_without_a_reserve_none_is_spoken_of(words_en: Words) -> None:
    scene = eaten("Rain", from_="09:00", to="09:20")

    assert sentence(words_en, scene) == "Rain took 20 min: 1 task no longer fits"


def test_the_bar_says_first_what_to_do(words_en: Words) -> None:
    scene = eaten("Viral comment")
    found = displacement(scene.state, scene.workflow, scene.view())

    said = displacement_text(words_en, scene.state, found, {"view.displaced": "F"}.__getitem__)

    assert said == "1 task no longer fits, F decides: Viral comment took 1 h, 30 min beyond the reserve"
    assert displacement_text(words_en, scene.state, None, str) == ""


def test_the_table_has_the_proposal_of_each(words_en: Words) -> None:
    scene = eaten("Viral comment", to="13:40")
    found = displacement(scene.state, scene.workflow, scene.view())
    assert found is not None

    lines = displacement_table(Pen(words_en, UNICODE), found, scene.view(), scene.workflow, 100)

    assert lines == (
        "#  Task                             Priority   Frees  Proposal",
        "1  Research sector and competitors         6  45 min  drop",
        "2  Plan tomorrow, get approvals            5  30 min  drop",
    )


def test_a_drop_and_a_move_say_why(words_es: Words) -> None:
    moves = with_reasons(words_es, (do.TriageMove(task="a", drop=True), do.TriageMove(task="b", block="c")))

    assert [move.reason for move in moves] == ["desplazada por una incidencia"] * 2
