"""The Reporting page: every report, what it describes, and what rests on too little."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import streamlit as st

from layers import layer
from tests.packages import CLASH
from tests.pages import address, listed, markup, opened, said
from tests.presence import apart
from views.pages import reporting
from words import text

if TYPE_CHECKING:
    from layers.store import Store
    from tests.packages import Copy


def test_it_counts_every_report_and_publisher(store: Store):
    page = opened(path="reporting")
    reports = store.package.evidence.reports
    assert [one.value for one in page.exception] == []
    words = said(page).replace("<b>", "").replace("</b>", "")
    assert f"{len(reports):,} reports of {len({r.publisher for r in reports.values()}):,} publishers" in words


def test_a_report_is_found_by_a_word_of_its_title(store: Store):
    page = opened(path="reporting")
    reports = store.package.evidence.reports.values()
    one = next(report for report in reports if len(report.title.split()) > 5 and report.language == "en")
    page = page.text_input(key="w-report-q").set_value(one.title).run()
    assert [e.value for e in page.exception] == []
    assert text.plain(one.title, longest=160) in list(listed(page)[0]["Title"])


@pytest.mark.parametrize("typed", ["swords", "thumb", "lost a thumb", "仙宾礁", "Bãi Cỏ Mây", "gmanetwork", "spacewar.com"])
def test_a_report_is_found_by_what_it_says_by_its_address_and_by_names_in_any_language(store: Store, typed: str):
    page = opened(path="reporting").text_input(key="w-report-q").set_value(typed).run()
    assert [e.value for e in page.exception] == []
    found = list(listed(page)[0].index)
    evidence, tables = store.package.evidence, store.package.tables
    places = set(tables["names"].loc[tables["names"]["name"] == typed, "place"])
    wanted = {
        report.id
        for (layer, feature), reports in evidence.cited.items()
        for report in reports
        if all(word in re.findall(r"\w+", text.fold(report.supports)) for word in typed.lower().split())
        or typed in report.url
        or (layer == "incidents" and store.frames[layer].loc[feature, "place"] in places)
    }
    assert wanted
    # The page lists the newest alone.
    assert set(found) & wanted if len(wanted) > 300 else wanted <= set(found)


def test_a_whole_address_finds_its_report_alone(store: Store):
    one = next(iter(store.package.evidence.reports.values()))
    page = opened(path="reporting").text_input(key="w-report-q").set_value(one.url).run()
    assert list(listed(page)[0].index) == [one.id]


def test_reports_follow_the_question_and_the_whole_record_is_a_choice(store: Store):
    query = {"states": "PHL,CHN", "from": "2024-06-17", "to": "2024-06-17"}
    page = opened(query, path="reporting")
    assert [e.value for e in page.exception] == []
    view, _ = store.parse(query)
    admitted = {key: set(layer(key).filter(frame, view).index) for key, frame in store.frames.items() if key in view.layers}
    behind = {
        report.id
        for (key, feature), reports in store.package.evidence.cited.items()
        if feature in admitted.get(key, ())
        for report in reports
    }
    assert set(listed(page)[0].index) == behind
    assert 0 < len(behind) < 300 < len(store.package.evidence.reports)
    page = page.segmented_control(key="w-report-of").set_value(False).run()
    assert len(listed(page)[0]) == 300
    assert not [one for one in opened(path="reporting").get("button_group") if one.key == "w-report-of"]


class Params(dict[str, list[str]]):
    """The query of an address, as Streamlit hands it to a page."""

    def get_all(self, key: str) -> list[str]:
        return self.get(key, [])

    def from_dict(self, query: dict[str, list[str]]) -> None:
        self.clear()
        self.update(query)


def test_picking_a_report_keeps_the_question_in_the_address(monkeypatch: pytest.MonkeyPatch):
    params = Params(states=["PHL"], to=["2024-06-17"])
    monkeypatch.setattr(st, "query_params", params)
    reporting._choose("rpt-one")
    assert params == {"states": ["PHL"], "to": ["2024-06-17"], "report": ["rpt-one"]}
    reporting._choose("rpt-two")
    assert params["report"] == ["rpt-two"]
    reporting._choose("")
    assert params == {"states": ["PHL"], "to": ["2024-06-17"]}


def test_what_a_picked_report_describes_is_opened_under_the_same_question(store: Store):
    query = {"states": "PHL", "from": "2024-06-17", "to": "2024-06-17"}
    report = store.package.evidence.of_feature("incidents", CLASH)[0]
    page = opened(query | {"report": report.id}, path="reporting")
    assert address(page) == query | {"report": report.id}
    assert f'href="./?states=PHL&amp;from=2024-06-17&amp;to=2024-06-17&amp;selected={CLASH}"' in markup(page)


def test_a_search_that_finds_nothing_says_so():
    page = opened(path="reporting").text_input(key="w-report-q").set_value("zzzz").run()
    assert [e.value for e in page.exception] == []
    assert page.info[0].value.startswith("No report meets these")


def test_a_picked_report_shows_its_links_and_leads_to_each_feature_in_one_click(store: Store):
    report = store.package.evidence.of_feature("incidents", CLASH)[0]
    page = opened({"report": report.id}, path="reporting")
    assert [e.value for e in page.exception] == []
    assert not page.warning
    assert f'href="{text.escape(report.url)}"' in markup(page)
    assert f'href="./?selected={CLASH}"' in markup(page)


def test_a_report_that_is_not_there_is_said():
    page = opened({"report": "rpt-nowhere"}, path="reporting")
    assert [e.value for e in page.exception] == []
    assert len(page.warning) == 1
    assert "nowhere" in page.warning[0].value


def test_a_key_that_the_page_does_not_know_is_said():
    page = opened({"pony": "1"}, path="reporting")
    assert len(page.warning) == 1
    assert "pony" in page.warning[0].value


def test_features_on_one_origin_and_with_one_side_alone_are_listed(store: Store):
    shown = markup(opened(path="reporting"))
    evidence = store.package.evidence
    one = [
        feature
        for (layer, feature), reports in evidence.cited.items()
        if layer in store.frames and len(reports) > 1 and evidence.origins(reports) == 1 and feature not in apart()
    ]
    assert one
    assert all(f"selected={feature}" in shown for feature in one)
    assert f"selected={CLASH}" not in shown


@pytest.mark.parametrize("picked", [False, True])
def test_hostile_texts_are_shown_as_texts(monkeypatch: pytest.MonkeyPatch, hostile: Copy, picked: bool):  # noqa: FBT001
    monkeypatch.setenv("SOUNDINGS_DATA", str(hostile.path))
    report = next(row["report"] for row in hostile.rows("citations") if row["feature"] == CLASH)
    page = opened({"report": report} if picked else {}, path="reporting")
    assert [e.value for e in page.exception] == []
    for harm in ("<img", "<script", "</script", "\u202e", 'href="javascript'):
        assert harm not in markup(page)
