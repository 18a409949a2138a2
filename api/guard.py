"""The one door of the app: what every request must be, and what every answer says of itself, whoever answers.

Streamlit checks Host and Origin on its websocket alone, and asks an outside service for this machine's address when an
Origin is not the host's own; it is handed no such one, since it was checked here. The host's own it needs, to know who has
signed in. Starlette's TrustedHostMiddleware was left aside: it knows
no addresses in digits, and nothing of websockets' origins, lengths or errors as JSON.
"""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response

from api import addressed, uploads
from api.answers import fault
from api.crowd import Crowd
from api.outgoing import LONGEST_ADDRESS, OURS, PATIENCE_S, SENTENCES, Answer, sentence, under
from words import text

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from api.settings import Settings

# What surrounds a file in the body that carries it.
FRAME_BYTES = 65_536
MOST_BODY_BYTES = uploads.MOST_MB * 2**20 + FRAME_BYTES
READING = {"GET", "HEAD"}
HANDED_ON = ("forwarded", "x-forwarded", "x-real-ip", "via")
UPLOAD, METRICS = "/_stcore/upload_file/", {"/_stcore/metrics", "/metrics"}
LOG = logging.getLogger(__name__)


class _RefusedError(Exception):
    """A request that is refused while it is still being sent."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(SENTENCES[status])


@dataclass
class Guard:
    """ASGI middleware: `policy` is the Content-Security-Policy of pages."""

    app: ASGIApp
    settings: Settings
    policy: str
    crowd: Crowd = field(default_factory=Crowd)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        elif scope["type"] == "http":
            await self._request(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._stranger(Headers(scope=scope)):
            await receive()
            # Before it is accepted, closing a websocket is 403.
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self.app(scope if _own(Headers(scope=scope)) else _without_origin(scope), receive, send)

    def _stranger(self, headers: Headers) -> bool:
        """Tell whether a request names another server, or comes from another one's page."""
        host, origin = headers.get("host", ""), headers.get("origin")
        if not addressed.known(host, self.settings.hosts):
            return True
        return origin is not None and not addressed.same(origin, host, self.settings.hosts)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer, begun = Answer(scope, send, self.policy), time.perf_counter()
        try:
            await self._answered(scope, receive, answer)
        finally:
            answer.told(time.perf_counter() - begun)

    async def _answered(self, scope: Scope, receive: Receive, answer: Answer) -> None:
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, answer)
        elif under(scope, "/api"):
            await self._shared(scope, receive, answer)
        else:
            await self._handed_on(scope, receive, answer)

    def _refusal(self, scope: Scope) -> Response | None:
        """Return why a request is not answered, or None."""
        headers, method = Headers(scope=scope), scope["method"]
        host = headers.get("host", "")
        if not addressed.known(host, self.settings.hosts):
            name = text.plain(host, longest=80)
            return fault(400, f"This server does not go by the name “{name}”; SOUNDINGS_HOSTS sets its names.")
        if len(scope.get("raw_path", b"")) + len(scope["query_string"]) > LONGEST_ADDRESS:
            return sentence(414)
        if _large(headers):
            return sentence(413)
        if any(under(scope, path) for path in OURS) and method not in READING:
            return _options() if method == "OPTIONS" and under(scope, "/api") else sentence(405, Allow="GET, HEAD")
        if scope["path"] in METRICS and not (self.settings.metrics_for_all or _near(scope, headers)):
            return sentence(404)
        return self._writing(scope, headers) if method not in {*READING, "OPTIONS"} else None

    def _writing(self, scope: Scope, headers: Headers) -> Response | None:
        if self._stranger(headers):
            return fault(403, "This request comes from a page of another server.")
        if scope["method"] == "PUT" and scope["path"].startswith(UPLOAD):
            session = scope["path"].removeprefix(UPLOAD).partition("/")[0]
            if not uploads.take(session):
                return fault(403, f"No file is taken here: open the page anew; it takes {uploads.MOST_FILES} files.")
        return None

    async def _shared(self, scope: Scope, receive: Receive, answer: Answer) -> None:
        """Let few requests of one address be answered at once, and refuse those that would wait behind many."""
        async with self.crowd.place(_client(scope)) as admitted:
            if admitted:
                await self._handed_on(scope, receive, answer)
            else:
                words = "Too many requests of this address are waiting: ask again in a second."
                refusal = fault(429, words)
                refusal.headers["Retry-After"] = "1"
                await refusal(scope, receive, answer)

    async def _handed_on(self, scope: Scope, receive: Receive, answer: Answer) -> None:
        try:
            await self.app(_without_origin(scope), _Limited(receive), answer)
        except _RefusedError as refused:
            await self._failed(scope, receive, answer, refused.status)
        except Exception:
            LOG.exception("A request could not be answered.")
            await self._failed(scope, receive, answer, 500)

    async def _failed(self, scope: Scope, receive: Receive, answer: Answer, status: int) -> None:
        if answer.begun:
            raise ConnectionAbortedError(SENTENCES[status])
        ours = any(under(scope, path) for path in OURS)
        response = sentence(status) if ours or status != 500 else PlainTextResponse(SENTENCES[status], status)
        await response(scope, receive, answer)


class _Limited:
    """A request's body, refused where it is too large or too slow."""

    def __init__(self, receive: Receive) -> None:
        self._receive, self._bytes, self._whole = receive, 0, False
        self._last = asyncio.get_running_loop().time() + PATIENCE_S

    async def __call__(self) -> Message:
        if self._whole:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._last):
                message = await self._receive()
        except TimeoutError:
            raise _RefusedError(408) from None
        self._bytes += len(message.get("body", b""))
        self._whole = not message.get("more_body")
        if self._bytes > MOST_BODY_BYTES:
            raise _RefusedError(413)
        return message


def _options() -> Response:
    allowed = {"Access-Control-Allow-Methods": "GET, HEAD, OPTIONS", "Access-Control-Allow-Headers": "If-None-Match"}
    return Response(status_code=204, headers=allowed | {"Access-Control-Max-Age": "86400"})


def _large(headers: Headers) -> bool:
    length = headers.get("content-length", "")
    return length.isdecimal() and int(length[:20]) > MOST_BODY_BYTES


def _client(scope: Scope) -> str:
    return str(scope["client"][0]) if scope.get("client") else ""


def _near(scope: Scope, headers: Headers) -> bool:
    """Tell whether a request was made on this machine, and not handed on by a proxy that stands on it.

    One that says nothing of itself still leaves the name under which the reader asked, which is not this machine's own.
    """
    handed_on = any(name.startswith(HANDED_ON) for name in headers)
    return addressed.loopback(_client(scope)) and addressed.here(headers.get("host", "")) and not handed_on


def _own(headers: Headers) -> bool:
    """Tell whether a page comes from the very host that it asks, by the comparison after which Streamlit asks nobody."""
    return headers.get("origin", "").partition("://")[2] == headers.get("host")


def _without_origin(scope: Scope) -> Scope:
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name != b"origin"]}
