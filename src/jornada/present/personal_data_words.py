"""The warning of personal data in the record of an incident."""

from __future__ import annotations

from collections.abc import Mapping

from jornada.core.personal_data import PersonalData, needs_warning, personal_data_in
from jornada.present.words import N_, Words

_LOOKS_LIKE: Mapping[PersonalData, str] = {
    PersonalData.EMAIL: N_("an e-mail address"),
    PersonalData.PHONE: N_("a telephone number"),
    PersonalData.IDENTITY_NUMBER: N_("an identity number"),
}


def personal_data_warning(words: Words, kind: str, *texts: str | None) -> str:
    """What to be warned of, in one line; nothing where there is no need."""
    if not needs_warning(kind, *texts):
        return ""
    said = words.gettext("Keep personal data out of this record: a link and a few words do")
    found = personal_data_in(*texts)
    if not found:
        return said
    alike = ", ".join(words.gettext(_LOOKS_LIKE[each]) for each in found)
    return words.gettext("{warning}. This looks like {data}").format(warning=said, data=alike)
