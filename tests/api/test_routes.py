"""The JSON routes: the same question gives what the map shows, as RFC 7946; anything else is one clear sentence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Polygon, shape

from layers import layer
from layers.store import store
from question.view import KEYS, NAMES
from tests.asgi import get
from tests.examples import percent
from tests.packages import CLASH
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


@pytest.mark.parametrize("name", ["leaflet.js", "leaflet.css", "marks.js", "marks.css", "map.js", "map.css", "land.geojson"])
def test_the_map_finds_its_parts_in_the_app_itself(name: str):
    answer = get(f"/map/{name}")
    assert answer.status == 200
    assert len(answer.body) > 100


@pytest.mark.parametrize(
    "name", ["../app.py", "..%2fapp.py", "secrets.toml", "names-xx.json", "names-.json", "leaflet.js.map"]
)
def test_nothing_else_is_served_as_a_part_of_the_map(name: str):
    assert get(f"/map/{name}").status == 404


@pytest.mark.parametrize("language", list(NAMES))
def test_place_names_are_served_in_every_language(store: Store, language: str):
    assert get(f"/map/names-{language}.json").json == store.names(language)


def test_hostile_texts_travel_as_json_text(monkeypatch: pytest.MonkeyPatch, hostile: Copy):
    monkeypatch.setenv("SOUNDINGS_DATA", str(hostile.path))
    rows = {row["id"]: row for row in hostile.rows("incidents")}
    for feature in collection("incidents")["features"]:
        assert feature["properties"]["title"] == rows[feature["id"]]["title"]


@given(st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=8), st.text(max_size=30), max_size=4))
@percent(60)
def test_no_query_makes_the_route_fail(query: dict[str, str]):
    answer = get("/api/places.geojson", query)
    assert answer.status in {200, 400}
    assert answer.status == 200 or answer.json["error"]
