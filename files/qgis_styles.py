"""QGIS styles in a GeoPackage: QML in the table `layer_styles`, from which QGIS takes a layer's look as it opens it.

The table and QML have no standard but what QGIS writes itself; SLD was left aside because QGIS prefers QML. QGIS shows a
table of several kinds of geometry as several layers and would put one style on all, so such a table has none.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pyogrio
from lxml import etree

from files import styles
from layers import layer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import geopandas as gpd

TABLE = """
CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
    styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
    update_time DATETIME
)"""
LISTED = """
INSERT INTO gpkg_contents (table_name, data_type, identifier, description)
VALUES ('layer_styles', 'attributes', 'layer_styles', 'QGIS styles')"""
ROW = """
INSERT INTO layer_styles
    (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, owner)
VALUES ('', '', ?, ?, ?, ?, '', 1, '')"""
KINDS = {"Point": "marker", "LineString": "line", "Polygon": "fill"}
MARKER_MM = 3.0
SHAPES = {"discs": "circle", "diamonds": "diamond", "names": "circle"}


def put(path: Path, layers: Mapping[str, gpd.GeoDataFrame]) -> None:
    """Put a style for each layer of one kind of geometry into a GeoPackage that has the layers' rows."""
    kinds = {key: kind(rows) for key, rows in layers.items()}
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(TABLE)
        database.execute(LISTED)
        for key in [key for key, of in kinds.items() if of]:
            geometry = pyogrio.read_info(path, layer=key)["geometry_name"]
            database.execute(ROW, (key, geometry, layer(key).TITLE[:30], qml(key, layers[key], kinds[key])))


def kind(rows: gpd.GeoDataFrame) -> str:
    """Return the kind of QGIS symbol that these rows take: "marker", "line" or "fill"; "" for none or several kinds."""
    kinds = {KINDS.get(str(name).removeprefix("Multi"), "") for name in rows.geometry.dropna().geom_type}
    return kinds.pop() if len(kinds) == 1 else ""


def qml(key: str, rows: gpd.GeoDataFrame, kind: str) -> str:
    """Return a layer's look as QML: one symbol, or one a class of its rows."""
    root = etree.Element("qgis", version="3.28", styleCategories="Symbology")
    name = styles.column(key, rows)
    found = sorted(set(styles.classes(key, rows)))
    renderer = etree.SubElement(root, "renderer-v2", type="categorizedSymbol" if name else "singleSymbol", symbollevels="0")
    if name:
        renderer.set("attr", _attribute(key, name))
        categories = etree.SubElement(renderer, "categories")
        for number, of in enumerate(found):
            words = styles.style(key, of).words
            etree.SubElement(categories, "category", value=of, symbol=str(number), label=words, render="true")
    symbols = etree.SubElement(renderer, "symbols")
    for number, of in enumerate(found):
        symbol = etree.SubElement(symbols, "symbol", type=kind, name=str(number), alpha="1", clip_to_extent="1")
        symbol.append(_layer(kind, styles.style(key, of), layer(key).LOOK.marks))
    content: bytes = etree.tostring(
        root, encoding="utf-8", doctype="<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
    )
    return content.decode()


def _attribute(key: str, name: str) -> str:
    """Return the column, or the expression over it, whose values are a layer's classes."""
    return f"array_length(string_to_array(\"{name}\", ';'))" if layer(key).LOOK.ground == "depths" else name


def _layer(kind: str, style: styles.Style, marks: str) -> etree._Element:
    """Return the one layer of a symbol: a marker, a line in its dashes, or a fill with its edge."""
    width = f"{style.width_px}"
    parts: dict[str, tuple[str, dict[str, str]]] = {
        "marker": (
            "SimpleMarker",
            {"name": SHAPES.get(marks, "circle"), "color": _colour(style.colour), "size": f"{MARKER_MM * style.size}"}
            | {"size_unit": "MM", "outline_color": "139,150,155,255", "outline_width": "0.2", "outline_width_unit": "MM"},
        ),
        "line": (
            "SimpleLine",
            {"line_color": _colour(style.colour), "line_style": "solid", "line_width": width, "line_width_unit": "Pixel"}
            | {"use_custom_dash": str(int(bool(style.dash))), "customdash": style.dash.replace(" ", ";") or "5;2"}
            | {"customdash_unit": "Pixel"},
        ),
        "fill": (
            "SimpleFill",
            {"color": _colour(style.colour, style.fill), "style": "solid", "outline_color": _colour(style.colour)}
            | {"outline_style": "solid", "outline_width": width, "outline_width_unit": "Pixel"},
        ),
    }
    name, values = parts[kind]
    element = etree.Element("layer", {"class": name, "enabled": "1", "locked": "0", "pass": "0"})
    for property_name, value in values.items():
        etree.SubElement(element, "prop", k=property_name, v=value)
    return element


def _colour(colour: str, opacity: float = 1.0) -> str:
    """Return "#RRGGBB" as QGIS has a colour: red, green, blue and opacity, each up to 255."""
    return ",".join(str(part) for part in (*bytes.fromhex(colour[1:]), round(opacity * 255)))
