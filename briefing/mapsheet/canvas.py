"""What the layers of a map are drawn with, and what each of them brings back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import shapely

from briefing.mapsheet import labels
from briefing.mapsheet.projection import rings
from briefing.mapsheet.sheet import Path
from words import text

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from briefing.box import Point
    from briefing.mapsheet.labels import Wish
    from briefing.mapsheet.legend import Section
    from briefing.mapsheet.projection import Projection
    from briefing.mapsheet.sheet import Disc, Pen, Words
    from layers.store import Store
    from question.view import View

    Row = Any  # a pandas row has no better type

# What a mark says where it is pointed at.
LONGEST = 300


class Overlay(NamedTuple):
    """What one layer brings: what lies under every mark, its marks from below, names that it would like, legend sections."""

    under: tuple[Path, ...] = ()
    discs: tuple[Disc, ...] = ()
    wishes: tuple[Wish, ...] = ()
    sections: tuple[Section, ...] = ()

    def joined(self, other: Overlay) -> Overlay:
        """Return both as one."""
        return Overlay(
            self.under + other.under, self.discs + other.discs, self.wishes + other.wishes, self.sections + other.sections
        )


class Desk(NamedTuple):
    """The question, the projection, the type's scale, and what was laid on the sheet so far."""

    store: Store
    view: View
    projection: Projection
    scale: float
    overlays: tuple[Overlay, ...] = ()
    names: tuple[Words, ...] = ()

    @property
    def taken(self) -> tuple[Disc, ...]:
        """The marks that were laid so far."""
        return tuple(disc for overlay in self.overlays for disc in overlay.discs)

    def laid(self, overlay: Overlay) -> Desk:
        """Return the desk with one more layer on it, its names placed clear of all marks and names."""
        desk = self._replace(overlays=(*self.overlays, overlay))
        boxes = [*map(labels.around, desk.taken), *map(labels.box, self.names)]
        names = labels.placed(overlay.wishes, boxes, self.projection.frame, crossing=desk.lines())
        return desk._replace(names=(*self.names, *names))

    def lines(self) -> list[Point]:
        """Return points along the lines that a name had better not cross."""
        open_paths = [path for overlay in self.overlays for path in overlay.under if not path.closed]
        lines = [shapely.LineString(ring) for path in open_paths for ring in path.rings]
        return [(x, y) for x, y in shapely.get_coordinates(shapely.segmentize(lines, labels.LINE_STEP_PT)).tolist()]


def paths(key: str, shape: BaseGeometry, pen: Pen, *, closed: bool = False, **about: str) -> list[Path]:
    """Return a drawn geometry as one Path, or none where nothing of it is on the sheet."""
    outlines = tuple(ring for part in shapely.get_parts(shape) for ring in rings(part))
    return [Path(key, outlines, closed=closed, pen=pen, **about)] if outlines else []


def link(row: Row) -> str:
    """Return the address of the first of a feature's reports that has one that may be followed, or ""."""
    return next((address for report in row.reports if (address := text.url(report.url))), "")


def tooltip(words: str) -> str:
    """Return what a mark says where it is pointed at: plain, and not too long."""
    return text.plain(words, longest=LONGEST)
