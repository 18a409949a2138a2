"""Names on a map, placed so that no two meet, none leaves the frame and none lies on a mark.

Greedy: the weightiest name chooses first among the places that a cartographer would try (right of its mark, left, above,
below, then the corners), and takes the one that crosses the fewest lines. adjustText was left aside because it moves labels
by repulsion until it tires: it promises no free place and differs from run to run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from briefing import fonts
from briefing.ink import Words
from briefing.projection import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from briefing.ink import Disc, Point

# What a line of Noto Sans takes above and below its baseline, as a share of the type size.
ASCENT, DESCENT = 0.84, 0.26
# Free space around a name; what a crossed line (each 5 points of it) and a near neighbour weigh against a better place; and
# the weight from which a name is better left out than put where it misleads.
CLEAR_PT, LINE_COST, NEIGHBOUR_COST, DEAREST = 1.2, 1.0, 3.0, 13.0


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
    width = fonts.width(words.text, words.size_pt, bold=words.bold)
    x, y = words.at
    left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[words.anchor]
    return Box(left, y - ASCENT * words.size_pt, left + width, y + DESCENT * words.size_pt)


def placed(wishes: Iterable[Wish], discs: Iterable[Disc], frame: Box, *, lines: Sequence[Point], halo: str) -> list[Words]:
    """Return the names that found a free place. `lines` are points along what a name had better not cross."""
    blocked = np.array([_square(disc.at, disc.radius_pt) for disc in discs], dtype=float).reshape(-1, 4)
    crossed = np.array(lines, dtype=float).reshape(-1, 2)
    found = []
    for wish in sorted(wishes, key=lambda wish: (wish.rank, wish.text, wish.at)):
        best = _best(wish, blocked, crossed, frame, halo)
        if best is not None:
            found.append(best)
            blocked = np.vstack([blocked, box(best)])
    return found


def _best(wish: Wish, blocked: NDArray[np.float64], crossed: NDArray[np.float64], frame: Box, halo: str) -> Words | None:
    """Return the free place that crosses the fewest lines and could least be taken for another mark's name."""
    others = blocked[(blocked != _square(wish.at, wish.reach_pt)).any(axis=1)]
    chosen, least = None, DEAREST
    for turn, words in enumerate(_candidates(wish, halo)):
        room = _grown(box(words), CLEAR_PT)
        if not (frame.holds((room.left, room.top)) and frame.holds((room.right, room.bottom))) or _met(room, blocked):
            continue
        cost = turn + LINE_COST * _inside(room, crossed) + NEIGHBOUR_COST * _met(_grown(room, 0.5 * wish.size_pt), others)
        if cost < least:
            chosen, least = words, cost
    return chosen


def _square(at: Point, reach: float) -> Box:
    return Box(at[0] - reach, at[1] - reach, at[0] + reach, at[1] + reach)


def _candidates(wish: Wish, halo: str) -> Iterable[Words]:
    """Return a name's places, the best first."""
    for at, anchor in _over(wish) if wish.spread else (*_beside(wish, 0.0), *_beside(wish, 0.8 * wish.size_pt)):
        yield Words("places", at, wish.text, wish.size_pt, wish.colour, anchor, wish.bold, halo)


def _over(wish: Wish) -> Iterable[tuple[Point, str]]:
    """Return places over the middle of an area, then a little off it."""
    (x, y), size = wish.at, wish.size_pt
    middle = y + (ASCENT - DESCENT) * size / 2
    for across in (0, 2, -2):
        for down in (0, -1, 1, -2, 2):
            yield (x + across * size, middle + down * size), "middle"


def _beside(wish: Wish, further_pt: float) -> Iterable[tuple[Point, str]]:
    """Return places right of a mark, left, above, below and at its corners."""
    (x, y), size, gap = wish.at, wish.size_pt, wish.reach_pt + 2 * CLEAR_PT + further_pt
    middle, aslant = y + (ASCENT - DESCENT) * size / 2, gap * 0.72
    over, under = DESCENT * size, ASCENT * size
    yield (x + gap, middle), "start"
    yield (x - gap, middle), "end"
    yield (x, y - gap - over), "middle"
    yield (x, y + gap + under), "middle"
    for side, anchor in ((aslant, "start"), (-aslant, "end")):
        yield (x + side, y - aslant - over), anchor
        yield (x + side, y + aslant + under), anchor


def _grown(room: Box, by: float) -> Box:
    return Box(room.left - by, room.top - by, room.right + by, room.bottom + by)


def _met(room: Box, blocked: NDArray[np.float64]) -> int:
    """Return how many of the blocked rectangles, shape (n, 4), a rectangle meets."""
    left, top, right, bottom = blocked.T
    return int(((left < room.right) & (room.left < right) & (top < room.bottom) & (room.top < bottom)).sum())


def _inside(room: Box, points: NDArray[np.float64]) -> int:
    x, y = points.T
    return int(((room.left <= x) & (x <= room.right) & (room.top <= y) & (y <= room.bottom)).sum())
