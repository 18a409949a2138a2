"""The parts that pages share: cards, bars, what the map is told."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers import incidents, palette
from layers.card import Card, Fact
from layers.evidence import Account, Report
from layers.severity import NAMES
from layers.view import View
from tests.packages import CLASH
from views import cards, chart, explore, timeline
from views.asking import Asked
from views.routes import PARTS

if TYPE_CHECKING:
    from layers.store import Store

REPORT = Report("rpt-a", "https://example.org/a", "", "Paper", "independent_media", "PHL", "", "", "2024-06", "", "en")


@given(st.text(), st.text())
def test_a_card_shows_any_text_as_text(title: str, says: str):
    account = Account("PHL", says, REPORT)
    shown = cards.card(Card("incidents", "x", title, says, says, (Fact(title, says, title),), (account,), ("CHN",)))
    bare = cards.card(Card("incidents", "x", "", "", "", (), (account._replace(says=""),), ("CHN",)))
    known = ("div", "dl", "dt", "dd", "h2", "h3", "p", "b", "small", "a")
    assert shown.count("<script") == shown.count("<img") == 0
    assert all(shown.count(f"<{tag} ") == bare.count(f"<{tag} ") for tag in known)


def test_a_card_names_who_has_no_account_on_record():
    assert "China</b>No account of this event found." in cards.sides((Account("PHL", "So.", REPORT),), ("CHN",))


def test_the_base_of_the_map_never_changes_and_asks_no_other_host():
    pages = [chart.base().get_root().render() for _ in range(2)]
    ids = [chart.base().get_name() for _ in range(2)]
    assert ids[0] != ids[1]
    assert "https://" not in pages[0].replace("https://www.w3.org", "").replace("http://www.w3.org", "")
    assert "cdn" not in pages[0]
    assert all(path.is_file() for path in PARTS.values())


def test_the_legend_shows_every_claimant_and_every_severity():
    legend = explore.legend()
    assert [look.colour for look in palette.CLAIMANTS.values() if look.colour not in legend] == []
    assert [level for level in NAMES if f"</i>{level}</span>" not in legend] == []


def test_the_map_flies_to_a_picked_feature_and_nowhere_without_one(known: Store):
    (drawn,) = chart.look(Asked(known, View(selected=CLASH), []), 3)._children.values()
    (feature,) = drawn.data["features"]
    row = known.frames["incidents"].loc[CLASH]
    assert feature["geometry"]["coordinates"] == pytest.approx([row["lon_deg"], row["lat_deg"]], abs=1e-4)
    assert feature["properties"]["flight"] == 3
    (nothing,) = chart.look(Asked(known, View(), []), 0)._children.values()
    assert nothing.data["features"] == []


@pytest.mark.parametrize("unit", ["day", "month", "year"])
def test_bars_count_each_event_once_or_say_that_it_was_left_out(known: Store, unit: timeline.Unit):
    frame = known.frames["incidents"]
    bars, left_out = timeline.binned(frame, unit)
    assert bars["n"].sum() + left_out == len(frame)
    coarser = {"day": {"month", "year"}, "month": {"year"}, "year": set[str]()}[unit]
    assert left_out == frame["date_precision"].isin(coarser).sum()


def test_a_bar_of_a_day_holds_what_is_known_to_the_day(known: Store):
    day = dt.date(2024, 6, 17)
    found = incidents.filter(known.frames["incidents"], View(start=day, end=day))
    bars, _ = timeline.binned(found[found["date_start"] == str(day)], "day")
    assert set(bars["start"].dt.date) == {day}
    assert set(bars["end"].dt.date) == {day + dt.timedelta(days=1)}


@pytest.mark.parametrize(
    ("start", "end", "unit"),
    [
        (dt.date(2024, 6, 1), dt.date(2024, 8, 31), "day"),
        (dt.date(2024, 1, 1), dt.date(2025, 12, 31), "month"),
        (dt.date(1990, 1, 1), dt.date(2025, 12, 31), "year"),
    ],
)
def test_bars_are_as_fine_as_the_chosen_dates_allow(known: Store, start: dt.date, end: dt.date, unit: str):
    assert timeline.resolution(known.frames["incidents"], start, end) == unit


def test_bars_of_nothing_are_no_bars(known: Store):
    nothing = known.frames["incidents"].iloc[:0]
    assert timeline.resolution(nothing, None, None) == "year"
    bars, left_out = timeline.binned(nothing, "year")
    assert (len(bars), left_out) == (0, 0)
