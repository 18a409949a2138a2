"""A GET on the app's routes, without a server and without another package."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from starlette.applications import Starlette

from api.routes import ROUTES as API
from views.map.parts import ROUTES as MAP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401 -- whatever the route says
        return json.loads(self.body)


def apart(run: Callable[[], Any]) -> Any:  # noqa: ANN401 -- whatever is run
    """Run in a thread of its own: where a browser test came before, Playwright's loop runs in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(run).result()


def get(path: str, query: Mapping[str, str] | bytes | None = None, *, headers: Mapping[str, str] | None = None) -> Answer:
    """Return what a path of the app answers; a query in bytes is sent as it is."""
    named = [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query if isinstance(query, bytes) else urlencode(query or {}).encode(),
        "headers": [(b"host", b"localhost"), *named],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 80),
    }
    sent: list[dict[str, Any]] = []

    request: Iterator[dict[str, Any]] = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> dict[str, Any]:
        # A client that stays: whoever waits for it to leave waits until the answer is sent.
        never: asyncio.Future[dict[str, Any]] = asyncio.Future()
        return next(request, None) or await never

    async def send(message: Any) -> None:  # noqa: ANN401 -- an ASGI message
        sent.append(dict(message))

    apart(lambda: asyncio.run(Starlette(routes=[*API, *MAP])(scope, receive, send)))
    headers = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:]))
