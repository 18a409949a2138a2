"""What lies on the ground of a map: one short function a layer, in the table `DRAWN`."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import shapely

from briefing import marks
from briefing.ink import Disc, Path, Pen
from briefing.labels import Wish
from briefing.legend import Block, Entry
from briefing.projection import rings
from layers import incidents, measure, palette, places, severity, states, text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import geopandas as gpd

    from briefing.ink import Item, Point
    from briefing.projection import Chart
    from layers.store import Store
    from layers.view import View

    Row = Any  # a pandas row has no better type

# A place of each rank is shown where a point (times the type's scale) stands for fewer metres than this.
SHOWN_BELOW_M = {1: math.inf, 2: 3_500.0, 3: 900.0}
# These are no points: their names are spread over them, and no dot is drawn.
WATERS, GROUPS = {"sea_area", "strait"}, {"island_group", "area"}
NAME_PT, WATER_PT, DOT_PT = 7.4, 8.2, 1.5


class Part(NamedTuple):
    """What one layer brings: its items from below, the names that it would like, and its blocks of the legend."""

    items: tuple[Item, ...] = ()
    wishes: tuple[Wish, ...] = ()
    blocks: tuple[Block, ...] = ()


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
    return Part((*ring, *reversed(discs)), (), (Block("Reported clashes by severity", (*entries, *words), note),))


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
    one = f"{row['title']}, {row['when']}, severity {row['severity']} of 7"
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
    block = Block("Regional developments", (Entry("Law, ruling, exercise, construction and other", (sign,)),))
    return Part(tuple(discs), (), (block,) if discs else ())


def _development_words(spot: marks.Spot, row: Row) -> str:
    one = f"{row['title']}, {row['when']}"
    return one if spot.n == 1 else f"{spot.n:,} developments; the link is to a report of: {one}"


def _places(rows: gpd.GeoDataFrame, desk: Desk) -> Part:
    """Return a dot a place that this scale has room for, and the names that would stand beside them."""
    x, y = desk.chart.points(rows["lon_deg"].to_numpy(), rows["lat_deg"].to_numpy())
    dots: list[Item] = []
    wishes: dict[Point, Wish] = {}
    for row, *xy in zip(rows.itertuples(), x.tolist(), y.tolist(), strict=True):
        at, rank = (xy[0], xy[1]), _rank(row, desk.view)
        room = desk.chart.metres_per_pt * desk.scale < SHOWN_BELOW_M[rank]
        if not room or not desk.chart.frame.holds(at, margin=2 * desk.scale):
            continue
        wish = _wish(row, at, rank, desk)
        # Of several places under one mark, the one of the mark's own clash gives it its name.
        if wish.at not in wishes or wish.rank < wishes[wish.at].rank:
            wishes[wish.at] = wish
        if not wish.spread:
            pen = Pen(palette.INK, palette.HALO, 0.5 * desk.scale)
            dots.append(Disc("places", at, DOT_PT * desk.scale, pen, id=row.id, link=_link(row), words=wish.text))
    sign = Disc("legend", (0, 0), DOT_PT, Pen(palette.INK, palette.HALO, 0.5))
    block = Block("Strategic places", (Entry("Those that this scale has room for", (sign,)),))
    return Part(tuple(dots), tuple(wishes.values()), (block,) if dots else ())


def _rank(row: Row, view: View) -> int:
    return 1 if row.kind == "island_group" or row.id in {view.place, view.selected} else places.rank(row.kind, row.clashes)


def _wish(row: Row, at: Point, rank: float, desk: Desk) -> Wish:
    """Return how a place would be named: beside its dot, beside the mark that covers it, or over the sea that it is."""
    name, water = desk.known.names(desk.view.names)[row.id], row.kind in WATERS
    ink, size = (palette.WATER, WATER_PT) if water else (palette.INK, NAME_PT)
    weight = rank - min(row.clashes, 99) / 100
    over = next((disc for disc in desk.taken if math.dist(disc.at, at) < disc.radius_pt), None)
    if over is not None:
        leads = over.layer == "incidents" and desk.known.frames["incidents"]["place"][over.id] == row.id
        return Wish(name, over.at, weight - 2 * leads, size * desk.scale, ink, over.radius_pt, bold=leads)
    return Wish(name, at, weight, size * desk.scale, ink, DOT_PT * desk.scale, spread=water or row.kind in GROUPS)


def _claims(rows: gpd.GeoDataFrame, desk: Desk) -> Part:
    """Return the lines and areas as published, in their claimants' colours and dashes."""
    items: list[Path] = []
    drawn: list[str] = []
    for row in rows[rows.geometry.notna()].itertuples():
        look, picked = palette.claimant(row.claimant), row.id == desk.view.selected
        area = row.geometry.geom_type.endswith("Polygon")
        if area:
            items += _paths("claims", desk.chart.drawn(row.geometry), Pen(look.colour, fill_opacity=0.07), closed=True)
        line = desk.chart.drawn(row.geometry.boundary if area else row.geometry)
        pen = Pen("", look.colour, (2.8 if picked else 1.4) * desk.scale, _dash(look, desk.scale))
        words = f"{row.title}, {states.name(row.claimant)}, {row.when}"
        found = _paths("claims", line, pen, id=row.id, link=_link(row), words=words)
        items += found
        drawn += [row.claimant] * len(found)
    return Part(tuple(items), (), (_claims_block(drawn),) if drawn else ())


def _claims_block(drawn: Sequence[str]) -> Block:
    claimants = [state for state in palette.CLAIMANTS if state in drawn]
    entries = [_line_sign(state) for state in (*claimants, *sorted(set(drawn) - set(claimants)))]
    return Block("Claims as published by", tuple(entries), "lines as lines, areas faintly filled")


def _line_sign(state: str) -> Entry:
    look = palette.claimant(state)
    line = ((-11.0, 0.0), (11.0, 0.0))
    return Entry(
        states.name(state), (Path("legend", (line,), closed=False, pen=Pen("", look.colour, 1.5, _dash(look, 1.0))),)
    )


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
