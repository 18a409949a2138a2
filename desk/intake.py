"""From a file to a page: told by its bytes, read in a child process (`desk.child`) that is bounded in memory and time.

No parser is imported here. pickle was left aside for what passes between the two: what a child says is not trusted.
"""

from __future__ import annotations

import json
import math
import select
import signal
import struct
import subprocess
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

from desk.blocks import Block, Page

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST = 10 * 1024 * 1024
MEMORY = 2 * 1024**3
# Of a processor, for a page; by the clock four times that, since the machine may have other work.
SECONDS = 20.0


class UnreadablePageError(ValueError):
    """A page that cannot be read, in one sentence that says why and what to do."""


def kind_of(name: str, content: bytes) -> str:
    """Return what a file is, by its first bytes, then by its name: pdf, docx, html, mhtml (a web archive), eml or txt."""
    suffix = Path(name).suffix.lower()
    start = content[:2048].lstrip().lower()
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"PK\x03\x04") and (suffix == ".docx" or b"word/" in content):
        return "docx"
    if suffix in {".html", ".htm", ".xhtml"} or start.startswith((b"<!doctype html", b"<html")):
        return "html"
    if suffix in {".mhtml", ".mht"} or b"\ncontent-type: multipart/related" in start:
        return "mhtml"
    return "eml" if suffix == ".eml" else "txt"


def check(name: str, content: bytes) -> None:
    """Raise UnreadablePageError for a file that no reader here knows, before it is stored or read."""
    if content.startswith(b"bplist") or name.lower().endswith(".webarchive"):
        raise UnreadablePageError(
            f"{name} is a Safari web archive, which the desk does not read; save the page as HTML or PDF."
        )


def content(path: Path) -> bytes:
    """Return a file's bytes. Raises UnreadablePageError in one sentence where there is none, it is too large or unknown."""
    try:
        size = path.stat().st_size
        bytes_read = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        raise UnreadablePageError(f"{path.name} cannot be read ({error.strerror}); expected a file.") from error
    if size > LARGEST:
        raise UnreadablePageError(
            f"{path.name} has {size:,} bytes, more than the {LARGEST:,} that the desk reads; save its text alone."
        )
    check(path.name, bytes_read)
    return bytes_read


class Reader:
    """A child process that reads pages one after another; after one that it could not read, a new one."""

    def __init__(self, *, memory: int = MEMORY, seconds: float = SECONDS, task: str = "page") -> None:
        self.memory, self.seconds, self.task = memory, seconds, task
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
        return page_of(name, self.answer(name, content))

    def answer(self, name: str, content: bytes) -> dict[str, Any]:
        """Return what the child answers for bytes. Raises UnreadablePageError in one sentence."""
        check(name, content)
        child = self.child = self.child or _child(self.memory, self.seconds, self.task)
        if child.stdin is None or child.stdout is None:
            raise UnreadablePageError(f"{name} could not be handed over; try again.")
        try:
            send(child.stdin, name.encode(), content)
            answer = _receive(child.stdout, 4 * self.seconds)
        except (OSError, EOFError, TimeoutError) as error:
            self.close()
            slow = isinstance(error, TimeoutError) or child.returncode == -signal.SIGXCPU
            why = f"took more than {self.seconds:g} seconds" if slow else "needed more memory than a page may"
            raise UnreadablePageError(f"{name} was given up: reading it {why}; save its text alone.") from error
        if "fault" in answer:
            kind = "a feed" if self.task == "feed" else kind_of(name, content)
            raise UnreadablePageError(f"{name} cannot be read as {kind}: {answer['fault']}.")
        return dict(answer)


def page_of(name: str, answer: Mapping[str, Any]) -> Page:
    """Return the page in a child's answer."""
    blocks = tuple(Block(kind, int(start), int(end)) for kind, start, end in answer["blocks"])
    return Page(name, str(answer["text"]), blocks, {str(key): str(value) for key, value in answer["source"].items()})


def _child(memory: int, seconds: float, task: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "desk.child", str(memory), str(math.ceil(seconds)), task]
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).resolve().parent.parent,
    )


def send(pipe: IO[bytes], *parts: bytes) -> None:
    """Write parts, each after its length."""
    for each in parts:
        pipe.write(struct.pack(">Q", len(each)) + each)
    pipe.flush()


def _receive(pipe: IO[bytes], seconds: float) -> Any:  # noqa: ANN401 -- whatever JSON holds
    if not select.select([pipe], [], [], seconds)[0]:
        raise TimeoutError
    return json.loads(part(pipe))


def part(pipe: IO[bytes]) -> bytes:
    """Read one part. Raises EOFError where the pipe has ended."""
    head = pipe.read(8)
    if len(head) < 8:
        raise EOFError
    (length,) = struct.unpack(">Q", head)
    return pipe.read(length)
