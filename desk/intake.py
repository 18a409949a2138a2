"""From a file to a page: told by its bytes, read in a child process that is bounded in memory and time.

`python -m desk.intake` is that child: it reads names and bytes from its standard input and answers pages as JSON, so that a
bomb (deep HTML, a huge PDF) costs a process and never the desk. pickle was left aside: what a child says is not trusted.
"""

from __future__ import annotations

import json
import resource
import select
import struct
import subprocess
import sys
from pathlib import Path
from typing import IO, Any, Self

from desk.page import Block, Page

LARGEST = 10 * 1024 * 1024
MEMORY = 2 * 1024**3
SECONDS = 20.0


class UnreadablePageError(ValueError):
    """A page that cannot be read, in one sentence that says why and what to do."""


def kind_of(name: str, content: bytes) -> str:
    """Return what a file is, by its first bytes, then by its name: pdf, html, mhtml (a saved web archive), eml or txt."""
    suffix = Path(name).suffix.lower()
    start = content[:2048].lstrip().lower()
    if content.startswith(b"%PDF-"):
        return "pdf"
    if suffix in {".html", ".htm", ".xhtml"} or start.startswith((b"<!doctype html", b"<html")):
        return "html"
    if suffix in {".mhtml", ".mht"} or b"\ncontent-type: multipart/related" in start:
        return "mhtml"
    return "eml" if suffix == ".eml" else "txt"


def content(path: Path) -> bytes:
    """Return a file's bytes. Raises UnreadablePageError in one sentence where there is none, or it is too large."""
    try:
        size = path.stat().st_size
        bytes_read = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        raise UnreadablePageError(f"{path.name} cannot be read ({error.strerror}); expected a file.") from error
    if size > LARGEST:
        raise UnreadablePageError(
            f"{path.name} has {size:,} bytes, more than the {LARGEST:,} that the desk reads; save its text alone."
        )
    return bytes_read


def parsed(name: str, content: bytes) -> Page:
    """Return a file's page, in this process. Only the child calls it on what came from outside."""
    from desk import encoding, html, plain  # noqa: PLC0415 -- the parsers load in the child alone

    kind = kind_of(name, content)
    if kind == "pdf":
        return plain.pdf(name, content)
    if kind == "html":
        return html.page(name, encoding.decoded(content))
    if kind == "mhtml":
        return html.page(name, plain.archived(content))
    return plain.mail(name, content, html.page) if kind == "eml" else plain.text(name, encoding.decoded(content))


class Reader:
    """A child process that reads pages one after another; after one that it could not read, a new one."""

    def __init__(self, *, memory: int = MEMORY, seconds: float = SECONDS) -> None:
        self.memory, self.seconds = memory, seconds
        self.child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Return the reader."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the child."""
        self.close()

    def close(self) -> None:
        """End the child, whatever it does."""
        if self.child:
            self.child.kill()
            self.child.communicate()
            self.child = None

    def read(self, path: Path) -> Page:
        """Return a file's page. Raises UnreadablePageError in one sentence."""
        return self.page(path.name, content(path))

    def page(self, name: str, content: bytes) -> Page:
        """Return the page of bytes. Raises UnreadablePageError in one sentence."""
        child = self.child = self.child or _child(self.memory)
        if child.stdin is None or child.stdout is None:
            raise UnreadablePageError(f"{name} could not be handed over; try again.")
        try:
            _send(child.stdin, name.encode(), content)
            answer = _receive(child.stdout, self.seconds)
        except (OSError, EOFError, TimeoutError) as error:
            self.close()
            why = (
                f"took more than {self.seconds:g} seconds"
                if isinstance(error, TimeoutError)
                else "needed more memory than a page may"
            )
            raise UnreadablePageError(f"{name} was given up: reading it {why}; save its text alone.") from error
        if "fault" in answer:
            raise UnreadablePageError(f"{name} cannot be read as {kind_of(name, content)}: {answer['fault']}.")
        blocks = tuple(Block(kind, int(start), int(end)) for kind, start, end in answer["blocks"])
        return Page(name, str(answer["text"]), blocks, {str(key): str(value) for key, value in answer["source"].items()})


def _child(memory: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "desk.intake", str(memory)]
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).resolve().parent.parent,
    )


def _send(pipe: IO[bytes], *parts: bytes) -> None:
    for part in parts:
        pipe.write(struct.pack(">Q", len(part)) + part)
    pipe.flush()


def _receive(pipe: IO[bytes], seconds: float) -> Any:  # noqa: ANN401 -- whatever JSON holds
    if not select.select([pipe], [], [], seconds)[0]:
        raise TimeoutError
    return json.loads(_part(pipe))


def _part(pipe: IO[bytes]) -> bytes:
    head = pipe.read(8)
    if len(head) < 8:
        raise EOFError
    (length,) = struct.unpack(">Q", head)
    return pipe.read(length)


def serve(reading: IO[bytes], writing: IO[bytes]) -> None:
    """Answer pages until the input ends."""
    while True:
        try:
            name, content = _part(reading).decode(), _part(reading)
        except EOFError:
            return
        _send(writing, json.dumps(_answer(name, content)).encode())


def _answer(name: str, content: bytes) -> dict[str, Any]:
    try:
        page = parsed(name, content)
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # noqa: BLE001 -- whatever a parser makes of a broken page is said, not raised
        return {"fault": f"{type(error).__name__}, {str(error)[:200]}"}
    return {
        "text": page.text,
        "blocks": [[block.kind, block.start, block.end] for block in page.blocks],
        "source": page.source,
    }


if __name__ == "__main__":
    limit = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    serve(sys.stdin.buffer, sys.stdout.buffer)
