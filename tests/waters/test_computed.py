"""The waters: what counts under a lens on a day, how the sea is shared out, and when the computed files are out of date."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record import reading
from tests.examples import percent
from tests.packages import duplicate
from waters import computed, derive
from waters.lens import AWARD, LENSES
from waters.zones import KINDS

if TYPE_CHECKING:
    from pathlib import Path

    from record.reading import Package
    from tests.packages import Copy
    from waters.computed import Share, Waters

lenses = st.sampled_from(list(LENSES))
days = st.none() | st.dates(dt.date(1947, 1, 1), dt.date(2030, 12, 31))


@pytest.fixture(scope="module")
def sea(shipped: Package) -> Waters:
    return computed.load(shipped)


@pytest.fixture
def whole_copy(tmp_path: Path) -> Copy:
    return duplicate(reading.SHIPPED, tmp_path / "whole")


def loaded(copy: Copy) -> Waters:
    return computed.load(reading.read(copy.path))


def km2(shares: list[Share], *states: str) -> float:
    return sum(share.km2 for share in shares if set(states) <= set(share.states))


def without_computed(copy: Copy) -> None:
    computed = {derive.ZONES, derive.CELLS}
    for name in computed:
        (copy.path / name).unlink()
    descriptor = copy.path / "datapackage.json"
    found = json.loads(descriptor.read_text(encoding="utf-8"))
    found["resources"] = [resource for resource in found["resources"] if resource["path"] not in computed]
    descriptor.write_text(json.dumps(found), encoding="utf-8")


# Whether the computed files are still true.


def test_the_shipped_files_are_fresh(sea: Waters):
    assert sea.fault == ""
    assert set(sea.shapes) == set(sea.zones) == set(sea.limits)


def test_a_changed_limit_a_moved_place_and_another_breadth_each_make_the_files_stale(whole_copy: Copy):
    claims = whole_copy.claims()
    ring = next(feature for feature in claims["features"] if feature["id"] == "phl-kalayaan-pd1596")
    ring["geometry"]["coordinates"][0][1][0] += 0.01
    whole_copy.write_claims(claims)
    whole_copy.cell("places", "itu-aba", lat_deg="10.40")
    whole_copy.cell("zones", "phl-scarborough-territorial-sea", outer_nm="24")
    found = loaded(whole_copy)
    assert found.fault == (
        "The computed waters were made from another claims.geojson, places.csv, zones.csv than this package holds, so none "
        "are shown; `python -m waters.derive DIRECTORY` computes them anew."
    )
    assert (found.zones, found.shapes, list(found.cells.index), found.km2) == ({}, {}, [], 0)


@pytest.mark.parametrize(
    ("table", "identity", "cells"),
    [
        ("places", "itu-aba", {"lon_deg": "114.40"}),
        ("zones", "phl-scarborough-territorial-sea", {"outer_nm": "24"}),
        ("zones", "vnm-eez", {"cut_by": ""}),
    ],
)
def test_each_alone_is_named(whole_copy: Copy, table: str, identity: str, cells: dict[str, str]):
    whole_copy.cell(table, identity, **cells)
    assert loaded(whole_copy).fault.startswith(f"The computed waters were made from another {table}.csv than this package")


def test_other_words_leave_the_files_as_they_are(whole_copy: Copy):
    claims = whole_copy.claims()
    for feature in claims["features"]:
        feature["properties"]["summary"] = "Said anew."
    whole_copy.write_claims(claims)
    whole_copy.cell("zones", "vnm-eez", note="Said anew.", valid_to="2031")
    whole_copy.cell("places", "itu-aba", significance="Said anew.")
    assert loaded(whole_copy).fault == ""


def test_a_package_without_computed_files_stands_on_the_shipped_ones_where_they_fit(whole_copy: Copy, copy: Copy):
    for one in (whole_copy, copy):
        without_computed(one)
    assert loaded(whole_copy).fault == ""
    assert "claims.geojson" in loaded(copy).fault


def test_the_small_package_has_waters_of_its_own(small: Path):
    found = computed.load(reading.read(small))
    assert found.fault == ""
    assert 0 < len(found.zones) < 5
    assert found.km2 > 3_000_000


def test_deriving_says_which_zone_is_empty_and_leaves_the_files(whole_copy: Copy):
    before = (whole_copy.path / derive.ZONES).read_bytes()
    rows = [row for row in whole_copy.rows("zones") if row["id"] == "phl-scarborough-territorial-sea"]
    whole_copy.write("zones", [row | {"inner_nm": "12"} for row in rows])
    with pytest.raises(SystemExit, match=r"^The zones were left as they are: the zone phl-scarborough-.* is empty"):
        derive.main([str(whole_copy.path)])
    assert (whole_copy.path / derive.ZONES).read_bytes() == before


# What counts.


def test_every_zone_says_what_it_is_and_how_the_award_leaves_it(sea: Waters):
    for zone in sea.zones.values():
        assert zone.kind in KINDS
        assert zone.award in AWARD
        assert sea.reports[zone.id], zone.id
        assert zone.note.endswith(".")
        assert zone.award == "stands" or zone.award_note
        assert zone.last is None or zone.first is None or zone.first < zone.last


def test_under_the_award_no_dash_and_no_spratly_feature_gives_more_than_12_nm(sea: Waters):
    kept = [zone for zone in sea.zones.values() if zone.counts("award", None)]
    assert not [zone.id for zone in kept if zone.basis == "dashes"]
    for zone in kept:
        if "spratly" in zone.id or "itu-aba" in zone.id or "kalayaan" in zone.id or "scarborough" in zone.id:
            assert zone.kind in {"territorial_sea", "internal_waters"}, zone.id


@given(lenses, days)
def test_the_shares_are_the_whole_sea_under_any_lens_on_any_day(sea: Waters, lens: str, day: dt.date | None):
    found = computed.shares(sea, lens, day)
    assert sum(share.km2 for share in found) == pytest.approx(sea.km2, rel=1e-9)
    assert sorted(cell for share in found for cell in share.cells) == sorted(sea.cells.index)
    assert len({share.states for share in found}) == len(found)


@given(lenses, days)
@percent(40)
def test_the_matrix_is_symmetric_and_no_pair_shares_more_than_either_claims(sea: Waters, lens: str, day: dt.date | None):
    found = computed.shares(sea, lens, day)
    matrix = computed.matrix(found)
    for (one, other), shared in matrix.items():
        assert shared == matrix[other, one]
        assert shared <= min(matrix[one, one], matrix[other, other]) + 1e-6
        assert shared == pytest.approx(km2(found, one, other))


@given(days)
def test_no_state_claims_more_after_the_award_than_it_does(sea: Waters, day: dt.date | None):
    for zoned in sea.cells["zones"]:
        assert computed.claimants(zoned, "award", day) <= computed.claimants(zoned, "claimed", day)


def test_the_award_changes_what_china_and_the_philippines_overlap_by(sea: Waters):
    claimed, award = (computed.matrix(computed.shares(sea, lens, None))["CHN", "PHL"] for lens in LENSES)
    assert award < claimed / 3


def test_a_day_tells_which_baseline_applied(sea: Waters):
    eve, day = (
        computed.matrix(computed.shares(sea, "claimed", dt.date(2009, 3, n))).get(("BRN", "MYS"), 0) for n in (15, 16)
    )
    assert eve > 20_000
    assert day < 50
