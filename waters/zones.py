"""Zones: what each instrument claims of the sea, computed from baselines, coasts and features on WGS 84.

`data/zones.csv` defines them, one a row: whose, of what kind, measured from what, how far, cut by which boundary, on which
instruments. The functions here turn a definition into its shape in EPSG:4326 degrees and know nothing of files.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.ops import polygonize

from record.reading import parts
from waters import buffers
from waters.measure import NAUTICAL_MILE_M

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from shapely.geometry.base import BaseGeometry

    Around = Callable[[float, tuple[BaseGeometry, ...]], BaseGeometry]

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
# The convention puts these beyond the territorial sea: none is claimed within 12 nm of another state's own shore. China and
# Taiwan, each of which claims the other's, draw no limit against each other.
BEYOND = ("eez", "continental_shelf")
TERRITORIAL_NM = 12
UNDIVIDED = {"CHN", "TWN"}
# How far from a boundary its parties give up what lies on the other side.
CUT_M = 200 * NAUTICAL_MILE_M
# A shore this near to the sea's limit faces it.
FACING_DEG = 0.3
# A strait or bay mouth up to this wide counts as shut when waters inside a baseline are looked for.
STRAIT_DEG = 0.24
SNAP_DEG = 1e-5
# Shapes this near to each other touch.
BESIDE_DEG = 0.01
HAIR_DEG = 0.001
# Zones are computed for the sea that is counted and this much around it.
MARGIN_DEG = 1.5


@dataclass(frozen=True)
class Ground:
    """What zones are measured from, by id or state, and the sea that they are computed for: all EPSG:4326.

    No zone of a state is measured from its `unmeasured` shore; `closings` close its open lines.
    """

    coasts: Mapping[str, BaseGeometry]
    land: BaseGeometry
    claims: Mapping[str, BaseGeometry]
    places: Mapping[str, BaseGeometry]
    sea: BaseGeometry
    unmeasured: Mapping[str, BaseGeometry] = field(default_factory=dict)
    closings: Mapping[str, BaseGeometry] = field(default_factory=dict)

    def near(self) -> Ground:
        """Return the same ground with the shores of the sea alone: a zone does not leap over land from another sea."""
        facing = self.sea.buffer(FACING_DEG)
        coasts = {
            state: shore.intersection(facing).difference(self.unmeasured.get(state, Polygon()))
            for state, shore in self.coasts.items()
        }
        return replace(self, coasts=coasts, land=self.land.intersection(self.window.buffer(1)))

    @cached_property
    def window(self) -> BaseGeometry:
        """The waters that zones are computed for: the sea and a margin around it."""
        return self.sea.buffer(MARGIN_DEG)

    @cached_property
    def shut(self) -> BaseGeometry:
        """The land with its narrow straits and the mouths of its bays closed."""
        corners = shapely.get_coordinates(shapely.segmentize(self.land, STRAIT_DEG / 2))
        triangles: Any = shapely.get_parts(shapely.delaunay_triangles(shapely.MultiPoint(corners)))
        rings = shapely.get_coordinates(triangles).reshape(-1, 4, 2)
        longest = np.linalg.norm(np.diff(rings, axis=1), axis=2).max(axis=1)
        closed = shapely.union_all([self.land, *triangles[longest <= STRAIT_DEG]])
        return shapely.union_all([Polygon(part.exterior) for part in shapely.get_parts(closed)])


class Base(NamedTuple):
    """What a zone is measured from, piece by piece, and the area that it encloses."""

    pieces: tuple[BaseGeometry, ...]
    inside: BaseGeometry


def build(rows: Iterable[Mapping[str, str]], ground: Ground) -> Iterator[BaseGeometry]:
    """Yield the shape of each defined zone, land taken out. Raises ValueError, naming the zone, where one is empty."""
    ground = ground.near()

    @cache
    def reach(nautical_miles: float, piece: BaseGeometry) -> BaseGeometry:
        return buffers.buffer(piece, nautical_miles * NAUTICAL_MILE_M)

    @cache
    def around(nautical_miles: float, pieces: tuple[BaseGeometry, ...]) -> BaseGeometry:
        return shapely.union_all([reach(nautical_miles, piece) for piece in pieces])

    for row in rows:
        yield _zone(row, ground, around)


def _zone(row: Mapping[str, str], ground: Ground, around: Around) -> BaseGeometry:
    base = BASES[row["basis"]](row, ground)
    shape = _belt(row, base, around) if row["outer_nm"] else base.inside
    if row["kind"] in BEYOND:
        shape = shape.difference(around(TERRITORIAL_NM, _others(row["claimant"], ground)))
    home = around(TERRITORIAL_NM, base.pieces)
    for line in parts(row["cut_by"]):
        shape = cut(shape, ground.claims[line], home, ground)
    areas = _areas(shapely.set_precision(shape.intersection(ground.window).difference(ground.land), SNAP_DEG))
    if row["kind"] in BEYOND:
        areas = _adjacent(areas, home)
    if areas.is_empty:
        raise ValueError(f"the zone {row['id']} is empty: check its basis, lines and breadth in zones.csv")
    return areas


def _belt(row: Mapping[str, str], base: Base, around: Around) -> BaseGeometry:
    """Return what lies between a zone's inner and its outer distance, outside what its base encloses."""
    inner, outer = float(row["inner_nm"]), float(row["outer_nm"])
    within = [base.inside, around(inner, base.pieces)] if inner else [base.inside]
    return around(outer, base.pieces).difference(shapely.union_all(within))


