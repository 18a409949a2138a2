"""Measuring on WGS 84, and saying what was measured."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waters import measure

LON = st.floats(98, 128)
LAT = st.floats(-6, 27)


def area_km2(radius_nm: float, lat_deg: float, vertices: int) -> float:
    ring = measure.ring(115.0, lat_deg, radius_nm * measure.NAUTICAL_MILE_M, vertices=vertices)
    return float(measure.GEOD.geometry_area_perimeter(ring)[0]) / 1e6


def test_a_circle_of_200_nautical_miles_has_its_geodesic_area():
    assert area_km2(200, 11, 720) == pytest.approx(430_871, rel=1e-3)


def test_the_drawn_circle_is_as_good_as_its_72_corners_allow():
    assert area_km2(200, 11, 72) == pytest.approx(430_871, rel=2e-3)


@given(LON, LAT, st.floats(1, 1e6))
def test_a_ring_is_valid_counter_clockwise_and_as_far_all_round(lon: float, lat: float, radius_m: float):
    ring = measure.ring(lon, lat, radius_m)
    assert ring.is_valid
    assert ring.exterior.is_ccw
    lons, lats = zip(*ring.exterior.coords, strict=True)
    assert measure.distances(lon, lat, lons, lats) == pytest.approx(radius_m, rel=1e-6, abs=1e-3)


@given(LON, LAT, st.floats(0, 359.9), st.floats(1, 1e6))
def test_distance_undoes_destination(lon: float, lat: float, azimuth: float, metres: float):
    there = measure.destination(lon, lat, azimuth, metres)
    assert measure.distances(lon, lat, [there[0]], [there[1]])[0] == pytest.approx(metres, abs=1e-3)


@given(LON, LAT, LON, LAT)
def test_it_is_as_far_there_as_back(lon: float, lat: float, to_lon: float, to_lat: float):
    there = measure.distances(lon, lat, [to_lon], [to_lat])[0]
    back = measure.distances(to_lon, to_lat, [lon], [lat])[0]
    assert there == pytest.approx(back, abs=1e-3)


def test_one_minute_of_latitude_is_about_a_nautical_mile():
    assert measure.distances(115, 10, [115], [10 + 1 / 60])[0] == pytest.approx(measure.NAUTICAL_MILE_M, rel=6e-3)


@pytest.mark.parametrize(
    ("to", "word"),
    [((115, 11), "N"), ((116, 11), "NE"), ((116, 10), "E"), ((115, 9), "S"), ((114, 9), "SW"), ((114, 10), "W")],
)
def test_bearings_have_eight_words(to: tuple[float, float], word: str):
    assert measure.bearing(115, 10, *to) == word


@pytest.mark.parametrize(
    ("metres", "words"),
    [
        (0, "0 m"),
        (150, "150 m"),
        (1852, "1.0 nm (1.9 km)"),
        (22_964.8, "12.4 nm (23 km)"),
        (1_852_000, "1,000 nm (1,852 km)"),
    ],
)
def test_distances_read_in_nautical_miles_and_kilometres(metres: float, words: str):
    assert measure.distance_words(metres) == words


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ((117.76, 15.151667), "15°09.1′N 117°45.6′E"),
        ((110.0, -4.5), "4°30.0′S 110°00.0′E"),
        ((119.99999, 9.99999), "10°00.0′N 120°00.0′E"),
    ],
)
def test_positions_read_as_a_chart_prints_them(at: tuple[float, float], words: str):
    assert measure.position_words(*at) == words
