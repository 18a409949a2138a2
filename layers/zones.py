"""Zones: what each instrument claims of the sea, computed from baselines, coasts and features on WGS 84.

`data/zones.csv` defines them, one a row: whose, of what kind, measured from what, how far, cut by which agreed boundary, on
which instruments. The functions here turn a definition into its shape in EPSG:4326 degrees and know nothing of files.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon
from shapely.ops import nearest_points, polygonize

from layers import buffers
from layers.measure import NAUTICAL_MILE_M
from layers.package import parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from shapely.geometry.base import BaseGeometry

    Around = Callable[[float, BaseGeometry], BaseGeometry]

KINDS = {
    "internal_waters": "internal waters",
    "territorial_sea": "territorial sea",
    "contiguous_zone": "contiguous zone",
    "eez": "exclusive economic zone",
    "continental_shelf": "continental shelf",
    "claimed_area": "claimed area",
}
# A contiguous zone lies inside an EEZ and claims no water of its own.
DIVIDING = tuple(kind for kind in KINDS if kind != "contiguous_zone")
# How far from a boundary its parties give up what lies on the other side.
CUT_M = 200 * NAUTICAL_MILE_M
# A shore this near to the sea's limit faces it.
FACING_DEG = 0.3
# A strait or bay mouth up to twice this wide counts as shut when waters inside a baseline are looked for.
STRAIT_DEG = 0.12
SNAP_DEG = 1e-5
# Zones are computed for the sea that is counted and this much around it.
MARGIN_DEG = 1.5
# In the north the joined dashes end at Taiwan's south cape; S-23's limit of the Taiwan Strait leads on to Nan'ao.
TAIWAN_SOUTH_DEG, NANAO_DEG = (120.8583, 21.8958), (117.1208, 23.3931)


@dataclass(frozen=True)
class Ground:
    """What zones are measured from, by id or state, and the sea that they are computed for: all EPSG:4326."""

    coasts: Mapping[str, BaseGeometry]
    land: BaseGeometry
    claims: Mapping[str, BaseGeometry]
    places: Mapping[str, BaseGeometry]
    fill: Mapping[str, list[tuple[float, float]]]
    sea: BaseGeometry

    def near(self) -> Ground:
        """Return the same ground with the shores of the sea alone: a zone does not leap over land from another sea."""
        facing = self.sea.buffer(FACING_DEG)
        coasts = {state: shore.intersection(facing) for state, shore in self.coasts.items()}
        return replace(self, coasts=coasts, land=self.land.intersection(self.window.buffer(1)))

    @property
    def window(self) -> BaseGeometry:
        """The waters that zones are computed for: the sea and a margin around it."""
        return self.sea.buffer(MARGIN_DEG)


def build(rows: Iterable[Mapping[str, str]], ground: Ground) -> Iterator[BaseGeometry]:
    """Yield the shape of each defined zone, land taken out. Raises ValueError, naming the zone, where one is empty."""
    ground = ground.near()
    made: dict[tuple[str, ...], BaseGeometry] = {}
    for row in rows:
        key = row["basis"], row["coast"], row["lines"], row["features"]

        def around(nautical_miles: float, base: BaseGeometry, key: tuple[str, ...] = key) -> BaseGeometry:
            mine = (*key, str(nautical_miles))
            if mine not in made:
                made[mine] = buffers.buffer(base, nautical_miles * NAUTICAL_MILE_M)
            return made[mine]

        yield _zone(row, ground, around)


def _zone(row: Mapping[str, str], ground: Ground, around: Around) -> BaseGeometry:
    base, shape = BASES[row["basis"]](row, ground)
    if row["outer_nm"]:
        inner, outer = float(row["inner_nm"]), float(row["outer_nm"])
        within = [shape, around(inner, base)] if inner else [shape]
        shape = around(outer, base).difference(shapely.union_all(within))
    for line in parts(row["cut_by"]):
        shape = cut(shape, ground.claims[line], around(12, base))
    found = _areas(shapely.set_precision(shape.intersection(ground.window).difference(ground.land), SNAP_DEG))
    if found.is_empty:
        raise ValueError(f"the zone {row['id']} is empty: check its basis, lines and breadth in zones.csv")
    return found


def cut(shape: BaseGeometry, boundary: BaseGeometry, home: BaseGeometry) -> BaseGeometry:
    """Return what an agreed boundary leaves of a zone: beside the line, the side on which more of its home waters lie."""
    kept, lost = sorted(
        buffers.sides(shapely.line_merge(boundary), CUT_M), key=lambda side: side.intersection(home).area, reverse=True
    )
    return shape.difference(lost.difference(kept))


def _coast(row: Mapping[str, str], ground: Ground) -> tuple[BaseGeometry, BaseGeometry]:
    """Measured from a shore and from baselines off it; what lies inside the baselines is enclosed."""
    lines, inside = _lines(row, ground)
    return shapely.union_all([ground.coasts[row["coast"]], lines]), inside


def _lines(row: Mapping[str, str], ground: Ground) -> tuple[BaseGeometry, BaseGeometry]:
    """Measured from baselines alone; what lies between them and the shore is enclosed."""
    lines = [ground.claims[line] for line in parts(row["lines"])]
    inside = [landward(line, ground.coasts[row["coast"]], ground.land) for line in lines]
    return shapely.union_all(lines), shapely.union_all(inside)


def landward(line: BaseGeometry, shore: BaseGeometry, land: BaseGeometry) -> BaseGeometry:
    """Return the waters between a baseline and the shore: open ends go to the nearest shore, narrow straits are closed."""
    run = shapely.line_merge(line).coords
    closed = buffers.densified(np.array([_ashore(run[0], shore), *run, _ashore(run[-1], shore)]))
    near = land.intersection(shapely.box(*LineString(closed).buffer(2).bounds))
    filled = near.buffer(STRAIT_DEG).buffer(-STRAIT_DEG).union(near)
    faces = polygonize(shapely.union_all([LineString(closed), filled.boundary]))
    waters = shapely.union_all([face for face in faces if not filled.covers(face.representative_point())])
    bays = [bay for bay in shapely.get_parts(filled.difference(near)) if bay.distance(waters) < STRAIT_DEG / 10]
    return shapely.union_all([waters, *bays])


def _ashore(end: tuple[float, ...], shore: BaseGeometry) -> tuple[float, float]:
    """Return a point a little behind the shore nearest to a baseline's end."""
    at = shapely.Point(end)
    near = nearest_points(at, shore)[1]
    further = 1 + STRAIT_DEG / 10 / max(at.distance(near), 1e-9)
    return at.x + (near.x - at.x) * further, at.y + (near.y - at.y) * further


