"""Reading a data file back the way another program would, into one shape: {layer: rows with id, urls, dates, geometry}."""

from __future__ import annotations

import json
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import shapely

from layers import layer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from question.view import View

Rows = dict[str, gpd.GeoDataFrame]


def reopen(path: Path, view: View) -> Rows:
    """Return each layer's rows, in the file's order, with columns id, urls (a tuple) and geometry at the least."""
    layers = READERS[path.suffix](path, view)
    return {key: rows.assign(urls=[_urls(cell) for cell in rows.get("reports", ())]) for key, rows in layers.items()}


def _urls(cell: Any) -> tuple[str, ...]:  # noqa: ANN401 -- each format has its own form of a list
    if isinstance(cell, str) and cell.startswith("["):
        cell = json.loads(cell)
    return tuple(cell.split()) if isinstance(cell, str) else tuple(report["url"] for report in cell)


def sheet(file: Any) -> gpd.GeoDataFrame:  # noqa: ANN401 -- a path or an open file
    """Return a CSV's rows as pandas reads them, points from their columns and other shapes from WKT."""
    rows = pd.read_csv(file, dtype={"date_start": "str", "date": "str"})
    return placed(rows)


def placed(rows: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return rows with the geometry that their columns tell: points, or other shapes as WKT."""
    if "wkt" in rows:
        shapes = gpd.GeoSeries.from_wkt(rows["wkt"].astype("object"))
    else:
        rows = rows.astype({"lon_deg": "float", "lat_deg": "float"})
        points = gpd.points_from_xy(rows["lon_deg"], rows["lat_deg"])
        shapes = gpd.GeoSeries(points).where(rows["lon_deg"].notna(), None)
    return gpd.GeoDataFrame(rows, geometry=shapes.to_numpy())


def _csv(path: Path, view: View) -> Rows:
    return {"incidents" if "incidents" in view.layers else view.layers[0]: sheet(path)}


def _zip(path: Path, view: View) -> Rows:
    with zipfile.ZipFile(path) as file:
        return {key: sheet(file.open(f"{key}.csv")) for key in view.layers}


def _geojson(path: Path, view: View) -> Rows:
    features = pyogrio.read_dataframe(path)
    if not len(features):
        return {key: gpd.GeoDataFrame({"id": []}, geometry=[]) for key in view.layers}
    return {key: features[features["layer"] == key].reset_index(drop=True) for key in view.layers}


def _geopackage(path: Path, view: View) -> Rows:
    return {key: pyogrio.read_dataframe(path, layer=key) for key in view.layers}


def _kml(path: Path, view: View) -> Rows:
    layers = {key: pyogrio.read_dataframe(path, layer=layer(key).TITLE) for key in view.layers}
    # LIBKML gives every position an altitude of 0.
    return {key: rows.set_geometry(shapely.force_2d(rows.geometry)) for key, rows in layers.items()}


def _parquet(path: Path, view: View) -> Rows:
    return {"incidents" if "incidents" in view.layers else view.layers[0]: gpd.read_parquet(path)}


def cells(path: Path, sheet: str) -> pd.DataFrame:
    """Return a sheet of a workbook as openpyxl reads it."""
    # Read only: the other sheets and thousands of links are left alone.
    with closing(openpyxl.load_workbook(path, read_only=True)) as book:
        names, *rows = book[sheet].iter_rows(values_only=True)
    return pd.DataFrame(rows, columns=list(names), dtype="object")


def _xlsx(path: Path, view: View) -> Rows:
    return {key: placed(cells(path, layer(key).TITLE)) for key in view.layers}


READERS: dict[str, Callable[[Path, View], Rows]] = {
    ".csv": _csv,
    ".zip": _zip,
    ".geojson": _geojson,
    ".gpkg": _geopackage,
    ".kml": _kml,
    ".parquet": _parquet,
    ".xlsx": _xlsx,
}
