"""GeoJSON, RFC 7946: what the JSON routes answer and what the `.geojson` file holds are one piece of code.

geopandas' own writer was left aside: it knows neither foreign members of the collection nor lists of reports.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from shapely.geometry import mapping

from files import records

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd

    from layers.store import Store
    from question.view import View


def collection(store: Store, view: View, keys: Iterable[str]) -> dict[str, Any]:
    """Return the features of these layers under a View, with the data version and the filter as foreign members.

    Each feature says its layer and carries its reports, accounts and parties; one that has no place has a null geometry.
    """
    features = [feature for key in keys for feature in _features(key, records.rows(store, view, key))]
    return {"type": "FeatureCollection", **records.about(store, view)._asdict(), "features": features}


def dumps(collection: dict[str, Any]) -> str:
    """Return a collection as the text of a file, the same for the same collection: a feature a line, no clock time."""
    head = json.dumps({name: value for name, value in collection.items() if name != "features"}, ensure_ascii=False)
    lines = [json.dumps(feature, ensure_ascii=False, allow_nan=False) for feature in collection["features"]]
    return f'{head[:-1]}, "features": [\n' + ",\n".join(lines) + "\n]}\n"


def _features(key: str, rows: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    columns = [name for name in rows.columns if name != "geometry"]
    cells = rows[columns].to_dict("records")
    return [
        {
            "type": "Feature",
            "id": cell["id"],
            "geometry": None if shape is None or shape.is_empty else mapping(shape),
            "properties": {"layer": key, **{name: records.plain(value) for name, value in cell.items()}},
        }
        for cell, shape in zip(cells, rows.geometry, strict=True)
    ]
