"""Whose claims is this in: the places that are asked about most, and what cannot be determined."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely.geometry import MultiPoint, Point

from tests.examples import percent
from waters import computed, measure, standing
from waters.measure import GEOD, NAUTICAL_MILE_M
from waters.zones import DIVIDING

if TYPE_CHECKING:
    from layers.store import Store
    from record.reading import Package
    from waters.computed import Waters
    from waters.standing import Standing

lons, lats = st.floats(104, 121), st.floats(1, 23)


@pytest.fixture(scope="module")
def sea(shipped: Package) -> Waters:
    return computed.load(shipped)


def of(sea: Waters, shipped: Package, place: str, lens: str = "claimed", day: dt.date | None = None) -> Standing:
    row = shipped.tables["places"].loc[place]
    return standing.at(sea, row["lon_deg"], row["lat_deg"]).under(lens, day)


def offshore(sea: Waters, at: Standing, state: str) -> float:
    """Return the nautical miles from a point to a state's nearest shore."""
    found = {away.name: away.metres for away in standing.coasts(sea, at.lon_deg, at.lat_deg)}
    return found[state] / NAUTICAL_MILE_M


@pytest.mark.parametrize(
    ("place", "claimed", "award"),
    [
        # The award puts both in the Philippine EEZ (findings.csv). Malaysia's 200 nm from Sabah reach them too.
        ("second-thomas-shoal", "CHN MYS PHL TWN", "MYS PHL"),
        ("mischief-reef", "CHN MYS PHL TWN", "MYS PHL"),
        ("reed-bank", "CHN PHL TWN", "PHL"),
        # A rock with 12 nm, whoever owns it; and the Philippine EEZ around it.
        ("scarborough-shoal", "CHN PHL TWN", "CHN PHL TWN"),
        ("james-shoal", "CHN MYS", "MYS"),
        ("north-natuna-sea", "IDN", "IDN"),
        ("itu-aba", "CHN PHL TWN VNM", "CHN PHL TWN VNM"),
        ("woody-island", "CHN TWN VNM", "CHN TWN VNM"),
    ],
)
def test_whose_claims_a_place_lies_in(sea: Waters, shipped: Package, place: str, claimed: str, award: str):
    assert " ".join(of(sea, shipped, place).claimants) == claimed
    assert " ".join(of(sea, shipped, place, "award").claimants) == award


def test_vanguard_bank_lies_in_vietnams_eez_and_no_longer_in_chinas_after_the_award(sea: Waters, shipped: Package):
    before, after = (of(sea, shipped, "vanguard-bank", lens) for lens in ("claimed", "award"))
    assert {"CHN", "VNM"} <= set(before.claimants)
    assert "VNM" in after.eez
    assert "CHN" not in {*after.claimants, *after.doubtful}


def test_the_award_leaves_second_thomas_shoal_in_the_philippine_eez_and_out_of_any_chinese_zone(
    sea: Waters, shipped: Package
):
    found = of(sea, shipped, "second-thomas-shoal", "award")
    assert "PHL" in found.eez
    assert not [zone.id for zone in (*found.inside, *found.undetermined) if zone.claimant in {"CHN", "TWN"}]


@pytest.mark.parametrize(("place", "miles"), [("second-thomas-shoal", 105), ("scarborough-shoal", 120)])
def test_a_shoal_is_as_far_from_palawan_or_luzon_as_is_commonly_reported(
    sea: Waters, shipped: Package, place: str, miles: float
):
    # "About": the shoals are 10 and 18 km long, and ours are points.
    assert offshore(sea, of(sea, shipped, place), "PHL") == pytest.approx(miles, abs=6)


def test_scarboroughs_baselines_count_from_their_day(sea: Waters, shipped: Package):
    kinds = [
        {zone.kind for zone in of(sea, shipped, "scarborough-shoal", "claimed", day).inside if zone.claimant == "CHN"}
        for day in (dt.date(2024, 11, 9), dt.date(2024, 11, 10))
    ]
    assert "internal_waters" not in kinds[0]
    assert "internal_waters" in kinds[1]


@given(lons, lats, st.floats(0, 0.9))
@percent(60)
def test_a_point_within_a_limits_accuracy_is_neither_in_nor_out(sea: Waters, lon: float, lat: float, share: float):
    name, limit = next((name, limits[0]) for name, limits in sea.limits.items() if name == "vnm-eez")
    _, on_lon, on_lat = measure.nearest(lon, lat, limit.line)
    azimuth, _, away = GEOD.inv(on_lon, on_lat, lon, lat)
    assume(away > 1)
    near = measure.destination(on_lon, on_lat, azimuth, share * limit.accuracy_m)
    found = standing.at(sea, *near)
    assert name in [zone.id for zone in found.undetermined]
    assert name not in [zone.id for zone in found.inside]


