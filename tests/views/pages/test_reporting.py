"""The Reporting page: every report, what it describes, and what rests on too little."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.packages import CLASH
from tests.pages import markup, opened, said
from tests.presence import apart
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
    assert text.plain(one.title, longest=160) in list(page.dataframe[0].value["Title"])


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
