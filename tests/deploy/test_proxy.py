"""The shipped configuration of nginx before two workers: the same answers from each, and a reader stays with one."""

from __future__ import annotations

import asyncio
import json
import shutil
import string
import time
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin, Subprotocol

from tests.asgi import apart
from tests.browser.serving import free_port, serving
from tests.deploy import nginx
from tests.visiting import visit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("nginx") is None, reason="no nginx; see tests/deploy/install.sh"),
]
READY_S, PATIENCE_S = 30, 120
ROUTES = (
    "/healthz", "/api/incidents.geojson", "/api/claims.geojson?states=PHL", "/api/overlaps.json",
    "/api/claims?lon=117&lat=15", "/api/changes.json", "/api/find.json?q=shoal", "/api/incidents.geojson?states=Mars",
    "/api/nothing", "/map/nothing",
)  # fmt: skip
VARIES = {"date", "content-length", "connection", "transfer-encoding", "set-cookie", "server", "x-request-id"}
COOKIE = "soundings_worker"


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


class Proxy(NamedTuple):
    """nginx, the workers behind it, and the file of what it has written."""

    address: str
    workers: list[str]
    log: Path

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]

    def workers_of(self, path: str, count: int) -> list[str]:
        """Return the workers of the first requests for a path, in order: a line is written when its answer has ended."""
        last = time.monotonic() + READY_S
        while time.monotonic() < last:
            workers = [line["worker"] for line in self.lines() if line["path"] == path]
            if len(workers) >= count:
                return workers[:count]
            time.sleep(0.1)
        raise AssertionError(f"{path} was not asked {count} times.")


def get(address: str, **headers: str) -> Answer:
    request = Request(address, headers=headers)
    try:
        with urlopen(request, timeout=PATIENCE_S) as answer:
            return Answer(answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read())
    except HTTPError as fault:
        with fault:
            return Answer(fault.code, {name.lower(): value for name, value in fault.headers.items()}, fault.read())


@contextmanager
def proxy(folder: Path, workers: list[str], *, hurried: bool = False) -> Iterator[Proxy]:
    """Start nginx before workers; one that is hurried refuses whoever asks a route twice within a minute."""
    port = free_port()
    path = nginx.configured(folder, port, workers)
    if hurried:
        words = path.read_text(encoding="utf-8").replace("rate=20r/s", "rate=1r/m").replace(" burst=80", "")
        path.write_text(words, encoding="utf-8")
    with nginx.running(path, port) as address:
        yield Proxy(address, workers, folder / "access.log")


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    # nginx may give its rights up, and its files lie where it has none then.
    folder = tmp_path_factory.mktemp("nginx")
    folder.chmod(0o777)
    with serving() as one, serving() as other, proxy(folder, [one, other]) as before:
        yield before


def page_of(address: str, cookie: str) -> str:
    """Let a page run to its end over a websocket, and return what ended it."""
    ended: str = apart(lambda: asyncio.run(visit(address, address, {"Cookie": f"{COOKIE}={cookie}"})))
    return ended


@pytest.mark.parametrize("route", ROUTES)
def test_each_worker_answers_the_same_and_so_does_the_proxy(behind: Proxy, route: str):
    first, *others = (get(f"{address}{route}") for address in (*behind.workers, behind.address))
    for other in others:
        assert other.status == first.status
        assert other.body == first.body
        named = [{name: value for name, value in each.headers.items() if name not in VARIES} for each in (first, other)]
        assert named[0] == named[1]


def test_a_name_that_one_worker_gave_an_answer_holds_with_the_other(behind: Proxy):
    one, other = (f"{worker}/api/places.geojson" for worker in behind.workers)
    assert get(other, **{"If-None-Match": get(one).headers["etag"]}).status == 304


