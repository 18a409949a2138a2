"""A layer's signs as the legend of a sheet shows them, and the pens that its lines and areas are drawn with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.mapsheet import severity_marks
from briefing.mapsheet.legend import LAYER, Entry, Section
from briefing.mapsheet.sheet import Disc, Path, Pen
from layers import look, palette

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefing.mapsheet.sheet import Item
    from layers.look import Lines, Sign

DOT_PT = 1.5
_LINE = ((-11.0, 0.0), (11.0, 0.0))
_GROUND = ((-11.0, -3.6), (11.0, -3.6), (11.0, 3.6), (-11.0, 3.6))
_SQUARE = ((-7.0, -4.0), (7.0, -4.0), (7.0, 4.0), (-7.0, 4.0), (-7.0, -4.0))


def section(lines: Lines, entries: Iterable[Entry], *, note: str = "") -> Section:
    """Return a layer's section of the legend; its own note comes before `note`."""
    return Section(lines.heading, tuple(entries), lines.note or note)


def points(lines: Lines) -> list[Entry]:
    """Return the signs of marks."""
    return [Entry(sign.words, (_mark(sign),)) for sign in lines.signs if sign.kind in {"disc", "diamond", "dot"}]


def _mark(sign: Sign) -> Item:
    if sign.kind == "diamond":
        return replace(
            severity_marks.diamond(severity_marks.Spot((0, 0), 1, None, ""), 0.85, colour=sign.colour), layer=LAYER
        )
    if sign.kind == "dot":
        return Disc(LAYER, (0, 0), DOT_PT, Pen(sign.colour, palette.HALO, 0.5))
    return Disc(LAYER, (0, 0), 3.6, Pen(sign.colour, palette.PAPER, 0.6))


def depths(lines: Lines, drawn: Iterable[int]) -> list[Entry]:
    """Return the squares of the numbers that are drawn."""
    numbers = set(drawn)
    return [
        Entry(sign.words, (Path(LAYER, (_SQUARE,), closed=True, pen=Pen(sign.colour)),))
        for sign in lines.signs
        if sign.of in numbers
    ]


def strokes(lines: Lines, drawn: Mapping[str, bool]) -> list[Entry]:
    """Return the lines of the states that are drawn, on a faint fill where an area is, and those that stand for no state.

    A state that the layer's legend does not list comes after those that it does.
    """
    signs = [sign for sign in lines.signs if sign.kind in {"line", "area"} and (sign.of is None or sign.of in drawn)]
    unlisted = drawn.keys() - {"", *(str(sign.of) for sign in signs)}
    signs += [look.claimant(state) for state in sorted(unlisted)]
    return [_stroke(sign, area=sign.kind == "area" or drawn.get(str(sign.of), False)) for sign in signs]


def _stroke(sign: Sign, *, area: bool) -> Entry:
    line = palette.Claimant(sign.colour, sign.dash)
    drawn = Path(LAYER, (_LINE,), closed=False, pen=Pen("", line.colour, 1.5, dash(line, 1.0)))
    return Entry(sign.words, (Path(LAYER, (_GROUND,), closed=True, pen=faint(line)), drawn) if area else (drawn,))


def faint(line: palette.Claimant) -> Pen:
    """Return the fill of an area inside a line."""
    return Pen(line.colour, fill_opacity=0.07)


def dash(line: palette.Claimant, scale: float) -> tuple[float, ...]:
    """Return a line's dashes in points; the palette gives the web map's pixels."""
    return tuple(0.7 * scale * float(length) for length in line.dash.split())
