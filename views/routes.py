"""The JSON routes and the map's parts, served beside the pages by the same app."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from shapely.geometry import mapping
from starlette.responses import FileResponse, JSONResponse
from starlette.routing import Route
from xstatic.pkg import leaflet

import briefing
from layers import layer, text
from layers.faults import InvalidPackageError
from layers.hashes import SHIPPED
from layers.store import store
from layers.view import LAYERS, NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd
    from starlette.requests import Request
    from starlette.responses import Response

    from layers.store import Store

STATIC = Path(__file__).resolve().parent / "static"
SHARED = Path(briefing.__file__).resolve().parent / "static"
PARTS = {
    "leaflet.js": Path(leaflet.BASE_DIR) / "leaflet.js",
    "leaflet.css": Path(leaflet.BASE_DIR) / "leaflet.css",
    "marks.js": SHARED / "marks.js",
    "marks.css": SHARED / "marks.css",
    "map.js": STATIC / "map.js",
    "map.css": STATIC / "map.css",
    "land.geojson": SHIPPED / "land.geojson",
}
# Columns that only the filters use, or that repeat another in a form JSON has no word for.
WORKING = {"geometry", "hay", "reports", "accounts", "kinds", "any", "initiator", "target", "states_set", "first", "last"}
WORKING |= {"parties", "finding", "places"}


class GeoJSONResponse(JSONResponse):
    """A FeatureCollection, RFC 7946."""

    media_type = "application/geo+json"


def fault(status: int, sentence: str) -> JSONResponse:
    """Return an error as JSON: one clear sentence."""
    return JSONResponse({"error": sentence}, status_code=status)


def healthz(_request: Request) -> Response:
    """Say whether the data can be shown, and which version it is."""
    return _with_store(
        lambda known: JSONResponse({"status": "ok", "data": known.package.version, "features": len(known.ids)})
    )


def part(request: Request) -> Response:
    """Serve a part of the map from this machine, so that no other host is asked."""
    name = request.path_params["name"]
    if name in PARTS:
        return FileResponse(PARTS[name], headers={"Cache-Control": "max-age=3600"})
    language = name.removeprefix("names-").removesuffix(".json")
    if name == f"names-{language}.json" and language in NAMES:
        return _with_store(lambda known: JSONResponse(known.names(language)))
    return fault(404, f"“{text.plain(name, longest=60)}” is no part of the map; there are {', '.join(PARTS)}.")


def features(request: Request) -> Response:
    """Return one layer under the query's View: just what the map and its table show, each with its reports."""
    key = request.path_params["layer"]
    if key not in LAYERS:
        said = text.plain(key, longest=60)
        return fault(404, f"“{said}” is no layer; there are {', '.join(LAYERS)}.")

    def answer(known: Store) -> Response:
        view, complaints = known.parse(request.query_params)
        if complaints:
            return fault(400, " ".join(complaints))
        module = layer(key)
        return GeoJSONResponse(collection(known, module.filter(known.frames[key], view)))

    return _with_store(answer)


def collection(known: Store, frame: gpd.GeoDataFrame) -> dict[str, Any]:
    """Return rows as an RFC 7946 FeatureCollection; a feature that has no place has a null geometry."""
    return {
        "type": "FeatureCollection",
        "version": known.package.version,
        "features": [_feature(row) for _, row in frame.iterrows()],
    }


def _feature(row: Any) -> dict[str, Any]:  # noqa: ANN401 -- a pandas row has no better type
    properties = {name: plain(value) for name, value in row.items() if name not in WORKING}
    properties["reports"] = [report._asdict() for report in row["reports"]]
    if "accounts" in row:
        said = [{"state": a.state, "says": a.says, "report": a.report.id} for a in row["accounts"]]
        properties["accounts"] = said
    if "parties" in row:
        properties["parties"] = [{name: plain(value) for name, value in party._asdict().items()} for party in row["parties"]]
    shape = row["geometry"]
    return {
        "type": "Feature",
        "id": row["id"],
        "geometry": None if shape is None or shape.is_empty else mapping(shape),
        "properties": properties,
    }


def plain(value: Any) -> Any:  # noqa: ANN401 -- whatever a cell holds
    """Return a cell as JSON has it: sets as sorted lists, dates as ISO 8601, nothing as null."""
    if isinstance(value, (set, frozenset, tuple, list)):
        return sorted(value) if isinstance(value, (set, frozenset)) else list(value)
    if isinstance(value, (dict, str)):
        return value
    if hasattr(value, "tolist") and getattr(value, "ndim", False):
        return value.tolist()
    if pd.isna(value):
        return None
    if hasattr(value, "date"):
        return value.date().isoformat()
    return value.item() if hasattr(value, "item") else value


def _with_store(answer: Callable[[Store], Response]) -> Response:
    try:
        return answer(store())
    except InvalidPackageError as error:
        return fault(503, f"The data cannot be shown: {json.dumps(str(error), ensure_ascii=False)}")


ROUTES = [
    Route("/healthz", healthz),
    Route("/map/{name}", part),
    Route("/api/{layer}.geojson", features),
    Route("/api/{rest:path}", lambda _request: fault(404, "There is no such route; try /api/incidents.geojson.")),
]
