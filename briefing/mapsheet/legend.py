"""The panel beside a map: what each sign means, how long a nautical mile is, where north is, and whose data it stands on."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from briefing import breaking, fonts
from briefing.box import Box
from briefing.mapsheet.sheet import Disc, Path, Pen, Words
from layers import palette
from waters import measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.box import Point
    from briefing.mapsheet.projection import Projection
    from briefing.mapsheet.sheet import Item

LAYER = "legend"
TYPE_PT, SMALL_PT, HEAD_PT, LINE = 8.0, 7.0, 8.5, 1.32
# Signs stand in a column of this width, left of their words.
SIGN_PT = 27.0
SHRINK, LEAST_SHRINK = 0.94, 0.3


class Entry(NamedTuple):
    """A sign drawn around (0, 0) and the words beside it."""

    words: str
    sign: tuple[Item, ...]
    half_pt: float = 0.0


class Section(NamedTuple):
    """A heading, a quiet line under it or none, and its entries."""

    heading: str
    entries: tuple[Entry, ...]
    note: str = ""


@dataclass
class _Cursor:
    """Where the next line of the panel goes."""

    box: Box
    scale: float
    y: float

    def lines(
        self, words: str, size_pt: float, *, left: float = 0.0, bold: bool = False, colour: str = palette.INK
    ) -> Iterator[Words]:
        size = size_pt * self.scale
        room = self.box.width - left
        for line in breaking.wrap(fonts.covered(words), size, room, bold=bold):
            self.y += size * LINE
            yield Words(LAYER, (self.box.left + left, self.y - size * 0.3), line, size, colour, bold=bold)


def panel(
    sections: Iterable[Section], projection: Projection, foot: list[str], box: Box, scale: float
) -> tuple[tuple[Item, ...], Box]:
    """Return the panel's items, all inside `box`, and the room that they leave.

    Sections stand at the top; scale bar, north arrow and foot lines at the bottom. Type is smaller where there is more to
    say than fits.
    """
    shown = merged(sections)
    while True:
        top = _Cursor(box, scale, box.top)
        above = [item for section in shown for item in _section(section, top)]
        under = _Cursor(box, scale, 0.0)
        below = [*_measures(projection, under), *(line for words in foot for line in _foot(words, under))]
        lowest = box.bottom - under.y
        if top.y <= lowest or scale < LEAST_SHRINK:
            return (*above, *(moved(item, 0.0, lowest) for item in below)), Box.between(box.left, top.y, box.right, lowest)
        scale *= SHRINK


def merged(sections: Iterable[Section]) -> list[Section]:
    """Return the sections in order, those of one heading as one."""
    by_heading: dict[str, Section] = {}
    for section in sections:
        held = by_heading.get(section.heading, Section(section.heading, (), section.note))
        by_heading[section.heading] = held._replace(entries=(*held.entries, *section.entries))
    return list(by_heading.values())


def _foot(words: str, cursor: _Cursor) -> Iterator[Item]:
    cursor.y += 1.5 * cursor.scale
    yield from cursor.lines(words, SMALL_PT, colour=palette.QUIET)


def _section(section: Section, cursor: _Cursor) -> Iterator[Item]:
    yield from cursor.lines(section.heading, HEAD_PT, bold=True)
    if section.note:
        yield from cursor.lines(section.note, SMALL_PT, colour=palette.QUIET)
    cursor.y += 1.5 * cursor.scale
    for entry in section.entries:
        yield from _entry(entry, cursor)
    cursor.y += 8 * cursor.scale


def _entry(entry: Entry, cursor: _Cursor) -> Iterator[Item]:
    scale, line = cursor.scale, TYPE_PT * LINE * cursor.scale
    start = cursor.y
    extra = max(0.0, entry.half_pt * scale - line / 2)
    cursor.y += extra
    words = list(cursor.lines(entry.words, TYPE_PT, left=SIGN_PT * scale))
    cursor.y = max(cursor.y, start + line) + extra
    middle = cursor.box.left + SIGN_PT * scale * 0.42, start + extra + line / 2
    yield from (moved(grown(item, scale), *middle) for item in entry.sign)
    yield from words


def _measures(projection: Projection, cursor: _Cursor) -> Iterator[Item]:
    """Return the scale bar, with the north arrow at its right; the bar is measured at the map's middle."""
    scale, left = cursor.scale, cursor.box.left
    ink = Pen(palette.INK, palette.INK, 0.6 * scale)
    length, miles = bar(projection, cursor.box.width * 0.68)
    cursor.y += 26 * scale
    top, low = cursor.y - 4 * scale, cursor.y
    half = left + length / 2
    yield Path(LAYER, (_square(left, top, half, low),), closed=True, pen=ink, words="Scale bar")
    yield Path(LAYER, (_square(half, top, left + length, low),), closed=True, pen=ink._replace(fill=palette.PAPER))
    kilometres = miles * measure.NAUTICAL_MILE_M / 1000
    over = f"{miles:g} nm ({kilometres:,.{0 if kilometres >= 10 else 1}f} km)"
    yield Words(LAYER, (left, top - 3 * scale), over, TYPE_PT * scale, palette.INK)
    x = cursor.box.right - 9 * scale
    yield Path(LAYER, (_needle(x, low, scale),), closed=True, pen=ink, words="North at the map's middle")
    yield Words(LAYER, (x, low - 17 * scale), "N", HEAD_PT * scale, palette.INK, "middle", bold=True)
    cursor.y += 5 * scale


def _square(left: float, top: float, right: float, bottom: float) -> tuple[Point, ...]:
    return (left, top), (right, top), (right, bottom), (left, bottom), (left, top)


def _needle(x: float, foot: float, scale: float) -> tuple[Point, ...]:
    wide, high, notch = 4.5 * scale, 15 * scale, 3.5 * scale
    return (x, foot - high), (x + wide, foot), (x, foot - notch), (x - wide, foot), (x, foot - high)


def bar(projection: Projection, most_pt: float) -> tuple[float, float]:
    """Return the scale bar's length in points, at most `most_pt`, and in nautical miles: 1, 2 or 5 times a power of ten."""
    x, y = projection.frame.middle
    lon, lat = projection.degrees([x - most_pt / 2, x + most_pt / 2], [y, y])
    metres = float(measure.distances(lon[0], lat[0], lon[1:], lat[1:])[0])
    most = metres / measure.NAUTICAL_MILE_M
    power = 10.0 ** math.floor(math.log10(most))
    miles = next(step for step in (5, 2, 1) if step * power <= most) * power
    return most_pt * miles / most, miles


def moved(item: Item, dx: float, dy: float) -> Item:
    """Return an item shifted right and down."""
    if isinstance(item, Path):
        return replace(item, rings=tuple(tuple((x + dx, y + dy) for x, y in ring) for ring in item.rings))
    return replace(item, at=(item.at[0] + dx, item.at[1] + dy))


def grown(item: Item, scale: float) -> Item:
    """Return an item drawn around (0, 0) at another size, its line's width and dashes too."""
    if isinstance(item, Words):
        return replace(item, at=(item.at[0] * scale, item.at[1] * scale), size_pt=item.size_pt * scale)
    pen = item.pen._replace(width_pt=item.pen.width_pt * scale, dash_pt=tuple(gap * scale for gap in item.pen.dash_pt))
    if isinstance(item, Disc):
        return replace(item, at=(item.at[0] * scale, item.at[1] * scale), radius_pt=item.radius_pt * scale, pen=pen)
    return replace(item, rings=tuple(tuple((x * scale, y * scale) for x, y in ring) for ring in item.rings), pen=pen)
