"""How the map draws a layer's rows, for the formats that carry it: each row's class, and each class's look.

The classes are the map's own: severities of clashes, claimants of lines and areas, claimants counted of waters; the colours
are those of `layers/palette.py`. A program draws a mark a feature where the map may draw one for several.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from layers import layer, palette
from words import states

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

# Widths in pixels, and how much of an area's ground its fill covers: as the live map has them.
WIDTHS_PX = {"strokes": 1.6, "fine": 1.0, "depths": 0.4}
FILLS = {"strokes": 0.07, "fine": 0.0, "depths": 0.8}
DOT = 0.5


class Style(NamedTuple):
    """The look of a class: words, sRGB colour, SVG dash array in pixels, width of lines, fill of areas, size of marks."""

    words: str
    colour: str
    dash: str
    width_px: float
    fill: float
    size: float


def column(key: str, rows: pd.DataFrame) -> str:
    """Return the column of a layer's leaving rows that its classes are made from, "" where all of them look alike."""
    name = {"discs": "severity", "depths": "states"}.get(layer(key).LOOK.marks or layer(key).LOOK.ground, "claimant")
    return name if name in rows and layer(key).LOOK.marks in {"", "discs"} else ""


def classes(key: str, rows: pd.DataFrame) -> list[str]:
    """Return each row's class: a severity, a claimant's code, a number of claimants, or "" where all look alike."""
    name = column(key, rows)
    if not name:
        return [""] * len(rows)
    counted = layer(key).LOOK.ground == "depths"
    return [str(str(cell).count(";") + 1) if counted else str(cell) for cell in rows[name]]


def style(key: str, of: str) -> Style:
    """Return the look of one of a layer's classes."""
    look, title = layer(key).LOOK, layer(key).TITLE
    claimed = palette.claimant(of) if of and not of.isdigit() else palette.Claimant(look.colour, look.dash)
    looks: dict[str, Callable[[], tuple[str, str]]] = {
        "discs": lambda: (palette.severity(int(of)), f"{title}, severity {of}"),
        "depths": lambda: (palette.overlaps(int(of)), f"{title}, claimed by {of}"),
    }
    other = (claimed.colour, f"{title}, {states.name(of)}" if of else title)
    colour, words = looks[look.marks or look.ground]() if of.isdigit() else other
    width_px, fill = WIDTHS_PX.get(look.ground, 1.0), FILLS.get(look.ground, 1.0)
    return Style(words, colour, claimed.dash if look.ground else "", width_px, fill, DOT if look.marks == "names" else 1.0)
