"""QGIS styles: the table and its QML, read by SQLite and as XML; no QGIS is at hand to open them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pyogrio
import pytest

from files.write import write
from layers import palette
from question.view import View
from tests.questions import LAYERS

if TYPE_CHECKING:
    from pathlib import Path

    from layers.store import Store

ALL = View(layers=LAYERS, severity=0)


@pytest.fixture(scope="module")
def path(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("styles") / "all.gpkg"
    write(store, ALL, file, lambda _done, _words: None)
    return file


@pytest.fixture(scope="module")
def renderers(path: Path) -> dict[str, ET.Element]:
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault = 1").fetchall()
    found = {name: ET.fromstring(qml).find("renderer-v2") for name, qml in rows}
    return {name: renderer for name, renderer in found.items() if renderer is not None}


def properties(renderer: ET.Element) -> dict[str, dict[str, str]]:
    """Return each category's properties by its value."""
    symbols = {
        symbol.get("name"): {p.get("k", ""): p.get("v", "") for p in symbol.iter("prop")}
        for symbol in renderer.iter("symbol")
    }
    return {str(category.get("value")): symbols[category.get("symbol")] for category in renderer.iter("category")}


def rgb(colour: str) -> str:
    return "#" + "".join(f"{int(part):02x}" for part in colour.split(",")[:3])


def test_each_layer_of_one_kind_of_geometry_has_a_style_and_its_geometry_column(
    path: Path, renderers: dict[str, ET.Element]
):
    assert set(LAYERS) - set(renderers) <= {"claims"}
    with closing(sqlite3.connect(path)) as database:
        told = database.execute("SELECT f_table_name, f_geometry_column FROM layer_styles").fetchall()
        columns = dict(database.execute("SELECT table_name, column_name FROM gpkg_geometry_columns").fetchall())
    assert [name for name, column in told if columns[name] != column] == []


def test_every_row_of_the_classes_has_a_category_in_the_colour_of_the_map(path: Path, renderers: dict[str, ET.Element]):
    severities = properties(renderers["incidents"])
    rows = pyogrio.read_dataframe(path, layer="incidents")
    assert renderers["incidents"].get("attr") == "severity"
    assert set(severities) == {str(level) for level in rows["severity"]}
    assert [level for level, look in severities.items() if rgb(look["color"]) != palette.severity(int(level))] == []
    states = properties(renderers["limits"])
    assert set(states) == set(pyogrio.read_dataframe(path, layer="limits")["claimant"])
    for state, look in states.items():
        assert rgb(look["line_color"]) == palette.claimant(state).colour.lower()
        assert look["customdash"].replace(";", " ") == palette.claimant(state).dash


def test_a_file_of_no_rows_has_the_table_and_opens(store: Store, tmp_path: Path):
    write(store, View(q="zzz", layers=LAYERS), tmp_path / "none.gpkg", lambda _done, _words: None)
    assert len(pyogrio.read_dataframe(tmp_path / "none.gpkg", layer="layer_styles")) == 0
