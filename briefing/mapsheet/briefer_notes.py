"""The briefer's notes on a map, and the point that its question asks about: drawn above all else, cut at the map's edge."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import shapely

from briefing import fonts
from briefing.mapsheet import labels
from briefing.mapsheet.projection import rings
from briefing.mapsheet.sheet import Disc, Path, Pen, Words
from layers import palette
from waters import measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.box import Box, Point
    from briefing.mapsheet.projection import Projection
    from briefing.mapsheet.sheet import Item
    from briefing.marks import Mark
    from question.view import Point as Position

KEY = "notes"
WORDS_PT, LINE_PT = 9.0, 1.8
# An arrow's head: how long it is and half as wide; and how far words stand from what they belong to.
HEAD_PT, HALF_PT, GAP_PT = 9.0, 4.0, 5.0
SPOT_PT, CROSS_PT = 11.0, 17.0
SPOT_WORDS = "The point asked about"
MEANING = "Arrows, plain rings and bold words are the briefer's own notes."


def drawn(marks: tuple[Mark, ...], projection: Projection, scale: float) -> list[Item]:
    """Return notes as lines and words, each in its place; what lies off the map is left out."""
    shapes = [item for mark in marks for item in _shape(mark, projection, scale)]
    return [*shapes, *(words for mark in marks for words in _words(mark, projection, scale))]


def clear(names: Iterable[Words], notes: Iterable[Item]) -> list[Words]:
    """Return the names that no note's words stand on: a briefer's word goes before a name."""
    taken = [labels.box(item) for item in notes if isinstance(item, Words)]
    return [name for name in names if not any(_meet(labels.box(name), box) for box in taken)]


def _meet(one: Box, other: Box) -> bool:
    across = one.left < other.right and other.left < one.right
    return across and one.top < other.bottom and other.top < one.bottom


def _shape(mark: Mark, projection: Projection, scale: float) -> Iterator[Item]:
    pen = Pen("", palette.NOTE, LINE_PT * scale)
    if mark.kind == "ring" and mark.km:
        circle = projection.drawn(measure.ring(*mark.at, 1000 * mark.km).exterior)
        yield from _paths(circle, pen, mark)
    if mark.kind == "arrow" and mark.to:
        tail, tip = projection.point(*mark.at), projection.point(*mark.to)
        away = math.dist(tail, tip)
        if away < 1:
            return
        # The line ends inside the head, so that its blunt end is not seen beyond the tip.
        share = max(0.0, 1 - HEAD_PT * scale / away)
        neck = tail[0] + (tip[0] - tail[0]) * share, tail[1] + (tip[1] - tail[1]) * share
        yield from _paths(shapely.clip_by_rect(shapely.LineString([tail, neck]), *projection.frame.edges), pen, mark)
        if projection.frame.holds(tip):
            yield Path(KEY, (_head(tail, tip, scale),), closed=True, pen=Pen(palette.NOTE), words=mark.words)


def _paths(shape: shapely.Geometry, pen: Pen, mark: Mark) -> Iterator[Path]:
    for part in shapely.get_parts(shape):
        for ring in rings(part):
            yield Path(KEY, (ring,), closed=False, pen=pen, words=mark.words)


def _head(tail: Point, tip: Point, scale: float) -> tuple[Point, ...]:
    """Return the head of an arrow as a closed ring."""
    way = math.atan2(tip[1] - tail[1], tip[0] - tail[0])
    along, aside = (math.cos(way), math.sin(way)), (-math.sin(way), math.cos(way))
    base = tip[0] - HEAD_PT * scale * along[0], tip[1] - HEAD_PT * scale * along[1]
    wings = [(base[0] + side * HALF_PT * scale * aside[0], base[1] + side * HALF_PT * scale * aside[1]) for side in (1, -1)]
    points = [(round(x, 2), round(y, 2)) for x, y in (tip, *wings, tip)]
    return tuple(points)


def _words(mark: Mark, projection: Projection, scale: float) -> Iterator[Words]:
    """Return a note's words: where a text stands, at an arrow's tail, over a ring; kept inside the map."""
    if not mark.words:
        return
    at, frame = projection.point(*mark.at), projection.frame
    if mark.kind == "ring" and mark.km:
        top = measure.destination(*mark.at, 0.0, 1000 * mark.km)
        x, y = projection.point(*top)
        at = x, y - GAP_PT * scale
    elif mark.kind == "arrow" and mark.to:
        # Away from the tip.
        up = projection.point(*mark.to)[1] > at[1]
        at = at[0], at[1] - GAP_PT * scale if up else at[1] + (GAP_PT + WORDS_PT) * scale
    if not frame.holds(at):
        return
    size, text = WORDS_PT * scale, fonts.covered(mark.words)
    anchor = "start" if mark.kind == "text" else "middle"
    words = Words(KEY, at, text, size, palette.NOTE, anchor, bold=True, halo=palette.HALO)
    box = labels.box(words)
    beyond, short = max(0.0, box.right + 2 - frame.right), max(0.0, frame.left + 2 - box.left)
    yield replace(words, at=(at[0] - beyond + short, at[1])) if beyond or short else words


def spot(point: Position | None, projection: Projection, scale: float) -> list[Item]:
    """Return the point that a question asks about, as a ring with a cross through it; nothing where it asks about none."""
    if point is None or not projection.frame.holds(projection.point(*point)):
        return []
    x, y = projection.point(*point)
    arm, gap = CROSS_PT * scale, SPOT_PT * scale
    ways = ((1, 0), (-1, 0), (0, 1), (0, -1))
    cross = tuple(tuple((round(x + far * a, 2), round(y + far * b, 2)) for far in (gap, arm)) for a, b in ways)
    pen = Pen("", palette.NOTE, LINE_PT * scale)
    ring = Disc(KEY, (x, y), gap, pen._replace(fill="", fill_opacity=0.0), words=SPOT_WORDS)
    return [
        Path(KEY, cross, closed=False, pen=Pen("", palette.HALO, 3 * scale)),
        Path(KEY, cross, closed=False, pen=pen),
        ring,
    ]