@given(lons, lats)
@percent(60)
def test_a_point_farther_from_a_limit_than_it_is_accurate_is_in_or_out(sea: Waters, lon: float, lat: float):
    at = Point(lon, lat)
    found = standing.at(sea, lon, lat)
    for name, limits in sea.limits.items():
        # The shore is no limit: a point on the beach lies where it is drawn.
        sure = all(limit.line.distance(at) > 1.05 * limit.accuracy_m / measure.SHORTEST_DEGREE_M for limit in limits)
        if sure:
            assert name not in [zone.id for zone in found.undetermined]
            assert (name in [zone.id for zone in found.inside]) == sea.shapes[name].contains_properly(at)


def test_a_point_that_is_known_less_well_is_determined_less_often(sea: Waters, shipped: Package):
    row = shipped.tables["places"].loc["second-thomas-shoal"]
    sharp, vague = (standing.at(sea, row["lon_deg"], row["lat_deg"], precision_m=m) for m in (0, 120_000))
    assert set(vague.inside) < set(sharp.inside)
    assert set(vague.inside) | set(vague.undetermined) >= set(sharp.inside)


def test_a_limit_between_two_of_a_states_own_zones_leaves_no_doubt_of_the_state(sea: Waters):
    # On the line between Vietnam's territorial sea and its EEZ; off Palawan, where the territorial sea is unsure by 30 km.
    _, on_lon, on_lat = measure.nearest(110.0, 12.2, sea.limits["vnm-territorial-sea"][0].line)
    for lon, lat, state in ((on_lon, on_lat, "VNM"), (119.0, 10.2, "PHL")):
        found = standing.at(sea, lon, lat).under("award", None)
        assert [zone for zone in found.undetermined if zone.claimant == state and zone.kind in DIVIDING]
        assert state in found.claimants
        assert state not in found.doubtful


def test_at_the_outer_limit_of_all_of_a_states_zones_the_state_is_in_doubt(sea: Waters):
    line = sea.limits["vnm-eez"][0].line
    _, lon, lat = measure.nearest(112.5, 13.0, line)
    found = standing.at(sea, lon, lat).under("award", None)
    assert "VNM" in found.doubtful
    assert "VNM" not in found.claimants


def test_off_sarawak_the_line_of_1969_is_unsure_by_fifty_kilometres_and_the_coast_is_not(sea: Waters):
    near_line, near_coast = (standing.at(sea, lon, lat) for lon, lat in ((109.9, 4.5), (112.2, 3.6)))
    assert "mys-eez" in [zone.id for zone in near_line.undetermined]
    assert "mys-eez" in [zone.id for zone in near_coast.inside]


@given(st.lists(st.tuples(lons, lats, st.sampled_from([0.0, 500.0, 20_000.0])), min_size=1, max_size=5))
@percent(30)
def test_many_points_get_the_answers_that_each_gets_alone(sea: Waters, asked: list[tuple[float, float, float]]):
    columns = [list(column) for column in zip(*asked, strict=True)]
    assert standing.many(sea, *columns) == [standing.at(sea, lon, lat, precision_m=m) for lon, lat, m in asked]


@given(lons, lats, st.lists(st.tuples(lons, lats), min_size=1, max_size=8))
def test_the_nearest_point_is_as_far_as_the_geodesic_to_it_and_none_is_nearer(
    lon: float, lat: float, others: list[tuple[float, float]]
):
    metres, to_lon, to_lat = measure.nearest(lon, lat, MultiPoint(others))
    assert metres == pytest.approx(GEOD.inv(lon, lat, to_lon, to_lat)[2], abs=0.01)
    assert metres == pytest.approx(measure.distances(lon, lat, *np.transpose(others)).min(), abs=0.01)


@given(lons, lats)
@percent(30)
def test_coasts_stand_in_order_one_a_claimant(sea: Waters, lon: float, lat: float):
    found = standing.coasts(sea, lon, lat)
    assert {away.name for away in found} == {"BRN", "CHN", "IDN", "MYS", "PHL", "TWN", "VNM"}
    assert [away.metres for away in found] == sorted(away.metres for away in found)


def test_the_nearest_features_are_named_with_distance_and_bearing(store: Store):
    one, two = standing.features(store.frames["places"], 115.87, 9.74, most=2)
    assert (one.name, one.bearing in ["N", "NE", "E", "SE", "S", "SW", "W", "NW"]) == ("second-thomas-shoal", True)
    assert one.metres <= two.metres


def test_every_clash_carries_what_the_zones_say_of_its_position(store: Store, sea: Waters):
    frame = store.frames["incidents"]
    row = frame.loc["2024-06-17-second-thomas-shoal-boarding"]
    assert row["standing"].precision_m == row["precision_m"]
    assert "PHL" in row["standing"].under("award", None).eez


def test_without_computed_waters_nothing_is_claimed_and_nothing_breaks(sea: Waters):
    bare = computed.Waters({}, {}, {}, {}, sea.cells.iloc[:0], sea.sea, sea.shores, sea.land, "stale")
    found = standing.at(bare, 115.87, 9.74, precision_m=1000)
    assert (found.claimants, found.doubtful, found.eez, found.in_sea) == ((), (), frozenset(), True)
