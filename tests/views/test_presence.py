"""Words and presence alone on the pages: left out of every count and list unless one choice brings them in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layers import incidents
from question.view import View
from record import archive, changes, coverage
from record.footing import RESTS
from tests.pages import address, opened, said
from tests.presence import apart, filed

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from layers.store import Store

CLASHES = len(filed()) - len(apart())


def captions(page: AppTest) -> str:
    return "\n".join(one.value for one in page.caption)


def test_explore_counts_clashes_and_one_click_brings_in_the_rest():
    page = opened({})
    assert f"{CLASHES} reported clashes" in said(page)
    box = page.checkbox(key="w-presence")
    assert box.label == f"With words and presence alone ({len(apart())})"
    assert not box.value
    box.check().run()
    assert address(page)["severity"] == "0"
    assert f"{len(filed())} reported incidents" in said(page)
    assert "reported clash" not in said(page).partition("</p>")[0]
    page.checkbox(key="w-presence").uncheck().run()
    assert "severity" not in address(page)


def test_the_filter_offers_the_level_with_its_count():
    options = opened({}).selectbox(key="w-severity").options
    assert options[0] == f"0+ Words or presence only ({len(filed())})"
    assert options[1].endswith(f"({CLASHES})")


@pytest.mark.parametrize("identity", sorted(apart())[:2])
def test_one_that_is_left_out_still_opens_and_says_what_it_is(identity: str):
    page = opened({"selected": identity})
    assert not page.exception
    assert "not counted as a clash" in said(page)
    assert "outside the present filters" in captions(page)


def test_what_is_near_a_place_and_a_point_is_what_the_view_counts(store: Store):
    frame = store.frames["incidents"]
    place = frame.loc[frame.index.isin(list(apart())), "place"].value_counts().index[0]
    for view, noun in ((View(), "clashes"), (View(severity=0), "incidents")):
        here = incidents.counted(frame, view)["place"].eq(place).sum()
        page = opened(View(selected=place, severity=view.severity).query())
        words = said(page)
        assert f"Nearest reported {noun}" in words
        assert (f"Reported {noun} at or near it ({here})" in words) == bool(here)


@pytest.mark.parametrize("path", ["trends", "claims", "briefing"])
def test_every_page_of_a_question_calls_them_incidents_where_they_are_counted(path: str):
    page = opened({"severity": "0"}, path=path)
    assert not page.exception
    if path != "claims":
        assert f"{len(filed())} reported incidents" in said(page)
    narrow = opened({}, path=path)
    if path != "claims":
        assert f"{CLASHES} reported clashes" in said(narrow)


def test_a_table_of_figures_has_the_level_only_where_it_is_asked_for():
    narrow, wide = (said(opened(query, path="trends")) for query in ({}, {"severity": "0"}))
    assert "Words or presence only" not in narrow
    assert "Words or presence only" in wide


def test_about_counts_clashes_and_says_how_densely_each_stretch_is_filled(store: Store):
    page = opened({}, path="about")
    assert f"{CLASHES} clashes" in captions(page)
    (rule,) = (one.value for one in page.table if "Set by" in one.value)
    assert rule.iloc[0].tolist() == [0, "Words or presence only", "passage, presence: no act against another reported"]
    (filled,) = (one.value for one in page.table if "Filled" in one.value)
    stretches = coverage.stretches(store.package)
    assert list(filled["Filled"]) == [*(stretch.how.capitalize() for stretch in stretches), "Empty"]
    assert list(filled["Clashes"])[-1] == "0"
    limits = " ".join("\n".join(one.value for one in page.markdown).replace("\\", "").split())
    assert coverage.words(store.package) in limits


def test_about_tells_what_is_new_with_a_link_to_each(store: Store):
    words, rows = said(opened({}, path="about")), changes.since(store.package)
    for version in changes.versions(rows):
        mine = [row.change for row in rows if row.version == version]
        told = ", ".join(f"{mine.count(kind)} {kind}" for kind in changes.KINDS if kind in mine)
        assert f"<b>{version}</b>" in words
        assert told in words
    newest = next(iter(changes.versions(rows)))
    for row in rows:
        if row.version == newest and row.feature in store.ids:
            assert f"selected={row.feature}" in words


def test_what_rests_on_one_sides_words_is_told_of_clashes_alone(store: Store):
    words, frame = said(opened({}, path="reporting")), store.frames["incidents"]
    listed = [row.id for row in frame.itertuples() if row.footing.speaking and row.any - row.footing.speaking]
    assert set(listed) & set(apart())
    section = words.partition("no own words of")[0]
    assert section
    for identity in listed:
        there = f'?selected={identity}" target="_self">' in words
        assert there or identity in apart()


def test_the_dossier_says_what_it_rests_on_and_where_copies_may_be(store: Store):
    frame = store.frames["incidents"]
    row = frame[frame["weak"].astype(bool)].iloc[0]
    words = said(opened({"selected": row["id"]}))
    assert f"<dt>Rests on</dt><dd>{row['footing'].words}" in words
    for report in row["reports"]:
        assert archive.copies(report) in words


def test_what_a_clash_rests_on_narrows_the_page(store: Store):
    page = opened({"rests": "single"})
    shown = incidents.filter(store.frames["incidents"], View(rests=("single",)))
    assert f"{len(shown)} reported clashes" in said(page)
    assert "resting on a single page" in said(page)
    picker = page.multiselect(key="w-rests")
    assert [option.partition(" (")[0].lower() for option in picker.options] == list(RESTS.values())
    picker.set_value(["none", "single"]).run()
    assert address(page)["rests"] == "none,single"
