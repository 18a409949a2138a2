"""Colours and dash patterns, one table for the map, the charts and the pages.

Claimants take Okabe and Ito's hues (https://jfly.uni-koeln.de/color/) and a dash pattern each, so that grey print and the
common colour-vision types still tell them apart. Severity is one ramp whose lightness falls step by step.
"""

from __future__ import annotations

from typing import NamedTuple


class Claimant(NamedTuple):
    """How one state's claims are drawn: an sRGB hue and an SVG dash array in pixels."""

    colour: str
    dash: str


CLAIMANTS = {
    "CHN": Claimant("#D55E00", "10 4"),
    "PHL": Claimant("#0072B2", "2 4"),
    "VNM": Claimant("#009E73", "12 4 2 4"),
    "MYS": Claimant("#E69F00", "6 3 2 3 2 3"),
    "TWN": Claimant("#CC79A7", "16 6"),
    "IDN": Claimant("#56B4E9", "4 4"),
    "BRN": Claimant("#555555", "1 5"),
}
OTHER = Claimant("#888888", "")
SEVERITY = ("#e6e1d8", "#f6c5a0", "#f0a374", "#e8804f", "#d95a36", "#bb3a2b", "#8f2127", "#5c1020")
# Around a bar or a dot, so that the gravest shades still stand out from a dark page and the mildest from a light one.
EDGE = "#8b969b"
# By number of claimants, from one on: more claimants, darker, in grey print too.
OVERLAPS = ("#dbe7ec", "#b3cbd8", "#86abc1", "#5b88a6", "#376586", "#1f4666", "#102a45")
# The same on a dark sea: more claimants, lighter.
OVERLAPS_DARK = ("#1f3a4a", "#2f566d", "#4a7a95", "#74a1b8", "#a3c6d6", "#cfe2eb", "#f2f8fb")
DEVELOPMENT = "#5b4b8a"
# The ground of every chart; briefing/static/marks.css holds the same for the web map's light theme.
SEA, LAND, COAST, GRATICULE = "#dfe9ee", "#f6f1e4", "#b5ab93", "#c4d3da"
INK, HALO, PAPER = "#31414b", "#f4f8fa", "#ffffff"
# Names of waters, and what only explains.
WATER, QUIET = "#44687d", "#55646e"
# A briefer's own notes on a map: no colour that the data have.
NOTE = "#16202a"


def claimant(state: str) -> Claimant:
    """Return a state's drawing, or the grey unbroken line of a state that has none."""
    return CLAIMANTS.get(state, OTHER)


def overlaps(claimants: int) -> str:
    """Return the colour of waters that so many states claim, 1 to 7."""
    return OVERLAPS[min(max(claimants, 1), len(OVERLAPS)) - 1]


def severity(level: int) -> str:
    """Return the colour of a severity, 0 to 7."""
    return SEVERITY[min(max(level, 0), len(SEVERITY) - 1)]
