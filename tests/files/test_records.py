"""Rows ready to leave: plain cells, what a file says of itself, and tables that a person reads."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from files import records
from files.write import write
from layers import layer
from question.view import FIELDS, At, Point, View
from tests.packages import CLASH
from tests.questions import LAYERS

if TYPE_CHECKING:
    from pathlib import Path

    from layers.store import Store

each = pytest.mark.parametrize("key", LAYERS)


@pytest.mark.parametrize(
    ("value", "as_json"),
    [
        (np.array(["b", "a"]), ["b", "a"]),
        ([{"lon": 1.5}], [{"lon": 1.5}]),
        (None, None),
        (float("nan"), None),
        (pd.NA, None),
        ("x", "x"),
        (np.int64(3), 3),
        (np.array([True])[0], True),
    ],
)
def test_a_cell_becomes_plain_json(value: object, as_json: object):
    found = records.plain(value)
    assert found == as_json
    assert type(found) is type(as_json)


@each
def test_rows_hold_text_numbers_and_lists_alone_and_no_column_that_only_the_filters_use(store: Store, key: str):
    found = records.rows(store, View(), key)
    assert not (records.WORKING | layer(key).DATA.working) - {"geometry"} & set(found.columns)
    for name in found.columns.drop("geometry"):
        kinds = {type(records.plain(cell)) for cell in found[name]}
        assert kinds <= {str, int, float, list, dict, bool, type(None)}, name


def test_sets_become_sorted_lists_joined_as_in_the_data(store: Store):
    assert records.rows(store, View(), "incidents").loc[CLASH, "states"] == "CHN;PHL"


def test_a_table_for_people_has_no_nested_cell_and_says_whose_word_a_part_is(store: Store):
    table = records.flat(records.rows(store, View(), "incidents"))
    assert not [name for name in records.NESTED if name in table and table[name].dtype == object]
    assert "as reported by the Philippines, disputed" in table.loc[CLASH, "parties"]
    assert table.loc[CLASH, "accounts"].count("\n") == 1


# One value of each field that only looks, none of them its default.
LOOKED: dict[str, Any] = {
    "selected": CLASH,
    "point": Point(115.0, 9.0),
    "at": At(115.0, 9.0, 6),
    "names": "vi",
    "beside": "award",
}


def test_each_field_that_only_looks_is_tried():
    assert set(LOOKED) == {field.name for field in FIELDS if field.does == "looks"}


@pytest.mark.slow
@pytest.mark.parametrize("name", LOOKED)
@pytest.mark.parametrize("suffix", [".csv", ".zip", ".geojson"])
def test_a_file_is_the_same_to_the_byte_whatever_is_looked_at(store: Store, tmp_path: Path, name: str, suffix: str):
    view = View(states=("PHL",), start=dt.date(2024, 6, 1), end=dt.date(2024, 6, 30), layers=("incidents", "places"))
    looked = replace(view, **{name: LOOKED[name]})
    contents = []
    for number, each_view in enumerate((view, looked)):
        folder = tmp_path / str(number)
        folder.mkdir()
        write(store, each_view, folder / f"june{suffix}", lambda _done, _words: None)
        contents.append({file.name: file.read_bytes() for file in folder.iterdir()})
    assert contents[0] == contents[1]
    assert records.about(store, view) == records.about(store, looked)


def test_the_layers_shown_choose_what_a_file_holds_and_narrow_none_of_it(store: Store):
    view = View(states=("VNM",))
    for key in LAYERS:
        assert records.rows(store, replace(view, layers=(key,)), key).equals(records.rows(store, view, key))


def test_a_filter_is_told_in_words_and_as_a_query_and_what_is_picked_is_no_filter(store: Store):
    asked = View(states=("VNM",), end=dt.date(2014, 12, 31), selected=CLASH, at=At(115.0, 9.0, 6), names="vi")
    about = records.about(store, asked)
    assert (about.version, about.query) == (store.package.version, "states=VNM&to=2014-12-31")
    assert about.filter == "involving Vietnam, up to 31 December 2014"
    assert records.about(store, View()).filter == "the whole record"
