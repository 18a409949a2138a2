"""Geodesic buffers on WGS 84: every point within a distance of a shape, measured along the ellipsoid.

shapely's own buffer is planar and was left aside: in degrees it is no distance at all, and in any one projection its error
grows across a sea 2,500 km long. Here each edge gives two quadrangles and each bend a sector, all of whose corners are
geodesic destinations; their union is the buffer. Shapes are EPSG:4326 degrees away from the antimeridian.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely
from shapely.ops import nearest_points, split

from waters import measure
from waters.measure import GEOD

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Points = NDArray[np.float64]

# Chords of a sector two degrees wide fall short of the arc by 0.015 %: 56 m at 200 nm.
ARC_DEG = 2.0
HAIR_DEG = 1e-4
# An edge this long bends away from its chord in degrees by at most a few metres at these latitudes.
EDGE_M = 10_000.0
# A line that ends this near to land is meant to reach it, and is led on so far behind the shore.
ASHORE_DEG = 0.6
BEHIND_DEG = 0.012
SHORTEST_LATITUDE_M = 110_570.0
MOST_LAT_DEG = 85.0


def buffer(shape: BaseGeometry, distance_m: float) -> BaseGeometry:
    """Return all within `distance_m` metres of points, lines or areas, areas included, in EPSG:4326 degrees.

    Raises ValueError, in one sentence, where that would cross the antimeridian or come near a pole.
    """
    _refuse_far(shape, distance_m)
    lines, points = _pieces(shape)
    parts = [_round(np.asarray(line.coords)[:, :2], distance_m) for line in lines]
    circles = [measure.ring(point.x, point.y, distance_m, vertices=round(360 / ARC_DEG)) for point in points]
    areas = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return shapely.union_all(np.concatenate([*parts, np.array([*circles, *areas], dtype=object)]))


def sides(line: BaseGeometry, distance_m: float, *, land: BaseGeometry | None = None) -> tuple[BaseGeometry, BaseGeometry]:
    """Return what lies within `distance_m` metres to the left and to the right of a line's direction, without overlap.

    An end is cut square, but for one near `land`: there the line is led on to the shore. Land is taken out.
    """
    _refuse_far(line, distance_m)
    points = densified(np.asarray(line.coords)[:, :2])
    land = shapely.Polygon() if land is None else land
    ends = [_led_on(run, distance_m, land) for run in (points, points[::-1])]
    behind = [end.around for end in ends if end.ashore]
    swath = shapely.union_all([*_flat(points, distance_m), *behind]).difference(land)
    divider = shapely.LineString([ends[0].at, *points, ends[1].at])
    faces: Any = shapely.get_parts([face for part in shapely.get_parts(swath) for face in split(part, divider).geoms])
    # A swath that bends back on itself has several faces a side: each lies where it has more of the line's own edge.
    edges = [shapely.union_all(_quads(points, distance_m / 1000, turn)) for turn in (-90, 90)]
    left, right = (shapely.area(shapely.intersection(faces, edge)) for edge in edges)
    return shapely.union_all(faces[left > right]), shapely.union_all(faces[right > left])


def densified(points: Points, most_m: float = EDGE_M) -> Points:
    """Return lon, lat rows of shape (n, 2) with points put in along geodesics, so that no edge is longer than `most_m`."""
    lon, lat = points[:, 0], points[:, 1]
    azimuth, _, length = GEOD.inv(lon[:-1], lat[:-1], lon[1:], lat[1:])
    pieces = np.maximum(np.ceil(length / most_m).astype(int), 1)
    edge = np.repeat(np.arange(len(pieces)), pieces)
    step = np.arange(len(edge)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    along = length[edge] * step / pieces[edge]
    put = np.column_stack(GEOD.fwd(lon[:-1][edge], lat[:-1][edge], azimuth[edge], along)[:2])
    put[step == 0] = points[:-1]
    return np.vstack([put, points[-1:]])


def _pieces(shape: BaseGeometry) -> tuple[list[Any], list[Any]]:
    parts = shapely.get_parts(shape)
    rings = shapely.get_parts(shapely.boundary([part for part in parts if part.geom_type == "Polygon"]))
    return [*(part for part in parts if "Line" in part.geom_type), *rings], [p for p in parts if p.geom_type == "Point"]


def _round(points: Points, distance_m: float) -> NDArray[Any]:
    """Return quadrangles along a line, sectors at its bends, and half circles at its ends (or a bend where it closes)."""
    points = densified(points)
    ahead, behind = _azimuths(points)
    if (points[0] == points[-1]).all():
        ends = _bend(points[:1], behind[-1:], ahead[:1], distance_m)
    else:
        half = np.full(2, 180.0)
        ends = _sectors(points[[0, -1]], np.array([ahead[0] + 90, behind[-1] - 90]), half, distance_m)
    return np.concatenate([_flat(points, distance_m), ends])


def _flat(points: Points, distance_m: float) -> NDArray[Any]:
    """Return the same without the ends: what lies beside the line."""
    ahead, behind = _azimuths(points)
    bends = _bend(points[1:-1], behind[:-1], ahead[1:], distance_m)
    return np.concatenate([_quads(points, distance_m, -90), _quads(points, distance_m, 90), bends])


def _bend(at: Points, came_deg: Points, goes_deg: Points, distance_m: float) -> NDArray[Any]:
    bend = (goes_deg - came_deg + 180) % 360 - 180
    return _sectors(at, came_deg + np.where(bend > 0, -90, 90), bend, distance_m)


def _azimuths(points: Points) -> tuple[Points, Points]:
    """Return the azimuths with which each edge sets out and arrives, degrees."""
    ahead, back, _ = GEOD.inv(points[:-1, 0], points[:-1, 1], points[1:, 0], points[1:, 1])
    return np.asarray(ahead), np.asarray(back) + 180


def _quads(points: Points, distance_m: float, turn_deg: float) -> NDArray[Any]:
    ahead, behind = _azimuths(points)
    far = np.full(len(ahead), distance_m)
    begin = np.column_stack(GEOD.fwd(points[:-1, 0], points[:-1, 1], ahead + turn_deg, far)[:2])
    end = np.column_stack(GEOD.fwd(points[1:, 0], points[1:, 1], behind + turn_deg, far)[:2])
    return np.asarray(shapely.polygons(np.stack([points[:-1], begin, end, points[1:]], axis=1)))


def _sectors(at: Points, begin_deg: Points, bend_deg: Points, distance_m: float) -> NDArray[Any]:
    """Return one sector a point: from azimuth `begin_deg` through `bend_deg`, its tip at the point."""
    if not len(at):
        return np.array([], dtype=object)
    # A hair wider than the bend: between shapes that only touch, rounding would leave cracks.
    hair = np.where(bend_deg < 0, -HAIR_DEG, HAIR_DEG)
    begin_deg, bend_deg = begin_deg - hair, bend_deg + 2 * hair
    count = np.ceil(np.abs(bend_deg) / ARC_DEG).astype(int) + 1
    owner = np.repeat(np.arange(len(at)), count)
    step = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
    azimuth = begin_deg[owner] + bend_deg[owner] * step / (count[owner] - 1)
    arc = np.column_stack(GEOD.fwd(at[owner, 0], at[owner, 1], azimuth, np.full(len(owner), distance_m))[:2])
    owners = np.concatenate([np.arange(len(at)), owner])
    order = np.argsort(owners, kind="stable")
    rings = shapely.linearrings(np.vstack([at, arc])[order], indices=owners[order])
    return np.asarray(shapely.polygons(rings))


class _End(NamedTuple):
    """Where a line is led on to from its first point, whether that is on land, and the circle around the point."""

    at: tuple[float, float]
    ashore: bool
    around: BaseGeometry


def _led_on(points: Points, distance_m: float, land: BaseGeometry) -> _End:
    """Lead a line on behind its first point: to a shore that is near, or else straight through a swath that bends around."""
    first = shapely.Point(points[0])
    around = measure.ring(first.x, first.y, distance_m, vertices=round(360 / ARC_DEG))
    if land.distance(first) < ASHORE_DEG:
        return _End(ashore((first.x, first.y), land), ashore=True, around=around)
    azimuth, _, _ = GEOD.inv(*points[0], *points[1])
    return _End(measure.destination(first.x, first.y, azimuth + 180, distance_m), ashore=False, around=around)


def ashore(end: tuple[float, ...], land: BaseGeometry) -> tuple[float, float]:
    """Return a point a little behind the shore nearest to a line's end, lon and lat in degrees."""
    at = shapely.Point(end)
    near = nearest_points(at, land)[1]
    further = 1 + BEHIND_DEG / max(at.distance(near), 1e-9)
    return at.x + (near.x - at.x) * further, at.y + (near.y - at.y) * further


def _refuse_far(shape: BaseGeometry, distance_m: float) -> None:
    west, south, east, north = shape.bounds
    pole = max(abs(south), abs(north)) + distance_m / SHORTEST_LATITUDE_M
    reach = distance_m / (SHORTEST_LATITUDE_M * np.cos(np.radians(min(pole, MOST_LAT_DEG))))
    if pole > MOST_LAT_DEG or west - reach < -180 or east + reach > 180:
        raise ValueError(
            f"{distance_m:,.0f} m around longitudes {west:g} to {east:g} and latitudes {south:g} to {north:g} crosses the "
            f"antimeridian or goes beyond {MOST_LAT_DEG:g} degrees of latitude; zones are computed away from both"
        )
