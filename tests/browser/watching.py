"""What a browser asked for and was told while a journey ran: requests to other hosts, failures, errors, websocket frames."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, WebSocket

# Opening a deep link makes Streamlit probe below the page's path before it finds the server at the root.
PROBES = ("/_stcore/health", "/_stcore/host-config")


@dataclass
class Watch:
    """The record of one browser context. No other host is reached: the browser was started so (`serving.ALONE`)."""

    base: str
    outside: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    received: list[int] = field(default_factory=list)

    def over(self, context: BrowserContext) -> Watch:
        """Start to watch a context: call it before its first page is opened."""
        context.on("request", self._requested)
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)
        context.on("weberror", lambda event: self.errors.append(str(event.error)))
        context.on("console", self._logged)
        context.on("page", self._opened)
        return self

    def quiet(self) -> None:
        """Assert that no other host was asked, and nothing failed."""
        assert self.outside == []
        assert self.failed == []
        assert self.refused == []
        assert self.errors == []

    def _ours(self, address: str) -> bool:
        parts = urlsplit(address)
        return parts.scheme in {"data", "blob", "about"} or parts.netloc == urlsplit(self.base).netloc

    def _requested(self, request: Request) -> None:
        if not self._ours(request.url):
            self.outside.append(request.url)

    def _failed(self, request: Request) -> None:
        # A page that is left cancels what it was still loading.
        if request.failure != "net::ERR_ABORTED":
            self.failed.append(f"{request.failure} {request.url}")

    def _answered(self, response: Response) -> None:
        path = urlsplit(response.url).path
        probe = path.count("/") > 2 and path.endswith(PROBES)
        if response.status >= 400 and not probe:
            self.refused.append(f"{response.status} {response.url}")

    def _logged(self, message: ConsoleMessage) -> None:
        # What could not be loaded is recorded above, with its status.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.errors.append(message.text)

    def _opened(self, page: Page) -> None:
        page.on("websocket", self._connected)

    def _connected(self, socket: WebSocket) -> None:
        if urlsplit(socket.url).netloc != urlsplit(self.base).netloc:
            self.outside.append(socket.url)
        socket.on("framesent", lambda frame: self.sent.append(len(frame)))
        socket.on("framereceived", lambda frame: self.received.append(len(frame)))


def policed(page: Page) -> list[str]:
    """Return the list to which whatever breaks a page's policy comes: call it before the page is opened."""
    violations: list[str] = []

    def violated(words: str) -> None:
        violations.append(words)

    page.expose_function("violated", violated)
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', at => violated(`${at.violatedDirective} ${at.blockedURI}`))"
    )
    return violations
