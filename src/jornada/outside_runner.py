"""Runs one program of a person's own, for so long and no longer, and notes in a file that it failed.

Started by path and alone, so that it outlives whoever wanted the program run: it imports nothing of ours.
Arguments: the file for failures, the seconds, the name it is known by, then the program and its arguments.
"""

import os
import signal
import sys


def main(file: str, seconds: str, name: str, *command: str) -> None:
    """Run it with the standard input of this process."""
    late = []
    try:
        process = os.posix_spawnp(
            command[0], command, os.environ, setpgroup=0, setsigdef=[signal.SIGPIPE, signal.SIGXFSZ]
        )
    except OSError as error:
        _note(file, name, "not_started", error.errno or 0)
        return

    def end(number: int, frame: object) -> None:
        late.append(number)
        os.killpg(process, signal.SIGKILL)

    signal.signal(signal.SIGALRM, end)
    signal.alarm(int(seconds))
    _, status = os.waitpid(process, 0)
    signal.alarm(0)
    code = os.waitstatus_to_exitcode(status)
    if late:
        _note(file, name, "too_long", int(seconds))
    elif code:
        _note(file, name, "exit" if code > 0 else "signal", abs(code))


def _note(file: str, name: str, why: str, number: int) -> None:
    try:
        descriptor = os.open(
            file, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600
        )
        os.write(descriptor, f"{name} {why} {number}\n".encode())
        os.close(descriptor)
    except OSError:  # nobody can be told
        pass


if __name__ == "__main__":
    main(*sys.argv[1:])
