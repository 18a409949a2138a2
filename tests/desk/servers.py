"""A PostgreSQL of the tests' own: its files in a folder that goes with it, on a free port of loopback."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


def programs() -> Path:
    """Return the folder of the server's programs, the newest where there are several. Skips the test where there is none."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
    first = folders[-1] if folders else shutil.which("initdb")
    if first is None:
        pytest.skip("no PostgreSQL here; tests/desk/postgresql.sh installs Debian's")
    return Path(first).parent


def _as_somebody() -> tuple[list[str], str | None]:
    """Return what a command is started by, and whose its files are: the server refuses to run as root."""
    if os.geteuid() != 0:
        return [], None
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
    return ["runuser", "-u", "postgres", "--"], "postgres"


@contextmanager
def postgresql() -> Iterator[str]:
    """Serve an empty PostgreSQL. Gives its address, without a database's name at its end."""
    binaries, (before, owner) = programs(), _as_somebody()
    folder = Path(tempfile.mkdtemp(prefix="desk-"))
    if owner:
        shutil.chown(folder, owner)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    try:
        make = [
            str(binaries / "initdb"),
            "--pgdata",
            str(folder / "data"),
            "--username=desk",
            "--auth=trust",
            "--encoding=UTF8",
        ]
        subprocess.run([*before, *make, "--no-locale", "--no-sync"], check=True, capture_output=True, cwd=folder)
        serve = [str(binaries / "postgres"), "-D", str(folder / "data"), "-p", str(port), "-k", str(folder)]
        # No test takes the power away, and what a killed process has written the disk gets all the same: fsync only costs.
        log = folder / "log"
        with log.open("wb") as file:
            server = subprocess.Popen(
                [*before, *serve, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"],
                cwd=folder,
                stdout=file,
                stderr=file,
            )
        try:
            _await(port, server, log)
            yield f"postgresql+psycopg://desk@127.0.0.1:{port}/"
        finally:
            stop = [str(binaries / "pg_ctl"), "stop", "-D", str(folder / "data"), "-m", "immediate"]
            subprocess.run([*before, *stop], check=False, capture_output=True, cwd=folder)
            server.wait(timeout=30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _await(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        if server.poll() is not None:
            break
        try:
            psycopg.connect(f"host=127.0.0.1 port={port} user=desk dbname=postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"PostgreSQL did not start: {log.read_text(encoding='utf-8')[-500:]}")
