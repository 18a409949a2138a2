"""What lies on the ground of a map: one short function a layer, in the table `DRAWN`."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import shapely

from briefing import fonts, marks
from briefing.ink import Disc, Path, Pen
from briefing.labels import Wish
from briefing.legend import Block, Entry
from briefing.projection import rings
from layers import incidents, measure, palette, places, severity, states, text

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    from briefing.ink import Item, Point
    from briefing.projection import Chart
    from layers.store import Store
    from layers.view import View

    Row = Any  # a pandas row has no better type

# A place of each rank is shown where a point (times the type's scale) stands for fewer metres than this.
SHOWN_BELOW_M = {1: math.inf, 2: 3_500.0, 3: 900.0}
# These are no points: their names are spread over them, and no dot is drawn.
WATERS = {"sea_area", "strait"}
SPREAD = WATERS | {"island_group", "area"}
# What a mark says where it is pointed at.
LONGEST = 300
OTHERS = "Also shown, as the scale allows"
NAME_PT, SPREAD_PT, DOT_PT = 7.4, 8.2, 1.5


class Part(NamedTuple):
    """What one layer brings: items from below, names that it would like, blocks of the legend, items under all layers."""

    items: tuple[Item, ...] = ()
    wishes: tuple[Wish, ...] = ()
    blocks: tuple[Block, ...] = ()
    under: tuple[Item, ...] = ()


class Desk(NamedTuple):
    """What a layer is drawn with: the question, the chart, the type's scale, and the marks that lie above it already."""

    known: Store
    view: View
    chart: Chart
    scale: float
    taken: tuple[Disc, ...]


def _incidents(rows: gpd.GeoDataFrame, desk: Desk) -> Part:
    """Return the clashes' marks, the picked one's ring, and what they mean."""
    picked = rows.loc[desk.view.selected] if desk.view.selected in rows.index else None
    on = _clash_spots(rows, picked, desk)
    kept = marks.gathered(on, desk.chart.frame, desk.scale)
    said = [(spot, rows.loc[spot.id]) for spot in kept]
    discs = [marks.disc(spot, desk.scale, link=_link(row), words=_clash_words(spot, row)) for spot, row in said]
    total = sum(spot.n for spot in on)
    note = f"{total:,} of {len(rows):,} lie on this sheet" if total < len(rows) else text.count(total, "clash", "clashes")
    entries = [_severity_sign(level) for level in severity.NAMES]
    if any(spot.n > 1 for spot in kept):
        sign = marks.disc(marks.Spot((0, 0), 8, 4, ""), 0.85)
        entries.append(Entry("Clashes close together: how many, and the gravest", (sign,), sign.radius_pt))
    ring, words = ((), ()) if picked is None else _ring(picked, desk)
    block = Block("Reported clashes by severity", (*entries, *words), note)
    return Part(tuple(reversed(discs)), blocks=(block,), under=ring)


def _clash_spots(rows: gpd.GeoDataFrame, picked: Row, desk: Desk) -> list[marks.Spot]:
    """Return one spot a position inside the frame; the picked clash stands for the others at its own."""
    found = incidents.marks(rows)
    x, y = desk.chart.points([mark.lon_deg for mark in found], [mark.lat_deg for mark in found])
    spots = []
    for mark, *at in zip(found, x.tolist(), y.tolist(), strict=True):
        here = picked is not None and incidents.at_mark(mark, picked)
        spots.append(marks.Spot(tuple(at), mark.n, mark.severity, picked["id"] if here else mark.id, here))
    return [spot for spot in spots if desk.chart.frame.holds(spot.at)]


def _clash_words(spot: marks.Spot, row: Row) -> str:
    one = text.plain(f"{row['title']}, {row['when']}, severity {row['severity']} of 7", longest=LONGEST)
    if spot.n == 1:
        return one
    return f"{spot.n:,} reported clashes, gravest severity {spot.severity} of 7; the link is to a report of: {one}"


def _severity_sign(level: int) -> Entry:
    pen = Pen(palette.severity(level), palette.PAPER, 0.6)
    return Entry(f"{level} {severity.NAMES[level]}", (Disc("legend", (0, 0), 3.6, pen),))


def _ring(picked: Row, desk: Desk) -> tuple[tuple[Item, ...], tuple[Entry, ...]]:
    """Return the circle within which the picked clash happened, and its line of the legend."""
    words = f"The picked clash happened within {measure.distance_words(float(picked['precision_m']))}"
    shape = measure.ring(picked["lon_deg"], picked["lat_deg"], float(picked["precision_m"]))
    soft = Pen(palette.severity(5), fill_opacity=0.12)
    edge = Pen("", palette.INK, 0.9 * desk.scale, (2.5 * desk.scale, 2.5 * desk.scale))
    items = (
        *_paths("incidents", desk.chart.drawn(shape), soft, closed=True),
        *_paths("incidents", desk.chart.drawn(shape.exterior), edge, id=f"ring-{picked['id']}", words=words),
    )
    sign = Disc("legend", (0, 0), 5.5, soft._replace(stroke=palette.INK, width_pt=0.9, dash_pt=(2.5, 2.5)))
    return items, (Entry(words, (sign,), sign.radius_pt),)


