"""Sheets to look at: the questions and sizes that decks ask for, and what a test reads off a sheet."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from briefing import fonts
from briefing.box import Box
from briefing.mapsheet import compose
from briefing.mapsheet.sheet import Disc, Path, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.mapsheet.sheet import Sheet
    from layers.store import Store
    from question.view import View

CLASH = "2024-06-17-second-thomas-shoal-boarding"
SUMMER = {"states": "PHL", "from": "2024-06-01", "to": "2024-08-31"}
QUESTIONS = {
    "everything": {},
    "everything in Chinese": {"names": "zh"},
    "everything in Vietnamese": {"names": "vi"},
    "the Philippines in the summer of 2024": SUMMER,
    "one clash": {"selected": CLASH},
    "one clash alone": {**SUMMER, "to": "2024-06-30", "selected": CLASH, "names": "fil"},
    "Vietnam": {"states": "VNM"},
    "the Spratlys as the web map has them": {"at": "114.2,9.7,7"},
    "claims alone": {"layers": "claims"},
    "one place": {"place": "scarborough-shoal"},
}
# A map block on a slide, a slide, a page's full map, and the two screens that a briefing is presented on.
SIZES = [(600, 400), (960, 540), (900, 440), (1280, 720), (1920, 1080)]


def sheet(store: Store, query: dict[str, str], size: tuple[float, float] = (960, 540)) -> Sheet:
    """Return the sheet of a question, the same object for several tests of it."""
    return _sheet(store, tuple(query.items()), size)


@cache
def _sheet(store: Store, query: tuple[tuple[str, str], ...], size: tuple[float, float]) -> Sheet:
    view, complaints = store.parse(dict(query))
    assert complaints == []
    return drawn(store, view, size)


def drawn(store: Store, view: View, size: tuple[float, float]) -> Sheet:
    return compose.sheet(store, view, width_pt=size[0], height_pt=size[1])


def words(sheet: Sheet) -> list[Words]:
    return [item for item in sheet.items if isinstance(item, Words)]


def names(sheet: Sheet) -> list[Words]:
    return [item for item in words(sheet) if item.layer == "places"]


def discs(sheet: Sheet, *layers: str) -> list[Disc]:
    return [
        item
        for item in sheet.items
        if isinstance(item, Disc) and (item.layer in layers if layers else item.layer != "legend")
    ]


def paths(sheet: Sheet, *layers: str) -> list[Path]:
    return [item for item in sheet.items if isinstance(item, Path) and (not layers or item.layer in layers)]


def frame(sheet: Sheet) -> Box:
    """Return the rectangle of the map."""
    xs, ys = zip(*paths(sheet, "neatline")[0].rings[0], strict=True)
    return Box.between(min(xs), min(ys), max(xs), max(ys))


def overlaps(boxes: Iterable[tuple[str, Box]]) -> list[tuple[str, str]]:
    """Return the pairs of rectangles that share more than a hundredth of a point."""
    named = list(boxes)
    return [
        (name, other)
        for turn, (name, a) in enumerate(named)
        for other, b in named[:turn]
        if min(a.right, b.right) - max(a.left, b.left) > 0.01 and min(a.bottom, b.bottom) - max(a.top, b.top) > 0.01
    ]


def covers(disc: Disc, box: Box) -> bool:
    """Tell whether a round mark or a diamond covers any of a rectangle."""
    across = max(box.left - disc.at[0], 0.0, disc.at[0] - box.right)
    down = max(box.top - disc.at[1], 0.0, disc.at[1] - box.bottom)
    return (across + down if disc.diamond else math.hypot(across, down)) < disc.radius_pt


def read(sheet: Sheet) -> str:
    return " ".join(fonts.covered(line.text) for line in words(sheet))
