"""What lies on the ground of a map: one short function a layer, in the table `DRAWN`."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import shapely

from briefing import fonts
from briefing.mapsheet import events, labels
from briefing.mapsheet.canvas import Part, link, paths, said
from briefing.mapsheet.labels import Wish
from briefing.mapsheet.legend import LAYER, Block, Entry
from briefing.mapsheet.sheet import Disc, Path, Pen
from layers import limits, overlaps, palette, places
from waters.lens import LENSES
from words import states, text

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    from briefing.mapsheet.canvas import Desk, Row
    from briefing.mapsheet.sheet import Point

# A place of each rank is shown where a point (times the type's scale) stands for fewer metres than this.
SHOWN_BELOW_M = {1: math.inf, 2: 3_500.0, 3: 900.0}
DOT_PT = 1.5
# Cells meet on lines that were thinned to three decimals of a degree.
GRID_DEG = 1e-4


def _overlaps(rows: gpd.GeoDataFrame, desk: Desk) -> Part:
    """Return the waters by how many states claim them, one shape a number: more claimants, darker."""
    numbers = np.array([len(claimants) for claimants in overlaps.claimed(rows, desk.view)], dtype=int)
    items: list[Path] = []
    for number in sorted(set(numbers)):
        shape = shapely.union_all(rows.geometry[numbers == number].to_numpy(), grid_size=GRID_DEG)
        pen = Pen(palette.overlaps(number), fill_opacity=0.8)
        words = f"Waters claimed by {text.count(number, 'state')}"
        items += paths("overlaps", desk.chart.drawn(shape), pen, closed=True, words=words)
    entries = tuple(_depth_sign(number) for number in sorted(set(numbers)))
    return Part(
        tuple(items), blocks=(Block("Overlapping claims", entries, LENSES[desk.view.lens].lower()),) if items else ()
    )


def _limits(rows: gpd.GeoDataFrame, desk: Desk) -> Part:
    """Return the computed limits, in their claimants' colours and dashes, thinner than what was published."""
    items: list[Path] = []
    for row in rows[~rows.geometry.is_empty].itertuples():
        look = palette.claimant(row.claimant)
        pen = Pen("", look.colour, (0.9 if row.kind in limits.WIDE else 0.5) * desk.scale, _dash(look, desk.scale))
        items += paths("limits", desk.chart.drawn(row.geometry), pen, id=row.id, words=said(row.title))
    return Part(tuple(items))


def _depth_sign(number: int) -> Entry:
    square = ((-7.0, -4.0), (7.0, -4.0), (7.0, 4.0), (-7.0, 4.0), (-7.0, -4.0))
    return Entry(text.count(number, "state"), (Path(LAYER, (square,), closed=True, pen=Pen(palette.overlaps(number))),))


def _claims(rows: gpd.GeoDataFrame, desk: Desk) -> Part:
    """Return the lines and areas as published, in their claimants' colours and dashes."""
    items: list[Path] = []
    drawn: dict[str, bool] = {}
    for row in rows[rows.geometry.notna()].itertuples():
        found = _claim(row, desk)
        items += found
        if found:
            drawn[row.claimant] = drawn.get(row.claimant, False) or found[0].closed
    return Part(tuple(items), blocks=(_claims_block(drawn),) if drawn else ())


def _claim(row: Row, desk: Desk) -> list[Path]:
    """Return a claim's line, over a faint fill where it is an area; none where it lies off the sheet."""
    look, picked = palette.claimant(row.claimant), row.id == desk.view.selected
    about = {"id": row.id, "link": link(row), "words": said(f"{row.title}, {states.name(row.claimant)}, {row.when}")}
    pen = Pen("", look.colour, (2.8 if picked else 1.4) * desk.scale, _dash(look, desk.scale))
    if not row.geometry.geom_type.endswith("Polygon"):
        return paths("claims", desk.chart.drawn(row.geometry), pen, **about)
    fill = paths("claims", desk.chart.drawn(row.geometry), _faint(look), closed=True, **about)
    return [*fill, *paths("claims", desk.chart.drawn(row.geometry.boundary), pen, **about)]


def _faint(look: palette.Claimant) -> Pen:
    return Pen(look.colour, fill_opacity=0.07)


def _claims_block(drawn: dict[str, bool]) -> Block:
    """Return the claimants on the sheet, in the palette's order, those with an area there on their faint fill."""
    order = [*palette.CLAIMANTS, *sorted(drawn)]
    entries = [_line_sign(state, area=drawn[state]) for state in sorted(drawn, key=order.index)]
    return Block("Claims as published by", tuple(entries), "lines as lines, areas faintly filled")


