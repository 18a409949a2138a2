"""CSV: one layer as one table, or every layer shown and what belongs to it as the tables of a zip.

The sidecar is a Data Package descriptor, the language of `data/` itself, and frictionless proves it in the tests; CSVW was
left aside because nothing here could check it. One table of four layers would have holes in every row, so a `.csv` holds one
(`one_layer`) and the `.zip` all.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from files import records
from layers import layer
from question import layer_keys
from record import hashes
from record.reading import schema
from words import text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import geopandas as gpd

    from layers.store import Store
    from question.view import View

# Excel takes UTF-8 for the machine's old code page unless the file opens with a byte order mark.
ENCODING = "utf-8-sig"
SIDECAR = ".datapackage.json"
# The longest text that a cell of Excel holds, counted as it counts: in UTF-16 code units, of which an emoji takes two.
LONGEST_CELL = 32_767
# How many rows are named by their ids; the others are counted.
NAMED_ROWS = 5
GUARD = "A text that begins like a formula (= + - @, tab, line break) or with an apostrophe stands behind one apostrophe."
# Zip keeps a time for each member: the oldest that it knows, so that the same tables make the same file.
NO_TIME = (1980, 1, 1, 0, 0, 0)


class Member(NamedTuple):
    """One CSV: the shipped table whose meanings its columns take, its rows, and its bytes."""

    name: str
    table: pd.DataFrame
    content: bytes


def one_layer(view: View) -> str:
    """Return the layer that a format of one table holds: the clashes where they are shown, else the first one shown."""
    return next((key for key in view.layers if layer(key).DATA.leads), view.layers[0])


def write(store: Store, view: View, path: Path) -> None:
    """Write one layer to `path` as CSV, and its descriptor beside it (`june.csv` has `june.datapackage.json`)."""
    key = one_layer(view)
    table = sheet(records.rows(store, view, key))
    member = Member(key, table, dumps(table))
    path.write_bytes(member.content)
    described = descriptor(store, view, {path.name: member})
    path.with_suffix(SIDECAR).write_text(described, encoding="utf-8", newline="\n")


def write_zip(store: Store, view: View, path: Path) -> None:
    """Write a zip of one CSV a layer shown, the reports, accounts and parties of their features, and the descriptor."""
    layers = {key: records.rows(store, view, key) for key in view.layers}
    tables = {key: sheet(rows) for key, rows in layers.items()}
    tables |= {name: records.related(layers, name) for name in records.RELATED}
    members = {f"{name}.csv": Member(name, table, dumps(table)) for name, table in tables.items()}
    contents = {name: member.content for name, member in members.items()}
    contents["datapackage.json"] = descriptor(store, view, members).encode()
    with zipfile.ZipFile(path, "w") as file:
        for name, content in contents.items():
            file.writestr(zipfile.ZipInfo(name, NO_TIME), content, zipfile.ZIP_DEFLATED)


def sheet(rows: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return a layer's rows without the geometry: points stand in lon_deg and lat_deg, other shapes as WKT."""
    flat = records.flat(rows)
    table = pd.DataFrame(flat.drop(columns="geometry"))
    return table if "lon_deg" in table else table.assign(wkt=flat.geometry.to_wkt())


def dumps(table: pd.DataFrame) -> bytes:
    """Return a table as CSV, every text guarded; numbers stay numbers, and nothing is an empty cell."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_cell(value) for value in row] for row in table.itertuples(index=False, name=None))
    return lines.getvalue().encode(ENCODING)


def _cell(value: Any) -> str:  # noqa: ANN401 -- whatever a cell holds
    if isinstance(value, str):
        return text.cell(value)
    if pd.isna(value):
        return ""
    return str(value).lower() if pd.api.types.is_bool(value) else str(value)


def descriptor(store: Store, view: View, members: Mapping[str, Member]) -> str:
    """Return a Data Package descriptor of CSV files, by file name: the table's name, its rows, and its bytes."""
    about, package = records.about(store, view), store.package.descriptor
    described = {
        "profile": "data-package",
        "name": "soundings-extract",
        "title": package.get("title", ""),
        "description": f"What the data of version {about.version} hold on: {about.filter}. {GUARD}",
        **about._asdict(),
        "licenses": package.get("licenses", []),
        "sources": package.get("sources", []),
        "resources": [_resource(path, member) for path, member in members.items()],
    }
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


def _resource(path: str, member: Member) -> dict[str, Any]:
    about = _shipped(member.name)
    return {
        "name": member.name,
        "path": path,
        "title": about["title"],
        "description": " ".join([about["description"], *_long_columns(member.table)]),
        "profile": "tabular-data-resource",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **hashes.measured(member.content),
        "schema": {"fields": [field(member.name, column, cells) for column, cells in member.table.items()]},
    }


def _long_columns(table: pd.DataFrame) -> list[str]:
    """Return a sentence for each column with cells that a spreadsheet would cut; none for a table that it takes whole."""
    rows = table["id"] if "id" in table else table["feature"]
    lengths = {column: [_units(_cell(value)) for value in cells] for column, cells in table.items()}
    long = {
        column: [row for row, length in zip(rows, of, strict=True) if length > LONGEST_CELL]
        for column, of in lengths.items()
    }
    return [_too_long(column, ids) for column, ids in long.items() if ids]


def _units(cell: str) -> int:
    """Return the length of a text in UTF-16 code units."""
    return len(cell.encode("utf-16-le")) // 2


def _too_long(column: str, ids: list[str]) -> str:
    others = len(ids) - NAMED_ROWS
    rows = text.words([*ids[:NAMED_ROWS], *([f"{others:,} more"] if others > 0 else [])])
    return (
        f"Of the column “{column}”, {text.count(len(ids), 'cell is', 'cells are')} longer than the {LONGEST_CELL:,} "
        f"characters (UTF-16 code units) that a spreadsheet such as Excel keeps of a cell: {rows}. This file holds them "
        "whole; a spreadsheet that opens it may cut them, so read them with another program."
    )


def _shipped(name: str) -> dict[str, Any]:
    """Return the shipped resource whose words a table takes; a layer that has none there takes its own."""
    own: dict[str, Any] = {"schema": {"fields": []}}
    if name in layer_keys.every():
        module = layer(name)
        own |= {"title": module.TITLE, "description": module.DATA.about}
        name = module.DATA.table or name
    return own | next((resource for resource in schema()["resources"] if resource["name"] == name), {})


def field(table: str, column: str, cells: pd.Series) -> dict[str, str]:
    """Return a column's name, type and meaning: the shipped schema's words, its layer's, or those of `records.DERIVED`."""
    described = {column["name"]: column for name in ("citations", table) for column in _shipped(name)["schema"]["fields"]}
    if column in described:
        return {key: described[column][key] for key in ("name", "type", "description")}
    kinds = {"i": "integer", "f": "number", "b": "boolean"}
    means = records.DERIVED | dict(layer(table).DATA.means if table in layer_keys.every() else {})
    return {"name": column, "type": kinds.get(cells.dtype.kind, "string"), "description": means.get(column, "")}
