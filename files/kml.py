"""KML for globes and phones: a folder a layer, a placemark a feature, its time span and its reports.

GDAL's LIBKML driver writes it (by pyogrio); simplekml was left aside because it would be one library more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pyogrio

from files import kml_styles, records
from layers import layer
from words import text

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    import geopandas as gpd

    from layers.store import Store
    from question.view import View

# Longer than any text.
LONGEST = 10_000_000
LONGEST_NAME = 240
HARMLESS = str.maketrans("<>", "\u2039\u203a")


def write(store: Store, view: View, path: Path) -> None:
    """Write the layers shown as folders; a placemark's id is the feature's, and one without a place has no geometry."""
    about = records.about(store, view)
    about_words = _html(f"Data version {about.version}. Filter: {about.filter}. Licence: {about.licence}.")
    layers = {key: placemarks(store, view, key) for key in view.layers}
    for key, rows in layers.items():
        pyogrio.write_dataframe(
            rows,
            path,
            layer=key,
            driver="LIBKML",
            append=path.exists(),
            dataset_options={"NAME": "Soundings", "DESCRIPTION": about_words},
            layer_options={"NAME": layer(key).TITLE, "DESCRIPTION": about_words, "FOLDER": "YES"},
        )
    kml_styles.put(path, layers)


def placemarks(store: Store, view: View, key: str) -> gpd.GeoDataFrame:
    """Return a layer's rows with the columns that LIBKML knows (Name, description, begin, end) and the others as data."""
    admitted = layer(key).filter(store.frames[key], view)
    rows = records.leaving(admitted, view, key)
    table = records.flat(rows)
    # LIBKML takes a column `name` for the placemark's own name, so a place's stands under `title`, as the others' do.
    kept = table.assign(title=table[layer(key).DATA.title]).drop(columns="name", errors="ignore")
    cells = {name: _column(kept[name]) for name in kept.columns if name != "geometry"}
    spans = {name: _days(admitted[of]) for name, of in (("begin", "first"), ("end", "last")) if of in admitted}
    words = [_words(row, cell) for row, cell in zip(table.to_dict("records"), rows["reports"], strict=True)]
    return kept.assign(**cells, **spans, Name=[_shown(name) for name in cells["title"]], description=words)


def _shown(name: str) -> str:
    """Return a name that a globe shows: it reads markup in one, and shows entities as they stand."""
    return text.plain(name, longest=LONGEST_NAME).translate(HARMLESS)


def _column(cells: pd.Series) -> pd.Series:
    """Return cells as KML has them: text that XML allows, and whole numbers of 32 bits, since it knows no longer ones."""
    if pd.api.types.is_integer_dtype(cells):
        return cells.astype("Int32")
    if pd.api.types.is_numeric_dtype(cells):
        return cells
    return cells.map(_xml, na_action="ignore")


def _xml(value: str) -> str:
    """Return text without what XML 1.0 has no word for, and without the one mark that libkml does not escape."""
    return text.plain(value, longest=LONGEST).translate({0xFFFE: None, 0xFFFF: None}).replace("]]>", "]] >")


def _days(days: pd.Series) -> list[dt.date | None]:
    return [None if pd.isna(day) else day.date() for day in days]


def _words(cells: dict[str, object], reports: list[dict[str, str]]) -> str:
    """Return what a placemark says, as plain text with the addresses of its reports."""
    columns = ("when", "place_name", "summary", "significance", "parties", "accounts")
    lines = [str(cells[name]) for name in columns if name in cells and not pd.isna(cells[name])]
    pages = [" ".join(filter(None, (f"{report['publisher']}:", report["title"], report["url"]))) for report in reports]
    return _html("\n\n".join([*lines, "\n".join(pages)]))


def _html(words: str) -> str:
    """Return plain text as a globe shows it literally: it reads a description as HTML."""
    return text.escape(_xml(words), longest=LONGEST, quote=False)
