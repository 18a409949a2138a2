"""GeoJSON geometry to shapely, strictly: what shapely would mend in silence, such as a ring left open, is refused.

Coordinates are EPSG:4326 degrees, longitude first. shapely's own reader was left aside because it closes rings, takes text
and true for numbers, and goes down as deep as a file nests.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely

from record.faults import UnfitError, brief

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

AREAS = ("Polygon", "MultiPolygon")
LINES = ("LineString", "MultiLineString")
# A shape of more cannot be told to be valid while somebody waits.
MOST_POSITIONS = 200_000


class Box(NamedTuple):
    """A part of the world in EPSG:4326 degrees."""

    west: float
    south: float
    east: float
    north: float

    def __str__(self) -> str:
        return f"every point between {self.west:g} and {self.east:g} E, {self.south:g} and {self.north:g} N"


WORLD = Box(-180, -90, 180, 90)


def drawn(value: Any, kinds: tuple[str, ...], box: Box = WORLD) -> BaseGeometry:  # noqa: ANN401 -- whatever JSON holds
    """Return a geometry of one of some kinds that lies in a box. Raises UnfitError where it is none."""
    kind = value.get("type") if isinstance(value, dict) else None
    if kind not in kinds:
        raise UnfitError(f"a GeoJSON geometry: {' or '.join(kinds)}", kind or brief(value))
    nested = value.get("coordinates")
    groups = nested if kind == "MultiPolygon" else [nested]
    if not isinstance(groups, list) or not groups:
        raise UnfitError(f"the coordinates of a {kind}", brief(groups))
    runs = [[group] if kind == "LineString" else group for group in groups]
    if not all(isinstance(several, list) and several for several in runs):
        raise UnfitError(f"the coordinates of a {kind}", brief(nested))
    shape = _built(kind, runs, box)
    if not shape.is_valid:
        expected = "rings that do not cross themselves" if kind in AREAS else "a line of two different points or more"
        raise UnfitError(expected, shapely.is_valid_reason(shape))
    return shape


def _built(kind: str, groups: list[list[Any]], box: Box) -> BaseGeometry:
    """Return the shape of runs of positions: one group a polygon, its rings the runs; lines are one group."""
    runs = list(chain.from_iterable(groups))
    points = _positions(runs, box)
    lengths = np.array([len(run) for run in runs])
    numbers = np.repeat(np.arange(len(runs)), lengths)
    if kind in LINES:
        if lengths.min() < 2:
            raise UnfitError("lines of two positions or more", f"{lengths.min()} position")
        lines = shapely.linestrings(points, indices=numbers)
        line: BaseGeometry = lines[0] if kind == "LineString" else shapely.multilinestrings(lines)
        return line
    ends = np.cumsum(lengths)
    if lengths.min() < 4 or (points[ends - lengths] != points[ends - 1]).any():
        raise UnfitError("rings of four positions or more that end where they begin", "a ring left open")
    rings = shapely.linearrings(points, indices=numbers)
    areas = shapely.polygons(rings, indices=np.repeat(np.arange(len(groups)), [len(group) for group in groups]))
    area: BaseGeometry = areas[0] if kind == "Polygon" else shapely.multipolygons(areas)
    return area


def _positions(runs: list[Any], box: Box) -> Any:  # noqa: ANN401 -- numpy's array
    """Return the positions of runs one after another, shape (n, 2)."""
    if not all(isinstance(run, list) and run for run in runs):
        raise UnfitError("lists of positions", brief(next(run for run in runs if not isinstance(run, list) or not run)))
    if (count := sum(map(len, runs))) > MOST_POSITIONS:
        raise UnfitError(f"at most {MOST_POSITIONS:,} positions in a shape", f"{count:,} positions")
    positions = list(chain.from_iterable(runs))
    odd = [at for at in positions if type(at) is not list or len(at) != 2]
    if odd:
        raise UnfitError("positions of two numbers, longitude and latitude", brief(odd[0]))
    numbers = list(chain.from_iterable(positions))
    if not set(map(type, numbers)) <= {int, float}:
        odd = [at for at in positions if not set(map(type, at)) <= {int, float}]
        raise UnfitError("positions of two numbers, longitude and latitude", brief(odd[0]))
    # A whole number may be larger than any float.
    points = np.array(
        [min(max(number, -1e9), 1e9) for number in numbers] if int in map(type, numbers) else numbers, dtype=float
    )
    points = points.reshape(-1, 2)
    within = ((points >= box[:2]) & (points <= box[2:])).all(axis=1)
    if not within.all():
        raise UnfitError(str(box), brief(positions[int(np.argmin(within))]))
    return points
