"""Answers are made once for a version of the data and a query, and named, so that a browser need not be sent them again."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import pytest

from api import routes
from api.documents import ASK_AGAIN, ENTRY_BYTES, FOR_GOOD, Shelf, document
from layers import store as stores
from question import layer_keys
from tests.asgi import get
from tests.packages import CLASH
from views.map import parts, rows

if TYPE_CHECKING:
    from tests.packages import Copy

ADDRESSES = (
    "/api/incidents.geojson", "/api/overlaps.json", "/api/changes.json", "/map/map.js", "/map/base.js", "/map/land.geojson",
    "/map/names-en.json", "/map/rows-incidents.json", "/map/shapes-claims.json",
)  # fmt: skip


@pytest.mark.parametrize("path", ADDRESSES)
def test_what_a_browser_has_is_not_sent_again(path: str):
    whole = get(path)
    etag = whole.headers["etag"]
    assert whole.headers["cache-control"] == ASK_AGAIN
    for named in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        again = get(path, headers={"If-None-Match": named})
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", etag)
    assert get(path, headers={"If-None-Match": '"other"'}).body == whole.body


@pytest.mark.parametrize("path", ADDRESSES)
def test_an_answer_is_packed_for_whoever_takes_that(path: str):
    packed = get(path, headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == get(path).body


def test_an_answer_is_made_once_for_a_query_and_a_version_of_the_data(monkeypatch: pytest.MonkeyPatch, copy: Copy):
    monkeypatch.setenv("SOUNDINGS_DATA", str(copy.path))
    collections: list[object] = []
    made = routes.geojson.collection

    def counted(*of: object) -> object:
        collections.append(of)
        return made(*of)

    monkeypatch.setattr(routes.geojson, "collection", counted)
    query = {"severity": "0"}
    first, second = (get("/api/incidents.geojson", query) for _ in range(2))
    assert first == second
    assert len(collections) == 1
    copy.cell("incidents", CLASH, summary="Told anew.")
    stores.settle()
    third = get("/api/incidents.geojson", query, headers={"If-None-Match": first.headers["etag"]})
    assert third.status == 200
    assert "Told anew." in third.body.decode()
    assert len(collections) == 2


def test_the_maps_scripts_stand_under_addresses_that_can_be_kept_for_good():
    addresses = parts.scripts()
    assert [address.split(".js?")[0] for address in addresses] == list(parts.SCRIPTS)
    for address in addresses:
        path, query = address.split("?")
        answer = get(f"/map/{path}", dict(parse_qsl(query)))
        assert (answer.status, answer.headers["cache-control"]) == (200, FOR_GOOD)
    assert get("/map/map.js", {"v": "other"}).headers["cache-control"] == ASK_AGAIN


def test_rows_of_other_data_than_a_page_wants_are_never_sent(monkeypatch: pytest.MonkeyPatch, copy: Copy):
    monkeypatch.setenv("SOUNDINGS_DATA", str(copy.path))
    older = get("/map/rows-incidents.json")
    query = {"v": older.headers["etag"].strip('"')}
    assert get("/map/rows-incidents.json", query).headers["cache-control"] == FOR_GOOD
    copy.cell("incidents", CLASH, title="Another title")
    stores.settle()
    assert get("/map/rows-incidents.json").body != older.body
    assert get("/map/rows-incidents.json", query).body == older.body
    lost = get("/map/rows-incidents.json", {"v": "0123456789abcdef"})
    assert (lost.status, lost.json["error"]) == (404, "The data have changed since the page was made: load it anew.")


@pytest.mark.parametrize("key", layer_keys.every())
def test_a_layers_rows_and_shapes_go_by_one_name(key: str):
    named = [get(f"/map/{kind}-{key}.json").headers["etag"].strip('"') for kind in ("rows", "shapes")]
    assert named == [rows.documents(stores.store(), key).rows.version] * 2
    assert get(f"/map/shapes-{key}.json", {"v": named[0]}).headers["cache-control"] == FOR_GOOD


def test_a_part_of_the_map_takes_no_other_key():
    assert get("/map/map.js", {"x": "1"}).status == 400


def test_no_more_is_kept_than_fits_and_what_was_asked_for_last_stays():
    shelf = Shelf(most_bytes=2 * ENTRY_BYTES + 100)
    for key in range(5):
        shelf.get(key, lambda: document(b"", "text/plain")._replace(packed=b"x" * 40))
        shelf.get(0, lambda: pytest.fail("it is kept"))
    assert [key for key in range(5) if shelf.there(key)] == [0, 4]


def test_a_long_question_takes_its_own_room_beside_a_short_answer():
    shelf = Shelf(most_bytes=100_000)
    questions = [("store", "/api/incidents.geojson", bytes([number]) * 60_000) for number in range(5)]
    for key in questions:
        shelf.get(key, lambda: document(b"", "text/plain"))
    assert [shelf.there(key) is not None for key in questions] == [False, False, False, False, True]
