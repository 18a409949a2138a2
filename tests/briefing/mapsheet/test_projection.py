"""Where a map lies: points and degrees undo each other, areas are true, and no ground is shown whose land is not known."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from briefing.box import Box
from briefing.mapsheet import basemap, legend, projection
from question.view import At
from tests import questions
from waters import measure
from waters.natural_earth import CLIP_LAT_DEG, CLIP_LON_DEG

FRAME = Box.between(24, 1, 447, 390)
REGION = projection.fitted((101.5, 1.0, 124.0, 25.5), FRAME, margin_pt=0, least_m=300_000)
INSIDE = st.tuples(st.floats(FRAME.left, FRAME.right), st.floats(FRAME.top, FRAME.bottom))


def frames() -> st.SearchStrategy[Box]:
    return st.builds(lambda wide, high: Box(10, 10, wide, high), st.floats(100, 2000), st.floats(100, 1200))


def on_known_land(shown: projection.Projection) -> bool:
    west, south, east, north = shown.bounds_deg
    return CLIP_LON_DEG[0] <= west < east <= CLIP_LON_DEG[1] and CLIP_LAT_DEG[0] <= south < north <= CLIP_LAT_DEG[1]


@given(INSIDE)
def test_points_undo_degrees(at: tuple[float, float]):
    lon, lat = REGION.degrees([at[0]], [at[1]])
    assert REGION.point(float(lon[0]), float(lat[0])) == pytest.approx(at, abs=1e-6)


@given(st.floats(102, 122), st.floats(2, 24))
def test_areas_are_true_anywhere_on_the_map(lon: float, lat: float):
    cell = shapely.segmentize(shapely.box(lon, lat, lon + 1, lat + 1), 0.05)
    x, y = REGION.points(*shapely.get_coordinates(cell).T)
    drawn_m2 = shapely.Polygon(np.column_stack([x, y])).area * REGION.metres_per_pt**2
    geodesic_m2 = abs(measure.GEOD.geometry_area_perimeter(cell)[0])
    assert drawn_m2 == pytest.approx(geodesic_m2, rel=2e-3)


def test_north_is_up_in_the_middle():
    x, y = REGION.points([REGION.lon_deg, REGION.lon_deg], [REGION.lat_deg, REGION.lat_deg + 0.1])
    assert (x[0], y[0]) == pytest.approx(FRAME.middle)
    assert x[1] == pytest.approx(x[0], abs=1e-6)
    assert y[1] < y[0]


@given(st.floats(98, 127), st.floats(-6, 26), st.floats(0.01, 12), st.floats(0.01, 12), frames())
def test_a_fitted_chart_holds_what_it_was_fitted_to(lon: float, lat: float, wide: float, high: float, frame: Box):
    bounds = (lon, lat, min(lon + wide, 128), min(lat + high, 27))
    shown = projection.fitted(bounds, frame, margin_pt=10, least_m=100_000)
    x, y = shown.points([bounds[0], bounds[0], bounds[2], bounds[2]], [bounds[1], bounds[3], bounds[1], bounds[3]])
    assert on_known_land(shown)
    # A frame much wider or higher than the region cannot hold all of it and stay on known ground.
    if 0.7 < frame.width / frame.height < 1.6:
        assert frame.left <= x.min() <= x.max() <= frame.right
        assert frame.top <= y.min() <= y.max() <= frame.bottom


@given(questions.ats(), frames())
def test_no_chart_shows_ground_whose_land_is_not_known(at: At, frame: Box):
    assert on_known_land(projection.seen(at, frame))


@given(st.floats(102, 120), st.floats(0, 22), st.integers(6, 12))
def test_a_kept_view_shows_at_least_what_the_web_map_showed(lon: float, lat: float, zoom: int):
    shown = projection.seen(At(lon, lat, zoom), FRAME)
    assert (shown.lon_deg, shown.lat_deg) == pytest.approx((lon, lat))
    half_deg = projection.SEEN_PX[0] / 2 * 360 / 256 / 2**zoom
    west, _, east, _ = shown.bounds_deg
    assert west <= lon - 0.99 * half_deg
    assert east >= lon + 0.99 * half_deg


@pytest.mark.parametrize("bounds", [(101.5, 1, 124, 25.5), (115, 9, 118, 11), (115.8, 9.7, 115.9, 9.8)])
def test_the_scale_bar_is_as_long_on_the_ground_as_it_says(bounds: tuple[float, float, float, float]):
    shown = projection.fitted(bounds, FRAME, margin_pt=10, least_m=10_000)
    length, miles = legend.bar(shown, 100)
    x, y = shown.frame.middle
    lon, lat = shown.degrees([x - length / 2, x + length / 2], [y, y])
    metres = measure.distances(lon[0], lat[0], lon[1:], lat[1:])[0]
    assert metres / measure.NAUTICAL_MILE_M == pytest.approx(miles, rel=1e-3)
    assert 100 / 2.6 < length <= 100
    assert miles / 10 ** math.floor(math.log10(miles)) in (1, 2, 5)


def test_a_parallel_is_bent_with_the_projection():
    line = REGION.drawn(shapely.LineString([(102, 20), (123, 20)]))
    _, lat = REGION.degrees(*shapely.get_coordinates(line).T)
    assert len(lat) > 3
    middle = line.interpolate(0.5, normalized=True)
    assert REGION.degrees([middle.x], [middle.y])[1][0] == pytest.approx(20, abs=0.05)


def test_a_hole_stays_a_hole():
    lake = shapely.Polygon(shapely.box(110, 10, 114, 14).exterior, [shapely.box(111, 11, 113, 13).exterior.coords])
    assert len(projection.rings(REGION.drawn(lake))) == 2


@pytest.mark.parametrize(
    ("value", "letters", "words"),
    [(115, "EW", "115°E"), (9.5, "NS", "9°30′N"), (-4, "NS", "4°S"), (0, "NS", "0°"), (10 + 1 / 3, "NS", "10°20′N")],
)
def test_degrees_read_as_a_chart_prints_them(value: float, letters: str, words: str):
    assert basemap.degrees_words(value, *letters) == words


def test_the_graticule_names_every_degree_at_the_line_that_it_names():
    size = basemap.DEGREE_PT
    for item in basemap.graticule(REGION, 1.0):
        if hasattr(item, "text") and item.anchor == "middle":
            lon, _ = REGION.degrees([item.at[0]], [item.at[1] - 1.35 * size])
            assert f"{lon[0]:.0f}°E" == item.text


def test_a_line_that_rounds_to_one_point_is_not_drawn():
    assert projection.rings(shapely.LineString([(1, 1), (1.0001, 1.0001)])) == ()
    assert projection.rings(shapely.LineString([(1, 1), (2, 2)])) == (((1.0, 1.0), (2.0, 2.0)),)
