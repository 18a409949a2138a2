"""What a map is made of once it is projected and laid out: paths, discs and words on a sheet, in points, y downwards.

`briefing.mapsheet.compose` makes a Sheet; each kind of file draws the same one, so that no two of them can differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from briefing.box import Point


class Pen(NamedTuple):
    """Fill and stroke: sRGB "#rrggbb" or "" for none, widths and dashes in points, opacities from 0 to 1."""

    fill: str = ""
    stroke: str = ""
    width_pt: float = 0.0
    dash_pt: tuple[float, ...] = ()
    fill_opacity: float = 1.0


@dataclass(frozen=True)
class Path:
    """Lines, or an area whose further rings are holes. `link` is an http(s) URL or "", `words` say what it is."""

    layer: str
    rings: tuple[tuple[Point, ...], ...]
    closed: bool
    pen: Pen
    id: str = ""
    link: str = ""
    words: str = ""


@dataclass(frozen=True)
class Disc:
    """A round mark, or a square standing on its corner where `diamond` is set, with a number on it or none."""

    layer: str
    at: Point
    radius_pt: float
    pen: Pen
    diamond: bool = False
    number: str = ""
    ink: str = "#ffffff"
    id: str = ""
    link: str = ""
    words: str = ""

    @property
    def number_pt(self) -> float:
        """The type size at which the number fits."""
        return self.radius_pt * (0.85 if self.diamond else 1.0) * (1.05, 0.95, 0.75, 0.55, 0.5)[min(len(self.number), 5) - 1]


@dataclass(frozen=True)
class Words:
    """One line of text: `at` is the start, middle or end of its baseline."""

    layer: str
    at: Point
    text: str
    size_pt: float
    colour: str
    anchor: str = "start"
    bold: bool = False
    halo: str = ""


Item = Path | Disc | Words


@dataclass(frozen=True)
class Sheet:
    """A laid-out map: its size in points, its items from the ground up, the projection and the credit in words."""

    width_pt: float
    height_pt: float
    items: tuple[Item, ...]
    projection: str
    credit: str
