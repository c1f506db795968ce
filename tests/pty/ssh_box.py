"""Another machine, as far as the program can tell: OpenSSH's own server on the loopback.

The server has its own keys, its own configuration and a place of its own below a test's directory, and
runs as whoever runs the tests. Its clock is in Tokyo and it speaks no language: what a person brings is
what counts.
"""

from __future__ import annotations

import os
import select
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from getpass import getuser
from pathlib import Path

from tests.pty.terminal import PATIENCE_SECONDS, Terminal

SEPARATION = Path("/run/sshd")
"""The empty directory into which a server that root starts shuts its children."""
BOX = {"PATH": os.environ.get("PATH", os.defpath), "TZ": "Asia/Tokyo", "LANG": "C", "LC_ALL": "C"}
SERVER = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {place}/host
PidFile none
AuthorizedKeysFile {place}/person.pub
AuthenticationMethods publickey
PermitRootLogin prohibit-password
StrictModes no
UsePAM no
PermitUserRC no
PrintMotd no
PrintLastLog no
AcceptEnv LANG
"""
PERSON = """\
Host box
    HostName 127.0.0.1
    Port {port}
    User {user}
    IdentityFile {place}/person
    IdentitiesOnly yes
    UserKnownHostsFile {place}/known_hosts
    GlobalKnownHostsFile none
    StrictHostKeyChecking yes
    ControlMaster no
    SendEnv LANG
    LogLevel ERROR
"""


def program(name: str) -> str | None:
    """Where a program is; servers are not on everybody's path."""
    return shutil.which(name, path=f"{BOX['PATH']}:/usr/sbin")


def free_port() -> int:
    """A port of the loopback that nobody listens at now."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        number = place.getsockname()[1]
    assert isinstance(number, int)
    return number


class Box:
    """The machine at the other end; `close` turns it off."""

    def __init__(self, place: Path) -> None:
        self.place = place
        server = program("sshd")
        assert server is not None
        for name in ("host", "person"):
            make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(place / name)]
            subprocess.run(make, check=True)
        if os.geteuid() == 0:
            SEPARATION.mkdir(mode=0o755, exist_ok=True)
        port = free_port()
        known = (place / "host.pub").read_text(encoding="utf-8")
        (place / "known_hosts").write_text(f"[127.0.0.1]:{port} {known}", encoding="utf-8")
        (place / "server.conf").write_text(SERVER.format(place=place, port=port), encoding="utf-8")
        person = PERSON.format(place=place, port=port, user=getuser())
        (place / "person.conf").write_text(person, encoding="utf-8")
        self.log = place / "server.log"
        listen = [server, "-D", "-f", str(place / "server.conf"), "-E", str(self.log)]
        self._server = subprocess.Popen(listen, env=BOX, stdin=subprocess.DEVNULL)
        self._wait_for(port)

    def _wait_for(self, port: int) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while self._server.poll() is None and time.monotonic() < end:
            with socket.socket() as try_it:
                if try_it.connect_ex(("127.0.0.1", port)) == 0:
                    return
        raise AssertionError(f"the server does not listen: {self.log.read_text(encoding='utf-8')}")

    def connect(
        self, command: Sequence[str], *, columns: int, rows: int, environment: Mapping[str, str]
    ) -> Terminal:
        """A terminal here in which a command runs over there. `environment` is that of the person."""
        return Terminal(
            {"PATH": BOX["PATH"], "TERM": "xterm-256color", **environment},
            columns=columns,
            rows=rows,
            program=("ssh", "-F", str(self.place / "person.conf"), "-tt", "box", shlex.join(command)),
        )

    def run(self, command: Sequence[str]) -> str:
        """What a command says over there, without a terminal."""
        said = subprocess.run(
            ["ssh", "-F", str(self.place / "person.conf"), "box", shlex.join(command)],
            env=BOX,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=True,
        )
        return said.stdout

    def close(self) -> None:
        self._server.terminate()
        self._server.wait(PATIENCE_SECONDS)


def wait_until_nothing_runs_with(mark: str) -> None:
    """Wait for the end of all that runs with `mark` in its environment (Linux only).

    Raises AssertionError where something goes on and on.
    """
    for place in Path("/proc").glob("[0-9]*"):
        try:
            descriptor = os.pidfd_open(int(place.name))
        except OSError:  # it has just ended
            continue
        try:
            if mark.encode() in (place / "environ").read_bytes():
                said = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                assert select.select([descriptor], [], [], PATIENCE_SECONDS)[0], said
        except OSError:  # it has just ended, or is somebody else's
            continue
        finally:
            os.close(descriptor)
