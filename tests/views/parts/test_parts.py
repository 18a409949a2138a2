"""The parts that pages share: cards, bars, what the map is told."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layers import filtered, layer, palette, trends
from layers.card import Card, Fact
from question import layer_keys
from question.view import View
from record.evidence import Account, Report
from record.severity import NAMES
from tests.packages import CLASH
from tests.questions import views
from views.map import base, chart, rows
from views.map.parts import PARTS
from views.parts import add_to_briefing, bars, cards, legend
from views.parts.question import Question, heard

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
    assert base.script() is base.script()
    assert "https://" not in base.script()
    assert "http://" not in base.script()
    assert all(path.is_file() for path in PARTS.values())


def test_the_script_is_told_the_layers_from_the_ground_up():
    assert f'"order": {json.dumps(list(layer_keys.every()))}' in base.script()
    groups = re.search(r"groups: \{ (.*?) \}", base.script())
    assert groups
    assert re.findall(r'"(\w+)": feature_group_', groups[1]) == list(layer_keys.every())


def test_the_map_begins_where_all_claimants_are_named_and_cannot_be_lost():
    (south, west), (north, east) = base.HOME_DEG
    assert set(base.NAMED_DEG) == set(palette.CLAIMANTS)
    assert base.SOUTH < south < north < base.NORTH
    assert base.WEST < west < east < base.EAST
    for option in ('"minZoom": 4', '"maxZoom": 13', '"maxBoundsViscosity": 1.0', '"scrollWheelZoom": false'):
        assert option in base.script()


def test_the_legend_shows_every_claimant_and_every_severity():
    signs = [sign for part in legend.parts(View(severity=0)) for sign in part.signs]
    assert {sign.of for sign in signs if sign.kind == "line"} == set(palette.CLAIMANTS)
    assert [sign.words for sign in signs if sign.kind == "disc"] == [str(level) for level in NAMES]
    assert "0" not in [sign.words for part in legend.parts(View()) for sign in part.signs if sign.kind == "disc"]


def told(store: Store, view: View, flight: int = 0) -> dict[str, Any]:
    admitted = filtered(store.frames, layer_keys.every(), view)
    return chart.message(Question(store, view, []), admitted, flight=flight)


def test_the_map_flies_to_a_picked_feature_and_nowhere_without_one(store: Store):
    look = told(store, View(selected=CLASH), 3)["look"]
    row = store.frames["incidents"].loc[CLASH]
    assert (look["west"], look["south"]) == pytest.approx((row["lon_deg"], row["lat_deg"]), abs=1e-4)
    assert (look["flight"], look["point"]) == (3, False)
    assert told(store, View())["look"] is None


@settings(max_examples=20)
@given(views())
def test_the_rows_that_the_browser_is_told_are_those_that_the_view_admits(store: Store, view: View):
    message = told(store, replace(view, selected="", place=""))
    for key, admitted in filtered(store.frames, layer_keys.every(), replace(view, place="")).items():
        ids = store.frames[key].index
        assert set(ids[bits(message["layers"][key]["on"], len(ids))]) == set(admitted.index)


def bits(digits: str, n: int) -> NDArray[np.bool_]:
    """Return the bits of hexadecimal digits, read without the code that wrote them."""
    return np.array([int(digits[at // 4], 16) >> (3 - at % 4) & 1 for at in range(n)], dtype=bool)


def test_dates_that_the_browser_filters_by_are_those_of_the_server(store: Store):
    view = View(start=dt.date(2014, 5, 2), end=dt.date(2016, 3, 1))
    message = told(store, view)
    for key in ("incidents", "claims"):
        columns = rows.rows(store, key)
        ever = bits(message["layers"][key]["ever"], len(columns["id"]))
        touching = [
            identity
            for identity, first, last, on in zip(columns["id"], columns["first"], columns["last"], ever, strict=True)
            if on and not (last is not None and last < message["from"]) and not (first is not None and first > message["to"])
        ]
        assert set(touching) == set(layer(key).filter(store.frames[key], view).index)


def test_a_message_is_small_and_the_rows_are_sent_once(store: Store):
    assert len(json.dumps(told(store, View()))) < 30_000
    assert rows.of_rows(store, "incidents") is rows.of_rows(store, "incidents")


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


def test_a_components_word_that_comes_after_its_page_was_left_does_nothing(monkeypatch: pytest.MonkeyPatch):
    # Streamlit calls back, and has forgotten what was sent.
    monkeypatch.setattr(add_to_briefing, "put", pytest.fail)
    for act in (add_to_briefing._take_back, partial(add_to_briefing._add, View(), "map", "")):
        act()
    chart._take(pytest.fail, heard("chart-explore", "picked"))


def test_a_message_says_which_of_a_readers_deeds_was_heard_last(store: Store, monkeypatch: pytest.MonkeyPatch):
    session: dict[str, Any] = {}
    monkeypatch.setattr(chart.st, "session_state", session)
    values: list[Any] = []
    chart._take(values.append, {"turn": 7, "value": "layers"})
    assert values == ["layers"]
    heard_last = chart.message(Question(store, View(), []), store.admitted(View()), flight=0, turn=session[chart.TURN])
    assert (heard_last["turn"], told(store, View())["turn"]) == (7, 0)


def test_a_choice_on_the_map_changes_what_it_names_and_nothing_else(store: Store, monkeypatch: pytest.MonkeyPatch):
    asks: list[dict[str, Any]] = []
    now = Question(store, View(states=("CHN", "PHL"), severity=4, role="target"), [])
    monkeypatch.setattr(chart, "ask", lambda **changes: asks.append(changes))
    monkeypatch.setattr(chart, "asked", lambda: now)
    monkeypatch.setattr(chart, "showing", lambda question, layers: replace(question, view=replace(now.view, layers=layers)))
    chart._asked({"ticks": {"VNM": True, "PHL": False}, "types": ["ramming"]})
    chart._asked({"ticks": {"CHN": False, "PHL": False}})
    chart._asked({"severity": 2})
    # The message that the browser has is of an older question than the page has by now.
    chart._layered(Question(store, View(layers=("places", "incidents")), []), {"places": False, "claims": True})
    assert asks == [
        {"states": ("CHN", "VNM"), "types": ("ramming",)},
        {"states": (), "role": "any"},
        {"severity": 2},
        {"layers": ("claims", "incidents")},
    ]


def test_what_lies_somewhere_in_an_area_is_told_so(store: Store):
    incidents = rows.rows(store, "incidents")
    rough = dict(zip(incidents["id"], incidents["rough"], strict=True))
    frame = store.frames["incidents"]
    general = frame.index[frame["position_basis"] == "general area"]
    assert len(general) > 50
    assert all(rough[identity] == frame.loc[identity, "precision_m"] for identity in general)
    exact = frame.index[(frame["position_basis"] == "reported coordinates") & (frame["precision_m"] < 30_000)]
    assert len(exact) > 5
    assert not any(rough[identity] for identity in exact)
    talks = rows.rows(store, "developments")
    assert dict(zip(talks["id"], talks["rough"], strict=True))["2026-05-01-asean-summit-code"] > 100_000


@pytest.mark.parametrize(("view", "lens"), [(View(beside="award"), "award"), (View(beside="2015-01-01"), "claimed")])
def test_the_other_side_of_a_comparison_is_told_as_its_own_question_would_be(store: Store, view: View, lens: str):
    def told(view: View) -> dict[str, Any]:
        admitted = filtered(store.frames, layer_keys.every(), view)
        return chart.message(Question(store, view, []), admitted, flight=0)

    alone = replace(view, lens=lens, end=dt.date(2015, 1, 1) if lens == "claimed" else None, beside="")
    beside = told(view)["beside"]
    assert beside["layers"] == told(alone)["layers"]
    assert beside["words"] == told(alone)["words"]
    assert beside["layers"] != told(view)["layers"]
    assert told(alone)["beside"] is None
    assert "1 January 2015" in beside["words"] or lens == "award"


def test_what_is_picked_outside_the_question_is_marked_where_it_lies(store: Store):
    view = View(selected="1974-01-19-paracels-battle", start=dt.date(2020, 1, 1))
    assert view.selected in store.ids
    told = chart.message(Question(store, view, []), filtered(store.frames, layer_keys.every(), view), flight=1)
    assert told["look"]["outside"]
    within = replace(view, start=None)
    told = chart.message(Question(store, within, []), filtered(store.frames, layer_keys.every(), within), flight=1)
    assert not told["look"]["outside"]
