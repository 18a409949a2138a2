"""Data files of a View: the features that the map shows, each with its reports, in a form that other programs open.

GDAL writes GeoPackage and KML (by pyogrio), pyarrow Parquet (by geopandas); fiona was left aside because geopandas has
pyogrio already. Every file carries the data version and the filter in words; a format of one table holds one layer
(`csv_zip.one_layer`), the others every layer shown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pyarrow as pa
import pyogrio
from pyarrow import parquet

from files import csv_zip, dates, geojson, kml, qgis_styles, records, references, xlsx
from files.suffixes import suffix
from layers import layer
from record import writing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from layers.store import Store
    from question.view import View

# Called with the share done, 0 to 1, and what is being done in a few plain words.
Progress = Callable[[float, str], None]


def write(store: Store, view: View, path: Path, progress: Progress) -> None:
    """Write the View to `path` as its suffix says; `path` is written whole or not at all.

    Raises ValueError, in one sentence, for a suffix that is not known or a View that shows no layer.
    """
    writer = WRITERS.get(suffix(path, WRITERS))
    if writer is None:
        raise ValueError(f"“{path.name}” has no suffix of a data file; there are {', '.join(WRITERS)}.")
    if not view.layers:
        raise ValueError(f"There is nothing to write to {path.name}: the view shows no layer. Show at least one.")
    progress(0.0, "Gathering the features")
    with writing.drafts(path.parent) as folder:
        writer(store, view, folder / path.name)
    progress(1.0, f"{path.name} is written")


def write_geojson(store: Store, view: View, path: Path) -> None:
    """Write one RFC 7946 FeatureCollection."""
    collection = geojson.collection(store, view, view.layers)
    path.write_text(geojson.dumps(collection), encoding="utf-8", newline="\n")


def write_geopackage(store: Store, view: View, path: Path) -> None:
    """Write a GeoPackage: a layer a map layer in EPSG:4326, tables of reports, accounts and parties, and its metadata."""
    layers = {key: records.rows(store, view, key) for key in view.layers}
    about = records.about(store, view)._asdict()
    for key, rows in layers.items():
        pyogrio.write_dataframe(
            dates.beside(records.flat(rows)),
            path,
            layer=key,
            # By Arrow alone does a date leave as a date.
            use_arrow=True,
            driver="GPKG",
            geometry_type=layer(key).DATA.geometry,
            append=path.exists(),
            dataset_metadata=about,
            layer_options={"DESCRIPTION": f"Soundings {about['version']}: {about['filter']}"},
        )
    for name in records.RELATED:
        table = dates.beside(records.related(layers, name))
        pyogrio.write_dataframe(table, path, layer=name, driver="GPKG", use_arrow=True, append=True)
    qgis_styles.put(path, layers)


def write_parquet(store: Store, view: View, path: Path) -> None:
    """Write one layer as GeoParquet: reports, accounts and parties as lists of structs, what it says of itself as attrs."""
    rows = records.rows(store, view, csv_zip.one_layer(view))
    lists = {name: rows[name] for name in records.RELATED if name in rows}
    flat = dates.beside(records.flat(rows)).assign(**lists)
    flat.attrs = records.about(store, view)._asdict()
    flat.to_parquet(path, index=False)
    table = parquet.read_table(path)
    parquet.write_table(table.cast(_typed(table.schema, lists)), path)


def _typed(schema: pa.Schema, lists: Iterable[str]) -> pa.Schema:
    """Return a schema with its lists typed: pyarrow takes their types from the rows, and there may be none."""
    for name in lists:
        fields = [(field, pa.bool_() if field == "role_disputed" else pa.string()) for field in records.COLUMNS[name]]
        schema = schema.set(schema.get_field_index(name), pa.field(name, pa.list_(pa.struct(fields))))
    return schema


BY_SUFFIX: dict[str, Callable[[Store, View, Path], None]] = {
    ".csv": csv_zip.write,
    ".zip": csv_zip.write_zip,
    ".geojson": write_geojson,
    ".gpkg": write_geopackage,
    ".kml": kml.write,
    ".parquet": write_parquet,
    ".xlsx": xlsx.write,
}
# The reports behind the features, each once, and not the features.
REFERENCES: dict[str, Callable[[Store, View, Path], None]] = {
    ".reports.csv": references.write_csv,
    ".ris": references.write_ris,
    ".bib": references.write_bibtex,
}
WRITERS = BY_SUFFIX | REFERENCES
