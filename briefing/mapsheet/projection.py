"""Where a map lies: the rectangle of a sheet that it fills, the ground that it shows, and the way from one to the other.

Every map is a Lambert azimuthal equal-area projection centred on its own middle: areas compare truly, north is up at the
middle, and at these extents shapes hold. Coordinates are WGS 84 degrees, longitude first; a sheet's are points, y downwards.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Proj

from briefing.box import Box
from question.view import At
from waters import measure
from waters.natural_earth import CLIP_LAT_DEG, CLIP_LON_DEG

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray
    from shapely.geometry.base import BaseGeometry

    from briefing.box import Point

    Array = NDArray[np.float64]

# What the Explore page's map shows at a zoom level, so that a kept view covers at least what its maker saw.
SEEN_PX = (800, 520)
METRES_PER_PX_AT_0 = 156_543.034
# No sheet shows more ground than this across: the land is known no further.
WIDEST_M = 4_800_000.0
# Straight lines between published points are straight in degrees (RFC 7946), so long ones are bent with the projection.
LONGEST_STEP_DEG = 0.5
TOLERANCE_PT = 0.35
DECIMALS = 2


@dataclass(frozen=True)
class Projection:
    """A map's frame on the sheet, the degrees of its middle, and the ground metres that one point stands for."""

    frame: Box
    lon_deg: float
    lat_deg: float
    metres_per_pt: float

    @cached_property
    def _plane(self) -> Proj:
        return Proj(proj="laea", lon_0=self.lon_deg, lat_0=self.lat_deg, ellps="WGS84")

    @property
    def words(self) -> str:
        """The projection by name, as the sheet states it."""
        at = measure.position_words(self.lon_deg, self.lat_deg)
        return f"Lambert azimuthal equal-area projection centred on {at}, WGS 84; north is up at the centre"

    def points(self, lon_deg: ArrayLike, lat_deg: ArrayLike) -> tuple[Array, Array]:
        """Return x and y in points for degrees, shape (n,) each."""
        east, north = self._plane(np.asarray(lon_deg, dtype=float), np.asarray(lat_deg, dtype=float))
        x, y = self.frame.middle
        return x + east / self.metres_per_pt, y - north / self.metres_per_pt

    def point(self, lon_deg: float, lat_deg: float) -> Point:
        """Return one position in points."""
        x, y = self.points([lon_deg], [lat_deg])
        return float(x[0]), float(y[0])

    def degrees(self, x: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
        """Return longitudes and latitudes for points of the sheet; infinite where a point lies off the globe."""
        left, top = self.frame.middle
        east = (np.asarray(x, dtype=float) - left) * self.metres_per_pt
        north = (top - np.asarray(y, dtype=float)) * self.metres_per_pt
        lon, lat = self._plane(east, north, inverse=True)
        return np.asarray(lon), np.asarray(lat)

    @cached_property
    def bounds_deg(self) -> tuple[float, float, float, float]:
        """West, south, east and north of the ground inside the frame."""
        lon, lat = self.degrees(*along(*self.frame.edges))
        return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())

    def drawn(self, shape: BaseGeometry) -> BaseGeometry:
        """Return a geometry of degrees in points: bent with the projection, cut at the frame, no finer than can be seen."""
        bent = shapely.segmentize(shape, LONGEST_STEP_DEG)
        flat = shapely.transform(bent, lambda at: np.column_stack(self.points(*at.T)))
        return shapely.clip_by_rect(flat, *self.frame.edges).simplify(TOLERANCE_PT, preserve_topology=False)

    @cached_property
    def ground(self) -> BaseGeometry:
        """The ground inside the frame as a box of degrees."""
        return shapely.box(*self.bounds_deg)


