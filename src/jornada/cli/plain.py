"""The commands that are given most, as they are mostly given: without the library of the command line.

That library takes as long to load as all that `now` needs. What is not as simple as this here understands is
left to it: every other option, what is wrong, and help.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from jornada.cli.door import Door


def run_plainly(given: Sequence[str], door: Door) -> bool:
    """Run the command `given`; false, with nothing done, where it is for the library to understand."""
    read = _COMMANDS.get(given[0]) if given else None
    run = read(given[1:]) if read else None
    if run is None:
        return False
    run(door)
    return True


_Run = Callable[[Door], None]


def _now(options: Sequence[str]) -> _Run | None:
    from jornada.now_sheet import asked_for

    asked = asked_for(options)
    if asked is None:
        return None

    def run(door: Door) -> None:
        from jornada.cli.now_answer import say_now

        say_now(door, *asked, as_json=False)

    return run


def _add(words: Sequence[str]) -> _Run | None:
    if not words or any(word.startswith("-") for word in words):
        return None

    def run(door: Door) -> None:
        from jornada.cli.add_line import add_line

        add_line(door, " ".join(words).strip())

    return run


_COMMANDS: Mapping[str, Callable[[Sequence[str]], _Run | None]] = {"now": _now, "add": _add}
