"""The marks of what happened: clashes, gathered and named, the picked one's ring, and developments beside them."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing import fonts
from briefing.mapsheet import labels, symbols
from briefing.mapsheet.canvas import Part, link, paths, said
from briefing.mapsheet.labels import Wish
from briefing.mapsheet.legend import Block, Entry
from briefing.mapsheet.sheet import Disc, Pen
from layers import incidents, palette
from record import severity
from waters import measure
from words import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd

    from briefing.mapsheet.canvas import Desk, Row
    from briefing.mapsheet.sheet import Path

HEADING, OTHERS = "Reported clashes by severity", "Also shown, as the scale allows"


def clashes(rows: gpd.GeoDataFrame, desk: Desk) -> Part:
    """Return the clashes' marks with the names of their places, the picked one's ring, and what they mean."""
    picked = rows.loc[desk.view.selected] if desk.view.selected in rows.index else None
    on = _spots(rows, picked, desk)
    kept = symbols.gathered(on, desk.chart.frame, desk.scale)
    named = [(spot, rows.loc[spot.id]) for spot in kept]
    discs = tuple(symbols.disc(spot, desk.scale, link=link(row), words=_words(spot, row)) for spot, row in reversed(named))
    total = sum(spot.n for spot in on)
    note = f"{total:,} of {len(rows):,} lie on this sheet" if total < len(rows) else text.count(total, "clash", "clashes")
    entries = [_sign(level) for level in severity.NAMES]
    if any(spot.n > 1 for spot in kept):
        sign = replace(symbols.disc(symbols.Spot((0, 0), 8, 4, ""), 0.85), layer="legend")
        entries.append(Entry("Clashes close together: how many, and the gravest", (sign,), sign.radius_pt))
    ring, entry = ((), ()) if picked is None else _ring(picked, desk)
    return Part(ring, discs, tuple(_names(rows, discs, desk)), (Block(HEADING, (*entries, *entry), note),))


def _spots(rows: gpd.GeoDataFrame, picked: Row, desk: Desk) -> list[symbols.Spot]:
    """Return one spot a position inside the frame; the picked clash stands for the others at its own."""
    found = incidents.marks(rows)
    x, y = desk.chart.points([mark.lon_deg for mark in found], [mark.lat_deg for mark in found])
    spots = []
    for mark, at_x, at_y in zip(found, x.tolist(), y.tolist(), strict=True):
        here = picked is not None and incidents.at_mark(mark, picked)
        spots.append(symbols.Spot((at_x, at_y), mark.n, mark.severity, picked["id"] if here else mark.id, here))
    return [spot for spot in spots if desk.chart.frame.holds(spot.at)]


def _words(spot: symbols.Spot, row: Row) -> str:
    one = f"{row['title']}, {row['when']}, severity {row['severity']} of 7"
    if spot.n == 1:
        return said(one)
    return said(f"{spot.n:,} reported clashes, gravest severity {spot.severity} of 7; the link is to a report of: {one}")


def _sign(level: int) -> Entry:
    pen = Pen(palette.severity(level), palette.PAPER, 0.6)
    return Entry(f"{level} {severity.NAMES[level]}", (Disc("legend", (0, 0), 3.6, pen),))


def _names(rows: gpd.GeoDataFrame, discs: Iterable[Disc], desk: Desk) -> Iterable[Wish]:
    """Return the name that each mark would have: of the places under it, the one where most of these clashes were."""
    counts = rows["place"].value_counts(sort=True)
    found = desk.store.frames["places"].reindex(counts.index).dropna(subset=["lon_deg"])
    names = desk.store.names(desk.view.names)
    x, y = desk.chart.points(found["lon_deg"].to_numpy(), found["lat_deg"].to_numpy())
    at = list(zip(found.index, found["kind"], x.tolist(), y.tolist(), strict=True))
    for disc in discs:
        under = ((place, kind) for place, kind, *xy in at if math.dist(xy, disc.at) < disc.radius_pt)
        for place, kind in list(under)[:1]:
            size, ink = labels.look(kind)
            name = fonts.covered(names[place])
            yield Wish(name, disc.at, -disc.radius_pt, size * desk.scale, ink, disc.radius_pt, bold=True)


def _ring(picked: Row, desk: Desk) -> tuple[tuple[Path, ...], tuple[Entry, ...]]:
    """Return the circle within which the picked clash happened, and its line of the legend."""
    words = f"The outlined clash happened within {measure.distance_words(float(picked['precision_m']))}"
    shape = measure.ring(picked["lon_deg"], picked["lat_deg"], float(picked["precision_m"]))
    soft = Pen(palette.severity(5), fill_opacity=0.12)
    edge = Pen("", palette.INK, 0.9 * desk.scale, (2.5 * desk.scale, 2.5 * desk.scale))
    items = (
        *paths("incidents", desk.chart.drawn(shape), soft, closed=True),
        *paths("incidents", desk.chart.drawn(shape.exterior), edge, id=f"ring-{picked['id']}", words=words),
    )
    sign = Disc("legend", (0, 0), 5.5, soft._replace(stroke=palette.INK, width_pt=0.9, dash_pt=(2.5, 2.5)))
    return items, (Entry(words, (sign,), sign.radius_pt),)


def developments(rows: gpd.GeoDataFrame, desk: Desk) -> Part:
    """Return one diamond a place, moved clear of the clashes and their names."""
    spots = []
    for _, found in rows[rows["lon_deg"].notna()].groupby("place", sort=False):
        newest = found.iloc[0]
        at = desk.chart.point(newest["lon_deg"], newest["lat_deg"])
        picked = desk.view.selected in found.index
        if desk.chart.frame.holds(at):
            spots.append(symbols.Spot(at, len(found), 0, desk.view.selected if picked else newest["id"], picked))
    blocked = [*map(labels.around, desk.taken), *map(labels.box, desk.names)]
    kept = [(spot, rows.loc[spot.id]) for spot in symbols.beside(spots, blocked, desk.chart.frame, desk.scale)]
    discs = [symbols.diamond(spot, desk.scale, link=link(row), words=_development_words(spot, row)) for spot, row in kept]
    sign = replace(symbols.diamond(symbols.Spot((0, 0), 1, 0, ""), 0.85), layer="legend")
    block = Block(OTHERS, (Entry("Regional development", (sign,)),))
    return Part(discs=tuple(discs), blocks=(block,) if discs else ())


def _development_words(spot: symbols.Spot, row: Row) -> str:
    one = f"{row['title']}, {row['when']}"
    return said(one if spot.n == 1 else f"{spot.n:,} developments; the link is to a report of: {one}")
