"""What is said of backups: what is in one, what is not, and why one is not used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jornada.core.text import clean
from jornada.present.words import N_, Words

MOST_NAMED = 20
"""So many files are named; of more, how many there are."""

_WRONG: Mapping[str, str] = {
    "not_a_backup": N_("it is no backup of Jornada"),
    "newer": N_("a newer version of Jornada wrote it: update this one"),
    "damaged": N_("it is damaged: what is in it is not what was put in"),
    "unsafe_name": N_("a name in it leads somewhere else"),
    "not_a_file": N_("it holds something that is no file"),
    "not_listed": N_("what it holds is not what it says it holds"),
    "too_big": N_("it is larger than a backup may be"),
}

_LEFT_OUT: Mapping[str, str] = {
    "hidden": N_("its name begins with a dot"),
    "link": N_("a link that is not followed"),
    "not_a_file": N_("no file"),
    "name": N_("a name that another machine may not take"),
    "too_big": N_("larger than 64 MiB"),
}

_FATES: Mapping[str, str] = {
    "new": N_("would be restored"),
    "there": N_("there already"),
    "differs": N_("another file is there"),
}


def bad_archive_line(words: Words, file: str, wrong: str, about: str) -> str:
    """Why an archive is not used; nothing of it is."""
    why = words.gettext(_WRONG[wrong])
    if about:
        why = f"{why}: {clean(about)}"
    return words.gettext("{file} was not restored: {reason}").format(file=clean(file), reason=why)


def left_out_line(words: Words, path: str, why: str) -> str:
    """That something is not in the backup, and why."""
    said = words.gettext("Not in the backup: {file} ({reason})")
    return said.format(file=clean(path), reason=words.gettext(_LEFT_OUT[why]))


def fate_line(words: Words, path: str, fate: str) -> str:
    """What a restore would do with a file."""
    return f"{clean(path)}: {words.gettext(_FATES[fate])}"


def files_count(words: Words, count: int) -> str:
    return words.ngettext("{count} file", "{count} files", count).format(count=count)


def named_lines(words: Words, paths: Sequence[str]) -> list[str]:
    """Paths, indented; of very many the first, and how many more there are."""
    lines = [f"  {clean(path)}" for path in paths[:MOST_NAMED]]
    more = len(paths) - MOST_NAMED
    if more > 0:
        said = words.ngettext("and {count} more", "and {count} more", more)
        lines.append(f"  {said.format(count=more)}")
    return lines
