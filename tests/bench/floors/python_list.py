"""A full-screen list with the standard library alone: j and k move the cursor with the fewest bytes."""

from __future__ import annotations

import os
import sys
import termios


def main() -> None:
    rows = int(sys.argv[1])
    before = termios.tcgetattr(0)
    raw = termios.tcgetattr(0)
    raw[3] &= ~(termios.ECHO | termios.ICANON | termios.ISIG)
    raw[0] &= ~(termios.ICRNL | termios.IXON)
    termios.tcsetattr(0, termios.TCSANOW, raw)
    width, height = os.get_terminal_size(1)
    lines = [
        f"{row:5} brand-{row % 3} 2026-11-20 area {row:<4} Task number {row}, which has some words READY"
        for row in range(min(rows, height))
    ]
    drawn = "".join(
        f"\x1b[{at + 1};1H{('> ' if at == 0 else '  ') + line}"[: width + 10] for at, line in enumerate(lines)
    )
    os.write(1, f"\x1b[?1049h\x1b[?25l\x1b[H{drawn}".encode())
    cursor = 0
    try:
        while (key := os.read(0, 64)) not in (b"", b"q"):
            wanted = max(0, min(len(lines) - 1, cursor + {b"j": 1, b"k": -1}.get(key, 0)))
            if wanted != cursor:
                os.write(1, f"\x1b[{cursor + 1}H \x1b[{wanted + 1}H>".encode())
                cursor = wanted
    finally:
        os.write(1, b"\x1b[?1049l\x1b[?25h")
        termios.tcsetattr(0, termios.TCSANOW, before)


main()
