"""What a position may be besides what it is: the kinds of ground that the circle of its precision touches."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from waters import measure

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waters.computed import Waters

# The drawn coast is Natural Earth's, simplified to about 500 m.
COAST_M = 500.0
# The kinds of ground, in the order in which they are told.
KINDS = ("land", "sea", "outside")


def touched(
    waters: Waters, lons_deg: NDArray[np.float64], lats_deg: NDArray[np.float64], precisions_m: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Return which of KINDS each position's circle touches, shape (positions, 3): none where no edge of one is near.

    Positions are EPSG:4326 degrees, each known to within `precisions_m` metres, to which the coast's own are added.
    """
    radii_m = precisions_m + COAST_M
    near = np.flatnonzero(_near_edge(waters, shapely.points(lons_deg, lats_deg), radii_m / measure.SHORTEST_DEGREE_M))
    met = np.zeros((len(lons_deg), len(KINDS)), dtype=bool)
    met[near] = _met(waters, measure.rings(lons_deg[near], lats_deg[near], radii_m[near]))
    return met


def _near_edge(waters: Waters, points: Any, reach_deg: Any) -> Any:  # noqa: ANN401 -- numpy's arrays, of geometries too
    land, sea = (shapely.dwithin(edge, points, reach_deg) for edge in _edges(waters))
    return land | sea


@lru_cache(maxsize=2)
def _edges(waters: Waters) -> tuple[Any, ...]:
    edges = waters.land.boundary, waters.sea.boundary
    shapely.prepare(edges)
    return edges


def _met(waters: Waters, circles: Any) -> NDArray[np.bool_]:  # noqa: ANN401 -- as above
    """Return which kinds circles touch; land is no sea, so of what lies in the sea or beyond it, land must leave some."""
    inner, outer = shapely.intersection(circles, waters.sea), shapely.difference(circles, waters.sea)
    wet = [~shapely.is_empty(part) & ~shapely.covers(waters.land, part) for part in (inner, outer)]
    return np.column_stack([shapely.intersects(waters.land, circles), *wet])
