"""nginx with the shipped configuration, on this machine."""

from __future__ import annotations

import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.browser.serving import ROOT, awaited

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def configured(folder: Path, port: int, workers: list[str]) -> Path:
    """Write the shipped configuration with these workers, this port and its files in a folder; nothing else is changed."""
    words = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for number, worker in enumerate(workers, 1):
        assert f"app-{number}:8501" in words
        words = words.replace(f"app-{number}:8501", urlsplit(worker).netloc.replace("localhost", "127.0.0.1"))
    words = words.replace("listen 8080;", f"listen 127.0.0.1:{port};").replace("/tmp/", f"{folder}/")
    path = folder / "nginx.conf"
    path.write_text(words.replace("/dev/stdout", str(folder / "access.log")), encoding="utf-8")
    return path


@contextmanager
def running(path: Path, port: int) -> Iterator[str]:
    """Run nginx by a configuration in whose folder its files lie, and return its address once a worker answers behind it."""
    process = subprocess.Popen(["nginx", "-e", "stderr", "-p", str(path.parent), "-c", str(path), "-g", "daemon off;"])
    try:
        assert awaited(f"http://localhost:{port}/healthz", process)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait()
