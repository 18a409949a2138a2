"""`python -m tests.offline WHEELHOUSE PYTHON`, in a network namespace of its own: `make run`, asked whether it serves.

It stands in a folder with the repository's files and brings the loop of that namespace up, the one network that there is.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import socket
import struct
import subprocess
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

# Long enough for the slowest machine to install all packages.
READY_S = 1_500
IFF_UP, SIOCSIFFLAGS = 1, 0x8914
ADDRESS = "http://localhost:8765/healthz"


def loop_up() -> None:
    """Bring the loop up."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", IFF_UP))


def network() -> bool:
    """Tell whether a packet for another machine finds a way: an address that is kept for documents is none's."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as away:
        try:
            away.connect(("192.0.2.1", 9))
        except OSError:
            return False
    return True


def main(wheelhouse: str, python: str) -> int:
    """Serve, ask, and say what was answered."""
    with contextlib.suppress(OSError):
        loop_up()
    sys.stdout.write(f"network: {network()}\n")
    command = ["make", "run", f"WHEELHOUSE={wheelhouse}", f"PYTHON={python}", "SOUNDINGS_PORT=8765"]
    with subprocess.Popen(command, start_new_session=True) as made:
        last = time.monotonic() + READY_S
        try:
            while made.poll() is None and time.monotonic() < last:
                try:
                    with urlopen(ADDRESS) as answer:
                        sys.stdout.write(f"served: {answer.read().decode()}\n")
                        return 0
                except (URLError, ConnectionError):
                    time.sleep(0.5)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(made.pid, signal.SIGTERM)
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
