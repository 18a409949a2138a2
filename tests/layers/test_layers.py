"""What each layer's filter admits and what its card says, held against the rows themselves."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, box

from layers import claims, developments, incidents, land, layer, marks, places
from layers.store import store
from question import filtering, layer_keys
from question.view import NAMES, View
from record import names, severity
from tests.examples import percent
from tests.packages import CLASH, SEED
from tests.questions import views
from waters import measure, natural_earth

if TYPE_CHECKING:
    from layers.store import Store
    from record.reading import Package


def rests(row: pd.Series) -> set[str]:
    """Tell in plain steps what one clash rests on."""
    parties = {party.state for party in row["parties"]}
    own = {account.state for account in row["accounts"] if not account.speaker and account.state in parties}
    voices = "none" if not own else "one" if len(own) == 1 else "both"
    return {voices, *(["single"] if len(row["reports"]) == 1 else [])}


def between(row: pd.Series) -> set[str]:
    """Tell in plain steps between which states a clash was: across from one another, else all of them."""
    sides = {
        p.state: {"initiator": {"acts"}, "target": {"acted on"}, "both": {"acts", "acted on"}}.get(p.role, set())
        for p in row["parties"]
    }
    every = [(a, b) for a in sides for b in sides if a < b]
    across = [
        (a, b)
        for a, b in every
        if ("acts" in sides[a] and "acted on" in sides[b]) or ("acts" in sides[b] and "acted on" in sides[a])
    ]
    return {f"{a}-{b}" for a, b in across or every}


def begins(row: pd.Series) -> tuple[dt.date, dt.date]:
    """Tell the first and last day on which a clash may have begun."""
    day = row["date_start"].date()
    if row["date_precision"] == "day":
        return day, day
    if row["date_precision"] == "year":
        return dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)
    after = dt.date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return day.replace(day=1), after - dt.timedelta(days=1)


def of_them(row: pd.Series, view: View, having: set[str]) -> bool:
    """Tell in plain steps whether those of the asked states that have the part asked for are as many as are meant."""
    if view.match == "between" and len(view.states) > 1:
        return any(pair.split("-")[0] in view.states and pair.split("-")[1] in view.states for pair in between(row))
    return having == set(view.states) if view.match == "all" else bool(having)


def admits(row: pd.Series, view: View) -> bool:
    """Tell in plain steps whether one clash answers a question (its search words aside)."""
    told = [p for p in row["parties"] if p.state in view.states]
    roles = {"any": {"initiator", "target", "both"}, "initiator": {"initiator", "both"}, "target": {"target", "both"}}
    waters = row["standing"].under(view.lens, view.end)
    return all([
        not view.states or of_them(row, view, {party.state for party in told if party.role in roles[view.role]}),
        not view.start or row["last"].date() >= view.start,
        not view.end or row["first"].date() <= view.end,
        not view.began or (view.began.start <= begins(row)[0] and begins(row)[1] <= view.began.end),
        set(view.pairs) <= between(row),
        set(view.kinds) <= set(row["types"].split(";")),
        not view.types or any(word in row["types"].split(";") for word in view.types),
        row["severity"] >= view.severity,
        not view.place or row["place"] == view.place,
        row["origins"] >= view.origins,
        not view.rests or bool(rests(row) & set(view.rests)),
        not view.eez or any(code in waters.eez for code in view.eez),
        not view.claimants or len(waters.claimants) == view.claimants,
    ])  # fmt: skip


@given(data=st.data())
@percent(60)
def test_clashes_are_admitted_by_states_role_dates_types_severity_place_evidence_and_waters(data: st.DataObject):
    frame = store().frames["incidents"]
    busy = list(frame["place"].value_counts().index[:5])
    view = data.draw(views(places=busy, words=[""]))
    expected = [identity for identity, row in frame.iterrows() if admits(row, view)]
    assert list(incidents.filter(frame, view).index) == expected


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2024-06-30", "2024-07-31", True),
        ("2024-05-01", "2024-06-01", True),
        ("2024-06-10", "2024-06-11", True),
        ("2024-07-01", None, False),
        (None, "2024-05-31", False),
    ],
)
def test_a_clash_known_to_the_month_matches_any_range_that_touches_its_month(
    store: Store,
    start: str | None,
    end: str | None,
    found: bool,  # noqa: FBT001
):
    row = store.frames["incidents"].loc[[CLASH]]
    june = row.assign(first=np.datetime64("2024-06-01"), last=np.datetime64("2024-06-30"), date_precision="month")
    first, last = (dt.date.fromisoformat(day) if day else None for day in (start, end))
    assert (len(incidents.filter(june, View(start=first, end=last))) == 1) == found


def test_a_coarse_date_spans_its_whole_month_or_year(store: Store):
    frame = store.frames["incidents"]
    coarse = frame[frame["date_precision"] != "day"]
    assert len(coarse)
    for row in coarse.itertuples():
        assert row.first.day == 1
        assert (row.last + np.timedelta64(1, "D")).day == 1
        assert str(row.first.day) not in row.when.split()


def test_both_ends_of_a_range_are_in_it(store: Store):
    day = dt.date(2024, 6, 17)
    assert CLASH in incidents.filter(store.frames["incidents"], View(start=day, end=day)).index


@pytest.mark.parametrize("q", ["Ayungin", "ayungin", "仁爱礁", "Second Thomas", "Cỏ Mây", "co may"])
def test_a_clash_is_found_by_its_places_name_in_any_language(store: Store, q: str):
    assert CLASH in incidents.filter(store.frames["incidents"], View(q=q)).index


def test_who_acted_and_who_was_acted_on_are_asked_apart(store: Store):
    frame = store.frames["incidents"]
    asked = {role: set(incidents.filter(frame, View(states=("PHL",), role=role)).index) for role in ("initiator", "target")}
    assert CLASH in asked["target"]
    assert CLASH not in asked["initiator"]
    assert asked["target"] | asked["initiator"] == set(incidents.filter(frame, View(states=("PHL",))).index)


@pytest.mark.parametrize("name", ["states", "dates", "types", "severity", "place", "q", "origins", "rests"])
def test_a_facet_is_counted_over_all_the_other_filters(store: Store, name: str):
    frame = store.frames["incidents"]
    tests = incidents.masks(frame, View(states=("PHL",), severity=4, q="shoal"))
    wider, narrower = filtering.together(tests, without=name), filtering.together(tests)
    assert wider[narrower].all()
    assert list(frame.index[narrower]) == list(incidents.filter(frame, View(states=("PHL",), severity=4, q="shoal")).index)


def test_marks_count_every_clash_once_and_show_the_gravest(store: Store):
    frame = store.frames["incidents"]
    drawn = marks.at_positions(frame)
    assert sum(mark.n for mark in drawn) == len(frame)
    assert len({(mark.lon_deg, mark.lat_deg) for mark in drawn}) == len(drawn)
    for mark in drawn:
        same = marks.same_position(frame, mark.id)
        assert (len(same), same["severity"].max()) == (mark.n, mark.severity)
        assert mark.ids == tuple(same.index)


@pytest.mark.parametrize("most", [1, 10, 50])
def test_marks_are_bounded_and_still_count_every_clash(store: Store, most: int):
    frame = store.frames["incidents"]
    drawn = marks.at_positions(frame, most=most)
    coarsest = {(round(lon / 2), round(lat / 2)) for lon, lat in zip(frame["lon_deg"], frame["lat_deg"], strict=True)}
    assert len(drawn) <= max(most, len(coarsest))
    assert sum(mark.n for mark in drawn) == len(frame)
    assert all(mark.severity == frame.loc[mark.id, "severity"] for mark in drawn)


def test_the_nearest_clashes_come_first(store: Store):
    frame = store.frames["incidents"]
    found = incidents.nearby(frame, *frame.loc[CLASH, ["lon_deg", "lat_deg"]])
    metres = [far for far, _ in found]
    assert metres == sorted(metres)
    assert metres[0] == pytest.approx(0, abs=1e-3)
    assert incidents.nearby(frame.iloc[:0], 115, 10) == []


def test_the_picked_clash_has_its_ring_of_uncertainty(store: Store):
    frame = store.frames["incidents"]
    drawn = incidents.draw(frame, View(selected=CLASH))
    ring = drawn[0]
    row = frame.loc[CLASH]
    lons, lats = zip(*ring.geometry["coordinates"][0], strict=True)
    assert ring.id == f"ring-{CLASH}"
    assert measure.distances(row["lon_deg"], row["lat_deg"], lons, lats) == pytest.approx(row["precision_m"], rel=1e-3)
    assert [feature.id for feature in drawn if feature.numbers.get("picked")] == [CLASH]


def test_every_clash_has_the_severity_that_its_recorded_facts_give(store: Store):
    for row in store.frames["incidents"].itertuples():
        harm = {"killed": row.killed, "injured": row.injured, "sunk": row.vessels_sunk}
        figures = {name: 0 if pd.isna(value) else int(value) for name, value in harm.items()}
        assert row.severity == severity.severity(row.types.split(";"), **figures)[0], row.id


def test_a_role_that_one_side_gives_reads_as_reported_by_that_side(store: Store):
    for row in store.frames["incidents"].itertuples():
        for party in row.parties:
            if party.role != "both":
                assert "as reported by" in party.words, row.id
                assert ("by no state" in party.words) == (not party.role_reported_by), row.id
            if party.role_disputed and party.role != "both":
                assert party.words.endswith("disputed"), row.id


def test_the_card_of_a_clash_says_precision_harm_severity_and_both_accounts(store: Store):
    card = incidents.describe(store.frames["incidents"].loc[CLASH])
    labels = {fact.label: fact for fact in card.facts}
    assert card.kicker.startswith("17 June 2024")
    assert labels["When"].note == "known to the day"
    assert "within" in labels["Where"].note
    assert labels["Severity"].note.startswith("set by: ")
    assert {account.state for account in card.accounts} >= {"CHN", "PHL"}
    assert card.silent == ()


def test_a_claim_shows_from_its_date_on(store: Store):
    frame = store.frames["claims"]
    dated = frame[frame["first"].notna()]
    for row in dated.itertuples():
        day = row.first.date()
        assert row.id in claims.filter(frame, View(end=day)).index
        assert row.id not in claims.filter(frame, View(end=day - dt.timedelta(days=1))).index


def test_a_claim_is_found_by_its_claimant_and_by_who_disputes_it(store: Store):
    frame = store.frames["claims"]
    disputed = frame[frame["disputed_by"] != ""].iloc[0]
    for state in (disputed["claimant"], disputed["disputed_by"].split(";")[0]):
        assert disputed["id"] in claims.filter(frame, View(states=(state,))).index


def test_lines_are_drawn_as_lines_and_areas_as_areas(store: Store):
    frame = store.frames["claims"]
    drawn = claims.draw(frame, View())
    published = {row.id: row.geometry.geom_type for row in frame.itertuples() if row.geometry is not None}
    assert {feature.id: feature.geometry["type"] for feature in drawn} == published
    assert {"LineString", "MultiLineString"} & set(published.values())
    assert {"Polygon", "MultiPolygon"} & set(published.values())


def test_a_development_shows_where_its_days_touch_the_dates_asked_for(store: Store):
    frame = store.frames["developments"]
    first, last = (frame.loc[SEED, name].date() for name in ("first", "last"))
    day = dt.timedelta(days=1)
    asked = {
        "first": View(end=first),
        "before": View(end=first - day),
        "last": View(start=last),
        "after": View(start=last + day),
    }
    shown = {name: SEED in developments.filter(frame, view).index for name, view in asked.items()}
    assert shown == {"first": True, "before": False, "last": True, "after": False}
    rig = frame.loc["2014-05-01-hysy981-rig"]
    assert rig.id in developments.filter(frame, View(start=dt.date(2014, 7, 1), end=dt.date(2014, 7, 31))).index


def test_developments_of_one_place_share_a_mark_that_counts_them(store: Store):
    frame = store.frames["developments"]
    numbers = [feature.numbers["n"] for feature in developments.draw(frame, View())]
    assert sum(numbers) == frame["lon_deg"].notna().sum()
    assert len(numbers) == frame.loc[frame["lon_deg"].notna(), "place"].nunique()


def test_a_picked_development_gives_its_id_to_the_mark_that_it_shares(store: Store):
    frame = store.frames["developments"]
    shared = frame[frame["place"].duplicated() & frame["lon_deg"].notna()].index[-1]
    assert shared in [feature.id for feature in developments.draw(frame, View(selected=shared))]


def test_a_place_is_found_by_occupant_and_by_claimant(store: Store):
    frame = store.frames["places"]
    for row in frame[frame["occupied_by"] != ""].itertuples():
        assert row.id in places.filter(frame, View(states=(row.occupied_by,))).index
    assert "second-thomas-shoal" in places.filter(frame, View(states=("CHN",))).index


def test_searching_for_subi_does_not_find_subic(store: Store):
    found = set(places.filter(store.frames["places"], View(q="Subi")).index)
    assert "subi-reef" in found
    assert not {identity for identity in found if "subic" in identity}


@pytest.mark.parametrize("language", list(NAMES))
def test_every_place_has_a_name_in_the_chosen_language_or_in_english(shipped: Package, language: str):
    chosen = names.chosen(shipped, language)
    assert set(chosen) == set(shipped.tables["places"]["id"])
    assert all(chosen.values())


def test_a_place_goes_by_the_chosen_languages_name_where_it_has_one(shipped: Package):
    assert names.chosen(shipped, "en")["second-thomas-shoal"] == "Second Thomas Shoal"
    assert names.chosen(shipped, "zh")["second-thomas-shoal"] in names.every(shipped, "second-thomas-shoal")["zh"]
    assert names.chosen(shipped, "fil")["second-thomas-shoal"] in {"Ayungin", "Ayungin Shoal"}


def test_a_name_that_also_means_another_place_is_not_chosen(shipped: Package):
    table = shipped.tables["names"]
    unsure = table[table["ambiguous"].fillna(value=False)]
    assert len(unsure)
    for row in unsure.itertuples():
        sure = table[(table["place"] == row.place) & (table["language"] == row.language) & ~table["ambiguous"]]
        if row.language != "en" and row.name not in set(sure["name"]):
            assert names.chosen(shipped, row.language)[row.place] != row.name or row.name in set(
                table[(table["place"] == row.place) & (table["language"] == "en")]["name"]
            )


def test_the_land_is_wound_as_rfc_7946_asks_and_has_no_name_of_a_state(shipped: Package):
    frame = land.load(shipped)
    assert list(frame["id"]) == [natural_earth.ID]
    for part in frame.geometry.iloc[0].geoms:
        assert part.is_valid
        assert part.exterior.is_ccw
        assert not any(hole.is_ccw for hole in part.interiors)
    assert set(frame.columns) <= {"id", "name", "geometry", "reports"}


def test_no_question_moves_the_coast(shipped: Package):
    frame = land.load(shipped)
    assert layer("land").filter(frame, View(states=("PHL",), q="zzz")) is frame


def test_land_is_built_clipped_without_slivers_and_well_wound():
    world = gpd.GeoDataFrame(geometry=[MultiPolygon([box(80, 0, 100, 10), box(110, 5, 110.001, 5.001), box(0, 0, 9, 9)])])
    built = natural_earth.build(world.set_crs("EPSG:4326"))
    assert [part.bounds for part in built.geoms] == [(90.0, 0.0, 100.0, 10.0)]
    assert built.geoms[0].exterior.is_ccw


def test_the_rows_of_a_question_that_is_asked_again_are_kept_and_are_those_of_every_layers_filter(store: Store):
    asked = View(states=("PHL",), selected="1995-mischief-reef-occupation", names="vi", layers=("incidents",))
    rows = store.admitted(asked)
    for key in layer_keys.every():
        assert list(rows[key].index) == list(layer(key).filter(store.frames[key], asked).index)
    again = store.admitted(View(states=("PHL",)))
    assert all(again[key] is rows[key] for key in rows)
    assert store.rows("incidents", View()) is not rows["incidents"]
