"""How a layer is drawn and what its signs mean, in plain words: a page, a sheet and a standalone deck each follow them.

A layer says which of the known kinds of drawing is its own; no drawing asks for a layer by its key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from layers import palette
from record import severity
from words import states

# The heading on paper over the signs that have no heading of their own.
OTHERS = "Also shown, as the scale allows"


# How points may stand, in the order in which they are laid.
MARKS = ("discs", "diamonds", "names")


@dataclass(frozen=True)
class Look:
    """How points stand and how lines and areas lie.

    `marks`: points are "discs" (size by `n`, shade by `severity`, else in `colour`), "diamonds" (in `colour`, beside what
    they would cover, with `n`) or "names" (a dot with the name of the place that it is); "" where a layer has no points.
    `ground`: lines and areas are "strokes" (areas faintly filled), "fine" (thinner, `thin` ones thinnest) or "depths"
    (areas shaded by `n`); "" where a layer has neither. Strokes and fine lines are in the colour and dashes of the claimant
    that a feature names as its `state`, else in `colour` and `dash`.

    `shapes` is the part of the live map that brings the lines or areas of a layer that is computed: the browser asks for it
    once, and a feature then says only whereabouts it lies. `ring` says on paper what the circle around a picked feature is;
    {} stands for its radius, and "" for no circle.
    """

    marks: Literal["", "discs", "diamonds", "names"] = ""
    ground: Literal["", "strokes", "fine", "depths"] = ""
    colour: str = palette.QUIET
    dash: str = ""
    shapes: str = ""
    ring: str = ""

    def line(self, state: str = "") -> palette.Claimant:
        """Return the colour and dashes of a line: its claimant's, or the layer's own where it names none."""
        return palette.claimant(state) if state else palette.Claimant(self.colour, self.dash)


class Sign(NamedTuple):
    """One sign of a legend and its words; `title` says more where the words are only a number.

    One that stands `of` a state or a number is shown on a deck and on paper only where a feature with it is drawn.
    """

    kind: Literal["disc", "diamond", "dot", "area", "line"]
    words: str
    colour: str
    dash: str = ""
    of: str | int | None = None
    title: str = ""


class Lines(NamedTuple):
    """What a legend says of a layer: a heading or the words before its signs, the signs, and what else there is to know."""

    heading: str
    signs: tuple[Sign, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Legend:
    """A layer's part of the legend on a page, in a standalone deck and on paper; None where it has no part there.

    On paper `gathered` stands beside the mark of several graded features.
    """

    page: Lines | None = None
    deck: Lines | None = None
    sheet: Lines | None = None
    gathered: str = ""


def severities(least: int, *, named: bool = False) -> tuple[Sign, ...]:
    """Return a disc for each severity that a question shows which asks for `least` or more, in its shade.

    It has the severity's number alone, or its name too.
    """
    return tuple(
        Sign("disc", f"{level} {name}" if named else f"{level}", palette.severity(level), title=name)
        for level, name in severity.shown(least).items()
    )


def claimant(state: str) -> Sign:
    """Return a line in a state's colour and dashes."""
    return Sign("line", states.name(state), *palette.claimant(state), of=state)


def claimants() -> tuple[Sign, ...]:
    """Return a line for each claimant of the palette."""
    return tuple(claimant(state) for state in palette.CLAIMANTS)
