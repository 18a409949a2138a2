"""What lies on the ground of a map, and the names on it: one short function a kind of drawing that a layer may name."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import shapely

from briefing import fonts
from briefing.mapsheet import events, labels, legend_signs
from briefing.mapsheet.canvas import Overlay, link, paths, tooltip
from briefing.mapsheet.labels import Wish
from briefing.mapsheet.sheet import Disc, Pen
from layers import layer, palette

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    from briefing.box import Point
    from briefing.mapsheet.canvas import Desk, Row
    from briefing.mapsheet.sheet import Path

    Drawing = Callable[[str, gpd.GeoDataFrame, Desk], Overlay]

# A place of each rank is shown where a point (times the type's scale) stands for fewer metres than this.
SHOWN_BELOW_M = {0: math.inf, 1: math.inf, 2: 3_500.0, 3: 900.0}
# Cells meet on lines that were thinned to three decimals of a degree.
GRID_DEG = 1e-4
# A line as it was published, one that was computed, and one of the computed that is thin.
STROKE_PT, FINE_PT, THIN_PT = 1.4, 0.9, 0.5


def of(key: str, rows: gpd.GeoDataFrame, desk: Desk) -> Overlay:
    """Return what a layer brings: its lines and areas, and its marks, each as the layer's look says."""
    look = layer(key).LOOK
    drawn = Overlay()
    if look.ground:
        drawn = drawn.joined(GROUND[look.ground](key, rows, desk))
    if look.marks:
        drawn = drawn.joined(MARKS[look.marks](key, rows, desk))
    return drawn


def _numbers(key: str, rows: gpd.GeoDataFrame, desk: Desk) -> dict[str, dict[str, object]]:
    """Return what a layer's features are drawn from, by id."""
    return {feature.id: feature.numbers for feature in layer(key).draw(rows, desk.view)}


def _depths(key: str, rows: gpd.GeoDataFrame, desk: Desk) -> Overlay:
    """Return areas by their number, one shape a number: larger, darker."""
    numbers = _numbers(key, rows, desk)
    depth = np.array([numbers[identity]["n"] for identity in rows.index], dtype=int)
    lines = layer(key).legend(desk.view).sheet
    words = {sign.of: sign.title for sign in lines.signs} if lines else {}
    items: list[Path] = []
    for number in sorted(set(depth)):
        shape = shapely.union_all(rows.geometry[depth == number].to_numpy(), grid_size=GRID_DEG)
        pen = Pen(palette.overlaps(number), fill_opacity=0.8)
        items += paths(key, desk.projection.drawn(shape), pen, closed=True, words=words.get(number, ""))
    sections = (legend_signs.section(lines, legend_signs.depths(lines, depth.tolist())),) if lines and items else ()
    return Overlay(tuple(items), sections=sections)


def _strokes(key: str, rows: gpd.GeoDataFrame, desk: Desk) -> Overlay:
    """Return lines and areas in their colours and dashes; what was computed is thinner than what was published."""
    numbers = _numbers(key, rows, desk)
    items: list[Path] = []
    drawn: dict[str, bool] = {}
    for row in _with_extent(rows).itertuples():
        stroke = _stroke(key, row, numbers[row.id], desk)
        items += stroke
        if stroke:
            state = str(numbers[row.id].get("state", ""))
            drawn[state] = drawn.get(state, False) or stroke[0].closed
    lines = layer(key).legend(desk.view).sheet
    sections = (legend_signs.section(lines, legend_signs.strokes(lines, drawn)),) if lines and drawn else ()
    return Overlay(tuple(items), sections=sections)


