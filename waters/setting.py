"""What a position is, before whose claims it is in: on land, in the counted sea, or outside what was computed.

Land is no sea, and only the sea that was computed can be claimed by no state. Nothing here says whose land is: a position
on land is told the nearest coast, and a disputed feature has none.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely
from shapely.geometry import Point, Polygon

from waters import measure
from words import states, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from waters.computed import Waters

KINDS = {
    "land": "on land",
    "inside_baselines": "inside baselines",
    "baselines_not_computed": "near archipelagic baselines that are not computed",
    "sea": "in the sea counted",
    "outside": "outside what was computed",
}
COUNTED = "the South China Sea as counted here"
# The drawn coast is Natural Earth's, simplified to about 500 m.
COAST_M = 500.0
TERRITORIAL_M = 12 * measure.NAUTICAL_MILE_M
SHORTEST_DEGREE_M = 98_000.0
# A shore is the drawn land's own outline, cut to three decimals of a degree.
ON_SHORE_DEG = 0.01
# No archipelagic baseline may be longer than 125 nm, so none spans a wider gap between islands; a degree is 60 nm.
HALF_LONGEST_DEG = 125 / 60 / 2
COARSE_DEG = 0.05
OTHERS_DEG = 0.2


class Setting(NamedTuple):
    """What a position is: one of KINDS, a sentence, and what else it may be for all that is known.

    `counted` tells whether it lies in the counted sea, land taken out, `near_coast` whether land lies within 12 nm.
    """

    kind: str
    words: str
    doubt: str = ""
    counted: bool = False
    near_coast: bool = False

    @property
    def sentence(self) -> str:
        """The words and, where there is a doubt, the doubt."""
        return f"{self.words} {self.doubt}".strip()


def many(
    waters: Waters, lons_deg: Sequence[float], lats_deg: Sequence[float], precisions_m: Sequence[float]
) -> list[Setting]:
    """Return what each of many positions is: EPSG:4326 degrees, each known to within `precisions_m` metres."""
    points: Any = shapely.points(np.column_stack([lons_deg, lats_deg]))
    for shape in (waters.land, waters.sea):
        shapely.prepare(shape)
    land, sea = shapely.covers(waters.land, points), shapely.contains(waters.sea, points)
    near = shapely.dwithin(waters.land, points, TERRITORIAL_M / SHORTEST_DEGREE_M)
    kinds = np.where(land, "land", np.where(sea, "sea", "outside"))
    doubts = _doubts(waters, points, np.asarray(precisions_m, dtype=float), kinds)
    return [
        _setting(waters, point, str(kind), doubt)._replace(counted=kind == "sea", near_coast=bool(coast))
        for point, kind, doubt, coast in zip(points, kinds, doubts, near, strict=True)
    ]


def inside(codes: Sequence[str], ground: Setting) -> Setting:
    """Return the setting of a position inside the computed baselines of some states."""
    whose = text.words([states.spoken(code) for code in codes])
    words = f"Inside baselines as computed from those of {whose}: waters claimed as internal."
    return ground._replace(kind="inside_baselines", words=words)


def _setting(waters: Waters, point: Point, kind: str, doubt: str) -> Setting:
    if kind == "land":
        return Setting(kind, _on_land(waters, point), doubt)
    state = next((code for code, shape in _archipelagos(waters).items() if shape.contains(point)), "")
    beyond = "" if kind == "sea" else f" It lies outside {COUNTED}."
    if state:
        words = (
            f"It may lie inside the archipelagic baselines of {states.spoken(state)}, which are not computed here: "
            f"{waters.archipelagic[state]}.{beyond}"
        )
        return Setting("baselines_not_computed", words, doubt)
    words = f"In {COUNTED}." if kind == "sea" else f"Outside {COUNTED}: zones there are computed in part or not at all."
    return Setting(kind, words, doubt)


def _on_land(waters: Waters, point: Point) -> str:
    """Return where on land a point lies: by the nearest coast, and whose that is where it is beyond dispute."""
    metres, lon, lat = measure.nearest(point.x, point.y, _outline(waters))
    near = Point(lon, lat)
    coasts = {state: shore.distance(near) for state, shore in waters.shores.items()}
    state = min(coasts, key=lambda code: coasts[code], default="")
    if not state or coasts[state] > ON_SHORE_DEG:
        return "On land as drawn here. Its coast is no claimant's undisputed one, so no state is named."
    where = f"{measure.distance_words(metres)} to the {measure.bearing(point.x, point.y, lon, lat)}"
    return (
        f"On land as drawn here. The nearest coast is that of {states.spoken(state)}, {where}; whose the land is stays open."
    )


@lru_cache(maxsize=2)
def _outline(waters: Waters) -> BaseGeometry:
    """Return the coasts of the drawn land, without the straight edges where it was cut."""
    west, south, east, north = waters.land.bounds
    return waters.land.boundary.intersection(shapely.box(west + 0.01, south + 0.01, east - 0.01, north - 0.01))


@lru_cache(maxsize=2)
def _archipelagos(waters: Waters) -> dict[str, BaseGeometry]:
    """Return, by state, roughly where archipelagic baselines may run: gaps between its islands that one of them may span.

    A rough area and no line: it says where an answer would be a guess.
    """
    gaps = {}
    for state in waters.archipelagic:
        shore = waters.shores[state].simplify(COARSE_DEG)
        closed = shore.buffer(HALF_LONGEST_DEG, quad_segs=8).buffer(-HALF_LONGEST_DEG, quad_segs=8)
        whole = shapely.union_all(
            [Polygon(part.exterior) for part in shapely.get_parts(closed) if part.geom_type == "Polygon"]
        )
        others = [line.simplify(COARSE_DEG) for code, line in waters.shores.items() if code != state]
        gaps[state] = whole.difference(shapely.union_all(others).buffer(OTHERS_DEG))
        shapely.prepare(gaps[state])
    return gaps


def _doubts(waters: Waters, points: Any, precisions_m: NDArray[np.float64], kinds: NDArray[Any]) -> list[str]:  # noqa: ANN401 -- numpy's array of geometries has no better type
    """Return, for each position, what its circle of precision touches besides what it is itself."""
    reach: Any = (precisions_m + COAST_M) / SHORTEST_DEGREE_M
    edge = shapely.dwithin(waters.land.boundary, points, reach) | shapely.dwithin(waters.sea.boundary, points, reach)
    circles = {
        number: measure.ring(points[number].x, points[number].y, precisions_m[number] + COAST_M)
        for number in np.flatnonzero(edge)
    }
    lands = {box: waters.land.intersection(shapely.box(*box)) for box in {_whole_degrees(c) for c in circles.values()}}
    doubts = [""] * len(points)
    for number, circle in circles.items():
        wet = circle.difference(lands[_whole_degrees(circle)])
        doubts[number] = _doubt(circle, wet, waters.sea, precisions_m[number], str(kinds[number]))
    return doubts


def _whole_degrees(shape: BaseGeometry) -> tuple[int, int, int, int]:
    """Return the box of whole degrees around a shape: many circles share it, and little of all land lies in it."""
    west, south, east, north = shape.bounds
    return math.floor(west), math.floor(south), math.ceil(east), math.ceil(north)


def _doubt(circle: Polygon, wet: BaseGeometry, sea: BaseGeometry, precision_m: float, kind: str) -> str:
    """Return what a circle of precision touches besides `kind`, in words; `wet` is what of it is no land."""
    touched = {
        "land": not wet.equals(circle),
        "sea": wet.intersects(sea),
        "outside": not (wet.is_empty or sea.covers(wet)),
    }
    others = [KINDS[name] for name, met in touched.items() if met and name != kind]
    if not others:
        return ""
    precision = f"The position is known to within {measure.distance_words(precision_m)}. " if precision_m else ""
    return f"{precision}The drawn coast is good to about {COAST_M:.0f} m: it may also lie {text.words(others, last='or')}."
