"""What was named and is not there, or could be several, in words."""

from __future__ import annotations

from collections.abc import Sequence

from jornada.core.reference import Ambiguous, Candidate, NoSuchNumber, NotFound
from jornada.present.titles import named, shorten
from jornada.present.words import Words


def unknown_task_lines(words: Words, answer: NotFound | NoSuchNumber | Ambiguous) -> tuple[str, ...]:
    """Which task was not found, or could be several; then what is near, a line each."""
    return _unknown(words, answer, words.gettext("There is no task “{about}”"), "")


def unknown_incident_lines(words: Words, answer: NotFound | NoSuchNumber | Ambiguous) -> tuple[str, ...]:
    """Which incident was not found, or could be several; then what is near, a line each."""
    return _unknown(words, answer, words.gettext("There is no incident “{about}”"), "incident")


def unknown_idea_lines(words: Words, answer: NotFound | NoSuchNumber | Ambiguous) -> tuple[str, ...]:
    """Which idea was not found, or could be several; then what is near, a line each."""
    return _unknown(words, answer, words.gettext("There is no idea “{about}”"), "idea")


def unknown_promise_lines(words: Words, answer: NotFound | NoSuchNumber | Ambiguous) -> tuple[str, ...]:
    """Which promise was not found, or could be several; then what is near, a line each."""
    return _unknown(words, answer, words.gettext("There is no promise “{about}”"), "promise")


def unknown_post_lines(words: Words, answer: NotFound | NoSuchNumber | Ambiguous) -> tuple[str, ...]:
    """Which post was not found, or could be several; then what is near, a line each."""
    return _unknown(words, answer, words.gettext("There is no post “{about}”"), "post")


def which_incident_lines(words: Words, opened: Sequence[Candidate]) -> tuple[str, ...]:
    """No incident was named, and it is not plain which is meant: those that are open, a line each."""
    if not opened:
        return (words.gettext("No incident is open; “jornada incident list --all” has the closed ones"),)
    said = words.ngettext(
        "{count} incident is open; name the one you mean by a part of its title, its id, or its number in "
        "“jornada incident list”:",
        "{count} incidents are open; name the one you mean by a part of its title, its id, or its number in "
        "“jornada incident list”:",
        len(opened),
    )
    return (said.format(count=len(opened)), *_listed(words, opened))


def which_review_lines(words: Words, waiting: Sequence[Candidate]) -> tuple[str, ...]:
    """No incident was named, and it is not plain which is to be looked back on: those that wait for it."""
    if not waiting:
        return (words.gettext("No incident waits for its post-mortem; name the one you mean"),)
    said = words.ngettext(
        "{count} incident waits for its post-mortem; name the one you mean:",
        "{count} incidents wait for their post-mortem; name the one you mean:",
        len(waiting),
    )
    return (said.format(count=len(waiting)), *_listed(words, waiting))


def which_promise_lines(words: Words, opened: Sequence[Candidate]) -> tuple[str, ...]:
    """No promise was named, and it is not plain which is meant: those that are open, a line each."""
    if not opened:
        return (words.gettext("No promise is open"),)
    said = words.ngettext(
        "{count} promise is open; name the one you mean by whom it was made to, what it is about, its id, or "
        "its number in “jornada promise list”:",
        "{count} promises are open; name the one you mean by whom it was made to, what it is about, its id, "
        "or its number in “jornada promise list”:",
        len(opened),
    )
    return (said.format(count=len(opened)), *_listed(words, opened))


def _listed(words: Words, candidates: Sequence[Candidate]) -> tuple[str, ...]:
    return tuple(f"  {each.id}  {named(words, each.title)}" for each in candidates)


def _unknown(
    words: Words, answer: NotFound | NoSuchNumber | Ambiguous, not_there: str, group: str
) -> tuple[str, ...]:
    """`group` is that of the command that lists what there is; the tasks' has none."""
    listing = " ".join(filter(None, ("jornada", group, "list")))
    match answer:
        case NoSuchNumber(number=number, last=0):
            said = words.gettext(
                "There is no number {number}: nothing was listed yet; “{command}” gives them"
            )
            return (said.format(number=number, command=listing),)
        case NoSuchNumber(number=number, last=last):
            said = words.gettext("There is no number {number}: the last list ends with {last}")
            return (said.format(number=number, last=last),)
        case Ambiguous(text=text, candidates=candidates):
            said = words.gettext("“{about}” could be several:").format(about=shorten(text))
            return (said, *_listed(words, candidates))
        case NotFound(text=text, near=near):
            said = not_there.format(about=shorten(text))
            if not near:
                return (said + words.gettext("; “{command}” shows what there is").format(command=listing),)
            return (said + words.gettext("; did you mean:"), *(f"  {named(words, each)}" for each in near))
