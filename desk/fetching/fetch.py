"""One page by its address: each step's server checked and the connection held to the address that was checked.

The standard library's client is told its socket. urllib3, httpx and requests look a name up again when they connect, so a
name that answers twice differently would lead them elsewhere; to hold them to one address needs what they keep private.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from desk.fetching.guard import FetchError, Guard
from desk.intake import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.fetching.guard import Place

SECONDS = 20.0
MOST_REDIRECTS = 5
REDIRECTS = {301, 302, 303, 307, 308}
AGENT = "Soundings-desk/1 (one page at a time, for a person)"
# Signs that stand for themselves in a path that may be escaped already.
KEPT = "/%:;=&?+,@!$'()*~"
CHUNK = 65_536


@dataclass(frozen=True)
class Fetched:
    """A page's bytes, the address that it came from in the end, and what its server calls them."""

    address: str
    content: bytes
    media: str


def fetch(address: str, guard: Guard | None = None, *, seconds: float = SECONDS, largest: int = LARGEST) -> Fetched:
    """Return the page at an address. Raises FetchError in one sentence."""
    last = time.monotonic() + seconds
    at = address.strip()
    for _ in range(MOST_REDIRECTS + 1):
        place = (guard or Guard()).place(at)
        answer = _asked(place, at, last, largest)
        if isinstance(answer, Fetched):
            return answer
        at = urljoin(at, answer)
    raise FetchError(f"{address} was not fetched: it was sent on more than {MOST_REDIRECTS} times.")


def _asked(place: Place, address: str, last: float, largest: int) -> Fetched | str:
    """Ask one server once. Returns the page, or the address that it sends on to."""
    left = last - time.monotonic()
    if left <= 0:
        raise FetchError(_late(address))
    try:
        plain = socket.create_connection((place.address, place.port), timeout=left)
    except OSError as error:
        raise FetchError(f"{address} was not fetched: its server does not answer ({error}).") from error
    # A server that sends a byte now and then would keep each single wait short.
    lines = [plain]
    bell = threading.Timer(max(last - time.monotonic(), 0), _hang_up, (lines,))
    bell.start()
    try:
        with plain, _sealed(plain, place) as line:
            lines.append(line)
            answer = _answer(line, place, address, largest)
    except (OSError, http.client.HTTPException) as error:
        if time.monotonic() >= last:
            raise FetchError(_late(address)) from error
        raise FetchError(f"{address} was not fetched: its server broke off ({error or type(error).__name__}).") from error
    finally:
        bell.cancel()
    if time.monotonic() >= last:
        # A page without a length that was hung up on looks whole.
        raise FetchError(_late(address))
    return answer


def _sealed(plain: socket.socket, place: Place) -> socket.socket:
    if place.scheme == "http":
        return plain
    return ssl.create_default_context().wrap_socket(plain, server_hostname=place.host)


def _answer(line: socket.socket, place: Place, address: str, largest: int) -> Fetched | str:
    connection = http.client.HTTPConnection(place.host, place.port)
    connection.sock = line
    default = {"http": 80, "https": 443}[place.scheme] == place.port
    name = f"[{place.host}]" if ":" in place.host else place.host
    # No cookie is sent and none is kept; an answer that is packed could be a bomb.
    headers = {"Host": name if default else f"{name}:{place.port}", "User-Agent": AGENT, "Accept-Encoding": "identity"}
    connection.request("GET", quote(place.path, safe=KEPT), headers=headers | {"Connection": "close"})
    response = connection.getresponse()
    if response.status in REDIRECTS and response.headers.get("Location"):
        return str(response.headers["Location"])
    if response.status != 200:
        raise FetchError(f"{address} was not fetched: its server answered {response.status} {response.reason}.")
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise FetchError(f"{address} was not fetched: its server sent it packed; save the page as a file.")
    content = b"".join(_chunks(response, address, largest))
    return Fetched(address, content, response.headers.get_content_type())


def _chunks(response: http.client.HTTPResponse, address: str, largest: int) -> Iterator[bytes]:
    size = 0
    while chunk := response.read1(CHUNK):
        size += len(chunk)
        if size > largest:
            raise FetchError(f"{address} was not fetched: it has more than the {largest:,} bytes that the desk reads.")
        yield chunk
    if response.length:
        raise http.client.IncompleteRead(b"")


def _late(address: str) -> str:
    return f"{address} was not fetched: it took too long; save the page as a file."


def _hang_up(lines: list[socket.socket]) -> None:
    for line in lines:
        # One that was wrapped, or has ended by itself, cannot be hung up again.
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)
