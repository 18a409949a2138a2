"""Land is no sea: what a position is, held to right values and, at random points, to a slow test that shares no code."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from shapely.geometry import Point, shape

from record import reading
from waters import computed, sentences, setting, standing

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from record.reading import Package
    from waters.computed import Waters

    Points = tuple[list[float], list[float], list[float]]

RANDOM_POINTS = 200
# Zones are drawn up to 200 m beside where they were computed, and a degree of longitude is shorter in the north.
SPARE_M, DEGREE_M = 1_000, 98_000


@pytest.fixture(scope="module")
def sea(shipped: Package) -> Waters:
    return computed.load(shipped)


@pytest.mark.parametrize(
    ("lon", "lat", "kind", "words"),
    [
        (121.0, 23.7, "land", "nearest coast is that of Taiwan"),
        (120.96, 23.7, "land", "nearest coast is that of Taiwan"),
        (120.98, 14.6, "land", "nearest coast is that of the Philippines"),
        (105.85, 21.03, "land", "nearest coast is that of Vietnam"),
        (101.69, 3.14, "land", "nearest coast is that of Malaysia"),
        (106.83, -6.2, "land", "nearest coast is that of Indonesia"),
        (121.56, 25.04, "land", "nearest coast is that of Taiwan"),
        (114.94, 4.89, "land", "whose the land is stays open"),
        (116.4, 39.9, "outside", "may be land or sea, and nothing was computed"),
        # Thailand's shore is no claimant's.
        (100.5, 13.75, "land", "no state is named"),
        (110.2, 20.1, "inside_baselines", "those of China"),
        (112.34, 16.834, "inside_baselines", "those of China"),
        (109.0, 10.5, "inside_baselines", "those of Vietnam"),
        (115.867, 9.733, "sea", "South China Sea as counted"),
        (108.046, 4.187, "baselines_not_computed", "Indonesia, which are not computed here: their base points"),
        (120.3, 12.9, "baselines_not_computed", "the Philippines, which are not computed here: 12 of their 101"),
        (122.5, 12.5, "baselines_not_computed", "It lies outside the South China Sea"),
        (127.0, 15.0, "outside", "computed in part or not at all"),
    ],
)
def test_what_a_position_is(sea: Waters, lon: float, lat: float, kind: str, words: str):
    found = standing.at(sea, lon, lat).under("claimed", None).setting
    assert (found.kind, words in found.sentence) == (kind, True), found.sentence
    assert kind in setting.KINDS


@pytest.mark.parametrize(("lon", "lat"), [(121.0, 23.7), (127.0, 15.0), (116.4, 39.9), (113.95, 4.7)])
def test_what_is_no_computed_sea_is_never_said_to_be_claimed_by_none(sea: Waters, lon: float, lat: float):
    found = standing.at(sea, lon, lat)
    assert not found.claimed_by_none
    assert sentences.NO_STATE not in sentences.verdict(found, None)


def test_open_sea_that_was_computed_can_be_claimed_by_none(sea: Waters):
    found = standing.at(sea, 114.5, 13.0).under("award", None)
    assert found.claimed_by_none
    assert sentences.whose(found, "award", None) == "in waters that no state is found to claim"


@pytest.mark.parametrize(
    ("lon", "lat"), [(108.046, 4.187), (108.42, 3.99), (108.095, 3.615), (107.908, 4.193), (108.705, 3.014), (107.88, 2.817)]
)
def test_off_natuna_the_waters_are_claimed_by_indonesia(sea: Waters, lon: float, lat: float):
    # A hair's breadth between two zones of one state is no gap in what it claims.
    assert "IDN" in standing.at(sea, lon, lat).under("claimed", None).claimants


@pytest.mark.parametrize("lens", ["claimed", "award"])
def test_qiongzhou_strait_is_claimed_by_china_alone_after_the_award(sea: Waters, lens: str):
    assert "CHN" in standing.at(sea, 110.2, 20.1).under(lens, None).claimants


def test_a_circle_that_touches_land_or_leaves_the_sea_says_so(sea: Waters):
    vague, sharp = (standing.at(sea, 109.6, 13.5, precision_m=m).setting for m in (30_000, 0))
    assert sharp.doubt == ""
    assert "known to within 16.2 nm (30 km)" in vague.doubt
    assert "it may also lie on land" in vague.doubt


def raw(name: str) -> list[tuple[dict[str, Any], BaseGeometry]]:
    found = json.loads((Path(reading.SHIPPED) / name).read_text(encoding="utf-8"))["features"]
    return [({"id": feature["id"], **feature["properties"]}, shape(feature["geometry"])) for feature in found]


@pytest.fixture(scope="module")
def points() -> Points:
    drawn = np.random.default_rng(20160712)
    lons, lats = (drawn.uniform(*ends, RANDOM_POINTS).tolist() for ends in ((102, 123), (-4, 26)))
    return lons, lats, [0.0] * RANDOM_POINTS


@pytest.mark.slow
def test_random_points_are_land_sea_or_outside_as_a_slow_test_has_it(sea: Waters, points: Points):
    ((_, land),), ((_, limits),) = raw("land.geojson"), raw("sea.geojson")
    seen = set()
    for found in standing.many(sea, *points):
        at = Point(found.lon_deg, found.lat_deg)
        dry = any(part.intersects(at) for part in land.geoms)
        wet = not dry and limits.intersects(at)
        assert (found.setting.kind == "land", found.in_sea) == (dry, wet), at
        assert wet or not found.claimed_by_none
        seen.add((dry, wet))
    assert len(seen) == 3


@pytest.mark.slow
@pytest.mark.parametrize("lens", ["claimed", "award"])
def test_random_points_are_claimed_as_a_slow_test_has_it(sea: Waters, points: Points, lens: str):
    with (Path(reading.SHIPPED) / "zones.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    shapes = [(rows[one["id"]], drawn) for one, drawn in raw("zones.geojson")]
    counted = [
        (row, drawn)
        for row, drawn in shapes
        if row["kind"] != "contiguous_zone" and not row["valid_to"] and (lens == "claimed" or row["award"] != "set_aside")
    ]
    settled = 0
    for whole in standing.many(sea, *points):
        found, at = whole.under(lens, None), Point(whole.lon_deg, whole.lat_deg)
        inside = {row["claimant"] for row, drawn in counted if drawn.intersects(at)}
        unsure = {
            row["claimant"]
            for row, drawn in counted
            if drawn.boundary.distance(at) * DEGREE_M
            <= max([int(row["accuracy_m"]), *(int(m) for m in row["cut_accuracy_m"].split(";") if m)]) + SPARE_M
        }
        assert inside - unsure <= set(found.claimants) <= inside | unsure, at
        if not unsure:
            settled += 1
            assert set(found.claimants) == inside, at
            assert not found.doubtful
    assert settled > RANDOM_POINTS / 3
