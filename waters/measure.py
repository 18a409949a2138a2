"""Measuring on the WGS 84 ellipsoid: the one place for distances, bearings, rings and areas.

Coordinates are EPSG:4326 degrees, longitude first; distances are metres unless a name says otherwise.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely
from pyproj import Geod, Proj
from shapely.ops import nearest_points

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray
    from shapely.geometry import Polygon
    from shapely.geometry.base import BaseGeometry

GEOD = Geod(ellps="WGS84")
NAUTICAL_MILE_M = 1852.0
# No degree in the region, of longitude or latitude, is shorter or longer than these.
SHORTEST_DEGREE_M, LONGEST_DEGREE_M = 98_000.0, 111_700.0
# Over a tenth of a degree the two ways to be straight lie a few metres apart.
EDGE_DEG = 0.1
# A geodesic that is drawn on a flat map bends less than a pixel between two such points.
DRAWN_M = 50_000.0
_POINTS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")


def distances(lon_deg: float, lat_deg: float, lons_deg: ArrayLike, lats_deg: ArrayLike) -> NDArray[np.float64]:
    """Return geodesic distances in metres, shape (n,), from one point to n points."""
    lons, lats = np.asarray(lons_deg, dtype=float), np.asarray(lats_deg, dtype=float)
    start = np.full(lons.shape, lon_deg), np.full(lats.shape, lat_deg)
    return np.asarray(GEOD.inv(*start, lons, lats)[2], dtype=float)


def bearing(lon_deg: float, lat_deg: float, to_lon_deg: float, to_lat_deg: float) -> str:
    """Return the eight-point compass word of the initial geodesic azimuth."""
    azimuth, _, _ = GEOD.inv(lon_deg, lat_deg, to_lon_deg, to_lat_deg)
    return _POINTS[round(azimuth / 45) % 8]


def nearest(lon_deg: float, lat_deg: float, lines: BaseGeometry) -> tuple[float, float, float]:
    """Return the geodesic metres from a point to the nearest point of `lines` (EPSG:4326), and its lon, lat degrees.

    The azimuthal equidistant projection centred on the point keeps every distance from it true.
    """
    flat = Proj(proj="aeqd", lon_0=lon_deg, lat_0=lat_deg, ellps="WGS84")
    there = shapely.transform(lines, lambda at: np.column_stack(flat(at[:, 0], at[:, 1])))
    near = nearest_points(shapely.Point(0, 0), there)[1]
    lon, lat = flat(near.x, near.y, inverse=True)
    return float(np.hypot(near.x, near.y)), float(lon), float(lat)


def metres_to(lons_deg: Any, lats_deg: Any, lines: Any) -> Any:  # noqa: ANN401 -- numpy's arrays, of geometries too
    """Return the metres that `nearest` would, from each of many points to lines of its own; of empty lines, not a number."""
    return shapely.distance(shapely.Point(0, 0), _flat(lons_deg, lats_deg, lines))


def nearest_to_each(lons_deg: Any, lats_deg: Any, lines: Any) -> tuple[Any, Any, Any]:  # noqa: ANN401 -- as above
    """Return what `nearest` does, for each of many points and lines of its own, none of them empty."""
    ways = shapely.shortest_line(shapely.Point(0, 0), _flat(lons_deg, lats_deg, lines))
    east_m, north_m = shapely.get_coordinates(ways)[1::2].T
    metres = np.hypot(east_m, north_m)
    lons, lats, _ = GEOD.fwd(lons_deg, lats_deg, np.degrees(np.arctan2(east_m, north_m)), metres)
    return metres, lons, lats


def _flat(lons_deg: Any, lats_deg: Any, lines: Any) -> Any:  # noqa: ANN401 -- as above
    """Return lines in metres around a point each, as the azimuthal equidistant projection has distance and azimuth."""
    at, number = shapely.get_coordinates(lines, return_index=True)
    azimuths, _, metres = GEOD.inv(lons_deg[number], lats_deg[number], at[:, 0], at[:, 1])
    angles = np.radians(azimuths)
    return shapely.set_coordinates(np.array(lines), np.column_stack([metres * np.sin(angles), metres * np.cos(angles)]))


def degrees_m(lats_deg: Any) -> tuple[Any, Any]:  # noqa: ANN401 -- as above
    """Return how many metres a degree of longitude and one of latitude are long at latitudes."""
    angles = np.radians(lats_deg)
    shrunk = 1 - GEOD.es * np.sin(angles) ** 2
    across = np.radians(1) * GEOD.a / np.sqrt(shrunk)
    return across * np.cos(angles), across * (1 - GEOD.es) / shrunk


def destination(lon_deg: float, lat_deg: float, azimuth_deg: float, distance_m: float) -> tuple[float, float]:
    """Return the (lon, lat) degrees reached from a point along a geodesic."""
    lon, lat, _ = GEOD.fwd(lon_deg, lat_deg, azimuth_deg, distance_m)
    return float(lon), float(lat)


class Leg(NamedTuple):
    """A geodesic from one point to the next: metres, initial azimuth in degrees from true north, and its line to draw.

    A leg without length has no azimuth. The line's longitudes go on over the antimeridian, beyond 180 degrees.
    """

    metres: float
    azimuth_deg: float | None
    line_deg: list[tuple[float, float]]


def legs(points_deg: Sequence[tuple[float, float]]) -> list[Leg]:
    """Return the geodesics between points (longitude, latitude), each with a point at least every `DRAWN_M` metres."""
    made = []
    for (lon, lat), (to_lon, to_lat) in pairwise(points_deg):
        azimuth, _, metres = GEOD.inv(lon, lat, to_lon, to_lat)
        steps = int(metres // DRAWN_M)
        between = GEOD.npts(lon, lat, to_lon, to_lat, steps) if steps else []
        lons, lats = zip((lon, lat), *between, (to_lon, to_lat), strict=True)
        line = zip(np.unwrap(lons, period=360).tolist(), lats, strict=True)
        made.append(Leg(float(metres), float(azimuth) % 360 if metres else None, list(line)))
    return made


def ring(lon_deg: float, lat_deg: float, radius_m: float, *, vertices: int = 72) -> Polygon:
    """Return the geodesic circle of `radius_m` metres as a polygon, counter-clockwise (RFC 7946)."""
    circle: Polygon = rings([lon_deg], [lat_deg], [radius_m], vertices=vertices)[0]
    return circle


def rings(lons_deg: Any, lats_deg: Any, radii_m: Any, *, vertices: int = 72) -> Any:  # noqa: ANN401 -- numpy's arrays
    """Return the same around many points."""
    return shapely.polygons(np.dstack(around(lons_deg, lats_deg, radii_m, vertices=vertices)))


def around(lons_deg: Any, lats_deg: Any, radii_m: Any, *, vertices: int) -> tuple[Any, Any]:  # noqa: ANN401 -- numpy's arrays
    """Return lons and lats of places on the geodesic circles around points, each of shape (points, vertices)."""
    azimuths = np.tile(np.linspace(360.0, 0.0, vertices, endpoint=False), len(lons_deg))
    columns = [np.repeat(np.asarray(values, dtype=float), vertices) for values in (lons_deg, lats_deg, radii_m)]
    lons, lats, _ = GEOD.fwd(columns[0], columns[1], azimuths, columns[2])
    return lons.reshape(-1, vertices), lats.reshape(-1, vertices)


def area_km2(shape: BaseGeometry) -> float:
    """Return the area on the ellipsoid of a polygon or of several, in square kilometres, however its rings are wound.

    An edge is what it is drawn as, straight in degrees, and not the geodesic between its ends.
    """
    parts = [part for part in shapely.get_parts(shapely.segmentize(shape, EDGE_DEG)) if part.geom_type == "Polygon"]
    return sum(abs(GEOD.geometry_area_perimeter(shapely.orient_polygons(part))[0]) for part in parts) / 1e6


def distance_words(metres: float) -> str:
    """Return "12.4 nm (23 km)"; below a tenth of a nautical mile, metres."""
    if metres < NAUTICAL_MILE_M / 10:
        return f"{metres:,.0f} m"
    nautical, kilometres = metres / NAUTICAL_MILE_M, metres / 1000
    return f"{nautical:,.{0 if nautical >= 100 else 1}f} nm ({kilometres:,.{0 if kilometres >= 10 else 1}f} km)"


def azimuth_words(azimuth_deg: float) -> str:
    """Return "045°", as a bearing from true north is written."""
    return f"{round(azimuth_deg) % 360:03d}°"


def position_words(lon_deg: float, lat_deg: float) -> str:
    """Return "15°09.1′N 117°45.6′E", the way a chart prints it."""
    halves = (abs(lat_deg), "N" if lat_deg >= 0 else "S"), (abs(lon_deg), "E" if lon_deg >= 0 else "W")
    parts = []
    for value, letter in halves:
        degrees, minutes = divmod(round(value * 600), 600)
        parts.append(f"{degrees}°{minutes / 10:04.1f}′{letter}")
    return " ".join(parts)
