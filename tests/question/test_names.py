"""Names are names: every name of the data set gives its place, in any language, and nothing else is answered for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from question import names, whereabouts
from words import text

if TYPE_CHECKING:
    import geopandas as gpd

    from layers.store import Store
    from record.reading import Package


@pytest.fixture(scope="module")
def places(store: Store) -> gpd.GeoDataFrame:
    return store.frames["places"]


@pytest.mark.slow
def test_every_name_of_the_data_set_gives_its_place(places: gpd.GeoDataFrame, shipped: Package):
    rows = list(shipped.tables["names"].itertuples())
    assert len(rows) > 1000
    for row in rows:
        spots = whereabouts.find(places, row.name)
        assert row.place in [spot.place for spot in spots], row.name
        assert {spot.how for spot in spots} == {"exact"}, row.name


@pytest.mark.slow
def test_a_name_of_one_place_is_answered_and_a_name_of_several_is_a_choice(places: gpd.GeoDataFrame, shipped: Package):
    owners: dict[str, set[str]] = {}
    for row in shipped.tables["names"].itertuples():
        owners.setdefault(text.fold(row.name), set()).add(row.place)
    several = {name for name, owned in owners.items() if len(owned) > 1}
    assert "chigua" in several
    for name, owned in owners.items():
        spots = whereabouts.find(places, name)
        assert owned <= {spot.place for spot in spots}
        assert (whereabouts.answered(spots) is None) == (len(spots) > 1)


def test_an_ambiguous_name_lists_both_with_the_languages(places: gpd.GeoDataFrame):
    spots = whereabouts.find(places, "Chigua")
    assert {spot.place: spot.matched for spot in spots} == {
        "johnson-south-reef": "Chigua, a name in Chinese, also used for another place",
        "mckennan-reef": "Chigua, a name in Filipino, also used for another place",
    }
    assert whereabouts.heading(spots, "Chigua") == "“Chigua” is a name of 2 places:"


@pytest.mark.parametrize(
    ("typed", "place"), [("Singapore", "singapore-strait"), ("Thomas Shoal", "second-thomas-shoal"), ("Reed", "reed-bank")]
)
def test_a_part_of_a_name_is_offered_and_never_answered_for(places: gpd.GeoDataFrame, typed: str, place: str):
    spots = whereabouts.find(places, typed)
    assert [(spot.place, spot.how) for spot in spots] == [(place, "part")]
    assert whereabouts.answered(spots) is None
    assert whereabouts.heading(spots, typed) == f"“{typed}” is no place's whole name; it stands in this:"


def test_a_part_of_many_names_offers_them_all(places: gpd.GeoDataFrame):
    spots = whereabouts.find(places, "Reef")
    named = {place for place, name in places["name"].items() if "reef" in name.lower().split()}
    assert named <= {spot.place for spot in spots}
    assert whereabouts.heading(spots, "Reef") == f"“Reef” is no place's whole name; it stands in these {len(spots)}:"


def test_a_usual_name_that_another_place_bears_too_says_so(places: gpd.GeoDataFrame):
    (spot,) = whereabouts.find(places, "South Reef")
    assert whereabouts.answered([spot]) is spot
    assert spot.matched == "South Reef, also used for another place"


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Taiwan", "taiwan"),
        ("taipei", "taipei"),
        ("Spratly Islands", "spratly-islands"),
        ("West Philippine Sea", "south-china-sea"),
        ("ren'ai jiao", "second-thomas-shoal"),
        ("BAI CO MAY", "second-thomas-shoal"),
        ("黄岩岛", "scarborough-shoal"),
    ],
)
def test_a_name_is_answered_for_its_place(places: gpd.GeoDataFrame, typed: str, place: str):
    spot = whereabouts.answered(whereabouts.find(places, typed))
    assert spot is not None
    assert spot.place == place


@pytest.mark.parametrize(
    ("typed", "place"),
    [("Renai", "second-thomas-shoal"), ("philipines", "philippines"), ("Scarborough Shaol", "scarborough-shoal")],
)
def test_a_near_spelling_is_offered_and_never_answered_for(places: gpd.GeoDataFrame, typed: str, place: str):
    spots = whereabouts.find(places, typed)
    assert place in [spot.place for spot in spots]
    assert {spot.how for spot in spots} == {"near"}
    assert whereabouts.answered(spots) is None
    assert whereabouts.heading(spots, typed).startswith(f"“{typed}” is no place of this data set by that name.")


def test_part_of_several_names_is_a_choice(places: gpd.GeoDataFrame):
    spots = whereabouts.find(places, "Luzon")
    assert {spot.place for spot in spots} == {"luzon-strait", "northern-luzon", "northwest-of-luzon"}
    assert whereabouts.answered(spots) is None


@pytest.mark.parametrize(
    "capital",
    ["Beijing", "Manila", "Hanoi", "Kuala Lumpur", "Putrajaya", "Jakarta", "Nusantara", "Bandar Seri Begawan", "<b>x</b>"],
)
def test_what_is_no_name_of_the_data_set_is_not_answered_for(places: gpd.GeoDataFrame, capital: str):
    try:
        spots = whereabouts.find(places, capital)
    except ValueError as refused:
        assert f"“{capital}” is neither a position nor a place of this data set by that name" in str(refused)  # noqa: PT017
        return
    assert whereabouts.answered(spots) is None
    assert all(text.fold(capital) not in text.fold(spot.name) for spot in spots)


def test_notes_are_not_names_and_clashes_rank_nothing(places: gpd.GeoDataFrame):
    assert names.matches(places, "Sierra Madre") == []
    busy = places.assign(clashes=range(len(places)))
    for typed in ("Reef", "Chigua", "Luzon", "Natuna"):
        assert names.matches(busy, typed) == names.matches(places, typed)
