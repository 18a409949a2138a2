"""What every layer promises (`layers.protocol`): a new layer is held to it without an edit here."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given
from pandas.testing import assert_frame_equal
from shapely.geometry import shape

from briefing.mapsheet import overlays
from files import csv_zip, records
from layers import layer, marks_of
from layers.card import Card
from layers.store import store
from question.view import View
from record import severity
from record.reading import read
from tests.examples import percent
from tests.questions import LAYERS, views
from views.map import base
from words import text

if TYPE_CHECKING:
    import geopandas as gpd

    from record.reading import Package
    from tests.packages import Copy

ROOT = Path(__file__).resolve().parents[2]
ALL = [*LAYERS, "land"]
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
each = pytest.mark.parametrize("key", ALL)


@pytest.fixture(scope="module")
def poisoned(hostile: Copy) -> Package:
    return read(hostile.path)


@cache
def loaded(key: str, package: Package) -> gpd.GeoDataFrame:
    """Return a layer's frame, loaded once for all that only look at it."""
    return layer(key).load(package)


def features(key: str, frame: gpd.GeoDataFrame, view: View) -> list[dict[str, Any]]:
    """Return what a layer draws as GeoJSON, after checking that each is a valid geometry."""
    drawn = [feature.geojson() for feature in layer(key).draw(frame, view)]
    assert all(shape(feature["geometry"]).is_valid for feature in drawn)
    return drawn


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [part for one in value.values() for part in strings(one)]
    if isinstance(value, (list, tuple)):
        return [part for one in value for part in strings(one)]
    return [value] if isinstance(value, str) else []


def test_the_list_of_layers_has_no_layer_twice():
    assert len(set(ALL)) == len(ALL)


def test_an_unknown_layer_is_refused_with_the_list_of_those_there_are():
    with pytest.raises(KeyError, match=f"weather.*{', '.join(LAYERS)}"):
        layer("weather")


@each
def test_a_layer_goes_by_its_key_and_has_a_title_for_readers(key: str):
    module = layer(key)
    assert key == module.KEY
    assert module.TITLE[0].isupper()
    assert len({layer(other).TITLE for other in ALL}) == len(ALL)


@each
def test_load_gives_wgs84_features_indexed_by_their_permanent_ids(key: str, shipped: Package):
    frame = loaded(key, shipped)
    assert len(frame)
    assert frame.crs == "EPSG:4326"
    assert frame.index.is_unique
    assert list(frame.index) == list(frame["id"])
    assert all(ID.fullmatch(identity) for identity in frame.index)


@each
def test_load_makes_a_new_frame_and_leaves_the_package_as_it_was(key: str, shipped: Package):
    before = {name: table.copy() for name, table in shipped.tables.items()}
    assert layer(key).load(shipped) is not layer(key).load(shipped)
    for name, table in before.items():
        assert_frame_equal(table, shipped.tables[name])


@pytest.mark.parametrize("key", LAYERS)
@given(view=views())
@percent(25)
def test_filter_keeps_rows_in_order_and_leaves_the_frame_as_it_was(key: str, view: View):
    frame = store().frames[key]
    before = pd.DataFrame(frame.drop(columns="geometry"))
    kept = layer(key).filter(frame, view)
    assert_frame_equal(before, pd.DataFrame(frame.drop(columns="geometry")))
    assert list(kept.index) == [identity for identity in frame.index if identity in set(kept.index)]
    assert list(kept.columns) == list(frame.columns)


@each
def test_a_view_that_asks_for_nothing_keeps_every_row_but_words_and_presence(key: str, shipped: Package):
    frame = loaded(key, shipped)
    assert list(layer(key).filter(frame, View(severity=0)).index) == list(frame.index)
    counted = frame[frame["severity"] >= severity.CLASH] if key == "incidents" else frame
    assert list(layer(key).filter(frame, View()).index) == list(counted.index)


@each
def test_draw_gives_one_geojson_with_unique_hyphenated_ids(key: str, shipped: Package):
    drawn = features(key, loaded(key, shipped), View())
    ids = [feature["id"] for feature in drawn]
    assert ids
    assert len(set(ids)) == len(ids)
    assert all(ID.fullmatch(identity) for identity in ids)


@each
def test_draw_gives_a_new_list_each_time(key: str, shipped: Package):
    frame = loaded(key, shipped)
    drawn = layer(key).draw(frame, View())
    assert drawn is not layer(key).draw(frame, View())


@each
def test_draw_of_no_rows_is_nothing(key: str, shipped: Package):
    assert features(key, loaded(key, shipped).iloc[:0], View()) == []


@each
def test_what_is_drawn_is_ids_and_code_words_and_numbers_alone(key: str, shipped: Package):
    for feature in features(key, loaded(key, shipped), View()):
        for word in strings(feature["properties"]):
            assert re.fullmatch(r"[a-z]{2,3}|[A-Z]{3}", word), f"{feature['id']} draws “{word}”"
        assert json.loads(json.dumps(feature, allow_nan=False)) == json.loads(json.dumps(feature))


