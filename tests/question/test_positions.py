"""Typed positions: every way in which one is printed is read to the same place, and what can mean two is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question import positions
from question.positions import EXPECTED
from waters.measure import position_words

if TYPE_CHECKING:
    from collections.abc import Callable

SABINA = (115.8667, 9.7333)


@pytest.mark.parametrize(
    "typed",
    [
        "9.7333, 115.8667",
        "9.7333 115.8667",
        "9.7333; 115.8667",
        "(9.7333, 115.8667)",
        "115.8667, 9.7333",
        "9,7333; 115,8667",
        "9,7333 115,8667",
        "9,7333, 115,8667",
        "9,7333N 115,8667E",
        "9.7333N/115.8667E",
        "9.7333° N, 115.8667° E",
        "N9.7333 E115.8667",
        "lat 9.7333 lon 115.8667",
        "Latitude: 9.7333, Longitude: 115.8667",
        "\uff19\uff0e\uff17\uff13\uff13\uff13\uff0c\uff11\uff11\uff15\uff0e\uff18\uff16\uff16\uff17",
        "09-44.0N 115-52.0E",
        "9-44N 115-52E",
        "0944N 11552E",
        "0944N11552E",
        "094400N 1155200E",
        "0944.0N 11552.0E",
        "9 44 N 115 52 E",
        "9 44 0 N 115 52 0 E",
        "9:44:00N 115:52:00E",
        "9°44′N 115°52′E",
        "115°52′E 9°44′N",
        "N 9° 44.0' E 115° 52.0'",
        "9° 44' 00\" N, 115° 52' 00\u201d E",
        "9\u00b044\u2019N 115\u00b052\u2018E",
        "9\u00ba44' 115\u00ba52'",
        "9\u00b044\u00b4N 115\u00b052\u00b4E",
        "9°44'00''N 115°52'00''E",
        "9°44,0′N 115°52,0′E",
        "9\u00a0°\u00a044\u00a0′\u00a0N 115°52′E",
        "9°44′115°52′",
        "9 degrees 44 minutes north, 115 degrees 52 minutes east",
        "北纬9°44′ 东经115°52′",
        "北緯9度44分、東経115度52分",
        "9 độ 44 phút vĩ Bắc, 115 độ 52 phút kinh Đông",
        "9° 44' LU 115° 52' BT",
    ],
)
def test_a_position_is_read_however_it_is_printed(typed: str):
    assert positions.figures(typed)
    assert positions.read(typed) == pytest.approx(SABINA, abs=1e-4)


@pytest.mark.parametrize(
    ("typed", "lon_deg", "lat_deg"),
    [
        ("15-08.2N 117-45.6E", 117.76, 15.136667),
        ("0933N 11253E", 112.883333, 9.55),
        ("9° 33' 00\" N, 112° 53' 25\u201d E", 112.890278, 9.55),
        ("3°30′S 108°15′E", 108.25, -3.5),
        ("\u22123.5 108.25", 108.25, -3.5),
        ("\u20133.5, 108.25", 108.25, -3.5),
        ("9°33′N 112°53′W", -112.883333, 9.55),
        ("10, 114", 114.0, 10.0),
        ("0, 0", 0.0, 0.0),
    ],
)
def test_figures_come_out_as_degrees_with_their_sign(typed: str, lon_deg: float, lat_deg: float):
    assert positions.read(typed) == pytest.approx((lon_deg, lat_deg), abs=1e-6)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("9 33 112 53", "its four numbers can be 9°33′ and 112°53′ or numbers of degrees: mark which are which"),
        ("9,733", "it can be the two numbers 9 and 733, or the one number 9.733"),
        ("10,114", "it can be the two numbers 10 and 114, or the one number 10.114"),
        ("9.7, 50.2", "it can be 9°42.0′N 50°12.0′E or 50°12.0′N 9°42.0′E: write N or S and E or W"),
        ("9°33′ 9°34′", "it can be 9°33.0′N 9°34.0′E or 9°34.0′N 9°33.0′E: write N or S and E or W"),
        ("9.5.5", "its figures are neither two numbers of degrees nor marked as degrees and minutes"),
        ("9.733,115.867,8", "its figures are neither two numbers of degrees nor marked as degrees and minutes"),
        ("9.5.5N 112E", "“9.5.5” is no number of degrees, or of degrees, minutes and seconds"),
        ("9.5°33'N 112E", "“9.5°33'” is no number of degrees, or of degrees, minutes and seconds"),
        ("9°33.5'30\"N 112E", "“9°33.5'30\"” is no number of degrees, or of degrees, minutes and seconds"),
        ("9'33°N 112E", "“9'33°” is no number of degrees, or of degrees, minutes and seconds"),
        ("9°60'N 112°53'E", "60 minutes are more than a coordinate has"),
        ("0960N 11253E", "60 minutes are more than a coordinate has"),
        ("9°33'60\"N 112°53'E", "60 seconds are more than a coordinate has"),
        ("933N 11253E", "933 degrees are more than a coordinate has"),
        ("0933N 9953E", "“9953” has 4 digits where a longitude has 5 or 7"),
        ("95N 112E", "95 degrees are no latitude, which ends at 90"),
        ("90°30'N 112E", "90.5 degrees are no latitude, which ends at 90"),
        ("91.5, 200", "200 degrees are no latitude, which ends at 90"),
        ("-9.5N 112E", "“-9.5” has both a sign and the letter N"),
        ("9°33'N 112°53'N", "it names N, N where one of N and S and one of E and W belong"),
        ("9°44′N", "it names N where one of N and S and one of E and W belong"),
        ("N9 112E", "its letters stand neither both before nor both behind their figures"),
        ("12", "it is one number, and a position has two"),
        ("9°44′", "it has not two numbers of degrees"),
    ],
)
def test_what_can_mean_two_places_or_none_is_refused_with_its_readings(typed: str, why: str):
    assert positions.figures(typed)
    with pytest.raises(ValueError) as refused:  # noqa: PT011 -- the whole sentence is compared
        positions.read(typed)
    assert str(refused.value) == f"“{typed}” was not read as a position: {why}; expected {EXPECTED}."


@pytest.mark.parametrize("typed", ["Subi Reef", "Block 113", "QNg 96416", "", "N", "Hải Dương 981", "仁爱礁"])
def test_names_are_no_positions(typed: str):
    assert not positions.figures(typed)


FORMS = (
    lambda d, m, letter: f"{d}°{m:04.1f}′{letter}",
    lambda d, m, letter: f"{d}-{m:04.1f}{letter}",
    lambda d, m, letter: f"{d} {m:04.1f} {letter}",
    lambda d, m, letter: f"{d + m / 60:.6f}{letter}",
    lambda d, m, letter: f"{d:0{2 if letter in 'NS' else 3}}{m:04.1f}{letter}",
    lambda d, m, letter: f"{d}°{int(m):02}'{round(m % 1 * 60):02}\"{letter}",
)


@given(
    form=st.sampled_from(FORMS),
    lat=st.tuples(st.integers(0, 89), st.integers(0, 599), st.sampled_from("NS")),
    lon=st.tuples(st.integers(0, 179), st.integers(0, 599), st.sampled_from("EW")),
    swapped=st.booleans(),
)
def test_any_position_in_any_form_and_order_is_read_back(
    form: Callable[[int, float, str], str], lat: tuple[int, int, str], lon: tuple[int, int, str], *, swapped: bool
):
    halves = [form(degrees, tenths / 10, letter) for degrees, tenths, letter in (lat, lon)]
    position = positions.read(" ".join(reversed(halves) if swapped else halves))
    sizes = [(degrees + tenths / 600) * (-1 if letter in "SW" else 1) for degrees, tenths, letter in (lon, lat)]
    assert position == pytest.approx(sizes, abs=1 / 3600)


@given(lon=st.floats(98, 128), lat=st.floats(-6, 27))
def test_what_the_page_prints_is_read_back_to_a_tenth_of_a_minute(lon: float, lat: float):
    assert positions.read(position_words(lon, lat)) == pytest.approx((lon, lat), abs=0.05 / 60 + 1e-6)


@given(st.text("0123456789NSEW.,;°'\" -", max_size=24))
def test_any_figures_are_read_within_the_globe_or_refused_in_a_sentence(typed: str):
    try:
        lon, lat = positions.read(typed)
    except ValueError as error:
        refusal = str(error)
    else:
        refusal = ""
        assert abs(lon) <= 180
        assert abs(lat) <= 90
    assert not refusal or refusal.endswith(f"; expected {EXPECTED}.")
