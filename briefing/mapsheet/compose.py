"""The one map of decks, documents and pictures: a View laid out on a sheet, with its legend, scale bar and north arrow.

matplotlib with cartopy was left aside: it draws pictures, and a deck needs shapes that stay shapes and open a report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.box import Box
from briefing.mapsheet import basemap, briefer_notes, legend, overlays, projection
from briefing.mapsheet.canvas import Desk
from briefing.mapsheet.projection import fitted, seen
from briefing.mapsheet.sheet import Sheet
from layers import filtered, laid, layer
from question import layer_keys
from waters import measure

if TYPE_CHECKING:
    import geopandas as gpd

    from briefing.mapsheet.projection import Projection
    from briefing.mapsheet.sheet import Item
    from briefing.marks import Mark
    from layers.store import Store
    from question.view import At, View

# The sea that the data is about, with Singapore and Taiwan for bearings: west, south, east and north.
REGION_DEG = (101.5, 1.0, 124.0, 25.5)
# Filters that admit one place show this much of the sea around it from top to bottom.
LEAST_M = 320_000.0
# A picked clash is shown with this many times its precision from top to bottom, so that its ring is seen.
RINGS, LEAST_RING_M = 14, 120_000.0
LEAST_SCALE = 0.8
# The inset's least and greatest height, and its width as a multiple of its height.
MAP_PT = (400.0, 390.0)
INSET_PT, INSET_RATIO = (44.0, 96.0), 1.15
PANEL_PT, GUTTER_PT, LEFT_PT, FOOT_PT, EDGE_PT, MARGIN_PT = 142.0, 11.0, 28.0, 11.0, 1.0, 24.0


def sheet(store: Store, view: View, *, width_pt: float, height_pt: float, marks: tuple[Mark, ...] = ()) -> Sheet:
    """Return the map of a View on a sheet of this size in points: the map at the left, its panel at the right.

    `marks` are the briefer's notes, which stand above all else.
    """
    scale = type_scale(width_pt, height_pt)
    frame = Box.between(LEFT_PT * scale, EDGE_PT, width_pt - (PANEL_PT + GUTTER_PT) * scale, height_pt - FOOT_PT * scale)
    admitted = filtered(store.frames, laid(view.layers), view)
    desk = Desk(store, view, projected(view, admitted, frame, scale), scale)
    for key, rows in admitted.items():
        desk = desk.laid(overlays.of(key, rows, desk))
    # Marks come first in the legend, then what lies under them.
    explained = sorted(desk.overlays, key=lambda overlay: not overlay.discs)
    sections = [section for overlay in explained for section in overlay.sections]
    credit = f"Land: Natural Earth 1:10m. Data: Soundings {store.package.version}."
    room = Box.between(width_pt - PANEL_PT * scale, EDGE_PT, width_pt, height_pt - EDGE_PT)
    about = [*([briefer_notes.MEANING] if marks else []), f"{desk.projection.words}.", credit]
    panel, free = legend.panel(sections, desk.projection, about, room, scale)
    notes = briefer_notes.drawn(marks, desk.projection, scale)
    items = (
        *basemap.ground(store, desk.projection, scale),
        *(path for overlay in desk.overlays for path in overlay.under),
        basemap.neatline(desk.projection, scale),
        *(disc for overlay in reversed(desk.overlays) for disc in overlay.discs),
        *briefer_notes.clear(desk.names, notes),
        *notes,
        *briefer_notes.spot(view.point, desk.projection, scale),
        *panel,
        *_inset(desk, free),
    )
    return Sheet(width_pt, height_pt, items, desk.projection.words, credit)


def looks_at(store: Store, view: View) -> At:
    """Return where a map of a View looks, so that another View's can show the same ground."""
    frame = Box(0.0, 0.0, *MAP_PT)
    return projection.looks_at(projected(view, filtered(store.frames, laid(view.layers), view), frame, 1.0))


def type_scale(width_pt: float, height_pt: float) -> float:
    """Return the factor of type and marks: 1 on 600 x 400 points; on larger sheets it grows more slowly than they do.

    On small ones it shrinks with them, but not so far that nobody reads it.
    """
    size = max(min(width_pt / 600, height_pt / 400), LEAST_SCALE)
    return float(size if size < 1 else size**0.6)


def projected(view: View, admitted: dict[str, gpd.GeoDataFrame], frame: Box, scale: float) -> Projection:
    """Return where the map looks: where the view says, at the picked feature or point, or at what its filters admit."""
    if view.at:
        return seen(view.at, frame)
    for key, rows in admitted.items():
        if view.selected in rows.index and rows.geometry[view.selected] is not None:
            return _around(rows.loc[view.selected], frame, scale, ringed=bool(layer(key).LOOK.ring))
    if view.point:
        return fitted((*view.point, *view.point), frame, margin_pt=0.0, least_m=LEAST_M)
    # The topmost layer that has anything says what the map must hold; what was computed covers the whole sea.
    shown = [key for key in reversed(layer_keys.every()) if key in admitted and not layer(key).LOOK.shapes]
    shapes = [admitted[key].geometry.dropna() for key in shown]
    topmost = next((rows for rows in shapes if len(rows)), None)
    if topmost is None or view == view.relaxed():
        return fitted(REGION_DEG, frame, margin_pt=0.0, least_m=LEAST_M)
    return fitted(tuple(topmost.total_bounds), frame, margin_pt=MARGIN_PT * scale, least_m=LEAST_M)


def _around(picked: gpd.GeoSeries, frame: Box, scale: float, *, ringed: bool) -> Projection:
    """Return the map of one picked feature: with room around its ring where it has one, else with its surroundings."""
    doubt = float(picked.get("precision_m", 0.0)) if picked.geometry.geom_type == "Point" else 0.0
    least = max(RINGS * doubt, LEAST_RING_M) if ringed else LEAST_M
    west, south, east, north = picked.geometry.bounds
    if doubt:
        west, south, east, north = measure.ring(west, south, doubt).bounds
    return fitted((west, south, east, north), frame, margin_pt=MARGIN_PT * scale, least_m=least)


def _inset(desk: Desk, free: Box) -> tuple[Item, ...]:
    """Return the region in small at the foot of the panel's free room, where a reader may not know what the map shows.

    None where the map shows half of the region or the room is too low.
    """
    west, _, east, _ = desk.projection.bounds_deg
    high = min(free.height, INSET_PT[1] * desk.scale)
    if east - west > (REGION_DEG[2] - REGION_DEG[0]) / 2 or high < INSET_PT[0] * desk.scale:
        return ()
    frame = Box(free.left, free.bottom - high, INSET_RATIO * high, high)
    region = fitted(REGION_DEG, frame, margin_pt=0.0, least_m=LEAST_M)
    return basemap.inset(desk.store, desk.projection, region, desk.scale)
