"""The one door: who is answered, what every answer says of itself, and errors in one sentence."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from api import addressed, guard, outgoing, settings, uploads
from api.crowd import AT_ONCE, WAITING, Crowd
from tests.asgi import apart
from tests.served import POLICY, application, ask

HOSTS = ("soundings.example.org", "*.example.net")


def sentence(reply: Any) -> str:  # noqa: ANN401 -- a Reply
    said = json.loads(reply.body)
    assert list(said) == ["error"]
    assert said["error"].endswith(".")
    return str(said["error"])


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:8501", "127.0.0.1:8501", "[::1]:8501", "192.0.2.9", "soundings.example.org", "a.example.net:80",
     "soundings.example.org."],
)  # fmt: skip
def test_this_machine_an_address_in_digits_and_a_name_that_was_set_are_answered(host: str):
    assert ask("/healthz", headers=[("host", host)]).status == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "example.net", "", "127.0.0.1.evil.example", "a b", "localhost:x",
             "user@localhost", "localhost/path", "127.0.0.1@evil.example"],
)  # fmt: skip
def test_a_name_that_was_not_set_is_refused_whatever_is_asked(host: str):
    for path in ("/", "/healthz", "/api/incidents.geojson"):
        reply = ask(path, headers=[("host", host)])
        assert reply.status == 400
        assert "does not go by the name" in sentence(reply)


@pytest.mark.parametrize(
    ("origin", "host", "same"),
    [
        ("http://localhost:8501", "localhost:8501", True),
        ("https://soundings.example.org", "soundings.example.org", True),
        ("https://soundings.example.org:443", "soundings.example.org", True),
        ("https://soundings.example.org", "127.0.0.1:8501", True),
        ("http://localhost:3000", "localhost:8501", False),
        ("https://evil.example", "localhost:8501", False),
        ("https://soundings.example.org.evil.example", "soundings.example.org", False),
        ("null", "localhost", False),
        ("file://", "localhost", False),
        ("", "localhost", False),
        ("http://[", "localhost", False),
    ],
)
def test_a_page_is_ours_where_it_comes_from_the_host_that_was_asked(origin: str, host: str, same: bool):  # noqa: FBT001
    assert addressed.same(origin, host, HOSTS) is same


@pytest.mark.parametrize(
    ("origin", "accepted", "own"),
    [
        ("https://evil.example", False, False),
        ("null", False, False),
        (None, True, False),
        ("http://localhost", True, True),
        # Ours, and not as the host is written: Streamlit would look further.
        ("https://soundings.example.org", True, False),
        ("http://localhost:80", True, False),
        ("http://LOCALHOST", True, False),
    ],
)
def test_a_websocket_of_a_foreign_page_is_refused_and_streamlit_is_handed_the_hosts_own_origin_alone(
    origin: str | None,
    accepted: bool,  # noqa: FBT001 -- a case of the table
    own: bool,  # noqa: FBT001 -- as above
):
    handed: list[Any] = []
    sent: list[Any] = []

    async def app(scope: Any, _receive: Any, _send: Any) -> None:  # noqa: ANN401 -- ASGI
        handed.append(scope)

    async def receive() -> Any:  # noqa: ANN401 -- ASGI
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:  # noqa: ANN401 -- ASGI
        sent.append(message)

    headers = [(b"host", b"localhost"), *([(b"origin", origin.encode())] if origin else [])]
    door = guard.Guard(app, settings.of({"SOUNDINGS_HOSTS": "soundings.example.org"}), POLICY)
    apart(lambda: asyncio.run(door({"type": "websocket", "path": "/_stcore/stream", "headers": headers}, receive, send)))
    assert bool(handed) is accepted
    assert [message["type"] for message in sent] == ([] if accepted else ["websocket.close"])
    origins = [value.decode() for scope in handed for name, value in scope["headers"] if name == b"origin"]
    assert origins == ([origin] if own else [])


@pytest.mark.parametrize("path", ["/", "/healthz", "/api/incidents.geojson", "/map/map.js", "/api/none", "/breaks"])
def test_every_answer_says_how_it_may_be_used(path: str):
    reply = ask(path)
    assert reply.header("x-content-type-options") == "nosniff"
    assert reply.header("referrer-policy") == "no-referrer"
    assert reply.header("server") == ""
    assert reply.header("content-security-policy") == (POLICY if path == "/" else outgoing.NO_PAGE)


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/api", "GET", 404), ("/api/", "GET", 404), ("/api/none", "GET", 404), ("/data/incidents.csv", "GET", 404),
        ("/data", "GET", 404), ("/map", "GET", 404), ("/map/a/b", "GET", 404), ("/map/none.js", "GET", 404),
        ("/api/incidents.geojson", "POST", 405), ("/map/map.js", "DELETE", 405), ("/healthz", "PUT", 405),
        ("/api/breaks", "GET", 500),
    ],
)  # fmt: skip
def test_what_goes_wrong_under_our_addresses_is_one_sentence_of_json(path: str, method: str, status: int):
    reply = ask(path, method=method)
    assert reply.status == status
    assert reply.header("content-type") == "application/json"
    assert "somebody" not in sentence(reply)


def test_a_failure_elsewhere_shows_nothing_of_the_server():
    reply = ask("/breaks")
    assert (reply.status, b"somebody" in reply.body) == (500, False)


def test_an_address_that_is_too_long_is_refused():
    reply = ask("/api/incidents.geojson", query_string=b"q=" + b"x" * 200_000)
    assert (reply.status, sentence(reply)) == (414, "The address is longer than 64,000 characters.")
    assert ask("/" + "x" * 200_000).status == 414


def test_a_body_that_is_too_large_is_refused_before_it_is_read_or_while_it_comes():
    reply = ask("/api/incidents.geojson", headers=[("content-length", "999999999")])
    assert (reply.status, sentence(reply)) == (413, "The request is larger than 3 MB.")
    uploads.expect("mine", wanted=True)
    taken = ask("/_stcore/upload_file/mine/1", method="PUT", body=[b"x" * 2**20] * 3)
    assert (taken.status, taken.body) == (200, str(3 * 2**20).encode())
    assert ask("/_stcore/upload_file/mine/2", method="PUT", body=[b"x" * 2**20] * 150).status == 413


def test_a_request_that_does_not_come_to_an_end_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(guard, "PATIENCE_S", 0.01)
    uploads.expect("slow", wanted=True)

    app = application()
    answered: list[int] = []

    async def receive() -> Any:  # noqa: ANN401 -- ASGI
        return await asyncio.Future()

    async def send(message: Any) -> None:  # noqa: ANN401 -- ASGI
        answered.extend([message["status"]] if "status" in message else [])

    scope = {"type": "http", "method": "PUT", "path": "/_stcore/upload_file/slow/1", "query_string": b"", "root_path": "",
             "headers": [(b"host", b"localhost")], "client": ("192.0.2.7", 1), "scheme": "http"}  # fmt: skip
    apart(lambda: asyncio.run(app(scope, receive, send)))
    assert answered == [408]


def test_a_file_is_taken_only_where_a_page_takes_one_and_no_more_than_a_reader_opens():
    address = "/_stcore/upload_file/reader/1"
    assert ask(address, method="PUT", body=[b"{}"]).status == 403
    uploads.expect("reader", wanted=True)
    statuses = [ask(address, method="PUT", body=[b"{}"]).status for _ in range(uploads.MOST_FILES + 1)]
    assert statuses == [200] * uploads.MOST_FILES + [403]
    uploads.expect("other", wanted=True)
    uploads.expect("other", wanted=False)
    assert ask("/_stcore/upload_file/other/1", method="PUT", body=[b"{}"]).status == 403


def test_what_is_written_comes_from_our_own_pages():
    uploads.expect("written", wanted=True)
    reply = ask("/_stcore/upload_file/written/1", method="PUT", headers=[("origin", "https://evil.example")])
    assert (reply.status, sentence(reply)) == (403, "This request comes from a page of another server.")


def test_measures_are_read_on_this_machine_alone_unless_it_is_set():
    assert ask("/_stcore/metrics").status == 404
    assert ask("/_stcore/metrics", client=("127.0.0.1", 1)).status == 200
    assert ask("/_stcore/metrics", client=("127.0.0.1", 1), headers=[("x-forwarded-for", "192.0.2.7")]).status == 404
    assert ask("/_stcore/metrics", app=application(metrics_for_all=True)).status == 200


@pytest.mark.parametrize("header", ["x-forwarded-for", "x-real-ip", "via", "forwarded"])
def test_measures_are_not_read_through_a_proxy_on_this_machine_whatever_it_says_of_itself(header: str):
    here = ("127.0.0.1", 1)
    assert ask("/metrics", client=here).status == 200
    assert ask("/metrics", client=here, headers=[(header, "192.0.2.7")]).status == 404
    # One that says nothing passes on the name that the reader asked.
    assert ask("/metrics", client=here, headers=[("host", "192.0.2.1:8501")]).status == 404
    assert ask("/metrics", client=here, headers=[("host", "127.0.0.1:8501")]).status == 200


def test_cookies_go_over_encrypted_connections_alone_where_there_is_one():
    assert "secure" in ask("/", scheme="https").header("set-cookie").lower()
    assert "secure" not in ask("/").header("set-cookie").lower()


def test_another_page_may_read_the_routes_and_nothing_else():
    reply = ask("/api/incidents.geojson", headers=[("origin", "https://maps.example")])
    assert (reply.status, reply.header("access-control-allow-origin")) == (200, "*")
    assert ask("/api/none").header("access-control-allow-origin") == "*"
    assert ask("/map/map.js").header("access-control-allow-origin") == ""
    asked = ask("/api/incidents.geojson", method="OPTIONS")
    assert (asked.status, asked.header("access-control-allow-methods")) == (204, "GET, HEAD, OPTIONS")


def test_four_requests_of_one_address_are_answered_at_once_the_others_wait_and_too_many_are_refused():
    crowd, inside, most, refused = Crowd(), [0], [0], [0]

    async def one(address: str) -> None:
        async with crowd.place(address) as admitted:
            if not admitted:
                refused[0] += 1
                return
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            await asyncio.sleep(0)
            inside[0] -= 1

    async def many(addresses: list[str]) -> None:
        await asyncio.gather(*map(one, addresses))

    apart(lambda: asyncio.run(many(["192.0.2.1"] * (AT_ONCE + WAITING + 3))))
    assert (most[0], refused[0], inside[0]) == (AT_ONCE, 3, 0)
    apart(lambda: asyncio.run(many([f"192.0.2.{n}" for n in range(9)])))
    assert most[0] == 9
    assert (crowd._places, dict(crowd._there)) == ({}, {})
