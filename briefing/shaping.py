"""Text whose letters take their form and place from their neighbours, and text that runs from right to left.

uharfbuzz measures what fpdf2 and resvg shape by the same rules. fpdf2's own bidirectional algorithm finds what runs to the
left: python-bidi was left aside because it hands out a whole line in the order of drawing and not the levels, so that
a line of several families could not be parted.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import uharfbuzz
from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection

from briefing import families

if TYPE_CHECKING:
    from collections.abc import Sequence


@lru_cache(maxsize=20_000)
def advance(text: str, family: str, *, leftward: bool) -> float:
    """Return the width of a text that one family draws, as a share of the type size."""
    font = _font(family)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if leftward else "ltr"
    uharfbuzz.shape(font, buffer)
    return sum(glyph.x_advance for glyph in buffer.glyph_positions or ()) / float(font.face.upem)


@cache
def _font(family: str) -> uharfbuzz.Font:
    blob = uharfbuzz.Blob.from_file_path(str(families.static(family)))
    return uharfbuzz.Font(uharfbuzz.Face(blob))


def levels(text: str) -> list[int]:
    """Return each character's level in a line that begins at the left: what has an odd one runs to the left."""
    if not any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text):
        return [0] * len(text)
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
