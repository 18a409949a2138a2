"""Cells: the counted sea divided so that every point of a cell lies in the same zones.

Lenses, dates and states then only choose among zones: what a cell is claimed by is looked up, and no geometry is computed
when a question changes.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely

from waters.measure import area_km2

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

# Eleven metres: far below any zone's accuracy, and coarse enough that lines meant to be one become one.
SNAP_DEG = 1e-4
SLIVER_KM2 = 0.5
# What is drawn may be as coarse as the drawn land is; areas are taken before.
DRAWN_DEG = 0.003


class Cell(NamedTuple):
    """One cell: its permanent id, the zones that cover it, its geodesic area, and its shape for drawing (EPSG:4326)."""

    id: str
    zones: tuple[str, ...]
    km2: float
    shape: BaseGeometry


def divide(zones: Mapping[str, BaseGeometry], sea: BaseGeometry) -> list[Cell]:
    """Return the cells of a sea (land taken out) under zones by id; their areas add up to the sea's."""
    snapped = {identity: shapely.set_precision(shape, SNAP_DEG) for identity, shape in zones.items()}
    sea = shapely.set_precision(sea, SNAP_DEG)
    lines = shapely.union_all([sea.boundary, *(shape.boundary for shape in snapped.values())])
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    points = shapely.point_on_surface(faces)
    inside = _within(sea, points)
    faces, points = faces[inside], points[inside]
    # Shaped by hand: a sea may lie under no zone at all.
    covered = np.array([_within(shape, points) for shape in snapped.values()], dtype=bool).reshape(-1, len(points)).T
    names = np.array(list(snapped), dtype=str)
    areas = np.array([area_km2(face) for face in faces])
    keys = _merged([tuple(sorted(names[row])) for row in covered], faces, areas)
    drawn = shapely.coverage_simplify(faces, DRAWN_DEG)
    groups: dict[tuple[str, ...], list[int]] = {}
    for number, key in enumerate(keys):
        groups.setdefault(key, []).append(number)
    return [
        Cell(identity(key), key, float(areas[mine].sum()), shapely.union_all(drawn[mine]))
        for key, mine in sorted(groups.items())
    ]


def _merged(keys: list[tuple[str, ...]], faces: Any, areas: Any) -> list[tuple[str, ...]]:  # noqa: ANN401 -- numpy arrays
    """Return the faces' keys with each sliver counted to the neighbour that it has most of its outline with.

    Slivers lie between lines that are meant to be one, such as a coast and the drawn land; no claim is that small.
    """
    large = np.flatnonzero(areas >= SLIVER_KM2)
    tree = shapely.STRtree(faces[large])
    kept = list(keys)
    for number in np.flatnonzero(areas < SLIVER_KM2) if len(large) else ():
        beside = large[tree.query_nearest(faces[number])]
        shared = shapely.length(shapely.intersection(faces[number].boundary, shapely.boundary(faces[beside])))
        kept[number] = keys[beside[int(np.argmax(shared))]]
    return kept


def identity(zones: tuple[str, ...]) -> str:
    """Return a cell's id: made from its zones, so that it stays while they do."""
    return f"waters-{hashlib.sha256(';'.join(zones).encode()).hexdigest()[:10]}"


def _within(shape: BaseGeometry, points: Any) -> Any:  # noqa: ANN401 -- numpy's array of geometries has no better type
    shapely.prepare(shape)
    return shapely.contains(shape, points)
