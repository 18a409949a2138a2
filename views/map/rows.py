"""What a layer's features are to the browser, whatever is asked: columns of rows and shapes, sent once for a data version.

A question then says only which rows it admits (`views/map/chart.py`). Words are data here and enter the document as text.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
import shapely
from shapely.geometry import shape

from api.documents import document, of_json
from layers import drawing, layer
from question.view import View

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from api.documents import Document
    from layers.drawing import Feature
    from layers.store import Store

# A date known to the day, to the month, to the year: a finer bar of time does not hold the coarser.
PRECISIONS = ("day", "month", "year")
# Where a layer of marks has the states of a row, whatever their part.
HELD = ("any", "states_set", "states")
# The ordinal of the day from which days are counted, 1970-01-01.
EPOCH = 719_163


class Documents(NamedTuple):
    """What a browser has of a layer: its rows, and its lines and areas. Both change their name where either changes."""

    rows: Document
    shapes: Document


@lru_cache(maxsize=32)
def documents(store: Store, key: str) -> Documents:
    """Return a layer as it is sent to a browser."""
    made = Documents(of_json(rows(store, key)), of_json(shapes(store, key)))
    version = document("".join(part.version for part in made).encode(), "").version
    return Documents(*(part._replace(version=version) for part in made))


def of_rows(store: Store, key: str) -> Document:
    """Return the columns of a layer's rows, in its frame's order; see `rows`."""
    return documents(store, key).rows


def of_shapes(store: Store, key: str) -> Document:
    """Return the lines and areas of a layer; see `shapes`."""
    return documents(store, key).shapes


def shapes(store: Store, key: str) -> dict[str, Any]:
    """Return the lines and areas of a layer by row id, as Leaflet has them: in latitude and longitude."""
    frame = store.frames[key]
    if layer(key).LOOK.shapes:
        return {str(identity): _latlngs(geometry) for identity, geometry in frame.geometry.items()}
    drawn = [feature for feature in whole(key, frame) if feature.geometry["type"] != "Point"]
    return {feature.id: _latlngs(shape(feature.geometry)) for feature in drawn}


def rows(store: Store, key: str) -> dict[str, Any]:
    """Return a layer's rows as columns: `id`, `says`, and what its marks and the time bar go by.

    `at` is longitude and latitude in EPSG:4326 degrees, None for a row without a position; `rough` how many metres from it a
    row may lie that is placed in an area, else 0; `first` and `last` are days since 1970-01-01, `coarse` how far the date is
    from being known to the day, `states` who has a part in it, `pairs` who stood across from whom, `kinds` its types,
    `severity` as the rule has it, `numbers` what a layer's own drawing says of a mark.
    """
    frame, module = store.frames[key], layer(key)
    columns: dict[str, Any] = {"id": frame.index.tolist(), "says": [words for _, words in said(store, key).values()]}
    if module.TRAITS.marks:
        columns["at"] = _positions(frame)
        columns["rough"] = [round(module.TRAITS.rough_m(row, store.frames)) for row in frame.itertuples()]
    elif module.LOOK.marks:
        points = {feature.id: feature for feature in whole(key, frame) if feature.geometry["type"] == "Point"}
        columns["at"] = [points[row].geometry["coordinates"] if row in points else None for row in frame.index]
        columns["numbers"] = [points[row].numbers if row in points else {} for row in frame.index]
    states = held(store, key)
    if states:
        columns["states"] = [sorted(codes) for codes in frame[states]]
    columns |= {name: [sorted(words) for words in frame[name]] for name in ("kinds", "pairs") if name in frame}
    if "severity" in frame:
        columns["severity"] = frame["severity"].tolist()
    return columns | (_days(frame) if "first" in frame and "last" in frame else {})


def held(store: Store, key: str) -> str:
    """Return the column that has the states of a layer's rows, by which a browser admits them; "" where it cannot."""
    return "" if layer(key).LOOK.ground else next((name for name in HELD if name in store.frames[key]), "")


@lru_cache(maxsize=32)
def said(store: Store, key: str) -> dict[str, tuple[int, str]]:
    """Return each row's number and what it says where it is pointed at, by id, when nothing is asked."""
    says = layer(key).TRAITS.says
    return {str(row.Index): (at, says(row)) for at, row in enumerate(store.frames[key].itertuples())}


def whole(key: str, frame: gpd.GeoDataFrame) -> list[Feature]:
    """Return what a layer draws of all its rows, when nothing is asked."""
    return layer(key).draw(frame, View(severity=0))


def bits(admitted: pd.Index, frame: gpd.GeoDataFrame) -> str:
    """Return which rows of a frame are admitted: a bit a row, the first the highest of its byte, as hexadecimal digits."""
    return np.packbits(frame.index.isin(admitted)).tobytes().hex()


def _positions(frame: gpd.GeoDataFrame) -> list[tuple[float, float] | None]:
    pairs = zip(frame["lon_deg"].tolist(), frame["lat_deg"].tolist(), strict=True)
    return [None if math.isnan(lon) else (round(lon, drawing.DECIMALS), round(lat, drawing.DECIMALS)) for lon, lat in pairs]


def _days(frame: gpd.GeoDataFrame) -> dict[str, Any]:
    days = {name: _since_1970(frame[name]) for name in ("first", "last")}
    if "date_precision" in frame:
        days["coarse"] = [PRECISIONS.index(word) for word in frame["date_precision"]]
    return days


def _since_1970(days: pd.Series) -> list[int | None]:
    return [None if pd.isna(day) else day.toordinal() - EPOCH for day in days]


def _latlngs(geometry: BaseGeometry) -> list[Any]:
    parts = shapely.get_parts(geometry)
    if geometry.geom_type.endswith("Polygon"):
        return [[_ring(ring) for ring in (part.exterior, *part.interiors)] for part in parts]
    return [_ring(part) for part in parts]


def _ring(line: BaseGeometry) -> list[tuple[float, float]]:
    return [(round(lat, drawing.DECIMALS), round(lon, drawing.DECIMALS)) for lon, lat, *_ in line.coords]
