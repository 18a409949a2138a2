"""Trends: every admitted clash is in a bar or said to be left out, and every bar leads to just its clashes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers import incidents, trends
from question import filtering
from question.view import MATCHES, ROLES, View
from record import severity
from tests.questions import some
from words import dates, states

if TYPE_CHECKING:
    from layers.store import Store

UNITS = get_args(trends.Unit)
DAYS = st.dates(dt.date(2010, 1, 1), dt.date(2026, 12, 31))


@st.composite
def asked(draw: st.DrawFn) -> View:
    """Draw a View that admits some clashes more often than not."""
    start, end = sorted(draw(st.tuples(DAYS, DAYS)))
    view = View(
        states=draw(st.just(()) | some(["CHN", "PHL", "VNM", "TWN", "MYS"])),
        match=draw(st.sampled_from(list(MATCHES))),
        role=draw(st.sampled_from(ROLES)),
        start=draw(st.sampled_from([None, start])),
        end=draw(st.sampled_from([None, end])),
        types=draw(st.just(()) | some(severity.TYPES)),
        severity=draw(st.integers(1, 4)),
        q=draw(st.sampled_from(["", "shoal", "coast guard"])),
    )
    return view.settled()


def spread(bars: trends.Bars) -> list[str]:
    return [identity for bar in bars.bars for identity in bar.ids]


@given(asked(), st.sampled_from(UNITS))
def test_bars_of_time_and_what_they_leave_out_are_all_that_is_admitted(store: Store, view: View, unit: trends.Unit):
    found = incidents.filter(store.frames["incidents"], view)
    bars = trends.by_time(found, unit, start=view.start)
    assert sorted([*spread(bars), *bars.coarse, *bars.earlier]) == sorted(found.index)
    assert [bar.key for bar in bars.bars] == sorted({bar.key for bar in bars.bars})


@given(asked(), st.sampled_from(UNITS))
def test_a_bar_of_time_holds_what_began_in_it(store: Store, view: View, unit: trends.Unit):
    found = incidents.filter(store.frames["incidents"], view)
    bars = trends.by_time(found, unit, start=view.start)
    for bar in bars.bars:
        first, last = dates.published_period(bar.key)
        rows = found.loc[list(bar.ids)]
        assert rows["date_start"].between(pd.Timestamp(first), pd.Timestamp(last)).all()
        assert not view.start or last >= view.start
    assert all(found.loc[identity, "date_start"].date() < (view.start or dt.date.max) for identity in bars.earlier)


@pytest.mark.parametrize(("unit", "coarser"), [("day", {"month", "year"}), ("month", {"year"}), ("year", set())])
def test_what_is_known_less_precisely_than_a_bar_is_in_none(store: Store, unit: trends.Unit, coarser: set[str]):
    frame = store.frames["incidents"]
    assert set(trends.by_time(frame, unit).coarse) == set(frame.index[frame["date_precision"].isin(coarser)])


def test_what_is_known_to_the_month_counts_in_its_month(store: Store):
    frame = store.frames["incidents"]
    vague = frame[frame["date_precision"] == "month"]
    months = {bar.key: bar.ids for bar in trends.by_time(frame).bars}
    assert len(vague) > 0
    assert all(row.id in months[f"{row.date_start:%Y-%m}"] for row in vague.itertuples())


@given(asked())
def test_each_admitted_clash_is_at_one_place(store: Store, view: View):
    found = incidents.filter(store.frames["incidents"], view)
    bars = trends.by_place(found)
    assert sorted(spread(bars)) == sorted(found.index)
    assert all(set(found.loc[list(bar.ids), "place"]) == {bar.key} for bar in bars.bars)


@given(asked())
def test_each_admitted_clash_counts_in_each_of_its_types(store: Store, view: View):
    found = incidents.filter(store.frames["incidents"], view)
    bars = trends.by_type(found)
    assert sorted((bar.key, identity) for bar in bars.bars for identity in bar.ids) == sorted(
        (kind, row.id) for row in found.itertuples() for kind in row.kinds
    )


@given(asked())
def test_each_admitted_clash_is_between_a_pair_of_its_parties(store: Store, view: View):
    found = incidents.filter(store.frames["incidents"], view)
    bars = trends.by_pair(found)
    assert set(spread(bars)) == set(found.index)
    for bar in bars.bars:
        pair = bar.key.split("-")
        assert pair == sorted(set(pair))
        assert len(pair) == 2
        assert all(codes >= set(pair) for codes in found.loc[list(bar.ids), "any"])


@pytest.mark.parametrize(
    ("acting", "acted_on", "pairs"),
    [
        ("CHN", "PHL", ["CHN-PHL"]),
        ("PHL", "CHN", ["CHN-PHL"]),
        ("CHN", "PHL VNM", ["CHN-PHL", "CHN-VNM"]),
        ("CHN VNM", "MYS VNM", ["CHN-MYS", "CHN-VNM", "MYS-VNM"]),
        ("CHN PHL", "", ["CHN-PHL"]),
        ("", "PHL VNM CHN", ["CHN-PHL", "CHN-VNM", "PHL-VNM"]),
    ],
)
def test_a_pair_is_unordered_and_stands_across(acting: str, acted_on: str, pairs: list[str]):
    one, other = frozenset(acting.split()), frozenset(acted_on.split())
    assert sorted(filtering.pairs(one | other, one, other)) == pairs


@given(asked())
def test_parts_add_up_to_the_bar_and_to_its_tension(store: Store, view: View):
    found = incidents.filter(store.frames["incidents"], view)
    for bars in (trends.by_time(found), trends.by_pair(found), trends.by_place(found), trends.by_type(found)):
        for bar in bars.bars:
            graded = found.loc[list(bar.ids), "severity"]
            assert sum(term.n for term in bar.terms) == len(bar.ids) == len(set(bar.ids))
            assert bar.tension == sum(term.n * term.severity for term in bar.terms) == graded.sum()
            assert [term.name for term in bar.terms] == list(severity.NAMES.values())
        frame = bars.frame()
        assert frame["n"].sum() == sum(len(bar.ids) for bar in bars.bars)
        assert (frame["n"] > 0).all()


def test_the_longest_bar_stands_first(store: Store):
    frame = store.frames["incidents"]
    for bars in (trends.by_pair(frame), trends.by_place(frame), trends.by_type(frame)):
        lengths = [len(bar.ids) for bar in bars.bars]
        assert lengths == sorted(lengths, reverse=True)


@given(asked(), st.sampled_from(UNITS))
def test_a_view_narrowed_to_a_bar_of_time_holds_just_its_clashes(store: Store, view: View, unit: trends.Unit):
    frame = store.frames["incidents"]
    admitted = incidents.filter(frame, view)
    for bar in trends.by_time(admitted, unit, start=view.start).bars:
        narrowed = incidents.filter(frame, trends.at_time(view, bar.key))
        assert tuple(narrowed.index) == bar.ids


@given(asked())
def test_a_view_narrowed_to_a_pair_or_a_type_holds_just_its_clashes(store: Store, view: View):
    frame = store.frames["incidents"]
    admitted = incidents.filter(frame, view)
    for bar in trends.by_pair(admitted).bars:
        assert tuple(incidents.filter(frame, trends.at_pair(view, bar.key)).index) == bar.ids
    for bar in trends.by_type(admitted).bars:
        assert tuple(incidents.filter(frame, trends.at_type(view, bar.key)).index) == bar.ids


@given(asked())
def test_a_pairs_bar_and_the_question_between_the_two_agree_exactly(store: Store, view: View):
    frame, open_view = store.frames["incidents"], replace(view, states=(), role="any")
    for bar in trends.by_pair(incidents.filter(frame, open_view)).bars:
        narrowed = trends.at_pair(open_view, bar.key)
        assert narrowed == replace(open_view, states=states.ordered(bar.key.split("-")), match="between")
        assert tuple(incidents.filter(frame, narrowed).index) == bar.ids


def test_a_view_that_asks_for_one_state_leads_from_a_pair_of_it_to_just_that_pair(store: Store):
    frame, view = store.frames["incidents"], View(severity=2, states=("VNM",))
    bars = {bar.key: bar for bar in trends.by_pair(incidents.filter(frame, view)).bars}
    narrowed = trends.at_pair(view, "CHN-VNM")
    assert narrowed == View(severity=2, states=("CHN", "VNM"), match="between")
    assert tuple(incidents.filter(frame, narrowed).index) == bars["CHN-VNM"].ids


def test_bars_of_time_begin_and_end_at_midnight_utc(store: Store):
    frame = trends.by_time(store.frames["incidents"]).timed()
    june = frame[frame["key"] == "2024-06"]
    assert set(june["start"]) == {pd.Timestamp("2024-06-01", tz="UTC")}
    assert set(june["end"]) == {pd.Timestamp("2024-07-01", tz="UTC")}


@pytest.mark.parametrize(
    ("start", "end", "unit"),
    [
        (dt.date(2024, 6, 1), dt.date(2024, 8, 31), "day"),
        (dt.date(2024, 1, 1), dt.date(2025, 12, 31), "month"),
        (dt.date(1990, 1, 1), dt.date(2025, 12, 31), "year"),
    ],
)
def test_bars_are_as_wide_as_the_chosen_dates_ask(store: Store, start: dt.date, end: dt.date, unit: str):
    assert trends.unit(store.frames["incidents"], start, end) == unit


@pytest.mark.parametrize("unit", UNITS)
def test_nothing_has_no_bars(store: Store, unit: trends.Unit):
    nothing = store.frames["incidents"].iloc[:0]
    assert trends.unit(nothing, None, None) == "year"
    assert trends.by_time(nothing, unit) == trends.Bars(())
    assert trends.by_pair(nothing) == trends.by_place(nothing) == trends.by_type(nothing) == trends.Bars(())
    assert trends.by_time(nothing, unit).timed().empty