def test_no_text_of_the_data_reaches_the_maps_script(monkeypatch: pytest.MonkeyPatch, hostile: Copy):
    monkeypatch.setenv("SOUNDINGS_DATA", str(hostile.path))
    assert store().frames["incidents"]["title"].str.contains("<").any()
    base.script.cache_clear()
    script = base.script()
    assert "zqx" not in script.lower()
    assert "onerror" not in script


@each
def test_what_a_layer_draws_holds_none_of_the_datas_text(key: str, poisoned: Package):
    frame = loaded(key, poisoned)
    placed = frame.index[frame.geometry.notna()][0]
    drawn = json.dumps(features(key, frame, View(selected=placed)))
    assert "zqx" not in drawn.lower()
    assert "onerror" not in drawn
    assert placed in drawn


@each
def test_describe_gives_a_card_of_plain_words_for_every_feature(key: str, shipped: Package):
    frame = loaded(key, shipped)
    for identity, row in frame.iterrows():
        card = layer(key).describe(row)
        assert isinstance(card, Card)
        assert (card.layer, card.id) == (key, identity)
        assert card.title
        assert card.summary
        said = [card.title, card.kicker, card.summary, *(word for fact in card.facts for word in fact)]
        assert all(isinstance(word, str) for word in said), identity
        assert not [word for word in said if re.search(r"</?[a-z]+[ >]|\bnan\b|^None$|<NA>|NaT", word)], identity


@each
def test_describe_takes_hostile_texts_as_words(key: str, poisoned: Package):
    frame = loaded(key, poisoned)
    cards = [layer(key).describe(row) for _, row in frame.iterrows()]
    assert [card.id for card in cards] == list(frame.index)


@each
def test_every_feature_has_sources_and_each_is_an_http_page(key: str, shipped: Package):
    for identity, row in loaded(key, shipped).iterrows():
        found = layer(key).sources(row)
        assert found, f"{identity} has no report"
        assert all(text.url(report.url) == report.url for report in found), identity
        assert all(not report.archive_url or text.url(report.archive_url) for report in found), identity


@each
def test_sources_stand_newest_first(key: str, shipped: Package):
    for _, row in loaded(key, shipped).iterrows():
        published = [report.published for report in layer(key).sources(row)]
        assert published == sorted(published, reverse=True)


@each
def test_a_table_has_a_row_a_feature_in_words_and_numbers(key: str, shipped: Package):
    frame = loaded(key, shipped)
    table = layer(key).columns(frame, View())
    assert len(table) == len(frame)
    assert table.columns.is_unique
    assert {type(cell) for name in table for cell in table[name].tolist()} <= {str, int, float}
    assert layer(key).columns(frame.iloc[:0], View()).empty


@each
def test_a_table_takes_hostile_texts_as_words(key: str, poisoned: Package):
    frame = loaded(key, poisoned)
    assert len(layer(key).columns(frame, View())) == len(frame)


@each
def test_what_the_map_draws_has_its_kind_of_drawing_on_paper(key: str):
    look = layer(key).LOOK
    assert look.marks or look.ground
    assert {look.marks} <= {"", *overlays.MARKS}
    assert {look.ground} <= {"", *overlays.GROUND}


@pytest.mark.parametrize("key", LAYERS)
def test_a_legend_has_words_for_each_sign_and_every_layer_is_in_some_legend(key: str):
    legend = layer(key).legend(View())
    parts = [part for part in (legend.page, legend.deck, legend.sheet) if part]
    assert parts
    assert all(part.heading or part.signs for part in parts)
    assert all(sign.words and re.fullmatch(r"#[0-9a-fA-F]{6}", sign.colour) for part in parts for sign in part.signs)


@pytest.mark.parametrize("key", LAYERS)
def test_marks_hold_each_feature_that_has_a_position_once(key: str, shipped: Package):
    frame = loaded(key, shipped)
    marks = marks_of(key, frame, View())
    ids = [identity for mark in marks for identity in mark.ids]
    assert len(set(ids)) == len(ids)
    assert set(ids) == (set(frame.index[frame.geometry.geom_type == "Point"]) if layer(key).LOOK.marks else set())
    assert all(mark.n == len(mark.ids) and mark.id in mark.ids for mark in marks)


@pytest.mark.parametrize("key", LAYERS)
def test_the_mark_that_holds_the_picked_feature_goes_by_its_id(key: str, shipped: Package):
    frame = loaded(key, shipped)
    for mark in marks_of(key, frame, View())[:20]:
        held = mark.ids[-1]
        (picked,) = (other for other in marks_of(key, frame, View(selected=held)) if held in other.ids)
        assert picked.id == held
        assert picked.ids == mark.ids


@pytest.mark.parametrize("key", LAYERS)
def test_what_leaves_has_a_meaning_for_every_column(key: str):
    found = store()
    rows = records.rows(found, View(), key)
    table = csv_zip.sheet(rows)
    assert [name for name, cells in table.items() if len(csv_zip.field(key, str(name), cells)["description"]) < 10] == []


def test_nothing_that_draws_files_decks_or_routes_loads_folium():
    rooms = "api.routes, briefing.formats, files.write, layers.store"
    code = f"import sys, {rooms}; sys.exit(bool({{'folium', 'branca', 'streamlit', 'streamlit_folium'}} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
