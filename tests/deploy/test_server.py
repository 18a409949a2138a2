"""The server as strangers meet it, over sockets of their own: half requests, long addresses, floods, odd paths."""

from __future__ import annotations

import json
import socket
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import pytest

from tests.browser.serving import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow
# More than the server's own patience, however busy the machine is.
PATIENCE_S = 300
MB = 2**20


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def error(self) -> str:
        said = json.loads(self.body)
        assert list(said) == ["error"]
        return str(said["error"])


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, int]]:
    with serving() as address:
        parts = urlsplit(address)
        yield "127.0.0.1", parts.port or 0


def connected(server: tuple[str, int]) -> socket.socket:
    return socket.create_connection(server, timeout=PATIENCE_S)


def to_the_end(connection: socket.socket) -> bytes:
    """Return all that comes until the server closes the connection."""
    parts = []
    with suppress(ConnectionResetError):
        while part := connection.recv(MB):
            parts.append(part)
    return b"".join(parts)


def ask(server: tuple[str, int], path: str, *headers: str, method: str = "GET", body: bytes = b"") -> Answer:
    """Ask with just these bytes, and take the one answer."""
    named = [] if any(line.startswith("Host:") for line in headers) else ["Host: localhost"]
    lines = [f"{method} {path} HTTP/1.1", *named, *headers, "Connection: close", "", ""]
    with connected(server) as connection:
        # It may have heard enough before the end; what it answered is there to be read.
        with suppress(BrokenPipeError, ConnectionResetError):
            connection.sendall("\r\n".join(lines).encode() + body)
        head, _, rest = to_the_end(connection).partition(b"\r\n\r\n")
    first, *others = head.decode().split("\r\n")
    pairs = (line.partition(": ") for line in others)
    return Answer(int(first.split()[1]), {name.lower(): value for name, _, value in pairs}, rest)


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/api", "GET", 404),
        ("/api/nothing", "GET", 404),
        ("/data/incidents.csv", "GET", 404),
        ("/map/../../../etc/passwd", "GET", 400),
        ("/map/%2e%2e/%2e%2e/etc/passwd", "GET", 400),
        ("/api/incidents.geojson", "POST", 405),
        ("/healthz", "DELETE", 405),
        (f"/api/incidents.geojson?q={'x' * 200_000}", "GET", 414),
        (f"/{'x' * 200_000}", "GET", 414),
    ],
)
def test_what_is_not_answered_is_one_sentence_of_json(server: tuple[str, int], path: str, method: str, status: int):
    answer = ask(server, path, method=method)
    assert answer.status == status
    assert answer.error.endswith(".")
    assert "/root" not in answer.error
    assert "/home" not in answer.error


def test_no_answer_names_the_server_and_each_says_how_it_may_be_used(server: tuple[str, int]):
    for path in ("/", "/healthz", "/api/incidents.geojson", "/api/nothing", "/_stcore/health"):
        answer = ask(server, path)
        assert "server" not in answer.headers
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-frame-options"] == "SAMEORIGIN"
        assert "frame-ancestors" in answer.headers["content-security-policy"]


def test_a_name_of_somebody_else_that_leads_here_is_refused(server: tuple[str, int]):
    answer = ask(server, "/api/incidents.geojson", "Host: evil.example")
    assert answer.status == 400
    assert "does not go by the name" in answer.error


def test_a_flood_that_no_page_has_asked_for_is_refused_unread(server: tuple[str, int]):
    for number in range(4):
        path = f"/_stcore/upload_file/session/{number}"
        assert ask(server, path, f"Content-Length: {150 * MB}", method="PUT", body=b"x" * MB).status == 413
        # Without saying how much it will be.
        flood = b"100000\r\n" + b"x" * MB + b"\r\n"
        assert ask(server, path, "Transfer-Encoding: chunked", method="PUT", body=flood * 6).status in {403, 413}


def test_clients_that_send_half_a_request_or_nothing_are_let_go_and_hold_nobody_up(server: tuple[str, int]):
    halves = (b"", b"GET /healthz HT", b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n", b"\x16\x03\x01\x02\x00")
    body = b"PUT /_stcore/upload_file/s/f HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf"
    with ExitStack() as opened:
        connections = [opened.enter_context(connected(server)) for _ in range(8) for _ in (*halves, body)]
        for number, connection in enumerate(connections):
            connection.sendall((*halves, body)[number % 5])
        # Meanwhile others are answered.
        assert ask(server, "/healthz").status == 200
        for connection in connections:
            # An answer or none: what counts is that it ends.
            to_the_end(connection)
    assert ask(server, "/healthz").status == 200
