"""The JSON routes: the same question gives what the map shows, as RFC 7946; anything else is one clear sentence."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Polygon, shape

from layers import layer
from layers.store import store
from question.complaints import MOST_COMPLAINTS
from question.view import KEYS, NAMES
from tests.asgi import get
from tests.examples import percent
from tests.packages import CLASH
from tests.presence import apart
from tests.questions import LAYERS, views
from words import text

if TYPE_CHECKING:
    from layers.store import Store
    from tests.packages import Copy

each = pytest.mark.parametrize("key", LAYERS)


def refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def collection(key: str, query: dict[str, str] | None = None) -> Any:  # noqa: ANN401 -- GeoJSON
    answer = get(f"/api/{key}.geojson", query)
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("application/geo+json")
    return json.loads(answer.body, parse_constant=refuse)


@each
@given(data=st.data())
@percent(25)
def test_a_route_returns_just_what_the_page_admits_in_the_same_order(key: str, data: st.DataObject):
    known = store()  # no argument: hypothesis would print all of it on a failure
    busy = list(known.frames["incidents"]["place"].value_counts().index[:5])
    view = data.draw(views(places=busy, words=["shoal", "仁爱礁", "cable", "zzz", "coast guard"]))
    admitted = layer(key).filter(known.frames[key], view)
    assert [feature["id"] for feature in collection(key, view.query())["features"]] == list(admitted.index)


@each
def test_an_answer_is_a_valid_rfc_7946_collection(key: str):
    found = collection(key)
    assert found["type"] == "FeatureCollection"
    assert "crs" not in found
    ids = [feature["id"] for feature in found["features"]]
    assert ids
    assert len(set(ids)) == len(ids)
    for feature in found["features"]:
        assert feature["type"] == "Feature"
        assert isinstance(feature["properties"], dict)
        assert {"id", "type", "geometry", "properties"} <= set(feature)
        if feature["geometry"] is not None:
            drawn = shape(feature["geometry"])
            assert drawn.is_valid
            west, south, east, north = drawn.bounds
            assert -180 <= west <= east <= 180
            assert -90 <= south <= north <= 90


@each
def test_outer_rings_run_counter_clockwise_and_holes_clockwise(key: str):
    for feature in collection(key)["features"]:
        drawn = feature["geometry"] and shape(feature["geometry"])
        for part in getattr(drawn, "geoms", [drawn]):
            if isinstance(part, Polygon):
                assert part.exterior.is_ccw, feature["id"]
                assert not any(hole.is_ccw for hole in part.interiors), feature["id"]


@each
def test_each_feature_has_its_reports_with_web_addresses(key: str):
    for feature in collection(key)["features"]:
        reports = feature["properties"]["reports"]
        assert reports, feature["id"]
        assert all(text.url(report["url"]) == report["url"] for report in reports)
        assert all(report["publisher"] for report in reports)


def test_the_clash_of_17_june_2024_carries_both_accounts_and_its_parties():
    features = collection("incidents", {"from": "2024-06-17", "to": "2024-06-17"})["features"]
    found = next(feature["properties"] for feature in features if feature["id"] == CLASH)
    assert {account["state"] for account in found["accounts"]} >= {"CHN", "PHL"}
    assert {party["state"] for party in found["parties"]} >= {"CHN", "PHL"}
    assert (found["date_start"], found["date_precision"]) == ("2024-06-17", "day")
    assert found["precision_m"] > 0


def test_an_empty_answer_is_an_empty_collection():
    assert collection("incidents", {"q": "zzz"})["features"] == []


@pytest.mark.parametrize("query", [{"severity": "9"}, {"pony": "1"}, {"place": "atlantis"}, {"from": "2024-13-01"}])
def test_a_question_that_is_not_understood_is_refused_in_words(store: Store, query: dict[str, str]):
    answer = get("/api/incidents.geojson", query)
    assert answer.status == 400
    assert answer.headers["content-type"] == "application/json"
    assert answer.json == {"error": store.parse(query)[1][0]}


@pytest.mark.parametrize(
    "path", ["/api/weather.geojson", "/api/land.geojson", "/api/", "/api/incidents", "/api/x/y.geojson"]
)
def test_a_route_that_is_not_there_says_what_is(path: str):
    answer = get(path)
    assert answer.status == 404
    assert list(answer.json) == ["error"]
    assert "incidents" in answer.json["error"]
    assert answer.json["error"].endswith(".")


def test_health_says_that_the_data_can_be_shown_and_which_they_are(store: Store):
    answer = get("/healthz")
    assert answer.status == 200
    assert answer.json == {"status": "ok", "data": store.package.version, "features": len(store.ids)}


@pytest.mark.parametrize(
    "name", ["leaflet.js", "base.js", "marks.js", "map.js", "land.geojson", "rows-incidents.json", "shapes-claims.json"]
)
def test_the_map_finds_its_parts_in_the_app_itself(name: str):
    answer = get(f"/map/{name}")
    assert answer.status == 200
    assert len(answer.body) > 100


@pytest.mark.parametrize(
    "name",
    [
        "../app.py",
        "..%2fapp.py",
        "secrets.toml",
        "names-xx.json",
        "names-.json",
        "leaflet.js.map",
        "rows-.json",
        "rows-land.json",
        "base-incidents.json",
    ],
)
def test_nothing_else_is_served_as_a_part_of_the_map(name: str):
    assert get(f"/map/{name}").status == 404


def test_rows_are_sent_packed_once_and_by_name_alone_after_that():
    whole = get("/map/rows-incidents.json")
    packed = get("/map/rows-incidents.json", headers={"Accept-Encoding": "gzip, br"})
    assert gzip.decompress(packed.body) == whole.body
    assert len(packed.body) < len(whole.body) / 3
    again = get("/map/rows-incidents.json", headers={"If-None-Match": whole.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    assert get("/map/rows-places.json", headers={"If-None-Match": whole.headers["etag"]}).status == 200


@pytest.mark.parametrize("language", list(NAMES))
def test_place_names_are_served_in_every_language(store: Store, language: str):
    assert get(f"/map/names-{language}.json").json == store.names(language)


def test_hostile_texts_travel_as_json_text(monkeypatch: pytest.MonkeyPatch, hostile: Copy):
    monkeypatch.setenv("SOUNDINGS_DATA", str(hostile.path))
    rows = {row["id"]: row for row in hostile.rows("incidents")}
    for feature in collection("incidents")["features"]:
        assert feature["properties"]["title"] == rows[feature["id"]]["title"]


def test_words_and_presence_alone_are_left_out_unless_they_are_asked_for():
    narrow, wide = (
        {feature["id"]: feature["properties"] for feature in collection("incidents", query)["features"]}
        for query in ({}, {"severity": "0"})
    )
    assert set(wide) - set(narrow) == set(apart())
    assert {wide[identity]["severity"] for identity in apart()} == {0}
    assert collection("incidents", {"severity": "0"})["filter"] == "including words or presence alone"
    assert "from 0 to 7" in get("/api/incidents.geojson", {"severity": "8"}).json["error"]


def test_each_incident_says_what_it_rests_on_and_where_copies_of_its_pages_may_be(store: Store):
    frame = store.frames["incidents"]
    for feature in collection("incidents", {"rests": "single", "severity": "0"})["features"]:
        cells = feature["properties"]
        assert cells["rests_on"] == frame.loc[feature["id"], "footing"].words
        assert cells["rests_on"].startswith("one weak page" if cells["weak"] else "one page")
        (report,) = cells["reports"]
        assert report["archived_copies"].startswith("https://web.archive.org/web/")


def test_what_changed_since_a_day_is_told_with_what_it_is_and_a_link(store: Store):
    whole = get("/api/changes.json").json
    assert (whole["version"], whole["since"]) == (store.package.version, None)
    newest = max(row["date"] for row in whole["changes"])
    found = get("/api/changes.json", {"since": newest}).json
    assert found["since"] == newest
    assert found["changes"] == [row for row in whole["changes"] if row["date"] == newest]
    for row in found["changes"]:
        assert list(row) == ["version", "date", "layer", "feature", "change", "what", "title", "link"]
        if row["feature"] in store.ids:
            assert row["title"] == store.title(row["feature"])
            assert store.parse(dict(parse_qsl(row["link"].lstrip("?"))))[0].selected == row["feature"]
        else:
            assert (row["title"], row["link"]) == (None, None)


@pytest.mark.parametrize("query", [{"since": "yesterday"}, {"since": "2026-13-01"}, {"since": "2026"}])
def test_a_day_that_is_none_is_refused_in_one_sentence(query: dict[str, str]):
    answer = get("/api/changes.json", query)
    assert (answer.status, list(answer.json)) == (400, ["error"])
    assert query["since"] in answer.json["error"]
    assert "YYYY-MM-DD" in answer.json["error"]


TAKES = {
    "/api/incidents.geojson": ("states", "the keys are states, match, role"),
    "/api/claims": ("lon", "of this route; it knows lon, lat, lens, to."),
    "/api/overlaps.json": ("lens", "of this route; it knows lens, to."),
    "/api/changes.json": ("since", "of this route; it knows since."),
    "/api/find.json": ("q", "of this route; it knows q."),
    "/api/distance.json": ("line", "of this route; it knows line."),
    "/healthz": ("", "of this route; it takes none."),
    "/map/land.geojson": ("", "of this route; it takes none."),
    "/map/rows-incidents.json": ("", "of this route; it takes none."),
    "/map/shapes-limits.json": ("", "of this route; it takes none."),
    "/map/names-en.json": ("", "of this route; it takes none."),
}
routes = pytest.mark.parametrize("path", TAKES)


def refused(path: str, query: bytes) -> str:
    """Return the sentence with which a route refuses a query."""
    answer = get(path, query)
    assert (answer.status, answer.headers["content-type"], list(answer.json)) == (400, "application/json", ["error"])
    sentence = str(answer.json["error"])
    assert sentence.endswith(".")
    assert len(sentence) < 400
    return sentence


@routes
@pytest.mark.parametrize("query", [b"pony=1", b"pony", b"lon=115&lat=9&pony=", b"lon=115&lat=9&%C4%CF=1", b"pony=1&pony=2"])
def test_every_route_names_a_key_that_it_does_not_take(path: str, query: bytes):
    assert ("“pony”" if b"pony" in query else "“��”") in refused(path, query)


@routes
def test_every_route_says_which_keys_it_takes(path: str):
    assert TAKES[path][1] in refused(path, b"pony=1")


TWICE = (b"lens=award&lens=claimed", b"to=2024-01-01&to=2024-01-01")
OWN_TWICE = {
    "/api/changes.json": b"since=2026-11-01&since=2026-11-28",
    "/api/find.json": b"q=Manila&q=Subi",
    "/api/distance.json": b"line=115,9&line=116,9",
}
TAKEN_TWICE = [(path, twice) for path, (key, _) in TAKES.items() if key and path not in OWN_TWICE for twice in TWICE]


@pytest.mark.parametrize(("path", "twice"), [*TAKEN_TWICE, *OWN_TWICE.items()])
def test_a_key_given_twice_is_refused_rather_than_half_answered(path: str, twice: bytes):
    assert f"“{twice.decode()}” was not understood: expected the key once" in refused(
        path, b"&".join((b"", POINT[path], twice))
    )


POINT = dict.fromkeys(TAKES, b"") | {"/api/claims": b"lon=115&lat=9"}


@pytest.mark.parametrize(
    ("path", "query", "sentence"),
    [
        (
            "/api/incidents.geojson",
            b"states=PHL&states=CHN",
            "The link's “states=PHL&states=CHN” was not understood: expected the key once, its values joined by commas.",
        ),
        (
            "/api/incidents.geojson",
            b"q=%C4%CF%C9%B3",
            "The link's “q=��ɳ” was not understood: expected text in UTF-8, and its bytes are of another encoding.",
        ),
        (
            "/api/incidents.geojson",
            "q=南沙".encode("gbk"),
            "The link's “q=��ɳ” was not understood: expected text in UTF-8, and its bytes are of another encoding.",
        ),
        (
            "/api/incidents.geojson",
            b"q=cable%00ship",
            "The link's “q=cableship” was not understood: expected text without control characters.",
        ),
        (
            "/api/claims",
            b"lon=115&lon=116&lat=9",
            "“lon=115&lon=116” was not understood: expected the key once.",
        ),
        ("/api/claims", b"lon=1_15&lat=9", "“lon” says “1_15”: expected decimal degrees from -180 to 180."),
        ("/api/claims", b"lon=nan&lat=9", "“lon” says “nan”: expected decimal degrees from -180 to 180."),
        ("/api/claims", b"lat=9", "“lon” says nothing: expected decimal degrees from -180 to 180."),
    ],
)
def test_what_a_route_cannot_read_whole_it_refuses_in_one_sentence(path: str, query: bytes, sentence: str):
    assert refused(path, query) == sentence


def test_a_long_search_is_refused_and_not_quoted_whole():
    assert refused("/api/incidents.geojson", b"q=" + b"x" * 50_000).endswith("expected at most 200 characters.")


def test_bytes_of_utf_8_that_nobody_escaped_are_read_as_what_they_are():
    assert (
        get("/api/places.geojson", "q=仁爱礁".encode()).json["features"] == collection("places", {"q": "仁爱礁"})["features"]
    )
    assert collection("places", {"q": "仁爱礁"})["features"]


@given(st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=8), st.text(max_size=30), max_size=4))
@percent(60)
def test_no_query_makes_the_route_fail(query: dict[str, str]):
    answer = get("/api/places.geojson", query)
    assert answer.status in {200, 400}
    assert answer.status == 200 or answer.json["error"]


def test_of_many_complaints_five_are_told_and_the_rest_counted(store: Store):
    query = dict.fromkeys([key for key in KEYS if key != "q"], "\x01")
    complaints = store.parse(query)[1]
    assert len(complaints) == MOST_COMPLAINTS + 1
    assert complaints[-1].startswith(f"The link's other {len(query) - MOST_COMPLAINTS} faults: “")
    assert [key for key in query if f"“{key}=" not in " ".join(complaints)] == []
    assert get("/api/incidents.geojson", query).json == {"error": " ".join(complaints)}
