"""The one map of decks, documents and pictures: a View laid out on a sheet, with its legend, scale bar and north arrow.

matplotlib with cartopy was left aside: it draws pictures, and a deck needs shapes that stay shapes and open a report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from briefing import ground, labels, legend, overlays, projection
from briefing.ink import Disc, Path, Sheet
from briefing.projection import Box
from layers import layer, measure, palette

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd

    from briefing.ink import Item, Point
    from briefing.projection import Chart
    from layers.store import Store
    from layers.view import View

# The sea that the data is about, with Singapore and Taiwan for bearings: west, south, east and north.
REGION_DEG = (101.5, 1.0, 124.0, 25.5)
# Filters that admit one place show this much of the sea around it from top to bottom.
LEAST_M = 320_000.0
# A picked clash is shown with this many times its precision from top to bottom, so that its ring is seen.
RINGS, LEAST_RING_M = 14, 120_000.0
PANEL_PT, GUTTER_PT, LEFT_PT, FOOT_PT, EDGE_PT, MARGIN_PT = 142.0, 11.0, 24.0, 10.0, 1.0, 24.0


def sheet(known: Store, view: View, *, width_pt: float, height_pt: float) -> Sheet:
    """Return the map of a View on a sheet of this size in points: the map at the left, its panel at the right."""
    scale = type_scale(width_pt, height_pt)
    frame = Box(LEFT_PT * scale, EDGE_PT, width_pt - (PANEL_PT + GUTTER_PT) * scale, height_pt - FOOT_PT * scale)
    admitted = {key: layer(key).filter(known.frames[key], view) for key in overlays.DRAWN if key in view.layers}
    desk = overlays.Desk(known, view, chart(view, admitted, frame, scale), scale, ())
    parts = []
    for key, rows in admitted.items():
        parts.append(overlays.DRAWN[key](rows, desk))
        desk = desk._replace(taken=(*desk.taken, *(item for item in parts[-1].items if isinstance(item, Disc))))
    over = [item for part in reversed(parts) for item in part.items]
    wishes = [wish for part in parts for wish in part.wishes]
    named = labels.placed(wishes, desk.taken, frame, lines=_along(over), halo=palette.HALO)
    credit = f"Land: Natural Earth 1:10m. Data: Soundings {known.package.version}."
    panel = legend.panel(
        [block for part in parts for block in part.blocks],
        desk.chart,
        [f"{desk.chart.words}.", credit],
        Box(width_pt - PANEL_PT * scale, EDGE_PT, width_pt, height_pt - EDGE_PT),
        scale,
    )
    items = (*ground.ground(known, desk.chart, scale), *over, ground.neatline(desk.chart, scale), *named, *panel)
    return Sheet(width_pt, height_pt, items, desk.chart.words, credit)


def type_scale(width_pt: float, height_pt: float) -> float:
    """Return the factor of type and marks: 1 on 600 x 400 points; on larger sheets it grows more slowly than they do."""
    size = min(width_pt / 600, height_pt / 400)
    return float(size if size < 1 else size**0.6)


def chart(view: View, admitted: dict[str, gpd.GeoDataFrame], frame: Box, scale: float) -> Chart:
    """Return where the map looks: where the view says, at the picked feature, or at what its filters admit."""
    if view.at:
        return projection.seen(view.at, frame)
    for rows in admitted.values():
        if view.selected in rows.index and rows.geometry[view.selected] is not None:
            return _around(rows.loc[view.selected], frame, scale)
    shapes = [rows.geometry[rows.geometry.notna()] for rows in admitted.values()]
    found = next((rows for rows in shapes if len(rows)), None)
    if found is None or view == view.relaxed():
        return projection.fitted(REGION_DEG, frame, margin_pt=0.0, least_m=LEAST_M)
    return projection.fitted(tuple(found.total_bounds), frame, margin_pt=MARGIN_PT * scale, least_m=LEAST_M)


def _around(picked: gpd.GeoSeries, frame: Box, scale: float) -> Chart:
    """Return the chart of one picked feature: a clash with room around its ring, anything else with its surroundings."""
    doubt = float(picked.get("precision_m", 0.0)) if picked.geometry.geom_type == "Point" else 0.0
    least = max(RINGS * doubt, LEAST_RING_M) if "parties" in picked.index else LEAST_M
    west, south, east, north = picked.geometry.bounds
    if doubt:
        west, south, east, north = measure.ring(west, south, doubt).bounds
    return projection.fitted((west, south, east, north), frame, margin_pt=MARGIN_PT * scale, least_m=least)


def _along(items: Iterable[Item]) -> list[Point]:
    """Return points along the lines that a name had better not cross."""
    lines = [shapely.LineString(ring) for item in items if isinstance(item, Path) and not item.closed for ring in item.rings]
    return [(x, y) for x, y in shapely.get_coordinates(shapely.segmentize(lines, 5.0)).tolist()]
