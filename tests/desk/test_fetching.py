"""Fetching by address: public servers alone, each step checked and held, bounded in size, time and redirects; feeds."""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from desk import intake
from desk.fetching import feeds
from desk.fetching.fetch import fetch
from desk.fetching.guard import FetchError, Guard
from desk.store import opening, roles, shown
from desk.store.author import Author

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ANN = Author("https://sign-in.example", "ann")
HERE = Guard((ipaddress.ip_network("127.0.0.1/32"),))
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><link>/news/one</link></item><item><link>/private/two</link></item></channel></rss>"""


class Server(BaseHTTPRequestHandler):
    """Answers as its path says."""

    asked: list[tuple[str, dict[str, str]]]

    def do_GET(self) -> None:
        self.asked.append((self.path, dict(self.headers)))
        answer: Callable[[], None] = getattr(
            self, f"_{self.path.strip('/').partition('/')[0].partition('.')[0]}", self._gone
        )
        answer()

    def _page(self, content: bytes = b"<p>words</p>", **headers: str) -> None:
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _gone(self) -> None:
        self.send_error(404)

    def _sent(self) -> None:
        self.send_response(302)
        self.send_header("Location", self.path.removeprefix("/sent/"))
        self.end_headers()

    def _round(self) -> None:
        self.send_response(302)
        self.send_header("Location", "/round")
        self.send_header("Set-Cookie", "a=b")
        self.end_headers()

    def _large(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(200):
            self.wfile.write(b"x" * 1000)

    def _slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"x")
            time.sleep(0.05)

    def _packed(self) -> None:
        self._page(b"\x1f\x8b", Content_Encoding="gzip")

    def _short(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        self.wfile.write(b"ten bytes.")

    def _robots(self) -> None:
        self._page(b"User-agent: *\nDisallow: /private\n")

    def _feed(self) -> None:
        self._page(FEED, Content_Type="application/rss+xml")

    def _news(self) -> None:
        self._page(b"<p>A page of a feed.</p>", Content_Type="text/html")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def served() -> Iterator[tuple[str, list[tuple[str, dict[str, str]]]]]:
    asked: list[tuple[str, dict[str, str]]] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Asked", (Server,), {"asked": asked}))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


Served = tuple[str, list[tuple[str, dict[str, str]]]]


def test_a_page_is_fetched_as_it_is_without_a_cookie(served: Served):
    base, asked = served
    page = fetch(f"{base}/page", HERE)
    assert (page.content, page.address) == (b"<p>words</p>", f"{base}/page")
    ((_, headers),) = asked
    assert "Cookie" not in headers
    assert headers["Accept-Encoding"] == "identity"


def test_a_redirect_is_followed_and_checked_like_the_first_step(served: Served):
    base, asked = served
    assert fetch(f"{base}/sent//page", HERE).address == f"{base}/page"
    before = len(asked)
    with pytest.raises(FetchError, match=r"leads to 127\.0\.0\.2, which is no public server"):
        fetch(f"{base}/sent/http://127.0.0.2:{base.rpartition(':')[2]}/page", HERE)
    assert len(asked) == before + 1
    with pytest.raises(FetchError, match=r"expected http:// or https://"):
        fetch(f"{base}/sent/file:///etc/passwd", HERE)


def test_it_is_sent_on_five_times_and_no_more(served: Served):
    base, asked = served
    with pytest.raises(FetchError, match="sent on more than 5 times"):
        fetch(f"{base}/round", HERE)
    assert len(asked) == 6
    assert all("Cookie" not in headers for _, headers in asked)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1",
        "::ffff:169.254.169.254", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::",
    ],
)  # fmt: skip
def test_an_address_inside_is_refused_in_whatever_dress(address: str):
    assert not Guard().public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"])
def test_a_public_address_is_not(address: str):
    assert Guard().public(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:7f00:1]/",
    ],
)
def test_other_spellings_of_this_machine_are_refused(address: str):
    with pytest.raises(FetchError, match=r"no public server|no server of the name"):
        fetch(address)


@pytest.mark.parametrize(
    "address", ["ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "http://", "http://a b/", "example.org"]
)
def test_what_is_no_web_address_is_refused(address: str):
    with pytest.raises(FetchError, match=r"expected http"):
        fetch(address)


def test_an_address_with_a_password_is_refused_without_repeating_it():
    with pytest.raises(FetchError) as refused:
        fetch("http://ann:secret@example.org/")
    assert "secret" not in str(refused.value)


def test_a_name_of_which_one_address_is_inside_is_refused(monkeypatch: pytest.MonkeyPatch):
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 80)) for each in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(FetchError, match=r"leads to 10\.0\.0\.1"):
        fetch("http://rebind.example.org/")


def test_the_connection_is_held_to_the_address_that_was_checked(served: Served, monkeypatch: pytest.MonkeyPatch):
    base, asked = served
    port = int(base.rpartition(":")[2])
    looked_up = []

    def once(host: str, *_: object, **__: object) -> list[object]:
        looked_up.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *a, **k: once(host) if "example" in str(host) else real(host, *a, **k)
    )
    assert fetch(f"http://name.example.org:{port}/page", HERE).content == b"<p>words</p>"
    assert looked_up == ["name.example.org"]
    assert asked[0][1]["Host"] == f"name.example.org:{port}"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("gone", "answered 404"),
        ("large", "more than the 100,000 bytes"),
        ("packed", "sent it packed"),
        ("short", "broke off"),
        ("slow", "took too long"),
    ],
)
def test_what_a_server_may_do_is_bounded(served: Served, path: str, says: str):
    with pytest.raises(FetchError, match=says):
        fetch(f"{served[0]}/{path}", HERE, seconds=1.5, largest=100_000)


def test_a_server_that_is_not_there_is_one_sentence():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchError, match="does not answer"):
        fetch(f"http://127.0.0.1:{port}/", HERE)


def test_a_feed_brings_its_new_pages_once_and_heeds_robots_and_the_pause(served: Served, tmp_path: Path):
    base, asked = served
    store = opening.opened(f"sqlite:///{tmp_path / 'desk.sqlite'}")
    roles.grant(store, ANN, ANN, "publisher")
    waits: list[float] = []
    with intake.Reader(task="feed") as reader:
        visitor = feeds.Visitor(HERE, wait=waits.append, clock=lambda: 100.0)
        brought, faults = feeds.collect(store, ANN, [f"{base}/feed"], reader, visitor)
        assert brought == {f"{base}/news/one": 1}
        assert len(faults) == 1
        assert "asks not to" in faults[0]
        assert [path for path, _ in asked] == ["/robots.txt", "/feed", "/news/one"]
        assert waits == [feeds.PAUSE, feeds.PAUSE]
        assert feeds.collect(store, ANN, [f"{base}/feed"], reader, visitor)[0] == {}
        assert feeds.collect(store, ANN, [f"{base}/page"], reader, visitor)[1] == [
            f"{base}/page cannot be read as a feed: ValueError, no RSS and no Atom."
        ]
    (page,) = shown.inbox(store)
    assert (page["name"], page["address"]) == ("one.html", f"{base}/news/one")
    store.close()


def test_a_list_of_feeds_has_remarks():
    assert feeds.listed("# ours\nhttps://a.example/feed#top\n\n  https://b.example/\n") == [
        "https://a.example/feed#top",
        "https://b.example/",
    ]
