"""The Explore page: filters, summary, dossier and table of one question, which is the address."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import layers
from layers import incidents, marks
from question.view import MATCHES, View, parse
from record.severity import CLASH as LEAST
from tests.packages import CLASH, SEED
from tests.pages import address, listed, markup, opened, said
from tests.questions import LAYERS
from views.map import chart
from views.parts import pick_table, table
from words import text

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from layers.store import Store
    from tests.packages import Copy

SUMMER = {"states": "PHL", "from": "2024-06-01", "to": "2024-08-31"}


def fine(page: AppTest) -> AppTest:
    assert [one.value for one in page.exception] == []
    return page


def test_the_first_page_shows_the_whole_record_and_no_warning(store: Store):
    page = fine(opened())
    assert not page.warning
    clashes = int((store.frames["incidents"]["severity"] >= LEAST).sum())
    assert f"{clashes} reported clashes in the whole record" in said(page).replace("</b>", "")


def test_a_phone_has_links_to_the_pages_that_take_the_question_along():
    page = said(fine(opened({"states": "CHN,PHL"})))
    assert '<a href="./?states=CHN,PHL" target="_self" aria-current="page">Explore</a>' in page
    assert '<a href="./claims?states=CHN,PHL" target="_self">Claims</a>' in page
    assert '<a href="./about" target="_self">About</a>' in page


def test_the_map_comes_first_and_the_rest_when_it_stands():
    page = fine(opened(drawn=False))
    assert [e.proto.component_name for e in page.get("bidi_component")][:1] == ["chart"]
    assert "reported clashes" in said(page)
    assert not listed(page)
    assert not page.multiselect
    page.session_state[chart.DRAWN] = True
    page = fine(page.run())
    assert listed(page)
    assert page.multiselect


def test_a_link_filters_map_sentence_and_table_alike(store: Store):
    page = fine(opened(SUMMER))
    expected = incidents.filter(store.frames["incidents"], store.parse(SUMMER)[0])
    sentence = store.parse(SUMMER)[0].sentence()
    assert f"{len(expected)} reported clashes {sentence}" in said(page).replace("</b>", "")
    assert len(listed(page)[0]) == len(expected)
    assert list(listed(page)[0]["When"]) == list(expected["when"])


def test_the_filters_show_what_the_link_asks(store: Store):
    page = fine(opened(SUMMER | {"role": "target", "types": "ramming", "severity": "4", "origins": "2", "q": "shoal"}))
    state = page.session_state
    assert (state["w-states"], state["w-role"], state["w-types"]) == (["PHL"], "target", ["ramming"])
    assert (state["w-severity"], state["w-origins"], state["w-q"]) == (4, 2, "shoal")


def test_two_states_are_meant_in_one_of_three_ways_each_with_its_count(store: Store):
    page = fine(opened({"states": "CHN,VNM", "from": "2014-01-01", "to": "2016-12-31", "role": "target"}))
    frame, view = store.frames["incidents"], store.parse(address(page))[0]
    left = {m: len(incidents.filter(frame, replace(view, match=m).settled())) for m in MATCHES}
    assert page.radio(key="w-match").options == [f"{match.capitalize()} ({left[match]})" for match in MATCHES]
    page = fine(page.radio(key="w-match").set_value("between").run())
    assert address(page) == {"states": "CHN,VNM", "match": "between", "from": "2014-01-01", "to": "2016-12-31"}
    sentence = f"{left['between']} reported clashes between China and Vietnam, 1 January 2014 to 31 December 2016"
    assert sentence in said(page).replace("</b>", "")
    assert [radio.key for radio in page.radio] == ["w-match"]
    page = fine(page.multiselect(key="w-states").set_value(["VNM"]).run())
    assert "match" not in address(page)
    assert [radio.key for radio in page.radio] == ["w-role"]
    assert not page.warning


def test_what_a_link_says_that_is_not_understood_is_warned_of(store: Store):
    query = {"severity": "9", "pony": "1", "place": "atlantis"}
    page = fine(opened(query))
    told = store.parse(query, then="The page is shown without it.")[1]
    assert [one.value for one in page.warning] == [text.markdown(sentence) for sentence in told]
    assert len(page.warning) == 3
    assert all("shown without it" in one.value for one in page.warning)


@pytest.mark.parametrize("path", ["", "claims", "trends", "briefing", "reporting", "about"])
def test_what_is_given_twice_or_in_another_encoding_is_said_on_every_page_and_left_out(path: str):
    page = fine(opened({"states": ["PHL", "CHN"], "q": "\ufffd\ufffd", "severity": "5"}, path=path))
    assert [one.value.replace("\\", "").removesuffix(" The page is shown without it.") for one in page.warning] == [
        "The link's “states=PHL&states=CHN” was not understood: expected the key once, its values joined by commas.",
        "The link's “q=��” was not understood: expected text in UTF-8, and its bytes are of another encoding.",
    ]
    assert all("shown without it" in one.value for one in page.warning)


def test_clearing_the_filters_on_the_page_keeps_the_lens_and_what_is_looked_at():
    kept = {"lens": "award", "layers": "claims", "point": "115,9", "at": "115,9,6", "names": "vi"}
    page = fine(opened(SUMMER | kept | {"role": "target", "severity": "2", "claimants": "2", "eez": "PHL"}))
    page = fine(next(one for one in page.button if one.label == "Clear all filters").click().run())
    assert address(page) == kept


@pytest.mark.slow
@pytest.mark.parametrize(
    "query",
    [
        {"from": "1900-01-01", "to": "1900-01-02"},
        {"from": "2200-01-01"},
        {"from": "0001-01-01", "to": "9999-12-31"},
        {"origins": "20"},
        {"layers": "none"},
        {"q": "zzz"},
        {"states": "PRK", "role": "initiator"},
        {"at": "115.8,9.7,8"},
    ],
    ids=str,
)
def test_a_question_at_the_edge_opens_without_a_failure(query: dict[str, str]):
    fine(opened(query))


@pytest.mark.parametrize("language", ["en", "zh", "vi", "fil", "ms", "id"])
def test_places_go_by_the_chosen_language_on_the_page(store: Store, language: str):
    page = fine(opened({"place": "second-thomas-shoal", "names": language}))
    assert f"at {store.names(language)['second-thomas-shoal']}." in said(page).replace("</b>", "")


def test_the_dossier_of_17_june_2024_shows_both_accounts_and_every_report(store: Store):
    page = fine(opened({"selected": CLASH}))
    evidence = store.package.evidence
    shown = markup(page)
    for account in evidence.accounts("incidents", CLASH):
        assert text.escape(account.says) in shown
        assert f'href="{text.escape(account.report.url)}"' in shown
    assert "China says" in shown
    assert "Philippines says" in shown or "The Philippines says" in shown
    for report in evidence.of_feature("incidents", CLASH):
        assert f'href="{text.escape(report.url)}"' in shown
        assert f"reporting?report={report.id}" in shown
    reports = evidence.of_feature("incidents", CLASH)
    assert f"{len(reports)} reports, {evidence.origins(reports)} independent origins" in shown


def test_the_seed_events_dossier_shows_its_chain_down_to_the_leak_and_its_links():
    page = fine(opened({"selected": SEED}))
    assert "Leaked Russian-Chinese contracts" in said(page)
    assert f"linked-{CLASH}" in {button.key for button in page.button}


def test_a_picked_feature_leads_to_its_place_and_back():
    page = fine(opened({"selected": CLASH}))
    page = fine(page.button(key="place-second-thomas-shoal").click().run())
    assert address(page)["selected"] == "second-thomas-shoal"
    assert "Reported clashes at or near it" in said(page)
    assert f"go-{CLASH}" in {button.key for button in page.button}
    page = fine(page.button(key=f"go-{CLASH}").click().run())
    assert address(page) == {"selected": CLASH}


def test_nothing_hides_under_a_mark_that_is_shared(store: Store):
    page = fine(opened({"selected": CLASH}))
    same = marks.same_position(incidents.filter(store.frames["incidents"], View()), CLASH)
    chooser = page.selectbox(key="w-here")
    assert chooser.label == f"{list(same.index).index(CLASH) + 1} of {len(same)} at this position"
    assert len(chooser.options) == len(same) > 1
    assert all(row.title in option for row, option in zip(same.itertuples(), chooser.options, strict=True))


def test_the_chooser_goes_through_all_that_lies_under_a_mark(store: Store):
    page = fine(opened({"selected": CLASH}))
    same = list(marks.same_position(incidents.filter(store.frames["incidents"], View()), CLASH).index)
    seen = [page.selectbox(key="w-here").value]
    for words, most in (("Previous", same.index(CLASH)), ("Next", len(same) - 1)):
        for _ in range(min(most, 4)):
            fine(page.button(key=f"here-{words}").click().run())
            seen.append(page.selectbox(key="w-here").value)
            assert page.query_params["selected"] in (seen[-1], [seen[-1]])
    steps = [same.index(identity) for identity in seen]
    assert {abs(one - other) for one, other in itertools.pairwise(steps)} == {1}
    fine(page.selectbox(key="w-here").select(same[-1]).run())
    assert page.button(key="here-Next").disabled
    assert not page.button(key="here-Previous").disabled


def _kinds(store: Store) -> dict[str, str]:
    claims, developments, places = (store.frames[key] for key in ("claims", "developments", "places"))
    return {
        "a claim with no geometry": claims[claims.geometry.isna()].index[0],
        "a claim with an area": claims[claims.geometry.geom_type.eq("Polygon").fillna(value=False)].index[0],
        "a development with no place": developments[developments["place"] == ""].index[0],
        "the busiest place": places["clashes"].idxmax(),
        "a place without a clash": places["clashes"].idxmin(),
    }


@pytest.mark.parametrize("kind", ["a claim with no geometry", "a claim with an area", "a development with no place"])
def test_a_dossier_opens_whatever_a_feature_lacks(store: Store, kind: str):
    identity = _kinds(store)[kind]
    page = fine(opened({"selected": identity}))
    assert text.escape(store.frames[store.ids[identity]].loc[identity, "title"]) in markup(page)


@pytest.mark.parametrize("kind", ["the busiest place", "a place without a clash"])
def test_a_places_dossier_opens_however_many_clashes_it_has(store: Store, kind: str):
    identity = _kinds(store)[kind]
    page = fine(opened({"selected": identity}))
    assert text.escape(store.frames["places"].loc[identity, "name"]) in markup(page)


def test_a_picked_feature_outside_the_filters_is_shown_and_said_to_be_so():
    page = fine(opened({"selected": CLASH, "to": "2000-01-01"}))
    assert any("outside the present filters" in one.value for one in page.caption)


def test_an_empty_result_says_what_to_relax_and_does_it(store: Store):
    page = fine(opened(SUMMER | {"severity": "7"}))
    assert "0 reported clashes" in said(page).replace("</b>", "")
    assert len(page.info) == 1
    without = page.info[0].value
    assert without.startswith("No reported clash meets these filters. Without the ")
    drop = next(button for button in page.button if button.label.startswith("Drop the "))
    page = fine(drop.click().run())
    assert not page.info
    found = incidents.filter(store.frames["incidents"], store.parse(address(page))[0])
    assert without.endswith(f"there are {len(found)}.")
    assert len(found) > 0


def test_changing_a_filter_writes_the_address():
    page = fine(opened({"selected": CLASH}))
    page = fine(page.multiselect(key="w-states").set_value(["PHL"]).run())
    page = fine(page.selectbox(key="w-severity").set_value(4).run())
    page = fine(page.text_input(key="w-q").set_value("Ayungin").run())
    assert address(page) == {"states": "PHL", "severity": "4", "q": "Ayungin", "selected": CLASH}


def test_clearing_the_filters_keeps_what_is_looked_at():
    page = fine(opened(SUMMER | {"selected": CLASH, "names": "vi", "layers": "incidents"}))
    page = fine(next(button for button in page.button if button.label == "Clear all filters").click().run())
    assert address(page) == {"selected": CLASH, "names": "vi", "layers": "incidents"}


@pytest.mark.parametrize(("column", "by"), [("When", "first"), ("Reports", None), ("What", None)])
def test_a_table_is_sorted_as_a_whole_and_not_by_the_page(store: Store, column: str, by: str | None):
    every = View(layers=("incidents",), severity=0)
    page = opened(every.query())
    frame = incidents.filter(store.frames["incidents"], every)
    assert len(frame) > table.PAGE_ROWS
    for down in (False, True):
        page.session_state["w-rows-incidents-order"] = pick_table.Order(column, down)
        rows = listed(fine(page.run()))[0]
        wanted = frame[by] if by else incidents.columns(frame, every)[column]
        values = sorted((str(v).casefold() if column == "What" else v for v in wanted), reverse=down)[: table.PAGE_ROWS]
        shown = [str(v).casefold() if column == "What" else v for v in wanted.loc[list(rows.index)]]
        assert shown == values


def test_closing_the_dossier_keeps_the_filters():
    page = fine(opened(SUMMER | {"selected": CLASH}))
    page = fine(next(button for button in page.button if button.label == "Close").click().run())
    assert address(page) == SUMMER


@pytest.mark.parametrize("layer", LAYERS)
def test_one_layer_alone_has_its_own_table(store: Store, layer: str):
    page = fine(opened({"layers": layer}))
    frame = layers.layer(layer).filter(store.frames[layer], View(layers=(layer,)))
    pages = [box.label for box in page.number_input if box.key == f"w-page-{layer}"]
    assert len(listed(page)[0]) == min(len(frame), table.PAGE_ROWS)
    most = -(-len(frame) // table.PAGE_ROWS)
    assert pages == ([f"Page, of {most} with {table.PAGE_ROWS} rows each"] if most > 1 else [])


def test_no_layer_at_all_is_said():
    page = fine(opened({"layers": "none"}))
    assert any("No layer is shown" in one.value for one in page.info)


def test_the_address_that_the_page_writes_asks_the_same_again():
    page = fine(opened(SUMMER))
    page = fine(page.selectbox(key="w-severity").set_value(2).run())
    view, complaints = parse(address(page))
    assert complaints == []
    assert view == parse(SUMMER | {"severity": "2"})[0]


@pytest.mark.parametrize("picked", [None, "incidents", "developments", "places", "claims"])
def test_hostile_texts_are_shown_as_texts(monkeypatch: pytest.MonkeyPatch, hostile: Copy, picked: str | None):
    monkeypatch.setenv("SOUNDINGS_DATA", str(hostile.path))
    ids = {"incidents": CLASH, "developments": SEED, "places": "second-thomas-shoal"}
    ids["claims"] = hostile.claims()["features"][0]["id"]
    page = fine(opened({"selected": ids[picked]} if picked else {}))
    shown = markup(page)
    assert "zqx" in "".join([shown, *(button.label for button in page.button)])
    for harm in ("<img", "<script", "</script", "\u202e", "\u2066", 'href="javascript'):
        assert harm not in shown
    assert not [button.label for button in page.button if re.search(r"(?<!\\)[<`$]", button.label)]


@pytest.mark.parametrize(
    "value", ["<img src=x onerror=alert(1)>", "`", "C:\\2019", "</script>", "javascript:alert(1)", "\u202e"]
)
def test_hostile_words_in_a_link_are_shown_as_words(value: str):
    page = fine(opened({"q": value, "pony": value, "severity": value}))
    assert "<img" not in markup(page)
    assert "<script" not in markup(page)
    assert len(page.warning) == 2
