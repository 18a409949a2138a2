"""The child process that reads pages: it takes names and bytes from its standard input and answers as JSON.

A bomb (deep HTML, a huge PDF) costs this process and never the desk. The parsers and the rules are imported here alone.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import IO, TYPE_CHECKING, Any

from desk import candidates, encoding, html, intake, plain

if TYPE_CHECKING:
    from desk.blocks import Page


def parsed(name: str, content: bytes) -> Page:
    """Return a file's page, in this process. Only the child calls it on what came from outside."""
    kind = intake.kind_of(name, content)
    if kind == "pdf":
        return plain.pdf(name, content)
    if kind == "html":
        return html.page(name, encoding.decoded(content))
    if kind == "mhtml":
        return html.page(name, plain.archived(content))
    return plain.mail(name, content, html.page) if kind == "eml" else plain.text(name, encoding.decoded(content))


def serve(reading: IO[bytes], writing: IO[bytes], *, proposes: bool = False) -> None:
    """Answer pages until the input ends, with what is proposed for each where that is asked for."""
    while True:
        try:
            name, content = intake.part(reading).decode(), intake.part(reading)
        except EOFError:
            return
        intake.send(writing, json.dumps(_answer(name, content, proposes=proposes)).encode())


def _answer(name: str, content: bytes, *, proposes: bool) -> dict[str, Any]:
    try:
        page = parsed(name, content)
        told = {"proposals": candidates.of(page)} if proposes else {}
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # noqa: BLE001 -- whatever a parser makes of a broken page is said, not raised
        return {"fault": f"{type(error).__name__}, {str(error)[:200]}"}
    return {
        "text": page.text,
        "blocks": [[block.kind, block.start, block.end] for block in page.blocks],
        "source": page.source,
    } | told


if __name__ == "__main__":
    limit = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    serve(sys.stdin.buffer, sys.stdout.buffer, proposes="propose" in sys.argv[2:])
