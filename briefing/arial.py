"""How wide Arial's characters are, and with them those of Liberation Sans and Helvetica, which are drawn for it.

The figures are those of Adobe's metrics of Helvetica. fpdf2 carries them too: it was left aside because its import takes an
eighth of a second of every command; a test holds these to its.
"""

from __future__ import annotations

import unicodedata

# The printable characters of ASCII, then signs of Western Europe that are no letter with a mark.
_CHARACTERS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022\u20ac\u2122«»°·\u00d7±²³½£§©®ßæøÆØÐÞìíîï"
)
# Thousandths of the type size, in the order of _CHARACTERS.
_REGULAR = """
    278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556
    556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778
    667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556
    556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584
    222 222 333 333 556 1000 1000 350 556 1000 556 556 400 278 584 584 333 333 834 556 556 737 737 611
    889 611 1000 778 722 667 278 278 278 278
"""
_BOLD = """
    278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556
    556 556 333 333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778
    667 778 722 667 611 722 667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611
    611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584
    278 278 500 500 556 1000 1000 350 556 1000 556 556 400 278 584 584 333 333 834 556 556 737 737 611
    889 611 1000 778 722 667 278 278 278 278
"""
_WIDTHS = {
    bold: dict(zip(_CHARACTERS, map(int, widths.split()), strict=True))
    for bold, widths in ((False, _REGULAR), (True, _BOLD))
}


def width(character: str, *, bold: bool) -> float:
    """Return a character's width as a share of the type size, or 0 where it is not known.

    Any letter but an "i" is as wide as without its marks.
    """
    widths = _WIDTHS[bold]
    return widths.get(character, widths.get(unicodedata.normalize("NFD", character)[0], 0)) / 1000
