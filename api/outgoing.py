"""What every answer says of itself, and an error of our addresses as one sentence of JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.datastructures import MutableHeaders

from api import uploads
from api.answers import fault
from api.measures import MEASURES
from words import lines

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import Message, Scope, Send

LONGEST_ADDRESS = 64_000
# How long a client may take to send its whole request.
PATIENCE_S = 30
# Nothing but reading is done under these.
OURS = ("/api", "/map", "/data", "/healthz", "/metrics")
SENTENCES = {
    400: "This address is not understood.",
    404: "There is nothing at this address.",
    405: "This address can only be read: ask it with GET.",
    408: f"The request was not there after {PATIENCE_S} seconds.",
    413: f"The request is larger than {uploads.MOST_MB} MB.",
    414: f"The address is longer than {LONGEST_ADDRESS:,} characters.",
    500: "The server failed at this; its log says how.",
}
ALWAYS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "SAMEORIGIN"}
NOT_MODIFIED = 304
# For what is no page, should a browser ever show it as one.
NO_PAGE = "default-src 'none'; frame-ancestors 'none'"
SHARED = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag"}


class Answer:
    """An answer on its way out: its headers are completed, and an error of ours becomes a sentence of JSON."""

    def __init__(self, scope: Scope, send: Send, policy: str) -> None:
        self._scope, self._send, self._policy = scope, send, policy
        self.begun = self._replaced = False
        self._status = self._bytes = 0

    async def __call__(self, message: Message) -> None:
        """Send a part of the answer."""
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(raw=message["headers"])
            self._replaced = self._unworded(message["status"], headers)
            if self._replaced:
                await sentence(message["status"])(self._scope, _nothing, self._completed)
            else:
                await self._completed(message)
        elif not self._replaced:
            await self._completed(message)

    def told(self, seconds: float) -> None:
        """Count and log the answer: neither who asked nor what for, and of a path no part that may name a session."""
        path = "/".join(self._scope["path"].split("/")[:3])
        MEASURES.request(path, self._status, seconds)
        about = {"method": self._scope["method"], "path": path, "status": self._status, "bytes": self._bytes}
        lines.told("request", **about, seconds=round(seconds, 4))

    def _unworded(self, status: int, headers: MutableHeaders) -> bool:
        ours = any(under(self._scope, path) for path in OURS)
        return ours and status in SENTENCES and not headers.get("content-type", "").startswith("application/json")

    async def _completed(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            headers = MutableHeaders(raw=list(message["headers"]))
            page = headers.get("content-type", "").startswith("text/html")
            headers.update(ALWAYS)
            # A browser writes the headers of “not modified” over those that it has kept: a page's own policy stays.
            if message["status"] != NOT_MODIFIED:
                headers["Content-Security-Policy"] = self._policy if page else NO_PAGE
            if under(self._scope, "/api"):
                headers.update(SHARED)
            message = {**message, "headers": _secured(headers.raw, self._scope["scheme"])}
        self._bytes += len(message.get("body", b""))
        await self._send(message)


def _secured(headers: list[tuple[bytes, bytes]], scheme: str) -> list[tuple[bytes, bytes]]:
    """Return headers whose cookies go over encrypted connections alone, where this is one."""
    if scheme != "https":
        return headers
    bare = [name == b"set-cookie" and b"secure" not in value.lower() for name, value in headers]
    return [(name, value + b"; Secure" if plain else value) for (name, value), plain in zip(headers, bare, strict=True)]


def sentence(status: int, **headers: str) -> Response:
    """Return an error as JSON, with the sentence that its status has."""
    response = fault(status, SENTENCES[status])
    response.headers.update(headers)
    return response


def under(scope: Scope, path: str) -> bool:
    """Tell whether a request is for a path or for one below it."""
    return bool(scope["path"] == path or scope["path"].startswith(f"{path}/"))


async def _nothing() -> Any:  # noqa: ANN401 -- what ASGI calls for and a response of words never does
    return {"type": "http.disconnect"}
