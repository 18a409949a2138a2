"""Starting the app, and finding a Chromium, for the journeys, the bench and the pictures."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome")
NONE = f"no Chromium on this machine (looked for {', '.join(NAMES)}); tests/browser/install.sh tries to install one"
# A browser that asks nobody for anything of its own: every request it makes is the page's.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# And one that finds no other host. Taking each request aside does that too, but then the browser keeps no file:
# every page is fetched and compiled anew.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1"
READY_S = 240
LAST_LINES = 60
_logs: dict[str, TextIO] = {}


def chromium() -> str | None:
    """Return the path of an installed Chromium, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def free_port() -> int:
    """Return the number of a port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def serving(
    script: str = "app.py",
    *,
    data: Path | None = None,
    ready: str = "/healthz",
    watched: tuple[str, ...] = (),
    options: tuple[str, ...] = (),
) -> Iterator[str]:
    """Serve a Streamlit script on a free port, with another data package where one is named; yield its address.

    `watched` is a command that starts the server and watches it; `options` are further ones of Streamlit's.
    """
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name != "SOUNDINGS_DATA"}
    if data:
        environment["SOUNDINGS_DATA"] = str(data)
    place = [f"--server.port={port}", "--server.address=localhost"]
    command = [*watched, sys.executable, "-m", "streamlit", "run", script, *place, *options]
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
        address = f"http://localhost:{port}"
        try:
            _logs[address] = log
            _begin(f"{address}{ready}", process, log)
            yield address
        finally:
            _logs.pop(address, None)
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def said(address: str) -> str:
    """Return the last lines that a server has written, "" once it runs no more: the page tells nothing of an exception."""
    log = _logs.get(address)
    if log is None:
        return ""
    # Read beside the server's own writing, which another place in the file would misplace.
    written = os.pread(log.fileno(), os.fstat(log.fileno()).st_size, 0).decode(errors="replace")
    return "\n".join(written.splitlines()[-LAST_LINES:])


def _begin(address: str, process: subprocess.Popen[bytes], log: TextIO) -> None:
    if not awaited(address, process):
        log.seek(0)
        raise RuntimeError(f"The app did not answer at {address} (exit status {process.poll()}). It said:\n{log.read()}")


def awaited(address: str, process: subprocess.Popen[bytes]) -> bool:
    """Wait until a server answers, with whatever status: a package with faults answers 503. Tell whether it did."""
    return awaited_by(address, lambda: process.poll() is None)


def awaited_by(address: str, alive: Callable[[], bool]) -> bool:
    """Wait until a server answers that is alive as long as `alive` says so. Tell whether it did."""
    last = time.monotonic() + READY_S
    while time.monotonic() < last and alive():
        try:
            with urlopen(address, timeout=READY_S):
                return True
        except HTTPError as answer:
            answer.close()
            return True
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    return False
