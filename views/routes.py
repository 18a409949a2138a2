"""The JSON routes and the map's parts, served beside the pages by the same app."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapely
from starlette.responses import FileResponse, JSONResponse
from starlette.routing import Route
from xstatic.pkg import leaflet

import briefing
from briefing import geojson
from layers import text
from layers.faults import InvalidPackageError
from layers.hashes import SHIPPED
from layers.store import store
from layers.view import LAYERS, NAMES
from views import waters_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shapely.geometry.base import BaseGeometry
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


def cells(_request: Request) -> Response:
    """Return the shapes of the sea's cells by id, as Leaflet has them: polygons of rings of latitude and longitude."""
    return _with_store(
        lambda known: JSONResponse(
            {row.id: _latlngs(row.geometry) for row in known.frames["overlaps"].itertuples()},
            headers={"Cache-Control": "max-age=600"},
        )
    )


def limits(_request: Request) -> Response:
    """Return the zones' outer limits by id, as Leaflet has them: lines of latitude and longitude."""
    return _with_store(
        lambda known: JSONResponse(
            {
                row.id: [[(lat, lon) for lon, lat in line.coords] for line in shapely.get_parts(row.geometry)]
                for row in known.frames["limits"].itertuples()
            },
            headers={"Cache-Control": "max-age=600"},
        )
    )


def _latlngs(shape: BaseGeometry) -> list[list[list[tuple[float, float]]]]:
    return [
        [[(lat, lon) for lon, lat in ring.coords] for ring in (part.exterior, *part.interiors)]
        for part in shapely.get_parts(shape)
    ]


def claims(request: Request) -> Response:
    """Return whose claims a point is in: every zone that contains it with instruments and reports, under one lens."""
    return _answer(request, ("lon", "lat", "lens", "to"), waters_json.at_point)


def overlaps(request: Request) -> Response:
    """Return how the claims overlap under one lens on one day: states by states, and every set of claimants, in km²."""
    return _answer(request, ("lens", "to"), waters_json.matrix)


def _answer(
    request: Request, keys: tuple[str, ...], answer: Callable[[Store, Mapping[str, str]], dict[str, Any]]
) -> Response:
    unknown = [key for key in request.query_params if key not in keys]
    if unknown:
        said = text.plain(unknown[0], longest=40)
        return fault(400, f"“{said}” is not a key of this route; it knows {', '.join(keys)}.")
    try:
        return _with_store(lambda known: JSONResponse(answer(known, request.query_params)))
    except ValueError as refused:
        return fault(400, str(refused))


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
        return GeoJSONResponse(geojson.collection(known, view, [key]))

    return _with_store(answer)


def _with_store(answer: Callable[[Store], Response]) -> Response:
    try:
        return answer(store())
    except InvalidPackageError as error:
        return fault(503, f"The data cannot be shown: {json.dumps(str(error), ensure_ascii=False)}")


ROUTES = [
    Route("/healthz", healthz),
    Route("/map/cells.json", cells),
    Route("/map/limits.json", limits),
    Route("/map/{name}", part),
    Route("/api/{layer}.geojson", features),
    Route("/api/claims", claims),
    Route("/api/overlaps.json", overlaps),
    Route("/api/{rest:path}", lambda _request: fault(404, "There is no such route; try /api/incidents.geojson.")),
]
