"""Geodesic buffers on WGS 84: every point within a distance of a shape, measured along the ellipsoid.

shapely's own buffer is planar and was left aside: in degrees it is no distance at all, and in any one projection its error
grows across a sea 2,500 km long. Here each edge gives two quadrangles and each bend a sector, all of whose corners are
geodesic destinations; their union is the buffer. Shapes are EPSG:4326 degrees away from the antimeridian.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.ops import split

from layers import measure
from layers.measure import GEOD

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Points = NDArray[np.float64]

# Chords of a sector two degrees wide fall short of the arc by 0.015 %: 56 m at 200 nm.
ARC_DEG = 2.0
HAIR_DEG = 1e-4
# An edge this long bends away from its chord in degrees by at most a few metres at these latitudes.
EDGE_M = 10_000.0


def buffer(shape: BaseGeometry, distance_m: float) -> BaseGeometry:
    """Return all within `distance_m` metres of points, lines or areas, areas included, in EPSG:4326 degrees."""
    lines, points = _pieces(shape)
    parts = [_round(np.asarray(line.coords)[:, :2], distance_m) for line in lines]
    circles = [measure.ring(point.x, point.y, distance_m, vertices=round(360 / ARC_DEG)) for point in points]
    areas = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return shapely.union_all(np.concatenate([*parts, np.array([*circles, *areas], dtype=object)]))


def sides(line: BaseGeometry, distance_m: float) -> tuple[BaseGeometry, BaseGeometry]:
    """Return what lies within `distance_m` metres to the left and to the right of a line's direction, ends cut square."""
    points = densified(np.asarray(line.coords)[:, :2])
    swath = shapely.union_all(_flat(points, distance_m))
    halves = shapely.get_parts(split(swath, _prolonged(points, distance_m)))
    left = shapely.union_all(_quads(points, distance_m / 1000, -90))
    on_left = [half for half in halves if half.intersection(left).area > 0.5 * left.area]
    others = [half for half in halves if half not in on_left]
    return shapely.union_all(on_left), shapely.union_all(others)


def densified(points: Points, most_m: float = EDGE_M) -> Points:
    """Return lon, lat rows of shape (n, 2) with points put in along geodesics, so that no edge is longer than `most_m`."""
    lon, lat = points[:, 0], points[:, 1]
    azimuth, _, length = GEOD.inv(lon[:-1], lat[:-1], lon[1:], lat[1:])
    pieces = np.maximum(np.ceil(length / most_m).astype(int), 1)
    edge = np.repeat(np.arange(len(pieces)), pieces)
    step = np.arange(len(edge)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    along = length[edge] * step / pieces[edge]
    put = np.column_stack(GEOD.fwd(lon[:-1][edge], lat[:-1][edge], azimuth[edge], along)[:2])
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


def _prolonged(points: Points, by_m: float) -> BaseGeometry:
    """Return the line led on straight at both ends, so that it cuts its whole swath, which may bend around an end."""
    ahead, behind = _azimuths(points)
    first = measure.destination(points[0, 0], points[0, 1], ahead[0] + 180, by_m)
    last = measure.destination(points[-1, 0], points[-1, 1], behind[-1], by_m)
    return shapely.LineString([first, *points, last])
