"""The map's parts, served from this machine beside the pages: Leaflet, our scripts and styles, and the shapes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import shapely
from starlette.responses import FileResponse, JSONResponse
from starlette.routing import Route
from xstatic.pkg import leaflet

from api.answers import fault, keyless, with_store
from briefing.html import deck as html_deck
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
    language = name.removeprefix("names-").removesuffix(".json")
    if name == f"names-{language}.json" and language in NAMES:
        return with_store(lambda store: JSONResponse(store.names(language)))
    return fault(404, f"“{text.plain(name, longest=60)}” is no part of the map; there are {', '.join(PARTS)}.")


def cells(_request: Request) -> Response:
    """Return the shapes of the sea's cells by id, as Leaflet has them: polygons of rings of latitude and longitude."""
    return with_store(
        lambda store: JSONResponse(
            {row.id: _latlngs(row.geometry) for row in store.frames["overlaps"].itertuples()},
            headers={"Cache-Control": "max-age=600"},
        )
    )


def limits(_request: Request) -> Response:
    """Return the zones' outer limits by id, as Leaflet has them: lines of latitude and longitude."""
    return with_store(
        lambda store: JSONResponse(
            {
                row.id: [[(lat, lon) for lon, lat in line.coords] for line in shapely.get_parts(row.geometry)]
                for row in store.frames["limits"].itertuples()
            },
            headers={"Cache-Control": "max-age=600"},
        )
    )


def _latlngs(shape: BaseGeometry) -> list[list[list[tuple[float, float]]]]:
    return [
        [[(lat, lon) for lon, lat in ring.coords] for ring in (part.exterior, *part.interiors)]
        for part in shapely.get_parts(shape)
    ]


ROUTES = [
    Route("/map/cells.json", keyless(cells)),
    Route("/map/limits.json", keyless(limits)),
    Route("/map/{name}", keyless(part)),
]
