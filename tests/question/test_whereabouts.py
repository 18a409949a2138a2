"""What a reader types to ask whose claims a point is in: a position in several notations, or a name in any language."""

from __future__ import annotations

import csv
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.store import store
from question import whereabouts
from record.hashes import SHIPPED
from waters import measure

if TYPE_CHECKING:
    from layers.store import Store


@pytest.mark.parametrize(
    "typed",
    [
        "9.7333, 115.8667",
        "9.7333 115.8667",
        "115.8667, 9.7333",
        "9°44′N 115°52′E",
        "9°44'00\"N, 115°52'00\"E",
        "9 44 0 N 115 52 0 E",
        "9 44 N 115 52 E",
    ],
)
def test_a_position_is_read_in_every_usual_notation(store: Store, typed: str):
    (spot,) = whereabouts.find(store.frames["places"], typed)
    assert (spot.lon_deg, spot.lat_deg) == pytest.approx((115.8667, 9.7333), abs=1e-3)


def test_a_southern_position_keeps_its_sign(store: Store):
    (spot,) = whereabouts.find(store.frames["places"], "3°30′S 108°15′E")
    assert (spot.lon_deg, spot.lat_deg) == pytest.approx((108.25, -3.5))


@given(lon=st.floats(98, 128), lat=st.floats(-6, 27))
def test_what_the_page_prints_is_read_back_to_a_tenth_of_a_minute(lon: float, lat: float):
    (spot,) = whereabouts.find(store().frames["places"], measure.position_words(lon, lat))
    assert (spot.lon_deg, spot.lat_deg) == pytest.approx((lon, lat), abs=0.05 / 60 + 1e-6)


@pytest.mark.parametrize("typed", ["Second Thomas Shoal", "Ayungin", "仁爱礁", "Bãi Cỏ Mây", "bai co may"])
def test_a_place_is_found_by_its_name_in_any_language(store: Store, typed: str):
    spots = whereabouts.find(store.frames["places"], typed)
    assert spots[0].name == "Second Thomas Shoal"
    assert spots[0].precision_m > 0


def test_the_place_of_just_that_name_comes_first(store: Store):
    assert whereabouts.find(store.frames["places"], "Subi Reef")[0].name == "Subi Reef"


@pytest.mark.parametrize("typed", ["Atlantis", "91.5, 200", "12", "", "9°44′N"])
def test_what_means_nothing_is_quoted_with_what_was_expected(store: Store, typed: str):
    with pytest.raises(ValueError, match="expected coordinates such as") as refused:
        whereabouts.find(store.frames["places"], typed)
    assert f"“{typed}”" in str(refused.value)


def plain(name: str) -> str:
    """Return a name as it is compared, by a fold that shares no code with the product's."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in bare.replace("đ", "d")).split())


def rows_of(table: str) -> list[dict[str, str]]:
    with (SHIPPED / table).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.slow
def test_every_name_of_the_data_is_answered_with_its_places_and_where_they_lie(store: Store):
    where = {row["id"]: (float(row["lon_deg"]), float(row["lat_deg"])) for row in rows_of("places.csv")}
    bearing: dict[str, set[str]] = {}
    names = [(row["id"], row["name"]) for row in rows_of("places.csv")]
    names += [(row["place"], row["name"]) for row in rows_of("names.csv")]
    for place, name in names:
        bearing.setdefault(plain(name), set()).add(place)
    for _, name in names:
        spots = whereabouts.find(store.frames["places"], name)
        assert {spot.place for spot in spots} == bearing[plain(name)], name
        assert all(spot.how == "exact" and (spot.lon_deg, spot.lat_deg) == where[spot.place] for spot in spots), name
        answer = whereabouts.answered(spots)
        assert (answer is not None) == (len(spots) == 1), name