def _with_extent(rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the rows that are lines or areas."""
    kinds = rows.geometry.geom_type
    return rows[kinds.notna() & (kinds != "Point") & ~rows.geometry.is_empty]


def _stroke(key: str, row: Row, numbers: dict[str, object], desk: Desk) -> list[Path]:
    """Return a line, over a faint fill where it is an area; none where it lies off the sheet."""
    module = layer(key)
    line = module.LOOK.line(str(numbers.get("state", "")))
    about = {"id": row.id, "words": tooltip(module.TRAITS.says(row))}
    if module.LOOK.ground == "fine":
        width = THIN_PT if numbers.get("thin") else FINE_PT
    else:
        width = STROKE_PT * (2 if numbers.get("picked") else 1)
        about["link"] = link(row)
    pen = Pen("", line.colour, width * desk.scale, legend_signs.dash(line, desk.scale))
    if not row.geometry.geom_type.endswith("Polygon"):
        return paths(key, desk.projection.drawn(row.geometry), pen, **about)
    fill = paths(key, desk.projection.drawn(row.geometry), legend_signs.faint(line), closed=True, **about)
    return [*fill, *paths(key, desk.projection.drawn(row.geometry.boundary), pen, **about)]


def _names(key: str, rows: gpd.GeoDataFrame, desk: Desk) -> Overlay:
    """Return a dot a place that this scale has room for, and the names that would stand beside them."""
    x, y = desk.projection.points(rows["lon_deg"].to_numpy(), rows["lat_deg"].to_numpy())
    numbers = _numbers(key, rows, desk)
    named = [labels.box(name) for name in desk.names]
    dots: list[Disc] = []
    wishes: dict[Point, Wish] = {}
    for row, at_x, at_y in zip(rows.itertuples(), x.tolist(), y.tolist(), strict=True):
        at = at_x, at_y
        over = next((disc for disc in desk.taken if math.dist(disc.at, at) < disc.radius_pt), None)
        rank = _rank(row, int(str(numbers[row.id]["rank"])), over, desk)
        hidden = any(box.holds(at, margin=-2 * desk.scale) for box in named)
        if hidden or not _room(rank, desk) or not desk.projection.frame.holds(at, margin=2 * desk.scale):
            continue
        if row.kind not in labels.SPREAD:
            dots.append(_dot(key, row, at, desk))
        # A disc bears the name of the place where most of what it stands for was.
        if over is None or over.diamond:
            wish = _wish(row, at, rank, over, desk)
            # A diamond takes the name of one place.
            wishes[wish.at] = min(wish, wishes.get(wish.at, wish), key=lambda named: named.rank)
    lines = layer(key).legend(desk.view).sheet
    sections = (legend_signs.section(lines, legend_signs.points(lines)),) if lines and dots else ()
    return Overlay(discs=tuple(dots), wishes=tuple(wishes.values()), sections=sections)


def _room(rank: int, desk: Desk) -> bool:
    return desk.projection.metres_per_pt * desk.scale < SHOWN_BELOW_M[rank]


def _rank(row: Row, rank: int, over: Disc | None, desk: Desk) -> int:
    """Return a place's rank; what a mark stands for, a group of islands and what was asked for are of the first."""
    under = desk.store.frames[over.layer] if over else {}
    leads = over is not None and "place" in under and under["place"].get(over.id) == row.id
    wanted = row.id in {desk.view.place, desk.view.selected}
    return 1 if leads or wanted or row.kind == "island_group" else rank


def _dot(key: str, row: Row, at: Point, desk: Desk) -> Disc:
    pen = Pen(palette.INK, palette.HALO, 0.5 * desk.scale)
    name = tooltip(desk.store.names(desk.view.names)[row.id])
    return Disc(key, at, legend_signs.DOT_PT * desk.scale, pen, id=row.id, link=link(row), words=name)


def _wish(row: Row, at: Point, rank: int, over: Disc | None, desk: Desk) -> Wish:
    """Return how a place would be named: beside its dot, beside the diamond that covers it, or over the sea that it is."""
    name, picked = fonts.covered(desk.store.names(desk.view.names)[row.id]), row.id == desk.view.selected
    size, ink = labels.look(row.kind)
    weight = rank - min(row.clashes, 99) / 100 - picked
    spread = over is None and row.kind in labels.SPREAD
    at, reach = (at, legend_signs.DOT_PT * desk.scale) if over is None else (over.at, over.radius_pt)
    return Wish(name, at, weight, size * desk.scale, ink, reach, bold=picked, spread=spread)


GROUND: dict[str, Drawing] = {"depths": _depths, "fine": _strokes, "strokes": _strokes}
MARKS: dict[str, Drawing] = {"discs": events.discs, "diamonds": events.diamonds, "names": _names}