def rings(shape: BaseGeometry) -> tuple[tuple[Point, ...], ...]:
    """Return a line, or a polygon's outer ring and holes, as the points of a Path; nothing for what has no length."""
    if shape.is_empty or shape.geom_type not in {"Polygon", "LineString", "LinearRing"}:
        return ()
    lines = [shape.exterior, *shape.interiors] if isinstance(shape, shapely.Polygon) else [shape]
    points = [np.round(shapely.get_coordinates(line), DECIMALS).tolist() for line in lines]
    outlines = [tuple(map(tuple, line)) for line in points]
    # Thinning may leave one place of a line that is shorter than a point.
    return tuple(outline for outline in outlines if len(set(outline)) > 1)


def along(left: float, top: float, right: float, bottom: float) -> tuple[Array, Array]:
    """Return points all along the edges of a rectangle, in the unit that it is given in."""
    across, down = np.linspace(left, right, 25), np.linspace(top, bottom, 25)
    x = np.concatenate([across, across, np.full(25, left), np.full(25, right)])
    return x, np.concatenate([np.full(25, top), np.full(25, bottom), down, down])


def seen(at: At, frame: Box) -> Projection:
    """Return the projection that shows at least what the web map shows of `at`."""
    metres_per_px = METRES_PER_PX_AT_0 * float(np.cos(np.radians(at.lat_deg))) / 2**at.zoom
    scale = max(SEEN_PX[0] * metres_per_px / frame.width, SEEN_PX[1] * metres_per_px / frame.height)
    return _on_known_land(Projection(frame, at.lon_deg, at.lat_deg, scale))


def looks_at(shown: Projection) -> At:
    """Return where a web map looks that `seen` turns into this projection again."""
    metres_per_px = shown.metres_per_pt / max(SEEN_PX[0] / shown.frame.width, SEEN_PX[1] / shown.frame.height)
    zoom = float(np.log2(METRES_PER_PX_AT_0 * np.cos(np.radians(shown.lat_deg)) / metres_per_px))
    return At(shown.lon_deg, shown.lat_deg, zoom)


def fitted(bounds_deg: tuple[float, float, float, float], frame: Box, *, margin_pt: float, least_m: float) -> Projection:
    """Return the projection that shows a box of degrees with a margin all round, and `least_m` metres from top to bottom."""
    west, south, east, north = bounds_deg
    projection = Projection(Box(0, 0, 0, 0), (west + east) / 2, (south + north) / 2, 1.0)
    x, y = projection.points(*along(west, south, east, north))
    lon, lat = projection.degrees([(x.min() + x.max()) / 2], [(y.min() + y.max()) / 2])
    wide, high = frame.width - 2 * margin_pt, frame.height - 2 * margin_pt
    scale = max(np.ptp(x) / wide, np.ptp(y) / high, least_m / frame.height)
    return _on_known_land(Projection(frame, float(lon[0]), float(lat[0]), float(scale)))


def _on_known_land(wanted: Projection) -> Projection:
    """Return the projection moved, and closer where that is not enough, until it shows no ground whose land is not known."""
    (least_lon, most_lon), (least_lat, most_lat) = CLIP_LON_DEG, CLIP_LAT_DEG
    widest = WIDEST_M / max(wanted.frame.width, wanted.frame.height)
    lon, lat = np.clip(wanted.lon_deg, least_lon, most_lon), np.clip(wanted.lat_deg, least_lat, most_lat)
    shown = replace(wanted, lon_deg=float(lon), lat_deg=float(lat), metres_per_pt=min(wanted.metres_per_pt, widest))
    while True:
        west, south, east, north = shown.bounds_deg
        lon = max(0.0, least_lon - west) - max(0.0, east - most_lon)
        lat = max(0.0, least_lat - south) - max(0.0, north - most_lat)
        if lon == 0 and lat == 0:
            return shown
        closer = shown.metres_per_pt * 0.98
        shown = replace(shown, lon_deg=shown.lon_deg + lon, lat_deg=shown.lat_deg + lat, metres_per_pt=closer)
