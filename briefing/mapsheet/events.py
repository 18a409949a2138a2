"""The marks of what happened: round ones, gathered and named, the picked one's ring, and diamonds beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing import fonts
from briefing.mapsheet import labels, legend_signs, severity_marks
from briefing.mapsheet.canvas import Overlay, link, paths, tooltip
from briefing.mapsheet.labels import Wish
from briefing.mapsheet.legend import LAYER, Entry
from briefing.mapsheet.sheet import Disc, Pen
from layers import layer, marks_of, palette
from waters import measure
from words import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd

    from briefing.mapsheet.canvas import Desk, Row
    from briefing.mapsheet.legend import Section
    from briefing.mapsheet.severity_marks import Spot
    from briefing.mapsheet.sheet import Path
    from layers.look import Legend
    from layers.marks import Mark
    from question.view import View

# The sample of a mark of several graded features.
SAMPLE_N, SAMPLE_SEVERITY = 8, 4


def discs(key: str, rows: gpd.GeoDataFrame, desk: Desk) -> Overlay:
    """Return round marks with the names of their places, the picked one's ring, and what they mean."""
    look = layer(key).LOOK
    marks = marks_of(key, rows, desk.view)
    spots = _spots(marks, desk)
    kept = severity_marks.gathered(spots, desk.projection.frame, desk.scale)
    named = [(spot, rows.loc[spot.id]) for spot in kept]
    drawn = tuple(
        _labelled(severity_marks.disc(spot, desk.scale, colour=look.colour), key, spot, row, desk.view)
        for spot, row in reversed(named)
    )
    ring: tuple[Path, ...] = ()
    entries: list[Entry] = []
    if look.ring and desk.view.selected in rows.index:
        ring, entries = _ring(key, rows.loc[desk.view.selected], desk)
    here, every = sum(spot.n for spot in spots), sum(mark.n for mark in marks)
    note = (
        f"{here:,} of {every:,} lie on this sheet"
        if here < every
        else text.count(here, *layer(key).TRAITS.called(desk.view))
    )
    # What is not on the map needs no key.
    sections = _section(layer(key).legend(desk.view), kept, entries, note=note) if every else ()
    return Overlay(ring, drawn, tuple(_names(rows, kept, drawn, desk)), sections)


def _spots(marks: Iterable[Mark], desk: Desk) -> list[Spot]:
    """Return the marks inside the frame, in points."""
    kept = list(marks)
    x, y = desk.projection.points([mark.lon_deg for mark in kept], [mark.lat_deg for mark in kept])
    spots = [
        severity_marks.Spot((at_x, at_y), mark.n, mark.severity, mark.id, mark.picked, mark.ids)
        for mark, at_x, at_y in zip(kept, x.tolist(), y.tolist(), strict=True)
    ]
    return [spot for spot in spots if desk.projection.frame.holds(spot.at)]


def _labelled(disc: Disc, key: str, spot: Spot, row: Row, view: View) -> Disc:
    """Return a mark that says where it is pointed at what it stands for, and opens a report of it."""
    traits = layer(key).TRAITS
    words = traits.says(row)
    if spot.n > 1:
        grave = "" if spot.severity is None else f", gravest severity {spot.severity} of 7"
        words = f"{spot.n:,} {traits.named(view)[1]}{grave}; the link is to a report of: {words}"
    return replace(disc, layer=key, link=link(row), words=tooltip(words))


def _section(legend: Legend, kept: list[Spot], more: list[Entry], *, note: str) -> tuple[Section, ...]:
    """Return what round marks mean, that of several if there is one, and further entries."""
    if legend.sheet is None:
        return ()
    entries = legend_signs.points(legend.sheet)
    if legend.gathered and any(spot.n > 1 for spot in kept):
        sign = replace(severity_marks.disc(severity_marks.Spot((0, 0), SAMPLE_N, SAMPLE_SEVERITY, ""), 0.85), layer=LAYER)
        entries.append(Entry(legend.gathered, (sign,), sign.radius_pt))
    return (legend_signs.section(legend.sheet, [*entries, *more], note=note),)


def _names(rows: gpd.GeoDataFrame, spots: list[Spot], drawn: tuple[Disc, ...], desk: Desk) -> Iterable[Wish]:
    """Return the name that a mark would have: of the place where most of its features were, if it holds all of that place's.

    So the number on a mark with one name is that place's, as captions and lists have it; one that stands for more says so.
    """
    if "place" not in rows:
        return
    counts, kinds = rows["place"].value_counts(), desk.store.frames["places"]["kind"]
    names = desk.store.names(desk.view.names)
    for spot, disc in zip(reversed(spots), drawn, strict=True):
        places = rows.loc[list(spot.ids), "place"].value_counts()
        place = str(places.index[0])
        if place not in kinds.index or places.iloc[0] < counts[place]:
            continue
        size, ink = labels.look(kinds[place])
        name = fonts.covered(f"{names[place]}{' +' if len(places) > 1 else ''}")
        yield Wish(name, disc.at, -disc.radius_pt, size * desk.scale, ink, disc.radius_pt, bold=True)


def _ring(key: str, picked: Row, desk: Desk) -> tuple[tuple[Path, ...], list[Entry]]:
    """Return the circle within which the picked feature lies, and its line of the legend."""
    words = layer(key).LOOK.ring.format(measure.distance_words(float(picked["precision_m"])))
    shape = measure.ring(picked["lon_deg"], picked["lat_deg"], float(picked["precision_m"]))
    soft = Pen(palette.severity(5), fill_opacity=0.12)
    edge = Pen("", palette.INK, 0.9 * desk.scale, (2.5 * desk.scale, 2.5 * desk.scale))
    items = (
        *paths(key, desk.projection.drawn(shape), soft, closed=True),
        *paths(key, desk.projection.drawn(shape.exterior), edge, id=f"ring-{picked['id']}", words=words),
    )
    sign = Disc(LAYER, (0, 0), 5.5, soft._replace(stroke=palette.INK, width_pt=0.9, dash_pt=(2.5, 2.5)))
    return items, [Entry(words, (sign,), sign.radius_pt)]


def diamonds(key: str, rows: gpd.GeoDataFrame, desk: Desk) -> Overlay:
    """Return diamonds moved clear of the marks and names before them."""
    spots = _spots(marks_of(key, rows, desk.view), desk)
    blocked = [*map(labels.around, desk.taken), *map(labels.box, desk.names)]
    kept = [(spot, rows.loc[spot.id]) for spot in severity_marks.beside(spots, blocked, desk.projection.frame, desk.scale)]
    colour = layer(key).LOOK.colour
    drawn = tuple(
        _labelled(severity_marks.diamond(spot, desk.scale, colour=colour), key, spot, row, desk.view) for spot, row in kept
    )
    lines = layer(key).legend(desk.view).sheet
    return Overlay(
        discs=drawn, sections=(legend_signs.section(lines, legend_signs.points(lines)),) if lines and drawn else ()
    )
