"""The About page: method, severity rule, limits, coverage from the data, version, licences, corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from question.view import KEYS
from record import severity
from tests.pages import markup, opened, read
from views.pages import about as about_page
from words import text

if TYPE_CHECKING:
    import pytest
    from streamlit.testing.v1 import AppTest

    from layers.store import Store
    from tests.packages import Copy


def about() -> AppTest:
    page = opened(path="about")
    assert [e.value for e in page.exception] == []
    return page


def shown(page: AppTest) -> str:
    tables = [str(table.to_csv()) for table in read(page)] + [str(table.value.to_csv()) for table in page.table]
    words = [one.value for kind in (page.title, page.subheader, page.caption, page.markdown) for one in kind]
    return "\n".join([*words, *tables, markup(page)])


def test_it_says_its_method_its_limits_and_that_silence_is_no_calm():
    words = shown(about())
    for heading in ("Method", "Severity", "Limits", "Licences and sources", "Coverage", "Corrections"):
        assert heading in words
    assert "Silence is no calm" in words


def test_it_prints_the_severity_rule_as_the_code_has_it():
    words = shown(about())
    for step in severity.STEPS:
        assert step.name in words
        assert all(severity.type_words(word) in words for word in step.types)


def test_the_severity_rule_shows_its_levels():
    rule = next(one.value for one in about().table if "Set by" in one.value)
    assert list(rule["Level"]) == [step.level for step in severity.STEPS]


def test_a_year_without_a_report_has_its_column():
    grid = pd.DataFrame({"Year": [1974, 1988], "State": ["China", "China"], "Clashes": [1, 1]})
    assert about_page._cells(grid, "Clashes").to_dict()["encoding"]["x"]["scale"]["domain"] == list(range(1974, 1989))


def test_it_lists_every_key_of_a_link():
    words = shown(about())
    assert [key for key in KEYS if key not in words] == []


def test_it_shows_version_licence_and_every_correction(store: Store):
    words = shown(about())
    assert text.markdown(store.package.version) in words or store.package.version in words
    assert "creativecommons.org/licenses/by/4.0" in words
    for row in store.package.tables["corrections"].itertuples():
        assert text.escape(row.why) in words


def test_its_coverage_is_computed_from_the_data(monkeypatch: pytest.MonkeyPatch, copy: Copy):
    monkeypatch.setenv("SOUNDINGS_DATA", str(copy.path))
    assert f"{len(copy.rows('incidents'))} clashes" in shown(about())


def test_hostile_texts_are_shown_as_texts(monkeypatch: pytest.MonkeyPatch, hostile: Copy):
    monkeypatch.setenv("SOUNDINGS_DATA", str(hostile.path))
    words = markup(about())
    for harm in ("<img", "<script", "</script", "\u202e", 'href="javascript'):
        assert harm not in words
