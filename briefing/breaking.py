"""Where a line of text breaks: at spaces and between Chinese characters, and within a piece that is wider alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, takewhile

from briefing import families, fonts

_ONE_BY_ONE = "\u2e80-\u303f\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
# A line may break at a space, at one without width, which Khmer, Thai and Burmese put between words, and beside any Chinese
# character, but closing punctuation stays with what it closes.
_CLOSING = (
    "\u2019\u201d\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u3015\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3d\uff5d"
)
_PIECES = re.compile(rf"\s+|(?:[^\s\u200b{_ONE_BY_ONE}]+|[\u200b{_ONE_BY_ONE}])[{_CLOSING}]*\u200b*")


def wrap(text: object, size_pt: float, width_pt: float, *, bold: bool = False) -> list[str]:
    """Return `text` as lines no wider than `width_pt`, broken at spaces or between Chinese characters.

    A piece that is wider alone, such as a long address, is cut between clusters; a line holds one cluster at least.
    """
    line = fonts.one_line(text).strip()
    # Where nothing is shaped, a line is as wide as its pieces together: measured anew with each, it took a tenth of a deck.
    across = _added if fonts.simple(line) else _anew
    lines = [""]
    taken = 0.0
    for piece in _breakable(line):
        if lines[-1] and across(lines[-1], taken, piece.rstrip(), bold=bold) * size_pt > width_pt:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
            taken = 0.0
        added = piece if lines[-1] else piece.lstrip()
        taken = across(lines[-1], taken, added, bold=bold)
        lines[-1] += added
        while taken * size_pt > width_pt and (fits := _fitting(lines[-1].rstrip(), size_pt, width_pt, bold=bold)) < len(
            lines[-1].rstrip()
        ):
            lines[-1:] = [lines[-1][:fits], lines[-1][fits:]]
            taken = across("", 0.0, lines[-1], bold=bold)
    return [*lines[:-1], lines[-1].rstrip()]


def _added(_line: str, taken: float, piece: str, *, bold: bool) -> float:
    """Return the room of a line and a piece at a type size of 1, from that of the line."""
    return taken + fonts.plain_room(piece, bold=bold)


def _anew(line: str, _taken: float, piece: str, *, bold: bool) -> float:
    """Return the room of a line and a piece at a type size of 1, whose characters may draw each other differently."""
    return fonts.room(line + piece, 1.0, bold=bold)


def _breakable(line: str) -> list[str]:
    """Return the pieces between which a line may break."""
    breakable: list[str] = []
    ends = frozenset(accumulate(map(len, fonts.clusters(line)), initial=0))
    at = 0
    for piece in _PIECES.findall(line):
        if at in ends:
            breakable.append(piece)
        else:
            breakable[-1] += piece
        at += len(piece)
    return breakable


def _fitting(line: str, size_pt: float, width_pt: float, *, bold: bool) -> int:
    """Return how many characters from the start of a line fit, in whole clusters; one cluster at least."""
    ends = list(accumulate(map(len, fonts.clusters(line))))
    if fonts.simple(line):
        advances = accumulate(families.room(character, fonts.plain_family(character), bold=bold) for character in line)
        fits = sum(1 for _ in takewhile(lambda end: end * size_pt <= width_pt, advances))
        number = bisect_right(ends, fits)
    else:
        number = bisect_right(ends, width_pt, key=lambda end: fonts.room(line[:end], size_pt, bold=bold))
    return ends[max(number, 1) - 1] if ends else 1