def _line_sign(state: str, *, area: bool) -> Entry:
    look = palette.claimant(state)
    line = Path("legend", (((-11.0, 0.0), (11.0, 0.0)),), closed=False, pen=Pen("", look.colour, 1.5, _dash(look, 1.0)))
    ground = Path("legend", (((-11.0, -3.6), (11.0, -3.6), (11.0, 3.6), (-11.0, 3.6)),), closed=True, pen=_faint(look))
    return Entry(states.name(state), (ground, line) if area else (line,))


def _dash(look: palette.Claimant, scale: float) -> tuple[float, ...]:
    """Return a claimant's dashes in points; the palette gives the web map's pixels."""
    return tuple(0.7 * scale * float(length) for length in look.dash.split())


def _places(rows: gpd.GeoDataFrame, desk: Desk) -> Part:
    """Return a dot a place that this scale has room for, and the names that would stand beside them."""
    x, y = desk.chart.points(rows["lon_deg"].to_numpy(), rows["lat_deg"].to_numpy())
    named = [labels.box(name) for name in desk.names]
    dots: list[Disc] = []
    wishes: dict[Point, Wish] = {}
    for row, at_x, at_y in zip(rows.itertuples(), x.tolist(), y.tolist(), strict=True):
        at = at_x, at_y
        over = next((disc for disc in desk.taken if math.dist(disc.at, at) < disc.radius_pt), None)
        rank = _rank(row, over, desk)
        hidden = any(box.holds(at, margin=-2 * desk.scale) for box in named)
        if hidden or not _room(rank, desk) or not desk.chart.frame.holds(at, margin=2 * desk.scale):
            continue
        if row.kind not in labels.SPREAD:
            dots.append(_dot(row, at, desk))
        if over is None or over.layer != "incidents":
            wish = _wish(row, at, rank, over, desk)
            # A diamond takes the name of one place.
            wishes[wish.at] = min(wish, wishes.get(wish.at, wish), key=lambda one: one.rank)
    sign = Disc("legend", (0, 0), DOT_PT, Pen(palette.INK, palette.HALO, 0.5))
    block = Block(events.OTHERS, (Entry("Strategic place", (sign,)),))
    return Part(discs=tuple(dots), wishes=tuple(wishes.values()), blocks=(block,) if dots else ())


def _room(rank: int, desk: Desk) -> bool:
    return desk.chart.metres_per_pt * desk.scale < SHOWN_BELOW_M[rank]


def _rank(row: Row, over: Disc | None, desk: Desk) -> int:
    """Return a place's rank; what a mark stands for, a group of islands and what was asked for are of the first."""
    leads = over is not None and desk.store.frames[over.layer]["place"].get(over.id) == row.id
    asked = row.id in {desk.view.place, desk.view.selected}
    return 1 if leads or asked or row.kind == "island_group" else places.rank(row.kind, row.clashes)


def _dot(row: Row, at: Point, desk: Desk) -> Disc:
    pen = Pen(palette.INK, palette.HALO, 0.5 * desk.scale)
    name = said(desk.store.names(desk.view.names)[row.id])
    return Disc("places", at, DOT_PT * desk.scale, pen, id=row.id, link=link(row), words=name)


def _wish(row: Row, at: Point, rank: int, over: Disc | None, desk: Desk) -> Wish:
    """Return how a place would be named: beside its dot, beside the diamond that covers it, or over the sea that it is."""
    name, picked = fonts.covered(desk.store.names(desk.view.names)[row.id]), row.id == desk.view.selected
    size, ink = labels.look(row.kind)
    weight = rank - min(row.clashes, 99) / 100 - picked
    spread = over is None and row.kind in labels.SPREAD
    at, reach = (at, DOT_PT * desk.scale) if over is None else (over.at, over.radius_pt)
    return Wish(name, at, weight, size * desk.scale, ink, reach, bold=picked, spread=spread)


# In the order in which they are laid: each keeps clear of the marks and names before it, whose marks lie over its own.
DRAWN: dict[str, Callable[[gpd.GeoDataFrame, Desk], Part]] = {
    "overlaps": _overlaps,
    "limits": _limits,
    "claims": _claims,
    "incidents": events.clashes,
    "developments": events.developments,
    "places": _places,
}
