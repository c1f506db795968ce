from __future__ import annotations

import datetime as dt
import subprocess
import sys
import threading
from zoneinfo import ZoneInfo

import pytest

from jornada import resources
from jornada.present.words import Words, choose_language, load_words


@pytest.mark.parametrize(
    ("config", "environment", "language"),
    [
        ("", {}, "en"),
        ("", {"LANG": "es_ES.UTF-8"}, "es"),
        ("", {"LANG": "es.UTF-8"}, "es"),
        ("", {"LANG": "es-MX"}, "es"),
        ("", {"LANG": "fr_FR.UTF-8"}, "en"),
        ("", {"LANG": "estonian"}, "en"),
        ("", {"LANG": "en_GB", "LC_MESSAGES": "es_ES"}, "es"),
        ("", {"LANG": "es_ES", "LC_MESSAGES": "es_ES", "LC_ALL": "C"}, "en"),
        ("", {"LANG": "es_ES", "LC_ALL": ""}, "es"),
        ("en", {"LANG": "es_ES"}, "en"),
        ("es", {"LANG": "C"}, "es"),
        ("en", {"JORNADA_LANG": "es"}, "es"),
        ("es", {"JORNADA_LANG": "klingon"}, "es"),
        ("klingon", {"LANG": "es_ES"}, "es"),
    ],
)
def test_the_language_is_the_first_one_asked_for(
    config: str, environment: dict[str, str], language: str
) -> None:
    assert choose_language(config, environment) == language


@pytest.mark.parametrize("language", ["en", "fr", "", "../es", "es_ES"])
def test_what_is_not_known_is_english(language: str) -> None:
    assert load_words(language) == Words("en")


def test_a_catalogue_that_is_not_there_or_is_broken_leaves_english(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    locale = tmp_path_factory.mktemp("locale")
    monkeypatch.setattr(resources, "folder", lambda name: locale)
    assert load_words("es") == Words("en")

    (locale / "es" / "LC_MESSAGES").mkdir(parents=True)
    (locale / "es" / "LC_MESSAGES" / "jornada.mo").write_bytes(b"not a catalogue")
    assert load_words("es") == Words("en")


def test_the_empty_message_stays_empty(words_es: Words) -> None:
    assert words_es.gettext("") == ""


def test_a_message_without_a_translation_is_shown_as_it_is(words_es: Words) -> None:
    assert words_es.gettext("not in any catalogue") == "not in any catalogue"
    assert words_es.ngettext("one pen", "pens", 1) == "one pen"
    assert words_es.ngettext("one pen", "pens", 0) == "pens"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 min"),
        (45, "45 min"),
        (60, "1 h"),
        (80, "1 h 20 min"),
        (1500, "25 h"),
        (-5, "-5 min"),
        (-61, "-1 h 1 min"),
    ],
)
def test_minutes_are_said_in_hours_and_minutes(
    words_en: Words, words_es: Words, minutes: int, said: str
) -> None:
    assert words_en.duration(minutes) == said
    assert words_es.duration(minutes) == said


def test_the_clock_shows_the_zone_of_the_instant(words_en: Words) -> None:
    instant = dt.datetime(2026, 11, 20, 8, 5, tzinfo=dt.UTC)

    assert words_en.clock(instant) == "08:05"
    assert words_en.clock(instant.astimezone(ZoneInfo("Europe/Madrid"))) == "09:05"


def test_days_are_named_in_the_language_whatever_the_locale(words_en: Words, words_es: Words) -> None:
    friday = dt.date(2026, 11, 20)

    assert words_en.day_title(friday) == "Friday 20 November"
    assert words_es.day_title(friday) == "viernes 20 de noviembre"
    assert words_en.weekday_short(friday) == "Fri"
    assert words_es.weekday_short(friday) == "vie"


def test_every_month_and_weekday_has_its_own_name(words_es: Words) -> None:
    months = [words_es.month(dt.date(2026, month, 1)) for month in range(1, 13)]
    weekdays = [words_es.weekday(dt.date(2026, 11, 16) + dt.timedelta(days=day)) for day in range(7)]

    assert (months[0], months[4], months[11]) == ("enero", "mayo", "diciembre")
    assert (weekdays[0], weekdays[6]) == ("lunes", "domingo")
    assert len(set(months)) == 12
    assert len(set(weekdays)) == 7


def test_how_long_ago_is_said_in_each_language_and_leaves_no_trace(words_en: Words, words_es: Words) -> None:
    five = dt.timedelta(minutes=5)

    assert words_es.ago(five) == "hace 5 minutos"
    assert words_en.ago(five) == "5 minutes ago"
    assert words_es.ago(-five) == "en 5 minutos"
    assert words_en.ago(-five) == "5 minutes from now"


def test_how_long_ago_speaks_the_right_language_on_another_thread(words_es: Words) -> None:
    said = []
    thread = threading.Thread(target=lambda: said.append(words_es.ago(dt.timedelta(hours=2))))
    thread.start()
    thread.join()

    assert said == ["hace 2 horas"]


CLICK_SPEAKS = """
import click
from jornada.present.words import bind_process_words
bind_process_words({language!r})
@click.command()
def command(): pass
command.main(["--help"], prog_name="x")
"""


@pytest.mark.parametrize(
    ("language", "said"), [("es", "Muestra esta ayuda y sale."), ("en", "Show this message")]
)
def test_the_library_of_the_command_line_speaks_the_language_too(
    environment: dict[str, str], language: str, said: str
) -> None:
    # The locale says the other language: what is bound decides.
    environment["LANG"] = "es_ES.UTF-8" if language == "en" else "C.UTF-8"
    shown = subprocess.run(
        [sys.executable, "-c", CLICK_SPEAKS.format(language=language)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said in shown.stdout