def _features(row: Mapping[str, str], ground: Ground) -> tuple[BaseGeometry, BaseGeometry]:
    return shapely.union_all([ground.places[place] for place in parts(row["features"])]), Polygon()


def _enclosed(row: Mapping[str, str], ground: Ground) -> tuple[BaseGeometry, BaseGeometry]:
    """Enclosed by an instrument's own ring, or by its line closed through the points that it names for that."""
    name = row["lines"]
    shape = ground.claims[name]
    if "Polygon" not in shape.geom_type:
        shape = Polygon([*shapely.line_merge(shape).coords, *ground.fill.get(name, [])])
        if row["coast"]:
            shape = _to_shore(shape, ground.land)
    return shape.boundary, shape


def _to_shore(shape: Polygon, land: BaseGeometry) -> BaseGeometry:
    """Return a corridor led on to the shore that it faces."""
    reached = [nearest_points(shapely.Point(shape.exterior.coords[end]), land)[1] for end in (0, -2)]
    return Polygon([*shape.exterior.coords[:-1], *((point.x, point.y) for point in reversed(reached))])


def _dashes(row: Mapping[str, str], ground: Ground) -> tuple[BaseGeometry, BaseGeometry]:
    """One reading of a dashed line: its dashes joined in order, and closed along agreed and named limits to the shore."""
    dashes = list(shapely.get_parts(ground.claims[row["lines"]]))
    gulf = list(shapely.line_merge(ground.claims[GULF]).coords)
    line = [point for dash in dashes for point in dash.coords]
    if line[0][1] < line[-1][1] and shapely.Point(line[0]).distance(shapely.Point(gulf[-1])) > 5:
        line.reverse()
    inland = [(116.5, 23.9), (112.0, 23.2), (108.3, 21.9)]
    ring = [*gulf, *line, TAIWAN_SOUTH_DEG, NANAO_DEG, *inland]
    shape = Polygon(ring).buffer(0)
    return shape.boundary, shape


GULF = "chn-vnm-gulf-of-tonkin-boundary-2000"
BASES: dict[str, Any] = {"coast": _coast, "lines": _lines, "features": _features, "enclosed": _enclosed, "dashes": _dashes}


def _areas(shape: BaseGeometry) -> BaseGeometry:
    return shapely.union_all([part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"])
