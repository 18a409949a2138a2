"""What a layer draws: features of a permanent id, a geometry and numbers, never words from the data.

Whoever makes a map turns them into its own things: the live map in `views/map`, the standalone deck in `briefing/html`.
What a reader or a data file typed must not get there, because a map's scripts take text as it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from layers.marks import Mark

DECIMALS = 5


class Feature(NamedTuple):
    """One thing to draw: its id, a GeoJSON geometry, and the numbers and code words that its look is made from."""

    id: str
    geometry: dict[str, Any]
    numbers: dict[str, Any]

    def geojson(self) -> dict[str, Any]:
        """Return it as a GeoJSON feature."""
        return {"type": "Feature", "id": self.id, "geometry": self.geometry, "properties": self.numbers}


def feature(identity: str, geometry: dict[str, Any], **numbers: object) -> Feature:
    """Return one feature with the numbers that its look is made from."""
    return Feature(identity, geometry, numbers)


def point(lon_deg: float, lat_deg: float) -> dict[str, Any]:
    """Return a GeoJSON point, cut to about one metre."""
    return {"type": "Point", "coordinates": [round(lon_deg, DECIMALS), round(lat_deg, DECIMALS)]}


def marked(mark: Mark, **numbers: object) -> Feature:
    """Return a mark as a feature that says how many it stands for."""
    return feature(mark.id, point(mark.lon_deg, mark.lat_deg), n=mark.n, **numbers)


def corner(shape: BaseGeometry) -> dict[str, Any]:
    """Return a GeoJSON point that only says whereabouts a shape lies whose lines the browser has already."""
    west, south, _, _ = shape.bounds
    return {"type": "Point", "coordinates": [round(west, 1), round(south, 1)]}
