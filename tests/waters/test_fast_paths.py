"""What is looked up fast is what a slow and plain look at everything finds, at random points near coasts and limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import percent
from waters import computed, doubts, measure, nearness, shoreline, standing

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from record.reading import Package
    from waters.computed import Waters

    Positions = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]

BESIDE_DEG = 0.4
WEST, SOUTH, EAST, NORTH = 98, -6, 128, 27
PRECISIONS_M = (0, 100, 1_000, 5_000, 19_000, 30_000, 100_000, 300_000)


@pytest.fixture(scope="module")
def sea(shipped: Package) -> Waters:
    return computed.load(shipped)


def beside(lines: Any, seed: int, many: int = 12) -> Positions:  # noqa: ANN401 -- a geometry or an array of them
    """Return positions and precisions: places on some lines of the region, each moved a little, near or far."""
    chance = np.random.default_rng(seed)
    at = shapely.get_coordinates(lines)
    at = at[((at > (WEST, SOUTH)) & (at < (EAST, NORTH))).all(axis=1)]
    moved = at[chance.integers(len(at), size=many)] + chance.normal(0, BESIDE_DEG, (many, 2)) ** 3
    return moved[:, 0], moved[:, 1], chance.choice(PRECISIONS_M, many).astype(float)


def outline(sea: Waters) -> BaseGeometry:
    west, south, east, north = sea.land.bounds
    return sea.land.boundary.intersection(shapely.box(west + 0.01, south + 0.01, east - 0.01, north - 0.01))


def touched_of_all(sea: Waters, lon: float, lat: float, precision_m: float) -> tuple[bool, bool, bool]:
    """Return what a circle touches by laying it over the whole land and the whole sea."""
    circle = measure.ring(lon, lat, precision_m + doubts.COAST_M)
    wet = circle.difference(sea.land)
    return (
        not wet.equals(circle),
        not wet.intersection(sea.sea).is_empty,
        not wet.difference(sea.sea).is_empty,
    )


@given(st.integers(0, 2**32 - 1))
@percent(20)
def test_a_circle_touches_what_it_touches_of_the_whole_land_and_sea(sea: Waters, seed: int):
    lons, lats, precisions_m = beside([sea.land, sea.sea], seed)
    met = doubts.touched(sea, lons, lats, precisions_m)
    for lon, lat, precision_m, row in zip(lons, lats, precisions_m, met, strict=True):
        slow = touched_of_all(sea, lon, lat, precision_m)
        # Where no edge is near, a circle touches one kind alone and none is told.
        assert tuple(row) == slow or (not row.any() and sum(slow) == 1), (lon, lat, precision_m)


@given(st.integers(0, 2**32 - 1))
@percent(20)
def test_the_nearest_coast_is_the_nearest_of_all(sea: Waters, seed: int):
    lons, lats, _ = beside(sea.land, seed, many=6)
    coasts = outline(sea)
    for lon, lat, coast in zip(lons, lats, shoreline.nearest(sea, lons, lats), strict=True):
        metres, to_lon, to_lat = measure.nearest(lon, lat, coasts)
        shores = {state: shore.distance(shapely.Point(to_lon, to_lat)) for state, shore in sea.shores.items()}
        state = min(shores, key=lambda code: shores[code])
        assert coast
        assert (coast.metres, coast.lon_deg, coast.lat_deg) == pytest.approx((metres, to_lon, to_lat), rel=1e-6, abs=1e-6)
        assert coast.state == (state if shores[state] <= shoreline.ON_SHORE_DEG else "")


def test_land_without_a_coast_has_no_nearest_one(sea: Waters):
    framed = computed.Waters({}, {}, {}, {}, sea.cells.iloc[:0], sea.sea, sea.shores, shapely.box(100, 0, 110, 10))
    assert shoreline.nearest(framed, np.array([105.0]), np.array([5.0])) == [None]
    assert "no state is named" in standing.at(framed, 105.0, 5.0).setting.words


@given(st.integers(0, 2**32 - 1))
@percent(20)
def test_what_degrees_settle_of_a_limit_metres_bear_out(sea: Waters, seed: int):
    limits = [limit for several in sea.limits.values() for limit in several if not limit.line.is_empty]
    limit = limits[seed % len(limits)]
    lons, lats, precisions_m = beside(limit.line, seed)
    # Every other point is put near the edge of its own tolerance, where it counts.
    away_m = shapely.distance(limit.line, shapely.points(lons, lats)) * np.random.default_rng(seed).uniform(95e3, 113e3, 12)
    tolerance_m = np.where(np.arange(12) % 2, away_m + 1, precisions_m + limit.accuracy_m)
    near = nearness.near(limit.line, shapely.points(lons, lats), tolerance_m)
    legs = shapely.segmentize(limit.line, measure.EDGE_DEG)
    for lon, lat, most, fast in zip(lons, lats, tolerance_m, near, strict=True):
        metres = measure.nearest(lon, lat, legs)[0]
        # What is straight in degrees is no straight line in metres: a hair's breadth is left open.
        assert fast == (metres <= most) or metres == pytest.approx(most, rel=2e-3), (limit.line, lon, lat, most, metres)


@given(st.floats(-6, 27), st.floats(1, 300_000), st.floats(0, 5))
def test_degrees_settle_only_what_is_certain_at_their_latitude(lat: float, tolerance_m: float, leg_deg: float):
    reach = nearness.reaches(np.array([lat]), np.array([tolerance_m]), leg_deg)
    across, along = measure.degrees_m(lat)
    assert reach.within[0] * max(across, along) <= tolerance_m <= reach.beyond[0] * min(across, along)
    assert 0 <= reach.within[0] <= reach.beyond[0]
    assert reach.beyond[0] <= tolerance_m / measure.SHORTEST_DEGREE_M
    assert reach.within[0] <= tolerance_m / measure.LONGEST_DEGREE_M


@pytest.mark.parametrize("lat", [-6.0, 0.0, 10.0, 27.0, 60.0])
def test_a_degree_is_as_long_as_the_geodesic_along_it(lat: float):
    across, along = measure.degrees_m(lat)
    assert across * 1e-3 == pytest.approx(measure.GEOD.inv(110, lat, 110.001, lat)[2], rel=1e-6)
    assert along * 1e-3 == pytest.approx(measure.GEOD.inv(110, lat - 0.0005, 110, lat + 0.0005)[2], rel=1e-6)


@given(st.integers(0, 2**32 - 1))
@percent(20)
def test_what_is_drawn_around_a_point_is_what_every_zone_and_cell_says_of_it(sea: Waters, seed: int):
    lons, lats, precisions_m = beside([limit.line for several in sea.limits.values() for limit in several], seed, many=4)
    zones = list(sea.zones.values())
    for found in standing.many(sea, lons.tolist(), lats.tolist(), precisions_m.tolist()):
        at = shapely.Point(found.lon_deg, found.lat_deg)
        drawn = {name for name, shape in sea.shapes.items() if shape.contains(at)}
        assert {zone.id for zone in found.inside} == drawn - {zone.id for zone in found.undetermined}
        drawn |= {zone.id for _, cell in sea.cells.iterrows() if cell.geometry.intersects(at) for zone in cell["zones"]}
        own = tuple(zone for zone in zones if zone.id in drawn)
        for spots in found.around.values():
            assert own in spots or sea.land.contains(at)
