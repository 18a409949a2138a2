"""The parts that pages share: cards, bars, what the map is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers import palette, trends
from layers.card import Card, Fact
from question import layer_keys
from question.view import View
from record.evidence import Account, Report
from record.severity import NAMES
from tests.packages import CLASH
from views.map import folium_map
from views.map.parts import PARTS
from views.parts import bars, cards, legend
from views.parts.question import Question

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
    pages = [folium_map.base().get_root().render() for _ in range(2)]
    ids = [folium_map.base().get_name() for _ in range(2)]
    assert ids[0] != ids[1]
    assert "https://" not in pages[0].replace("https://www.w3.org", "").replace("http://www.w3.org", "")
    assert "cdn" not in pages[0]
    assert all(path.is_file() for path in PARTS.values())


def test_the_script_is_told_the_layers_from_the_ground_up():
    page = folium_map.base().get_root().render()
    assert f'"order": {json.dumps(list(layer_keys.every()))}' in page


def test_the_legend_shows_every_claimant_and_every_severity():
    shown = legend.under_map(View(severity=0))
    assert [look.colour for look in palette.CLAIMANTS.values() if look.colour not in shown] == []
    assert [level for level in NAMES if f"</i>{level}</span>" not in shown] == []
    assert "</i>0</span>" not in legend.under_map(View())


def test_the_map_flies_to_a_picked_feature_and_nowhere_without_one(store: Store):
    (drawn,) = folium_map.flight_to(Question(store, View(selected=CLASH), []), 3)._children.values()
    (feature,) = drawn.data["features"]
    row = store.frames["incidents"].loc[CLASH]
    assert feature["geometry"]["coordinates"] == pytest.approx([row["lon_deg"], row["lat_deg"]], abs=1e-4)
    assert feature["properties"]["flight"] == 3
    (nothing,) = folium_map.flight_to(Question(store, View(), []), 0)._children.values()
    assert nothing.data["features"] == []


def test_two_bars_of_one_name_are_told_apart():
    levels = tuple(int(level == 1) for level in NAMES)
    twice = trends.Bars((trends.Bar("natuna-islands", ("a",), levels), trends.Bar("natuna-sea", ("b",), levels)))
    frame = bars.ranked(twice, lambda _: "納土納群島", View(), name="Place", most=9).data
    assert list(frame["called"]) == ["納土納群島 (1) · natuna-islands", "納土納群島 (1) · natuna-sea"]


def test_lying_bars_beyond_the_most_are_not_drawn(store: Store):
    counted = trends.by_place(store.frames["incidents"])
    frame = bars.ranked(counted, str, View(), name="Place", most=3).data
    assert set(frame["key"]) == {bar.key for bar in counted.bars[:3]}


@pytest.mark.parametrize(
    ("coarse", "earlier", "unit", "said"),
    [
        (0, 0, "month", ""),
        (1, 0, "month", "Left out: 1 clash known only to the year."),
        (6, 0, "day", "Left out: 6 clashes known only to the month or the year."),
        (2, 1, "month", "Left out: 2 clashes known only to the year and 1 clash that began before these dates and went on."),
    ],
)
def test_what_bars_of_time_leave_out_is_said(coarse: int, earlier: int, unit: trends.Unit, said: str):
    counted = trends.Bars((), ("x",) * coarse, ("y",) * earlier)
    assert bars.left_out(counted, unit, View().unit) == said
    wide = said.replace("clashes", "incidents").replace("clash", "incident")
    assert bars.left_out(counted, unit, View(severity=0).unit) == wide