def _others(claimant: str, ground: Ground) -> tuple[BaseGeometry, ...]:
    own = UNDIVIDED if claimant in UNDIVIDED else {claimant}
    return tuple(shore for state, shore in ground.coasts.items() if state not in own)


def _adjacent(shape: BaseGeometry, home: BaseGeometry) -> BaseGeometry:
    """Return the parts that begin at the home waters: a zone does not go on behind another state's."""
    beside = home.boundary.buffer(BESIDE_DEG)
    return MultiPolygon([part for part in shapely.get_parts(shape) if part.intersection(beside).area > BESIDE_DEG**2])


def cut(shape: BaseGeometry, boundary: BaseGeometry, home: BaseGeometry, ground: Ground) -> BaseGeometry:
    """Return what a boundary leaves of a zone: the side on which more of its home waters lie, or the nearer one to them."""
    _, lost = sorted(
        _sides(boundary, ground.land, ground.shut), key=lambda side: (-side.intersection(home).area, side.distance(home))
    )
    return shape.difference(lost)


@lru_cache(maxsize=8)
def _sides(boundary: BaseGeometry, land: BaseGeometry, shut: BaseGeometry) -> list[BaseGeometry]:
    """Return the waters on either side of a boundary, with the bays that open on one of them alone."""
    # Far from the line a strait joins no sides; beside it every bay lies on one of them.
    far = shut.difference(boundary.buffer(2 * STRAIT_DEG))
    sides = buffers.sides(shapely.line_merge(boundary), CUT_M, land=far.union(land))
    bays: Any = shapely.get_parts(far.difference(land))
    shapely.prepare(sides)
    left, right = (shapely.dwithin(bays, side, BESIDE_DEG) for side in sides)
    return [shapely.union_all([side, *bays[mine]]) for side, mine in zip(sides, (left & ~right, right & ~left), strict=True)]


def _coast(row: Mapping[str, str], ground: Ground) -> Base:
    """Measured from a shore and from baselines off it; what lies inside the baselines is enclosed."""
    off = _lines(row, ground)
    return Base((ground.coasts[row["coast"]], *off.pieces), off.inside)


def _lines(row: Mapping[str, str], ground: Ground) -> Base:
    """Measured from baselines alone; what lies between them and the shore is enclosed."""
    lines = [ground.claims[line] for line in parts(row["lines"])]
    inside = [landward(line, ground.coasts[row["coast"]], ground.land, ground.shut) for line in lines]
    return Base(tuple(lines), shapely.union_all(inside))


@lru_cache(maxsize=16)
def landward(line: BaseGeometry, shore: BaseGeometry, land: BaseGeometry, shut: BaseGeometry) -> BaseGeometry:
    """Return the waters between a baseline and the shore: open ends go to the nearest shore, narrow straits are `shut`."""
    run = shapely.line_merge(line).coords
    closed = LineString(buffers.densified(np.array([buffers.ashore(run[0], shore), *run, buffers.ashore(run[-1], shore)])))
    box = shapely.box(*closed.buffer(2).bounds)
    near, filled = land.intersection(box), shut.intersection(box)
    faces = polygonize(shapely.union_all([closed, filled.boundary]))
    waters = shapely.union_all([face for face in faces if not filled.covers(face.representative_point())])
    bays = [bay for bay in shapely.get_parts(filled.difference(near.buffer(HAIR_DEG))) if _opens_on(bay, waters, near)]
    return shapely.union_all([waters, *bays])


def _opens_on(bay: BaseGeometry, waters: BaseGeometry, land: BaseGeometry) -> bool:
    """Tell whether a third of the mouths of a bay, or one end of a strait, opens on some waters."""
    if bay.distance(waters) > BESIDE_DEG:
        return False
    mouths = bay.boundary.difference(land.buffer(2 * HAIR_DEG))
    return bool(mouths.intersection(waters.buffer(BESIDE_DEG)).length >= mouths.length / 3)


def _features(row: Mapping[str, str], ground: Ground) -> Base:
    return Base(tuple(ground.places[place] for place in parts(row["features"])), Polygon())


def _enclosed(row: Mapping[str, str], ground: Ground) -> Base:
    """Enclosed by an instrument's own ring, or by its line closed on itself."""
    shape = ground.claims[row["lines"]]
    if "Polygon" not in shape.geom_type:
        shape = Polygon(shapely.line_merge(shape).coords)
    return Base((shape.boundary,), shape)


def _dashes(row: Mapping[str, str], ground: Ground) -> Base:
    """One reading of a dashed line: its dashes joined in order, closed along a boundary and the state's closing line.

    Raises ValueError, naming the zone, where the ground has no such line of its claimant.
    """
    if row["claimant"] not in ground.closings:
        raise ValueError(f"the zone {row['id']} has no line that closes its dashes: ground.geojson needs its claimant's")
    dashes, boundary = (shapely.get_parts(ground.claims[name]) for name in parts(row["lines"]))
    west = list(shapely.line_merge(shapely.union_all(boundary)).coords)
    line = [point for dash in dashes for point in dash.coords]
    if Point(line[0]).distance(Point(west[-1])) > Point(line[-1]).distance(Point(west[-1])):
        line.reverse()
    shape = Polygon([*west, *line, *ground.closings[row["claimant"]].coords]).buffer(0)
    return Base((shape.boundary,), shape)


BASES: dict[str, Callable[[Mapping[str, str], Ground], Base]] = {
    "coast": _coast,
    "lines": _lines,
    "features": _features,
    "enclosed": _enclosed,
    "dashes": _dashes,
}


def _areas(shape: BaseGeometry) -> BaseGeometry:
    return MultiPolygon([part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"])
