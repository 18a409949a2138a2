"""Text whose letters take their form and place from their neighbours, and text that runs from right to left.

uharfbuzz shapes it for every kind of file. resvg's own shaping was left aside because it misplaces conjunct letters and
spaces. fpdf2's bidirectional algorithm finds what runs to the left: python-bidi was left aside because it hands out a whole
line in the order of drawing and not the levels, so that a line of several families could not be parted.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import uharfbuzz
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen

from briefing import families

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fontTools.pens.basePen import AbstractPen


class Piece(NamedTuple):
    """A piece of a line as it is drawn, in one family and weight; its left end lies `left` points from the line's."""

    text: str
    family: str
    bold: bool
    leftward: bool
    left: float
    width: float

    @property
    def shaped(self) -> bool:
        """Whether its characters cannot be set one after the other."""
        return self.leftward or self.family not in families.PLAIN


@lru_cache(maxsize=20_000)
def advance(text: str, family: str, *, leftward: bool) -> float:
    """Return the width of a text that one family draws, as a share of the type size."""
    font = _font(family, bold=False)
    across: int = sum(glyph.x_advance for glyph in _shaped(text, font, leftward=leftward).glyph_positions or ())
    return across / float(font.face.upem)


def outline(piece: Piece, size_pt: float, at: tuple[float, float], number: Callable[[float], str]) -> str:
    """Return a piece as an SVG path whose baseline begins at a point, y downwards; `number` writes the coordinates."""
    font = _font(piece.family, bold=piece.bold)
    scale, (x, y) = size_pt / float(font.face.upem), at
    path = SVGPathPen(None, ntos=number)
    buffer = _shaped(piece.text, font, leftward=piece.leftward)
    for glyph, place in zip(buffer.glyph_infos or (), buffer.glyph_positions or (), strict=True):
        origin = (x + place.x_offset * scale, y - place.y_offset * scale)
        pen: AbstractPen = TransformPen(path, (scale, 0, 0, -scale, *origin))
        font.draw_glyph_with_pen(glyph.codepoint, pen)
        x += place.x_advance * scale
    drawn: str = path.getCommands()
    return drawn


def _shaped(text: str, font: uharfbuzz.Font, *, leftward: bool) -> uharfbuzz.Buffer:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if leftward else "ltr"
    uharfbuzz.shape(font, buffer)
    return buffer


@cache
def _font(family: str, *, bold: bool) -> uharfbuzz.Font:
    blob = uharfbuzz.Blob.from_file_path(str(families.static(family, bold=bold)))
    return uharfbuzz.Font(uharfbuzz.Face(blob))


def levels(text: str) -> list[int]:
    """Return each character's level in a line that begins at the left: what has an odd one runs to the left."""
    if not any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text):
        return [0] * len(text)
    from fpdf.bidi import BidiParagraph  # noqa: PLC0415 -- few briefings hold a word that runs to the left
    from fpdf.enums import TextDirection  # noqa: PLC0415 -- as above

    placed = BidiParagraph(text, TextDirection.LTR, preserve_bn_chars=True).get_characters_with_embedding_level()
    by_index = {character.character_index: int(character.embedding_level) for character in placed}
    return [by_index[index] for index in range(len(text))]


def visual(levels: Sequence[int]) -> list[int]:
    """Return the places of parts of a line, by their levels, in the order in which they stand from left to right."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        for end in range(len(order) + 1):
            if end == len(order) or levels[order[end]] < level:
                order[start:end] = reversed(order[start:end])
                start = end + 1
    return order
