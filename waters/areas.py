"""An area is not a point: how a stretch of sea is shared among those who claim it, never what holds at its middle."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import shapely

from waters import computed, measure

if TYPE_CHECKING:
    import datetime as dt

    from shapely.geometry import Point
    from shapely.geometry.base import BaseGeometry

    from waters.computed import Waters

# What is no spot however well its middle is known: kinds of places, and the basis of a clash's position.
EXTENDED = {"sea_area", "island_group", "area", "coast", "general area"}
# A position known no better than this, some 16 nm, is an area too.
VAGUE_M = 30_000
# A group's outline is that of its features where so many are known, else a circle.
FEWEST = 10


class Portion(NamedTuple):
    """The part of an area that exactly these states claim, in square kilometres."""

    states: tuple[str, ...]
    km2: float


class Across(NamedTuple):
    """An area in square kilometres: all of it, its land, what of it was not computed, and the rest by who claims it."""

    km2: float
    land_km2: float
    outside_km2: float
    portions: tuple[Portion, ...]


def is_area(kind: str, precision_m: float) -> bool:
    """Tell whether a place of this kind, or a position on this basis, known so well, is an area and no point."""
    return kind in EXTENDED or precision_m >= VAGUE_M


def around(kind: str, lon_deg: float, lat_deg: float, precision_m: float) -> BaseGeometry | None:
    """Return the circle of a position's precision in EPSG:4326 degrees, or None where the position is a point."""
    return measure.ring(lon_deg, lat_deg, precision_m) if is_area(kind, precision_m) else None


def hull(features: list[Point]) -> BaseGeometry | None:
    """Return the outline of a group's features in EPSG:4326 degrees, or None where too few are known to have one."""
    return shapely.MultiPoint(features).convex_hull if len(features) >= FEWEST else None


def across(waters: Waters, area: BaseGeometry, lens: str, day: dt.date | None) -> Across:
    """Return how an area (EPSG:4326) is shared under a lens on a day, the largest portion first; its parts add up to it."""
    whole, land, cells = _measured(waters, shapely.to_wkb(area))
    shared: dict[tuple[str, ...], float] = {}
    for cell, km2 in cells:
        states = tuple(sorted(computed.claimants(waters.cells.at[cell, "zones"], lens, day)))
        shared[states] = shared.get(states, 0.0) + km2
    portions = sorted(
        (Portion(states, km2) for states, km2 in shared.items()), key=lambda portion: (-portion.km2, portion.states)
    )
    outside = whole - land - sum(km2 for _, km2 in cells)
    return Across(whole, land, max(outside, 0.0), tuple(portions))


@lru_cache(maxsize=256)
def _measured(waters: Waters, area_wkb: bytes) -> tuple[float, float, tuple[tuple[str, float], ...]]:
    """Return an area's square kilometres, those of its land, and those of each cell's part in it."""
    area = shapely.from_wkb(area_wkb)
    shapes = waters.cells.geometry.to_numpy()
    met = sorted(shapely.STRtree(shapes).query(area, predicate="intersects"))
    land = area.intersection(waters.land)
    wet = area.difference(waters.land)
    parts = [(str(waters.cells.index[number]), measure.area_km2(wet.intersection(shapes[number]))) for number in met]
    return measure.area_km2(area), measure.area_km2(land), tuple((cell, km2) for cell, km2 in parts if km2)
