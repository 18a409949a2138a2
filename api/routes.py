"""The JSON routes, served beside the pages by the same app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse
from starlette.routing import Route

from api import waters
from api.answers import fault, with_store
from files import geojson
from question import layer_keys
from words import text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from layers.store import Store


class GeoJSONResponse(JSONResponse):
    """A FeatureCollection, RFC 7946."""

    media_type = "application/geo+json"


def healthz(_request: Request) -> Response:
    """Say whether the data can be shown, and which version it is."""
    return with_store(
        lambda store: JSONResponse({"status": "ok", "data": store.package.version, "features": len(store.ids)})
    )


def claims(request: Request) -> Response:
    """Return whose claims a point is in: every zone that contains it with instruments and reports, under one lens."""
    return _answer(request, ("lon", "lat", "lens", "to"), waters.at_point)


def overlaps(request: Request) -> Response:
    """Return how the claims overlap under one lens on one day: states by states, and every set of claimants, in km²."""
    return _answer(request, ("lens", "to"), waters.matrix)


def _answer(
    request: Request, keys: tuple[str, ...], answer: Callable[[Store, Mapping[str, str]], dict[str, Any]]
) -> Response:
    unknown = [key for key in request.query_params if key not in keys]
    if unknown:
        said = text.plain(unknown[0], longest=40)
        return fault(400, f"“{said}” is not a key of this route; it knows {', '.join(keys)}.")
    try:
        return with_store(lambda store: JSONResponse(answer(store, request.query_params)))
    except ValueError as refused:
        return fault(400, str(refused))


def features(request: Request) -> Response:
    """Return one layer under the query's View: just what the map and its table show, each with its reports."""
    key = request.path_params["layer"]
    keys = layer_keys.every()
    if key not in keys:
        said = text.plain(key, longest=60)
        return fault(404, f"“{said}” is no layer; there are {', '.join(keys)}.")

    def answer(store: Store) -> Response:
        view, complaints = store.parse(request.query_params)
        if complaints:
            return fault(400, " ".join(complaints))
        return GeoJSONResponse(geojson.collection(store, view, [key]))

    return with_store(answer)


ROUTES = [
    Route("/healthz", healthz),
    Route("/api/{layer}.geojson", features),
    Route("/api/claims", claims),
    Route("/api/overlaps.json", overlaps),
    Route("/api/{rest:path}", lambda _request: fault(404, "There is no such route; try /api/incidents.geojson.")),
]
