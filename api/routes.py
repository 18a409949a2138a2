"""The JSON routes, served beside the pages by the same app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse
from starlette.routing import Route

from api import looking, news, waters
from api.answers import fault, kept, keyless, query, stranger, with_store, with_waters
from api.documents import of_json
from api.measures import measures
from files import geojson
from layers.store import trouble
from question import layer_keys
from words import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from layers.store import Store
    from question.address import Query


# The layers that are computed waters and nothing else.
OF_WATERS = frozenset({"overlaps", "limits"})


# A FeatureCollection, RFC 7946.
GEOJSON = "application/geo+json"


def healthz(_request: Request) -> Response:
    """Say whether the data can be shown, and which version it is; and what is wrong with their waters or newer files."""

    def answer(store: Store) -> Response:
        wrong, waters = trouble(), store.without_waters
        health = {"status": "older data" if wrong else "ok", "data": store.package.version, "features": len(store.ids)}
        said = {"files": str(wrong) if wrong else "", "waters": waters}
        return JSONResponse(health | {name: words for name, words in said.items() if words})

    return with_store(answer)


def claims(request: Request) -> Response:
    """Return whose claims a point is in: every zone that contains it with instruments and reports, under one lens."""
    return _answer(request, ("lon", "lat", "lens", "to"), waters.at_point)


def overlaps(request: Request) -> Response:
    """Return how the claims overlap under one lens on one day: states by states, and every set of claimants, in km²."""
    return _answer(request, ("lens", "to"), waters.matrix)


def changes(request: Request) -> Response:
    """Return what versions of the data added, changed or withdrew since a day."""
    return _answer(request, ("since",), news.since, with_store)


def find(request: Request) -> Response:
    """Return what some words may mean: clashes, developments, claims, places, a position."""
    return _answer(request, ("q",), looking.find, with_store)


def distance(request: Request) -> Response:
    """Return distances and bearings along points on WGS 84."""
    return _answer(request, ("line",), looking.distance, with_store)


def _answer(
    request: Request,
    keys: tuple[str, ...],
    answer: Callable[[Store, Query], dict[str, Any]],
    given: Callable[[Callable[[Store], Response]], Response] = with_waters,
) -> Response:
    refused = stranger(request, keys)
    if refused:
        return refused
    try:
        return given(lambda store: kept(request, store, lambda: of_json(answer(store, query(request)))))
    except ValueError as fault_of_query:
        return fault(400, str(fault_of_query))


def features(request: Request) -> Response:
    """Return one layer under the query's View: just what the map and its table show, each with its reports."""
    key = request.path_params["layer"]
    keys = layer_keys.every()
    if key not in keys:
        name = text.plain(key, longest=60)
        return fault(404, f"“{name}” is no layer; there are {', '.join(keys)}.")

    def answer(store: Store) -> Response:
        view, complaints = store.parse(query(request))
        if complaints:
            return fault(400, " ".join(complaints))
        return kept(request, store, lambda: of_json(geojson.collection(store, view, [key]))._replace(media=GEOJSON))

    return (with_waters if key in OF_WATERS else with_store)(answer)


def nothing(_request: Request) -> Response:
    """Say that there is no such route, where else a page would be sent."""
    return fault(404, "There is no such route; try /api/incidents.geojson.")


def no_page(_request: Request) -> Response:
    """Say so where a file or a part of the map is asked for that is not there."""
    return fault(404, "There is nothing at this address; the routes are under /api, such as /api/incidents.geojson.")


ROUTES = [
    Route("/healthz", keyless(healthz)),
    Route("/metrics", keyless(measures)),
    Route("/api/{layer}.geojson", features),
    Route("/api/claims", claims),
    Route("/api/overlaps.json", overlaps),
    Route("/api/changes.json", changes),
    Route("/api/find.json", find),
    Route("/api/distance.json", distance),
    Route("/api/{rest:path}", nothing),
]
# Where else a page of Streamlit's would be sent: they come after all others.
BEYOND = [
    Route("/api", nothing),
    *(Route(path, no_page) for path in ("/data", "/data/{rest:path}", "/map", "/map/{rest:path}")),
]
