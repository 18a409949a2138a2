"""Zones: each what its row says, beside what others have printed, and on nobody's shore but its own."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely

from record import derived
from record.reading import SHIPPED, parts
from tests.packages import Copy
from waters import buffers, cells, computed, derive, zones
from waters.measure import GEOD, NAUTICAL_MILE_M, area_km2

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from record.reading import Package
    from waters.zones import Ground

Row = dict[str, str]
ROWS: dict[str, Row] = {row["id"]: row for row in Copy(SHIPPED).rows("zones")}
TONKIN, SHELF_2003, LINE_1969 = (
    "chn-vnm-gulf-of-tonkin-boundary-2000",
    "idn-vnm-shelf-boundary-2003",
    "mys-idn-shelf-boundary-1969",
)


def where(**cells: str) -> list[str]:
    return [name for name, row in ROWS.items() if all(row[column] == value for column, value in cells.items())]


@pytest.fixture(scope="module")
def ground(shipped: Package) -> Ground:
    return derive.ground_of(shipped)


@pytest.fixture(scope="module")
def shapes(ground: Ground) -> dict[str, BaseGeometry]:
    """Every zone, computed from nothing: that takes half a minute, so what needs them is slow."""
    return dict(zip(ROWS, zones.build(ROWS.values(), ground), strict=True))


@pytest.fixture(scope="module")
def dry(ground: Ground) -> BaseGeometry:
    """The land, and 300 metres."""
    return ground.near().land.buffer(0.003)


def legs_nm(line: BaseGeometry) -> list[float]:
    run = np.asarray(shapely.line_merge(line).coords)
    return [metres / NAUTICAL_MILE_M for metres in GEOD.line_lengths(run[:, 0], run[:, 1])]


def both(one: BaseGeometry, other: BaseGeometry) -> float:
    return area_km2(one.intersection(other))


# What others have printed.


def test_the_legs_of_the_philippine_baselines_are_as_long_as_the_law_prints_them(ground: Ground):
    # RA 9522, "distance to next basepoint (M)", points 1 to 11, as the copy rpt-scribd-20090310-ra-9522-text gives them.
    printed = [70.03, 99.17, 71.83, 1.05, 0.39, 3.29, 9.74, 3.51, 2.40, 30.94, 116.26]
    assert legs_nm(ground.claims["phl-ra9522-archipelagic-baselines"]) == pytest.approx(printed, abs=0.01)


def test_the_legs_of_vietnams_baselines_are_as_long_as_reported(ground: Ground):
    # Báo Nghệ An: ten legs of about 85 nm on average. A study of straight baselines (iilss.net) prints A1 to A2 as 99.94,
    # A2 to A3 as 103.9 and A5 to A6 as 162.3 nm: within 1.5 %, on charts of another datum.
    legs = legs_nm(ground.claims["vnm-baselines-1982"])
    assert len(legs) == 10
    assert sum(legs) / len(legs) == pytest.approx(85, abs=0.5)
    assert [legs[0], legs[1], legs[4]] == pytest.approx([99.94, 103.9, 162.3], rel=0.015)


@pytest.mark.slow
def test_the_kalayaan_polygon_has_about_236_000_square_kilometres(shapes: dict[str, BaseGeometry]):
    assert area_km2(shapes["phl-kalayaan-polygon"]) == pytest.approx(236_000, rel=2e-3)


@pytest.mark.slow
def test_the_joined_dashes_hold_about_the_area_that_the_us_study_of_2014_gives(shapes: dict[str, BaseGeometry]):
    """Limits in the Seas No. 143 is quoted with about 2,000,000 km2; ours are 3 % fewer.

    The page of the study that says so was not at hand, so the product does not repeat the figure, nor is it known how the
    study closed the dashes. Ours are closed along the boundary of 2000 and from Taiwan's south cape to Nan'ao, their water
    alone is counted (with Hainan and the land behind the shore it would be 2,085,000 km2), and they were digitised at
    1:10 million, their ends within 60 km.
    """
    assert area_km2(shapes["chn-dash-line-area"]) == pytest.approx(2_000_000, rel=0.035)


# What a row promises.


@pytest.mark.slow
@pytest.mark.parametrize("name", ROWS)
def test_a_zone_is_valid_water_inside_the_window(name: str, shapes: dict[str, BaseGeometry], ground: Ground):
    shape = shapes[name]
    assert shape.is_valid
    assert not shape.is_empty
    assert ground.window.buffer(1e-4).contains(shape)
    assert both(shape, ground.land) < 1


@pytest.mark.parametrize("name", ROWS)
def test_what_a_zone_rests_on_exists_and_is_reported(name: str, shipped: Package):
    row = ROWS[name]
    assert parts(row["instruments"])
    assert all(shipped.evidence.of_feature("claims", claim) for claim in parts(row["instruments"]))
    assert {*parts(row["instruments"]), *parts(row["lines"]), *parts(row["cut_by"])} <= set(shipped.claims.index)
    assert len(parts(row["cut_accuracy_m"])) in {0, len(parts(row["cut_by"]))}


@pytest.mark.parametrize("name", where(basis="features"))
def test_a_feature_is_measured_from_by_states_that_claim_it_alone_and_stands_above_high_tide(name: str, shipped: Package):
    places = shipped.tables["places"].loc[list(parts(ROWS[name]["features"]))]
    assert all(ROWS[name]["claimant"] in parts(states) for states in places["claimed_by"])
    assert all(
        row.kind == "island" or row.award_2016_status in {"rock", "high-tide feature, no EEZ"} for row in places.itertuples()
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", [*where(kind="eez"), *where(kind="continental_shelf")])
def test_an_eez_or_shelf_begins_where_the_territorial_sea_ends(name: str, shapes: dict[str, BaseGeometry]):
    like = {column: ROWS[name][column] for column in ("claimant", "basis", "coast", "lines", "features")}
    for sea in where(kind="territorial_sea", **like):
        assert both(shapes[name], shapes[sea]) < 1
        assert shapes[name].distance(shapes[sea]) < 1e-3


@pytest.mark.slow
@pytest.mark.parametrize("name", [*where(kind="eez"), *where(kind="continental_shelf")])
def test_no_eez_or_shelf_lies_within_12_nm_of_another_states_own_shore(
    name: str, shapes: dict[str, BaseGeometry], ground: Ground
):
    own = zones.UNDIVIDED if ROWS[name]["claimant"] in zones.UNDIVIDED else {ROWS[name]["claimant"]}
    for state, shore in ground.near().coasts.items():
        if state not in own:
            assert both(shapes[name], shore.buffer(0.15)) < 1, state


@pytest.mark.slow
@pytest.mark.parametrize("name", where(kind="internal_waters", basis="lines"))
def test_internal_waters_lie_inside_their_baseline(name: str, shapes: dict[str, BaseGeometry], ground: Ground):
    sides = buffers.sides(shapely.line_merge(ground.claims[ROWS[name]["lines"]]), 30_000)
    seaward = min(sides, key=lambda side: side.intersection(ground.land).area)
    assert both(shapes[name], seaward) < 0.01 * area_km2(shapes[name])


@pytest.mark.slow
@pytest.mark.parametrize("state", ["CHN", "VNM", "PHL", "MYS", "IDN"])
def test_no_hole_is_left_between_a_states_shore_and_the_end_of_its_eez(
    state: str, shapes: dict[str, BaseGeometry], dry: BaseGeometry
):
    mine = [name for name in where(claimant=state, valid_to="") if ROWS[name]["basis"] in {"coast", "lines"}]
    whole = shapely.union_all([shapes[name] for name in mine])
    holes = [shapely.Polygon(ring) for part in shapely.get_parts(whole) for ring in part.interiors]
    assert sum(area_km2(hole.difference(dry)) for hole in holes) < 20


@pytest.mark.slow
def test_the_boundary_of_2000_leaves_no_water_of_the_gulf_to_both(shapes: dict[str, BaseGeometry]):
    gulf = shapely.box(105, 18.2, 110, 22)
    for mine in where(claimant="VNM", cut_by=TONKIN):
        for yours in where(claimant="CHN", coast="CHN", cut_by=TONKIN):
            assert both(shapes[mine].intersection(gulf), shapes[yours]) < 2, (mine, yours)


@pytest.mark.slow
def test_the_line_of_2003_parts_the_shelves_and_not_the_waters(shapes: dict[str, BaseGeometry], ground: Ground):
    beside = shapely.union_all(buffers.sides(shapely.line_merge(ground.claims[SHELF_2003]), 100_000))
    assert both(shapes["vnm-shelf"].intersection(beside), shapes["idn-shelf"]) < 20
    assert both(shapes["vnm-eez"].intersection(beside), shapes["idn-eez"]) > 30_000


def test_the_stand_in_for_the_line_of_1969_ends_at_its_two_published_points(ground: Ground, shipped: Package):
    line = ground.claims[LINE_1969]
    for lon, lat in ((105.82, 6.096667), (109.643333, 6.303333)):
        assert line.distance(shapely.Point(lon, lat)) < 1e-5
    assert shipped.claims.loc[LINE_1969, "geometry"] is None


@pytest.mark.slow
def test_malaysia_claims_nothing_around_natuna_and_nothing_in_bruneis_corridor_since_the_letters(
    shapes: dict[str, BaseGeometry],
):
    natuna = shapely.Point(108.2, 3.9).buffer(1)
    for name in ("mys-eez", "mys-shelf"):
        assert both(shapes[name], natuna) == 0
        assert both(shapes[name], shapes["brn-corridor"]) < 50
    assert both(shapes["mys-eez-1980"], shapes["brn-corridor"]) > 20_000


@pytest.mark.slow
def test_indonesias_eez_ends_at_its_own_line(shapes: dict[str, BaseGeometry]):
    off_johor, off_sarawak, off_natuna = (shapely.Point(at) for at in ((104.2, 3.5), (111.0, 3.5), (108.0, 6.5)))
    assert [shapes["idn-eez"].contains(at) for at in (off_johor, off_sarawak, off_natuna)] == [False, False, True]


def test_scarboroughs_ring_applies_from_10_november_2024_and_not_before(shipped: Package):
    zones = computed.load(shipped).zones
    ring = [zones[name] for name in ("chn-scarborough-internal-waters", "chn-scarborough-territorial-sea")]
    point = zones["chn-scarborough-territorial-sea-1992"]
    eve, day = dt.date(2024, 11, 9), dt.date(2024, 11, 10)
    assert [zone.counts("claimed", eve) for zone in (*ring, point)] == [False, False, True]
    assert [zone.counts("claimed", day) for zone in (*ring, point)] == [True, True, False]


def test_what_was_replaced_ends_on_the_day_on_which_the_next_begins():
    ended = {row["id"]: row["valid_to"] for row in ROWS.values() if row["valid_to"]}
    assert ended
    for name, day in ended.items():
        base = name.rsplit("-", 1)[0]
        assert ROWS[base]["valid_from"] == day, name


def test_a_zone_that_would_be_empty_is_named(ground: Ground):
    row: dict[str, Any] = ROWS["phl-scarborough-territorial-sea"] | {"id": "nowhere", "inner_nm": "12", "outer_nm": "12"}
    with pytest.raises(ValueError, match=r"the zone nowhere is empty: check its basis, lines and breadth in zones\.csv"):
        list(zones.build([row], ground))


@pytest.mark.slow
def test_the_shipped_zones_and_cells_are_what_the_code_computes(
    shapes: dict[str, BaseGeometry], ground: Ground, shipped: Package
):
    areas, kept = (
        {feature.id: feature.properties["km2"] for feature in shipped.derived.collections[name].features}
        for name in (derived.ZONES, derived.CELLS)
    )
    assert {name: area_km2(shape) for name, shape in shapes.items()} == pytest.approx(areas, rel=1e-6, abs=0.1)
    dividing = {name: shape for name, shape in shapes.items() if ROWS[name]["kind"] in zones.DIVIDING}
    found = cells.divide(dividing, ground.sea.difference(ground.land))
    assert {cell.id: cell.km2 for cell in found} == pytest.approx(kept, rel=1e-6, abs=0.01)


def test_the_shipped_limits_are_what_the_code_computes(ground: Ground, shipped: Package):
    shapes = shipped.derived.collections[derived.ZONES].shapes()
    made = [json.loads(json.dumps(limit)) for limit in derive.limits(derive.rows(shipped), shapes, ground)]
    kept = shipped.derived.collections[derived.LIMITS].features
    assert [(limit["id"], limit["properties"], limit["geometry"]) for limit in made] == [
        (feature.id, feature.properties, feature.geometry) for feature in kept
    ]


def test_the_shipped_gaps_between_islands_are_what_the_code_computes(ground: Ground, shipped: Package):
    made = [json.loads(json.dumps(gaps)) for gaps in derive.gaps(shipped, ground.coasts)]
    kept = shipped.derived.collections[derived.ARCHIPELAGOS].features
    assert [(gaps["id"], gaps["properties"], gaps["geometry"]) for gaps in made] == [
        (feature.id, feature.properties, feature.geometry) for feature in kept
    ]
