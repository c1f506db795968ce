"""The mark for words that are translated later, when they are shown.

It is here, and not with the translations, so that what `present` may not be imported by can mark too.
"""

from __future__ import annotations


def N_(message: str) -> str:  # noqa: N802 - the name that extractors of messages know
    """`message` as it is: the extractor finds it, whoever shows it translates it."""
    return message
