"""An area is not a point: its parts add up, none is that of its middle, and the data say which places are areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layers import incidents, places
from waters import areas, computed, measure, sentences
from waters.lens import LENSES

if TYPE_CHECKING:
    from layers.store import Store
    from record.reading import Package
    from waters.computed import Waters


@pytest.fixture(scope="module")
def sea(shipped: Package) -> Waters:
    return computed.load(shipped)


@pytest.mark.parametrize(
    ("kind", "precision_m", "area"),
    [
        ("sea_area", 1_000, True),
        ("island_group", 1_000, True),
        ("general area", 1_000, True),
        ("reef", 6_000, False),
        ("named feature", 25_000, False),
        ("submerged_bank", 40_000, True),
    ],
)
def test_kind_and_precision_tell_an_area(kind: str, precision_m: float, area: bool):  # noqa: FBT001 -- a table's column
    assert areas.is_area(kind, precision_m) is area
    assert (areas.around(kind, 114, 10, precision_m) is not None) is area


@pytest.mark.parametrize("lens", LENSES)
@pytest.mark.parametrize(
    "place", ["spratly-islands", "reed-bank", "natuna-islands", "philippines", "taiwan", "gulf-of-tonkin"]
)
def test_the_parts_of_an_area_are_the_area(store: Store, sea: Waters, place: str, lens: str):
    area = places.outline(store.frames["places"], place, sea)
    assert area is not None
    found = areas.across(sea, area, lens, None)
    assert found.km2 == pytest.approx(measure.area_km2(area))
    parts = sum(portion.km2 for portion in found.portions) + found.land_km2 + found.outside_km2
    assert parts == pytest.approx(found.km2, rel=1e-3)
    assert sum(km2 for _, km2 in sentences.portions(found)) == pytest.approx(found.km2, rel=2e-3)


@pytest.mark.parametrize("lens", LENSES)
def test_the_whole_sea_is_shared_just_as_the_cells_are(store: Store, sea: Waters, lens: str):
    area = places.outline(store.frames["places"], "south-china-sea", sea)
    assert area == sea.sea
    found = {portion.states: portion.km2 for portion in areas.across(sea, area, lens, None).portions}
    for share in computed.shares(sea, lens, None):
        # Cells are drawn as coarse as the land.
        assert found.get(share.states, 0.0) == pytest.approx(share.km2, rel=0.02, abs=400)


def test_the_spratlys_are_the_hull_of_their_features(store: Store, sea: Waters):
    frame = store.frames["places"]
    area = places.outline(frame, "spratly-islands", sea)
    assert area is not None
    assert all(area.buffer(1e-9).contains(frame.loc[feature].geometry) for feature in ("itu-aba", "second-thomas-shoal"))
    sets = areas.across(sea, area, "claimed", None).portions
    assert len(sets) > 5
    assert {"CHN", "TWN"} <= set(sets[0].states)


def test_an_area_that_is_a_points_surroundings_is_no_area(store: Store, sea: Waters):
    for place in ("second-thomas-shoal", "scarborough-shoal", "itu-aba", "vanguard-bank"):
        assert places.outline(store.frames["places"], place, sea) is None


def test_clashes_placed_in_a_general_area_are_areas(store: Store):
    frame = store.frames["incidents"]
    vague = frame[frame["position_basis"] == "general area"]
    assert len(vague)
    assert all(incidents.outline(row) is not None for _, row in vague.iterrows())
    assert incidents.outline(frame.loc["2024-06-17-second-thomas-shoal-boarding"]) is None


def test_how_an_area_is_shared_is_said_in_shares_of_all_of_it(sea: Waters):
    area = areas.around("general area", 118.0, 15.0, 100_000)
    assert area is not None
    words = sentences.shared(areas.across(sea, area, "award", None))
    assert words.startswith("the Philippines ")
    assert "China, the Philippines and Taiwan" in words


def test_a_share_that_is_there_is_never_nothing(sea: Waters):
    area = areas.around("general area", 107.966, 17.783, 120_000)
    assert area is not None
    words = sentences.shared(areas.across(sea, area, "claimed", None))
    assert "under 1%" in words
    assert " 0%" not in words
