"""The nearest coast to each of many positions, measured among those stretches of it alone that may be the nearest."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely

from waters import measure, nearness

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from waters.computed import Waters

# A shore is the drawn land's own outline, cut to three decimals of a degree.
ON_SHORE_DEG = 0.01
# Where the drawn land was cut, at the edge of its frame, there is no coast.
FRAME_DEG = 0.01
# A circle's reach is taken at some points of it alone, and the projection turns a leg a little.
SPARE = 1.01
# A leg that is straight in degrees lies beside one that is straight in metres, below 77 degrees of latitude at most by this
# many degrees times the square of its length in degrees.
SAGITTA_PER_DEG = 0.01


class Coast(NamedTuple):
    """The nearest coast: how far, where, and the state whose undisputed shore it is, or ""."""

    metres: float
    lon_deg: float
    lat_deg: float
    state: str


def nearest(waters: Waters, lons_deg: NDArray[np.float64], lats_deg: NDArray[np.float64]) -> list[Coast | None]:
    """Return the coast nearest to each of many positions (EPSG:4326); None where the drawn land has none."""
    tree = _legs(waters.land)
    if not len(tree) or not len(lons_deg):
        return [None] * len(lons_deg)
    legs: Any = tree.geometries
    points: Any = shapely.points(lons_deg, lats_deg)
    number, leg = tree.query(points, predicate="dwithin", distance=_reach(tree, lons_deg, lats_deg))
    lines = shapely.multilinestrings(legs[leg], indices=number)
    metres, lons, lats = measure.nearest_to_each(lons_deg, lats_deg, lines)
    states = _states(waters, shapely.points(lons, lats))
    return [Coast(*row) for row in zip(metres.tolist(), lons.tolist(), lats.tolist(), states, strict=True)]


def _reach(tree: shapely.STRtree, lons_deg: Any, lats_deg: Any) -> NDArray[np.float64]:  # noqa: ANN401 -- numpy's arrays
    """Return how far from each position, in degrees, the nearest coast may lie: in metres at most as the nearest leg."""
    legs: Any = tree.geometries
    points: Any = shapely.points(lons_deg, lats_deg)
    metres = measure.metres_to(lons_deg, lats_deg, legs[tree.nearest(points)])
    lons, lats = measure.around(lons_deg, lats_deg, metres, vertices=16)
    reach = np.hypot(lons - np.asarray(lons_deg)[:, None], lats - np.asarray(lats_deg)[:, None]).max(axis=1)
    return np.asarray(reach * SPARE + SAGITTA_PER_DEG * shapely.length(legs).max() ** 2)


def _states(waters: Waters, places: Any) -> list[str]:  # noqa: ANN401 -- numpy's array of geometries
    """Return whose undisputed shore each place on the coast lies on, or ""."""
    codes = ["", *waters.shores]
    away_deg = np.full((len(codes), len(places)), np.inf)
    away_deg[0] = np.nextafter(ON_SHORE_DEG, 1)
    for number, shore in enumerate(waters.shores.values(), start=1):
        shapely.prepare(shore)
        near = shapely.dwithin(shore, places, ON_SHORE_DEG)
        away_deg[number, near] = shapely.distance(shore, places[near])
    return [codes[number] for number in away_deg.argmin(axis=0)]


@lru_cache(maxsize=2)
def _legs(land: BaseGeometry) -> shapely.STRtree:
    """Return the coasts of the drawn land leg by leg: packages that differ in their rows share one land."""
    return shapely.STRtree(nearness.legs_of(_outline(land)))


def _outline(land: BaseGeometry) -> BaseGeometry:
    """Return the coasts of the drawn land, without the straight edges where it was cut."""
    west, south, east, north = land.bounds
    frame = shapely.box(west + FRAME_DEG, south + FRAME_DEG, east - FRAME_DEG, north - FRAME_DEG)
    return land.boundary.intersection(frame)
