"""Geodesic buffers: true to the ellipsoid, whatever is buffered, and never across the antimeridian."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiLineString, Point

from tests.examples import percent
from waters import buffers, measure
from waters.measure import GEOD, NAUTICAL_MILE_M

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

lons, lats = st.floats(100, 125), st.floats(-5, 25)
points = st.builds(Point, lons, lats)
reaches = st.floats(2_000, 370_400)


@st.composite
def lines(draw: st.DrawFn) -> LineString:
    """Draw a line of two to five legs of 30 to 90 km that turns by at most 50 degrees at each bend."""
    at, azimuth = (draw(lons), draw(lats)), draw(st.floats(0, 360))
    run = [at]
    for _ in range(draw(st.integers(2, 5))):
        azimuth += draw(st.floats(-50, 50))
        run.append(measure.destination(*run[-1], azimuth, draw(st.floats(30_000, 90_000))))
    return LineString(run)


def from_edge(shape: BaseGeometry, base: LineString, share: float) -> float:
    """Return the metres from a point of a buffer's edge to what was buffered."""
    edge = shape.boundary.interpolate(share, normalized=True)
    fine = LineString(buffers.densified(np.asarray(base.coords), 1_000))
    return measure.nearest(edge.x, edge.y, fine)[0]


def test_a_ring_of_200_nm_at_11_n_has_the_area_of_a_geodesic_circle():
    # 430,871 km2: 2 pi R^2 (1 - cos(s / R)) with the ellipsoid's mean radius of curvature there.
    assert measure.area_km2(buffers.buffer(Point(114, 11), 200 * NAUTICAL_MILE_M)) == pytest.approx(430_871, rel=1e-3)


@given(points, points, reaches)
def test_a_point_is_within_reach_of_another_just_when_the_other_is_of_it(one: Point, other: Point, reach: float):
    apart = measure.distances(one.x, one.y, [other.x], [other.y])[0]
    assume(abs(apart - reach) > reach / 500)
    assert buffers.buffer(one, reach).contains(other) == buffers.buffer(other, reach).contains(one) == (apart < reach)


@given(lines(), reaches, st.floats(0, 1))
@percent(60)
def test_every_point_of_the_edge_is_as_far_as_asked(line: LineString, reach: float, share: float):
    shape = buffers.buffer(line, reach)
    assert from_edge(shape, line, share) == pytest.approx(reach, rel=1e-3, abs=20)


@given(lines(), reaches, st.floats(1.01, 3))
@percent(30)
def test_a_wider_buffer_holds_a_narrower_one(line: LineString, reach: float, factor: float):
    near, far = buffers.buffer(line, reach), buffers.buffer(line, reach * factor)
    assert near.difference(far).area < near.area / 1e6


@given(lines(), lines(), reaches)
@percent(20)
def test_the_buffer_of_two_shapes_is_that_of_each_and_saying_one_twice_changes_nothing(
    one: LineString, other: LineString, reach: float
):
    both = shapely.union(buffers.buffer(one, reach), buffers.buffer(other, reach))
    for several in (MultiLineString([one, other]), MultiLineString([one, other, one])):
        assert buffers.buffer(several, reach).symmetric_difference(both).area < both.area / 1e6


def test_an_area_is_part_of_its_buffer_and_a_ring_has_no_seam():
    square = shapely.box(110, 10, 111, 11)
    shape = buffers.buffer(square, 10_000)
    assert shape.contains(square)
    assert len(shape.interiors) == 0


@pytest.mark.parametrize("at", [Point(179.5, 0), Point(-179.5, 10), Point(120, 84.9)])
def test_what_would_cross_the_antimeridian_or_a_pole_is_refused_in_one_sentence(at: Point):
    with pytest.raises(
        ValueError, match=r"^370,400 m around longitudes .* crosses the antimeridian or goes beyond 85"
    ) as error:
        buffers.buffer(at, 200 * NAUTICAL_MILE_M)
    assert str(error.value).count(".") <= 3
    assert "\n" not in str(error.value)


@given(st.builds(Point, st.floats(-179, 179), st.floats(-80, 80)), reaches)
def test_no_buffer_ever_leaves_the_degrees_of_the_map(at: Point, reach: float):
    try:
        west, south, east, north = buffers.buffer(at, reach).bounds
    except ValueError:
        assert abs(at.x) > 150 or abs(at.y) > 75
    else:
        assert -180 <= west < at.x < east <= 180
        assert -90 < south < at.y < north < 90


@given(lines())
def test_densified_keeps_the_ends_and_stays_on_the_geodesics(line: LineString):
    before = np.asarray(line.coords)
    after = buffers.densified(before)
    assert (after[[0, -1]] == before[[0, -1]]).all()
    assert GEOD.line_lengths(after[:, 0], after[:, 1]).max() <= buffers.EDGE_M + 1e-6
    assert GEOD.line_length(*after.T) == pytest.approx(GEOD.line_length(*before.T), abs=0.01)


@given(lines(), st.floats(2_000, 40_000))
@percent(60)
def test_the_sides_of_a_line_do_not_overlap_and_together_are_all_beside_it(line: LineString, reach: float):
    left, right = buffers.sides(line, reach)
    beside = shapely.union_all(buffers._flat(buffers.densified(np.asarray(line.coords)), reach))
    assert left.intersection(right).area < beside.area / 1e6
    assert left.union(right).symmetric_difference(beside).area < beside.area / 1e4


@given(lines(), st.floats(2_000, 40_000), st.floats(0.1, 0.9))
@percent(60)
def test_left_is_to_the_left_of_the_lines_direction(line: LineString, reach: float, share: float):
    (lon, lat), (to_lon, to_lat) = line.coords[0], line.coords[1]
    azimuth, _, length = GEOD.inv(lon, lat, to_lon, to_lat)
    middle = measure.destination(lon, lat, azimuth, length / 2)
    for side, turn in zip(buffers.sides(line, reach), (-90, 90), strict=True):
        assert side.contains(Point(measure.destination(*middle, azimuth + turn, share * reach)))


def test_a_boundary_that_ends_near_land_is_led_on_to_the_shore():
    # Land in the south; the line stops 10 km short of it, and still parts all the water north of it.
    shore, water = shapely.box(105, 8, 115, 10), Point(109.95, 10.02)
    west, east = buffers.sides(LineString([(110, 12), (110, 10.1)]), 200_000, land=shore)
    assert east.distance(shore) == pytest.approx(0, abs=1e-6)
    assert sorted([west.contains(water), east.contains(water)]) == [False, True]
    assert west.intersection(shore).area == pytest.approx(0, abs=1e-9)