def _developments(rows: gpd.GeoDataFrame, desk: Desk) -> Part:
    """Return one diamond a place, moved clear of the clashes."""
    spots = []
    for _, found in rows[rows["lon_deg"].notna()].groupby("place", sort=False):
        newest = found.iloc[0]
        at = desk.chart.point(newest["lon_deg"], newest["lat_deg"])
        picked = desk.view.selected in found.index
        if desk.chart.frame.holds(at):
            spots.append(marks.Spot(at, len(found), 0, desk.view.selected if picked else newest["id"], picked))
    kept = marks.beside(spots, desk.taken, desk.chart.frame, desk.scale)
    said = [(spot, rows.loc[spot.id]) for spot in kept]
    discs = [marks.diamond(spot, desk.scale, link=_link(row), words=_development_words(spot, row)) for spot, row in said]
    sign = marks.diamond(marks.Spot((0, 0), 1, 0, ""), 0.85)
    block = Block(OTHERS, (Entry("Regional development", (sign,)),))
    return Part(tuple(discs), blocks=(block,) if discs else ())


def _development_words(spot: marks.Spot, row: Row) -> str:
    one = text.plain(f"{row['title']}, {row['when']}", longest=LONGEST)
    return one if spot.n == 1 else f"{spot.n:,} developments; the link is to a report of: {one}"


def _places(rows: gpd.GeoDataFrame, desk: Desk) -> Part:
    """Return a dot a place that this scale has room for, and the names that would stand beside them."""
    x, y = desk.chart.points(rows["lon_deg"].to_numpy(), rows["lat_deg"].to_numpy())
    dots: list[Item] = []
    wishes: dict[Point, Wish] = {}
    for row, *xy in zip(rows.itertuples(), x.tolist(), y.tolist(), strict=True):
        at = xy[0], xy[1]
        over = next((disc for disc in desk.taken if math.dist(disc.at, at) < disc.radius_pt), None)
        rank = _rank(row, over, desk)
        if not _room(rank, desk) or not desk.chart.frame.holds(at, margin=2 * desk.scale):
            continue
        wish = _wish(row, at, rank, over, desk)
        # A mark takes one name: that of the place under it where most happened.
        if wish.at not in wishes or wish.rank < wishes[wish.at].rank:
            wishes[wish.at] = wish
        if row.kind not in SPREAD:
            pen = Pen(palette.INK, palette.HALO, 0.5 * desk.scale)
            dots.append(Disc("places", at, DOT_PT * desk.scale, pen, id=row.id, link=_link(row), words=wish.text))
    sign = Disc("legend", (0, 0), DOT_PT, Pen(palette.INK, palette.HALO, 0.5))
    block = Block(OTHERS, (Entry("Strategic place", (sign,)),))
    return Part(tuple(dots), wishes=tuple(wishes.values()), blocks=(block,) if dots else ())


def _room(rank: int, desk: Desk) -> bool:
    return desk.chart.metres_per_pt * desk.scale < SHOWN_BELOW_M[rank]


def _rank(row: Row, over: Disc | None, desk: Desk) -> int:
    """Return a place's rank; what a mark stands for, a group of islands and what was asked for are of the first."""
    leads = over is not None and desk.known.frames[over.layer]["place"].get(over.id) == row.id
    asked = row.id in {desk.view.place, desk.view.selected}
    return 1 if leads or asked or row.kind == "island_group" else places.rank(row.kind, row.clashes)


def _wish(row: Row, at: Point, rank: float, over: Disc | None, desk: Desk) -> Wish:
    """Return how a place would be named: beside its dot, beside the mark that covers it, or over the sea that it is."""
    name, spread = fonts.covered(desk.known.names(desk.view.names)[row.id]), row.kind in SPREAD
    ink = palette.INK if not spread else palette.WATER if row.kind in WATERS else palette.QUIET
    size = (SPREAD_PT if spread else NAME_PT) * desk.scale
    weight = rank - min(row.clashes, 99) / 100
    if over is None:
        picked = row.id == desk.view.selected
        return Wish(name, at, weight - picked, size, ink, DOT_PT * desk.scale, bold=picked, spread=spread)
    clash = over.layer == "incidents"
    return Wish(name, over.at, weight - 2 * clash, size, ink, over.radius_pt, bold=clash)


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
    words = text.plain(f"{row.title}, {states.name(row.claimant)}, {row.when}", longest=LONGEST)
    said = {"id": row.id, "link": _link(row), "words": words}
    pen = Pen("", look.colour, (2.8 if picked else 1.4) * desk.scale, _dash(look, desk.scale))
    if not row.geometry.geom_type.endswith("Polygon"):
        return _paths("claims", desk.chart.drawn(row.geometry), pen, **said)
    fill = _paths("claims", desk.chart.drawn(row.geometry), _faint(look), closed=True, **said)
    return [*fill, *_paths("claims", desk.chart.drawn(row.geometry.boundary), pen, **said)]


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


def _paths(key: str, shape: Any, pen: Pen, *, closed: bool = False, **said: str) -> list[Path]:  # noqa: ANN401 -- any geometry
    """Return a drawn geometry as one Path, or none where nothing of it is on the sheet."""
    found = tuple(ring for part in shapely.get_parts(shape) for ring in rings(part))
    return [Path(key, found, closed=closed, pen=pen, **said)] if found else []


def _link(row: Row) -> str:
    return next((address for report in row.reports if (address := text.url(report.url))), "")


# From the top down: each keeps clear of the marks above it and is drawn under them.
DRAWN: dict[str, Callable[[gpd.GeoDataFrame, Desk], Part]] = {
    "incidents": _incidents,
    "developments": _developments,
    "places": _places,
    "claims": _claims,
}
