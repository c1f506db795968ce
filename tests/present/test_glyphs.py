"""Which signs a terminal gets: what the option says, else what its locale says of its letters."""

from __future__ import annotations

import pytest

from jornada.present.glyphs import ASCII, UNICODE, choose_glyphs


@pytest.mark.parametrize(
    ("environment", "unicode"),
    [
        ({}, True),
        ({"LANG": ""}, True),
        ({"LANG": "C.UTF-8"}, True),
        ({"LANG": "es_ES.utf8"}, True),
        ({"LC_CTYPE": "UTF-8"}, True),
        ({"LANG": "C"}, False),
        ({"LANG": "POSIX"}, False),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, False),
        ({"LC_CTYPE": "C.UTF-8"}, True),
        ({"LC_ALL": "C.UTF-8", "LANG": "C"}, True),
        ({"LC_ALL": "C", "LANG": "es_ES.UTF-8"}, False),
        ({"LC_CTYPE": "es_ES.ISO-8859-15@euro", "LANG": "es_ES.UTF-8"}, False),
        ({"LC_ALL": "", "LC_CTYPE": "", "LANG": "en_GB.ISO-8859-1"}, False),
        ({"LC_ALL": "ca_ES.UTF-8@valencia", "LANG": "C"}, True),
        ({"LC_ALL": "es_ES.UTF-8", "LC_CTYPE": "C"}, True),
        ({"LANG": "C", "PYTHONIOENCODING": "utf-8"}, True),
    ],
)
def test_the_locale_says_which_signs_there_are_though_python_writes_utf_8(
    environment: dict[str, str], unicode: bool
) -> None:
    assert (choose_glyphs("auto", "utf-8", environment) is UNICODE) is unicode


def test_where_python_cannot_write_them_there_are_none() -> None:
    assert choose_glyphs("auto", "iso8859-1", {"LANG": "C.UTF-8"}) is ASCII
    assert choose_glyphs("auto", "ascii", {}) is ASCII


def test_the_option_has_the_last_word() -> None:
    assert choose_glyphs("unicode", "ascii", {"LC_ALL": "C"}) is UNICODE
    assert choose_glyphs("ascii", "utf-8", {"LANG": "C.UTF-8"}) is ASCII
