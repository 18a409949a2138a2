"""How a layer becomes a folium group: one GeoJson whose features carry an id and numbers, never words from the data.

folium writes text raw into JavaScript, so what a reader or a data file typed must not get there. The browser's half
(`Soundings` in map.js) turns the numbers into marks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import folium
from folium.utilities import JsCode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

DECIMALS = 5


def feature(identity: str, geometry: dict[str, Any], **numbers: object) -> dict[str, Any]:
    """Return one GeoJSON feature with a permanent id and the numbers that its mark is drawn from."""
    return {"type": "Feature", "id": identity, "geometry": geometry, "properties": numbers}


def point(lon_deg: float, lat_deg: float) -> dict[str, Any]:
    """Return a GeoJSON point, cut to about one metre."""
    return {"type": "Point", "coordinates": [round(lon_deg, DECIMALS), round(lat_deg, DECIMALS)]}


def corner(shape: BaseGeometry) -> dict[str, Any]:
    """Return a GeoJSON point that only says whereabouts a shape lies whose lines the browser has already."""
    west, south, _, _ = shape.bounds
    return {"type": "Point", "coordinates": [round(west, 1), round(south, 1)]}


def group(key: str, features: Iterable[dict[str, Any]]) -> folium.FeatureGroup:
    """Return a new FeatureGroup of one GeoJson, drawn by map.js under the layer's `key`.

    st_folium changes the groups that it is given, so none may be kept.
    """
    layer = folium.FeatureGroup(name=key, control=False)
    collection = {"type": "FeatureCollection", "features": list(features)}
    drawn = folium.GeoJson(
        collection,
        control=False,
        point_to_layer=JsCode(f"(f, at) => Soundings.mark('{key}', f, at)"),
        on_each_feature=JsCode(f"(f, l) => Soundings.each('{key}', f, l)"),
        style=JsCode(f"f => Soundings.style('{key}', f)"),
        pane=key,
    )
    # folium's template would clear the style that map.js gives; it asks this flag alone.
    drawn.style = False
    layer.add_child(drawn)
    return layer


def features(group: folium.FeatureGroup) -> list[dict[str, Any]]:
    """Return the GeoJSON features of a group that `group` made, for a map that folium does not write."""
    (drawn,) = group._children.values()  # noqa: SLF001 -- folium has no public word for a group's children
    found: list[dict[str, Any]] = drawn.data["features"]  # type: ignore[attr-defined]  # the one child is a GeoJson
    return found
