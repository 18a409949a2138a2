"""A slide as ink: all that stands on it as the lines and words of one sheet, for a picture of it before any file is made."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing import fonts
from briefing.box import Box
from briefing.mapsheet.sheet import Disc, Path, Pen, Sheet, Words
from briefing.slides import charts
from briefing.slides.model import (
    BULLET,
    CELL_PAD_PT,
    INDENT_PT,
    INK,
    MUTED,
    PAPER,
    RULE,
    SIZE_PT,
    Grid,
    Picture,
    Plot,
    Strip,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.box import Point
    from briefing.mapsheet.sheet import Item
    from briefing.slides.model import Para, Placed, Slide

# What of a line stands above its baseline, as a share of the type size.
ASCENT = 0.85


def sheet(slide: Slide) -> Sheet:
    """Return a slide as one sheet of its own size."""
    placed: tuple[Placed, ...] = (slide.title, *slide.items, slide.foot)
    ground = _filled(Box(0, 0, *SIZE_PT), PAPER)
    return Sheet(*SIZE_PT, (ground, *(item for each in placed for item in _drawn(each))), "", "")


def _drawn(placed: Placed) -> Iterator[Item]:
    match placed:
        case Text():
            yield from _paras(placed)
        case Grid():
            yield from _grid(placed)
        case Picture():
            yield from _moved(placed.map.sheet(placed.box.width, placed.box.height), placed.box)
        case Plot():
            yield from _moved(charts.sheet(placed.chart, placed.box.width, placed.box.height), placed.box)
        case Strip():
            yield _filled(placed.box, placed.colour)


def _filled(box: Box, colour: str) -> Path:
    return Path("slide", ((*box.corners, box.corners[0]),), closed=True, pen=Pen(colour))


def _moved(drawing: Sheet, box: Box) -> Iterator[Item]:
    """Return a drawing's items where its box stands on the slide."""

    def move(at: Point) -> Point:
        return at[0] + box.left, at[1] + box.top

    for item in drawing.items:
        if isinstance(item, Path):
            yield replace(item, rings=tuple(tuple(map(move, ring)) for ring in item.rings))
        elif isinstance(item, Disc | Words):
            yield replace(item, at=move(item.at))


def _paras(placed: Text) -> Iterator[Words]:
    y = placed.box.top
    for para in placed.paras:
        yield from _lines(para, placed.box._replace(top=y))
        y += para.height_pt + para.after_pt


def _lines(para: Para, box: Box, *, right: bool = False) -> Iterator[Words]:
    style, x = para.style, box.right if right else box.left + INDENT_PT * para.bullet
    y = box.top + (para.leading_pt - style.size_pt) / 2 + ASCENT * style.size_pt
    if para.bullet:
        yield Words("slide", (box.left, y), BULLET, style.size_pt, INK)
    for line in para.lines:
        yield Words(
            "slide", (x, y), fonts.covered(line), style.size_pt, style.colour, "end" if right else "start", style.bold
        )
        y += para.leading_pt


def _grid(grid: Grid) -> Iterator[Item]:
    y = grid.box.top
    for number, (height, row) in enumerate(zip(grid.heights, grid.rows, strict=True)):
        x = grid.box.left
        for width, para, right in zip(grid.widths, row, grid.right, strict=True):
            pad_x, pad_y = CELL_PAD_PT
            yield from _lines(para, Box(x + pad_x, y + pad_y, width - 2 * pad_x, height - 2 * pad_y), right=right)
            x += width
        y += height
        pen = Pen("", MUTED if number == 0 else RULE, 1.0 if number == 0 else 0.5)
        yield Path("slide", (((grid.box.left, y), (grid.box.right, y)),), closed=False, pen=pen)
