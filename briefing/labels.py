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
CLEAR_PT = 1.5


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
    taken = [Box(x - r, y - r, x + r, y + r) for (x, y), r in ((disc.at, disc.radius_pt) for disc in discs)]
    blocked = np.array(taken, dtype=float).reshape(-1, 4)
    crossed = np.array(lines, dtype=float).reshape(-1, 2)
    found = []
    for wish in sorted(wishes, key=lambda wish: (wish.rank, wish.text, wish.at)):
        best = _best(wish, blocked, crossed, frame, halo)
        if best is not None:
            found.append(best)
            blocked = np.vstack([blocked, _clear(box(best))])
    return found


def _best(wish: Wish, blocked: NDArray[np.float64], crossed: NDArray[np.float64], frame: Box, halo: str) -> Words | None:
    """Return the free place that crosses the fewest lines, the earlier of two that cross as many."""
    chosen, least = None, np.inf
    for turn, words in enumerate(_candidates(wish, halo)):
        room = _clear(box(words))
        if not (frame.holds((room.left, room.top)) and frame.holds((room.right, room.bottom))) or _meets(room, blocked):
            continue
        cost = turn + 2 * _inside(room, crossed)
        if cost < least:
            chosen, least = words, cost
    return chosen


def _candidates(wish: Wish, halo: str) -> Iterable[Words]:
    """Return a name's places, the best first."""
    x, y = wish.at
    size, gap = wish.size_pt, wish.reach_pt + 2 * CLEAR_PT
    middle, aslant = y + (ASCENT - DESCENT) * size / 2, gap * 0.72
    up, down = DESCENT * size, ASCENT * size
    if wish.spread:
        steps = (0, -1, 1, -2, 2)
        spots = [((x + across * 2 * size, middle + step * size), "middle") for across in (0, 1, -1) for step in steps]
    else:
        spots = [
            ((x + gap, middle), "start"),
            ((x - gap, middle), "end"),
            ((x, y - gap - up), "middle"),
            ((x, y + gap + down), "middle"),
            ((x + aslant, y - aslant - up), "start"),
            ((x + aslant, y + aslant + down), "start"),
            ((x - aslant, y - aslant - up), "end"),
            ((x - aslant, y + aslant + down), "end"),
        ]
    for at, anchor in spots:
        yield Words("places", at, wish.text, size, wish.colour, anchor, wish.bold, halo)


def _clear(room: Box) -> Box:
    return Box(room.left - CLEAR_PT, room.top, room.right + CLEAR_PT, room.bottom)


def _meets(room: Box, blocked: NDArray[np.float64]) -> bool:
    left, top, right, bottom = blocked.T
    return bool(((left < room.right) & (room.left < right) & (top < room.bottom) & (room.top < bottom)).any())


def _inside(room: Box, points: NDArray[np.float64]) -> int:
    x, y = points.T
    return int(((room.left <= x) & (x <= room.right) & (room.top <= y) & (y <= room.bottom)).sum())
