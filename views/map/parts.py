"""The map's parts, served from this machine beside the pages: Leaflet, our scripts and styles, and the shapes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route
from xstatic.pkg import leaflet

from api.answers import fault, keyless, with_store
from briefing.html import deck as html_deck
from question import layer_keys
from question.view import NAMES
from record.hashes import SHIPPED
from views.map import base, rows
from words import text

if TYPE_CHECKING:
    from starlette.requests import Request

SHARED = html_deck.STATIC
STATIC = Path(__file__).resolve().parent.parent / "static"
# In the order in which the map needs them; `base` is what folium makes.
OWN = (
    "address",
    "days",
    "sight",
    "gestures",
    "hover",
    "furniture",
    "finder",
    "ruler",
    "parties",
    "timebar",
    "sheet",
    "compare",
    "map",
)
SCRIPTS = ("leaflet", "base", *html_deck.SHARED_SCRIPTS, *OWN)
PARTS = {
    "leaflet.js": Path(leaflet.BASE_DIR) / "leaflet.js",
    **{f"{name}.js": SHARED / f"{name}.js" for name in html_deck.SHARED_SCRIPTS},
    **{f"{name}.js": STATIC / f"{name}.js" for name in OWN},
    "land.geojson": SHIPPED / "land.geojson",
}


def part(request: Request) -> Response:
    """Serve a part of the map from this machine, so that no other host is asked."""
    name = request.path_params["name"]
    if name in PARTS:
        return FileResponse(PARTS[name], headers={"Cache-Control": "no-cache"})
    if name == "base.js":
        return Response(base.script(), media_type="text/javascript", headers={"Cache-Control": "no-cache"})
    kind, _, of = name.removesuffix(".json").partition("-")
    if name == f"names-{of}.json" and of in NAMES:
        return with_store(lambda store: JSONResponse(store.names(of)))
    if kind in LAYERED and name == f"{kind}-{of}.json" and of in layer_keys.every():
        return with_store(lambda store: _sent(request, LAYERED[kind](store, of)))
    return fault(404, f"“{text.plain(name, longest=60)}” is no part of the map; there are base.js, {', '.join(PARTS)}.")


# A layer's columns of rows, and its lines and areas.
LAYERED = {"rows": rows.of_rows, "shapes": rows.of_shapes}


def _sent(request: Request, made: rows.Part) -> Response:
    """Return a document of the data: nothing but its name where the browser has it, else packed where it takes that."""
    headers = {"ETag": made.etag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == made.etag:
        return Response(status_code=304, headers=headers)
    packed = "gzip" in request.headers.get("accept-encoding", "")
    body, packing = (made.packed, {"Content-Encoding": "gzip"}) if packed else (made.body, {})
    return Response(body, media_type="application/json", headers=headers | packing)


ROUTES = [Route("/map/{name}", keyless(part))]
