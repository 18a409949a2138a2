"""The map's parts, served from this machine beside the pages: Leaflet, our scripts and styles, and the shapes."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.routing import Route
from xstatic.pkg import leaflet

from api.answers import fault, kept, stranger, with_store
from api.documents import VERSION, Shelf, document, of_json, sent, wanted
from briefing.html import deck as html_deck
from layers import palette
from question import layer_keys
from question.view import NAMES
from record.hashes import SHIPPED
from views.map import base, card, rows
from words import text

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from api.documents import Document

JAVASCRIPT = "text/javascript"
CSS = "text/css"
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
    "asking",
    "chips",
    "early",
    "deeds",
    "sidebar",
    "timebar",
    "sheet",
    "compare",
    "unpublished",
    "map",
)
SCRIPTS = ("leaflet", "base", *html_deck.SHARED_SCRIPTS, *OWN)
STYLES = "map.css"
PARTS = {
    "leaflet.js": Path(leaflet.BASE_DIR) / "leaflet.js",
    **{f"{name}.js": SHARED / f"{name}.js" for name in html_deck.SHARED_SCRIPTS},
    **{f"{name}.js": STATIC / f"{name}.js" for name in OWN},
    "land.geojson": SHIPPED / "land.geojson",
}


def part(request: Request) -> Response:
    """Serve a part of the map from this machine, so that no other host is asked."""
    name = request.path_params["name"]
    if name in {"base.js", STYLES} or name in PARTS:
        return sent(request, shipped(name))
    kind, _, of = name.removesuffix(".json").partition("-")
    if name == f"names-{of}.json" and of in NAMES:
        return with_store(lambda store: kept(request, store, lambda: of_json(store.names(of))))
    if kind in rows.Documents._fields and name == f"{kind}-{of}.json" and of in layer_keys.every():
        return with_store(lambda store: _of_data(request, getattr(rows.documents(store, of), kind)))
    return fault(404, f"“{text.plain(name, longest=60)}” is no part of the map; there are base.js, {', '.join(PARTS)}.")


def shipped(name: str) -> Document:
    """Return a part that comes with the app, as its file is now."""
    if name == "base.js":
        return _base()
    if name == STYLES:
        return _styles()
    return _file(PARTS[name], PARTS[name].stat().st_mtime_ns)


def scripts() -> list[str]:
    """Return the map's scripts, each by the address under which a browser may keep it for good."""
    return [_lasting(f"{name}.js") for name in SCRIPTS]


def styles() -> str:
    """Return the map's styles by the address under which a browser may keep them for good."""
    return _lasting(STYLES)


def _lasting(name: str) -> str:
    return f"{name}?{VERSION}={shipped(name).version}"


@cache
def _base() -> Document:
    return document(base.script().encode(), JAVASCRIPT)


@cache
def _styles() -> Document:
    """Return Leaflet's styles, those of the marks and the map's own, and the shades that waters have on a dark sea."""
    files = (Path(leaflet.BASE_DIR) / "leaflet.css", SHARED / "marks.css", STATIC / "map.css")
    dark = (
        f':root[data-theme="dark"] path.depth.n{n} {{ fill: {shade}; }}\n'
        f':root[data-theme="dark"] path.depth.n{n}:not(.picked) {{ stroke: {shade}; }}'
        for n, shade in enumerate(palette.OVERLAPS_DARK, start=1)
    )
    return document("\n".join([*(file.read_text(encoding="utf-8") for file in files), *dark]).encode(), CSS)


@lru_cache(maxsize=2 * len(PARTS))
def _file(path: Path, _time_ns: int) -> Document:
    return document(path.read_bytes(), "application/geo+json" if path.suffix == ".geojson" else JAVASCRIPT)


# Those that were sent lately: a page that was made of the data before still asks for its own.
LATELY = Shelf(most_bytes=16_000_000)


def _of_data(request: Request, now: Document) -> Response:
    """Send a document of the data in the version that a page wants: rows of another would be taken for its own."""
    named = wanted(request)
    made = LATELY.get((request.path_params["name"], now.version), lambda: now)
    if named and named != now.version:
        older = LATELY.there((request.path_params["name"], named))
        return sent(request, older) if older else fault(404, "The data have changed since the page was made: load it anew.")
    return sent(request, made)


ROUTES = [*card.ROUTES, Route("/map/{name}", lambda request: stranger(request, besides=(VERSION,)) or part(request))]
