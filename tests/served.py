"""The whole app as a served process is made of: the guard before the routes, asked without a server."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

from api import settings
from api.guard import Guard
from api.routes import BEYOND
from api.routes import ROUTES as API
from views.map.parts import ROUTES as MAP

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request
    from starlette.responses import Response

SETTINGS = replace(settings.of({}), data=Path("data"), hosts=("soundings.example.org", "*.example.net"))
POLICY = "default-src 'none'; script-src 'self'"


class Reply(NamedTuple):
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        return ", ".join(value for key, value in self.headers if key == name)


def breaks(_request: Request) -> Response:
    raise ZeroDivisionError("/home/somebody/secret")


async def reads(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


def cookie(_request: Request) -> Response:
    answer = HTMLResponse("<p>A page</p>")
    answer.set_cookie("a", "1")
    return answer


# Beside the app's own, those that stand for Streamlit's.
ROUTES = [
    Route("/api/breaks", breaks),
    Route("/breaks", breaks),
    Route("/_stcore/upload_file/{session}/{file}", reads, methods=["PUT"]),
    Route("/_stcore/metrics", lambda _request: PlainTextResponse("1")),
    Route("/", cookie),
    *API,
    *MAP,
    *BEYOND,
]


def application(**changes: Any) -> Starlette:  # noqa: ANN401 -- Settings' own
    middleware = Middleware(Guard, settings=replace(SETTINGS, **changes), policy=POLICY)
    return Starlette(routes=ROUTES, middleware=[middleware])


def ask(
    path: str,
    *,
    headers: Iterable[tuple[str, str]] = (),
    body: Iterable[bytes] = (b"",),
    app: Starlette | None = None,
    **request: Any,  # noqa: ANN401 -- whatever an ASGI scope holds
) -> Reply:
    """Return what the app answers; a host is named unless the headers name one."""
    named = [(name.lower().encode(), value.encode()) for name, value in headers]
    if b"host" not in dict(named):
        named.append((b"host", b"localhost:8501"))
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http", "path": path,
        "raw_path": path.encode(), "root_path": "", "query_string": b"", "headers": named, "client": ("192.0.2.7", 1),
        "server": ("localhost", 8501),
    } | request  # fmt: skip
    parts = list(body)
    waiting = iter([{"type": "http.request", "body": part, "more_body": n < len(parts)} for n, part in enumerate(parts, 1)])
    sent: list[Any] = []

    async def receive() -> Any:  # noqa: ANN401 -- an ASGI message
        return next(waiting, None) or await asyncio.Future()

    async def send(message: Any) -> None:  # noqa: ANN401 -- an ASGI message
        sent.append(message)

    # In a thread of its own: where a browser test came before, Playwright's loop runs in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, (app or application())(scope, receive, send)).result()
    said = [(name.decode().lower(), value.decode()) for name, value in sent[0]["headers"]]
    return Reply(sent[0]["status"], said, b"".join(message.get("body", b"") for message in sent[1:]))
