"""The map's parts, served from this machine beside the pages: Leaflet, our scripts and styles, and the shapes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapely
from starlette.responses import FileResponse, JSONResponse
from starlette.routing import Route
from xstatic.pkg import leaflet

from api.answers import fault, keyless, with_store
from briefing.html import deck as html_deck
from layers import layer
from question import layer_keys
from question.view import NAMES
from record.hashes import SHIPPED
from words import text

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry
    from starlette.requests import Request
    from starlette.responses import Response

SHARED = html_deck.STATIC
STATIC = Path(__file__).resolve().parent.parent / "static"
# In the order in which the map needs them.
SCRIPTS = ("address", "sight", "map")
PARTS = {
    "leaflet.js": Path(leaflet.BASE_DIR) / "leaflet.js",
    "leaflet.css": Path(leaflet.BASE_DIR) / "leaflet.css",
    **{f"{name}.js": SHARED / f"{name}.js" for name in html_deck.SHARED_SCRIPTS},
    "marks.css": SHARED / "marks.css",
    **{f"{name}.js": STATIC / f"{name}.js" for name in SCRIPTS},
    "map.css": STATIC / "map.css",
    "land.geojson": SHIPPED / "land.geojson",
}


def part(request: Request) -> Response:
    """Serve a part of the map from this machine, so that no other host is asked."""
    name = request.path_params["name"]
    if name in PARTS:
        return FileResponse(PARTS[name], headers={"Cache-Control": "max-age=3600"})
    computed = {f"{layer(key).LOOK.shapes}.json": key for key in layer_keys.every() if layer(key).LOOK.shapes}
    if name in computed:
        return _shapes(computed[name])
    language = name.removeprefix("names-").removesuffix(".json")
    if name == f"names-{language}.json" and language in NAMES:
        return with_store(lambda store: JSONResponse(store.names(language)))
    return fault(404, f"“{text.plain(name, longest=60)}” is no part of the map; there are {', '.join(PARTS)}.")


def _shapes(key: str) -> Response:
    """Return a computed layer's shapes by id, as Leaflet has them: in latitude and longitude."""
    return with_store(
        lambda store: JSONResponse(
            {identity: _latlngs(shape) for identity, shape in store.frames[key].geometry.items()},
            headers={"Cache-Control": "max-age=600"},
        )
    )


def _latlngs(shape: BaseGeometry) -> list[Any]:
    parts = shapely.get_parts(shape)
    if shape.geom_type.endswith("Polygon"):
        return [[_ring(ring) for ring in (part.exterior, *part.interiors)] for part in parts]
    return [_ring(part) for part in parts]


def _ring(line: BaseGeometry) -> list[tuple[float, float]]:
    return [(lat, lon) for lon, lat in line.coords]


ROUTES = [Route("/map/{name}", keyless(part))]