def test_a_reader_stays_with_one_worker_and_readers_are_spread(behind: Proxy):
    readers = [SimpleCookie(get(f"{behind.address}/about?{n}").headers["set-cookie"])[COOKIE].value for n in range(12)]
    first = behind.workers_of("/about", 12)
    assert len(set(readers)) == 12
    assert len(set(first)) == 2
    for reader in readers:
        again = get(f"{behind.address}/about", Cookie=f"{COOKIE}={reader}")
        assert "set-cookie" not in again.headers or COOKIE not in again.headers["set-cookie"]
    assert behind.workers_of("/about", 24)[12:] == first


def test_a_pages_connection_goes_to_the_readers_worker_and_runs_there(behind: Proxy):
    # Where a cookie leads hangs on the workers' ports, which differ from run to run: of many readers some go to each.
    readers = string.ascii_lowercase
    for reader in readers:
        get(f"{behind.address}/trends", Cookie=f"{COOKIE}={reader}")
    leads = dict(zip(readers, behind.workers_of("/trends", len(readers)), strict=True))
    ones = {worker: reader for reader, worker in leads.items()}
    assert len(ones) == 2
    for reader in ones.values():
        assert page_of(behind.address, reader) == "FINISHED_SUCCESSFULLY"
    assert behind.workers_of("/_stcore/stream", 2) == list(ones)


def test_a_page_of_a_strangers_opens_no_connection_through_the_proxy(behind: Proxy):
    async def run() -> None:
        stream = f"ws://{urlsplit(behind.address).netloc}/_stcore/stream"
        async with connect(stream, subprotocols=[Subprotocol("streamlit")], origin=Origin("https://evil.example")):
            pass

    with pytest.raises(InvalidStatus, match="403"):
        apart(lambda: asyncio.run(run()))


def test_measures_are_not_read_through_the_proxy(behind: Proxy):
    assert get(f"{behind.workers[0]}/_stcore/metrics").status == 200
    assert get(f"{behind.address}/_stcore/metrics").status == 404


def test_the_proxys_lines_say_neither_who_asked_nor_what(behind: Proxy):
    get(f"{behind.address}/api/find.json?q=confidential")
    assert behind.workers_of("/api/find.json", 1)
    words = behind.log.read_text(encoding="utf-8")
    assert "confidential" not in words
    assert set(behind.lines()[-1]) == {"at", "method", "path", "status", "bytes", "seconds", "worker"}


def test_the_proxys_lines_name_no_session_and_no_file_of_one(behind: Proxy):
    get(f"{behind.address}/_stcore/upload_file/a-session/a-file")
    assert behind.workers_of("/_stcore/upload_file", 1)
    assert "a-session" not in behind.log.read_text(encoding="utf-8")


def test_a_readers_cookie_comes_along_where_a_link_elsewhere_is_followed(behind: Proxy):
    cookie = SimpleCookie(get(f"{behind.address}/about").headers["set-cookie"])[COOKIE]
    assert (cookie["samesite"], cookie["httponly"], cookie["secure"]) == ("Lax", True, "")


def test_what_the_proxy_refuses_itself_is_one_sentence_of_json_and_no_line_says_who_asked(
    tmp_path_factory: pytest.TempPathFactory, behind: Proxy, capfd: pytest.CaptureFixture[str]
):
    folder = tmp_path_factory.mktemp("refusing")
    folder.chmod(0o777)
    with proxy(folder, behind.workers, hurried=True) as before:
        long = get(f"{before.address}/api/incidents.geojson?states={'P' * 200_000}")
        first, often = (get(f"{before.address}/api/find.json?q=confidential") for _ in range(2))
    assert [answer.status for answer in (long, first, often)] == [414, 200, 429]
    for refused in (long, often):
        assert refused.headers["content-type"] == "application/json"
        assert json.loads(refused.body)["error"].endswith(".")
    assert often.headers["retry-after"] == "1"
    assert "confidential" not in capfd.readouterr().err


def test_where_a_worker_is_gone_the_other_answers(tmp_path_factory: pytest.TempPathFactory, behind: Proxy):
    folder = tmp_path_factory.mktemp("gone")
    folder.chmod(0o777)
    with proxy(folder, [behind.workers[0], f"http://localhost:{free_port()}"]) as before:
        assert {get(f"{before.address}/healthz").status for _ in range(12)} == {200}
