"""Names on a map, placed so that no two meet, none leaves the frame and none lies on a mark.

Greedy: the weightiest name chooses first among the places that a cartographer would try (right of its mark, left, above,
below, then the corners), and takes the one that crosses the fewest lines. adjustText was left aside because it moves labels
by repulsion until it tires: it promises no free place and differs from run to run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from briefing import fonts
from briefing.box import Box
from briefing.mapsheet.sheet import Words
from layers import palette

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from briefing.box import Point
    from briefing.mapsheet.sheet import Disc

# What a line of Noto Sans takes above and below its baseline, as a share of the type size.
ASCENT, DESCENT = 0.84, 0.26
NAME_PT, SPREAD_PT = 7.4, 8.2
# These are no points: their names are spread over them, and no dot is drawn.
WATERS = {"sea_area", "strait"}
SPREAD = WATERS | {"island_group", "area"}
# Free space over and under a name and at its ends; what a crossed line (each LINE_STEP_PT of it) and a near neighbour weigh
# against a better place; and the weight from which a name that is not bold is better left out than put where it misleads.
CLEAR_PT, BESIDE_PT, LINE_COST, NEIGHBOUR_COST, DEAREST = 1.0, 2.5, 1.0, 3.0, 13.0
LINE_STEP_PT = 5.0


class Wish(NamedTuple):
    """A name that would stand at `at`, clear of a mark of `reach_pt`; `spread` names an area and stands over its middle.

    Lower `rank` chooses first.
    """

    text: str
    at: Point
    rank: float
    size_pt: float
    colour: str
    reach_pt: float = 0.0
    bold: bool = False
    spread: bool = False


def box(words: Words) -> Box:
    """Return the rectangle that a line of text fills."""
    width = fonts.width(fonts.covered(words.text), words.size_pt, bold=words.bold)
    x, y = words.at
    left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[words.anchor]
    return Box(left, y - ASCENT * words.size_pt, width, (ASCENT + DESCENT) * words.size_pt)


def around(disc: Disc) -> Box:
    """Return the square that a mark fills."""
    return Box.around(disc.at, disc.radius_pt)


def look(kind: str) -> tuple[float, str]:
    """Return the type size and the colour of the name of a kind of place."""
    if kind in WATERS:
        return SPREAD_PT, palette.WATER
    return (SPREAD_PT, palette.QUIET) if kind in SPREAD else (NAME_PT, palette.INK)


def placed(wishes: Iterable[Wish], taken: Sequence[Box], frame: Box, *, crossing: Sequence[Point]) -> list[Words]:
    """Return the names that found a place free of `taken`; `crossing` are points of lines better not crossed."""
    blocked = np.array([box.edges for box in taken], dtype=float).reshape(-1, 4)
    crossed = np.array(crossing, dtype=float).reshape(-1, 2)
    names = []
    for wish in sorted(wishes, key=lambda wish: (wish.rank, wish.text, wish.at)):
        best = _best(wish, blocked, crossed, frame)
        if best is not None:
            names.append(best)
            blocked = np.vstack([blocked, box(best).edges])
    return names


def _best(wish: Wish, blocked: NDArray[np.float64], crossed: NDArray[np.float64], frame: Box) -> Words | None:
    """Return the free place that crosses the fewest lines and could least be taken for another mark's name."""
    # Its own mark is round, and every place is clear of it already.
    others = blocked[(blocked != Box.around(wish.at, wish.reach_pt).edges).any(axis=1)]
    chosen, least = None, np.inf if wish.bold else DEAREST
    for turn, words in enumerate(_candidates(wish)):
        room = _grown(box(words), BESIDE_PT, CLEAR_PT)
        if not (frame.holds((room.left, room.top)) and frame.holds((room.right, room.bottom))) or _met(room, others):
            continue
        cost = (
            turn
            + LINE_COST * _inside(room, crossed)
            + NEIGHBOUR_COST * _met(_grown(room, wish.size_pt / 3, wish.size_pt / 2), others)
        )
        if cost < least:
            chosen, least = words, cost
    return chosen


def _candidates(wish: Wish) -> Iterable[Words]:
    """Return a name's places, the best first."""
    for at, anchor in _over(wish) if wish.spread else (*_beside(wish, 0.0), *_beside(wish, 0.8 * wish.size_pt)):
        yield Words("places", at, wish.text, wish.size_pt, wish.colour, anchor, wish.bold, palette.HALO)


def _over(wish: Wish) -> Iterable[tuple[Point, str]]:
    """Return places over the middle of an area, then a little off it."""
    (x, y), size = wish.at, wish.size_pt
    middle = y + (ASCENT - DESCENT) * size / 2
    for across in (0, 2, -2):
        for down in (0, -1, 1, -2, 2):
            yield (x + across * size, middle + down * size), "middle"


def _beside(wish: Wish, further_pt: float) -> Iterable[tuple[Point, str]]:
    """Return places right of a mark, left, above, below and at its corners."""
    (x, y), size, gap = wish.at, wish.size_pt, wish.reach_pt + BESIDE_PT + further_pt
    middle, aslant = y + (ASCENT - DESCENT) * size / 2, gap * 0.72
    over, under = DESCENT * size, ASCENT * size
    yield (x + gap, middle), "start"
    yield (x - gap, middle), "end"
    yield (x, y - gap - over), "middle"
    yield (x, y + gap + under), "middle"
    for side, anchor in ((aslant, "start"), (-aslant, "end")):
        yield (x + side, y - aslant - over), anchor
        yield (x + side, y + aslant + under), anchor


def _grown(room: Box, across: float, down: float) -> Box:
    return Box(room.left - across, room.top - down, room.width + 2 * across, room.height + 2 * down)


def _met(room: Box, blocked: NDArray[np.float64]) -> int:
    """Return how many of the blocked rectangles, shape (n, 4), a rectangle meets."""
    left, top, right, bottom = blocked.T
    return int(((left < room.right) & (room.left < right) & (top < room.bottom) & (room.top < bottom)).sum())


def _inside(room: Box, points: NDArray[np.float64]) -> int:
    x, y = points.T
    return int(((room.left <= x) & (x <= room.right) & (room.top <= y) & (y <= room.bottom)).sum())
