"""How several states are meant: any of them, all of them, between them; recounted from the tables by nothing of ours."""

from __future__ import annotations

import calendar
import csv
import datetime as dt
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers import claims, developments, incidents, layer, limits, overlaps, places
from question import filtering
from question.view import MATCHES, View, parse
from tests.asgi import get
from tests.questions import some
from words import states

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

    from layers.store import Store

CODES = ["CHN", "PHL", "VNM", "TWN", "MYS", "JPN", "USA"]
YEARS = (dt.date(2014, 1, 1), dt.date(2016, 12, 31))


def recounted(data: Path, one: str, other: str, first: dt.date, last: dt.date) -> set[str]:
    """Return the clashes in which two states stood on opposing sides, read from the CSVs alone."""
    with (data / "parties.csv").open(encoding="utf-8", newline="") as file:
        parties = list(csv.DictReader(file))
    with (data / "incidents.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if touches(row, first, last) and is_clash(row)]
    return {row["id"] for row in rows if opposed([party for party in parties if party["incident"] == row["id"]], one, other)}


def touches(row: dict[str, str], first: dt.date, last: dt.date) -> bool:
    begun, ended = (dt.date.fromisoformat(row[name] or row["date_start"]) for name in ("date_start", "date_end"))
    if row["date_precision"] != "day":
        begun = begun.replace(day=1, month=begun.month if row["date_precision"] == "month" else 1)
        month = ended.month if row["date_precision"] == "month" else 12
        ended = ended.replace(month=month, day=calendar.monthrange(ended.year, month)[1])
    return begun <= last and ended >= first


def is_clash(row: dict[str, str]) -> bool:
    harmed = any(int(row[name] or 0) for name in ("killed", "injured", "vessels_sunk"))
    return harmed or bool(set(row["types"].split(";")) - {"passage", "presence"})


def opposed(parties: list[dict[str, str]], one: str, other: str) -> bool:
    acting = {party["state"] for party in parties if party["role"] in {"initiator", "both"}}
    acted_on = {party["state"] for party in parties if party["role"] in {"target", "both"}}
    involved = {party["state"] for party in parties}
    sides = {frozenset((a, b)) for a in acting for b in acted_on if a != b} or set(map(frozenset, combinations(involved, 2)))
    return frozenset((one, other)) in sides


@pytest.mark.parametrize(("one", "other"), [("CHN", "VNM"), ("CHN", "PHL"), ("PHL", "VNM"), ("CHN", "MYS"), ("CHN", "TWN")])
def test_what_happened_between_two_states_is_what_the_tables_say(store: Store, one: str, other: str):
    view = View(states=states.ordered([one, other]), match="between", start=YEARS[0], end=YEARS[1])
    found = set(incidents.filter(store.frames["incidents"], view).index)
    assert found == recounted(store.package.path, one, other, *YEARS)
    assert {feature["id"] for feature in get("/api/incidents.geojson", view.query()).json["features"]} == found


def test_between_china_and_vietnam_is_neither_all_that_one_of_them_nor_all_that_both_had_a_part_in(store: Store):
    frame = store.frames["incidents"]
    counts = {m: len(incidents.filter(frame, View(states=("CHN", "VNM"), match=m))) for m in MATCHES}
    assert 0 < counts["between"] <= counts["all"] < counts["any"]
    # China with the Philippines and Vietnam against it: the two had a part in one clash, and none of it was between them.
    together = incidents.filter(frame, View(states=("PHL", "VNM"), match="all"))
    between = incidents.filter(frame, View(states=("PHL", "VNM"), match="between"))
    assert set(between.index) <= set(together.index)


def sets_of(store: Store, key: str) -> dict[str, frozenset[str]]:
    frame: gpd.GeoDataFrame = store.frames[key]
    columns = {"incidents": "any", "developments": "states_set", "places": "states"}
    sets = overlaps.claimed(frame, View()) if key == "overlaps" else frame[columns[key]]
    return dict(zip(frame.index, sets, strict=True))


@given(some(CODES), st.sampled_from(["any", "all"]))
def test_any_is_one_of_them_and_all_is_each_of_them_in_every_layer(store: Store, codes: tuple[str, ...], match: str):
    view, wanted = View(states=states.ordered(codes), match=match, severity=0), set(codes)
    for key in ("incidents", "developments", "places", "overlaps"):
        held = sets_of(store, key)
        expected = {i for i, mine in held.items() if (wanted <= mine if match == "all" else wanted & mine or not wanted)}
        assert set(layer(key).filter(store.frames[key], view).index) == expected


@given(some(CODES).filter(lambda codes: len(codes) > 1))
def test_between_is_two_of_them_at_least_and_in_clashes_across_from_one_another(store: Store, codes: tuple[str, ...]):
    view, wanted = View(states=states.ordered(codes), match="between", severity=0), set(codes)
    for module in (developments, places, overlaps):
        held = sets_of(store, module.KEY)
        expected = {identity for identity, mine in held.items() if len(wanted & mine) >= 2}
        assert set(module.filter(store.frames[module.KEY], view).index) == expected
    frame = store.frames["incidents"]
    pairs = {"-".join(pair) for pair in combinations(sorted(wanted), 2)}
    expected = {i for i, mine in frame["pairs"].items() if pairs & mine}
    assert set(incidents.filter(frame, view).index) == expected


@given(some(CODES), st.sampled_from(list(MATCHES)))
def test_an_instrument_and_a_limit_are_one_states_and_shown_with_it_however_the_others_are_meant(
    store: Store, codes: tuple[str, ...], match: str
):
    for module in (claims, limits):
        frame = store.frames[module.KEY]
        asked = View(states=states.ordered(codes), match=match)
        assert list(module.filter(frame, asked).index) == list(module.filter(frame, View(states=asked.states)).index)


def test_two_states_that_one_acted_on_are_no_pair():
    assert filtering.pairs({"CHN", "PHL", "VNM"}, {"CHN"}, {"PHL", "VNM"}) == {"CHN-PHL", "CHN-VNM"}
    assert filtering.pairs({"CHN", "PHL"}) == {"CHN-PHL"}
    assert filtering.pairs({"CHN"}) == frozenset()


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"states": "CHN,VNM"}, "involving China or Vietnam"),
        ({"states": "CHN,VNM", "match": "all"}, "involving China and Vietnam"),
        ({"states": "CHN,VNM", "match": "between"}, "between China and Vietnam"),
        ({"states": "CHN,PHL,VNM", "match": "between"}, "between two of China, the Philippines and Vietnam"),
        ({"states": "CHN,VNM", "match": "all", "role": "target"}, "with acts reported against China and Vietnam"),
        ({"states": "CHN", "match": "all"}, "involving China"),
    ],
)
def test_the_sentence_says_how_the_states_are_meant(query: dict[str, str], sentence: str):
    view, complaints = parse(query)
    assert (view.sentence(), complaints) == (sentence, [])


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        (
            {"states": "CHN", "match": "between"},
            "The link's “match=between” was not understood: expected two states or more in “states”.",
        ),
        (
            {"states": "CHN,VNM", "match": "between", "role": "target"},
            "The link's “role=target” was not understood: expected none beside “match=between”: either side may have acted.",
        ),
        (
            {"states": "CHN,VNM", "match": "both"},
            "The link's “match=both” was not understood: expected one of any, all, between.",
        ),
    ],
)
def test_what_a_link_cannot_mean_together_is_said_and_refused_by_a_route(query: dict[str, str], complaint: str):
    assert parse(query)[1] == [complaint]
    answer = get("/api/incidents.geojson", query)
    assert (answer.status, complaint.removeprefix("The link's ") in answer.json["error"]) == (400, True)


@given(some(CODES), st.sampled_from(list(MATCHES)), st.sampled_from(["any", "initiator", "target"]))
def test_a_settled_view_makes_a_link_that_is_understood_whole(codes: tuple[str, ...], match: str, role: str):
    view = View(states=states.ordered(codes), match=match, role=role).settled()
    assert parse(view.query()) == (view, [])
