"""Coasts: each claimant's own shore, and none of what is disputed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import MultiLineString, Polygon, box

from record import hashes
from waters import coasts, measure, natural_earth
from waters.coasts import DISPUTED, REACH_DEG

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from record.reading import Package

NOWHERE = Polygon()


@pytest.fixture(scope="module")
def shores() -> dict[str, BaseGeometry]:
    return coasts.read(hashes.SHIPPED)


def countries(**shapes: BaseGeometry) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"name": list(shapes)}, geometry=list(shapes.values()), crs="EPSG:4326")


def test_a_border_on_land_is_no_shore():
    # Two countries side by side on one island: the border between them, at 101 E, is not the drawn land's edge.
    island = box(100, 10, 102, 11)
    found = coasts.build(countries(Vietnam=box(100, 10, 101, 11), China=box(101, 10, 102, 11)), island, NOWHERE)
    for shore in (found["VNM"], found["CHN"]):
        assert island.boundary.buffer(1e-9).contains(shore)
        assert not shore.intersects(shapely.Point(101, 10.5).buffer(0.1))
    assert found["VNM"].length + found["CHN"].length == pytest.approx(island.length, abs=0.01)


def test_a_shore_is_counted_once_though_it_lies_near_two_states():
    found = coasts.build(
        countries(China=box(100, 10, 101, 11), Vietnam=box(100, 10, 101, 11)), box(100, 10, 101, 11), NOWHERE
    )
    assert found["CHN"].length == pytest.approx(4, abs=1e-6)
    assert found["VNM"].is_empty


def test_the_shore_of_a_disputed_feature_is_left_out():
    islet = box(112, 10, 112.05, 10.05)
    found = coasts.build(countries(Philippines=islet), islet, islet.buffer(0.1))
    assert found["PHL"].is_empty


def test_where_the_land_was_clipped_there_is_no_shore():
    west = natural_earth.CLIP_LON_DEG[0]
    ground = box(west, 10, west + 1, 11)
    found = coasts.build(countries(Indonesia=ground), ground, NOWHERE)
    assert found["IDN"].bounds[0] > west


def test_a_package_that_brings_no_coasts_stands_on_the_shipped_ones(tmp_path: Path, shores: dict[str, BaseGeometry]):
    assert coasts.read(tmp_path) == shores
    coasts.write({"BRN": MultiLineString([[(114.12345, 4.9), (114.2, 4.98765)]])}, tmp_path / coasts.FILE)
    assert coasts.read(tmp_path)["BRN"].wkt == "MULTILINESTRING ((114.123 4.9, 114.2 4.988))"
    written = json.loads((tmp_path / coasts.FILE).read_text(encoding="utf-8"))
    assert [feature["id"] for feature in written["features"]] == ["coast-brn"]


def test_every_claimant_has_a_shipped_shore_on_the_drawn_land(shores: dict[str, BaseGeometry], shipped: Package):
    assert set(shores) == set(coasts.COUNTRIES)
    edge = (
        gpd.read_file(shipped.path / natural_earth.FILE)
        .geometry.union_all()
        .boundary.buffer(2 * natural_earth.PRECISION_DEG)
    )
    for state, shore in shores.items():
        assert shore.length > 100 * REACH_DEG, state
        assert edge.contains(shore), state


def test_no_shipped_shore_is_shared_by_two_states(shores: dict[str, BaseGeometry]):
    whole = shapely.union_all(list(shores.values()))
    assert whole.length == pytest.approx(sum(shore.length for shore in shores.values()), rel=1e-3)


def test_no_shipped_shore_belongs_to_a_disputed_feature(shores: dict[str, BaseGeometry], shipped: Package):
    places = shipped.tables["places"]
    rows = places[places["group"].str.startswith(DISPUTED) & (places["precision_m"] <= coasts.DISPUTED_M)]
    assert len(rows) > 50
    for row in rows.itertuples():
        for state, shore in shores.items():
            near = shore.intersection(shapely.Point(row.lon_deg, row.lat_deg).buffer(0.2))
            assert near.is_empty or measure.nearest(row.lon_deg, row.lat_deg, near)[0] > 14_000, (row.id, state)


@pytest.mark.parametrize(("state", "lon", "lat"), [("PHL", 118.0, 9.3), ("VNM", 109.3, 12.6), ("BRN", 114.9, 5.02)])
def test_a_shore_lies_where_its_state_does(shores: dict[str, BaseGeometry], state: str, lon: float, lat: float):
    away = {name: measure.nearest(lon, lat, shore)[0] for name, shore in shores.items()}
    assert min(away, key=away.__getitem__) == state
    assert away[state] < 60_000
