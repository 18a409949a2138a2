"""Round marks, and diamonds beside them, laid so that none lies over another.

Marks that would touch are gathered into one that says their sum, as the web map gathers them. Symbols of a printed sheet
cannot be zoomed apart, so here they are gathered until there is white between them.
"""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from briefing.box import Box
from briefing.mapsheet.sheet import Disc, Pen
from layers import palette

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.box import Point

GAP_PT = 1.0
# Half a diamond's diagonal, and how many such halves it may stand off its place.
DIAMOND_PT, FURTHEST = 6.2, 6
# Diamonds whose places lie nearer than this many halves are gathered into one.
NEAR = 3.2
# A number is dark on the ramp's pale steps and white on the others.
DARK_INK, DARK_UP_TO = "#3c1410", 3


class Spot(NamedTuple):
    """What is to be marked at one place: how many features, the gravest severity, and the feature that stands for them.

    `severity` is None where features have none; `ids` are those of all of them.
    """

    at: Point
    n: int
    severity: int | None
    id: str
    picked: bool = False
    ids: tuple[str, ...] = ()


def radius(n: int, scale: float) -> float:
    """Return the radius in points of a mark of `n` features: it grows with the number's logarithm, as on the web map."""
    return scale * (4.2 + 1.9 * math.log2(1 + n))


def gathered(spots: Iterable[Spot], frame: Box, scale: float) -> list[Spot]:
    """Return the spots with those that would touch gathered into the picked, else the gravest, else the larger of them.

    A mark is moved by less than its radius where it would reach over the frame.
    """
    kept = sorted(spots, key=lambda spot: (not spot.picked, -(spot.severity or 0), -spot.n, spot.id))
    while True:
        before = len(kept)
        apart: list[Spot] = []
        for spot in kept:
            own = _inside(spot, frame, scale)
            near = next((i for i, other in enumerate(apart) if _touch(own, other, scale)), None)
            if near is None:
                apart.append(own)
            else:
                apart[near] = _inside(_with(apart[near], own), frame, scale)
        # A gathered mark is larger than those in it, so it may reach another.
        if len(apart) == before:
            return apart
        kept = apart


def _with(lead: Spot, other: Spot) -> Spot:
    severity = max((lead.severity, other.severity), key=lambda level: level or 0)
    return lead._replace(n=lead.n + other.n, severity=severity, ids=lead.ids + other.ids)


def _touch(spot: Spot, other: Spot, scale: float) -> bool:
    return math.dist(spot.at, other.at) < radius(spot.n, scale) + radius(other.n, scale) + GAP_PT * scale


def _inside(spot: Spot, frame: Box, scale: float) -> Spot:
    room = radius(spot.n, scale) + GAP_PT * scale
    return spot._replace(at=held(spot.at, frame, room))


def held(at: Point, frame: Box, room: float) -> Point:
    """Return the point of the frame nearest to `at` that has `room` points to every edge."""
    x, y = at
    return min(max(x, frame.left + room), frame.right - room), min(max(y, frame.top + room), frame.bottom - room)


def disc(spot: Spot, scale: float, *, colour: str = palette.QUIET) -> Disc:
    """Return a round mark: size says how many, shade how grave, or `colour` where none is; a picked one has a dark rim."""
    fill = colour if spot.severity is None else palette.severity(spot.severity)
    pale = spot.severity is not None and spot.severity <= DARK_UP_TO
    rim = Pen(fill, palette.INK if spot.picked else palette.PAPER, (2.2 if spot.picked else 1.1) * scale)
    return replace(_mark(spot, radius(spot.n, scale), rim), ink=DARK_INK if pale else palette.PAPER)


def diamond(spot: Spot, scale: float, *, colour: str) -> Disc:
    """Return a diamond, with the number of what it stands for where that is more than one."""
    rim = Pen(colour, palette.INK if spot.picked else palette.PAPER, (1.8 if spot.picked else 0.9) * scale)
    return replace(_mark(spot, DIAMOND_PT * scale, rim), diamond=True, ink=palette.PAPER)


def _mark(spot: Spot, radius_pt: float, pen: Pen) -> Disc:
    return Disc("", spot.at, radius_pt, pen, number=f"{spot.n:,}" if spot.n > 1 else "", id=spot.id)


def beside(spots: Sequence[Spot], taken: Sequence[Box], frame: Box, scale: float) -> list[Spot]:
    """Return diamonds' spots, near ones gathered, moved clear of `taken` and of each other, up and to the right first.

    One that finds no room near is added to the nearest that did.
    """
    room, blocked = DIAMOND_PT * scale, list(taken)
    placed: list[Spot] = []
    for spot in _nearby(spots, NEAR * room):
        # A spot in a corner has most of its neighbourhood outside the frame.
        near_by = chain(_around(spot.at, room), _around(held(spot.at, frame, room), room))
        free = next((at for at in near_by if _free(at, room, blocked, frame, scale)), None)
        if free is None and placed:
            near = min(range(len(placed)), key=lambda i: math.dist(placed[i].at, spot.at))
            placed[near] = _with(placed[near], spot)
            continue
        at = free or held(spot.at, frame, room)
        placed.append(spot._replace(at=at))
        blocked.append(Box.around(at, room))
    return placed


def _nearby(spots: Sequence[Spot], reach: float) -> list[Spot]:
    """Return spots with those within `reach` of a picked or larger one added to it."""
    apart: list[Spot] = []
    for spot in sorted(spots, key=lambda spot: (not spot.picked, -spot.n, spot.id)):
        near = next((i for i, other in enumerate(apart) if math.dist(spot.at, other.at) < reach), None)
        if near is None:
            apart.append(spot)
        else:
            apart[near] = _with(apart[near], spot)
    return apart


def _around(at: Point, room: float) -> Iterable[Point]:
    """Return places for a diamond's middle: on its spot, then ever further off, up and to the right first."""
    yield at
    for step in range(2, 2 * FURTHEST + 1):
        for turn in (45, 0, 90, 135, 315, 180, 270, 225):
            angle = math.radians(turn)
            yield at[0] + step * room / 2 * math.cos(angle), at[1] - step * room / 2 * math.sin(angle)


def _free(at: Point, room: float, blocked: Sequence[Box], frame: Box, scale: float) -> bool:
    """Tell whether a diamond lies inside the frame and meets no rectangle; its corners reach where its middle is level."""
    reach = room + GAP_PT * scale
    return frame.holds(at, margin=reach) and not any(_reaches(at, reach, other) for other in blocked)


def _reaches(at: Point, reach: float, other: Box) -> bool:
    """Tell whether a diamond of this half diagonal touches a rectangle: it does where the nearest point is that near."""
    across = max(other.left - at[0], 0.0, at[0] - other.right)
    down = max(other.top - at[1], 0.0, at[1] - other.bottom)
    return across + down < reach
