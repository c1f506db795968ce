"""The words a person sees, in their language; English is the source, Spanish is complete.

The month and weekday names come from the catalogue, never from the process's locale.
"""

from __future__ import annotations

import datetime as dt
import gettext as catalogues
import io
import os
from collections.abc import Mapping

from jornada.core.dataclass import dataclass, field
from jornada.marking import N_

__all__ = ["LANGUAGES", "N_", "Words", "bind_process_words", "choose_language", "load_words"]

LANGUAGES = ("en", "es")
DOMAIN = "jornada"

_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_WEEKDAYS_SHORT = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
_HUMANIZE_LOCALES = {"en": None, "es": "es_ES"}


@dataclass(frozen=True, slots=True)
class Words:
    """One language. Two of the same language are equal."""

    language: str
    translations: catalogues.NullTranslations = field(
        default_factory=catalogues.NullTranslations, repr=False, compare=False
    )

    def gettext(self, message: str) -> str:
        """`message` in this language; as it is where there is no translation."""
        # The empty message is the catalogue's own header.
        return self.translations.gettext(message) if message else ""

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The form for `n` things in this language."""
        return self.translations.ngettext(singular, plural, n)

    def duration(self, minutes: int) -> str:
        """Whole minutes as "45 min", "2 h" or "1 h 20 min"; less than nothing has a minus sign."""
        sign = "-" if minutes < 0 else ""
        hours, rest = divmod(abs(minutes), 60)
        if not hours:
            said = self.gettext("{minutes} min").format(minutes=rest)
        elif not rest:
            said = self.gettext("{hours} h").format(hours=hours)
        else:
            said = self.gettext("{hours} h {minutes} min").format(hours=hours, minutes=rest)
        return sign + said

    def clock(self, instant: dt.datetime) -> str:
        """The time of day in the zone that `instant` carries, as "09:40"."""
        return f"{instant:%H:%M}"

    def weekday(self, date: dt.date) -> str:
        """The name of the weekday: "Friday", "viernes"."""
        return self.gettext(_WEEKDAYS[date.weekday()])

    def weekday_short(self, date: dt.date) -> str:
        """The short name of the weekday: "Fri", "vie"."""
        return self.gettext(_WEEKDAYS_SHORT[date.weekday()])

    def month(self, date: dt.date) -> str:
        """The name of the month: "November", "noviembre"."""
        return self.gettext(_MONTHS[date.month - 1])

    def day_title(self, date: dt.date) -> str:
        """A day without its year: "Friday 20 November", "viernes 20 de noviembre"."""
        return self.gettext("{weekday} {day} {month}").format(
            weekday=self.weekday(date), day=date.day, month=self.month(date)
        )

    def full_date(self, date: dt.date) -> str:
        """A day with its year: "Friday 20 November 2026", "viernes 20 de noviembre de 2026"."""
        return self.gettext("{day} {year}").format(day=self.day_title(date), year=date.year)

    def ago(self, elapsed: dt.timedelta) -> str:
        """How long ago, roughly: "5 minutes ago", "hace 5 minutos"; negative is yet to come."""
        import humanize

        # The choice of language is the calling thread's; it is put back for whoever comes next.
        humanize.i18n.activate(_HUMANIZE_LOCALES[self.language])
        try:
            return humanize.naturaltime(elapsed)
        finally:
            humanize.i18n.deactivate()


def load_words(language: str) -> Words:
    """The words of `language`. Never fails: what is not known or not installed is English."""
    if language not in LANGUAGES or language == "en":
        return Words("en")
    from jornada import resources

    catalogue = resources.folder("locale") / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    try:
        return Words(language, catalogues.GNUTranslations(io.BytesIO(catalogue.read_bytes())))
    except (OSError, ValueError):
        return Words("en")


def choose_language(config_language: str, environment: Mapping[str, str]) -> str:
    """JORNADA_LANG, else the config, else the locale; English if that is none of ours.

    The first of LC_ALL, LC_MESSAGES and LANG that is set is the locale, as everywhere else.
    """
    for asked in (environment.get("JORNADA_LANG", ""), config_language):
        if _language_of(asked) in LANGUAGES:
            return _language_of(asked)
    locale = next(filter(None, map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return _language_of(locale) if _language_of(locale) in LANGUAGES else "en"


def bind_process_words(language: str) -> None:
    """Give the process's default catalogue to libraries that ask for it: click's own words.

    Changes the environment (LANGUAGE) and the state of `gettext`: for the command line's entry only.
    """
    from jornada import resources

    os.environ["LANGUAGE"] = language
    catalogues.bindtextdomain(DOMAIN, str(resources.folder("locale")))
    catalogues.textdomain(DOMAIN)


def _language_of(locale: str) -> str:
    return locale.replace("-", "_").partition("_")[0].partition(".")[0].lower()
