"""What every map stands on: the sea, the land, the graticule with its degrees in the margin, and the neatline."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from briefing.mapsheet.projection import rings
from briefing.mapsheet.sheet import Path, Pen, Words
from layers import layer, palette

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from briefing.box import Box, Point
    from briefing.mapsheet.projection import Projection
    from layers.store import Store

# Spacings of the graticule in minutes of arc, and how far apart in points two lines should be at least.
STEPS_MIN = (600, 300, 120, 60, 30, 20, 10, 5, 2, 1)
APART_PT = 62.0
DEGREE_PT = 6.3
# Islets smaller than this cannot be told from dust; the places layer marks those that matter.
LEAST_PT2 = 0.4


@lru_cache(maxsize=2)
def _land(store: Store) -> NDArray[Any]:
    frame = layer("land").load(store.package)
    return np.asarray(shapely.get_parts(frame.geometry.to_numpy()))


def ground(store: Store, projection: Projection, scale: float) -> Iterator[Path | Words]:
    """Return sea, graticule and land, from below; the land says nothing of whose it is."""
    yield Path("sea", (outline(projection.frame),), closed=True, pen=Pen(palette.SEA))
    yield from graticule(projection, scale)
    yield from land(store, projection, 0.5 * scale)


def land(store: Store, projection: Projection, width_pt: float) -> list[Path]:
    """Return the coast inside the frame as one Path, none where there is only sea."""
    parts = _land(store)
    near = parts[shapely.intersects(parts, projection.ground)]
    drawn = shapely.get_parts([projection.drawn(shape) for shape in near])
    coast = tuple(ring for part in drawn if part.area >= LEAST_PT2 for ring in rings(part))
    return [Path("land", coast, closed=True, pen=Pen(palette.LAND, palette.COAST, width_pt))] if coast else []


def inset(store: Store, projection: Projection, region: Projection, scale: float) -> tuple[Path, ...]:
    """Return the region in small with a line around what the sheet shows of it."""
    edge = shapely.segmentize(shapely.LinearRing(projection.frame.corners), 20.0)
    shown = shapely.LinearRing(np.column_stack(projection.degrees(*shapely.get_coordinates(edge).T)))
    pen = Pen("", palette.INK, 1.2 * scale)
    return (
        Path("inset", (outline(region.frame),), closed=True, pen=Pen(palette.SEA), words="Where this map lies"),
        *(replace(path, layer="inset") for path in land(store, region, 0.3 * scale)),
        *(Path("inset", rings(part), closed=False, pen=pen) for part in shapely.get_parts(region.drawn(shown))),
        replace(neatline(region, 0.6 * scale), layer="inset"),
    )


def outline(box: Box) -> tuple[Point, ...]:
    """Return a rectangle as a closed ring."""
    corners = tuple((round(x, 2), round(y, 2)) for x, y in box.corners)
    return (*corners, corners[0])


def neatline(projection: Projection, scale: float) -> Path:
    """Return the line around the map."""
    return Path("neatline", (outline(projection.frame),), closed=True, pen=Pen("", palette.INK, 0.8 * scale))


def graticule(projection: Projection, scale: float) -> Iterator[Path | Words]:
    """Return meridians and parallels, and their degrees in the lower and the left margin where they leave the map."""
    west, south, east, north = projection.bounds_deg
    step, size = spacing_min(projection, scale) / 60, DEGREE_PT * scale
    left, _, right, bottom = projection.frame.edges
    down = {lon: projection.drawn(shapely.LineString([(lon, south), (lon, north)])) for lon in _multiples(west, east, step)}
    levels = _multiples(south, north, step)
    across = {lat: projection.drawn(shapely.LineString([(west, lat), (east, lat)])) for lat in levels}
    parts = shapely.get_parts([*down.values(), *across.values()])
    lines = tuple(ring for part in parts for ring in rings(part))
    yield Path("graticule", lines, closed=False, pen=Pen("", palette.GRATICULE, 0.5 * scale))
    for lon, line in down.items():
        # The last degree would reach under the panel.
        for x, _ in (end for end in _ends(line, axis=1, edge=bottom) if end[0] < right - 2 * size):
            yield _degree(degrees_words(lon, "E", "W"), (x, bottom + size * 1.35), size, "middle")
    for lat, line in across.items():
        for _, y in _ends(line, axis=0, edge=left):
            yield _degree(degrees_words(lat, "N", "S"), (left - size / 2, y + size * 0.35), size, "end")


def _degree(words: str, at: Point, size_pt: float, anchor: str) -> Words:
    return Words("graticule", at, words, size_pt, palette.QUIET, anchor)


def spacing_min(projection: Projection, scale: float) -> int:
    """Return the finest spacing in minutes of arc whose lines stand far enough apart."""
    least = APART_PT * scale * projection.metres_per_pt / 1852.0
    return next((step for step in reversed(STEPS_MIN) if step >= least), STEPS_MIN[0])


def _multiples(low: float, high: float, step: float) -> list[float]:
    return [round(n * step, 6) for n in range(int(np.ceil(low / step)), int(np.floor(high / step)) + 1)]


def _ends(line: BaseGeometry, *, axis: int, edge: float) -> list[tuple[float, float]]:
    """Return where a line meets an edge of the frame: one point, or none."""
    vertices = shapely.get_coordinates(line)
    on = vertices[np.abs(vertices[:, axis] - edge) < 0.01]
    return [(float(x), float(y)) for x, y in on[:1]]


def degrees_words(value: float, positive: str, negative: str) -> str:
    """Return "115°E" or "9°30′N", as a chart's margin prints it; the equator has no letter."""
    degrees, minutes = divmod(round(abs(value) * 60), 60)
    letter = "" if degrees == minutes == 0 else positive if value > 0 else negative
    return f"{degrees}°{f'{minutes:02d}′' if minutes else ''}{letter}"
