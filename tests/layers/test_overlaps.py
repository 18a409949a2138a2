"""The overlaps layer: which cells a question shows, how many states claim each, and on what."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers import overlaps
from layers.palette import CLAIMANTS
from question.view import View
from tests.examples import percent
from waters import computed
from waters.lens import LENSES
from words import text

if TYPE_CHECKING:
    import geopandas as gpd

    from layers.store import Store
    from record.reading import Package
    from waters.computed import Waters

AWARD = View(lens="award")


@pytest.fixture(scope="module")
def frame(store: Store) -> gpd.GeoDataFrame:
    return store.frames["overlaps"]


@pytest.fixture(scope="module")
def sea(shipped: Package) -> Waters:
    return computed.load(shipped)


def shown(frame: gpd.GeoDataFrame, view: View) -> list[frozenset[str]]:
    return overlaps.claimed(overlaps.filter(frame, view), view)


def test_a_cell_is_an_overlap_where_two_states_claim_it_today(frame: gpd.GeoDataFrame, sea: Waters):
    today = {row.id for row in sea.cells.itertuples() if len(computed.claimants(row.zones, "claimed", None)) >= 2}
    assert set(frame.index) == today
    assert list(frame["many"]) == sorted(frame["many"])


@given(st.sets(st.sampled_from(list(CLAIMANTS)), max_size=3), st.sampled_from(list(LENSES)))
@percent(40)
def test_states_narrow_to_what_all_of_them_claim(frame: gpd.GeoDataFrame, asked: set[str], lens: str):
    view = View(states=tuple(sorted(asked)), match="all", lens=lens)
    found = shown(frame, view)
    everything = [states for states in overlaps.claimed(frame, view) if len(states) >= 2 and asked <= states]
    assert found == everything


@pytest.mark.parametrize("many", range(1, 8))
def test_a_number_of_claimants_asks_for_just_so_many(frame: gpd.GeoDataFrame, many: int):
    assert all(len(states) == many for states in shown(frame, View(claimants=many)))


def test_the_award_leaves_fewer_overlaps_and_none_of_the_dashes_with_indonesia(frame: gpd.GeoDataFrame):
    assert len(shown(frame, AWARD)) < len(shown(frame, View()))
    assert shown(frame, View(states=("CHN", "IDN"), match="all"))
    assert not shown(frame, View(states=("CHN", "IDN"), match="all", lens="award"))


def test_the_last_day_asked_about_is_the_as_of_date(frame: gpd.GeoDataFrame):
    # The dashes came to the UN on 7 May 2009; Spratly zones met Indonesia's before.
    eve, day = (shown(frame, View(states=("CHN", "IDN"), end=dt.date(2009, 5, number))) for number in (6, 7))
    assert 0 < len(eve) < len(day)


def test_words_find_a_zone_by_its_name(frame: gpd.GeoDataFrame):
    found = overlaps.filter(frame, View(q="Kalayaan polygon"))
    assert len(found)
    assert all("phl-kalayaan-polygon" in {zone.id for zone in zoned} for zoned in found["zones"])


def test_what_is_drawn_is_a_number_at_a_point_of_the_cell(frame: gpd.GeoDataFrame):
    drawn = overlaps.draw(frame, AWARD)
    counts = [len(states) for states in overlaps.claimed(frame, AWARD)]
    assert [feature.numbers["n"] for feature in drawn] == counts
    assert {feature.geometry["type"] for feature in drawn} == {"Point"}


def test_a_card_tells_both_lenses_the_area_and_every_zone_with_its_instruments(frame: gpd.GeoDataFrame):
    for _, row in frame.iterrows():
        card = overlaps.describe(row)
        labels = [fact.label for fact in card.facts]
        assert labels[:3] == ["Area", *LENSES.values()]
        assert len(labels) == 3 + len(row["zones"])
        assert {identity for layer, identity in card.related} == set(overlaps.instruments(row["zones"]))
        assert card.title.startswith("Waters claimed by ")


def test_a_cells_reports_are_those_of_all_of_its_zones(frame: gpd.GeoDataFrame, sea: Waters):
    for _, row in frame.iterrows():
        wanted = {report.id for zone in row["zones"] for report in sea.reports[zone.id]}
        assert {report.id for report in overlaps.sources(row)} == wanted


def test_a_zone_in_words_says_since_when_and_what_is_a_reading_or_without_effect(sea: Waters):
    title, note = overlaps.zone_words(sea.zones["chn-dash-line-area"])
    assert title == "claimed area: area inside the nine dashes, joined"
    assert "figure; in force since 2009-05-07;" in note
    assert note.endswith("; a reading, since no limit was published; without effect under the award")
    assert "takes" not in text.plain(note)


def test_an_ended_zone_says_until_when(sea: Waters):
    _, note = overlaps.zone_words(sea.zones["chn-scarborough-territorial-sea-1992"])
    assert "in force 1992-02-25 to 2024-11-10" in note
