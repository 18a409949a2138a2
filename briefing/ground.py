"""What every map stands on: the sea, the land, the graticule with its degrees in the margin, and the neatline."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from briefing.ink import Path, Pen, Words
from briefing.projection import rings
from layers import layer, palette

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from briefing.ink import Item
    from briefing.projection import Box, Chart
    from layers.store import Store

# Spacings of the graticule in minutes of arc, and how far apart in points two lines should be at least.
STEPS_MIN = (600, 300, 120, 60, 30, 20, 10, 5, 2, 1)
APART_PT = 62.0
DEGREE_PT = 6.3
# Islets smaller than this cannot be told from dust; the places layer marks those that matter.
LEAST_PT2 = 0.4


@lru_cache(maxsize=2)
def _land(known: Store) -> NDArray[Any]:
    frame = layer("land").load(known.package)
    return np.asarray(shapely.get_parts(frame.geometry.to_numpy()))


def ground(known: Store, chart: Chart, scale: float) -> Iterator[Item]:
    """Return sea, graticule and land, from below; the land says nothing of whose it is."""
    yield Path("sea", (outline(chart.frame),), closed=True, pen=Pen(palette.SEA))
    yield from graticule(chart, scale)
    pen = Pen(palette.LAND, palette.COAST, 0.5 * scale)
    parts = _land(known)
    near = parts[shapely.intersects(parts, chart.ground)]
    for shape in near:
        for part in shapely.get_parts(chart.drawn(shape)):
            if part.area >= LEAST_PT2:
                yield Path("land", rings(part), closed=True, pen=pen)


def outline(box: Box) -> tuple[tuple[float, float], ...]:
    """Return a rectangle as a closed ring."""
    left, top, right, bottom = (round(value, 2) for value in box)
    return (left, top), (right, top), (right, bottom), (left, bottom), (left, top)


def neatline(chart: Chart, scale: float) -> Path:
    """Return the line around the map."""
    return Path("neatline", (outline(chart.frame),), closed=True, pen=Pen("", palette.INK, 0.8 * scale))


def graticule(chart: Chart, scale: float) -> Iterator[Item]:
    """Return parallels and meridians, and their degrees in the left and the lower margin where they leave the map."""
    west, south, east, north = chart.bounds_deg
    step = spacing_min(chart, scale) / 60
    pen = Pen("", palette.GRATICULE, 0.5 * scale)
    left, _, _, bottom = chart.frame
    for lon in _multiples(west, east, step):
        line = chart.drawn(shapely.LineString([(lon, south), (lon, north)]))
        yield from (Path("graticule", rings(part), closed=False, pen=pen) for part in shapely.get_parts(line))
        foot = _end(line, axis=1, edge=bottom)
        if foot is not None:
            at = foot[0], bottom + DEGREE_PT * scale * 1.35
            yield Words("graticule", at, degrees_words(lon, "E", "W"), DEGREE_PT * scale, palette.QUIET, "middle")
    for lat in _multiples(south, north, step):
        line = chart.drawn(shapely.LineString([(west, lat), (east, lat)]))
        yield from (Path("graticule", rings(part), closed=False, pen=pen) for part in shapely.get_parts(line))
        head = _end(line, axis=0, edge=left)
        if head is not None:
            at = left - 3 * scale, head[1] + DEGREE_PT * scale * 0.35
            yield Words("graticule", at, degrees_words(lat, "N", "S"), DEGREE_PT * scale, palette.QUIET, "end")


def spacing_min(chart: Chart, scale: float) -> int:
    """Return the finest spacing in minutes of arc whose lines stand far enough apart."""
    least = APART_PT * scale * chart.metres_per_pt / 1852.0
    return next((step for step in reversed(STEPS_MIN) if step >= least), STEPS_MIN[0])


def _multiples(low: float, high: float, step: float) -> list[float]:
    return [round(n * step, 6) for n in range(int(np.ceil(low / step)), int(np.floor(high / step)) + 1)]


def _end(line: Any, *, axis: int, edge: float) -> tuple[float, float] | None:  # noqa: ANN401 -- shapely's own union
    """Return where a line meets an edge of the frame, or None where it does not."""
    found = shapely.get_coordinates(line)
    on = found[np.abs(found[:, axis] - edge) < 0.01]
    return (float(on[0][0]), float(on[0][1])) if len(on) else None


def degrees_words(value: float, positive: str, negative: str) -> str:
    """Return "115°E" or "9°30′N", as a chart's margin prints it; the equator has no letter."""
    degrees, minutes = divmod(round(abs(value) * 60), 60)
    letter = "" if degrees == minutes == 0 else positive if value > 0 else negative
    return f"{degrees}°{f'{minutes:02d}′' if minutes else ''}{letter}"
