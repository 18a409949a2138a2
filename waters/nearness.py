"""Which of many points lie within so many metres of a line: degrees settle most of them, the ellipsoid the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely

from waters import measure
from waters.measure import LONGEST_DEGREE_M, SHORTEST_DEGREE_M

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

# What a leg is measured on is cut around a point to this many times its tolerance.
CUT = 2
# The projection that metres are measured in bends what is straight in degrees: over such distances by less than this.
SPARE = 1.005


class Reach(NamedTuple):
    """How far from a line, in degrees, a point is for certain within its tolerance, and beyond it."""

    within: NDArray[np.float64]
    beyond: NDArray[np.float64]


def near(line: BaseGeometry, points: Any, tolerance_m: NDArray[np.float64]) -> NDArray[np.bool_]:  # noqa: ANN401 -- numpy's array of geometries
    """Tell which points (EPSG:4326) lie within their tolerance of a line."""
    if line.is_empty:
        return np.zeros(len(points), dtype=bool)
    shapely.prepare(line)
    reach = reaches(shapely.get_y(points), tolerance_m, longest_leg_deg(line))
    degrees: list[Any] = [reach.beyond, reach.within]
    close, certain = (np.asarray(shapely.dwithin(line, points, away)) for away in degrees)
    doubtful = np.flatnonzero(close & ~certain)
    if len(doubtful):
        close[doubtful] = _measured(legs_of(line), points[doubtful], tolerance_m[doubtful], reach.beyond[doubtful])
    return close


def _measured(legs: Any, points: Any, tolerance_m: NDArray[np.float64], beyond_deg: NDArray[np.float64]) -> Any:  # noqa: ANN401 -- as above
    """Tell by the ellipsoid which points lie within their tolerance of any leg; one beyond the degrees is not within it."""
    number, leg = shapely.STRtree(legs).query(points, predicate="dwithin", distance=beyond_deg * SPARE)
    circles = shapely.buffer(points, CUT * tolerance_m / SHORTEST_DEGREE_M, quad_segs=16)
    lines = shapely.intersection(shapely.multilinestrings(legs[leg], indices=number), circles)
    return measure.metres_to(shapely.get_x(points), shapely.get_y(points), lines) <= tolerance_m


def reaches(lats_deg: NDArray[np.float64], tolerance_m: NDArray[np.float64], leg_deg: float) -> Reach:
    """Return what settles points at these latitudes, known to within these metres, before a line of no leg longer than this.

    A degree is as long as it is at the latitudes that are met. A leg that is straight in degrees lies beside the one that is
    straight in metres by the square of its length: those that are long leave more to be measured.
    """
    around_deg = tolerance_m / SHORTEST_DEGREE_M
    low, high = np.maximum(np.abs(lats_deg) - around_deg, 0), np.abs(lats_deg) + around_deg
    (wide_m, short_m), (narrow_m, tall_m) = measure.degrees_m(low), measure.degrees_m(high)
    # At the equator a degree of latitude is the shorter one.
    shortest = np.clip(np.minimum(narrow_m, short_m), SHORTEST_DEGREE_M, LONGEST_DEGREE_M)
    longest = np.clip(np.maximum(wide_m, tall_m), SHORTEST_DEGREE_M, LONGEST_DEGREE_M)
    cut_deg = np.minimum(leg_deg, 2 * CUT * around_deg)
    bend_deg = np.radians(1) / 8 * np.tan(np.radians(np.minimum(high, 60))) * cut_deg**2
    beyond = np.minimum(tolerance_m / shortest * SPARE + bend_deg, tolerance_m / SHORTEST_DEGREE_M)
    within = np.clip(tolerance_m / longest / SPARE - bend_deg, 0, tolerance_m / LONGEST_DEGREE_M)
    return Reach(within, beyond)


def legs_of(line: BaseGeometry) -> Any:  # noqa: ANN401 -- as above
    """Return a line leg by leg."""
    return shapely.linestrings(_ends(line))


def longest_leg_deg(line: BaseGeometry) -> float:
    """Return the length in degrees of the longest leg of a line."""
    ends = _ends(line)
    return float(np.hypot(*(ends[:, 1] - ends[:, 0]).T).max(initial=0))


def _ends(line: BaseGeometry) -> NDArray[np.float64]:
    """Return the two ends of each leg of a line, shape (legs, 2, 2)."""
    at, number = shapely.get_coordinates(shapely.get_parts(line), return_index=True)
    along = number[1:] == number[:-1]
    return np.stack([at[:-1][along], at[1:][along]], axis=1)
