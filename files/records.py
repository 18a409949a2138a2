"""What leaves the app of one layer: the rows that a View admits, as plain values that any program reads.

Every data file and the JSON routes are made from these rows, so that no two of them can differ. Dates are ISO 8601 text
beside their precision, lists are joined by `;` as in `data/`, and nothing is null.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

import geopandas as gpd
import pandas as pd

from layers import layer
from layers.party import Party
from record import archive
from record.evidence import Report
from words import states

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.store import Store
    from question.view import View
    from record.evidence import Account

# Columns that only the filters use; a layer may have more of them.
WORKING = frozenset({"geometry", "hay", "first", "last"})
# Columns that hold several things of one feature; `flat` puts them into words.
RELATED = ("reports", "accounts", "parties")
NESTED = (*RELATED, "names", "point_labels", "known_points", "approx_fill")
# The columns of several layers that are worked out on loading; what one alone has it describes itself, and datapackage.json
# describes all others.
DERIVED = {
    "id": "Permanent id of the feature.",
    "states": "States: parties of a clash, claimants and those who dispute, or occupant and claimants; joined by `;`.",
    "title": "What it is called, in neutral words.",
    "when": "The date in words, no more precise than it is known.",
    "place_name": "The name of `place` in English.",
    "lon_deg": "Longitude of the place, in decimal degrees east, WGS 84; empty where it has none.",
    "lat_deg": "Latitude of the place, in decimal degrees north, WGS 84; empty where it has none.",
    "origins": "Number of independent origins behind the reports: those that reprint one wire count as one.",
    "reports": "Web addresses of every report behind the feature, newest first, separated by spaces.",
    "accounts": "What each state says, one a line, with the report that carries it.",
    "parties": "Each state's part, one a line; a role is somebody's word.",
    "words": "The part as a sentence says it, and whose word it is.",
    "url": "Web address of the report.",
    "archived_copies": (
        "Web address of the Internet Archive's list of what it holds of the page, opened at the day on which it was read; "
        "made by rule, so there may be none."
    ),
    "wkt": "Geometry as well-known text, longitude first, WGS 84; empty where there is none.",
}


class About(NamedTuple):
    """What every data file says of itself: data version, filter in words and as a link's query, licence."""

    version: str
    filter: str
    query: str
    licence: str


def about(store: Store, view: View) -> About:
    """Return what a file of this View says of itself: what is picked or looked at is no filter, and is left out.

    A file without the computed waters says so beside its filter: every format has that line.
    """
    filters = view.unseen()
    sentence = filters.sentence(place_names=store.names("en")) or "the whole record"
    if store.without_waters:
        sentence = f"{sentence}. {store.without_waters}"
    licence = store.package.descriptor.get("licenses", [{}])[0]
    return About(store.package.version, sentence, urlencode(filters.query()), str(licence.get("path", "")))


def rows(store: Store, view: View, key: str) -> gpd.GeoDataFrame:
    """Return one layer's rows under a View in EPSG:4326, in the map's order, ready to leave: see `leaving`."""
    return leaving(layer(key).filter(store.frames[key], view), view, key)


def leaving(admitted: gpd.GeoDataFrame, view: View, key: str) -> gpd.GeoDataFrame:
    """Return a layer's rows with plain cells: text, numbers and nulls; the columns of NESTED hold lists of dicts."""
    data = layer(key).DATA
    frame = data.written(admitted, view)
    kept = {name: _column(frame[name]) for name in frame.columns if name not in {*WORKING, *data.working, *NESTED}}
    nested = {name: [NEST.get(name, plain)(cell) for cell in frame[name]] for name in NESTED if name in frame}
    kept |= {name: pd.Series(cells, frame.index, dtype="object") for name, cells in nested.items()}
    return gpd.GeoDataFrame(pd.DataFrame(kept, index=frame.index), geometry=frame.geometry, crs=frame.crs)


def _column(column: pd.Series) -> pd.Series:
    if pd.api.types.is_datetime64_any_dtype(column):
        return column.dt.strftime("%Y-%m-%d").astype("str")
    return column if pd.api.types.is_numeric_dtype(column) else _text(column)


def _text(column: pd.Series) -> pd.Series:
    cells = [";".join(sorted(cell)) if isinstance(cell, frozenset) else cell for cell in column]
    return pd.Series([None if cell == "" else cell for cell in cells], column.index, dtype="str")


def plain(value: Any) -> Any:  # noqa: ANN401 -- whatever a cell holds
    """Return a cell as JSON has it: numbers as Python's own, nothing as null."""
    if isinstance(value, (str, list, dict)):
        return value
    if hasattr(value, "tolist"):
        value = value.tolist()
    return value if isinstance(value, list) or not pd.isna(value) else None


def _reports(cell: tuple[Report, ...]) -> list[dict[str, Any]]:
    return [report._asdict() | {"archived_copies": archive.copies(report)} for report in cell]


def _accounts(cell: tuple[Account, ...]) -> list[dict[str, Any]]:
    return [
        {"state": a.state, "says": a.says, "report": a.report.id, "url": a.report.url, "speaker": a.speaker} for a in cell
    ]


def _parties(cell: tuple[Party, ...]) -> list[dict[str, Any]]:
    return [{name: plain(value) for name, value in p._asdict().items()} | {"words": p.words} for p in cell]


NEST: Mapping[str, Any] = {"reports": _reports, "accounts": _accounts, "parties": _parties}


def flat(rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return `rows` with every NESTED column put into text, for a table that a person reads."""
    words = {name: [WORDS.get(name, _json)(cell) for cell in rows[name]] for name in NESTED if name in rows}
    return rows.assign(**{name: pd.Series(cells, rows.index, dtype="str") for name, cells in words.items()})


def _json(cell: Any) -> str | None:  # noqa: ANN401 -- whatever JSON holds
    return json.dumps(cell, ensure_ascii=False) if cell else None


WORDS = {
    "reports": lambda cell: " ".join(report["url"] for report in cell),
    "accounts": lambda cell: "\n".join(f"{states.name(a['state'])}: {a['says']} ({a['url']})" for a in cell),
    "parties": lambda cell: "\n".join(
        ": ".join([states.name(p["state"]), ", ".join(filter(None, (p["agency"], p["vessels"]))), p["words"]]) for p in cell
    ),
    "names": lambda cell: "\n".join(f"{language}: {'; '.join(names)}" for language, names in cell.items()),
}


COLUMNS = {
    "reports": (*Report._fields, "archived_copies"),
    "accounts": ("state", "says", "report", "url", "speaker"),
    "parties": (*Party._fields, "words"),
}


def related(tables: Mapping[str, gpd.GeoDataFrame], name: str) -> pd.DataFrame:
    """Return one of RELATED as a table of its own, a row each, bound to its feature by the columns layer and feature."""
    records = [
        {"layer": key, "feature": identity, **item}
        for key, rows in tables.items()
        if name in rows
        for identity, cell in rows[name].items()
        for item in cell
    ]
    table = pd.DataFrame(records, columns=["layer", "feature", *COLUMNS[name]])
    return table.mask(table == "")
