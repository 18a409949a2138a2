"""The child process that reads pages: it takes names and bytes from its standard input and answers as JSON.

A bomb (deep HTML, a huge PDF) costs this process and never the desk. The parsers and the rules are imported here alone.
"""

from __future__ import annotations

import io
import json
import math
import resource
import sys
import time
from typing import IO, TYPE_CHECKING, Any

import feedparser

from desk import candidates, encoding, html, intake, office, phrases, plain

if TYPE_CHECKING:
    from desk.blocks import Page


def parsed(name: str, content: bytes) -> Page:
    """Return a file's page, in this process. Only the child calls it on what came from outside."""
    kind = intake.kind_of(name, content)
    if kind == "pdf":
        return plain.pdf(name, content)
    if kind == "docx":
        return office.docx(name, content)
    if kind == "html":
        return html.page(name, encoding.decoded(content))
    if kind == "mhtml":
        return html.page(name, plain.archived(content))
    return plain.mail(name, content, html.page) if kind == "eml" else plain.text(name, encoding.decoded(content))


def serve(reading: IO[bytes], writing: IO[bytes], seconds: int, task: str = "page") -> None:
    """Answer pages until the input ends: as they are, with what is proposed for each, or a feed's links.

    Each may take so many seconds of a processor; the one that takes more ends the process.
    """
    while True:
        try:
            name, content = intake.part(reading).decode(), intake.part(reading)
        except EOFError:
            return
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time()) + seconds, most))
        intake.send(writing, json.dumps(_answer(name, content, task)).encode())


def _answer(name: str, content: bytes, task: str) -> dict[str, Any]:
    try:
        return _links(content) if task == "feed" else _page(parsed(name, content), task)
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # noqa: BLE001 -- whatever a parser makes of a broken page is said, not raised
        return {"fault": f"{type(error).__name__}, {str(error)[:200]}"}


def _page(page: Page, task: str) -> dict[str, Any]:
    told = {"proposals": candidates.of(page), "phrases": phrases.of(page)} if task == "propose" else {}
    blocks = [[block.kind, block.start, block.end] for block in page.blocks]
    return {"text": page.text, "blocks": blocks, "source": page.source, **told}


def _links(content: bytes) -> dict[str, Any]:
    """Return the addresses of a feed's entries, in its order."""
    feed = feedparser.parse(io.BytesIO(content))
    if not feed.version:
        raise ValueError("no RSS and no Atom")
    return {"links": [str(entry.link) for entry in feed.entries if entry.get("link")]}


if __name__ == "__main__":
    limit = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    serve(sys.stdin.buffer, sys.stdout.buffer, int(sys.argv[2]), sys.argv[3])
